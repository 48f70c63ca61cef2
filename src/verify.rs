//! The front door: recognises what a document is, and has it judged.
//!
//! A document is recognised by its first bytes, never by a name. So far that is CMS (RFC 5652), in
//! DER, BER or PEM (RFC 7468 §8, §9), with its content in it or beside it, and ASiC containers
//! (EN 319 162-1), read strictly. PDF and XML are recognised and refused by name. Left out: S/MIME
//! messages and bare Base64.

mod streaming;

use std::io::{Cursor, Read, Seek};

use crate::Time;
use crate::ades::{Evidence, Report};
use crate::asic::{self, Reading};
use crate::cades::{self, Content};
use crate::error::{ApiMisuse, Error, Limit, Malformed, Syntax, Unsupported};
use crate::limits::Limits;
use crate::pem;
use crate::policy::Policy;

pub use streaming::Verifying;

/// So many first bytes tell what a document is: 1024, where a PDF header has to be (Adobe PDF
/// Reference 1.7, implementation note 13).
const HEAD: usize = 1024;

/// Judges the signatures of a document at a time, by a policy, with what evidence there is.
///
/// Content is given if it lies beside the signature, and only then. Without it such a signature
/// cannot pass, but everything else about it is judged. The same arguments always give the same
/// report: nothing is fetched and no clock is read.
///
/// # Errors
///
/// An error says that there is no judgement: [`Error::Malformed`] if the document is broken,
/// [`Error::Unsupported`] if it is of a kind that is not judged, [`Error::LimitExceeded`],
/// [`Error::ApiMisuse`] if content is given that is not wanted, and [`Error::Other`] if the content
/// cannot be read. A signature that is not good is no error: the report says so.
///
/// # Examples
///
/// ```
/// use antin::policy::TrustStore;
/// use antin::{Evidence, Policy, Time};
///
/// # fn demo(roots: &[u8], signature: &[u8], file: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
/// let policy = Policy::new(TrustStore::from_pem(roots)?);
/// let now = Time::parse_rfc3339("2026-11-21T08:30:00+07:00")?;
/// let report = antin::verify(signature, Some(file.into()), &policy, &Evidence::new(), now)?;
/// println!("{}", report.to_text(antin::Language::Vi));
/// let verified = report.into_verified()?; // an error unless every signature passed
/// # Ok(())
/// # }
/// ```
pub fn verify(
    document: &[u8],
    content: Option<Content<'_>>,
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> Result<Report, Error> {
    match recognise(document)? {
        Form::Binary => cades::verify(document, content, policy, evidence, at),
        Form::Text => cades::verify(&unwrap(document)?, content, policy, evidence, at),
        Form::Container if content.is_some() => Err(Error::ApiMisuse(ApiMisuse::UnexpectedContent)),
        Form::Container => {
            asic::verify(Cursor::new(document), Reading::Strict, policy, evidence, at)
        }
    }
}

/// Judges a document that can be read at any place, such as a file, in constant memory.
///
/// As [`verify_reader`], and containers are read where they are.
///
/// # Errors
///
/// As [`verify`].
pub fn verify_file(
    mut document: impl Read + Seek,
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> Result<Report, Error> {
    let head = read_up_to(&mut document, HEAD)?;
    document.rewind()?;
    match recognise(&head)? {
        Form::Container => asic::verify(document, Reading::Strict, policy, evidence, at),
        Form::Binary | Form::Text => verify_reader(document, policy, evidence, at),
    }
}

/// Judges a document that streams by, with its content in it, in constant memory.
///
/// If every signature passed, [`Verified::copy_content`](crate::ades::Verified::copy_content) gives
/// the content from a second reading. A signature whose content lies beside it is small: give it to
/// [`verify`], with [`Content::Reader`] for the content. A container, which is read from its end, is
/// gathered up to [`Limits::message`]; give it to [`verify_file`].
///
/// # Errors
///
/// As [`verify`].
pub fn verify_reader(
    mut document: impl Read,
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> Result<Report, Error> {
    let head = read_up_to(&mut document, HEAD)?;
    let document = head.as_slice().chain(document);
    match recognise(&head)? {
        Form::Binary => cades::verify_reader(document, policy, evidence, at),
        Form::Text => {
            let text = read_text(document, policy.limits())?;
            cades::verify(&unwrap(&text)?, None, policy, evidence, at)
        }
        Form::Container => {
            let container = Cursor::new(read_text(document, policy.limits())?);
            asic::verify(container, Reading::Strict, policy, evidence, at)
        }
    }
}

/// The forms of what is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// CMS in DER or BER.
    Binary,
    /// CMS in PEM.
    Text,
    /// A ZIP file.
    Container,
}

fn recognise(document: &[u8]) -> Result<Form, Error> {
    const SEQUENCE: u8 = 0x30;
    let head = document.get(..HEAD).unwrap_or(document);
    let visible = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let kind = match head {
        // What is empty is a SignedData that was cut at its first byte.
        [] | [SEQUENCE, ..] => return Ok(Form::Binary),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Ok(Form::Container),
        _ if head.windows(5).any(|window| window == b"%PDF-") => Unsupported::Pdf,
        _ if visible.starts_with(b"<") => Unsupported::Xml,
        _ if pem::is_pem(document) => return Ok(Form::Text),
        _ => Unsupported::Format,
    };
    Err(Error::Unsupported(kind))
}

/// Takes the one CMS structure out of its PEM armour.
fn unwrap(document: &[u8]) -> Result<Vec<u8>, Error> {
    // RFC 7468 §9: CMS; §8: PKCS7, "PKCS #7 SIGNED DATA" and others from before it.
    const LABELS: &[&str] = &["CMS", "PKCS7", "PKCS #7 SIGNED DATA"];
    let mut found = None;
    for block in pem::blocks(document) {
        let block = block?;
        if !LABELS.contains(&block.label()) {
            return Err(Error::Unsupported(Unsupported::ContentType));
        }
        if found.replace(block).is_some() {
            // What is judged must be all that is there.
            return Err(malformed("several CMS structures in one file"));
        }
    }
    found.map(|block| block.der().to_vec()).ok_or_else(|| malformed("CMS structure"))
}

fn malformed(what: &'static str) -> Error {
    let clause = "RFC 7468 §8, §9";
    Error::Malformed(Malformed { syntax: Syntax::Pem, what, clause, offset: None, block: None })
}

fn read_text(document: impl Read, limits: &Limits) -> Result<Vec<u8>, Error> {
    let text = read_up_to(document, limits.message.saturating_add(1))?;
    if text.len() > limits.message {
        return Err(Error::LimitExceeded(Limit::Length));
    }
    Ok(text)
}

fn read_up_to(reader: impl Read, length: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    reader.take(u64::try_from(length).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
