//! The doors through which a signature value is verified, and the checks in them.

use crate::crypto::algorithm::SignatureAlgorithm;
use crate::crypto::fallback;
use crate::crypto::provider::Provider;
use crate::crypto::public_key::{KeyKind, PublicKey};
use crate::der::Writer;

/// The smallest RSA modulus that is admitted, in bits: 2048 (NIST SP 800-131A Rev. 2 §3; ETSI TS
/// 119 312 §6.2.2.1 lets 1900 and more be used).
const RSA_MIN_BITS: usize = 2048;

/// The smallest RSA modulus that the legacy door admits, in bits: 1024, as in the certificates of
/// the 2000s. 768 bits were factored in 2009.
const RSA_LEGACY_MIN_BITS: usize = 1024;

/// The largest RSA modulus with which work is done, in bits: 8192, the bound of both providers.
const RSA_MAX_BITS: usize = 8192;

/// The longest RSA exponent with which work is done, in bits: 33, as in both providers
/// (CVE-2006-2940: long exponents keep a verifier busy).
const RSA_EXPONENT_MAX_OCTETS: usize = 5;

/// Why a signature value was not accepted.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// The key is of another kind than the algorithm needs, or does not admit its parameters (RFC
    /// 4055 §3.3).
    #[error("the key does not fit the signature algorithm")]
    AlgorithmMismatch,
    /// The modulus is not of 1024 to 8192 bits, or the exponent is not an odd number of 2 to 33
    /// bits.
    #[error("the size of the RSA key is not supported")]
    KeySize,
    /// SHA-1 or an RSA key of 1024 to 2047 bits: only [`legacy`] judges it.
    #[error("SHA-1 or a short RSA key")]
    Legacy,
    /// The value does not verify.
    #[error("the signature value does not verify")]
    Mismatch,
    /// The kind of the key is not supported.
    #[error("the kind of the key is not supported")]
    Unsupported,
}

/// A signature value to be verified, whose key and algorithm were found to fit each other.
///
/// Only [`verify`] and its siblings make one, so whatever holds one has been through the checks of
/// a door. Providers read it.
#[derive(Debug)]
pub struct Verification<'a> {
    algorithm: SignatureAlgorithm,
    key: &'a PublicKey<'a>,
    message: &'a [u8],
    signature: &'a [u8],
}

impl<'a> Verification<'a> {
    /// Returns the algorithm.
    pub fn algorithm(&self) -> SignatureAlgorithm {
        self.algorithm
    }

    /// Returns the key, whose kind fits the algorithm.
    pub fn key(&self) -> &'a PublicKey<'a> {
        self.key
    }

    /// Returns the message, not hashed.
    pub fn message(&self) -> &'a [u8] {
        self.message
    }

    /// Returns the signature value. ECDSA values are in DER (RFC 3279 §2.2.3).
    pub fn signature(&self) -> &'a [u8] {
        self.signature
    }
}

/// Verifies a signature value; an ECDSA value is in DER (RFC 3279 §2.2.3).
///
/// By default SHA-1 and RSA keys below 2048 bits are refused: see [`legacy`].
///
/// # Errors
///
/// [`SignatureError`] says whether the value is wrong or could not come to be checked.
///
/// # Examples
///
/// ```
/// use antin::crypto::{self, PublicKey, SignatureAlgorithm, SignatureError};
///
/// # fn demo(spki: &[u8], message: &[u8], value: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
/// let key = PublicKey::from_spki(spki)?;
/// crypto::verify(crypto::default_provider(), SignatureAlgorithm::Ed25519, &key, message, value)?;
/// # Ok(())
/// # }
/// ```
pub fn verify(
    provider: &dyn Provider,
    algorithm: SignatureAlgorithm,
    key: &PublicKey<'_>,
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    if is_legacy(algorithm, key)? {
        return Err(SignatureError::Legacy);
    }
    run(provider, &Verification { algorithm, key, message, signature })
}

/// Verifies a signature value as [`verify`] does, but with ECDSA values as r ‖ s, both as long as
/// the curve's order (IEEE P1363; [XML Signature §6.4.3]). Values by other algorithms have one form.
///
/// [XML Signature §6.4.3]: https://www.w3.org/TR/xmldsig-core1/#sec-ECDSA
///
/// # Errors
///
/// As [`verify`].
pub fn verify_fixed(
    provider: &dyn Provider,
    algorithm: SignatureAlgorithm,
    key: &PublicKey<'_>,
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    if is_legacy(algorithm, key)? {
        return Err(SignatureError::Legacy);
    }
    run_fixed(provider, &Verification { algorithm, key, message, signature })
}

pub mod legacy {
    //! The door to what should no longer be used: SHA-1, and RSA keys of 1024 to 2047 bits.
    //!
    //! A caller that uses it must have a policy that names the old algorithm and a date until which
    //! it is believed, and must mark the result.

    use super::{
        Provider, PublicKey, SignatureAlgorithm, SignatureError, Verification, is_legacy, run,
        run_fixed,
    };

    /// Verifies a signature value as [`verify`](super::verify) does, and admits SHA-1 and RSA keys
    /// from 1024 bits on.
    ///
    /// # Security
    ///
    /// Whoever can make two documents with one SHA-1 digest can move a signature from one to the
    /// other; that has been within reach of individuals since 2020.
    ///
    /// # Errors
    ///
    /// As [`verify`](super::verify), without `Legacy`.
    pub fn verify(
        provider: &dyn Provider,
        algorithm: SignatureAlgorithm,
        key: &PublicKey<'_>,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), SignatureError> {
        is_legacy(algorithm, key)?;
        run(provider, &Verification { algorithm, key, message, signature })
    }

    /// Verifies a signature value as [`verify`], but with ECDSA values as r ‖ s.
    ///
    /// # Errors
    ///
    /// As [`verify`].
    pub fn verify_fixed(
        provider: &dyn Provider,
        algorithm: SignatureAlgorithm,
        key: &PublicKey<'_>,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), SignatureError> {
        is_legacy(algorithm, key)?;
        run_fixed(provider, &Verification { algorithm, key, message, signature })
    }
}

/// Checks that key and algorithm can go together at all, and says whether only the legacy door may
/// let them through.
fn is_legacy(algorithm: SignatureAlgorithm, key: &PublicKey<'_>) -> Result<bool, SignatureError> {
    if key.kind() == KeyKind::Other {
        return Err(SignatureError::Unsupported);
    }
    if !key.admits(algorithm) {
        return Err(SignatureError::AlgorithmMismatch);
    }
    let Some((_, exponent)) = key.rsa() else {
        return Ok(algorithm.uses_sha1());
    };
    let bits = key.bits();
    if !(RSA_LEGACY_MIN_BITS..=RSA_MAX_BITS).contains(&bits) || !is_exponent(exponent) {
        return Err(SignatureError::KeySize);
    }
    Ok(bits < RSA_MIN_BITS || algorithm.uses_sha1())
}

/// RFC 8017 §3.1: the exponent is odd and at least 3. It is bounded to keep the work bounded.
fn is_exponent(exponent: &[u8]) -> bool {
    let odd = exponent.last().is_some_and(|last| last & 1 == 1);
    let bounded = match exponent {
        [first, rest @ ..] if rest.len() + 1 == RSA_EXPONENT_MAX_OCTETS => *first == 1,
        _ => exponent.len() < RSA_EXPONENT_MAX_OCTETS,
    };
    odd && bounded && exponent != [1]
}

fn run(provider: &dyn Provider, verification: &Verification<'_>) -> Result<(), SignatureError> {
    match provider.verify(verification) {
        Err(SignatureError::Unsupported) => fallback::verify(verification),
        decided => decided,
    }
}

fn run_fixed(
    provider: &dyn Provider,
    verification: &Verification<'_>,
) -> Result<(), SignatureError> {
    if !matches!(verification.algorithm, SignatureAlgorithm::Ecdsa(_)) {
        return run(provider, verification);
    }
    // FIPS 186-5 §6.4.2: r and s are each as long as the order of the curve. That both lie between 1
    // and the order is checked with the DER value.
    let half = verification.key.bits() / 8;
    let signature = verification.signature;
    let Some((r, s)) = signature.split_at_checked(half).filter(|(_, s)| s.len() == half) else {
        return Err(SignatureError::Mismatch);
    };
    let mut der = Writer::with_capacity(2 * half + 10);
    der.sequence(|out| {
        out.unsigned_octets(r).unsigned_octets(s);
    });
    run(provider, &Verification { signature: &der.finish(), ..*verification })
}

#[cfg(test)]
mod tests;
