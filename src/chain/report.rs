//! The judgement on a certificate, and the only way to its path.

use std::fmt;

use crate::Time;
use crate::path::{Candidate, PathError, Refusal, VerifiedPath};
use crate::revocation::Answer;
use crate::x509::Certificate;

/// What was judged about a certificate's path.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// A path to an anchor holds.
    Passed,
    /// A path to an anchor was built, and refused for a reason that no further certificate heals.
    Failed,
    /// No path reaches an anchor, revocation status is missing, or the search was stopped at its
    /// limit: nothing is decided.
    Indeterminate,
}

impl Outcome {
    /// Returns the name that reports use: `PASSED`, `FAILED` or `INDETERMINATE`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "PASSED",
            Self::Failed => "FAILED",
            Self::Indeterminate => "INDETERMINATE",
        }
    }

    fn of(refusal: &Refusal) -> Self {
        let undecided = matches!(
            refusal.reason,
            PathError::NoIssuer | PathError::BudgetSpent | PathError::RevocationUndetermined
        );
        if undecided || refusal.budget_spent { Self::Indeterminate } else { Self::Failed }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The judgement on a certificate: the path that holds, or what was tried and why it was refused.
///
/// A report is not a pass: ask [`verdict`](Self::verdict), or go on with
/// [`into_path`](Self::into_path).
#[must_use = "a report says what was judged, not that it is good"]
#[derive(Clone, Debug)]
pub struct Report {
    certificate: Certificate,
    judged_at: Time,
    found: Result<VerifiedPath, Refusal>,
    answers: Vec<Answer>,
    against: Option<Answer>,
}

impl Report {
    pub(super) fn new(
        certificate: &Certificate,
        judged_at: Time,
        found: Result<VerifiedPath, Refusal>,
    ) -> Self {
        let certificate = certificate.clone();
        Self { certificate, judged_at, found, answers: Vec::new(), against: None }
    }

    /// The same, with how the certificates of the path stand, or the one that it broke at.
    pub(super) fn with_revocation(self, answers: Vec<Answer>, against: Option<Answer>) -> Self {
        Self { answers, against, ..self }
    }

    /// Returns how each certificate of the path stands as to revocation, in their order, with the proof;
    /// none if no path holds.
    pub fn revocation(&self) -> &[Answer] {
        &self.answers
    }

    /// Returns how the certificate stands that the most telling path broke at, if it broke by its
    /// revocation.
    pub fn revocation_against(&self) -> Option<&Answer> {
        self.against.as_ref()
    }

    /// Returns the verdict.
    pub fn verdict(&self) -> Outcome {
        self.refusal().map_or(Outcome::Passed, Outcome::of)
    }

    /// Returns why no path holds, the most telling reason; `None` if one holds.
    pub fn reason(&self) -> Option<PathError> {
        self.refusal().map(|refusal| refusal.reason)
    }

    /// Returns the path that holds, if one does.
    pub fn path(&self) -> Option<&VerifiedPath> {
        self.found.as_ref().ok()
    }

    /// Returns the paths that were tried, the most telling first; none if one holds.
    pub fn candidates(&self) -> &[Candidate] {
        self.refusal().map(|refusal| refusal.candidates.as_slice()).unwrap_or_default()
    }

    /// Says whether the search was stopped at its limit before all was tried.
    pub fn budget_spent(&self) -> bool {
        self.refusal().is_some_and(|refusal| refusal.budget_spent)
    }

    /// Returns the certificate that was judged.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Returns the time by which was judged.
    pub fn judged_at(&self) -> Time {
        self.judged_at
    }

    /// Returns the path that holds.
    ///
    /// # Errors
    ///
    /// [`Rejected`] if none does.
    pub fn into_path(self) -> Result<VerifiedPath, Rejected> {
        match self.found {
            Ok(path) => Ok(path),
            Err(_) => Err(Rejected(Box::new(self))),
        }
    }

    /// The most telling candidate, or all of them.
    pub(super) fn shown(&self, all: bool) -> &[Candidate] {
        let candidates = self.candidates();
        if all { candidates } else { candidates.get(..1).unwrap_or_default() }
    }

    fn refusal(&self) -> Option<&Refusal> {
        self.found.as_ref().err()
    }
}

/// The judgement on a certificate for which no path holds.
#[derive(Clone, Debug)]
pub struct Rejected(Box<Report>);

impl Rejected {
    /// Returns the verdict. It is never a pass.
    pub fn verdict(&self) -> Outcome {
        self.0.verdict()
    }

    /// Returns the report, with the reasons.
    pub fn report(&self) -> &Report {
        &self.0
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.verdict())?;
        match self.0.refusal() {
            Some(refusal) => write!(f, ": {refusal}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Rejected {}
