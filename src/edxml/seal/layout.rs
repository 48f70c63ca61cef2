//! The layout of a message: its bytes without attachments and seals (`docs/seal.md` §2.3).

use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};

use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::edxml::statement::Sha256;
use crate::edxml::{AttachmentHeader, Nowhere, Outgoing, Package, Reading, Splice};
use crate::error::{Error, Limit};
use crate::limits::Limits;
use crate::xml::Span;

/// Digests the layout of a message that carries the seals `seals`, by their places.
pub(super) fn digest(
    source: impl Read + Seek,
    package: &Package,
    seals: &[usize],
) -> Result<Sha256, Error> {
    let mut hasher = Digesting(Hasher::new(DigestAlgorithm::Sha256));
    copy(source, package, spans(package, seals), &mut hasher)?;
    Ok(octets(&hasher.0.finish()))
}

/// Digests the layout that a message will have with one more seal.
///
/// The seal may need a list of attachments or a manifest that is not there; so the message is made
/// once without any attachment's text, and with an empty seal.
pub(super) fn digest_with_seal(
    source: impl Read + Seek,
    package: &Package,
    seals: &[usize],
    header: AttachmentHeader,
    limits: &Limits,
) -> Result<Sha256, Error> {
    let mut skeleton = Bounded { octets: Vec::new(), left: limits.xml_held.saturating_mul(2) };
    let encoded = package.attachments.iter().map(|one| one.encoded).collect();
    copy(source, package, encoded, &mut skeleton).map_err(|error| match skeleton.left {
        0 => Error::LimitExceeded(Limit::Length),
        _ => error,
    })?;
    let reading = Reading::tolerant().with_limits(*limits);
    let bare = reading.read(&skeleton.octets[..], &mut Nowhere)?;
    let mut sealed = Vec::new();
    let seal = Outgoing::new(header, io::empty());
    Splice::new(&bare).with(seal).write(&skeleton.octets[..], &mut sealed)?;
    let package = reading.read(&sealed[..], &mut Nowhere)?;
    let last = package.attachments.len().saturating_sub(1);
    let seals: Vec<usize> = seals.iter().copied().chain([last]).collect();
    digest(io::Cursor::new(sealed), &package, &seals)
}

pub(super) fn octets(digest: &Digest) -> Sha256 {
    // A SHA-256 value has these 32 octets.
    digest.as_bytes().try_into().unwrap_or_default()
}

/// What is left out: the text of attachments, and all of seals.
fn spans(package: &Package, seals: &[usize]) -> Vec<Span> {
    let references = package.manifest().map_or(&[][..], |manifest| &manifest.reference);
    let mut spans = Vec::new();
    for (place, attachment) in package.attachments.iter().enumerate() {
        if seals.contains(&place) {
            let reference = attachment.reference.and_then(|at| references.get(at));
            spans.extend(reference.map(|reference| reference.rest.span));
            spans.push(attachment.header.rest.span);
        } else {
            spans.push(attachment.encoded);
        }
    }
    spans
}

/// Copies a message without some spans, which are not read.
fn copy(
    source: impl Read + Seek,
    package: &Package,
    mut spans: Vec<Span>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    spans.retain(|span| span.end > span.start);
    spans.sort_by_key(|span| span.start);
    let mut source = BufReader::new(source);
    source.seek(SeekFrom::Start(0))?;
    let mut at = 0;
    let end = Span { start: package.layout.length, end: package.layout.length };
    for span in spans.into_iter().chain([end]) {
        let between = span.start.saturating_sub(at);
        io::copy(&mut source.by_ref().take(between), out)?;
        at = at.max(span.end);
        source.seek(SeekFrom::Start(at))?;
    }
    Ok(())
}

/// A digest that bytes are written to.
struct Digesting(Hasher);

impl Write for Digesting {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.0.update(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Memory for so many bytes and no more.
struct Bounded {
    octets: Vec<u8>,
    left: usize,
}

impl Write for Bounded {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        let Some(left) = self.left.checked_sub(octets.len()) else {
            self.left = 0;
            return Err(io::ErrorKind::OutOfMemory.into());
        };
        self.left = left;
        self.octets.extend_from_slice(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
