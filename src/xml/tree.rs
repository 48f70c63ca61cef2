//! Elements as values, out of the events of a reader.

use std::io::BufRead;

use crate::error::Error;
use crate::xml::element::{Element, Node, Span};
use crate::xml::reader::{Event, Reader};
use crate::xml::tag::StartTag;

/// Builds the element whose start tag was read.
#[derive(Debug)]
pub(crate) struct Tree;

impl Tree {
    /// Reads to the end of the element that `tag` began.
    ///
    /// How deep and how large it grows, the reader bounds.
    pub(crate) fn read<R: BufRead>(
        reader: &mut Reader<'_, R>,
        tag: StartTag,
    ) -> Result<Element, Error> {
        let mut open = vec![tag.into_element()];
        loop {
            let node = match reader.read()? {
                Event::Start(tag) => {
                    open.push(tag.into_element());
                    continue;
                }
                Event::End(span) => {
                    let Some(mut element) = open.pop() else {
                        return Err(Error::Unreachable("an end tag without its element"));
                    };
                    element.end(span);
                    match open.last_mut() {
                        Some(parent) => parent.content.push(Node::Element(element)),
                        None => return Ok(element),
                    }
                    continue;
                }
                Event::Done => return Err(Error::Unreachable("an element without its end")),
                Event::Text(text) => Node::Text(text),
                Event::Reference(c) => Node::Text(c.to_string()),
                Event::CData(text) => Node::CData(text),
                Event::Comment(text) => Node::Comment(text),
                Event::Instruction(text) => Node::Instruction(text),
            };
            if let Some(element) = open.last_mut() {
                element.push(node);
            }
        }
    }
}

impl StartTag {
    /// The element that it begins, with nothing in it yet.
    pub(crate) fn into_element(self) -> Element {
        let inner = (!self.empty).then(|| Span::new(self.span.end, self.span.end));
        Element {
            prefix: self.prefix,
            name: self.name,
            namespace: self.namespace,
            attributes: self.attributes,
            declarations: self.declarations,
            content: Vec::new(),
            span: self.span,
            inner,
        }
    }
}

impl Element {
    /// Ends it with its end tag.
    pub(crate) fn end(&mut self, tag: Span) {
        self.span.end = tag.end;
        if let Some(inner) = &mut self.inner {
            inner.end = tag.start;
        }
    }
}
