//! A message as a tree, without the base64 of its attachments.

use std::io::{BufRead, BufReader, Read};

use crate::edxml::liberty::Liberties;
use crate::edxml::start;
use crate::error::Error;
use crate::limits::Limits;
use crate::xml::{Element, Event, Node, Reader};

/// The element that has base64 in it; it is kept without content, and its span says where that is.
pub(super) const CONTENT: &str = "ContentTransferEncoded";

/// Reads a message.
pub(super) fn read(source: impl Read, limits: &Limits) -> Result<Element, Error> {
    let mut source = BufReader::with_capacity(64 * 1024, source);
    let base = start::find(&mut source, &mut Liberties::default())?;
    let mut xml = Reader::new(source, base, limits);
    loop {
        match xml.read()? {
            Event::Start(tag) => return element(&mut xml, tag.into_element()),
            Event::Done => return Err(Error::Unreachable("a document without a root")),
            _ => {}
        }
    }
}

fn element<R: BufRead>(xml: &mut Reader<'_, R>, root: Element) -> Result<Element, Error> {
    let mut open = vec![root];
    loop {
        let content = open.last().is_some_and(|element| &*element.name == CONTENT);
        if content {
            xml.raw_text(|_| Ok(()))?;
        }
        let node = match xml.read()? {
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
        if let (false, Some(element)) = (content, open.last_mut()) {
            element.push(node);
        }
    }
}
