//! Making seals.

use std::io::Cursor;

use super::{SAMPLES, credential, judge, options, policy, sample, sealed, sealed_with};
use crate::Time;
use crate::ades::{Evidence, Level};
use crate::cades;
use crate::cms::tests::fixture::{self, P256, P384, Party, noon};
use crate::edxml::statement::{Fact, Role};
use crate::edxml::{Binding, Claim, Hop};
use crate::edxml::{
    DangerouslyAnySender, Memory, Nowhere, Opening, Outgoing, Reading, SealFault, SealOptions,
    SealPlace, Splice, State, prepare_seal, seal,
};
use crate::error::{ApiMisuse, Error, Unsupported};
use crate::limits::Limits;

#[test]
fn each_sample_is_sealed_and_intact() {
    let party = Party::new(P256);
    for (name, package) in SAMPLES {
        let report = judge(&sealed(package, &party), &party);
        assert_eq!(report.state(), State::Intact, "{name}: {:?}", report.seals());
        assert!(report.verdict().is_passed(), "{name}");
        assert!(report.is_accepted(), "{name}");
    }
}

#[test]
fn every_other_byte_stays() {
    let party = Party::new(P256);
    for (name, package) in SAMPLES.iter().filter(|(name, _)| name.starts_with("new")) {
        let sealed = sealed(package, &party);
        let read = Reading::strict().read(&sealed[..], &mut Nowhere).expect("clean");
        let mut bare = Vec::new();
        let last = read.attachments.len() - 1;
        Splice::new(&read).without(last).write(&sealed[..], &mut bare).expect("without the seal");
        assert_eq!(bare, *package, "{name}");
    }
}

#[test]
fn a_key_elsewhere_seals_too() {
    let party = Party::new(P256);
    let package = sample("new-two-pdfs");
    let credential = credential(&party);
    let prepared =
        prepare_seal(Cursor::new(package), credential.chain(), &options()).expect("prepared");
    assert_eq!(prepared.statement().text(Fact::Number), Some("123"));
    let value =
        credential.key().sign(prepared.algorithm(), prepared.to_be_signed()).expect("a value");
    let sealed = prepared.finish(&value, Cursor::new(package), Vec::new()).expect("a seal");
    assert_eq!(judge(&sealed, &party).state(), State::Intact);
}

#[test]
fn a_second_seal_counts_the_first() {
    let party = Party::new(P256);
    let first = sealed_with(sample("new-two-pdfs"), &party, &options().role(Role::Leader));
    let both = sealed(&first, &party);
    let report = judge(&both, &party);
    assert_eq!(report.state(), State::Intact);
    assert_eq!(report.seals().len(), 2);
    let earlier = report.seals()[1].statement().expect("sound").earlier_seals().count();
    assert_eq!(earlier, 1);
    assert!(report.is_accepted());

    let read = Reading::strict().read(&both[..], &mut Nowhere).expect("clean");
    let SealPlace::Attachment(place) = report.seals()[0].place() else { panic!("inside") };
    let mut without = Vec::new();
    Splice::new(&read).without(place).write(&both[..], &mut without).expect("without the first");
    let report = judge(&without, &party);
    assert_eq!(report.state(), State::Incomplete);
    assert_eq!(report.seals()[0].missing_seals().len(), 1);
    assert!(!report.is_accepted());
}

#[test]
fn a_seal_is_known_by_what_its_key_signed() {
    let party = Party::new(P256);
    let package = sample("new-two-pdfs");
    let credential = credential(&party);
    let prepared =
        prepare_seal(Cursor::new(package), credential.chain(), &options()).expect("prepared");
    let id = prepared.id();
    let sign = |prepared: &crate::edxml::PreparedSeal| {
        credential.key().sign(prepared.algorithm(), prepared.to_be_signed()).expect("a value")
    };
    let value = sign(&prepared);
    let first = prepared.finish(&value, Cursor::new(package), Vec::new()).expect("a seal");
    let report = judge(&first, &party);
    assert_eq!(report.seals()[0].id(), Some(&id));

    // A container that was packed again is another file, and the same seal.
    let both = sealed(&first, &party);
    let again = with_first_repacked(&both);
    let report = judge(&again, &party);
    let repacked = report.seals().iter().find(|seal| seal.id() == Some(&id)).expect("the first");
    assert_ne!(repacked.sha256(), judge(&both, &party).seals()[0].sha256());
    assert!(report.is_accepted(), "{:?}", report.seals());
    // Another signature over the same statement is another seal.
    let later = fixture::time("2026-11-20T08:00:01Z");
    let later = SealOptions::new(cades::Options::new(Level::B).signing_time(later));
    let other = prepare_seal(Cursor::new(package), credential.chain(), &later).expect("prepared");
    assert_ne!(other.id(), id);
}

/// Writes the first attachment that is a container again, with another time of an entry.
fn with_first_repacked(package: &[u8]) -> Vec<u8> {
    let mut memory = Memory::new();
    let read = Reading::strict().read(package, &mut memory).expect("clean");
    let named = |one: &crate::edxml::Attachment| one.name() == Some("antin-seal.zip");
    let place = read.attachments.iter().position(named).expect("a seal");
    let mut octets = memory.layer(place, 0).to_vec();
    // APPNOTE §4.3.12: the time of the first entry, in the directory.
    let record = octets.windows(4).position(|four| four == b"PK\x01\x02").expect("a record");
    octets[record + 12] ^= 1;
    let mut without = Vec::new();
    Splice::new(&read).without(place).write(package, &mut without).expect("without");
    let bare = Reading::strict().read(&without[..], &mut Nowhere).expect("clean");
    let header = read.attachments[place].header.clone();
    let mut again = Vec::new();
    let seal = Outgoing::new(header, &octets[..]);
    Splice::new(&bare).with(seal).write(&without[..], &mut again).expect("with");
    again
}

#[test]
fn a_leader_alone_binds_no_sender() {
    let party = Party::new(P256);
    let sealed = sealed_with(sample("new-two-pdfs"), &party, &options().role(Role::Leader));
    let report = judge(&sealed, &party);
    assert!(report.verdict().is_passed());
    assert!(!report.is_accepted());
}

#[test]
fn another_body_alone_binds_no_sender() {
    let party = Party::new(P256);
    let sealed = sealed_with(sample("new-two-pdfs"), &party, &options().organ("X98.12.3"));
    let report = judge(&sealed, &party);
    assert!(report.verdict().is_passed());
    assert!(!report.is_accepted());
}

/// All bindings that are none.
const REFUSED: [Binding; 5] = [
    Binding::RoleNotAllowed,
    Binding::Expired,
    Binding::Revoked,
    Binding::Other(String::new()),
    Binding::Unknown,
];

#[test]
fn senders_are_asked_about_each_seal_that_passed_and_about_no_other() {
    let party = Party::new(P256);
    let first = sealed_with(sample("new-two-pdfs"), &party, &options().role(Role::Leader));
    let both = sealed(&first, &party);
    let judge_by = |at: Time, answer: &dyn Fn(Role) -> Binding| {
        let senders = |claim: &Claim<'_>| {
            assert_eq!(claim.organ(), "000.00.12.X40");
            assert_eq!(claim.certificate(), claim.path().certificates().first().expect("one"));
            assert_eq!(claim.issuer_key(), claim.path().anchor().spki());
            answer(claim.role())
        };
        let opening = Opening::new().senders(&senders);
        opening
            .open(Cursor::new(&both), &policy(&party), &Evidence::new(), at)
            .expect("a judgement")
    };
    let report = judge_by(noon(), &|role| match role {
        Role::Agency => Binding::Bound,
        _ => Binding::Other("H37".into()),
    });
    assert_eq!(report.seals()[0].binding(), Some(&Binding::Other("H37".into())));
    assert_eq!(report.seals()[1].binding(), Some(&Binding::Bound));
    assert!(report.is_accepted());
    for other in REFUSED {
        // The leader's binding does not help the agency.
        let report = judge_by(noon(), &|role| match role {
            Role::Agency => other.clone(),
            _ => Binding::Bound,
        });
        assert_eq!(report.sender().binding(), &other);
        assert!(!report.is_accepted());
    }
    let late = fixture::time("2099-01-01T00:00:00Z");
    let report = judge_by(late, &|_| panic!("a seal that did not pass"));
    assert_eq!(report.seals()[0].binding(), None);
}

#[test]
fn a_status_message_is_not_sealed() {
    let party = Party::new(P256);
    let status = include_bytes!("../../../../test-vectors/edxml/status-03.edxml");
    let refused = seal(Cursor::new(status), &credential(&party), &options(), Vec::new());
    assert_eq!(refused.err(), Some(Error::Unsupported(Unsupported::StatusSeal)));
}

#[test]
fn a_package_without_a_sender_needs_one_who_seals() {
    let party = Party::new(P256);
    let text = String::from_utf8(sample("no-attachment").to_vec()).expect("UTF-8");
    let start = text.find("<edXML:From>").expect("a sender");
    let end = text.find("</edXML:From>").expect("a sender") + "</edXML:From>".len();
    let without = format!("{}{}", &text[..start], &text[end..]);
    let refused = seal(Cursor::new(&without), &credential(&party), &options(), Vec::new());
    assert_eq!(refused.err(), Some(Error::ApiMisuse(ApiMisuse::NoSealer)));
}

#[test]
fn a_package_that_is_not_clean_is_not_sealed() {
    let party = Party::new(P256);
    let text = String::from_utf8(sample("new-two-pdfs").to_vec()).expect("UTF-8");
    let twice =
        text.replacen("</edXML:Subject>", "</edXML:Subject><edXML:Subject>b</edXML:Subject>", 1);
    assert_ne!(text, twice);
    let refused = seal(Cursor::new(&twice), &credential(&party), &options(), Vec::new());
    assert!(matches!(refused, Err(Error::Malformed(_))), "{refused:?}");
}

#[test]
fn a_body_that_passes_a_package_on_seals_what_the_hub_left() {
    let party = Party::new(P256);
    let forwarder = options().role(Role::Forwarder).organ("X98.12.3");
    for (name, package) in SAMPLES {
        let mut arrived = Vec::new();
        let hop = Hop::new(noon());
        hop.run(&mut Cursor::new(sealed(package, &party)), &mut arrived).expect("a hop");
        let report = judge(&sealed_with(&arrived, &party, &forwarder), &party);
        assert_eq!(report.state(), State::RewrittenByHop, "{name}");
        assert_eq!(report.seals().len(), 2, "{name}");
        assert!(report.is_accepted(), "{name}: {:?}", report.seals());
    }
}

#[test]
fn what_is_no_container_is_told_as_that() {
    let party = Party::new(P256);
    let sealed = sealed(sample("new-two-pdfs"), &party);
    let beside: [&[u8]; 1] = [b"no container"];
    let opening = Opening::new().senders(&DangerouslyAnySender).beside(&beside);
    let report =
        opening.open(Cursor::new(&sealed), &policy(&party), &Evidence::new(), noon()).expect("one");
    let fault = report.seals()[1].fault();
    assert!(matches!(fault, Some(SealFault::Container(_))), "{fault:?}");
    assert_eq!(report.state(), State::Changed);
}

#[test]
fn a_seal_of_a_stranger_does_not_pass() {
    let party = Party::new(P256);
    let mut stranger = Party::new(P384);
    stranger.root = stranger.certificate.clone();
    let report = judge(&sealed(sample("new-two-pdfs"), &party), &stranger);
    assert_eq!(report.state(), State::Intact);
    assert!(!report.verdict().is_passed());
    assert!(!report.is_accepted());
}

#[test]
fn a_seal_is_taken_out_and_judged_beside_its_package() {
    let party = Party::new(P256);
    let package = sample("new-two-pdfs");
    let whole = sealed(package, &party);
    let found = crate::edxml::seals(Cursor::new(&whole), &Limits::DEFAULT).expect("a package");
    let [(SealPlace::Attachment(2), container)] = &found[..] else { panic!("one seal") };
    let beside: [&[u8]; 1] = [container];
    let judged = |message: &[u8], beside: &[&[u8]]| {
        let opening = Opening::new().senders(&DangerouslyAnySender).beside(beside);
        let evidence = Evidence::new();
        opening.open(Cursor::new(message), &policy(&party), &evidence, noon()).expect("judged")
    };
    let report = judged(package, &beside);
    assert_eq!(report.seals()[0].place(), SealPlace::Beside(0));
    assert_eq!((report.state(), report.is_accepted()), (State::Intact, true));
    assert_eq!(judged(&whole, &beside).state(), State::Intact);
    let bare = crate::edxml::seals(Cursor::new(package), &Limits::DEFAULT).expect("a package");
    assert!(bare.is_empty());
}

#[test]
fn a_broken_copy_of_a_seal_is_not_made_good_by_another() {
    let party = Party::new(P256);
    let whole = sealed(sample("new-two-pdfs"), &party);
    let found = crate::edxml::seals(Cursor::new(&whole), &Limits::DEFAULT).expect("a package");
    let good = &found[0].1;
    let bad = with_broken_value(good);
    for beside in [&[&bad[..]][..], &[&bad, good], &[good, &bad]] {
        let opening = Opening::new().senders(&DangerouslyAnySender).beside(beside);
        let package = Cursor::new(sample("new-two-pdfs"));
        let report = opening.open(package, &policy(&party), &Evidence::new(), noon());
        let report = report.expect("judged");
        assert_eq!(report.seals()[0].id(), report.seals().last().and_then(|seal| seal.id()));
        assert!(!report.verdict().is_passed() && !report.is_accepted(), "{:?}", report.seals());
    }
}

/// Makes a container again in which the last octet of the signature's value is another.
fn with_broken_value(container: &[u8]) -> Vec<u8> {
    let reading = crate::zip::Reading::Strict;
    let mut archive =
        crate::zip::Archive::open(Cursor::new(container), reading, &Limits::DEFAULT).expect("zip");
    let mut writer = crate::zip::Writer::new(Vec::new());
    for place in 0..archive.entries().len() {
        let name = archive.entries()[place].name().to_owned();
        let mut octets = archive.read(place, 1 << 20).expect("an entry");
        if name.ends_with(".p7s") {
            *octets.last_mut().expect("octets") ^= 1;
        }
        writer.store(&name, &octets).expect("written");
    }
    writer.finish().expect("written")
}
