//! `antin journal`: what an auditor is told, and how a ledger is exported and time-stamped.

use std::path::Path;
use std::time::Duration;

use antin::Time;
use antin::durable::Durable;
use antin::gateway::{Arrival, Ledger};
use antin::journal::{Decision, Event, Kind};

use crate::harness::{Desk, run};
use crate::online::Served;

/// Makes a ledger with so many entries.
fn ledger(path: &str, entries: u8) -> Durable {
    let now = Time::parse_rfc3339("2026-11-21T08:30:00+07:00").expect("a time");
    let window = Duration::from_secs(86_400);
    let ledger = Durable::create(Path::new(path), window, Time::from_unix(0)).expect("a ledger");
    for n in 1..=entries {
        let arrival = Arrival::new("X99", "X98", &format!("{n}/CV"), [n; 32], now);
        let event = Event::new(Kind::Received, "X99").document(arrival.document());
        let event = event.seal([n; 32]).decided(Decision::Accept);
        ledger.record(now, Some(&arrival), &event).expect("recorded");
    }
    ledger
}

/// A ledger with five entries, exported.
fn exported() -> (Desk, String) {
    let desk = Desk::new();
    let (from, to) = (desk.path("gateway.ledger"), desk.path("gateway.journal"));
    drop(ledger(&from, 5));
    let done = run(&["journal", "export", &from, "--out", &to]).expect_status(0);
    assert!(done.err.contains("wrote 5 entries"), "{}", done.err);
    (desk, to)
}

fn lines(path: &str) -> Vec<String> {
    std::fs::read_to_string(path).expect("text").lines().map(str::to_owned).collect()
}

fn write(path: &str, lines: &[String]) {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    std::fs::write(path, text).expect("written");
}

#[test]
fn a_journal_that_was_exported_is_whole() {
    let (_desk, journal) = exported();
    let checked = run(&["journal", "check", &journal, "--output", "json"]).expect_status(0).json();
    assert_eq!(checked["entries"], 5);
    assert_eq!((&checked["whole"], &checked["stamps"]), (&true.into(), &0.into()));
    let head = checked["head"].as_str().expect("a head");
    run(&["journal", "check", &journal, "--head", head]).expect_status(0);
    let text = run(&["journal", "check", &journal]).expect_status(0).out;
    assert!(
        text.contains("WHOLE") && text.contains(head) && text.contains("no time-stamp"),
        "{text}"
    );
    let text = run(&["--lang", "vi", "journal", "check", &journal]).expect_status(0).out;
    assert!(text.contains("NGUYÊN VẸN"), "{text}");
}

#[test]
fn the_first_entry_that_is_not_as_it_was_is_named() {
    let (_desk, journal) = exported();
    let whole = lines(&journal);
    let head = run(&["journal", "check", &journal, "--output", "json"]).json()["head"].clone();
    let head = head.as_str().expect("a head");
    type Forgery = fn(&mut Vec<String>);
    let forgeries: [(Forgery, &str, u64); 6] = [
        (|lines| lines[2] = lines[2].replace("accept", "refuse"), "changed", 3),
        (|lines| drop(lines.remove(1)), "removed", 2),
        (|lines| lines.swap(1, 3), "reordered", 2),
        (|lines| lines.insert(4, lines[2].clone()), "repeated", 3),
        (|lines| lines.insert(3, "{}".to_owned()), "inserted", 4),
        (|lines| lines.truncate(3), "cut-off", 4),
    ];
    for (forge, fault, entry) in forgeries {
        let mut forged = whole.clone();
        forge(&mut forged);
        write(&journal, &forged);
        let arguments = ["journal", "check", &journal, "--head", head];
        let told = run(&[&arguments[..], &["--output", "json"]].concat()).expect_status(1).json();
        assert_eq!((&told["fault"], &told["entry"]), (&fault.into(), &entry.into()));
        assert!(told["stamp"].is_null());
        let text = run(&arguments).expect_status(1).out;
        assert!(text.contains("BROKEN") && text.contains(&format!("entry {entry}")), "{text}");
    }
}

#[test]
fn the_line_that_was_changed_is_named_and_is_no_part_of_what_is_whole() {
    let (_desk, journal) = exported();
    let whole = lines(&journal);
    let mut third = None;
    for (line, number) in [(2, 3), (3, 4)] {
        let mut forged = whole.clone();
        forged[line] = forged[line].replace("accept", "refuse");
        write(&journal, &forged);
        let check = ["journal", "check", &journal];
        let told = run(&[&check[..], &["--output", "json"]].concat()).expect_status(1).json();
        assert_eq!((&told["entry"], &told["line"]), (&number.into(), &number.into()));
        let head = told["whole_up_to"].as_str().expect("a head").to_owned();
        assert!(head.starts_with(&format!("{}:", number - 1)), "{head}");
        let text = run(&check).expect_status(1).out;
        assert!(text.contains(&format!("entry {number}, line {number}: ")), "{text}");
        assert!(text.contains(&head), "{text}");
        third = Some(head);
    }
    // It is a true head: the journal as it was has it, and what is forged before it does not.
    let third = third.expect("a head");
    write(&journal, &whole);
    run(&["journal", "check", &journal, "--head", &third]).expect_status(0);
    let mut forged = whole[..3].to_vec();
    forged[2] = forged[2].replace("accept", "refuse");
    write(&journal, &forged);
    run(&["journal", "check", &journal, "--head", &third]).expect_status(1);
}

#[test]
fn what_is_no_journal_is_said_to_be_none() {
    let (desk, journal) = exported();
    let ledger = desk.path("gateway.ledger");
    desk.put("gateway.toml", b"policy = \"policy.toml\"\n\nledger = \"gateway.ledger\"\n");
    for other in [&ledger, &desk.path("gateway.toml")] {
        let none = ["no journal", "antin journal export"];
        run(&["journal", "check", other]).expect_error(4, &none);
        run(&["journal", "check", other, "--output", "json"]).expect_error(4, &none);
        let none = ["không phải là nhật ký"];
        run(&["--lang", "vi", "journal", "check", other]).expect_error(4, &none);
    }
    // The twin: with one line of a journal in it, it is a broken one.
    let more = ["[config]".to_owned(), lines(&journal).remove(3)];
    write(&journal, &more);
    let told = run(&["journal", "check", &journal, "--output", "json"]).expect_status(1).json();
    assert_eq!((&told["fault"], &told["entry"]), (&"changed".into(), &1.into()));
}

#[test]
fn a_journal_without_entries_is_whole_and_said_to_have_none() {
    let (_desk, journal) = exported();
    let head = run(&["journal", "check", &journal, "--output", "json"]).json()["head"].clone();
    write(&journal, &[]);
    let check = ["journal", "check", &journal];
    let text = run(&check).expect_status(0).out;
    assert!(text.contains("there are no entries") && !text.contains("keep this"), "{text}");
    let told = run(&[&check[..], &["--output", "json"]].concat()).expect_status(0).json();
    assert_eq!((&told["whole"], &told["entries"]), (&true.into(), &0.into()));
    // The twin: what was kept shows that it had some.
    let head = ["--head", head.as_str().expect("a head")];
    let text = run(&[&check[..], &head].concat()).expect_status(1).out;
    assert!(text.contains("cut off"), "{text}");
}

#[test]
fn a_time_stamp_is_put_into_the_journal_and_judged() {
    let served = Served::new(&[]);
    let (from, to) = (served.path("gateway.ledger"), served.path("gateway.journal"));
    drop(ledger(&from, 3));
    let (tsa, root) = (served.tsa(), served.path("pki/root.pem"));
    let done = run(&["journal", "stamp", &from, "--tsa", &tsa, "--allow", "127.0.0.1"]);
    let done = done.expect_status(0);
    assert!(done.err.contains("up to entry 3") && done.err.contains("as entry 4"), "{}", done.err);
    run(&["journal", "export", &from, "--out", &to]).expect_status(0);
    let arguments = ["journal", "check", &to, "--output", "json"];
    let told = run(&arguments).expect_status(0).json();
    assert_eq!((&told["entries"], &told["last_stamp"]["over"]), (&4.into(), &3.into()));
    assert_eq!(told["stamps_judged"], false);
    let trusting = ["--trust", &root, "--revocation", "skip"];
    let told = run(&[&arguments[..], &trusting].concat()).expect_status(0).json();
    assert_eq!(told["stamps_judged"], true);
    // The twin: who trusts somebody else believes no time-stamp.
    let other = crate::harness::pki("root.pem");
    let strange = ["--trust", &other, "--revocation", "skip"];
    let told = run(&[&arguments[..], &strange].concat()).expect_status(2).json();
    assert_eq!((&told["fault"], &told["entry"]), (&"stamp-not-passed".into(), &4.into()));
    // Nothing was changed, and that is what is said; and why the time-stamp did not pass.
    assert_eq!(told["stamp"]["verdict"], "INDETERMINATE");
    assert_eq!(told["stamp"]["sub_indication"], "NO_CERTIFICATE_CHAIN_FOUND");
    assert!(told["stamp"]["finding"].is_string(), "{told:#}");
    expect_reason(&to, &strange);
}

/// In both languages it is told why the time-stamp did not pass, and not that anything was changed.
fn expect_reason(journal: &str, options: &[&str]) {
    for (lang, wanted) in [
        (
            "en",
            [
                "INDETERMINATE (NO_CERTIFICATE_CHAIN_FOUND)",
                "No trusted",
                "nothing was found changed",
            ],
        ),
        (
            "vi",
            ["INDETERMINATE (NO_CERTIFICATE_CHAIN_FOUND)", "Không tìm", "không thấy thay đổi nào"],
        ),
    ] {
        let check = ["--lang", lang, "journal", "check", journal];
        let text = run(&[&check[..], options].concat()).expect_status(2).out;
        for part in wanted {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("what was changed") && !text.contains("bị thay đổi"), "{text}");
    }
}

#[test]
fn what_cannot_be_done_is_said_in_a_sentence() {
    let desk = Desk::new();
    let path = desk.path("gateway.ledger");
    let out = desk.path("out");
    run(&["journal", "export", &path, "--out", &out]).expect_error(4, &["gateway.ledger"]);
    run(&["journal", "check", &path]).expect_error(4, &["gateway.ledger"]);
    let document = desk.path("doc.txt");
    run(&["journal", "export", &document, "--out", &out]).expect_error(4, &["damaged"]);
    let running = ledger(&path, 0);
    let export = ["journal", "export", &path, "--out", &out];
    run(&export).expect_error(4, &["another process"]);
    drop(running);
    let stamp = ["journal", "stamp", &path, "--tsa", "http://127.0.0.1:1/tsa"];
    run(&stamp).expect_error(4, &["is empty"]);
    run(&export).expect_status(0);
    run(&export).expect_error(4, &["exists already"]);
    run(&["journal", "check", &out, "--head", "1:00"]).expect_status(3);
}
