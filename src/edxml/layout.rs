//! Where the parts of a message stand, so that something can be put in or taken out and every other
//! byte stays as it is.

use crate::xml::{Element, Namespace, Span};

/// Where an element stands, and how its tag is written.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The prefix of its tag.
    pub prefix: Option<Box<str>>,
    /// What the prefix means.
    pub namespace: Namespace,
    /// The whole element.
    pub span: Span,
    /// Between its tags; `None` for an empty-element tag.
    pub inner: Option<Span>,
}

impl Slot {
    pub(super) fn of(element: &Element) -> Self {
        Self {
            prefix: element.prefix.clone(),
            namespace: element.namespace.clone(),
            span: element.span,
            inner: element.inner,
        }
    }
}

/// Where the parts of a message stand.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The root.
    pub root: Slot,
    /// The envelope that counts.
    pub envelope: Slot,
    /// The body in it.
    pub body: Option<Slot>,
    /// The manifest in that.
    pub manifest: Option<Slot>,
    /// The first list of attachments.
    pub attachments: Option<Slot>,
    /// How many bytes the message has.
    pub length: u64,
}
