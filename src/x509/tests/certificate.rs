//! The fields of a certificate (RFC 5280 §4.1), each with what is refused.

use crate::crypto::{KeyKind, SignatureAlgorithm};
use crate::der::Tag;
use crate::error::{Error, Limit};
use crate::oid;
use crate::time::Time;
use crate::x509::Irregularity;
use crate::x509::certificate::Certificate;
use crate::x509::tests::template::{
    Template, bit_string, boolean, dns, extension, generalized_time, integer, name, octet_string,
    oid_der, sequence, tagged, utc_time,
};

fn irregularities(template: &Template) -> Vec<Irregularity> {
    template.certificate().irregularities().collect()
}

fn validity(not_before: &[u8], not_after: &[u8]) -> Template {
    Template { validity: sequence(&[not_before, not_after]), ..Template::default() }
}

#[test]
fn gives_back_what_was_written() {
    let template = Template::default().with(oid::SUBJECT_KEY_IDENTIFIER, &octet_string(&[1]));
    let certificate = template.certificate();
    assert_eq!(certificate.as_der(), template.der());
    assert_eq!(certificate.tbs_der(), template.tbs());
    assert_eq!(certificate.version(), 3);
    assert_eq!(certificate.serial(), [0x01, 0x23]);
    assert_eq!(certificate.issuer().to_string(), "CN=Root");
    assert_eq!(certificate.subject().to_string(), "CN=Leaf");
    assert_eq!(certificate.not_before(), Time::parse_rfc3339("2020-01-01").unwrap());
    assert_eq!(certificate.not_after(), Time::parse_rfc3339("2049-12-31T23:59:59Z").unwrap());
    assert_eq!(certificate.spki(), template.spki);
    assert_eq!(certificate.public_key().unwrap().kind(), KeyKind::Ed25519);
    assert_eq!(certificate.signature_algorithm(), Some(SignatureAlgorithm::Ed25519));
    assert_eq!(certificate.signature_algorithm_der(), template.outer_algorithm);
    assert_eq!(certificate.signature(), [9; 64]);
    assert_eq!(certificate.extensions().subject_key_identifier(), Some(&[1][..]));
    assert!(!certificate.is_self_issued());
    assert_eq!(irregularities(&template), []);
    assert_eq!(certificate, certificate.clone());
    assert_eq!(format!("{certificate:?}"), "Certificate(CN=Leaf, serial 0123)");
}

#[test]
fn is_self_issued_by_rule_and_not_by_byte() {
    let template =
        Template { issuer: name("ROOT  ca"), subject: name("Root CA"), ..Template::default() };
    assert!(template.certificate().is_self_issued());
}

#[test]
fn refuses_bytes_before_behind_and_missing() {
    let der = Template::default().der();
    let clause = |input: &[u8]| match Certificate::from_der(input) {
        Err(Error::Malformed(malformed)) => malformed.clause,
        other => panic!("{other:?}"),
    };
    assert_eq!(clause(&[&der[..], &[0]].concat()), "X.690 §8.1.1.1: bytes left over");
    assert_eq!(clause(&[]), "X.690 §8.1.1: missing");
    assert_eq!(clause(&der[1..]), "X.690 §8.1.2: unexpected tag");
    for end in 0..der.len() {
        assert!(Certificate::from_der(&der[..end]).is_err(), "cut at {end}");
    }
    let inner = Template { tail: tagged(Tag::NULL, &[]), ..Template::default() };
    assert_eq!(inner.refusal(), "X.690 §8.1.1.1: bytes left over");
    let mut behind = Template::default();
    behind.signature.extend([0x05, 0x00]);
    assert_eq!(behind.refusal(), "X.690 §8.1.1.1: bytes left over");
}

#[test]
fn refuses_versions_that_do_not_exist_or_go_without_saying() {
    let version =
        |version: &[u8]| Template { version: Some(version.into()), ..Template::default() };
    assert_eq!(version(&integer(&[0])).refusal(), "X.690 §11.5: DEFAULT v1");
    assert_eq!(version(&integer(&[3])).refusal(), "RFC 5280 §4.1.2.1: unknown version");
    assert_eq!(version(&integer(&[0x80])).refusal(), "X.680 §51.4: negative INTEGER");
    assert_eq!(version(&integer(&[0, 2])).refusal(), "X.690 §8.3.2: INTEGER not minimal");
    assert_eq!(version(&[]).refusal(), "X.690 §8.1.1: missing");
    assert_eq!(version(&integer(&[1])).certificate().version(), 2);
    let first = Template { version: None, ..Template::default() };
    assert_eq!(first.certificate().version(), 1);
}

#[test]
fn refuses_fields_that_the_version_does_not_have() {
    let ids =
        [tagged(Tag::context(1), &[&[0, 1]]), tagged(Tag::context(2), &[&[4, 0xf0]])].concat();
    let with_ids = Template { unique_ids: ids, ..Template::default() };
    assert_eq!(with_ids.certificate().version(), 3);
    let second = Template { version: Some(integer(&[1])), ..with_ids.clone() };
    assert_eq!(second.certificate().version(), 2);
    let first = Template { version: None, ..with_ids };
    assert_eq!(first.refusal(), "RFC 5280 §4.1.2.8: version 1 has none");

    let extended = Template::default().with(oid::OCSP_NOCHECK, &tagged(Tag::NULL, &[]));
    let second = Template { version: Some(integer(&[1])), ..extended.clone() };
    assert_eq!(second.refusal(), "RFC 5280 §4.1.2.9: not in this version");
    let first = Template { version: None, ..extended };
    assert_eq!(first.refusal(), "RFC 5280 §4.1.2.9: not in this version");
}

#[test]
fn refuses_unique_identifiers_that_are_not_bit_strings() {
    let unused = tagged(Tag::context(1), &[&[4, 0xff]]);
    let template = Template { unique_ids: unused, ..Template::default() };
    assert_eq!(template.refusal(), "X.690 §11.2.1: unused bits");
}

#[test]
fn refuses_serial_numbers_that_are_negative_or_too_long() {
    let serial = |contents: &[u8]| Template { serial: integer(contents), ..Template::default() };
    assert_eq!(serial(&[0x80]).refusal(), "RFC 5280 §4.1.2.2: negative");
    assert_eq!(serial(&[0xff; 1]).refusal(), "RFC 5280 §4.1.2.2: negative");
    assert_eq!(serial(&[1; 21]).refusal(), "RFC 5280 §4.1.2.2: more than 20 octets");
    assert_eq!(serial(&[0, 1]).refusal(), "X.690 §8.3.2: INTEGER not minimal");
    assert_eq!(serial(&[]).refusal(), "X.690 §8.3.1: empty INTEGER");
    assert_eq!(serial(&[0x7f; 20]).certificate().serial(), [0x7f; 20]);
    assert_eq!(irregularities(&serial(&[0])), [Irregularity::ZeroSerial]);
    assert_eq!(irregularities(&serial(&[1])), []);
}

#[test]
fn refuses_an_outer_algorithm_that_is_not_the_inner_one() {
    let ed25519 = oid_der(oid::ED25519);
    for other in [
        sequence(&[&oid_der(oid::ECDSA_WITH_SHA256)]),
        sequence(&[&ed25519, &tagged(Tag::NULL, &[])]),
    ] {
        let template = Template { outer_algorithm: other, ..Template::default() };
        let clause = "RFC 5280 §4.1.1.2: differs from tbsCertificate.signature";
        assert_eq!(template.refusal(), clause);
    }
}

#[test]
fn reads_algorithms_that_nobody_knows() {
    let unknown = sequence(&[&oid_der(oid::ID_DATA), &sequence(&[&boolean(0xff)])]);
    let template = Template {
        inner_algorithm: unknown.clone(),
        outer_algorithm: unknown.clone(),
        spki: sequence(&[&unknown, &bit_string(3, &[0xf8])]),
        ..Template::default()
    };
    let certificate = template.certificate();
    assert_eq!(certificate.signature_algorithm(), None);
    assert_eq!(certificate.public_key().unwrap().kind(), KeyKind::Other);
}

#[test]
fn refuses_algorithms_and_keys_that_are_not_der() {
    let parameters = sequence(&[&oid_der(oid::ID_DATA), &boolean(0x01)]);
    let template = Template { inner_algorithm: parameters, ..Template::default() };
    assert_eq!(template.refusal(), "X.690 §11.1: BOOLEAN");
    let two = sequence(&[&oid_der(oid::ID_DATA), &boolean(0), &boolean(0)]);
    let template = Template { inner_algorithm: two, ..Template::default() };
    assert_eq!(template.refusal(), "X.690 §8.1.1.1: bytes left over");
    let key = sequence(&[&Template::default().inner_algorithm, &bit_string(8, &[0])]);
    let template = Template { spki: key, ..Template::default() };
    assert_eq!(template.refusal(), "X.690 §11.2.1: unused bits");
}

#[test]
fn refuses_a_signature_that_is_not_whole_octets() {
    let template = Template { signature: bit_string(1, &[0xfe]), ..Template::default() };
    assert_eq!(template.refusal(), "X.690 §8.6: not a whole number of octets");
}

#[test]
fn refuses_an_issuer_without_a_name() {
    let template = Template { issuer: sequence(&[]), ..Template::default() };
    assert_eq!(template.refusal(), "RFC 5280 §4.1.2.4: empty");
}

#[test]
fn refuses_a_subject_without_a_name_unless_a_critical_one_is_elsewhere() {
    let nameless = Template { subject: sequence(&[]), ..Template::default() };
    let names = sequence(&[&dns("example.vn")]);
    assert_eq!(nameless.refusal(), "RFC 5280 §4.1.2.6: empty");
    let with = nameless.clone().with(oid::SUBJECT_ALT_NAME, &names);
    assert_eq!(with.refusal(), "RFC 5280 §4.1.2.6: empty");
    let with = nameless.with_critical(oid::SUBJECT_ALT_NAME, &names);
    assert!(with.certificate().subject().is_empty());
}

#[test]
fn refuses_times_in_other_forms_than_the_two() {
    let good = utc_time("200101000000Z");
    for bad in [
        utc_time("2001010000Z"),
        utc_time("200101000000+0700"),
        utc_time("201301000000Z"),
        utc_time("200101240000Z"),
        generalized_time("20500101000000"),
        generalized_time("20500101000000.5Z"),
        generalized_time("205001010000Z"),
        integer(&[1]),
    ] {
        assert_eq!(validity(&bad, &good).refusal(), "RFC 5280 §4.1.2.5: time", "{bad:?}");
        assert_eq!(validity(&good, &bad).refusal(), "RFC 5280 §4.1.2.5: time", "{bad:?}");
    }
    let three = Template { validity: sequence(&[&good, &good, &good]), ..Template::default() };
    assert_eq!(three.refusal(), "X.690 §8.1.1.1: bytes left over");
}

#[test]
fn lists_dates_before_2050_in_the_form_for_later_ones() {
    let early = utc_time("500101000000Z");
    assert_eq!(irregularities(&validity(&early, &generalized_time("20500101000000Z"))), []);
    assert_eq!(irregularities(&validity(&early, &generalized_time("99991231235959Z"))), []);
    assert_eq!(irregularities(&validity(&generalized_time("19491231235959Z"), &early)), []);
    for text in ["20491231235959Z", "19500101000000Z"] {
        let found = irregularities(&validity(&early, &generalized_time(text)));
        assert_eq!(found, [Irregularity::GeneralizedTimeBefore2050], "{text}");
    }
}

#[test]
fn reads_a_certificate_that_is_never_valid() {
    let certificate =
        validity(&utc_time("300101000000Z"), &utc_time("200101000000Z")).certificate();
    assert!(certificate.not_before() > certificate.not_after());
}

#[test]
fn refuses_empty_doubled_and_too_many_extensions() {
    let empty = tagged(Tag::context_constructed(3), &[&sequence(&[])]);
    let template = Template { tail: empty, ..Template::default() };
    assert_eq!(template.refusal(), "RFC 5280 §4.1: empty");

    let value = octet_string(&[1]);
    let template = Template::default().with(oid::SUBJECT_KEY_IDENTIFIER, &value);
    assert_eq!(template.certificate().extensions().iter().count(), 1);
    let doubled = template.with_critical(oid::SUBJECT_KEY_IDENTIFIER, &value);
    assert_eq!(doubled.refusal(), "RFC 5280 §4.2: duplicate");
    let unknown = Template::default().with(oid::ID_DATA, &value).with(oid::ID_DATA, &[]);
    assert_eq!(unknown.refusal(), "RFC 5280 §4.2: duplicate");

    let mut many = Template::default();
    for number in 0..=u8::MAX {
        let arc = [
            &[0x2a, 0x83][..],
            &[number & 0x7f, 0x83, number & 0x7f][..usize::from(number >> 7) * 2 + 1],
        ];
        let id = tagged(Tag::OID, &[&arc.concat()]);
        many.extensions.push(sequence(&[&id, &octet_string(&[])]));
    }
    assert_eq!(many.certificate().extensions().iter().count(), 256);
    many.extensions.push(extension(oid::ID_DATA, false, &[]));
    assert_eq!(Certificate::from_der(&many.der()), Err(Error::LimitExceeded(Limit::Extensions)));
}

#[test]
fn refuses_extensions_that_are_not_extensions() {
    let id = oid_der(oid::ID_DATA);
    let value = octet_string(&[]);
    for (parts, clause) in [
        (&[&id[..], &boolean(0x01), &value][..], "X.690 §11.1: BOOLEAN"),
        (&[&id, &boolean(0xff)], "X.690 §8.1.1: missing"),
        (&[&id, &value, &value], "X.690 §8.1.1.1: bytes left over"),
        (&[&tagged(Tag::OID, &[&[0x80, 1]]), &value], "X.690 §8.19: OBJECT IDENTIFIER"),
        (&[&id, &tagged(Tag(0x24), &[&value])], "X.690 §8.1.2.5: constructed bit"),
    ] {
        let template = Template { extensions: vec![sequence(parts)], ..Template::default() };
        assert_eq!(template.refusal(), clause, "{parts:?}");
    }
}

#[test]
fn lists_a_criticality_that_goes_without_saying() {
    let explicit = sequence(&[&oid_der(oid::ID_DATA), &boolean(0), &octet_string(&[])]);
    let template = Template { extensions: vec![explicit], ..Template::default() };
    assert_eq!(irregularities(&template), [Irregularity::ExplicitDefault]);
    assert!(!template.certificate().extensions().is_critical(oid::ID_DATA));
}

#[test]
fn names_critical_extensions_that_are_not_processed() {
    let names = sequence(&[&dns("example.vn")]);
    let template = Template::default()
        .with(oid::NETSCAPE_CERT_TYPE, &[])
        .with_critical(oid::QC_STATEMENTS, &[])
        .with_critical(oid::SUBJECT_ALT_NAME, &names)
        .with_critical(oid::ISSUER_ALT_NAME, &names);
    let certificate = template.certificate();
    let unknown: Vec<_> = certificate.extensions().unknown_critical().collect();
    assert_eq!(unknown, [oid::QC_STATEMENTS, oid::ISSUER_ALT_NAME]);
    let all: Vec<_> =
        certificate.extensions().iter().map(|one| (one.critical, one.processed)).collect();
    assert_eq!(all, [(false, false), (true, false), (true, true), (true, false)]);
}
