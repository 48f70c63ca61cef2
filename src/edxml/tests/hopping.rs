//! The simulated hub: what it rewrites, and that values and files survive it.

use std::io::Cursor;

use proptest::prelude::*;

use super::samples::{DOCUMENTS, STATUSES, strict};
use super::*;
use crate::time::Time;

fn time() -> Time {
    Time::parse_rfc3339("2026-03-12T09:31:07+07:00").unwrap()
}

fn run(hop: &Hop, message: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    hop.run(&mut Cursor::new(message), &mut out).unwrap();
    out
}

fn read(message: &[u8]) -> Package {
    Reading::tolerant().read(message, &mut Nowhere).unwrap()
}

/// What a package says and carries, without what a hub adds and drops.
fn values(mut package: Package) -> (Envelope, Vec<(AttachmentHeader, Option<Layer>)>) {
    let header = package.envelope.header.as_mut().unwrap();
    header.signature = None;
    if let Some(trace) = &mut header.trace {
        trace.trace_header.retain(|entry| entry.organ_id.is_some());
    }
    match header.message.as_mut().unwrap() {
        Message::Document(document) => {
            document.direction = None;
            let parties = document.from.iter_mut().chain(&mut document.to);
            parties.for_each(|party| party.organ_name = None);
        }
        Message::Status(status) => {
            status.from.iter_mut().for_each(|party| party.organ_name = None);
        }
    }
    let files = package.attachments.into_iter();
    let files = files.map(|one| (one.header.clone(), one.content().cloned())).collect();
    (package.envelope, files)
}

#[test]
fn all_rewritings_together_give_what_was_seen_on_the_axis() {
    let hopped = run(&Hop::new(time()), DOCUMENTS[1].1);
    let seen = vector!("after-hop/new-two-pdfs.other-prefix-one-line.edxml").1;
    let (ours, theirs) = (read(&hopped), read(seen));
    assert_eq!(ours.envelope, theirs.envelope);
    let contents = |package: &Package| -> Vec<_> {
        package.attachments.iter().map(|one| (one.content, one.content().cloned())).collect()
    };
    assert_eq!(contents(&ours), contents(&theirs));
    // Beside the archives, whose entries have other names and times, the bytes are the same.
    let cut = |message: &[u8]| {
        let text = String::from_utf8(message.to_vec()).unwrap();
        let pieces: Vec<String> = text
            .split("UEsDB")
            .map(|piece| {
                piece
                    .split_once("</q:ContentTransferEncoded>")
                    .map_or(piece, |(_, rest)| rest)
                    .to_owned()
            })
            .collect();
        pieces.join("…").trim_end().to_owned()
    };
    assert_eq!(cut(&hopped), cut(seen));
}

#[test]
fn a_hub_that_does_nothing_changes_no_value() {
    for (name, message) in DOCUMENTS.iter().chain(STATUSES) {
        let hopped = run(&Hop::only([], time()), message);
        let (before, after) = (strict(name, message).0, strict(name, &hopped).0);
        assert_eq!((after.envelope, after.rest), (before.envelope, before.rest), "{name}");
        let contents = |attachments: Vec<Attachment>| -> Vec<_> {
            attachments.into_iter().map(|one| (one.header, one.layers)).collect()
        };
        assert_eq!(contents(after.attachments), contents(before.attachments), "{name}");
    }
}

#[test]
fn each_rewriting_does_what_it_says() {
    let (_, message) = DOCUMENTS[0];
    let only =
        |rewriting| String::from_utf8(run(&Hop::only([rewriting], time()), message)).unwrap();
    let all = String::from_utf8(message.to_vec()).unwrap();
    assert!(
        only(Rewriting::Trace).contains("<edXML:Timestamp>2026/03/12 09:31:07</edXML:Timestamp>")
    );
    let order = only(Rewriting::Order);
    assert!(order.find("edXML:Code>") < order.find("edXML:From>"));
    assert!(!only(Rewriting::Prefix).contains("edXML:"));
    assert!(
        only(Rewriting::Direction)
            .contains("<edXML:Direction>false</edXML:Direction></edXML:MessageHeader>")
    );
    assert!(!only(Rewriting::OrganName).contains("OrganName"));
    assert!(
        all.contains("X509SubjectName")
            && !only(Rewriting::SubjectName).contains("X509SubjectName")
    );
    assert!(!only(Rewriting::OneLine).contains('\n'));
    let signed = "<edXML xmlns='http://www.mic.gov.vn/TBT/QCVN_102_2016'><!-- c --><edXMLEnvelope><edXMLHeader><MessageHeader><Subject/></MessageHeader><d:Signature xmlns:d='http://www.w3.org/2000/09/xmldsig#'><d:A/></d:Signature></edXMLHeader></edXMLEnvelope></edXML>";
    let only = |rewriting| {
        String::from_utf8(run(&Hop::only([rewriting], time()), signed.as_bytes())).unwrap()
    };
    assert!(only(Rewriting::SignatureNamespace).contains("<Signature><A/></Signature>"));
    let empty = only(Rewriting::Empty);
    assert!(!empty.contains("Subject") && !empty.contains("<!--") && !empty.contains("d:A"));
}

#[test]
fn an_archive_is_left_or_wrapped_once_more() {
    let message = DOCUMENTS[0].1;
    let before = read(message);
    let left = read(&run(&Hop::only([Rewriting::Attachments], time()), message));
    assert_eq!(left.attachments[2].layers, before.attachments[2].layers);
    let all = [Rewriting::Attachments, Rewriting::Archives];
    let wrapped = read(&run(&Hop::only(all, time()), message));
    assert_eq!(wrapped.attachments[2].layers[1], before.attachments[2].layers[0]);
    // What the SDK wrapped is unwrapped first.
    assert_eq!(wrapped.attachments[1].layers.len(), 2);
    assert_eq!(wrapped.attachments[1].content(), before.attachments[1].content());
}

#[test]
fn a_conversion_of_text_destroys_and_is_recognised() {
    let hopped = run(&Hop::only([Rewriting::TextConversion], time()), DOCUMENTS[1].1);
    let damaged = vector!("after-hop/new-two-pdfs.damaged-as-text.edxml").1;
    let (ours, theirs) = (read(&hopped), read(damaged));
    assert_eq!(ours.attachments[0].layers, theirs.attachments[0].layers);
    assert!(ours.attachments.iter().all(Attachment::is_destroyed));
    let both = [Rewriting::TextConversion, Rewriting::Attachments];
    let zipped = read(&run(&Hop::only(both, time()), DOCUMENTS[1].1));
    assert_eq!(zipped.attachments[0].content(), ours.attachments[0].content());
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let hop = Hop::new(time());
    let message = DOCUMENTS[0].1;
    assert!(run(&hop, message) == run(&hop, message));
    assert!(run(&hop, message) != run(&hop.clone().with_seed(1), message));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn values_and_files_survive_every_choice_of_rewritings_twice(
        sample in 0..DOCUMENTS.len(),
        first in proptest::sample::subsequence(Rewriting::ALL[..11].to_vec(), 0..=11),
        second in proptest::sample::subsequence(Rewriting::ALL[..10].to_vec(), 0..=10),
    ) {
        let message = DOCUMENTS[sample].1;
        let (envelope, files) = values(read(message));
        let hopped = run(&Hop::only(first, time()), message);
        let twice = run(&Hop::only(second, time()), &hopped);
        for message in [hopped, twice] {
            let (after, carried) = values(read(&message));
            prop_assert_eq!(&after, &envelope);
            for ((header, content), (before, expected)) in carried.iter().zip(&files) {
                prop_assert_eq!(header, before);
                // Under a name in `.zip` the file may be wrapped once more.
                let zip = header.attachment_name.as_deref().unwrap().ends_with(".zip");
                prop_assert!(zip || content == expected);
            }
        }
    }
}
