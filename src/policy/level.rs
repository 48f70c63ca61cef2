//! The levels of AdES signatures.
//!
//! ETSI EN 319 122-1 §6.1 (the same four in EN 319 132-1, 142-1 and 162-1).

use std::fmt;

/// A level of an AdES signature: how long it can be judged by what it carries.
///
/// Levels are ordered: each includes what the one before it has.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// B-B: signed attributes, a reference to the signing certificate among them.
    B,
    /// B-T: a time-stamp proves when the signature existed.
    T,
    /// B-LT: certificates and revocation status are kept with the signature.
    Lt,
    /// B-LTA: time-stamps renew the proof before algorithms and certificates end.
    Lta,
}

impl Level {
    /// Returns the level as reports and the command line write it: `B`, `T`, `LT` or `LTA`.
    pub fn name(self) -> &'static str {
        match self {
            Self::B => "B",
            Self::T => "T",
            Self::Lt => "LT",
            Self::Lta => "LTA",
        }
    }

    /// Returns the level with this name, or `None` if there is no such level.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::B, Self::T, Self::Lt, Self::Lta].into_iter().find(|level| level.name() == name)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
