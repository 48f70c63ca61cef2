//! Where a message begins, and what it is that begins there.

use std::io::BufRead;

use crate::edxml::liberty::{Liberties, LibertyKind};
use crate::error::{Error, Malformed, Syntax, Unsupported};
use crate::xml::StartTag;

/// Bytes before the first tag that are looked at.
const MAX_STRAY: usize = 1_024;
/// UTF-8's byte order mark, which XML 1.0 (§4.3.3) lets stand before everything.
const BOM: &[u8] = b"\xef\xbb\xbf";
/// The namespaces of SOAP 1.1 and 1.2.
const SOAP: &[&str] =
    &["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"];

/// Goes to the first tag; returns its offset.
pub(super) fn find(source: &mut impl BufRead, liberties: &mut Liberties) -> Result<u64, Error> {
    let mut before = Vec::new();
    loop {
        let available = match source.fill_buf() {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        let found = memchr::memchr(b'<', available);
        let length = found.unwrap_or(available.len());
        let ended = available.is_empty();
        before.extend_from_slice(available.get(..length.min(MAX_STRAY)).unwrap_or_default());
        let too_long = before.len() >= MAX_STRAY || length > MAX_STRAY;
        if ended || too_long {
            return Err(neither(&before));
        }
        source.consume(length);
        if found.is_some() {
            break;
        }
    }
    if is_mime(&before) {
        return Err(Error::Unsupported(Unsupported::Dialect));
    }
    let clean = before.is_empty() || before == BOM;
    if !clean {
        liberties.note(LibertyKind::StrayBytes, 0);
    }
    Ok(u64::try_from(before.len()).unwrap_or(u64::MAX))
}

fn neither(before: &[u8]) -> Error {
    if is_mime(before) {
        return Error::Unsupported(Unsupported::Dialect);
    }
    Error::Malformed(Malformed {
        syntax: Syntax::Xml,
        what: "document without a tag",
        clause: "XML 1.0 §2.1",
        offset: Some(0),
        block: None,
    })
}

/// Says whether it begins like a message in MIME, as one vendor sent before 2016.
fn is_mime(before: &[u8]) -> bool {
    let head = before.trim_ascii_start();
    [&b"--"[..], b"mime-version:", b"content-type:", b"message-id:"]
        .iter()
        .any(|start| head.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
}

/// Checks that the root is that of a package.
pub(super) fn check_root(tag: &StartTag) -> Result<(), Error> {
    if tag.namespace.uri().is_some_and(|uri| SOAP.contains(&uri)) {
        return Err(Error::Unsupported(Unsupported::Dialect));
    }
    if &*tag.name == "edXML" {
        return Ok(());
    }
    Err(Error::Malformed(Malformed {
        syntax: Syntax::Edxml,
        what: "root other than edXML",
        clause: "QCVN 102:2016/BTTTT",
        offset: Some(tag.span.start),
        block: None,
    }))
}
