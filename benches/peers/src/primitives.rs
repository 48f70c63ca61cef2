//! The limit: the raw primitive operations of a provider, called as its own documentation calls them,
//! on the messages that antin signs and verifies.

/// A private key of one provider.
pub(crate) trait Raw {
    /// Signs and drops the value.
    fn sign(&self, message: &[u8]);
}

/// One verification: key, message, value.
pub(crate) struct Check {
    pub(crate) key: Vec<u8>,
    pub(crate) message: Vec<u8>,
    pub(crate) value: Vec<u8>,
}

/// A provider's primitives.
pub(crate) struct Primitives {
    pub(crate) key: fn(&str, &[u8]) -> Box<dyn Raw>,
    pub(crate) verify: fn(&str, &Check) -> bool,
}

macro_rules! primitives {
    ($module:ident, $library:ident, $ec:expr) => {
        mod $module {
            use $library::rand::SystemRandom;
            use $library::signature::{self, EcdsaKeyPair, Ed25519KeyPair, RsaKeyPair};

            use super::{Check, Raw};

            enum Key {
                Rsa(RsaKeyPair, usize),
                Ec(EcdsaKeyPair),
                Ed25519(Ed25519KeyPair),
            }

            impl Raw for Key {
                fn sign(&self, message: &[u8]) {
                    let random = SystemRandom::new();
                    match self {
                        Self::Rsa(key, length) => {
                            let mut value = vec![0; *length];
                            let padding = &signature::RSA_PKCS1_SHA256;
                            key.sign(padding, &random, message, &mut value).unwrap();
                            std::hint::black_box(value);
                        }
                        Self::Ec(key) => {
                            std::hint::black_box(key.sign(&random, message).unwrap());
                        }
                        Self::Ed25519(key) => {
                            std::hint::black_box(key.sign(message));
                        }
                    }
                }
            }

            pub(super) fn key(name: &str, pkcs8: &[u8]) -> Box<dyn Raw> {
                let ec = |algorithm| Key::Ec($ec(algorithm, pkcs8));
                Box::new(match name {
                    "p256" => ec(&signature::ECDSA_P256_SHA256_ASN1_SIGNING),
                    "p384" => ec(&signature::ECDSA_P384_SHA384_ASN1_SIGNING),
                    "ed25519" => {
                        Key::Ed25519(Ed25519KeyPair::from_pkcs8_maybe_unchecked(pkcs8).unwrap())
                    }
                    rsa => {
                        let bits: usize = rsa.trim_start_matches("rsa").parse().unwrap();
                        Key::Rsa(RsaKeyPair::from_pkcs8(pkcs8).unwrap(), bits / 8)
                    }
                })
            }

            pub(super) fn verify(name: &str, check: &Check) -> bool {
                let algorithm: &'static dyn signature::VerificationAlgorithm = match name {
                    "p256" => &signature::ECDSA_P256_SHA256_ASN1,
                    "p384" => &signature::ECDSA_P384_SHA384_ASN1,
                    "ed25519" => &signature::ED25519,
                    _ => &signature::RSA_PKCS1_2048_8192_SHA256,
                };
                let key = signature::UnparsedPublicKey::new(algorithm, &check.key);
                key.verify(&check.message, &check.value).is_ok()
            }
        }
    };
}

primitives!(ring_primitives, ring, |algorithm, pkcs8| {
    EcdsaKeyPair::from_pkcs8(algorithm, pkcs8, &SystemRandom::new()).unwrap()
});

#[cfg(feature = "aws-lc-rs")]
primitives!(aws_primitives, aws_lc_rs, |algorithm, pkcs8| {
    EcdsaKeyPair::from_pkcs8(algorithm, pkcs8).unwrap()
});

/// The primitives behind a provider of antin.
pub(crate) fn of(provider: &str) -> Option<Primitives> {
    match provider {
        "ring" => Some(Primitives { key: ring_primitives::key, verify: ring_primitives::verify }),
        #[cfg(feature = "aws-lc-rs")]
        "aws-lc-rs" => {
            Some(Primitives { key: aws_primitives::key, verify: aws_primitives::verify })
        }
        _ => None,
    }
}
