//! The file of evidence, version 1: DER, described in `docs/evidence.md`.
//!
//! Written from the same evidence it is the same bytes. Read strictly: DER, no version but 1, no unknown
//! kind, times in UTC, and a digest over the items, so that a file that was cut or half written is told
//! from one that is whole. The digest is no seal: who can write the file can write it anew. The time of
//! reception is left out on purpose, as a file may come from anybody.

use crate::Time;
use crate::ades::Evidence;
use crate::ades::evidence::Origin;
use crate::crypto::{DigestAlgorithm, Hasher};
use crate::der::{Reader, Tag, Writer};
use crate::error::{Error, Limit, Unsupported};
use crate::limits::Limits;
use crate::revocation::ocsp::Response;
use crate::tsp::Token;
use crate::x509::{Certificate, Crl};

/// What every file begins with, after the head of its SEQUENCE.
const NAME: &str = "antin-evidence";
const WHAT: &str = "EvidenceFile";

/// Letters of a source or a tag that are kept: more is none that a server has reason to send.
const LONGEST_NOTE: usize = 2048;

/// The kinds, as the file numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Certificate,
    Crl,
    OcspResponse,
    Token,
}

impl Evidence {
    /// Returns the evidence as a file: self-contained, and the same bytes for the same evidence.
    ///
    /// The time of reception is not in it. The format is in `docs/evidence.md`.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut items = Writer::new();
        for (one, origin) in self.certificates_with_origins() {
            write(&mut items, Kind::Certificate, one.as_der(), origin);
        }
        for (one, origin) in self.crls_with_origins() {
            write(&mut items, Kind::Crl, one.as_der(), origin);
        }
        for (one, origin) in self.ocsp_responses_with_origins() {
            write(&mut items, Kind::OcspResponse, one.as_der(), origin);
        }
        for (one, origin) in self.tokens_with_origins() {
            write(&mut items, Kind::Token, one.as_bytes(), origin);
        }
        let items = items.finish();
        let digest = Hasher::digest(DigestAlgorithm::Sha256, &items);
        let mut out = Writer::with_capacity(items.len() + 96);
        out.sequence(|out| {
            out.value(Tag::UTF8_STRING, NAME.as_bytes());
            out.unsigned(1);
            out.value(Tag::SEQUENCE, &items);
            out.value(Tag::OCTET_STRING, digest.as_bytes());
        });
        out.finish()
    }

    /// Reads evidence from a file.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if it is no such file, was cut or changed, or something in it cannot be
    /// read; [`Error::Unsupported`] if it is of another version; [`Error::LimitExceeded`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::from_bytes_with(bytes, &Limits::DEFAULT)
    }

    /// Reads evidence as [`from_bytes`](Self::from_bytes) does, with limits of one's own.
    ///
    /// # Errors
    ///
    /// As [`from_bytes`](Self::from_bytes).
    pub fn from_bytes_with(bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        if bytes.len() > limits.evidence_bytes {
            return Err(Error::LimitExceeded(Limit::Length));
        }
        let mut outer = Reader::new(bytes);
        let mut file = outer.sequence(WHAT)?;
        outer.finish(WHAT)?;
        let place = file;
        if file.expect(Tag::UTF8_STRING, WHAT)?.value != NAME.as_bytes() {
            return Err(place.error(WHAT, "docs/evidence.md: name"));
        }
        if file.small_integer("EvidenceFile.version")? != 1 {
            return Err(Error::Unsupported(Unsupported::Version));
        }
        let items = file.expect(Tag::SEQUENCE, "EvidenceFile.items")?;
        let place = file;
        let digest = file.octet_string("EvidenceFile.digest")?;
        file.finish(WHAT)?;
        if Hasher::digest(DigestAlgorithm::Sha256, items.value).as_bytes() != digest {
            return Err(place.error("EvidenceFile.digest", "docs/evidence.md: another digest"));
        }
        read_items(items.reader(), limits)
    }

    /// Says whether bytes begin as a file of evidence does.
    pub fn is_file(bytes: &[u8]) -> bool {
        let head = bytes.get(..bytes.len().min(32)).unwrap_or(bytes);
        bytes.first() == Some(&Tag::SEQUENCE.0)
            && head.windows(NAME.len()).any(|window| window == NAME.as_bytes())
    }
}

fn write(out: &mut Writer, kind: Kind, value: &[u8], origin: Option<&Origin>) {
    out.sequence(|out| {
        let number = match kind {
            Kind::Certificate => 0,
            Kind::Crl => 1,
            Kind::OcspResponse => 2,
            Kind::Token => 3,
        };
        out.unsigned(number);
        if let Some(origin) = origin {
            out.sequence(|out| write_origin(out, origin));
        }
        out.value(Tag::OCTET_STRING, value);
    });
}

fn write_origin(out: &mut Writer, origin: &Origin) {
    out.generalized_time(origin.obtained());
    out.value(Tag::UTF8_STRING, shortened(origin.source()).as_bytes());
    let notes = [(0, origin.etag()), (1, origin.last_modified())];
    for (number, note) in notes {
        if let Some(note) = note {
            out.value(Tag::context(number), shortened(note).as_bytes());
        }
    }
}

/// As much as is kept, cut between letters.
fn shortened(text: &str) -> &str {
    let mut end = text.len().min(LONGEST_NOTE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

fn read_items(mut items: Reader<'_>, limits: &Limits) -> Result<Evidence, Error> {
    let mut evidence = Evidence::new();
    let mut count = 0_usize;
    while !items.is_empty() {
        count += 1;
        if count > limits.evidence_items {
            return Err(Error::LimitExceeded(Limit::Items));
        }
        read_item(&mut items, &mut evidence, limits)?;
    }
    Ok(evidence)
}

fn read_item(
    items: &mut Reader<'_>,
    evidence: &mut Evidence,
    limits: &Limits,
) -> Result<(), Error> {
    let mut item = items.sequence("EvidenceFile.item")?;
    let place = item;
    let kind = match item.small_integer("EvidenceFile.item.kind")? {
        0 => Kind::Certificate,
        1 => Kind::Crl,
        2 => Kind::OcspResponse,
        3 => Kind::Token,
        _ => return Err(place.error("EvidenceFile.item.kind", "docs/evidence.md: unknown")),
    };
    let origin = match item.optional(Tag::SEQUENCE, "EvidenceFile.origin")? {
        Some(origin) => Some(read_origin(origin.reader())?),
        None => None,
    };
    let value = item.octet_string("EvidenceFile.item.value")?;
    item.finish("EvidenceFile.item")?;
    let origin = origin.as_ref();
    match kind {
        Kind::Certificate => evidence.certificates.extend([Certificate::from_der(value)?], origin),
        Kind::Crl => evidence.crls.extend([Crl::from_der(value)?], origin),
        Kind::OcspResponse => evidence.ocsp_responses.extend([Response::from_der(value)?], origin),
        Kind::Token => evidence.tokens.extend([Token::from_bytes_with(value, limits)?], origin),
    }
    Ok(())
}

fn read_origin(mut fields: Reader<'_>) -> Result<Origin, Error> {
    const WHAT: &str = "EvidenceFile.origin";
    let obtained: Time = fields.time(WHAT)?;
    let source = note(&mut fields, Tag::UTF8_STRING)?.unwrap_or_default();
    let etag = note(&mut fields, Tag::context(0))?;
    let last_modified = note(&mut fields, Tag::context(1))?;
    fields.finish(WHAT)?;
    Ok(Origin::new(obtained, source).with_etag(etag).with_last_modified(last_modified))
}

fn note(fields: &mut Reader<'_>, tag: Tag) -> Result<Option<String>, Error> {
    const WHAT: &str = "EvidenceFile.origin";
    let place = *fields;
    let Some(tlv) = fields.optional(tag, WHAT)? else { return Ok(None) };
    let text = std::str::from_utf8(tlv.value).ok().filter(|text| text.len() <= LONGEST_NOTE);
    let text = text.ok_or_else(|| place.error(WHAT, "docs/evidence.md: no text, or too long"))?;
    Ok(Some(text.to_owned()))
}
