//! How elements become values: one table for each element of the format, read and written by it.
//!
//! The order of a table is the order in which the axis' SDK writes. Reading does not depend on it.

use crate::edxml::liberty::LibertyKind;
use crate::edxml::namespace::Recogniser;
use crate::edxml::output::Output;
use crate::xml::{Attribute, Element, Node, Span};

/// What stands in an element beside what the format names.
///
/// Two are equal if they say the same, wherever they stand.
#[non_exhaustive]
#[derive(Clone, Debug, Default)]
pub struct Rest {
    /// The attributes of the element.
    pub attributes: Vec<Attribute>,
    /// The elements that the format does not name, as they were found.
    pub unknown: Vec<Element>,
    /// Where the element stands; empty for one that was not read.
    pub span: Span,
}

impl PartialEq for Rest {
    fn eq(&self, other: &Self) -> bool {
        self.attributes == other.attributes && self.unknown == other.unknown
    }
}

impl Eq for Rest {}

/// An element of the format that has elements in it.
pub(crate) trait Record: Default {
    /// Says whether the format has an element of this name here.
    fn knows(name: &str) -> bool;
    /// Takes a child; gives it back if it has no place.
    fn take(&mut self, child: Element, cx: &mut Recogniser) -> Option<Element>;
    /// Writes the children.
    fn give(&self, out: &mut Output);
    /// What else stands in it.
    fn rest(&self) -> &Rest;
    /// The same, to be changed.
    fn rest_mut(&mut self) -> &mut Rest;
}

/// A child, or several, of a record.
pub(crate) trait Field {
    /// Takes an element that has the field's name; gives it back if it cannot be read.
    fn take(
        &mut self,
        name: &'static str,
        element: Element,
        cx: &mut Recogniser,
    ) -> Option<Element>;
    /// Writes the field.
    fn give(&self, name: &'static str, out: &mut Output);
}

/// Reads a record out of its element.
pub(crate) fn read<R: Record>(element: Element, cx: &mut Recogniser) -> R {
    let mut record = R::default();
    if element.has_text() {
        cx.note(LibertyKind::StrayText, element.span.start);
    }
    let Element { attributes, content, span, .. } = element;
    cx.note_nil(&attributes, content.iter().any(|node| matches!(node, Node::Element(_))), span);
    let mut unknown = Vec::new();
    for node in content {
        match node {
            Node::Element(child) => {
                let known = R::knows(&child.name);
                let back =
                    if cx.belongs(&child, known) { record.take(child, cx) } else { Some(child) };
                if let Some(back) = &back {
                    cx.note_out_of_place(back, known);
                }
                unknown.extend(back);
            }
            Node::Text(_) | Node::Comment(_) => {}
            Node::CData(_) => cx.note(LibertyKind::CData, span.start),
            Node::Instruction(_) => cx.note(LibertyKind::Instruction, span.start),
        }
    }
    *record.rest_mut() = Rest { attributes, unknown, span };
    record
}

/// Writes a record as an element.
pub(crate) fn write<R: Record>(record: &R, name: &str, out: &mut Output) {
    out.open(name, &record.rest().attributes);
    record.give(out);
    for element in &record.rest().unknown {
        out.element(element);
    }
    out.close(name);
}

/// Reads the text of an element that has nothing but text; `None` if it has elements.
fn text(name: &'static str, element: &Element, cx: &mut Recogniser) -> Option<String> {
    if element.children().next().is_some() {
        cx.note(LibertyKind::ElementsInText(name), element.span.start);
        return None;
    }
    let at = element.span.start;
    cx.note_nil(&element.attributes, !element.content.is_empty(), element.span);
    for node in &element.content {
        match node {
            // Comments in text: parsers that take the first piece alone read something else.
            Node::Comment(_) => cx.note(LibertyKind::CommentInText, at),
            Node::CData(_) => cx.note(LibertyKind::CData, at),
            Node::Instruction(_) => cx.note(LibertyKind::Instruction, at),
            Node::Text(_) | Node::Element(_) => {}
        }
    }
    Some(element.text())
}

/// Says that an element stands again; it does not count.
fn again(name: &'static str, element: &Element, cx: &mut Recogniser) {
    cx.note(LibertyKind::Duplicate(name), element.span.start);
}

impl Field for Option<String> {
    fn take(
        &mut self,
        name: &'static str,
        element: Element,
        cx: &mut Recogniser,
    ) -> Option<Element> {
        if self.is_some() {
            again(name, &element, cx);
            return None;
        }
        *self = text(name, &element, cx);
        self.is_none().then_some(element)
    }

    fn give(&self, name: &'static str, out: &mut Output) {
        if let Some(text) = self {
            out.text(name, text);
        }
    }
}

impl Field for Vec<String> {
    fn take(
        &mut self,
        name: &'static str,
        element: Element,
        cx: &mut Recogniser,
    ) -> Option<Element> {
        match text(name, &element, cx) {
            Some(text) => self.push(text),
            None => return Some(element),
        }
        None
    }

    fn give(&self, name: &'static str, out: &mut Output) {
        for text in self {
            out.text(name, text);
        }
    }
}

impl<R: Record> Field for Option<R> {
    fn take(
        &mut self,
        name: &'static str,
        element: Element,
        cx: &mut Recogniser,
    ) -> Option<Element> {
        if self.is_some() {
            again(name, &element, cx);
        } else {
            *self = Some(read(element, cx));
        }
        None
    }

    fn give(&self, name: &'static str, out: &mut Output) {
        if let Some(record) = self {
            write(record, name, out);
        }
    }
}

impl<R: Record> Field for Vec<R> {
    fn take(
        &mut self,
        _name: &'static str,
        element: Element,
        cx: &mut Recogniser,
    ) -> Option<Element> {
        self.push(read(element, cx));
        None
    }

    fn give(&self, name: &'static str, out: &mut Output) {
        for record in self {
            write(record, name, out);
        }
    }
}

impl Field for Option<Element> {
    fn take(
        &mut self,
        name: &'static str,
        element: Element,
        cx: &mut Recogniser,
    ) -> Option<Element> {
        if self.is_some() {
            again(name, &element, cx);
        } else {
            cx.note_out_of_place(&element, true);
            *self = Some(element);
        }
        None
    }

    fn give(&self, _name: &'static str, out: &mut Output) {
        if let Some(element) = self {
            out.element(element);
        }
    }
}

/// Makes records out of tables: field, type, name of the element.
macro_rules! records {
    ($(
        $(#[$about:meta])*
        $record:ident { $( $(#[$what:meta])* $field:ident: $kind:ty = $name:literal, )* }
    )*) => {
        /// Says whether the format has an element of this name below its envelope.
        pub(crate) fn has_name(name: &str) -> bool {
            [$( $($name),* ),*].contains(&name)
        }

        $(
        $(#[$about])*
        #[non_exhaustive]
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $record {
            $( $(#[$what])* pub $field: $kind, )*
            /// What else stands in the element.
            pub rest: $crate::edxml::record::Rest,
        }

        impl $crate::edxml::record::Record for $record {
            fn knows(name: &str) -> bool {
                matches!(name, $($name)|*)
            }

            fn take(
                &mut self,
                child: $crate::xml::Element,
                cx: &mut $crate::edxml::namespace::Recogniser,
            ) -> Option<$crate::xml::Element> {
                match &*child.name {
                    $( $name => {
                        $crate::edxml::record::Field::take(&mut self.$field, $name, child, cx)
                    } )*
                    _ => Some(child),
                }
            }

            fn give(&self, out: &mut $crate::edxml::output::Output) {
                $( $crate::edxml::record::Field::give(&self.$field, $name, out); )*
            }

            fn rest(&self) -> &$crate::edxml::record::Rest {
                &self.rest
            }

            fn rest_mut(&mut self) -> &mut $crate::edxml::record::Rest {
                &mut self.rest
            }
        }
    )* };
}

pub(super) use records;
