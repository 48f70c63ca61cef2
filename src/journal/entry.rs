//! An entry: its place in the chain, its time, and what happened.

use crate::Time;
use crate::crypto::Hasher;
use crate::edxml::statement::Sha256;
use crate::journal::{Event, Head};

/// One entry of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub(super) number: u64,
    pub(super) time: Time,
    pub(super) previous: Sha256,
    pub(super) matter: Matter,
}

/// What an entry is about.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Something happened.
    Event(Box<Event>),
    /// An earlier entry was time-stamped, and so all before it.
    Stamp(Stamp),
}

/// A time-stamp over an earlier entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub(super) over: u64,
    pub(super) token: Vec<u8>,
}

impl Stamp {
    /// Returns the number of the entry whose octets were time-stamped.
    pub fn over(&self) -> u64 {
        self.over
    }

    /// Returns the time-stamp token (RFC 3161 §2.4.2), as it came.
    pub fn token(&self) -> &[u8] {
        &self.token
    }
}

impl Entry {
    /// Returns its number, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Returns when it was written, by the writer's clock.
    pub fn time(&self) -> Time {
        self.time
    }

    /// Returns the SHA-256 of the line before; zero octets in the first.
    pub fn previous(&self) -> &Sha256 {
        &self.previous
    }

    /// Returns what it is about.
    pub fn matter(&self) -> &Matter {
        &self.matter
    }

    /// Returns what happened; `None` for a time-stamp.
    pub fn event(&self) -> Option<&Event> {
        match &self.matter {
            Matter::Event(event) => Some(event),
            Matter::Stamp(_) => None,
        }
    }

    /// Returns the head of a journal that ends with this entry, whose line is given.
    pub(super) fn head(&self, line: &[u8]) -> Head {
        Head { number: self.number, sha256: Hasher::sha256(line) }
    }
}
