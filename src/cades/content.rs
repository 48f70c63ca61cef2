//! The content of a detached signature: in memory, or read once.

use std::fmt;
use std::io::Read;

/// The content of a detached signature.
#[non_exhaustive]
pub enum Content<'c> {
    /// It is in memory.
    Bytes(&'c [u8]),
    /// It is read once, in constant memory.
    Reader(&'c mut dyn Read),
}

impl<'c> From<&'c [u8]> for Content<'c> {
    fn from(bytes: &'c [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'c> From<&'c mut dyn Read> for Content<'c> {
    fn from(reader: &'c mut dyn Read) -> Self {
        Self::Reader(reader)
    }
}

impl fmt::Debug for Content<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bytes(_) => "Content::Bytes",
            Self::Reader(_) => "Content::Reader",
        })
    }
}
