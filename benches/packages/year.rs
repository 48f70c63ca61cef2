//! The whole axis: what was sent is sealed, what was received is opened.
//!
//! In 2019, from its start on 12 March to 30 September, 163,107 packages were sent and 488,165 received.
//! How long their files were was not published. Here a package has one file (60 of 100), two (25), three (10) or none (5), and the
//! lengths of files are log-normal: their median is 25 KiB, as that of the samples' PDF documents, and one
//! in twenty is longer than 670 KiB (σ = 2); none is longer than the 50 MB at which vendors stop. What is
//! received went through the hub, which put each file into an archive.

use antin::Time;
use antin::edxml::{Hop, State};

use crate::chain::Chain;
use crate::clock;
use crate::message;
use crate::random::Random;

const SENT: u32 = 163_107;
const RECEIVED: u32 = 488_165;
const SCALE: u32 = 100;
/// From 12 March to 30 September.
const DAYS: f64 = 203.0;
const MEDIAN: f64 = 25.0 * 1024.0;
const SIGMA: f64 = 2.0;
const LONGEST: f64 = 50e6;

/// What was done, and how long it took, in seconds of processor time.
#[derive(Default)]
struct Done {
    sealed: u32,
    opened: u32,
    sealing: f64,
    opening: f64,
    octets: u64,
    longest: usize,
}

/// Replays a hundredth of it on one thread and on two.
pub(crate) fn print(chain: &Chain) {
    for threads in [1, 2] {
        let done = std::thread::scope(|scope| {
            let work = |worker| move || replay(chain, worker, threads);
            let workers: Vec<_> = (0..threads).map(|worker| scope.spawn(work(worker))).collect();
            workers.into_iter().map(|worker| worker.join().unwrap()).collect::<Vec<_>>()
        });
        report(chain, threads, &done);
    }
}

fn report(chain: &Chain, threads: u32, done: &[Done]) {
    let sum = |of: fn(&Done) -> u32| done.iter().map(of).sum::<u32>();
    let (sealed, opened) = (sum(|one| one.sealed), sum(|one| one.opened));
    let octets: u64 = done.iter().map(|one| one.octets).sum();
    let longest = done.iter().map(|one| one.longest).max().unwrap_or_default();
    let busiest = done.iter().map(|one| one.sealing + one.opening).fold(0.0, f64::max);
    let sealing: f64 = done.iter().map(|one| one.sealing).sum();
    let opening: f64 = done.iter().map(|one| one.opening).sum();
    let all = busiest * f64::from(SCALE);
    let year = all / DAYS * 365.0;
    println!(
        "2019, 1:{SCALE}, {}, {threads} threads: {sealed} sealed in {:.2} s, {opened} opened in {:.2} s \
         ({} MB, the longest {:.1} MB)",
        chain.name,
        sealing,
        opening,
        octets / 1_000_000,
        f64::from(u32::try_from(longest).unwrap()) / 1e6,
    );
    println!(
        "  all of it: {:.1} minutes; a full year at that pace: {:.1}",
        all / 60.0,
        year / 60.0
    );
}

/// The part of one of the threads. Only sealing and opening are timed.
fn replay(chain: &Chain, worker: u32, threads: u32) -> Done {
    let hop = Hop::new(Time::parse_rfc3339("2027-01-01T00:00:00Z").unwrap());
    let mut done = Done::default();
    let mut sealed = Vec::new();
    for number in (worker..SENT / SCALE).step_by(usize::try_from(threads).unwrap()) {
        let mut random = Random::new(u64::from(number));
        let lengths = lengths(&mut random);
        let message = message::package(&lengths, &mut random);
        let start = clock::now();
        chain.seal(&message, &mut sealed);
        done.sealing += clock::now() - start;
        done.sealed += 1;
        let mut received = Vec::new();
        hop.run(&mut std::io::Cursor::new(&sealed), &mut received).unwrap();
        // So that 1,631 packages make 4,881 receptions.
        let before = number * (RECEIVED / SCALE) / (SENT / SCALE);
        let after = (number + 1) * (RECEIVED / SCALE) / (SENT / SCALE);
        for _ in before..after {
            let start = clock::now();
            chain.accept(&received, State::RewrittenByHop);
            done.opening += clock::now() - start;
            done.opened += 1;
            done.octets += u64::try_from(received.len()).unwrap();
        }
        done.octets += u64::try_from(message.len()).unwrap();
        done.longest = done.longest.max(message.len());
    }
    done
}

fn lengths(random: &mut Random) -> Vec<usize> {
    let files = match random.fraction() {
        few if few < 0.05 => 0,
        few if few < 0.65 => 1,
        few if few < 0.90 => 2,
        _ => 3,
    };
    let length = |random: &mut Random| (MEDIAN * (SIGMA * random.normal()).exp()).min(LONGEST);
    (0..files).map(|_| whole(length(random))).collect()
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 50 million"
)]
fn whole(length: f64) -> usize {
    length as usize
}
