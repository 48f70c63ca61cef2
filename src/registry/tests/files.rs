//! The file: what is written is read back, and nothing else is read.

use super::{GOVERNMENT, PROVINCE, bodies, entry, issued, registry, time};
use crate::cms::tests::fixture::{P256, Party};
use crate::edxml::statement::Role;
use crate::error::{Error, Limit, Unsupported};
use crate::limits::Limits;
use crate::registry::{BindingEntry, Body, Matcher, Registry};

fn full() -> Registry {
    let party = Party::new(P256);
    let (certificate, issuer) = (&party.certificate, party.root.spki());
    let mut registry = registry(&party);
    let identifier = vec![1, 0xfe];
    let issuer_key = [7; 32];
    for (id, by) in [
        ("a", Matcher::certificate(certificate)),
        ("b", Matcher::KeyIdentifier { identifier, issuer: issuer_key }),
        ("c", Matcher::subject(certificate, issuer)),
        ("d", Matcher::issuer(issuer)),
    ] {
        let entry = entry(id, by).roles([Role::Leader, Role::Forwarder]);
        registry.add(entry.delegated("Nguyễn Văn A", "12/QĐ")).expect("a binding");
    }
    registry.revoke("c", time("2026-11-10T00:00:00Z"), "đổi tên").expect("revoked");
    let end = time("2026-12-31T23:59:59Z");
    registry.end_body(PROVINCE, end, [GOVERNMENT.to_owned()]).expect("an end");
    issued(registry)
}

#[test]
fn what_is_written_is_read_back() {
    for registry in [bodies(), full()] {
        let json = registry.to_json();
        let again = Registry::from_json(&json).expect("a registry");
        assert_eq!(again.to_json(), json);
        assert_eq!(again.entries(), registry.entries());
        assert_eq!(again.number(), registry.number());
    }
}

#[test]
fn the_example_of_the_document_is_what_is_written() {
    let document = include_str!("../../../docs/registry.md");
    let mut registry = Registry::new("Sổ đăng ký thử").expect("a name");
    let since = time("2020-01-01T00:00:00Z");
    registry.add_body(Body::new("G14", "Bộ Y tế")).expect("a body");
    registry.add_body(Body::new("H37", "Tỉnh Lạng Sơn").from(since)).expect("a body");
    let (key, from) = (Matcher::Key([7; 32]), time("2026-01-01T00:00:00Z"));
    registry.add(BindingEntry::new("h37-1", "H37", key, from)).expect("a binding");
    registry.revoke("h37-1", time("2026-11-10T00:00:00Z"), "mất khoá").expect("revoked");
    registry.issue(time("2026-11-01T00:00:00Z"), time("2026-12-01T00:00:00Z")).expect("times");
    let written = String::from_utf8(registry.to_json()).expect("UTF-8");
    assert!(document.contains(&format!("```json\n{written}```")), "{written}");
}

/// Each replaces one text of the file.
const BAD: &[(&str, &str)] = &[
    ("\"antin-registry\"", "\"antin\""),
    ("\"number\": 1", "\"number\": 0"),
    ("\"number\": 1", "\"number\": 1, \"number\": 1"),
    ("\"number\": 1", "\"number\": 1, \"unknown\": 1"),
    ("\"2026-12-01T00:00:00Z\"", "\"2026-11-01T00:00:00Z\""),
    ("\"2026-12-01T00:00:00Z\"", "\"2026-12-01T07:00:00+07:00\""),
    ("\"2026-12-01T00:00:00Z\"", "\"2026-13-01T00:00:00Z\""),
    ("\"Sổ đăng ký thử\"", "\" Sổ đăng ký thử\""),
    ("\"Sổ đăng ký thử\"", "\"\""),
    ("\"id\": \"b\"", "\"id\": \"a\""),
    ("\"id\": \"b\"", "\"id\": \"\""),
    ("\"01fe\"", "\"01FE\""),
    ("\"01fe\"", "\"01f\""),
    ("\"01fe\"", "\"\""),
    ("\"key_identifier\": \"01fe\",", ""),
    ("\"key_identifier\": \"01fe\",", "\"key_identifier\": \"01fe\", \"subject\": \"CN=a\","),
    ("\"all_from\"", "\"issuer\""),
    ("\"issuer\"", "\"all_from\""),
    ("\"key\"", "\"issuer\": \"01\", \"key\""),
    ("\"forwarder\",", "\"leader\","),
    ("\"forwarder\",", "\"minister\","),
    (
        "\"code\": \"000.00.00.G22\",\n      \"name\"",
        "\"code\": \"000.00.00.H37\",\n      \"name\"",
    ),
    ("\"code\": \"000.00.00.G22\",\n      \"by\"", "\"code\": \"H99\",\n      \"by\""),
    ("\"2026-12-31T23:59:59Z\",\n      \"successors\"", "null,\n      \"successors\""),
];

#[test]
fn what_is_not_in_its_form_is_refused() {
    let json = String::from_utf8(full().to_json()).expect("UTF-8");
    for (from, to) in BAD {
        let places = json.matches(from).count();
        assert!(places > 0, "{from} is in the file");
        let bad = json.replacen(from, to, 1);
        let refused = Registry::from_json(bad.as_bytes()).expect_err(to);
        assert!(matches!(refused, Error::Malformed(_)), "{from} -> {to}: {refused}");
    }
    for bad in ["", "{}", "[]", &format!("{json}{{}}"), &json[..json.len() / 2]] {
        assert!(matches!(Registry::from_json(bad.as_bytes()), Err(Error::Malformed(_))));
    }
}

#[test]
fn another_version_is_named_as_that() {
    let json = String::from_utf8(full().to_json()).expect("UTF-8");
    let later = json.replacen("\"version\": 1", "\"version\": 2, \"more\": true", 1);
    let refused = Registry::from_json(later.as_bytes()).expect_err("another version");
    assert_eq!(refused, Error::Unsupported(Unsupported::Version));
}

#[test]
fn a_file_above_its_bound_is_refused() {
    let json = full().to_json();
    let limits = |registry| Limits { registry, ..Limits::DEFAULT };
    Registry::from_json_with(&json, &limits(json.len())).expect("within");
    let refused = Registry::from_json_with(&json, &limits(json.len() - 1)).expect_err("above");
    assert_eq!(refused, Error::LimitExceeded(Limit::Length));
}
