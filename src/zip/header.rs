//! Headers of entries, in the directory and before the content (APPNOTE §4.3.7, §4.3.12).

use crate::error::{Error, Unsupported};
use crate::zip::fields::Fields;
use crate::zip::{Irregularity, Method, malformed};

const CENTRAL: u32 = 0x0201_4b50;
const LOCAL: u32 = 0x0403_4b50;
/// The length of a local header before its name and its extra field.
pub(super) const LOCAL_LENGTH: usize = 30;
/// What a field of 32 bits says when the ZIP64 extra field has the value.
const ESCAPE: u32 = u32::MAX;

/// Bit 3: checksum and lengths stand behind the content.
pub(super) const DESCRIPTOR: u16 = 1 << 3;
/// Bit 11: the name is UTF-8.
pub(super) const UTF8: u16 = 1 << 11;
/// Bit 0, 6, 13: encryption of content, strong encryption, and of the directory.
const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
/// Bit 5: patched data.
const PATCHED: u16 = 1 << 5;

/// What both headers of an entry say.
#[derive(Clone, Debug)]
pub(super) struct Header<'a> {
    pub(super) flags: u16,
    pub(super) method: Method,
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(super) length: u64,
    pub(super) name: &'a [u8],
    pub(super) has_extra: bool,
    /// Whether the lengths are of 64 bits, which those behind the content are then as well.
    pub(super) wide: bool,
    pub(super) odd: Vec<Irregularity>,
}

/// What the directory alone says.
#[derive(Clone, Debug)]
pub(super) struct Central<'a> {
    pub(super) header: Header<'a>,
    pub(super) local: u64,
    pub(super) unix_mode: Option<u32>,
}

/// Takes the next header of the directory.
pub(super) fn central<'a>(fields: &mut Fields<'a>, at: u64) -> Result<Central<'a>, Error> {
    read_central(fields, at).transpose()?.ok_or_else(|| malformed("central directory header", at))
}

// `None` where the octets end.
fn read_central<'a>(fields: &mut Fields<'a>, at: u64) -> Option<Result<Central<'a>, Error>> {
    if fields.u32()? != CENTRAL {
        return None;
    }
    let made_by = fields.u16()?;
    let _needed = fields.u16()?;
    let fixed = Fixed::take(fields)?;
    let comment = fields.u16()?;
    let disk = fields.u16()?;
    let _internal = fields.u16()?;
    let external = fields.u32()?;
    let local = fields.u32()?;
    let name = fields.take(fixed.name)?;
    let extra = fields.take(fixed.extra)?;
    fields.take(comment.into())?;
    if disk != 0 && disk != u16::MAX {
        return Some(Err(Error::Unsupported(Unsupported::ZipDisks)));
    }
    let mut wide = Wide::find(extra);
    let header = match fixed.header(name, &mut wide, at) {
        Ok(header) => header,
        Err(error) => return Some(Err(error)),
    };
    let Some(local) = wide.value(local) else { return Some(Err(malformed("ZIP64 field", at))) };
    let is_unix = made_by.to_le_bytes()[1] == 3;
    let unix_mode = is_unix.then_some(external >> 16).filter(|mode| *mode != 0);
    Some(Ok(Central { header, local, unix_mode }))
}

/// Reads a local header; the octets are all of it.
pub(super) fn local(octets: &[u8], at: u64) -> Result<Header<'_>, Error> {
    read_local(octets, at).transpose()?.ok_or_else(|| malformed("local file header", at))
}

fn read_local(octets: &[u8], at: u64) -> Option<Result<Header<'_>, Error>> {
    let mut fields = Fields::new(octets);
    if fields.u32()? != LOCAL {
        return None;
    }
    let _needed = fields.u16()?;
    let fixed = Fixed::take(&mut fields)?;
    let name = fields.take(fixed.name)?;
    let extra = fields.take(fixed.extra)?;
    Some(fixed.header(name, &mut Wide::find(extra), at))
}

/// Returns the length of name and extra field behind the fixed part of a local header.
pub(super) fn local_rest(fixed: &[u8]) -> Option<usize> {
    let mut fields = Fields::new(fixed.get(26..)?);
    Some(usize::from(fields.u16()?) + usize::from(fields.u16()?))
}

/// The fields that both headers share.
struct Fixed {
    flags: u16,
    method: u16,
    crc: u32,
    packed: u32,
    length: u32,
    name: usize,
    extra: usize,
}

impl Fixed {
    fn take(fields: &mut Fields<'_>) -> Option<Self> {
        let flags = fields.u16()?;
        let method = fields.u16()?;
        fields.take(4)?; // the time says nothing to us
        let (crc, packed, length) = (fields.u32()?, fields.u32()?, fields.u32()?);
        let (name, extra) = (fields.u16()?.into(), fields.u16()?.into());
        Some(Self { flags, method, crc, packed, length, name, extra })
    }

    fn header<'a>(
        &self,
        name: &'a [u8],
        wide: &mut Wide<'_>,
        at: u64,
    ) -> Result<Header<'a>, Error> {
        if self.flags & ENCRYPTED != 0 {
            return Err(Error::Unsupported(Unsupported::ZipEncryption));
        }
        let method = Method::from_number(self.method).filter(|_| self.flags & PATCHED == 0);
        let method = method.ok_or(Error::Unsupported(Unsupported::ZipMethod))?;
        // APPNOTE §4.5.3: in this order, and only those that are escaped.
        let lengths = wide.value(self.length).zip(wide.value(self.packed));
        let (length, packed) = lengths.ok_or_else(|| malformed("ZIP64 field", at))?;
        Ok(Header {
            flags: self.flags,
            method,
            crc: self.crc,
            packed,
            length,
            name,
            has_extra: self.extra != 0,
            wide: wide.found,
            odd: std::mem::take(&mut wide.odd),
        })
    }
}

/// The ZIP64 field among the extra fields (APPNOTE §4.5.3).
struct Wide<'a> {
    fields: Fields<'a>,
    found: bool,
    odd: Vec<Irregularity>,
}

impl<'a> Wide<'a> {
    fn find(extra: &'a [u8]) -> Self {
        const ZIP64: u16 = 0x0001;
        const UNICODE_PATH: u16 = 0x7075;
        let mut all = Fields::new(extra);
        let mut this = Self { fields: Fields::new(&[]), found: false, odd: Vec::new() };
        while !all.is_empty() {
            let Some((kind, value)) = next_extra(&mut all) else {
                this.odd.push(Irregularity::Extra);
                break;
            };
            match kind {
                // Which of two counts is for the reader to choose.
                ZIP64 if this.found => this.odd.push(Irregularity::Extra),
                ZIP64 => (this.fields, this.found) = (Fields::new(value), true),
                UNICODE_PATH => this.odd.push(Irregularity::NameExtra),
                _ => {}
            }
        }
        this
    }

    fn value(&mut self, field: u32) -> Option<u64> {
        if field == ESCAPE && self.found { self.fields.u64() } else { Some(field.into()) }
    }
}

fn next_extra<'a>(fields: &mut Fields<'a>) -> Option<(u16, &'a [u8])> {
    let kind = fields.u16()?;
    let length = fields.u16()?;
    Some((kind, fields.take(length.into())?))
}
