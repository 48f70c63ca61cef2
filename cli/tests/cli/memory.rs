//! Large documents need little memory: the program runs under a bound on its address space.

#![cfg(target_os = "linux")]

use std::fs::File;
use std::process::{Command, Stdio};

use crate::harness::{AT, Desk, Run, pki};
use crate::online::Served;

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

#[test]
fn a_document_of_300_mib_is_signed_raised_and_judged_in_128_mib_where_it_is_carried() {
    let served = Served::new(&[]);
    let (file, message) = (served.path("large.bin"), served.path("large.bin.p7m"));
    File::create(&file).and_then(|file| file.set_len(300 << 20)).expect("a sparse file");
    let (key, cert) = (served.path("pki/agency.key"), served.path("pki/agency-chain.pem"));
    let (root, tsa) = (served.path("pki/root.pem"), served.tsa());
    let net = ["--tsa", &tsa, "--trust", &root, "--allow", "127.0.0.1", "--level"];
    let sign = ["sign", &file, "--key", &key, "--cert", &cert, "--attached", "--force"];
    for level in ["T", "LTA"] {
        bounded(&[&sign[..], &net, &[level]].concat()).expect_status(0);
        let online = ["--online", "--allow", "127.0.0.1", "--require-level", level];
        let judge = ["verify", message.as_str(), "--trust", &root];
        let judged = bounded(&[&judge[..], &online].concat()).expect_status(0);
        assert!(judged.out.contains(&format!("level: {level}")), "{}", judged.out);
    }
    bounded(&[&sign[..], &net, &["T"]].concat()).expect_status(0);
    let extend = ["extend", message.as_str(), "--force"];
    bounded(&[&extend[..], &net, &["LTA"]].concat()).expect_status(0);
    let evidence = served.path("large.evidence");
    let gather = ["evidence", "gather", &message, "--trust", &root, "--allow", "127.0.0.1"];
    bounded(&[&gather[..], &["--out", &evidence]].concat()).expect_status(0);
    let judge = ["verify", message.as_str(), "--trust", &root, "--require-level", "LTA"];
    bounded(&judge).expect_status(0);
    let both = ["extend", &message, "--content", &file, "--force"];
    bounded(&[&both[..], &net, &["LTA"]].concat()).expect_error(3, &["large.bin.p7m"]);
}
