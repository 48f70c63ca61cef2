//! Where a journal is broken: which entry is not as it was, told from what is behind the place (`docs/journal.md` §4.2).

use crate::ades::{FindingCode, Verdict};
use crate::edxml::statement::Sha256;
use crate::journal::{Entry, Fault, Head};

/// A journal in which an entry is not as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {entry}: {}", fault.code())]
pub struct Broken {
    fault: Fault,
    entry: u64,
    since: u64,
    line: u64,
    whole: Head,
    is_journal: bool,
    doubt: Option<Doubted>,
}

/// Why a time-stamp did not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Doubted {
    /// Its entry, and the line of that.
    pub(super) entry: u64,
    pub(super) line: u64,
    pub(super) verdict: Verdict,
    pub(super) finding: Option<FindingCode>,
}

impl Broken {
    /// Returns what happened to the entry.
    pub fn fault(&self) -> Fault {
        self.fault
    }

    /// Returns the number of the entry.
    pub fn entry(&self) -> u64 {
        self.entry
    }

    /// Returns the number of the first entry that may be concerned. It is less than [`entry`](Self::entry) where only a later one
    /// shows that something was written anew.
    pub fn since(&self) -> u64 {
        self.since
    }

    /// Returns the number of the line, from 1: that of the entry, or that which stands where it should be; of one that is there
    /// twice, the line that has it in the wrong place. One behind the last if lines are missing there.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Returns the end of the chain before [`line`](Self::line), without an entry that was changed; if only a time-stamp did not
    /// pass, the end of the journal.
    ///
    /// From [`since`](Self::since) on it may have been written anew: do not keep it in place of an earlier head.
    pub fn whole(&self) -> Head {
        self.whole
    }

    /// Tells whether any line reads as an entry, also one of another version. If none does, it may be something else than a journal.
    pub fn is_journal(&self) -> bool {
        self.is_journal
    }

    /// Returns the judgement on the time-stamp that did not pass; `None` if it is something else.
    pub fn stamp_verdict(&self) -> Option<Verdict> {
        self.doubt.map(|doubt| doubt.verdict)
    }

    /// Returns the first reason why the time-stamp did not pass.
    pub fn stamp_finding(&self) -> Option<FindingCode> {
        self.doubt?.finding
    }

    pub(super) fn cut_off(whole: Head, kept: Head, lines: u64) -> Self {
        let entry = whole.number.saturating_add(1).min(kept.number);
        let line = lines.saturating_add(1);
        let fault = Fault::CutOff;
        Self { fault, entry, since: entry, line, whole, is_journal: true, doubt: None }
    }

    pub(super) fn doubted(doubt: Doubted, since: u64, whole: Head) -> Self {
        let Doubted { entry, line, .. } = doubt;
        let (fault, since, doubt) = (Fault::StampNotPassed, since.min(entry), Some(doubt));
        Self { fault, entry, since, line, whole, is_journal: true, doubt }
    }
}

/// What is seen of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// `None` if it cannot be read.
    number: Option<u64>,
    previous: Option<Sha256>,
    sha256: Sha256,
}

impl Seen {
    pub(super) fn of(entry: Option<&Entry>, sha256: Sha256) -> Self {
        let (number, previous) = (entry.map(Entry::number), entry.map(|entry| *entry.previous()));
        Self { number, previous, sha256 }
    }

    /// Is it behind this line, with this number?
    fn follows(&self, number: u64, sha256: Sha256) -> bool {
        self.number == Some(number) && self.previous == Some(sha256)
    }
}

/// Why a line is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// It cannot be read, or is not the next one.
    Line,
    /// It is the next one, but not the one that was kept.
    Kept,
    /// It is the next one, but its time-stamp does not fit.
    Stamp,
    /// It begins a journal of another version.
    Version,
}

/// The first line that is not taken, and what is behind it.
#[derive(Debug)]
pub(super) struct Break {
    cause: Cause,
    /// The line.
    here: Seen,
    /// The end of what is whole before it.
    whole: Head,
    /// The head before that one.
    before: Head,
    /// The first entry that no time-stamp is over.
    since: u64,
    line: u64,
    /// The line behind it.
    next: Option<Seen>,
    /// The number that should be here comes later.
    comes: bool,
    /// The number that is here comes once more.
    again: bool,
    /// A line reads as an entry.
    entries: bool,
}

impl Break {
    pub(super) fn new(cause: Cause, here: Seen, whole: Head, before: Head) -> Self {
        let entries = whole.number > 0 || here.number.is_some() || cause == Cause::Version;
        let (since, line, next) = (1, 1, None);
        Self { cause, here, whole, before, since, line, next, comes: false, again: false, entries }
    }

    /// Says at which line it is, and which entry is the first that no time-stamp is over.
    pub(super) fn at(mut self, line: u64, since: u64) -> Self {
        (self.line, self.since) = (line, since);
        self
    }

    /// Looks at a line behind.
    pub(super) fn next(&mut self, seen: Seen) {
        let expected = self.expected();
        self.next.get_or_insert(seen);
        self.comes |= seen.number == Some(expected);
        self.again |= seen.number.is_some() && seen.number == self.here.number;
        self.entries |= seen.number.is_some();
    }

    fn expected(&self) -> u64 {
        self.whole.number.saturating_add(1)
    }

    /// The line behind continues what was before, as if this line were not there.
    fn skipped(&self) -> bool {
        self.next.is_some_and(|next| next.follows(self.expected(), self.whole.sha256))
    }

    /// The line behind follows this one.
    fn continued(&self) -> bool {
        let after = self.here.number.map(|number| number.saturating_add(1));
        self.next.is_some_and(|next| after.is_some_and(|n| next.follows(n, self.here.sha256)))
    }

    /// Exactly one line stands where the expected one should.
    fn replaced(&self) -> bool {
        self.next.is_some_and(|next| next.number == self.expected().checked_add(1))
    }

    pub(super) fn decide(&self, kept: Option<Head>) -> Broken {
        let expected = self.expected();
        let (fault, entry) = match self.cause {
            Cause::Version => (Fault::Version, expected),
            // The line behind tells whether this line, which is in its place, is as it was written.
            Cause::Kept | Cause::Stamp if self.next.is_some() && !self.continued() => {
                (Fault::Changed, expected)
            }
            Cause::Kept => (Fault::Rewritten, expected),
            Cause::Stamp => (Fault::Stamp, expected),
            Cause::Line => self.line_fault(kept),
        };
        let rewritten = matches!(fault, Fault::Rewritten | Fault::Stamp);
        let since = if rewritten { self.since.min(entry) } else { entry };
        // The line before is the one that was changed: it is not part of what is whole.
        let is_before = fault == Fault::Changed && entry < expected;
        let (line, whole) = match is_before {
            true => (self.line.saturating_sub(1), self.before),
            false => (self.line, self.whole),
        };
        Broken { fault, entry, since, line, whole, is_journal: self.entries, doubt: None }
    }

    fn line_fault(&self, kept: Option<Head>) -> (Fault, u64) {
        let expected = self.expected();
        match self.here.number {
            _ if self.skipped() && self.here.number.is_none_or(|number| number == expected) => {
                (Fault::Inserted, expected)
            }
            None if self.comes => (Fault::Inserted, expected),
            None => (Fault::Changed, expected),
            Some(number) if number == expected => (Fault::Changed, self.changed(kept)),
            Some(number) => self.other_number(number),
        }
    }

    /// The number is right, but the digest is not that of the line before: one of the two was changed.
    fn changed(&self, kept: Option<Head>) -> u64 {
        let before = self.whole.number;
        // A kept head says which one. Otherwise the line behind vouches for this one; if there is none, the earlier one is named.
        let vouched = match kept {
            Some(kept) if kept.number == before => false,
            Some(kept) if kept.number == self.expected() => kept.sha256 == self.here.sha256,
            _ => self.next.is_none() || self.continued(),
        };
        if vouched && before > 0 { before } else { self.expected() }
    }

    /// The number is another one than should be here.
    fn other_number(&self, number: u64) -> (Fault, u64) {
        let expected = self.expected();
        let linked = self.here.previous == Some(self.whole.sha256);
        match () {
            // It follows what is before, so that its number was changed; unless others were taken out and it was put in their place.
            () if linked && !self.continued() => (Fault::Changed, expected),
            () if linked && self.next.is_some() && number > expected => (Fault::Removed, expected),
            () if linked => (Fault::Changed, expected),
            () if self.comes && (number < expected || self.again) => (Fault::Repeated, number),
            () if self.comes => (Fault::Reordered, expected),
            () if self.replaced() => (Fault::Changed, expected),
            () if number < expected => (Fault::Repeated, number),
            () => (Fault::Removed, expected),
        }
    }
}
