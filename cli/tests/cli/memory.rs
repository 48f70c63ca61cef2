//! Large documents need little memory: the program runs under a bound on its address space.

#![cfg(target_os = "linux")]

use std::fs::File;
use std::process::{Command, Stdio};

use crate::harness::{AT, Desk, Run, pki};

/// KiB of address space, program and libraries included; the document has 300 MiB.
const BOUND: &str = "131072";

fn bounded(arguments: &[&str]) -> Run {
    let mut command = Command::new("sh");
    let script = format!("ulimit -v {BOUND} && exec \"$0\" \"$@\"");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_antin")]).args(arguments);
    command.stdin(Stdio::null()).output().expect("sh runs").into()
}

#[test]
fn a_document_of_300_mib_is_signed_and_judged_in_128_mib() {
    let desk = Desk::new();
    let file = desk.path("large.bin");
    File::create(&file).and_then(|file| file.set_len(300 << 20)).expect("a sparse file");
    let (key, cert, root) = (pki("agency.key"), pki("agency-chain.pem"), pki("root.pem"));
    let time = "2026-11-20T10:00:00+07:00";
    bounded(&["sign", &file, "--key", &key, "--cert", &cert, "--signing-time", time])
        .expect_status(0);
    bounded(&["verify", &file, "--trust", &root, "--at", AT, "--revocation", "skip"])
        .expect_status(0);
}
