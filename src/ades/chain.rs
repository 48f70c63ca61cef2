//! The judgement on a signer's chain of certificates.
//!
//! EN 319 102-1 §5.2.6. Path validation gives one reason; here it becomes a sub-indication. The time
//! of the judgement is the best proof of when a signature existed (§5.5.4: best-signature-time begins
//! as the current time): a certificate that is not yet valid then was certainly not valid when the
//! signature was made, one that is expired may have been.
//!
//! Left out: evaluating CRLs and OCSP answers. Until that is here, a policy that demands the
//! revocation status, or data that could tell it, leaves the signature in doubt.

use crate::Time;
use crate::ades::{
    Detail, Doubt, Failure, Finding, FindingCode, Judgement, Proofs, Setting, Step, Verdict,
};
use crate::cms::RevocationInfo;
use crate::path::{self, Candidate, Context, PathError, Refusal, VerifiedPath};
use crate::policy::{PathInputs, Revocation};
use crate::x509::Certificate;

/// What a signature carries beside its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carried<'a> {
    /// Its certificates.
    pub(crate) certificates: &'a [Certificate],
    /// Its CRLs and OCSP answers, unread.
    pub(crate) revocation: &'a [RevocationInfo],
}

/// What was found about a signer's chain.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    /// The path, if one holds.
    pub(crate) path: Option<VerifiedPath>,
    /// What was tried, if none holds.
    pub(crate) candidates: Vec<Candidate>,
}

/// Judges the way from a signing certificate to an anchor (§5.2.6), for what exists since a time.
///
/// First at the time of the judgement; if only time stands against the path, at the time at which
/// what was signed provably existed (§5.6.2.4).
#[must_use = "the report shows the chain"]
pub(crate) fn judge_chain(
    judgement: &mut Judgement,
    signer: &Certificate,
    carried: Carried<'_>,
    inputs: &PathInputs,
    (exists, _proofs): (Time, &Proofs),
    setting: &Setting<'_>,
) -> Chain {
    let mut pool = carried.certificates.to_vec();
    pool.extend_from_slice(setting.evidence.certificates());
    let found = find(signer, &pool, inputs, setting.at, setting);
    let found = match found {
        Err(refusal) if exists < setting.at && is_of_time(refusal.reason) => {
            let past = find(signer, &pool, inputs, exists, setting);
            if past.is_ok() {
                let finding = Finding::new(FindingCode::JudgedInPast);
                judgement.note(finding.by("EN 319 102-1 §5.6.2.4").with(Detail::Time(exists)));
            }
            past
        }
        found => found,
    };
    judgement.complete(Step::Path);
    match found {
        Ok(path) => {
            note_path(judgement, &path, carried, setting);
            judge_beginning(judgement, signer, exists);
            judge_revocation(judgement, carried, setting);
            Chain { path: Some(path), candidates: Vec::new() }
        }
        Err(refusal) => {
            decide(judgement, &refusal);
            Chain { path: None, candidates: refusal.candidates }
        }
    }
}

/// EN 319 102-1 §5.5.4: what provably existed before its certificate began was not signed with it.
fn judge_beginning(judgement: &mut Judgement, signer: &Certificate, exists: Time) {
    if exists < signer.not_before() {
        let finding = Finding::new(FindingCode::Path(PathError::NotYetValid))
            .by("EN 319 102-1 §5.5.4")
            .with(Detail::Time(exists))
            .with(Detail::From(signer.not_before()));
        judgement.fail(Failure::NotYetValid, finding);
    }
}

fn find(
    signer: &Certificate,
    pool: &[Certificate],
    inputs: &PathInputs,
    at: Time,
    setting: &Setting<'_>,
) -> Result<VerifiedPath, Refusal> {
    // Revocation is judged below, on the path, so that the report can show it.
    let unasked = path::danger::WithoutRevocation::new();
    let policy = setting.policy;
    let context = Context::new(policy.trust(), policy.algorithms(), inputs, &unasked, at)
        .with_provider(policy.provider())
        .with_limits(*policy.limits());
    path::find(signer, pool, &context)
}

/// Whether a path might have held earlier.
fn is_of_time(reason: PathError) -> bool {
    match reason {
        PathError::Expired | PathError::AnchorExpired => true,
        PathError::Algorithm(refusal) => refusal.until().is_some(),
        _ => false,
    }
}

fn note_path(
    judgement: &mut Judgement,
    path: &VerifiedPath,
    carried: Carried<'_>,
    setting: &Setting<'_>,
) {
    if path.uses_legacy_algorithms() && !setting.policy.algorithms().are_off() {
        judgement.note(Finding::new(FindingCode::LegacyAlgorithmInChain));
    }
    let is_carried = |one: &Certificate| carried.certificates.contains(one);
    // The signing certificate may come from the caller too; then nothing was completed.
    let (signer, above) = path.certificates().split_first().unzip();
    if signer.is_some_and(is_carried) && !above.unwrap_or_default().iter().all(is_carried) {
        judgement.note(Finding::new(FindingCode::ChainCompletedByCaller));
    }
}

/// EN 319 102-1 §5.2.6.4 step 4: revocation status, as far as it can be told here.
fn judge_revocation(judgement: &mut Judgement, carried: Carried<'_>, setting: &Setting<'_>) {
    const CLAUSE: &str = "EN 319 102-1 §5.2.6.4 step 4";
    let finding = |code| Finding::new(code).by(CLAUSE);
    let has_data = !carried.revocation.is_empty() || setting.evidence.tells_about_revocation();
    match setting.policy.revocation() {
        Revocation::Require if has_data => {
            judgement.doubt(Doubt::TryLater, finding(FindingCode::RevocationNotEvaluated));
        }
        Revocation::Require => {
            judgement.doubt(Doubt::TryLater, finding(FindingCode::RevocationUnknown));
        }
        // What could say "revoked" must not be passed over.
        Revocation::IfPresent if has_data => {
            judgement.doubt(Doubt::TryLater, finding(FindingCode::RevocationNotEvaluated));
        }
        Revocation::IfPresent => judgement.note(finding(FindingCode::RevocationNotAvailable)),
        Revocation::Skip => judgement.note(finding(FindingCode::RevocationSkipped)),
    }
    judgement.complete(Step::Revocation);
}

fn decide(judgement: &mut Judgement, refusal: &Refusal) {
    let telling = refusal.candidates.iter().find(|tried| tried.error == refusal.reason);
    let mut finding = Finding::new(FindingCode::Path(refusal.reason)).by(refusal.reason.clause());
    if let Some(tried) = telling {
        finding = particulars(finding, tried);
    }
    match verdict_of(refusal.reason, telling.is_some_and(|tried| tried.at == 0)) {
        Verdict::Failed(failure) => judgement.fail(failure, finding),
        Verdict::Indeterminate(doubt) => judgement.doubt(doubt, finding),
        Verdict::Passed => judgement.doubt(Doubt::Custom, finding),
    }
}

fn particulars(finding: Finding, tried: &Candidate) -> Finding {
    let Some(certificate) = tried.certificates.get(tried.at) else {
        let name = tried.anchor.as_ref().map(|anchor| anchor.name().to_string());
        return finding.with_all(name.map(Detail::Certificate));
    };
    let finding = finding.with(Detail::Certificate(certificate.subject().to_string()));
    match tried.error {
        PathError::Expired => finding.with(Detail::Until(certificate.not_after())),
        PathError::NotYetValid => finding.with(Detail::From(certificate.not_before())),
        PathError::Algorithm(refusal) => {
            let algorithm = certificate.signature_algorithm();
            finding
                .with_all(algorithm.map(|algorithm| Detail::Algorithm(algorithm.to_string())))
                .with_all(refusal.until().map(Detail::Until))
        }
        _ => finding,
    }
}

/// What the failure of a path means for the signature (EN 319 102-1 §5.2.6.4, Table 6).
fn verdict_of(error: PathError, is_signer: bool) -> Verdict {
    Verdict::Indeterminate(match error {
        // §5.2.6.4 step 2: no chain could be built.
        PathError::NoIssuer
        | PathError::TooDeep
        | PathError::BudgetSpent
        | PathError::AnchorIsNotForItself => Doubt::NoCertificateChainFound,
        // §5.2.6.4 step 3: the anchor is not trusted at this time.
        PathError::AnchorNotYetValid | PathError::AnchorExpired => {
            Doubt::NoCertificateChainFoundNoPoe
        }
        // §5.5.4: proof that the signature was made before the certificate began.
        PathError::NotYetValid if is_signer => return Verdict::Failed(Failure::NotYetValid),
        // §5.2.6.4 step 7.
        PathError::Expired if is_signer => Doubt::OutOfBoundsNoPoe,
        // §5.2.6.4 step 4 b and d.
        PathError::Revoked if is_signer => Doubt::RevokedNoPoe,
        PathError::Revoked => Doubt::RevokedCaNoPoe,
        PathError::RevocationUndetermined => Doubt::TryLater,
        // §5.2.6.4 step 5: what the policy demands of the chain.
        PathError::Policy
        | PathError::ExtendedKeyUsage
        | PathError::KeyUsage
        | PathError::ReferenceName
        | PathError::WebProfile(_) => Doubt::ChainConstraintsFailure,
        // §5.2.6.4 step 6.
        PathError::Algorithm(refusal) if refusal.until().is_some() => {
            Doubt::CryptoConstraintsFailureNoPoe
        }
        PathError::Algorithm(_) | PathError::ExplicitCurve => Doubt::CryptoConstraintsFailure,
        // §5.2.6.4 step 4 e: path validation fails for another reason.
        PathError::NotYetValid
        | PathError::Expired
        | PathError::UnsupportedAlgorithm
        | PathError::KeyMismatch
        | PathError::SignatureMismatch
        | PathError::AnchorNotCa
        | PathError::NotCa
        | PathError::PathLength
        | PathError::KeyCertSign
        | PathError::UnknownCriticalExtension
        | PathError::NameNotPermitted(_)
        | PathError::NameExcluded(_)
        | PathError::NameUnprocessable(_)
        | PathError::PolicyGraphTooLarge => Doubt::CertificateChainGeneralFailure,
    })
}

#[cfg(test)]
mod tests;
