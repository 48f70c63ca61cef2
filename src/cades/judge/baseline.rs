//! Which level of EN 319 122-1 §6 a signature has, and what it carries that is not judged.

use crate::ades::{Finding, FindingCode, Judgement, Level};
use crate::cades::judge::Attested;
use crate::cades::verify::Case;
use crate::cms::{Attributes, SignerInfo};
use crate::oid;
use crate::x509::Certificate;

/// EN 319 122-1 §6.3, Table 1: whether all is there that level B-B asks for.
pub(super) fn level(
    case: &Case<'_>,
    signer: &SignerInfo,
    certificate: &Certificate,
    attested: &Attested,
) -> Option<Level> {
    // Requirement a: the signing certificate is in SignedData.certificates.
    let embedded = case.signed_data.certificates().contains(certificate);
    // Requirement f: the content is `data`.
    let is_data = case.signed_data.content_type() == oid::ID_DATA;
    // Service "protection of signing certificate": a signed reference to it.
    let referenced = !attested.references.is_empty()
        && attested.references.iter().all(|one| one.digest_matches(certificate) == Some(true));
    // content-type, message-digest and signing-time shall be present.
    let typed = signer.signed_attributes().is_some_and(|one| one.has(oid::CONTENT_TYPE));
    let attributed = typed && attested.digest.is_some() && attested.signing_time.is_some();
    (embedded && is_data && referenced && attributed).then_some(Level::B)
}

/// Notes what is there and not judged.
pub(super) fn note_unjudged(signer: &SignerInfo, judgement: &mut Judgement) {
    let has = |attributes: Option<&Attributes>, oid| {
        attributes.is_some_and(|attributes| attributes.has(oid))
    };
    if has(signer.unsigned_attributes(), oid::COUNTERSIGNATURE) {
        judgement.note(Finding::new(FindingCode::CountersignatureNotJudged));
    }
    if has(signer.signed_attributes(), oid::SIG_POLICY_ID) {
        judgement.note(Finding::new(FindingCode::SignaturePolicyNotEvaluated));
    }
}
