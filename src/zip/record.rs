//! The two headers of an entry against each other (APPNOTE §4.3.7, §4.4.4).

use crate::error::Error;
use crate::zip::header::{Central, DESCRIPTOR, Header};
use crate::zip::{Entry, Irregularity, Method, malformed};

/// Bits 1 and 2 say how hard the writer tried, and some writers say it in one header only.
const EFFORT: u16 = 0b110;

/// Makes the entry of what the directory says, and of where its content lies.
pub(super) fn entry(
    central: &Central<'_>,
    local: &Header<'_>,
    name: String,
    (at, content): (u64, u64),
) -> Result<Entry, Error> {
    let header = &central.header;
    if header.method == Method::Stored && header.packed != header.length {
        return Err(malformed("a stored entry of two lengths", at));
    }
    Ok(Entry {
        raw_name: header.name.to_vec(),
        name,
        method: header.method,
        flags: header.flags,
        crc: header.crc,
        packed: header.packed,
        length: header.length,
        at,
        content,
        local_extra: local.has_extra,
        wide: local.wide,
        unix_mode: central.unix_mode,
    })
}

/// Says where the headers of an entry differ, and what is odd with each.
pub(super) fn differences(
    entry: &Entry,
    central: &Central<'_>,
    local: &Header<'_>,
) -> Vec<Irregularity> {
    let header = &central.header;
    let behind = header.flags & DESCRIPTOR != 0;
    // What stands behind the content is zero before it (§4.4.4, bit 3).
    let same = |here: u64, there: u64| here == there || (behind && here == 0);
    let lengths = same(local.packed, header.packed) && same(local.length, header.length);
    let checks = [
        (local.name != header.name, Irregularity::LocalName),
        (local.method != header.method, Irregularity::LocalMethod),
        ((local.flags ^ header.flags) & !EFFORT != 0, Irregularity::LocalFlags),
        (!lengths, Irregularity::LocalLength),
        (!same(local.crc.into(), header.crc.into()), Irregularity::LocalCrc),
        (behind && header.method == Method::Stored, Irregularity::StoredDescriptor),
        (entry.is_directory() && entry.length != 0, Irregularity::DirectoryContent),
        (entry.unix_mode.is_some_and(is_special), Irregularity::SymbolicLink),
    ];
    let differing = checks.into_iter().filter_map(|(odd, what)| odd.then_some(what));
    differing.chain(header.odd.iter().chain(&local.odd).copied()).collect()
}

/// Says whether a mode of Unix is of something else than a file or a folder.
fn is_special(mode: u32) -> bool {
    const KIND: u32 = 0o170_000;
    !matches!(mode & KIND, 0 | 0o100_000 | 0o040_000)
}
