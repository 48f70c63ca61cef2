//! Signing what is in memory.

use std::mem::MaybeUninit;

use antin::cades::{self, Content};

use crate::boundary::{bytes, bytes_or_none, call, give, wanted};
use crate::buffer::antin_buffer;
use crate::credential::antin_credential;
use crate::error::antin_error;
use crate::result::antin_result;
use crate::sign_options::antin_sign_options;

/// Signs a document of `document_len` bytes.
///
/// `signing_time` is when the signer claims to sign, in seconds since 1970-01-01T00:00:00Z; the library
/// reads no clock. The result is the signature, with the document in it if the options ask for that.
///
/// `ANTIN_RESULT_KEY` if the key cannot make such signatures, or refuses;
/// `ANTIN_RESULT_INVALID_ARGUMENT` if the options lack what the level asks for; `ANTIN_RESULT_NETWORK` or
/// `ANTIN_RESULT_TIMESTAMP` if there is no time-stamp.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_sign(
    document: *const u8,
    document_len: usize,
    credential: Option<&antin_credential>,
    options: Option<&antin_sign_options>,
    signing_time: i64,
    signed_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(signed_out, "signed_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let document = unsafe { bytes(document, document_len, "document") }?;
        let credential = wanted(credential, "credential")?;
        let options = wanted(options, "options")?.at(signing_time);
        let signed = cades::sign(document, &credential.0, &options)?;
        give(out, antin_buffer::new(signed));
        Ok(())
    })
}

/// Adds a signature beside those that are in `signature`, which are kept byte for byte.
///
/// `content` is the document if the signatures are detached; otherwise NULL with a length of 0.
///
/// As `antin_sign`; `ANTIN_RESULT_INVALID_ARGUMENT` if the content is missing, not wanted, or not what
/// the existing signatures are over; `ANTIN_RESULT_MALFORMED` if `signature` is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_add_signature(
    signature: *const u8,
    signature_len: usize,
    content: *const u8,
    content_len: usize,
    credential: Option<&antin_credential>,
    options: Option<&antin_sign_options>,
    signing_time: i64,
    signed_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(signed_out, "signed_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let signature = unsafe { bytes(signature, signature_len, "signature") }?;
        // SAFETY: the same.
        let content = unsafe { bytes_or_none(content, content_len, "content") }?;
        let credential = wanted(credential, "credential")?;
        let options = wanted(options, "options")?.at(signing_time);
        let content = content.map(Content::Bytes);
        let signed = cades::add_signature(signature, content, &credential.0, &options)?;
        give(out, antin_buffer::new(signed));
        Ok(())
    })
}
