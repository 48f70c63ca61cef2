//! What a gateway must never forget: which packages arrived, and the journal of what was decided.
//!
//! A package that was captured can be sent again, by anybody, and is as genuine as before. So each arrival is kept for a
//! window of time, and what was sealed before the window is not let in any more. Both are in one [`Ledger`] with
//! the journal, so that nothing is accepted without a record, nor recorded as accepted and then accepted again.

use crate::Time;
use crate::crypto::Hasher;
use crate::edxml::statement::{Sha256, normal};
use crate::journal::{Decision, Event, Head, StampFault};
use crate::language::Language;
use crate::tsp::Token;

/// A package at one recipient: by what it is known when it comes again.
///
/// # Security
///
/// `sealed` has to be the time that the key signed with the seal (`SignerInfo`'s signing time), or one that does not
/// depend on what anybody can add to a seal or take off it. The time of a time-stamp does: a captured package with
/// a new time-stamp would be a young one, when the old one is forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    recipient: String,
    sender: String,
    document: String,
    seal: Sha256,
    sealed: Time,
    follows: bool,
}

impl Arrival {
    /// Describes a package that reached a recipient: who sent which document, the identity of the sender's seal
    /// (`docs/seal.md` §4.1) and when that was made.
    pub fn new(recipient: &str, sender: &str, document: &str, seal: Sha256, sealed: Time) -> Self {
        let (recipient, sender) = (normal(recipient), normal(sender));
        Self { recipient, sender, document: normal(document), seal, sealed, follows: false }
    }

    /// Says that the package revokes, updates or replaces a document, so that another one for it may have come before.
    #[must_use]
    pub fn following(mut self) -> Self {
        self.follows = true;
        self
    }

    /// Returns the code of the body at which it arrived.
    pub fn recipient(&self) -> &str {
        &self.recipient
    }

    /// Returns the code of the body that sent it.
    pub fn sender(&self) -> &str {
        &self.sender
    }

    /// Returns the identifier of the document.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// Returns the identity of the sender's seal.
    pub fn seal(&self) -> &Sha256 {
        &self.seal
    }

    /// Returns when the seal was made.
    pub fn sealed(&self) -> Time {
        self.sealed
    }

    /// Tells whether it may follow another package for the same document.
    pub fn follows(&self) -> bool {
        self.follows
    }

    /// Returns by what a ledger finds it: digests, so that all are of one length.
    pub(crate) fn keys(&self) -> Keys {
        Keys {
            seal: key(b"seal", &[self.recipient.as_bytes(), &self.seal]),
            document: key(
                b"document",
                &[self.recipient.as_bytes(), self.sender.as_bytes(), self.document.as_bytes()],
            ),
        }
    }
}

/// By what an arrival is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Recipient and seal.
    pub(crate) seal: Sha256,
    /// Recipient, sender and document.
    pub(crate) document: Sha256,
}

fn key(kind: &[u8], parts: &[&[u8]]) -> Sha256 {
    let mut octets = kind.to_vec();
    for part in parts {
        // Each part with its length before it, so that no two lists of parts are the same octets.
        octets.extend(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        octets.extend(*part);
    }
    Hasher::sha256(&octets)
}

/// Whether a package may come in, as far as what came before it tells.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Nothing like it came before.
    New,
    /// It came before: this entry of the journal says what was decided.
    Repeated {
        /// The number of the entry.
        entry: u64,
    },
    /// The same sender sent another package for the same document, and this one does not say that it follows it.
    OtherSeal {
        /// The number of the entry about the other one.
        entry: u64,
    },
    /// It was sealed at or before the time up to which arrivals may have been forgotten.
    TooOld,
}

impl Admission {
    /// Returns a stable name for programs: `other-seal`.
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Repeated { .. } => "repeated",
            Self::OtherSeal { .. } => "other-seal",
            Self::TooOld => "too-old",
        }
    }

    /// Returns it as a clause in a language.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::New => language.choose("it came for the first time", "gói tin đến lần đầu"),
            Self::Repeated { .. } => {
                language.choose("this package came before", "gói tin này đã được nhận trước đó")
            }
            Self::OtherSeal { .. } => language.choose(
                "another package came for the same document",
                "đã nhận một gói tin khác cho cùng văn bản",
            ),
            Self::TooOld => language.choose(
                "it was sealed too long ago for a repetition to be seen",
                "gói tin được ký quá lâu, không thể kiểm tra việc gửi lặp",
            ),
        }
    }

    /// Returns the earlier entry because of which it may not come in.
    pub fn entry(self) -> Option<u64> {
        match self {
            Self::Repeated { entry } | Self::OtherSeal { entry } => Some(entry),
            Self::New | Self::TooOld => None,
        }
    }

    /// Returns what is decided instead; `None` for what is new.
    ///
    /// Another package for the same document is a question for a person, and the others are none.
    pub fn decision(self) -> Option<Decision> {
        match self {
            Self::New => None,
            Self::OtherSeal { .. } => Some(Decision::Quarantine),
            Self::Repeated { .. } | Self::TooOld => Some(Decision::Refuse),
        }
    }

    /// Returns the event that is recorded: as it was decided, or, if the package may not come in, what is decided instead,
    /// without a receipt. Neither is a refusal made milder.
    pub fn apply(self, event: &Event) -> Event {
        match self.decision() {
            None => event.clone(),
            Some(decision) => {
                let decision = event.decision().map_or(decision, |before| before.max(decision));
                event.clone().instead(decision, self.code(), self.entry())
            }
        }
    }
}

/// What was recorded, and cannot be lost any more.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Whether the package was admitted; `None` if there was no arrival.
    pub admission: Option<Admission>,
    /// The number of the entry in the journal.
    pub entry: u64,
    /// What that entry says; it is the event that was given, if and only if the package was admitted.
    pub event: Event,
}

impl Recorded {
    /// Tells whether nothing stood against it: the package was new, or there was none.
    pub fn is_admitted(&self) -> bool {
        matches!(self.admission, None | Some(Admission::New))
    }
}

/// Why nothing was recorded.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum LedgerFault {
    /// As many arrivals are kept as may be, and none of them may be forgotten yet.
    #[error("the ledger is full")]
    Full,
    /// Writing or reading failed; the ledger says so until it is opened again. What was asked for was not acknowledged,
    /// but may be there when it is opened.
    #[error("the ledger cannot be read or written")]
    Storage,
    /// Another process has the ledger open.
    #[error("the ledger is open in another process")]
    InUse,
    /// What is stored is not what this ledger writes, or was changed.
    #[error("the ledger is damaged")]
    Damaged,
    /// The time-stamp cannot be taken.
    #[error("the time-stamp cannot be taken: {0}")]
    Stamp(StampFault),
}

impl LedgerFault {
    /// Returns a stable name for programs: `full`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Storage => "storage",
            Self::InUse => "in-use",
            Self::Damaged => "damaged",
            Self::Stamp(_) => "stamp",
        }
    }

    /// Returns it as a clause in a language.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::Full => language.choose("the ledger is full", "sổ ghi nhận đã đầy"),
            Self::Storage => language.choose(
                "the ledger cannot be read or written",
                "không đọc hoặc ghi được sổ ghi nhận",
            ),
            Self::InUse => language.choose(
                "the ledger is open in another process",
                "sổ ghi nhận đang được tiến trình khác mở",
            ),
            Self::Damaged => language.choose("the ledger is damaged", "sổ ghi nhận bị hỏng"),
            Self::Stamp(_) => language.choose(
                "the time-stamp cannot be taken",
                "không thể đưa dấu thời gian vào nhật ký",
            ),
        }
    }
}

/// What a gateway must never forget: arrivals, and the journal.
///
/// [`InMemory`](crate::gateway::InMemory) is for tests and for gateways that may forget when they end; with the feature `durable`
/// there is one on a disk. All functions may be called by many threads at once.
pub trait Ledger: std::fmt::Debug + Send + Sync {
    /// Tells whether a package may come in. It decides nothing: another one may come before it is recorded.
    ///
    /// # Errors
    ///
    /// A [`LedgerFault`]: nothing is known then, and nothing may be let in.
    fn look(&self, at: Time, arrival: &Arrival) -> Result<Admission, LedgerFault>;

    /// Appends an event to the journal and keeps the arrival, both or none, and returns when that cannot be lost.
    ///
    /// An arrival is kept if the event [admits it](Event::admits): of what is refused or quarantined it is only asked whether it came before.
    /// If the arrival is not [new](Admission::New), it is not kept, and what is appended is
    /// [what is decided instead](Admission::apply). `at` is the time of the entry, and moves the window.
    ///
    /// # Errors
    ///
    /// A [`LedgerFault`]: nothing was acknowledged, and nothing may be let in.
    ///
    /// # Security
    ///
    /// A package that was refused for a reason that passes (a registry that lacks the sender) may come again. Give its arrival
    /// nevertheless where something is handed out, as a receipt that refuses it: another thread may have accepted it.
    fn record(
        &self,
        at: Time,
        arrival: Option<&Arrival>,
        event: &Event,
    ) -> Result<Recorded, LedgerFault>;

    /// Returns the end of the journal, as far as it cannot be lost.
    ///
    /// # Errors
    ///
    /// A [`LedgerFault`].
    fn head(&self) -> Result<Head, LedgerFault>;

    /// Appends a time-stamp over an earlier [`head`](Self::head), and returns the number of its entry.
    ///
    /// The token is an answer to [`Head::stamp_request`]. Events may have been recorded meanwhile.
    ///
    /// # Errors
    ///
    /// A [`LedgerFault`]; [`LedgerFault::Stamp`] if it is not over this head.
    fn stamp(&self, at: Time, over: Head, token: &Token) -> Result<u64, LedgerFault>;
}

/// For how long arrivals are kept, and up to when they may have been forgotten.
///
/// The horizon moves forward only: a clock that jumps forward and back may keep packages out, and never lets one in
/// again that was forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// Seconds.
    pub(crate) length: i64,
    /// Arrivals that were sealed at or before this may have been forgotten.
    pub(crate) horizon: Time,
}

impl Window {
    /// Begins with nothing forgotten; no second is before the year 0.
    pub(crate) fn new(length: std::time::Duration) -> Self {
        let length = i64::try_from(length.as_secs()).unwrap_or(i64::MAX);
        Self { length, horizon: Time::from_unix(i64::MIN) }
    }

    /// Returns the horizon at a time.
    pub(crate) fn at(&self, at: Time) -> Time {
        self.horizon.max(at.plus_seconds(self.length.saturating_neg()))
    }
}

/// What a ledger has of an arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    /// The entry about a package with this seal.
    pub(crate) seal: Option<u64>,
    /// The last entry about a package for this document.
    pub(crate) document: Option<u64>,
}

impl Facts {
    /// Decides, by what is kept and the horizon.
    pub(crate) fn admission(self, arrival: &Arrival, horizon: Time) -> Admission {
        // What was sealed up to the horizon may be forgotten, so nothing is said of whether it is.
        if arrival.sealed <= horizon {
            return Admission::TooOld;
        }
        match (self.seal, self.document) {
            (Some(entry), _) => Admission::Repeated { entry },
            (None, Some(entry)) if !arrival.follows => Admission::OtherSeal { entry },
            (None, _) => Admission::New,
        }
    }
}

#[cfg(test)]
mod tests;
