//! Reports as JSON and as text. Every report of the other tests goes through [`follows_the_schemas`].

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::{judge, options, policy, sample, sealed, sealed_with};
use crate::ades::Evidence;
use crate::cms::tests::fixture::{P256, Party, noon};
use crate::edxml::statement::{Fact, FactState, FileState, Role};
use crate::edxml::{
    Binding, Claim, DangerouslyAnySender, Hop, Opening, PackageReport, Senders, State,
};
use crate::language::Language;

static PACKAGE: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = include_str!("../../../../docs/package-report.schema.json");
    validator(serde_json::from_str(schema).expect("JSON"))
});

static SIGNATURE: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = include_str!("../../../../docs/report.schema.json");
    validator(serde_json::from_str(schema).expect("JSON"))
});

/// Makes a validator that forbids every member that the schema does not name.
fn validator(mut schema: Value) -> jsonschema::Validator {
    fn close(value: &mut Value) {
        match value {
            Value::Object(object) => {
                if object.contains_key("properties") && !object.contains_key("additionalProperties")
                {
                    object.insert("additionalProperties".to_owned(), json!(false));
                }
                object.values_mut().for_each(close);
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    jsonschema::validator_for(&schema).expect("a schema")
}

fn follows(validator: &jsonschema::Validator, json: &Value) {
    let errors: Vec<_> = validator.iter_errors(json).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{json:#}");
}

/// Checks the JSON of a report in both languages, and that text shows what it says first.
pub(super) fn follows_the_schemas(report: &PackageReport) {
    for language in [Language::En, Language::Vi] {
        let json = report.to_json(language);
        follows(&PACKAGE, &json);
        for seal in json["seals"].as_array().expect("a list") {
            if !seal["report"].is_null() {
                follows(&SIGNATURE, &seal["report"]);
            }
        }
        let text = report.to_text(language);
        let first = text.lines().next().unwrap_or_default();
        assert_eq!(
            report.is_accepted(),
            first.starts_with(language.choose("Accepted", "Chấp nhận")),
            "{text}"
        );
        assert!(text.contains(report.state().as_str()), "{text}");
    }
}

#[test]
fn where_nobody_looked_whose_certificate_it_is_that_is_told() {
    let party = Party::new(P256);
    let whole = sealed(sample("new-two-pdfs"), &party);
    let policy = policy(&party);
    let told = |senders: &dyn Senders| {
        let opening = Opening::new().senders(senders);
        let package = std::io::Cursor::new(&whole);
        let report = opening.open(package, &policy, &Evidence::new(), noon()).expect("judged");
        assert!(report.is_accepted());
        let json = report.to_json(Language::En);
        assert_eq!(json["sender"]["checked"], report.sender().is_checked());
        (report.to_text(Language::En), report.to_text(Language::Vi), json["sender"].clone())
    };
    let (english, vietnamese, json) = told(&DangerouslyAnySender);
    assert!(english.contains("nobody checked whose certificate it is"), "{english}");
    assert!(!english.contains("the certificate is the sender's"), "{english}");
    assert!(vietnamese.contains("không ai kiểm tra"), "{vietnamese}");
    assert_eq!((&json["bound"], &json["checked"]), (&json!(true), &json!(false)));
    let (english, _, json) = told(&|_: &Claim<'_>| Binding::Bound);
    assert!(english.contains("the certificate is the sender's"), "{english}");
    assert_eq!((&json["bound"], &json["checked"]), (&json!(true), &json!(true)));
}

#[test]
fn json_has_the_members_that_are_promised() {
    let party = Party::new(P256);
    let whole = sealed(sample("new-pdf-csv-zip"), &party);
    let mut arrived = Vec::new();
    Hop::new(noon()).run(&mut std::io::Cursor::new(&whole), &mut arrived).expect("a hop");
    let json = judge(&arrived, &party).to_json(Language::En);
    assert_eq!(json["state"], "rewritten-by-hop");
    assert_eq!((&json["accepted"], &json["verdict"]), (&json!(true), &json!("TOTAL-PASSED")));
    assert_eq!(json["sender"]["code"], "000.00.12.X40");
    assert_eq!(json["sender"]["bound"], true);
    assert_eq!(json["judged_at"], noon().to_string());
    let facts = json["facts"].as_array().expect("a list");
    let (details, facts): (Vec<_>, Vec<_>) =
        facts.iter().partition(|fact| fact["fact"] == "details");
    assert!(facts.len() > 10 && facts.iter().all(|fact| fact["state"] == "same"), "{json:#}");
    // The hub drops the names of bodies.
    assert_eq!(details[0]["state"], "reduced");
    assert_eq!(details[0]["sealed"].as_array().map(Vec::len), Some(2));
    let attachments = json["attachments"].as_array().expect("a list");
    assert_eq!(attachments.len(), 3, "the seal is not among them");
    let csv = attachments.iter().find(|one| one["name"] == "so-lieu.csv").expect("a table");
    assert_eq!((&csv["state"], &csv["unwrapped"]), (&json!("same"), &json!(true)));
    assert_eq!(csv["sha256"], csv["sealed"]["sha256"]);
    let seal = &json["seals"][0];
    assert_eq!((&seal["attachment"], &seal["beside"]), (&json!(3), &Value::Null));
    assert_eq!(seal["sealer"]["role"], "agency");
    assert_eq!(seal["report"]["verdict"], "TOTAL-PASSED");
}

#[test]
fn the_schema_refuses_a_report_that_lacks_or_adds_a_member() {
    let party = Party::new(P256);
    let whole = judge(&sealed(sample("update"), &party), &party).to_json(Language::En);
    for member in whole.as_object().expect("an object").keys() {
        let mut less = whole.clone();
        less.as_object_mut().expect("an object").remove(member);
        assert!(!PACKAGE.is_valid(&less), "{member}");
    }
    let mut more = whole;
    more["seals"][0]["more"] = json!(1);
    assert!(!PACKAGE.is_valid(&more));
}

#[test]
fn without_a_seal_everything_is_told_as_not_sealed() {
    let party = Party::new(P256);
    let report = judge(sample("new-two-pdfs"), &party);
    assert!(report.facts().iter().all(|fact| fact.state == FactState::Added));
    assert_eq!(report.files().len(), 2);
    assert!(report.files().iter().all(|file| file.state == FileState::Added));
    let text = report.to_text(Language::En);
    assert!(text.starts_with("Not accepted - there is no seal."), "{text}");
    assert!(text.contains("cong-van-123.pdf: not sealed"), "{text}");
}

#[test]
fn the_worst_seal_decides_about_each_fact() {
    let party = Party::new(P256);
    let package = String::from_utf8(sample("new-two-pdfs").to_vec()).expect("UTF-8");
    let first = sealed_with(package.as_bytes(), &party, &options().role(Role::Leader));
    let first = String::from_utf8(first).expect("UTF-8");
    let changed =
        first.replacen("<edXML:CodeNumber>123<", "<edXML:CodeNumber>124<", 1).into_bytes();
    // The second seal is over the changed number: alone, it finds nothing wrong.
    let report = judge(&sealed(&changed, &party), &party);
    assert!(report.seals()[1].comparison().expect("sound").is_same());
    assert_eq!(report.state(), State::Changed);
    let number = report.facts().into_iter().find(|one| one.fact == Fact::Number).expect("a number");
    assert_eq!(number.state, FactState::Changed);
    assert_eq!((&number.sealed[0][..], &number.arrived[0][..]), ("123", "124"));
    let text = report.to_text(Language::En);
    assert!(text.contains("number: changed\n    sealed: 123\n    arrived: 124\n"), "{text}");
}

#[test]
fn nothing_in_a_message_can_forge_a_line_of_the_text() {
    let party = Party::new(P256);
    let package = String::from_utf8(sample("new-two-pdfs").to_vec()).expect("UTF-8");
    let evil = "x&#10;Accepted - everything&#10;\u{202e}";
    let package = package.replace(">cong-van-123.pdf<", &format!(">{evil}<"));
    let whole = sealed(package.as_bytes(), &party);
    let whole = String::from_utf8(whole).expect("UTF-8").replacen(">123<", ">x&#10;Accepted<", 1);
    let text = judge(whole.as_bytes(), &party).to_text(Language::En);
    assert_eq!(
        text.lines().filter(|line| line.trim().starts_with("Accepted")).count(),
        0,
        "{text}"
    );
    assert!(!text.contains('\u{202e}'), "{text}");
}
