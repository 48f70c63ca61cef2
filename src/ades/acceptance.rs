//! What a policy demands of the signature itself: algorithms, attributes, times and level.
//!
//! EN 319 102-1 §5.2.8 (signature acceptance validation). At level B nothing proves when a signature
//! was made, so algorithms must be good at the time of the judgement, and what the signature says
//! about its time is compared with what is known and never decides.

use crate::ades::{Detail, Doubt, Evidence, Finding, FindingCode, Judgement, Level, Step};
use crate::crypto::{DigestAlgorithm, KeyKind, PublicKey, SignatureAlgorithm};
use crate::policy::{AlgorithmRefusal, Algorithms, Missing, Policy};
use crate::time::{CLOCK_SKEW, Time};
use crate::x509::Certificate;

const CRYPTOGRAPHY: &str = "EN 319 102-1 §5.2.8.4";

/// What a judgement is made with, apart from the signature.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) evidence: &'a Evidence,
    pub(crate) at: Time,
}

impl Setting<'_> {
    /// The same at another time.
    pub(crate) fn at(self, at: Time) -> Self {
        Self { at, ..self }
    }
}

/// What a signature says about itself, under signature.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Claims {
    /// Whether it has signed attributes at all.
    pub(crate) attributes: bool,
    /// Whether they refer to the signing certificate.
    pub(crate) certificate: bool,
    /// When it says it was made.
    pub(crate) time: Option<Time>,
    /// When it provably existed.
    pub(crate) proven: Option<Time>,
    /// The level that it has.
    pub(crate) level: Option<Level>,
}

/// Judges whether the policy accepts the signature's attributes, claimed time and level (§5.2.8).
///
/// The claimed time is compared with the validity of the signing certificate, if that was found.
pub(crate) fn judge_acceptance(
    judgement: &mut Judgement,
    claims: &Claims,
    signer: Option<&Certificate>,
    setting: &Setting<'_>,
) {
    let profile = setting.policy.profile();
    if !profile.is_in_force(setting.at) {
        let name = Detail::Profile(profile.name().to_owned());
        judgement.note(Finding::new(FindingCode::ProfileNotInForce).with(name));
    }
    judge_attributes(judgement, claims, setting);
    judge_time(judgement, claims, signer, setting);
    judge_level(judgement, claims.level, setting);
    judgement.complete(Step::Acceptance);
}

fn judge_attributes(judgement: &mut Judgement, claims: &Claims, setting: &Setting<'_>) {
    let profile = setting.policy.profile();
    if !claims.attributes {
        let code = match profile.missing_signed_attributes() {
            Missing::Refuse => FindingCode::SignedAttributesRequired,
            Missing::Allow => FindingCode::SignedAttributesMissing,
        };
        missing(judgement, profile.missing_signed_attributes(), code, "EN 319 122-1 §6.3");
    }
    if !claims.certificate {
        let code = match profile.missing_signing_certificate() {
            Missing::Refuse => FindingCode::SigningCertificateReferenceRequired,
            Missing::Allow => FindingCode::SigningCertificateReferenceMissing,
        };
        missing(judgement, profile.missing_signing_certificate(), code, "EN 319 122-1 §5.2.2");
    }
    if claims.time.is_none() {
        let code = match profile.missing_signing_time() {
            Missing::Refuse => FindingCode::SigningTimeRequired,
            Missing::Allow => FindingCode::ClaimedTimeMissing,
        };
        missing(judgement, profile.missing_signing_time(), code, "RFC 5652 §11.3");
    }
}

fn missing(judgement: &mut Judgement, demand: Missing, code: FindingCode, clause: &'static str) {
    let finding = Finding::new(code).by(clause);
    match demand {
        Missing::Refuse => judgement.doubt(Doubt::SigConstraintsFailure, finding),
        Missing::Allow => judgement.note(finding),
    }
}

/// Vietnam is so many seconds ahead of UTC.
const VIETNAM: i64 = 7 * 3600;

fn judge_time(
    judgement: &mut Judgement,
    claims: &Claims,
    signer: Option<&Certificate>,
    setting: &Setting<'_>,
) {
    let Some(claimed) = claims.time else { return };
    let code = match claims.proven {
        Some(proven) => beside_proof(claimed.to_unix() - proven.to_unix()),
        None => Some(without_proof(claimed.to_unix() - setting.at.to_unix())),
    };
    if let Some(code) = code {
        let proven = claims.proven.map(Detail::Until);
        judgement.note(Finding::new(code).with(Detail::Time(claimed)).with_all(proven));
    }
    let outside = |one: &Certificate| claimed < one.not_before() || claimed > one.not_after();
    if signer.is_some_and(outside) {
        let finding = Finding::new(FindingCode::ClaimedTimeOutsideValidity);
        judgement.note(finding.with(Detail::Time(claimed)));
    }
}

/// The claim beside the time of the judgement: tools in use write local time and call it UTC, which
/// is at most 7 hours ahead when judged at once.
fn without_proof(ahead: i64) -> FindingCode {
    match ahead {
        ..=0 => FindingCode::TimeNotProven,
        1..=CLOCK_SKEW => FindingCode::ClaimedTimeInFuture,
        _ if ahead <= VIETNAM + CLOCK_SKEW => FindingCode::ClaimedTimeLocalAsUtc,
        _ => FindingCode::ClaimedTimeInFuture,
    }
}

/// The claim beside a time at which the signature provably existed: it was made before that. A
/// time-stamp follows the signature within minutes, so that local time stands out by its 7 hours.
fn beside_proof(ahead: i64) -> Option<FindingCode> {
    match ahead {
        ..=CLOCK_SKEW => None,
        _ if (ahead - VIETNAM).abs() <= CLOCK_SKEW => {
            Some(FindingCode::ClaimedTimeLocalBesideTimestamp)
        }
        _ => Some(FindingCode::ClaimedTimeAfterTimestamp),
    }
}

fn judge_level(judgement: &mut Judgement, level: Option<Level>, setting: &Setting<'_>) {
    let Some(required) = setting.policy.level() else { return };
    if level < Some(required) {
        let finding = Finding::new(FindingCode::LevelNotReached)
            .with_all(level.map(|level| Detail::Level(level.name())))
            .with(Detail::Required(required.name()));
        judgement.doubt(Doubt::SigConstraintsFailure, finding);
    }
}

/// Judges whether the policy believes the algorithm and the key of a signature now (§5.2.8.4).
pub(crate) fn judge_algorithm(
    judgement: &mut Judgement,
    algorithm: SignatureAlgorithm,
    key: &PublicKey<'_>,
    setting: &Setting<'_>,
) {
    let rules = setting.policy.algorithms();
    let (kind, bits) = (key.kind(), key.bits());
    let name = Detail::Algorithm(format!("{}, {}", label(algorithm, key), algorithm.digest()));
    if rules.are_off() {
        judgement.note(Finding::new(FindingCode::AlgorithmRulesOff).with(name));
    } else if let Err(refusal) = rules.check(algorithm, kind, bits, setting.at) {
        refuse(judgement, refusal, name);
    } else if Algorithms::is_legacy(algorithm, kind, bits) {
        judgement.note(Finding::new(FindingCode::LegacyAlgorithm).by(CRYPTOGRAPHY).with(name));
    }
}

/// Judges whether the policy believes a digest that stands outside of the signature algorithm.
pub(crate) fn judge_digest(
    judgement: &mut Judgement,
    digest: DigestAlgorithm,
    setting: &Setting<'_>,
) {
    if let Err(refusal) = setting.policy.algorithms().check_digest(digest, setting.at) {
        refuse(judgement, refusal, Detail::Algorithm(digest.to_string()));
    }
}

fn refuse(judgement: &mut Judgement, refusal: AlgorithmRefusal, name: Detail) {
    let (doubt, code) = match refusal {
        AlgorithmRefusal::Past { .. } => {
            (Doubt::CryptoConstraintsFailureNoPoe, FindingCode::AlgorithmNoLongerAllowed)
        }
        AlgorithmRefusal::KeySize { .. } => {
            (Doubt::CryptoConstraintsFailure, FindingCode::KeyTooSmall)
        }
        AlgorithmRefusal::Digest(_) | AlgorithmRefusal::Key(_) | AlgorithmRefusal::Scheme(_) => {
            (Doubt::CryptoConstraintsFailure, FindingCode::AlgorithmNotAllowed)
        }
    };
    let finding = Finding::new(code).by(CRYPTOGRAPHY).with(name);
    judgement.doubt(doubt, finding.with_all(refusal.until().map(Detail::Until)));
}

/// Returns an algorithm with the size of its key, as reports write it: `RSA-PKCS1-2048`.
pub(crate) fn label(algorithm: SignatureAlgorithm, key: &PublicKey<'_>) -> String {
    match key.kind() {
        KeyKind::Rsa => format!("{}-{}", algorithm.name(), key.bits()),
        KeyKind::EcP256 => format!("{}-P256", algorithm.name()),
        KeyKind::EcP384 => format!("{}-P384", algorithm.name()),
        KeyKind::Ed25519 | KeyKind::Other => algorithm.name().to_owned(),
    }
}

#[cfg(test)]
mod tests;
