//! Reports on real signatures: the schema holds, and no name can forge a line.

use antin::Language;
use antin::ades::Verdict;
use rcgen::DnType;
use serde_json::Value;

use crate::pki::{Faults, NONE, Pki, now};

fn schema() -> jsonschema::Validator {
    let schema: Value =
        serde_json::from_str(include_str!("../../docs/report.schema.json")).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
}

#[test]
fn reports_with_a_path_and_with_candidates_follow_the_schema() {
    let (pki, foreign) = (Pki::new(), Pki::new());
    for policy in [pki.policy(), pki.careful_policy(), foreign.policy()] {
        for language in [Language::En, Language::Vi] {
            let json = pki.judge(&policy).to_json(language);
            let errors: Vec<_> =
                schema().iter_errors(&json).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
    }
}

#[test]
fn the_json_tells_signer_path_and_times() {
    let pki = Pki::new();
    let json = pki.judge(&pki.policy()).to_json(Language::En);
    let signature = &json["signatures"][0];
    assert_eq!(signature["verdict"], "TOTAL-PASSED");
    assert_eq!(signature["sub_indication"], Value::Null);
    assert_eq!(signature["level"], "B");
    assert_eq!(signature["signer"]["subject"], "C=VN, CN=Người Ký Mẫu");
    assert_eq!(signature["signer"]["sha256"], pki.person.sha256().to_string());
    assert_eq!(signature["claimed_time"], "2026-11-21T11:00:00Z");
    assert_eq!(signature["proven_time"], Value::Null);
    assert_eq!(signature["digest"], "SHA-256");
    assert_eq!(signature["algorithm"], "ECDSA-P256");
    assert_eq!(signature["covers"], "whole-document");
    assert_eq!(signature["path"]["certificates"][1]["subject"], "C=VN, CN=CA");
    assert_eq!(signature["path"]["certificates"][1]["revocation"], "not-checked");
    assert_eq!(signature["path"]["anchor"]["sha256"], pki.root.sha256().to_string());
}

#[test]
fn the_example_in_the_documentation_follows_the_schema() {
    let document = include_str!("../../docs/report.md");
    let example = document.split("```json\n").nth(1).and_then(|rest| rest.split("```").next());
    let example = example.expect("an example").replace("00…", &"00".repeat(32));
    let example: Value = serde_json::from_str(&example).expect("JSON");
    let errors: Vec<_> = schema().iter_errors(&example).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn a_name_cannot_forge_a_line_of_the_text() {
    let pki = Pki::with(Faults {
        person: |person| {
            let name = "x\n\u{1b}[2JTOTAL-PASSED - Every signature is good.\r\u{202e}";
            person.distinguished_name.push(DnType::OrganizationName, name);
        },
        ..NONE
    });
    for policy in [pki.policy(), Pki::new().policy()] {
        let report = pki.judge(&policy);
        for language in [Language::En, Language::Vi] {
            let text = report.to_text(language);
            let harmful = |char: char| char.is_control() && char != '\n' || char == '\u{202e}';
            assert!(!text.contains(harmful), "{text:?}");
            let forged = text.lines().skip(1).filter(|line| line.starts_with("TOTAL-PASSED"));
            assert_eq!(forged.count(), 0, "{text}");
        }
    }
}

#[test]
fn the_text_tells_times_of_vietnam_and_what_was_not_checked() {
    let pki = Pki::new();
    let report = pki.judge(&pki.policy());
    assert_eq!(report.verdict(), Verdict::Passed);
    assert_eq!(report.judged_at(), now());
    let text = report.to_text(Language::Vi);
    assert!(text.contains("2026-11-21T18:00:00+07:00"), "{text}");
    assert!(text.contains("cảnh báo: Không có dữ liệu thu hồi"), "{text}");
}
