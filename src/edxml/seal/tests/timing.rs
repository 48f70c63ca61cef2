//! The time of a seal against the times of the message: warnings, each with the twin that has none.

use super::{judge, options, sample, sealed_with};
use crate::ades::Level;
use crate::cades;
use crate::cms::tests::fixture::{P256, Party, time};
use crate::edxml::{PackageReport, SealOptions, State, TimeFinding};
use crate::language::Language;

/// A sample of 12 March 2026, sealed at a time.
fn sealed_at(signing: &str) -> (String, Party) {
    let party = Party::new(P256);
    let options = SealOptions::new(cades::Options::new(Level::B).signing_time(time(signing)));
    let sealed = sealed_with(sample("new-two-pdfs"), &party, &options);
    (String::from_utf8(sealed).expect("UTF-8"), party)
}

fn found(report: &PackageReport) -> &[TimeFinding] {
    report.seals()[0].times()
}

#[test]
fn a_seal_older_than_the_document_is_told() {
    // The day begins at 17:00 UTC of the day before.
    for (signing, expected) in [
        ("2026-03-10T16:59:59Z", &[TimeFinding::BeforePromulgation][..]),
        ("2026-03-10T17:00:00Z", &[]),
        ("2026-03-12T03:00:00Z", &[]),
    ] {
        let (message, party) = sealed_at(signing);
        let report = judge(message.as_bytes(), &party);
        assert_eq!(found(&report), expected, "{signing}");
        // A warning, and no more.
        assert_eq!(report.state(), State::Intact);
        assert!(report.is_accepted());
    }
}

#[test]
fn a_seal_younger_than_the_arrival_is_told() {
    for (signing, expected) in
        [("2026-03-12T17:00:00Z", &[][..]), ("2026-03-12T17:00:01Z", &[TimeFinding::AfterArrival])]
    {
        let (message, party) = sealed_at(signing);
        assert_eq!(found(&judge(message.as_bytes(), &party)), expected, "{signing}");
    }
}

#[test]
fn a_package_that_is_sent_again_at_another_time_is_told() {
    let (message, party) = sealed_at("2026-03-12T03:00:00Z");
    let moved = |to: &str| {
        let changed = message.replace("2026/03/12 00:00:00", to);
        assert_ne!(message, changed);
        judge(changed.as_bytes(), &party)
    };
    assert_eq!(found(&moved("2026/03/19 10:00:01")), [TimeFinding::BeforeSending]);
    assert_eq!(found(&moved("2026/03/19 10:00:00")), []);
    // What is no moment says nothing.
    assert_eq!(found(&moved("null")), []);
}

#[test]
fn the_last_entry_of_the_trace_is_the_arrival() {
    let (message, party) = sealed_at("2026-03-14T03:00:00Z");
    assert_eq!(found(&judge(message.as_bytes(), &party)), [TimeFinding::AfterArrival]);
    let entry = "<edXML:TraceHeader><edXML:Timestamp>2026/03/14 11:00:00</edXML:Timestamp>\
        </edXML:TraceHeader></edXML:TraceHeaderList>";
    let passed_on = message.replacen("</edXML:TraceHeaderList>", entry, 1);
    assert_eq!(found(&judge(passed_on.as_bytes(), &party)), []);
}

#[test]
fn reports_tell_it_in_both_languages() {
    let party = Party::new(P256);
    // In November, after all.
    let report = judge(&sealed_with(sample("new-two-pdfs"), &party, &options()), &party);
    for language in [Language::En, Language::Vi] {
        let text = TimeFinding::AfterArrival.text(language);
        assert!(report.to_text(language).contains(text));
        let json = &report.to_json(language)["seals"][0]["times"][0];
        assert_eq!(json["code"], "after-arrival");
        assert_eq!(json["text"], text);
    }
}
