//! Judging one signer, by the building blocks of EN 319 102-1 §5.2: time-stamps first, as what they
//! prove decides by which time the rest is judged (§5.5, §5.6).

mod baseline;
mod format;
mod identification;
mod integrity;
mod level;
mod timestamps;

use crate::ades::{
    Carried, Chain, Claims, Facts, Failure, Finding, FindingCode, Judgement, Made, RevocationData,
    SignatureReport, Signer, judge_acceptance, judge_algorithm, judge_chain, judge_digest, label,
};
use crate::cades::verify::Case;
use crate::cms::{CertificateReference, OtherCertificate, SignerInfo};
use crate::error::Error;
use crate::time::Time;
use crate::x509::Certificate;

pub(super) use identification::TRIES;
pub(super) use integrity::is_by;

/// What the signed attributes say, as far as it could be read.
#[derive(Debug, Default)]
struct Attested {
    digest: Option<Vec<u8>>,
    signing_time: Option<Time>,
    references: Vec<CertificateReference>,
}

impl Attested {
    /// Whether this is the certificate that was meant, by all references that were signed.
    fn refers_to(&self, certificate: &Certificate) -> bool {
        let meant = |one: &CertificateReference| one.digest_matches(certificate) == Some(true);
        !self.references.is_empty() && self.references.iter().all(meant)
    }
}

/// Judges one signer.
pub(super) fn signature(case: &Case<'_>, signer: &Result<SignerInfo, Error>) -> SignatureReport {
    let mut judgement = Judgement::new();
    let signer = match signer {
        Ok(signer) => signer,
        Err(error) => {
            judgement.fail(Failure::FormatFailure, format::malformed(error));
            return SignatureReport::new(judgement, Facts::default());
        }
    };
    note_unreadable(case, &mut judgement);
    let attested = format::check(case, signer, &mut judgement);
    let certificate = identification::identify(case, signer, &attested, &mut judgement);
    let mut facts = facts(signer, certificate, &attested);
    let data = revocation(case, signer, &mut judgement);
    let times = timestamps::judge(case, signer, &data, &mut judgement);
    facts.proven_time = times.named;
    if let Some(certificate) = certificate {
        let exists = times.proofs.of(signer.value());
        let refers = attested.refers_to(certificate);
        let made = Made { exists, after: times.after, refers, proofs: &times.proofs };
        facts.chain = chain(case, certificate, &data, made, &mut judgement);
        facts.covers = integrity::check(case, signer, certificate, &attested, &mut judgement);
        algorithms(case, signer, certificate, exists, &mut judgement);
        facts.level = baseline::level(case, signer, certificate, &attested)
            .map(|_| level::of(case, signer, &times, &data, facts.chain.path.as_ref()));
    }
    facts.timestamps = times.reports;
    baseline::note_unjudged(signer, &mut judgement);
    let claims = Claims {
        attributes: signer.signed_attributes().is_some(),
        certificate: !attested.references.is_empty(),
        time: attested.signing_time,
        proven: facts.proven_time,
        level: facts.level,
    };
    judge_acceptance(&mut judgement, &claims, certificate, &case.setting);
    SignatureReport::new(judgement, facts)
}

fn note_unreadable(case: &Case<'_>, judgement: &mut Judgement) {
    let unreadable = |other: &OtherCertificate| matches!(other, OtherCertificate::Unreadable(..));
    if case.signed_data.other_certificates().iter().any(unreadable) {
        judgement.note(Finding::new(FindingCode::CertificateUnreadable));
    }
}

/// The CRLs and OCSP answers that come with the signature of one signer.
fn revocation(case: &Case<'_>, signer: &SignerInfo, judgement: &mut Judgement) -> RevocationData {
    let own = Case::own_revocation(signer);
    let data = case.revocation.clone().and(&RevocationData::read(&own));
    if data.is_unreadable {
        judgement.note(Finding::new(FindingCode::RevocationUnreadable).by("RFC 5652 §10.2.1"));
    }
    data
}

fn chain(
    case: &Case<'_>,
    certificate: &Certificate,
    revocation: &RevocationData,
    made: Made<'_>,
    judgement: &mut Judgement,
) -> Chain {
    let carried = Carried { certificates: case.carried(), revocation };
    let inputs = case.setting.policy.path_inputs();
    judge_chain(judgement, certificate, carried, inputs, made, &case.setting)
}

/// What can be told without judging.
fn facts(signer: &SignerInfo, certificate: Option<&Certificate>, attested: &Attested) -> Facts {
    let algorithm = signer.signature_algorithm();
    let key = certificate.map(Certificate::public_key);
    Facts {
        signer: certificate.map(Signer::new),
        claimed_time: attested.signing_time,
        digest: signer.digest_algorithm().map(|algorithm| algorithm.name()),
        algorithm: algorithm.map(|algorithm| match key {
            Some(Ok(key)) => label(algorithm, &key),
            _ => algorithm.name().to_owned(),
        }),
        ..Facts::default()
    }
}

/// EN 319 102-1 §5.2.8.4: every algorithm that takes part. One that is not known was reported where
/// it was needed.
fn algorithms(
    case: &Case<'_>,
    signer: &SignerInfo,
    certificate: &Certificate,
    exists: Time,
    judgement: &mut Judgement,
) {
    let Some(algorithm) = signer.signature_algorithm() else { return };
    let Ok(key) = certificate.public_key() else { return };
    // §5.6.2.4: they count at the time at which the signature provably existed.
    let setting = case.setting.at(exists);
    judge_algorithm(judgement, algorithm, &key, &setting);
    let digest = signer.signed_attributes().and_then(|_| signer.digest_algorithm());
    if let Some(digest) = digest.filter(|digest| *digest != algorithm.digest()) {
        judge_digest(judgement, digest, &setting);
    }
}
