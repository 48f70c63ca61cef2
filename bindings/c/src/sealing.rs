//! Putting a seal on a package: in one call, or by a key that lives elsewhere.

use std::mem::MaybeUninit;
use std::sync::{Mutex, PoisonError};

use antin::crypto::Digest;
use antin::edxml::{self, PreparedSeal};
use antin::x509;

use crate::boundary::{bytes, call, free, get, give, lend, wanted};
use crate::buffer::antin_buffer;
use crate::credential::antin_credential;
use crate::error::{Fault, antin_error};
use crate::result::antin_result;
use crate::seal_options::antin_seal_options;
use crate::sign_options::number_of;
use crate::source::antin_source;
use crate::target::antin_target;

/// Seals a package, and writes it with the seal, which is a further attachment. All of its bytes stay as
/// they are.
///
/// `signing_time` is when the signer claims to sign, in seconds since 1970-01-01T00:00:00Z; the library
/// reads no clock. Several bodies can seal one package, one after the other.
///
/// `ANTIN_RESULT_MALFORMED` if it is no package, or one that two readers may read differently: such a one is
/// not sealed. `ANTIN_RESULT_UNSUPPORTED` for a status message; `ANTIN_RESULT_INVALID_ARGUMENT` if neither
/// options nor message say who seals; otherwise as `antin_sign`.
#[unsafe(no_mangle)]
pub extern "C" fn antin_seal_package(
    package: Option<&mut antin_source>,
    credential: Option<&antin_credential>,
    options: Option<&antin_seal_options>,
    signing_time: i64,
    sealed: Option<&mut antin_target>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let package = wanted(package, "package")?;
        let credential = wanted(credential, "credential")?;
        let options = wanted(options, "options")?.at(signing_time);
        wanted(sealed, "sealed")?.fill(|target| {
            edxml::seal(package, &credential.0, &options, target)?;
            Ok(())
        })
    })
}

/// A seal that waits for the value of its signature. Free it with `antin_prepared_seal_free`.
///
/// Have what `antin_prepared_seal_to_be_signed` returns signed by the key of the chain's first
/// certificate, with the algorithm of `antin_prepared_seal_algorithm`, and hand the value to
/// `antin_prepared_seal_finish`.
pub struct antin_prepared_seal {
    /// Only ever reached by who may change it; the lock is for the compiler.
    prepared: Mutex<Option<PreparedSeal>>,
    waiting: Option<Waiting>,
    digest: Digest,
    statement: Vec<u8>,
}

/// What the key is asked for, until it has answered.
struct Waiting {
    to_be_signed: Vec<u8>,
    algorithm: u32,
}

/// Prepares a seal for a key that lives elsewhere.
///
/// `chain` is certificates in PEM, the signer's first, or the signer's alone in DER. Otherwise as
/// `antin_seal_package`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_prepare_seal(
    package: Option<&mut antin_source>,
    chain: *const u8,
    chain_len: usize,
    options: Option<&antin_seal_options>,
    signing_time: i64,
    prepared_out: Option<&mut MaybeUninit<*mut antin_prepared_seal>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(prepared_out, "prepared_out")?;
        let package = wanted(package, "package")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let chain = unsafe { bytes(chain, chain_len, "chain") }?;
        let options = wanted(options, "options")?.at(signing_time);
        let prepared = edxml::prepare_seal(package, &x509::certificates(chain)?, &options)?;
        let (digest, statement) = (prepared.digest(), prepared.statement().to_json());
        let to_be_signed = prepared.to_be_signed().to_vec();
        let waiting = Some(Waiting { to_be_signed, algorithm: number_of(prepared.algorithm()) });
        let prepared = Mutex::new(Some(prepared));
        give(out, antin_prepared_seal { prepared, waiting, digest, statement });
        Ok(())
    })
}

/// Returns what the key has to sign, and its length through `len_out`, which may be NULL.
///
/// The bytes live until the handle is freed or finished; then the result is NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_prepared_seal_to_be_signed(
    prepared: Option<&antin_prepared_seal>,
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
pub extern "C" fn antin_prepared_seal_digest(
    prepared: Option<&antin_prepared_seal>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| Some(lend(prepared.map(|prepared| prepared.digest.as_bytes()), len_out)))
}

/// Returns the algorithm to sign with, an `ANTIN_ALGORITHM_…`; 0 once it is finished.
#[unsafe(no_mangle)]
pub extern "C" fn antin_prepared_seal_algorithm(prepared: Option<&antin_prepared_seal>) -> u32 {
    get(|| prepared?.waiting.as_ref().map(|waiting| waiting.algorithm))
}

/// Returns what is being sealed about the package, as JSON in UTF-8 by `docs/seal.md`, and its length through
/// `len_out`, which may be NULL: for a person to look at before the key is used.
///
/// The bytes live until the handle is freed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_prepared_seal_statement(
    prepared: Option<&antin_prepared_seal>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| Some(lend(prepared.map(|prepared| prepared.statement.as_slice()), len_out)))
}

/// Takes out what is prepared, if the value is by its key; otherwise it stays.
fn take(handle: &mut antin_prepared_seal, value: &[u8]) -> Result<PreparedSeal, Fault> {
    let prepared = handle.prepared.get_mut().unwrap_or_else(PoisonError::into_inner);
    prepared.as_ref().ok_or(Fault::AlreadyUsed)?.check(value)?;
    handle.waiting = None;
    prepared.take().ok_or(Fault::AlreadyUsed)
}

/// Puts the seal together, and writes the package with it. It works once, also if it fails; but a value
/// that is refused leaves both handles as they were.
///
/// `package` is the one that the seal was prepared for.
///
/// `ANTIN_RESULT_KEY` if the value does not verify with the key of the certificate;
/// `ANTIN_RESULT_INVALID_ARGUMENT` if the package is not as long as it was; `ANTIN_RESULT_ALREADY_USED` the
/// second time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_prepared_seal_finish(
    prepared: Option<&mut antin_prepared_seal>,
    value: *const u8,
    value_len: usize,
    package: Option<&mut antin_source>,
    sealed: Option<&mut antin_target>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let handle = wanted(prepared, "prepared")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let value = unsafe { bytes(value, value_len, "value") }?;
        let package = wanted(package, "package")?;
        let sealed = wanted(sealed, "sealed")?;
        sealed.wanted_new()?;
        let prepared = take(handle, value)?;
        sealed.fill(|target| {
            prepared.finish(value, package, target)?;
            Ok(())
        })
    })
}

/// Puts the seal together as a container of its own, to be handed over beside the package. Otherwise as
/// `antin_prepared_seal_finish`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_prepared_seal_finish_container(
    prepared: Option<&mut antin_prepared_seal>,
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
        give(out, antin_buffer::new(take(handle, value)?.finish_container(value)?));
        Ok(())
    })
}

/// Frees a prepared seal; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_prepared_seal_free(prepared: Option<Box<antin_prepared_seal>>) {
    free(prepared);
}
