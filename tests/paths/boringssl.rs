//! BoringSSL's `verify_certificate_chain_unittest`.

use antin::oid::ObjectIdentifier;
use antin::policy::{PathInputs, Purpose, TrustAnchor};
use serde_json::Value;

use crate::suite::{Case, Expected, Suite, Tally, anchor, text, texts, time};

#[test]
fn boringssl() {
    let Some(suite) = Suite::open("boringssl-pki") else { return };
    let mut tally = Tally::default();
    for case in suite.cases().iter().filter(|case| case.get("chain").is_some()) {
        let (id, expected) = (text(case, "id"), Expected::of(case));
        let Some(purpose) = purpose(case) else {
            tally.not_applicable();
            continue;
        };
        match read(&suite, case, purpose) {
            Some(judged) => drop(tally.compare(id, expected, judged.judge())),
            None => tally.not_applicable(),
        }
    }
    suite.report(tally);
}

/// The purpose, where there is one here. Where the source says that its own is beside the point,
/// none is asked.
fn purpose(case: &Value) -> Option<Purpose> {
    match text(case, "key_purpose") {
        "ANY_EKU" => Some(Purpose::Any),
        "SERVER_AUTH" | "SERVER_AUTH_STRICT" | "SERVER_AUTH_STRICT_LEAF" => {
            Some(Purpose::TlsServer)
        }
        "C2PA_TIMESTAMPING" => Some(Purpose::TimeStamping),
        _ if case["tls_specific"] == false => Some(Purpose::Any),
        _ => None,
    }
}

fn read(suite: &Suite, case: &Value, purpose: Purpose) -> Option<Case> {
    let chain = texts(case, "chain");
    let (leaf, above) = chain.split_first()?;
    let (last, between) = above.split_last().unwrap_or((leaf, &[]));
    let words = text(case, "trust").to_lowercase();
    let trusted = anchor(&suite.read(last)).map(|anchor| trust(anchor, &words, chain.len()));
    let anchors = match trusted {
        Ok(anchor) => vec![Ok(anchor?)],
        Err(error) => vec![Err(error)],
    };
    Some(Case {
        leaf: suite.read(leaf),
        pool: between.iter().map(|file| suite.read(file)).collect(),
        anchors,
        crls: None,
        inputs: inputs(purpose, &case["inputs"]),
        at: time(text(case, "validation_time")),
        // Real certificates of 2012, for which the source's own test lets SHA-1 pass.
        profile: if text(case, "id").contains("not-byte-for-byte") {
            "danger-any-algorithm"
        } else {
            "default"
        },
    })
}

/// BoringSSL believes all of an anchor unless told otherwise; here it is the other way about. `None`
/// where it is told something for which there is no switch here.
fn trust(anchor: TrustAnchor, words: &str, length: usize) -> Option<TrustAnchor> {
    let has = |word: &str| words.contains(word);
    if has("require") && has("basic_constraints") {
        return None;
    }
    let anchor = if has("expir") { anchor } else { anchor.allow_expired() };
    let constrained = ["enforce_anchor_constraints", "with_constraints", "and_constraints"];
    let constrained = constrained.iter().any(|word| has(word));
    let anchor = if constrained { anchor } else { anchor.allow_any_extensions() };
    match length {
        1 if has("leaf") && !has("selfsigned") => Some(anchor.allow_as_leaf()),
        1 => has("leaf").then_some(anchor),
        _ => has("trusted_anchor").then_some(anchor),
    }
}

fn inputs(purpose: Purpose, given: &Value) -> PathInputs {
    let mut inputs = PathInputs::new(purpose);
    let policies =
        given["initial_policy_set"].as_str().or_else(|| given["user_initial_policy_set"].as_str());
    if let Some(policies) = policies {
        let oids = policies.split(',').filter_map(|oid| ObjectIdentifier::from_dotted(oid.trim()));
        inputs = inputs.with_policies(oids);
    }
    let is_set = |key: &str| given[key] == true || given[key] == "true" || given[key] == "True";
    if is_set("initial_explicit_policy") {
        inputs = inputs.require_explicit_policy();
    }
    if is_set("initial_policy_mapping_inhibit") {
        inputs = inputs.inhibit_policy_mapping();
    }
    if is_set("initial_any_policy_inhibit") || is_set("initial_inhibit_any_policy") {
        inputs = inputs.inhibit_any_policy();
    }
    inputs
}
