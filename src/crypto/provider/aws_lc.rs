//! The provider `aws-lc-rs`.
//!
//! It lacks ECDSA P-384 with SHA-1, RSASSA-PKCS1-v1_5 with SHA-384 below 2048 bits, and RSASSA-PSS
//! with a salt that is not as long as the digest, unless its length is fixed when this is compiled.

use ::aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use ::aws_lc_rs::signature::{
    self as raw, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RsaEncoding, RsaKeyPair,
    UnparsedPublicKey, VerificationAlgorithm,
};

use crate::crypto::algorithm::SignatureAlgorithm;
use crate::crypto::digest::DigestAlgorithm::{Sha1, Sha256, Sha384, Sha512};
use crate::crypto::pkcs8::{Curve, PrivateKeyParts};
use crate::crypto::provider::signing::{Backend, Key};
use crate::crypto::provider::{Provider, SigningKey};
use crate::crypto::public_key::{KeyKind, PublicKey};
use crate::crypto::verification::{SignatureError, Verification};
use crate::error::{Error, KeyError};

#[derive(Debug)]
pub(super) struct AwsLc;

impl Provider for AwsLc {
    fn name(&self) -> &'static str {
        "aws-lc-rs"
    }

    fn verify(&self, verification: &Verification<'_>) -> Result<(), SignatureError> {
        let key = verification.key();
        let algorithm = find(verification.algorithm(), key).ok_or(SignatureError::Unsupported)?;
        UnparsedPublicKey::new(algorithm, key.octets())
            .verify(verification.message(), verification.signature())
            .map_err(|_| SignatureError::Mismatch)
    }

    fn signing_key(&self, pkcs8: &[u8]) -> Result<Box<dyn SigningKey>, Error> {
        Key::<Private>::from_pkcs8(pkcs8).map(Key::boxed)
    }

    fn random(&self, out: &mut [u8]) -> Result<(), Error> {
        SystemRandom::new().fill(out).map_err(|_| Error::Key(KeyError::Refused))
    }
}

/// Finds the library's algorithm for what is asked; `None` if it has none.
fn find(
    algorithm: SignatureAlgorithm,
    key: &PublicKey<'_>,
) -> Option<&'static dyn VerificationAlgorithm> {
    Some(match algorithm {
        SignatureAlgorithm::Ecdsa(digest) => match (key.kind(), digest) {
            (KeyKind::EcP256, Sha1) => &raw::ECDSA_P256_SHA1_ASN1,
            (KeyKind::EcP256, Sha256) => &raw::ECDSA_P256_SHA256_ASN1,
            (KeyKind::EcP256, Sha384) => &raw::ECDSA_P256_SHA384_ASN1,
            (KeyKind::EcP256, Sha512) => &raw::ECDSA_P256_SHA512_ASN1,
            (KeyKind::EcP384, Sha256) => &raw::ECDSA_P384_SHA256_ASN1,
            (KeyKind::EcP384, Sha384) => &raw::ECDSA_P384_SHA384_ASN1,
            (KeyKind::EcP384, Sha512) => &raw::ECDSA_P384_SHA512_ASN1,
            _ => return None,
        },
        SignatureAlgorithm::Ed25519 => &raw::ED25519,
        SignatureAlgorithm::RsaPkcs1(digest) => match (digest, key.bits()) {
            (Sha1, _) => &raw::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
            (Sha256, ..2048) => &raw::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
            (Sha512, ..2048) => &raw::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
            (Sha384, ..2048) => return None,
            (Sha256, _) => &raw::RSA_PKCS1_2048_8192_SHA256,
            (Sha384, _) => &raw::RSA_PKCS1_2048_8192_SHA384,
            (Sha512, _) => &raw::RSA_PKCS1_2048_8192_SHA512,
        },
        SignatureAlgorithm::RsaPss(parameters) => {
            if !parameters.is_usual() || key.bits() < 2048 {
                return None;
            }
            match parameters.digest {
                Sha256 => &raw::RSA_PSS_2048_8192_SHA256,
                Sha384 => &raw::RSA_PSS_2048_8192_SHA384,
                Sha512 => &raw::RSA_PSS_2048_8192_SHA512,
                Sha1 => return None,
            }
        }
    })
}

enum Private {
    Ecdsa(EcdsaKeyPair, SystemRandom),
    Ed25519(Ed25519KeyPair),
    Rsa(RsaKeyPair, SystemRandom),
}

impl Backend for Private {
    fn from_parts(parts: &PrivateKeyParts<'_>) -> Option<Self> {
        let random = SystemRandom::new();
        match parts {
            PrivateKeyParts::Ec { curve, scalar, point } => {
                let algorithm = match curve {
                    Curve::P256 => &raw::ECDSA_P256_SHA256_ASN1_SIGNING,
                    Curve::P384 => &raw::ECDSA_P384_SHA384_ASN1_SIGNING,
                };
                EcdsaKeyPair::from_private_key_and_public_key(algorithm, scalar, point)
                    .ok()
                    .map(|key| Self::Ecdsa(key, random))
            }
            PrivateKeyParts::Ed25519 { seed, public: Some(public) } => {
                Ed25519KeyPair::from_seed_and_public_key(seed, public).ok().map(Self::Ed25519)
            }
            PrivateKeyParts::Ed25519 { seed, public: None } => {
                Ed25519KeyPair::from_seed_unchecked(seed).ok().map(Self::Ed25519)
            }
            PrivateKeyParts::Rsa { key, .. } => {
                RsaKeyPair::from_der(key).ok().map(|key| Self::Rsa(key, random))
            }
        }
    }

    fn public_octets(&self) -> &[u8] {
        match self {
            Self::Ecdsa(key, _) => key.public_key().as_ref(),
            Self::Ed25519(key) => key.public_key().as_ref(),
            Self::Rsa(key, _) => key.public_key().as_ref(),
        }
    }

    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Ecdsa(key, random) => {
                key.sign(random, message).ok().map(|value| value.as_ref().to_vec())
            }
            Self::Ed25519(key) => key.try_sign(message).ok().map(|value| value.as_ref().to_vec()),
            Self::Rsa(key, random) => {
                let mut value = vec![0; key.public_modulus_len()];
                key.sign(rsa_encoding(algorithm)?, random, message, &mut value).ok()?;
                Some(value)
            }
        }
    }
}

fn rsa_encoding(algorithm: SignatureAlgorithm) -> Option<&'static dyn RsaEncoding> {
    Some(match algorithm {
        SignatureAlgorithm::RsaPkcs1(Sha256) => &raw::RSA_PKCS1_SHA256,
        SignatureAlgorithm::RsaPkcs1(Sha384) => &raw::RSA_PKCS1_SHA384,
        SignatureAlgorithm::RsaPkcs1(Sha512) => &raw::RSA_PKCS1_SHA512,
        SignatureAlgorithm::RsaPss(parameters) if parameters.is_usual() => {
            match parameters.digest {
                Sha256 => &raw::RSA_PSS_SHA256,
                Sha384 => &raw::RSA_PSS_SHA384,
                Sha512 => &raw::RSA_PSS_SHA512,
                Sha1 => return None,
            }
        }
        _ => return None,
    })
}
