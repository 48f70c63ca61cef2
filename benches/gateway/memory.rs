//! Judging and recording in memory, against opening alone.

use crate::clock;
use crate::median;
use crate::world::{World, in_memory, take};

const ROUNDS: usize = 30;
const EACH: usize = 40;
/// What a package that arrives may cost, as a multiple of opening it.
const BAR: f64 = 1.2;

/// Prints medians of processor time over rounds, in each of which all three take the same packages in turn.
pub(crate) fn print(world: &World) {
    let packages = world.sealed(ROUNDS * EACH);
    let (without, with) = (in_memory(), in_memory());
    let (without, with) = (world.inbound(without), world.inbound(with));
    let (mut opened, mut recorded, mut answered) = (Vec::new(), Vec::new(), Vec::new());
    for packages in packages.chunks(EACH) {
        opened.push(measure(packages, |one| world.open(one)));
        recorded.push(measure(packages, |one| take(&without, one, world.at, false)));
        answered.push(measure(packages, |one| take(&with, one, world.at, true)));
    }
    let ratio = |values: &[f64]| {
        median(values.iter().zip(&opened).map(|(value, open)| value / open).collect())
    };
    let (recording, answering) = (ratio(&recorded), ratio(&answered));
    println!("{}, packages of 10 KiB, ledger in memory; medians of {ROUNDS} rounds", world.name);
    println!("  open                              {:>6.0} µs", median(opened.clone()) * 1e6);
    let kept = if recording <= BAR { "kept" } else { "NOT KEPT" };
    println!(
        "  in: registry, ledger and journal  {:>6.0} µs  {recording:.2} ×  bar {BAR}: {kept}",
        median(recorded) * 1e6
    );
    println!(
        "  the same with the receipt signed  {:>6.0} µs  {answering:.2} ×",
        median(answered) * 1e6
    );
}

fn measure(packages: &[Vec<u8>], mut operation: impl FnMut(&[u8])) -> f64 {
    let start = clock::now();
    packages.iter().for_each(|package| operation(package));
    let count = u32::try_from(packages.len()).unwrap();
    (clock::now() - start) / f64::from(count)
}
