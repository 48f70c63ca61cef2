//! The files of a message, decoded, changed and encoded again as they stream by.

use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::edxml::base64::Decoder;
use crate::edxml::content::Layers;
use crate::edxml::encode::Encoder;
use crate::edxml::entry_name::EntryNames;
use crate::edxml::hop::lossy::Lossy;
use crate::edxml::hop::{Hop, Rewriting};
use crate::edxml::package::{Attachment, Package};
use crate::edxml::sink::{Place, Sink};
use crate::edxml::wrap::Wrapper;
use crate::edxml::write::ending;
use crate::error::Error;
use crate::xml::Span;

/// The files of a message.
pub(super) struct Files<'h, S> {
    package: &'h Package,
    hop: &'h Hop,
    source: &'h mut S,
    names: EntryNames<'static>,
}

/// Passes one layer on.
struct Only<'o> {
    layer: usize,
    out: &'o mut dyn Write,
}

impl Sink for Only<'_> {
    fn write(&mut self, place: Place, octets: &[u8]) -> io::Result<()> {
        if place.layer == self.layer { self.out.write_all(octets) } else { Ok(()) }
    }
}

impl<'h, S: Read + Seek> Files<'h, S> {
    pub(super) fn new(package: &'h Package, hop: &'h Hop, source: &'h mut S) -> Self {
        let names = EntryNames::Seeded(hop.seed, 0);
        Self { package, hop, source, names }
    }

    /// Writes what becomes of the base64 at `span`.
    pub(super) fn write(&mut self, span: Span, out: &mut dyn Write) -> Result<(), Error> {
        let mut attachments = self.package.attachments.iter();
        let attachment = attachments.find(|attachment| attachment.encoded == span);
        let Some(attachment) = attachment.filter(|_| self.encodes_anew()) else {
            self.source.seek(SeekFrom::Start(span.start))?;
            io::copy(&mut (&mut *self.source).take(span.len()), out)?;
            return Ok(());
        };
        let name = attachment.name().unwrap_or_default();
        let archive = ending(name) == "zip";
        let wrap = if archive {
            self.hop.does(Rewriting::Archives)
        } else {
            self.hop.does(Rewriting::Attachments)
        };
        let mut encoder = Encoder::new(out);
        if wrap {
            let entry = self.names.next(&ending(name))?;
            let mut wrapper = Wrapper::new(&entry, &mut encoder)?;
            self.convert(attachment, attachment.content, &mut wrapper)?;
            wrapper.finish()?;
        } else {
            self.convert(attachment, 0, &mut encoder)?;
        }
        encoder.finish()?;
        Ok(())
    }

    fn encodes_anew(&self) -> bool {
        let anew = [Rewriting::Attachments, Rewriting::Archives, Rewriting::TextConversion];
        anew.into_iter().any(|rewriting| self.hop.does(rewriting))
    }

    /// Decodes a layer, through a conversion of text if that is asked for.
    fn convert(
        &mut self,
        attachment: &Attachment,
        layer: usize,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        if !self.hop.does(Rewriting::TextConversion) {
            return self.decode(attachment, layer, out);
        }
        let mut lossy = Lossy::new(out);
        self.decode(attachment, layer, &mut lossy)?;
        lossy.finish()?;
        Ok(())
    }

    fn decode(
        &mut self,
        attachment: &Attachment,
        layer: usize,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let mut layers = Layers::new(0, &self.hop.limits);
        let mut only = Only { layer, out };
        let mut emit = |octets: &[u8]| layers.push(octets, &mut only);
        let mut decoder = Decoder::new();
        self.source.seek(SeekFrom::Start(attachment.encoded.start))?;
        let mut left = (&mut *self.source).take(attachment.encoded.len());
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let read = left.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            decoder.push(buffer.get(..read).unwrap_or_default(), &mut emit)?;
        }
        decoder.finish(&mut emit)?;
        Ok(())
    }
}
