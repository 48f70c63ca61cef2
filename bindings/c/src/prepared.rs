//! A signature that waits for its value, for a key that lives elsewhere.

use std::mem::MaybeUninit;

use antin::cades::{self, Content, Prepared};
use antin::crypto::{Digest, DigestAlgorithm};
use antin::x509;

use crate::boundary::{bytes, bytes_or_none, call, free, get, give, lend, wanted};
use crate::buffer::antin_buffer;
use crate::error::{Fault, antin_error};
use crate::result::antin_result;
use crate::sign_options::{antin_sign_options, number_of};

/// SHA-256.
pub const ANTIN_DIGEST_SHA256: u32 = 2;
/// SHA-384.
pub const ANTIN_DIGEST_SHA384: u32 = 3;
/// SHA-512.
pub const ANTIN_DIGEST_SHA512: u32 = 4;

/// A signature that waits for its value. Free it with `antin_prepared_free`.
///
/// Have what `antin_prepared_to_be_signed` returns signed by the key of the chain's first
/// certificate, with the algorithm of `antin_prepared_algorithm`, and hand the value to
/// `antin_prepared_finish`.
pub struct antin_prepared {
    prepared: Option<Prepared<'static>>,
    digest: Digest,
}

impl antin_prepared {
    pub(crate) fn new(prepared: Prepared<'_>) -> Self {
        let digest = prepared.digest();
        Self { prepared: Some(prepared.into_owned()), digest }
    }
}

/// Prepares a signature over a document of `document_len` bytes.
///
/// `chain` is certificates in PEM, the signer's first, or the signer's alone in DER. `signing_time` is
/// in seconds since 1970-01-01T00:00:00Z. A document that goes into the signature is copied.
///
/// `ANTIN_RESULT_KEY` if the key of the certificate does not fit the options.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_prepare(
    document: *const u8,
    document_len: usize,
    chain: *const u8,
    chain_len: usize,
    options: Option<&antin_sign_options>,
    signing_time: i64,
    prepared_out: Option<&mut MaybeUninit<*mut antin_prepared>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(prepared_out, "prepared_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let document = unsafe { bytes(document, document_len, "document") }?;
        // SAFETY: the same.
        let chain = unsafe { bytes(chain, chain_len, "chain") }?;
        let options = wanted(options, "options")?.at(signing_time);
        let prepared = cades::prepare(document, &x509::certificates(chain)?, &options)?;
        give(out, antin_prepared::new(prepared));
        Ok(())
    })
}

/// Prepares a detached signature over a document of which only the digest is at hand.
///
/// `digest_algorithm` is an `ANTIN_DIGEST_…`: SHA-256 with RSA and P-256, SHA-384 with P-384, SHA-512
/// with Ed25519, or that of the algorithm in the options. Otherwise as `antin_prepare`.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` if the digest is by another algorithm or of another length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_prepare_digest(
    digest_algorithm: u32,
    digest: *const u8,
    digest_len: usize,
    chain: *const u8,
    chain_len: usize,
    options: Option<&antin_sign_options>,
    signing_time: i64,
    prepared_out: Option<&mut MaybeUninit<*mut antin_prepared>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(prepared_out, "prepared_out")?;
        let algorithm = match digest_algorithm {
            ANTIN_DIGEST_SHA256 => DigestAlgorithm::Sha256,
            ANTIN_DIGEST_SHA384 => DigestAlgorithm::Sha384,
            ANTIN_DIGEST_SHA512 => DigestAlgorithm::Sha512,
            _ => return Err(Fault::Invalid("digest_algorithm", "is no ANTIN_DIGEST_… number")),
        };
        // SAFETY: the conventions of the header ask for this many octets.
        let digest = unsafe { bytes(digest, digest_len, "digest") }?;
        // SAFETY: the same.
        let chain = unsafe { bytes(chain, chain_len, "chain") }?;
        let digest = Digest::from_bytes(algorithm, digest)
            .ok_or(Fault::Invalid("digest_len", "is not the length of such digests"))?;
        let options = wanted(options, "options")?.at(signing_time);
        let prepared = cades::prepare_digest(&digest, &x509::certificates(chain)?, &options)?;
        give(out, antin_prepared::new(prepared));
        Ok(())
    })
}

/// Prepares a signature beside those that are in `signature`; as `antin_add_signature` and
/// `antin_prepare`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_prepare_addition(
    signature: *const u8,
    signature_len: usize,
    content: *const u8,
    content_len: usize,
    chain: *const u8,
    chain_len: usize,
    options: Option<&antin_sign_options>,
    signing_time: i64,
    prepared_out: Option<&mut MaybeUninit<*mut antin_prepared>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(prepared_out, "prepared_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let signature = unsafe { bytes(signature, signature_len, "signature") }?;
        // SAFETY: the same.
        let content = unsafe { bytes_or_none(content, content_len, "content") }?;
        // SAFETY: the same.
        let chain = unsafe { bytes(chain, chain_len, "chain") }?;
        let options = wanted(options, "options")?.at(signing_time);
        let (content, chain) = (content.map(Content::Bytes), x509::certificates(chain)?);
        let prepared = cades::prepare_addition(signature, content, &chain, &options)?;
        give(out, antin_prepared::new(prepared));
        Ok(())
    })
}

/// Returns what the key has to sign, and its length through `len_out`, which may be NULL.
///
/// The bytes live until the handle is freed or finished; then the result is NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_prepared_to_be_signed(
    prepared: Option<&antin_prepared>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| {
        let prepared = prepared.and_then(|prepared| prepared.prepared.as_ref());
        Some(lend(prepared.map(Prepared::to_be_signed), len_out))
    })
}

/// Returns the digest of what the key has to sign, for keys that sign digests, and its length through
/// `len_out`, which may be NULL. Ed25519 signs the message itself and has no use for it.
///
/// The bytes live until the handle is freed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_prepared_digest(
    prepared: Option<&antin_prepared>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| Some(lend(prepared.map(|prepared| prepared.digest.as_bytes()), len_out)))
}

/// Returns the algorithm to sign with, an `ANTIN_ALGORITHM_…`; 0 once it is finished.
#[unsafe(no_mangle)]
pub extern "C" fn antin_prepared_algorithm(prepared: Option<&antin_prepared>) -> u32 {
    get(|| prepared?.prepared.as_ref().map(|prepared| number_of(prepared.algorithm())))
}

/// Puts the signature together. It works once; a value that is refused leaves the handle as it was.
///
/// `ANTIN_RESULT_KEY` if the value does not verify with the key of the certificate;
/// `ANTIN_RESULT_ALREADY_USED` the second time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_prepared_finish(
    prepared: Option<&mut antin_prepared>,
    value: *const u8,
    value_len: usize,
    signed_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(signed_out, "signed_out")?;
        let handle = wanted(prepared, "prepared")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let value = unsafe { bytes(value, value_len, "value") }?;
        let prepared = handle.prepared.as_ref().ok_or(Fault::AlreadyUsed)?;
        let signed = prepared.finish(value)?;
        handle.prepared = None;
        give(out, antin_buffer::new(signed));
        Ok(())
    })
}

/// Frees a prepared signature; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_prepared_free(prepared: Option<Box<antin_prepared>>) {
    free(prepared);
}
