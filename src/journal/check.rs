//! Checking a journal, line by line, in bounded memory (`docs/journal.md` §4).
//!
//! The check is stricter than it has to be in one thing: each line has to be the one spelling of its entry. What it cannot
//! see is said there as well: without a time-stamp and a kept head, whoever writes the whole journal anew is not found.

use std::io::{self, BufRead};

use crate::Time;
use crate::ades::Evidence;
use crate::crypto::Hasher;
use crate::edxml::statement::Sha256;
use crate::error::{Error, Unsupported};
use crate::journal::broken::{Break, Broken, Cause, Doubted, Seen};
use crate::journal::{Entry, Head, Matter, Recent, Stamp, stamped};
use crate::limits::Limits;
use crate::policy::Policy;

/// Checks a journal.
///
/// # Examples
///
/// ```
/// use antin::Time;
/// use antin::journal::{Chain, Checker, Event, Fault, Head, Kind};
///
/// let mut chain = Chain::after(Head::EMPTY);
/// let lines: Vec<Vec<u8>> = (1..=4)
///     .map(|n| chain.event(Time::from_unix(n), &Event::new(Kind::Sealed, "X98")))
///     .collect();
///
/// let mut checker = Checker::new();
/// lines.iter().for_each(|line| checker.line(line));
/// assert_eq!(checker.finish().map(|checked| checked.head()), Ok(chain.head()));
///
/// let mut checker = Checker::new();
/// [0, 1, 3].iter().for_each(|n: &usize| checker.line(&lines[*n]));
/// let broken = checker.finish().expect_err("the third is missing");
/// assert_eq!((broken.fault(), broken.entry()), (Fault::Removed, 3));
/// ```
#[derive(Debug)]
pub struct Checker<'a> {
    limits: Limits,
    kept: Option<Head>,
    judge: Option<Judge<'a>>,
    lines: u64,
    head: Head,
    recent: Recent,
    stamps: u64,
    /// The last time-stamp that fits, and, if there is a policy, passed.
    last: Option<Stamped>,
    /// The first one that did not pass since.
    doubted: Option<Doubted>,
    found: Option<Break>,
}

/// By what time-stamps are judged.
#[derive(Clone, Copy, Debug)]
struct Judge<'a> {
    policy: &'a Policy,
    evidence: &'a Evidence,
    at: Time,
}

/// A time-stamp of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamped {
    entry: u64,
    over: u64,
    time: Time,
}

impl Stamped {
    /// Returns the number of its entry.
    pub fn entry(&self) -> u64 {
        self.entry
    }

    /// Returns the number of the last entry that it is over.
    pub fn over(&self) -> u64 {
        self.over
    }

    /// Returns the time that it names.
    pub fn time(&self) -> Time {
        self.time
    }
}

/// A journal in which nothing was found broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    head: Head,
    stamps: u64,
    last: Option<Stamped>,
    judged: bool,
}

impl Checked {
    /// Returns its end: keep it elsewhere, and give it to the next check.
    pub fn head(&self) -> Head {
        self.head
    }

    /// Returns how many time-stamps there are.
    pub fn stamps(&self) -> u64 {
        self.stamps
    }

    /// Returns the last time-stamp; if a policy was given, the last one that passed.
    pub fn last_stamp(&self) -> Option<Stamped> {
        self.last
    }

    /// Tells whether time-stamps were judged. If not, each of them may be by anybody.
    pub fn is_judged(&self) -> bool {
        self.judged
    }
}

impl Default for Checker<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Checker<'a> {
    /// Begins with the first entry.
    pub fn new() -> Self {
        Self {
            limits: Limits::DEFAULT,
            kept: None,
            judge: None,
            lines: 0,
            head: Head::EMPTY,
            recent: Recent::default(),
            stamps: 0,
            last: None,
            doubted: None,
            found: None,
        }
    }

    /// Demands that the journal has this entry, and so all before it as they were. [`Head::EMPTY`] demands nothing.
    #[must_use]
    pub fn kept(mut self, head: Head) -> Self {
        self.kept = Some(head).filter(|head| head.number > 0);
        self
    }

    /// Judges time-stamps by a policy, with evidence, as of a time. Without this they only have to fit.
    ///
    /// The last one has to pass. Those before it are superseded by one that passes.
    #[must_use]
    pub fn stamps(mut self, policy: &'a Policy, evidence: &'a Evidence, at: Time) -> Self {
        self.limits = *policy.limits();
        self.judge = Some(Judge { policy, evidence, at });
        self
    }

    /// Takes the next line, without its line end.
    pub fn line(&mut self, line: &[u8]) {
        self.lines = self.lines.saturating_add(1);
        let read = Entry::from_line(line, &self.limits);
        let sha256 = Hasher::sha256(line);
        if let Some(found) = &mut self.found {
            found.next(Seen::of(read.as_ref().ok(), sha256));
            return;
        }
        match read {
            Ok(entry) => self.entry(&entry, sha256),
            Err(Error::Unsupported(Unsupported::Version)) if self.lines == 1 => {
                self.broken(Cause::Version, Seen::of(None, sha256));
            }
            Err(_) => self.broken(Cause::Line, Seen::of(None, sha256)),
        }
    }

    /// Takes all lines of a file. It holds one at a time, and nothing of one that is too long.
    ///
    /// # Errors
    ///
    /// What the reader reports.
    pub fn read(&mut self, mut file: impl BufRead) -> io::Result<()> {
        let mut line = Vec::new();
        while let Some(whole) = next(&mut file, &mut line, self.limits.journal_line)? {
            // Nothing is the line of an entry, so that this one cannot be read.
            self.line(if whole { &line } else { &[] });
        }
        Ok(())
    }

    /// Says what was found.
    ///
    /// # Errors
    ///
    /// [`Broken`] names the first entry that is not as it was.
    pub fn finish(self) -> Result<Checked, Broken> {
        if let Some(found) = self.found {
            return Err(found.decide(self.kept));
        }
        if let Some(kept) = self.kept.filter(|kept| kept.number > self.head.number) {
            return Err(Broken::cut_off(self.head, kept, self.lines));
        }
        if let Some(doubted) = self.doubted {
            return Err(Broken::doubted(doubted, self.since(), self.head));
        }
        let Self { head, stamps, last, judge, .. } = self;
        Ok(Checked { head, stamps, last, judged: judge.is_some() })
    }

    /// The first entry that no time-stamp is over so far.
    fn since(&self) -> u64 {
        self.last.map_or(1, |last| last.over.saturating_add(1))
    }

    fn entry(&mut self, entry: &Entry, sha256: Sha256) {
        let seen = Seen::of(Some(entry), sha256);
        let next = self.head.number.saturating_add(1);
        if (entry.number(), entry.previous()) != (next, &self.head.sha256) {
            return self.broken(Cause::Line, seen);
        }
        let head = Head { number: next, sha256 };
        if self.kept.is_some_and(|kept| kept.number == next && kept != head) {
            return self.broken(Cause::Kept, seen);
        }
        if let Matter::Stamp(stamp) = entry.matter()
            && self.stamp(stamp, next).is_none()
        {
            return self.broken(Cause::Stamp, seen);
        }
        self.recent.push(head);
        self.head = head;
    }

    /// Takes a time-stamp down, if it fits.
    fn stamp(&mut self, stamp: &Stamp, entry: u64) -> Option<()> {
        let over = stamp.over();
        let sha256 = *self.recent.get(over)?;
        let token = stamped::token(stamp, Head { number: over, sha256 }, &self.limits)?;
        self.stamps = self.stamps.saturating_add(1);
        let judged = self
            .judge
            .map(|Judge { policy, evidence, at }| stamped::judge(&token, policy, evidence, at));
        match judged.filter(|(verdict, _)| !verdict.is_passed()) {
            None => {
                self.last = Some(Stamped { entry, over, time: token.info().time() });
                self.doubted = None;
            }
            Some((verdict, finding)) => {
                let line = self.lines;
                self.doubted.get_or_insert(Doubted { entry, line, verdict, finding });
            }
        }
        Some(())
    }

    fn broken(&mut self, cause: Cause, seen: Seen) {
        let before = self.head.number.saturating_sub(1);
        let sha256 = self.recent.get(before).copied();
        let before = sha256.map_or(Head::EMPTY, |sha256| Head { number: before, sha256 });
        let found = Break::new(cause, seen, self.head, before);
        self.found = Some(found.at(self.lines, self.since()));
    }
}

/// Reads a line; `None` at the end, and `false` for one that is too long, of which nothing is held.
fn next(file: &mut impl BufRead, line: &mut Vec<u8>, most: usize) -> io::Result<Option<bool>> {
    line.clear();
    let (mut any, mut whole) = (false, true);
    loop {
        let octets = match file.fill_buf() {
            Ok(octets) => octets,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if octets.is_empty() {
            return Ok(any.then_some(whole));
        }
        any = true;
        let end = memchr::memchr(b'\n', octets);
        let part = octets.get(..end.unwrap_or(octets.len())).unwrap_or_default();
        whole &= line.len().saturating_add(part.len()) <= most;
        if whole {
            line.extend_from_slice(part);
        }
        let taken = part.len() + usize::from(end.is_some());
        file.consume(taken);
        if end.is_some() {
            return Ok(Some(whole));
        }
    }
}
