//! Judging and recording on a disk, by several callers at once, against opening alone by as many.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use antin::durable::Durable;
use antin::gateway::Ledger;

use crate::clock;
use crate::median;
use crate::world::{WINDOW, World, take};

const ROUNDS: usize = 15;
/// Callers at once, and how many packages each round takes: one caller waits for the disk each time.
const CALLERS: &[(usize, usize)] = &[(1, 60), (2, 120), (8, 240), (32, 480)];
/// What a package that arrives may cost, as a multiple of opening it.
const BAR: f64 = 1.5;

/// Prints medians of time on the wall, as what is waited for is the disk, and what of it is work.
pub(crate) fn print(world: &World) {
    println!(
        "{}, packages of 10 KiB, ledger on a disk; medians of {ROUNDS} rounds, on the wall",
        world.name
    );
    for (callers, each) in CALLERS {
        let (callers, each) = (*callers, *each);
        let packages = world.sealed(ROUNDS * each);
        let ledger = Temporary::new();
        let inbound = world.inbound(Arc::<Durable>::clone(&ledger.durable));
        let (mut opened, mut recorded) = (Vec::new(), Vec::new());
        for packages in packages.chunks(each) {
            opened.push(measure(callers, packages, |one| world.open(one)));
            recorded.push(measure(callers, packages, |one| take(&inbound, one, world.at, false)));
        }
        let rate = |costs: &[Cost]| 1.0 / median(costs.iter().map(|cost| cost.wall).collect());
        let ratio = |part: fn(&Cost) -> f64| {
            median(
                recorded.iter().zip(&opened).map(|(with, open)| part(with) / part(open)).collect(),
            )
        };
        let (open, with) = (rate(&opened), rate(&recorded));
        let (waited, worked) = (ratio(|cost| cost.wall), ratio(|cost| cost.work));
        let kept = if waited <= BAR { "kept" } else { "NOT KEPT" };
        println!(
            "  {callers:>2} callers  open {open:>6.0}/s  in {with:>6.0}/s  {waited:.2} ×  bar {BAR}: {kept}; processor time {worked:.2} ×"
        );
        assert!(ledger.durable.head().unwrap().number >= u64::try_from(packages.len()).unwrap());
    }
}

/// Seconds for a package.
struct Cost {
    /// On the wall.
    wall: f64,
    /// Of processor time, all callers together.
    work: f64,
}

/// What a package costs while so many callers take the next one as soon as they are done with theirs.
fn measure(callers: usize, packages: &[Vec<u8>], operation: impl Fn(&[u8]) + Sync) -> Cost {
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let work: f64 = std::thread::scope(|scope| {
        let caller = || {
            let start = clock::now();
            while let Some(package) = packages.get(next.fetch_add(1, Ordering::Relaxed)) {
                operation(package);
            }
            clock::now() - start
        };
        let callers: Vec<_> = (0..callers).map(|_| scope.spawn(caller)).collect();
        callers.into_iter().map(|caller| caller.join().unwrap()).sum()
    });
    let count = f64::from(u32::try_from(packages.len()).unwrap());
    Cost { wall: start.elapsed().as_secs_f64() / count, work: work / count }
}

/// A ledger in the folder for temporary files, which is on a disk as a rule.
struct Temporary {
    durable: Arc<Durable>,
    path: PathBuf,
}

impl Temporary {
    fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("antin-bench-{}-{number}.ledger", std::process::id());
        let path = std::env::temp_dir().join(name);
        let horizon = antin::Time::from_unix(0);
        let durable = Durable::create(&path, WINDOW, horizon).unwrap();
        Self { durable: Arc::new(durable), path }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}
