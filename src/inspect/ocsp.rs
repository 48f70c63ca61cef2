//! An OCSP response (RFC 6960 §4.2), with each of its answers. Nothing is verified.

use crate::crypto::{DigestAlgorithm, Hasher};
use crate::inspect::entry::{Entry, hex};
use crate::inspect::{certificate, key, label};
use crate::revocation::ocsp::{CertStatus, Response, SingleResponse};

/// Describes an OCSP response.
pub(super) fn describe(response: &Response) -> Entry {
    let mut entry = Entry::new("ocsp", label::OCSP);
    let fingerprint = Hasher::digest(DigestAlgorithm::Sha256, response.as_der());
    entry
        .fact("responder", label::RESPONDER, response.responder().to_string())
        .fact("produced_at", label::PRODUCED_AT, response.produced_at().to_string())
        .fact(
            "algorithm",
            label::ALGORITHM,
            response.signature_algorithm().map_or_else(|| "?".to_owned(), key::algorithm),
        )
        .fact("sha256", label::FINGERPRINT, hex(fingerprint.as_bytes()));
    entry.with("answers", response.answers().map(|one| answer(&one)).collect());
    let certificates = response.certificates().iter();
    entry.with("certificates", certificates.map(certificate::describe).collect());
    entry
}

fn answer(single: &SingleResponse<'_>) -> Entry {
    let mut entry = Entry::new("answer", label::ANSWER);
    let (status, time, reason) = match single.status() {
        CertStatus::Good => ("good", None, None),
        CertStatus::Revoked { time, reason } => ("revoked", Some(time), reason),
        CertStatus::Unknown => ("unknown", None, None),
    };
    entry
        .fact("serial", label::SERIAL, hex(single.cert_id().serial()))
        .fact("status", label::STATUS, status)
        .fact("revoked_at", label::REVOKED_AT, time.map(|time| time.to_string()))
        .fact("reason", label::REASON, reason.map(|reason| reason.to_string()))
        .fact("this_update", label::THIS_UPDATE, single.this_update().to_string())
        .fact("next_update", label::NEXT_UPDATE, single.next_update().map(|time| time.to_string()));
    entry
}
