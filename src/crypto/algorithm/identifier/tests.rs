//! Tests of AlgorithmIdentifiers: each rule with an input that breaks just that rule.

use super::*;

use DigestAlgorithm::{Sha1, Sha256, Sha384, Sha512};

/// An AlgorithmIdentifier whose contents `fill` writes.
fn identifier(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut out = Writer::new();
    out.sequence(fill);
    out.finish()
}

fn read(der: &[u8]) -> Result<SignatureAlgorithm, Error> {
    let mut reader = Reader::new(der);
    let algorithm = SignatureAlgorithm::from_algorithm_identifier(&mut reader)?;
    reader.finish("test")?;
    Ok(algorithm)
}

fn read_cms(der: &[u8], digest: DigestAlgorithm) -> Result<SignatureAlgorithm, Error> {
    SignatureAlgorithm::from_cms(&mut Reader::new(der), digest)
}

fn clause<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Malformed(malformed)) => malformed.clause,
        other => panic!("not malformed: {other:?}"),
    }
}

/// id-RSASSA-PSS with parameters that `fill` writes.
fn pss(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    identifier(|out| {
        out.oid(oid::RSASSA_PSS).sequence(fill);
    })
}

fn field(out: &mut Writer, number: u8, fill: impl FnOnce(&mut Writer)) {
    out.nested(Tag::context_constructed(number), fill);
}

fn hash(out: &mut Writer, digest: DigestAlgorithm) {
    field(out, 0, |out| write_hash(digest, out));
}

fn mask(out: &mut Writer, digest: DigestAlgorithm) {
    field(out, 1, |out| {
        out.sequence(|out| {
            out.oid(oid::MGF1);
            write_hash(digest, out);
        });
    });
}

#[test]
fn what_is_written_is_read() {
    let pss = PssParameters::new(Sha384);
    let pss = [pss, pss.with_salt_len(0), pss.with_mgf_digest(Sha1), PssParameters::new(Sha1)];
    let known = TABLE.iter().map(|(_, algorithm)| *algorithm);
    for algorithm in known.chain(pss.map(SignatureAlgorithm::RsaPss)) {
        let mut out = Writer::new();
        algorithm.write(&mut out);
        let der = out.finish();
        assert_eq!(read(&der), Ok(algorithm));
        assert_eq!(read_cms(&der, Sha256), Ok(algorithm));
    }
}

#[test]
fn rsa_pkcs1_has_null_or_no_parameters() {
    let null = identifier(|out| {
        out.oid(oid::SHA256_WITH_RSA).null();
    });
    let absent = identifier(|out| {
        out.oid(oid::SHA256_WITH_RSA);
    });
    assert_eq!(read(&null), Ok(SignatureAlgorithm::RsaPkcs1(Sha256)));
    assert_eq!(read(&absent), Ok(SignatureAlgorithm::RsaPkcs1(Sha256)));
    let mut written = Writer::new();
    SignatureAlgorithm::RsaPkcs1(Sha256).write(&mut written);
    assert_eq!(written.finish(), null);
    let other = identifier(|out| {
        out.oid(oid::SHA256_WITH_RSA).unsigned(1);
    });
    assert_eq!(clause(read(&other)), "X.690 §8.1.1.1: bytes left over");
    let full_null = identifier(|out| {
        out.oid(oid::SHA256_WITH_RSA).value(Tag::NULL, &[0]);
    });
    assert_eq!(clause(read(&full_null)), "X.690 §8.8.2: NULL");
}

#[test]
fn ecdsa_and_ed25519_have_no_parameters() {
    for oid in [oid::ECDSA_WITH_SHA256, oid::ED25519] {
        let absent = identifier(|out| {
            out.oid(oid);
        });
        assert!(read(&absent).is_ok());
        let null = identifier(|out| {
            out.oid(oid).null();
        });
        assert_eq!(clause(read(&null)), "RFC 5758 §3.2, RFC 8410 §3: parameters");
    }
}

#[test]
fn other_algorithms_are_unsupported() {
    for oid in [oid::RSA_ENCRYPTION, oid::EC_PUBLIC_KEY, oid::SHA256, oid::COMMON_NAME] {
        let der = identifier(|out| {
            out.oid(oid).null();
        });
        assert_eq!(read(&der), Err(Error::Unsupported(Unsupported::Algorithm)));
    }
}

#[test]
fn cms_takes_the_digest_from_beside_an_algorithm_without_one() {
    let rsa = identifier(|out| {
        out.oid(oid::RSA_ENCRYPTION).null();
    });
    let ec = identifier(|out| {
        out.oid(oid::EC_PUBLIC_KEY);
    });
    let ec_with_curve = identifier(|out| {
        out.oid(oid::EC_PUBLIC_KEY).oid(oid::SECP256R1);
    });
    for digest in [Sha1, Sha256, Sha384, Sha512] {
        assert_eq!(read_cms(&rsa, digest), Ok(SignatureAlgorithm::RsaPkcs1(digest)));
        assert_eq!(read_cms(&ec, digest), Ok(SignatureAlgorithm::Ecdsa(digest)));
        assert_eq!(read_cms(&ec_with_curve, digest), Ok(SignatureAlgorithm::Ecdsa(digest)));
    }
    let full = identifier(|out| {
        out.oid(oid::SHA256_WITH_RSA).null();
    });
    assert_eq!(read_cms(&full, Sha512), Ok(SignatureAlgorithm::RsaPkcs1(Sha256)));
    let wrong = identifier(|out| {
        out.oid(oid::RSA_ENCRYPTION).unsigned(1);
    });
    assert_eq!(clause(read_cms(&wrong, Sha256)), "X.690 §8.1.1.1: bytes left over");
}

#[test]
fn pss_fields_left_out_have_their_defaults() {
    let defaults = PssParameters::new(Sha1);
    assert_eq!(read(&pss(|_| {})), Ok(SignatureAlgorithm::RsaPss(defaults)));
    // RFC 4055 §3.1: they must be recognised when they are written out as well.
    let explicit = pss(|out| {
        hash(out, Sha1);
        mask(out, Sha1);
        field(out, 2, |out| {
            out.unsigned(20);
        });
        field(out, 3, |out| {
            out.unsigned(1);
        });
    });
    assert_eq!(read(&explicit), Ok(SignatureAlgorithm::RsaPss(defaults)));
    let only_hash = pss(|out| hash(out, Sha256));
    let expected = PssParameters { digest: Sha256, ..defaults };
    assert_eq!(read(&only_hash), Ok(SignatureAlgorithm::RsaPss(expected)));
}

#[test]
fn pss_parameters_are_written_as_openssl_writes_them() {
    let mut out = Writer::new();
    SignatureAlgorithm::RsaPss(PssParameters::new(Sha256)).write(&mut out);
    let expected: &[u8] = &[
        0x30, 0x41, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a, 0x30, 0x34,
        0xa0, 0x0f, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
        0x05, 0x00, 0xa1, 0x1c, 0x30, 0x1a, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01,
        0x01, 0x08, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
        0x05, 0x00, 0xa2, 0x03, 0x02, 0x01, 0x20,
    ];
    assert_eq!(out.finish(), expected);
}

#[test]
fn pss_parameters_must_be_present() {
    let der = identifier(|out| {
        out.oid(oid::RSASSA_PSS);
    });
    assert_eq!(clause(read(&der)), "RFC 4055 §3.1: parameters must be present");
}

#[test]
fn pss_trailer_must_be_one() {
    for trailer in [0, 2] {
        let der = pss(|out| {
            field(out, 3, |out| {
                out.unsigned(trailer);
            });
        });
        assert_eq!(clause(read(&der)), "RFC 4055 §3.1: must be 1");
    }
}

#[test]
fn pss_mask_must_be_mgf1_with_a_known_digest() {
    let other_mask = pss(|out| {
        field(out, 1, |out| {
            out.sequence(|out| {
                out.oid(oid::SHA256);
                write_hash(Sha256, out);
            });
        });
    });
    assert_eq!(read(&other_mask), Err(Error::Unsupported(Unsupported::Algorithm)));
    let other_digest = pss(|out| {
        field(out, 1, |out| {
            out.sequence(|out| {
                out.oid(oid::MGF1).sequence(|out| {
                    out.oid(oid::ED25519);
                });
            });
        });
    });
    assert_eq!(read(&other_digest), Err(Error::Unsupported(Unsupported::Algorithm)));
    let no_digest = pss(|out| {
        field(out, 1, |out| {
            out.sequence(|out| {
                out.oid(oid::MGF1);
            });
        });
    });
    assert_eq!(clause(read(&no_digest)), "X.690 §8.1.1: missing");
}

#[test]
fn pss_salt_must_be_a_length() {
    let salt = |contents: &[u8]| {
        let contents = contents.to_vec();
        read(&pss(move |out| {
            field(out, 2, |out| {
                out.value(Tag::INTEGER, &contents);
            });
        }))
    };
    assert!(salt(&[0]).is_ok());
    assert_eq!(clause(salt(&[0xff])), "X.680 §51.4: negative INTEGER");
    assert_eq!(clause(salt(&[1, 0, 0, 0, 0])), "RFC 8017 §9.1.1: longer than any key");
}

#[test]
fn pss_fields_keep_their_order_and_nothing_follows() {
    let disordered = pss(|out| {
        mask(out, Sha256);
        hash(out, Sha256);
    });
    assert_eq!(clause(read(&disordered)), "X.690 §8.1.1.1: bytes left over");
    let twice = pss(|out| {
        hash(out, Sha256);
        hash(out, Sha256);
    });
    assert_eq!(clause(read(&twice)), "X.690 §8.1.1.1: bytes left over");
    let after = identifier(|out| {
        out.oid(oid::RSASSA_PSS).sequence(|_| {}).null();
    });
    assert_eq!(clause(read(&after)), "X.690 §8.1.1.1: bytes left over");
    let inside = pss(|out| {
        field(out, 2, |out| {
            out.unsigned(32).unsigned(32);
        });
    });
    assert_eq!(clause(read(&inside)), "X.690 §8.1.1.1: bytes left over");
}
