//! EU DSS passes what antin makes, and antin passes what EU DSS makes; neither passes what was changed.

use crate::exchange::{Change, peer_judges_ours, we_judge_theirs};
use crate::{DSS, pki};
use antin::ades::{Failure, Verdict};

/// What DSS 6.4 says under its default policy.
///
/// It verifies Ed25519 and then refuses the algorithm: "Not referenced in ETSI/SOGIS", says
/// `policy/constraint.xml` of dss-policy-jaxb, after ETSI TS 119 312 v1.5.1. So its answer to a good
/// signature is the one about algorithms, and to a changed one the one about the change.
fn expected(key: &str, change: Change) -> (&'static str, Option<&'static str>) {
    match (change, key) {
        (Change::Content, _) => ("TOTAL_FAILED", Some("HASH_FAILURE")),
        (Change::Value, _) => ("TOTAL_FAILED", Some("SIG_CRYPTO_FAILURE")),
        (Change::Nothing, "ed25519") => {
            ("INDETERMINATE", Some("CRYPTO_CONSTRAINTS_FAILURE_NO_POE"))
        }
        (Change::Nothing, _) => ("TOTAL_PASSED", None),
    }
}

#[test]
fn dss_passes_what_antin_makes_and_says_what_was_changed() {
    if !DSS.is_here() {
        return;
    }
    let folder = pki("dss-ours");
    for (case, answer) in peer_judges_ours(&DSS, &folder) {
        let (indication, sub_indication) = expected(case.key, case.change);
        assert_eq!(answer["indication"].as_str(), Some(indication), "{case:?}: {answer}");
        assert_eq!(answer["subIndication"].as_str(), sub_indication, "{case:?}: {answer}");
        assert_eq!(answer["level"].as_str(), Some("CAdES-BASELINE-B"), "{case:?}: {answer}");
    }
}

#[test]
fn antin_passes_what_dss_makes_and_says_what_was_changed() {
    if !DSS.is_here() {
        return;
    }
    let folder = pki("dss-theirs");
    for (case, verdict) in we_judge_theirs(&DSS, &folder) {
        let expected = match case.change {
            Change::Content => Verdict::Failed(Failure::HashFailure),
            Change::Nothing => Verdict::Passed,
            Change::Value => Verdict::Failed(Failure::SigCryptoFailure),
        };
        assert_eq!(verdict, expected, "{case:?}");
    }
}
