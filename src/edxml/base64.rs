//! Base64 (RFC 4648 §4) out of a stream of text, with everything odd about it counted.
//!
//! White space is part of the lexical form (XML Schema 1.0 §3.2.16) and passed over in silence.
//! Everything else that decoders differ about is a liberty: foreign characters, the URL alphabet,
//! padding, bits behind the end.

use ::base64::Engine;
use ::base64::engine::general_purpose::STANDARD_NO_PAD;
use ::base64::{DecodeError, DecodeSliceError};

use crate::edxml::liberty::LibertyKind;
use crate::error::Error;

/// Characters that are decoded at once.
const BLOCK: usize = 16 * 1024;
/// Octets of a block.
const OCTETS: usize = BLOCK / 4 * 3;

/// How often each liberty was taken.
#[derive(Clone, Copy, Debug, Default)]
struct Faults {
    url: u64,
    junk: u64,
    padding: u64,
    bits: u64,
    behind: u64,
    rest: u64,
}

/// Decodes text piece by piece.
#[derive(Debug)]
pub(super) struct Decoder {
    octets: Box<[u8]>,
    /// The sextets of a quantum that is not complete.
    quantum: [u8; 4],
    filled: usize,
    padding: usize,
    faults: Faults,
}

/// Where octets go.
pub(super) type Emit<'e> = &'e mut dyn FnMut(&[u8]) -> Result<(), Error>;

impl Decoder {
    pub(super) fn new() -> Self {
        let octets = vec![0; OCTETS].into_boxed_slice();
        Self { octets, quantum: [0; 4], filled: 0, padding: 0, faults: Faults::default() }
    }

    pub(super) fn push(&mut self, text: &[u8], emit: Emit<'_>) -> Result<(), Error> {
        let mut rest = text;
        while !rest.is_empty() {
            let quick = if self.filled == 0 && self.padding == 0 { self.block(rest)? } else { 0 };
            if quick > 0 {
                emit(self.octets.get(..quick / 4 * 3).unwrap_or_default())?;
                rest = rest.get(quick..).unwrap_or_default();
            } else {
                rest = self.one_by_one(rest, emit)?;
            }
        }
        Ok(())
    }

    /// Decodes whole quanta of clean characters into `octets`; returns of how many characters.
    fn block(&mut self, text: &[u8]) -> Result<usize, Error> {
        let mut length = text.len().min(BLOCK) / 4 * 4;
        for _ in 0..2 {
            let clean = text.get(..length).unwrap_or_default();
            match STANDARD_NO_PAD.decode_slice(clean, &mut self.octets) {
                Ok(_) => return Ok(length),
                Err(DecodeSliceError::DecodeError(DecodeError::InvalidByte(at, _))) => {
                    length = at.min(length) / 4 * 4;
                }
                // Padding at the end is not told by its place. What stands before it is not to be decoded
                // in vain, once for each quantum.
                Err(_) => length = memchr::memchr(b'=', clean).unwrap_or_default() / 4 * 4,
            }
        }
        Err(Error::Unreachable("clean base64 was refused"))
    }

    /// Takes characters singly until a quantum is complete; returns what is left.
    fn one_by_one<'t>(&mut self, text: &'t [u8], emit: Emit<'_>) -> Result<&'t [u8], Error> {
        for (at, c) in text.iter().enumerate() {
            let Some(sextet) = self.sextet(*c) else { continue };
            if self.padding > 0 {
                self.faults.behind += 1;
                continue;
            }
            if let Some(place) = self.quantum.get_mut(self.filled) {
                *place = sextet;
            }
            self.filled += 1;
            if self.filled == 4 {
                self.filled = 0;
                emit(&octets(self.quantum))?;
                return Ok(text.get(at + 1..).unwrap_or_default());
            }
        }
        Ok(&[])
    }

    /// The value of a character, if it has one here.
    fn sextet(&mut self, c: u8) -> Option<u8> {
        match c {
            b'A'..=b'Z' => Some(c - b'A'),
            b'a'..=b'z' => Some(c - b'a' + 26),
            b'0'..=b'9' => Some(c - b'0' + 52),
            b'+' => Some(62),
            b'/' => Some(63),
            b'-' | b'_' => {
                self.faults.url += 1;
                Some(if c == b'-' { 62 } else { 63 })
            }
            b' ' | b'\t' | b'\r' | b'\n' => None,
            b'=' if self.filled >= 2 => {
                self.padding += 1;
                None
            }
            _ => {
                self.faults.junk += 1;
                None
            }
        }
    }

    /// Ends the text; returns the liberties that were taken, each with how often.
    pub(super) fn finish(&mut self, emit: Emit<'_>) -> Result<Vec<(LibertyKind, u64)>, Error> {
        let [.., c, _] = self.quantum;
        let expected = match self.filled {
            0 => 0,
            1 => {
                self.faults.rest += 1;
                0
            }
            2 => {
                let [a, b, ..] = self.quantum;
                self.faults.bits += u64::from(b & 0x0f != 0);
                emit(octets([a, b, 0, 0]).get(..1).unwrap_or_default())?;
                2
            }
            _ => {
                let [a, b, ..] = self.quantum;
                self.faults.bits += u64::from(c & 0x03 != 0);
                emit(octets([a, b, c, 0]).get(..2).unwrap_or_default())?;
                1
            }
        };
        self.faults.padding += u64::from(self.padding != expected);
        let Faults { url, junk, padding, bits, behind, rest } = self.faults;
        let all = [
            (LibertyKind::Base64UrlAlphabet, url),
            (LibertyKind::Base64Junk, junk),
            (LibertyKind::Base64Padding, padding),
            (LibertyKind::Base64Bits, bits),
            (LibertyKind::Base64AfterPadding, behind),
            (LibertyKind::Base64Rest, rest),
        ];
        Ok(all.into_iter().filter(|(_, times)| *times > 0).collect())
    }
}

fn octets([a, b, c, d]: [u8; 4]) -> [u8; 3] {
    [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    fn decode(pieces: &[&[u8]]) -> (Vec<u8>, Vec<(LibertyKind, u64)>) {
        let mut decoder = Decoder::new();
        let mut out = Vec::new();
        let mut emit = |octets: &[u8]| {
            out.extend_from_slice(octets);
            Ok(())
        };
        for piece in pieces {
            decoder.push(piece, &mut emit).unwrap();
        }
        let faults = decoder.finish(&mut emit).unwrap();
        (out, faults)
    }

    #[test]
    fn clean_text_is_decoded_without_a_liberty() {
        assert_eq!(decode(&[b"aGVs", b"bG8="]), (b"hello".to_vec(), vec![]));
        assert_eq!(decode(&[b"a", b"G", b"VsbG", b"8", b"="]), (b"hello".to_vec(), vec![]));
        assert_eq!(decode(&[b"aGVs\r\n bG8=\n"]), (b"hello".to_vec(), vec![]));
        assert_eq!(decode(&[b""]), (vec![], vec![]));
        assert_eq!(decode(&[b"YQ=="]), (b"a".to_vec(), vec![]));
    }

    #[test]
    fn each_way_to_write_the_same_octets_differently_is_named() {
        let liberty = |text: &[u8]| decode(&[text]).1;
        assert_eq!(liberty(b"YQ"), [(LibertyKind::Base64Padding, 1)]);
        assert_eq!(liberty(b"YQ="), [(LibertyKind::Base64Padding, 1)]);
        assert_eq!(liberty(b"YWI=="), [(LibertyKind::Base64Padding, 1)]);
        assert_eq!(liberty(b"YR=="), [(LibertyKind::Base64Bits, 1)]);
        assert_eq!(liberty(b"YWJ="), [(LibertyKind::Base64Bits, 1)]);
        let behind = [(LibertyKind::Base64Padding, 1), (LibertyKind::Base64AfterPadding, 2)];
        assert_eq!(liberty(b"YQ==YQ=="), behind);
        assert_eq!(liberty(b"YWJjY"), [(LibertyKind::Base64Rest, 1)]);
        assert_eq!(liberty(b"Y*Q=="), [(LibertyKind::Base64Junk, 1)]);
        assert_eq!(liberty(b"=YWJj"), [(LibertyKind::Base64Junk, 1)]);
        assert_eq!(liberty(b"_-8="), [(LibertyKind::Base64UrlAlphabet, 2)]);
    }

    #[test]
    fn padding_is_found_before_a_block_is_decoded() {
        let mut decoder = Decoder::new();
        let text = [vec![b'A'; BLOCK - 4], b"YQ==".to_vec()].concat();
        assert_eq!(decoder.block(&text).unwrap(), BLOCK - 4);
        assert_eq!(decoder.block(b"YQ==").unwrap(), 0);
        assert_eq!(decoder.block(b"=AAA").unwrap(), 0);
    }

    #[test]
    fn a_long_text_with_line_breaks_is_decoded_whole() {
        let octets: Vec<u8> =
            (0..70_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let text = ::base64::engine::general_purpose::STANDARD.encode(&octets);
        let lines: Vec<&[u8]> = text.as_bytes().chunks(76).collect();
        assert!(decode(&[lines.join(&b"\r\n"[..]).as_slice()]).0 == octets);
        assert!(decode(&text.as_bytes().chunks(7_001).collect::<Vec<_>>()).0 == octets);
    }
}
