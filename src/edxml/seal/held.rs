//! Which attachments are seals: known by their bytes, and held while the message streams by.

use std::collections::BTreeMap;
use std::io;

use crate::asic::Kind;
use crate::edxml::{Place, Sink};

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

    /// Returns the containers of a message, by attachment and layer.
    pub(super) fn into_containers(self) -> Vec<(Place, Vec<u8>)> {
        let held = self.held.into_iter().filter_map(|(place, octets)| match octets {
            Octets::Some(octets) if is_container(&octets) => Some((place, octets)),
            Octets::Some(_) | Octets::Other => None,
        });
        held.collect()
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

/// Tells whether bytes begin as ASiC-E containers do.
fn is_container(octets: &[u8]) -> bool {
    let media_type = Kind::Extended.media_type();
    let behind = octets.get(MAGIC_AT..).unwrap_or_default();
    let behind = behind.strip_prefix(b"mimetype").unwrap_or_default();
    octets.starts_with(b"PK\x03\x04") && behind.starts_with(media_type.as_bytes())
}
