//! The writer: messages as the axis' SDK lays them out.
//!
//! Order and prefixes of EdXML102 0.0.3, one-line base64, CR LF. What a [`Reading`] has read is
//! written with the same values, in this layout; to change a message and leave every other byte as
//! it is, see [`splice`](crate::edxml::splice).
//!
//! [`Reading`]: crate::edxml::Reading

use std::io::{self, Read, Write};

use crate::crypto::Provider;
use crate::edxml::encode::Encoder;
use crate::edxml::entry_name::EntryNames;
use crate::edxml::header::{AttachmentHeader, Envelope, Message};
use crate::edxml::namespace::QCVN_102;
use crate::edxml::output::Output;
use crate::edxml::record::{Record, Rest};
use crate::edxml::wrap::Wrapper;
use crate::error::Error;

/// The prefix of the SDK.
const PREFIX: &str = "edXML";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
/// Endings of names whose files the SDK sends as they are; the typing errors are its own.
const AS_THEY_ARE: &[&str] = &["pdf", "doc", "docx", "xsl", "xslx", "zip"];

/// An attachment that is to be written.
#[non_exhaustive]
pub struct Outgoing<'r> {
    /// What it says of itself.
    pub header: AttachmentHeader,
    /// The octets of the file.
    pub octets: Box<dyn Read + 'r>,
}

impl<'r> Outgoing<'r> {
    /// Makes an attachment of a header and the octets of a file.
    pub fn new(header: AttachmentHeader, octets: impl Read + 'r) -> Self {
        Self { header, octets: Box::new(octets) }
    }
}

/// How messages are written.
#[derive(Clone, Copy)]
pub struct Writing<'p> {
    /// Where the names of entries come from, if files are wrapped.
    provider: Option<&'p dyn Provider>,
    rest: Option<&'p Rest>,
}

impl<'p> Writing<'p> {
    /// Writes files as they are given.
    pub fn plain() -> Self {
        Self { provider: None, rest: None }
    }

    /// Writes files as the SDK does: those whose names end in `pdf`, `doc`, `docx`, `xsl`, `xslx` or
    /// `zip` as they are, all others in an archive of one entry with a random name.
    ///
    /// It sets the type that an attachment says: `application/` and the ending, or
    /// `application/zip`.
    pub fn sdk(provider: &'p dyn Provider) -> Self {
        Self { provider: Some(provider), rest: None }
    }

    /// Writes what stood in the root of a message that was read, beside envelope and attachments.
    #[must_use]
    pub fn with_rest(self, rest: &'p Rest) -> Self {
        Self { rest: Some(rest), ..self }
    }

    /// Writes a message.
    ///
    /// # Errors
    ///
    /// [`Error::Other`] for what goes wrong with the files or the target, [`Error::Key`] if there is
    /// no randomness.
    pub fn write(
        &self,
        envelope: &Envelope,
        attachments: Vec<Outgoing<'_>>,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        out.write_all(self.head(envelope).as_bytes())?;
        let header = envelope.header.as_ref();
        let status =
            matches!(header.and_then(|header| header.message.as_ref()), Some(Message::Status(_)));
        if attachments.is_empty() {
            out.write_all(if status { b"" } else { b"\r\n  <AttachmentEncoded />" })?;
        } else {
            out.write_all(b"\r\n  <AttachmentEncoded>")?;
            let mut names = self.provider.map(EntryNames::random);
            for attachment in attachments {
                write_attachment(attachment, names.as_mut(), out)?;
            }
            out.write_all(b"\r\n  </AttachmentEncoded>")?;
        }
        let mut rest = Output::new(1, "");
        for element in self.rest.iter().flat_map(|rest| &rest.unknown) {
            rest.element(element);
        }
        out.write_all(rest.into_text().as_bytes())?;
        out.write_all(b"\r\n</edXML>\r\n")?;
        Ok(())
    }

    /// Everything before the attachments.
    fn head(&self, envelope: &Envelope) -> String {
        let mut root = Output::new(0, "");
        let attributes = self.rest.map_or(&[][..], |rest| &rest.attributes);
        root.root("edXML", attributes);
        let mut out = Output::new(1, "edXML:");
        out.open_declaring("edXMLEnvelope", Some(PREFIX), &envelope.rest.attributes);
        envelope.give(&mut out);
        for element in &envelope.rest.unknown {
            out.element(element);
        }
        out.close("edXMLEnvelope");
        format!("{DECLARATION}{}{}", root.into_text(), out.into_text())
    }
}

/// Writes an attachment: as it is, or wrapped under the next name.
fn write_attachment(
    attachment: Outgoing<'_>,
    names: Option<&mut EntryNames<'_>>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let Outgoing { mut header, mut octets } = attachment;
    let name = header.attachment_name.as_deref().unwrap_or_default();
    let ending = ending(name);
    let kept = AS_THEY_ARE.contains(&ending.as_str());
    let mut entry = None;
    if let Some(names) = names {
        if !kept {
            entry = Some(names.next(&ending)?);
        }
        let kind = if kept { ending.as_str() } else { "zip" };
        header.content_type = Some(format!("application/{kind}"));
    }
    out.write_all(attachment_head(&header).as_bytes())?;
    let mut encoder = Encoder::new(&mut *out);
    match entry {
        Some(entry) => {
            let mut wrapper = Wrapper::new(&entry, &mut encoder)?;
            io::copy(&mut octets, &mut wrapper)?;
            wrapper.finish()?;
        }
        None => {
            io::copy(&mut octets, &mut encoder)?;
        }
    }
    encoder.finish()?;
    out.write_all(b"</edXML:ContentTransferEncoded>\r\n    </Attachment>")?;
    Ok(())
}

/// An attachment up to its base64, as the SDK writes it.
pub(super) fn attachment_head(header: &AttachmentHeader) -> String {
    let mut lines = Output::new(2, "");
    lines.open("Attachment", &header.rest.attributes);
    header.give(&mut lines);
    for element in &header.rest.unknown {
        lines.element(element);
    }
    lines.end_start_tag();
    let mut text = lines.into_text();
    text.push_str("\r\n      <edXML:ContentTransferEncoded xmlns:edXML=\"");
    text.push_str(QCVN_102);
    text.push_str("\">");
    text
}

/// What stands behind the last dot of a name, in lower case.
pub(super) fn ending(name: &str) -> String {
    let ending = name.trim().rsplit_once('.').map(|(_, ending)| ending);
    ending.unwrap_or_default().to_ascii_lowercase()
}
