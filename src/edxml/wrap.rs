//! An archive of one entry, written as a stream, as the axis' SDK puts around files.
//!
//! PKWARE APPNOTE 6.3.10 §4.3: deflated, lengths behind the data, the name in UTF-8, no time (the
//! first day that the format knows), so that the same octets under the same name are the same file.

use std::io::{self, Read, Write};

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

/// Writes an archive whose one entry has what `content` gives.
pub(super) fn wrap(entry: &str, content: &mut dyn Read, out: impl Write) -> io::Result<()> {
    let name = entry.as_bytes();
    let mut out = Counted { out, count: 0 };
    let fixed = [20, FLAGS, 8, 0, DAY].map(u16::to_le_bytes).concat();
    let name_length = u16::try_from(name.len()).map_err(|_| too_long())?.to_le_bytes();
    // §4.3.7: the local header, without what is not known yet.
    out.write_all(b"PK\x03\x04")?;
    out.write_all(&fixed)?;
    out.write_all(&[0; 12])?;
    out.write_all(&name_length)?;
    out.write_all(&[0; 2])?;
    out.write_all(name)?;
    let header = out.count;
    let mut crc = Crc::new();
    let mut deflate = DeflateEncoder::new(&mut out, Compression::default());
    let length = copy(content, &mut deflate, &mut crc)?;
    deflate.finish()?;
    // §4.3.9: the data descriptor. ZIP64 is not written, as the SDK does not.
    let packed = u32::try_from(out.count - header).map_err(|_| too_long())?;
    let length = u32::try_from(length).map_err(|_| too_long())?;
    let sizes = [crc.sum(), packed, length].map(u32::to_le_bytes).concat();
    out.write_all(b"PK\x07\x08")?;
    out.write_all(&sizes)?;
    let directory = u32::try_from(out.count).map_err(|_| too_long())?;
    // §4.3.12: its record.
    let start = out.count;
    out.write_all(b"PK\x01\x02\x14\x00")?;
    out.write_all(&fixed)?;
    out.write_all(&sizes)?;
    out.write_all(&name_length)?;
    out.write_all(&[0; 16])?;
    out.write_all(name)?;
    let record = u32::try_from(out.count - start).map_err(|_| too_long())?;
    // §4.3.16: the end.
    out.write_all(b"PK\x05\x06\0\0\0\0\x01\0\x01\0")?;
    out.write_all(&record.to_le_bytes())?;
    out.write_all(&directory.to_le_bytes())?;
    out.write_all(&[0; 2])
}

fn copy(content: &mut dyn Read, out: &mut dyn Write, crc: &mut Crc) -> io::Result<u64> {
    let mut buffer = vec![0; 32 * 1024];
    let mut length = 0_u64;
    loop {
        let read = match content.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        let octets = buffer.get(..read).unwrap_or_default();
        if octets.is_empty() {
            return Ok(length);
        }
        crc.update(octets);
        out.write_all(octets)?;
        length += u64::try_from(read).unwrap_or_default();
    }
}

fn too_long() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "too long for an archive without ZIP64")
}
