//! Reports as JSON and as text, and receipts that packages carry.

use serde_json::{Value, json};

use super::*;
use crate::edxml::{Nowhere, Outgoing, Reading, Splice};
use crate::language::Language;
use crate::receipt::{insert, receipts};

/// Checks a report against the schema, with every member that is not named forbidden.
fn json(report: &ReceiptReport, language: Language) -> Value {
    let schema = include_str!("../../../docs/receipt-report.schema.json");
    let mut schema: Value = serde_json::from_str(schema).expect("JSON");
    schema["additionalProperties"] = json!(false);
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let json = report.to_json(language);
    let errors: Vec<String> = schema.iter_errors(&json).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{json:#}");
    json
}

/// A receipt, whom to ask, the binding, and words in both languages.
type Case<'c> = (&'c [u8], &'c dyn Senders, &'c str, &'c str, &'c str);

#[test]
fn json_and_text_say_what_was_found_in_both_languages() {
    let party = Party::new(P256);
    let sent = package(&party);
    let bound = |_: &Claim<'_>| Binding::Bound;
    let other = |_: &Claim<'_>| Binding::Other("000.00.00.H37".into());
    let own = signed(&receipt(&sent), &party);
    let moved = signed(&Receipt { document: "another".into(), ..receipt(&sent) }, &party);
    let cases: [Case<'_>; 6] = [
        (&own, &bound, "bound", "the certificate is the recipient's", "của nơi nhận"),
        (&own, &DangerouslyAnySender, "bound", "nobody checked", "không ai kiểm tra"),
        (&own, &NoSenders, "unknown", "nothing says", "chưa có căn cứ"),
        (&own, &other, "other", "another body's", "cơ quan khác"),
        (&moved, &bound, "bound", "it is for another document", "văn bản khác"),
        (b"none", &bound, "unknown", "its container cannot be judged", "không kiểm tra được"),
    ];
    for (octets, recipients, binding, english, vietnamese) in cases {
        let report = judge_by(octets, &sent, &party, recipients);
        for (language, words) in [(Language::En, english), (Language::Vi, vietnamese)] {
            let json = json(&report, language);
            assert_eq!(json["recipient"]["binding"], binding);
            assert_eq!(json["recipient"]["checked"], recipients.is_checking());
            assert_eq!(json["accepted"], report.is_accepted());
            let text = report.to_text(language);
            let first = text.lines().next().expect("a line");
            let head = match report.is_accepted() {
                true => language.choose("Accepted - ", "Chấp nhận - "),
                false => language.choose("Not accepted - ", "Không chấp nhận - "),
            };
            assert!(first.starts_with(head) && first.contains(words), "{text}");
        }
    }
    let report = judge_by(&own, &sent, &party, &other);
    assert!(report.to_text(Language::En).contains("another body's: 000.00.00.H37"));
    assert_eq!(json(&report, Language::En)["recipient"]["other"], "000.00.00.H37");
}

#[test]
fn what_a_receipt_says_cannot_forge_a_line() {
    let party = Party::new(P256);
    let sent = package(&party);
    let evil = Receipt::new(&sent, RECIPIENT, Status::Refused, time("2026-11-21T08:00:00Z"));
    let evil = evil.because("x\nAccepted - y\u{202e}\u{1b}[2J");
    let text = judge(&signed(&evil, &party), &sent, &party).to_text(Language::En);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text}");
    assert!(!text.lines().any(|line| line.starts_with("Accepted - y")), "{text}");
}

#[test]
fn a_package_carries_receipts_that_are_found_again() {
    let party = Party::new(P256);
    let sent = package(&party);
    let (one, two) =
        (signed(&receipt(&sent), &party), signed(&receipt(&sent).because("x"), &party));
    let with = |receipt: &[u8], package: &[u8]| {
        insert(receipt, Cursor::new(package), Vec::new()).expect("a package")
    };
    let found = |package: &[u8]| {
        let found = receipts(Cursor::new(package), &Limits::DEFAULT).expect("a package");
        found.into_iter().map(|(_, octets)| octets).collect::<Vec<_>>()
    };
    assert!(found(PACKAGE).is_empty());
    let back = with(&two, &with(&one, PACKAGE));
    assert_eq!(found(&back), [one.clone(), two.clone()]);
    let read = Reading::strict().read(&back[..], &mut Nowhere).expect("clean");
    let names: Vec<_> = read.attachments.iter().filter_map(|one| one.name()).collect();
    assert_eq!(names[2..], ["antin-receipt.zip", "antin-receipt-2.zip"]);
    // Sealed and rewritten on the way, it is the same receipt.
    let sealed =
        seal(Cursor::new(&back), &credential(&party), &SealOptions::new(options()), Vec::new());
    let mut arrived = Vec::new();
    let hop = crate::edxml::Hop::new(noon());
    hop.run(&mut Cursor::new(sealed.expect("sealed")), &mut arrived).expect("a hop");
    assert_eq!(found(&arrived).len(), 2);
    assert!(judge(&found(&arrived)[0], &sent, &party).is_accepted());
    let few = Limits { seals: one.len(), ..Limits::DEFAULT };
    assert_eq!(receipts(Cursor::new(&back), &few).expect("a package").len(), 1);
}

#[test]
fn what_is_no_receipt_is_an_attachment_like_others() {
    let party = Party::new(P256);
    let sent = package(&party);
    let container = signed(&receipt(&sent), &party);
    let read = Reading::strict().read(PACKAGE, &mut Nowhere).expect("clean");
    let carried = |name: &str, octets: &[u8]| {
        let mut header = read.attachments[0].header.clone();
        header.content_id = Some("cid:x".into());
        header.attachment_name = Some(name.into());
        let mut out = Vec::new();
        let splice = Splice::new(&read).with(Outgoing::new(header, octets));
        splice.write(PACKAGE, &mut out).expect("a package");
        receipts(Cursor::new(&out), &Limits::DEFAULT).expect("a package").len()
    };
    assert_eq!(carried("antin-receipt.zip", &container), 1);
    assert_eq!(carried("antin-receipt-16.zip", &container), 1);
    assert_eq!(carried("antin-receipt-17.zip", &container), 0);
    assert_eq!(carried("receipt.zip", &container), 0);
    assert_eq!(carried("antin-receipt.zip", b"%PDF-1.7"), 0);
    assert_eq!(carried("antin-receipt.zip", &sealed(&party, "2026-11-20T08:00:00Z")), 0);
}

#[test]
fn a_receipt_goes_into_a_document_only() {
    let status = include_bytes!("../../../test-vectors/edxml/status-03.edxml");
    let refused = insert(b"x", Cursor::new(status), Vec::new());
    assert_eq!(refused.err(), Some(Error::Unsupported(Unsupported::StatusSeal)));
    assert!(insert(b"x", Cursor::new(b"no package"), Vec::new()).is_err());
    let text = String::from_utf8(PACKAGE.to_vec()).expect("UTF-8");
    let twice = "</edXML:Subject><edXML:Subject>b</edXML:Subject>";
    let twice = text.replacen("</edXML:Subject>", twice, 1);
    let refused = insert(b"x", Cursor::new(twice.as_bytes()), Vec::new());
    assert!(matches!(refused, Err(Error::Malformed(_))));
}
