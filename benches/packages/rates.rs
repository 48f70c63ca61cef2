//! Messages and megabytes in a second of processor time, by size, kind of key and number of threads.

use std::sync::Barrier;

use antin::edxml::State;

use crate::chain::Chain;
use crate::clock;
use crate::message;
use crate::random::Random;

const SIZES: &[(&str, usize)] = &[("10 KiB", 10 << 10), ("1 MiB", 1 << 20), ("50 MiB", 50 << 20)];
/// For how long each figure is measured, in seconds.
const SLICE: f64 = 1.0;

/// Prints a table; megabytes are those of the messages, base64 and all.
pub(crate) fn print(chains: &[Chain]) {
    println!("attachments  key      threads       seal/s      MB/s       open/s      MB/s");
    for (size, length) in SIZES {
        // What attachments do not fill is the header.
        let message = message::package(&[*length], &mut Random::new(2));
        for chain in chains {
            let mut sealed = Vec::new();
            chain.seal(&message, &mut sealed);
            for threads in [1, 2] {
                let seal = rate(threads, |out| chain.seal(&message, out));
                let open = rate(threads, |_| chain.accept(&sealed, State::Intact));
                let megabytes = f64::from(u32::try_from(message.len()).unwrap()) / 1e6;
                let (sealing, opening) = (seal * megabytes, open * megabytes);
                println!(
                    "{size:<11}  {:<7}  {threads:>7}  {seal:>11.1} {sealing:>9.0}  \
                     {open:>11.1} {opening:>9.0}",
                    chain.name
                );
            }
        }
    }
}

/// How often in a second some threads do it together, each with a processor of its own.
fn rate(threads: usize, operation: impl Fn(&mut Vec<u8>) + Sync) -> f64 {
    let (barrier, operation) = (&Barrier::new(threads), &operation);
    std::thread::scope(|scope| {
        let work = move || {
            let mut out = Vec::new();
            operation(&mut out);
            barrier.wait();
            let start = clock::now();
            let mut times = 0_u32;
            while times < 3 || clock::now() - start < SLICE {
                operation(&mut out);
                times += 1;
            }
            f64::from(times) / (clock::now() - start)
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    })
}
