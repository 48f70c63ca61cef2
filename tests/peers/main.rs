//! Signatures exchanged with other implementations: they must accept ours, we must judge theirs.
//!
//! Here is what the tests share: a throwaway PKI, and the peers behind one command line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bouncy_castle;
mod dss;
mod exchange;
mod interop;
mod levels;
mod pyhanko;
mod tools;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The six kinds of key, as `pki.sh` names them, with the digest that a peer is asked to sign with.
pub(crate) const KEYS: &[(&str, &str)] = &[
    ("rsa2048", "SHA256"),
    ("rsa3072", "SHA256"),
    ("rsa4096", "SHA256"),
    ("p256", "SHA256"),
    ("p384", "SHA384"),
    ("ed25519", "SHA512"), // RFC 8419 §3.1
];

/// One operation of a peer: its arguments.
pub(crate) type Operation = Vec<String>;

/// A peer that answers a batch of operations with a line of JSON each.
pub(crate) struct Peer {
    /// The name, as in "skipped: no NAME".
    pub(crate) name: &'static str,
    /// What its operations start with, before `sign` or `verify`.
    pub(crate) prefix: &'static [&'static str],
    command: fn() -> Command,
    installed: fn() -> bool,
}

/// EU DSS, in the Java harness.
pub(crate) const DSS: Peer =
    Peer { name: "EU DSS", prefix: &["dss"], command: java, installed: has_java };

/// Bouncy Castle, in the Java harness.
pub(crate) const BOUNCY_CASTLE: Peer =
    Peer { name: "Bouncy Castle", prefix: &["bc"], command: java, installed: has_java };

/// pyHanko, in its Python environment.
pub(crate) const PYHANKO: Peer =
    Peer { name: "pyHanko", prefix: &[], command: python, installed: has_python };

/// NSS, by its program cmsutil, which only judges here.
pub(crate) const NSS: Peer = Peer {
    name: "NSS cmsutil",
    prefix: &["nss"],
    command: tools,
    installed: || is_program("cmsutil", "-H") && is_program("certutil", "-H"),
};

/// GnuTLS, by its program certtool, which only judges here.
pub(crate) const GNUTLS: Peer = Peer {
    name: "GnuTLS certtool",
    prefix: &["gnutls"],
    command: tools,
    installed: || is_program("certtool", "--version"),
};

impl Peer {
    /// Returns whether the peer is here. Where `ANTIN_REQUIRE_PEERS` is set, it has to be.
    pub(crate) fn is_here(&self) -> bool {
        let here = (self.installed)() && is_program("openssl", "version");
        assert!(here || !is_required(), "{} is required; `.ci/peers` installs it", self.name);
        if !here {
            println!("skipped: no {}", self.name);
        }
        here
    }

    /// Runs the operations in one process, in `folder`.
    pub(crate) fn run(&self, folder: &Path, operations: &[Operation]) -> Vec<Value> {
        let lines: Vec<String> = operations.iter().map(|operation| operation.join("\t")).collect();
        let batch = folder.join(format!("batch of {}", self.name)); // two may run at once
        fs::write(&batch, lines.join("\n") + "\n").unwrap();
        let output =
            (self.command)().arg("batch").arg(&batch).current_dir(folder).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {errors}", self.name);
        let text = String::from_utf8(output.stdout).unwrap();
        let answers: Vec<Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(answers.len(), operations.len(), "{}: {errors}", self.name);
        answers
    }
}

fn is_required() -> bool {
    env::var_os("ANTIN_REQUIRE_PEERS").is_some_and(|value| value == "1")
}

fn harness(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers").join(path)
}

fn is_program(name: &str, harmless: &str) -> bool {
    Command::new(name).arg(harmless).output().is_ok()
}

fn tools() -> Command {
    let mut command = Command::new("bash");
    command.arg(harness("tools.sh"));
    command
}

fn has_java() -> bool {
    harness("java/target/stamp").exists()
}

fn java() -> Command {
    let target = harness("java/target");
    let path = format!("{0}/classes:{0}/lib/*", target.display());
    let mut command = Command::new("java");
    command.args(["-cp", &path, "Peers"]);
    command
}

fn has_python() -> bool {
    harness("venv/stamp").exists()
}

fn python() -> Command {
    let mut command = Command::new(harness("venv/bin/python"));
    command.arg(harness("pyhanko/peer.py"));
    command
}

/// Makes the PKI of `pki.sh` in a folder of its own, and returns the folder.
pub(crate) fn pki(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("peers-{name}"));
    let output = Command::new("bash").arg(harness("pki.sh")).arg(&folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}
