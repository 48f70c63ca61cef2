//! The conversion of text that destroys files: octets to characters and back.
//!
//! As decoders of UTF-8 do by default: one U+FFFD for each maximal part that is no UTF-8 (Unicode 16
//! §3.9).

use std::io::{self, Write};

/// Converts what is written and passes it on.
pub(super) struct Lossy<'o> {
    out: &'o mut dyn Write,
    /// Octets that may be the beginning of a character.
    open: Vec<u8>,
}

impl<'o> Lossy<'o> {
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        Self { out, open: Vec::new() }
    }

    /// Converts what is left.
    pub(super) fn finish(self) -> io::Result<()> {
        self.out.write_all(String::from_utf8_lossy(&self.open).as_bytes())
    }
}

impl Write for Lossy<'_> {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.open.extend_from_slice(octets);
        let held = std::mem::take(&mut self.open);
        for chunk in held.utf8_chunks() {
            self.out.write_all(chunk.valid().as_bytes())?;
            let invalid = chunk.invalid();
            // What stands at the end may be a character that goes on.
            let last = invalid.as_ptr_range().end == held.as_ptr_range().end;
            let goes_on = last
                && std::str::from_utf8(invalid).is_err_and(|error| error.error_len().is_none());
            if goes_on {
                self.open = invalid.to_vec();
            } else if !invalid.is_empty() {
                self.out.write_all("\u{fffd}".as_bytes())?;
            }
        }
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    #[test]
    fn it_converts_as_the_standard_library_does_wherever_it_is_cut() {
        let octets = b"%PDF a\xff\xe1\xbb\x8b\xe1\xbbz\xf0\x9f\x98 \xed\xa0\x80\xe1\xbb";
        for size in 1..octets.len() {
            let mut out = Vec::new();
            let mut lossy = Lossy::new(&mut out);
            for piece in octets.chunks(size) {
                lossy.write_all(piece).unwrap();
            }
            lossy.finish().unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), String::from_utf8_lossy(octets), "{size}");
        }
    }
}
