//! A receipt that came back to the gateway that sent.

use std::ffi::{CString, c_char};
use std::mem::MaybeUninit;

use antin::gateway::ReturnedReceipt;
use antin::{Evidence, Time};

use crate::agency::antin_agency;
use crate::boundary::{bytes, call, free, get, give, wanted};
use crate::error::{Fault, antin_error};
use crate::evidence::antin_evidence;
use crate::gateway::antin_gateway;
use crate::receipt::status_of;
use crate::receipt_report::antin_receipt_report;
use crate::result::antin_result;
use crate::sent::antin_sent;
use crate::text::c_string;

/// A receipt that came back, judged and recorded. Free it with `antin_returned_receipt_free`.
///
/// It is no proof: ask `antin_returned_receipt_require_accepted`. Several threads may use it at once.
pub struct antin_returned_receipt {
    returned: ReturnedReceipt,
    reasons: Vec<CString>,
    report: antin_receipt_report,
}

impl antin_returned_receipt {
    fn wanted_accepted(&self) -> Result<(), Fault> {
        if self.returned.is_accepted() {
            return Ok(());
        }
        let list = self.returned.reasons().join(", ");
        Err(Fault::Rejected(format!("the receipt is not accepted: {list}")))
    }
}

/// Judges a receipt for a package that the agency sent, and records the judgement.
///
/// `sent` is what was sent (`antin_sending_sent`), `before` the status that this recipient told last
/// (`ANTIN_STATUS_…`), 0 for none; `at` is in seconds since 1970-01-01T00:00:00Z. `evidence` may be NULL.
///
/// `ANTIN_RESULT_OK` says that it was judged and recorded, never that it is good: go on with
/// `antin_returned_receipt_require_accepted`. `ANTIN_RESULT_REGISTRY_PAST` and `ANTIN_RESULT_LEDGER`: nothing
/// was judged, or not recorded.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn antin_gateway_take_receipt(
    gateway: Option<&antin_gateway>,
    agency: Option<&antin_agency>,
    receipt: *const u8,
    receipt_len: usize,
    sent: Option<&antin_sent>,
    before: u32,
    evidence: Option<&antin_evidence>,
    at: i64,
    returned_out: Option<&mut MaybeUninit<*mut antin_returned_receipt>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(returned_out, "returned_out")?;
        let gateway = wanted(gateway, "gateway")?;
        let outbound = gateway.0.outbound(&wanted(agency, "agency")?.agency);
        // SAFETY: the conventions of the header ask for this many octets.
        let receipt = unsafe { bytes(receipt, receipt_len, "receipt") }?;
        let sent = wanted(sent, "sent")?.sent();
        let before = (before != 0).then(|| status_of(before, "before")).transpose()?;
        let none = Evidence::new();
        let evidence = evidence.map_or(&none, |given| &given.0);
        let at = Time::from_unix(at);
        let returned = outbound.take_receipt(receipt, sent, before, evidence, at)?;
        let reasons = returned.reasons().iter().map(|reason| c_string(reason)).collect();
        let report = antin_receipt_report::new(returned.report().clone());
        give(out, antin_returned_receipt { returned, reasons, report });
        Ok(())
    })
}

/// The one call that a hurried caller needs: `ANTIN_RESULT_OK` only if the receipt proves what it says.
///
/// Otherwise `ANTIN_RESULT_REJECTED`, and the error has the reasons.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_returned_receipt_require_accepted(
    returned: Option<&antin_returned_receipt>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || wanted(returned, "returned")?.wanted_accepted())
}

/// Says whether `antin_returned_receipt_require_accepted` would: 1 if so; 0 if not, and for NULL.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_returned_receipt_is_accepted(
    returned: Option<&antin_returned_receipt>,
) -> u32 {
    get(|| Some(u32::from(returned?.returned.is_accepted())))
}

/// Returns how many reasons there are why it does not.
#[unsafe(no_mangle)]
pub extern "C" fn antin_returned_receipt_reason_count(
    returned: Option<&antin_returned_receipt>,
) -> usize {
    get(|| Some(returned?.reasons.len()))
}

/// Returns a reason, counted from 0, by its name in `docs/gateway.md`, such as `mismatch:seal`. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_returned_receipt_reason(
    returned: Option<&antin_returned_receipt>,
    index: usize,
) -> *const c_char {
    get(|| Some(returned?.reasons.get(index)?.as_ptr()))
}

/// Returns the number of its entry in the journal.
#[unsafe(no_mangle)]
pub extern "C" fn antin_returned_receipt_entry(returned: Option<&antin_returned_receipt>) -> u64 {
    get(|| Some(returned?.returned.entry()))
}

/// Returns the judgement on the receipt, which lives until the handle is freed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_returned_receipt_report(
    returned: Option<&antin_returned_receipt>,
) -> *const antin_receipt_report {
    get(|| Some(std::ptr::from_ref(&returned?.report)))
}

/// Frees it, and with it what was borrowed from it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_returned_receipt_free(returned: Option<Box<antin_returned_receipt>>) {
    free(returned);
}
