//! The chain of certificates (EN 319 102-1 §5.2.6).

use antin::ades::{Doubt, Failure, Verdict};
use antin::policy::{Profile, Revocation, TrustAnchor, TrustStore, danger};
use antin::{Evidence, Policy};
use rcgen::{ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose, date_time_ymd};

use crate::pki::{
    Faults, NONE, Pki, assert_judged, codes, doubt, failure, judge_at, now, options, time,
};

#[test]
fn a_chain_without_fault_passes() {
    let pki = Pki::new();
    let report = pki.judge(&pki.policy());
    assert_eq!(report.verdict(), Verdict::Passed);
    let path = report.signatures()[0].path().expect("a path");
    assert_eq!(path.certificates(), [pki.person.clone(), pki.authority.clone()]);
    assert_eq!(path.anchor().certificate(), Some(&pki.root));
}

#[test]
fn a_foreign_root_gives_no_chain() {
    let (pki, foreign) = (Pki::new(), Pki::new());
    let report = pki.judge(&foreign.policy());
    assert_judged(&report, doubt(Doubt::NoCertificateChainFound), "no-trusted-issuer");
    assert!(report.signatures()[0].path().is_none());
    assert!(!report.signatures()[0].candidates().is_empty());
}

#[test]
fn a_chain_that_is_not_there_can_be_given_by_the_caller() {
    let pki = Pki::new();
    let alone = pki.credential_with(vec![pki.person.clone()]);
    let signature = antin::cades::sign(crate::pki::CONTENT, &alone, &options()).expect("signed");
    let report = crate::pki::judge(&signature, &pki.policy());
    assert_judged(&report, doubt(Doubt::NoCertificateChainFound), "no-trusted-issuer");
    let evidence = Evidence::new().with_certificates([pki.authority.clone()]);
    let report = judge_at(&signature, &pki.policy(), &evidence, now());
    assert_judged(&report, Verdict::Passed, "chain-leaf-only");
    let whole = pki.judge(&pki.policy());
    assert!(!codes(&whole.signatures()[0]).contains(&"chain-completed-by-caller"));
}

#[test]
fn an_expired_root_gives_no_chain_that_can_be_proven() {
    let pki = Pki::with(Faults { root: |root| root.not_after = date_time_ymd(2025, 1, 1), ..NONE });
    let report = pki.judge(&pki.policy());
    assert_judged(&report, doubt(Doubt::NoCertificateChainFoundNoPoe), "anchor-expired");
    let anchor = TrustAnchor::from_certificate(pki.root.clone()).allow_expired();
    let lenient = Policy::new(TrustStore::new(vec![anchor]).expect("an anchor"));
    let report = pki.judge(&lenient.with_revocation(Revocation::IfPresent));
    assert_eq!(report.verdict(), Verdict::Passed);
}

#[test]
fn an_issuer_that_is_no_authority_is_a_general_failure() {
    let pki = Pki::with(Faults {
        authority: |authority| {
            authority.is_ca = IsCa::ExplicitNoCa;
            authority.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        },
        ..NONE
    });
    let report = pki.judge(&pki.policy());
    let expected = doubt(Doubt::CertificateChainGeneralFailure);
    assert_judged(&report, expected, "issuer-not-an-authority");
}

#[test]
fn an_expired_authority_is_a_general_failure() {
    let expired =
        |params: &mut rcgen::CertificateParams| params.not_after = date_time_ymd(2025, 1, 1);
    let pki = Pki::with(Faults { authority: expired, ..NONE });
    let report = pki.judge(&pki.policy());
    let expected = doubt(Doubt::CertificateChainGeneralFailure);
    assert_judged(&report, expected, "certificate-expired");
}

#[test]
fn a_key_that_is_not_for_signing_does_not_meet_the_policy() {
    let pki = Pki::with(Faults {
        person: |person| person.key_usages = vec![KeyUsagePurpose::KeyEncipherment],
        ..NONE
    });
    let report = pki.judge(&pki.policy());
    assert_judged(&report, doubt(Doubt::ChainConstraintsFailure), "key-usage-refused");
}

#[test]
fn the_extended_key_usages_of_agencies_are_no_obstacle() {
    let pki = Pki::with(Faults {
        person: |person| {
            person.extended_key_usages =
                vec![ExtendedKeyUsagePurpose::ClientAuth, ExtendedKeyUsagePurpose::EmailProtection];
        },
        ..NONE
    });
    assert_eq!(pki.judge(&pki.policy()).verdict(), Verdict::Passed);
}

#[test]
fn a_certificate_policy_that_is_demanded_must_be_there() {
    let pki = Pki::new();
    let text = Profile::text_of("default").expect("built in").replacen(
        "purpose = \"document\"",
        "purpose = \"document\"\npolicies = [\"2.16.704.1.1.1.1.1\"]\nrequire_explicit_policy = true",
        1,
    );
    let profile = Profile::from_toml(&text).expect("a profile");
    let report = pki.judge(&pki.policy().with_profile(profile));
    assert_judged(&report, doubt(Doubt::ChainConstraintsFailure), "no-acceptable-policy");
}

#[test]
fn an_expired_certificate_is_out_of_bounds() {
    let pki = Pki::new();
    let signature = pki.sign();
    let judge = |at| judge_at(&signature, &pki.policy(), &Evidence::new(), time(at));
    let report = judge("2029-01-01T00:00:01Z");
    assert_judged(&report, doubt(Doubt::OutOfBoundsNoPoe), "certificate-expired");
    assert_eq!(judge("2029-01-01T00:00:00Z").verdict(), Verdict::Passed);
}

#[test]
fn a_certificate_that_begins_after_the_judgement_was_not_valid_when_it_signed() {
    let pki = Pki::new();
    let signature = pki.sign();
    let judge = |at| judge_at(&signature, &pki.policy(), &Evidence::new(), time(at));
    let report = judge("2023-12-31T23:59:59Z");
    assert_judged(&report, failure(Failure::NotYetValid), "certificate-not-yet-valid");
    assert_eq!(judge("2024-01-01T00:00:00Z").verdict(), Verdict::Passed);
}

#[test]
fn revocation_status_is_demanded_unless_the_caller_says_otherwise() {
    let pki = Pki::new();
    let careful = pki.careful_policy();
    let report = pki.judge(&careful);
    assert_judged(&report, doubt(Doubt::TryLater), "revocation-unknown");
    assert!(report.signatures()[0].path().is_some());
    let report = pki.judge(&careful.clone().with_revocation(Revocation::IfPresent));
    assert_judged(&report, Verdict::Passed, "revocation-not-available");
    let report = pki.judge(&danger::skip_revocation(careful));
    assert_judged(&report, Verdict::Passed, "revocation-skipped");
}
