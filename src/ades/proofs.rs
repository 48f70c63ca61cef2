//! Proofs of existence, as values: which object provably existed at which time.
//!
//! EN 319 102-1 §5.6.2.3. An object is known by its bytes: a signature value, a certificate, a CRL, an
//! OCSP answer, a time-stamp token. Whatever is judged exists at the time of the judgement; an earlier
//! proof comes from a time-stamp over it, or from a caller who received it then.

use std::collections::BTreeMap;

use crate::Time;
use crate::crypto::{DigestAlgorithm, Hasher};
use crate::revocation::Existence;

/// What is proven to have existed, and since when.
#[derive(Clone, Debug)]
pub(crate) struct Proofs {
    now: Time,
    /// By the SHA-256 of the object.
    earliest: BTreeMap<Vec<u8>, Time>,
}

impl Proofs {
    /// Begins with what is known at the time of the judgement: that all exists now.
    pub(crate) fn new(now: Time) -> Self {
        Self { now, earliest: BTreeMap::new() }
    }

    /// Adds a proof that an object existed at a time. One that lies ahead proves nothing.
    pub(crate) fn add(&mut self, object: &[u8], at: Time) {
        if at > self.now {
            return;
        }
        let earliest = self.earliest.entry(name(object)).or_insert(at);
        *earliest = at.min(*earliest);
    }

    /// Returns the time of the judgement.
    pub(crate) fn now(&self) -> Time {
        self.now
    }

    /// Returns the earliest time at which an object provably existed.
    pub(crate) fn of(&self, object: &[u8]) -> Time {
        self.proven(object).unwrap_or(self.now)
    }

    /// Returns the earliest time before the judgement at which an object provably existed.
    pub(crate) fn proven(&self, object: &[u8]) -> Option<Time> {
        self.earliest.get(&name(object)).copied()
    }
}

impl Existence for Proofs {
    fn since(&self, object: &[u8]) -> Option<Time> {
        self.proven(object)
    }
}

fn name(object: &[u8]) -> Vec<u8> {
    Hasher::digest(DigestAlgorithm::Sha256, object).as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(seconds: i64) -> Time {
        Time::from_unix(seconds)
    }

    #[test]
    fn the_earliest_proof_counts() {
        let mut proofs = Proofs::new(time(100));
        assert_eq!((proofs.of(b"a"), proofs.proven(b"a")), (time(100), None));
        proofs.add(b"a", time(50));
        proofs.add(b"a", time(70));
        assert_eq!((proofs.of(b"a"), proofs.of(b"b")), (time(50), time(100)));
    }

    #[test]
    fn what_lies_ahead_proves_nothing() {
        let mut proofs = Proofs::new(time(100));
        proofs.add(b"a", time(101));
        assert_eq!(proofs.proven(b"a"), None);
        proofs.add(b"a", time(100));
        assert_eq!(proofs.proven(b"a"), Some(time(100)));
    }
}
