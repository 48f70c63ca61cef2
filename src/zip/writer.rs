//! Writing an archive: entries one behind the other, then the directory (APPNOTE §4.3).

use std::collections::BTreeSet;
use std::io::{self, Read, Seek, Write};

use flate2::{Compression, Crc, write::DeflateEncoder};

use crate::error::{ApiMisuse, Error, Limit};
use crate::zip::directory::to_u64;
use crate::zip::header::{DESCRIPTOR, UTF8};
use crate::zip::{Archive, Method, name};

/// The time of every entry, which says nothing: 1980-01-01 00:00, the first that there is.
const DATE: u32 = 0x0021_0000;
const SIZE32: u64 = 0xffff_ffff;

/// Writes an archive to a sink, which is never read and never moved.
///
/// The same entries always give the same octets: times are constant. Names are UTF-8; those that a
/// strict reader would refuse are not written.
#[derive(Debug)]
pub struct Writer<W> {
    sink: W,
    offset: u64,
    written: Vec<Written>,
    comment: Vec<u8>,
    /// Names that some system would take for the same.
    names: BTreeSet<String>,
}

#[derive(Clone, Debug)]
struct Written {
    name: Vec<u8>,
    flags: u16,
    method: Method,
    crc: u32,
    packed: u64,
    length: u64,
    at: u64,
}

impl<W: Write> Writer<W> {
    /// Begins an archive.
    pub fn new(sink: W) -> Self {
        Self { sink, offset: 0, written: Vec::new(), comment: Vec::new(), names: BTreeSet::new() }
    }

    /// Sets the comment at the end of the file: at most 65,535 octets, or it is cut.
    #[must_use]
    pub fn with_comment(mut self, comment: &[u8]) -> Self {
        self.comment = comment.get(..0xffff).unwrap_or(comment).to_vec();
        self
    }

    /// Writes an entry as it is.
    ///
    /// # Errors
    ///
    /// [`Error::ApiMisuse`] for a name that a strict reader refuses or that was written before,
    /// [`Error::Other`] if it cannot be written.
    pub fn store(&mut self, name: &str, content: &[u8]) -> Result<(), Error> {
        let mut crc = Crc::new();
        crc.update(content);
        self.copy(name, content, to_u64(content.len()), crc.sum())
    }

    /// Writes an entry as it is, of a length and with a CRC-32 that are known beforehand.
    ///
    /// # Errors
    ///
    /// As [`store`](Self::store); [`Error::ApiMisuse`] also if the content is not what was announced.
    pub fn copy(
        &mut self,
        name: &str,
        content: impl Read,
        length: u64,
        crc: u32,
    ) -> Result<(), Error> {
        let entry = self.entry(name, Method::Stored)?;
        let entry = Written { crc, packed: length, length, ..entry };
        self.local(&entry)?;
        let mut content =
            Summed { source: content.take(length.saturating_add(1)), crc: Crc::new() };
        let copied = io::copy(&mut content, &mut self.sink)?;
        if copied != length || content.crc.sum() != crc {
            return Err(Error::ApiMisuse(ApiMisuse::OtherContent));
        }
        self.done(entry)
    }

    /// Writes an entry deflated, while it is read; what is not known before it stands behind it.
    ///
    /// # Errors
    ///
    /// As [`store`](Self::store); [`Error::LimitExceeded`] from 4 GiB on.
    pub fn deflate(&mut self, name: &str, content: impl Read) -> Result<(), Error> {
        let mut entry = self.entry(name, Method::Deflated)?;
        entry.flags |= DESCRIPTOR;
        self.local(&entry)?;
        let counted = Counted { sink: &mut self.sink, count: 0 };
        let mut encoder = DeflateEncoder::new(counted, Compression::default());
        let mut content = Summed { source: content.take(SIZE32), crc: Crc::new() };
        entry.length = io::copy(&mut content, &mut encoder)?;
        entry.packed = encoder.finish()?.count;
        entry.crc = content.crc.sum();
        if entry.length >= SIZE32 || entry.packed >= SIZE32 {
            return Err(Error::LimitExceeded(Limit::Length));
        }
        let mut octets = b"PK\x07\x08".to_vec();
        octets.extend(entry.crc.to_le_bytes());
        octets.extend(low32(entry.packed));
        octets.extend(low32(entry.length));
        self.put(&octets)?;
        self.done(entry)
    }

    /// Writes an entry of another archive as it is packed there.
    ///
    /// # Errors
    ///
    /// As [`store`](Self::store), and as [`Archive::content`].
    pub fn keep<R: Read + Seek>(
        &mut self,
        archive: &mut Archive<R>,
        place: usize,
    ) -> Result<(), Error> {
        let (kept, packed) = archive.packed(place)?;
        let entry = self.entry(kept.name(), kept.method)?;
        let (crc, length) = (kept.crc, kept.length);
        let entry = Written { crc, length, packed: kept.packed, ..entry };
        self.local(&entry)?;
        let mut packed = packed;
        if io::copy(&mut packed, &mut self.sink)? != entry.packed {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        self.done(entry)
    }

    /// Writes the directory and gives back the sink.
    ///
    /// # Errors
    ///
    /// [`Error::Other`] if it cannot be written.
    pub fn finish(mut self) -> Result<W, Error> {
        let start = self.offset;
        let written = std::mem::take(&mut self.written);
        for entry in &written {
            self.put(&central(entry))?;
        }
        let end = end(to_u64(written.len()), start, self.offset, &self.comment);
        self.put(&end)?;
        self.sink.flush()?;
        Ok(self.sink)
    }

    fn entry(&mut self, name: &str, method: Method) -> Result<Written, Error> {
        let again = !self.names.insert(name::key(name));
        let flags = if name.is_ascii() { 0 } else { UTF8 };
        let (_, odd) = name::read(name.as_bytes(), flags);
        if again || !odd.is_empty() || name.len() > 0xffff {
            return Err(Error::ApiMisuse(ApiMisuse::EntryName));
        }
        let (name, at) = (name.as_bytes().to_vec(), self.offset);
        Ok(Written { name, flags, method, crc: 0, packed: 0, length: 0, at })
    }

    fn local(&mut self, entry: &Written) -> Result<(), Error> {
        let wide = entry.packed >= SIZE32 || entry.length >= SIZE32;
        let extra = if wide { wide_extra(&[entry.length, entry.packed]) } else { Vec::new() };
        let lengths = if wide { [SIZE32; 2] } else { [entry.packed, entry.length] };
        let mut octets = b"PK\x03\x04".to_vec();
        shared(&mut octets, entry, lengths, &extra);
        octets.extend(&entry.name);
        octets.extend(extra);
        self.put(&octets)
    }

    fn put(&mut self, octets: &[u8]) -> Result<(), Error> {
        self.sink.write_all(octets)?;
        self.offset = self.offset.saturating_add(to_u64(octets.len()));
        Ok(())
    }

    /// Counts the content that was written behind a header.
    fn done(&mut self, entry: Written) -> Result<(), Error> {
        self.offset = self.offset.saturating_add(entry.packed);
        self.written.push(entry);
        Ok(())
    }
}

/// Writes what both headers share, from the version on (§4.4).
fn shared(octets: &mut Vec<u8>, entry: &Written, lengths: [u64; 2], extra: &[u8]) {
    let version: u16 = if extra.is_empty() { 20 } else { 45 };
    octets.extend(version.to_le_bytes());
    octets.extend(entry.flags.to_le_bytes());
    octets.extend(entry.method.number().to_le_bytes());
    octets.extend(DATE.to_le_bytes());
    octets.extend(entry.crc.to_le_bytes());
    octets.extend(low32(lengths[0]));
    octets.extend(low32(lengths[1]));
    octets.extend(low16(to_u64(entry.name.len())));
    octets.extend(low16(to_u64(extra.len())));
}

fn central(entry: &Written) -> Vec<u8> {
    let escape = |value: u64| value >= SIZE32;
    let values = [entry.length, entry.packed, entry.at];
    let wide: Vec<u64> = values.into_iter().filter(|value| escape(*value)).collect();
    let extra = if wide.is_empty() { Vec::new() } else { wide_extra(&wide) };
    let mut octets = b"PK\x01\x02".to_vec();
    octets.extend(45_u16.to_le_bytes()); // made by FAT, 4.5
    let lengths = [entry.packed.min(SIZE32), entry.length.min(SIZE32)];
    shared(&mut octets, entry, lengths, &extra);
    octets.extend([0; 10]); // comment, disk, attributes
    octets.extend(low32(entry.at.min(SIZE32)));
    octets.extend(&entry.name);
    octets.extend(extra);
    octets
}

/// Writes the end records, those of 64 bits only where the other cannot say it.
fn end(entries: u64, start: u64, stop: u64, comment: &[u8]) -> Vec<u8> {
    let length = stop.saturating_sub(start);
    let mut octets = Vec::new();
    if entries >= 0xffff || length >= SIZE32 || start >= SIZE32 {
        octets.extend(b"PK\x06\x06");
        octets.extend(44_u64.to_le_bytes());
        octets.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for value in [entries, entries, length, start] {
            octets.extend(value.to_le_bytes());
        }
        octets.extend(b"PK\x06\x07\0\0\0\0");
        octets.extend(stop.to_le_bytes());
        octets.extend(1_u32.to_le_bytes());
    }
    octets.extend(b"PK\x05\x06\0\0\0\0");
    octets.extend(low16(entries.min(0xffff)));
    octets.extend(low16(entries.min(0xffff)));
    octets.extend(low32(length.min(SIZE32)));
    octets.extend(low32(start.min(SIZE32)));
    octets.extend(low16(to_u64(comment.len())));
    octets.extend(comment);
    octets
}

fn wide_extra(values: &[u64]) -> Vec<u8> {
    let mut extra = vec![1, 0];
    extra.extend(low16(to_u64(values.len()) * 8));
    extra.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    extra
}

fn low16(value: u64) -> [u8; 2] {
    let [a, b, ..] = value.to_le_bytes();
    [a, b]
}

fn low32(value: u64) -> [u8; 4] {
    let [a, b, c, d, ..] = value.to_le_bytes();
    [a, b, c, d]
}

/// Sums what is read.
struct Summed<R> {
    source: R,
    crc: Crc,
}

impl<R: Read> Read for Summed<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(out)?;
        self.crc.update(out.get(..count).unwrap_or_default());
        Ok(count)
    }
}

/// Counts what is written.
struct Counted<W> {
    sink: W,
    count: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        let count = self.sink.write(octets)?;
        self.count = self.count.saturating_add(to_u64(count));
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}
