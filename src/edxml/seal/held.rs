//! Which attachments are seals: known by name and bytes, and held while the message streams by.

use std::collections::BTreeMap;
use std::io;

use crate::asic::Kind;
use crate::edxml::seal::container;
use crate::edxml::statement::normal;
use crate::edxml::{Package, Place, Sink};
use crate::limits::Limits;

/// The name of the statement in a container (`docs/seal.md` §4).
pub(super) const STATEMENT: &str = "antin-statement.json";

/// EN 319 162-1 §A.1: the media type stands at this offset of a container, behind its name.
const MAGIC_AT: usize = 30;
/// Bytes that are enough to know one.
const HEAD: usize = 80;

/// Passes everything on, and holds what begins like an ASiC-E container.
///
/// What is beyond the bound on all of them is let go: it is an attachment like others then.
pub(super) struct Held<'s> {
    next: &'s mut dyn Sink,
    held: BTreeMap<Place, Octets>,
    left: usize,
}

enum Octets {
    Some(Vec<u8>),
    /// Not a container, or one that is too long.
    Other,
}

impl<'s> Held<'s> {
    /// Holds at most `most` bytes.
    pub(super) fn new(next: &'s mut dyn Sink, most: usize) -> Self {
        Self { next, held: BTreeMap::new(), left: most }
    }

    /// Returns the seals of the message that was read, by their places among its attachments.
    ///
    /// `docs/seal.md` §5: under the name of a seal, a container with a statement, as carried or as
    /// what the archive around it holds. Octets that came out of something that turned out to be no
    /// such archive are nobody's. Those beyond the greatest number of seals are attachments.
    pub(super) fn into_seals(self, package: &Package, limits: &Limits) -> Vec<(usize, Vec<u8>)> {
        let named = |place: &Place| {
            let attachment = package.attachments.get(place.attachment);
            attachment.is_some_and(|one| {
                place.layer < one.layers.len() && is_name(one.name().unwrap_or_default())
            })
        };
        let held = self.held.into_iter().filter(|(place, _)| named(place));
        let seals = held.filter_map(|(place, octets)| match octets {
            Octets::Some(octets) if is_container(&octets) => Some((place.attachment, octets)),
            Octets::Some(_) | Octets::Other => None,
        });
        let seals = seals.filter(|(_, octets)| container::is_seal(octets, limits));
        seals.take(limits.seal_count).collect()
    }

    fn hold(&mut self, place: Place, octets: &[u8]) {
        let held = self.held.entry(place).or_insert_with(|| Octets::Some(Vec::new()));
        let Octets::Some(so_far) = held else { return };
        let length = so_far.len().saturating_add(octets.len());
        let begins = length < HEAD || is_container(so_far) || is_container(octets);
        // A head that comes in pieces is looked at once it is whole.
        let in_pieces = !so_far.is_empty() && so_far.len() < HEAD;
        if octets.len() > self.left || !(begins || in_pieces) {
            self.left = self.left.saturating_add(so_far.len());
            *held = Octets::Other;
            return;
        }
        so_far.extend_from_slice(octets);
        self.left -= octets.len();
        if so_far.len() >= HEAD && !is_container(so_far) {
            self.left = self.left.saturating_add(so_far.len());
            *held = Octets::Other;
        }
    }
}

impl Sink for Held<'_> {
    fn write(&mut self, place: Place, octets: &[u8]) -> io::Result<()> {
        self.hold(place, octets);
        self.next.write(place, octets)
    }
}

/// The names of seals are this, a number, and `.zip`.
const NAME: &str = "antin-seal";

/// Returns the name of the seal with a number, from 1 (`docs/seal.md` §5).
pub(super) fn name(number: usize) -> String {
    match number {
        0 | 1 => format!("{NAME}.zip"),
        _ => format!("{NAME}-{number}.zip"),
    }
}

/// Tells whether an attachment of this name may be a seal.
pub(super) fn is_name(given: &str) -> bool {
    let given = normal(given);
    let middle = given.strip_prefix(NAME).and_then(|rest| rest.strip_suffix(".zip"));
    let number = middle.map(|middle| middle.strip_prefix('-').unwrap_or(middle).parse());
    match number {
        Some(Ok(number)) => given == name(number),
        _ => given == name(1),
    }
}

/// Tells whether bytes begin as ASiC-E containers do.
fn is_container(octets: &[u8]) -> bool {
    let media_type = Kind::Extended.media_type();
    let behind = octets.get(MAGIC_AT..).unwrap_or_default();
    let behind = behind.strip_prefix(b"mimetype").unwrap_or_default();
    octets.starts_with(b"PK\x03\x04") && behind.starts_with(media_type.as_bytes())
}
