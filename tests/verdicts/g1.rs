//! The first government hierarchy: its SHA-1 chains are judged under one profile only, and marked.
//!
//! `g1/make.sh` made the files, with names of nobody.

use antin::ades::{Doubt, Verdict};
use antin::keys::{Credential, PrivateKey};
use antin::policy::{Policy, Profile, Revocation, TrustStore};
use antin::x509::Certificate;
use antin::{Evidence, Report, cades};

use crate::pki::{CONTENT, assert_judged, codes, doubt, judge_at, options, time};

fn judge(profile: &str, at: &str) -> Report {
    let read = |der: &[u8]| Certificate::from_der(der).expect("a certificate");
    let chain = vec![read(include_bytes!("g1/person.der")), read(include_bytes!("g1/ca.der"))];
    let key = PrivateKey::from_bytes(include_bytes!("g1/person.key.pem"), None).expect("a key");
    let credential = Credential::new(chain, key).expect("a credential");
    let signature = cades::sign(CONTENT, &credential, &options()).expect("signed");
    let trust = TrustStore::from_pem(include_bytes!("g1/root.der")).expect("a root");
    let policy = Policy::new(trust)
        .with_profile(Profile::named(profile).expect("built in"))
        .with_revocation(Revocation::IfPresent);
    judge_at(&signature, &policy, &Evidence::new(), time(at))
}

#[test]
fn passes_under_the_legacy_profile_with_a_mark() {
    let report = judge("vn-g1-legacy", "2026-11-21T12:00:00Z");
    assert_judged(&report, Verdict::Passed, "legacy-algorithm-in-chain");
    // The person signs with SHA-256: only the chain is old.
    assert!(!codes(&report.signatures()[0]).contains(&"legacy-algorithm"));
}

#[test]
fn is_refused_under_every_other_profile() {
    for profile in ["default", "vn-2026"] {
        let report = judge(profile, "2026-11-21T12:00:00Z");
        let expected = doubt(Doubt::CryptoConstraintsFailure);
        assert_judged(&report, expected, "certificate-algorithm-refused");
        let text = report.to_text(antin::Language::Vi);
        assert!(text.contains("RSA-PKCS1 with SHA-1"), "{text}");
    }
}
