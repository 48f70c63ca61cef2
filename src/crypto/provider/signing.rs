//! What the signing keys of all providers have in common: parts in, public half and algorithms out.

use std::fmt;

use crate::crypto::algorithm::{PssParameters, SignatureAlgorithm};
use crate::crypto::digest::DigestAlgorithm::{Sha256, Sha384, Sha512};
use crate::crypto::pkcs8::PrivateKeyParts;
use crate::crypto::provider::SigningKey;
use crate::crypto::public_key::{KeyKind, PublicKey};
use crate::error::{Error, KeyError};

/// A private key in a provider's own form. It has no `Debug`, as it is secret.
pub(super) trait Backend: Sized + Send + Sync + 'static {
    /// Takes the parts and checks that they belong together; `None` if not.
    fn from_parts(parts: &PrivateKeyParts<'_>) -> Option<Self>;

    /// Returns the contents of subjectPublicKey.
    fn public_octets(&self) -> &[u8];

    /// Signs; the algorithm is one that the key has.
    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Option<Vec<u8>>;
}

/// A provider's private key with its public half.
pub(super) struct Key<B> {
    backend: B,
    kind: KeyKind,
    bits: usize,
    spki: Vec<u8>,
    algorithms: Vec<SignatureAlgorithm>,
}

impl<B: Backend> Key<B> {
    pub(super) fn from_pkcs8(pkcs8: &[u8]) -> Result<Self, Error> {
        let parts = PrivateKeyParts::from_pkcs8(pkcs8)?;
        let backend = B::from_parts(&parts).ok_or(Error::Key(KeyError::Invalid))?;
        let spki = parts.spki(backend.public_octets());
        let public = PublicKey::from_spki(&spki)?;
        let (kind, bits) = (public.kind(), public.bits());
        let algorithms =
            candidates(kind).into_iter().filter(|algorithm| public.admits(*algorithm)).collect();
        Ok(Self { backend, kind, bits, algorithms, spki })
    }

    pub(super) fn boxed(self) -> Box<dyn SigningKey> {
        Box::new(self)
    }
}

/// The algorithms that a kind of key signs with, the default first. An EC key has the digest that is
/// as long as its order: ring has no other, and RFC 5758 §3.2 pairs them so.
fn candidates(kind: KeyKind) -> Vec<SignatureAlgorithm> {
    let digests = [Sha256, Sha384, Sha512];
    match kind {
        KeyKind::EcP256 => vec![SignatureAlgorithm::Ecdsa(Sha256)],
        KeyKind::EcP384 => vec![SignatureAlgorithm::Ecdsa(Sha384)],
        KeyKind::Ed25519 => vec![SignatureAlgorithm::Ed25519],
        KeyKind::Rsa => {
            let pkcs1 = digests.into_iter().map(SignatureAlgorithm::RsaPkcs1);
            let pss = digests.into_iter().map(PssParameters::new).map(SignatureAlgorithm::RsaPss);
            pkcs1.chain(pss).collect()
        }
        KeyKind::Other => Vec::new(),
    }
}

impl<B: Backend> SigningKey for Key<B> {
    fn kind(&self) -> KeyKind {
        self.kind
    }

    fn bits(&self) -> usize {
        self.bits
    }

    fn spki(&self) -> &[u8] {
        &self.spki
    }

    fn algorithms(&self) -> &[SignatureAlgorithm] {
        &self.algorithms
    }

    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>, Error> {
        if !self.algorithms.contains(&algorithm) {
            return Err(Error::Key(KeyError::AlgorithmMismatch));
        }
        self.backend.sign(algorithm, message).ok_or(Error::Key(KeyError::Refused))
    }
}

impl<B> fmt::Debug for Key<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("kind", &self.kind)
            .field("bits", &self.bits)
            .finish_non_exhaustive()
    }
}
