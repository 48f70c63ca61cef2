//! What comes in: each reason by itself, beside a package that is accepted.

use std::io::Cursor;

use super::fixture::{
    EXPIRED, KEYS, PACKAGE, RECIPIENT, SENDER, STRANGER, World, bodies, credential, credential_of,
    entry, genuine, issued, numbered, party, registry, rules, sealed, usual, with,
};
use crate::ades::{Evidence, Level};
use crate::cades;
use crate::cms::tests::fixture::{P256, ROOT, SIGNER, key, noon, time, twin};
use crate::edxml::statement::Role;
use crate::edxml::{
    AttachmentHeader, Nowhere, Opening, Outgoing, Reading, SealOptions, Splice, Status, seal, seals,
};
use crate::error::{ApiMisuse, Error};
use crate::gateway::inbound::Check;
use crate::gateway::{Agency, InboundReason, Received};
use crate::journal::Decision;
use crate::keys::{Credential, PrivateKey};
use crate::limits::Limits;
use crate::policy::{self, Revocation, TrustAnchor, TrustStore};
use crate::receipt::{Judging, Mismatch, Receipt, Sent};
use crate::registry::{BindingEntry, Matcher};
use crate::x509::Certificate;

fn told(received: &Received) -> (Decision, &[InboundReason], bool) {
    (received.decision(), received.reasons(), received.receipt().is_some())
}

/// Judges a package that is refused or quarantined, and checks that nothing of it is handed out.
fn stopped(world: &World, package: &[u8], decision: Decision, reason: InboundReason) -> Received {
    let received = world.receive(package);
    assert_eq!((received.decision(), received.reasons()), (decision, &[reason][..]));
    assert!(received.verified().is_none());
    received
}

/// What the receipt says, once it is judged by the sender.
fn receipt(world: &World, received: &Received, sent: &Sent) -> Receipt {
    let judging = Judging::new(sent, &*world.registry);
    let receipt = received.receipt().expect("a receipt");
    let report = judging.judge(receipt, &world.trust, &Evidence::new(), noon()).expect("judged");
    assert!(report.is_accepted(), "{report:?}");
    report.receipt().expect("one").clone()
}

fn bound(entry: BindingEntry) -> World {
    World::registered(usual().into_iter().skip(1).chain([entry]).collect())
}

#[test]
fn a_genuine_package_is_accepted_with_a_receipt() {
    let world = World::new();
    let received = world.receive(&genuine());
    assert_eq!(told(&received), (Decision::Accept, &[][..], true));
    let verified = received.verified().expect("proven");
    assert_eq!(verified.files().len(), 2);
    let sent = Sent::of(received.report().expect("a report")).expect("a document");
    let receipt = receipt(&world, &received, &sent);
    assert_eq!((receipt.status(), receipt.recipient()), (Status::Arrived, RECIPIENT));
    assert_eq!((receipt.time(), receipt.reasons().len()), (noon(), 0));
    assert_eq!(received.entry(), world.ledger.head().expect("a head").number);
}

#[test]
fn what_is_no_document_is_refused_without_a_receipt() {
    let world = World::new();
    let none = stopped(&world, b"no package", Decision::Refuse, InboundReason::Unreadable);
    assert!(none.report().is_none() && none.receipt().is_none());
    assert!(matches!(none.error(), Some(Error::Malformed(_))), "{:?}", none.error());
    let status = include_bytes!("../../../test-vectors/edxml/status-01.edxml");
    let status = stopped(&world, status, Decision::Refuse, InboundReason::StatusMessage);
    assert!(status.receipt().is_none());
    let start = PACKAGE.find("<edXML:DocumentId>").expect("an identifier");
    let end = PACKAGE[start..].find("</edXML:DocumentId>").expect("its end") + start;
    let bare = with(PACKAGE.as_bytes(), &PACKAGE[start..end], "<edXML:DocumentId> ");
    let bare = sealed(&bare, &credential(0), Role::Agency, "2026-11-21T11:00:00Z");
    let bare = stopped(&world, &bare, Decision::Refuse, InboundReason::NoDocument);
    assert!(bare.receipt().is_none());
}

#[test]
fn a_package_for_somebody_else_is_refused_without_a_receipt() {
    let stranger = Agency::new(STRANGER, credential(3)).expect("a code");
    let world = World { recipient: stranger, ..World::new() };
    let other = stopped(&world, &genuine(), Decision::Refuse, InboundReason::WrongRecipient);
    assert!(other.receipt().is_none());
}

#[test]
fn a_package_without_a_seal_is_refused_with_a_receipt_that_says_so() {
    let world = World::new();
    let received = stopped(&world, PACKAGE.as_bytes(), Decision::Refuse, InboundReason::NotSealed);
    let sent = Sent::of(received.report().expect("a report")).expect("a document");
    let receipt = receipt(&world, &received, &sent);
    assert_eq!((receipt.status(), receipt.seal()), (Status::Refused, None));
    assert_eq!(receipt.reasons(), ["gói tin không có dấu của cơ quan gửi (not-sealed)"]);
    let silent = World::ruled("[inbound]\nrefusal_receipts = false\n");
    let silent = stopped(&silent, PACKAGE.as_bytes(), Decision::Refuse, InboundReason::NotSealed);
    assert!(silent.receipt().is_none());
    let loose = World::ruled("[inbound.cases]\nnot-sealed = \"danger-accept\"\n");
    let taken = loose.receive(PACKAGE.as_bytes());
    assert_eq!(told(&taken), (Decision::Accept, &[InboundReason::NotSealed][..], false));
    assert!(taken.verified().is_none());
    // A seal of somebody else is none of the sender's.
    let led = sealed(PACKAGE.as_bytes(), &credential(2), Role::Leader, "2026-11-21T11:00:00Z");
    let led = stopped(&world, &led, Decision::Refuse, InboundReason::NotSealed);
    // Nor is this for a package with the sender's seal.
    let genuine = world.receive(&genuine());
    let known = Sent::of(genuine.report().expect("a report")).expect("a document");
    let judging = Judging::new(&known, &*world.registry);
    let bare = led.receipt().expect("a receipt");
    let report = judging.judge(bare, &world.trust, &Evidence::new(), noon()).expect("judged");
    assert_eq!(report.mismatches(), [Mismatch::Seal]);
}

#[test]
fn a_changed_package_is_refused() {
    let changed = with(&genuine(), "<edXML:Subject>V", "<edXML:Subject>W");
    let world = World::new();
    let received = stopped(&world, &changed, Decision::Refuse, InboundReason::Changed);
    assert!(received.receipt().is_none());
    // It was not the package that was sent: that one may come yet.
    assert_eq!(world.receive(&genuine()).decision(), Decision::Accept);
    // And once it came, no refusal takes its receipt back.
    let again = world.receive(&changed);
    let reasons = [InboundReason::Changed, InboundReason::Repeated];
    assert_eq!(told(&again), (Decision::Refuse, &reasons[..], false));
}

#[test]
fn an_incomplete_package_is_refused() {
    let whole = genuine();
    let read = Reading::strict().read(&whole[..], &mut Nowhere).expect("clean");
    let mut less = Vec::new();
    Splice::new(&read).without(0).write(&whole[..], &mut less).expect("a message");
    let less = stopped(&World::new(), &less, Decision::Refuse, InboundReason::Incomplete);
    assert!(less.receipt().is_none());
}

#[test]
fn a_damaged_package_is_refused() {
    use base64::Engine;
    let engine = base64::engine::general_purpose::STANDARD;
    let whole = String::from_utf8(genuine()).expect("UTF-8");
    let start = whole.find("JVBERi").expect("a PDF");
    let end = whole[start..].find('<').expect("its end") + start;
    let destroyed = format!("%PDF-1.7\n{}", "\u{fffd}\u{fffd}\u{fffd}stream ".repeat(40));
    let damaged = whole.replacen(&whole[start..end], &engine.encode(destroyed), 1);
    let damaged = damaged.as_bytes();
    let damaged = stopped(&World::new(), damaged, Decision::Refuse, InboundReason::Damaged);
    assert!(damaged.receipt().is_none());
}

#[test]
fn a_seal_that_fails_is_refused() {
    let whole = genuine();
    let (_, mut container) = seals(Cursor::new(&whole), &Limits::DEFAULT).expect("seals").remove(0);
    let at = container.windows(3).position(|three| three == b"123").expect("a stored statement");
    container[at] = b'9';
    let read = Reading::strict().read(PACKAGE.as_bytes(), &mut Nowhere).expect("clean");
    let header = AttachmentHeader {
        content_id: Some("cid:seal".to_owned()),
        attachment_name: Some("antin-seal.zip".to_owned()),
        ..AttachmentHeader::default()
    };
    let mut forged = Vec::new();
    let splice = Splice::new(&read).with(Outgoing::new(header, &container[..]));
    splice.write(PACKAGE.as_bytes(), &mut forged).expect("spliced");
    let received = World::new().receive(&forged);
    assert_eq!(received.decision(), Decision::Refuse);
    assert!(received.reasons().contains(&InboundReason::Failed), "{:?}", received.reasons());
    assert!(received.verified().is_none() && received.receipt().is_none());
}

#[test]
fn a_seal_that_cannot_be_judged_is_quarantined() {
    let late = credential_of(0, &EXPIRED);
    let package = sealed(PACKAGE.as_bytes(), &late, Role::Agency, "2026-11-20T09:00:00Z");
    let (quarantine, reason) = (Decision::Quarantine, InboundReason::Indeterminate);
    assert!(stopped(&World::new(), &package, quarantine, reason).receipt().is_none());
    let loose = World::ruled("[inbound.cases]\nindeterminate = \"danger-accept\"\n");
    let received = loose.receive(&package);
    assert_eq!(told(&received), (Decision::Accept, &[reason][..], false));
    assert!(received.verified().is_none() && received.report().is_some());
    // It is remembered all the same.
    let again = loose.receive(&package);
    assert_eq!(again.decision(), Decision::Refuse);
    assert!(again.reasons().contains(&InboundReason::Repeated));
}

#[test]
fn a_sender_that_nobody_knows_is_quarantined_until_somebody_does() {
    let mut world = bound(entry("other", STRANGER, 3));
    let package = genuine();
    let (quarantine, reason) = (Decision::Quarantine, InboundReason::UnknownSender);
    assert!(stopped(&world, &package, quarantine, reason).receipt().is_none());
    world.registry = registry(usual());
    assert_eq!(told(&world.receive(&package)), (Decision::Accept, &[][..], true));
}

#[test]
fn a_policy_may_take_a_sender_that_nobody_knows() {
    let mut world = bound(entry("other", STRANGER, 3));
    world.rules = rules("[inbound.cases]\nunknown-sender = \"danger-accept\"\n");
    let received = world.receive(&genuine());
    let reasons = [InboundReason::UnknownSender];
    assert_eq!(told(&received), (Decision::Accept, &reasons[..], true));
    assert!(received.verified().is_none() && received.report().is_some());
}

#[test]
fn each_binding_that_does_not_hold_is_named() {
    let (refuse, quarantine) = (Decision::Refuse, Decision::Quarantine);
    let sender = || entry("sender", SENDER, 0);
    for (entry, decision, reason) in [
        (sender().until(time("2026-11-20T00:00:00Z")), quarantine, InboundReason::BindingExpired),
        (sender().roles([Role::Leader]), refuse, InboundReason::RoleNotAllowed),
        (entry("sender", STRANGER, 0), refuse, InboundReason::OtherSender),
    ] {
        let received = stopped(&bound(entry), &genuine(), decision, reason);
        assert_eq!(received.receipt().is_some(), decision == refuse, "{reason:?}");
    }
    let mut revoked = bodies();
    usual().into_iter().for_each(|entry| revoked.add(entry).expect("a binding"));
    revoked.revoke("sender", time("2026-11-20T00:00:00Z"), "mất khóa").expect("revoked");
    let world = World { registry: issued(revoked), ..World::new() };
    let received = stopped(&world, &genuine(), refuse, InboundReason::BindingRevoked);
    let sent = Sent::of(received.report().expect("a report")).expect("a document");
    assert!(sent.seal().is_some());
    assert_eq!(receipt(&world, &received, &sent).status(), Status::Refused);
}

/// All that is not refused by itself is.
const STRICT: &str = "[inbound.cases]\nindeterminate = \"refuse\"\nunknown-sender = \"refuse\"\n\
                      binding-expired = \"refuse\"\nunbound-seal = \"refuse\"\n";

#[test]
fn a_refusal_is_told_of_what_the_senders_own_seal_carries() {
    let of_nobody = || entry("other", STRANGER, 3);
    let expired = entry("sender", SENDER, 0).until(time("2026-11-20T00:00:00Z"));
    for (entry, reason) in
        [(of_nobody(), InboundReason::UnknownSender), (expired, InboundReason::BindingExpired)]
    {
        let world = World { rules: rules(STRICT), ..bound(entry) };
        let received = stopped(&world, &genuine(), Decision::Refuse, reason);
        let sent = Sent::of(received.report().expect("a report")).expect("a document");
        assert!(sent.seal().is_some());
        let receipt = receipt(&world, &received, &sent);
        let told = receipt.reasons().first().is_some_and(|one| one.contains(reason.code()));
        assert!(told && receipt.status() == Status::Refused, "{receipt:?}");
        // And not once the package was changed, too.
        let changed = world.receive(&with(&genuine(), "<edXML:Subject>V", "<edXML:Subject>W"));
        assert_eq!(changed.reasons(), [InboundReason::Changed, reason]);
        assert!(changed.receipt().is_none());
    }
}

#[test]
fn a_refusal_that_somebody_on_the_way_can_cause_is_not_told() {
    // The sender's seal is good and bound in each; somebody added one of his own.
    let by = |credential: &Credential, role| {
        let whole = sealed(PACKAGE.as_bytes(), credential, role, "2026-11-21T11:10:00Z");
        seals(Cursor::new(whole), &Limits::DEFAULT).expect("seals").remove(0).1
    };
    let own = || by(&credential(0), Role::Agency);
    let late = credential_of(3, &EXPIRED);
    let of_other = usual().into_iter().chain([entry("other", STRANGER, 3)]);
    let mut revoked = bodies();
    usual().into_iter().for_each(|entry| revoked.add(entry).expect("a binding"));
    revoked.add(entry("lost", SENDER, 3)).expect("a binding");
    revoked.revoke("lost", time("2026-11-20T00:00:00Z"), "mất khóa").expect("revoked");
    for (registry, added, reason) in [
        (registry(usual()), by(&credential(3), Role::Agency), InboundReason::UnboundSeal),
        (registry(usual()), by(&credential(3), Role::Leader), InboundReason::UnboundSeal),
        (registry(usual()), by(&late, Role::Agency), InboundReason::Indeterminate),
        (
            registry(of_other.collect()),
            by(&credential(3), Role::Agency),
            InboundReason::OtherSender,
        ),
        (issued(revoked), by(&credential(3), Role::Agency), InboundReason::BindingRevoked),
    ] {
        let world = World { registry, rules: rules(STRICT), ..World::new() };
        for containers in [[own(), added.clone()], [added, own()]] {
            let received = stopped(&world, &carrying(&containers), Decision::Refuse, reason);
            let sent = Sent::of(received.report().expect("a report")).expect("a document");
            assert!(sent.seal().is_some() && received.receipt().is_none(), "{reason:?}");
        }
        // Without it, the package is welcome.
        assert_eq!(world.receive(&carrying(&[own()])).decision(), Decision::Accept);
    }
}

#[test]
fn no_receipt_is_made_that_nobody_could_read() {
    let start = PACKAGE.find("<edXML:DocumentId>").expect("an identifier");
    let end = PACKAGE[start..].find("</edXML:DocumentId>").expect("its end") + start;
    let named = |id: &str| {
        with(PACKAGE.as_bytes(), &PACKAGE[start..end], &format!("<edXML:DocumentId>{id}"))
    };
    // Escaped in JSON these are more octets than a receipt may have.
    let many = "\"".repeat(1_040_000);
    let long = named(&format!("{many}&quot;{many}&quot;{}", &many[..200_000]));
    let refuse = (Decision::Refuse, InboundReason::NotSealed);
    for (package, is_told) in [
        (named(&"x".repeat(512)), true),
        (named(&"x".repeat(513)), false),
        (with(PACKAGE.as_bytes(), SENDER, &"x".repeat(512)), true),
        (with(PACKAGE.as_bytes(), SENDER, &"x".repeat(513)), false),
        (long, false),
    ] {
        let world = World::new();
        let received = stopped(&world, &package, refuse.0, refuse.1);
        assert_eq!(received.receipt().is_some(), is_told);
        assert_eq!(world.ledger.head().expect("a head").number, received.entry());
    }
    // What is accepted is accepted, and stays without one too.
    let at = |package: &[u8]| {
        let package = sealed(package, &credential(0), Role::Agency, "2026-11-21T11:00:00Z");
        World::new().receive(&package)
    };
    assert_eq!(told(&at(&named(&"x".repeat(512)))), (Decision::Accept, &[][..], true));
    assert_eq!(told(&at(&named(&"x".repeat(513)))), (Decision::Accept, &[][..], false));
}

#[test]
fn a_refusal_of_a_copy_is_no_receipt_behind_that_of_the_package() {
    let world = World::new();
    let changed = with(&genuine(), "<edXML:Subject>V", "<edXML:Subject>W");
    let inbound = world.gateway().inbound(&world.recipient);
    let none = Evidence::new();
    // Judged while nothing came before, and recorded when the package itself was accepted.
    let slow = inbound.judge(Cursor::new(&changed), &none, noon()).expect("judged");
    assert!(slow.receipt().is_none());
    assert_eq!(world.receive(&genuine()).decision(), Decision::Accept);
    let late = slow.answer(&none).expect("answered").record().expect("recorded");
    assert_eq!(told(&late), (Decision::Refuse, &[InboundReason::Changed][..], false));
}

#[test]
fn a_further_seal_has_to_be_by_who_it_says() {
    let led = |place: usize| {
        let leader = credential(place);
        let package = sealed(PACKAGE.as_bytes(), &leader, Role::Leader, "2026-11-21T10:00:00Z");
        sealed(&package, &credential(0), Role::Agency, "2026-11-21T11:00:00Z")
    };
    assert_eq!(World::new().receive(&led(2)).decision(), Decision::Accept);
    stopped(&World::new(), &led(3), Decision::Quarantine, InboundReason::UnboundSeal);
    let of_other = usual().into_iter().chain([entry("other", STRANGER, 3)]).collect();
    let world = World::registered(of_other);
    stopped(&world, &led(3), Decision::Refuse, InboundReason::OtherSender);
}

#[test]
fn a_binding_by_the_issuer_is_enough_to_know_a_sender() {
    let by = Matcher::issuer(party(0).root.spki());
    let all = BindingEntry::new("all", SENDER, by, time("2026-01-01T00:00:00Z"));
    let world = bound(all);
    assert_eq!(world.receive(&genuine()).decision(), Decision::Accept);
}

#[test]
fn a_certificate_that_was_revoked_is_revoked_whatever_its_issuers_signature() {
    let authority = key(P256);
    let root = ROOT.issue(&*authority, &*authority);
    let lost = SIGNER.issue(&*key(KEYS[3]), &*authority);
    let from = time("2026-01-01T00:00:00Z");
    let mut registry = bodies();
    let all = Matcher::issuer(root.spki());
    registry.add(entry("recipient", RECIPIENT, 1)).expect("a binding");
    registry.add(BindingEntry::new("all", SENDER, all, from)).expect("a binding");
    let by = Matcher::certificate(&lost);
    registry.add(BindingEntry::new("lost", SENDER, by, from)).expect("a binding");
    registry.revoke("lost", time("2026-11-01T00:00:00Z"), "mất khóa").expect("revoked");
    let trust = TrustStore::new(vec![TrustAnchor::from_certificate(root)]).expect("an anchor");
    let trust = policy::Policy::new(trust).with_revocation(Revocation::IfPresent);
    let world = World { trust, registry: issued(registry), ..World::new() };
    let by = |place: usize, certificate: Certificate| {
        let key = PrivateKey::from_bytes(KEYS[place].as_bytes(), None).expect("a key");
        let credential = Credential::new(vec![certificate], key).expect("a credential");
        sealed(PACKAGE.as_bytes(), &credential, Role::Agency, "2026-11-21T11:00:00Z")
    };
    for certificate in [lost.clone(), twin(&lost)] {
        let package = by(3, certificate);
        stopped(&world, &package, Decision::Refuse, InboundReason::BindingRevoked);
    }
    // The next one from the same issuer is as good as before.
    let next = by(2, SIGNER.issue(&*key(KEYS[2]), &*authority));
    assert_eq!(world.receive(&next).decision(), Decision::Accept);
}

#[test]
fn a_seal_from_the_future_is_not_accepted() {
    let at = |at| sealed(PACKAGE.as_bytes(), &credential(0), Role::Agency, at);
    let (quarantine, reason) = (Decision::Quarantine, InboundReason::FromTheFuture);
    stopped(&World::new(), &at("2026-11-21T12:05:01Z"), quarantine, reason);
    let just = World::new().receive(&at("2026-11-21T12:05:00Z"));
    assert_eq!(just.decision(), Decision::Accept);
}

#[test]
fn a_seal_that_is_older_than_the_window_is_refused_without_a_receipt() {
    let at = |at| sealed(PACKAGE.as_bytes(), &credential(0), Role::Agency, at);
    let old = World::new().receive(&at("2026-10-22T12:00:00Z"));
    assert_eq!(told(&old), (Decision::Refuse, &[InboundReason::TooOld][..], false));
    let young = World::new().receive(&at("2026-10-22T12:00:01Z"));
    assert_eq!(young.decision(), Decision::Accept);
    let day = World::ruled("[inbound]\nwindow = \"1d\"\n");
    let old = day.receive(&at("2026-11-20T12:00:00Z"));
    assert_eq!(told(&old), (Decision::Refuse, &[InboundReason::TooOld][..], false));
}

/// The package with these seals, in this order.
fn carrying(containers: &[Vec<u8>]) -> Vec<u8> {
    let mut package = PACKAGE.as_bytes().to_vec();
    for (place, container) in containers.iter().enumerate() {
        let read = Reading::strict().read(&package[..], &mut Nowhere).expect("clean");
        let name = if place == 0 { "antin-seal.zip" } else { "antin-seal-2.zip" };
        let header = AttachmentHeader {
            content_id: Some(format!("cid:{place}")),
            attachment_name: Some(name.to_owned()),
            ..AttachmentHeader::default()
        };
        let mut out = Vec::new();
        let splice = Splice::new(&read).with(Outgoing::new(header, &container[..]));
        splice.write(&package[..], &mut out).expect("spliced");
        package = out;
    }
    package
}

#[test]
fn a_seal_that_somebody_adds_does_not_make_an_old_package_young() {
    let by = |place: usize, at: &str| {
        let whole = sealed(PACKAGE.as_bytes(), &credential(place), Role::Agency, at);
        seals(Cursor::new(whole), &Limits::DEFAULT).expect("seals").remove(0).1
    };
    let added = |number: u32| by(3, &format!("2026-11-21T11:{number}:00Z"));
    let of_other: Vec<BindingEntry> =
        usual().into_iter().chain([entry("other", STRANGER, 3)]).collect();
    let young = by(0, "2026-11-21T11:00:00Z");
    for package in
        [[young.clone(), added(10)], [added(10), young.clone()]].map(|one| carrying(&one))
    {
        let unknown = World::new();
        stopped(&unknown, &package, Decision::Quarantine, InboundReason::UnboundSeal);
        let other = World::registered(of_other.clone());
        stopped(&other, &package, Decision::Refuse, InboundReason::OtherSender);
    }
    // Even where a policy takes such seals, the sender's own says when, and whether it came before.
    let loose = World::ruled("[inbound.cases]\nunbound-seal = \"danger-accept\"\n");
    let old = loose.receive(&carrying(&[added(10), by(0, "2026-10-01T00:00:00Z")]));
    assert_eq!(old.decision(), Decision::Refuse);
    assert!(old.reasons().contains(&InboundReason::TooOld), "{:?}", old.reasons());
    let first = loose.receive(&carrying(&[added(10), young.clone()]));
    assert_eq!((first.decision(), first.receipt().is_some()), (Decision::Accept, true));
    let again = loose.receive(&carrying(&[added(11), young]));
    assert!(again.reasons().contains(&InboundReason::Repeated), "{:?}", again.reasons());
}

#[test]
fn a_package_that_came_before_is_refused_without_a_receipt() {
    let (world, package) = (World::new(), genuine());
    assert_eq!(world.receive(&package).decision(), Decision::Accept);
    let again = world.receive(&package);
    assert_eq!(told(&again), (Decision::Refuse, &[InboundReason::Repeated][..], false));
    assert!(again.verified().is_none());
    // Another recipient of the same package has not had it.
    let other = Agency::new("X98.12.3", credential(3)).expect("a code");
    let inbound = world.gateway().inbound(&other);
    let theirs = inbound.receive(Cursor::new(&package), &Evidence::new(), noon()).expect("decided");
    assert_eq!(theirs.decision(), Decision::Accept);
}

#[test]
fn another_seal_for_a_document_is_quarantined_unless_it_follows() {
    let at = |package: &[u8], at| sealed(package, &credential(0), Role::Agency, at);
    let world = World::new();
    assert_eq!(world.receive(&genuine()).decision(), Decision::Accept);
    let anew = world.receive(&at(PACKAGE.as_bytes(), "2026-11-21T11:30:00Z"));
    assert_eq!(told(&anew), (Decision::Quarantine, &[InboundReason::OtherSeal][..], false));
    let operation = "<edXML:BussinessDocType>";
    let revoking = with(PACKAGE.as_bytes(), &format!("{operation}0"), &format!("{operation}1"));
    let revoked = world.receive(&at(&revoking, "2026-11-21T11:30:00Z"));
    assert_eq!(revoked.decision(), Decision::Accept);
}

#[test]
fn a_seal_without_a_time_has_no_age() {
    // No options make one; a seal from elsewhere may be such.
    let world = World::new();
    let report = Opening::new()
        .open(Cursor::new(genuine()), &world.trust, &Evidence::new(), noon())
        .expect("a report");
    let rules = world.rules.inbound(RECIPIENT);
    let age =
        |sealed| Check { agency: &world.recipient, rules, report: &report, at: noon() }.age(sealed);
    assert_eq!(age(None), Some(InboundReason::NoTime));
    assert_eq!(age(Some(noon())), None);
}

#[test]
fn a_clock_that_goes_back_lets_nothing_in_again() {
    let (world, package) = (World::new(), genuine());
    assert_eq!(world.receive(&package).decision(), Decision::Accept);
    let earlier = world.receive_at(&package, time("2026-11-21T11:00:00Z"));
    assert_eq!(earlier.reasons(), [InboundReason::Repeated]);
    // Forty days on, the window has moved past it.
    let later = time("2026-12-31T12:00:00Z");
    let other = sealed(&numbered(124), &credential(0), Role::Agency, "2026-12-31T11:00:00Z");
    assert_eq!(world.receive_at(&other, later).decision(), Decision::Accept);
    assert_eq!(world.receive_at(&package, later).reasons(), [InboundReason::TooOld]);
    // And back: it may be forgotten, so it does not come in.
    let back = world.receive_at(&package, noon());
    assert_eq!((back.decision(), back.receipt()), (Decision::Refuse, None));
    assert_eq!(back.reasons(), [InboundReason::TooOld]);
}

#[test]
fn an_accepted_package_may_be_told_as_registered_and_no_other_status() {
    let world = World::new();
    let judged = || {
        let inbound = world.gateway().inbound(&world.recipient);
        inbound.judge(Cursor::new(genuine()), &Evidence::new(), noon()).expect("judged")
    };
    let registered = judged().status(Status::Accepted).expect("a status");
    assert_eq!(registered.receipt().map(Receipt::status), Some(Status::Accepted));
    for status in Status::ALL.into_iter().filter(|one| !matches!(one.code(), "01" | "03")) {
        let expected = Error::ApiMisuse(ApiMisuse::StatusOrder);
        assert_eq!(judged().status(status).map(drop), Err(expected), "{status:?}");
    }
    let inbound = world.gateway().inbound(&world.recipient);
    let bare = inbound.judge(Cursor::new(PACKAGE), &Evidence::new(), noon()).expect("judged");
    assert!(bare.status(Status::Accepted).is_err());
}

#[test]
fn a_seal_beside_the_package_is_judged_too() {
    let options =
        SealOptions::new(cades::Options::new(Level::B).signing_time(time("2026-11-21T11:00:00Z")));
    let whole = seal(Cursor::new(PACKAGE), &credential(0), &options, Vec::new()).expect("sealed");
    let (_, container) = seals(Cursor::new(&whole), &Limits::DEFAULT).expect("seals").remove(0);
    let world = World::new();
    let inbound = world.gateway().inbound(&world.recipient).beside(vec![container]);
    let received = inbound.receive(Cursor::new(PACKAGE), &Evidence::new(), noon());
    assert_eq!(received.expect("decided").decision(), Decision::Accept);
}
