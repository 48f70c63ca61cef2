//! Base64 on one line, as a stream (RFC 4648 §4).

use std::io::{self, Write};

use ::base64::Engine;
use ::base64::engine::general_purpose::STANDARD;

/// Octets that are encoded at once; a multiple of three.
const BLOCK: usize = 24 * 1024;

/// Encodes what is written and passes it on.
#[derive(Debug)]
pub(super) struct Encoder<W> {
    out: W,
    /// Octets that are not encoded yet, less than a block.
    held: Vec<u8>,
    text: Vec<u8>,
}

impl<W: Write> Encoder<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, held: Vec::new(), text: Vec::new() }
    }

    /// Encodes what is held, with padding, and gives the target back.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.encode()?;
        Ok(self.out)
    }

    fn encode(&mut self) -> io::Result<()> {
        // Room for what there is: a seal is shorter than a block.
        self.text.resize(self.held.len().div_ceil(3) * 4, 0);
        let encoded = STANDARD.encode_slice(&self.held, &mut self.text);
        let length = encoded.map_err(|_| io::ErrorKind::InvalidInput)?;
        self.held.clear();
        self.out.write_all(self.text.get(..length).unwrap_or_default())
    }
}

impl<W: Write> Write for Encoder<W> {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        let length = octets.len().min(BLOCK - self.held.len());
        self.held.extend_from_slice(octets.get(..length).unwrap_or_default());
        if self.held.len() == BLOCK {
            self.encode()?;
        }
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
