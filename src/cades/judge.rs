//! Judging one signer, by the building blocks of EN 319 102-1 §5.2 in the order of §5.3.

mod baseline;
mod format;
mod identification;
mod integrity;

use crate::ades::{
    Carried, Claims, Facts, Failure, Finding, FindingCode, Judgement, SignatureReport, Signer,
    judge_acceptance, judge_algorithm, judge_chain, judge_digest, label,
};
use crate::cades::verify::Case;
use crate::cms::{CertificateReference, OtherCertificate, SignerInfo};
use crate::error::Error;
use crate::oid;
use crate::time::Time;
use crate::x509::Certificate;

/// What the signed attributes say, as far as it could be read.
#[derive(Debug, Default)]
struct Attested {
    digest: Option<Vec<u8>>,
    signing_time: Option<Time>,
    references: Vec<CertificateReference>,
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
    let unreadable = |other: &OtherCertificate| matches!(other, OtherCertificate::Unreadable(..));
    if case.signed_data.other_certificates().iter().any(unreadable) {
        judgement.note(Finding::new(FindingCode::CertificateUnreadable));
    }
    let attested = format::check(case, signer, &mut judgement);
    let certificate = identification::identify(case, signer, &attested, &mut judgement);
    let mut facts = facts(signer, certificate, &attested);
    if let Some(certificate) = certificate {
        let carried = carried(case, signer);
        facts.chain = judge_chain(&mut judgement, certificate, carried, &case.setting);
        facts.covers = integrity::check(case, signer, certificate, &attested, &mut judgement);
        algorithms(case, signer, certificate, &mut judgement);
        facts.level = baseline::level(case, signer, certificate, &attested);
    }
    baseline::note_unjudged(signer, &mut judgement);
    let claims = Claims {
        attributes: signer.signed_attributes().is_some(),
        certificate: !attested.references.is_empty(),
        time: attested.signing_time,
        level: facts.level,
    };
    judge_acceptance(&mut judgement, &claims, certificate, &case.setting);
    SignatureReport::new(judgement, facts)
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

fn carried<'c>(case: &Case<'c>, signer: &SignerInfo) -> Carried<'c> {
    // EN 319 122-1 §5.5.3 and the attribute of PDF signers: CRLs and OCSP answers of one signer.
    let attributes = signer.signed_attributes().into_iter().chain(signer.unsigned_attributes());
    let of_signer = attributes
        .into_iter()
        .any(|one| one.has(oid::REVOCATION_VALUES) || one.has(oid::ADBE_REVOCATION));
    Carried {
        certificates: case.signed_data.certificates(),
        revocation: of_signer || !case.signed_data.revocation().is_empty(),
    }
}

/// EN 319 102-1 §5.2.8.4: every algorithm that takes part. One that is not known was reported where
/// it was needed.
fn algorithms(
    case: &Case<'_>,
    signer: &SignerInfo,
    certificate: &Certificate,
    judgement: &mut Judgement,
) {
    let Some(algorithm) = signer.signature_algorithm() else { return };
    let Ok(key) = certificate.public_key() else { return };
    judge_algorithm(judgement, algorithm, &key, &case.setting);
    let digest = signer.signed_attributes().and_then(|_| signer.digest_algorithm());
    if let Some(digest) = digest.filter(|digest| *digest != algorithm.digest()) {
        judge_digest(judgement, digest, &case.setting);
    }
}
