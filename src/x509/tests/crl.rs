//! CRLs (RFC 5280 §5), with what is refused.

use crate::crypto::SignatureAlgorithm;
use crate::der::Tag;
use crate::error::Error;
use crate::oid;
use crate::time::Time;
use crate::x509::Crl;
use crate::x509::tests::template::{
    bit_string, boolean, extension, generalized_time, integer, name, oid_der, sequence, tagged,
    utc_time,
};

/// The parts of a CRL; `List::default()` is a valid one.
struct List {
    version: Vec<u8>,
    inner_algorithm: Vec<u8>,
    issuer: Vec<u8>,
    times: Vec<u8>,
    entries: Vec<u8>,
    extensions: Vec<Vec<u8>>,
    tail: Vec<u8>,
    signature: Vec<u8>,
}

impl Default for List {
    fn default() -> Self {
        let entry = sequence(&[&integer(&[5]), &utc_time("250101000000Z")]);
        Self {
            version: integer(&[1]),
            inner_algorithm: sequence(&[&oid_der(oid::ED25519)]),
            issuer: name("Root"),
            times: [utc_time("260101000000Z"), utc_time("260201000000Z")].concat(),
            entries: sequence(&[&entry]),
            extensions: vec![extension(oid::CRL_NUMBER, false, &integer(&[0x7f; 20]))],
            tail: Vec::new(),
            signature: bit_string(0, &[9; 64]),
        }
    }
}

impl List {
    fn tbs(&self) -> Vec<u8> {
        let extensions = match &self.extensions[..] {
            [] => Vec::new(),
            list => tagged(Tag::context_constructed(0), &[&sequence(&[&list.concat()])]),
        };
        sequence(&[
            &self.version,
            &self.inner_algorithm,
            &self.issuer,
            &self.times,
            &self.entries,
            &extensions,
            &self.tail,
        ])
    }

    fn der(&self) -> Vec<u8> {
        sequence(&[&self.tbs(), &sequence(&[&oid_der(oid::ED25519)]), &self.signature])
    }

    fn head(&self) -> Crl {
        Crl::from_der(&self.der()).unwrap()
    }

    fn refusal(&self) -> &'static str {
        match Crl::from_der(&self.der()) {
            Err(Error::Malformed(malformed)) => malformed.clause,
            other => panic!("not refused: {other:?}"),
        }
    }
}

#[test]
fn gives_back_what_was_written() {
    let list = List::default();
    let head = list.head();
    assert_eq!(head.as_der(), list.der());
    assert_eq!(head.tbs_der(), list.tbs());
    assert_eq!(head.issuer().to_string(), "CN=Root");
    assert_eq!(head.this_update(), Time::parse_rfc3339("2026-01-01").unwrap());
    assert_eq!(head.next_update(), Some(Time::parse_rfc3339("2026-02-01").unwrap()));
    assert_eq!(head.entry_count(), 1);
    assert_eq!(head.number(), Some(&[0x7f; 20][..]));
    assert_eq!(head.delta_base(), None);
    assert_eq!(head.signature_algorithm(), Some(SignatureAlgorithm::Ed25519));
    assert_eq!(head.signature(), [9; 64]);
    assert_eq!(format!("{head:?}"), "Crl(CN=Root, 2026-01-01T00:00:00Z)");
}

#[test]
fn reads_what_may_be_left_out() {
    let list = List {
        version: Vec::new(),
        times: generalized_time("20500101000000Z"),
        entries: Vec::new(),
        extensions: Vec::new(),
        ..List::default()
    };
    let head = list.head();
    assert_eq!(head.next_update(), None);
    assert_eq!((head.entry_count(), head.entries().count()), (0, 0));
    assert_eq!(head.number(), None);
    assert!(head.extensions().is_empty());
    let empty = List { entries: sequence(&[]), ..List::default() };
    assert_eq!(empty.head().entry_count(), 0);
}

#[test]
fn hands_out_the_extensions_of_the_list() {
    let point = sequence(&[&tagged(Tag::context(1), &[&[0xff]])]);
    let key = sequence(&[&tagged(Tag::context(0), &[b"key"])]);
    let list = List {
        extensions: vec![
            extension(oid::AUTHORITY_KEY_IDENTIFIER, false, &key),
            extension(oid::DELTA_CRL_INDICATOR, true, &integer(&[7])),
            extension(oid::ISSUING_DISTRIBUTION_POINT, true, &point),
        ],
        ..List::default()
    };
    let head = list.head();
    assert_eq!(head.delta_base(), Some(&[7][..]));
    assert_eq!(head.issuing_distribution_point_der(), Some(&point[..]));
    assert!(head.issuing_distribution_point().unwrap().is_for_users_only());
    let authority = head.authority_key_identifier().unwrap();
    assert_eq!(authority.key_identifier(), Some(&b"key"[..]));
}

#[test]
fn refuses_other_versions_and_extensions_in_the_first() {
    let version = |version: Vec<u8>| List { version, ..List::default() };
    assert_eq!(version(integer(&[0])).refusal(), "RFC 5280 §5.1.2.1: unknown version");
    assert_eq!(version(integer(&[2])).refusal(), "RFC 5280 §5.1.2.1: unknown version");
    assert_eq!(version(Vec::new()).refusal(), "RFC 5280 §5.1.2.7: not in this version");
}

#[test]
fn refuses_numbers_that_are_negative_or_too_long() {
    for id in [oid::CRL_NUMBER, oid::DELTA_CRL_INDICATOR] {
        let number = |contents: &[u8]| List {
            extensions: vec![extension(id, false, &integer(contents))],
            ..List::default()
        };
        assert_eq!(number(&[0x80]).refusal(), "RFC 5280 §5.2.3: 0 to 20 octets");
        assert_eq!(number(&[1; 21]).refusal(), "RFC 5280 §5.2.3: 0 to 20 octets");
        assert_eq!(number(&[0, 0]).refusal(), "X.690 §8.3.2: INTEGER not minimal");
    }
}

#[test]
fn refuses_what_is_not_a_list() {
    let list = List { issuer: sequence(&[]), ..List::default() };
    assert_eq!(list.refusal(), "RFC 5280 §5.1.2.3: empty");
    let list = List { times: utc_time("2601010000Z"), ..List::default() };
    assert_eq!(list.refusal(), "RFC 5280 §4.1.2.5: time");
    let list = List { tail: boolean(0), ..List::default() };
    assert_eq!(list.refusal(), "X.690 §8.1.1.1: bytes left over");
    let list = List { signature: bit_string(1, &[2]), ..List::default() };
    assert_eq!(list.refusal(), "X.690 §8.6: not a whole number of octets");
    let algorithm = sequence(&[&oid_der(oid::SHA256_WITH_RSA)]);
    let list = List { inner_algorithm: algorithm, ..List::default() };
    assert_eq!(list.refusal(), "RFC 5280 §5.1.1.2: differs from tbsCertList.signature");
    let der = List::default().der();
    for end in 0..der.len() {
        assert!(Crl::from_der(&der[..end]).is_err(), "cut at {end}");
    }
}
