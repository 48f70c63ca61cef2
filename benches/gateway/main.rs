//! `cargo bench --bench gateway [-- memory|rates|durable]`: what a gateway costs beside opening a package.
//!
//! * `memory`: a package of 10 KiB that arrives, judged with the registry and recorded in a ledger in memory with
//!   its journal, against [`antin::edxml::Opening`] alone on the same package in the same run; the bar is 1.2. The
//!   signature of the receipt is another operation of the agency's key, and counted by itself.
//! * `rates`: packages in a second, out and in, with the receipt, on one thread and two.
//! * `durable` (with the feature): the same as the first on a disk, for 1, 2, 8 and 32 callers at once, whose records are
//!   committed together; the bar is 1.5.
//!
//! Without a word all of them. `benches/README.md` says what is in an operation.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run has failed")]

#[path = "../packages/clock.rs"]
mod clock;
#[cfg(feature = "durable")]
mod durable;
mod memory;
#[path = "../packages/message.rs"]
mod message;
#[expect(dead_code, reason = "of the numbers, `packages` draws other kinds too")]
#[path = "../packages/random.rs"]
mod random;
mod rates;
mod world;

use world::World;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let wanted = |word: &str| words.is_empty() || words.iter().any(|other| other == word);
    for world in ["rsa2048", "p256"].map(World::load) {
        if wanted("memory") {
            memory::print(&world);
        }
        if wanted("rates") {
            rates::print(&world);
        }
        #[cfg(feature = "durable")]
        if wanted("durable") {
            durable::print(&world);
        }
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
