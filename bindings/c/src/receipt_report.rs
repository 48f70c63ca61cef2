//! A receipt that was judged.

use std::ffi::{CString, c_char};
use std::mem::MaybeUninit;
use std::sync::OnceLock;

use antin::edxml::Binding;
use antin::receipt::{Judging, Mismatch, ReceiptReport};
use antin::{Evidence, Time};

use crate::boundary::{bytes, call, free, get, give, wanted};
use crate::buffer::antin_buffer;
use crate::error::{Fault, antin_error};
use crate::evidence::antin_evidence;
use crate::language::{Each, language_of};
use crate::opening::{self, antin_opening};
use crate::package::hexadecimal;
use crate::policy::antin_policy;
use crate::receipt::{antin_receipt, status_of};
use crate::report::{antin_report, antin_verdict, number_of};
use crate::result::antin_result;
use crate::sent::antin_sent;
use crate::text::{Lazy, c_string};

/// The judgement on a receipt. Free it with `antin_receipt_report_free`, unless it is borrowed.
///
/// It is no proof: ask `antin_receipt_report_require_accepted`. Several threads may use it at once.
pub struct antin_receipt_report {
    report: ReceiptReport,
    receipt: Option<antin_receipt>,
    mismatches: Vec<Told>,
    id: Option<CString>,
    sha256: CString,
    inner: OnceLock<Option<antin_report>>,
    sub_indication: Lazy,
    fault: Lazy,
    fault_texts: Each<Lazy>,
    other: Lazy,
}

/// A mismatch, and what people are told.
struct Told {
    mismatch: Mismatch,
    code: CString,
    texts: Each<Lazy>,
}

impl antin_receipt_report {
    pub(crate) fn new(report: ReceiptReport) -> Self {
        let told = |mismatch: &Mismatch| Told {
            mismatch: *mismatch,
            code: c_string(mismatch.code()),
            texts: Each::default(),
        };
        Self {
            receipt: report.receipt().cloned().map(antin_receipt::new),
            mismatches: report.mismatches().iter().map(told).collect(),
            id: report.id().map(|id| c_string(&hexadecimal(id))),
            sha256: c_string(&hexadecimal(report.sha256())),
            inner: OnceLock::new(),
            sub_indication: Lazy::default(),
            fault: Lazy::default(),
            fault_texts: Each::default(),
            other: Lazy::default(),
            report,
        }
    }

    fn wanted_accepted(&self) -> Result<(), Fault> {
        if self.report.is_accepted() {
            return Ok(());
        }
        let mut what = format!("the receipt is not accepted: {}", self.report.verdict());
        let fault = self.report.fault().map(|fault| fault.code());
        let codes = fault.into_iter().chain(self.report.mismatches().iter().map(|one| one.code()));
        for code in codes {
            what.push_str(", ");
            what.push_str(code);
        }
        what.push_str(", recipient ");
        what.push_str(self.report.binding().as_str());
        Err(Fault::Rejected(what))
    }
}

/// Judges a receipt at a time in seconds since 1970-01-01T00:00:00Z: as a signature, and what it says against
/// what was sent.
///
/// `recipients` says whose certificates are whose, as when a package is judged; what it has beside the message
/// means nothing here. It may be NULL: then nobody is known, so that no receipt is accepted. `before` is the
/// status that this recipient told last (`ANTIN_STATUS_…`), 0 for none. `evidence` may be NULL. Nothing is
/// fetched and no clock is read.
///
/// `ANTIN_RESULT_OK` says that there is a judgement, never that it is good: go on with
/// `antin_receipt_report_require_accepted`. What cannot be read is judged, too. `ANTIN_RESULT_REGISTRY_PAST`
/// if the opening has a registry that is past at the time.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn antin_receipt_judge(
    container: *const u8,
    container_len: usize,
    sent: Option<&antin_sent>,
    recipients: Option<&antin_opening>,
    before: u32,
    policy: Option<&antin_policy>,
    evidence: Option<&antin_evidence>,
    at: i64,
    report_out: Option<&mut MaybeUninit<*mut antin_receipt_report>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(report_out, "report_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let container = unsafe { bytes(container, container_len, "container") }?;
        let sent = wanted(sent, "sent")?.sent();
        let policy = &wanted(policy, "policy")?.policy;
        let (nobody, none, at) = (antin_opening::default(), Evidence::new(), Time::from_unix(at));
        let recipients = recipients.unwrap_or(&nobody);
        let evidence = evidence.map_or(&none, |given| &given.0);
        let judging = Judging::new(sent, recipients);
        let judging = match before {
            0 => judging,
            before => judging.after(status_of(before, "before")?),
        };
        recipients.wanted_current(at)?;
        let report = judging.judge(container, policy, evidence, at)?;
        give(out, antin_receipt_report::new(report));
        Ok(())
    })
}

/// The one call that a hurried caller needs: `ANTIN_RESULT_OK` only if the receipt passed, goes with what was
/// sent, and is the recipient's.
///
/// Otherwise `ANTIN_RESULT_REJECTED`, and the error says which of these it is.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_receipt_report_require_accepted(
    report: Option<&antin_receipt_report>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || wanted(report, "report")?.wanted_accepted())
}

/// Says whether `antin_receipt_report_require_accepted` would: 1 if so; 0 if not, and for NULL.
///
/// That a receipt is accepted does not say what it says: see `antin_receipt_status`.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_receipt_report_is_accepted(report: Option<&antin_receipt_report>) -> u32 {
    get(|| report.map(|report| u32::from(report.report.is_accepted())))
}

/// Returns the verdict on its signature (`ANTIN_VERDICT_…`); what is faulty failed.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_receipt_report_verdict(
    report: Option<&antin_receipt_report>,
) -> antin_verdict {
    get(|| report.map(|report| number_of(report.report.verdict())))
}

/// Returns the sub-indication of EN 319 102-1 that goes with the verdict, such as `HASH_FAILURE`; NULL for a
/// pass.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_sub_indication(
    report: Option<&antin_receipt_report>,
) -> *const c_char {
    get(|| {
        let report = report?;
        Some(report.sub_indication.get(|| report.report.verdict().sub_indication()))
    })
}

/// Returns what is wrong with the container or with the receipt in it, as a stable name: `container`,
/// `other-content`, `signatures`, `receipt`. NULL if nothing is. A receipt with a fault says nothing.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_fault(
    report: Option<&antin_receipt_report>,
) -> *const c_char {
    get(|| {
        let report = report?;
        Some(report.fault.get(|| Some(report.report.fault()?.code())))
    })
}

/// Returns the fault as a clause for people, in a language (`ANTIN_LANGUAGE_…`); NULL if there is none, and
/// for another number.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_fault_text(
    report: Option<&antin_receipt_report>,
    language: u32,
) -> *const c_char {
    get(|| {
        let (report, language) = (report?, language_of(language).ok()?);
        let told = || Some(report.report.fault()?.text(language));
        Some(report.fault_texts.of(language).get(told))
    })
}

/// Returns by what the receipt is known, as a seal is: the SHA-256 of what its key signed, in hexadecimal
/// digits. NULL if the container does not have exactly one signature.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_id(report: Option<&antin_receipt_report>) -> *const c_char {
    get(|| Some(report?.id.as_ref()?.as_ptr()))
}

/// Returns the SHA-256 of the container, as it is, in hexadecimal digits.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_sha256(
    report: Option<&antin_receipt_report>,
) -> *const c_char {
    get(|| Some(report?.sha256.as_ptr()))
}

/// Returns what it says; NULL if it cannot be read. Unless the receipt is accepted, it is a claim.
///
/// It lives until the report is freed, and is not freed by itself.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_receipt(
    report: Option<&antin_receipt_report>,
) -> *const antin_receipt {
    get(|| report?.receipt.as_ref().map(std::ptr::from_ref))
}

/// Returns the judgement on its signature; NULL if there is none.
///
/// It lives until the report is freed, and is not freed by itself. That it passed says nothing of what was
/// sent: that is `antin_receipt_report_require_accepted`.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_report(
    report: Option<&antin_receipt_report>,
) -> *const antin_report {
    get(|| {
        let report = report?;
        let inner = || report.report.report().cloned().map(antin_report::new);
        report.inner.get_or_init(inner).as_ref().map(std::ptr::from_ref)
    })
}

/// Returns what is known of its certificate and the recipient that it names (`ANTIN_BINDING_…`);
/// `ANTIN_BINDING_UNKNOWN` unless its signature passed.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_receipt_report_binding(report: Option<&antin_receipt_report>) -> u32 {
    get(|| report.map(|report| opening::number_of(report.report.binding())))
}

/// Returns the identifier code of the body whose certificate it is instead, where the binding is
/// `ANTIN_BINDING_OTHER` and that was said; NULL otherwise.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_other(
    report: Option<&antin_receipt_report>,
) -> *const c_char {
    get(|| {
        let report = report?;
        let other = || match report.report.binding() {
            Binding::Other(organ) if !organ.is_empty() => Some(organ.as_str()),
            _ => None,
        };
        Some(report.other.get(other))
    })
}

/// Returns how many things do not go with what was sent.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_mismatch_count(
    report: Option<&antin_receipt_report>,
) -> usize {
    get(|| Some(report?.mismatches.len()))
}

/// Returns what does not go with what was sent, counted from 0, as a stable name: `seal`, `document`, `sender`,
/// `recipient`, `status`, `transition`, `time`. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_mismatch(
    report: Option<&antin_receipt_report>,
    index: usize,
) -> *const c_char {
    get(|| Some(report?.mismatches.get(index)?.code.as_ptr()))
}

/// Returns what does not go with what was sent, counted from 0, as a clause for people in a language
/// (`ANTIN_LANGUAGE_…`). NULL beyond the last, and for another number.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_mismatch_text(
    report: Option<&antin_receipt_report>,
    index: usize,
    language: u32,
) -> *const c_char {
    get(|| {
        let (told, language) = (report?.mismatches.get(index)?, language_of(language).ok()?);
        Some(told.texts.of(language).get(|| Some(told.mismatch.text(language))))
    })
}

/// Gives the whole judgement as JSON, by `docs/receipt-report.schema.json`, with texts in a language
/// (`ANTIN_LANGUAGE_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_to_json(
    report: Option<&antin_receipt_report>,
    language: u32,
    json_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(json_out, "json_out")?;
        let report = &wanted(report, "report")?.report;
        let json = format!("{:#}", report.to_json(language_of(language)?));
        give(out, antin_buffer::new(json.into_bytes()));
        Ok(())
    })
}

/// Gives the whole judgement as text for people, in a language (`ANTIN_LANGUAGE_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_to_text(
    report: Option<&antin_receipt_report>,
    language: u32,
    text_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(text_out, "text_out")?;
        let report = &wanted(report, "report")?.report;
        give(out, antin_buffer::new(report.to_text(language_of(language)?).into_bytes()));
        Ok(())
    })
}

/// Frees a judgement, and with it what was borrowed from it; NULL is well. Not for one that is borrowed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_report_free(report: Option<Box<antin_receipt_report>>) {
    free(report);
}
