//! Entries as lines: one spelling for each, whatever an attacker writes.

mod check;
mod forge;

use proptest::prelude::*;

use super::*;
use crate::Time;
use crate::crypto::Hasher;
use crate::edxml::Status;
use crate::error::{Error, Limit, Unsupported};
use crate::limits::Limits;

fn at(seconds: i64) -> Time {
    Time::from_unix(1_800_000_000 + seconds)
}

fn whole() -> Event {
    Event::new(Kind::Received, "X99.1")
        .document("X98.12.3,2026/11/21,45/CV")
        .sender("X98.12.3")
        .recipient("X99.1")
        .recipient("X97")
        .seal([1; 32])
        .package([2; 32])
        .state("rebuilt-intact")
        .finding("TOTAL-PASSED")
        .finding("bound")
        .decided(Decision::Accept)
        .reason("policy")
        .receipt([3; 32], Status::Arrived)
}

fn read(line: &[u8]) -> Result<Entry, Error> {
    Entry::from_line(line, &Limits::DEFAULT)
}

#[test]
fn a_line_holds_what_happened_and_the_digest_of_the_line_before() {
    let mut chain = Chain::after(Head::EMPTY);
    let first = chain.event(at(0), &Event::new(Kind::Sealed, "X98"));
    let zero = "0".repeat(64);
    assert_eq!(
        String::from_utf8_lossy(&first),
        format!(
            "{{\"format\":\"antin-journal\",\"version\":1,\"number\":1,\"time\":\"2027-01-15T08:00:00Z\",\
             \"previous\":\"{zero}\",\"kind\":\"sealed\",\"agency\":\"X98\"}}"
        )
    );
    let second = read(&chain.event(at(1), &whole())).expect("an entry");
    assert_eq!(second.number(), 2);
    assert_eq!(second.previous(), &Hasher::sha256(&first));
    assert_eq!(second.event(), Some(&whole()));
    assert_eq!(chain.head().number, 2);
}

#[test]
fn another_spelling_of_an_entry_is_refused() {
    let mut chain = Chain::after(Head::EMPTY);
    let first = String::from_utf8(chain.event(at(0), &whole())).expect("text");
    assert!(read(first.as_bytes()).is_ok());
    for (old, new) in [
        ("\"number\":1", "\"number\": 1"),
        ("\"number\":1", "\"number\":1.0"),
        ("\"number\":1", "\"number\":2"),
        ("\"number\":1", "\"number\":0"),
        ("\"number\":1", "\"number\":1,\"number\":1"),
        ("\"number\":1,", ""),
        ("\"kind\":\"received\"", "\"kind\":\"retrieved\""),
        ("\"kind\":\"received\"", "\"kind\":\"received\",\"more\":1"),
        ("\"kind\":\"received\"", "\"kind\":\"received\",\"omitted\":0"),
        ("\"kind\":\"received\"", "\"kind\":\"received\",\"token\":\"AA==\""),
        ("\"kind\":\"received\"", "\"kind\":\"received\",\"over\":null"),
        ("\"format\":\"antin-journal\",", ""),
        ("antin-journal", "antin-registry"),
        ("X97", "X97 "),
        ("X97", "\\u0058\\u0039\\u0037"),
        ("rebuilt-intact", "rebuilt intact"),
        ("[\"TOTAL-PASSED\",\"bound\"]", "[\"bound\",\"bound\"]"),
        ("\"time\":\"2027-01-15T08:00:00Z\"", "\"time\":\"2027-01-15T15:00:00+07:00\""),
        ("\"status\":\"01\"", "\"status\":\"07\""),
        ("{", " {"),
        ("}", "}\n"),
    ] {
        let other = first.replacen(old, new, 1);
        assert_ne!(other, first, "{old}");
        assert!(matches!(read(other.as_bytes()), Err(Error::Malformed(_))), "{old} -> {new}");
    }
}

#[test]
fn another_version_is_refused_as_that() {
    let mut chain = Chain::after(Head::EMPTY);
    let first = String::from_utf8(chain.event(at(0), &whole())).expect("text");
    let next = first.replacen("\"version\":1,", "\"version\":2,\"new\":true,", 1);
    assert_eq!(read(next.as_bytes()), Err(Error::Unsupported(Unsupported::Version)));
}

#[test]
fn a_line_above_the_limit_is_refused() {
    let line = Chain::after(Head::EMPTY).event(at(0), &whole());
    let limits = Limits { journal_line: line.len() - 1, ..Limits::DEFAULT };
    assert_eq!(Entry::from_line(&line, &limits), Err(Error::LimitExceeded(Limit::Length)));
}

#[test]
fn what_an_attacker_writes_is_cut_and_the_entry_still_fits_a_line() {
    let long = "\u{1}ê\u{301}".repeat(10_000);
    let mut event = Event::new(Kind::Received, &long).document(&long).sender(&long).state(&long);
    for n in 0..1_000 {
        event = event
            .recipient(&format!("{n}{long}"))
            .finding(&format!("f{n}"))
            .reason(&format!("r{n}"));
    }
    assert_eq!(event.recipients().len(), 256);
    assert_eq!(event.omitted(), 744);
    assert_eq!((event.findings().len(), event.reasons().len()), (64, 64));
    assert!(event.document_id().is_some_and(|id| id.len() <= 512 && id.ends_with('…')));
    let line = Chain::after(Head::EMPTY).event(at(0), &event);
    assert_eq!(read(&line).expect("an entry").event(), Some(&event));
}

#[test]
fn a_text_behind_a_lot_of_white_space_is_not_lost() {
    let event = Event::new(Kind::Sealed, &format!("{}X98", " ".repeat(5_000)));
    assert_eq!(event.agency(), "X98");
}

#[test]
fn what_is_decided_instead_has_no_receipt_and_no_other_reason() {
    let event = whole().instead(Decision::Refuse, "repeated", Some(7));
    assert_eq!(event.decision(), Some(Decision::Refuse));
    assert_eq!(event.reasons(), ["repeated"]);
    assert_eq!((event.earlier(), event.receipt_id(), event.status()), (Some(7), None, None));
    assert_eq!(event.seal_id(), whole().seal_id());
}

proptest! {
    #[test]
    fn any_event_is_read_as_it_was_written(
        texts in proptest::collection::vec("\\PC{0,12}|.{0,700}", 4),
        codes in proptest::collection::vec(".{0,80}", 3),
        seconds in any::<i64>(),
        number in 0_u64..u64::MAX,
    ) {
        let mut event = Event::new(Kind::RefusedOut, &texts[0]).document(&texts[1]).sender(&texts[2]);
        event = event.recipient(&texts[3]).finding(&codes[0]).reason(&codes[1]).state(&codes[2]);
        let mut chain = Chain::after(Head { number, sha256: [9; 32] });
        let line = chain.event(Time::from_unix(seconds), &event);
        prop_assert!(!line.contains(&b'\n'));
        let entry = read(&line).expect("an entry");
        prop_assert_eq!(entry.event(), Some(&event));
        prop_assert_eq!(entry.to_line(), line);
    }

    #[test]
    fn no_octets_make_reading_panic(octets in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&octets).is_err());
    }
}
