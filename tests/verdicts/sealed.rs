//! Seals on packages at levels T, LT and LTA: made, judged years later, and extended beside the message.

use std::io::Cursor;

use antin::ades::{Doubt, TimestampKind, Verdict};
use antin::cades::Options;
use antin::edxml::{
    DangerouslyAnySender, Hop, Nowhere, Opening, PackageReport, Reading, SealOptions, SealPlace,
    Splice, State, prepare_seal, seal,
};
use antin::policy::Policy;
use antin::{Evidence, Language, Level, asic};
use rcgen::date_time_ymd;

use crate::pki::{By, Day, Faults, List, NONE, Pki, doubt, time};

const PACKAGE: &[u8] = include_bytes!("../../test-vectors/edxml/new-two-pdfs.edxml");
const SIGNED: &str = "2026-11-21T09:00:00Z";
/// Before the signer's certificate ends, in 2029.
const EXTENDED: &str = "2028-06-01T00:00:00Z";
/// After it ended; the authorities live on.
const LATER: &str = "2031-06-02T00:00:00Z";

/// Lists of both authorities that are in force from a day for a week.
fn lists(pki: &Pki, from: Day, until: Day) -> Evidence {
    let list =
        |by| pki.crl(by, &List { this_update: from, next_update: until, revoked: Vec::new() });
    Evidence::new().with_crls([list(By::Root), list(By::Authority)])
}

fn then(pki: &Pki) -> Evidence {
    lists(pki, (2026, 11, 20), (2026, 11, 27))
}

/// The lists of the day on which is judged.
fn later(pki: &Pki) -> Evidence {
    lists(pki, (2031, 6, 1), (2031, 6, 8))
}

fn options(pki: &Pki, level: Level) -> SealOptions {
    let signature = Options::new(level).signing_time(time(SIGNED));
    SealOptions::new(signature.timestamper(pki.clock(SIGNED)).evidence(then(pki)))
}

fn sealed(pki: &Pki, level: Level) -> Vec<u8> {
    seal(Cursor::new(PACKAGE), &pki.credential(), &options(pki, level), Vec::new()).expect("a seal")
}

/// A seal at level B as a container of its own.
fn container(pki: &Pki) -> Vec<u8> {
    let (credential, options) = (pki.credential(), options(pki, Level::B));
    let prepared = prepare_seal(Cursor::new(PACKAGE), credential.chain(), &options);
    let prepared = prepared.expect("prepared");
    let value = credential.key().sign(prepared.algorithm(), prepared.to_be_signed());
    prepared.finish_container(&value.expect("a value")).expect("a container")
}

fn opened(
    message: &[u8],
    beside: &[&[u8]],
    policy: &Policy,
    evidence: &Evidence,
    at: &str,
) -> PackageReport {
    let opening = Opening::new().senders(&DangerouslyAnySender).beside(beside);
    opening.open(Cursor::new(message), policy, evidence, time(at)).expect("a judgement")
}

fn level(report: &PackageReport) -> Option<Level> {
    report.seals()[0].report()?.signatures().first()?.level()
}

#[track_caller]
fn assert_accepted(report: &PackageReport, state: State) {
    let text = report.to_text(Language::En);
    assert_eq!(report.state(), state, "{text}");
    assert_eq!(report.verdict(), Verdict::Passed, "{text}");
    assert!(report.is_accepted(), "{text}");
}

/// What came through the hub.
fn passed_on(message: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    Hop::new(time(SIGNED)).run(&mut Cursor::new(message), &mut out).expect("rewritten");
    out
}

#[test]
fn seals_are_made_at_each_level_and_survive_the_hub() {
    let pki = Pki::new();
    for wanted in [Level::T, Level::Lt, Level::Lta] {
        let policy = pki.careful_policy().require_level(wanted);
        let message = sealed(&pki, wanted);
        let report = opened(&message, &[], &policy, &then(&pki), SIGNED);
        assert_accepted(&report, State::Intact);
        assert_eq!(level(&report), Some(wanted));
        let report = opened(&passed_on(&message), &[], &policy, &then(&pki), SIGNED);
        assert_accepted(&report, State::RewrittenByHop);
        assert_eq!(level(&report), Some(wanted));
    }
}

#[test]
fn levels_with_evidence_are_judged_when_the_signer_is_past() {
    // The authority of the time-stamps lives until 2034.
    let pki = Pki::new();
    let policy = pki.careful_policy();
    for wanted in [Level::Lt, Level::Lta] {
        let message = passed_on(&sealed(&pki, wanted));
        let report = opened(&message, &[], &policy, &later(&pki), LATER);
        assert_accepted(&report, State::RewrittenByHop);
        let judged = report.seals()[0].report().expect("judged");
        assert_eq!(judged.signatures()[0].proven_time(), Some(time(SIGNED)));
    }
    // The twins: without evidence, and without a proof of time.
    for wanted in [Level::T, Level::B] {
        let report = opened(&sealed(&pki, wanted), &[], &policy, &later(&pki), LATER);
        assert_eq!(report.state(), State::Intact);
        assert!(matches!(report.verdict(), Verdict::Indeterminate(_)), "{}", report.verdict());
        assert!(!report.is_accepted());
    }
}

/// Signer and time-stamps in a hierarchy that lives until 2060.
const LONG: Faults = Faults {
    root: |root| root.not_after = date_time_ymd(2060, 1, 1),
    authority: |authority| authority.not_after = date_time_ymd(2058, 1, 1),
    tsa: |tsa| tsa.not_after = date_time_ymd(2056, 1, 1),
    ..NONE
};

#[test]
fn an_archived_seal_is_judged_twenty_years_later() {
    let pki = Pki::with(LONG);
    let message = sealed(&pki, Level::Lta);
    let policy = pki.careful_policy().require_level(Level::Lta);
    let today = lists(&pki, (2046, 11, 20), (2046, 11, 27));
    let report = opened(&message, &[], &policy, &today, "2046-11-21T00:00:00Z");
    assert_accepted(&report, State::Intact);
    let judged = report.seals()[0].report().expect("judged");
    let kinds: Vec<_> = judged.signatures()[0].timestamps().iter().map(|one| one.kind()).collect();
    assert_eq!(kinds, [TimestampKind::Signature]);
    assert_eq!(judged.signatures()[0].proven_time(), Some(time(SIGNED)));
    // A file that was changed meanwhile is found twenty years later as well.
    let text = String::from_utf8(message).expect("UTF-8");
    let changed = text.replacen("<edXML:Priority>1<", "<edXML:Priority>4<", 1);
    let report = opened(changed.as_bytes(), &[], &policy, &today, "2046-11-21T00:00:00Z");
    assert_eq!(report.state(), State::Changed);
    assert!(!report.is_accepted());
}

fn extended(pki: &Pki, container: &[u8], level: Level) -> Vec<u8> {
    let evidence = lists(pki, (2028, 5, 30), (2028, 6, 6));
    let options = Options::new(level).timestamper(pki.clock(EXTENDED)).evidence(evidence);
    asic::extend(Cursor::new(container), &options, Vec::new()).expect("extended")
}

#[test]
fn a_seal_beside_the_message_is_extended_and_still_belongs_to_it() {
    let pki = Pki::new();
    let (policy, container) = (pki.careful_policy(), container(&pki));
    let before = opened(PACKAGE, &[&container], &policy, &then(&pki), SIGNED);
    assert_accepted(&before, State::Intact);
    for wanted in [Level::T, Level::Lt, Level::Lta] {
        let extended = extended(&pki, &container, wanted);
        assert_ne!(extended, container);
        let evidence = lists(&pki, (2028, 5, 30), (2028, 6, 6));
        let report = opened(PACKAGE, &[&extended], &policy, &evidence, EXTENDED);
        assert_accepted(&report, before.state());
        assert_eq!(level(&report), Some(wanted));
        assert_eq!(report.seals()[0].id(), before.seals()[0].id());
        assert_ne!(report.seals()[0].sha256(), before.seals()[0].sha256());
    }
    // Of another package it is no seal.
    let other = include_bytes!("../../test-vectors/edxml/replace.edxml");
    let foreign = extended(&pki, &container, Level::Lta);
    let report = opened(other, &[&foreign], &policy, &then(&pki), EXTENDED);
    assert_eq!(report.state(), State::Changed);
}

/// The container of the first seal of a message.
fn container_of(message: &[u8]) -> Vec<u8> {
    let mut files = antin::edxml::Memory::new();
    let package = Reading::tolerant().read(message, &mut files).expect("a package");
    files.layer(package.attachments.len() - 1, 0).to_vec()
}

#[test]
fn a_copy_that_was_extended_speaks_for_the_seal_in_the_message() {
    let pki = Pki::new();
    let (policy, message) = (pki.careful_policy(), passed_on(&sealed(&pki, Level::B)));
    let alone = opened(&message, &[], &policy, &later(&pki), LATER);
    assert!(matches!(alone.verdict(), Verdict::Indeterminate(_)));
    let copy = extended(&pki, &container_of(&message), Level::Lta);
    let report = opened(&message, &[&copy], &policy, &later(&pki), LATER);
    assert_accepted(&report, State::RewrittenByHop);
    assert_eq!(report.seals()[0].place(), SealPlace::Attachment(2));
    // What each of them says by itself stays told.
    assert_eq!(report.seals()[0].verdict(), alone.verdict());
    assert!(report.seals()[1].is_passed());
    let mut files = Vec::new();
    let verified = report.into_verified().expect("accepted");
    verified
        .extract(Cursor::new(&message), |file| {
            files.push(file.sealed().name().to_owned());
            Ok(Some(std::io::sink()))
        })
        .expect("what was judged");
    assert_eq!(files.len(), 2);

    // Another seal of the same body over the same package is no copy, and speaks for itself alone.
    let other = Options::new(Level::B).signing_time(time("2026-11-21T09:00:01Z"));
    let other = seal(Cursor::new(PACKAGE), &pki.credential(), &SealOptions::new(other), Vec::new());
    let copy = extended(&pki, &container_of(&other.expect("a seal")), Level::Lta);
    let report = opened(&message, &[&copy], &policy, &later(&pki), LATER);
    assert!(report.seals()[1].is_passed());
    assert_eq!(report.verdict(), alone.verdict());
    assert!(!report.is_accepted());
}

#[test]
fn an_extended_seal_takes_the_place_of_the_one_in_the_message() {
    let pki = Pki::new();
    let (policy, message) = (pki.careful_policy(), sealed(&pki, Level::B));
    let copy = extended(&pki, &container_of(&message), Level::Lta);
    let read = Reading::strict().read(&message[..], &mut Nowhere).expect("clean");
    let mut bare = Vec::new();
    let last = read.attachments.len() - 1;
    Splice::new(&read).without(last).write(&message[..], &mut bare).expect("without the seal");
    assert_eq!(bare, PACKAGE);
    let report = opened(&bare, &[&copy], &policy, &later(&pki), LATER);
    assert!(report.is_accepted(), "{}", report.to_text(Language::En));
    // The bare package is not sealed; and a seal that ended unproven does not help.
    assert_eq!(opened(&bare, &[], &policy, &later(&pki), LATER).state(), State::NotSealed);
    let stale = container_of(&message);
    let report = opened(&bare, &[&stale], &policy, &later(&pki), LATER);
    assert_eq!(report.verdict(), doubt(Doubt::OutOfBoundsNoPoe));
}
