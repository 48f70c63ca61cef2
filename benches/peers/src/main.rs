//! `cargo run --release -p antin-bench-peers [--features aws-lc-rs] [-- --quick]`
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

/// The sizes of content, with their names.
const SIZES: &[(&str, usize)] = &[("1 KiB", 1 << 10), ("10 KiB", 10 << 10), ("1 MiB", 1 << 20)];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let only: Vec<&String> =
        arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let effort = if quick {
        Effort { rounds: 5, slice: Duration::from_millis(5) }
    } else {
        Effort { rounds: 21, slice: Duration::from_millis(20) }
    };
    if cfg!(not(openssl)) {
        println!("skipped: no OpenSSL (the headers of libcrypto are not installed)");
    }
    table::print_head();
    for name in
        chain::NAMES.iter().filter(|name| only.is_empty() || only.iter().any(|o| o == *name))
    {
        let chain = Chain::load(name);
        for (size_name, size) in SIZES {
            let content: Vec<u8> = (0..=250u8).cycle().take(*size).collect();
            for provider in crypto::providers() {
                table::print_sign(&chain, *provider, size_name, &content, effort);
                table::print_verify(&chain, *provider, size_name, &content, effort);
            }
        }
        for provider in crypto::providers() {
            table::print_path(&chain, *provider, effort);
        }
    }
}
