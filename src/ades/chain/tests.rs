//! Tests of what each reason of path validation means for a signature.

use super::*;
use crate::Time;
use crate::ades::Language;
use crate::crypto::DigestAlgorithm;
use crate::path::{NameForm, Rule};
use crate::policy::AlgorithmRefusal;

const FORM: NameForm = NameForm::Directory;
const SHA1: AlgorithmRefusal = AlgorithmRefusal::Digest(DigestAlgorithm::Sha1);

fn past() -> AlgorithmRefusal {
    AlgorithmRefusal::Past { until: Time::from_unix(0) }
}

/// Each reason; what it means if it is about the signer, and if it is about an authority.
fn table() -> Vec<(PathError, &'static str, &'static str)> {
    let same = |error, name| (error, name, name);
    let general = |error| same(error, "CERTIFICATE_CHAIN_GENERAL_FAILURE");
    let constraint = |error| same(error, "CHAIN_CONSTRAINTS_FAILURE");
    let none = |error| same(error, "NO_CERTIFICATE_CHAIN_FOUND");
    vec![
        none(PathError::NoIssuer),
        none(PathError::TooDeep),
        none(PathError::BudgetSpent),
        none(PathError::AnchorIsNotForItself),
        same(PathError::AnchorNotYetValid, "NO_CERTIFICATE_CHAIN_FOUND_NO_POE"),
        same(PathError::AnchorExpired, "NO_CERTIFICATE_CHAIN_FOUND_NO_POE"),
        (PathError::NotYetValid, "NOT_YET_VALID", "CERTIFICATE_CHAIN_GENERAL_FAILURE"),
        (PathError::Expired, "OUT_OF_BOUNDS_NO_POE", "CERTIFICATE_CHAIN_GENERAL_FAILURE"),
        (PathError::Revoked, "REVOKED_NO_POE", "REVOKED_CA_NO_POE"),
        same(PathError::RevocationUndetermined, "TRY_LATER"),
        constraint(PathError::Policy),
        constraint(PathError::ExtendedKeyUsage),
        constraint(PathError::KeyUsage),
        constraint(PathError::ReferenceName),
        constraint(PathError::WebProfile(Rule::Version)),
        same(PathError::Algorithm(SHA1), "CRYPTO_CONSTRAINTS_FAILURE"),
        same(PathError::Algorithm(past()), "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"),
        general(PathError::UnsupportedAlgorithm),
        general(PathError::KeyMismatch),
        general(PathError::SignatureMismatch),
        general(PathError::AnchorNotCa),
        general(PathError::NotCa),
        general(PathError::PathLength),
        general(PathError::KeyCertSign),
        general(PathError::UnknownCriticalExtension),
        general(PathError::NameNotPermitted(FORM)),
        general(PathError::NameExcluded(FORM)),
        general(PathError::NameUnprocessable(FORM)),
        general(PathError::PolicyGraphTooLarge),
    ]
}

#[test]
fn each_reason_has_its_sub_indication() {
    for (error, signer, authority) in table() {
        assert_eq!(verdict_of(error, true).sub_indication(), Some(signer), "{error:?}");
        assert_eq!(verdict_of(error, false).sub_indication(), Some(authority), "{error:?}");
    }
}

#[test]
fn each_reason_is_told_in_both_languages_under_a_code_of_its_own() {
    let mut told = std::collections::BTreeMap::new();
    for (error, ..) in table() {
        let code = FindingCode::Path(error);
        let texts = (code.text(Language::En), code.text(Language::Vi));
        assert!(texts.0.is_ascii() && texts.0.ends_with('.'), "{error:?}");
        assert!(!texts.1.is_ascii() && texts.1.ends_with('.'), "{error:?}");
        assert!(FindingCode::ALL.iter().all(|other| other.code() != code.code()), "{error:?}");
        assert_eq!(*told.entry(texts).or_insert_with(|| code.code()), code.code(), "{error:?}");
    }
}

#[test]
fn a_reason_without_a_candidate_is_never_held_against_the_signer_s_own_certificate() {
    let refusal = |candidates| {
        let mut judgement = Judgement::new();
        decide(&mut judgement, &refusal_of(candidates), None, &|_| None);
        judgement.finish().0
    };
    assert_eq!(refusal(Vec::new()), Verdict::Indeterminate(Doubt::CertificateChainGeneralFailure));
}

fn refusal_of(candidates: Vec<Candidate>) -> Refusal {
    Refusal { reason: PathError::NotYetValid, candidates, budget_spent: false }
}
