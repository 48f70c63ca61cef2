//! What gathering found, and what it did not.

use std::ffi::{CString, c_char};
use std::mem::MaybeUninit;

use antin::Evidence;
use antin::x509::Certificate;

use crate::boundary::{call, free, get, give, lend, wanted};
use crate::error::antin_error;
use crate::evidence::antin_evidence;
use crate::language::{Each, language_of};
use crate::result::antin_result;
use crate::text::Lazy;

/// No path from the certificate to a root of the policy was found.
pub const ANTIN_MISSING_PATH: u32 = 1;
/// Nothing that counts says whether the certificate was revoked.
pub const ANTIN_MISSING_STATUS: u32 = 2;

/// What gathering found, and what it did not. Free it with `antin_gathered_free`.
pub struct antin_gathered {
    pub(crate) evidence: Evidence,
    pub(crate) fetched: usize,
    pub(crate) missing: Vec<antin_missing>,
    pub(crate) is_cut_short: bool,
}

/// A certificate for which something is missing. It belongs to what was gathered and is not freed.
pub struct antin_missing {
    kind: u32,
    certificate: Certificate,
    subject: Lazy,
    attempts: Vec<Attempt>,
}

/// An address that gave nothing of use, and why.
pub(crate) struct Attempt {
    pub(crate) address: CString,
    pub(crate) reasons: Each<CString>,
}

impl antin_missing {
    #[cfg_attr(not(feature = "online"), expect(dead_code, reason = "nothing is gathered"))]
    pub(crate) fn new(kind: u32, certificate: Certificate, attempts: Vec<Attempt>) -> Self {
        Self { kind, certificate, subject: Lazy::default(), attempts }
    }
}

/// Gives the evidence: what was known before, and what was fetched and found to fit. It is a new handle,
/// which the caller frees.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gathered_evidence(
    gathered: Option<&antin_gathered>,
    evidence_out: Option<&mut MaybeUninit<*mut antin_evidence>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(evidence_out, "evidence_out")?;
        give(out, antin_evidence(wanted(gathered, "gathered")?.evidence.clone()));
        Ok(())
    })
}

/// Returns how many pieces were fetched and kept.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gathered_fetched(gathered: Option<&antin_gathered>) -> usize {
    get(|| gathered.map(|gathered| gathered.fetched))
}

/// Returns for how many certificates something is missing still.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gathered_missing_count(gathered: Option<&antin_gathered>) -> usize {
    get(|| gathered.map(|gathered| gathered.missing.len()))
}

/// Says whether something is missing because a bound on the gathering was met (time, fetches, bytes, or
/// addresses of one certificate): 1 if so, 0 if not. 1 for NULL too, as nothing was gathered.
///
/// Whoever wrote the document can bring this about, and what was not asked may be a revocation. So judge by a
/// policy with `ANTIN_REVOCATION_REQUIRE` then, never with `ANTIN_REVOCATION_IF_PRESENT`.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gathered_is_cut_short(gathered: Option<&antin_gathered>) -> u32 {
    let is_whole = get(|| gathered.map(|gathered| u32::from(!gathered.is_cut_short)));
    u32::from(is_whole == 0)
}

/// Returns a certificate for which something is missing, counted from 0. It lives until what was gathered
/// is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gathered_missing(
    gathered: Option<&antin_gathered>,
    index: usize,
) -> *const antin_missing {
    get(|| gathered?.missing.get(index).map(std::ptr::from_ref))
}

/// Frees what was gathered, and with it what was borrowed from it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_gathered_free(gathered: Option<Box<antin_gathered>>) {
    free(gathered);
}

/// Returns what is missing (`ANTIN_MISSING_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_missing_kind(missing: Option<&antin_missing>) -> u32 {
    get(|| missing.map(|missing| missing.kind))
}

/// Returns the certificate in DER, and its length through `len_out`, which may be NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_missing_certificate(
    missing: Option<&antin_missing>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| Some(lend(missing.map(|missing| missing.certificate.as_der()), len_out)))
}

/// Returns the subject of the certificate.
#[unsafe(no_mangle)]
pub extern "C" fn antin_missing_subject(missing: Option<&antin_missing>) -> *const c_char {
    get(|| {
        let missing = missing?;
        Some(missing.subject.get(|| Some(missing.certificate.subject().to_string())))
    })
}

/// Returns how many addresses were tried; 0 if the certificates name none that is asked.
#[unsafe(no_mangle)]
pub extern "C" fn antin_missing_attempt_count(missing: Option<&antin_missing>) -> usize {
    get(|| missing.map(|missing| missing.attempts.len()))
}

/// Returns an address that was tried, counted from 0: a stranger's text, so escape it before showing it.
/// NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_missing_attempt_address(
    missing: Option<&antin_missing>,
    index: usize,
) -> *const c_char {
    get(|| missing?.attempts.get(index).map(|attempt| attempt.address.as_ptr()))
}

/// Returns why an address gave nothing of use, as a clause in a language (`ANTIN_LANGUAGE_…`). NULL
/// beyond the last, and for another number.
#[unsafe(no_mangle)]
pub extern "C" fn antin_missing_attempt_reason(
    missing: Option<&antin_missing>,
    index: usize,
    language: u32,
) -> *const c_char {
    get(|| {
        let (attempt, language) = (missing?.attempts.get(index)?, language_of(language).ok()?);
        Some(attempt.reasons.of(language).as_ptr())
    })
}
