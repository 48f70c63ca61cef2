//! NIST PKITS, with its policy inputs. Sections 4.4, 4.14 and 4.15 are about CRLs, and so are the
//! cases of other sections that fail by a CRL alone; they are left to whoever checks revocation.

use antin::oid::ObjectIdentifier;
use antin::path::PathError;
use antin::policy::{PathInputs, Purpose};
use serde_json::Value;

use crate::suite::{Case, Expected, Refused, Suite, Tally, anchor, text, texts, time};

/// Cases outside of the three sections whose verdict rests on a CRL.
const BY_CRL: &[&str] = &[
    "PKITS-4.5.2", // the certificate is revoked
    "PKITS-4.5.5", // the certificate is revoked
    "PKITS-4.5.7", // the certificate is revoked
    "PKITS-4.5.8", // the certificate's CRL is signed by another key
    "PKITS-4.7.4", // the CRL's issuer may not sign CRLs
    "PKITS-4.7.5", // the CRL's issuer may not sign CRLs
];

const POLICIES: &str = "2.16.840.1.101.3.2.1.48.";

#[test]
fn pkits() {
    let Some(suite) = Suite::open("pkits") else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        let id = text(&case, "id");
        let section = id.trim_start_matches("PKITS-").rsplit_once('.').expect("a section").0;
        if matches!(section, "4.4" | "4.14" | "4.15") || BY_CRL.contains(&id) {
            tally.not_applicable();
            continue;
        }
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
/// mapping of anyPolicy.
const UNREADABLE: &[&str] = &["PKITS-4.1.2", "PKITS-4.1.6", "PKITS-4.10.7", "PKITS-4.10.8"];

/// Whether a reason is of the kind that a section tests.
fn tells(id: &str, section: &str, refused: &Refused) -> bool {
    if UNREADABLE.contains(&id) {
        return matches!(refused, Refused::Malformed(_) | Refused::Path(PathError::NoIssuer));
    }
    let Refused::Path(error) = refused else { return false };
    match section {
        "4.1" => matches!(error, PathError::SignatureMismatch | PathError::KeyMismatch),
        "4.2" => matches!(error, PathError::Expired | PathError::NotYetValid),
        "4.3" => matches!(error, PathError::NoIssuer),
        "4.6" => matches!(error, PathError::NotCa | PathError::PathLength),
        "4.7" => matches!(error, PathError::KeyCertSign),
        "4.8" | "4.9" | "4.10" | "4.11" | "4.12" => matches!(error, PathError::Policy),
        "4.13" => {
            matches!(error, PathError::NameNotPermitted(_) | PathError::NameExcluded(_))
        }
        "4.16" => matches!(error, PathError::UnknownCriticalExtension),
        _ => false,
    }
}
