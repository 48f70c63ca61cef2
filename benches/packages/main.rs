//! `cargo bench --bench packages [-- ratio|rates|year …|memory [MIB]]`: sealing packages, and opening them.
//!
//! * `ratio`: a package with 1 MiB of attachments, against base64, SHA-256 and signatures of the raw
//!   primitives in the same run; the bar is 1.5;
//! * `rates`: messages and megabytes in a second, for packages of 10 KiB, 1 MiB and 50 MiB;
//! * `year`: the traffic of the axis in 2019, scaled 1:100, and how long all of it would take here.
//!
//! * `memory`: a message of 1 GiB, and the most memory that it took; the bar is 64 MiB.
//!
//! Without a word the first three; `memory` only alone, as it measures the process. `benches/README.md` says what is in an operation.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run has failed")]

mod chain;
mod clock;
#[path = "../../tests/memory/generated.rs"]
mod generated;
mod memory;
mod message;
mod random;
mod rates;
mod ratio;
mod year;

use chain::Chain;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let wanted = |word: &str| words.is_empty() || words.iter().any(|other| other == word);
    let chains = ["rsa2048", "p256"].map(Chain::load);
    if words.iter().any(|word| word == "memory") {
        let mebibytes = words.iter().find_map(|word| word.parse().ok());
        return memory::print(&chains[1], mebibytes.unwrap_or(1024));
    }
    if wanted("ratio") {
        chains.iter().for_each(ratio::print);
    }
    if wanted("rates") {
        rates::print(&chains);
    }
    if wanted("year") {
        year::print(&chains[0]);
    }
}
