//! The judgement on a document.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::sync::{Arc, OnceLock};

use antin::ades::{Format, Rejected, Verified};
use antin::{Report, Verdict};

use crate::boundary::{call, free, get, give, lend, wanted};
use crate::buffer::antin_buffer;
use crate::error::{Fault, antin_error};
use crate::language::language_of;
use crate::result::antin_result;
use crate::sign_options::{ANTIN_FORMAT_ASIC_E, ANTIN_FORMAT_ASIC_S, ANTIN_FORMAT_CADES};
use crate::signature::antin_signature;
use crate::text::Lazy;

/// What a judgement says, by ETSI EN 319 102-1. Memory that was zeroed does not pass.
pub type antin_verdict = u32;

/// INDETERMINATE: what is at hand is not enough to decide.
pub const ANTIN_VERDICT_INDETERMINATE: u32 = 0;
/// TOTAL-PASSED.
pub const ANTIN_VERDICT_PASSED: u32 = 1;
/// TOTAL-FAILED.
pub const ANTIN_VERDICT_FAILED: u32 = 2;

/// The judgement on a document. Free it with `antin_report_free`.
///
/// A report is no pass: ask `antin_report_require_passed`.
pub struct antin_report {
    judged: Arc<Judged>,
    signatures: OnceLock<Vec<antin_signature>>,
    sub_indication: Lazy,
}

/// The judgement, and the proof that all passed where there is one.
pub(crate) enum Judged {
    Verified(Verified),
    Rejected(Rejected),
}

impl Judged {
    pub(crate) fn report(&self) -> &Report {
        match self {
            Self::Verified(verified) => verified.report(),
            Self::Rejected(rejected) => rejected.report(),
        }
    }
}

impl antin_report {
    pub(crate) fn new(report: Report) -> Self {
        let judged = match report.into_verified() {
            Ok(verified) => Judged::Verified(verified),
            Err(rejected) => Judged::Rejected(rejected),
        };
        let judged = Arc::new(judged);
        Self { judged, signatures: OnceLock::new(), sub_indication: Lazy::default() }
    }

    /// Returns the proof that all passed, or what there is instead.
    pub(crate) fn verified(&self) -> Result<&Verified, Fault> {
        match &*self.judged {
            Judged::Verified(verified) => Ok(verified),
            Judged::Rejected(rejected) => Err(Fault::Rejected(rejected.to_string())),
        }
    }

    fn signatures(&self) -> &[antin_signature] {
        self.signatures.get_or_init(|| {
            let count = self.judged.report().signatures().len();
            (0..count).map(|index| antin_signature::new(&self.judged, index)).collect()
        })
    }
}

/// Returns the number of a verdict.
pub(crate) fn number_of(verdict: Verdict) -> antin_verdict {
    match verdict {
        Verdict::Passed => ANTIN_VERDICT_PASSED,
        Verdict::Failed(_) => ANTIN_VERDICT_FAILED,
        _ => ANTIN_VERDICT_INDETERMINATE,
    }
}

/// The one call that a hurried caller needs: `ANTIN_RESULT_OK` only if there is a signature and every
/// one passed.
///
/// Otherwise `ANTIN_RESULT_REJECTED`, and the error says what the verdicts are.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_report_require_passed(
    report: Option<&antin_report>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || wanted(report, "report")?.verified().map(drop))
}

/// Returns the verdict on the whole (`ANTIN_VERDICT_…`): that of the first signature that failed, or
/// else of the first that is in doubt. A document without signatures is in doubt.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_report_verdict(report: Option<&antin_report>) -> antin_verdict {
    get(|| report.map(|report| number_of(report.judged.report().verdict())))
}

/// Returns the sub-indication of EN 319 102-1 that goes with the verdict, such as `HASH_FAILURE`.
///
/// The text lives until the report is freed. NULL for a pass, and without a report.
#[unsafe(no_mangle)]
pub extern "C" fn antin_report_sub_indication(report: Option<&antin_report>) -> *const c_char {
    get(|| {
        let report = report?;
        Some(report.sub_indication.get(|| report.judged.report().verdict().sub_indication()))
    })
}

/// Returns the format of the signatures (`ANTIN_FORMAT_…`); 0 without a report.
#[unsafe(no_mangle)]
pub extern "C" fn antin_report_format(report: Option<&antin_report>) -> u32 {
    get(|| match report?.judged.report().format() {
        Format::Cades => Some(ANTIN_FORMAT_CADES),
        Format::AsicE => Some(ANTIN_FORMAT_ASIC_E),
        Format::AsicS => Some(ANTIN_FORMAT_ASIC_S),
        _ => None,
    })
}

/// Returns how many signatures there are.
#[unsafe(no_mangle)]
pub extern "C" fn antin_report_signature_count(report: Option<&antin_report>) -> usize {
    get(|| report.map(|report| report.judged.report().signatures().len()))
}

/// Returns the judgement on a signature, counted from 0 in the order of the document.
///
/// It lives until the report is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_report_signature(
    report: Option<&antin_report>,
    index: usize,
) -> *const antin_signature {
    get(|| report?.signatures().get(index).map(std::ptr::from_ref))
}

/// Returns the signed content, if every signature passed and the document carries it; its length
/// through `len_out`, which may be NULL.
///
/// The bytes live until the report is freed. NULL otherwise: content that lies beside the signature, or
/// that was handed over piece by piece, is compared with `antin_recheck_new` when it is used.
#[unsafe(no_mangle)]
pub extern "C" fn antin_report_content(
    report: Option<&antin_report>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| {
        let verified = report.and_then(|report| report.verified().ok());
        Some(lend(verified.and_then(Verified::content), len_out))
    })
}

/// Gives the whole report as JSON, by `docs/report.schema.json`, with texts in a language
/// (`ANTIN_LANGUAGE_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_report_to_json(
    report: Option<&antin_report>,
    language: u32,
    json_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(json_out, "json_out")?;
        let report = wanted(report, "report")?.judged.report();
        let json = format!("{:#}", report.to_json(language_of(language)?));
        give(out, antin_buffer::new(json.into_bytes()));
        Ok(())
    })
}

/// Gives the whole report as text for people, in a language (`ANTIN_LANGUAGE_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_report_to_text(
    report: Option<&antin_report>,
    language: u32,
    text_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(text_out, "text_out")?;
        let report = wanted(report, "report")?.judged.report();
        give(out, antin_buffer::new(report.to_text(language_of(language)?).into_bytes()));
        Ok(())
    })
}

/// Frees a report, and with it what was borrowed from it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_report_free(report: Option<Box<antin_report>>) {
    free(report);
}
