//! CMS messages as files hold them: DER or BER, or PEM around it.

use std::path::Path;

use antin::pem;

use crate::failure::Failure;
use crate::files;
use crate::lang::errors;

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
