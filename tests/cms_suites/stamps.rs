//! Time-stamps: those of the CMS files of DSS and SiVa, and the answer of a public authority.

use antin::ades::TimestampReport;
use antin::crypto::{self, DigestAlgorithm, Hasher};
use antin::path::PathError;
use antin::policy::{PathInputs, Policy, Purpose, TrustAnchor, TrustStore, danger};
use antin::tsp::{Response, Token};
use antin::x509::{self, Certificate};
use antin::{Evidence, Time, chain};

use crate::integrity::judge;
use crate::suite::Suite;

/// What is wrong with a time-stamp itself, trust and times apart.
const BROKEN: [&str; 4] = [
    "timestamp-imprint-mismatch",
    "timestamp-changed",
    "timestamp-malformed",
    "signing-certificate-digest-mismatch",
];

fn faults(stamp: &TimestampReport) -> Vec<&'static str> {
    let codes = stamp.findings().iter().map(|finding| finding.code().code());
    codes.filter(|code| BROKEN.contains(code)).collect()
}

/// Every time-stamp that is broken in itself, with its fault; the others are not.
///
/// Of the first six EU DSS says the same in its tests: no time-stamp can be read (0188), an index of an
/// archive time-stamp names what is not there (0195, 0196, 0198), a time-stamp was copied from another
/// signature (0217), or refers to another certificate (0223). The last is over the signature value alone.
const FAULTS: [(&str, &str, &str); 7] = [
    ("DSS-0188", "signature", "timestamp-malformed"),
    ("DSS-0195", "archive-v3", "timestamp-imprint-mismatch"),
    ("DSS-0196", "archive-v3", "timestamp-imprint-mismatch"),
    ("DSS-0198", "archive-v3", "timestamp-imprint-mismatch"),
    ("DSS-0217", "signature", "timestamp-imprint-mismatch"),
    ("DSS-0223", "signature", "signing-certificate-digest-mismatch"),
    ("SIVAT-a10aa8a7", "complete", "timestamp-imprint-mismatch"),
];

/// How many time-stamps of each kind there are; each is judged whatever its kind.
const KINDS: [(&str, usize); 5] =
    [("archive-v2", 4), ("archive-v3", 7), ("complete", 2), ("content", 7), ("signature", 22)];

#[test]
fn time_stamps_of_every_kind_are_over_what_they_should_be() {
    let mut found = Vec::new();
    let mut kinds = std::collections::BTreeMap::new();
    for name in ["dss", "siva-test"] {
        let Some(suite) = Suite::open(name) else { return };
        let format = |case: &serde_json::Value| case["format"] == "CAdES/CMS";
        for case in suite.cases().into_iter().filter(format) {
            let Ok(report) = judge(&suite, &case) else { continue };
            let id = case["id"].as_str().expect("an id");
            let mut stamps = report.signatures().iter().flat_map(|one| one.timestamps());
            let sound = stamps.all(|stamp| faults(stamp).is_empty());
            // Of a suite that says so of all time-stamps of a file.
            assert!(case["timestamps_intact"] != true || sound, "{id}");
            for stamp in report.signatures().iter().flat_map(|one| one.timestamps()) {
                let kind = stamp.kind().name();
                *kinds.entry(kind).or_insert(0_usize) += 1;
                found.extend(faults(stamp).into_iter().map(|fault| (id.to_owned(), kind, fault)));
            }
        }
    }
    let expected = FAULTS.map(|(id, kind, fault)| (id.to_owned(), kind, fault));
    assert_eq!(found, expected);
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), KINDS);
}

#[test]
fn the_answer_of_a_public_authority_is_read_and_verifies() {
    let Some(suite) = Suite::open("timestamps") else { return };
    for case in suite.cases() {
        let text = |key: &str| case[key].as_str().expect("a string");
        let token = Response::from_der(&suite.read(text("path"))).expect("an answer");
        let token = token.token().expect("a token").clone();
        let chain = x509::certificates(&suite.read(text("chain"))).expect("a chain");
        token.verify(&chain, crypto::default_provider()).expect("a good signature");
        let message = text("message").as_bytes();
        let algorithm = token.info().imprint().algorithm().expect("known");
        assert!(token.info().imprint().is_of(&Hasher::digest(algorithm, message)));
        assert!(!token.info().imprint().is_of(&Hasher::digest(DigestAlgorithm::Sha256, b"x")));
        has_path_for_time_stamps_alone(&chain, token.info().time());
    }
}

/// The suite: valid at the time that it names, with the last certificate of the chain as its anchor.
fn has_path_for_time_stamps_alone(certificates: &[Certificate], at: Time) {
    let (anchor, others) = certificates.split_last().expect("an anchor");
    let trust = TrustStore::new(vec![TrustAnchor::from_certificate(anchor.clone())]);
    let policy = danger::skip_revocation(Policy::new(trust.expect("an anchor")));
    let evidence = Evidence::new().with_certificates(others.to_vec());
    let judged = |purpose, at| {
        let policy = policy.clone().with_path_inputs(PathInputs::new(purpose));
        chain::judge(&others[0], &evidence, &policy, at).reason()
    };
    assert_eq!(judged(Purpose::TimeStamping, at), None);
    let past = others[0].not_after().plus_seconds(1);
    // Its anchor may end with it.
    let ended = judged(Purpose::TimeStamping, past);
    assert!(matches!(ended, Some(PathError::Expired | PathError::AnchorExpired)), "{ended:?}");
    assert_eq!(judged(Purpose::OcspSigning, at), Some(PathError::ExtendedKeyUsage));
}

/// EU DSS reads it for an OCSP answer within, which is broken; the token itself is good.
#[test]
fn a_token_with_a_broken_ocsp_answer_is_read_and_its_signature_verifies() {
    let Some(suite) = Suite::open("dss") else { return };
    let cases = suite.cases();
    let case = cases.iter().find(|case| case["format"] == "RFC3161").expect("the case");
    let bytes = suite.read(case["path"].as_str().expect("a path"));
    let token = Token::from_bytes(&bytes).expect("a token");
    token.verify(&[], crypto::default_provider()).expect("a good signature");
}
