//! A receipt for a key that lives elsewhere.

use std::mem::MaybeUninit;
use std::sync::{Mutex, PoisonError};

use antin::crypto::Digest;
use antin::receipt::{self, PreparedReceipt};
use antin::x509;

use crate::boundary::{bytes, call, free, get, give, lend, wanted};
use crate::buffer::antin_buffer;
use crate::error::{Fault, antin_error};
use crate::receipt::antin_receipt;
use crate::result::antin_result;
use crate::sign_options::{antin_sign_options, number_of};

/// A receipt that waits for the value of its signature. Free it with `antin_prepared_receipt_free`.
///
/// Have what `antin_prepared_receipt_to_be_signed` returns signed by the key of the chain's first certificate,
/// with the algorithm of `antin_prepared_receipt_algorithm`, and hand the value to
/// `antin_prepared_receipt_finish`.
pub struct antin_prepared_receipt {
    /// Only ever reached by who may change it; the lock is for the compiler.
    prepared: Mutex<Option<PreparedReceipt>>,
    waiting: Option<Waiting>,
    digest: Digest,
}

/// What the key is asked for, until it has answered.
struct Waiting {
    to_be_signed: Vec<u8>,
    algorithm: u32,
}

/// Prepares a receipt for a key that lives elsewhere.
///
/// `chain` is certificates in PEM, the signer's first, or the signer's alone in DER. Otherwise as
/// `antin_receipt_sign`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_prepare_receipt(
    receipt: Option<&antin_receipt>,
    chain: *const u8,
    chain_len: usize,
    options: Option<&antin_sign_options>,
    signing_time: i64,
    prepared_out: Option<&mut MaybeUninit<*mut antin_prepared_receipt>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(prepared_out, "prepared_out")?;
        let receipt = wanted(receipt, "receipt")?.receipt();
        // SAFETY: the conventions of the header ask for this many octets.
        let chain = unsafe { bytes(chain, chain_len, "chain") }?;
        let options = wanted(options, "options")?.at(signing_time);
        let prepared = receipt::prepare(receipt, &x509::certificates(chain)?, &options)?;
        let digest = prepared.digest();
        let to_be_signed = prepared.to_be_signed().to_vec();
        let waiting = Some(Waiting { to_be_signed, algorithm: number_of(prepared.algorithm()) });
        let prepared = Mutex::new(Some(prepared));
        give(out, antin_prepared_receipt { prepared, waiting, digest });
        Ok(())
    })
}

/// Returns what the key has to sign, and its length through `len_out`, which may be NULL.
///
/// The bytes live until the handle is freed or finished; then the result is NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_prepared_receipt_to_be_signed(
    prepared: Option<&antin_prepared_receipt>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| {
        let waiting = prepared.and_then(|prepared| prepared.waiting.as_ref());
        Some(lend(waiting.map(|waiting| waiting.to_be_signed.as_slice()), len_out))
    })
}

/// Returns the digest of what the key has to sign, for keys that sign digests, and its length through
/// `len_out`, which may be NULL. Ed25519 signs the message itself and has no use for it.
///
/// The bytes live until the handle is freed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_prepared_receipt_digest(
    prepared: Option<&antin_prepared_receipt>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| Some(lend(prepared.map(|prepared| prepared.digest.as_bytes()), len_out)))
}

/// Returns the algorithm to sign with, an `ANTIN_ALGORITHM_…`; 0 once it is finished.
#[unsafe(no_mangle)]
pub extern "C" fn antin_prepared_receipt_algorithm(
    prepared: Option<&antin_prepared_receipt>,
) -> u32 {
    get(|| prepared?.waiting.as_ref().map(|waiting| waiting.algorithm))
}

/// Puts the receipt together: the container that goes back to the sender. It works once, also if it fails; but a
/// value that is refused leaves the handle as it was.
///
/// `ANTIN_RESULT_KEY` if the value does not verify with the key of the certificate;
/// `ANTIN_RESULT_ALREADY_USED` the second time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_prepared_receipt_finish(
    prepared: Option<&mut antin_prepared_receipt>,
    value: *const u8,
    value_len: usize,
    container_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(container_out, "container_out")?;
        let handle = wanted(prepared, "prepared")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let value = unsafe { bytes(value, value_len, "value") }?;
        let prepared = handle.prepared.get_mut().unwrap_or_else(PoisonError::into_inner);
        prepared.as_ref().ok_or(Fault::AlreadyUsed)?.check(value)?;
        handle.waiting = None;
        let prepared = prepared.take().ok_or(Fault::AlreadyUsed)?;
        give(out, antin_buffer::new(prepared.finish(value)?));
        Ok(())
    })
}

/// Frees a prepared receipt; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_prepared_receipt_free(prepared: Option<Box<antin_prepared_receipt>>) {
    free(prepared);
}
