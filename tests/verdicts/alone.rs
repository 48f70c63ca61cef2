//! Certificates judged alone, by their paths.

use antin::ades::Evidence;
use antin::chain::{self, LineKind, Outcome, Report};
use antin::limits::Limits;
use antin::path::{NameForm, PathError, Status};
use antin::policy::{PathInputs, Purpose, danger};
use antin::{Language, Policy, Time};
use rcgen::{CertificateParams, DnType, GeneralSubtree, NameConstraints, SanType};
use serde_json::Value;

use crate::pki::{Faults, NONE, Pki, now, time};

fn judge(pki: &Pki, policy: &Policy, at: Time) -> Report {
    chain::judge(&pki.person, &evidence(pki), policy, at)
}

fn evidence(pki: &Pki) -> Evidence {
    Evidence::new().with_certificates([pki.authority.clone()])
}

#[track_caller]
fn assert_refused(report: &Report, outcome: Outcome, reason: PathError) {
    assert_eq!((report.verdict(), report.reason()), (outcome, Some(reason)));
    assert!(report.path().is_none());
    let rejected = report.clone().into_path().expect_err("no path holds");
    assert_eq!(rejected.verdict(), outcome);
    assert_eq!(rejected.report().reason(), Some(reason));
    let told = format!("{outcome}: {reason} ({})", reason.clause());
    assert_eq!(rejected.to_string(), told);
}

#[test]
fn a_path_that_holds_is_the_way_on() {
    let pki = Pki::new();
    let report = judge(&pki, &pki.policy(), now());
    assert_eq!((report.verdict(), report.reason()), (Outcome::Passed, None));
    assert!(report.candidates().is_empty() && !report.budget_spent());
    assert_eq!((report.certificate(), report.judged_at()), (&pki.person, now()));
    let path = report.into_path().expect("a path");
    assert_eq!(path.certificates(), [pki.person.clone(), pki.authority.clone()]);
    assert_eq!(path.anchor().certificate(), Some(&pki.root));
    assert_eq!(path.revocation(), [Status::NotChecked; 2]);
}

#[test]
fn without_the_authority_nothing_is_decided() {
    let pki = Pki::new();
    let report = chain::judge(&pki.person, &Evidence::new(), &pki.policy(), now());
    assert_refused(&report, Outcome::Indeterminate, PathError::NoIssuer);
    assert!(report.candidates().iter().all(|tried| tried.anchor.is_none()));
}

#[test]
fn a_path_that_no_further_certificate_heals_fails() {
    let pki = Pki::new();
    let report = judge(&pki, &pki.policy(), time("2029-01-01T00:00:01Z"));
    assert_refused(&report, Outcome::Failed, PathError::Expired);
    assert_eq!(report.candidates()[0].at, 0);
    let report = judge(&pki, &pki.policy(), time("2029-01-01T00:00:00Z"));
    assert_eq!(report.verdict(), Outcome::Passed);
}

#[test]
fn a_search_that_was_stopped_decides_nothing() {
    let pki = Pki::new();
    let mut limits = Limits::DEFAULT;
    limits.path_signatures = 1;
    let report = judge(&pki, &pki.policy().with_limits(limits), now());
    assert_eq!((report.verdict(), report.budget_spent()), (Outcome::Indeterminate, true));
    limits.path_signatures = 2;
    let report = judge(&pki, &pki.policy().with_limits(limits), now());
    assert_eq!((report.verdict(), report.budget_spent()), (Outcome::Passed, false));
}

#[test]
fn the_inputs_are_those_of_the_policy() {
    let pki = Pki::new();
    let document = PathInputs::new(Purpose::Document);
    let judge = |inputs| judge(&pki, &pki.policy().with_path_inputs(inputs), now());
    assert_eq!(judge(document.clone()).verdict(), Outcome::Passed);
    let timestamps = judge(PathInputs::new(Purpose::TimeStamping));
    assert_refused(&timestamps, Outcome::Failed, PathError::ExtendedKeyUsage);
    let shallow = judge(document.with_max_depth(0));
    assert_refused(&shallow, Outcome::Failed, PathError::TooDeep);
}

fn only_agency_a(authority: &mut CertificateParams) {
    authority.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![GeneralSubtree::Rfc822Name("co-quan-a.test".to_owned())],
        excluded_subtrees: vec![],
    });
}

fn bear(person: &mut CertificateParams, address: &str) {
    let address = address.try_into().expect("ASCII");
    person.subject_alt_names = vec![SanType::Rfc822Name(address)];
}

#[test]
fn a_name_that_the_authority_may_not_give_fails() {
    let person = |person: &mut CertificateParams| bear(person, "vanthu@co-quan-b.test");
    let pki = Pki::with(Faults { authority: only_agency_a, person, ..NONE });
    let report = judge(&pki, &pki.policy(), now());
    assert_refused(&report, Outcome::Failed, PathError::NameNotPermitted(NameForm::Email));
    let person = |person: &mut CertificateParams| bear(person, "vanthu@co-quan-a.test");
    let pki = Pki::with(Faults { authority: only_agency_a, person, ..NONE });
    assert_eq!(judge(&pki, &pki.policy(), now()).verdict(), Outcome::Passed);
}

#[test]
fn revocation_status_is_demanded_unless_the_caller_says_otherwise() {
    let pki = Pki::new();
    let report = judge(&pki, &pki.careful_policy(), now());
    assert_refused(&report, Outcome::Indeterminate, PathError::RevocationUndetermined);
    for policy in [pki.policy(), danger::skip_revocation(pki.careful_policy())] {
        assert_eq!(judge(&pki, &policy, now()).verdict(), Outcome::Passed);
    }
}

/// One report of each verdict.
fn reports(pki: &Pki) -> [Report; 3] {
    [
        judge(pki, &pki.policy(), now()),
        judge(pki, &pki.policy(), time("2030-01-01")),
        chain::judge(&pki.person, &Evidence::new(), &pki.policy(), now()),
    ]
}

#[test]
fn the_json_follows_its_schema_in_both_languages() {
    let schema: Value =
        serde_json::from_str(include_str!("../../docs/chain.schema.json")).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    for report in reports(&Pki::new()) {
        for (language, all) in [(Language::En, false), (Language::Vi, true)] {
            let json = report.to_json(language, all);
            let errors: Vec<_> = schema.iter_errors(&json).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:?}\n{json:#}");
            assert_eq!(json["verdict"], report.verdict().name());
        }
    }
}

#[test]
fn the_json_tells_path_reason_and_candidates() {
    let pki = Pki::new();
    let [passed, failed, _] = reports(&pki);
    let json = passed.to_json(Language::En, false);
    assert_eq!(json["certificate"]["sha256"], pki.person.sha256().to_string());
    assert_eq!(json["path"]["certificates"][1]["subject"], "C=VN, CN=CA");
    assert_eq!(json["path"]["anchor"]["sha256"], pki.root.sha256().to_string());
    assert_eq!((&json["code"], &json["candidates"][0]), (&Value::Null, &Value::Null));
    let json = failed.to_json(Language::En, false);
    assert_eq!(json["code"], "certificate-expired");
    assert_eq!(json["text"], "The certificate has expired.");
    assert_eq!(json["candidates"][0]["text"], json["text"]);
    assert_eq!(json["path"], Value::Null);
}

#[test]
fn all_candidates_are_shown_to_those_who_ask() {
    // The authority's certificate twice makes two ways that are refused.
    let pki = Pki::new();
    let twice = evidence(&pki).with_certificates([pki.authority.clone()]);
    let report = chain::judge(&pki.person, &twice, &Pki::new().policy(), now());
    let count = report.candidates().len();
    assert!(count > 1, "{}", report.to_text(Language::En, true));
    let shown = |all| report.to_json(Language::En, all)["candidates"].as_array().map(Vec::len);
    assert_eq!((shown(false), shown(true)), (Some(1), Some(count)));
    let more = |all| {
        let lines = report.lines(Language::En, all);
        let of = |kind| lines.iter().filter(|line| line.kind() == kind).count();
        (of(LineKind::MoreCandidates), of(LineKind::Candidate))
    };
    assert_eq!((more(false), more(true)), ((1, 0), (0, count)));
}

#[test]
fn the_text_is_its_lines_and_begins_with_the_verdict() {
    for report in reports(&Pki::new()) {
        for language in [Language::En, Language::Vi] {
            let lines = report.lines(language, false);
            let text: Vec<String> = lines.iter().map(ToString::to_string).collect();
            assert_eq!(report.to_text(language, false), text.join("\n") + "\n");
            assert_eq!(lines[0].kind(), LineKind::Verdict(report.verdict()));
            assert_eq!(lines.last().map(chain::Line::kind), Some(LineKind::JudgedAt));
        }
    }
}

#[test]
fn the_text_names_the_certificate_that_was_refused() {
    let pki = Pki::new();
    let [_, failed, _] = reports(&pki);
    let text = failed.to_text(Language::En, false);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "no path holds: The certificate has expired (RFC 5280 §6.1.3 (a)(2))");
    assert_eq!(lines[1], "  C=VN, CN=Người Ký Mẫu");
    assert_eq!(
        lines[2],
        "    ^ refused here: The certificate has expired (RFC 5280 §6.1.3 (a)(2))"
    );
    assert!(failed.to_text(Language::Vi, false).contains("bị từ chối tại đây"));
}

#[test]
fn a_name_cannot_forge_a_line_of_the_text() {
    let pki = Pki::with(Faults {
        person: |person| {
            let name = "x\n\u{1b}[2Ja path to a trusted root was found\r\u{202e}";
            person.distinguished_name.push(DnType::OrganizationName, name);
        },
        ..NONE
    });
    for report in reports(&pki) {
        for language in [Language::En, Language::Vi] {
            let text = report.to_text(language, true);
            let harmful = |char: char| char.is_control() && char != '\n' || char == '\u{202e}';
            assert!(!text.contains(harmful), "{text:?}");
            assert!(text.lines().skip(1).all(|line| !line.starts_with("a path")), "{text}");
        }
    }
}
