//! What an attachment carries: its octets, what is wrapped in them, and what became of them.
//!
//! By content, never by the declared type: the first octets say what a file is. An archive of one
//! entry around it, as the axis makes them, is a layer; each layer has its own length and digest.

use crate::crypto::{Digest, DigestAlgorithm, Hasher};
pub use crate::edxml::conversion::TextConversion;
use crate::edxml::conversion::Watch;
use crate::edxml::sink::{Place, Sink};
use crate::edxml::unzip::Unzip;
use crate::error::{Error, Limit};
use crate::limits::Limits;

/// What a file is, by its first octets.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentKind {
    /// Nothing at all.
    Empty,
    /// A PDF document (ISO 32000).
    Pdf,
    /// A ZIP file, office documents and ASiC containers among them.
    Zip,
    /// A compound file of older office documents.
    Compound,
    /// A picture: PNG, JPEG, TIFF or GIF.
    Image,
    /// Rich text.
    Rtf,
    /// An XML document.
    Xml,
    /// Text in UTF-8.
    Text,
    /// Anything else.
    Other,
}

impl ContentKind {
    /// Returns a stable name for programs: `pdf`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Pdf => "pdf",
            Self::Zip => "zip",
            Self::Compound => "compound",
            Self::Image => "image",
            Self::Rtf => "rtf",
            Self::Xml => "xml",
            Self::Text => "text",
            Self::Other => "other",
        }
    }

    /// Says whether files of this kind are something else than text, so that a conversion of text
    /// destroys them.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Pdf | Self::Zip | Self::Compound | Self::Image)
    }

    fn of(head: &[u8]) -> Option<Self> {
        const MAGIC: &[(&[u8], ContentKind)] = &[
            (b"%PDF-", ContentKind::Pdf),
            (b"PK\x03\x04", ContentKind::Zip),
            (b"PK\x05\x06", ContentKind::Zip),
            (b"\xd0\xcf\x11\xe0", ContentKind::Compound),
            (b"\x89PNG", ContentKind::Image),
            (b"\xff\xd8\xff", ContentKind::Image),
            (b"GIF8", ContentKind::Image),
            (b"II*\0", ContentKind::Image),
            (b"MM\0*", ContentKind::Image),
            (b"{\\rtf", ContentKind::Rtf),
            (b"<?xml", ContentKind::Xml),
            // What U+FFFD left of the first octets of others.
            (b"\xef\xbf\xbdPNG", ContentKind::Image),
            (b"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", ContentKind::Other),
        ];
        let found = MAGIC.iter().find(|(magic, _)| head.starts_with(magic));
        found.map(|(_, kind)| *kind).or_else(|| head.is_empty().then_some(Self::Empty))
    }
}

/// One layer of an attachment: the octets as carried, or what an archive around them held.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// How many octets it has.
    pub length: u64,
    /// Their SHA-256.
    pub sha256: Digest,
    /// What they are, by their first octets.
    pub kind: ContentKind,
    /// What a conversion of text did to them, if one did.
    pub conversion: Option<TextConversion>,
}

/// Octets of the beginning that are looked at.
const HEAD: usize = 12;

/// A layer that is being read.
#[derive(Debug)]
struct Open {
    hasher: Hasher,
    length: u64,
    head: Vec<u8>,
    watch: Watch,
    unzip: Option<Unzip>,
}

/// The layers of one attachment, while they are read.
#[derive(Debug)]
pub(super) struct Layers<'l> {
    attachment: usize,
    open: Vec<Open>,
    limits: &'l Limits,
}

impl<'l> Layers<'l> {
    pub(super) fn new(attachment: usize, limits: &'l Limits) -> Self {
        Self { attachment, open: vec![Open::new()], limits }
    }

    /// Takes octets as carried.
    pub(super) fn push(&mut self, octets: &[u8], sink: &mut dyn Sink) -> Result<(), Error> {
        push_into(self.attachment, 0, &mut self.open, octets, sink, self.limits)
    }

    /// Returns the layers from the outside; what was no archive of one entry has none within.
    pub(super) fn finish(self) -> Vec<Layer> {
        let mut layers = Vec::new();
        for open in self.open {
            let (layer, wraps) = open.finish();
            layers.push(layer);
            if !wraps {
                break;
            }
        }
        layers
    }
}

fn push_into(
    attachment: usize,
    layer: usize,
    open: &mut Vec<Open>,
    octets: &[u8],
    sink: &mut dyn Sink,
    limits: &Limits,
) -> Result<(), Error> {
    if octets.is_empty() {
        return Ok(());
    }
    if open.len() == layer {
        open.push(Open::new());
    }
    let Some(this) = open.get_mut(layer) else {
        return Err(Error::Unreachable("a layer without the one around it"));
    };
    this.take(octets, layer, limits)?;
    let length = this.length;
    check_ratio(open.first().map_or(0, |outermost| outermost.length), length, limits)?;
    sink.write(Place { attachment, layer }, octets)?;
    let Some(this) = open.get_mut(layer) else { return Ok(()) };
    let Some(mut unzip) = this.unzip.take() else { return Ok(()) };
    let mut emit = |inner: &[u8]| push_into(attachment, layer + 1, open, inner, sink, limits);
    let pushed = unzip.push(octets, &mut emit);
    if let Some(this) = open.get_mut(layer) {
        this.unzip = Some(unzip);
    }
    pushed
}

/// What all archives together unpack to is bounded by what is carried: each by itself is bounded while
/// it is unpacked, and three of them within each other are not by that.
fn check_ratio(carried: u64, length: u64, limits: &Limits) -> Result<(), Error> {
    let most = carried.saturating_mul(limits.zip_ratio).max(limits.zip_unpacked);
    if length > most { Err(Error::LimitExceeded(Limit::ZipRatio)) } else { Ok(()) }
}

impl Open {
    fn new() -> Self {
        Self {
            hasher: Hasher::new(DigestAlgorithm::Sha256),
            length: 0,
            head: Vec::new(),
            watch: Watch::default(),
            unzip: None,
        }
    }

    fn take(&mut self, octets: &[u8], layer: usize, limits: &Limits) -> Result<(), Error> {
        if self.length == 0 && layer < limits.archive_depth {
            self.unzip = Some(Unzip::new(limits));
        }
        self.length = self.length.saturating_add(u64::try_from(octets.len()).unwrap_or(u64::MAX));
        if self.length > limits.attachment {
            return Err(Error::LimitExceeded(Limit::Length));
        }
        let missing = HEAD.saturating_sub(self.head.len()).min(octets.len());
        self.head.extend_from_slice(octets.get(..missing).unwrap_or_default());
        self.hasher.update(octets);
        self.watch.push(octets);
        Ok(())
    }

    /// Returns the layer, and whether it wraps another.
    fn finish(self) -> (Layer, bool) {
        let utf8 = self.watch.finish();
        let kind = ContentKind::of(&self.head).unwrap_or(match utf8 {
            Some(_) => ContentKind::Text,
            None => ContentKind::Other,
        });
        let layer = Layer {
            length: self.length,
            sha256: self.hasher.finish(),
            kind,
            conversion: utf8.and_then(|seen| seen.judge(kind)),
        };
        (layer, self.unzip.is_some_and(Unzip::finish))
    }
}
