//! A package that was sent, as a receipt names it.

use std::ffi::{CString, c_char};
use std::mem::MaybeUninit;

use antin::edxml::statement::normal;
use antin::receipt::Sent;

use crate::boundary::{call, free, get, give, text, text_or_none, texts, wanted};
use crate::error::{Fault, antin_error};
use crate::package::{antin_package, digest_of, hexadecimal};
use crate::result::antin_result;
use crate::text::c_string;

/// A package that was sent, as a receipt names it. Free it with `antin_sent_free`, unless it is borrowed.
///
/// Whoever sends keeps it until the receipt comes: its parts are texts, and `antin_sent_new` puts them together
/// again. Several threads may use it at once.
pub struct antin_sent {
    sent: Sent,
    seal: Option<CString>,
    document: CString,
    sender: CString,
    recipients: Vec<CString>,
}

impl antin_sent {
    pub(crate) fn new(sent: Sent) -> Self {
        Self {
            seal: sent.seal().map(|seal| c_string(&hexadecimal(seal))),
            document: c_string(sent.document()),
            sender: c_string(sent.sender()),
            recipients: sent.recipients().iter().map(|code| c_string(code)).collect(),
            sent,
        }
    }

    pub(crate) fn sent(&self) -> &Sent {
        &self.sent
    }
}

/// Takes a text that says something.
///
/// # Safety
///
/// As [`text`].
pub(crate) unsafe fn some_text<'a>(
    start: *const c_char,
    name: &'static str,
) -> Result<&'a str, Fault> {
    // SAFETY: the promise of the caller.
    let text = unsafe { text(start, name) }?;
    if normal(text).is_empty() { Err(Fault::Invalid(name, "is empty")) } else { Ok(text) }
}

/// Names a package by what is known of it: what the seal of its sender is known by (`antin_seal_id`), or NULL
/// without; the identifier of the document; and the identifier codes of the sender and of the recipients,
/// `recipient_count` texts, which may be NULL with 0.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` if the seal is not 64 lower-case hexadecimal digits, and for a document,
/// sender or recipient that is empty.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_sent_new(
    seal: *const c_char,
    document: *const c_char,
    sender: *const c_char,
    recipients: *const *const c_char,
    recipient_count: usize,
    sent_out: Option<&mut MaybeUninit<*mut antin_sent>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(sent_out, "sent_out")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let seal = unsafe { text_or_none(seal, "seal") }?;
        let seal = seal.map(|seal| digest_of(seal, "seal")).transpose()?;
        // SAFETY: the same.
        let document = unsafe { some_text(document, "document") }?;
        // SAFETY: the same.
        let sender = unsafe { some_text(sender, "sender") }?;
        // SAFETY: the conventions of the header ask for this many pointers to text that ends in NUL.
        let recipients = unsafe { texts(recipients, recipient_count, "recipients") }?;
        if recipients.iter().any(|code| normal(code).is_empty()) {
            return Err(Fault::Invalid("recipients", "has one that is empty"));
        }
        give(out, antin_sent::new(Sent::new(seal, document, sender, recipients)));
        Ok(())
    })
}

/// Names a package that was judged: by the seal that passed in the role of the agency, by the body that sent
/// it; of several, by the one that is bound best. That the package is accepted it does not say.
///
/// `ANTIN_RESULT_ABSENT` for a package without document or sender: nobody can say what was sent.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sent_of(
    package: Option<&antin_package>,
    sent_out: Option<&mut MaybeUninit<*mut antin_sent>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(sent_out, "sent_out")?;
        let report = wanted(package, "package")?.report();
        give(out, antin_sent::new(Sent::of(report).ok_or(Fault::Absent)?));
        Ok(())
    })
}

/// Returns what the seal is known by, in hexadecimal digits; NULL without.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sent_seal(sent: Option<&antin_sent>) -> *const c_char {
    get(|| Some(sent?.seal.as_ref()?.as_ptr()))
}

/// Returns the identifier of the document.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sent_document(sent: Option<&antin_sent>) -> *const c_char {
    get(|| Some(sent?.document.as_ptr()))
}

/// Returns the identifier code of the body that sent it.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sent_sender(sent: Option<&antin_sent>) -> *const c_char {
    get(|| Some(sent?.sender.as_ptr()))
}

/// Returns to how many bodies it was sent.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sent_recipient_count(sent: Option<&antin_sent>) -> usize {
    get(|| Some(sent?.recipients.len()))
}

/// Returns the identifier code of a body that it was sent to, counted from 0. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sent_recipient(sent: Option<&antin_sent>, index: usize) -> *const c_char {
    get(|| Some(sent?.recipients.get(index)?.as_ptr()))
}

/// Frees it; NULL is well. Not for one that is borrowed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sent_free(sent: Option<Box<antin_sent>>) {
    free(sent);
}
