//! One line of what is told to people.

use std::fmt;

/// One line of what is told to people, and what it is, for whoever shows lines differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    kind: LineKind,
    text: String,
}

impl Line {
    pub(super) fn new(kind: LineKind, text: String) -> Self {
        Self { kind, text }
    }

    /// Returns what the line is.
    pub fn kind(&self) -> LineKind {
        self.kind
    }

    /// Returns the text, indented, without a line feed.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// What a line is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// The name of a thing that was found.
    Title,
    /// A fact about it.
    Fact,
}
