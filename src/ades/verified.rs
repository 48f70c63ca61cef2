//! The proof that everything passed, and its opposite.

use std::fmt;

use crate::ades::{Report, SignatureReport, Verdict};

/// The proof that a document has a signature and that every signature passed.
///
/// Only [`Report::into_verified`] makes it, and it is the only way to the signed content.
#[derive(Clone, Debug)]
pub struct Verified(pub(super) Report);

impl Verified {
    /// Returns the signed content, if the signature carries it.
    pub fn content(&self) -> Option<&[u8]> {
        self.0.content.as_deref()
    }

    /// Returns the report that this is the proof of.
    pub fn report(&self) -> &Report {
        &self.0
    }
}

/// The judgement of a document whose signatures did not all pass, or that has none.
#[derive(Clone, Debug)]
pub struct Rejected(pub(super) Box<Report>);

impl Rejected {
    /// Returns the verdict on the whole. It is never a pass.
    pub fn verdict(&self) -> Verdict {
        self.0.verdict()
    }

    /// Returns the verdict on each signature.
    pub fn verdicts(&self) -> Vec<Verdict> {
        self.0.signatures().iter().map(SignatureReport::verdict).collect()
    }

    /// Returns the report, with the reasons.
    pub fn report(&self) -> &Report {
        &self.0
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdicts = self.verdicts();
        if verdicts.is_empty() {
            return f.write_str("there is no signature");
        }
        write!(f, "not every signature passed: ")?;
        for (index, verdict) in verdicts.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{verdict}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Rejected {}
