//! What a crash leaves beside the database, and what somebody might make of it.

use super::disk::Disk;
use super::*;

#[test]
fn a_log_that_was_begun_anew_by_half_holds_what_the_database_has() {
    let disk = crashed(4);
    let (mut begun, mut old) = (Vec::new(), Vec::new());
    disk.with_log(|log| old = log.clone().expect("a log"));
    drop(disk.open(WINDOW).expect("a ledger"));
    let ledger = disk.open(WINDOW).expect("a ledger");
    assert!(record(&ledger, 0, &arrival(9, "9", 0)).is_admitted());
    std::mem::forget(ledger);
    disk.with_log(|log| begun = log.clone().expect("a log"));
    // Only the beginning was written over what had been there, and the end not yet cut off.
    let header = &begun[..56];
    disk.with_log(|log| *log = Some([header, &old[56..]].concat()));
    let ledger = disk.open(WINDOW).expect("a ledger");
    assert_eq!(journal(&ledger).len(), 4, "what is behind it is older");
}

/// A ledger whose process ended without a word after some records: each is a batch of its log.
fn crashed(records: u32) -> Disk {
    let disk = Disk::new();
    let ledger = disk.create(WINDOW, long_ago());
    for seal in 0..records {
        assert!(record(&ledger, 0, &arrival(seal, &seal.to_string(), 0)).is_admitted());
    }
    std::mem::forget(ledger);
    disk
}

/// The places where batches begin.
fn batches(log: &[u8]) -> Vec<usize> {
    memchr::memmem::find_iter(log, b"antinlog").collect()
}

#[test]
fn what_is_only_in_the_log_is_there_after_a_crash() {
    let disk = crashed(5);
    assert!(disk.with_log(|log| assert_eq!(batches(log.as_ref().expect("a log")).len(), 6)));
    let ledger = disk.open(WINDOW).expect("a ledger");
    assert_eq!(journal(&ledger).len(), 5);
    assert_eq!(ledger.arrivals(), Ok(5));
    for seal in 0..5 {
        let package = arrival(seal, &seal.to_string(), 0);
        let entry = u64::from(seal) + 1;
        assert_eq!(ledger.look(at(0), &package), Ok(Admission::Repeated { entry }));
    }
    drop(ledger);
    assert!(!disk.with_log(|_| ()), "an orderly end leaves one file");
}

#[test]
fn the_horizon_of_the_log_counts_after_a_crash() {
    let disk = Disk::new();
    let ledger = disk.create(WINDOW, long_ago());
    assert!(record(&ledger, 0, &arrival(1, "d", 0)).is_admitted());
    assert!(record(&ledger, 5_000, &arrival(2, "e", 5_000)).is_admitted());
    std::mem::forget(ledger);
    let ledger = disk.open(WINDOW).expect("a ledger");
    assert_eq!(ledger.look(at(0), &arrival(1, "d", 0)), Ok(Admission::TooOld));
    assert_eq!(ledger.look(at(0), &arrival(3, "f", 4_000)), Ok(Admission::TooOld));
    assert_eq!(ledger.look(at(0), &arrival(3, "f", 4_001)), Ok(Admission::New));
}

#[test]
fn a_log_that_is_missing_is_noticed() {
    let disk = crashed(3);
    let emptied = disk.copy();
    disk.with_log(|log| *log = None);
    assert_eq!(disk.open(WINDOW).err(), Some(LedgerFault::Damaged));
    // So is one that something emptied, as those do who let no log become long.
    for length in [0, 1, 55] {
        let emptied = emptied.copy();
        emptied.with_log(|log| log.as_mut().expect("a log").truncate(length));
        assert_eq!(emptied.open(WINDOW).err(), Some(LedgerFault::Damaged), "{length}");
    }
}

#[test]
fn a_log_without_its_beginning_is_noticed_and_so_is_a_hole_in_it() {
    for (from, until) in [(1, 2), (2, 3), (1, 3), (0, 2)] {
        let disk = crashed(4);
        disk.with_log(|log| {
            let log = log.as_mut().expect("a log");
            let at = batches(log);
            log.drain(at[from]..at[until]);
        });
        assert_eq!(disk.open(WINDOW).err(), Some(LedgerFault::Damaged), "{from}..{until}");
    }
}

#[test]
fn a_changed_octet_before_the_last_batch_is_noticed() {
    let disk = crashed(3);
    let (mut whole, mut last) = (Vec::new(), 0);
    disk.with_log(|log| {
        whole = log.clone().expect("a log");
        last = batches(&whole)[3];
    });
    for place in (0..60).chain((60..last).step_by(23)) {
        let disk = disk.copy();
        disk.with_log(|log| log.as_mut().expect("a log")[place] ^= 1);
        assert_eq!(disk.open(WINDOW).err(), Some(LedgerFault::Damaged), "octet {place}");
    }
}

#[test]
fn wherever_the_last_batch_is_torn_it_alone_is_gone() {
    let disk = crashed(3);
    let (mut length, mut last) = (0, 0);
    disk.with_log(|log| {
        let log = log.as_ref().expect("a log");
        (length, last) = (log.len(), batches(log)[3]);
    });
    for torn in (last..length).step_by(37).chain([last, length - 1]) {
        let disk = disk.copy();
        disk.with_log(|log| log.as_mut().expect("a log").truncate(torn));
        let ledger = disk.open(WINDOW).expect("a ledger");
        assert_eq!(journal(&ledger).len(), 2, "torn at {torn}");
        assert_eq!(ledger.look(at(0), &arrival(2, "2", 0)), Ok(Admission::New));
        assert!(record(&ledger, 0, &arrival(2, "2", 0)).is_admitted());
    }
}

#[test]
fn a_log_of_another_time_is_noticed() {
    // The log of a ledger that goes on elsewhere.
    let (disk, other) = (crashed(4), crashed(2));
    drop(disk.open(WINDOW).expect("a ledger"));
    let (mut earlier, mut later) = (None, None);
    other.with_log(|log| earlier.clone_from(log));
    crashed(9).with_log(|log| later.clone_from(log));
    // What the database has already is nothing new; what goes beyond it is not from an orderly end.
    let behind = disk.copy();
    behind.with_log(|log| *log = earlier);
    assert_eq!(journal(&behind.open(WINDOW).expect("a ledger")).len(), 4);
    disk.with_log(|log| *log = later);
    assert_eq!(disk.open(WINDOW).err(), Some(LedgerFault::Damaged));
}

/// The last batch again with another payload, and the digest that it would have.
fn with_payload(log: &mut Vec<u8>, change: impl FnOnce(&mut Vec<u8>)) {
    let last = *batches(log).last().expect("a batch");
    let length = u64::from_be_bytes(log[last + 16..last + 24].try_into().expect("8 octets"));
    let end = last + 56 + usize::try_from(length).expect("a length");
    let mut payload = log[last + 56..end].to_vec();
    change(&mut payload);
    let length = u64::try_from(payload.len()).expect("a length").to_be_bytes();
    let head = [&log[last..last + 16], &length].concat();
    let digest = Hasher::sha256(&[&head[..], &payload].concat());
    log.truncate(last);
    log.extend([&head[..], &digest, &payload].concat());
}

#[test]
fn a_batch_that_says_what_none_says_is_damage() {
    let opened = |change: fn(&mut Vec<u8>)| {
        let disk = crashed(3);
        disk.with_log(|log| with_payload(log.as_mut().expect("a log"), change));
        disk.open(WINDOW).map(|ledger| journal(&ledger).len())
    };
    let damaged = Err(LedgerFault::Damaged);
    assert_eq!(opened(|_| ()), Ok(3));
    assert_eq!(opened(|payload| payload[15] = 9), damaged, "the line is another one's");
    assert_eq!(opened(|payload| payload[23] ^= 1), damaged, "it is as long as another one");
    assert_eq!(opened(|payload| payload[30] ^= 1), damaged, "the line was changed");
    // Behind what says whether an arrival came with it are two digests and a time.
    assert_eq!(opened(|payload| *payload.iter_mut().nth_back(72).expect("73") = 2), damaged);
    assert_eq!(opened(|payload| payload.push(0)), damaged, "more is behind it");
    assert_eq!(opened(|payload| payload.truncate(payload.len() - 1)), damaged);
    assert_eq!(opened(|payload| payload.truncate(7)), damaged, "there is no horizon");
}

#[test]
fn the_database_takes_over_what_is_long_and_both_count() {
    let disk = Disk::new();
    let ledger = disk.create(WINDOW, long_ago());
    let mut longest = 0;
    for seal in 0..200 {
        assert!(record(&ledger, 0, &arrival(seal, &seal.to_string(), 0)).is_admitted());
        disk.with_log(|log| longest = longest.max(log.as_ref().expect("a log").len()));
        assert_eq!(ledger.arrivals(), Ok(u64::from(seal) + 1));
    }
    assert!(longest < 8_192, "the log began anew: {longest}");
    // What is behind the last batch is older, and what is not in the database is there.
    let ledger = {
        std::mem::forget(ledger);
        disk.open(WINDOW).expect("a ledger")
    };
    assert_eq!(journal(&ledger).len(), 200);
    for seal in 0..200 {
        let package = arrival(seal, &seal.to_string(), 0);
        let entry = u64::from(seal) + 1;
        assert_eq!(ledger.look(at(0), &package), Ok(Admission::Repeated { entry }));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever stands in the place of a log: an answer, and never more than there was.
    #[test]
    fn no_octets_in_the_place_of_a_log_do_harm(
        noise in proptest::collection::vec(any::<u8>(), 0..300),
        place in any::<prop::sample::Index>(),
        keeps in any::<bool>(),
    ) {
        let disk = crashed(3);
        disk.with_log(|log| {
            let log = log.as_mut().expect("a log");
            if keeps {
                let at = place.index(log.len());
                log.splice(at..at, noise);
            } else {
                *log = noise;
            }
        });
        match disk.open(WINDOW) {
            Ok(ledger) => prop_assert!(journal(&ledger).len() <= 3),
            Err(fault) => prop_assert_eq!(fault, LedgerFault::Damaged),
        }
    }
}
