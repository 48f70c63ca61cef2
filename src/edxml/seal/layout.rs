//! The layout of a message: its bytes without attachments and seals (`docs/seal.md` §2.3).

use std::io::{self, Read, Seek, Write};

use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::edxml::statement::Sha256;
use crate::edxml::{AttachmentHeader, Outgoing, Package, Splice};
use crate::error::Error;
use crate::xml::Span;

/// Digests the layout of a message that carries the seals `seals`, by their places.
pub(super) fn digest(
    source: impl Read + Seek,
    package: &Package,
    seals: &[usize],
) -> Result<Sha256, Error> {
    digest_of(Splice::new(package), source, spans(package, seals))
}

/// Digests the layout that a message will have with one more seal.
///
/// The seal may need a list of attachments or a manifest that is not there; these are of the layout.
pub(super) fn digest_with_seal(
    source: impl Read + Seek,
    package: &Package,
    seals: &[usize],
) -> Result<Sha256, Error> {
    let seal = Outgoing::new(AttachmentHeader::default(), io::empty());
    digest_of(Splice::new(package).with(seal), source, spans(package, seals))
}

fn digest_of(
    splice: Splice<'_, '_>,
    source: impl Read + Seek,
    without: Vec<Span>,
) -> Result<Sha256, Error> {
    let mut hasher = Digesting(Hasher::new(DigestAlgorithm::Sha256));
    splice.write_around(source, without, &mut hasher)?;
    Ok(octets(&hasher.0.finish()))
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
