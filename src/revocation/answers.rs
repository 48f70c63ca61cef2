//! What OCSP answers say of a certificate: RFC 6960 §3.2.

use crate::path::Question;
use crate::revocation::answer::{Revoked, Unusable};
use crate::revocation::checker::Inquiry;
use crate::revocation::ocsp::{CertStatus, Response, SingleResponse};
use crate::revocation::proof::{Basis, Proof, SignerPath};
use crate::revocation::statement::{Found, Said};
use crate::x509::Reason;

/// Takes what all OCSP answers say of a certificate.
pub(super) fn state(inquiry: &Inquiry<'_>, question: Question<'_>, found: &mut Found) {
    let spki = question.issuer().spki();
    for response in inquiry.checker.material.responses {
        // §3.2 (1): the answer is about the certificate.
        let answers = response.answers().enumerate();
        let about: Vec<_> =
            answers.filter(|(_, one)| one.cert_id().is_of(question.certificate, spki)).collect();
        if about.is_empty() {
            continue;
        }
        // §3.2 (2) to (4), once for all answers in it.
        let signer = check(inquiry, question, response);
        for (place, single) in about {
            let signers = signer.iter().flatten().cloned();
            let proof = Proof::new(Basis::Ocsp(response.clone(), place)).signed_by(signers);
            match signer.as_ref().map_err(|why| *why).and_then(|_| said(&single)) {
                Ok(said) => found.state(said, proof),
                Err(why) => found.refuse(proof, why),
            }
        }
    }
}

fn check(
    inquiry: &Inquiry<'_>,
    question: Question<'_>,
    response: &Response,
) -> Result<Option<SignerPath>, Unusable> {
    // §4.4: what is critical must be understood.
    if response.has_unknown_critical() {
        return Err(Unusable::UnknownCriticalExtension);
    }
    inquiry.responder(response, question)
}

fn said(single: &SingleResponse<'_>) -> Result<Said, Unusable> {
    if single.has_unknown_critical() {
        return Err(Unusable::UnknownCriticalExtension);
    }
    match single.status() {
        CertStatus::Good => Ok(Said::Good),
        CertStatus::Unknown => Err(Unusable::ResponderUnsure),
        CertStatus::Revoked { time, reason } => {
            let revoked = Revoked { time, reason, invalid_since: None };
            match reason {
                Some(Reason::CertificateHold) => Ok(Said::OnHold(revoked)),
                _ => Ok(Said::Revoked(revoked)),
            }
        }
    }
}
