//! Packages in a second of processor time, out and in, on one thread and two.

use std::io::Cursor;
use std::sync::Barrier;

use antin::ades::Evidence;
use antin::gateway::Sending;

use crate::clock;
use crate::median;
use crate::world::{World, in_memory, take};

const PACKAGES: usize = 600;
const ROUNDS: usize = 7;
/// What two threads have to do more than one.
const BAR: f64 = 1.8;

/// Prints a table; all threads go through one gateway with one ledger.
pub(crate) fn print(world: &World) {
    let (packages, sealed) = (world.packages(PACKAGES), world.sealed(PACKAGES));
    let (mut one, mut two) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
    for _ in 0..ROUNDS {
        for (threads, rates) in [(1, &mut one), (2, &mut two)] {
            let outbound = world.gateway(in_memory()).outbound(&world.sender);
            rates.0.push(rate(threads, &packages, |package| {
                let package = Cursor::new(package);
                let sent = outbound.send(package, &Evidence::new(), world.at, Vec::new()).unwrap();
                assert!(matches!(sent, Sending::Sent(_)));
            }));
            let inbound = world.inbound(in_memory());
            rates.1.push(rate(threads, &sealed, |one| take(&inbound, one, world.at, true)));
        }
    }
    println!(
        "{}, packages of 10 KiB in a second, with receipts; medians of {ROUNDS} rounds",
        world.name
    );
    for (way, one, two) in [("out", one.0, two.0), ("in ", one.1, two.1)] {
        let ratio = median(one.iter().zip(&two).map(|(one, two)| two / one).collect());
        let kept = if ratio >= BAR { "kept" } else { "NOT KEPT" };
        let (one, two) = (median(one), median(two));
        println!("  {way}  one thread {one:>6.0}  two {two:>6.0}  {ratio:.2} ×  bar {BAR}: {kept}");
    }
}

/// How many packages in a second some threads take, each a part of them, by its own processor.
fn rate(threads: usize, packages: &[Vec<u8>], operation: impl Fn(&[u8]) + Sync) -> f64 {
    let (barrier, operation) = (&Barrier::new(threads), &operation);
    std::thread::scope(|scope| {
        let work = move |part: &[Vec<u8>]| {
            barrier.wait();
            let start = clock::now();
            part.iter().for_each(|package| operation(package));
            f64::from(u32::try_from(part.len()).unwrap()) / (clock::now() - start)
        };
        let parts = packages.chunks(packages.len().div_ceil(threads));
        let workers: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    })
}
