//! Parameters of derivations: each check of them, flipped by itself.

use super::*;
use crate::der::Writer;

fn encode(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut out = Writer::new();
    fill(&mut out);
    out.finish()
}

fn pbkdf2(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    encode(|out| {
        out.sequence(fill);
    })
}

fn read_pbkdf2(der: &[u8]) -> Result<Pbkdf2<'_>, Error> {
    Pbkdf2::read(&mut Reader::new(der))
}

fn clause(result: Result<impl Sized, Error>) -> &'static str {
    match result.err() {
        Some(Error::Malformed(malformed)) => malformed.clause,
        Some(error) => panic!("{error}"),
        None => "",
    }
}

#[test]
fn the_prf_defaults_to_sha_1_and_its_parameters_may_be_absent() {
    let der = pbkdf2(|out| {
        out.octet_string(b"salt").unsigned(1);
    });
    let read = read_pbkdf2(&der).expect("defaults");
    assert_eq!((read.hash, read.key_length, read.iterations), (Hash::Sha1, None, 1));
    for null in [true, false] {
        let der = pbkdf2(|out| {
            out.octet_string(b"salt").unsigned(9).unsigned(32).sequence(|out| {
                out.oid(oid::HMAC_SHA384);
                if null {
                    out.null();
                }
            });
        });
        let read = read_pbkdf2(&der).expect("all fields");
        assert_eq!((read.hash, read.key_length), (Hash::Sha384, Some(32)));
    }
}

#[test]
fn parameters_of_pbkdf2_out_of_their_range_are_refused() {
    let none = pbkdf2(|out| {
        out.octet_string(b"salt").unsigned(0);
    });
    assert_eq!(clause(read_pbkdf2(&none)), "RFC 8018 §A: INTEGER (1..MAX)");
    let no_key = pbkdf2(|out| {
        out.octet_string(b"salt").unsigned(1).unsigned(0);
    });
    assert_eq!(clause(read_pbkdf2(&no_key)), "RFC 8018 §A: INTEGER (1..MAX)");
    let more = pbkdf2(|out| {
        out.octet_string(b"salt").unsigned(1).sequence(|out| {
            out.oid(oid::HMAC_SHA1).null();
        });
        out.null();
    });
    assert_eq!(clause(read_pbkdf2(&more)), "X.690 §8.1.1.1: bytes left over");
    let full_null = pbkdf2(|out| {
        out.octet_string(b"salt").unsigned(1).sequence(|out| {
            out.oid(oid::HMAC_SHA1).value(Tag::NULL, b"x");
        });
    });
    assert_eq!(clause(read_pbkdf2(&full_null)), "X.690 §8.8.2: NULL");
}

#[test]
fn a_salt_from_elsewhere_an_unknown_prf_and_an_unknown_derivation_are_unsupported() {
    let elsewhere = pbkdf2(|out| {
        out.sequence(|out| {
            out.oid(oid::SHA1);
        });
        out.unsigned(1);
    });
    assert_eq!(read_pbkdf2(&elsewhere).err(), Some(UNSUPPORTED));
    let unknown = pbkdf2(|out| {
        out.octet_string(b"salt").unsigned(1).sequence(|out| {
            out.oid(oid::SHA256);
        });
    });
    assert_eq!(read_pbkdf2(&unknown).err(), Some(UNSUPPORTED));
    let derivation = pbkdf2(|out| {
        out.oid(oid::SHA256);
    });
    assert_eq!(Derivation::read(&mut Reader::new(&derivation)).err(), Some(UNSUPPORTED));
}

#[test]
fn the_cost_of_scrypt_is_a_power_of_two_above_one() {
    let read = |cost| {
        let der = pbkdf2(|out| {
            out.octet_string(b"salt").unsigned(cost).unsigned(8).unsigned(1);
        });
        clause(Scrypt::read(&mut Reader::new(&der)))
    };
    for cost in [2, 16_384, 1 << 62] {
        assert_eq!(read(cost), "", "{cost}");
    }
    for cost in [1, 3, 16_385] {
        assert_eq!(read(cost), "RFC 7914 §2: costParameter", "{cost}");
    }
    assert_eq!(read(0), "RFC 8018 §A: INTEGER (1..MAX)");
}

#[test]
fn a_password_has_the_forms_that_writers_gave_it() {
    let forms = |text| Password::new(text).bmp.iter().map(|form| form.to_vec()).collect::<Vec<_>>();
    assert_eq!(forms("a"), [vec![0, b'a', 0, 0]]);
    assert_eq!(forms(""), [vec![0, 0], vec![]], "the empty password, and none");
    assert_eq!(forms("ậ"), [vec![0x1e, 0xad, 0, 0], vec![0, 0xe1, 0, 0xba, 0, 0xad, 0, 0]]);
    // Beyond the BMP: a surrogate pair, as OpenSSL has it.
    assert_eq!(forms("🔑")[0], [0xd8, 0x3d, 0xdd, 0x11, 0, 0]);
}

#[test]
fn what_one_derivation_takes_the_next_does_not_have() {
    let mut limits = Limits::DEFAULT;
    limits.kdf_iterations = 10;
    let mut budget = Budget::new(&limits);
    assert_eq!(budget.pay(7), Ok(()));
    assert_eq!(budget.pay(4), Err(Error::LimitExceeded(Limit::KdfIterations)));
    assert_eq!(budget.pay(3), Ok(()));
    assert_eq!(budget.pay(1), Err(Error::LimitExceeded(Limit::KdfIterations)));
}
