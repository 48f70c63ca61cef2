//! Signature algorithms: the primitive together with every parameter that verification needs.
//!
//! Their AlgorithmIdentifiers are read and written in [`identifier`].

mod identifier;

use std::fmt;

use crate::crypto::digest::DigestAlgorithm;
use crate::crypto::public_key::KeyKind;

/// A signature algorithm with its parameters.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignatureAlgorithm {
    /// ECDSA over the digest (FIPS 186-5 §6).
    Ecdsa(DigestAlgorithm),
    /// Ed25519 over the message itself (RFC 8032 §5.1).
    Ed25519,
    /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
    RsaPkcs1(DigestAlgorithm),
    /// RSASSA-PSS (RFC 8017 §8.1).
    RsaPss(PssParameters),
}

impl SignatureAlgorithm {
    /// Returns the short name used in reports: `RSA-PKCS1`, `RSA-PSS`, `ECDSA` or `Ed25519`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ecdsa(_) => "ECDSA",
            Self::Ed25519 => "Ed25519",
            Self::RsaPkcs1(_) => "RSA-PKCS1",
            Self::RsaPss(_) => "RSA-PSS",
        }
    }

    /// Returns the digest algorithm that the message goes through first.
    ///
    /// For Ed25519 that is SHA-512, which the primitive applies itself (RFC 8032 §5.1).
    pub fn digest(self) -> DigestAlgorithm {
        match self {
            Self::Ecdsa(digest) | Self::RsaPkcs1(digest) => digest,
            Self::Ed25519 => DigestAlgorithm::Sha512,
            Self::RsaPss(parameters) => parameters.digest,
        }
    }

    /// Says whether SHA-1 takes part, be it in the mask of RSASSA-PSS alone.
    ///
    /// Such signatures are judged by [`legacy::verify`](crate::crypto::legacy::verify) alone.
    pub fn uses_sha1(self) -> bool {
        let mask = match self {
            Self::RsaPss(parameters) => parameters.mgf_digest,
            _ => self.digest(),
        };
        self.digest() == DigestAlgorithm::Sha1 || mask == DigestAlgorithm::Sha1
    }

    /// Says whether a key of this kind can make and verify such signatures.
    pub fn fits(self, kind: KeyKind) -> bool {
        match self {
            Self::Ecdsa(_) => matches!(kind, KeyKind::EcP256 | KeyKind::EcP384),
            Self::Ed25519 => kind == KeyKind::Ed25519,
            Self::RsaPkcs1(_) | Self::RsaPss(_) => kind == KeyKind::Rsa,
        }
    }
}

/// The name and, where it is a choice, the digest: `RSA-PSS with SHA-256`.
impl fmt::Display for SignatureAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ed25519 => f.write_str(self.name()),
            _ => write!(f, "{} with {}", self.name(), self.digest()),
        }
    }
}

/// The parameters of RSASSA-PSS (RFC 4055 §3.1).
///
/// The trailer field is not among them: it must be 1.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PssParameters {
    /// The digest of the message.
    pub digest: DigestAlgorithm,
    /// The digest in the mask generation function MGF1.
    pub mgf_digest: DigestAlgorithm,
    /// The length of the salt in octets.
    pub salt_len: u32,
}

impl PssParameters {
    /// Makes the parameters that RFC 4055 §3.1 recommends for a digest: the same digest in the mask,
    /// and a salt as long as the digest.
    pub const fn new(digest: DigestAlgorithm) -> Self {
        Self { digest, mgf_digest: digest, salt_len: salt_of(digest) }
    }

    /// Returns the parameters with another length of the salt.
    #[must_use]
    pub fn with_salt_len(self, salt_len: u32) -> Self {
        Self { salt_len, ..self }
    }

    /// Returns the parameters with another digest in the mask generation function.
    #[must_use]
    pub fn with_mgf_digest(self, mgf_digest: DigestAlgorithm) -> Self {
        Self { mgf_digest, ..self }
    }

    /// Whether these are the parameters of [`new`](Self::new), which are all that providers do.
    pub(super) fn is_usual(self) -> bool {
        self == Self::new(self.digest)
    }
}

const fn salt_of(digest: DigestAlgorithm) -> u32 {
    match digest {
        DigestAlgorithm::Sha1 => 20,
        DigestAlgorithm::Sha256 => 32,
        DigestAlgorithm::Sha384 => 48,
        DigestAlgorithm::Sha512 => 64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha1_anywhere_is_noticed() {
        let pss = PssParameters::new(DigestAlgorithm::Sha256);
        assert!(!SignatureAlgorithm::RsaPss(pss).uses_sha1());
        assert!(SignatureAlgorithm::RsaPss(pss.with_mgf_digest(DigestAlgorithm::Sha1)).uses_sha1());
        assert!(
            SignatureAlgorithm::RsaPss(PssParameters { digest: DigestAlgorithm::Sha1, ..pss })
                .uses_sha1()
        );
        assert!(SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha1).uses_sha1());
        assert!(SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha1).uses_sha1());
        assert!(!SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha512).uses_sha1());
        assert!(!SignatureAlgorithm::Ed25519.uses_sha1());
    }

    #[test]
    fn default_salts_are_as_long_as_the_digest() {
        for &digest in DigestAlgorithm::ALL {
            assert_eq!(usize::try_from(salt_of(digest)), Ok(digest.len()));
        }
    }

    #[test]
    fn displays_name_and_digest() {
        let pss = SignatureAlgorithm::RsaPss(PssParameters::new(DigestAlgorithm::Sha384));
        assert_eq!(pss.to_string(), "RSA-PSS with SHA-384");
        assert_eq!(SignatureAlgorithm::Ed25519.to_string(), "Ed25519");
    }
}
