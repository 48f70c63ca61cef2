//! Names of the entries that files are wrapped under: a UUID, and the ending of the file.

use crate::crypto::{DigestAlgorithm, Hasher, Provider};
use crate::error::Error;

/// Gives out names.
pub(super) enum EntryNames<'p> {
    /// By chance.
    Random(&'p dyn Provider),
    /// By a seed and a count, so that the same work gives the same file.
    Seeded(u64, u64),
}

impl<'p> EntryNames<'p> {
    pub(super) fn random(provider: &'p dyn Provider) -> Self {
        Self::Random(provider)
    }

    /// Returns a UUID of version 4 (RFC 9562 §5.4) with an ending.
    pub(super) fn next(&mut self, ending: &str) -> Result<String, Error> {
        let mut octets = [0; 16];
        match self {
            Self::Random(provider) => provider.random(&mut octets)?,
            Self::Seeded(seed, count) => {
                let input = [seed.to_le_bytes(), count.to_le_bytes()].concat();
                let digest = Hasher::digest(DigestAlgorithm::Sha256, &input);
                octets.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
                *count += 1;
            }
        }
        octets[6] = octets[6] & 0x0f | 0x40;
        octets[8] = octets[8] & 0x3f | 0x80;
        let hex: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
        let groups = [0..8, 8..12, 12..16, 16..20, 20..32];
        let groups = groups.map(|group| hex.get(group).unwrap_or_default());
        let dot = if ending.is_empty() { "" } else { "." };
        Ok(format!("{}{dot}{ending}", groups.join("-")))
    }
}
