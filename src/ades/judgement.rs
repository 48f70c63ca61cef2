//! A judgement in progress: the steps that were gone through, and what they came across.
//!
//! EN 319 102-1 §5.3 (basic signatures). It fails closed: a pass needs every step to say that it
//! was gone through. A failure outweighs a doubt, whatever comes first, because §5.1.4.1 forbids that a
//! policy's constraint hides a TOTAL-FAILED.

use crate::ades::{Doubt, Failure, Finding, FindingCode, Severity, Verdict};

/// A building block of the judgement, in the order in which they are gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// §5.2.2: the format is what its standard says.
    Format,
    /// §5.2.3: the signing certificate is identified.
    SigningCertificate,
    /// §5.2.6: there is a valid chain to a trust anchor.
    Path,
    /// §5.2.6.4 step 4: the revocation status is what the policy asks for.
    Revocation,
    /// §5.2.7: digests and the signature value are right.
    Cryptography,
    /// §5.2.8: the policy's demands on algorithms, attributes and level are met.
    Acceptance,
}

impl Step {
    /// Every step.
    pub(crate) const ALL: &'static [Self] = &[
        Self::Format,
        Self::SigningCertificate,
        Self::Path,
        Self::Revocation,
        Self::Cryptography,
        Self::Acceptance,
    ];
}

/// A judgement in progress.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judgement {
    failure: Option<Failure>,
    doubt: Option<Doubt>,
    findings: Vec<Finding>,
    completed: Vec<Step>,
}

impl Judgement {
    /// Begins a judgement; no step is complete yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Says that a step was gone through to its end, whatever it found.
    pub(crate) fn complete(&mut self, step: Step) {
        self.completed.push(step);
    }

    /// Notes something that does not decide.
    pub(crate) fn note(&mut self, finding: Finding) {
        debug_assert!(finding.severity() != Severity::Error, "{:?} decides", finding.code());
        self.findings.push(finding);
    }

    /// Notes why the signature is certainly not good. The first failure names the verdict.
    pub(crate) fn fail(&mut self, failure: Failure, finding: Finding) {
        self.failure.get_or_insert(failure);
        self.findings.push(finding.into_error());
    }

    /// Notes why the signature may not be good. The first doubt names the verdict.
    pub(crate) fn doubt(&mut self, doubt: Doubt, finding: Finding) {
        self.doubt.get_or_insert(doubt);
        self.findings.push(finding.into_error());
    }

    /// Says whether anything stands against the signature so far.
    pub(crate) fn is_clean(&self) -> bool {
        self.failure.is_none() && self.doubt.is_none()
    }

    /// Says whether nothing is certainly wrong so far.
    pub(crate) fn has_no_failure(&self) -> bool {
        self.failure.is_none()
    }

    /// Ends the judgement.
    pub(crate) fn finish(mut self) -> (Verdict, Vec<Finding>) {
        if self.is_clean() && !Step::ALL.iter().all(|step| self.completed.contains(step)) {
            self.doubt(Doubt::Custom, Finding::new(FindingCode::NotFullyJudged));
        }
        let verdict = match (self.failure, self.doubt) {
            (Some(failure), _) => Verdict::Failed(failure),
            (None, Some(doubt)) => Verdict::Indeterminate(doubt),
            (None, None) => Verdict::Passed,
        };
        (verdict, self.findings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn completed(steps: &[Step]) -> Judgement {
        let mut judgement = Judgement::new();
        steps.iter().for_each(|step| judgement.complete(*step));
        judgement
    }

    #[test]
    fn passes_when_every_step_was_complete() {
        assert_eq!(completed(Step::ALL).finish(), (Verdict::Passed, Vec::new()));
    }

    #[test]
    fn a_step_left_out_is_not_a_pass() {
        for left_out in Step::ALL {
            let mut steps = Step::ALL.to_vec();
            steps.retain(|step| step != left_out);
            let (verdict, findings) = completed(&steps).finish();
            assert_eq!(verdict, Verdict::Indeterminate(Doubt::Custom), "{left_out:?}");
            assert_eq!(findings[0].code(), FindingCode::NotFullyJudged);
        }
    }

    #[test]
    fn a_failure_outweighs_an_earlier_doubt() {
        let mut judgement = completed(Step::ALL);
        judgement.doubt(Doubt::TryLater, Finding::new(FindingCode::RevocationUnknown));
        judgement.fail(Failure::HashFailure, Finding::new(FindingCode::MessageDigestMismatch));
        judgement.fail(Failure::SigCryptoFailure, Finding::new(FindingCode::SignatureMismatch));
        let (verdict, findings) = judgement.finish();
        assert_eq!(verdict, Verdict::Failed(Failure::HashFailure));
        assert_eq!(findings.len(), 3);
    }

    proptest! {
        #[test]
        fn passes_exactly_if_no_finding_is_an_error(
            failures in proptest::collection::vec(proptest::sample::select(Failure::ALL.to_vec()), 0..2),
            doubts in proptest::collection::vec(proptest::sample::select(Doubt::ALL.to_vec()), 0..2),
            notes in 0_usize..3,
        ) {
            let mut judgement = completed(Step::ALL);
            (0..notes).for_each(|_| judgement.note(Finding::new(FindingCode::TimeNotProven)));
            for doubt in &doubts {
                judgement.doubt(*doubt, Finding::new(FindingCode::RevocationSkipped));
            }
            for failure in &failures {
                judgement.fail(*failure, Finding::new(FindingCode::SignatureMismatch));
            }
            let (verdict, findings) = judgement.finish();
            let errors = findings.iter().filter(|finding| finding.severity() == Severity::Error);
            prop_assert_eq!(verdict.is_passed(), errors.count() == 0);
        }
    }
}
