//! A message as it was read: what it says, what it carries, and how clean it was.

use crate::edxml::content::{ContentKind, Layer};
use crate::edxml::header::{
    AttachmentHeader, Business, Envelope, Manifest, Message, MessageHeader, StatusHeader,
    TraceHeaderList,
};
use crate::edxml::layout::Layout;
use crate::edxml::liberty::Liberty;
use crate::edxml::namespace::Dialect;
use crate::edxml::record::Rest;
use crate::xml::Span;

/// A message of the axis: a document with its attachments, or a status.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// What it says.
    pub envelope: Envelope,
    /// What it carries, in the order of the message.
    pub attachments: Vec<Attachment>,
    /// What stands in the root beside envelope and attachments.
    pub rest: Rest,
    /// Which form it has.
    pub dialect: Dialect,
    /// What was passed over while it was read; empty for a clean message.
    pub liberties: Vec<Liberty>,
    /// Where its parts stand.
    pub layout: Layout,
}

impl Package {
    /// Returns what it says: a document or a status.
    pub fn message(&self) -> Option<&Message> {
        self.envelope.header.as_ref()?.message.as_ref()
    }

    /// Returns the header of a document; `None` for a status.
    pub fn document(&self) -> Option<&MessageHeader> {
        match self.message()? {
            Message::Document(header) => Some(header),
            Message::Status(_) => None,
        }
    }

    /// Returns the header of a status; `None` for a document.
    pub fn status(&self) -> Option<&StatusHeader> {
        match self.message()? {
            Message::Status(header) => Some(header),
            Message::Document(_) => None,
        }
    }

    /// Returns where it has been, and what it does.
    pub fn trace(&self) -> Option<&TraceHeaderList> {
        self.envelope.header.as_ref()?.trace.as_ref()
    }

    /// Returns what it does to a document.
    pub fn business(&self) -> Option<&Business> {
        self.trace()?.business.as_ref()
    }

    /// Returns the list of attachments.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.envelope.body.as_ref()?.manifest.as_ref()
    }
}

/// An attachment.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// What it says of itself.
    pub header: AttachmentHeader,
    /// Its octets: as carried, and what each archive of one entry around them held; never empty.
    pub layers: Vec<Layer>,
    /// Which layer is the file that was sent, by the rule of the axis' SDK; see
    /// [`content`](Self::content).
    pub content: usize,
    /// The entry of the manifest that is about it.
    pub reference: Option<usize>,
    /// Where its base64 stands; empty where it has none.
    pub encoded: Span,
}

/// Names whose files are archives themselves.
const ARCHIVES: &[&str] = &[
    ".jar", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".asice", ".asics", ".sce", ".scs",
    ".epub", ".apk", ".war",
];

impl Attachment {
    /// Returns the octets as carried.
    pub fn carried(&self) -> Option<&Layer> {
        self.layers.first()
    }

    /// Returns the file that was sent.
    ///
    /// The SDK puts most files into an archive of one entry, and the hub does so again; whoever
    /// reads unwraps them, unless the name ends in `.zip`. Under such a name the octets as carried
    /// are the file, though they may be wrapped once more: a judge that knows the digest looks at
    /// all [`layers`](Self::layers).
    pub fn content(&self) -> Option<&Layer> {
        self.layers.get(self.content)
    }

    /// Returns its name; never a path.
    pub fn name(&self) -> Option<&str> {
        self.header.attachment_name.as_deref()
    }

    /// Returns its identifier.
    pub fn content_id(&self) -> Option<&str> {
        self.header.content_id.as_deref()
    }

    /// Says whether a conversion of text destroyed it.
    pub fn is_destroyed(&self) -> bool {
        let conversions = self.layers.iter().filter_map(|layer| layer.conversion);
        conversions.into_iter().any(|conversion| conversion.destroyed)
    }

    /// Chooses the layer that is the file, by the name and by what the layers are.
    pub(super) fn choose(name: Option<&str>, layers: &[Layer]) -> usize {
        let name = name.unwrap_or_default().trim().to_ascii_lowercase();
        let last = layers.len().saturating_sub(1);
        let is_zip =
            |at: &usize| layers.get(*at).is_some_and(|layer| layer.kind == ContentKind::Zip);
        if name.ends_with(".zip") {
            0
        } else if ARCHIVES.iter().any(|ending| name.ends_with(ending)) {
            (0..layers.len()).rev().find(is_zip).unwrap_or(last)
        } else {
            last
        }
    }
}
