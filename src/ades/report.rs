//! The judgement on a document.

use std::fmt;
use std::sync::Arc;

use crate::Time;
use crate::ades::{Rejected, SignatureReport, Verdict, Verified};

/// The judgement on a document: one report for each signature, and the verdict on the whole.
///
/// A report is not a pass: ask [`verdict`](Self::verdict), or go on with
/// [`into_verified`](Self::into_verified), the only way to the signed content.
#[must_use = "a report says what was judged, not that it is good"]
#[derive(Clone, Debug)]
pub struct Report {
    pub(crate) format: Format,
    pub(crate) profile: String,
    pub(crate) judged_at: Time,
    pub(crate) signatures: Vec<SignatureReport>,
    pub(crate) content: Option<Arc<[u8]>>,
}

impl Report {
    /// Returns the verdict on the whole.
    ///
    /// The first signature that failed decides; without one, the first that is in doubt. A
    /// document without any signature is in doubt.
    pub fn verdict(&self) -> Verdict {
        Verdict::of_all(self.signatures.iter().map(SignatureReport::verdict))
    }

    /// Returns the judgements on the signatures, in their order in the document.
    pub fn signatures(&self) -> &[SignatureReport] {
        &self.signatures
    }

    /// Returns the format of the signatures.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Returns the name of the policy's profile, as it stands in the profile.
    pub fn profile(&self) -> &str {
        &self.profile
    }

    /// Returns the time by which was judged.
    pub fn judged_at(&self) -> Time {
        self.judged_at
    }

    /// Returns the proof that every signature passed, and with it the signed content.
    ///
    /// # Errors
    ///
    /// [`Rejected`] if a signature did not pass, or if there is none.
    pub fn into_verified(self) -> Result<Verified, Rejected> {
        if self.verdict().is_passed() { Ok(Verified(self)) } else { Err(Rejected(Box::new(self))) }
    }
}

/// The format of a document's signatures.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// CMS, with the signed attributes of CAdES or without (RFC 5652, EN 319 122-1).
    Cades,
}

impl Format {
    /// Returns the name that reports use: `CAdES`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cades => "CAdES",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
