//! The end of a journal, and what is put behind it.

use crate::Time;
use crate::crypto::{Digest, DigestAlgorithm};
use crate::edxml::statement::Sha256;
use crate::error::Error;
use crate::journal::entry::{Entry, Matter, Stamp};
use crate::journal::{Event, line};
use crate::tsp::{Request, Token};

/// Entries between a time-stamp and what it is over, at most: a reader keeps so many digests.
pub(super) const REACH: u64 = 65_536;
/// Octets of a time-stamp token, at most: one with a long chain takes 20 KB.
const TOKEN: usize = 512 << 10;

/// The end of a journal: what an auditor keeps, so that nobody cuts it off or writes it anew.
#[expect(clippy::exhaustive_structs, reason = "callers keep it and write it again")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last entry; 0 if there is none.
    pub number: u64,
    /// The SHA-256 of its line without the line end; zero octets if there is none.
    pub sha256: Sha256,
}

impl Head {
    /// The head of a journal without entries.
    pub const EMPTY: Self = Self { number: 0, sha256: [0; 32] };

    /// Asks for a time-stamp over everything up to here: the imprint is the digest itself.
    ///
    /// # Errors
    ///
    /// As [`Request::with_nonce`].
    pub fn stamp_request(&self) -> Result<Request, Error> {
        Request::new(&self.digest()?)?.with_nonce()
    }

    pub(super) fn digest(&self) -> Result<Digest, Error> {
        let digest = Digest::from_bytes(DigestAlgorithm::Sha256, &self.sha256);
        digest.ok_or(Error::Unreachable("a SHA-256 value has 32 octets"))
    }
}

/// Why a time-stamp is not taken into a journal.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum StampFault {
    /// It is not over the entry that it is said to be over, or not by SHA-256.
    #[error("the time-stamp is over something else")]
    Other,
    /// The entry is not there, or more than 65,536 entries back.
    #[error("the time-stamp is over an entry that is too far back, or not there")]
    Reach,
    /// The token takes more than 512 KiB.
    #[error("the time-stamp is too long")]
    Length,
}

/// The end of a journal that grows.
///
/// It makes lines, and keeps none: whoever appends keeps each line before anything is told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
    head: Head,
}

impl Chain {
    /// Goes on behind a head; [`Head::EMPTY`] begins a journal.
    pub fn after(head: Head) -> Self {
        Self { head }
    }

    /// Returns the end.
    pub fn head(&self) -> Head {
        self.head
    }

    /// Puts an event at the end, and returns its line without a line end.
    pub fn event(&mut self, at: Time, event: &Event) -> Vec<u8> {
        self.push(at, Matter::Event(Box::new(event.clone())))
    }

    /// Puts a time-stamp over an entry at the end, and returns its line without a line end.
    ///
    /// Nobody judges the token here; only that it is over this entry.
    ///
    /// # Errors
    ///
    /// A [`StampFault`]; nothing is put there then.
    pub fn stamp(&mut self, at: Time, over: Head, token: &Token) -> Result<Vec<u8>, StampFault> {
        let back = (self.head.number).checked_sub(over.number).ok_or(StampFault::Reach)?;
        if over.number == 0 || back >= REACH || (back == 0 && over != self.head) {
            return Err(StampFault::Reach);
        }
        if token.as_bytes().len() > TOKEN {
            return Err(StampFault::Length);
        }
        let digest = over.digest().map_err(|_| StampFault::Other)?;
        if !token.info().imprint().is_of(&digest) {
            return Err(StampFault::Other);
        }
        let stamp = Stamp { over: over.number, token: token.as_bytes().to_vec() };
        Ok(self.push(at, Matter::Stamp(stamp)))
    }

    fn push(&mut self, time: Time, matter: Matter) -> Vec<u8> {
        let Head { number, sha256: previous } = self.head;
        let entry = Entry { number: number.saturating_add(1), time, previous, matter };
        let line = line::write(&entry);
        self.head = entry.head(&line);
        line
    }
}
