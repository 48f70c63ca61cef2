//! What a ZIP file holds (APPNOTE 6.3.10), without judging it: read leniently, with what is irregular
//! in it; nothing is unpacked but the media type, signatures and time-stamps.

use std::io::Cursor;

use crate::cms::SignedData;
use crate::error::Error;
use crate::inspect::entry::Entry;
use crate::inspect::{cms, label};
use crate::limits::Limits;
use crate::zip::{Archive, Method, Noted, Reading};

/// Longer than any media type that names a container (EN 319 162-1 §A.2).
const MEDIA_TYPE: usize = 256;

/// Whether a file begins as an archive does: with an entry, or, where it has none, with its end.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Describes an archive.
pub(super) fn describe(bytes: &[u8], limits: &Limits) -> Result<Entry, Error> {
    let mut archive = Archive::open(Cursor::new(bytes), Reading::Lenient, limits)?;
    let mut whole = Entry::new("zip", label::ARCHIVE);
    let octets = archive.find("mimetype").and_then(|place| archive.read(place, MEDIA_TYPE).ok());
    if let Some(media_type) = octets.and_then(|octets| String::from_utf8(octets).ok()) {
        whole.fact("media_type", label::MEDIA_TYPE, media_type);
    }
    let noted = archive.irregularities().iter().map(|noted| irregular(&archive, noted));
    whole.list("irregularities", label::IRREGULARITIES, noted.collect::<Vec<_>>());
    let mut left = limits.message;
    let entries = 0..archive.entries().len();
    let entries = entries.filter_map(|place| file(&mut archive, place, &mut left, limits));
    let entries = entries.collect();
    whole.with("entries", entries);
    Ok(whole)
}

fn irregular(archive: &Archive<Cursor<&[u8]>>, noted: &Noted) -> String {
    let entry = noted.entry.and_then(|place| archive.entries().get(place));
    let code = noted.irregularity.code();
    entry.map_or_else(|| code.to_owned(), |entry| format!("{code}: {}", entry.name()))
}

/// Describes an entry; what all signatures together unpack to is bounded by what is `left`.
fn file(
    archive: &mut Archive<Cursor<&[u8]>>,
    place: usize,
    left: &mut usize,
    limits: &Limits,
) -> Option<Entry> {
    let entry = archive.entries().get(place)?;
    let mut told = Entry::new("file", label::FILE);
    told.fact("name", label::NAME, entry.name()).fact("bytes", label::LENGTH, entry.length());
    if entry.method() != Method::Stored {
        told.fact("packed", label::PACKED, entry.packed_length());
    }
    // EN 319 162-1 §4.4.4.2 item 3.
    let is_signed_data = [".p7s", ".tst"].iter().any(|ending| entry.name().ends_with(ending));
    if is_signed_data {
        let read = archive.read(place, *left).and_then(|octets| {
            *left -= octets.len();
            SignedData::from_bytes_with(&octets, limits).map(|found| cms::describe(&found))
        });
        match read {
            Ok(found) => told.with("contents", vec![found]),
            Err(error) => told.error(label::REASON, &error),
        };
    }
    Some(told)
}
