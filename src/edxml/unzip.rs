//! Archives of one entry, as the axis' SDK makes them around attachments, unwrapped in one pass.
//!
//! PKWARE APPNOTE 6.3.10 §4.3, as far as one entry needs it: a local header, stored or deflated data,
//! an optional data descriptor, one record of the central directory, its end. Nothing may stand
//! before, between or behind them, and all must agree; else it is an archive that somebody meant to
//! send as it is. The name of the entry is compared and forgotten. Left out: encryption, ZIP64, data
//! descriptors of stored entries (nobody can tell where they begin).
//!
//! Stricter: no comments, and names and extra fields with room for a name and for times alone. A
//! reader of PDF looks for its document in the first and the last kilobyte of a file, so whoever hands
//! out the archive in place of the file must not hand out a document of somebody else.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use crate::edxml::base64::Emit;
use crate::error::{Error, Limit};
use crate::limits::Limits;

/// Octets of a name: that of a file in most file systems.
const NAME: usize = 255;
/// Octets of extra fields: times and owners (APPNOTE §4.5, Info-ZIP's `UT` and `ux`) have 36.
const EXTRA: usize = 64;
/// What stands behind the data, held: a descriptor, one record with its name, the end.
const TAIL: usize = 16 + 46 + NAME + EXTRA + 22;
/// Octets inflated at once.
const CHUNK: usize = 32 * 1024;

/// APPNOTE §4.4.4: the entry is encrypted.
const ENCRYPTED: u16 = 0x0001;
/// APPNOTE §4.4.4: CRC and lengths stand behind the data.
const DEFERRED: u16 = 0x0008;

#[derive(Debug)]
enum Stage {
    /// Collects the local header.
    Header(Vec<u8>),
    /// Passes data on.
    Data(Box<Data>),
    /// Collects what stands behind the data.
    Tail(Local, Vec<u8>),
    /// It is no archive of one entry.
    No,
}

/// What the local header says, and what was found.
#[derive(Debug)]
struct Local {
    header: Vec<u8>,
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    length: u64,
}

#[derive(Debug)]
struct Data {
    local: Local,
    inflate: Option<Decompress>,
    chunk: Box<[u8]>,
    crc: Crc,
    packed: u64,
    length: u64,
    complete: bool,
}

/// Unwraps an archive piece by piece.
#[derive(Debug)]
pub(super) struct Unzip {
    stage: Stage,
    bounds: Bounds,
}

impl Unzip {
    pub(super) fn new(limits: &Limits) -> Self {
        let bounds = Bounds {
            ratio: limits.zip_ratio,
            free: limits.zip_unpacked,
            longest: limits.attachment,
        };
        Self { stage: Stage::Header(Vec::new()), bounds }
    }

    pub(super) fn push(&mut self, bytes: &[u8], emit: Emit<'_>) -> Result<(), Error> {
        let mut rest = bytes;
        while !rest.is_empty() {
            self.stage = match std::mem::replace(&mut self.stage, Stage::No) {
                Stage::Header(mut header) => {
                    rest = fill_header(&mut header, rest);
                    header_stage(header)
                }
                Stage::Data(mut data) => match data.push(rest, emit, self.bounds)? {
                    None => Stage::No,
                    Some(used) => {
                        rest = rest.get(used..).unwrap_or_default();
                        if data.complete { end_of(*data) } else { Stage::Data(data) }
                    }
                },
                Stage::Tail(local, mut tail) => {
                    tail.extend_from_slice(rest);
                    rest = &[];
                    if tail.len() > TAIL { Stage::No } else { Stage::Tail(local, tail) }
                }
                Stage::No => return Ok(()),
            };
        }
        Ok(())
    }

    /// Says whether it was an archive of one entry, from its first octet to its last.
    pub(super) fn finish(self) -> bool {
        match self.stage {
            Stage::Tail(local, tail) => local.agrees_with(&tail).is_some(),
            _ => false,
        }
    }
}

/// Moves octets of the local header over; returns those behind it.
fn fill_header<'b>(header: &mut Vec<u8>, bytes: &'b [u8]) -> &'b [u8] {
    let mut rest = bytes;
    for _ in 0..2 {
        let wanted = header_length(header).saturating_sub(header.len()).min(rest.len());
        header.extend_from_slice(rest.get(..wanted).unwrap_or_default());
        rest = rest.get(wanted..).unwrap_or_default();
    }
    rest
}

/// APPNOTE §4.3.7: 30 octets, the name, the extra field.
fn header_length(header: &[u8]) -> usize {
    let variable = u16_at(header, 26).zip(u16_at(header, 28));
    30 + variable.map_or(0, |(name, extra)| usize::from(name) + usize::from(extra))
}

fn name_length(header: &[u8]) -> usize {
    u16_at(header, 26).map_or(0, usize::from)
}

/// Tells whether a header has room for more than an entry needs: lengths of name and extra field at a
/// place.
fn has_room(header: &[u8], at: usize) -> bool {
    let longer = |at, most| u16_at(header, at).is_some_and(|length| usize::from(length) > most);
    longer(at, NAME) || longer(at + 2, EXTRA)
}

fn header_stage(header: Vec<u8>) -> Stage {
    // APPNOTE §4.3.7: the signature.
    if !header.iter().zip(b"PK\x03\x04").all(|(found, wanted)| found == wanted) {
        return Stage::No;
    }
    if header.len() < 30 || header.len() < header_length(&header) {
        return if has_room(&header, 26) { Stage::No } else { Stage::Header(header) };
    }
    // A name has no lines.
    if has_room(&header, 26)
        || header.iter().skip(30).take(name_length(&header)).any(u8::is_ascii_control)
    {
        return Stage::No;
    }
    let Some(local) = Local::read(header) else { return Stage::No };
    // APPNOTE §4.4.5: stored or deflated; §4.4.4 bit 0: encrypted, bit 3: lengths behind the data.
    let inflate = match local.method {
        0 if local.flags & (ENCRYPTED | DEFERRED) == 0 => None,
        8 if local.flags & ENCRYPTED == 0 => Some(Decompress::new(false)),
        _ => return Stage::No,
    };
    let data = Data::new(local, inflate);
    let empty = data.inflate.is_none() && data.local.packed == 0;
    if empty { end_of(data) } else { Stage::Data(Box::new(data)) }
}

fn end_of(data: Data) -> Stage {
    data.end().map_or(Stage::No, |local| Stage::Tail(local, Vec::new()))
}

impl Local {
    fn read(header: Vec<u8>) -> Option<Self> {
        let flags = u16_at(&header, 6)?;
        let method = u16_at(&header, 8)?;
        let crc = u32_at(&header, 14)?;
        let packed = u64::from(u32_at(&header, 18)?);
        let length = u64::from(u32_at(&header, 22)?);
        Some(Self { header, flags, method, crc, packed, length })
    }

    /// Holds the descriptor, the record and the end against what was found.
    fn agrees_with(&self, tail: &[u8]) -> Option<()> {
        let record = match self.flags & DEFERRED {
            0 => tail,
            _ => {
                // APPNOTE §4.3.9: with its signature or without.
                let descriptor = tail.strip_prefix(b"PK\x07\x08").unwrap_or(tail);
                self.sizes_at(descriptor, 0)?.then_some(())?;
                descriptor.get(12..)?
            }
        };
        // APPNOTE §4.3.12: the record, which says the same of the entry.
        record.strip_prefix(b"PK\x01\x02")?;
        let name = usize::from(u16_at(record, 28)?);
        let length = 46 + name + usize::from(u16_at(record, 30)?);
        let same = u16_at(record, 32)? == 0
            && !has_room(record, 28)
            && u16_at(record, 8)? == self.flags
            && u16_at(record, 10)? == self.method
            && self.sizes_at(record, 16)?
            && u16_at(record, 34)? == 0
            && u32_at(record, 42)? == 0
            && record.get(46..46 + name)? == self.name()?;
        same.then_some(())?;
        // APPNOTE §4.3.16: the end, which counts one entry, finds it, and is the end.
        let end = record.get(length..)?;
        end.strip_prefix(b"PK\x05\x06")?;
        let before = self.header.len() + tail.len() - record.len();
        let offset = self.packed.checked_add(u64::try_from(before).ok()?)?;
        let alone = u32_at(end, 4)? == 0 && u16_at(end, 8)? == 1 && u16_at(end, 10)? == 1;
        let found = usize::try_from(u32_at(end, 12)?).ok()? == length
            && u64::from(u32_at(end, 16)?) == offset;
        let whole = end.len() == 22 && u16_at(end, 20)? == 0;
        (alone && found && whole).then_some(())
    }

    fn name(&self) -> Option<&[u8]> {
        self.header.get(30..30 + name_length(&self.header))
    }

    /// CRC, packed length and length, as they stand in all three places.
    fn sizes_at(&self, bytes: &[u8], at: usize) -> Option<bool> {
        Some(
            u32_at(bytes, at)? == self.crc
                && u64::from(u32_at(bytes, at + 4)?) == self.packed
                && u64::from(u32_at(bytes, at + 8)?) == self.length,
        )
    }
}

impl Data {
    fn new(local: Local, inflate: Option<Decompress>) -> Self {
        let chunk = vec![0; if inflate.is_some() { CHUNK } else { 0 }].into_boxed_slice();
        Self { local, inflate, chunk, crc: Crc::new(), packed: 0, length: 0, complete: false }
    }

    /// Passes octets on; returns how many were data, or `None` where the data make no sense.
    fn push(
        &mut self,
        bytes: &[u8],
        emit: Emit<'_>,
        bounds: Bounds,
    ) -> Result<Option<usize>, Error> {
        let mut used = 0;
        while !self.complete && used < bytes.len() {
            let rest = bytes.get(used..).unwrap_or_default();
            let Some(taken) = self.step(rest, emit)? else { return Ok(None) };
            used += taken;
            bounds.check(self.packed, self.length)?;
        }
        Ok(Some(used))
    }

    /// Passes some octets on; returns how many of `bytes` were used.
    fn step(&mut self, bytes: &[u8], emit: Emit<'_>) -> Result<Option<usize>, Error> {
        let Some(inflate) = &mut self.inflate else {
            let left = usize::try_from(self.local.packed - self.packed).unwrap_or(usize::MAX);
            let data = bytes.get(..left.min(bytes.len())).unwrap_or_default();
            self.crc.update(data);
            let taken = u64::try_from(data.len()).unwrap_or(u64::MAX);
            self.packed += taken;
            self.length += taken;
            self.complete = self.packed == self.local.packed;
            emit(data)?;
            return Ok(Some(data.len()));
        };
        let (before_in, before_out) = (inflate.total_in(), inflate.total_out());
        let Ok(status) = inflate.decompress(bytes, &mut self.chunk, FlushDecompress::None) else {
            return Ok(None);
        };
        (self.packed, self.length) = (inflate.total_in(), inflate.total_out());
        self.complete = status == Status::StreamEnd;
        let taken = usize::try_from(self.packed - before_in).unwrap_or_default();
        let made = usize::try_from(self.length - before_out).unwrap_or_default();
        if taken == 0 && made == 0 && !self.complete {
            return Ok(None);
        }
        let made = self.chunk.get(..made).unwrap_or_default();
        self.crc.update(made);
        emit(made)?;
        Ok(Some(taken))
    }

    /// Ends the data; `None` where the local header promised something else.
    fn end(self) -> Option<Local> {
        let mut local = self.local;
        let found = (self.crc.sum(), self.packed, self.length);
        if local.flags & DEFERRED == 0 && found != (local.crc, local.packed, local.length) {
            return None;
        }
        (local.crc, local.packed, local.length) = found;
        Some(local)
    }
}

/// How large an archive may grow.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    ratio: u64,
    free: u64,
    longest: u64,
}

impl Bounds {
    fn check(self, packed: u64, length: u64) -> Result<(), Error> {
        if length > self.longest {
            return Err(Error::LimitExceeded(Limit::Length));
        }
        if length > self.free && length / self.ratio.max(1) > packed {
            return Err(Error::LimitExceeded(Limit::ZipRatio));
        }
        Ok(())
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|octets| u16::from_le_bytes(*octets))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|octets| u32::from_le_bytes(*octets))
}

#[cfg(test)]
mod tests;
