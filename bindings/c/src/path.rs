//! Path validation alone.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::Time;
use antin::chain::{self, Outcome, Rejected, Report};
use antin::path::{PathError, VerifiedPath};
use antin::x509::Certificate;

use crate::boundary::{bytes, call, free, get, give, lend, wanted};
use crate::buffer::antin_buffer;
use crate::error::{Fault, antin_error};
use crate::evidence::{antin_evidence, or_none};
use crate::language::language_of;
use crate::policy::antin_policy;
use crate::report::antin_verdict;
use crate::report::{ANTIN_VERDICT_FAILED, ANTIN_VERDICT_INDETERMINATE, ANTIN_VERDICT_PASSED};
use crate::result::antin_result;
use crate::text::Lazy;

/// The judgement on a certificate: the path that leads from it to a root, or why none does. Free it
/// with `antin_path_free`.
pub struct antin_path {
    report: Report,
    reason: Lazy,
}

/// Judges a certificate alone, in DER or PEM, by RFC 5280 §6, at a time in seconds since
/// 1970-01-01T00:00:00Z.
///
/// What is asked of the path is in the policy: see the functions that set its inputs. `evidence` has the
/// certificates in between and what tells about revocation; it may be NULL.
///
/// `ANTIN_RESULT_OK` says that there is a judgement, never that it is good: go on with
/// `antin_path_require_passed`.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn antin_path_judge(
    certificate: *const u8,
    certificate_len: usize,
    policy: Option<&antin_policy>,
    evidence: Option<&antin_evidence>,
    at: i64,
    path_out: Option<&mut MaybeUninit<*mut antin_path>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(path_out, "path_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let certificate = unsafe { bytes(certificate, certificate_len, "certificate") }?;
        let policy = &wanted(policy, "policy")?.policy;
        let mut certificates = antin::x509::certificates(certificate)?.into_iter();
        let none = Fault::Invalid("certificate", "holds no certificate");
        let leaf = certificates.next().ok_or(none)?;
        let evidence = or_none(evidence).with_certificates(certificates);
        let report = chain::judge(&leaf, &evidence, policy, Time::from_unix(at));
        give(out, antin_path { report, reason: Lazy::default() });
        Ok(())
    })
}

/// `ANTIN_RESULT_OK` only if a path holds. Otherwise `ANTIN_RESULT_REJECTED`, and the error says why.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_path_require_passed(
    path: Option<&antin_path>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let report = wanted(path, "path")?.report.clone();
        let rejected = |rejected: Rejected| Fault::Rejected(rejected.to_string());
        report.into_path().map(drop).map_err(rejected)
    })
}

/// Returns the verdict (`ANTIN_VERDICT_…`). A path that is refused for a reason that no further
/// certificate can heal has failed; where none reaches a root, nothing is decided.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_path_verdict(path: Option<&antin_path>) -> antin_verdict {
    get(|| {
        Some(match path?.report.verdict() {
            Outcome::Passed => ANTIN_VERDICT_PASSED,
            Outcome::Failed => ANTIN_VERDICT_FAILED,
            _ => ANTIN_VERDICT_INDETERMINATE,
        })
    })
}

/// Returns the stable name of the reason why no path holds, such as `certificate-expired`; NULL if one does.
///
/// The text lives until the path is freed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_path_reason(path: Option<&antin_path>) -> *const c_char {
    get(|| path.map(|path| path.reason.get(|| path.report.reason().map(PathError::code))))
}

fn certificates(path: Option<&antin_path>) -> &[Certificate] {
    let found = path.and_then(|path| path.report.path());
    found.map(VerifiedPath::certificates).unwrap_or_default()
}

/// Returns how many certificates the path has, from the judged one up to the root, which is not among
/// them; 0 if none holds.
#[unsafe(no_mangle)]
pub extern "C" fn antin_path_certificate_count(path: Option<&antin_path>) -> usize {
    get(|| Some(certificates(path).len()))
}

/// Returns a certificate of the path in DER, and its length through `len_out`, which may be NULL.
///
/// Number 0 is the one that was judged. The bytes live until the path is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_path_certificate(
    path: Option<&antin_path>,
    index: usize,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| Some(lend(certificates(path).get(index).map(Certificate::as_der), len_out)))
}

/// Gives the judgement as JSON, by `docs/chain.schema.json`, with texts in a language
/// (`ANTIN_LANGUAGE_…`) and with every path that was tried.
#[unsafe(no_mangle)]
pub extern "C" fn antin_path_to_json(
    path: Option<&antin_path>,
    language: u32,
    json_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(json_out, "json_out")?;
        let report = &wanted(path, "path")?.report;
        let json = format!("{:#}", report.to_json(language_of(language)?, true));
        give(out, antin_buffer::new(json.into_bytes()));
        Ok(())
    })
}

/// Gives the judgement as text for people, in a language (`ANTIN_LANGUAGE_…`), with every path that was
/// tried.
#[unsafe(no_mangle)]
pub extern "C" fn antin_path_to_text(
    path: Option<&antin_path>,
    language: u32,
    text_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(text_out, "text_out")?;
        let report = &wanted(path, "path")?.report;
        give(out, antin_buffer::new(report.to_text(language_of(language)?, true).into_bytes()));
        Ok(())
    })
}

/// Frees a path, and with it what was borrowed from it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_path_free(path: Option<Box<antin_path>>) {
    free(path);
}
