//! What a ledger has that is in its log and not in its database yet.

use std::collections::{BTreeMap, HashMap};

use crate::Time;
use crate::edxml::statement::Sha256;
use crate::gateway::{Arrival, Keys, LedgerFault};

/// An arrival that is kept, with the entry about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) keys: Keys,
    pub(super) sealed: Time,
    pub(super) entry: u64,
}

/// Lines of the journal, and arrivals.
#[derive(Debug, Default)]
pub(super) struct Fresh {
    lines: BTreeMap<u64, Vec<u8>>,
    /// In the order of their entries.
    arrivals: Vec<Kept>,
    /// Recipient and seal: the entry.
    seals: HashMap<Sha256, u64>,
    /// Recipient, sender and document: the arrival whose seal was made last.
    documents: HashMap<Sha256, Last>,
    octets: usize,
}

/// The arrival for a document whose seal was made last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Last {
    pub(super) entry: u64,
    pub(super) sealed: Time,
}

impl Last {
    /// Returns the one that is forgotten last: of two packages for a document it counts.
    pub(super) fn later(self, other: Self) -> Self {
        if (self.sealed, self.entry) < (other.sealed, other.entry) { other } else { self }
    }

    /// Returns its entry, unless it may be forgotten by now.
    pub(super) fn known(self, horizon: Time) -> Option<u64> {
        (self.sealed > horizon).then_some(self.entry)
    }
}

impl Fresh {
    pub(super) fn put(&mut self, number: u64, line: Vec<u8>) {
        self.octets = self.octets.saturating_add(line.len());
        self.lines.insert(number, line);
    }

    pub(super) fn keep(&mut self, arrival: &Arrival, keys: Keys, entry: u64) {
        self.add(Kept { keys, sealed: arrival.sealed(), entry });
    }

    fn add(&mut self, kept: Kept) {
        let Kept { keys, sealed, entry } = kept;
        self.seals.insert(keys.seal, entry);
        let last = self.documents.entry(keys.document).or_insert(Last { entry, sealed });
        *last = last.later(Last { entry, sealed });
        self.arrivals.push(kept);
    }

    /// Takes what comes behind it.
    pub(super) fn absorb(&mut self, later: Self) {
        for (number, line) in later.lines {
            self.put(number, line);
        }
        for kept in later.arrivals {
            self.add(kept);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns how many octets its lines have.
    pub(super) fn octets(&self) -> usize {
        self.octets
    }

    pub(super) fn lines(&self) -> &BTreeMap<u64, Vec<u8>> {
        &self.lines
    }

    pub(super) fn arrivals(&self) -> &[Kept] {
        &self.arrivals
    }

    pub(super) fn seal(&self, keys: &Keys) -> Option<u64> {
        self.seals.get(&keys.seal).copied()
    }

    pub(super) fn document(&self, keys: &Keys) -> Option<Last> {
        self.documents.get(&keys.document).copied()
    }
}

/// Writes what one commit adds: the horizon, then line by line its number, its length, itself, and whether an arrival came with it.
pub(super) fn encode(fresh: &Fresh, horizon: Time) -> Vec<u8> {
    let mut octets = Vec::with_capacity(fresh.octets + 128 * fresh.lines.len() + 8);
    octets.extend(horizon.to_unix().to_be_bytes());
    let mut arrivals = fresh.arrivals.iter().peekable();
    for (number, line) in &fresh.lines {
        octets.extend(number.to_be_bytes());
        octets.extend(u64::try_from(line.len()).unwrap_or(u64::MAX).to_be_bytes());
        octets.extend(line);
        match arrivals.next_if(|kept| kept.entry == *number) {
            Some(kept) => {
                octets.push(1);
                octets.extend(kept.keys.seal);
                octets.extend(kept.keys.document);
                octets.extend(kept.sealed.to_unix().to_be_bytes());
            }
            None => octets.push(0),
        }
    }
    octets
}

/// Reads what [`encode`] wrote.
pub(super) fn decode(octets: &[u8]) -> Result<(Fresh, Time), LedgerFault> {
    let mut reader = Reader(octets);
    let read = |reader: &mut Reader<'_>| -> Option<(Fresh, Time)> {
        let (mut fresh, horizon) = (Fresh::default(), reader.time()?);
        while !reader.0.is_empty() {
            let entry = reader.number()?;
            let length = usize::try_from(reader.number()?).ok()?;
            fresh.put(entry, reader.take(length)?.to_vec());
            match reader.take(1)? {
                [0] => {}
                [1] => fresh.add(reader.arrival(entry)?),
                _ => return None,
            }
        }
        Some((fresh, horizon))
    };
    read(&mut reader).ok_or(LedgerFault::Damaged)
}

struct Reader<'o>(&'o [u8]);

impl<'o> Reader<'o> {
    fn take(&mut self, length: usize) -> Option<&'o [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn number(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }

    fn time(&mut self) -> Option<Time> {
        self.array().map(i64::from_be_bytes).map(Time::from_unix)
    }

    fn arrival(&mut self, entry: u64) -> Option<Kept> {
        let (seal, document) = (self.array()?, self.array()?);
        Some(Kept { keys: Keys { seal, document }, sealed: self.time()?, entry })
    }
}
