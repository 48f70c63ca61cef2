//! Elements as values: what stands in a document, with its names resolved.

use std::sync::Arc;

use crate::xml::characters::is_space;

/// Where in the document something stands: from its first byte to the one behind its last.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The offset of the first byte.
    pub start: u64,
    /// The offset behind the last byte.
    pub end: u64,
}

impl Span {
    pub(crate) fn new(start: u64, end: u64) -> Self {
        Self { start, end }
    }

    /// Returns how many bytes it has.
    pub fn len(&self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// Says whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The namespace of a name.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Namespace {
    /// The name is in no namespace.
    #[default]
    None,
    /// The name is in the namespace that has this name.
    Uri(Arc<str>),
    /// The name has a prefix that nobody declared, against Namespaces in XML 1.0 §5.
    Undeclared,
}

impl Namespace {
    /// Returns the name of the namespace; `None` where there is none or it was not declared.
    pub fn uri(&self) -> Option<&str> {
        match self {
            Self::Uri(uri) => Some(uri),
            Self::None | Self::Undeclared => None,
        }
    }
}

/// An attribute.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The prefix as written.
    pub prefix: Option<Box<str>>,
    /// The local name.
    pub name: Box<str>,
    /// What the prefix means; attributes without one are in no namespace (Namespaces §6.2).
    pub namespace: Namespace,
    /// The value, with references resolved and white space as spaces (XML 1.0 §3.3.3).
    pub value: Box<str>,
}

/// What stands in an element.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Another element.
    Element(Element),
    /// Text, with references resolved.
    Text(String),
    /// Text in a CDATA section.
    CData(String),
    /// A comment.
    Comment(String),
    /// A processing instruction, target and data together.
    Instruction(String),
}

/// An element with all that stands in it.
///
/// Two are equal if they say the same, wherever they stand.
#[non_exhaustive]
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// The prefix as written.
    pub prefix: Option<Box<str>>,
    /// The local name.
    pub name: Box<str>,
    /// What the prefix, or its absence, means.
    pub namespace: Namespace,
    /// The attributes in the order of the document, without declarations of namespaces.
    pub attributes: Vec<Attribute>,
    /// The declarations of namespaces: prefix, empty for the default, and namespace.
    pub declarations: Vec<(Box<str>, Box<str>)>,
    /// What stands in it, in the order of the document.
    pub content: Vec<Node>,
    /// Where it stands, start tag and end tag included.
    pub span: Span,
    /// Where its content stands, between the tags; `None` for an empty-element tag.
    pub inner: Option<Span>,
}

impl PartialEq for Element {
    fn eq(&self, other: &Self) -> bool {
        self.prefix == other.prefix
            && self.name == other.name
            && self.namespace == other.namespace
            && self.attributes == other.attributes
            && self.content == other.content
    }
}

impl Eq for Element {}

impl Element {
    /// Returns the elements that stand directly in it.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The same, to be changed.
    pub(crate) fn children_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.content.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// Adds a node; text joins the text before it.
    pub(crate) fn push(&mut self, node: Node) {
        if let (Some(Node::Text(before)), Node::Text(text)) = (self.content.last_mut(), &node) {
            before.push_str(text);
            return;
        }
        if self.content.is_empty() {
            // Most elements hold one text and nothing else.
            self.content.reserve_exact(1);
        }
        self.content.push(node);
    }

    /// Returns the text that stands directly in it, CDATA sections included, comments left out.
    pub fn text(&self) -> String {
        let texts = self.content.iter().filter_map(|node| match node {
            Node::Text(text) | Node::CData(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    }

    /// Says whether text that is more than white space stands directly in it.
    pub fn has_text(&self) -> bool {
        self.content.iter().any(|node| match node {
            Node::Text(text) | Node::CData(text) => !is_space(text),
            _ => false,
        })
    }

    /// Returns the value of the attribute of this name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self
            .attributes
            .iter()
            .find(|attribute| attribute.namespace == Namespace::None && &*attribute.name == name);
        found.map(|attribute| &*attribute.value)
    }
}
