//! Distinguished names: reading, comparison (RFC 5280 §7.1), subtrees, text (RFC 4514).

use crate::der::Tag;
use crate::error::Error;
use crate::oid::{self, Oid};
use crate::x509::tests::template::{
    attribute, bit_string, boolean, name_of, oid_der, parsed_name, sequence, tagged,
};
use crate::x509::{Irregularity, Name};

fn utf8(kind: Oid<'_>, text: &str) -> Vec<u8> {
    attribute(kind, Tag::UTF8_STRING, text.as_bytes())
}

fn cn(text: &str) -> Vec<u8> {
    utf8(oid::COMMON_NAME, text)
}

/// A name with a common name of this type and these contents.
fn of_type(tag: Tag, contents: &[u8]) -> Name {
    parsed_name(&[&[attribute(oid::COMMON_NAME, tag, contents)]])
}

fn clause(der: &[u8]) -> &'static str {
    match Name::from_der(der) {
        Err(Error::Malformed(malformed)) => malformed.clause,
        other => panic!("not refused: {other:?}"),
    }
}

fn matching(left: &Name, right: &Name) -> bool {
    assert_eq!(left.matches(right), right.matches(left));
    left.matches(right)
}

#[test]
fn gives_back_attributes_in_order() {
    let country = attribute(oid::COUNTRY, Tag::PRINTABLE_STRING, b"VN");
    let name = parsed_name(&[
        &[country],
        &[utf8(oid::ORGANIZATION, "Ban Cơ yếu Chính phủ")],
        &[cn("CA phục vụ")],
        &[cn("G2")],
    ]);
    let kinds: Vec<_> = name.attributes().map(|attribute| attribute.kind()).collect();
    assert_eq!(kinds, [oid::COUNTRY, oid::ORGANIZATION, oid::COMMON_NAME, oid::COMMON_NAME]);
    assert_eq!(name.common_name().as_deref(), Some("G2"));
    assert_eq!(name.attribute(oid::ORGANIZATION).as_deref(), Some("Ban Cơ yếu Chính phủ"));
    assert_eq!(name.attribute(oid::LOCALITY), None);
    assert_eq!(name.attributes().next().unwrap().value_der(), [0x13, 2, b'V', b'N']);
    assert_eq!(name.to_string(), "C=VN, O=Ban Cơ yếu Chính phủ, CN=CA phục vụ, CN=G2");
}

#[test]
fn refuses_sets_that_are_empty_or_out_of_order() {
    let (country, common) = (utf8(oid::COUNTRY, "VN"), cn("x"));
    assert_eq!(clause(&name_of(&[&[]])), "X.501 §9.3: empty set");
    assert_eq!(
        clause(&name_of(&[&[country.clone(), common.clone()]])),
        "X.690 §11.6: order of SET OF"
    );
    assert_eq!(parsed_name(&[&[common, country]]).attributes().count(), 2);
}

#[test]
fn refuses_attributes_that_are_not_a_type_and_a_value() {
    let kind = oid_der(oid::COMMON_NAME);
    let value = tagged(Tag::UTF8_STRING, &[b"x"]);
    let of = |attribute: Vec<u8>| name_of(&[&[attribute]]);
    assert_eq!(clause(&of(sequence(&[&kind]))), "X.690 §8.1.1: truncated");
    assert_eq!(clause(&of(sequence(&[&kind, &value, &value]))), "X.690 §8.1.1.1: bytes left over");
    assert_eq!(clause(&of(sequence(&[&value, &value]))), "X.690 §8.1.2: unexpected tag");
    assert_eq!(clause(&of(boolean(0))), "X.690 §8.1.2: unexpected tag");
    assert_eq!(clause(&[name_of(&[]), vec![0]].concat()), "X.690 §8.1.1.1: bytes left over");
}

#[test]
fn refuses_values_that_are_not_of_their_type() {
    for (tag, contents, expected) in [
        (Tag::PRINTABLE_STRING, &b"a\0b"[..], "X.680 §41.4: PrintableString"),
        (Tag::PRINTABLE_STRING, b"a\x7f", "X.680 §41.4: PrintableString"),
        (Tag::UTF8_STRING, b"\xff", "X.690 §8.23.10: UTF8String"),
        (Tag::UTF8_STRING, b"\xed\xa0\x80", "X.690 §8.23.10: UTF8String"),
        (Tag::UTF8_STRING, b"\xc0\xaf", "X.690 §8.23.10: UTF8String"),
        (Tag::IA5_STRING, b"a\xc3\xa9", "X.680 §41.1: IA5String"),
        (Tag::IA5_STRING, b"a\0", "X.680 §41.1: IA5String"),
        (Tag::VISIBLE_STRING, b"\t", "X.680 §41.1: VisibleString"),
        (Tag::NUMERIC_STRING, b"12a", "X.680 §41.2: NumericString"),
        (Tag::BMP_STRING, b"\0a\0", "X.690 §8.23.8: BMPString"),
        (Tag::BMP_STRING, b"\xd8\x3d\xde\x00", "X.690 §8.23.8: BMPString"),
        (Tag::UNIVERSAL_STRING, b"\0\0\0a\0", "X.690 §8.23.7: UniversalString"),
        (Tag::UNIVERSAL_STRING, b"\0\x11\0\0", "X.690 §8.23.7: UniversalString"),
        (Tag::BOOLEAN, b"\x01", "X.690 §11.1: BOOLEAN"),
        (Tag::SEQUENCE, b"\x05", "X.690 §8.1.1: truncated"),
    ] {
        let name = name_of(&[&[attribute(oid::COMMON_NAME, tag, contents)]]);
        assert_eq!(clause(&name), expected, "{contents:?}");
    }
}

#[test]
fn lists_characters_that_a_printable_string_does_not_have() {
    use crate::x509::tests::template::Template;
    let subject = |contents: &[u8]| {
        let attribute = attribute(oid::COMMON_NAME, Tag::PRINTABLE_STRING, contents);
        Template { subject: name_of(&[&[attribute]]), ..Template::default() }.certificate()
    };
    assert_eq!(subject(b"Az09 '()+,-./:=?").irregularities().count(), 0);
    for (contents, text) in
        [(&b"a@b"[..], "a@b"), ("Presidência".as_bytes(), "Presidência"), (b"\xe9t\xe9", "été")]
    {
        let certificate = subject(contents);
        assert_eq!(
            certificate.irregularities().collect::<Vec<_>>(),
            [Irregularity::PrintableString]
        );
        assert_eq!(certificate.subject().common_name().as_deref(), Some(text));
    }
}

#[test]
fn reads_all_types_of_string() {
    for (tag, contents) in [
        (Tag::UTF8_STRING, &b"Hu\xe1\xba\xbf"[..]),
        (Tag::BMP_STRING, b"\0H\0u\x1e\xbf"),
        (Tag::UNIVERSAL_STRING, b"\0\0\0H\0\0\0u\0\0\x1e\xbf"),
    ] {
        assert_eq!(of_type(tag, contents).common_name().as_deref(), Some("Huế"));
    }
    assert_eq!(of_type(Tag::TELETEX_STRING, b"\xe9").common_name().as_deref(), Some("é"));
    assert_eq!(of_type(Tag::NUMERIC_STRING, b"01 2").common_name().as_deref(), Some("01 2"));
    let unique = parsed_name(&[&[sequence(&[&oid_der(oid::COMMON_NAME), &bit_string(0, &[5])])]]);
    assert_eq!(unique.common_name(), None);
    assert_eq!(unique.to_string(), "CN=#03020005");
}

#[test]
fn text_matches_by_characters_and_not_by_type() {
    let name = of_type(Tag::UTF8_STRING, b"Root CA");
    assert!(matching(&name, &of_type(Tag::PRINTABLE_STRING, b"root  ca ")));
    assert!(matching(&name, &of_type(Tag::BMP_STRING, b"\0R\0o\0o\0t\0 \0C\0A")));
    assert!(matching(&name, &of_type(Tag::IA5_STRING, b"ROOT CA")));
    assert!(!matching(&name, &of_type(Tag::PRINTABLE_STRING, b"RootCA")));
    assert_ne!(name, of_type(Tag::PRINTABLE_STRING, b"Root CA"));
}

#[test]
fn accents_in_two_normal_forms_match_and_missing_ones_do_not() {
    let composed = parsed_name(&[&[utf8(oid::ORGANIZATION, "Ban Cơ yếu Chính phủ")]]);
    let decomposed = "Ban Co\u{31b} ye\u{302}\u{301}u Chi\u{301}nh phu\u{309}";
    assert!(matching(&composed, &parsed_name(&[&[utf8(oid::ORGANIZATION, decomposed)]])));
    assert!(!matching(
        &composed,
        &parsed_name(&[&[utf8(oid::ORGANIZATION, "Ban Co yeu Chinh phu")]])
    ));
}

#[test]
fn what_was_read_by_a_guess_matches_only_the_same_bytes() {
    let teletex = of_type(Tag::TELETEX_STRING, b"Root");
    assert!(matching(&teletex, &of_type(Tag::TELETEX_STRING, b"Root")));
    assert!(!matching(&teletex, &of_type(Tag::TELETEX_STRING, b"root")));
    assert!(!matching(&teletex, &of_type(Tag::UTF8_STRING, b"Root")));
    let printable = of_type(Tag::PRINTABLE_STRING, "é".as_bytes());
    assert!(matching(&printable, &of_type(Tag::PRINTABLE_STRING, "é".as_bytes())));
    assert!(!matching(&printable, &of_type(Tag::UTF8_STRING, "é".as_bytes())));
}

#[test]
fn types_order_and_number_of_relative_names_count() {
    let name = parsed_name(&[&[utf8(oid::COUNTRY, "VN")], &[cn("x")]]);
    assert!(!matching(&name, &parsed_name(&[&[cn("x")], &[utf8(oid::COUNTRY, "VN")]])));
    assert!(!matching(&name, &parsed_name(&[&[utf8(oid::COUNTRY, "VN")]])));
    assert!(!matching(
        &name,
        &parsed_name(&[&[utf8(oid::COUNTRY, "VN")], &[utf8(oid::TITLE, "x")]])
    ));
    assert!(!matching(&name, &parsed_name(&[])));
    assert!(matching(&parsed_name(&[]), &parsed_name(&[])));
}

#[test]
fn attributes_of_one_relative_name_are_a_set() {
    let name = |first: &str, second: &str| {
        let mut set = [cn(first), cn(second)];
        set.sort();
        parsed_name(&[&set])
    };
    // "b" and "B" sort differently against "a", so that the order in DER differs too.
    assert!(matching(&name("B", "a"), &name("A", "b")));
    assert!(!matching(&name("a", "b"), &name("a", "c")));
    assert!(!matching(&name("a", "a"), &name("a", "b")));
    assert!(!matching(&name("a", "a"), &parsed_name(&[&[cn("a")]])));
    assert!(!matching(&name("a", "b"), &parsed_name(&[&[cn("a")], &[cn("b")]])));
}

#[test]
fn a_subtree_holds_the_names_that_begin_with_its_base() {
    let leaf =
        parsed_name(&[&[utf8(oid::COUNTRY, "VN")], &[utf8(oid::ORGANIZATION, "A")], &[cn("x")]]);
    for (base, within) in [
        (parsed_name(&[]), true),
        (parsed_name(&[&[utf8(oid::COUNTRY, "vn")]]), true),
        (parsed_name(&[&[utf8(oid::COUNTRY, "VN")], &[utf8(oid::ORGANIZATION, " a ")]]), true),
        (leaf.clone(), true),
        (parsed_name(&[&[utf8(oid::ORGANIZATION, "A")]]), false),
        (parsed_name(&[&[utf8(oid::COUNTRY, "VN")], &[cn("x")]]), false),
        (parsed_name(&[&[utf8(oid::COUNTRY, "VNX")]]), false),
    ] {
        assert_eq!(leaf.is_within_subtree(&base), within, "{base}");
    }
    let country = parsed_name(&[&[utf8(oid::COUNTRY, "VN")]]);
    assert!(!country.is_within_subtree(&leaf));
}

#[test]
fn text_is_escaped_so_that_it_can_be_shown() {
    let shown = |text: &str| parsed_name(&[&[cn(text)]]).to_string();
    assert_eq!(shown("a, b+c=\"d\";<e>\\"), "CN=a\\, b\\+c=\\\"d\\\"\\;\\<e\\>\\\\");
    assert_eq!(shown(" x "), "CN=\\ x\\ ");
    assert_eq!(shown(" "), "CN=\\ ");
    assert_eq!(shown("#1 #2"), "CN=\\#1 #2");
    assert_eq!(shown("\u{1b}[2J\n\0"), "CN=\\1B[2J\\0A\\00");
    assert_eq!(shown("a\u{202e}b\u{9b}"), "CN=a\\E2\\80\\AEb\\C2\\9B");
    assert_eq!(shown("Nguyễn"), "CN=Nguyễn");
    assert_eq!(shown(""), "CN=");
    let unknown = utf8(oid::ID_DATA, "x");
    let several = parsed_name(&[&[cn("a"), unknown]]);
    assert_eq!(several.to_string(), "CN=a+data=x");
    assert_eq!(parsed_name(&[]).to_string(), "");
}

#[test]
fn a_set_of_thousands_is_compared_in_proportion() {
    let set = |case: fn(String) -> String| {
        let mut set: Vec<_> = (0..5_000).map(|n| cn(&case(format!("n{n:04}")))).collect();
        set.sort();
        parsed_name(&[&set])
    };
    let (lower, upper) = (set(|text| text), set(|text| text.to_uppercase()));
    assert!(matching(&lower, &upper));
}
