//! Signs and judges in loops, in Rust, so that the bench of the C interface can tell what the way
//! through it costs; in a build for benches only. `benches/capi/bench.c` declares these functions.

use std::hint::black_box;
use std::ptr;

use antin::cades::{self, Options};
use antin::keys::{self, Credential};
use antin::policy::{Policy, Revocation, TrustStore};
use antin::{Evidence, Level, Time, crypto};

use crate::boundary::bytes;

/// A credential and a policy, made once.
pub struct Direct {
    credential: Credential,
    policy: Policy,
    options: Options,
    at: Time,
}

/// Octets of the bench, which never gives NULL.
///
/// # Safety
///
/// As [`bytes`].
unsafe fn octets<'a>(start: *const u8, length: usize) -> &'a [u8] {
    // SAFETY: the promise of the caller.
    unsafe { bytes(start, length, "octets") }.unwrap_or_default()
}

fn direct(chain: &[u8], key: &[u8], root: &[u8], provider: usize, at: i64) -> Option<Direct> {
    let provider = *crypto::providers().get(provider.checked_sub(1)?)?;
    let how = keys::Options::new().with_provider(provider);
    let credential = Credential::from_pem_with(chain, key, None, &how).ok()?;
    let policy = Policy::new(TrustStore::from_pem(root).ok()?)
        .with_revocation(Revocation::IfPresent)
        .with_provider(provider);
    let at = Time::from_unix(at);
    let options = Options::new(Level::B).signing_time(at);
    Some(Direct { credential, policy, options, at })
}

/// Reads a chain, a key and a root in PEM; NULL if one is wrong. It is never freed.
///
/// # Safety
///
/// The pointers point to as many octets as the lengths say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_direct_new(
    chain: *const u8,
    chain_len: usize,
    key: *const u8,
    key_len: usize,
    root: *const u8,
    root_len: usize,
    provider: usize,
    at: i64,
) -> *const Direct {
    // SAFETY: the promises of the caller.
    let (chain, key, root) =
        unsafe { (octets(chain, chain_len), octets(key, key_len), octets(root, root_len)) };
    match direct(chain, key, root, provider, at) {
        Some(made) => Box::leak(Box::new(made)),
        None => ptr::null(),
    }
}

/// Signs so many times; the last length, or 0.
///
/// # Safety
///
/// `direct` is of [`antin_direct_new`], and the document has as many octets as its length says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_direct_sign(
    direct: &Direct,
    document: *const u8,
    document_len: usize,
    rounds: usize,
) -> usize {
    // SAFETY: the promise of the caller.
    let document = unsafe { octets(document, document_len) };
    let mut length = 0;
    for _ in 0..rounds {
        let signed = cades::sign(document, &direct.credential, &direct.options);
        length = black_box(signed).map_or(0, |signed| signed.len());
    }
    length
}

/// Judges so many times; how many passed.
///
/// # Safety
///
/// As [`antin_direct_sign`], for the signature too.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_direct_verify(
    direct: &Direct,
    signature: *const u8,
    signature_len: usize,
    document: *const u8,
    document_len: usize,
    rounds: usize,
) -> usize {
    // SAFETY: the promises of the caller.
    let (signature, document) =
        unsafe { (octets(signature, signature_len), octets(document, document_len)) };
    let evidence = Evidence::new();
    let judge = || {
        let content = Some(document.into());
        antin::verify(signature, content, &direct.policy, &evidence, direct.at).ok()
    };
    (0..rounds).filter(|_| judge().is_some_and(|report| report.into_verified().is_ok())).count()
}
