//! The reader: one pass over a message, attachments digested as they go by.

use std::io::{BufRead, BufReader, Read};

use crate::edxml::base64::Decoder;
use crate::edxml::content::{Layer, Layers};
use crate::edxml::header::{AttachmentHeader, Envelope};
use crate::edxml::layout::{Layout, Slot};
use crate::edxml::liberty::{Liberties, LibertyKind};
use crate::edxml::namespace::{Dialect, Recogniser, is_dotnet};
use crate::edxml::package::{Attachment, Package};
use crate::edxml::record::Rest;
use crate::edxml::sink::Sink;
use crate::edxml::{matching, record, start};
use crate::error::{Error, Limit, Malformed, Syntax};
use crate::limits::Limits;
use crate::xml::{Element, Event, Node, Reader, Span, StartTag, Tree};

/// Bytes that are read at once: with what is decoded of them, they stay in a processor's first cache.
const BUFFER: usize = 16 * 1024;

/// Whether liberties are taken.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A message that is not clean is refused, by the first liberty that it would take.
    Strict,
    /// Liberties are taken and listed.
    Tolerant,
}

/// How messages are read.
///
/// # Examples
///
/// ```
/// use antin::edxml::{Memory, Reading};
///
/// let message = br#"<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
///   <edXMLEnvelope><edXMLHeader><MessageHeader><Subject>V/v</Subject></MessageHeader></edXMLHeader>
///   <edXMLBody><edXMLManifest><Reference><ContentId>cid:1</ContentId>
///     <AttachmentName>a.txt</AttachmentName></Reference></edXMLManifest></edXMLBody></edXMLEnvelope>
///   <AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>a.txt</AttachmentName>
///     <ContentTransferEncoded>aGVsbG8=</ContentTransferEncoded></Attachment></AttachmentEncoded>
/// </edXML>"#;
/// let mut files = Memory::new();
/// let package = Reading::strict().read(&message[..], &mut files)?;
/// assert_eq!(package.document().and_then(|document| document.subject.as_deref()), Some("V/v"));
/// assert_eq!(files.layer(0, package.attachments[0].content), b"hello");
/// # Ok::<(), antin::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    mode: Mode,
    limits: Limits,
}

impl Reading {
    /// Reads clean messages only.
    pub fn strict() -> Self {
        Self { mode: Mode::Strict, limits: Limits::DEFAULT }
    }

    /// Reads what real senders send, and lists what was not clean.
    pub fn tolerant() -> Self {
        Self { mode: Mode::Tolerant, limits: Limits::DEFAULT }
    }

    /// Reads within other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Reads a message to its end, and gives the octets of its attachments to `sink`.
    ///
    /// Memory does not grow with the attachments.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] for what is no XML, or no package; in strict mode also for each
    /// [`LibertyKind`]. [`Error::LimitExceeded`] for attachments or headers beyond the limits,
    /// [`Error::Unsupported`] for packages in MIME or SOAP, [`Error::Other`] for what goes wrong with
    /// source or sink.
    ///
    /// # Security
    ///
    /// In strict mode too, `sink` has been given octets when the message is refused in the end.
    pub fn read(&self, source: impl Read, sink: &mut dyn Sink) -> Result<Package, Error> {
        let mut liberties = Liberties::default();
        let mut source = BufReader::with_capacity(BUFFER, source);
        let base = start::find(&mut source, &mut liberties)?;
        let mut xml = Reader::new(source, base, &self.limits);
        let package = Work::begin(&mut xml, &self.limits, sink, liberties)?.read()?;
        match (self.mode, package.liberties.first()) {
            (Mode::Strict, Some(liberty)) => Err(liberty.to_error()),
            _ => Ok(package),
        }
    }
}

/// A reading that is under way.
struct Work<'w, 'l, R> {
    xml: &'w mut Reader<'l, R>,
    limits: &'l Limits,
    sink: &'w mut dyn Sink,
    cx: Recogniser,
    root: Element,
    envelopes: Vec<Element>,
    unknown: Vec<Element>,
    lists: Vec<Slot>,
    attachments: Vec<Attachment>,
}

impl<'w, 'l, R: BufRead> Work<'w, 'l, R> {
    fn begin(
        xml: &'w mut Reader<'l, R>,
        limits: &'l Limits,
        sink: &'w mut dyn Sink,
        mut liberties: Liberties,
    ) -> Result<Self, Error> {
        let tag = loop {
            match xml.read()? {
                Event::Start(tag) => break tag,
                Event::Instruction(_) => {
                    liberties.note(LibertyKind::Instruction, xml.span().start);
                }
                _ => {}
            }
        };
        start::check_root(&tag)?;
        let cx = Recogniser::new(&tag.namespace, tag.span.start, liberties);
        Ok(Self {
            xml,
            limits,
            sink,
            cx,
            root: tag.into_element(),
            envelopes: Vec::new(),
            unknown: Vec::new(),
            lists: Vec::new(),
            attachments: Vec::new(),
        })
    }

    fn read(mut self) -> Result<Package, Error> {
        loop {
            match self.xml.read()? {
                Event::Start(tag) => self.child(tag)?,
                Event::End(span) => {
                    self.root.end(span);
                    break;
                }
                other => self.between(&other),
            }
        }
        loop {
            match self.xml.read()? {
                Event::Done => return self.finish(),
                other => self.between(&other),
            }
        }
    }

    /// A child of the root.
    fn child(&mut self, tag: StartTag) -> Result<(), Error> {
        let known = matches!(&*tag.name, "edXMLEnvelope" | "AttachmentEncoded");
        let belongs = self.cx.belongs_at(&tag.namespace, &tag.name, known, tag.span.start);
        match (&*tag.name, belongs) {
            ("edXMLEnvelope", true) => self.envelopes.push(Tree::read(self.xml, tag)?),
            ("AttachmentEncoded", true) => self.list(tag)?,
            _ => self.stranger(tag, known)?,
        }
        Ok(())
    }

    /// An element that the format does not name where it stands.
    fn stranger(&mut self, tag: StartTag, known: bool) -> Result<(), Error> {
        let element = Tree::read(self.xml, tag)?;
        self.cx.note_out_of_place(&element, known);
        self.unknown.push(element);
        Ok(())
    }

    /// What is no element, where only elements are expected.
    fn between(&mut self, event: &Event) {
        let at = self.xml.span().start;
        match event {
            Event::Text(text) if crate::xml::is_space(text) => {}
            Event::Text(_) | Event::Reference(_) => self.cx.note(LibertyKind::StrayText, at),
            Event::CData(_) => self.cx.note(LibertyKind::CData, at),
            Event::Instruction(_) => self.cx.note(LibertyKind::Instruction, at),
            Event::Start(_) | Event::End(_) | Event::Comment(_) | Event::Done => {}
        }
    }

    /// The list of attachments.
    fn list(&mut self, tag: StartTag) -> Result<(), Error> {
        let mut list = tag.into_element();
        if !self.lists.is_empty() {
            self.cx.note(LibertyKind::SeveralAttachmentLists, list.span.start);
        }
        loop {
            match self.xml.read()? {
                Event::Start(tag) => {
                    let known = &*tag.name == "Attachment";
                    let at = tag.span.start;
                    if self.cx.belongs_at(&tag.namespace, &tag.name, known, at) && known {
                        self.attachment(tag)?;
                    } else {
                        self.stranger(tag, known)?;
                    }
                }
                Event::End(span) => {
                    list.end(span);
                    self.lists.push(Slot::of(&list));
                    return Ok(());
                }
                other => self.between(&other),
            }
        }
    }

    fn attachment(&mut self, tag: StartTag) -> Result<(), Error> {
        let index = self.attachments.len();
        if index >= self.limits.attachments {
            return Err(Error::LimitExceeded(Limit::Attachments));
        }
        let mut element = tag.into_element();
        let mut content = None;
        loop {
            match self.xml.read()? {
                Event::Start(tag) if self.is_content(&tag) => {
                    self.cx.note_nil(&tag.attributes, true, tag.span);
                    if content.is_none() {
                        content = Some(self.content(index)?);
                    } else {
                        // Two contents: which one another reader takes, nobody knows.
                        let kind = LibertyKind::Duplicate("ContentTransferEncoded");
                        self.cx.note(kind, tag.span.start);
                        self.skip()?;
                    }
                }
                Event::Start(tag) => {
                    element.content.push(Node::Element(Tree::read(self.xml, tag)?));
                }
                Event::End(span) => {
                    element.end(span);
                    break;
                }
                other => self.between(&other),
            }
        }
        let (layers, encoded) = content.unwrap_or_else(|| self.without_content(index, &element));
        let header: AttachmentHeader = record::read(element, &mut self.cx);
        let content = Attachment::choose(header.attachment_name.as_deref(), &layers);
        self.attachments.push(Attachment { header, layers, content, reference: None, encoded });
        Ok(())
    }

    fn is_content(&mut self, tag: &StartTag) -> bool {
        &*tag.name == "ContentTransferEncoded"
            && self.cx.belongs_at(&tag.namespace, &tag.name, true, tag.span.start)
    }

    fn without_content(&mut self, index: usize, element: &Element) -> (Vec<Layer>, Span) {
        let (kind, at) = (LibertyKind::MissingContent, element.span.start);
        self.cx.liberties().note_in(kind, Some(index), at, 1);
        (Layers::new(index, self.limits).finish(), Span::default())
    }

    /// The base64 of an attachment, up to its end tag.
    fn content(&mut self, index: usize) -> Result<(Vec<Layer>, Span), Error> {
        let mut layers = Layers::new(index, self.limits);
        let mut decoder = Decoder::new();
        let start = self.xml.span().end;
        let sink = &mut *self.sink;
        let mut emit = |octets: &[u8]| layers.push(octets, sink);
        let mut markup = 0;
        let end = loop {
            self.xml.raw_text(|text| decoder.push(text, &mut emit))?;
            match self.xml.read()? {
                Event::End(span) => break span.start,
                other => {
                    let text = within_base64(other, self.xml, &mut self.cx)?;
                    markup += u64::from(!text.is_empty());
                    decoder.push(text.as_bytes(), &mut emit)?;
                }
            }
        };
        let mut faults = decoder.finish(&mut emit)?;
        faults.extend((markup > 0).then_some((LibertyKind::Base64Markup, markup)));
        for (kind, times) in faults {
            self.cx.liberties().note_in(kind, Some(index), start, times);
        }
        Ok((layers.finish(), Span::new(start, end)))
    }

    /// Passes over an element without holding its text.
    fn skip(&mut self) -> Result<(), Error> {
        let mut depth = 1;
        while depth > 0 {
            self.xml.raw_text(|_| Ok(()))?;
            match self.xml.read()? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }

    /// Where the parts stand that counted; `slots` are those of the envelope before it was read.
    fn layout(&self, slots: &[Slot], envelope: &Envelope) -> Option<Layout> {
        let find = |rest: &Rest| slots.iter().find(|slot| slot.span == rest.span).cloned();
        let body = envelope.body.as_ref();
        let manifest = body.and_then(|body| body.manifest.as_ref());
        Some(Layout {
            root: Slot::of(&self.root),
            envelope: find(&envelope.rest)?,
            body: body.and_then(|body| find(&body.rest)),
            manifest: manifest.and_then(|manifest| find(&manifest.rest)),
            attachments: self.lists.first().cloned(),
            length: self.xml.span().end,
        })
    }

    fn finish(mut self) -> Result<Package, Error> {
        let mut envelopes = std::mem::take(&mut self.envelopes).into_iter();
        let Some(envelope) = envelopes.next() else {
            return Err(missing("edXMLEnvelope", self.root.span.start));
        };
        for other in envelopes {
            self.cx.note(LibertyKind::Duplicate("edXMLEnvelope"), other.span.start);
        }
        let within =
            envelope.children().flat_map(|child| [child].into_iter().chain(child.children()));
        let slots: Vec<Slot> = [&envelope].into_iter().chain(within).map(Slot::of).collect();
        let at = envelope.span.start;
        let envelope: Envelope = record::read(envelope, &mut self.cx);
        let layout = self.layout(&slots, &envelope);
        let layout = layout.ok_or(Error::Unreachable("an envelope that stands nowhere"))?;
        let header = envelope.header.as_ref();
        let message = header.and_then(|header| header.message.as_ref());
        let message = message.ok_or_else(|| missing("MessageHeader", at))?;
        let status = matches!(message, crate::edxml::Message::Status(_));
        if status && !self.attachments.is_empty() {
            self.cx.note(LibertyKind::AttachmentInStatus, at);
        }
        let manifest = envelope.body.as_ref().and_then(|body| body.manifest.as_ref());
        matching::join(&mut self.attachments, manifest, self.cx.liberties());
        let (dialect, liberties) = self.cx.finish();
        Ok(Package {
            dialect: dialect_of(dialect, &envelope),
            envelope,
            attachments: self.attachments,
            rest: Rest {
                attributes: self.root.attributes,
                unknown: self.unknown,
                span: self.root.span,
            },
            liberties: liberties.into_list(),
            layout,
        })
    }
}

/// What stands in base64 beside its text: what is text in another form, and what is passed over.
fn within_base64<R: BufRead>(
    event: Event,
    xml: &mut Reader<'_, R>,
    cx: &mut Recogniser,
) -> Result<String, Error> {
    let at = xml.span().start;
    match event {
        Event::Reference(c) => return Ok(c.to_string()),
        Event::CData(text) => return Ok(text),
        Event::Start(tag) => {
            cx.note(LibertyKind::ElementsInText("ContentTransferEncoded"), at);
            Tree::read(xml, tag)?;
        }
        Event::Comment(_) => cx.note(LibertyKind::CommentInText, at),
        Event::Instruction(_) => cx.note(LibertyKind::Instruction, at),
        Event::Text(_) | Event::End(_) | Event::Done => {
            return Err(Error::Unreachable("text behind the text that was taken"));
        }
    }
    Ok(String::new())
}

fn missing(what: &'static str, offset: u64) -> Error {
    let offset = Some(offset);
    let clause = "QCVN 102:2016/BTTTT";
    Error::Malformed(Malformed { syntax: Syntax::Edxml, what, clause, offset, block: None })
}

/// Tells the two dialects of one namespace apart.
fn dialect_of(dialect: Dialect, envelope: &Envelope) -> Dialect {
    let header = envelope.header.as_ref();
    let trace = header.and_then(|header| header.trace.as_ref());
    let manifest = envelope.body.as_ref().and_then(|body| body.manifest.as_ref());
    let mut references = manifest.into_iter().flat_map(|manifest| &manifest.reference);
    let dotnet = trace.is_some_and(|trace| is_dotnet(&trace.rest.attributes))
        || references.any(|reference| is_dotnet(&reference.rest.attributes));
    match dialect {
        Dialect::Current if dotnet => Dialect::DotNet,
        other => other,
    }
}
