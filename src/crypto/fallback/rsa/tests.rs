//! Tests of the encodings of RFC 8017 §9: each check with a message that breaks just that check.
//!
//! Values made by OpenSSL are verified in the tests of the doors.

use super::*;

use crate::crypto::DigestAlgorithm::{Sha1, Sha256, Sha384};
use crate::crypto::PublicKey;
use crate::crypto::samples::{MESSAGE, key, signature};

const SALT: &[u8] = b"sixteen octets  ";

/// EMSA-PSS-ENCODE (RFC 8017 §9.1.1) with a data block as given, which is masked here.
fn encode_pss(
    digest: &Digest,
    mgf: DigestAlgorithm,
    block: &[u8],
    salt: &[u8],
    mask: u8,
) -> Vec<u8> {
    let mut hasher = Hasher::new(digest.algorithm());
    hasher.update(&[0; 8]);
    hasher.update(digest.as_bytes());
    hasher.update(salt);
    let hash = hasher.finish();
    let mut encoded = block.to_vec();
    apply_mgf1(mgf, hash.as_bytes(), &mut encoded);
    encoded[0] &= mask;
    encoded.extend_from_slice(hash.as_bytes());
    encoded.push(0xbc);
    encoded
}

/// A data block of 95 octets, so that the message has 128.
fn block(salt: &[u8]) -> Vec<u8> {
    let mut block = vec![0; 94 - salt.len()];
    block.push(1);
    block.extend_from_slice(salt);
    block
}

fn digest() -> Digest {
    Hasher::digest(Sha256, MESSAGE)
}

fn parameters(salt: &[u8]) -> PssParameters {
    let length = u32::try_from(salt.len()).expect("length");
    PssParameters::new(Sha256).with_salt_len(length)
}

fn check(encoded: &[u8]) -> Option<()> {
    verify_emsa_pss(parameters(SALT), &digest(), encoded, 0x7f)
}

#[test]
fn pss_messages_verify_with_salts_from_none_to_the_longest() {
    let longest = [7; 94];
    for length in 0..=longest.len() {
        let salt = &longest[..length];
        let encoded = encode_pss(&digest(), Sha256, &block(salt), salt, 0x7f);
        let found = verify_emsa_pss(parameters(salt), &digest(), &encoded, 0x7f);
        assert_eq!(found, Some(()), "{length}");
        let longer = parameters(salt).with_salt_len(parameters(salt).salt_len + 1);
        assert_eq!(verify_emsa_pss(longer, &digest(), &encoded, 0x7f), None, "{length}");
    }
}

#[test]
fn pss_trailer_must_be_bc() {
    let mut encoded = encode_pss(&digest(), Sha256, &block(SALT), SALT, 0x7f);
    assert_eq!(check(&encoded), Some(()));
    *encoded.last_mut().expect("octet") = 0xcc;
    assert_eq!(check(&encoded), None);
}

#[test]
fn pss_bits_above_the_message_must_be_zero() {
    let mut encoded = encode_pss(&digest(), Sha256, &block(SALT), SALT, 0x7f);
    encoded[0] |= 0x80;
    assert_eq!(check(&encoded), None);
    let narrow = encode_pss(&digest(), Sha256, &block(SALT), SALT, 0x01);
    assert_eq!(verify_emsa_pss(parameters(SALT), &digest(), &narrow, 0x01), Some(()));
    assert_eq!(check(&narrow), None);
}

#[test]
fn pss_padding_must_be_zeros_and_one() {
    let mut late_one = block(SALT);
    late_one[3] = 1;
    let mut no_one = block(SALT);
    no_one[94 - SALT.len()] = 0;
    let mut two = block(SALT);
    two[94 - SALT.len()] = 2;
    for block in [late_one, no_one, two] {
        assert_eq!(check(&encode_pss(&digest(), Sha256, &block, SALT, 0x7f)), None);
    }
}

#[test]
fn pss_hash_must_be_over_digest_and_salt() {
    let mut encoded = encode_pss(&digest(), Sha256, &block(SALT), SALT, 0x7f);
    encoded[127 - 32] ^= 1;
    assert_eq!(check(&encoded), None);
    let other_salt = encode_pss(&digest(), Sha256, &block(SALT), b"another salt    ", 0x7f);
    assert_eq!(check(&other_salt), None);
    let other = Hasher::digest(Sha256, b"antim");
    assert_eq!(check(&encode_pss(&other, Sha256, &block(SALT), SALT, 0x7f)), None);
}

#[test]
fn pss_mask_must_be_by_its_own_digest() {
    let encoded = encode_pss(&digest(), Sha1, &block(SALT), SALT, 0x7f);
    assert_eq!(check(&encoded), None);
    let by_sha1 = parameters(SALT).with_mgf_digest(Sha1);
    assert_eq!(verify_emsa_pss(by_sha1, &digest(), &encoded, 0x7f), Some(()));
}

#[test]
fn pss_messages_of_any_length_are_safe_to_read() {
    for length in 0..=128 {
        for octet in [0, 0xbc, 0xff] {
            assert_eq!(check(&vec![octet; length]), None);
        }
    }
}

/// RFC 8017 §9.2, Notes: DigestInfo for SHA-256 begins like this.
#[test]
fn pkcs1_encoding_is_that_of_rfc_8017() {
    let encoded = encode_pkcs1(&digest(), 128).expect("encoded");
    let prefix = [
        0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
        0x05, 0x00, 0x04, 0x20,
    ];
    let expected = [&[0, 1][..], &[0xff; 74], &[0], &prefix, digest().as_bytes()].concat();
    assert_eq!(encoded, expected);
}

#[test]
fn pkcs1_padding_has_eight_octets_at_least() {
    assert!(encode_pkcs1(&digest(), 51 + 3 + 8).is_some());
    assert_eq!(encode_pkcs1(&digest(), 51 + 3 + 7), None);
    assert_eq!(encode_pkcs1(&digest(), 0), None);
}

#[test]
fn the_public_operation_gives_the_encoded_message() {
    let public = PublicKey::from_spki(key!("rfc9500-rsa2048.spki")).expect("key");
    let message = public_operation(public.rsa().expect("RSA"), signature!("rsa2048-pkcs1-sha384"));
    let digest = Hasher::digest(Sha384, MESSAGE);
    assert_eq!(message, encode_pkcs1(&digest, 256));
}

/// RFC 8017 §5.2.2 step 1: adding the modulus to a value gives no second value.
#[test]
fn a_representative_above_the_modulus_is_refused() {
    let public = PublicKey::from_spki(key!("rsa2049.spki")).expect("key");
    let (modulus, exponent) = public.rsa().expect("RSA");
    assert!(public_operation((modulus, exponent), modulus).is_none());
    let mut below = modulus.to_vec();
    *below.last_mut().expect("octet") -= 1;
    // n - 1 to an odd power is n - 1.
    assert_eq!(public_operation((modulus, exponent), &below), Some(below));
    let value = signature!("rsa2049-pss-sha256-222");
    let mut sum = vec![0; value.len()];
    let mut carry = 0_u16;
    for (index, octet) in sum.iter_mut().enumerate().rev() {
        let total = u16::from(value[index]) + u16::from(modulus[index]) + carry;
        *octet = total.to_be_bytes()[1];
        carry = total >> 8;
    }
    assert_eq!(carry, 0, "the sum is as long as the modulus");
    assert_eq!(public_operation((modulus, exponent), &sum), None);
}
