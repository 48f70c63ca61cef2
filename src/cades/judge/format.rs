//! Format checking (EN 319 102-1 §5.2.2): the signed attributes are what RFC 5652 §5.3 and §11 ask
//! for.

use super::Attested;
use crate::ades::{Detail, Failure, Finding, FindingCode, Judgement, Step};
use crate::cades::verify::Case;
use crate::cms::{AttributeFault, Attributes, SignerInfo};
use crate::error::Error;
use crate::oid::{self, Oid};

/// Checks the format, and reads what the signed attributes claim.
pub(super) fn check(case: &Case<'_>, signer: &SignerInfo, judgement: &mut Judgement) -> Attested {
    let mut faults = Faults(judgement);
    let attested = match signer.signed_attributes() {
        Some(attributes) => attributed(case, signer, attributes, &mut faults),
        None => {
            unattributed(case, &mut faults);
            Attested::default()
        }
    };
    for misplaced in misplaced(signer) {
        faults.0.note(Finding::new(FindingCode::AttributeMisplaced).with(of_type(misplaced)));
    }
    judgement.complete(Step::Format);
    attested
}

/// Takes down what is wrong with the format.
struct Faults<'j>(&'j mut Judgement);

impl Faults<'_> {
    fn add(&mut self, finding: Finding) {
        self.0.fail(Failure::FormatFailure, finding);
    }

    /// Takes what was read of an attribute; what cannot be read is a fault.
    fn take<T: Default>(&mut self, read: Result<T, AttributeFault>) -> T {
        match read {
            Ok(value) => return value,
            // RFC 5652 §11: only one instance, and a single value.
            Err(AttributeFault::NotSingle(oid)) => self.add(
                Finding::new(FindingCode::AttributeDuplicated)
                    .by("RFC 5652 §11")
                    .with(of_type(oid)),
            ),
            Err(AttributeFault::Malformed(error)) => self.add(malformed(&error)),
        }
        T::default()
    }
}

fn attributed(
    case: &Case<'_>,
    signer: &SignerInfo,
    attributes: &Attributes,
    faults: &mut Faults<'_>,
) -> Attested {
    // RFC 5652 §11.1: content-type must be there, and name the type of the content.
    match attributes.content_type_is(case.signed_data.content_type()).map(Some) {
        Ok(Some(None)) => {
            faults.add(Finding::new(FindingCode::ContentTypeMissing).by("RFC 5652 §11.1"))
        }
        Ok(Some(Some(false))) => {
            faults.add(Finding::new(FindingCode::ContentTypeMismatch).by("RFC 5652 §11.1"))
        }
        Ok(_) => {}
        Err(fault) => faults.take::<()>(Err(fault)),
    }
    // RFC 5652 §11.2: message-digest must be there.
    let digest = attributes.message_digest();
    if digest == Ok(None) {
        faults.add(Finding::new(FindingCode::MessageDigestMissing).by("RFC 5652 §11.2"));
    }
    // RFC 6211 §4: a mismatch must fail.
    if faults.take(attributes.protects_algorithms_of(signer)) == Some(false) {
        faults.add(Finding::new(FindingCode::AlgorithmProtectionMismatch).by("RFC 6211 §4"));
    }
    if !signer.signed_attributes_are_der() {
        // RFC 5652 §5.3: DER, even if the rest of the structure is BER.
        let finding = Finding::new(FindingCode::SignedAttributesNotDer).by("RFC 5652 §5.3");
        faults.0.note(finding);
    }
    Attested {
        digest: faults.take(digest),
        signing_time: faults.take(attributes.signing_time()),
        references: faults.take(attributes.certificate_references()),
    }
}

fn unattributed(case: &Case<'_>, faults: &mut Faults<'_>) {
    // RFC 5652 §5.3: signed attributes must be there if the content is not `data`.
    if case.signed_data.content_type() != oid::ID_DATA {
        faults.add(Finding::new(FindingCode::SignedAttributesRequired).by("RFC 5652 §5.3"));
    }
}

/// RFC 5652 §11: attributes that must be signed, and one that must not be.
fn misplaced(signer: &SignerInfo) -> Vec<Oid<'static>> {
    let has = |attributes: Option<&Attributes>, oid| {
        attributes.is_some_and(|attributes| attributes.has(oid))
    };
    let signed_only = [
        oid::CONTENT_TYPE,
        oid::MESSAGE_DIGEST,
        oid::SIGNING_TIME,
        oid::SIGNING_CERTIFICATE,
        oid::SIGNING_CERTIFICATE_V2,
        oid::CMS_ALGORITHM_PROTECTION,
    ];
    let unsigned = signed_only.into_iter().filter(|oid| has(signer.unsigned_attributes(), *oid));
    let signed = [oid::COUNTERSIGNATURE, oid::SIGNATURE_TIME_STAMP];
    unsigned.chain(signed.into_iter().filter(|oid| has(signer.signed_attributes(), *oid))).collect()
}

fn of_type(oid: Oid<'_>) -> Detail {
    Detail::Oid(oid.to_string())
}

/// The finding for something that is not well-formed.
pub(super) fn malformed(error: &Error) -> Finding {
    let finding = Finding::new(FindingCode::MalformedSignature);
    match error {
        Error::Malformed(malformed) => {
            let finding = finding.by(malformed.clause).with(Detail::Structure(malformed.what));
            match malformed.offset {
                Some(offset) => finding.with(Detail::Offset(offset)),
                None => finding,
            }
        }
        _ => finding,
    }
}
