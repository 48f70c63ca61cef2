//! What a gateway judged is kept: between calls, in other threads, beside a newer registry, and after a wrong value.

use std::io::Cursor;
use std::sync::Arc;

use super::fixture::{
    PACKAGE, RECIPIENT, SENDER, STRANGER, World, credential, entry, genuine, registry,
};
use crate::ades::Evidence;
use crate::cms::tests::fixture::noon;
use crate::error::Error;
use crate::gateway::{
    Agency, Answered, Gateway, Inbound, InboundReason, JudgedArrival, JudgedSending, NotPrepared,
    Outbound, PreparedAnswer, PreparedSending, Received, RecordedSending, RefusedSending, Sending,
    SentPackage,
};
use crate::journal::Decision;

/// What may be sent to another thread, and looked at by many.
const fn shared<T: Clone + Send + Sync + 'static>() {}
const fn kept<T: Send + Sync + 'static>() {}

const _: () = {
    shared::<Gateway>();
    shared::<Outbound>();
    shared::<JudgedSending>();
    shared::<RefusedSending>();
    shared::<SentPackage<Vec<u8>>>();
    shared::<Inbound>();
    shared::<JudgedArrival>();
    shared::<Answered>();
    shared::<Received>();
    kept::<PreparedSending>();
    kept::<RecordedSending>();
    kept::<Sending<Vec<u8>>>();
    kept::<PreparedAnswer>();
    kept::<NotPrepared>();
};

fn elsewhere(code: &str, place: usize) -> Agency {
    Agency::elsewhere(code, credential(place).chain().to_vec()).expect("a chain")
}

fn judged(world: &World) -> JudgedArrival {
    let inbound = world.gateway().inbound(&world.recipient);
    inbound.judge(Cursor::new(genuine()), &Evidence::new(), noon()).expect("judged")
}

#[test]
fn what_was_judged_outlives_its_gateway_and_is_finished_in_another_thread() {
    let world = World::new();
    let (arrival, ledger) = (judged(&world), Arc::clone(&world.ledger));
    let out = world.gateway().outbound(&world.sender);
    let sending = out.judge(Cursor::new(PACKAGE), &Evidence::new(), noon()).expect("judged");
    drop((out, world));
    let work = move || {
        let answered = arrival.answer(&Evidence::new()).expect("answered");
        let prepared = sending.prepare(Cursor::new(PACKAGE), &Evidence::new()).expect("prepared");
        let sent = prepared.sign(Cursor::new(PACKAGE), Vec::new()).expect("sent");
        (answered.record().expect("recorded").decision(), sent.entry())
    };
    let done = std::thread::spawn(work).join().expect("no panic");
    assert_eq!(done, (Decision::Accept, 1));
    assert_eq!(ledger.head().expect("a head").number, 2);
}

#[test]
fn a_newer_registry_is_another_gateway_on_the_same_ledger() {
    let mut world = World::new();
    let before = judged(&world).answer(&Evidence::new()).expect("answered");
    world.registry = registry(vec![entry("other", STRANGER, 3)]);
    assert_eq!(judged(&world).reasons(), [InboundReason::UnknownSender]);
    assert_eq!(before.record().expect("recorded").decision(), Decision::Accept);
    assert!(judged(&world).reasons().contains(&InboundReason::Repeated));
}

#[test]
fn a_wrong_value_is_told_before_a_prepared_seal_is_used_up() {
    let (world, key) = (World { sender: elsewhere(SENDER, 0), ..World::new() }, credential(0));
    assert!(!world.sender.has_key() && world.recipient.has_key());
    let out = world.gateway().outbound(&world.sender);
    let judged = out.judge(Cursor::new(PACKAGE), &Evidence::new(), noon()).expect("judged");
    let waiting = judged.prepare(Cursor::new(PACKAGE), &Evidence::new()).expect("prepared");
    let value = key.key().sign(waiting.algorithm(), waiting.to_be_signed()).expect("a value");
    let other = key.key().sign(waiting.algorithm(), b"another thing").expect("a value");
    for wrong in [&other[..], b""] {
        let refused = waiting.check(wrong);
        assert!(matches!(refused, Err(Error::Key(_))), "{refused:?}");
    }
    assert_eq!(world.ledger.head().expect("a head").number, 0);
    assert_eq!(waiting.check(&value), Ok(()));
    assert!(waiting.finish(&value, Cursor::new(PACKAGE), Vec::new()).is_ok());
}

#[test]
fn what_was_recorded_and_not_written_is_written_elsewhere_under_the_same_entry() {
    let world = World::new();
    let out = world.gateway().outbound(&world.sender);
    let judged = out.judge(Cursor::new(PACKAGE), &Evidence::new(), noon()).expect("judged");
    let prepared = judged.prepare(Cursor::new(PACKAGE), &Evidence::new()).expect("prepared");
    let recorded = prepared.record_signed().expect("recorded");
    let mut full = [0; 100];
    let failed = recorded.write(Cursor::new(PACKAGE), &mut full[..]);
    assert_eq!(failed.map(drop).map_err(|error| error.code()), Err(64));
    let sent = recorded.write(Cursor::new(PACKAGE), Vec::new()).expect("written");
    assert_eq!((sent.entry(), recorded.entry()), (1, 1));
    assert_eq!(world.ledger.head().expect("a head").number, 1);
    assert!(world.receive(&sent.into_inner()).verified().is_some());
}

#[test]
fn a_wrong_value_is_told_before_a_prepared_receipt_is_used_up() {
    let (world, key) =
        (World { recipient: elsewhere(RECIPIENT, 1), ..World::new() }, credential(1));
    let prepared = || judged(&world).prepare(&Evidence::new()).expect("prepared");
    let waiting = prepared();
    let value = key.key().sign(waiting.algorithm(), waiting.to_be_signed()).expect("a value");
    let refused = waiting.check(&value[1..]);
    assert!(matches!(refused, Err(Error::Key(_))), "{refused:?}");
    assert_eq!(waiting.check(&value), Ok(()));
    // Nobody has to sign it.
    let without = prepared().without_receipt().record().expect("recorded");
    assert_eq!((without.decision(), without.receipt()), (Decision::Accept, None));
    assert!(waiting.finish(&value).is_ok());
}

#[test]
fn a_step_that_failed_can_be_tried_once_more_with_a_copy() {
    let world = World { recipient: elsewhere(RECIPIENT, 1), ..World::new() };
    let first = judged(&world);
    assert!(first.clone().answer(&Evidence::new()).is_err());
    assert!(first.without_receipt().record().is_ok());
}
