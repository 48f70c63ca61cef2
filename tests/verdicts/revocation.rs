//! What CRLs mean for a signature and for a certificate alone: each doubt with the test that makes it.

use antin::ades::{Doubt, Verdict};
use antin::chain::{self, Outcome};
use antin::path::PathError;
use antin::policy::{Freshness, Missing, Revocation, danger};
use antin::revocation::Standing;
use antin::{Evidence, Language, Policy, Report};
use rcgen::{CustomExtension, RevocationReason};

use crate::pki::{By, Faults, List, NONE, Pki, assert_judged, codes, doubt, judge_at, now, time};

const REVOKED: (i32, u8, u8) = (2026, 11, 10);

fn judged(pki: &Pki, list: &List) -> Report {
    judge_at(&pki.sign(), &pki.careful_policy(), &pki.evidence(list), now())
}

#[test]
fn a_signature_passes_with_the_list_of_each_authority_and_names_the_proof() {
    let pki = Pki::new();
    let report = judged(&pki, &List::empty());
    assert_eq!(report.verdict(), Verdict::Passed, "{}", report.to_text(Language::En));
    let answers = report.signatures()[0].revocation();
    assert_eq!(answers.len(), 2);
    for answer in answers {
        assert_eq!(answer.standing(), Standing::Good);
        assert_eq!(answer.proof().expect("a proof").this_update(), time("2026-11-20"));
    }
    let json = report.to_json(Language::En);
    let link = &json["signatures"][0]["path"]["certificates"][0];
    assert_eq!(link["revocation"], "good");
    assert_eq!(link["revocation_proof"]["kind"], "crl");
    assert_eq!(link["revocation_proof"]["number"], "07");
    let text = report.to_text(Language::Vi);
    assert!(text.contains("chưa bị thu hồi: CRL, "), "{text}");
}

#[test]
fn the_list_of_one_authority_is_not_that_of_the_other() {
    let pki = Pki::new();
    for by in [By::Root, By::Authority] {
        let evidence = Evidence::new().with_crls([pki.crl(by, &List::empty())]);
        let report = judge_at(&pki.sign(), &pki.careful_policy(), &evidence, now());
        assert_judged(&report, doubt(Doubt::TryLater), "revocation-unknown");
    }
}

#[test]
fn a_revoked_signer_is_told_apart_from_a_revoked_authority() {
    let pki = Pki::new();
    let report = judged(&pki, &List::revoking(&pki.person, REVOKED));
    assert_judged(&report, doubt(Doubt::RevokedNoPoe), "certificate-revoked");
    assert!(report.signatures()[0].path().is_some());

    let root = pki.crl(By::Root, &List::revoking(&pki.authority, REVOKED));
    let of_authority = pki.crl(By::Authority, &List::empty());
    let evidence = Evidence::new().with_crls([root, of_authority]);
    let report = judge_at(&pki.sign(), &pki.careful_policy(), &evidence, now());
    assert_judged(&report, doubt(Doubt::RevokedCaNoPoe), "certificate-revoked");
}

#[test]
fn the_finding_names_time_reason_and_list() {
    let pki = Pki::new();
    let reason = Some(RevocationReason::KeyCompromise);
    let list = List { revoked: vec![(pki.person.clone(), REVOKED, reason)], ..List::empty() };
    let report = judged(&pki, &list);
    let json = report.to_json(Language::En);
    let findings = json["signatures"][0]["findings"].as_array().expect("findings");
    let finding = findings.iter().find(|one| one["code"] == "certificate-revoked").expect("it");
    assert_eq!(finding["details"]["time"], "2026-11-10T00:00:00Z");
    assert_eq!(finding["details"]["reason"], "keyCompromise");
    assert!(finding["details"]["proof"].as_str().expect("text").contains("CN=CA, 07, 2026-11-20"));
}

#[test]
fn a_hold_is_told_to_be_one() {
    let pki = Pki::new();
    let reason = Some(RevocationReason::CertificateHold);
    let list = List { revoked: vec![(pki.person.clone(), REVOKED, reason)], ..List::empty() };
    assert_judged(&judged(&pki, &list), doubt(Doubt::TryLater), "certificate-on-hold");
}

#[test]
fn a_list_counts_until_its_next_update_and_not_before_it_was_made() {
    let pki = Pki::new();
    let (signature, policy) = (pki.sign(), pki.careful_policy());
    let evidence = pki.evidence(&List::empty());
    let at = |text: &str| judge_at(&signature, &policy, &evidence, time(text));
    assert_eq!(at("2026-11-20T00:00:00Z").verdict(), Verdict::Passed);
    assert_eq!(at("2026-11-27T00:00:00Z").verdict(), Verdict::Passed);
    let late = at("2026-11-27T00:00:01Z");
    assert_judged(&late, doubt(Doubt::TryLater), "revocation-stale");
    // Clocks may differ by 300 s.
    assert_eq!(at("2026-11-19T23:55:00Z").verdict(), Verdict::Passed);
    let early = at("2026-11-19T23:54:59Z");
    assert_judged(&early, doubt(Doubt::TryLater), "revocation-from-the-future");
}

#[test]
fn a_policy_may_want_newer_lists_or_bear_with_late_ones() {
    let pki = Pki::new();
    let (signature, evidence) = (pki.sign(), pki.evidence(&List::empty()));
    let with = |freshness, text: &str| {
        let policy = pki.careful_policy().with_freshness(freshness);
        judge_at(&signature, &policy, &evidence, time(text)).verdict()
    };
    let day = Freshness::new().with_max_age(86_400);
    assert_eq!(with(day, "2026-11-21T00:00:00Z"), Verdict::Passed);
    assert_eq!(with(day, "2026-11-21T00:00:01Z"), doubt(Doubt::TryLater));
    let grace = Freshness::new().with_grace(600);
    assert_eq!(with(grace, "2026-11-27T00:10:00Z"), Verdict::Passed);
    assert_eq!(with(grace, "2026-11-27T00:10:01Z"), doubt(Doubt::TryLater));
    assert_eq!(with(grace, "2026-11-19T23:50:00Z"), Verdict::Passed);
    assert_eq!(with(grace, "2026-11-19T23:49:59Z"), doubt(Doubt::TryLater));
}

#[test]
fn a_revocation_counts_from_a_list_that_is_out_of_date() {
    let pki = Pki::new();
    let old = List {
        this_update: (2026, 11, 11),
        next_update: (2026, 11, 18),
        ..List::revoking(&pki.person, REVOKED)
    };
    assert_judged(&judged(&pki, &old), doubt(Doubt::RevokedNoPoe), "certificate-revoked");
}

#[test]
fn a_newer_list_without_the_certificate_contradicts_and_does_not_clear_it() {
    let pki = Pki::new();
    let old = List {
        this_update: (2026, 11, 11),
        next_update: (2026, 11, 18),
        ..List::revoking(&pki.person, REVOKED)
    };
    let evidence = pki.evidence(&List::empty()).with_crls([pki.crl(By::Authority, &old)]);
    let report = judge_at(&pki.sign(), &pki.careful_policy(), &evidence, now());
    assert_judged(&report, doubt(Doubt::RevokedNoPoe), "revocation-contradictory");
}

#[test]
fn a_hold_ends_with_a_newer_list_without_the_certificate() {
    let pki = Pki::new();
    let held = Some(RevocationReason::CertificateHold);
    let old = List {
        this_update: (2026, 11, 19),
        revoked: vec![(pki.person.clone(), REVOKED, held)],
        ..List::empty()
    };
    let evidence = pki.evidence(&List::empty()).with_crls([pki.crl(By::Authority, &old)]);
    let report = judge_at(&pki.sign(), &pki.careful_policy(), &evidence, now());
    assert_eq!(report.verdict(), Verdict::Passed, "{}", report.to_text(Language::En));
}

#[test]
fn what_is_present_is_evaluated_and_what_is_absent_is_a_warning() {
    let pki = Pki::new();
    let judge =
        |evidence: &Evidence, policy: &Policy| judge_at(&pki.sign(), policy, evidence, now());
    let policy = pki.careful_policy().with_revocation(Revocation::IfPresent);
    let nothing = judge(&Evidence::new(), &policy);
    assert_judged(&nothing, Verdict::Passed, "revocation-not-available");
    let revoked = pki.evidence(&List::revoking(&pki.person, REVOKED));
    let report = judge(&revoked, &policy);
    assert_judged(&report, doubt(Doubt::RevokedNoPoe), "certificate-revoked");
    let stale = List { next_update: (2026, 11, 21), ..List::empty() };
    let report = judge(&pki.evidence(&stale), &policy);
    assert_judged(&report, doubt(Doubt::TryLater), "revocation-stale");
    let report = judge(&revoked, &danger::skip_revocation(policy));
    assert_judged(&report, Verdict::Passed, "revocation-skipped");
}

#[test]
fn a_certificate_without_a_published_status_passes_with_a_warning_unless_the_policy_refuses() {
    let pki = Pki::with(Faults {
        person: |person| {
            let none = CustomExtension::from_oid_content(&[2, 5, 29, 56], vec![5, 0]);
            person.custom_extensions.push(none);
        },
        ..NONE
    });
    let evidence = Evidence::new().with_crls([pki.crl(By::Root, &List::empty())]);
    let policy = pki.careful_policy();
    let report = judge_at(&pki.sign(), &policy, &evidence, now());
    assert_judged(&report, Verdict::Passed, "revocation-not-published");
    let refusing = policy.with_no_rev_avail(Missing::Refuse);
    let report = judge_at(&pki.sign(), &refusing, &evidence, now());
    assert_judged(&report, doubt(Doubt::TryLater), "revocation-unknown");
}

#[test]
fn a_list_signed_with_another_key_does_not_count() {
    let (pki, other) = (Pki::new(), Pki::new());
    let forged = other.crl(By::Authority, &List::empty());
    let root = pki.crl(By::Root, &List::empty());
    let evidence = Evidence::new().with_crls([root, forged]);
    let report = judge_at(&pki.sign(), &pki.careful_policy(), &evidence, now());
    assert_judged(&report, doubt(Doubt::TryLater), "revocation-undecided");
}

#[test]
fn an_expired_signer_is_told_by_whether_it_was_revoked() {
    let pki = Pki::new();
    let (signature, policy) = (pki.sign(), pki.careful_policy());
    let lists = |list: &List| {
        let root = List { next_update: (2029, 2, 1), ..List::empty() };
        Evidence::new().with_crls([pki.crl(By::Root, &root), pki.crl(By::Authority, list)])
    };
    let at = time("2029-01-15");
    // A list from before the end that is still in force.
    let good = List { this_update: (2028, 12, 20), next_update: (2029, 2, 1), ..List::empty() };
    let report = judge_at(&signature, &policy, &lists(&good), at);
    assert_judged(&report, doubt(Doubt::OutOfBoundsNotRevoked), "certificate-expired");
    let revoking = List { revoked: List::revoking(&pki.person, REVOKED).revoked, ..good };
    let report = judge_at(&signature, &policy, &lists(&revoking), at);
    assert_judged(&report, doubt(Doubt::RevokedNoPoe), "certificate-expired");
    assert!(codes(&report.signatures()[0]).contains(&"certificate-revoked"));
    // A list from after the end leaves expired certificates out.
    let after = List { this_update: (2029, 1, 10), next_update: (2029, 2, 1), ..List::empty() };
    let report = judge_at(&signature, &policy, &lists(&after), at);
    assert_judged(&report, doubt(Doubt::OutOfBoundsNoPoe), "certificate-expired");
}

#[test]
fn a_certificate_alone_is_judged_by_the_same_lists() {
    let pki = Pki::new();
    let judge = |list: &List| {
        let evidence = pki.evidence(list).with_certificates([pki.authority.clone()]);
        chain::judge(&pki.person, &evidence, &pki.careful_policy(), now())
    };
    let good = judge(&List::empty());
    assert_eq!(good.verdict(), Outcome::Passed);
    assert_eq!(good.revocation().len(), 2);
    let revoked = judge(&List::revoking(&pki.person, REVOKED));
    assert_eq!((revoked.verdict(), revoked.reason()), (Outcome::Failed, Some(PathError::Revoked)));
    let against = revoked.revocation_against().expect("an answer");
    assert!(matches!(against.standing(), Standing::Revoked(_)));
    let stale = judge(&List { next_update: (2026, 11, 21), ..List::empty() });
    assert_eq!(stale.verdict(), Outcome::Indeterminate);
    let text = stale.to_text(Language::En, false);
    assert!(text.contains("(stale)"), "{text}");
    let json = stale.to_json(Language::En, false);
    assert_eq!(json["revocation"]["refused"][0]["code"], "stale");
}
