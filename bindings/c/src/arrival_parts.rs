//! What is known of a package that arrived.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::journal::Decision;

use crate::arrival::antin_arrival;
use crate::boundary::{call, get, lend, wanted};
use crate::error::antin_error;
use crate::gateway::{ANTIN_DECISION_ACCEPT, ANTIN_DECISION_QUARANTINE, ANTIN_DECISION_REFUSE};
use crate::package::antin_package;
use crate::receipt::antin_receipt;
use crate::result::antin_result;
use crate::steps::Waiting;

/// Returns how far it is (`ANTIN_ARRIVAL_…`); 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_state(arrival: Option<&antin_arrival>) -> u32 {
    get(|| Some(arrival?.state()))
}

/// The one call that a hurried caller needs: `ANTIN_RESULT_OK` only if it is recorded as accepted.
///
/// Otherwise `ANTIN_RESULT_REJECTED`, and the error has the decision and the reasons. A policy may accept what is not
/// proven: then `antin_package_require_accepted` still rejects the package, and no attachment comes out.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_arrival_require_accepted(
    arrival: Option<&antin_arrival>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || wanted(arrival, "arrival")?.wanted_accepted())
}

/// Returns what became of it (`ANTIN_DECISION_…`); before it is recorded, what will, unless another one like it is
/// recorded first. 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_decision(arrival: Option<&antin_arrival>) -> u32 {
    get(|| {
        Some(match arrival?.decision() {
            Decision::Accept => ANTIN_DECISION_ACCEPT,
            Decision::Quarantine => ANTIN_DECISION_QUARANTINE,
            _ => ANTIN_DECISION_REFUSE,
        })
    })
}

/// Returns how many reasons stand against it. What is accepted has some if the policy accepts them.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_reason_count(arrival: Option<&antin_arrival>) -> usize {
    get(|| Some(arrival?.reasons().count()))
}

/// Returns a reason, counted from 0, by its name in `docs/gateway.md`, such as `unknown-sender`. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_reason(
    arrival: Option<&antin_arrival>,
    index: usize,
) -> *const c_char {
    get(|| arrival?.reasons().code(index))
}

/// Returns a reason as a clause in a language (`ANTIN_LANGUAGE_…`). NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_reason_text(
    arrival: Option<&antin_arrival>,
    index: usize,
    language: u32,
) -> *const c_char {
    get(|| {
        let say = |reason: &antin::gateway::InboundReason, language| reason.text(language).into();
        arrival?.reasons().text(index, language, say)
    })
}

/// Returns why it cannot be read, as a clause in a language (`ANTIN_LANGUAGE_…`). NULL if it can.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_unreadable(
    arrival: Option<&antin_arrival>,
    language: u32,
) -> *const c_char {
    get(|| arrival?.unreadable.text(language))
}

/// Returns the judgement on the package. Attachments come out of it only once it is recorded and accepted: before that,
/// and if it is not, `antin_package_require_accepted` says `ANTIN_RESULT_REJECTED`, whatever its seals say.
///
/// Ask for it again when it is recorded: what was borrowed before stays withheld. It lives until the arrival is
/// freed. NULL if the package cannot be read.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_package(arrival: Option<&antin_arrival>) -> *const antin_package {
    get(|| arrival?.package().map(std::ptr::from_ref))
}

/// Returns what the receipt says that is to be signed, or was.
///
/// It lives until the arrival is freed. NULL if there is to be none, or is none.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_planned_receipt(
    arrival: Option<&antin_arrival>,
) -> *const antin_receipt {
    get(|| arrival?.planned().map(std::ptr::from_ref))
}

/// Returns what the key has to sign, and its length through `len_out`, which may be NULL.
///
/// The bytes live until the arrival is freed. NULL unless it is prepared.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_to_be_signed(
    arrival: Option<&antin_arrival>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| Some(Waiting::lend_octets(arrival.and_then(antin_arrival::waiting), len_out)))
}

/// Returns the digest of what the key has to sign, for keys that sign digests, and its length through `len_out`, which
/// may be NULL. Ed25519 signs the message itself and has no use for it.
///
/// The bytes live until the arrival is freed. NULL unless it is prepared.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_digest(
    arrival: Option<&antin_arrival>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| Some(Waiting::lend_digest(arrival.and_then(antin_arrival::waiting), len_out)))
}

/// Returns the algorithm to sign with, an `ANTIN_ALGORITHM_…`; 0 unless it is prepared.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_algorithm(arrival: Option<&antin_arrival>) -> u32 {
    get(|| Some(arrival?.waiting()?.algorithm()))
}

/// Returns the number of its entry in the journal; 0 before it is recorded.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_entry(arrival: Option<&antin_arrival>) -> u64 {
    get(|| Some(arrival?.received()?.entry()))
}

/// Returns the signed receipt for the sender, a container, and its length through `len_out`, which may be NULL.
///
/// The bytes live until the arrival is freed. NULL before it is recorded, and if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_receipt(
    arrival: Option<&antin_arrival>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| {
        let received = arrival.and_then(antin_arrival::received);
        Some(lend(received.and_then(|received| received.receipt()), len_out))
    })
}
