//! Tests that every provider passes: what one signs, each verifies.

use super::*;
use crate::crypto::{PublicKey, SignatureError, providers, verify};

/// A seed with a PKCS#8 frame (RFC 8410 §7).
fn ed25519() -> Vec<u8> {
    let mut pkcs8 = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    pkcs8.extend([7; 32]);
    pkcs8
}

#[test]
fn what_one_provider_signs_each_verifies() {
    for maker in providers() {
        let key = maker.signing_key(&ed25519()).expect("key");
        let public = PublicKey::from_spki(key.spki()).expect("public key");
        for &algorithm in key.algorithms() {
            let value = key.sign(algorithm, b"message").expect("signature");
            for judge in providers() {
                assert_eq!(verify(*judge, algorithm, &public, b"message", &value), Ok(()));
                assert_eq!(
                    verify(*judge, algorithm, &public, b"massage", &value),
                    Err(SignatureError::Mismatch)
                );
            }
        }
    }
}
