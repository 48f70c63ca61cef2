//! Findings: what a judgement came across, in words for machines and for people.
//!
//! EN 319 102-1 §5.1.3 asks a report to explain each doubt and failure. Codes are stable; texts
//! are not.

mod code;
mod detail;
mod help;
mod path;

pub use code::FindingCode;
pub use detail::Detail;
pub(crate) use detail::{escape, vietnam_time};

use crate::ades::Language;

/// Something that a judgement came across.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    code: FindingCode,
    severity: Severity,
    clause: &'static str,
    details: Vec<Detail>,
}

impl Finding {
    /// Makes a finding with the usual severity of its code.
    pub(crate) fn new(code: FindingCode) -> Self {
        Self { code, severity: code.usual_severity(), clause: "", details: Vec::new() }
    }

    /// Names the clause that the finding is by.
    pub(crate) fn by(mut self, clause: &'static str) -> Self {
        self.clause = clause;
        self
    }

    /// Adds a particular: whose certificate, which time.
    pub(crate) fn with(mut self, detail: Detail) -> Self {
        self.details.push(detail);
        self
    }

    /// Adds a particular, if there is one.
    pub(crate) fn with_all(mut self, details: impl IntoIterator<Item = Detail>) -> Self {
        self.details.extend(details);
        self
    }

    /// Makes this the reason of a verdict other than a pass.
    pub(crate) fn into_error(mut self) -> Self {
        self.severity = Severity::Error;
        self
    }

    /// Returns what was found; [`FindingCode::code`] is its stable name.
    pub fn code(&self) -> FindingCode {
        self.code
    }

    /// Returns how much it matters.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns the clause of the standard that it is by, such as `RFC 5652 §11.2`, or `""`.
    pub fn clause(&self) -> &'static str {
        self.clause
    }

    /// Returns the particulars: whose certificate, which time.
    pub fn details(&self) -> &[Detail] {
        &self.details
    }

    /// Returns one sentence for people, with its particulars in brackets.
    ///
    /// Control characters of names are escaped, so the text can go to a terminal.
    pub fn text(&self, language: Language) -> String {
        let mut text = self.code.text(language).to_owned();
        let details: Vec<_> = self.details.iter().map(|detail| detail.text(language)).collect();
        if !details.is_empty() {
            // The sentence keeps its full stop; the particulars come before it.
            let end = text.pop();
            text.push_str(" (");
            text.push_str(&details.join("; "));
            text.push(')');
            text.extend(end);
        }
        text
    }
}

/// How much a finding matters.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// The signature may pass, but a person should look at this.
    Warning,
    /// A reason why the verdict is not a pass.
    Error,
}

impl Severity {
    /// Returns the name that reports use: `info`, `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_stand_in_brackets_before_the_full_stop() {
        let finding = Finding::new(FindingCode::MessageDigestMismatch)
            .with(Detail::Algorithm("SHA-256".to_owned()));
        let text = finding.text(Language::En);
        assert!(text.ends_with(" (algorithm: SHA-256)."), "{text}");
        let text = finding.text(Language::Vi);
        assert!(text.ends_with(" (thuật toán: SHA-256)."), "{text}");
    }

    #[test]
    fn names_cannot_command_a_terminal() {
        let finding = Finding::new(FindingCode::SignatureMismatch)
            .with(Detail::Certificate("CN=\u{1b}[2J\u{202e}x\n\u{85}\u{200b}Ấn".to_owned()));
        let text = finding.text(Language::Vi);
        assert!(text.contains(r"CN=\u{1b}[2J\u{202e}x\n\u{85}\u{200b}Ấn"), "{text}");
        assert!(!text.chars().any(char::is_control));
    }

    #[test]
    fn what_decides_is_an_error() {
        let finding = Finding::new(FindingCode::RevocationSkipped);
        assert_eq!(finding.severity(), Severity::Warning);
        assert_eq!(finding.into_error().severity(), Severity::Error);
    }
}
