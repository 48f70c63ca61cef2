//! Tests of SubjectPublicKeyInfo: each rule with a key that breaks just that rule.

use super::*;

use crate::crypto::DigestAlgorithm::{Sha256, Sha384};
use crate::crypto::samples::key;
use crate::der::Writer;

/// SubjectPublicKeyInfo with the algorithm that `fill` writes, and a BIT STRING with these contents.
fn spki(fill: impl FnOnce(&mut Writer), bit_string: &[u8]) -> Vec<u8> {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.sequence(fill).value(Tag::BIT_STRING, bit_string);
    });
    out.finish()
}

fn rsa_spki(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let mut out = Writer::new();
    out.raw(&[0]).sequence(|out| {
        out.value(Tag::INTEGER, modulus).value(Tag::INTEGER, exponent);
    });
    spki(
        |out| {
            out.oid(oid::RSA_ENCRYPTION).null();
        },
        &out.finish(),
    )
}

fn ec_spki(curve: oid::Oid<'_>, point: &[u8]) -> Vec<u8> {
    let bit_string = [&[0], point].concat();
    spki(
        |out| {
            out.oid(oid::EC_PUBLIC_KEY).oid(curve);
        },
        &bit_string,
    )
}

fn clause(spki: &[u8]) -> &'static str {
    match PublicKey::from_spki(spki) {
        Err(Error::Malformed(malformed)) => malformed.clause,
        other => panic!("not malformed: {other:?}"),
    }
}

fn kind(spki: &[u8]) -> KeyKind {
    PublicKey::from_spki(spki).expect("key").kind()
}

#[test]
fn reads_each_kind_in_place() {
    for (spki, kind, bits) in [
        (key!("rfc9500-rsa1024.spki"), KeyKind::Rsa, 1024),
        (key!("rfc9500-rsa4096.spki"), KeyKind::Rsa, 4096),
        (key!("rsa2049.spki"), KeyKind::Rsa, 2049),
        (key!("rfc9500-p256.spki"), KeyKind::EcP256, 256),
        (key!("rfc9500-p384.spki"), KeyKind::EcP384, 384),
        (key!("rfc8032-ed25519.spki"), KeyKind::Ed25519, 256),
    ] {
        let key = PublicKey::from_spki(spki).expect("key");
        assert_eq!((key.kind(), key.bits(), key.spki()), (kind, bits, spki));
        assert!(spki.ends_with(key.octets()));
    }
}

#[test]
fn another_type_of_key_is_read_as_other() {
    let ed448 = spki(
        |out| {
            out.value(Tag::OID, &[0x2b, 0x65, 0x71]);
        },
        &[0; 58],
    );
    let p521 = ec_spki(oid::SECP521R1, &[4; 133]);
    let odd_bits = spki(
        |out| {
            out.oid(oid::COMMON_NAME);
        },
        &[1, 0xfe],
    );
    let spelled_out = spki(
        |out| {
            out.oid(oid::EC_PUBLIC_KEY).sequence(|out| {
                out.unsigned(1);
            });
        },
        &[&[0, 4][..], &[1; 64]].concat(),
    );
    let compressed = ec_spki(oid::SECP256R1, &[2; 33]);
    let pss_by_sha224 = spki(
        |out| {
            out.oid(oid::RSASSA_PSS).sequence(|out| {
                out.nested(Tag::context_constructed(0), |out| {
                    out.sequence(|out| {
                        out.value(Tag::OID, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 4]);
                    });
                });
            });
        },
        &[0, 0x30, 0],
    );
    for spki in [ed448, p521, odd_bits, spelled_out, compressed, pss_by_sha224] {
        assert_eq!(kind(&spki), KeyKind::Other);
        assert_eq!(PublicKey::from_spki(&spki).expect("key").bits(), 0);
    }
}

#[test]
fn rsa_keys_need_null_parameters() {
    let octets = PublicKey::from_spki(key!("rfc9500-rsa2048.spki")).expect("key").octets();
    let bit_string = [&[0], octets].concat();
    let absent = spki(
        |out| {
            out.oid(oid::RSA_ENCRYPTION);
        },
        &bit_string,
    );
    assert_eq!(clause(&absent), "X.690 §8.1.1: missing");
    let full = spki(
        |out| {
            out.oid(oid::RSA_ENCRYPTION).value(Tag::NULL, &[0]);
        },
        &bit_string,
    );
    assert_eq!(clause(&full), "X.690 §8.8.2: NULL");
    let more = spki(
        |out| {
            out.oid(oid::RSA_ENCRYPTION).null().null();
        },
        &bit_string,
    );
    assert_eq!(clause(&more), "X.690 §8.1.1.1: bytes left over");
}

#[test]
fn rsa_numbers_are_positive_and_der() {
    assert_eq!(kind(&rsa_spki(&[0, 0x80, 1], &[3])), KeyKind::Rsa);
    for (modulus, exponent, expected) in [
        (&[0x80, 1][..], &[3][..], "RFC 8017 §3.1: positive integers"),
        (&[0], &[3], "RFC 8017 §3.1: positive integers"),
        (&[5], &[0], "RFC 8017 §3.1: positive integers"),
        (&[5], &[0x83], "RFC 8017 §3.1: positive integers"),
        (&[0, 5], &[3], "X.690 §8.3.2: INTEGER not minimal"),
        (&[], &[3], "X.690 §8.3.1: empty INTEGER"),
    ] {
        assert_eq!(clause(&rsa_spki(modulus, exponent)), expected, "{modulus:?} {exponent:?}");
    }
}

#[test]
fn rsa_bits_do_not_count_leading_zeros() {
    for (modulus, bits) in [(&[0, 0x80][..], 8), (&[0x7f], 7), (&[1, 0], 9), (&[1], 1)] {
        let spki = rsa_spki(modulus, &[3]);
        assert_eq!(PublicKey::from_spki(&spki).expect("key").bits(), bits);
    }
}

#[test]
fn points_have_the_form_and_length_of_their_curve() {
    for (curve, point) in [
        (oid::SECP256R1, vec![4; 64]),
        (oid::SECP256R1, vec![4; 66]),
        (oid::SECP256R1, vec![6; 65]),
        (oid::SECP256R1, vec![0]),
        (oid::SECP256R1, vec![2; 32]),
        (oid::SECP384R1, vec![4; 65]),
        (oid::SECP384R1, vec![]),
    ] {
        assert_eq!(clause(&ec_spki(curve, &point)), "RFC 5480 §2.2: form and length");
    }
    assert_eq!(kind(&ec_spki(oid::SECP384R1, &[4; 97])), KeyKind::EcP384);
}

#[test]
fn ed25519_keys_are_32_octets_without_parameters() {
    let ed25519 = |octets: &[u8], null: bool| {
        spki(
            |out| {
                out.oid(oid::ED25519);
                if null {
                    out.null();
                }
            },
            octets,
        )
    };
    assert_eq!(kind(&ed25519(&[0; 33], false)), KeyKind::Ed25519);
    assert_eq!(clause(&ed25519(&[0; 32], false)), "RFC 8032 §5.1.5: 32 octets");
    assert_eq!(clause(&ed25519(&[0; 33], true)), "X.690 §8.1.1.1: bytes left over");
}

#[test]
fn keys_are_whole_octets() {
    let mut spki = key!("rfc9500-p256.spki").to_vec();
    // The octet before the point counts the unused bits; the last octet is even.
    let count = spki.len() - 66;
    assert_eq!((spki[count], spki[spki.len() - 1] & 1), (0, 0));
    spki[count] = 1;
    assert_eq!(clause(&spki), "RFC 5480 §2.2: not a whole number of octets");
}

#[test]
fn nothing_may_follow_the_key() {
    let mut after = key!("rfc9500-p256.spki").to_vec();
    after.push(0);
    assert_eq!(clause(&after), "X.690 §8.1.1.1: bytes left over");
    for cut in 0..after.len() - 1 {
        assert!(PublicKey::from_spki(&after[..cut]).is_err());
    }
}

/// RFC 4055 §3.3: the three kinds of RSA keys, and what each admits.
#[test]
fn keys_for_pss_admit_pss_with_their_parameters() {
    let octets = PublicKey::from_spki(key!("rfc9500-rsa2048.spki")).expect("key").octets();
    let bit_string = [&[0], octets].concat();
    let restriction = PssParameters::new(Sha256);
    let free = spki(
        |out| {
            out.oid(oid::RSASSA_PSS);
        },
        &bit_string,
    );
    let restricted = spki(
        |out| {
            out.oid(oid::RSASSA_PSS);
            restriction.write(out);
        },
        &bit_string,
    );
    let admits =
        |spki: &[u8], algorithm| PublicKey::from_spki(spki).expect("key").admits(algorithm);
    let any = key!("rfc9500-rsa2048.spki");
    for (parameters, expected) in [
        (restriction, true),
        (restriction.with_salt_len(33), true),
        (restriction.with_salt_len(31), false),
        (restriction.with_mgf_digest(Sha384), false),
        (PssParameters { digest: Sha384, ..restriction }, false),
    ] {
        assert_eq!(admits(&restricted, SignatureAlgorithm::RsaPss(parameters)), expected);
        assert!(admits(&free, SignatureAlgorithm::RsaPss(parameters)));
        assert!(admits(any, SignatureAlgorithm::RsaPss(parameters)));
    }
    assert!(!admits(&free, SignatureAlgorithm::RsaPkcs1(Sha256)));
    assert!(!admits(&restricted, SignatureAlgorithm::RsaPkcs1(Sha256)));
    assert!(admits(any, SignatureAlgorithm::RsaPkcs1(Sha256)));
    assert!(!admits(any, SignatureAlgorithm::Ecdsa(Sha256)));
    assert_eq!(PublicKey::from_spki(&free).expect("key").kind(), KeyKind::Rsa);
}

/// Each flip is a key of another kind, another key, or an error; none is trouble.
#[test]
fn keys_with_any_bit_flipped_are_safe_to_read() {
    for spki in [
        key!("rfc9500-rsa1024.spki"),
        key!("rfc9500-p256.spki"),
        key!("rfc9500-p384.spki"),
        key!("rfc8032-ed25519.spki"),
    ] {
        let original = PublicKey::from_spki(spki).expect("key");
        for bit in 0..spki.len() * 8 {
            let mut flipped = spki.to_vec();
            flipped[bit / 8] ^= 1 << (bit % 8);
            if let Ok(key) = PublicKey::from_spki(&flipped) {
                assert_eq!(key.spki(), flipped);
                assert_ne!((key.octets(), key.kind()), (original.octets(), original.kind()));
            }
        }
    }
}
