//! What the caller knows beside the document.

use std::mem::MaybeUninit;

use antin::tsp::Token;
use antin::{Evidence, Time};

use crate::boundary::{bytes, call, free, give, wanted};
use crate::error::antin_error;
use crate::result::antin_result;

/// What the caller knows beside the document: certificates, CRLs, OCSP answers and time-stamps. Free it
/// with `antin_evidence_free`.
///
/// Nothing in it is trusted. Functions that add to it must not run while another thread uses it;
/// afterwards it may be shared.
pub struct antin_evidence(pub(crate) Evidence);

/// Takes evidence that may be absent.
pub(crate) fn or_none(evidence: Option<&antin_evidence>) -> Evidence {
    evidence.map(|evidence| evidence.0.clone()).unwrap_or_default()
}

/// Makes evidence with nothing in it.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_new(
    evidence_out: Option<&mut MaybeUninit<*mut antin_evidence>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        give(wanted(evidence_out, "evidence_out")?, antin_evidence(Evidence::new()));
        Ok(())
    })
}

/// Adds certificates: one or several in PEM, or one in DER. They help to complete chains.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_evidence_add_certificates(
    evidence: Option<&mut antin_evidence>,
    certificates: *const u8,
    certificates_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let evidence = wanted(evidence, "evidence")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let certificates = unsafe { bytes(certificates, certificates_len, "certificates") }?;
        evidence.0 = evidence.0.clone().with_certificates_from(certificates)?;
        Ok(())
    })
}

/// Adds CRLs: one or several in PEM, or one in DER.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_evidence_add_crls(
    evidence: Option<&mut antin_evidence>,
    crls: *const u8,
    crls_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let evidence = wanted(evidence, "evidence")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let crls = unsafe { bytes(crls, crls_len, "crls") }?;
        evidence.0 = evidence.0.clone().with_crls_from(crls)?;
        Ok(())
    })
}

/// Adds an OCSP answer in DER (RFC 6960 §4.2.1, OCSPResponse).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_evidence_add_ocsp(
    evidence: Option<&mut antin_evidence>,
    response: *const u8,
    response_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let evidence = wanted(evidence, "evidence")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let response = unsafe { bytes(response, response_len, "response") }?;
        evidence.0 = evidence.0.clone().with_ocsp_response_from(response)?;
        Ok(())
    })
}

/// Adds a time-stamp in DER (RFC 3161 §2.4.2, TimeStampToken).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_evidence_add_token(
    evidence: Option<&mut antin_evidence>,
    token: *const u8,
    token_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let evidence = wanted(evidence, "evidence")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let token = Token::from_bytes(unsafe { bytes(token, token_len, "token") }?)?;
        evidence.0 = evidence.0.clone().with_tokens([token]);
        Ok(())
    })
}

/// Adds what other evidence has and this has not, each piece with when and from where it was obtained.
/// The reception time of the other is not taken over. Evidence has all of itself already.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_evidence_add_evidence(
    evidence: Option<&mut antin_evidence>,
    other: *const antin_evidence,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let evidence = wanted(evidence, "evidence")?;
        // One that is being changed must not be looked at through another pointer.
        if std::ptr::eq(evidence, other) {
            return Ok(());
        }
        // SAFETY: NULL or a live handle, by the conventions of the header, and another one.
        let other = wanted(unsafe { other.as_ref() }, "other")?;
        evidence.0 = evidence.0.clone().with_evidence(&other.0);
        Ok(())
    })
}

/// Says when the signatures were received, in seconds since 1970-01-01T00:00:00Z, by a clock that the
/// caller trusts: they existed then, also without a time-stamp.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_set_reception_time(
    evidence: Option<&mut antin_evidence>,
    time: i64,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let evidence = wanted(evidence, "evidence")?;
        evidence.0 = evidence.0.clone().received_at(Time::from_unix(time));
        Ok(())
    })
}

/// Frees evidence; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_free(evidence: Option<Box<antin_evidence>>) {
    free(evidence);
}
