//! Alternative names (RFC 5280 §4.2.1.6), with what is refused.

use crate::der::Tag;
use crate::oid;
use crate::x509::GeneralName;
use crate::x509::tests::template::{
    Template, boolean, directory, dns, full, ip, name, oid_der, sequence, tagged, uri,
};

fn refusal(name: &[u8]) -> &'static str {
    Template::default().with(oid::SUBJECT_ALT_NAME, &sequence(&[name])).refusal()
}

#[test]
fn all_forms_are_read() {
    let certificate = full().certificate();
    let names: Vec<_> = certificate.extensions().subject_alt_name().unwrap().collect();
    assert_eq!(names.len(), 8);
    assert!(
        matches!(names[0], GeneralName::OtherName(id, [0x0c, ..]) if id.to_string() == "1.3.6.1.4.1.311.20.2.3")
    );
    assert_eq!(names[1], GeneralName::Email("van.thu@example.vn"));
    assert_eq!(names[2], GeneralName::Dns("example.vn"));
    assert!(
        matches!(&names[3], GeneralName::Directory(name) if name.to_string() == "CN=Elsewhere")
    );
    assert_eq!(names[4], GeneralName::Uri("https://example.vn/"));
    assert_eq!(names[5], GeneralName::Ip("192.0.2.1".parse().unwrap()));
    assert_eq!(
        names[6],
        GeneralName::Ip("2020:2020:2020:2020:2020:2020:2020:2020".parse().unwrap())
    );
    assert_eq!(names[7], GeneralName::RegisteredId(oid::ID_DATA));
}

#[test]
fn forms_that_nobody_uses_are_carried() {
    let value = tagged(Tag::UTF8_STRING, &[b"x"]);
    for number in [3, 5] {
        let unused = tagged(Tag::context_constructed(number), &[&value]);
        let certificate =
            Template::default().with(oid::SUBJECT_ALT_NAME, &sequence(&[&unused])).certificate();
        let name = certificate.extensions().subject_alt_name().unwrap().next().unwrap();
        match name {
            GeneralName::X400(raw) | GeneralName::EdiParty(raw) => assert_eq!(raw, value),
            other => panic!("{other:?}"),
        }
        let broken = tagged(Tag::context_constructed(number), &[&value[..2]]);
        assert_eq!(refusal(&broken), "X.690 §8.1.3: longer than what holds it");
    }
}

#[test]
fn no_name_at_all_is_refused() {
    let none = Template::default().with(oid::SUBJECT_ALT_NAME, &sequence(&[]));
    assert_eq!(none.refusal(), "RFC 5280 §4.2.1.6: empty");
}

#[test]
fn unknown_forms_are_refused() {
    let choice = "RFC 5280 §4.2.1.6: choice";
    assert_eq!(refusal(&tagged(Tag::context(9), &[b"x"])), choice);
    assert_eq!(refusal(&tagged(Tag::context_constructed(2), &[b"x"])), choice);
    assert_eq!(refusal(&tagged(Tag::IA5_STRING, &[b"x"])), choice);
}

#[test]
fn text_that_is_not_visible_ascii_is_refused() {
    let ascii = "RFC 5280 §4.2.1.6: IA5String";
    for text in ["bank.example\0.evil.example", "a\nb", "a\u{7f}", "ngân.example"] {
        assert_eq!(refusal(&dns(text)), ascii, "{text:?}");
        assert_eq!(refusal(&uri(text)), ascii, "{text:?}");
        assert_eq!(refusal(&tagged(Tag::context(1), &[text.as_bytes()])), ascii, "{text:?}");
    }
}

#[test]
fn addresses_of_other_lengths_are_refused() {
    for length in [0, 3, 5, 8, 15, 17, 32] {
        assert_eq!(refusal(&ip(&vec![1; length])), "RFC 5280 §4.2.1.6: 4 or 16 octets");
    }
}

#[test]
fn names_inside_names_are_read_as_strictly() {
    let left_over = "X.690 §8.1.1.1: bytes left over";
    assert_eq!(refusal(&directory(&[name("a"), name("b")].concat())), left_over);
    assert_eq!(refusal(&directory(&[])), "X.690 §8.1.1: missing");
    assert_eq!(refusal(&directory(&boolean(0))), "X.690 §8.1.2: unexpected tag");
    let id = oid_der(oid::ID_DATA);
    let value = tagged(Tag::context_constructed(0), &[&boolean(1)]);
    let other = |parts: &[&[u8]]| tagged(Tag::context_constructed(0), &[&parts.concat()]);
    assert_eq!(refusal(&other(&[&id, &value])), "X.690 §11.1: BOOLEAN");
    assert_eq!(refusal(&other(&[&id])), "X.690 §8.1.1: missing");
    assert_eq!(refusal(&other(&[&id, &value, &value])), left_over);
    let registered = tagged(Tag::context(8), &[&[0x80]]);
    assert_eq!(refusal(&registered), "X.690 §8.19: OBJECT IDENTIFIER");
}
