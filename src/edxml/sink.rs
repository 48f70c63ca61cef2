//! Where the octets of attachments go while a message is read: nowhere, into memory, elsewhere.

use std::io;

/// Which octets they are.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The attachment, by its place among all of the message, from 0.
    pub attachment: usize,
    /// The layer: 0 as carried, 1 out of the archive around it, and so on.
    ///
    /// What comes out of an archive is given before it is known that the archive has one entry and
    /// is sound: only layers that [`Attachment::layers`](crate::edxml::Attachment) has in the end
    /// count.
    pub layer: usize,
}

/// Takes the octets of attachments.
pub trait Sink {
    /// Takes the next octets of one layer of one attachment.
    ///
    /// Attachments come one after the other; the layers of one take turns.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with the target. It ends the reading.
    fn write(&mut self, place: Place, octets: &[u8]) -> io::Result<()>;
}

/// Lets the octets go; lengths and digests are known without them.
#[expect(clippy::exhaustive_structs, reason = "it is a value that callers write")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Nowhere;

impl Sink for Nowhere {
    fn write(&mut self, _place: Place, _octets: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// Holds all octets of all layers.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    layers: Vec<Vec<Vec<u8>>>,
}

impl Memory {
    /// Holds nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the octets of one layer of one attachment.
    pub fn layer(&self, attachment: usize, layer: usize) -> &[u8] {
        let found = self.layers.get(attachment).and_then(|layers| layers.get(layer));
        found.map_or(&[], Vec::as_slice)
    }
}

impl Sink for Memory {
    fn write(&mut self, place: Place, octets: &[u8]) -> io::Result<()> {
        let missing = (place.attachment + 1).saturating_sub(self.layers.len());
        self.layers.extend(std::iter::repeat_with(Vec::new).take(missing));
        if let Some(layers) = self.layers.get_mut(place.attachment) {
            let missing = (place.layer + 1).saturating_sub(layers.len());
            layers.extend(std::iter::repeat_with(Vec::new).take(missing));
            if let Some(layer) = layers.get_mut(place.layer) {
                layer.extend_from_slice(octets);
            }
        }
        Ok(())
    }
}

impl<S: Sink + ?Sized> Sink for &mut S {
    fn write(&mut self, place: Place, octets: &[u8]) -> io::Result<()> {
        (**self).write(place, octets)
    }
}
