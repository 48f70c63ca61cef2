//! NIST PKITS, whole: with its policy inputs, and the status of every certificate demanded by its CRLs.

use antin::oid::ObjectIdentifier;
use antin::path::PathError;
use antin::policy::{PathInputs, Purpose};
use serde_json::Value;

use crate::suite::{Case, Expected, Refused, Suite, Tally, anchor, text, texts, time};

const POLICIES: &str = "2.16.840.1.101.3.2.1.48.";

#[test]
fn pkits() {
    let Some(suite) = Suite::open("pkits") else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        let id = text(&case, "id");
        let section = id.trim_start_matches("PKITS-").rsplit_once('.').expect("a section").0;
        let verdict = read(&suite, &case).judge();
        match tally.compare(id, Expected::of(&case), verdict) {
            Some(Ok(path)) => {
                let found: Vec<_> = path.policies().iter().map(name).collect();
                let expected = texts(&case, "expected_user_constrained_policy_set");
                if found != expected {
                    tally.problem(format!("{id}: policies {found:?}, expected {expected:?}"));
                }
            }
            Some(Err(refused)) if !tells(id, section, &refused) => {
                tally.problem(format!("{id}: refused for another reason: {refused}"));
            }
            _ => {}
        }
    }
    suite.report(tally);
}

fn read(suite: &Suite, case: &Value) -> Case {
    // Ordered from the anchor to the certificate; the pool is given in no helpful order.
    let chain = texts(case, "chain");
    let (leaf, above) = chain.split_last().expect("a certificate");
    Case {
        leaf: suite.read(leaf),
        pool: above.iter().skip(1).map(|file| suite.read(file)).collect(),
        anchors: vec![anchor(&suite.read(text(case, "trust_anchor")))],
        crls: Some(texts(case, "crls").iter().map(|file| suite.read(file)).collect()),
        inputs: inputs(&case["inputs"]),
        at: time(text(case, "validation_time")),
        profile: "default",
    }
}

fn inputs(given: &Value) -> PathInputs {
    let oids = texts(given, "initial_policy_set_oids");
    let policies = oids.iter().map(|oid| ObjectIdentifier::from_dotted(oid).expect("an OID"));
    let mut inputs = PathInputs::new(Purpose::Any).with_policies(policies);
    if given["initial_explicit_policy"] == true {
        inputs = inputs.require_explicit_policy();
    }
    if given["initial_policy_mapping_inhibit"] == true {
        inputs = inputs.inhibit_policy_mapping();
    }
    if given["initial_inhibit_any_policy"] == true {
        inputs = inputs.inhibit_any_policy();
    }
    inputs
}

fn name(policy: &ObjectIdentifier) -> String {
    let dotted = policy.to_string();
    match dotted.strip_prefix(POLICIES) {
        Some(number) => format!("NIST-test-policy-{number}"),
        None if dotted == "2.5.29.32.0" => "anyPolicy".to_owned(),
        None => dotted,
    }
}

/// Cases where a certificate cannot even be read: a signature that is no whole number of octets, a
/// negative serial number, a mapping of anyPolicy.
const UNREADABLE: &[&str] =
    &["PKITS-4.1.2", "PKITS-4.1.6", "PKITS-4.4.15", "PKITS-4.10.7", "PKITS-4.10.8"];

/// Cases where a certificate is on a list. In all others of the sections about revocation the lists
/// at hand do not count, or say "hold", so that nothing is known.
const REVOKED: &[&str] = &[
    "PKITS-4.4.2",
    "PKITS-4.4.3",
    "PKITS-4.4.18",
    "PKITS-4.4.20",
    "PKITS-4.5.2",
    "PKITS-4.5.5",
    "PKITS-4.5.7",
    "PKITS-4.14.2",
    "PKITS-4.14.6",
    "PKITS-4.14.15",
    "PKITS-4.14.20",
    "PKITS-4.14.21",
    "PKITS-4.14.23",
    "PKITS-4.14.31",
    "PKITS-4.14.32",
    "PKITS-4.14.34",
    "PKITS-4.15.3",
    "PKITS-4.15.4",
    "PKITS-4.15.6",
    "PKITS-4.15.9",
];

/// Whether a reason is of the kind that a section tests.
fn tells(id: &str, section: &str, refused: &Refused) -> bool {
    if UNREADABLE.contains(&id) {
        return matches!(refused, Refused::Malformed(_) | Refused::Path(PathError::NoIssuer));
    }
    let Refused::Path(error) = refused else { return false };
    if REVOKED.contains(&id) {
        return *error == PathError::Revoked;
    }
    match section {
        "4.1" => matches!(error, PathError::SignatureMismatch | PathError::KeyMismatch),
        "4.2" => matches!(error, PathError::Expired | PathError::NotYetValid),
        "4.3" => matches!(error, PathError::NoIssuer),
        "4.4" | "4.14" | "4.15" => matches!(error, PathError::RevocationUndetermined),
        // The key that signs CRLs signed a certificate, which it may not.
        "4.5" => matches!(error, PathError::NotCa),
        "4.6" => matches!(error, PathError::NotCa | PathError::PathLength),
        "4.7" => matches!(error, PathError::KeyCertSign | PathError::RevocationUndetermined),
        "4.8" | "4.9" | "4.10" | "4.11" | "4.12" => matches!(error, PathError::Policy),
        "4.13" => {
            matches!(error, PathError::NameNotPermitted(_) | PathError::NameExcluded(_))
        }
        "4.16" => matches!(error, PathError::UnknownCriticalExtension),
        _ => false,
    }
}
