//! `cargo run --release -p antin-bench-peers [--features aws-lc-rs] [-- --quick] [sign|verify|path|KEY…]`
//!
//! Prints one table: signing, verifying with the whole path, and path validation alone, in operations
//! a second, each as a ratio to its own limit and to OpenSSL's libcrypto, all measured interleaved
//! in the same run. `benches/README.md` says what is in an operation.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run has failed")]

mod chain;
mod measure;
#[cfg(openssl)]
mod openssl;
mod primitives;
mod subject;
mod table;

use std::time::Duration;

use antin::crypto;

use chain::Chain;
use table::Effort;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let effort = if has("--quick") {
        Effort { rounds: 5, slice: Duration::from_millis(5) }
    } else {
        Effort { rounds: 21, slice: Duration::from_millis(20) }
    };
    // Words choose rows: kinds of operation, kinds of key. None of a sort is all of that sort.
    let chosen = |all: &[&'static str]| -> Vec<&'static str> {
        let named: Vec<_> = all.iter().copied().filter(|name| has(name)).collect();
        if named.is_empty() { all.to_vec() } else { named }
    };
    if cfg!(not(openssl)) {
        println!("skipped: no OpenSSL (the headers of libcrypto are not installed)");
    }
    table::print_head();
    for name in chosen(chain::NAMES) {
        let chain = Chain::load(name);
        for what in chosen(&["sign", "verify", "path"]) {
            for provider in crypto::providers() {
                table::print(what, &chain, *provider, effort);
            }
        }
    }
}
