//! The ledger in memory: one admission for each package, whatever the clock does.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::journal::{Decision, Entry, Kind};
use crate::limits::Limits;

const NOW: i64 = 1_800_000_000;
const WINDOW: i64 = 1_000;

fn ledger(most: usize) -> InMemory {
    InMemory::new(Duration::from_secs(1_000), most)
}

fn at(seconds: i64) -> Time {
    Time::from_unix(NOW + seconds)
}

fn arrival(seal: u8, document: &str, sealed: i64) -> Arrival {
    Arrival::new("X99", "X98", document, [seal; 32], at(sealed))
}

fn event() -> Event {
    Event::new(Kind::Received, "X99").decided(Decision::Accept)
}

fn record(ledger: &InMemory, now: i64, arrival: &Arrival) -> Admission {
    let looked = ledger.look(at(now), arrival).expect("a look");
    let recorded = ledger.record(at(now), Some(arrival), &event()).expect("a record");
    assert_eq!(recorded.admission, Some(looked));
    assert_eq!(recorded.is_admitted(), looked == Admission::New);
    looked
}

#[test]
fn a_package_is_admitted_once() {
    let ledger = ledger(10);
    assert_eq!(record(&ledger, 0, &arrival(1, "d", 0)), Admission::New);
    assert_eq!(record(&ledger, 0, &arrival(1, "d", 0)), Admission::Repeated { entry: 1 });
    // Under the name of another document it is the same seal.
    assert_eq!(record(&ledger, 0, &arrival(1, "e", 0)), Admission::Repeated { entry: 1 });
    let elsewhere = Arrival::new("X97", "X98", "d", [1; 32], at(0));
    assert_eq!(record(&ledger, 0, &elsewhere), Admission::New);
}

#[test]
fn another_package_for_the_document_is_admitted_only_if_it_follows() {
    let ledger = ledger(10);
    assert_eq!(record(&ledger, 0, &arrival(1, "d", 0)), Admission::New);
    assert_eq!(record(&ledger, 0, &arrival(2, "d", 0)), Admission::OtherSeal { entry: 1 });
    assert_eq!(record(&ledger, 0, &arrival(2, "d", 0).following()), Admission::New);
    assert_eq!(record(&ledger, 0, &arrival(3, "d", 0)), Admission::OtherSeal { entry: 3 });
    assert_eq!(
        record(&ledger, 0, &arrival(1, "d", 0).following()),
        Admission::Repeated { entry: 1 }
    );
}

#[test]
fn what_was_sealed_before_the_window_is_too_old() {
    let ledger = ledger(10);
    assert_eq!(record(&ledger, 0, &arrival(1, "d", -WINDOW)), Admission::TooOld);
    assert_eq!(record(&ledger, 0, &arrival(1, "d", 1 - WINDOW)), Admission::New);
}

#[test]
fn what_was_sealed_before_a_restart_is_too_old() {
    let ledger = ledger(10).since(at(-5));
    assert_eq!(record(&ledger, 0, &arrival(1, "d", -5)), Admission::TooOld);
    assert_eq!(record(&ledger, 0, &arrival(1, "d", -4)), Admission::New);
}

#[test]
fn a_clock_that_jumps_forward_and_back_lets_nothing_in_again() {
    let ledger = ledger(10);
    let package = arrival(1, "d", 0);
    assert_eq!(record(&ledger, 0, &package), Admission::New);
    assert_eq!(record(&ledger, WINDOW, &arrival(2, "e", WINDOW)), Admission::New);
    assert_eq!(ledger.arrivals(), Ok(1), "the first is forgotten");
    assert_eq!(record(&ledger, WINDOW, &package), Admission::TooOld);
    assert_eq!(record(&ledger, 0, &package), Admission::TooOld);
    assert_eq!(record(&ledger, -9_999, &package), Admission::TooOld);
    // Looking moves nothing: a clock that is wrong for a moment does no harm by it.
    let later = arrival(3, "f", WINDOW + 5);
    assert_eq!(ledger.look(at(9 * WINDOW), &later), Ok(Admission::TooOld));
    assert_eq!(record(&ledger, WINDOW + 5, &later), Admission::New);
}

#[test]
fn forgetting_a_package_keeps_the_later_one_for_its_document() {
    let ledger = ledger(10);
    assert_eq!(record(&ledger, 0, &arrival(1, "d", 0)), Admission::New);
    assert_eq!(record(&ledger, 9, &arrival(2, "d", 9).following()), Admission::New);
    assert_eq!(record(&ledger, WINDOW, &arrival(3, "e", WINDOW)), Admission::New);
    assert_eq!(
        record(&ledger, WINDOW, &arrival(4, "d", WINDOW)),
        Admission::OtherSeal { entry: 2 }
    );
}

#[test]
fn a_full_ledger_refuses_and_forgets_nothing() {
    let ledger = ledger(2);
    for seal in 1..=2 {
        assert_eq!(record(&ledger, 0, &arrival(seal, &format!("{seal}"), 0)), Admission::New);
    }
    let head = ledger.head();
    let third = ledger.record(at(0), Some(&arrival(3, "3", 5)), &event());
    assert_eq!(third, Err(LedgerFault::Full));
    assert_eq!(ledger.head(), head, "nothing was appended");
    assert_eq!(record(&ledger, 0, &arrival(1, "1", 0)), Admission::Repeated { entry: 1 });
    // When something may be forgotten there is room again.
    assert_eq!(record(&ledger, WINDOW, &arrival(3, "3", 5)), Admission::New);
}

#[test]
fn what_is_no_arrival_is_recorded_and_may_come_again() {
    let ledger = ledger(1);
    for number in 1..=3 {
        let recorded = ledger.record(at(0), None, &event()).expect("a record");
        assert_eq!((recorded.admission, recorded.entry), (None, number));
        assert!(recorded.is_admitted());
    }
    assert_eq!(record(&ledger, 0, &arrival(1, "d", 0)), Admission::New);
}

#[test]
fn the_journal_gets_what_was_decided_instead() {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&lines);
    let ledger = ledger(10).journal(move |line| {
        kept.lock().expect("alive").push(line.to_vec());
        Ok(())
    });
    record(&ledger, 0, &arrival(1, "d", 0));
    record(&ledger, 0, &arrival(1, "d", 0));
    let lines = lines.lock().expect("alive");
    let entries: Vec<Entry> =
        lines.iter().map(|line| Entry::from_line(line, &Limits::DEFAULT).expect("one")).collect();
    assert_eq!(entries[0].event(), Some(&event()));
    let again = entries[1].event().expect("an event");
    assert_eq!(again.decision(), Some(Decision::Refuse));
    assert_eq!((again.reasons(), again.earlier()), (&["repeated".to_owned()][..], Some(1)));
}

#[test]
fn nothing_is_let_in_when_the_journal_takes_no_line() {
    let ledger = ledger(10).journal(|_| Err(std::io::ErrorKind::StorageFull.into()));
    let package = arrival(1, "d", 0);
    let fault = Err(LedgerFault::Storage);
    assert_eq!(ledger.record(at(0), Some(&package), &event()), fault);
    assert_eq!(ledger.record(at(0), Some(&package), &event()), fault);
    assert_eq!(ledger.look(at(0), &package), Err(LedgerFault::Storage));
    assert_eq!(ledger.head(), Err(LedgerFault::Storage));
}

#[test]
fn of_eight_threads_one_lets_each_package_in() {
    let ledger = ledger(1_000);
    let admitted = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for seal in 0..200 {
                    let package = arrival(seal, &format!("{seal}"), 0);
                    let recorded = ledger.record(at(0), Some(&package), &event()).expect("one");
                    if recorded.is_admitted() {
                        admitted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    }
                }
            });
        }
    });
    assert_eq!(admitted.into_inner(), 200);
    assert_eq!(ledger.head().expect("a head").number, 1_600);
}

#[test]
fn what_is_refused_is_asked_about_and_not_kept() {
    let (ledger, package) = (ledger(10), arrival(1, "d", 0));
    for decision in [Decision::Refuse, Decision::Quarantine] {
        let refused = event().decided(decision);
        let recorded = ledger.record(at(0), Some(&package), &refused).expect("recorded");
        assert_eq!((recorded.admission, recorded.event), (Some(Admission::New), refused));
    }
    assert_eq!(ledger.arrivals(), Ok(0));
    assert_eq!(ledger.look(at(0), &package), Ok(Admission::New));
    let accepted = ledger.record(at(0), Some(&package), &event()).expect("recorded");
    assert_eq!(accepted.admission, Some(Admission::New));
    let late = ledger.record(at(0), Some(&package), &event().decided(Decision::Refuse));
    let late = late.expect("recorded");
    assert_eq!(late.admission, Some(Admission::Repeated { entry: accepted.entry }));
    assert_eq!(late.event.reasons(), ["repeated"]);
}

#[test]
fn a_document_is_known_as_long_as_any_package_for_it_is_kept() {
    // The later one was sealed earlier, and is forgotten first.
    let ledger = ledger(10);
    let (first, older) = (arrival(1, "d", 500), arrival(2, "d", -400).following());
    for package in [&first, &older] {
        let recorded = ledger.record(at(500), Some(package), &event()).expect("recorded");
        assert_eq!(recorded.admission, Some(Admission::New));
    }
    let other = arrival(3, "d", 900);
    assert_eq!(ledger.look(at(900), &other), Ok(Admission::OtherSeal { entry: 1 }));
    let recorded = ledger.record(at(900), Some(&other), &event()).expect("recorded");
    assert_eq!(recorded.admission, Some(Admission::OtherSeal { entry: 1 }));
    assert_eq!(ledger.look(at(1_500), &arrival(4, "d", 1_400)), Ok(Admission::New));
}

proptest! {
    /// Packages come in any order while the clock jumps; each is let in once at most, whatever was forgotten.
    #[test]
    fn no_package_is_let_in_twice(
        steps in proptest::collection::vec((0_u8..12, -3_000_i64..3_000, any::<bool>()), 1..120),
    ) {
        let ledger = ledger(6);
        let mut admitted = BTreeSet::new();
        for (seal, now, follows) in steps {
            let mut package = arrival(seal, &format!("{}", seal % 3), i64::from(seal) * 200 - 1_000);
            if follows {
                package = package.following();
            }
            match ledger.record(at(now), Some(&package), &event()) {
                Ok(recorded) if recorded.is_admitted() => prop_assert!(admitted.insert(seal)),
                Ok(recorded) => {
                    let earlier = recorded.admission.and_then(Admission::entry);
                    prop_assert!(earlier.is_none_or(|entry| entry < recorded.entry));
                }
                Err(fault) => prop_assert_eq!(fault, LedgerFault::Full),
            }
        }
    }
}
