//! Signing a document that is handed over piece by piece.

use std::mem::MaybeUninit;

use antin::cades::{AttachedSigning, DetachedSigning};
use antin::keys::Credential;
use antin::x509;

use crate::boundary::{bytes, call, free, get, give, lend, wanted};
use crate::buffer::antin_buffer;
use crate::credential::antin_credential;
use crate::error::{Fault, antin_error};
use crate::prepared::antin_prepared;
use crate::result::antin_result;
use crate::sign_options::antin_sign_options;

/// A signature that is made while its document passes by, in constant memory. Free it with
/// `antin_signing_free`.
pub struct antin_signing(State);

enum State {
    Detached(Box<DetachedSigning>, Option<Credential>),
    Attached(Box<AttachedSigning>),
    Done,
}

/// Begins a detached signature. The arguments are as those of `antin_sign`; the credential is kept.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` if the options ask for an attached signature.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signing_new(
    credential: Option<&antin_credential>,
    options: Option<&antin_sign_options>,
    signing_time: i64,
    signing_out: Option<&mut MaybeUninit<*mut antin_signing>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(signing_out, "signing_out")?;
        let credential = &wanted(credential, "credential")?.0;
        let options = wanted(options, "options")?.at(signing_time);
        let signing = DetachedSigning::new(credential.chain(), &options)?;
        give(out, antin_signing(State::Detached(Box::new(signing), Some(credential.clone()))));
        Ok(())
    })
}

/// Begins a detached signature for a key that lives elsewhere; end it with `antin_signing_prepare`.
///
/// `chain` is as in `antin_prepare`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_signing_new_for_chain(
    chain: *const u8,
    chain_len: usize,
    options: Option<&antin_sign_options>,
    signing_time: i64,
    signing_out: Option<&mut MaybeUninit<*mut antin_signing>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(signing_out, "signing_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let chain = unsafe { bytes(chain, chain_len, "chain") }?;
        let options = wanted(options, "options")?.at(signing_time);
        let signing = DetachedSigning::new(&x509::certificates(chain)?, &options)?;
        give(out, antin_signing(State::Detached(Box::new(signing), None)));
        Ok(())
    })
}

/// Begins a signature with the document in it, which is `document_len` bytes long.
///
/// Write what `antin_signing_head` returns, then the document as it is handed over, then what
/// `antin_signing_finish` gives. The options must ask for `ANTIN_PACKAGING_ATTACHED`.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signing_new_attached(
    credential: Option<&antin_credential>,
    options: Option<&antin_sign_options>,
    signing_time: i64,
    document_len: u64,
    signing_out: Option<&mut MaybeUninit<*mut antin_signing>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(signing_out, "signing_out")?;
        let credential = &wanted(credential, "credential")?.0;
        let options = wanted(options, "options")?.at(signing_time);
        let signing = AttachedSigning::new(credential, document_len, &options)?;
        give(out, antin_signing(State::Attached(Box::new(signing))));
        Ok(())
    })
}

/// Returns what stands before the document in an attached signature, and its length through
/// `len_out`, which may be NULL. For a detached signature it is NULL and 0.
///
/// The bytes live until the handle is finished or freed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signing_head(
    signing: Option<&antin_signing>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| {
        let head = match signing.map(|signing| &signing.0) {
            Some(State::Attached(signing)) => Some(signing.head()),
            _ => None,
        };
        Some(lend(head, len_out))
    })
}

/// Takes the next piece of the document.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` if an attached document is longer than was announced;
/// `ANTIN_RESULT_ALREADY_USED` after the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_signing_update(
    signing: Option<&mut antin_signing>,
    piece: *const u8,
    piece_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let signing = wanted(signing, "signing")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let piece = unsafe { bytes(piece, piece_len, "piece") }?;
        match &mut signing.0 {
            State::Detached(signing, _) => signing.update(piece),
            State::Attached(signing) => signing.update(piece)?,
            State::Done => return Err(Fault::AlreadyUsed),
        }
        Ok(())
    })
}

/// Signs: gives the detached signature, or what stands after the document in an attached one. It works
/// once, also if it fails.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` if an attached document is shorter than was announced, or if there is
/// no key because the handle was begun with a chain; otherwise as `antin_sign`.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signing_finish(
    signing: Option<&mut antin_signing>,
    signed_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(signed_out, "signed_out")?;
        let handle = wanted(signing, "signing")?;
        if matches!(handle.0, State::Detached(_, None)) {
            return Err(Fault::Invalid("signing", "has no key; use antin_signing_prepare"));
        }
        let signed = match std::mem::replace(&mut handle.0, State::Done) {
            State::Detached(signing, Some(credential)) => signing.sign(&credential)?,
            State::Attached(signing) => signing.finish()?,
            State::Detached(_, None) | State::Done => return Err(Fault::AlreadyUsed),
        };
        give(out, antin_buffer::new(signed));
        Ok(())
    })
}

/// Ends a detached signature without signing it, for a key that lives elsewhere. It works once.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` if the signature is attached.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signing_prepare(
    signing: Option<&mut antin_signing>,
    prepared_out: Option<&mut MaybeUninit<*mut antin_prepared>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(prepared_out, "prepared_out")?;
        let handle = wanted(signing, "signing")?;
        if matches!(handle.0, State::Attached(_)) {
            return Err(Fault::Invalid("signing", "is attached, so it cannot be prepared"));
        }
        match std::mem::replace(&mut handle.0, State::Done) {
            State::Detached(signing, _) => give(out, antin_prepared::new(signing.prepare())),
            _ => return Err(Fault::AlreadyUsed),
        }
        Ok(())
    })
}

/// Frees a signature in the making; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_signing_free(signing: Option<Box<antin_signing>>) {
    free(signing);
}
