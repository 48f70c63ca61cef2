//! Tests of the dated rules.

use super::*;
use crate::crypto::PssParameters;
use proptest::prelude::*;

const SHA256: DigestAlgorithm = DigestAlgorithm::Sha256;
const PKCS1: SignatureAlgorithm = SignatureAlgorithm::RsaPkcs1(SHA256);

fn at(text: &str) -> Time {
    Time::parse_rfc3339(text).expect("valid")
}

fn rules() -> Algorithms {
    let key = |kind, min_bits, until| KeyRule { kind, min_bits, until };
    Algorithms::table(
        vec![
            DigestRule { digest: SHA256, until: None },
            DigestRule { digest: DigestAlgorithm::Sha1, until: Some(at("2020-01-01")) },
        ],
        vec![
            key(KeyKind::Rsa, 1024, Some(at("2013-12-31"))),
            key(KeyKind::Rsa, 2048, Some(at("2030-12-31"))),
            key(KeyKind::Rsa, 3072, None),
            key(KeyKind::Ed25519, 0, None),
        ],
        [Scheme::RsaPkcs1, Scheme::RsaPss, Scheme::Ed25519, Scheme::Ecdsa]
            .map(|scheme| SchemeRule { scheme, until: None })
            .to_vec(),
    )
}

#[test]
fn believes_what_a_rule_names() {
    let now = at("2026-11-21");
    assert_eq!(rules().check(PKCS1, KeyKind::Rsa, 2048, now), Ok(()));
    assert_eq!(rules().check(SignatureAlgorithm::Ed25519, KeyKind::Ed25519, 256, now), Ok(()));
    assert_eq!(rules().check(PKCS1, KeyKind::Rsa, 4096, at("2090-01-01")), Ok(()));
}

#[test]
fn refuses_a_digest_that_no_rule_names() {
    let sha512 = SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha512);
    assert_eq!(
        rules().check(sha512, KeyKind::Rsa, 2048, at("2026-01-01")),
        Err(AlgorithmRefusal::Digest(DigestAlgorithm::Sha512))
    );
}

#[test]
fn refuses_a_digest_in_the_mask_of_pss() {
    let pss = PssParameters::new(SHA256).with_mgf_digest(DigestAlgorithm::Sha512);
    assert_eq!(
        rules().check(SignatureAlgorithm::RsaPss(pss), KeyKind::Rsa, 2048, at("2026-01-01")),
        Err(AlgorithmRefusal::Digest(DigestAlgorithm::Sha512))
    );
}

#[test]
fn refuses_a_kind_of_key_that_no_rule_names() {
    let ecdsa = SignatureAlgorithm::Ecdsa(SHA256);
    assert_eq!(
        rules().check(ecdsa, KeyKind::EcP256, 256, at("2026-01-01")),
        Err(AlgorithmRefusal::Key(KeyKind::EcP256))
    );
}

#[test]
fn refuses_a_scheme_that_no_rule_names() {
    let Rules::Table { digests, keys, .. } = rules().0 else { panic!("a table") };
    let without = Algorithms::table(digests, keys, Vec::new());
    assert_eq!(
        without.check(PKCS1, KeyKind::Rsa, 2048, at("2026-01-01")),
        Err(AlgorithmRefusal::Scheme("RSA-PKCS1"))
    );
}

#[test]
fn refuses_a_key_smaller_than_any_rule() {
    assert_eq!(
        rules().check(PKCS1, KeyKind::Rsa, 1023, at("2010-01-01")),
        Err(AlgorithmRefusal::KeySize { bits: 1023, minimum: 1024 })
    );
}

#[test]
fn a_rule_covers_its_last_second_and_no_more() {
    let until = at("2020-01-01");
    let sha1 = SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha1);
    assert_eq!(rules().check(sha1, KeyKind::Rsa, 2048, until), Ok(()));
    assert_eq!(
        rules().check(sha1, KeyKind::Rsa, 2048, until.plus_seconds(1)),
        Err(AlgorithmRefusal::Past { until })
    );
}

#[test]
fn names_the_latest_end_of_the_rules_that_a_key_met() {
    assert_eq!(
        rules().check(PKCS1, KeyKind::Rsa, 2048, at("2031-06-01")),
        Err(AlgorithmRefusal::Past { until: at("2030-12-31") })
    );
}

#[test]
fn without_rules_everything_is_believed() {
    let any = Algorithms::danger_any();
    let sha1 = SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha1);
    assert_eq!(any.check(sha1, KeyKind::Other, 0, at("2026-01-01")), Ok(()));
    assert!(any.are_off() && !rules().are_off());
}

#[test]
fn marks_sha1_and_short_rsa_keys() {
    let sha1 = SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha1);
    assert!(Algorithms::is_legacy(sha1, KeyKind::Rsa, 4096));
    assert!(Algorithms::is_legacy(PKCS1, KeyKind::Rsa, 2047));
    assert!(!Algorithms::is_legacy(PKCS1, KeyKind::Rsa, 2048));
    let ecdsa = SignatureAlgorithm::Ecdsa(SHA256);
    assert!(!Algorithms::is_legacy(ecdsa, KeyKind::EcP256, 256));
}

proptest! {
    #[test]
    fn what_is_refused_stays_refused(bits in 1000_usize..4000, first in 0_i64..3_000_000_000, more in 0_i64..1_000_000_000) {
        let (early, late) = (Time::from_unix(first), Time::from_unix(first + more));
        if rules().check(PKCS1, KeyKind::Rsa, bits, early).is_err() {
            prop_assert!(rules().check(PKCS1, KeyKind::Rsa, bits, late).is_err());
        }
    }
}
