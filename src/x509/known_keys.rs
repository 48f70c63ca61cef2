//! Which keys a signature verified with.
//!
//! A list of revocations can be megabytes long, and one list serves many judgements: hashing it again
//! for each would cost more than all the rest. Remembered is the mathematics alone, which does not
//! change; whether algorithm and key are still believed is asked each time.

use std::sync::{Mutex, PoisonError};

/// Keys that are remembered for one signature; more than one or two is somebody playing.
const MAX_KEYS: usize = 4;

/// The keys that a signature verified with, by provider.
#[derive(Debug, Default)]
pub(crate) struct KnownKeys(Mutex<Vec<Known>>);

/// The name of a provider, and a key.
type Known = (&'static str, Box<[u8]>);

impl KnownKeys {
    /// Whether the signature verified with this key already.
    pub(crate) fn has(&self, provider: &'static str, spki: &[u8]) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().any(|(by, key)| *by == provider && key.as_ref() == spki)
    }

    /// Remembers that the signature verified with this key.
    pub(crate) fn add(&self, provider: &'static str, spki: &[u8]) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() < MAX_KEYS {
            known.push((provider, spki.into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_known_only_under_the_provider_that_verified_with_it() {
        let known = KnownKeys::default();
        assert!(!known.has("one", b"key"));
        known.add("one", b"key");
        assert!(known.has("one", b"key"));
        assert!(!known.has("two", b"key") && !known.has("one", b"other"));
    }

    #[test]
    fn no_more_keys_are_remembered_than_somebody_honest_has() {
        let known = KnownKeys::default();
        (0..=255).for_each(|octet| known.add("one", &[octet]));
        assert!(known.has("one", &[0]) && !known.has("one", &[255]));
    }
}
