//! Tests of the doors, over all providers: values that OpenSSL made, and what is refused.

use super::*;

use crate::crypto::DigestAlgorithm::{Sha1, Sha256, Sha384, Sha512};
use crate::crypto::samples::{MESSAGE, key, signature};
use crate::crypto::{DigestAlgorithm, PssParameters, providers};
use crate::der::Tag;
use crate::oid;

type Case = (&'static [u8], SignatureAlgorithm, &'static [u8]);

fn pss(digest: DigestAlgorithm, mgf_digest: DigestAlgorithm, salt: u32) -> SignatureAlgorithm {
    let parameters = PssParameters::new(digest).with_mgf_digest(mgf_digest).with_salt_len(salt);
    SignatureAlgorithm::RsaPss(parameters)
}

/// What [`verify`] admits.
fn modern() -> Vec<Case> {
    let pkcs1 = SignatureAlgorithm::RsaPkcs1;
    let ecdsa = SignatureAlgorithm::Ecdsa;
    let rsa = key!("rfc9500-rsa2048.spki");
    let rsa_2049 = key!("rsa2049.spki");
    let (p256, p384) = (key!("rfc9500-p256.spki"), key!("rfc9500-p384.spki"));
    vec![
        (rsa, pkcs1(Sha256), signature!("rsa2048-pkcs1-sha256")),
        (rsa, pkcs1(Sha384), signature!("rsa2048-pkcs1-sha384")),
        (rsa, pkcs1(Sha512), signature!("rsa2048-pkcs1-sha512")),
        (key!("rsa8192.spki"), pkcs1(Sha256), signature!("rsa8192-pkcs1-sha256")),
        (rsa, pss(Sha256, Sha256, 0), signature!("rsa2048-pss-sha256-0")),
        (rsa, pss(Sha256, Sha256, 32), signature!("rsa2048-pss-sha256-32")),
        (rsa, pss(Sha256, Sha256, 222), signature!("rsa2048-pss-sha256-222")),
        (rsa, pss(Sha384, Sha384, 48), signature!("rsa2048-pss-sha384-48")),
        (rsa, pss(Sha512, Sha512, 64), signature!("rsa2048-pss-sha512-64")),
        (rsa, pss(Sha512, Sha256, 64), signature!("rsa2048-pss-sha512-sha256-64")),
        (rsa_2049, pss(Sha256, Sha256, 32), signature!("rsa2049-pss-sha256-32")),
        (rsa_2049, pss(Sha256, Sha256, 222), signature!("rsa2049-pss-sha256-222")),
        (p256, ecdsa(Sha256), signature!("p256-sha256")),
        (p256, ecdsa(Sha384), signature!("p256-sha384")),
        (p256, ecdsa(Sha512), signature!("p256-sha512")),
        (p384, ecdsa(Sha256), signature!("p384-sha256")),
        (p384, ecdsa(Sha384), signature!("p384-sha384")),
        (p384, ecdsa(Sha512), signature!("p384-sha512")),
        (key!("rfc8032-ed25519.spki"), SignatureAlgorithm::Ed25519, signature!("ed25519")),
    ]
}

/// What only [`legacy::verify`] admits.
fn old() -> Vec<Case> {
    let pkcs1 = SignatureAlgorithm::RsaPkcs1;
    let ecdsa = SignatureAlgorithm::Ecdsa;
    let (short, rsa) = (key!("rfc9500-rsa1024.spki"), key!("rfc9500-rsa2048.spki"));
    vec![
        (short, pkcs1(Sha1), signature!("rsa1024-pkcs1-sha1")),
        (short, pkcs1(Sha256), signature!("rsa1024-pkcs1-sha256")),
        (short, pkcs1(Sha384), signature!("rsa1024-pkcs1-sha384")),
        (short, pkcs1(Sha512), signature!("rsa1024-pkcs1-sha512")),
        (short, pss(Sha256, Sha256, 32), signature!("rsa1024-pss-sha256-32")),
        (rsa, pkcs1(Sha1), signature!("rsa2048-pkcs1-sha1")),
        (rsa, pss(Sha1, Sha1, 20), signature!("rsa2048-pss-sha1-20")),
        (rsa, pss(Sha256, Sha1, 32), signature!("rsa2048-pss-sha256-sha1-32")),
        (key!("rfc9500-p256.spki"), ecdsa(Sha1), signature!("p256-sha1")),
        (key!("rfc9500-p384.spki"), ecdsa(Sha1), signature!("p384-sha1")),
    ]
}

#[test]
fn openssl_values_verify_with_each_provider() {
    for provider in providers() {
        for (spki, algorithm, value) in modern() {
            let key = PublicKey::from_spki(spki).expect("key");
            let result = verify(*provider, algorithm, &key, MESSAGE, value);
            assert_eq!(result, Ok(()), "{provider:?} {algorithm:?}");
        }
    }
}

#[test]
fn old_values_verify_through_the_legacy_door_alone() {
    for provider in providers() {
        for (spki, algorithm, value) in old() {
            let key = PublicKey::from_spki(spki).expect("key");
            let result = verify(*provider, algorithm, &key, MESSAGE, value);
            assert_eq!(result, Err(SignatureError::Legacy), "{provider:?} {algorithm:?}");
            let result = verify_fixed(*provider, algorithm, &key, MESSAGE, value);
            assert_eq!(result, Err(SignatureError::Legacy), "{provider:?} {algorithm:?}");
            let result = legacy::verify(*provider, algorithm, &key, MESSAGE, value);
            assert_eq!(result, Ok(()), "{provider:?} {algorithm:?}");
        }
    }
}

#[test]
fn the_legacy_door_admits_what_is_not_old_as_well() {
    for (spki, algorithm, value) in modern() {
        let key = PublicKey::from_spki(spki).expect("key");
        let provider = crate::crypto::default_provider();
        assert_eq!(legacy::verify(provider, algorithm, &key, MESSAGE, value), Ok(()));
    }
}

#[test]
fn another_message_value_or_length_does_not_verify() {
    for provider in providers() {
        for (spki, algorithm, value) in modern().into_iter().chain(old()) {
            let key = PublicKey::from_spki(spki).expect("key");
            let check = |message: &[u8], value: &[u8]| {
                legacy::verify(*provider, algorithm, &key, message, value)
            };
            let context = format!("{provider:?} {algorithm:?}");
            let mismatch = Err(SignatureError::Mismatch);
            assert_eq!(check(b"antim", value), mismatch, "{context}");
            let (mut first, mut last) = (value.to_vec(), value.to_vec());
            // The first octet of a DER value is its tag, so the flip there breaks the encoding.
            first[0] ^= 1;
            *last.last_mut().expect("octet") ^= 1;
            assert_eq!(check(MESSAGE, &first), mismatch, "{context}");
            assert_eq!(check(MESSAGE, &last), mismatch, "{context}");
            assert_eq!(check(MESSAGE, &[value, &[0]].concat()), mismatch, "{context}");
            assert_eq!(check(MESSAGE, &[&[0], value].concat()), mismatch, "{context}");
            assert_eq!(check(MESSAGE, &value[1..]), mismatch, "{context}");
            assert_eq!(check(MESSAGE, &value[..value.len() - 1]), mismatch, "{context}");
            assert_eq!(check(MESSAGE, &[]), mismatch, "{context}");
        }
    }
}

#[test]
fn another_digest_mask_or_salt_length_does_not_verify() {
    let rsa = key!("rfc9500-rsa2048.spki");
    let ec = key!("rfc9500-p256.spki");
    let short_salt = signature!("rsa2048-pss-sha256-32");
    let pkcs1 = signature!("rsa2048-pkcs1-sha256");
    for provider in providers() {
        for (spki, algorithm, value) in [
            (rsa, SignatureAlgorithm::RsaPkcs1(Sha384), pkcs1),
            (rsa, SignatureAlgorithm::RsaPkcs1(Sha512), pkcs1),
            (rsa, pss(Sha256, Sha256, 32), pkcs1),
            (rsa, SignatureAlgorithm::RsaPkcs1(Sha256), short_salt),
            (rsa, pss(Sha256, Sha256, 31), short_salt),
            (rsa, pss(Sha256, Sha256, 33), short_salt),
            (rsa, pss(Sha256, Sha256, 0), short_salt),
            (rsa, pss(Sha256, Sha256, 223), short_salt),
            (rsa, pss(Sha256, Sha256, u32::MAX), short_salt),
            (rsa, pss(Sha256, Sha384, 32), short_salt),
            (rsa, pss(Sha384, Sha256, 32), short_salt),
            (rsa, pss(Sha256, Sha256, 32), signature!("rsa2048-pss-sha256-0")),
            (rsa, pss(Sha256, Sha256, 32), signature!("rsa2048-pss-sha256-222")),
            (rsa, pss(Sha256, Sha256, 32), signature!("rsa2048-pss-sha256-sha1-32")),
            (ec, SignatureAlgorithm::Ecdsa(Sha384), signature!("p256-sha256")),
            (ec, SignatureAlgorithm::Ecdsa(Sha512), signature!("p256-sha256")),
            (ec, SignatureAlgorithm::Ecdsa(Sha256), signature!("p256-sha512")),
        ] {
            let key = PublicKey::from_spki(spki).expect("key");
            let result = verify(*provider, algorithm, &key, MESSAGE, value);
            assert_eq!(result, Err(SignatureError::Mismatch), "{provider:?} {algorithm:?}");
        }
    }
}

#[test]
fn a_key_of_another_kind_is_no_match_for_the_algorithm() {
    let provider = crate::crypto::default_provider();
    for (spki, own, value) in modern() {
        let key = PublicKey::from_spki(spki).expect("key");
        for (_, other, _) in modern().into_iter().filter(|(_, other, _)| !other.fits(key.kind())) {
            assert_ne!(own, other);
            assert_eq!(
                verify(provider, other, &key, MESSAGE, value),
                Err(SignatureError::AlgorithmMismatch)
            );
            assert_eq!(
                legacy::verify(provider, other, &key, MESSAGE, value),
                Err(SignatureError::AlgorithmMismatch)
            );
        }
    }
}

#[test]
fn a_key_for_pss_verifies_by_its_parameters_only() {
    let octets = PublicKey::from_spki(key!("rfc9500-rsa2048.spki")).expect("key").octets();
    let mut out = Writer::new();
    out.sequence(|out| {
        out.sequence(|out| {
            out.oid(oid::RSASSA_PSS);
            PssParameters::new(Sha256).write(out);
        });
        out.value(Tag::BIT_STRING, &[&[0], octets].concat());
    });
    let spki = out.finish();
    let key = PublicKey::from_spki(&spki).expect("key");
    let mismatch = Err(SignatureError::AlgorithmMismatch);
    for provider in providers() {
        for (algorithm, value, expected) in [
            (pss(Sha256, Sha256, 32), signature!("rsa2048-pss-sha256-32"), Ok(())),
            (pss(Sha256, Sha256, 222), signature!("rsa2048-pss-sha256-222"), Ok(())),
            (pss(Sha256, Sha256, 0), signature!("rsa2048-pss-sha256-0"), mismatch),
            (pss(Sha384, Sha384, 48), signature!("rsa2048-pss-sha384-48"), mismatch),
            (SignatureAlgorithm::RsaPkcs1(Sha256), signature!("rsa2048-pkcs1-sha256"), mismatch),
        ] {
            assert_eq!(verify(*provider, algorithm, &key, MESSAGE, value), expected);
        }
    }
}

fn rsa_spki(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.sequence(|out| {
            out.oid(oid::RSA_ENCRYPTION).null();
        });
        let mut key = Writer::new();
        key.raw(&[0]).sequence(|out| {
            out.unsigned_octets(modulus).unsigned_octets(exponent);
        });
        out.value(Tag::BIT_STRING, &key.finish());
    });
    out.finish()
}

/// An odd number of this many bits.
fn number(bits: usize) -> Vec<u8> {
    let mut octets = vec![0xff; bits.div_ceil(8)];
    octets[0] = u8::try_from(0xff_u32 >> (octets.len() * 8 - bits)).expect("octet");
    octets
}

#[test]
fn rsa_keys_are_bounded_in_size() {
    let algorithm = SignatureAlgorithm::RsaPkcs1(Sha256);
    for provider in providers() {
        for (bits, through_verify, through_legacy) in [
            (1023, SignatureError::KeySize, SignatureError::KeySize),
            (1024, SignatureError::Legacy, SignatureError::Mismatch),
            (2047, SignatureError::Legacy, SignatureError::Mismatch),
            (2048, SignatureError::Mismatch, SignatureError::Mismatch),
            (8192, SignatureError::Mismatch, SignatureError::Mismatch),
            (8193, SignatureError::KeySize, SignatureError::KeySize),
        ] {
            let spki = rsa_spki(&number(bits), &[1, 0, 1]);
            let key = PublicKey::from_spki(&spki).expect("key");
            assert_eq!(key.bits(), bits);
            let value = vec![1; bits.div_ceil(8)];
            let result = verify(*provider, algorithm, &key, MESSAGE, &value);
            assert_eq!(result, Err(through_verify), "{bits}");
            let result = legacy::verify(*provider, algorithm, &key, MESSAGE, &value);
            assert_eq!(result, Err(through_legacy), "{bits}");
        }
    }
}

#[test]
fn rsa_exponents_are_odd_and_bounded() {
    for (exponent, expected) in [
        (&[1][..], SignatureError::KeySize),
        (&[2], SignatureError::KeySize),
        (&[3], SignatureError::Mismatch),
        (&[1, 0, 0], SignatureError::KeySize),
        (&[1, 0, 1], SignatureError::Mismatch),
        (&[0xff, 0xff, 0xff, 0xff], SignatureError::Mismatch),
        (&[1, 0xff, 0xff, 0xff, 0xff], SignatureError::Mismatch),
        (&[2, 0, 0, 0, 1], SignatureError::KeySize),
        (&[1, 0, 0, 0, 0, 1], SignatureError::KeySize),
    ] {
        let spki = rsa_spki(&number(2048), exponent);
        let key = PublicKey::from_spki(&spki).expect("key");
        for provider in providers() {
            // With the usual salt the provider computes, with no salt we do.
            for algorithm in [pss(Sha256, Sha256, 32), pss(Sha256, Sha256, 0)] {
                let result = verify(*provider, algorithm, &key, MESSAGE, &[1; 256]);
                assert_eq!(result, Err(expected), "{exponent:?}");
            }
        }
    }
}

#[test]
fn an_even_modulus_does_not_verify() {
    let mut modulus = number(2048);
    *modulus.last_mut().expect("octet") = 0xfe;
    let spki = rsa_spki(&modulus, &[3]);
    let key = PublicKey::from_spki(&spki).expect("key");
    for provider in providers() {
        for algorithm in [pss(Sha256, Sha256, 32), pss(Sha256, Sha256, 0)] {
            let result = verify(*provider, algorithm, &key, MESSAGE, &[1; 256]);
            assert_eq!(result, Err(SignatureError::Mismatch));
        }
    }
}

#[test]
fn a_point_off_the_curve_does_not_verify() {
    for (spki, algorithm, value) in
        modern().into_iter().filter(|case| matches!(case.1, SignatureAlgorithm::Ecdsa(_)))
    {
        let mut spki = spki.to_vec();
        *spki.last_mut().expect("octet") ^= 1;
        let key = PublicKey::from_spki(&spki).expect("key");
        for provider in providers() {
            let result = verify(*provider, algorithm, &key, MESSAGE, value);
            assert_eq!(result, Err(SignatureError::Mismatch));
        }
    }
}

#[test]
fn an_unknown_kind_of_key_is_unsupported() {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.sequence(|out| {
            out.oid(oid::COMMON_NAME);
        });
        out.value(Tag::BIT_STRING, &[0, 1]);
    });
    let spki = out.finish();
    let key = PublicKey::from_spki(&spki).expect("key");
    for (_, algorithm, value) in modern() {
        let provider = crate::crypto::default_provider();
        let expected = Err(SignatureError::Unsupported);
        assert_eq!(verify(provider, algorithm, &key, MESSAGE, value), expected);
        assert_eq!(legacy::verify(provider, algorithm, &key, MESSAGE, value), expected);
    }
}

/// r ‖ s of a DER value.
fn fixed(der: &[u8], half: usize) -> Vec<u8> {
    let mut inner = crate::der::Reader::new(der).sequence("test").expect("sequence");
    let mut out = Vec::new();
    for _ in 0..2 {
        let integer = inner.integer("test").expect("integer");
        let magnitude = integer.strip_prefix(&[0]).unwrap_or(integer);
        out.resize(out.len() + half - magnitude.len(), 0);
        out.extend(magnitude);
    }
    out
}

#[test]
fn fixed_values_verify_and_only_as_such() {
    for provider in providers() {
        for (spki, algorithm, value) in modern().into_iter().chain(old()) {
            let key = PublicKey::from_spki(spki).expect("key");
            let check =
                |value: &[u8]| legacy::verify_fixed(*provider, algorithm, &key, MESSAGE, value);
            if !matches!(algorithm, SignatureAlgorithm::Ecdsa(_)) {
                assert_eq!(check(value), Ok(()));
                continue;
            }
            let plain = fixed(value, key.bits() / 8);
            let mismatch = Err(SignatureError::Mismatch);
            assert_eq!(check(&plain), Ok(()));
            assert_eq!(check(value), mismatch);
            assert_eq!(legacy::verify(*provider, algorithm, &key, MESSAGE, &plain), mismatch);
            assert_eq!(check(&plain[1..]), mismatch);
            assert_eq!(check(&[&plain[..], &[0]].concat()), mismatch);
            assert_eq!(check(&[&[0], &plain[..], &[0]].concat()), mismatch);
            assert_eq!(check(&[]), mismatch);
            let half = plain.len() / 2;
            assert_eq!(check(&[&plain[half..], &plain[..half]].concat()), mismatch);
            assert_eq!(check(&vec![0; plain.len()]), mismatch);
        }
    }
}

/// Ecdsa-Sig-Value with these contents of its two INTEGERs.
fn der(r: &[u8], s: &[u8]) -> Vec<u8> {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.value(Tag::INTEGER, r).value(Tag::INTEGER, s);
    });
    out.finish()
}

/// The contents of an INTEGER.
fn unsigned(octets: &[u8]) -> Vec<u8> {
    let mut out = Writer::new();
    out.unsigned_octets(octets);
    out.finish()[2..].to_vec()
}

/// FIPS 186-5 §6.4.2: r and s lie between 1 and n - 1; X.690 §10: the encoding is unique.
#[test]
fn ecdsa_values_outside_their_range_or_not_in_der_do_not_verify() {
    for provider in providers() {
        for (spki, algorithm, value) in
            modern().into_iter().filter(|case| matches!(case.1, SignatureAlgorithm::Ecdsa(_)))
        {
            let key = PublicKey::from_spki(spki).expect("key");
            let half = key.bits() / 8;
            let plain = fixed(value, half);
            let (r, s) = plain.split_at(half);
            let (r, s) = (unsigned(r), unsigned(s));
            let padded = |octets: &[u8]| [&[0], octets].concat();
            let check = |value: &[u8]| verify(*provider, algorithm, &key, MESSAGE, value);
            assert_eq!(check(&der(&r, &s)), Ok(()));
            for value in [
                der(&[0], &s),
                der(&r, &[0]),
                der(&padded(&r), &s),
                der(&r, &padded(&s)),
                der(&[0xff], &s),
                der(&padded(&vec![0xff; half]), &s),
                der(&r, &padded(&vec![0xff; half])),
                der(&[], &s),
                [&der(&r, &s)[..], &[5, 0]].concat(),
            ] {
                let context = format!("{provider:?} {algorithm:?} {value:02x?}");
                assert_eq!(check(&value), Err(SignatureError::Mismatch), "{context}");
            }
        }
    }
}
