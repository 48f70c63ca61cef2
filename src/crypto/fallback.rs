//! Verification of what providers lack and documents in the wild have.
//!
//! RSA goes through RSAVP1 and the two encodings of RFC 8017 §9, ECDSA through the curves' own
//! crates with a digest made here. Public values only: nothing here need run in constant time.

pub(super) mod ec;
mod rsa;

use crate::crypto::algorithm::SignatureAlgorithm;
use crate::crypto::digest::Hasher;
use crate::crypto::public_key::KeyKind;
use crate::crypto::verification::{SignatureError, Verification};

/// Verifies a signature value without a provider.
pub(super) fn verify(verification: &Verification<'_>) -> Result<(), SignatureError> {
    let key = verification.key();
    let hash = |digest| Hasher::digest(digest, verification.message());
    let signature = verification.signature();
    let valid = match (verification.algorithm(), key.kind(), key.rsa()) {
        (SignatureAlgorithm::Ecdsa(digest), KeyKind::EcP256, _) => {
            ec::verify_p256(key.octets(), &hash(digest), signature)
        }
        (SignatureAlgorithm::Ecdsa(digest), KeyKind::EcP384, _) => {
            ec::verify_p384(key.octets(), &hash(digest), signature)
        }
        (SignatureAlgorithm::RsaPkcs1(digest), _, Some(rsa)) => {
            rsa::verify_pkcs1(rsa, &hash(digest), signature)
        }
        (SignatureAlgorithm::RsaPss(parameters), _, Some(rsa)) => {
            rsa::verify_pss(rsa, parameters, &hash(parameters.digest), signature)
        }
        _ => return Err(SignatureError::Unsupported),
    };
    valid.ok_or(SignatureError::Mismatch)
}
