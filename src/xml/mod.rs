//! XML as a stream of bytes: a reader with rules of its own, elements as values, and a writer.
//!
//! [XML 1.0] (fifth edition) with [Namespaces in XML 1.0] (third edition), over `quick-xml`, which
//! splits the bytes into tags and text. Stricter than both: UTF-8 only; no document type, hence no
//! entities beyond the five and no default attributes; text, tags and nesting have the lengths of
//! [`Limits`](crate::limits::Limits). What `quick-xml` does not look at is checked here: characters,
//! names, declarations, attributes that are equal by namespace, one root, nothing but space around
//! it. Prefixes that nobody declared are told apart from declared ones, not refused: who reads a
//! format decides. Left out: XML 1.1, canonical forms, validation by a schema.
//!
//! [XML 1.0]: https://www.w3.org/TR/2008/REC-xml-20081126/
//! [Namespaces in XML 1.0]: https://www.w3.org/TR/2009/REC-xml-names-20091208/

mod characters;
mod declaration;
mod element;
mod gauge;
mod reader;
mod scope;
mod tag;
mod tree;
mod write;

pub(crate) use characters::is_space;
pub use element::{Attribute, Element, Namespace, Node, Span};
pub(crate) use reader::{Event, Reader};
pub(crate) use tag::StartTag;
pub(crate) use tree::Tree;
pub(crate) use write::{attribute_text, element_text};

use crate::error::{Error, Malformed, Syntax};

/// The namespace of the prefix `xml`, which is never declared (Namespaces §3).
pub(crate) const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace of declarations themselves (Namespaces §3).
pub(crate) const XMLNS_NAMESPACE: &str = "http://www.w3.org/2000/xmlns/";

/// An error at an offset of the document.
pub(crate) fn malformed(what: &'static str, clause: &'static str, offset: u64) -> Error {
    let offset = Some(offset);
    Error::Malformed(Malformed { syntax: Syntax::Xml, what, clause, offset, block: None })
}

#[cfg(test)]
mod tests;
