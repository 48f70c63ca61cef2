//! Signatures that are past (EN 319 102-1 §5.5, §5.6): each sub-indication that only time can give has a
//! signature that gets it, and beside it the one that passes.

use std::sync::Arc;

use antin::ades::{Doubt, Failure, SignatureReport, TimestampKind, Verdict};
use antin::cades::{self, Options};
use antin::crypto::{DigestAlgorithm, Hasher};
use antin::policy::{Policy, Profile, Revocation, TrustAnchor, TrustStore};
use antin::tsp::{Authority, Request, Timestamper, Token};
use antin::{Evidence, Language, Level, Report, Time};
use rcgen::date_time_ymd;

use crate::pki::{
    By, CONTENT, Day, Faults, List, NONE, Pki, assert_judged, codes, doubt, failure, judge_at, time,
};

const SIGNED: &str = "2026-11-21T09:00:00Z";
const RENEWED: &str = "2028-06-01T00:00:00Z";

/// Lists of both authorities that are in force from a day for a week.
fn lists(
    pki: &Pki,
    from: Day,
    until: Day,
    revoked: &[(&antin::x509::Certificate, Day)],
) -> Evidence {
    let list = |by: By| {
        let revoked = revoked.iter().filter(|(one, _)| {
            let by_root = one.issuer().matches(pki.root.subject());
            by_root == matches!(by, By::Root)
        });
        let revoked = revoked.map(|(one, since)| ((*one).clone(), *since, None)).collect();
        pki.crl(by, &List { this_update: from, next_update: until, revoked })
    };
    Evidence::new().with_crls([list(By::Root), list(By::Authority)])
}

/// Lists of the week in which was signed.
fn then(pki: &Pki) -> Evidence {
    lists(pki, (2026, 11, 20), (2026, 11, 27), &[])
}

fn make(pki: &Pki, level: Level, tsa: Arc<Authority>, evidence: Evidence) -> Vec<u8> {
    let options =
        Options::new(level).signing_time(time(SIGNED)).timestamper(tsa).evidence(evidence);
    cades::sign(CONTENT, &pki.credential(), &options).expect("a signature")
}

fn at_level(pki: &Pki, level: Level) -> Vec<u8> {
    make(pki, level, pki.clock(SIGNED), then(pki))
}

fn judged(signature: &[u8], policy: &Policy, at: &str) -> Report {
    judge_at(signature, policy, &Evidence::new(), time(at))
}

#[track_caller]
fn assert_passes(report: &Report) -> &SignatureReport {
    assert_eq!(report.verdict(), Verdict::Passed, "{}", report.to_text(Language::En));
    &report.signatures()[0]
}

/// An authority for time-stamps that outlives everything, right under the root.
const LONG: Faults = Faults {
    root: |root| root.not_after = date_time_ymd(2060, 1, 1),
    authority: |authority| authority.not_after = date_time_ymd(2058, 1, 1),
    tsa: |tsa| tsa.not_after = date_time_ymd(2056, 1, 1),
    ..NONE
};

#[test]
fn level_lt_is_judged_by_what_it_keeps_when_its_lists_are_old_and_its_signer_is_past() {
    let pki = Pki::new();
    let signature = at_level(&pki, Level::Lt);
    let policy = pki.careful_policy().require_level(Level::Lt);
    // Lists of the day say that the authority for time-stamps is still good. Of the signer they say nothing
    // after its end, and none is in force that long.
    for (day, until) in [((2027, 3, 1), (2027, 3, 8)), ((2030, 6, 1), (2030, 6, 8))] {
        let at = time(&format!("{}-0{}-02T00:00:00Z", day.0, day.1));
        let report = judge_at(&signature, &policy, &lists(&pki, day, until, &[]), at);
        assert_eq!(assert_passes(&report).level(), Some(Level::Lt));
        // The same without what level LT keeps: nothing tells of the signer any more.
        let bare = judge_at(&at_level(&pki, Level::T), &policy, &lists(&pki, day, until, &[]), at);
        assert_eq!(bare.signatures()[0].level(), Some(Level::T));
    }
    let at = time("2030-06-02T00:00:00Z");
    let today = lists(&pki, (2030, 6, 1), (2030, 6, 8), &[]);
    let report = judge_at(&at_level(&pki, Level::T), &pki.careful_policy(), &today, at);
    assert_judged(&report, doubt(Doubt::TryLater), "revocation-undecided");
}

/// Whoever has the key of an authority can write any time into a token, and take lists from that time: how
/// its authority stands is asked for today.
#[test]
fn the_authority_of_the_last_time_stamp_is_asked_about_today() {
    let pki = Pki::with(LONG);
    let signature = at_level(&pki, Level::Lt);
    let (policy, now) = (pki.careful_policy(), time("2027-01-10T00:00:00Z"));
    let stamp = |evidence: &Evidence| {
        let report = judge_at(&signature, &policy, evidence, now);
        report.signatures()[0].timestamps()[0].verdict()
    };
    assert_eq!(stamp(&Evidence::new()), doubt(Doubt::TryLater));
    assert_eq!(stamp(&lists(&pki, (2027, 1, 9), (2027, 1, 16), &[])), Verdict::Passed);
    let stolen = lists(&pki, (2027, 1, 9), (2027, 1, 16), &[(&pki.tsa, (2027, 1, 5))]);
    assert_eq!(stamp(&stolen), doubt(Doubt::RevokedNoPoe));
    // A later time-stamp proves the token: its authority is asked about as of then.
    let options = Options::new(Level::Lta)
        .timestamper(pki.second_clock("2026-11-25T00:00:00Z"))
        .evidence(then(&pki));
    let archived = cades::extend(&signature, None, &options).expect("extended");
    let judged = judge_at(&archived, &policy, &stolen, now);
    assert_passes(&judged);
    let alone = judge_at(&archived, &policy, &Evidence::new(), now);
    let stamps = alone.signatures()[0].timestamps();
    assert_eq!(stamps[1].verdict(), doubt(Doubt::TryLater));
}

/// A signature of a level in a hierarchy that is over in 2040, with time-stamps of one that lives longer;
/// and the policy that trusts both roots.
fn of_two_hierarchies(level: Level) -> (Vec<u8>, Policy, Pki) {
    let (pki, stamps) = (Pki::new(), Pki::with(LONG));
    let evidence = then(&pki).with_crls(then(&stamps).crls().to_vec());
    let signature = make(&pki, level, stamps.clock(SIGNED), evidence);
    let anchors = [pki.root, stamps.root.clone()].map(TrustAnchor::from_certificate);
    let trust = TrustStore::new(anchors.to_vec()).expect("anchors");
    (signature, Policy::new(trust).require_level(level), stamps)
}

const LATER: &str = "2046-11-21T00:00:00Z";

#[test]
fn level_lta_is_judged_twenty_years_later_with_the_roots_and_the_lists_of_the_day() {
    let (signature, policy, stamps) = of_two_hierarchies(Level::Lta);
    // They are about the authority of the last time-stamp; the hierarchy of the signer is long over.
    let today = lists(&stamps, (2046, 11, 20), (2046, 11, 27), &[]);
    let report = judge_at(&signature, &policy, &today, time(LATER));
    let signature = assert_passes(&report);
    assert_eq!(signature.proven_time(), Some(time(SIGNED)));
    let kinds: Vec<_> = signature.timestamps().iter().map(|one| one.kind()).collect();
    assert_eq!(kinds, [TimestampKind::Signature, TimestampKind::ArchiveV3]);
    assert!(codes(signature).contains(&"judged-in-past"));
}

#[test]
fn without_the_archive_time_stamp_it_is_said_what_is_missing() {
    let (signature, policy, stamps) = of_two_hierarchies(Level::Lt);
    let soon = lists(&stamps, (2026, 12, 20), (2026, 12, 27), &[]);
    assert_passes(&judge_at(&signature, &policy, &soon, time("2026-12-21T00:00:00Z")));
    let today = lists(&stamps, (2046, 11, 20), (2046, 11, 27), &[]);
    let report = judge_at(&signature, &policy, &today, time(LATER));
    assert_judged(&report, doubt(Doubt::NoPoe), "revocation-not-proven");
    // While the root is in force, its list still tells of the authority, and what that signed is in doubt.
    let day = lists(&stamps, (2036, 6, 1), (2036, 6, 8), &[]);
    let report = judge_at(&signature, &policy, &day, time("2036-06-02T00:00:00Z"));
    let missing = doubt(Doubt::RevocationOutOfBoundsNoPoe);
    assert_judged(&report, missing, "revocation-not-proven");
    let (signature, policy, _) = of_two_hierarchies(Level::T);
    let report = judged(&signature, &policy, LATER);
    assert_judged(&report, doubt(Doubt::NoCertificateChainFoundNoPoe), "timestamp-not-good");
}

/// The G1 root ends in March 2030. Whoever has its key by then makes authorities and lists of any age.
#[test]
fn what_a_root_signed_is_relied_on_until_the_root_ends() {
    let short = Faults { root: |root| root.not_after = date_time_ymd(2028, 1, 1), ..NONE };
    let (pki, stamps) = (Pki::with(short), Pki::with(LONG));
    let evidence = then(&pki).with_crls(then(&stamps).crls().to_vec());
    let signature = make(&pki, Level::Lt, stamps.clock(SIGNED), evidence);
    let own = TrustAnchor::from_certificate(pki.root.clone());
    let policy = |own: TrustAnchor| {
        let other = TrustAnchor::from_certificate(stamps.root.clone());
        Policy::new(TrustStore::new(vec![own, other]).expect("anchors"))
    };
    let today = || lists(&stamps, (2028, 5, 31), (2028, 6, 7), &[]);
    let judge = |own, evidence: &Evidence| {
        judge_at(&signature, &policy(own), evidence, time("2028-06-01T00:00:00Z"))
    };
    let report = judge(own.clone(), &today());
    assert_judged(&report, doubt(Doubt::NoPoe), "certificate-not-proven");
    assert_judged(&report, doubt(Doubt::NoPoe), "revocation-not-proven");
    // What was received before the end is older than the end.
    let received = today().received_at(time("2027-12-31T00:00:00Z"));
    assert_passes(&judge(own.clone(), &received));
    let late = today().received_at(time("2028-01-02T00:00:00Z"));
    assert_judged(&judge(own.clone(), &late), doubt(Doubt::NoPoe), "certificate-not-proven");
    // A policy may not mind the end.
    assert_passes(&judge(own.allow_expired(), &today()));
}

#[test]
fn a_signature_has_level_lt_if_it_carries_data_about_every_certificate() {
    let pki = Pki::new();
    let level = |evidence: Evidence| {
        let signature = make(&pki, Level::Lt, pki.clock(SIGNED), evidence);
        judged(&signature, &pki.careful_policy(), SIGNED).signatures()[0].level()
    };
    assert_eq!(level(then(&pki)), Some(Level::Lt));
    // Level LT is not made without: the list of the root alone says nothing about the signer.
    let root = Evidence::new().with_crls([pki.crl(By::Root, &List::empty())]);
    let options = Options::new(Level::Lt)
        .signing_time(time(SIGNED))
        .timestamper(pki.clock(SIGNED))
        .evidence(root);
    let missing = cades::sign(CONTENT, &pki.credential(), &options);
    assert_eq!(missing, Err(antin::Error::ApiMisuse(antin::ApiMisuse::EvidenceMissing)));
    // Neither does a list of a stranger, whatever it says of its scope.
    let elsewhere = Evidence::new()
        .with_crls([pki.crl(By::Root, &List::empty()), Pki::crl_of_nobody(&List::empty())]);
    let options = options.evidence(elsewhere);
    let missing = cades::sign(CONTENT, &pki.credential(), &options);
    assert_eq!(missing, Err(antin::Error::ApiMisuse(antin::ApiMisuse::EvidenceMissing)));
    // And what the caller has beside a signature does not raise it.
    let evidence = then(&pki);
    let report =
        judge_at(&at_level(&pki, Level::T), &pki.careful_policy(), &evidence, time(SIGNED));
    assert_eq!(assert_passes(&report).level(), Some(Level::T));
}

/// RFC 9608: about an authority for time-stamps without a published status there is no data to be kept, and
/// about one with a status there must be.
#[test]
fn levels_lt_and_lta_take_no_data_about_an_authority_without_a_status() {
    let silent: fn(&mut rcgen::CertificateParams) = |tsa| {
        let extension = rcgen::CustomExtension::from_oid_content(&[2, 5, 29, 56], vec![5, 0]);
        tsa.custom_extensions.push(extension);
    };
    let missing = Err(antin::Error::ApiMisuse(antin::ApiMisuse::EvidenceMissing));
    for level in [Level::Lt, Level::Lta] {
        for (tsa, is_made) in [(silent, true), (NONE.tsa, false)] {
            // Under a name of its own: what could be about somebody is seen from names.
            let authority: fn(&mut rcgen::CertificateParams) =
                |ca| ca.distinguished_name.push(rcgen::DnType::CommonName, "CA of stamps");
            let (pki, stamps) = (Pki::new(), Pki::with(Faults { tsa, authority, ..NONE }));
            // Of the hierarchy of the time-stamps there is the list of the root, about its authority.
            let evidence = then(&pki).with_crls([stamps.crl(By::Root, &List::empty())]);
            let options = Options::new(level)
                .signing_time(time(SIGNED))
                .timestamper(stamps.clock(SIGNED))
                .evidence(evidence);
            let made = cades::sign(CONTENT, &pki.credential(), &options);
            if !is_made {
                assert_eq!(made, missing);
                continue;
            }
            let anchors = [&pki.root, &stamps.root].map(|root| root.clone());
            let trust = TrustStore::new(anchors.map(TrustAnchor::from_certificate).to_vec());
            let policy = Policy::new(trust.expect("anchors")).require_level(level);
            let report = judged(&made.expect("a signature"), &policy, SIGNED);
            assert_eq!(assert_passes(&report).level(), Some(level));
        }
    }
}

/// What a signature carries gives it a level only if it tells about its certificates: lists of strangers under
/// the same names, and lists that were over by then, do not.
#[test]
fn data_that_concerns_nobody_gives_no_level() {
    let (pki, stranger) = (Pki::new(), Pki::new());
    let (policy, at) = (pki.careful_policy(), time("2026-11-21T12:00:00Z"));
    let level = |carried: Evidence| {
        let signature = make(&pki, Level::Lta, pki.clock(SIGNED), carried);
        let report = judge_at(&signature, &policy, &then(&pki), at);
        assert_passes(&report).level()
    };
    assert_eq!(level(then(&pki)), Some(Level::Lta));
    assert_eq!(level(then(&stranger)), Some(Level::T));
    assert_eq!(level(lists(&pki, (2026, 10, 1), (2026, 10, 8), &[])), Some(Level::T));
    // One list of two.
    let half = [pki.crl(By::Root, &List::empty()), stranger.crl(By::Authority, &List::empty())];
    assert_eq!(level(Evidence::new().with_crls(half)), Some(Level::T));
}

#[test]
fn local_and_other_hierarchies_beside_a_signature_are_told() {
    let (pki, other) = (Pki::new(), Pki::new());
    let chain = |extra: &[&antin::x509::Certificate]| {
        let mut signature = cades::sign(
            CONTENT,
            &pki.credential_with(vec![pki.person.clone()]),
            &Options::new(Level::B).signing_time(time(SIGNED)),
        )
        .expect("signed");
        if !extra.is_empty() {
            // A second signer brings the authorities of another hierarchy.
            signature = cades::add_signature(
                &signature,
                Some(CONTENT.into()),
                &other.credential(),
                &Options::new(Level::B).signing_time(time(SIGNED)),
            )
            .expect("added");
        }
        let evidence = Evidence::new().with_certificates([pki.authority.clone()]);
        let report = judge_at(&signature, &pki.policy(), &evidence, time(SIGNED));
        let own = report.signatures().iter().find(|one| one.path().is_some());
        codes(own.expect("the signer's"))
    };
    assert!(chain(&[]).contains(&"chain-leaf-only"));
    let mixed = chain(&[&other.authority]);
    assert!(mixed.contains(&"chain-mixed") && !mixed.contains(&"chain-leaf-only"));
}

#[test]
fn an_archive_time_stamp_is_renewed_before_its_authority_ends() {
    // The authority for time-stamps ends in 2029, a second one in 2034.
    let short = Faults { tsa: |tsa| tsa.not_after = date_time_ymd(2029, 1, 1), ..NONE };
    let pki = Pki::with(short);
    let first = at_level(&pki, Level::Lta);
    let policy = pki.careful_policy().require_level(Level::Lta);
    let then = lists(&pki, (2028, 11, 30), (2028, 12, 7), &[]);
    assert_passes(&judge_at(&first, &policy, &then, time("2028-12-01T00:00:00Z")));
    let ended = judged(&first, &policy, "2031-06-01T00:00:00Z");
    assert_eq!(ended.signatures()[0].level(), Some(Level::B));
    assert!(!ended.verdict().is_passed());
    // Renewed in time, by an authority that lives on.
    let evidence = lists(&pki, (2028, 5, 30), (2028, 6, 6), &[]);
    let options =
        Options::new(Level::Lta).timestamper(pki.second_clock(RENEWED)).evidence(evidence);
    let renewed = cades::extend(&first, None, &options).expect("renewed");
    let today = lists(&pki, (2031, 5, 30), (2031, 6, 6), &[]);
    let report = judge_at(&renewed, &policy, &today, time("2031-06-01T00:00:00Z"));
    let signature = assert_passes(&report);
    assert_eq!(signature.timestamps().len(), 3);
    assert!(signature.timestamps().iter().all(|one| one.verdict().is_passed()));
    assert_eq!(signature.proven_time(), Some(time(SIGNED)));
}

#[test]
fn a_revocation_after_the_proven_time_does_not_count() {
    let pki = Pki::new();
    let now = time("2027-01-10T00:00:00Z");
    let revoked = lists(&pki, (2027, 1, 9), (2027, 1, 16), &[(&pki.person, (2027, 1, 5))]);
    let judge = |level| judge_at(&at_level(&pki, level), &pki.careful_policy(), &revoked, now);
    let report = judge(Level::T);
    assert!(codes(assert_passes(&report)).contains(&"certificate-revoked-later"));
    // REVOKED_NO_POE: the same without a proof of time.
    let bare =
        cades::sign(CONTENT, &pki.credential(), &Options::new(Level::B).signing_time(time(SIGNED)));
    let report = judge_at(&bare.expect("signed"), &pki.careful_policy(), &revoked, now);
    assert_judged(&report, doubt(Doubt::RevokedNoPoe), "certificate-revoked");
}

#[test]
fn a_revocation_before_the_proven_time_counts() {
    let pki = Pki::new();
    let now = time("2027-01-10T00:00:00Z");
    let revoked = lists(&pki, (2027, 1, 9), (2027, 1, 16), &[(&pki.person, (2026, 11, 1))]);
    let report = judge_at(&at_level(&pki, Level::T), &pki.careful_policy(), &revoked, now);
    assert_judged(&report, doubt(Doubt::RevokedNoPoe), "certificate-revoked");
}

#[test]
fn a_revoked_time_stamping_authority_proves_nothing_unless_its_token_is_proven_older() {
    let pki = Pki::with(LONG);
    let now = time("2027-01-10T00:00:00Z");
    let revoked = lists(&pki, (2027, 1, 9), (2027, 1, 16), &[(&pki.tsa, (2027, 1, 5))]);
    let report = judge_at(&at_level(&pki, Level::T), &pki.careful_policy(), &revoked, now);
    let stamp = &report.signatures()[0].timestamps()[0];
    assert_eq!(stamp.verdict(), doubt(Doubt::RevokedNoPoe));
    assert_eq!(report.signatures()[0].proven_time(), None);
    // An archive time-stamp by another authority from before the revocation saves it.
    let signature = at_level(&pki, Level::T);
    let options = Options::new(Level::Lta)
        .timestamper(pki.second_clock("2026-11-25T00:00:00Z"))
        .evidence(then(&pki));
    let archived = cades::extend(&signature, None, &options).expect("extended");
    let report = judge_at(&archived, &pki.careful_policy(), &revoked, now);
    assert_eq!(assert_passes(&report).proven_time(), Some(time(SIGNED)));
}

#[test]
fn a_time_stamp_from_before_its_authority_s_certificate_began_proves_nothing() {
    let pki = Pki::with(LONG);
    let judge = |at: &str| {
        // The certificate of this authority begins with 2024.
        let signature = make(&pki, Level::T, pki.second_clock(at), Evidence::new());
        let report = judged(&signature, &pki.policy(), "2026-11-22T00:00:00Z");
        report.signatures()[0].timestamps()[0].verdict()
    };
    assert_eq!(judge("2024-01-01T00:00:00Z"), Verdict::Passed);
    assert_eq!(judge("2023-12-31T00:00:00Z"), doubt(Doubt::TimestampOrderFailure));
}

#[test]
fn a_revoked_authority_needs_lists_that_are_proven_older() {
    let pki = Pki::with(LONG);
    let now = time("2027-01-10T00:00:00Z");
    let revoked = lists(&pki, (2027, 1, 9), (2027, 1, 16), &[(&pki.authority, (2027, 1, 5))]);
    // Both the signer and the authority for time-stamps stand under the revoked authority.
    let report = judge_at(&at_level(&pki, Level::Lt), &pki.careful_policy(), &revoked, now);
    assert_eq!(report.verdict(), doubt(Doubt::RevokedCaNoPoe), "{}", report.to_text(Language::En));
    // A trusted reception from before proves all that was received.
    let received = revoked.received_at(time("2026-11-22T00:00:00Z"));
    let report = judge_at(&at_level(&pki, Level::Lt), &pki.careful_policy(), &received, now);
    assert!(codes(assert_passes(&report)).contains(&"certificate-revoked-later"));
}

#[test]
fn older_data_does_not_clear_a_signer_that_is_known_to_be_revoked() {
    let pki = Pki::with(LONG);
    let now = time("2027-01-10T00:00:00Z");
    let judge = |revoked: &[_]| {
        let known = lists(&pki, (2027, 1, 9), (2027, 1, 16), revoked);
        let known = known.received_at(time("2026-11-22T00:00:00Z"));
        judge_at(&at_level(&pki, Level::Lt), &pki.careful_policy(), &known, now)
    };
    // The authority is revoked since, so that only lists that are proven older may clear the signer.
    let authority = (&pki.authority, (2027, 1, 5));
    assert_passes(&judge(&[authority]));
    let report = judge(&[authority, (&pki.person, (2026, 11, 1))]);
    assert_judged(&report, doubt(Doubt::RevokedCaNoPoe), "certificate-revoked");
}

#[test]
fn an_expired_signer_that_is_known_not_to_be_revoked_is_told_apart() {
    let pki = Pki::new();
    let at = "2029-06-01T00:00:00Z";
    let bare =
        cades::sign(CONTENT, &pki.credential(), &Options::new(Level::B).signing_time(time(SIGNED)))
            .expect("signed");
    // A list from while the certificate lived, and in force today.
    let fresh = lists(&pki, (2028, 12, 30), (2029, 6, 6), &[]);
    let report = judge_at(&bare, &pki.careful_policy(), &fresh, time(at));
    assert_judged(&report, doubt(Doubt::OutOfBoundsNotRevoked), "certificate-expired");
    let report = judged(&bare, &pki.careful_policy(), at);
    assert_judged(&report, doubt(Doubt::OutOfBoundsNoPoe), "certificate-expired");
}

/// RFC 3161 §2.4.2: an authority may say that its clock is wrong by so much.
#[test]
fn the_accuracy_of_an_authority_is_part_of_the_time_that_it_proves() {
    let pki = Pki::new();
    let now = time("2027-01-10T00:00:00Z");
    let within = |hours: u32, at: &str| {
        let accuracy = antin::tsp::Accuracy::from_seconds(hours * 3600);
        Arc::new(Authority::clone(&pki.clock(at)).with_accuracy(Some(accuracy)))
    };
    // The certificate was revoked 15 hours after the time in the token.
    let revoked = lists(&pki, (2027, 1, 9), (2027, 1, 16), &[(&pki.person, (2026, 11, 22))]);
    let judge = |hours| {
        let signature = make(&pki, Level::T, within(hours, SIGNED), Evidence::new());
        judge_at(&signature, &pki.careful_policy(), &revoked, now)
    };
    assert_eq!(assert_passes(&judge(14)).proven_time(), Some(time(SIGNED)));
    assert_judged(&judge(16), doubt(Doubt::RevokedNoPoe), "certificate-revoked");
    // A time-stamp under a signature proves that it was made after, give or take the same.
    let at = "2026-11-22T09:00:00Z";
    let after = |hours| {
        let options = Options::new(Level::B)
            .signing_time(time(at))
            .content_timestamp(content_stamp(within(hours, at)));
        let signature = cades::sign(CONTENT, &pki.credential(), &options).expect("signed");
        judge_at(&signature, &pki.careful_policy(), &revoked, now).verdict()
    };
    assert_eq!(after(8), failure(Failure::Revoked));
    assert_eq!(after(10), doubt(Doubt::RevokedNoPoe));
}

/// The default profile with P-256 believed until the end of 2027.
fn until_2027() -> Profile {
    let text = Profile::text_of("default").expect("built in");
    let rule = "kind = \"EC-P256\"";
    Profile::from_toml(&text.replacen(rule, &format!("{rule}\nuntil = 2027-12-31"), 1))
        .expect("a profile")
}

#[test]
fn an_algorithm_counts_when_what_it_signed_provably_existed() {
    let pki = Pki::new();
    let policy = pki.policy().with_profile(until_2027());
    let signature = at_level(&pki, Level::T);
    assert_passes(&judged(&signature, &policy, "2027-12-01T00:00:00Z"));
    // All keys here are P-256, that of the authority for time-stamps too: nothing proves anything.
    let report = judged(&signature, &policy, "2028-02-01T00:00:00Z");
    assert_eq!(report.verdict(), doubt(Doubt::CryptoConstraintsFailureNoPoe));
    // Received while the algorithm was believed.
    let received = Evidence::new().received_at(time("2026-11-22T00:00:00Z"));
    let report = judge_at(&signature, &policy, &received, time("2028-02-01T00:00:00Z"));
    assert_passes(&report);
    let too_late = Evidence::new().received_at(time("2028-01-02T00:00:00Z"));
    let report = judge_at(&signature, &policy, &too_late, time("2028-02-01T00:00:00Z"));
    assert_eq!(report.verdict(), doubt(Doubt::CryptoConstraintsFailureNoPoe));
}

#[test]
fn a_certificate_by_a_weak_algorithm_must_be_proven_and_not_the_signature_alone() {
    let pki = Pki::new();
    let policy = pki.policy().with_profile(until_2027());
    // The chain comes from the caller, without a proof of when.
    let alone = pki.credential_with(vec![pki.person.clone()]);
    let signature =
        cades::sign(CONTENT, &alone, &Options::new(Level::B).signing_time(time(SIGNED)));
    let signature = signature.expect("signed");
    let evidence = Evidence::new().with_certificates([pki.authority.clone()]);
    let at = time("2028-02-01T00:00:00Z");
    let report = judge_at(&signature, &policy, &evidence, at);
    assert_eq!(report.verdict(), doubt(Doubt::CryptoConstraintsFailureNoPoe));
}

fn content_stamp(tsa: Arc<Authority>) -> Token {
    let digest = Hasher::digest(DigestAlgorithm::Sha256, CONTENT);
    tsa.timestamp(&Request::new(&digest).expect("a request")).expect("a token")
}

#[test]
fn a_content_time_stamp_proves_that_a_signature_came_after() {
    let pki = Pki::new();
    let stamped = |at: &str| {
        let options = Options::new(Level::B)
            .signing_time(time(at))
            .content_timestamp(content_stamp(pki.clock(at)));
        cades::sign(CONTENT, &pki.credential(), &options).expect("signed")
    };
    let now = time("2027-01-10T00:00:00Z");
    let revoked = lists(&pki, (2027, 1, 9), (2027, 1, 16), &[(&pki.person, (2027, 1, 5))]);
    let after = judge_at(&stamped("2027-01-08T00:00:00Z"), &pki.careful_policy(), &revoked, now);
    assert_judged(&after, failure(Failure::Revoked), "certificate-revoked");
    let before = judge_at(&stamped(SIGNED), &pki.careful_policy(), &revoked, now);
    assert_judged(&before, doubt(Doubt::RevokedNoPoe), "certificate-revoked");

    let late = "2029-06-01T00:00:00Z";
    let fresh = lists(&pki, (2029, 5, 30), (2029, 6, 6), &[]);
    let after =
        judge_at(&stamped(late), &pki.careful_policy(), &fresh, time("2029-06-02T00:00:00Z"));
    assert_judged(&after, failure(Failure::Expired), "certificate-expired");
    let before = judge_at(&stamped(SIGNED), &pki.policy(), &Evidence::new(), time(late));
    assert_judged(&before, doubt(Doubt::OutOfBoundsNoPoe), "certificate-expired");
}

#[test]
fn time_stamps_must_be_in_the_order_in_which_they_are_made() {
    let pki = Pki::new();
    let with = |content: &str| {
        let options = Options::new(Level::T)
            .signing_time(time(SIGNED))
            .content_timestamp(content_stamp(pki.clock(content)))
            .timestamper(pki.clock(SIGNED));
        let signature = cades::sign(CONTENT, &pki.credential(), &options).expect("signed");
        judged(&signature, &pki.policy(), "2026-11-22T00:00:00Z")
    };
    assert_passes(&with("2026-11-21T08:59:00Z"));
    let wrong = with("2026-11-21T09:01:00Z");
    assert_judged(&wrong, doubt(Doubt::TimestampOrderFailure), "timestamp-order");
}

#[test]
fn an_authority_under_one_that_has_ended_must_be_proven() {
    // Above the root, which is no anchor here, stands another that has issued it until 2027; time-stamps
    // come from another hierarchy.
    let (pki, stamps) = (Pki::new(), Pki::new());
    let (outer, cross) = pki.crossed(2027);
    let anchors = [outer, stamps.root.clone()].map(TrustAnchor::from_certificate);
    let trust = TrustStore::new(anchors.to_vec()).expect("anchors");
    let policy = Policy::new(trust).with_revocation(Revocation::IfPresent);
    let chain = vec![pki.person.clone(), pki.authority.clone(), cross];
    let options =
        Options::new(Level::T).signing_time(time(SIGNED)).timestamper(stamps.clock(SIGNED));
    let signature = cades::sign(CONTENT, &pki.credential_with(chain), &options).expect("signed");
    assert_passes(&judged(&signature, &policy, "2026-12-10T00:00:00Z"));
    // The time-stamp proves the signature, and not that the authority is older than its issuer's end.
    let at = time("2028-01-10T00:00:00Z");
    let report = judge_at(&signature, &policy, &Evidence::new(), at);
    assert_judged(&report, doubt(Doubt::NoPoe), "certificate-not-proven");
    // Its reception proves all that the signature carries.
    let received = Evidence::new().received_at(time("2026-11-22T00:00:00Z"));
    assert_passes(&judge_at(&signature, &policy, &received, at));
}

/// Each time of a judgement gives the same verdict again: nothing depends on a clock.
#[test]
fn judging_is_repeatable() {
    let pki = Pki::new();
    let signature = at_level(&pki, Level::Lta);
    let at: Time = time("2027-03-01T00:00:00Z");
    let one = judge_at(&signature, &pki.careful_policy(), &Evidence::new(), at);
    let other = judge_at(&signature, &pki.careful_policy(), &Evidence::new(), at);
    assert_eq!(one.to_json(Language::En), other.to_json(Language::En));
}
