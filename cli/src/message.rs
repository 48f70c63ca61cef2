//! CMS messages as files hold them: DER or BER, or PEM around it; long ones without what they carry.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use antin::cades::{self, Attaching, Detached};
use antin::{Error, pem};

use crate::failure::Failure;
use crate::files;
use crate::lang::errors;
use crate::progress::Progress;

/// Bytes above which a message is not held in memory.
const LONG: u64 = 16 << 20;

/// The labels of PEM around CMS (RFC 7468 §8, §9).
const LABELS: [&str; 3] = ["CMS", "PKCS7", "PKCS #7 SIGNED DATA"];

/// Reads a message, out of its PEM if it has some.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = files::read(path)?;
    if !is_pem(&bytes) {
        return Ok(bytes);
    }
    let mut blocks = pem::blocks(&bytes);
    match blocks.find(|block| block.as_ref().map_or(true, |block| LABELS.contains(&block.label())))
    {
        Some(Ok(block)) => Ok(block.der().to_vec()),
        Some(Err(error)) => Err(Failure::unable(&errors::CANNOT_JUDGE).at(path).because(error)),
        None => Ok(bytes.clone()),
    }
}

/// Whether a message streams by. PEM is held, however long it is.
pub(crate) fn is_long(path: &Path, file: &File) -> Result<bool, Failure> {
    let long = file.metadata().is_ok_and(|found| found.is_file() && found.len() > LONG);
    Ok(long && !is_pem(&files::peek(path)?))
}

/// A message, whole, or without its content if it is long.
pub(crate) enum Message {
    /// All of it.
    Whole(Vec<u8>),
    /// What is around the content.
    Long(Detached),
}

impl Message {
    /// Reads a message.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let file = files::open(path)?;
        if !is_long(path, &file)? {
            return read(path).map(Self::Whole);
        }
        let detached = cades::detach(Progress::new(file), io::sink());
        let failed = |error| Failure::unable(&errors::CANNOT_JUDGE).at(path).because(error);
        detached.map(Self::Long).map_err(failed)
    }

    /// Returns the signature. It may be without its content.
    pub(crate) fn signature(&self) -> &[u8] {
        match self {
            Self::Whole(bytes) => bytes,
            Self::Long(detached) => detached.signature(),
        }
    }

    /// Returns how long the content is that was left in the file.
    pub(crate) fn left_out(&self) -> Option<u64> {
        match self {
            Self::Whole(_) => None,
            Self::Long(detached) => detached.content_length(),
        }
    }
}

/// Writes a detached signature around the content of the message in a file.
pub(crate) fn around_content_of(
    file: File,
    signature: &[u8],
    length: u64,
    out: &mut impl Write,
) -> Result<(), Error> {
    let mut attaching = Attaching::new(signature, length)?;
    out.write_all(attaching.head())?;
    let through = Through { attaching: &mut attaching, out: &mut *out };
    cades::detach(Progress::new(file), through)?;
    Ok(out.write_all(&attaching.finish()?)?)
}

/// Content on its way from one message to another.
struct Through<'a, W> {
    attaching: &'a mut Attaching,
    out: W,
}

impl<W: Write> Write for Through<'_, W> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.attaching.update(piece).map_err(io::Error::other)?;
        self.out.write_all(piece).map(|()| piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Whether a file is, or means to be, a CMS message.
pub(crate) fn is_message(path: &Path, head: &[u8]) -> bool {
    // id-signedData, 1.2.840.113549.1.7.2, stands within the first octets of a ContentInfo.
    const SIGNED_DATA: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 7, 2];
    let start = head.get(..head.len().min(32)).unwrap_or(head);
    let is_cms = start.windows(SIGNED_DATA.len()).any(|window| window == SIGNED_DATA);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let named = ["p7s", "p7m", "p7", "cms", "sig"].contains(&ending.to_ascii_lowercase().as_str());
    is_cms || is_pem(head) || named
}

/// Whether there is PEM of a message; the text of a document is not searched to its end.
fn is_pem(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    LABELS.iter().any(|label| {
        let begin = format!("-----BEGIN {label}-----");
        head.windows(begin.len()).any(|window| window == begin.as_bytes())
    })
}
