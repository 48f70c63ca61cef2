//! Raising signatures from one level to the next.

use std::mem::MaybeUninit;

use antin::cades::{self, Content};

use crate::boundary::{bytes, bytes_or_none, call, give, wanted};
use crate::buffer::antin_buffer;
use crate::error::antin_error;
use crate::result::antin_result;
use crate::sign_options::antin_sign_options;

/// Raises all signatures in `signature` to the level of the options, with the timestamper and the
/// evidence of the options; nothing else of them counts.
///
/// What is there stays. Level T is a time-stamp; LT adds certificates, CRLs and OCSP answers; LTA adds an
/// archive time-stamp each time, which renews the one before. `content` is the document if it lies beside
/// the signature and is at hand; otherwise NULL with a length of 0. Nothing is judged: judge the signature
/// first.
///
/// `ANTIN_RESULT_TIMESTAMP` or `ANTIN_RESULT_NETWORK` if there is no time-stamp;
/// `ANTIN_RESULT_INVALID_ARGUMENT` if the options lack what the level asks for or the content is another
/// one; `ANTIN_RESULT_MALFORMED` if `signature` is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_extend(
    signature: *const u8,
    signature_len: usize,
    content: *const u8,
    content_len: usize,
    options: Option<&antin_sign_options>,
    extended_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(extended_out, "extended_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let signature = unsafe { bytes(signature, signature_len, "signature") }?;
        // SAFETY: the same.
        let content = unsafe { bytes_or_none(content, content_len, "content") }?;
        let options = wanted(options, "options")?.as_they_are();
        let extended = cades::extend(signature, content.map(Content::Bytes), options)?;
        give(out, antin_buffer::new(extended));
        Ok(())
    })
}
