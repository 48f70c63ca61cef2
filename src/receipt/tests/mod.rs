//! Receipts prove what they say, about one package only.

mod telling;

use std::io::Cursor;

use crate::ades::{Evidence, Level};
use crate::asic::{self, File};
use crate::cades;
use crate::cms::tests::fixture::{P256, P384, Party, noon, time};
use crate::edxml::{
    Binding, Claim, DangerouslyAnySender, NoSenders, Opening, SealOptions, Senders, Status, seal,
};
use crate::error::{Error, Unsupported};
use crate::keys::{Credential, PrivateKey};
use crate::limits::Limits;
use crate::policy::{Policy, Revocation, TrustAnchor, TrustStore};
use crate::receipt::{
    Judging, Mismatch, NAME, Receipt, ReceiptFault, ReceiptReport, Sent, make, prepare,
};
use crate::zip::{Archive, Writer};

const PACKAGE: &[u8] = include_bytes!("../../../test-vectors/edxml/new-two-pdfs.edxml");
const RECIPIENT: &str = "000.00.00.X14";
const SENDER: &str = "000.00.12.X40";

fn credential(party: &Party) -> Credential {
    let key = PrivateKey::from_bytes(P256.as_bytes(), None).expect("key");
    Credential::new(vec![party.certificate.clone()], key).expect("credential")
}

fn policy(party: &Party) -> Policy {
    let trust = TrustStore::new(vec![TrustAnchor::from_certificate(party.root.clone())]);
    Policy::new(trust.expect("an anchor")).with_revocation(Revocation::IfPresent)
}

fn options() -> cades::Options {
    cades::Options::new(Level::B).signing_time(time("2026-11-21T08:00:00Z"))
}

/// The package as it was sealed, by what a receipt names it.
fn sent(party: &Party, package: &[u8]) -> Sent {
    let opening = Opening::new().senders(&DangerouslyAnySender);
    let report = opening.open(Cursor::new(package), &policy(party), &Evidence::new(), noon());
    Sent::of(&report.expect("a report")).expect("a document")
}

fn sealed(party: &Party, at: &str) -> Vec<u8> {
    let options = SealOptions::new(options().signing_time(time(at)));
    seal(Cursor::new(PACKAGE), &credential(party), &options, Vec::new()).expect("sealed")
}

fn package(party: &Party) -> Sent {
    sent(party, &sealed(party, "2026-11-20T08:00:00Z"))
}

fn receipt(sent: &Sent) -> Receipt {
    Receipt::new(sent, RECIPIENT, Status::Accepted, time("2026-11-21T08:00:00Z"))
}

fn signed(receipt: &Receipt, party: &Party) -> Vec<u8> {
    make(receipt, &credential(party), &options()).expect("a receipt")
}

fn judge_by(receipt: &[u8], sent: &Sent, party: &Party, recipients: &dyn Senders) -> ReceiptReport {
    let judging = Judging::new(sent, recipients).after(Status::Arrived);
    judging.judge(receipt, &policy(party), &Evidence::new(), noon()).expect("a report")
}

fn judge(receipt: &[u8], sent: &Sent, party: &Party) -> ReceiptReport {
    judge_by(receipt, sent, party, &DangerouslyAnySender)
}

#[test]
fn a_receipt_proves_that_a_package_arrived() {
    let party = Party::new(P256);
    let sent = package(&party);
    assert_eq!((sent.document(), sent.sender()), (sent.document.trim(), SENDER));
    assert!(sent.seal().is_some() && sent.recipients().iter().any(|code| code == RECIPIENT));
    let report = judge(&signed(&receipt(&sent), &party), &sent, &party);
    assert!(report.is_accepted(), "{report:?}");
    assert_eq!(report.receipt(), Some(&receipt(&sent)));
}

#[test]
fn the_recipients_certificate_is_asked_about() {
    let party = Party::new(P256);
    let sent = package(&party);
    let signed = signed(&receipt(&sent), &party);
    let asked = |claim: &Claim<'_>| {
        assert_eq!((claim.organ(), claim.at()), (RECIPIENT, noon()));
        assert_eq!(claim.certificate(), &party.certificate);
        Binding::Other("000.00.00.H37".into())
    };
    let report = judge_by(&signed, &sent, &party, &asked);
    assert_eq!(report.binding(), &Binding::Other("000.00.00.H37".into()));
    assert!(report.mismatches().is_empty() && !report.is_accepted());
    assert!(!judge_by(&signed, &sent, &party, &NoSenders).is_accepted());
}

#[test]
fn a_receipt_is_not_moved_to_another_package() {
    let party = Party::new(P256);
    let (one, other) = (package(&party), sent(&party, &sealed(&party, "2026-11-20T08:00:01Z")));
    // The same document, sealed once more.
    let report = judge(&signed(&receipt(&one), &party), &other, &party);
    assert_eq!(report.mismatches(), [Mismatch::Seal]);
    assert!(report.verdict().is_passed() && !report.is_accepted());
}

#[test]
fn each_thing_that_is_another_is_named() {
    let party = Party::new(P256);
    let sent = package(&party);
    let right = || receipt(&sent);
    for (receipt, mismatch) in [
        (Receipt { seal: Some([0; 32]), ..right() }, Mismatch::Seal),
        (Receipt { document: "another".into(), ..right() }, Mismatch::Document),
        (Receipt { sender: RECIPIENT.into(), ..right() }, Mismatch::Sender),
        (Receipt { recipient: SENDER.into(), ..right() }, Mismatch::Recipient),
        (Receipt { status: Status::Arrived, ..right() }, Mismatch::Transition),
        (Receipt { time: time("2026-11-21T12:05:01Z"), ..right() }, Mismatch::Time),
    ] {
        let report = judge(&signed(&receipt, &party), &sent, &party);
        assert!(report.mismatches().contains(&mismatch), "{mismatch:?}: {report:?}");
        assert!(!report.is_accepted(), "{mismatch:?}");
    }
    let asked = Receipt { status: Status::TakeBackAsked, ..right() };
    let report = judge(&signed(&asked, &party), &sent, &party);
    assert!(report.mismatches().contains(&Mismatch::Status));
    let just = Receipt { time: time("2026-11-21T12:05:00Z"), ..right() };
    assert!(judge(&signed(&just, &party), &sent, &party).is_accepted());
}

#[test]
fn a_receipt_that_was_changed_fails() {
    let party = Party::new(P256);
    let sent = package(&party);
    let mut container = signed(&receipt(&sent), &party);
    let at = container.windows(13).position(|part| part == RECIPIENT.as_bytes()).expect("stored");
    container[at] = b'9';
    let report = judge(&container, &sent, &party);
    assert!(!report.verdict().is_passed() && !report.is_accepted());
    assert_eq!(report.binding(), &Binding::Unknown);
    let stranger = Party::new(P384);
    let late = Judging::new(&sent, &DangerouslyAnySender);
    let container = signed(&receipt(&sent), &party);
    let late =
        late.judge(&container, &policy(&stranger), &Evidence::new(), time("2099-01-01T00:00:00Z"));
    assert!(!late.expect("a report").is_accepted());
}

#[test]
fn a_container_with_anything_else_is_no_receipt() {
    let party = Party::new(P256);
    let sent = package(&party);
    let json = receipt(&sent).to_json();
    let file = |name: &str, octets: &[u8]| File::new(name, Cursor::new(octets.to_vec()));
    let options = asic::Options::extended(options());
    let sign = |files| asic::sign(files, &credential(&party), &options).expect("signed");
    let two = sign(vec![file(NAME, &json), file("more.txt", b"more")]);
    assert_eq!(judge(&two, &sent, &party).fault(), Some(&ReceiptFault::OtherContent));
    let other = sign(vec![file("receipt.json", &json)]);
    assert_eq!(judge(&other, &sent, &party).fault(), Some(&ReceiptFault::OtherContent));
    let twice = asic::add_signature(
        Cursor::new(sign(vec![file(NAME, &json)])),
        &credential(&party),
        &self::options(),
        Vec::new(),
    );
    let twice = judge(&twice.expect("a second signature"), &sent, &party);
    assert_eq!(twice.fault(), Some(&ReceiptFault::Signatures));
    let bad = sign(vec![file(NAME, b"{}")]);
    let bad = judge(&bad, &sent, &party);
    assert!(matches!(bad.fault(), Some(ReceiptFault::Receipt(Error::Malformed(_)))));
    let none = judge(b"no container", &sent, &party);
    assert!(matches!(none.fault(), Some(ReceiptFault::Container(_))));
    for report in [bad, none] {
        assert!(!report.verdict().is_passed() && !report.is_accepted());
    }
}

#[test]
fn a_container_has_no_room_beside_the_receipt() {
    let party = Party::new(P256);
    let sent = package(&party);
    let container = signed(&receipt(&sent), &party);
    let entries = |comment: &[u8], more: Option<&str>| {
        let mut archive =
            Archive::open(Cursor::new(&container), asic::Reading::Strict, &Limits::DEFAULT)
                .expect("an archive");
        let names: Vec<String> =
            archive.entries().iter().map(|entry| entry.name().to_owned()).collect();
        let mut writer = Writer::new(Vec::new()).with_comment(comment);
        for (place, name) in names.iter().enumerate() {
            writer.store(name, &archive.read(place, 1 << 20).expect("an entry")).expect("written");
        }
        more.into_iter().for_each(|name| writer.store(name, b"more").expect("written"));
        writer.finish().expect("finished")
    };
    let again = judge(&entries(b"", None), &sent, &party);
    assert!(again.is_accepted(), "{again:?}");
    assert_eq!(again.id(), judge(&container, &sent, &party).id());
    for packed in [entries(b"a comment", None), entries(b"", Some("META-INF/more.xml"))] {
        let report = judge(&packed, &sent, &party);
        assert_eq!(report.fault(), Some(&ReceiptFault::OtherContent));
        assert!(!report.is_accepted());
    }
}

#[test]
fn a_package_without_a_seal_can_only_be_refused() {
    let party = Party::new(P256);
    let bare = sent(&party, PACKAGE);
    assert_eq!(bare.seal(), None);
    let time = time("2026-11-21T08:00:00Z");
    let refusal = Receipt::new(&bare, RECIPIENT, Status::Refused, time).because("chưa đóng dấu");
    let report = judge(&signed(&refusal, &party), &bare, &party);
    assert!(report.is_accepted(), "{report:?}");
    assert_eq!(report.receipt().expect("one").reasons(), ["chưa đóng dấu"]);
    // It says nothing of a package that was sealed.
    let moved = judge(&signed(&refusal, &party), &package(&party), &party);
    assert_eq!(moved.mismatches(), [Mismatch::Seal]);
    let accepted = Receipt::new(&bare, RECIPIENT, Status::Accepted, time);
    let refused = make(&accepted, &credential(&party), &options());
    assert!(matches!(refused, Err(Error::Malformed(_))));
}

#[test]
fn a_key_elsewhere_makes_receipts_too() {
    let party = Party::new(P256);
    let (sent, credential) = (package(&party), credential(&party));
    let prepared = prepare(&receipt(&sent), credential.chain(), &options()).expect("prepared");
    let value = credential.key().sign(prepared.algorithm(), prepared.to_be_signed());
    let value = value.expect("a value");
    let wrong = [&value[..value.len() - 1], &[!value[value.len() - 1]]].concat();
    assert!(matches!(prepared.check(&wrong), Err(Error::Key(_))));
    prepared.check(&value).expect("by its key");
    let container = prepared.finish(&value).expect("finished");
    assert!(judge(&container, &sent, &party).is_accepted());
}

#[test]
fn the_example_of_the_document_is_what_is_written() {
    let document = include_str!("../../../docs/receipt.md");
    let sent = Sent::new(Some([7; 32]), "G22,2026/11/21,00001", "G22", ["H37"]);
    let refusal = Receipt::new(&sent, "H37", Status::Refused, time("2026-11-21T08:00:00Z"));
    let refusal = refusal.because("không đúng thẩm quyền");
    let written = String::from_utf8(refusal.to_json()).expect("UTF-8");
    assert!(document.contains(&format!("```json\n{written}```")), "{written}");
}

#[test]
fn what_is_not_in_its_form_is_refused() {
    let sent = Sent::new(Some([7; 32]), "một", SENDER, [RECIPIENT]);
    let receipt = receipt(&sent).because("lý do");
    let json = String::from_utf8(receipt.to_json()).expect("UTF-8");
    assert_eq!(Receipt::from_json(json.as_bytes(), &Limits::DEFAULT), Ok(receipt));
    for (from, to) in [
        ("\"antin-receipt\"", "\"antin\""),
        ("\"status\": \"03\"", "\"status\": \"07\""),
        ("\"status\": \"03\"", "\"status\": \" 03\""),
        ("\"status\": \"03\"", "\"status\": \"03\", \"status\": \"03\""),
        ("\"status\": \"03\"", "\"status\": \"03\", \"more\": 1"),
        ("2026-11-21T08:00:00Z", "2026-11-21T15:00:00+07:00"),
        ("\"một\"", "\"\""),
        ("\"một\"", "\"một \""),
        ("\"lý do\"", "\"\""),
        ("0707", "07G7"),
    ] {
        assert!(json.contains(from), "{from}");
        let bad = json.replacen(from, to, 1);
        let refused = Receipt::from_json(bad.as_bytes(), &Limits::DEFAULT);
        assert!(matches!(refused, Err(Error::Malformed(_))), "{to}: {refused:?}");
    }
    let later = json.replacen("\"version\": 1", "\"version\": 2", 1);
    let refused = Receipt::from_json(later.as_bytes(), &Limits::DEFAULT);
    assert_eq!(refused, Err(Error::Unsupported(Unsupported::Version)));
    let limits = Limits { statement: json.len() - 1, ..Limits::DEFAULT };
    let refused = Receipt::from_json(json.as_bytes(), &limits);
    assert!(matches!(refused, Err(Error::LimitExceeded(_))));
}
