//! Tests of reports: the verdict on the whole, the way to the content, and both forms.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::ades::{Doubt, Facts, Failure, Finding, FindingCode, Judgement, Language, Step};
use crate::crypto::{DigestAlgorithm, Hasher};
use crate::error::{ApiMisuse, Error};
use crate::policy::{TrustAnchor, TrustStore};
use crate::x509::Name;

/// The key of RFC 8410 §10.1; what is trusted does not matter here.
const SPKI: &[u8] = b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00\
    \x19\xbf\x44\x09\x69\x84\xcd\xfe\x85\x41\xba\xc1\x67\xdc\x3b\x96\
    \xc8\x50\x86\xaa\x30\xb6\xb6\xcb\x0c\x5c\x38\xad\x70\x31\x66\xe1";

fn policy() -> Policy {
    let name = Name::from_der(b"\x30\x0c\x31\x0a\x30\x08\x06\x03\x55\x04\x03\x0c\x01R");
    let anchor = TrustAnchor::new(name.expect("a name"), SPKI).expect("a key");
    Policy::new(TrustStore::new(vec![anchor]).expect("one anchor"))
}

fn signature(verdict: Verdict) -> SignatureReport {
    let mut judgement = Judgement::new();
    Step::ALL.iter().for_each(|step| judgement.complete(*step));
    judgement.note(Finding::new(FindingCode::TimeNotProven));
    match verdict {
        Verdict::Passed => {}
        Verdict::Failed(failure) => {
            judgement.fail(failure, Finding::new(FindingCode::MessageDigestMismatch));
        }
        Verdict::Indeterminate(doubt) => {
            judgement.doubt(doubt, Finding::new(FindingCode::RevocationUnknown).by("clause"));
        }
    }
    SignatureReport::new(judgement, Facts::default())
}

fn report(content: Content, verdicts: &[Verdict]) -> Report {
    let signatures = verdicts.iter().map(|verdict| signature(*verdict)).collect();
    let at = Time::parse_rfc3339("2026-11-21T01:30:00Z").expect("valid");
    Report::new(Format::Cades, content, signatures, &policy(), at)
}

fn passed(content: &[u8]) -> Verified {
    let digest = Hasher::digest(DigestAlgorithm::Sha384, content);
    let length = u64::try_from(content.len()).expect("small");
    report(Content::Passed(digest, length), &[Verdict::Passed]).into_verified().expect("passed")
}

const FAILED: Verdict = Verdict::Failed(Failure::HashFailure);
const DOUBTFUL: Verdict = Verdict::Indeterminate(Doubt::TryLater);

#[test]
fn held_content_is_given_only_if_every_signature_passed() {
    let content = || Content::Held(b"content".as_slice().into());
    let verified = report(content(), &[Verdict::Passed, Verdict::Passed]).into_verified();
    assert_eq!(verified.expect("passed").content(), Some(b"content".as_slice()));
    for other in [FAILED, DOUBTFUL] {
        let rejected = report(content(), &[Verdict::Passed, other]).into_verified();
        let rejected = rejected.expect_err("not every signature passed");
        assert_eq!(rejected.verdict(), other);
        assert_eq!(rejected.verdicts(), [Verdict::Passed, other]);
    }
}

#[test]
fn a_report_without_signatures_is_rejected() {
    let rejected = report(Content::Unknown, &[]).into_verified().expect_err("nothing was signed");
    assert_eq!(rejected.verdict(), Verdict::Indeterminate(Doubt::Custom));
    assert_eq!(rejected.to_string(), "there is no signature");
}

#[test]
fn rejected_lists_the_verdicts() {
    let rejected = report(Content::Unknown, &[Verdict::Passed, FAILED]).into_verified();
    assert_eq!(
        rejected.expect_err("failed").to_string(),
        "not every signature passed: TOTAL-PASSED, TOTAL-FAILED (HASH_FAILURE)"
    );
}

#[test]
fn copies_what_was_judged() {
    let mut sink = Vec::new();
    assert_eq!(passed(b"content").copy_content(&b"content"[..], &mut sink), Ok(7));
    assert_eq!(sink, b"content");
}

#[test]
fn copying_fails_if_the_content_was_changed_cut_or_lengthened() {
    for other in [&b"Content"[..], b"conten", b"content ", b""] {
        let copied = passed(b"content").copy_content(other, Vec::new());
        assert_eq!(copied, Err(Error::ApiMisuse(ApiMisuse::OtherContent)), "{other:?}");
    }
}

#[test]
fn copying_stops_soon_after_what_was_judged() {
    let mut sink = Vec::new();
    let copied = passed(b"content").copy_content(std::io::repeat(b'c'), &mut sink);
    assert_eq!(copied, Err(Error::ApiMisuse(ApiMisuse::OtherContent)));
    assert!(sink.len() <= 8, "{}", sink.len());
}

#[test]
fn content_that_is_not_known_cannot_be_copied() {
    let verified = report(Content::Unknown, &[Verdict::Passed]).into_verified().expect("passed");
    let copied = verified.copy_content(&b""[..], Vec::new());
    assert_eq!(copied, Err(Error::ApiMisuse(ApiMisuse::OtherContent)));
}

#[test]
fn json_has_the_shape_that_is_promised() {
    let json = report(Content::Unknown, &[DOUBTFUL]).to_json(Language::En);
    assert_eq!(json["verdict"], "INDETERMINATE");
    assert_eq!(json["sub_indication"], "TRY_LATER");
    assert_eq!(json["format"], "CAdES");
    assert_eq!(json["judged_at"], "2026-11-21T01:30:00Z");
    assert_eq!(
        json["policy"],
        json!({"profile": "default", "version": "2026-11-21", "level": null, "revocation": "require"})
    );
    let finding = &json["signatures"][0]["findings"][1];
    assert_eq!(finding["code"], "revocation-unknown");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["clause"], "clause");
}

#[test]
fn text_begins_with_the_verdict_and_speaks_the_language() {
    let text = report(Content::Unknown, &[FAILED, Verdict::Passed]).to_text(Language::Vi);
    assert!(text.starts_with("TOTAL-FAILED (HASH_FAILURE) - Có chữ ký không hợp lệ.\n"), "{text}");
    assert!(text.contains("\nChữ ký 2/2: hợp lệ - TOTAL-PASSED\n"), "{text}");
    assert!(text.contains("2026-11-21T08:30:00+07:00"), "{text}");
    let text = report(Content::Unknown, &[Verdict::Passed]).to_text(Language::En);
    assert!(text.starts_with("TOTAL-PASSED - Every signature is good.\n"), "{text}");
    let text = report(Content::Unknown, &[]).to_text(Language::En);
    assert!(text.starts_with("INDETERMINATE (CUSTOM) - There is no signature.\n"), "{text}");
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../../../docs/report.schema.json")).expect("JSON")
}

/// The schema, but with every member that it does not name forbidden.
fn closed(mut schema: Value) -> Value {
    fn close(value: &mut Value) {
        if let Value::Object(object) = value {
            if object.contains_key("properties") && !object.contains_key("additionalProperties") {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            object.values_mut().for_each(close);
        } else if let Value::Array(items) = value {
            items.iter_mut().for_each(close);
        }
    }
    close(&mut schema);
    schema
}

#[test]
fn the_schema_names_every_sub_indication() {
    let schema = schema();
    let named = schema["$defs"]["sub_indication"]["enum"].as_array().expect("a list");
    let failures = Failure::ALL.iter().map(|failure| failure.etsi_name());
    let all: Vec<_> = failures.chain(Doubt::ALL.iter().map(|doubt| doubt.etsi_name())).collect();
    assert_eq!(named.len(), all.len() + 1);
    assert!(all.iter().all(|name| named.contains(&json!(name))));
}

#[test]
fn the_schema_refuses_a_report_that_lacks_or_adds_a_member() {
    let validator = jsonschema::validator_for(&closed(schema())).expect("a schema");
    let whole = report(Content::Unknown, &[FAILED]).to_json(Language::En);
    assert!(validator.is_valid(&whole));
    for member in whole.as_object().expect("an object").keys() {
        let mut less = whole.clone();
        less.as_object_mut().expect("an object").remove(member);
        assert!(!validator.is_valid(&less), "{member}");
    }
    let mut more = whole;
    more["more"] = json!(1);
    assert!(!validator.is_valid(&more));
}

fn verdicts() -> impl Strategy<Value = Vec<Verdict>> {
    let failures = Failure::ALL.iter().map(|failure| Verdict::Failed(*failure));
    let doubts = Doubt::ALL.iter().map(|doubt| Verdict::Indeterminate(*doubt));
    let all: Vec<_> = failures.chain(doubts).chain([Verdict::Passed; 20]).collect();
    proptest::collection::vec(proptest::sample::select(all), 0..5)
}

proptest! {
    #[test]
    fn every_report_follows_the_schema(verdicts in verdicts(), vietnamese in any::<bool>()) {
        let language = if vietnamese { Language::Vi } else { Language::En };
        let json = report(Content::Unknown, &verdicts).to_json(language);
        let validator = jsonschema::validator_for(&closed(schema())).expect("a schema");
        let errors: Vec<_> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
        prop_assert!(errors.is_empty(), "{errors:?}");
    }

    #[test]
    fn verified_exactly_if_there_is_a_signature_and_all_passed(verdicts in verdicts()) {
        let all = !verdicts.is_empty() && verdicts.iter().all(|verdict| verdict.is_passed());
        let report = report(Content::Unknown, &verdicts);
        prop_assert_eq!(report.verdict().is_passed(), all);
        prop_assert_eq!(report.into_verified().is_ok(), all);
    }
}
