//! Attachments put into a message, and taken out, with every other byte as it was.
//!
//! A seal must not change what it is put beside: signatures of others, layouts, prefixes, comments.
//! The message is copied as a stream; what is new is written where [`Layout`](crate::edxml::Layout)
//! says, with the prefixes that stand there.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};

use crate::edxml::encode::Encoder;
use crate::edxml::header::AttachmentHeader;
use crate::edxml::layout::Slot;
use crate::edxml::namespace::QCVN_102;
use crate::edxml::package::Package;
use crate::edxml::write::Outgoing;
use crate::error::{ApiMisuse, Error};
use crate::xml::{Span, element_text};

/// What is to be changed in a message.
///
/// # Examples
///
/// ```
/// use antin::edxml::{AttachmentHeader, Memory, Nowhere, Outgoing, Reading, Splice};
///
/// let message = br#"<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXMLEnvelope>
///   <edXMLHeader><MessageHeader/></edXMLHeader></edXMLEnvelope></edXML>"#;
/// let package = Reading::strict().read(&message[..], &mut Nowhere)?;
///
/// let mut header = AttachmentHeader::default();
/// header.content_id = Some("cid:1".to_owned());
/// header.attachment_name = Some("a.txt".to_owned());
/// let mut changed = Vec::new();
/// let file = Outgoing::new(header, &b"hello"[..]);
/// Splice::new(&package).with(file).write(&message[..], &mut changed)?;
///
/// let mut files = Memory::new();
/// let package = Reading::strict().read(&changed[..], &mut files)?;
/// assert_eq!(files.layer(0, 0), b"hello");
///
/// let mut restored = Vec::new();
/// Splice::new(&package).without(0).write(&changed[..], &mut restored)?;
/// # Ok::<(), antin::Error>(())
/// ```
pub struct Splice<'p, 'r> {
    package: &'p Package,
    removed: Vec<usize>,
    added: Vec<Outgoing<'r>>,
}

/// One change: what is passed over from an offset on, and what is written instead.
struct Edit<'r> {
    span: Span,
    pieces: Vec<Piece<'r>>,
}

enum Piece<'r> {
    Text(String),
    File(Box<dyn Read + 'r>),
}

impl<'p, 'r> Splice<'p, 'r> {
    /// Changes nothing yet in the message that was read as `package`.
    pub fn new(package: &'p Package) -> Self {
        Self { package, removed: Vec::new(), added: Vec::new() }
    }

    /// Takes an attachment out, and its entry in the manifest.
    #[must_use]
    pub fn without(mut self, attachment: usize) -> Self {
        if !self.removed.contains(&attachment) {
            self.removed.push(attachment);
        }
        self
    }

    /// Puts an attachment behind the others, as it is, and its entry in the manifest.
    #[must_use]
    pub fn with(mut self, attachment: Outgoing<'r>) -> Self {
        self.added.push(attachment);
        self
    }

    /// Copies the message with the changes.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::OtherContent`] if `source` is not as long as the message that was read, or has no
    /// such attachment; [`Error::Other`] for what goes wrong with source, files or target.
    pub fn write(self, source: impl Read, out: &mut dyn Write) -> Result<(), Error> {
        let length = self.package.layout.length;
        let edits = sorted(self.edits()?);
        let mut source = BufReader::with_capacity(32 * 1024, source);
        let mut at = 0;
        for edit in edits {
            copy(&mut source, Some(edit.span.start.saturating_sub(at)), out)?;
            copy(&mut source, Some(edit.span.len()), &mut io::sink())?;
            at = edit.span.end;
            for piece in edit.pieces {
                piece.write(out)?;
            }
        }
        let rest = copy(&mut source, None, out)?;
        if at.saturating_add(rest) != length {
            return Err(Error::ApiMisuse(ApiMisuse::OtherContent));
        }
        Ok(())
    }

    /// Copies the message as it will be, without some spans, which are not read, and without the elements
    /// of what is added: of these only what is needed around them.
    pub(super) fn write_around<R: Read + Seek>(
        mut self,
        source: R,
        without: Vec<Span>,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let mut edits: Vec<Edit<'_>> = without.into_iter().map(Edit::removing).collect();
        edits.retain(|edit| !edit.span.is_empty());
        if !self.added.is_empty() {
            self.added.clear();
            edits.extend([self.references(), attachments(self.package, Vec::new())]);
        }
        let mut source = BufReader::new(source);
        source.seek(SeekFrom::Start(0))?;
        let mut at = 0;
        for edit in sorted(edits) {
            copy(&mut source, Some(edit.span.start.saturating_sub(at)), out)?;
            at = at.max(edit.span.end);
            source.seek(SeekFrom::Start(at))?;
            for piece in edit.pieces {
                piece.write(out)?;
            }
        }
        copy(&mut source, Some(self.package.layout.length.saturating_sub(at)), out)?;
        Ok(())
    }

    fn edits(self) -> Result<Vec<Edit<'r>>, Error> {
        let mut edits = Vec::new();
        let references = self.package.manifest().map_or(&[][..], |manifest| &manifest.reference);
        for index in &self.removed {
            let attachment = self.package.attachments.get(*index);
            let attachment = attachment.ok_or(Error::ApiMisuse(ApiMisuse::OtherContent))?;
            let reference = attachment.reference.and_then(|at| references.get(at));
            let spans = reference.map(|reference| reference.rest.span);
            edits
                .extend(spans.into_iter().chain([attachment.header.rest.span]).map(Edit::removing));
        }
        if self.added.is_empty() {
            return Ok(edits);
        }
        edits.push(self.references());
        edits.push(attachments(self.package, self.added));
        Ok(edits)
    }

    /// The entries of the manifest, with what of the manifest is missing around them.
    fn references(&self) -> Edit<'r> {
        let layout = &self.package.layout;
        let prefix = |slot: &Slot| prefix_of(slot);
        let entries = |prefix: &str| -> String {
            self.added.iter().map(|added| reference(&added.header, prefix)).collect()
        };
        if let Some(slot) = &layout.manifest {
            return into(slot, "edXMLManifest", vec![Piece::Text(entries(&prefix(slot)))]);
        }
        let around = |prefix: &str| {
            let entries = entries(prefix);
            format!("<{prefix}edXMLManifest version=\"1.0\">{entries}</{prefix}edXMLManifest>")
        };
        if let Some(slot) = &layout.body {
            return into(slot, "edXMLBody", vec![Piece::Text(around(&prefix(slot)))]);
        }
        let slot = &layout.envelope;
        let prefix = prefix(slot);
        let body = format!("<{prefix}edXMLBody>{}</{prefix}edXMLBody>", around(&prefix));
        into(slot, "edXMLEnvelope", vec![Piece::Text(body)])
    }
}

fn sorted(mut edits: Vec<Edit<'_>>) -> Vec<Edit<'_>> {
    edits.sort_by_key(|edit| edit.span.start);
    edits
}

/// The attachments, with the list around them if there is none.
fn attachments<'r>(package: &Package, added: Vec<Outgoing<'r>>) -> Edit<'r> {
    let layout = &package.layout;
    let slot = layout.attachments.as_ref().unwrap_or(&layout.root);
    let prefix = prefix_of(slot);
    let mut pieces = Vec::new();
    for added in added {
        let (head, tail) = attachment(&added.header, slot, &prefix);
        pieces.extend([Piece::Text(head), Piece::File(added.octets), Piece::Text(tail)]);
    }
    if layout.attachments.is_some() {
        return into(slot, "AttachmentEncoded", pieces);
    }
    pieces.insert(0, Piece::Text(format!("<{prefix}AttachmentEncoded>")));
    pieces.push(Piece::Text(format!("</{prefix}AttachmentEncoded>")));
    into(slot, "edXML", pieces)
}

impl Edit<'_> {
    fn removing(span: Span) -> Self {
        Self { span, pieces: Vec::new() }
    }
}

impl Piece<'_> {
    fn write(self, out: &mut dyn Write) -> Result<(), Error> {
        match self {
            Piece::Text(text) => out.write_all(text.as_bytes())?,
            Piece::File(mut octets) => {
                let mut encoder = Encoder::new(out);
                io::copy(&mut octets, &mut encoder)?;
                encoder.finish()?;
            }
        }
        Ok(())
    }
}

/// Puts pieces behind what stands in an element; an empty-element tag becomes two tags.
fn into<'r>(slot: &Slot, name: &str, mut pieces: Vec<Piece<'r>>) -> Edit<'r> {
    if let Some(inner) = slot.inner {
        return Edit { span: Span::new(inner.end, inner.end), pieces };
    }
    // XML 1.0 §3.1 [44]: the tag ends with these two characters.
    let end = slot.span.end;
    pieces.insert(0, Piece::Text(">".to_owned()));
    pieces.push(Piece::Text(format!("</{}{name}>", prefix_of(slot))));
    Edit { span: Span::new(end.saturating_sub(2), end), pieces }
}

fn prefix_of(slot: &Slot) -> String {
    slot.prefix.as_deref().map(|prefix| format!("{prefix}:")).unwrap_or_default()
}

fn leaf(name: &str, text: Option<&str>, prefix: &str) -> String {
    let leaf = |text| format!("<{prefix}{name}>{}</{prefix}{name}>", element_text(text));
    text.map(leaf).unwrap_or_default()
}

fn reference(header: &AttachmentHeader, prefix: &str) -> String {
    let leaves = [
        leaf("ContentId", header.content_id.as_deref(), prefix),
        leaf("ContentType", header.content_type.as_deref(), prefix),
        leaf("Description", header.description.as_deref(), prefix),
        leaf("AttachmentName", header.attachment_name.as_deref(), prefix),
    ];
    format!("<{prefix}Reference>{}</{prefix}Reference>", leaves.concat())
}

/// What stands before and behind the base64.
fn attachment(header: &AttachmentHeader, slot: &Slot, prefix: &str) -> (String, String) {
    let leaves = [
        leaf("ContentId", header.content_id.as_deref(), prefix),
        leaf("AttachmentName", header.attachment_name.as_deref(), prefix),
        leaf("Description", header.description.as_deref(), prefix),
        leaf("ContentType", header.content_type.as_deref(), prefix),
    ];
    let name = "ContentTransferEncoded";
    // The SDK looks for this one element with its prefix, declared on the spot.
    let (start, end) = if slot.namespace.uri() == Some(QCVN_102) {
        (format!("edXML:{name} xmlns:edXML=\"{QCVN_102}\""), format!("edXML:{name}"))
    } else {
        (format!("{prefix}{name}"), format!("{prefix}{name}"))
    };
    let leaves = leaves.concat();
    (format!("<{prefix}Attachment>{leaves}<{start}>"), format!("</{end}></{prefix}Attachment>"))
}

/// Copies so many bytes, or all; returns how many.
fn copy(source: &mut impl BufRead, wanted: Option<u64>, out: &mut dyn Write) -> Result<u64, Error> {
    let mut left = wanted.unwrap_or(u64::MAX);
    let mut copied = 0_u64;
    // Straight out of the reader's buffer: `io::copy` would go through one of its own.
    while left > 0 {
        let available = match source.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        let length = available.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        if length == 0 {
            break;
        }
        out.write_all(available.get(..length).unwrap_or_default())?;
        source.consume(length);
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        (copied, left) = (copied.saturating_add(length), left.saturating_sub(length));
    }
    let short = wanted.is_some_and(|wanted| wanted != copied);
    if short { Err(Error::ApiMisuse(ApiMisuse::OtherContent)) } else { Ok(copied) }
}
