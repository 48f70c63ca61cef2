//! What a policy demands of the signature itself (EN 319 102-1 §5.2.8).

use antin::Level;
use antin::ades::{Doubt, Verdict};
use antin::cades;
use antin::policy::Profile;

use rcgen::KeyPair;

use crate::pki::{CONTENT, NONE, Pki, assert_judged, codes, doubt, judge, now};

/// The default profile with one change.
fn profile(from: &str, to: &str) -> Profile {
    let text = Profile::text_of("default").expect("built in");
    assert!(text.contains(from), "{from}");
    Profile::from_toml(&text.replacen(from, to, 1)).expect("a profile")
}

#[test]
fn a_digest_that_is_not_in_the_profile_is_refused() {
    let pki = Pki::new();
    let without = profile("name = \"SHA-256\"", "name = \"SHA-512\"");
    let report = pki.judge(&pki.policy().with_profile(without));
    assert_eq!(report.verdict(), doubt(Doubt::CryptoConstraintsFailure));
}

#[test]
fn the_signer_s_algorithm_counts_where_the_chain_s_are_good() {
    // Authorities sign with P-256 and SHA-256, the person with P-384 and SHA-384.
    let key = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384).expect("a key");
    let pki = Pki::with_key(NONE, key);
    assert_eq!(pki.judge(&pki.policy()).verdict(), Verdict::Passed);
    for (from, to) in [("SHA-384", "SHA-512"), ("EC-P384", "EC-P256")] {
        let report = pki.judge(&pki.policy().with_profile(profile(from, to)));
        assert_judged(&report, doubt(Doubt::CryptoConstraintsFailure), "algorithm-not-allowed");
    }
}

#[test]
fn an_algorithm_whose_time_is_over_could_be_saved_by_proof() {
    let pki = Pki::new();
    let over = |day: &str| {
        let rule = "kind = \"EC-P256\"";
        let policy = pki.policy().with_profile(profile(rule, &format!("{rule}\nuntil = {day}")));
        pki.judge(&policy)
    };
    assert_eq!(over("2026-11-20").verdict(), doubt(Doubt::CryptoConstraintsFailureNoPoe));
    assert_eq!(over("2026-11-21").verdict(), Verdict::Passed);
}

#[test]
fn a_level_that_is_demanded_must_be_reached() {
    let pki = Pki::new();
    let report = pki.judge(&pki.policy().require_level(Level::T));
    assert_judged(&report, doubt(Doubt::SigConstraintsFailure), "level-not-reached");
    assert_eq!(pki.judge(&pki.policy().require_level(Level::B)).verdict(), Verdict::Passed);
}

#[test]
fn claimed_times_are_compared_and_never_decide() {
    let pki = Pki::new();
    for (ahead, code) in [
        (-3600, "time-not-proven"),
        (0, "time-not-proven"),
        (1, "claimed-time-in-future"),
        (300, "claimed-time-in-future"),
        (301, "claimed-time-local-as-utc"),
        (7 * 3600, "claimed-time-local-as-utc"),
        (7 * 3600 + 300, "claimed-time-local-as-utc"),
        (7 * 3600 + 301, "claimed-time-in-future"),
    ] {
        let options = crate::pki::options().signing_time(now().plus_seconds(ahead));
        let signature = cades::sign(CONTENT, &pki.credential(), &options).expect("signed");
        let report = judge(&signature, &pki.policy());
        assert_judged(&report, Verdict::Passed, code);
        assert!(!codes(&report.signatures()[0]).contains(&"claimed-time-outside-validity"));
        assert_eq!(report.signatures()[0].claimed_time(), Some(now().plus_seconds(ahead)));
        assert_eq!(report.signatures()[0].proven_time(), None);
    }
}

#[test]
fn a_claimed_time_outside_of_the_certificate_is_told() {
    let pki = Pki::new();
    let options = crate::pki::options().signing_time(crate::pki::time("2023-12-31T23:59:59Z"));
    let signature = cades::sign(CONTENT, &pki.credential(), &options).expect("signed");
    let report = judge(&signature, &pki.policy());
    assert_judged(&report, Verdict::Passed, "claimed-time-outside-validity");
}

#[test]
fn a_profile_that_is_not_in_force_is_told() {
    let pki = Pki::new();
    let told = |until: &str| {
        let profile = profile("sources", &format!("until = {until}\nsources"));
        let report = pki.judge(&pki.policy().with_profile(profile));
        assert_eq!(report.verdict(), Verdict::Passed);
        codes(&report.signatures()[0]).contains(&"profile-not-in-force")
    };
    assert!(told("2026-11-20"));
    assert!(!told("2026-11-21"));
}

#[test]
fn rules_that_are_off_are_told() {
    let pki = Pki::new();
    let off = Profile::named("danger-any-algorithm").expect("built in");
    let report = pki.judge(&pki.policy().with_profile(off));
    assert_judged(&report, Verdict::Passed, "algorithm-rules-off");
}
