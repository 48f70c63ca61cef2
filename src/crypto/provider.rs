//! The seam: what a cryptographic library must do to serve as provider.

#[cfg(feature = "aws-lc-rs")]
mod aws_lc;
#[cfg(feature = "ring")]
mod ring;
mod signing;

use std::fmt::Debug;

use crate::crypto::algorithm::SignatureAlgorithm;
use crate::crypto::public_key::KeyKind;
use crate::crypto::verification::{SignatureError, Verification};
use crate::error::Error;

/// A cryptographic library: it verifies, makes and randomises.
///
/// A provider is a value; which ones exist depends on features, which one is used never does, as
/// long as the default feature `ring` is on. Users pass one around; few implement one.
pub trait Provider: Debug + Send + Sync {
    /// Returns the name of the library.
    fn name(&self) -> &'static str;

    /// Verifies a signature value.
    ///
    /// # Errors
    ///
    /// [`SignatureError::Mismatch`] if the value is wrong, [`SignatureError::Unsupported`] if the
    /// library lacks the algorithm with these parameters; the value is then verified without it.
    fn verify(&self, verification: &Verification<'_>) -> Result<(), SignatureError>;

    /// Makes a signing key from PKCS#8 in DER, not encrypted (RFC 5958).
    ///
    /// It takes RSA keys of 2048 to 4096 bits, P-256, P-384 and Ed25519.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if it is not PKCS#8; [`Error::Key`] if the type of the key is not
    /// supported or its parts contradict each other.
    fn signing_key(&self, pkcs8: &[u8]) -> Result<Box<dyn SigningKey>, Error>;

    /// Fills `out` with random octets from the operating system.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] if the operating system has none to give.
    fn random(&self, out: &mut [u8]) -> Result<(), Error>;
}

/// A private key, ready to sign.
///
/// `Debug` shows the public part only.
pub trait SigningKey: Debug + Send + Sync {
    /// Returns the kind of the key.
    fn kind(&self) -> KeyKind;

    /// Returns the size of the key in bits, as [`PublicKey::bits`](crate::crypto::PublicKey::bits).
    fn bits(&self) -> usize;

    /// Returns the public key as SubjectPublicKeyInfo in DER.
    fn spki(&self) -> &[u8];

    /// Returns the algorithms with which the key signs, the default first.
    fn algorithms(&self) -> &[SignatureAlgorithm];

    /// Signs a message. ECDSA values are in DER (RFC 3279 §2.2.3).
    ///
    /// # Errors
    ///
    /// [`Error::Key`] if the algorithm is not among [`algorithms`](Self::algorithms), or the library
    /// refuses.
    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>, Error>;
}

/// Returns the provider `ring`.
#[cfg(feature = "ring")]
pub fn ring() -> &'static dyn Provider {
    &ring::Ring
}

/// Returns the provider `aws-lc-rs`.
#[cfg(feature = "aws-lc-rs")]
pub fn aws_lc_rs() -> &'static dyn Provider {
    &aws_lc::AwsLc
}

/// Returns the provider that is used when none is named: `ring`.
///
/// Only a build without the default feature `ring` has another.
pub fn default_provider() -> &'static dyn Provider {
    #[cfg(feature = "ring")]
    return ring();
    #[cfg(not(feature = "ring"))]
    return aws_lc_rs();
}

/// Returns all providers of this build, the default first.
pub fn providers() -> &'static [&'static dyn Provider] {
    &[
        #[cfg(feature = "ring")]
        &ring::Ring,
        #[cfg(feature = "aws-lc-rs")]
        &aws_lc::AwsLc,
    ]
}

#[cfg(test)]
mod tests;
