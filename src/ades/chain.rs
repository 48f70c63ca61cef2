//! The judgement on a signer's chain of certificates.
//!
//! EN 319 102-1 §5.2.6. Path validation gives one reason; here it becomes a sub-indication. The time
//! of the judgement is the best proof of when a signature existed (§5.5.4: best-signature-time begins
//! as the current time): a certificate that is not yet valid then was certainly not valid when the
//! signature was made, one that is expired may have been.
//!
//! A path is found without regard to revocation, so that the report can show it with the status of each
//! certificate; where that status stands against it, another path is looked for.

use crate::Time;
use crate::ades::material::RevocationData;
use crate::ades::past;
use crate::ades::revocation::{About, Times, judge_answers, stands_against};
use crate::ades::{
    Detail, Doubt, Failure, Finding, FindingCode, Judgement, Proofs, Setting, Step, Verdict,
};
use crate::path::{
    self, Candidate, Context, PathError, Question, Refusal, RevocationChecker, VerifiedPath,
};
use crate::policy::PathInputs;
use crate::revocation::{Answer, Checker, Material, Standing};
use crate::x509::Certificate;

/// What a signature carries beside its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carried<'a> {
    /// Its certificates.
    pub(crate) certificates: &'a [Certificate],
    /// Its CRLs and OCSP answers.
    pub(crate) revocation: &'a RevocationData,
}

/// What is known of the time at which something was signed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Made<'a> {
    /// Since when it provably exists: the time that revocation data has to tell about.
    pub(crate) exists: Time,
    /// A time after which it was provably made: that of a time-stamp under the signature.
    pub(crate) after: Option<Time>,
    /// Whether it refers, under signature, to the very certificate that is judged, by its digest.
    pub(crate) refers: bool,
    pub(crate) proofs: &'a Proofs,
}

impl Made<'_> {
    /// Since when a certificate of the path provably exists (EN 319 102-1 §5.6.2.3).
    ///
    /// The signing certificate is as old as the signature if that refers to it. Otherwise it was put beside
    /// the signature, by anybody, at any time since.
    pub(crate) fn certificate(&self, certificate: &Certificate, is_signer: bool) -> Time {
        let own = self.proofs.of(certificate.as_der());
        if is_signer && self.refers { own.min(self.exists) } else { own }
    }
}

/// What was found about a signer's chain.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    /// The path, if one holds.
    pub(crate) path: Option<VerifiedPath>,
    /// How each of its certificates stands, in their order.
    pub(crate) answers: Vec<Answer>,
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
    made: Made<'_>,
    setting: &Setting<'_>,
) -> Chain {
    let evidence = setting.evidence;
    let pool = [carried.certificates, evidence.certificates()].concat();
    let crls = [&carried.revocation.crls, evidence.crls()].concat();
    let responses = [&carried.revocation.responses, evidence.ocsp_responses()].concat();
    let material = Material::new(&pool, &crls, &responses);
    let checker = Checker::new(setting.policy, material, setting.at).with_existence(made.proofs);
    let search = Search { signer, pool: &pool, inputs, made, setting, material };
    let (found, held_at) = search.find(judgement);
    judgement.complete(Step::Path);
    match found {
        Ok(path) => {
            let (path, mut answers) = search.best(path, held_at, &checker);
            note_path(judgement, &path, carried, setting);
            judge_beginning(judgement, signer, made.exists);
            past::judge_algorithms(judgement, &path, made, setting);
            let times = Times { made, in_past: held_at < setting.at };
            let older = |place, until| search.older(&path, place, until);
            let demand = setting.policy.revocation();
            judge_answers(judgement, &path, &mut answers, demand, times, &older);
            judgement.complete(Step::Revocation);
            let statuses = answers.iter().map(|one| one.status(demand)).collect();
            let path = Some(path.with_revocation(statuses));
            Chain { path, answers, candidates: Vec::new() }
        }
        Err(refusal) => {
            let ask = |tried: &Candidate| search.ask_about_last(tried, &checker);
            decide(judgement, &refusal, made.after, &ask);
            Chain { path: None, answers: Vec::new(), candidates: refusal.candidates }
        }
    }
}

/// The search for the path of a signer.
struct Search<'s> {
    signer: &'s Certificate,
    pool: &'s [Certificate],
    inputs: &'s PathInputs,
    made: Made<'s>,
    setting: &'s Setting<'s>,
    material: Material<'s>,
}

impl Search<'_> {
    /// Finds a path without regard to revocation, and the time at which it holds.
    fn find(&self, judgement: &mut Judgement) -> (Result<VerifiedPath, Refusal>, Time) {
        let unasked = path::danger::WithoutRevocation::new();
        let now = self.setting.at;
        match self.find_at(now, &unasked) {
            Err(refusal) if self.made.exists < now && is_of_time(refusal.reason) => {
                let past = self.find_at(self.made.exists, &unasked);
                if past.is_ok() {
                    let finding = Finding::new(FindingCode::JudgedInPast)
                        .by("EN 319 102-1 §5.6.2.4")
                        .with(Detail::Time(self.made.exists));
                    judgement.note(finding);
                }
                (past, self.made.exists)
            }
            found => (found, now),
        }
    }

    fn find_at(
        &self,
        at: Time,
        revocation: &dyn RevocationChecker,
    ) -> Result<VerifiedPath, Refusal> {
        let context =
            Context::of_policy(self.setting.policy, revocation, at).with_inputs(self.inputs);
        path::find(self.signer, self.pool, &context)
    }

    /// The path that was found, with how its certificates stood when what was signed existed; or another
    /// path, where that stands against it and not against the other.
    fn best(
        &self,
        path: VerifiedPath,
        held_at: Time,
        checker: &Checker<'_>,
    ) -> (VerifiedPath, Vec<Answer>) {
        let demand = self.setting.policy.revocation();
        let at = self.made.exists.min(self.setting.at);
        let ask = |path: &VerifiedPath| checker.answers(path.certificates(), path.anchor(), at);
        let (mut path, mut answers) = (path.clone(), ask(&path));
        if path.certificates().len() > 1 && stands_against(&answers, demand) {
            let asked = At { checker, at };
            if let Ok(other) = self.find_at(held_at, &asked) {
                (answers, path) = (ask(&other), other);
            }
        }
        let statuses = answers.iter().map(|one| one.status(demand)).collect();
        (path.with_revocation(statuses), answers)
    }

    /// Asks how a certificate of a path stands, of what provably existed by a time (§5.6.2.2).
    fn older(&self, path: &VerifiedPath, place: usize, until: Time) -> Answer {
        let (proofs, all) = (self.made.proofs, self.material);
        let crls = all.crls.iter().filter(|one| proofs.of(one.as_der()) <= until);
        let crls: Vec<_> = crls.cloned().collect();
        let responses = all
            .responses
            .iter()
            .filter(|one| proofs.of(one.as_der()).min(proofs.of(one.as_basic_der())) <= until);
        let responses: Vec<_> = responses.cloned().collect();
        // Who signed them too.
        let pool = self.pool.iter().filter(|one| proofs.of(one.as_der()) <= until);
        let pool: Vec<_> = pool.cloned().collect();
        let material = Material::new(&pool, &crls, &responses);
        let checker = Checker::new(self.setting.policy, material, self.setting.at);
        let checker = checker.with_existence(proofs);
        let mut answers = checker.answers(path.certificates(), path.anchor(), self.made.exists);
        answers.truncate(place + 1);
        answers.pop().unwrap_or_else(Answer::unknown)
    }

    /// Asks how the last certificate of a path stands that does not hold.
    fn ask_about_last(&self, tried: &Candidate, checker: &Checker<'_>) -> Option<Answer> {
        let (certificate, above) = tried.certificates.split_first()?;
        let above: Vec<_> = above.iter().collect();
        let at = self.setting.at;
        Some(checker.answer(Question::new(certificate, &above, tried.anchor.as_ref()?, at)))
    }
}

/// Asks about certificates at one time, whatever the time at which their path is to hold.
#[derive(Debug)]
struct At<'c> {
    checker: &'c Checker<'c>,
    at: Time,
}

impl RevocationChecker for At<'_> {
    fn check(&self, question: Question<'_>) -> path::Status {
        self.checker.check(Question { at: self.at, ..question })
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
    let above = above.unwrap_or_default();
    if above.first().is_some_and(|issuer| is_mixed(issuer, carried)) {
        judgement.note(Finding::new(FindingCode::ChainMixed));
    }
    if signer.is_some_and(is_carried) && !above.iter().all(is_carried) {
        let code = match carried.certificates {
            [_] => FindingCode::ChainLeafOnly,
            _ => FindingCode::ChainCompletedByCaller,
        };
        judgement.note(Finding::new(code));
    }
}

/// Whether there are authorities beside a signature, and not the one that issued its certificate.
fn is_mixed(issuer: &Certificate, carried: Carried<'_>) -> bool {
    let is_authority =
        |one: &Certificate| one.extensions().basic_constraints().is_some_and(|basic| basic.ca);
    let mut authorities = carried.certificates.iter().filter(|one| is_authority(one)).peekable();
    authorities.peek().is_some() && !authorities.any(|one| one.spki() == issuer.spki())
}

fn decide(
    judgement: &mut Judgement,
    refusal: &Refusal,
    after: Option<Time>,
    ask: &dyn Fn(&Candidate) -> Option<Answer>,
) {
    let telling = refusal.candidates.iter().find(|tried| tried.error == refusal.reason);
    let mut finding = Finding::new(FindingCode::Path(refusal.reason)).by(refusal.reason.clause());
    if let Some(tried) = telling {
        finding = particulars(finding, tried);
    }
    let is_signer = telling.is_some_and(|tried| tried.at == 0);
    if let (PathError::Expired, true, Some(tried)) = (refusal.reason, is_signer, telling) {
        // §5.3.4: a content time-stamp proves that it was signed after its certificate had ended.
        let ended = tried.certificates.first().map(Certificate::not_after);
        if ended.zip(after).is_some_and(|(ended, after)| after > ended) {
            judgement.fail(Failure::Expired, finding.with_all(after.map(Detail::Time)));
            return;
        }
        if let Some(doubt) = judge_expired(judgement, tried, ask) {
            judgement.doubt(doubt, finding);
            return;
        }
    }
    match verdict_of(refusal.reason, is_signer) {
        Verdict::Failed(failure) => judgement.fail(failure, finding),
        Verdict::Indeterminate(doubt) => judgement.doubt(doubt, finding),
        Verdict::Passed => judgement.doubt(Doubt::Custom, finding),
    }
}

/// EN 319 102-1 §5.2.6.4 steps 4 and 7: an expired certificate may have been revoked before, or is known
/// not to have been.
fn judge_expired(
    judgement: &mut Judgement,
    tried: &Candidate,
    ask: &dyn Fn(&Candidate) -> Option<Answer>,
) -> Option<Doubt> {
    let (certificate, answer) = (tried.certificates.first()?, ask(tried)?);
    match answer.standing() {
        Standing::Good => Some(Doubt::OutOfBoundsNotRevoked),
        Standing::Revoked(_) => {
            About { certificate, is_signer: true, made: None }.judge(&answer, judgement);
            Some(Doubt::OutOfBoundsNoPoe)
        }
        _ => None,
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
