//! An archive of one entry, written as a stream, as the axis' SDK puts around files.
//!
//! PKWARE APPNOTE 6.3.10 §4.3: deflated, lengths behind the data, the name in UTF-8, no time (the
//! first day that the format knows), so that the same octets under the same name are the same file.

use std::io::{self, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// APPNOTE §4.4.4: lengths stand behind the data (bit 3), the name is UTF-8 (bit 11).
const FLAGS: u16 = 0x0808;
/// APPNOTE §4.4.6: 1 January 1980.
const DAY: u16 = 0x0021;

/// Counts what goes through.
struct Counted<W> {
    out: W,
    count: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        let written = self.out.write(octets)?;
        self.count += u64::try_from(written).unwrap_or_default();
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes an archive of one entry, which has what is written.
pub(super) struct Wrapper<W: Write> {
    deflate: DeflateEncoder<Counted<W>>,
    name: Vec<u8>,
    /// The length of the local header.
    header: u64,
    crc: Crc,
    length: u64,
}

/// What the local header and the record say alike: version, flags, method, time, day.
fn fixed() -> Vec<u8> {
    [20, FLAGS, 8, 0, DAY].map(u16::to_le_bytes).concat()
}

impl<W: Write> Wrapper<W> {
    pub(super) fn new(entry: &str, out: W) -> io::Result<Self> {
        let name = entry.as_bytes().to_vec();
        let mut out = Counted { out, count: 0 };
        // §4.3.7: the local header, without what is not known yet.
        out.write_all(b"PK\x03\x04")?;
        out.write_all(&fixed())?;
        out.write_all(&[0; 12])?;
        out.write_all(&name_length(&name)?)?;
        out.write_all(&[0; 2])?;
        out.write_all(&name)?;
        let header = out.count;
        let deflate = DeflateEncoder::new(out, Compression::default());
        Ok(Self { deflate, name, header, crc: Crc::new(), length: 0 })
    }

    /// Ends the archive.
    pub(super) fn finish(self) -> io::Result<()> {
        let mut out = self.deflate.finish()?;
        // §4.3.9: the data descriptor. ZIP64 is not written, as the SDK does not.
        let packed = u32::try_from(out.count - self.header).map_err(|_| too_long())?;
        let length = u32::try_from(self.length).map_err(|_| too_long())?;
        let sizes = [self.crc.sum(), packed, length].map(u32::to_le_bytes).concat();
        out.write_all(b"PK\x07\x08")?;
        out.write_all(&sizes)?;
        let start = out.count;
        let directory = u32::try_from(start).map_err(|_| too_long())?;
        // §4.3.12: its record.
        out.write_all(b"PK\x01\x02\x14\x00")?;
        out.write_all(&fixed())?;
        out.write_all(&sizes)?;
        out.write_all(&name_length(&self.name)?)?;
        out.write_all(&[0; 16])?;
        out.write_all(&self.name)?;
        let record = u32::try_from(out.count - start).map_err(|_| too_long())?;
        // §4.3.16: the end.
        out.write_all(b"PK\x05\x06\0\0\0\0\x01\0\x01\0")?;
        out.write_all(&record.to_le_bytes())?;
        out.write_all(&directory.to_le_bytes())?;
        out.write_all(&[0; 2])
    }
}

impl<W: Write> Write for Wrapper<W> {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.deflate.write_all(octets)?;
        self.crc.update(octets);
        self.length += u64::try_from(octets.len()).unwrap_or_default();
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.deflate.flush()
    }
}

fn name_length(name: &[u8]) -> io::Result<[u8; 2]> {
    Ok(u16::try_from(name.len()).map_err(|_| too_long())?.to_le_bytes())
}

fn too_long() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "too long for an archive without ZIP64")
}
