//! Finding the central directory from the end of the file (APPNOTE §4.3.14 to §4.3.16).

use crate::error::{Error, Limit, Unsupported};
use crate::limits::Limits;
use crate::zip::fields::Fields;
use crate::zip::{Irregularity, malformed};

const END: [u8; 4] = *b"PK\x05\x06";
const END64: u32 = 0x0606_4b50;
const LOCATOR: u32 = 0x0706_4b50;
/// The length of an end record without its comment.
const END_LENGTH: usize = 22;
const LOCATOR_LENGTH: usize = 20;
const END64_LENGTH: usize = 56;

/// How far from the end of a file an end record can begin, and the two records of ZIP64 before it.
pub(super) const TAIL: usize = END_LENGTH + 0xffff + LOCATOR_LENGTH + END64_LENGTH;

/// Where the directory is, and what stands at the end of the file.
#[derive(Clone, Debug)]
pub(super) struct Directory {
    /// Its offset, in the file as it is.
    pub(super) at: u64,
    pub(super) length: u64,
    pub(super) entries: u64,
    /// What lies before the archive, so that its offsets are to be shifted by it.
    pub(super) shift: u64,
    pub(super) comment: Vec<u8>,
    pub(super) odd: Vec<(Irregularity, u64)>,
}

/// What an end record says, be it of 32 or 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct End {
    disk: u32,
    directory_disk: u32,
    here: u64,
    entries: u64,
    length: u64,
    offset: u64,
}

/// Finds the directory; `tail` is the end of a file, from the offset `base` on.
pub(super) fn find(tail: &[u8], base: u64, limits: &Limits) -> Result<Directory, Error> {
    let mut odd = Vec::new();
    let at = end_record(tail, base, &mut odd)?;
    let record = tail.get(at..).unwrap_or_default();
    let (mut end, comment) =
        read_end(record).ok_or_else(|| malformed("end of central directory record", base))?;
    let mut stop = at;
    let mut located = None;
    if let Some(start) = at.checked_sub(LOCATOR_LENGTH)
        && let Some(offset) = tail.get(start..at).and_then(read_locator)
    {
        let offset = offset?;
        let wide = end64(tail, start, offset)?;
        located = Some(offset);
        if !agree(&end, &wide.0) {
            return Err(malformed("ZIP64 end of central directory record", base));
        }
        (end, stop) = wide;
    }
    if end.disk != 0 || end.directory_disk != 0 || end.here != end.entries {
        return Err(Error::Unsupported(Unsupported::ZipDisks));
    }
    let stop = base.saturating_add(to_u64(stop));
    // The directory ends where the end records begin; what lies before the archive shifts it.
    let at = stop.checked_sub(end.length);
    let shift = at.and_then(|at| at.checked_sub(end.offset));
    let (Some(at), Some(shift)) = (at, shift) else {
        return Err(malformed("central directory", stop));
    };
    // Some readers go where the locator says, others look before it: both must find one record.
    if located.is_some_and(|offset| offset.checked_add(shift) != Some(stop)) {
        return Err(malformed("ZIP64 end of central directory record", stop));
    }
    check_limits(&end, limits)?;
    Ok(Directory { at, length: end.length, entries: end.entries, shift, comment, odd })
}

fn check_limits(end: &End, limits: &Limits) -> Result<(), Error> {
    if end.entries > to_u64(limits.zip_entries) {
        return Err(Error::LimitExceeded(Limit::ZipEntries));
    }
    if end.length > to_u64(limits.zip_directory) {
        return Err(Error::LimitExceeded(Limit::Length));
    }
    Ok(())
}

/// Finds the end record, from the back: the last whose comment ends with the file. Failing that,
/// the last one there is.
fn end_record(tail: &[u8], base: u64, odd: &mut Vec<(Irregularity, u64)>) -> Result<usize, Error> {
    let length = tail.len().checked_sub(END_LENGTH).map_or(0, |last| last + 1);
    let starts = memchr::memrchr_iter(END[0], tail.get(..length).unwrap_or_default());
    let found: Vec<usize> =
        starts.filter(|at| tail.get(*at..).is_some_and(|rest| rest.starts_with(&END))).collect();
    let ends = |at: &&usize| {
        let rest = tail.get(**at..).unwrap_or_default();
        read_end(rest).is_some_and(|(_, comment)| END_LENGTH + comment.len() == rest.len())
    };
    let exact: Vec<&usize> = found.iter().filter(ends).collect();
    let offset = |at: usize| base.saturating_add(to_u64(at));
    match (exact.as_slice(), found.as_slice()) {
        // The records of entries in the directory may hold the same octets by chance.
        ([one], _) => Ok(**one),
        // Two readings: the last record, or an earlier one with the last in its comment.
        ([_, .., first], _) => {
            odd.push((Irregularity::CommentRecord, offset(**first)));
            Ok(**first)
        }
        ([], [one, ..]) => {
            odd.push((Irregularity::Appended, offset(*one)));
            Ok(*one)
        }
        ([], []) => Err(malformed("end of central directory record", base)),
    }
}

fn read_end(octets: &[u8]) -> Option<(End, Vec<u8>)> {
    let mut fields = Fields::new(octets.strip_prefix(&END)?);
    let end = End {
        disk: fields.u16()?.into(),
        directory_disk: fields.u16()?.into(),
        here: fields.u16()?.into(),
        entries: fields.u16()?.into(),
        length: fields.u32()?.into(),
        offset: fields.u32()?.into(),
    };
    let length = fields.u16()?;
    Some((end, fields.take(length.into())?.to_vec()))
}

/// Reads the locator: where the end record of 64 bits says that it is.
fn read_locator(octets: &[u8]) -> Option<Result<u64, Error>> {
    let mut fields = Fields::new(octets);
    if fields.u32()? != LOCATOR {
        return None;
    }
    let disk = fields.u32()?;
    let offset = fields.u64()?;
    let disks = fields.u32()?;
    let one = disk == 0 && disks <= 1;
    Some(if one { Ok(offset) } else { Err(Error::Unsupported(Unsupported::ZipDisks)) })
}

/// Reads the end record of 64 bits, which must lie before its locator, at `locator`.
fn end64(tail: &[u8], locator: usize, offset: u64) -> Result<(End, usize), Error> {
    let broken = || malformed("ZIP64 end of central directory record", offset);
    let start = locator.checked_sub(END64_LENGTH).ok_or_else(broken)?;
    // It has no extensible data here (APPNOTE §4.3.14.2), so its place is known.
    let record = tail.get(start..locator).and_then(read_end64).ok_or_else(broken)?;
    Ok((record, start))
}

fn read_end64(octets: &[u8]) -> Option<End> {
    let mut fields = Fields::new(octets);
    if fields.u32()? != END64 || fields.u64()? != to_u64(END64_LENGTH - 12) {
        return None;
    }
    fields.take(4)?;
    Some(End {
        disk: fields.u32()?,
        directory_disk: fields.u32()?,
        here: fields.u64()?,
        entries: fields.u64()?,
        length: fields.u64()?,
        offset: fields.u64()?,
    })
}

/// What the record of 32 bits does not leave to the other must be the same in both.
fn agree(end: &End, wide: &End) -> bool {
    let same = |short: u64, escape: u64, long: u64| short == escape || short == long;
    let u16_max = u64::from(u16::MAX);
    let u32_max = u64::from(u32::MAX);
    same(end.disk.into(), u16_max, wide.disk.into())
        && same(end.directory_disk.into(), u16_max, wide.directory_disk.into())
        && same(end.here, u16_max, wide.here)
        && same(end.entries, u16_max, wide.entries)
        && same(end.length, u32_max, wide.length)
        && same(end.offset, u32_max, wide.offset)
}

pub(super) fn to_u64(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
