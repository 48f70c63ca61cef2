//! Ledgers that are opened with what somebody made of their log.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;
use std::{env, fs, process};

use antin::Time;
use antin::crypto::{DigestAlgorithm, Hasher};
use antin::durable::Durable;
use antin::gateway::{Arrival, Ledger, LedgerFault};
use antin::journal::{Checker, Decision, Event, Head, Kind};

use crate::packages::{changed, time};

const WINDOW: Duration = Duration::from_secs(30 * 86_400);
/// What begins a batch of the log.
const MAGIC: &[u8] = b"antinlog";
/// Octets before the payload of a batch.
const HEAD: usize = 56;

/// A ledger that was left by a crash, with its log changed as the input says: it is damaged, or a ledger whose journal
/// is whole and has all that the database had, and that can be used and opened again.
///
/// The first octet tells which: with its highest bit set the last batch gets another payload, and the digest that goes with
/// it; else the octets of the log are changed as they are.
pub fn ledger(data: &[u8]) {
    let Some((kind, changes)) = data.split_first() else { return };
    let left = left();
    let log = if kind & 0x80 == 0 {
        changed(&left.log, changes)
    } else {
        let (before, last) = left.log.split_at(left.last);
        [before, &batch(&last[8..16], &changed(&last[HEAD..], changes))].concat()
    };
    fs::write(&left.path, &left.database).expect("a file");
    fs::write(beside(&left.path), log).expect("a file");
    let ledger = match Durable::open(&left.path, WINDOW) {
        Ok(ledger) => ledger,
        Err(fault) => return assert_eq!(fault, LedgerFault::Damaged),
    };
    let head = whole(&ledger, left.kept);
    record(&ledger, 9);
    assert_eq!(whole(&ledger, head).number, head.number + 1);
    drop(ledger);
    let again = Durable::open(&left.path, WINDOW).expect("a ledger that was closed");
    assert_eq!(whole(&again, head).number, head.number + 1);
}

/// The end of the journal, which is whole and goes on from where it was.
fn whole(ledger: &Durable, kept: Head) -> Head {
    let mut file = Vec::new();
    let head = ledger.export(1, |line| {
        file.extend(line);
        file.push(b'\n');
        Ok(())
    });
    let head = head.expect("from the disk");
    assert_eq!(ledger.head(), Ok(head));
    let mut checker = Checker::new().kept(kept);
    checker.read(&file[..]).expect("from memory");
    assert_eq!(checker.finish().expect("a journal that is whole").head(), head);
    head
}

/// What a crash left: three entries in the database, and three more in the log.
struct Left {
    path: PathBuf,
    database: Vec<u8>,
    /// Without the room that it has for more.
    log: Vec<u8>,
    /// Where its last batch begins.
    last: usize,
    /// Where the journal ends in the database.
    kept: Head,
}

fn left() -> &'static Left {
    static LEFT: OnceLock<Left> = OnceLock::new();
    LEFT.get_or_init(|| {
        let folder = env::temp_dir().join(format!("antin-fuzz-{}", process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("ledger");
        let _ = fs::remove_file(&path);
        let ledger =
            Durable::create(&path, WINDOW, time().plus_seconds(-86_400)).expect("a ledger");
        (1..=3).for_each(|seal| record(&ledger, seal));
        drop(ledger);
        let ledger = Durable::open(&path, WINDOW).expect("a ledger");
        let kept = ledger.head().expect("its end");
        (4..=6).for_each(|seal| record(&ledger, seal));
        let database = fs::read(&path).expect("the database");
        let room = fs::read(beside(&path)).expect("the log");
        drop(ledger);
        let (last, end) = last_batch(&room);
        Left { path, database, log: room[..end].to_vec(), last, kept }
    })
}

fn beside(path: &Path) -> PathBuf {
    path.with_extension("wal")
}

fn record(ledger: &Durable, seal: u8) {
    let arrival = Arrival::new("G14", "X98.12.3", &format!("{seal}/CV"), [seal; 32], time());
    let event = Event::new(Kind::Received, "G14").document(&format!("{seal}/CV"));
    let event = event.seal([seal; 32]).decided(Decision::Accept);
    ledger.record(time(), Some(&arrival), &event).expect("recorded");
}

/// Where the last batch of a log begins and ends.
fn last_batch(log: &[u8]) -> (usize, usize) {
    let (mut last, mut end) = (0, 0);
    while log[end..].starts_with(MAGIC) {
        let length = u64::from_be_bytes(log[end + 16..end + 24].try_into().expect("8 octets"));
        (last, end) = (end, end + HEAD + usize::try_from(length).expect("a length"));
    }
    (last, end)
}

fn batch(number: &[u8], payload: &[u8]) -> Vec<u8> {
    let length = u64::try_from(payload.len()).expect("64 bits").to_be_bytes();
    let head = [MAGIC, number, &length].concat();
    let digest = Hasher::digest(DigestAlgorithm::Sha256, &[&head[..], payload].concat());
    [&head[..], digest.as_bytes(), payload].concat()
}
