//! The pull reader: one event after the other, bounded, with offsets.

use std::io::BufRead;

use quick_xml::Reader as Splitter;
use quick_xml::errors::{Error as SplitError, IllFormedError, SyntaxError};
use quick_xml::events::Event as Split;

use crate::error::{Error, Limit};
use crate::limits::Limits;
use crate::xml::characters::{are_chars, is_space, reference, unify_line_ends};
use crate::xml::element::Span;
use crate::xml::gauge::{Exceeded, Gauge};
use crate::xml::scope::Scopes;
use crate::xml::tag::{self, StartTag};
use crate::xml::{declaration, malformed};

/// What comes next in a document.
#[derive(Debug)]
pub(crate) enum Event {
    /// A start tag; an empty-element tag is followed by its `End`.
    Start(StartTag),
    /// An end tag; that of an empty-element tag has no bytes.
    End(Span),
    /// Text between tags, comments and references.
    Text(String),
    /// A reference to a character, resolved.
    Reference(char),
    /// The text of a CDATA section.
    CData(String),
    /// The text of a comment.
    Comment(String),
    /// A processing instruction.
    Instruction(String),
    /// The end of a document that is complete.
    Done,
}

/// Reads a document that begins with its declaration or its root.
pub(crate) struct Reader<'l, R> {
    splitter: Splitter<Gauge<R>>,
    buffer: Vec<u8>,
    scopes: Scopes,
    limits: &'l Limits,
    base: u64,
    depth: usize,
    nodes: usize,
    held: usize,
    stage: Stage,
    /// Where an empty-element tag ended whose `End` is due.
    pending: Option<u64>,
    /// The last event.
    span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nothing was read.
    Begin,
    /// Before the root.
    Prolog,
    /// In the root.
    Root,
    /// Behind the root.
    Epilog,
}

impl<'l, R: BufRead> Reader<'l, R> {
    /// Begins at `base` bytes from the start of what the caller counts from.
    pub(crate) fn new(source: R, base: u64, limits: &'l Limits) -> Self {
        let mut splitter = Splitter::from_reader(Gauge::new(source));
        splitter.config_mut().check_comments = true;
        Self {
            splitter,
            buffer: Vec::new(),
            scopes: Scopes::new(),
            limits,
            base,
            depth: 0,
            nodes: 0,
            held: 0,
            stage: Stage::Begin,
            pending: None,
            span: Span::new(base, base),
        }
    }

    /// Returns where the last event stands.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    fn position(&self) -> u64 {
        self.base + self.splitter.buffer_position()
    }

    /// Returns the next event.
    pub(crate) fn read(&mut self) -> Result<Event, Error> {
        if let Some(at) = self.pending.take() {
            self.span = Span::new(at, at);
            return Ok(self.end());
        }
        self.buffer.clear();
        self.splitter.get_mut().allow(self.limits.xml_token);
        let start = self.position();
        let mut buffer = std::mem::take(&mut self.buffer);
        let split = self.splitter.read_event_into(&mut buffer);
        self.span = Span::new(start, self.position());
        let event = match split {
            Ok(split) => self.translate(split),
            Err(error) => Err(self.failure(&error)),
        };
        self.buffer = buffer;
        let first = self.stage == Stage::Begin;
        match event? {
            Some(event) => {
                if first && self.stage == Stage::Begin {
                    self.stage = Stage::Prolog;
                }
                Ok(event)
            }
            None => {
                self.stage = Stage::Prolog;
                self.read()
            }
        }
    }

    /// Translates an event; `None` for the declaration.
    fn translate(&mut self, split: Split<'_>) -> Result<Option<Event>, Error> {
        self.count(&split)?;
        Ok(Some(match split {
            Split::Start(tag) => Event::Start(self.start(&tag, false)?),
            Split::Empty(tag) => Event::Start(self.start(&tag, true)?),
            Split::End(_) => self.end(),
            Split::Text(text) => Event::Text(self.text(&text)?),
            Split::GeneralRef(name) => {
                self.must_be_inside()?;
                let c = reference(&name).ok_or_else(|| self.fault("entity", "XML 1.0 §4.1"))?;
                Event::Reference(c)
            }
            Split::CData(text) => {
                self.must_be_inside()?;
                Event::CData(self.characters(&text)?)
            }
            Split::Comment(text) => Event::Comment(self.characters(&text)?),
            Split::PI(instruction) => self.instruction(&instruction)?,
            Split::Decl(declared) => {
                // XML 1.0 §2.8 [22]: nothing stands before it.
                if self.stage != Stage::Begin {
                    return Err(self.fault("XML declaration behind something else", "XML 1.0 §2.8"));
                }
                declaration::check(&declared, self.span.start)?;
                return Ok(None);
            }
            Split::DocType(_) => return Err(self.fault("document type", "XML 1.0 §2.8")),
            Split::Eof if self.stage == Stage::Epilog => Event::Done,
            Split::Eof => return Err(self.fault("document without its end", "XML 1.0 §2.1")),
        }))
    }

    fn count(&mut self, split: &Split<'_>) -> Result<(), Error> {
        self.nodes += 1;
        if self.nodes > self.limits.xml_nodes {
            return Err(Error::LimitExceeded(Limit::XmlNodes));
        }
        self.held = self.held.saturating_add(split.len());
        if self.held > self.limits.xml_held {
            return Err(Error::LimitExceeded(Limit::XmlLength));
        }
        Ok(())
    }

    fn start(
        &mut self,
        tag: &quick_xml::events::BytesStart<'_>,
        empty: bool,
    ) -> Result<StartTag, Error> {
        // XML 1.0 §2.1: there is one root.
        if self.stage == Stage::Epilog {
            return Err(self.fault("second root", "XML 1.0 §2.1"));
        }
        self.stage = Stage::Root;
        self.depth += 1;
        if self.depth > self.limits.xml_depth {
            return Err(Error::LimitExceeded(Limit::Nesting));
        }
        self.scopes.open();
        let tag = tag::read(tag, self.span, empty, &mut self.scopes, self.limits)?;
        self.pending = empty.then_some(self.span.end);
        Ok(tag)
    }

    fn end(&mut self) -> Event {
        self.scopes.close();
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.stage = Stage::Epilog;
        }
        Event::End(self.span)
    }

    fn text(&self, text: &str) -> Result<String, Error> {
        if self.stage != Stage::Root && !is_space(text) {
            self.must_be_inside()?;
        }
        // XML 1.0 §2.4 [14] CharData.
        if memchr::memchr(b']', text.as_bytes()).is_some() && text.contains("]]>") {
            return Err(self.fault("`]]>` in text", "XML 1.0 §2.4"));
        }
        self.characters(text)
    }

    fn instruction(&self, instruction: &str) -> Result<Event, Error> {
        // XML 1.0 §2.6 [17]: the target is not `xml` in any case.
        let target = instruction.split([' ', '\t', '\r', '\n']).next().unwrap_or_default();
        if target.eq_ignore_ascii_case("xml") || !crate::xml::characters::is_ncname(target) {
            return Err(self.fault("processing instruction", "XML 1.0 §2.6"));
        }
        Ok(Event::Instruction(self.characters(instruction)?))
    }

    fn characters(&self, text: &str) -> Result<String, Error> {
        if !are_chars(text) {
            return Err(self.fault("character", "XML 1.0 §2.2"));
        }
        Ok(unify_line_ends(text))
    }

    fn must_be_inside(&self) -> Result<(), Error> {
        if self.stage == Stage::Root {
            return Ok(());
        }
        Err(self.fault("text outside the root", "XML 1.0 §2.1"))
    }

    fn fault(&self, what: &'static str, clause: &'static str) -> Error {
        malformed(what, clause, self.span.start)
    }

    fn failure(&self, error: &SplitError) -> Error {
        let (what, clause) = match error {
            SplitError::Io(error) => return io_failure(error),
            SplitError::Syntax(SyntaxError::InvalidBangMarkup) => ("markup", "XML 1.0 §2.4"),
            SplitError::Syntax(_) => ("markup without its end", "XML 1.0 §2.4"),
            SplitError::IllFormed(IllFormedError::DoubleHyphenInComment) => {
                ("`--` in a comment", "XML 1.0 §2.5")
            }
            SplitError::IllFormed(IllFormedError::UnclosedReference) => {
                ("reference", "XML 1.0 §4.1")
            }
            SplitError::IllFormed(_) => ("end tag of another element", "XML 1.0 §3"),
            SplitError::Encoding(_) => ("text that is not UTF-8", "XML 1.0 §4.3.3"),
            _ => ("markup", "XML 1.0 §2.4"),
        };
        self.fault(what, clause)
    }

    /// Gives the bytes of the text that follows to `take`, up to the next tag or reference.
    ///
    /// They are neither checked nor held, so the text may be as long as it likes.
    pub(crate) fn raw_text(
        &mut self,
        mut take: impl FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.pending.is_some() {
            return Ok(());
        }
        loop {
            self.splitter.get_mut().allow(usize::MAX);
            let mut stream = self.splitter.stream();
            let available = match stream.fill_buf() {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            let end = memchr::memchr2(b'<', b'&', available);
            let text = available.get(..end.unwrap_or(available.len())).unwrap_or_default();
            let length = text.len();
            if !text.is_empty() {
                take(text)?;
            }
            stream.consume(length);
            if end.is_some() || length == 0 {
                return Ok(());
            }
        }
    }
}

fn io_failure(error: &std::sync::Arc<std::io::Error>) -> Error {
    if error.get_ref().is_some_and(|inner| inner.is::<Exceeded>()) {
        return Error::LimitExceeded(Limit::XmlToken);
    }
    Error::from_shared_io(std::sync::Arc::clone(error))
}
