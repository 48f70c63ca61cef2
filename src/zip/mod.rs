//! ZIP files as bytes: a reader that accounts for every octet, and a writer.
//!
//! PKWARE APPNOTE 6.3.10; the profile of ISO/IEC 21320-1 (stored and deflated entries, no
//! encryption, one disk) and no more. The central directory decides what there is; a strict reader
//! refuses whatever another reader could see otherwise, and a lenient one names it
//! ([`Irregularity`]). What cannot be read in one way only, such as entries that overlap, both refuse.
//! Names are names, never paths: nothing here meets a file system. Left out: other compression
//! methods, encryption, several disks, and nested archives, which are content like any other.

mod archive;
mod content;
mod directory;
mod entry;
mod fields;
mod header;
mod irregularity;
mod layout;
mod name;
mod record;
mod writer;

pub use archive::{Archive, Reading};
pub use content::Content;
pub use entry::{Entry, Method};
pub use irregularity::{Irregularity, Noted};
pub use writer::Writer;

use crate::error::{Error, Malformed, Syntax};

/// The clause that most refusals are by: the format itself.
const APPNOTE: &str = "APPNOTE 6.3.10 §4.3";

fn malformed(what: &'static str, offset: u64) -> Error {
    refuse(what, APPNOTE, offset)
}

fn refuse(what: &'static str, clause: &'static str, offset: u64) -> Error {
    let offset = Some(offset);
    Error::Malformed(Malformed { syntax: Syntax::Zip, what, clause, offset, block: None })
}

#[cfg(test)]
pub(crate) mod tests;
