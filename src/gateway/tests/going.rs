//! What goes out: each reason by itself, beside a package that goes.

use std::io::Cursor;
use std::sync::Arc;

use super::fixture::{
    Broken, EXPIRED, PACKAGE, RECIPIENT, SENDER, World, credential, credential_of, genuine, sealed,
    with,
};
use crate::ades::Evidence;
use crate::cms::tests::fixture::{noon, time};
use crate::edxml::statement::Role;
use crate::edxml::{Binding, Fault, FaultKind, LibertyKind, Opening, Status};
use crate::error::{ApiMisuse, CredentialError, Error};
use crate::gateway::{Agency, GatewayFault, LedgerFault, OutboundReason, Sending};
use crate::language::Language;
use crate::receipt::Sent;

const LEADER_FIRST: &str = "[outbound]\nbefore = [\"leader\"]\n";

fn reasons(package: &[u8]) -> Vec<OutboundReason> {
    World::new().reasons(package)
}

fn changed(from: &str, to: &str) -> Vec<u8> {
    with(PACKAGE.as_bytes(), from, to)
}

fn by_leader(package: &[u8]) -> Vec<u8> {
    sealed(package, &credential(2), Role::Leader, "2026-11-21T09:00:00Z")
}

#[test]
fn a_sound_package_goes_out_and_is_accepted_by_its_recipient() {
    let world = World::new();
    assert_eq!(world.reasons(PACKAGE.as_bytes()), []);
    let out = world.gateway().outbound(&world.sender);
    let sending = out.send(Cursor::new(PACKAGE), &Evidence::new(), noon(), Vec::new());
    let Ok(Sending::Sent(sent)) = sending else { panic!("{sending:?}") };
    let (seal, known, entry) = (*sent.seal(), sent.sent().clone(), sent.entry());
    assert_eq!(entry, world.ledger.head().expect("a head").number);
    let sealed = sent.into_inner();
    let opening = Opening::new().senders(&*world.registry);
    let report = opening.open(Cursor::new(&sealed), &world.trust, &Evidence::new(), noon());
    let report = report.expect("a report");
    assert!(report.is_accepted(), "{report:?}");
    assert_eq!(report.seals()[0].id(), Some(&seal));
    // Both ends name it alike.
    assert_eq!(Sent::of(&report), Some(known));
}

#[test]
fn a_status_message_does_not_go_out() {
    let status = include_bytes!("../../../test-vectors/edxml/status-01.edxml");
    assert_eq!(reasons(status), [OutboundReason::StatusMessage]);
    assert_eq!(reasons(b"no package"), [OutboundReason::Unreadable]);
}

#[test]
fn another_bodys_package_does_not_go_out() {
    let world = World::new();
    let out = world.gateway().outbound(&world.recipient);
    let judged = out.judge(Cursor::new(PACKAGE), &Evidence::new(), noon()).expect("judged");
    assert_eq!(judged.reasons(), [OutboundReason::OtherSender]);
    let refused = judged.prepare(Cursor::new(PACKAGE), &Evidence::new());
    assert_eq!(refused.map(drop), Err(GatewayFault::NotAllowed));
}

#[test]
fn a_package_without_a_document_does_not_go_out() {
    let start = PACKAGE.find("<edXML:DocumentId>").expect("an identifier");
    let end = PACKAGE[start..].find("</edXML:DocumentId>").expect("its end") + start;
    let id = &PACKAGE[start..end];
    assert_eq!(reasons(&changed(id, "<edXML:DocumentId> ")), [OutboundReason::NoDocument]);
}

#[test]
fn an_attachment_that_is_not_there_keeps_it_from_going_out() {
    let package = changed(
        "<edXML:Reference>",
        "<edXML:Reference><edXML:ContentId>cid:none</edXML:ContentId><edXML:AttachmentName>c.pdf\
         </edXML:AttachmentName></edXML:Reference><edXML:Reference>",
    );
    assert_eq!(reasons(&package), [OutboundReason::MissingAttachment]);
}

#[test]
fn an_attachment_that_a_conversion_destroyed_keeps_it_from_going_out() {
    let attached = |octets: &[u8]| {
        let start = PACKAGE.find("JVBERi").expect("a PDF");
        let end = PACKAGE[start..].find('<').expect("its end") + start;
        use base64::Engine;
        let text = base64::engine::general_purpose::STANDARD.encode(octets);
        changed(&PACKAGE[start..end], &text)
    };
    let pdf = |middle: &str| format!("%PDF-1.7\n{middle}{}\n%%EOF", "stream ".repeat(40));
    let destroyed = "\u{fffd}\u{fffd}\u{fffd}\u{fffd}".repeat(30);
    assert_eq!(reasons(&attached(pdf("").as_bytes())), []);
    let found = reasons(&attached(pdf(&destroyed).as_bytes()));
    assert_eq!(found, [OutboundReason::DestroyedAttachment]);
}

#[test]
fn a_fault_of_the_format_keeps_it_from_going_out_unless_it_is_tolerated() {
    let long = changed("<edXML:Subject>", &format!("<edXML:Subject>{}", "a ".repeat(300)));
    let fault = Fault { kind: FaultKind::OutOfRange, path: "MessageHeader.Subject" };
    assert_eq!(reasons(&long), [OutboundReason::Fault(fault)]);
    let tolerant = World::ruled("[outbound]\ntolerate = [\"R.MessageHeader.Subject\"]\n");
    assert_eq!(tolerant.reasons(&long), []);
}

#[test]
fn what_can_be_read_in_two_ways_does_not_go_out() {
    let package = changed("<edXML:Subject>V", "<edXML:Subject>V<!-- -->");
    assert_eq!(reasons(&package), [OutboundReason::Ambiguous(LibertyKind::CommentInText)]);
}

#[test]
fn what_is_marked_secret_does_not_go_out() {
    let subject = changed("<edXML:Subject>", "<edXML:Subject>(MẬT) ");
    assert_eq!(reasons(&subject), [OutboundReason::Secret("MessageHeader.Subject")]);
    let harmless = changed("<edXML:Subject>", "<edXML:Subject>(bảo mật) ");
    assert_eq!(reasons(&harmless), []);
    let notation = changed("<edXML:CodeNotation>", "<edXML:CodeNotation>TỐI MẬT-");
    assert_eq!(reasons(&notation), [OutboundReason::Secret("MessageHeader.Code.CodeNotation")]);
    let named = PACKAGE.replace(">phu-luc-1.pdf<", ">phu-luc_TUYET_MAT.pdf<");
    let found = reasons(named.as_bytes());
    let name = OutboundReason::Secret("AttachmentEncoded.Attachment.AttachmentName");
    assert!(found.contains(&name), "{found:?}");
    assert!(found.iter().all(|reason| reason.code() == "secret"), "{found:?}");
    let loose = World::ruled("[outbound]\ndanger_not_secret = [\"mật\"]\n");
    assert_eq!(loose.reasons(&subject), []);
}

#[test]
fn what_the_agency_sealed_already_does_not_go_out() {
    assert_eq!(reasons(&genuine()), [OutboundReason::AlreadySealed]);
}

#[test]
fn a_seal_that_does_not_pass_keeps_it_from_going_out() {
    let good = by_leader(PACKAGE.as_bytes());
    assert_eq!(reasons(&good), []);
    let late = credential_of(2, &EXPIRED);
    let bad = sealed(PACKAGE.as_bytes(), &late, Role::Leader, "2026-11-20T09:00:00Z");
    assert_eq!(reasons(&bad), [OutboundReason::BadSeal]);
}

#[test]
fn what_was_changed_after_the_leader_sealed_it_does_not_go_out() {
    let package = with(&by_leader(PACKAGE.as_bytes()), "<edXML:Subject>V", "<edXML:Subject>W");
    assert_eq!(reasons(&package), [OutboundReason::ChangedSinceSealed]);
}

#[test]
fn a_seal_that_the_policy_demands_has_to_be_there_and_bound() {
    let world = World::ruled(LEADER_FIRST);
    assert_eq!(world.reasons(&by_leader(PACKAGE.as_bytes())), []);
    assert_eq!(world.reasons(PACKAGE.as_bytes()), [OutboundReason::SealMissing(Role::Leader)]);
    for (place, binding) in [(3, Binding::Unknown), (0, Binding::RoleNotAllowed)] {
        let at = "2026-11-21T09:00:00Z";
        let package = sealed(PACKAGE.as_bytes(), &credential(place), Role::Leader, at);
        let expected = OutboundReason::SealNotBound(Role::Leader, binding);
        assert_eq!(world.reasons(&package), [expected]);
        // Who is not demanded need not be known.
        assert_eq!(reasons(&package), []);
    }
}

#[test]
fn an_own_certificate_that_nobody_would_believe_keeps_it_from_going_out() {
    let stranger = Agency::new(SENDER, credential(3)).expect("a code");
    let world = World { sender: stranger, ..World::new() };
    let expected = OutboundReason::OwnCertificate(Binding::Unknown);
    assert_eq!(world.reasons(PACKAGE.as_bytes()), [expected]);
    let world = World::new();
    let out = world.gateway().outbound(&world.sender);
    let late = time("2027-01-01T00:00:01Z");
    let judged = out.judge(Cursor::new(PACKAGE), &Evidence::new(), late).expect("judged");
    assert_eq!(judged.reasons(), [OutboundReason::OwnCertificateExpired]);
}

#[test]
fn all_reasons_are_told_and_recorded_at_once() {
    let world = World::ruled(LEADER_FIRST);
    let package = changed("<edXML:Subject>", "<edXML:Subject>MẬT <!-- -->");
    let out = world.gateway().outbound(&world.sender);
    let sending = out.send(Cursor::new(&package), &Evidence::new(), noon(), Vec::new());
    let Ok(Sending::Refused(refused)) = sending else { panic!("{sending:?}") };
    let codes: Vec<String> = refused.report().reasons().iter().map(ToString::to_string).collect();
    let expected =
        ["ambiguous:comment-in-text", "secret:MessageHeader.Subject", "seal-missing:leader"];
    assert_eq!(codes, expected);
    assert_eq!(refused.entry(), world.ledger.head().expect("a head").number);
    for reason in refused.report().reasons() {
        for language in [Language::En, Language::Vi] {
            assert!(!reason.text(language).is_empty());
        }
    }
}

#[test]
fn a_ledger_that_fails_lets_nothing_out() {
    let world = World { ledger: Arc::new(Broken), ..World::new() };
    let mut out = Vec::new();
    let outbound = world.gateway().outbound(&world.sender);
    let sending = outbound.send(Cursor::new(PACKAGE), &Evidence::new(), noon(), &mut out);
    assert_eq!(sending.map(drop), Err(GatewayFault::Ledger(LedgerFault::Storage)));
    assert!(out.is_empty());
}

#[test]
fn what_was_not_judged_is_not_sealed() {
    let world = World::new();
    let outbound = world.gateway().outbound(&world.sender);
    let judged = outbound.judge(Cursor::new(PACKAGE), &Evidence::new(), noon()).expect("judged");
    let other = changed("<edXML:Subject>V", "<edXML:Subject>W");
    let sealed = judged.clone().prepare(Cursor::new(&other), &Evidence::new());
    let expected = GatewayFault::Failed(Error::ApiMisuse(ApiMisuse::OtherContent));
    assert_eq!(sealed.map(drop), Err(expected));
    assert!(judged.prepare(Cursor::new(PACKAGE), &Evidence::new()).is_ok());
}

#[test]
fn a_key_elsewhere_seals_in_two_steps() {
    let key = credential(0);
    let elsewhere = Agency::elsewhere(SENDER, key.chain().to_vec()).expect("a chain");
    let world = World { sender: elsewhere, ..World::new() };
    let prepared = || {
        let out = world.gateway().outbound(&world.sender);
        let judged = out.judge(Cursor::new(PACKAGE), &Evidence::new(), noon()).expect("judged");
        judged.prepare(Cursor::new(PACKAGE), &Evidence::new()).expect("prepared")
    };
    let waiting = prepared();
    let value = key.key().sign(waiting.algorithm(), waiting.to_be_signed()).expect("a value");
    let sent = waiting.finish(&value, Cursor::new(PACKAGE), Vec::new()).expect("sent");
    assert!(world.receive(&sent.into_inner()).verified().is_some());
    let here = prepared().sign(Cursor::new(PACKAGE), Vec::new());
    let expected = GatewayFault::Failed(Error::Credential(CredentialError::NoKey));
    assert_eq!(here.map(drop), Err(expected));
}

#[test]
fn a_receipt_that_comes_back_is_judged_and_recorded() {
    let world = World::new();
    let out = world.gateway().outbound(&world.sender);
    let sending = out.send(Cursor::new(PACKAGE), &Evidence::new(), noon(), Vec::new());
    let Ok(Sending::Sent(sent)) = sending else { panic!("{sending:?}") };
    let known = sent.sent().clone();
    let received = world.receive(&sent.into_inner());
    let receipt = received.receipt().expect("a receipt");
    let judged = out.take_receipt(receipt, &known, None, &Evidence::new(), noon()).expect("judged");
    assert!(judged.is_accepted(), "{judged:?}");
    assert_eq!(judged.report().receipt().map(|receipt| receipt.status()), Some(Status::Arrived));
    assert_eq!(judged.entry(), world.ledger.head().expect("a head").number);
    // It was told already, or it is for another package, or another agency's.
    let told = Some(Status::Arrived);
    let again = out.take_receipt(receipt, &known, told, &Evidence::new(), noon()).expect("judged");
    assert_eq!(
        (again.is_accepted(), again.reasons()),
        (false, &["mismatch:transition".into()][..])
    );
    let other = Sent::new(Some([7; 32]), known.document(), SENDER, [RECIPIENT]);
    let moved = out.take_receipt(receipt, &other, None, &Evidence::new(), noon()).expect("judged");
    assert_eq!(moved.reasons(), ["mismatch:seal"]);
    let theirs = world.gateway().outbound(&world.recipient);
    let theirs = theirs.take_receipt(receipt, &known, None, &Evidence::new(), noon());
    assert_eq!(theirs.expect("judged").reasons(), ["other-sender"]);
    let none = out.take_receipt(b"none", &known, None, &Evidence::new(), noon()).expect("judged");
    assert!(!none.is_accepted() && none.reasons()[0] == "fault:container", "{none:?}");
}

#[test]
fn a_registry_that_is_past_judges_nothing() {
    let world = World::new();
    let late = time("2030-01-01T00:00:01Z");
    let out = world.gateway().outbound(&world.sender);
    let judged = out.judge(Cursor::new(PACKAGE), &Evidence::new(), late);
    assert_eq!(judged.map(drop), Err(GatewayFault::RegistryPast));
    let inbound = world.gateway().inbound(&world.recipient);
    let judged = inbound.judge(Cursor::new(genuine()), &Evidence::new(), late);
    assert_eq!(judged.map(drop), Err(GatewayFault::RegistryPast));
}

#[test]
fn another_package_of_the_same_length_is_not_written_for_the_one_that_was_sealed() {
    let world = World::new();
    let (none, other) = (Evidence::new(), changed("<edXML:Subject>V", "<edXML:Subject>W"));
    assert_eq!(other.len(), PACKAGE.len());
    let out = world.gateway().outbound(&world.sender);
    let judged = out.judge(Cursor::new(PACKAGE), &none, noon()).expect("judged");
    let prepared = judged.prepare(Cursor::new(PACKAGE), &none).expect("prepared");
    let recorded = prepared.record_signed().expect("recorded");
    let mut written = Vec::new();
    let fault = recorded.write(Cursor::new(&other), &mut written).expect_err("another one");
    assert_eq!(fault, Error::ApiMisuse(ApiMisuse::OtherContent));
    assert!(written.is_empty());
    assert!(recorded.write(Cursor::new(PACKAGE), Vec::new()).is_ok());
}
