//! The layout that the axis' SDK writes: two spaces a level, CR LF, `<Empty />`, its own prefixes.

use crate::edxml::namespace::QCVN_102;
use crate::xml::{Attribute, Element, Namespace, Node, attribute_text, element_text};

/// Writes elements one below the other.
#[derive(Debug)]
pub(crate) struct Output {
    text: String,
    depth: usize,
    prefix: &'static str,
    /// Whether the last start tag is not closed yet.
    open: bool,
    /// Which prefix means which namespace.
    scope: Vec<(Box<str>, Option<Box<str>>)>,
}

impl Output {
    /// Begins at a depth; elements of the format get a prefix, such as `edXML:`, or none.
    pub(crate) fn new(depth: usize, prefix: &'static str) -> Self {
        let bound = Some(Box::from(QCVN_102));
        let mut scope = vec![(Box::from(""), bound.clone())];
        if let Some(prefix) = prefix.strip_suffix(':') {
            scope.push((prefix.into(), bound));
        }
        Self { text: String::new(), depth, prefix, open: false, scope }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Ends what was begun and begins a line.
    fn line(&mut self) {
        self.end_start_tag();
        self.text.push_str("\r\n");
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }

    /// Begins the root, which declares the namespace of the format.
    pub(crate) fn root(&mut self, name: &str, attributes: &[Attribute]) {
        self.open_declaring(name, Some(""), attributes);
        self.end_start_tag();
    }

    /// Ends a start tag of which more is written elsewhere.
    pub(crate) fn end_start_tag(&mut self) {
        if std::mem::take(&mut self.open) {
            self.text.push('>');
        }
    }

    /// Begins an element of the format.
    pub(crate) fn open(&mut self, name: &str, attributes: &[Attribute]) {
        self.open_declaring(name, None, attributes);
    }

    /// Begins an element of the format that declares the prefix of the format.
    pub(crate) fn open_declaring(
        &mut self,
        name: &str,
        declared: Option<&str>,
        attributes: &[Attribute],
    ) {
        self.line();
        self.text.push('<');
        self.text.push_str(self.prefix);
        self.text.push_str(name);
        if let Some(prefix) = declared {
            self.declare(prefix, Some(QCVN_102));
        }
        let outer = self.scope.len();
        self.attributes(attributes);
        // Declarations for attributes hold to the end of their element; that of the next one is
        // looked up anew, which costs at most a declaration that is not needed.
        self.scope.truncate(outer);
        self.open = true;
        self.depth += 1;
    }

    /// Ends an element of the format.
    pub(crate) fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        if std::mem::take(&mut self.open) {
            self.text.push_str(" />");
            return;
        }
        self.line();
        self.end_tag(self.prefix, name);
    }

    /// Writes an element of the format that has text.
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.line();
        self.text.push('<');
        self.text.push_str(self.prefix);
        self.text.push_str(name);
        if text.is_empty() {
            self.text.push_str(" />");
            return;
        }
        self.text.push('>');
        self.text.push_str(&element_text(text));
        self.end_tag(self.prefix, name);
    }

    /// Writes an element as it was found, declaring what it needs.
    pub(crate) fn element(&mut self, element: &Element) {
        self.line();
        self.whole(element, element.has_text());
    }

    fn end_tag(&mut self, prefix: &str, name: &str) {
        self.text.push_str("</");
        self.text.push_str(prefix);
        self.text.push_str(name);
        self.text.push('>');
    }

    fn whole(&mut self, element: &Element, inline: bool) {
        let outer = self.scope.len();
        let prefix = element.prefix.as_deref().map(|prefix| format!("{prefix}:"));
        let prefix = prefix.unwrap_or_default();
        self.text.push('<');
        self.text.push_str(&prefix);
        self.text.push_str(&element.name);
        for (declared, uri) in &element.declarations {
            self.declare(declared, Some(uri));
        }
        self.need(element.prefix.as_deref().unwrap_or_default(), &element.namespace);
        self.attributes(&element.attributes);
        self.inside(element, inline, &prefix);
        self.scope.truncate(outer);
    }

    fn inside(&mut self, element: &Element, inline: bool, prefix: &str) {
        let leaf = element.children().next().is_none();
        if element.content.is_empty() {
            self.text.push_str(" />");
            return;
        }
        self.text.push('>');
        self.depth += 1;
        for node in &element.content {
            self.node(node, inline || leaf);
        }
        self.depth = self.depth.saturating_sub(1);
        if !inline && !leaf {
            self.line();
        }
        self.end_tag(prefix, &element.name);
    }

    fn node(&mut self, node: &Node, inline: bool) {
        match node {
            Node::Element(child) => {
                if !inline {
                    self.line();
                }
                self.whole(child, inline || child.has_text());
            }
            Node::Text(text) if inline => self.text.push_str(&element_text(text)),
            Node::Text(_) => {}
            Node::CData(text) => self.text.push_str(&element_text(text)),
            Node::Comment(text) => {
                self.text.push_str("<!--");
                self.text.push_str(text);
                self.text.push_str("-->");
            }
            Node::Instruction(text) => {
                self.text.push_str("<?");
                self.text.push_str(text);
                self.text.push_str("?>");
            }
        }
    }

    fn attributes(&mut self, attributes: &[Attribute]) {
        for attribute in attributes {
            if let Some(prefix) = attribute.prefix.as_deref() {
                self.need(prefix, &attribute.namespace);
            }
        }
        for attribute in attributes {
            self.text.push(' ');
            if let Some(prefix) = attribute.prefix.as_deref() {
                self.text.push_str(prefix);
                self.text.push(':');
            }
            self.text.push_str(&attribute.name);
            self.text.push_str("=\"");
            self.text.push_str(&attribute_text(&attribute.value));
            self.text.push('"');
        }
    }

    /// Declares a prefix unless it means this already.
    fn need(&mut self, prefix: &str, namespace: &Namespace) {
        let wanted = match namespace {
            Namespace::Uri(uri) => Some(&**uri),
            Namespace::None if prefix.is_empty() => None,
            Namespace::None | Namespace::Undeclared => return,
        };
        let bound = self.scope.iter().rev().find(|(bound, _)| **bound == *prefix);
        let means = bound.and_then(|(_, uri)| uri.as_deref());
        if prefix != "xml" && means != wanted {
            self.declare(prefix, wanted);
        }
    }

    fn declare(&mut self, prefix: &str, uri: Option<&str>) {
        self.text.push_str(" xmlns");
        if !prefix.is_empty() {
            self.text.push(':');
            self.text.push_str(prefix);
        }
        self.text.push_str("=\"");
        self.text.push_str(&attribute_text(uri.unwrap_or_default()));
        self.text.push('"');
        let uri = uri.filter(|uri| !uri.is_empty());
        self.scope.push((prefix.into(), uri.map(Into::into)));
    }
}
