//! A gateway's ledger whose process is killed (SIGKILL) at random moments.
//!
//! `cargo test --features durable --test killed` kills 40 times; `cargo test --release --features durable --test killed -- 1000`
//! (or `ANTIN_KILLS=1000`) as often as is said. Each time a child opens the ledger, and eight threads record packages, new ones and repeated
//! ones, and print what was acknowledged. When it is dead, the ledger is opened here: what was acknowledged has to be in it,
//! no package may be accepted twice, and the chain of the journal has to be whole.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use antin::Time;
use antin::crypto::{DigestAlgorithm, Hasher};
use antin::durable::Durable;
use antin::gateway::{Admission, Arrival, Ledger};
use antin::journal::{Decision, Entry, Event, Head, Kind};
use antin::limits::Limits;

/// Kills of a plain `cargo test`.
const KILLS: u64 = 40;
/// Threads of the child.
const THREADS: u64 = 8;
/// How long a child lives, in microseconds.
const LIFE: u64 = 60_000;
const WINDOW: Duration = Duration::from_secs(86_400);
const CHILD: &str = "--child";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, path, round] = &arguments[..]
        && flag == CHILD
    {
        return child(Path::new(path), round.parse()?);
    }
    let asked = arguments.iter().find_map(|argument| argument.parse().ok());
    let named = std::env::var("ANTIN_KILLS").ok().and_then(|number| number.parse().ok());
    let folder = std::env::temp_dir().join(format!("antin-killed-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let result = parent(&folder.join("gateway.ledger"), asked.or(named).unwrap_or(KILLS));
    std::fs::remove_dir_all(&folder)?;
    result
}

fn now() -> Time {
    Time::from_unix(1_800_000_000)
}

/// The package with a number: its seal is the digest of that.
fn package(number: u64) -> Arrival {
    let seal = Hasher::digest(DigestAlgorithm::Sha256, &number.to_be_bytes());
    let seal = seal.as_bytes().try_into().expect("32 octets");
    Arrival::new("X99.1", "X98.12.3", &format!("{number}/CV"), seal, now())
}

fn event(package: &Arrival) -> Event {
    let event = Event::new(Kind::Received, package.recipient()).document(package.document());
    event.sender(package.sender()).seal(*package.seal()).decided(Decision::Accept)
}

/// A generator (xorshift64*, Vigna 2014), so that children do different things.
fn random(state: &mut u64, bound: u64) -> u64 {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % bound
}

/// Records until it is killed, and tells what was acknowledged: package, entry, and whether it was let in.
fn child(path: &Path, round: u64) -> Outcome<()> {
    let ledger = Durable::open(path, WINDOW)?;
    println!("open");
    let next = AtomicU64::new(round * 1_000_000);
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (ledger, next) = (&ledger, &next);
            scope.spawn(move || {
                let mut state = (round * THREADS + thread).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
                loop {
                    let fresh = next.fetch_add(1, Ordering::Relaxed);
                    // Every third is one that this thread, or another at the same time, has sent before.
                    let number = match random(&mut state, 3) {
                        0 => fresh - random(&mut state, 10).min(fresh - round * 1_000_000),
                        _ => fresh,
                    };
                    let package = package(number);
                    let recorded = ledger.record(now(), Some(&package), &event(&package));
                    let recorded = recorded.expect("the disk is well");
                    let admitted = u8::from(recorded.is_admitted());
                    let told = format!("{number} {} {admitted}\n", recorded.entry);
                    std::io::stdout().write_all(told.as_bytes()).expect("somebody reads");
                }
            });
        }
    });
    Ok(())
}

/// What somebody outside of the process knows.
#[derive(Default)]
struct Known {
    /// Each package that was let in, and its entry, as was acknowledged.
    admitted: BTreeMap<u64, u64>,
    /// The highest entry that was acknowledged.
    last: u64,
    acknowledged: u64,
}

fn parent(path: &Path, kills: u64) -> Outcome<()> {
    drop(Durable::create(path, WINDOW, Time::from_unix(0))?);
    let (mut known, mut journal) = (Known::default(), Journal::default());
    let (begun, mut state, mut opening) = (Instant::now(), 0x1234_5678_9ABC_DEF1, Duration::ZERO);
    for round in 1..=kills {
        known.hear(path, round, Duration::from_micros(random(&mut state, LIFE)))?;
        let opened = Instant::now();
        let ledger = Durable::open(path, WINDOW)?;
        opening = opening.max(opened.elapsed());
        journal.read_on(&ledger)?;
        known.check(&ledger, &journal, round)?;
        // What was asked for again is in the journal now, as a refusal.
        journal.read_on(&ledger)?;
    }
    let (entries, seconds) = (journal.head.number, begun.elapsed().as_secs_f64());
    println!(
        "killed {kills} times in {seconds:.1} s: {entries} entries, {} acknowledged and none lost, {} packages accepted \
         and none twice, {} entries that nobody was told of, the slowest opening {:.0} ms",
        known.acknowledged,
        journal.accepted.len(),
        entries - known.acknowledged - kills.min(known.acknowledged),
        opening.as_secs_f64() * 1e3,
    );
    assert!(known.acknowledged > kills, "the children did nothing before they were killed");
    Ok(())
}

impl Known {
    /// Starts a child, kills it after a time, and takes down all that it said.
    fn hear(&mut self, path: &Path, round: u64, life: Duration) -> Outcome<()> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(CHILD)
            .arg(path)
            .arg(round.to_string())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        let (opened, opening) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || -> std::io::Result<Vec<String>> {
            let mut lines = BufReader::new(output).lines();
            let first = lines.next().transpose()?;
            opened.send(()).ok();
            first.into_iter().map(Ok).chain(lines).collect()
        });
        // Every fourth is killed while it begins, the others while they record.
        if !round.is_multiple_of(4) {
            opening.recv()?;
        }
        std::thread::sleep(life);
        child.kill()?;
        let status = child.wait()?;
        assert!(!status.success(), "the child was killed");
        let lines = reader.join().map_err(|_| "the reader panicked")??;
        for line in lines.iter().filter(|line| *line != "open") {
            self.take_down(line)?;
        }
        Ok(())
    }

    fn take_down(&mut self, line: &str) -> Outcome<()> {
        let numbers: Vec<u64> = line.split(' ').map(str::parse).collect::<Result<_, _>>()?;
        let [number, entry, admitted] = numbers[..] else { return Err("half a line".into()) };
        self.acknowledged += 1;
        self.last = self.last.max(entry);
        if admitted == 1 {
            assert_eq!(self.admitted.insert(number, entry), None, "accepted twice: {number}");
        }
        Ok(())
    }

    fn check(&mut self, ledger: &Durable, journal: &Journal, round: u64) -> Outcome<()> {
        assert!(self.last <= journal.head.number, "round {round}: the end is lost");
        // All of this round, and of the one before.
        for (number, entry) in self.admitted.range((round - 1) * 1_000_000..) {
            let package = package(*number);
            let accepted = journal.accepted.get(package.seal());
            assert_eq!(accepted, Some(entry), "round {round}: package {number} is lost");
            let repeated = Admission::Repeated { entry: *entry };
            assert_eq!(ledger.look(now(), &package)?, repeated, "round {round}: {number}");
        }
        if let Some((number, entry)) = self.admitted.iter().next_back() {
            let package = package(*number);
            let again = ledger.record(now(), Some(&package), &event(&package))?;
            assert_eq!(again.admission, Some(Admission::Repeated { entry: *entry }));
            self.last = again.entry;
        }
        Ok(())
    }
}

/// What the journal says, read on after each kill.
struct Journal {
    head: Head,
    accepted: BTreeMap<[u8; 32], u64>,
}

impl Default for Journal {
    fn default() -> Self {
        Self { head: Head::EMPTY, accepted: BTreeMap::new() }
    }
}

impl Journal {
    fn read_on(&mut self, ledger: &Durable) -> Outcome<()> {
        let end = ledger.export(self.head.number + 1, |line| {
            let entry = Entry::from_line(line, &Limits::DEFAULT).expect("an entry");
            assert_eq!(entry.number(), self.head.number + 1);
            assert_eq!(entry.previous(), &self.head.sha256, "the chain is broken");
            let sha256 = Hasher::digest(DigestAlgorithm::Sha256, line);
            let sha256 = sha256.as_bytes().try_into().expect("32 octets");
            self.head = Head { number: entry.number(), sha256 };
            let event = entry.event().expect("an event");
            if event.decision() == Some(Decision::Accept) {
                let seal = *event.seal_id().expect("a seal");
                assert_eq!(self.accepted.insert(seal, entry.number()), None, "accepted twice");
            }
            Ok(())
        })?;
        assert_eq!(end, self.head);
        Ok(())
    }
}
