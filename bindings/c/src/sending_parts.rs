//! What is known of a package on its way out.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::gateway::OutboundReason;

use crate::boundary::{call, get, wanted};
use crate::error::antin_error;
use crate::package::antin_package;
use crate::result::antin_result;
use crate::sending::antin_sending;
use crate::sent::{antin_sent, antin_sent_seal};
use crate::steps::Waiting;

/// Returns how far it is (`ANTIN_SENDING_…`); 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_state(sending: Option<&antin_sending>) -> u32 {
    get(|| Some(sending?.state()))
}

/// The one call that a hurried caller needs: `ANTIN_RESULT_OK` only if it was sealed, recorded and written.
///
/// Otherwise `ANTIN_RESULT_REJECTED`, and the error has the reasons.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_sending_require_sent(
    sending: Option<&antin_sending>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || wanted(sending, "sending")?.wanted_sent())
}

/// Says whether nothing stands against it: 1 if so; 0 if something does, and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_is_allowed(sending: Option<&antin_sending>) -> u32 {
    get(|| Some(u32::from(sending?.is_allowed)))
}

/// Returns how many reasons keep it from going out.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_reason_count(sending: Option<&antin_sending>) -> usize {
    get(|| Some(sending?.reasons.count()))
}

/// Returns a reason, counted from 0, by its name in `docs/gateway.md`, and behind a colon what it is about, such as
/// `fault:R.MessageHeader.Subject`. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_reason(
    sending: Option<&antin_sending>,
    index: usize,
) -> *const c_char {
    get(|| sending?.reasons.code(index))
}

/// Returns a reason as a clause in a language (`ANTIN_LANGUAGE_…`). NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_reason_text(
    sending: Option<&antin_sending>,
    index: usize,
    language: u32,
) -> *const c_char {
    get(|| sending?.reasons.text(index, language, OutboundReason::text))
}

/// Returns why it cannot be read, as a clause in a language (`ANTIN_LANGUAGE_…`). NULL if it can.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_unreadable(
    sending: Option<&antin_sending>,
    language: u32,
) -> *const c_char {
    get(|| sending?.unreadable.text(language))
}

/// Returns the judgement on the package and on the seals that were on it. It is never accepted: nothing is taken out of
/// what goes out.
///
/// It lives until the sending is freed. NULL if the package cannot be read.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_package(sending: Option<&antin_sending>) -> *const antin_package {
    get(|| sending?.package().map(std::ptr::from_ref))
}

/// Returns what the key has to sign, and its length through `len_out`, which may be NULL.
///
/// The bytes live until the sending is freed. NULL unless it is prepared.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_to_be_signed(
    sending: Option<&antin_sending>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| Some(Waiting::lend_octets(sending.and_then(antin_sending::waiting), len_out)))
}

/// Returns the digest of what the key has to sign, for keys that sign digests, and its length through `len_out`, which
/// may be NULL. Ed25519 signs the message itself and has no use for it.
///
/// The bytes live until the sending is freed. NULL unless it is prepared.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_digest(
    sending: Option<&antin_sending>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| Some(Waiting::lend_digest(sending.and_then(antin_sending::waiting), len_out)))
}

/// Returns the algorithm to sign with, an `ANTIN_ALGORITHM_…`; 0 unless it is prepared.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_algorithm(sending: Option<&antin_sending>) -> u32 {
    get(|| Some(sending?.waiting()?.algorithm()))
}

/// Returns the number of its entry in the journal; 0 as long as there is none.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_entry(sending: Option<&antin_sending>) -> u64 {
    get(|| Some(sending?.entry))
}

/// Returns what the agency's seal is known by, in hexadecimal digits. NULL unless it was sent.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_seal(sending: Option<&antin_sending>) -> *const c_char {
    get(|| Some(antin_sent_seal(sending?.sent())))
}

/// Returns what receipts are held against. Keep it: its parts are texts.
///
/// It lives until the sending is freed. NULL unless it was sent.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_sent(sending: Option<&antin_sending>) -> *const antin_sent {
    get(|| sending?.sent().map(std::ptr::from_ref))
}
