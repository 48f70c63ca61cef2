//! The ledger on a disk: what was acknowledged is there, whatever happens to the disk.

mod crashed;
mod disk;
mod faults;

use std::path::PathBuf;

use super::*;
use crate::crypto::Hasher;
use crate::gateway::InMemory;
use crate::journal::{Decision, Entry, Kind};
use crate::limits::Limits;
use proptest::prelude::*;

const NOW: i64 = 1_800_000_000;
const WINDOW: Duration = Duration::from_secs(1_000);

fn at(seconds: i64) -> Time {
    Time::from_unix(NOW + seconds)
}

fn arrival(seal: u32, document: &str, sealed: i64) -> Arrival {
    let mut id = [0; 32];
    id[..4].copy_from_slice(&seal.to_be_bytes());
    Arrival::new("X99", "X98", document, id, at(sealed))
}

/// An event that says which package it is about.
fn event(arrival: &Arrival) -> Event {
    Event::new(Kind::Received, "X99").seal(*arrival.seal()).decided(Decision::Accept)
}

fn record(ledger: &dyn Ledger, now: i64, arrival: &Arrival) -> Recorded {
    ledger.record(at(now), Some(arrival), &event(arrival)).expect("recorded")
}

/// Reads the journal, and holds each line against the one before.
fn journal(ledger: &Durable) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut head = Head::EMPTY;
    let exported = ledger.export(1, |line| {
        let entry = Entry::from_line(line, &Limits::DEFAULT).expect("an entry");
        assert_eq!((entry.number(), entry.previous()), (head.number + 1, &head.sha256));
        head = Head { number: entry.number(), sha256: Hasher::sha256(line) };
        entries.push(entry);
        Ok(())
    });
    assert_eq!(exported.expect("exported"), head);
    entries
}

/// A folder of one test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("antin-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    fn ledger(&self) -> PathBuf {
        self.0.join("gateway.ledger")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn long_ago() -> Time {
    Time::from_unix(0)
}

#[test]
fn what_was_recorded_is_there_when_it_is_opened_again() {
    let folder = Folder::new("opened-again");
    let (one, other) = (arrival(1, "d", 0), arrival(2, "d", 0));
    let ledger = Durable::create(&folder.ledger(), WINDOW, long_ago()).expect("a ledger");
    assert_eq!(ledger.head(), Ok(Head::EMPTY));
    assert_eq!(record(&ledger, 0, &one).admission, Some(Admission::New));
    let head = ledger.head().expect("a head");
    drop(ledger);

    let ledger = Durable::open(&folder.ledger(), WINDOW).expect("a ledger");
    assert_eq!(ledger.head(), Ok(head));
    assert_eq!(record(&ledger, 0, &one).admission, Some(Admission::Repeated { entry: 1 }));
    assert_eq!(record(&ledger, 0, &other).admission, Some(Admission::OtherSeal { entry: 1 }));
    let entries = journal(&ledger);
    assert_eq!(entries.len(), 3);
    assert_eq!(entries[0].event(), Some(&event(&one)));
    assert_eq!(entries[2].event().expect("one").decision(), Some(Decision::Quarantine));
}

#[test]
fn the_horizon_is_kept_over_an_opening() {
    let folder = Folder::new("horizon");
    let ledger = Durable::create(&folder.ledger(), WINDOW, at(-500)).expect("a ledger");
    assert_eq!(record(&ledger, 0, &arrival(1, "d", -500)).admission, Some(Admission::TooOld));
    assert_eq!(record(&ledger, 0, &arrival(1, "d", -499)).admission, Some(Admission::New));
    assert_eq!(record(&ledger, 2_000, &arrival(2, "e", 2_000)).admission, Some(Admission::New));
    assert_eq!(ledger.arrivals(), Ok(1));
    drop(ledger);
    // Neither a longer window nor an earlier time brings back what was forgotten.
    let ledger = Durable::open(&folder.ledger(), WINDOW * 100).expect("a ledger");
    assert_eq!(record(&ledger, 0, &arrival(1, "d", -499)).admission, Some(Admission::TooOld));
    assert_eq!(record(&ledger, 0, &arrival(3, "d", 1_000)).admission, Some(Admission::TooOld));
    assert_eq!(record(&ledger, 0, &arrival(3, "d", 1_001)).admission, Some(Admission::New));
}

#[test]
fn a_ledger_is_made_once_and_opened_by_one() {
    let folder = Folder::new("once");
    let path = folder.ledger();
    assert_eq!(Durable::open(&path, WINDOW).err(), Some(LedgerFault::Storage));
    let ledger = Durable::create(&path, WINDOW, long_ago()).expect("a ledger");
    assert_eq!(Durable::create(&path, WINDOW, long_ago()).err(), Some(LedgerFault::Storage));
    assert_eq!(Durable::open(&path, WINDOW).err(), Some(LedgerFault::InUse));
    drop(ledger);
    assert!(Durable::open(&path, WINDOW).is_ok());
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_a_ledger() {
    let folder = Folder::new("owner");
    Durable::create(&folder.ledger(), WINDOW, long_ago()).expect("a ledger");
    let metadata = std::fs::metadata(folder.ledger()).expect("a file");
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777, 0o600);
}

#[test]
fn what_is_no_ledger_is_not_opened() {
    let folder = Folder::new("no-ledger");
    for content in [&b""[..], b"not a database", &[0; 8_192]] {
        std::fs::write(folder.ledger(), content).expect("written");
        assert_eq!(Durable::open(&folder.ledger(), WINDOW).err(), Some(LedgerFault::Damaged));
    }
    std::fs::remove_file(folder.ledger()).expect("removed");
    drop(Durable::create(&folder.ledger(), WINDOW, long_ago()).expect("a ledger"));
    let whole = std::fs::read(folder.ledger()).expect("a file");
    let is_cut_off = || {
        let file = std::fs::File::options().read(true).write(true).open(folder.ledger());
        let backend = redb::backends::FileBackend::new(file.expect("a file")).expect("a backend");
        steady::Steady::new(backend).is_cut_off().expect("from the disk")
    };
    assert!(!is_cut_off());
    for length in [1, 319, 320, 600, 4_096, whole.len() / 2, whole.len() - 1] {
        std::fs::write(folder.ledger(), &whole[..length]).expect("written");
        assert!(is_cut_off(), "the database would panic at {length} octets");
        let opened = Durable::open(&folder.ledger(), WINDOW).err();
        assert_eq!(opened, Some(LedgerFault::Damaged), "of {length} octets");
    }
    // Longer than it says it may be: the power went while it grew.
    std::fs::write(folder.ledger(), [&whole[..], &[0; 4_096]].concat()).expect("written");
    assert!(!is_cut_off() && Durable::open(&folder.ledger(), WINDOW).is_ok());
    std::fs::remove_file(folder.ledger()).expect("removed");
    let other = redb::Database::create(folder.ledger()).expect("a database");
    drop(other);
    assert_eq!(Durable::open(&folder.ledger(), WINDOW).err(), Some(LedgerFault::Damaged));
}

#[test]
fn an_export_begins_where_it_is_asked_to_and_ends_where_it_fails() {
    let folder = Folder::new("export");
    let ledger = Durable::create(&folder.ledger(), WINDOW, long_ago()).expect("a ledger");
    for seal in 1..=5 {
        record(&ledger, 0, &arrival(seal, &seal.to_string(), 0));
    }
    let mut numbers = Vec::new();
    let mut take = |line: &[u8]| {
        numbers.push(Entry::from_line(line, &Limits::DEFAULT).expect("an entry").number());
        Ok(())
    };
    ledger.export(4, &mut take).expect("exported");
    assert_eq!(numbers, [4, 5]);
    let fault = ledger.export(1, |_| Err(std::io::ErrorKind::StorageFull.into()));
    assert!(matches!(fault, Err(ExportFault::Io(_))));
    assert_eq!(journal(&ledger).len(), 5);
}

#[test]
fn of_eight_threads_one_lets_each_package_in() {
    let folder = Folder::new("threads");
    let ledger = Durable::create(&folder.ledger(), WINDOW, long_ago()).expect("a ledger");
    let admitted = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for thread in 0..8_u32 {
            let (ledger, admitted) = (&ledger, &admitted);
            scope.spawn(move || {
                for n in 0..25 {
                    let package = arrival((n + thread * 3) % 25, &format!("{thread}"), 0);
                    let recorded = record(ledger, 0, &package.following());
                    if recorded.is_admitted() {
                        admitted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    }
                }
            });
        }
    });
    assert_eq!(admitted.into_inner(), 25);
    let entries = journal(&ledger);
    assert_eq!(entries.len(), 200);
    let accepted = entries.iter().filter_map(Entry::event);
    assert_eq!(accepted.filter(|event| event.decision() == Some(Decision::Accept)).count(), 25);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The ledger on a disk says what the one in memory says, also when it is opened again in between.
    #[test]
    fn both_ledgers_say_the_same(
        steps in proptest::collection::vec(
            (0_u32..12, -3_000_i64..3_000, any::<bool>(), 0_u8..10, 0_u8..4), 1..60),
    ) {
        let disk = disk::Disk::new();
        let mut durable = disk.create(WINDOW, long_ago());
        let memory = InMemory::new(WINDOW, 1_000);
        for (seal, now, follows, again, refused) in steps {
            let mut package = arrival(seal, &format!("{}", seal % 3), i64::from(seal) * 200 - 1_000);
            if follows {
                package = package.following();
            }
            if again == 0 {
                drop(durable);
                durable = disk.open(WINDOW).expect("a ledger");
            }
            prop_assert_eq!(durable.look(at(now), &package), memory.look(at(now), &package));
            let decision = if refused == 0 { Decision::Refuse } else { Decision::Accept };
            let event = event(&package).decided(decision);
            let recorded = durable.record(at(now), Some(&package), &event);
            prop_assert_eq!(recorded, memory.record(at(now), Some(&package), &event));
            prop_assert_eq!(durable.head(), memory.head());
            prop_assert_eq!(durable.arrivals().ok(), memory.arrivals().ok().and_then(|n| u64::try_from(n).ok()));
        }
    }
}
