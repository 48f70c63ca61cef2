//! One gateway for many: whose key signs what, many threads at once, ledgers that fail.

use std::io::Cursor;
use std::sync::Arc;

use super::fixture::{
    Broken, PACKAGE, RECIPIENT, STRANGER, Told, World, credential, entry, genuine, numbered,
    registry, sealed, with,
};
use crate::ades::Evidence;
use crate::cms::tests::fixture::noon;
use crate::edxml::statement::Role;
use crate::error::{ApiMisuse, CredentialError, Error};
use crate::gateway::{
    Agency, Gateway, GatewayFault, InboundReason, LedgerFault, NotPrepared, OutboundReason,
};
use crate::journal::{Decision, Kind};

/// The package from the other agency.
fn of_recipient() -> Vec<u8> {
    let package = with(PACKAGE.as_bytes(), "000.00.12.X40", "WHO");
    with(&with(&package, RECIPIENT, "000.00.12.X40"), "WHO", RECIPIENT)
}

#[test]
fn no_agency_signs_in_anothers_name() {
    let world = World::new();
    let judged = |agency, package: &[u8]| {
        let out = world.gateway().outbound(agency);
        let judged = out.judge(Cursor::new(package), &Evidence::new(), noon()).expect("judged");
        judged.reasons().to_vec()
    };
    let (ours, theirs) = (PACKAGE.as_bytes(), of_recipient());
    assert_eq!(judged(&world.sender, ours), []);
    assert_eq!(judged(&world.recipient, &theirs), []);
    assert_eq!(judged(&world.recipient, ours), [OutboundReason::OtherSender]);
    assert_eq!(judged(&world.sender, &theirs), [OutboundReason::OtherSender]);
    // Nor is a receipt made by a body to which it was not sent.
    let inbound = world.gateway().inbound(&world.sender);
    let received = inbound.receive(Cursor::new(genuine()), &Evidence::new(), noon());
    let received = received.expect("decided");
    assert_eq!(received.reasons(), [InboundReason::WrongRecipient]);
    assert_eq!(received.receipt(), None);
}

#[test]
fn a_handle_with_anothers_key_is_noticed_before_it_signs() {
    let mixed = Agency::new(RECIPIENT, credential(0)).expect("a code");
    let world = World { sender: mixed, ..World::new() };
    let reasons = world.reasons(&of_recipient());
    assert_eq!(reasons.iter().map(OutboundReason::code).collect::<Vec<_>>(), ["own-certificate"]);
}

#[test]
fn an_agency_shows_its_code_and_nothing_else() {
    let agency = World::new().sender;
    assert_eq!(format!("{agency:?}"), "Agency { code: \"000.00.12.X40\", .. }");
    let none = Agency::new(" ", credential(0)).map(drop);
    assert_eq!(none, Err(Error::ApiMisuse(ApiMisuse::NoSealer)));
    let none = Agency::elsewhere(RECIPIENT, Vec::new()).map(drop);
    assert_eq!(none, Err(Error::Credential(CredentialError::NoCertificate)));
}

#[test]
fn eight_threads_through_one_gateway_accept_a_package_once() {
    let told = Told::new();
    let world = World { ledger: Arc::new(told.clone()), ..World::new() };
    let (gateway, package) = (world.gateway(), genuine());
    let inbound = gateway.inbound(&world.recipient);
    let received: Vec<_> = std::thread::scope(|scope| {
        let work = || inbound.receive(Cursor::new(&package), &Evidence::new(), noon());
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|one| one.join().expect("no panic").expect("decided")).collect()
    });
    let accepted = received.iter().filter(|one| one.decision() == Decision::Accept).count();
    let receipts = received.iter().filter(|one| one.receipt().is_some()).count();
    let verified = received.iter().filter(|one| one.verified().is_some()).count();
    assert_eq!((accepted, receipts, verified), (1, 1, 1));
    for other in received.iter().filter(|one| one.decision() != Decision::Accept) {
        assert_eq!(other.reasons(), [InboundReason::Repeated]);
    }
    let events = told.events.lock().expect("no panic");
    let accepts = events.iter().filter(|event| event.decision() == Some(Decision::Accept));
    assert_eq!((events.len(), accepts.count()), (8, 1));
    let receipts = events.iter().filter(|event| event.receipt_id().is_some()).count();
    assert_eq!(receipts, 1);
}

#[test]
fn eight_threads_serve_eight_agencies_each_in_its_own_name() {
    let world = World::new();
    let gateway = world.gateway();
    let decisions: Vec<Decision> = std::thread::scope(|scope| {
        let work = |number: usize| {
            let at = format!("2026-11-21T11:{number:02}:00Z");
            let own = numbered(200 + number);
            let package = sealed(&own, &credential(0), Role::Agency, &at);
            let inbound = gateway.inbound(&world.recipient);
            inbound
                .receive(Cursor::new(package), &Evidence::new(), noon())
                .expect("decided")
                .decision()
        };
        let threads: Vec<_> = (0..8).map(|number| scope.spawn(move || work(number))).collect();
        threads.into_iter().map(|one| one.join().expect("no panic")).collect()
    });
    assert_eq!(decisions, [Decision::Accept; 8]);
}

#[test]
fn of_two_that_were_judged_as_new_the_second_is_refused_and_its_receipt_thrown_away() {
    let (world, package) = (World::new(), genuine());
    let answered = || {
        let inbound = world.gateway().inbound(&world.recipient);
        let judged =
            inbound.judge(Cursor::new(&package), &Evidence::new(), noon()).expect("judged");
        assert_eq!(judged.decision(), Decision::Accept);
        judged.answer(&Evidence::new()).expect("answered")
    };
    let (first, second) = (answered(), answered());
    assert_eq!(first.record().expect("recorded").decision(), Decision::Accept);
    let second = second.record().expect("recorded");
    assert_eq!(second.decision(), Decision::Refuse);
    assert_eq!(second.reasons(), [InboundReason::Repeated]);
    assert!(second.receipt().is_none() && second.verified().is_none());
    assert!(second.report().is_some());
}

#[test]
fn a_ledger_that_fails_hands_out_nothing() {
    let world = World { ledger: Arc::new(Broken), ..World::new() };
    let inbound = world.gateway().inbound(&world.recipient);
    for package in [genuine(), PACKAGE.as_bytes().to_vec(), b"none".to_vec()] {
        let received = inbound.receive(Cursor::new(package), &Evidence::new(), noon());
        assert_eq!(received.map(drop), Err(GatewayFault::Ledger(LedgerFault::Storage)));
    }
}

#[test]
fn what_is_recorded_says_what_was_decided_and_on_what() {
    let told = Told::new();
    let world = World { ledger: Arc::new(told.clone()), ..World::new() };
    let received = world.receive(&world.send(PACKAGE.as_bytes()));
    world.receive(PACKAGE.as_bytes());
    let events = told.events.lock().expect("no panic");
    let kinds: Vec<Kind> = events.iter().map(|event| event.kind()).collect();
    assert_eq!(kinds, [Kind::Sealed, Kind::Received, Kind::Received]);
    let [sealed, accepted, refused] = &events[..] else { panic!("{events:?}") };
    assert!(sealed.seal_id().is_some() && sealed.seal_id() == accepted.seal_id());
    assert_eq!(sealed.document_id(), accepted.document_id());
    assert_eq!((sealed.agency(), accepted.agency()), (world.sender.code(), RECIPIENT));
    assert_eq!(accepted.findings(), ["TOTAL-PASSED", "sender:bound"]);
    assert!(accepted.recipients().iter().any(|code| code == RECIPIENT));
    assert!(accepted.receipt_id().is_some() && received.receipt().is_some());
    assert_eq!(
        (refused.decision(), refused.reasons()),
        (Some(Decision::Refuse), &["not-sealed".into()][..])
    );
    assert!(refused.package_sha256().is_some() && refused.seal_id().is_none());
}

#[test]
fn what_came_before_is_recorded_with_the_entry_that_it_repeats() {
    let told = Told::new();
    let world = World { ledger: Arc::new(told.clone()), ..World::new() };
    let package = world.send(PACKAGE.as_bytes());
    let first = world.receive(&package);
    world.receive(&package);
    let events = told.events.lock().expect("no panic");
    let [_, accepted, repeated] = &events[..] else { panic!("{events:?}") };
    assert_eq!((accepted.earlier(), repeated.earlier()), (None, Some(first.entry())));
    assert_eq!(repeated.reasons(), ["repeated"]);
}

#[test]
fn a_key_elsewhere_signs_the_receipt_in_two_steps() {
    let key = credential(1);
    let elsewhere = Agency::elsewhere(RECIPIENT, key.chain().to_vec()).expect("a chain");
    let world = World { recipient: elsewhere, ..World::new() };
    let inbound = world.gateway().inbound(&world.recipient);
    let judged = inbound.judge(Cursor::new(genuine()), &Evidence::new(), noon()).expect("judged");
    let here = judged.clone().answer(&Evidence::new()).map(drop);
    assert_eq!(here, Err(Error::Credential(CredentialError::NoKey)));
    let waiting = judged.prepare(&Evidence::new()).expect("prepared");
    let value = key.key().sign(waiting.algorithm(), waiting.to_be_signed()).expect("a value");
    let received = waiting.finish(&value).expect("answered").record().expect("recorded");
    assert!(received.receipt().is_some() && received.verified().is_some());
    // Where there is to be none, it goes on without.
    let again = inbound.judge(Cursor::new(genuine()), &Evidence::new(), noon()).expect("judged");
    match again.prepare(&Evidence::new()) {
        Err(NotPrepared::NoReceipt(answered)) => {
            assert_eq!(answered.record().expect("recorded").decision(), Decision::Refuse);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn agencies_have_rules_of_their_own() {
    let mut world = World::ruled(
        "[[agency]]\ncode = \"X98.12.3\"\ninbound.cases.unknown-sender = \"refuse\"\n",
    );
    world.registry = registry(vec![entry("other", STRANGER, 3)]);
    let other = Agency::new("X98.12.3", credential(1)).expect("a code");
    let decision = |agency| {
        let inbound = world.gateway().inbound(agency);
        let received = inbound.receive(Cursor::new(genuine()), &Evidence::new(), noon());
        received.expect("decided").decision()
    };
    assert_eq!(decision(&world.recipient), Decision::Quarantine);
    assert_eq!(decision(&other), Decision::Refuse);
}

/// Two threads judge the same package by two registries: the slower one may not refuse what the other accepted.
#[test]
fn no_receipt_refuses_what_was_accepted_meanwhile() {
    let world = World::ruled("[inbound.cases]\nunknown-sender = \"refuse\"\n");
    let (trust, ledger) = (world.trust.clone(), Arc::clone(&world.ledger));
    let without = Gateway::new(world.rules.clone(), trust, registry(Vec::new()), ledger);
    let (package, none) = (genuine(), Evidence::new());
    let judged = || {
        let inbound = without.inbound(&world.recipient);
        inbound.judge(Cursor::new(&package), &none, noon()).expect("judged")
    };
    // Alone it is refused, with a receipt, and may come again.
    let alone = judged().answer(&none).expect("signed").record().expect("recorded");
    assert_eq!(alone.reasons(), [InboundReason::UnknownSender]);
    assert!(alone.receipt().is_some());

    let slow = judged();
    assert_eq!(world.receive(&package).decision(), Decision::Accept);
    let late = slow.answer(&none).expect("signed").record().expect("recorded");
    assert_eq!(
        (late.decision(), late.reasons()),
        (Decision::Refuse, &[InboundReason::Repeated][..])
    );
    assert_eq!(late.receipt(), None);
}
