//! What a recipient says about a package, and signs.

use std::ffi::{CString, c_char};
use std::mem::MaybeUninit;

use antin::Time;
use antin::edxml::Status;
use antin::receipt::{self, Receipt};

use crate::boundary::{call, free, get, give, text, wanted};
use crate::buffer::antin_buffer;
use crate::credential::antin_credential;
use crate::error::{Fault, antin_error};
use crate::package::hexadecimal;
use crate::result::antin_result;
use crate::sent::{antin_sent, some_text};
use crate::sign_options::antin_sign_options;
use crate::signature::write_time;
use crate::text::c_string;

/// 01: it arrived, nobody acted.
pub const ANTIN_STATUS_ARRIVED: u32 = 1;
/// 02: the recipient refused it.
pub const ANTIN_STATUS_REFUSED: u32 = 2;
/// 03: the recipient entered it in the register.
pub const ANTIN_STATUS_ACCEPTED: u32 = 3;
/// 04: it was assigned.
pub const ANTIN_STATUS_ASSIGNED: u32 = 4;
/// 05: it is worked on.
pub const ANTIN_STATUS_IN_PROGRESS: u32 = 5;
/// 06: it is done.
pub const ANTIN_STATUS_FINISHED: u32 = 6;
/// 13: the sender asks to take it back. No recipient tells it.
pub const ANTIN_STATUS_TAKE_BACK_ASKED: u32 = 13;
/// 15: the recipient agrees to an update, or to give it back.
pub const ANTIN_STATUS_TAKE_BACK_AGREED: u32 = 15;
/// 16: the recipient refuses an update, or to give it back.
pub const ANTIN_STATUS_TAKE_BACK_REFUSED: u32 = 16;

const STATUSES: [(u32, Status); 9] = [
    (ANTIN_STATUS_ARRIVED, Status::Arrived),
    (ANTIN_STATUS_REFUSED, Status::Refused),
    (ANTIN_STATUS_ACCEPTED, Status::Accepted),
    (ANTIN_STATUS_ASSIGNED, Status::Assigned),
    (ANTIN_STATUS_IN_PROGRESS, Status::InProgress),
    (ANTIN_STATUS_FINISHED, Status::Finished),
    (ANTIN_STATUS_TAKE_BACK_ASKED, Status::TakeBackAsked),
    (ANTIN_STATUS_TAKE_BACK_AGREED, Status::TakeBackAgreed),
    (ANTIN_STATUS_TAKE_BACK_REFUSED, Status::TakeBackRefused),
];

/// Returns the status, unless the number is none.
pub(crate) fn status_of(number: u32, name: &'static str) -> Result<Status, Fault> {
    let found = STATUSES.into_iter().find(|(one, _)| *one == number);
    found.map(|(_, status)| status).ok_or(Fault::Invalid(name, "is no ANTIN_STATUS_… number"))
}

/// Returns the number of a status.
pub(crate) fn number_of(status: Status) -> u32 {
    let found = STATUSES.into_iter().find(|(_, one)| *one == status);
    found.map_or(0, |(number, _)| number)
}

/// What a recipient says about a package. Free it with `antin_receipt_free`, unless it is borrowed.
///
/// Nobody has signed it by itself: `antin_receipt_sign` does. Several threads may use it at once where it is
/// `const`.
pub struct antin_receipt {
    receipt: Receipt,
    seal: Option<CString>,
    document: CString,
    sender: CString,
    recipient: CString,
    reasons: Vec<CString>,
}

impl antin_receipt {
    pub(crate) fn new(receipt: Receipt) -> Self {
        Self {
            seal: receipt.seal().map(|seal| c_string(&hexadecimal(seal))),
            document: c_string(receipt.document()),
            sender: c_string(receipt.sender()),
            recipient: c_string(receipt.recipient()),
            reasons: receipt.reasons().iter().map(|reason| c_string(reason)).collect(),
            receipt,
        }
    }

    pub(crate) fn receipt(&self) -> &Receipt {
        &self.receipt
    }
}

/// Says that a package reached a recipient, who has an identifier code, and its status (`ANTIN_STATUS_…`) at a
/// time in seconds since 1970-01-01T00:00:00Z, by the recipient's clock.
///
/// Tell nothing of a package that was changed on its way, not even that it is refused: the receipt would hold for
/// what was sealed (`docs/receipt.md` section 2). `antin_gateway_receive` sees to that; here nobody does.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` if the recipient is empty or the status is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_receipt_new(
    sent: Option<&antin_sent>,
    recipient: *const c_char,
    status: u32,
    time: i64,
    receipt_out: Option<&mut MaybeUninit<*mut antin_receipt>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(receipt_out, "receipt_out")?;
        let sent = wanted(sent, "sent")?.sent();
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let recipient = unsafe { some_text(recipient, "recipient") }?;
        let status = status_of(status, "status")?;
        let receipt = Receipt::new(sent, recipient, status, Time::from_unix(time));
        give(out, antin_receipt::new(receipt));
        Ok(())
    })
}

/// Adds a reason in words, as a refusal should have; what is empty is left out.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_receipt_add_reason(
    receipt: Option<&mut antin_receipt>,
    reason: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let receipt = wanted(receipt, "receipt")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let reason = unsafe { text(reason, "reason") }?;
        receipt.receipt = receipt.receipt.clone().because(reason);
        // What was lent out before stays where it is.
        let added = receipt.receipt.reasons().iter().skip(receipt.reasons.len());
        receipt.reasons.extend(added.map(|reason| c_string(reason)));
        Ok(())
    })
}

/// Returns what the seal of the package is known by, in hexadecimal digits; NULL if it came without one.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_seal(receipt: Option<&antin_receipt>) -> *const c_char {
    get(|| Some(receipt?.seal.as_ref()?.as_ptr()))
}

/// Returns the identifier of the document.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_document(receipt: Option<&antin_receipt>) -> *const c_char {
    get(|| Some(receipt?.document.as_ptr()))
}

/// Returns the identifier code of the body that sent the package.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_sender(receipt: Option<&antin_receipt>) -> *const c_char {
    get(|| Some(receipt?.sender.as_ptr()))
}

/// Returns the identifier code of the body that makes the receipt.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_recipient(receipt: Option<&antin_receipt>) -> *const c_char {
    get(|| Some(receipt?.recipient.as_ptr()))
}

/// Returns the status (`ANTIN_STATUS_…`); 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_status(receipt: Option<&antin_receipt>) -> u32 {
    get(|| receipt.map(|receipt| number_of(receipt.receipt.status())))
}

/// Gives when it was so, in seconds since 1970-01-01T00:00:00Z, by the recipient's clock.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_time(
    receipt: Option<&antin_receipt>,
    time_out: Option<&mut MaybeUninit<i64>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || write_time(Some(wanted(receipt, "receipt")?.receipt.time()), time_out))
}

/// Returns how many reasons there are.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_reason_count(receipt: Option<&antin_receipt>) -> usize {
    get(|| Some(receipt?.reasons.len()))
}

/// Returns a reason, counted from 0. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_reason(
    receipt: Option<&antin_receipt>,
    index: usize,
) -> *const c_char {
    get(|| Some(receipt?.reasons.get(index)?.as_ptr()))
}

/// Gives the receipt as JSON, by `docs/receipt.md`, without a signature.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_to_json(
    receipt: Option<&antin_receipt>,
    json_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(json_out, "json_out")?;
        let receipt = wanted(receipt, "receipt")?.receipt();
        give(out, antin_buffer::new(receipt.to_json()));
        Ok(())
    })
}

/// Signs a receipt: what comes out is the container that goes back to the sender.
///
/// `signing_time` is when the signer claims to sign, in seconds since 1970-01-01T00:00:00Z. Only from level T
/// on it is proved when the receipt was made. A receipt is signed in a container, so that the packaging of the
/// options does not matter.
///
/// `ANTIN_RESULT_MALFORMED` for a receipt that no reader would take: about a package without a seal, and with
/// another status than `ANTIN_STATUS_REFUSED`. Otherwise as `antin_sign`.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_sign(
    receipt: Option<&antin_receipt>,
    credential: Option<&antin_credential>,
    options: Option<&antin_sign_options>,
    signing_time: i64,
    container_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(container_out, "container_out")?;
        let receipt = wanted(receipt, "receipt")?.receipt();
        let credential = wanted(credential, "credential")?;
        let options = wanted(options, "options")?.at(signing_time);
        give(out, antin_buffer::new(receipt::make(receipt, &credential.0, &options)?));
        Ok(())
    })
}

/// Frees a receipt; NULL is well. Not for one that is borrowed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipt_free(receipt: Option<Box<antin_receipt>>) {
    free(receipt);
}
