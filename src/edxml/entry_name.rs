//! Names of the entries that files are wrapped under: a UUID, and the ending of the file.

use crate::crypto::Provider;
use crate::error::Error;

/// Gives out names.
pub(super) enum EntryNames<'p> {
    /// By chance.
    Random(&'p dyn Provider),
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
