//! Private keys and credentials: reading their files, and the door to keys that live elsewhere.
//!
//! A [`PrivateKey`] is read from PKCS#8, plain or encrypted, PKCS#1 or SEC 1, in PEM or DER; a
//! [`Credential`] is a key with its chain, checked to match, as a PKCS#12 file holds them. A token, an
//! HSM or a phone signs through the trait [`Sign`].
//!
//! A wrong password ([`KeyError::WrongPassword`](crate::KeyError)), a key of a type that is not
//! supported ([`KeyError::UnsupportedType`](crate::KeyError)) and a damaged file
//! ([`Error::Malformed`]) are told apart; where a file has no MAC, see [`PrivateKey::from_bytes`].
//! Passwords and what is decrypted are wiped when they are dropped, and secrets are in no `Debug` and no
//! error; the key that signs is the provider's, and ring does not wipe its own. How much work a file
//! may ask for before its password is known to be right is bounded by [`Limits`].
//!
//! Left out: writing keys, and keys other than RSA, P-256, P-384 and Ed25519.

mod credential;
mod derivation;
mod pkcs12;
mod pkcs8;
mod private_key;
mod protection;

use std::sync::Arc;

use crate::crypto::{Provider, SignatureAlgorithm, default_provider};
use crate::error::Error;
use crate::limits::Limits;

pub use credential::Credential;
pub(crate) use derivation::Budget;
pub use private_key::PrivateKey;

/// Something that holds a private key and signs with it.
///
/// Implement it for a token, an HSM or a service; [`PrivateKey`] is the one for keys in memory.
pub trait Sign: Send + Sync {
    /// Returns the public key as SubjectPublicKeyInfo in DER.
    fn spki(&self) -> &[u8];

    /// Returns the algorithms with which the key signs, the default first.
    fn algorithms(&self) -> &[SignatureAlgorithm];

    /// Signs a message and returns the value. ECDSA values are in DER (RFC 3279 §2.2.3).
    ///
    /// # Errors
    ///
    /// [`Error::Key`] if the algorithm is not among [`algorithms`](Self::algorithms) or the key
    /// refuses; what else an implementation reports.
    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>, Error>;
}

impl<T: Sign + ?Sized> Sign for Arc<T> {
    fn spki(&self) -> &[u8] {
        (**self).spki()
    }

    fn algorithms(&self) -> &[SignatureAlgorithm] {
        (**self).algorithms()
    }

    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>, Error> {
        (**self).sign(algorithm, message)
    }
}

impl<T: Sign + ?Sized> Sign for Box<T> {
    fn spki(&self) -> &[u8] {
        (**self).spki()
    }

    fn algorithms(&self) -> &[SignatureAlgorithm] {
        (**self).algorithms()
    }

    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>, Error> {
        (**self).sign(algorithm, message)
    }
}

/// How keys are read: by which provider, within which limits, and which of several.
///
/// By default: the default provider, [`Limits::DEFAULT`], and a file that holds several keys is
/// refused.
#[derive(Clone, Debug)]
pub struct Options {
    provider: &'static dyn Provider,
    limits: Limits,
    friendly_name: Option<String>,
}

impl Options {
    /// Returns the defaults.
    pub fn new() -> Self {
        Self { provider: default_provider(), limits: Limits::DEFAULT, friendly_name: None }
    }

    /// Makes the key with this provider, which will then sign.
    #[must_use]
    pub fn with_provider(mut self, provider: &'static dyn Provider) -> Self {
        self.provider = provider;
        self
    }

    /// Reads within these limits: `kdf_iterations`, `kdf_memory`, `nesting` and `certificates`.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Takes the key of this name out of a PKCS#12 file: its friendlyName, Java's alias.
    #[must_use]
    pub fn with_friendly_name(mut self, name: &str) -> Self {
        self.friendly_name = Some(name.to_owned());
        self
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}
