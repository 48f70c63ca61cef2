//! Textual encodings: `-----BEGIN …-----` blocks (RFC 7468).
//!
//! As lax as files in the wild need: text around the blocks, any line width and line ending, blanks
//! at the ends of lines, a byte order mark, the headers of old OpenSSL keys (RFC 1421 §4.6). Strict
//! where laxness could mean two readings: the labels at both ends are the same, nothing but base64
//! lies between them, and the base64 is canonical.

use base64ct::{Base64, Encoding};
use zeroize::Zeroizing;

use crate::error::{Error, Malformed, Syntax};

/// One block: a label, and the bytes that it is about. The bytes are wiped on drop.
#[derive(Clone)]
pub struct Block {
    label: String,
    header: Option<String>,
    der: Zeroizing<Vec<u8>>,
}

impl Block {
    /// Returns the label, such as `CERTIFICATE`.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Returns the headers between the label and the base64, if there are any.
    pub fn header(&self) -> Option<&str> {
        self.header.as_deref()
    }

    /// Returns the bytes.
    pub fn der(&self) -> &[u8] {
        &self.der
    }
}

impl std::fmt::Debug for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Block({}, {} bytes)", self.label, self.der.len())
    }
}

/// Whether the input has a block at all.
pub fn is_pem(input: &[u8]) -> bool {
    lines(input).any(|(_, line)| line.starts_with(BEGIN))
}

/// Returns the blocks of a text, in order; what lies outside of them is passed over.
///
/// After an error there are no more blocks.
pub fn blocks(input: &[u8]) -> impl Iterator<Item = Result<Block, Error>> {
    let mut lines = lines(input);
    let mut number = 0;
    let mut over = false;
    std::iter::from_fn(move || {
        if over {
            return None;
        }
        let (offset, first) = lines.find(|(_, line)| line.starts_with(BEGIN))?;
        number += 1;
        let block = read_block(first, offset, &mut lines).map_err(|error| error.in_block(number));
        over = block.is_err();
        Some(block)
    })
}

/// Writes one block, in lines of 64 characters.
pub fn encode(label: &str, der: &[u8]) -> String {
    let mut out = format!("-----BEGIN {label}-----\n");
    for line in der.chunks(48) {
        out.push_str(&Zeroizing::new(Base64::encode_string(line)));
        out.push('\n');
    }
    out + "-----END " + label + "-----\n"
}

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// The lines with their offsets, blanks at the ends cut off.
fn lines(input: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let text = input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input);
    let mut offset = input.len() - text.len();
    // A line ends with LF, CR LF, or CR alone; an empty line more does no harm.
    text.split(|octet| matches!(octet, b'\n' | b'\r')).map(move |line| {
        let place = offset;
        offset += line.len() + 1;
        (place, line.trim_ascii())
    })
}

fn read_block<'a>(
    first: &[u8],
    offset: usize,
    lines: &mut impl Iterator<Item = (usize, &'a [u8])>,
) -> Result<Block, Error> {
    // RFC 7468 §3: the label is printable, and the line ends with five hyphens.
    let label = boundary(first, BEGIN).ok_or_else(|| error("label", "RFC 7468 §3", offset))?;
    let mut header: Option<String> = None;
    let mut base64 = Vec::new();
    for (place, line) in lines {
        if line.starts_with(END) {
            // RFC 7468 §2: the labels match.
            if boundary(line, END) != Some(label) {
                return Err(error("label at the end", "RFC 7468 §2", place));
            }
            let der = decode(&base64).ok_or_else(|| error("base64", "RFC 4648 §4", offset))?;
            return Ok(Block { label: label.to_owned(), header, der });
        }
        if line.starts_with(DASHES) {
            return Err(error("a boundary within a block", "RFC 7468 §2", place));
        }
        // RFC 1421 §4.6: `Name: value` before the base64, whose alphabet has no colon.
        if base64.is_empty() && line.contains(&b':') {
            let text = std::str::from_utf8(line);
            let text = text.map_err(|_| error("header", "RFC 1421 §4.6", place))?;
            let header = header.get_or_insert_default();
            header.push_str(text);
            header.push('\n');
        } else if !line.is_empty() {
            base64.push(line);
        }
    }
    Err(error("a block without an end", "RFC 7468 §2", offset))
}

/// The label of a line such as `-----BEGIN CERTIFICATE-----`.
fn boundary<'a>(line: &'a [u8], start: &[u8]) -> Option<&'a str> {
    let label = line.strip_prefix(start)?.strip_suffix(DASHES)?;
    let printable = label.iter().all(|octet| matches!(octet, b' '..=b'~'));
    std::str::from_utf8(label).ok().filter(|_| printable)
}

/// The buffers have their final size from the start, so that no copy of a key is left behind.
fn decode(lines: &[&[u8]]) -> Option<Zeroizing<Vec<u8>>> {
    let length = lines.iter().map(|line| line.len()).sum();
    let mut text = Zeroizing::new(Vec::with_capacity(length));
    for line in lines {
        text.extend(line.iter().filter(|octet| !octet.is_ascii_whitespace()));
    }
    let mut der = Zeroizing::new(vec![0; text.len() / 4 * 3]);
    let length = Base64::decode(text.as_slice(), &mut der).ok()?.len();
    der.truncate(length);
    Some(der)
}

fn error(what: &'static str, clause: &'static str, offset: usize) -> Error {
    let offset = u64::try_from(offset).ok();
    Error::Malformed(Malformed { syntax: Syntax::Pem, what, clause, offset, block: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn malformed(input: &str) -> Malformed {
        match blocks(input.as_bytes()).last() {
            Some(Err(Error::Malformed(malformed))) => malformed,
            other => panic!("{input:?}: {other:?}"),
        }
    }

    #[test]
    fn reads_files_as_they_are_found() {
        for text in [
            "-----BEGIN X-----\nAAEC\n-----END X-----\n",
            "-----BEGIN X-----\r\nAAEC\r\n-----END X-----\r\n",
            "-----BEGIN X-----\rAAEC\r-----END X-----",
            "\u{feff}-----BEGIN X-----\nAA\nEC\n\n-----END X-----",
            "subject=/CN=Ngọc\nissuer: a\n  -----BEGIN X-----  \n AA EC\t\n-----END X-----",
            "-----BEGIN X-----\n\nAAEC\n-----END X-----\ntrailer",
        ] {
            let found: Vec<_> = blocks(text.as_bytes()).collect::<Result<_, _>>().expect(text);
            assert_eq!(found.len(), 1, "{text:?}");
            assert_eq!((found[0].label(), found[0].der()), ("X", &[0, 1, 2][..]), "{text:?}");
            assert!(is_pem(text.as_bytes()), "{text:?}");
        }
        assert!(!is_pem(b"0\x82BEGIN"));
    }

    #[test]
    fn keeps_the_headers_of_old_keys() {
        let text = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAEC\n-----END RSA PRIVATE KEY-----";
        let block = blocks(text.as_bytes()).next().expect("one").expect("valid");
        assert_eq!(block.header(), Some("Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n"));
        assert_eq!(block.der(), [0, 1, 2]);
        assert_eq!(format!("{block:?}"), "Block(RSA PRIVATE KEY, 3 bytes)");
    }

    #[test]
    fn says_what_is_wrong_and_in_which_block() {
        let good = "-----BEGIN X-----\nAAEC\n-----END X-----\n";
        for (bad, what) in [
            ("-----BEGIN X-----\nAAEC\n", "a block without an end"),
            ("-----BEGIN X-----\nAAEC\n-----END Y-----", "label at the end"),
            ("-----BEGIN X-----\nAAEC\n-----END X----", "label at the end"),
            ("-----BEGIN X-----\nAAEC\n-----BEGIN X-----", "a boundary within a block"),
            ("-----BEGIN X\nAAEC\n-----END X-----", "label"),
            ("-----BEGIN X-----\nAA*C\n-----END X-----", "base64"),
            ("-----BEGIN X-----\nAAE\n-----END X-----", "base64"),
            ("-----BEGIN X-----\nAAF=\n-----END X-----", "base64"),
            ("-----BEGIN X-----\nAAEC\na: b\n-----END X-----", "base64"),
        ] {
            let error = malformed(&format!("{good}{bad}"));
            assert_eq!((error.what, error.block), (what, Some(2)), "{bad:?}");
        }
        let error = malformed(&format!("{good}-----BEGIN X-----\n"));
        assert_eq!(error.offset, u64::try_from(good.len()).ok());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(der in proptest::collection::vec(any::<u8>(), 0..200)) {
            let text = encode("CERTIFICATE", &der);
            prop_assert!(text.lines().all(|line| line.len() <= 64));
            let block = blocks(text.as_bytes()).next().expect("one").expect("valid");
            prop_assert_eq!(block.der(), &der[..]);
        }

        #[test]
        fn any_bytes_are_read_or_refused(input in "(-----(BEGIN|END) [XY]?-----|[A-Z=: \n]{0,9}|\\PC){0,12}") {
            let _ = blocks(input.as_bytes()).count();
        }
    }
}
