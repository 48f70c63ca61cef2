//! A chain of certificates and its private key.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::keys::{Credential, Options, PrivateKey};
use antin::x509;

use crate::boundary::{bytes, call, free, get, give, lend, text_or_none, wanted};
use crate::error::antin_error;
use crate::key_options::antin_key_options;
use crate::result::antin_result;

/// A signer's certificate, the chain above it, and the private key. Free it with
/// `antin_credential_free`.
///
/// What was read and decrypted on the way to the key is wiped at once, and passwords are not kept. The
/// key itself lives in the provider's form until the last user of the credential is gone; ring frees that
/// memory without wiping it. Where this matters, keep the key in a token and use `antin_prepare`.
///
/// Threads may sign with one credential at the same time.
pub struct antin_credential(pub(crate) Credential);

fn options_of(given: Option<&antin_key_options>) -> Options {
    given.map(|options| options.0.clone()).unwrap_or_default()
}

/// Reads a PKCS#12 file (`.p12`, `.pfx`) of `p12_len` bytes.
///
/// `password` is text in UTF-8; NULL is the empty password, which also opens files written without
/// one. `options` may be NULL. Nothing of the arguments is kept.
///
/// `ANTIN_RESULT_KEY` if the password is wrong, or the key is of a type that is not supported;
/// `ANTIN_RESULT_CREDENTIAL` if a key or its certificate is missing, or there are several keys and the
/// options choose none; `ANTIN_RESULT_MALFORMED` if the file is damaged.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_credential_from_pkcs12(
    p12: *const u8,
    p12_len: usize,
    password: *const c_char,
    options: Option<&antin_key_options>,
    credential_out: Option<&mut MaybeUninit<*mut antin_credential>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(credential_out, "credential_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let p12 = unsafe { bytes(p12, p12_len, "p12") }?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let password = unsafe { text_or_none(password, "password") }?.unwrap_or_default();
        let read = Credential::from_pkcs12_with(p12, password, &options_of(options))?;
        give(out, antin_credential(read));
        Ok(())
    })
}

/// Puts a chain and a private key together.
///
/// `chain` is certificates in PEM in any order, or one in DER; `key` is PKCS#8, encrypted or not,
/// PKCS#1 or SEC 1, in PEM or DER. `password` is NULL for a key that is not encrypted. `options` may be
/// NULL. Nothing of the arguments is kept.
///
/// `ANTIN_RESULT_KEY` if the password is wrong or needed, or the key is of a type that is not
/// supported; `ANTIN_RESULT_CREDENTIAL` if no certificate belongs to the key;
/// `ANTIN_RESULT_MALFORMED` if one of the two cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_credential_from_chain_and_key(
    chain: *const u8,
    chain_len: usize,
    key: *const u8,
    key_len: usize,
    password: *const c_char,
    options: Option<&antin_key_options>,
    credential_out: Option<&mut MaybeUninit<*mut antin_credential>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(credential_out, "credential_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let chain = unsafe { bytes(chain, chain_len, "chain") }?;
        // SAFETY: the same.
        let key = unsafe { bytes(key, key_len, "key") }?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let password = unsafe { text_or_none(password, "password") }?;
        let chain = x509::certificates(chain)?;
        let key = PrivateKey::from_bytes_with(key, password, &options_of(options))?;
        give(out, antin_credential(Credential::new(chain, key)?));
        Ok(())
    })
}

/// Returns how many certificates the chain has, the signer's among them.
#[unsafe(no_mangle)]
pub extern "C" fn antin_credential_certificate_count(
    credential: Option<&antin_credential>,
) -> usize {
    get(|| credential.map(|credential| credential.0.chain().len()))
}

/// Returns a certificate of the chain in DER, and its length through `len_out`, which may be NULL.
///
/// Number 0 is the signer's. The bytes live until the credential is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_credential_certificate(
    credential: Option<&antin_credential>,
    index: usize,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| {
        let found = credential.and_then(|credential| credential.0.chain().get(index));
        Some(lend(found.map(|certificate| certificate.as_der()), len_out))
    })
}

/// Frees a credential; NULL is well. A signature that was begun with it keeps what it needs.
#[unsafe(no_mangle)]
pub extern "C" fn antin_credential_free(credential: Option<Box<antin_credential>>) {
    free(credential);
}
