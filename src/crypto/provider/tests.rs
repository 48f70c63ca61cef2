//! Tests that every provider passes: what one signs, each verifies.

use super::*;

use crate::crypto::DigestAlgorithm::{Sha1, Sha256, Sha384, Sha512};
use crate::crypto::samples::{MESSAGE, PRIVATE, key};
use crate::crypto::{PssParameters, PublicKey, verify};
use crate::error::KeyError;

#[test]
fn what_one_provider_signs_each_verifies() {
    for maker in providers() {
        for pkcs8 in PRIVATE {
            let key = maker.signing_key(pkcs8).expect("key");
            let public = PublicKey::from_spki(key.spki()).expect("public key");
            for &algorithm in key.algorithms() {
                let value = key.sign(algorithm, MESSAGE).expect("signature");
                for judge in providers() {
                    assert_eq!(verify(*judge, algorithm, &public, MESSAGE, &value), Ok(()));
                    let other = verify(*judge, algorithm, &public, b"antim", &value);
                    assert_eq!(other, Err(SignatureError::Mismatch));
                }
            }
        }
    }
}

#[test]
fn signing_keys_know_their_public_half() {
    for provider in providers() {
        for (pkcs8, spki, kind, bits) in [
            (key!("rfc9500-rsa2048.p8"), key!("rfc9500-rsa2048.spki"), KeyKind::Rsa, 2048),
            (key!("rfc9500-rsa4096.p8"), key!("rfc9500-rsa4096.spki"), KeyKind::Rsa, 4096),
            (key!("rfc9500-p256.p8"), key!("rfc9500-p256.spki"), KeyKind::EcP256, 256),
            (key!("rfc9500-p384.p8"), key!("rfc9500-p384.spki"), KeyKind::EcP384, 384),
            (key!("rfc8032-ed25519.p8"), key!("rfc8032-ed25519.spki"), KeyKind::Ed25519, 256),
        ] {
            let key = provider.signing_key(pkcs8).expect("key");
            assert_eq!((key.spki(), key.kind(), key.bits()), (spki, kind, bits), "{provider:?}");
        }
    }
}

#[test]
fn the_default_algorithm_comes_first() {
    let pkcs1 = SignatureAlgorithm::RsaPkcs1;
    let pss = |digest| SignatureAlgorithm::RsaPss(PssParameters::new(digest));
    for provider in providers() {
        for (pkcs8, expected) in [
            (
                key!("rfc9500-rsa2048.p8"),
                &[
                    pkcs1(Sha256),
                    pkcs1(Sha384),
                    pkcs1(Sha512),
                    pss(Sha256),
                    pss(Sha384),
                    pss(Sha512),
                ][..],
            ),
            (key!("rfc9500-p256.p8"), &[SignatureAlgorithm::Ecdsa(Sha256)]),
            (key!("rfc9500-p384.p8"), &[SignatureAlgorithm::Ecdsa(Sha384)]),
            (key!("rfc8032-ed25519.p8"), &[SignatureAlgorithm::Ed25519]),
        ] {
            let key = provider.signing_key(pkcs8).expect("key");
            assert_eq!(key.algorithms(), expected);
        }
    }
}

#[test]
fn nothing_is_signed_by_an_algorithm_that_the_key_lacks() {
    let usual = PssParameters::new(Sha256);
    for provider in providers() {
        for pkcs8 in PRIVATE {
            let key = provider.signing_key(pkcs8).expect("key");
            for algorithm in [
                SignatureAlgorithm::RsaPkcs1(Sha1),
                SignatureAlgorithm::RsaPss(PssParameters::new(Sha1)),
                SignatureAlgorithm::RsaPss(usual.with_salt_len(0)),
                SignatureAlgorithm::RsaPss(usual.with_mgf_digest(Sha512)),
                SignatureAlgorithm::Ecdsa(Sha1),
                SignatureAlgorithm::Ecdsa(Sha512),
            ] {
                let result = key.sign(algorithm, MESSAGE);
                assert_eq!(result, Err(Error::Key(KeyError::AlgorithmMismatch)));
            }
        }
    }
}

/// RFC 8032 §7.1, TEST 2: Ed25519 is deterministic.
#[test]
fn ed25519_gives_the_value_of_rfc_8032() {
    for provider in providers() {
        let key = provider.signing_key(key!("rfc8032-ed25519.p8")).expect("key");
        let value = key.sign(SignatureAlgorithm::Ed25519, &[0x72]).expect("signature");
        let hex: String = value.iter().map(|octet| format!("{octet:02x}")).collect();
        assert_eq!(
            hex,
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        );
    }
}

#[test]
fn debug_shows_nothing_secret() {
    for provider in providers() {
        for pkcs8 in PRIVATE {
            let key = provider.signing_key(pkcs8).expect("key");
            let expected =
                format!("SigningKey {{ kind: {:?}, bits: {}, .. }}", key.kind(), key.bits());
            assert_eq!(format!("{key:?}"), expected);
        }
    }
}

#[test]
fn random_octets_differ() {
    for provider in providers() {
        let (mut first, mut second) = ([0; 32], [0; 32]);
        provider.random(&mut first).expect("random");
        provider.random(&mut second).expect("random");
        assert_ne!(first, second);
        assert_ne!(first, [0; 32]);
    }
}

#[test]
fn the_default_provider_does_not_depend_on_other_features() {
    assert_eq!(default_provider().name(), providers()[0].name());
    #[cfg(feature = "ring")]
    assert_eq!(default_provider().name(), "ring");
    let names: Vec<_> = providers().iter().map(|provider| provider.name()).collect();
    let expected = [("ring", cfg!(feature = "ring")), ("aws-lc-rs", cfg!(feature = "aws-lc-rs"))];
    let expected: Vec<_> =
        expected.into_iter().filter(|(_, on)| *on).map(|(name, _)| name).collect();
    assert_eq!(names, expected);
}
