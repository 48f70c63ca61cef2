//! Tests of PKCS#8 with every provider: forms found in the wild, and parts that contradict.

use super::*;

use crate::crypto::samples::{PRIVATE, key};
use crate::crypto::{PublicKey, providers};

type Fill<'a> = &'a dyn Fn(&mut Writer);

/// OneAsymmetricKey with an algorithm, a key and what follows.
fn pkcs8(version: u64, algorithm: Fill<'_>, key: &[u8], rest: Fill<'_>) -> Vec<u8> {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.unsigned(version).sequence(algorithm).octet_string(key);
        rest(out);
    });
    out.finish()
}

fn nothing(_: &mut Writer) {}

/// ECPrivateKey with a scalar and what follows.
fn ec_key(version: u64, scalar: &[u8], rest: Fill<'_>) -> Vec<u8> {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.unsigned(version).octet_string(scalar);
        rest(out);
    });
    out.finish()
}

fn p256(out: &mut Writer) {
    out.oid(oid::EC_PUBLIC_KEY).oid(oid::SECP256R1);
}

fn ed25519_id(out: &mut Writer) {
    out.oid(oid::ED25519);
}

fn scalar() -> &'static [u8] {
    &key!("rfc9500-p256.p8")[36..68]
}

fn point() -> &'static [u8] {
    PublicKey::from_spki(key!("rfc9500-p256.spki")).expect("key").octets()
}

fn bit_string(out: &mut Writer, tag: Tag, octets: &[u8]) {
    out.value(tag, &[&[0], octets].concat());
}

/// The SubjectPublicKeyInfo that all providers find, or the error that all give.
fn open(pkcs8: &[u8]) -> Result<Vec<u8>, Error> {
    let mut results = providers().iter().map(|provider| {
        let key = provider.signing_key(pkcs8)?;
        Ok(key.spki().to_vec())
    });
    let first = results.next().expect("provider");
    for result in results {
        assert_eq!(result, first);
    }
    first
}

fn clause(result: Result<Vec<u8>, Error>) -> &'static str {
    match result {
        Err(Error::Malformed(malformed)) => malformed.clause,
        other => panic!("not malformed: {other:?}"),
    }
}

#[test]
fn reads_ec_keys_with_and_without_their_public_half() {
    let spki = Ok(key!("rfc9500-p256.spki").to_vec());
    let inner_point = |out: &mut Writer| {
        out.nested(Tag::context_constructed(1), |out| bit_string(out, Tag::BIT_STRING, point()));
    };
    let parameters = |out: &mut Writer| {
        out.nested(Tag::context_constructed(0), |out| {
            out.oid(oid::SECP256R1);
        });
    };
    let outer_point = |out: &mut Writer| bit_string(out, Tag::context(1), point());
    let attributes = |out: &mut Writer| {
        out.nested(Tag::context_constructed(0), |_| {});
    };
    // OpenSSL: the point within. Java: nothing. Others: the curve once more.
    assert_eq!(open(&pkcs8(0, &p256, &ec_key(1, scalar(), &inner_point), &nothing)), spki);
    assert_eq!(open(&pkcs8(0, &p256, &ec_key(1, scalar(), &nothing), &nothing)), spki);
    assert_eq!(open(&pkcs8(0, &p256, &ec_key(1, scalar(), &parameters), &nothing)), spki);
    assert_eq!(open(&pkcs8(1, &p256, &ec_key(1, scalar(), &nothing), &outer_point)), spki);
    assert_eq!(open(&pkcs8(0, &p256, &ec_key(1, scalar(), &nothing), &attributes)), spki);
    let padded = [&[0], scalar()].concat();
    assert_eq!(open(&pkcs8(0, &p256, &ec_key(1, &padded, &nothing), &nothing)), spki);
    let [x, y] = [&point()[1..33], &point()[33..]];
    let sign = 2 + (y[31] & 1);
    let compressed = [&[sign], x].concat();
    let inner = |out: &mut Writer| {
        out.nested(Tag::context_constructed(1), |out| {
            bit_string(out, Tag::BIT_STRING, &compressed);
        });
    };
    assert_eq!(open(&pkcs8(0, &p256, &ec_key(1, scalar(), &inner), &nothing)), spki);
}

#[test]
fn refuses_ec_keys_whose_parts_contradict() {
    let mut other = point().to_vec();
    *other.last_mut().expect("octet") ^= 1;
    let mut wrong_sign = point()[..33].to_vec();
    wrong_sign[0] = 3 - (point()[64] & 1);
    for wrong in [&other, &wrong_sign] {
        let inner = |out: &mut Writer| {
            out.nested(Tag::context_constructed(1), |out| {
                bit_string(out, Tag::BIT_STRING, wrong);
            });
        };
        let outer = |out: &mut Writer| bit_string(out, Tag::context(1), wrong);
        let key = ec_key(1, scalar(), &nothing);
        assert_eq!(open(&pkcs8(0, &p256, &ec_key(1, scalar(), &inner), &nothing)), Err(INVALID));
        assert_eq!(open(&pkcs8(1, &p256, &key, &outer)), Err(INVALID));
    }
    let other_curve = |out: &mut Writer| {
        out.nested(Tag::context_constructed(0), |out| {
            out.oid(oid::SECP384R1);
        });
    };
    assert_eq!(open(&pkcs8(0, &p256, &ec_key(1, scalar(), &other_curve), &nothing)), Err(INVALID));
    for out_of_range in [&[0; 32][..], &[0xff; 32], &[1; 33], &[]] {
        let key = ec_key(1, out_of_range, &nothing);
        assert_eq!(open(&pkcs8(0, &p256, &key, &nothing)), Err(INVALID));
    }
    let version = ec_key(2, scalar(), &nothing);
    assert_eq!(clause(open(&pkcs8(0, &p256, &version, &nothing))), "RFC 5915 §3: version");
}

#[test]
fn reads_ed25519_keys_with_and_without_their_public_half() {
    let spki = key!("rfc8032-ed25519.spki");
    let key = &key!("rfc8032-ed25519.p8")[14..];
    let public = PublicKey::from_spki(spki).expect("key").octets();
    let right = |out: &mut Writer| bit_string(out, Tag::context(1), public);
    assert_eq!(open(&pkcs8(0, &ed25519_id, key, &nothing)), Ok(spki.to_vec()));
    assert_eq!(open(&pkcs8(1, &ed25519_id, key, &right)), Ok(spki.to_vec()));
    let mut other = public.to_vec();
    other[0] ^= 1;
    let wrong = |out: &mut Writer| bit_string(out, Tag::context(1), &other);
    assert_eq!(open(&pkcs8(1, &ed25519_id, key, &wrong)), Err(INVALID));
    let short = |out: &mut Writer| bit_string(out, Tag::context(1), &public[1..]);
    assert_eq!(open(&pkcs8(1, &ed25519_id, key, &short)), Err(INVALID));
    let mut seed = Writer::new();
    seed.octet_string(&[1; 31]);
    assert_eq!(open(&pkcs8(0, &ed25519_id, &seed.finish(), &nothing)), Err(INVALID));
    let with_null = |out: &mut Writer| {
        out.oid(oid::ED25519).null();
    };
    let clause = clause(open(&pkcs8(0, &with_null, key, &nothing)));
    assert_eq!(clause, "X.690 §8.1.1.1: bytes left over");
}

#[test]
fn reads_rsa_keys_with_null_and_without_parameters() {
    let spki = Ok(key!("rfc9500-rsa2048.spki").to_vec());
    let key = &key!("rfc9500-rsa2048.p8")[26..];
    let null = |out: &mut Writer| {
        out.oid(oid::RSA_ENCRYPTION).null();
    };
    let absent = |out: &mut Writer| {
        out.oid(oid::RSA_ENCRYPTION);
    };
    assert_eq!(open(&pkcs8(0, &null, key, &nothing)), spki);
    assert_eq!(open(&pkcs8(0, &absent, key, &nothing)), spki);
    let other = |out: &mut Writer| {
        out.oid(oid::RSA_ENCRYPTION).unsigned(1);
    };
    let clause = clause(open(&pkcs8(0, &other, key, &nothing)));
    assert_eq!(clause, "X.690 §8.1.1.1: bytes left over");
}

#[test]
fn a_key_for_pss_signs_by_its_parameters_only() {
    use crate::crypto::DigestAlgorithm::{Sha256, Sha384, Sha512};
    use crate::crypto::{PssParameters, SignatureAlgorithm};
    let key = &key!("rfc9500-rsa2048.p8")[26..];
    let all: Vec<_> = [Sha256, Sha384, Sha512]
        .map(|digest| SignatureAlgorithm::RsaPss(PssParameters::new(digest)))
        .to_vec();
    let free = |out: &mut Writer| {
        out.oid(oid::RSASSA_PSS);
    };
    let restricted = |out: &mut Writer| {
        out.oid(oid::RSASSA_PSS);
        PssParameters::new(Sha384).with_salt_len(20).write(out);
    };
    for provider in providers() {
        let signer = provider.signing_key(&pkcs8(0, &free, key, &nothing)).expect("key");
        assert_eq!(signer.algorithms(), all);
        let signer = provider.signing_key(&pkcs8(0, &restricted, key, &nothing)).expect("key");
        assert_eq!(signer.algorithms(), &all[1..2]);
        let public = PublicKey::from_spki(signer.spki()).expect("public key");
        assert!(public.admits(all[1]) && !public.admits(all[0]));
    }
}

#[test]
fn refuses_rsa_keys_of_other_sizes_or_whose_parts_contradict() {
    assert_eq!(open(key!("rfc9500-rsa1024.p8")), Err(INVALID));
    let key = &key!("rfc9500-rsa2048.p8")[26..];
    let id = |out: &mut Writer| {
        out.oid(oid::RSA_ENCRYPTION).null();
    };
    // The last octets are of the coefficient.
    let mut inconsistent = key.to_vec();
    *inconsistent.last_mut().expect("octet") ^= 1;
    assert_eq!(open(&pkcs8(0, &id, &inconsistent, &nothing)), Err(INVALID));
    let mut modulus = key.to_vec();
    modulus[100] ^= 1;
    assert_eq!(open(&pkcs8(0, &id, &modulus, &nothing)), Err(INVALID));
    let mut multi_prime = key.to_vec();
    multi_prime[6] = 1;
    assert_eq!(open(&pkcs8(0, &id, &multi_prime, &nothing)), Err(UNSUPPORTED));
}

#[test]
fn other_types_of_keys_are_unsupported() {
    let (p521, dh, spelled_out): (Fill<'_>, Fill<'_>, Fill<'_>) = (
        &|out| {
            out.oid(oid::EC_PUBLIC_KEY).oid(oid::SECP521R1);
        },
        &|out| {
            out.oid(oid::COMMON_NAME);
        },
        &|out| {
            out.oid(oid::EC_PUBLIC_KEY).sequence(|_| {});
        },
    );
    for algorithm in [p521, dh, spelled_out] {
        let key = ec_key(1, scalar(), &nothing);
        assert_eq!(open(&pkcs8(0, algorithm, &key, &nothing)), Err(UNSUPPORTED));
    }
}

#[test]
fn the_version_says_whether_there_is_a_public_key() {
    let outer = |out: &mut Writer| bit_string(out, Tag::context(1), point());
    let key = ec_key(1, scalar(), &nothing);
    assert_eq!(clause(open(&pkcs8(0, &p256, &key, &outer))), "RFC 5958 §2: version");
    assert_eq!(clause(open(&pkcs8(2, &p256, &key, &outer))), "RFC 5958 §2: version");
    let odd_bits = |out: &mut Writer| {
        out.value(Tag::context(1), &[1, 0xfe]);
    };
    assert_eq!(clause(open(&pkcs8(1, &p256, &key, &odd_bits))), "RFC 5958 §2: publicKey");
}

#[test]
fn truncated_keys_are_malformed_at_each_length() {
    for pkcs8 in PRIVATE {
        for cut in (0..pkcs8.len()).step_by(7) {
            assert!(matches!(open(&pkcs8[..cut]), Err(Error::Malformed(_))), "{cut}");
        }
        let after = [pkcs8, &[0][..]].concat();
        assert!(matches!(open(&after), Err(Error::Malformed(_))));
    }
}
