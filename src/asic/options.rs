//! What kind of container to make, with what kind of signature.

use crate::asic::Kind;
use crate::cades;

/// What to make.
#[derive(Clone, Debug)]
pub struct Options {
    pub(super) kind: Kind,
    pub(super) signature: cades::Options,
}

impl Options {
    /// Makes ASiC-E: any number of files.
    ///
    /// The options of the signature say level, time and whom to ask for time-stamps; it is detached
    /// whatever they say.
    pub fn extended(signature: cades::Options) -> Self {
        Self::new(Kind::Extended, signature)
    }

    /// Makes ASiC-S: one file.
    pub fn simple(signature: cades::Options) -> Self {
        Self::new(Kind::Simple, signature)
    }

    /// Makes a container of a kind.
    pub fn new(kind: Kind, signature: cades::Options) -> Self {
        Self { kind, signature: signature.detached() }
    }
}
