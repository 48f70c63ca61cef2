//! Identification of the signing certificate (EN 319 102-1 §5.2.3).
//!
//! The signer's identifier finds it; nothing protects that. The signed reference, where there is one,
//! decides which certificate was meant (RFC 5035 §5: against substitution).

use super::{Attested, integrity};
use crate::ades::{Doubt, Finding, FindingCode, Judgement, Step};
use crate::cades::verify::Case;
use crate::cms::{CertificateReference, SignerInfo};
use crate::crypto::DigestAlgorithm;
use crate::x509::Certificate;

/// Certificates of one name that are tried for a signature without a reference. Each try costs a
/// verification; one who sends more gains nothing.
pub(in crate::cades) const TRIES: usize = 4;

/// Finds the signing certificate; also one that is in doubt, so that it can be told whether the
/// signature value is by its key.
pub(super) fn identify<'c>(
    case: &Case<'c>,
    signer: &SignerInfo,
    attested: &Attested,
    judgement: &mut Judgement,
) -> Option<&'c Certificate> {
    let named = case.pool.iter().filter(|one| signer.identifier().names(one));
    let candidates: Vec<&Certificate> = named.collect();
    let Some(first) = candidates.first().copied() else {
        let finding = Finding::new(FindingCode::SigningCertificateNotFound);
        judgement.doubt(Doubt::NoSigningCertificateFound, finding.by("EN 319 102-1 §5.2.3.4"));
        return None;
    };
    if attested.references.is_empty() {
        judgement.complete(Step::SigningCertificate);
        return Some(by_value(case, signer, &candidates).unwrap_or(first));
    }
    let found = candidates.iter().find(|one| attested.refers_to(one)).copied();
    let certificate = found.unwrap_or(first);
    for reference in &attested.references {
        check_reference(reference, certificate, judgement);
    }
    judgement.complete(Step::SigningCertificate);
    Some(certificate)
}

/// Without a signed reference, several certificates may bear the name: the key tells.
fn by_value<'c>(
    case: &Case<'_>,
    signer: &SignerInfo,
    candidates: &[&'c Certificate],
) -> Option<&'c Certificate> {
    if candidates.len() < 2 {
        return None;
    }
    let tries = candidates.iter().take(TRIES);
    tries.copied().find(|one| integrity::value_verifies(case, signer, one))
}

/// EN 319 102-1 §5.2.3.4: digest, then issuer and serial number where they are given.
fn check_reference(
    reference: &CertificateReference,
    certificate: &Certificate,
    judgement: &mut Judgement,
) {
    const CLAUSE: &str = "EN 319 102-1 §5.2.3.4";
    let fault = match reference.digest_matches(certificate) {
        None => FindingCode::AlgorithmUnknown,
        Some(false) => FindingCode::SigningCertificateDigestMismatch,
        Some(true) if !reference.issuer_matches(certificate) => {
            FindingCode::SigningCertificateIssuerMismatch
        }
        Some(true) => {
            if reference.algorithm == Some(DigestAlgorithm::Sha1) {
                judgement.note(Finding::new(FindingCode::SigningCertificateReferenceSha1));
            }
            return;
        }
    };
    judgement.doubt(Doubt::NoSigningCertificateFound, Finding::new(fault).by(CLAUSE));
}
