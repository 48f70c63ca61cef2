//! Which prefix means which namespace, at each depth (Namespaces §6).

use std::sync::Arc;

use crate::xml::element::Namespace;
use crate::xml::{XML_NAMESPACE, XMLNS_NAMESPACE};

/// The declarations in force, innermost last.
#[derive(Debug)]
pub(super) struct Scopes {
    /// Prefix, empty for the default, and what it means.
    bound: Vec<(Box<str>, Arc<str>)>,
    /// How many were bound before each open element.
    marks: Vec<usize>,
    xml: Arc<str>,
}

impl Scopes {
    pub(super) fn new() -> Self {
        Self { bound: Vec::new(), marks: Vec::new(), xml: Arc::from(XML_NAMESPACE) }
    }

    pub(super) fn open(&mut self) {
        self.marks.push(self.bound.len());
    }

    pub(super) fn close(&mut self) {
        if let Some(mark) = self.marks.pop() {
            self.bound.truncate(mark);
        }
    }

    /// Binds a prefix in the open element; the clause that forbids it, if one does.
    pub(super) fn bind(&mut self, prefix: &str, uri: &str) -> Result<(), &'static str> {
        // Namespaces §3: `xml` means its own namespace, `xmlns` is never declared, and a prefix
        // cannot be undeclared (§5).
        let reserved = prefix == "xmlns" || uri == XMLNS_NAMESPACE;
        if reserved || (prefix == "xml") != (uri == XML_NAMESPACE) {
            return Err("Namespaces in XML 1.0 §3");
        }
        if !prefix.is_empty() && uri.is_empty() {
            return Err("Namespaces in XML 1.0 §5");
        }
        self.bound.push((prefix.into(), uri.into()));
        Ok(())
    }

    /// How many declarations are in force.
    pub(super) fn len(&self) -> usize {
        self.bound.len()
    }

    /// What a prefix means; an empty one is the default of elements.
    pub(super) fn resolve(&self, prefix: Option<&str>) -> Namespace {
        let wanted = prefix.unwrap_or_default();
        if wanted == "xml" {
            return Namespace::Uri(Arc::clone(&self.xml));
        }
        let found = self.bound.iter().rev().find(|(bound, _)| **bound == *wanted);
        match (found, prefix) {
            (Some((_, uri)), _) if uri.is_empty() => Namespace::None,
            (Some((_, uri)), _) => Namespace::Uri(Arc::clone(uri)),
            (None, None) => Namespace::None,
            (None, Some(_)) => Namespace::Undeclared,
        }
    }
}
