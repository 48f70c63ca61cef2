//! Texts of the header that are no facts of their own, and that people read all the same.

use super::normal::normal;

/// A text of the header: names and addresses, places, appendixes, reasons.
///
/// Hubs drop some of them, so one that did not arrive is no change. One that arrived and was not
/// sealed is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Detail {
    pub(super) element: String,
    pub(super) of: String,
    pub(super) text: String,
}

impl Detail {
    /// Describes a text by the element that it is in, such as `From/Email`, and what the element is
    /// about: an identifier code, or the name of an attachment; empty for the message.
    pub fn new(element: &str, of: &str, text: &str) -> Self {
        Self { element: normal(element), of: normal(of), text: normal(text) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn to_line(&self) -> String {
        let Self { element, of, text } = self;
        let of = if of.is_empty() { String::new() } else { format!(" ({of})") };
        format!("{element}{of}: {text}")
    }
}
