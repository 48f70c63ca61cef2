//! Where a journal is broken: which entry is not as it was, told from what is behind the place (`docs/journal.md` §4.2).

use crate::edxml::statement::Sha256;
use crate::journal::{Entry, Head};
use crate::language::Language;

/// What happened to an entry.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// It is not as it was written.
    Changed,
    /// It is not there, and no later one is in its place.
    Removed,
    /// It is there, but not in its place.
    Reordered,
    /// It is there twice.
    Repeated,
    /// Something that is no entry of the journal stands before it.
    Inserted,
    /// It is not there, nor is any behind it, though one was kept.
    CutOff,
    /// It is not the one that was kept: it, or one before it, was changed, and all behind was written anew.
    Rewritten,
    /// It is a time-stamp that is not over the entry that it names: that one, or one before it, was changed and all behind was
    /// written anew, or the time-stamp is from elsewhere.
    Stamp,
    /// It is a time-stamp that did not pass, and none behind it did.
    StampNotPassed,
    /// It begins a journal of a version that is not known.
    Version,
}

impl Fault {
    /// All faults.
    pub const ALL: [Self; 10] = [
        Self::Changed,
        Self::Removed,
        Self::Reordered,
        Self::Repeated,
        Self::Inserted,
        Self::CutOff,
        Self::Rewritten,
        Self::Stamp,
        Self::StampNotPassed,
        Self::Version,
    ];

    /// Returns a stable name for programs: `cut-off`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Reordered => "reordered",
            Self::Repeated => "repeated",
            Self::Inserted => "inserted",
            Self::CutOff => "cut-off",
            Self::Rewritten => "rewritten",
            Self::Stamp => "stamp",
            Self::StampNotPassed => "stamp-not-passed",
            Self::Version => "version",
        }
    }

    /// Returns what is said of the entry in a language: `it was changed`.
    pub fn text(self, language: Language) -> &'static str {
        let (english, vietnamese) = match self {
            Self::Changed => ("it was changed", "đã bị sửa"),
            Self::Removed => ("it was removed", "đã bị xóa"),
            Self::Reordered => ("it is not in its place", "không còn ở đúng vị trí"),
            Self::Repeated => ("it is there twice", "xuất hiện hai lần"),
            Self::Inserted => ("something was put in before it", "bị chèn nội dung lạ vào trước"),
            Self::CutOff => {
                ("the journal was cut off before it", "nhật ký đã bị cắt từ trước mục này")
            }
            Self::Rewritten => (
                "it is not the one that was kept: the journal was written anew",
                "không khớp với mục đã lưu: nhật ký đã bị ghi lại",
            ),
            Self::Stamp => (
                "its time-stamp is over something else: the journal was written anew, or it is from elsewhere",
                "dấu thời gian không khớp: nhật ký đã bị ghi lại, hoặc dấu lấy từ nơi khác",
            ),
            Self::StampNotPassed => {
                ("its time-stamp did not pass", "dấu thời gian không đạt yêu cầu")
            }
            Self::Version => {
                ("it is of a version that is not known", "thuộc phiên bản nhật ký chưa được hỗ trợ")
            }
        };
        language.choose(english, vietnamese)
    }
}

/// A journal in which an entry is not as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {entry}: {}", fault.code())]
pub struct Broken {
    fault: Fault,
    entry: u64,
    since: u64,
    line: u64,
    whole: Head,
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

    /// Returns the number of the line at which it shows, from 1; one behind the last if lines are missing there.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Returns the last entry up to which the chain is whole.
    pub fn whole(&self) -> Head {
        self.whole
    }

    pub(super) fn cut_off(whole: Head, kept: Head, lines: u64) -> Self {
        let entry = whole.number.saturating_add(1).min(kept.number);
        Self { fault: Fault::CutOff, entry, since: entry, line: lines.saturating_add(1), whole }
    }

    pub(super) fn doubted(entry: u64, since: u64, line: u64, whole: Head) -> Self {
        Self { fault: Fault::StampNotPassed, entry, since: since.min(entry), line, whole }
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
    /// The first entry that no time-stamp is over.
    since: u64,
    line: u64,
    /// The line behind it.
    next: Option<Seen>,
    /// The number that should be here comes later.
    comes: bool,
    /// The number that is here comes once more.
    again: bool,
}

impl Break {
    pub(super) fn new(cause: Cause, here: Seen, whole: Head, since: u64, line: u64) -> Self {
        Self { cause, here, whole, since, line, next: None, comes: false, again: false }
    }

    /// Looks at a line behind.
    pub(super) fn next(&mut self, seen: Seen) {
        let expected = self.expected();
        self.next.get_or_insert(seen);
        self.comes |= seen.number == Some(expected);
        self.again |= seen.number.is_some() && seen.number == self.here.number;
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
        Broken { fault, entry, since, line: self.line, whole: self.whole }
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
        let Head { number: before, sha256 } = self.whole;
        let kept = kept.and_then(|kept| match kept.number {
            number if number == self.expected() => Some(kept.sha256 == self.here.sha256),
            number if number == before => Some(kept.sha256 != sha256),
            _ => None,
        });
        // The line behind vouches for this one, or a kept head does; if there is neither, the earlier one is named.
        let vouched = match self.next {
            Some(_) => self.continued(),
            None => kept.unwrap_or(true),
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
