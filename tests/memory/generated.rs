//! A message of any length that is never whole in memory, and how much memory the process ever held.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use antin::edxml::{AttachmentHeader, Nowhere, Outgoing, Reading, Splice};

const SAMPLE: &[u8] = include_bytes!("../../test-vectors/edxml/no-attachment.edxml");

/// Octets of a length, each block with its number in it.
struct Octets {
    block: Vec<u8>,
    at: u64,
    length: u64,
}

impl Octets {
    fn new(length: u64) -> Self {
        // Nothing compresses it, and it is longer than the window of DEFLATE: an archive around it is not
        // taken for a bomb.
        let mut state = 1_u64;
        let words = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()
        });
        Self { block: words.flatten().take(48 << 10).collect(), at: 0, length }
    }
}

impl Read for Octets {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length - self.at).unwrap_or(usize::MAX);
        // From where the last piece ended: small pieces must not repeat the beginning.
        let length = u64::try_from(self.block.len()).map_err(io::Error::other)?;
        let start = usize::try_from(self.at % length).map_err(io::Error::other)?;
        let rest = &self.block[start..];
        let taken = out.len().min(rest.len()).min(left);
        out[..taken].copy_from_slice(&rest[..taken]);
        if taken >= 8 {
            out[..8].copy_from_slice(&self.at.to_be_bytes());
        }
        self.at += u64::try_from(taken).map_err(io::Error::other)?;
        Ok(taken)
    }
}

/// A file that is gone when it is dropped.
pub(crate) struct Temporary {
    path: PathBuf,
    pub(crate) file: File,
}

impl Temporary {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let path = folder.join(format!("{name}-{}.edxml", std::process::id()));
        let file = File::options().read(true).write(true).create(true).truncate(true).open(&path);
        Self { path, file: file.unwrap() }
    }

    /// Writes a message of about this length: a sample with one attachment.
    pub(crate) fn message(name: &str, length: u64) -> Self {
        let made = Self::new(name);
        let sample = Reading::strict().read(SAMPLE, &mut Nowhere).unwrap();
        let mut header = AttachmentHeader::default();
        header.content_id = Some("cid:1".to_owned());
        header.attachment_name = Some("ban-ve.dwg".to_owned());
        header.content_type = Some("application/octet-stream".to_owned());
        // RFC 4648 §4: four characters for three octets.
        let octets = Octets::new(length / 4 * 3);
        let mut out = BufWriter::new(&made.file);
        Splice::new(&sample).with(Outgoing::new(header, octets)).write(SAMPLE, &mut out).unwrap();
        out.flush().unwrap();
        drop(out);
        made
    }

    /// The file from its start.
    pub(crate) fn read(&self) -> &File {
        (&self.file).seek(SeekFrom::Start(0)).unwrap();
        &self.file
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // What is left behind is in the folder for such things.
        let _ = fs::remove_file(&self.path);
    }
}

/// The most memory that the process ever held, in KiB; `None` where the system does not say.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
