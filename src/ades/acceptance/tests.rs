//! Tests of acceptance: each demand of a profile on attributes, and its absence.

use super::*;
use crate::ades::Verdict;
use crate::policy::{Profile, TrustAnchor, TrustStore};
use crate::x509::Name;

/// The key of RFC 8410 §10.1; what is trusted does not matter here.
const SPKI: &[u8] = b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00\
    \x19\xbf\x44\x09\x69\x84\xcd\xfe\x85\x41\xba\xc1\x67\xdc\x3b\x96\
    \xc8\x50\x86\xaa\x30\xb6\xb6\xcb\x0c\x5c\x38\xad\x70\x31\x66\xe1";

const ALL: Claims =
    Claims { attributes: true, certificate: true, time: None, proven: None, level: Some(Level::B) };

fn now() -> Time {
    Time::parse_rfc3339("2026-11-21T12:00:00Z").expect("valid")
}

fn policy(text: &str) -> Policy {
    let name = Name::from_der(b"\x30\x0c\x31\x0a\x30\x08\x06\x03\x55\x04\x03\x0c\x01R");
    let anchor = TrustAnchor::new(name.expect("a name"), SPKI).expect("a key");
    Policy::new(TrustStore::new(vec![anchor]).expect("one anchor"))
        .with_profile(Profile::from_toml(text).expect("a profile"))
}

/// Judges under the default profile with one row of `[signature]` set.
fn judge(row: &str, value: &str, claims: Claims) -> (Verdict, Vec<FindingCode>) {
    let text = Profile::text_of("default").expect("built in");
    let from = format!("{row} = \"allow\"");
    assert!(text.contains(&from));
    let policy = policy(&text.replace(&from, &format!("{row} = \"{value}\"")));
    let evidence = Evidence::new();
    let setting = Setting { policy: &policy, evidence: &evidence, at: now() };
    let mut judgement = Judgement::new();
    Step::ALL.iter().for_each(|step| judgement.complete(*step));
    judge_acceptance(&mut judgement, &claims, None, &setting);
    let (verdict, findings) = judgement.finish();
    (verdict, findings.iter().map(Finding::code).collect())
}

#[track_caller]
fn assert_demanded(row: &str, without: Claims, allowed: FindingCode, refused: FindingCode) {
    let with = Claims { time: Some(now()), ..ALL };
    let doubt = Verdict::Indeterminate(Doubt::SigConstraintsFailure);
    for (value, claims, verdict, code) in [
        ("allow", with, Verdict::Passed, None),
        ("refuse", with, Verdict::Passed, None),
        ("allow", without, Verdict::Passed, Some(allowed)),
        ("refuse", without, doubt, Some(refused)),
    ] {
        let (judged, codes) = judge(row, value, claims);
        assert_eq!(judged, verdict, "{row} {value}");
        for one in [allowed, refused] {
            assert_eq!(codes.contains(&one), code == Some(one), "{row} {value} {}", one.code());
        }
    }
}

#[test]
fn signed_attributes_can_be_demanded() {
    assert_demanded(
        "missing_signed_attributes",
        Claims { attributes: false, time: Some(now()), ..ALL },
        FindingCode::SignedAttributesMissing,
        FindingCode::SignedAttributesRequired,
    );
}

#[test]
fn a_reference_to_the_certificate_can_be_demanded() {
    assert_demanded(
        "missing_signing_certificate",
        Claims { certificate: false, time: Some(now()), ..ALL },
        FindingCode::SigningCertificateReferenceMissing,
        FindingCode::SigningCertificateReferenceRequired,
    );
}

#[test]
fn a_signing_time_can_be_demanded() {
    assert_demanded(
        "missing_signing_time",
        ALL,
        FindingCode::ClaimedTimeMissing,
        FindingCode::SigningTimeRequired,
    );
}
