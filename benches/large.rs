//! `cargo bench --bench large [-- GIB]`: a detached signature over 4 GiB, made and judged.
//!
//! Prints the rate of both against the raw SHA-256 over the same reader in the same run, and the
//! peak of memory. The content is generated, so that no disk is measured.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run has failed")]

use std::fs;
use std::hint::black_box;
use std::io::{self, Read};
use std::path::Path;
use std::time::Instant;

use antin::Time;
use antin::ades::{Evidence, Level};
use antin::cades::{self, Content, Options};
use antin::keys::Credential;
use antin::policy::{Policy, Revocation, TrustStore};
use sha2::{Digest as _, Sha256};

/// Content of a length, without the content: one block again and again, each with its number in it.
struct Generated {
    block: Vec<u8>,
    at: u64,
    length: u64,
}

impl Generated {
    fn new(length: u64) -> Self {
        Self { block: (0..=250u8).cycle().take(64 << 10).collect(), at: 0, length }
    }
}

impl Read for Generated {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length - self.at).unwrap_or(usize::MAX);
        let taken = out.len().min(self.block.len()).min(left);
        out[..taken].copy_from_slice(&self.block[..taken]);
        if taken >= 8 {
            out[..8].copy_from_slice(&self.at.to_be_bytes());
        }
        self.at += u64::try_from(taken).unwrap_or(0);
        Ok(taken)
    }
}

fn main() {
    let gib: u64 = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(4);
    let length = gib << 30;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test-vectors/bench");
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let credential =
        Credential::from_pem(&read("p256.chain.pem"), &read("p256.key.pem"), None).unwrap();
    let policy = Policy::new(TrustStore::from_pem(&read("p256.root.pem")).unwrap())
        .with_revocation(Revocation::IfPresent);
    let at = Time::parse_rfc3339("2027-01-01T00:00:00Z").unwrap();
    let options = Options::new(Level::B).detached().signing_time(at);

    let raw = rate(length, || raw_sha256(Generated::new(length)));
    let mut signature = Vec::new();
    let sign = rate(length, || {
        signature = cades::sign_reader(Generated::new(length), &credential, &options).unwrap();
    });
    let verify = rate(length, || {
        let mut content = Generated::new(length);
        let content = Content::Reader(&mut content);
        let report =
            cades::verify(&signature, Some(content), &policy, &Evidence::new(), at).unwrap();
        black_box(report.into_verified().unwrap());
    });
    let again = rate(length, || raw_sha256(Generated::new(length)));
    let raw = raw.max(again);

    println!("{gib} GiB, detached, P-256 with SHA-256");
    println!("raw SHA-256 {raw:>7.0} MB/s");
    println!("sign        {sign:>7.0} MB/s  {:.2} of raw", sign / raw);
    println!("verify      {verify:>7.0} MB/s  {:.2} of raw", verify / raw);
    println!("peak memory {:>7} KiB", peak_memory());
}

/// Megabytes in a second.
fn rate(length: u64, operation: impl FnOnce()) -> f64 {
    let start = Instant::now();
    operation();
    let mebibytes = u32::try_from(length >> 20).unwrap();
    f64::from(mebibytes) * 1.048_576 / start.elapsed().as_secs_f64()
}

fn raw_sha256(mut content: impl Read) {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = content.read(&mut buffer).unwrap();
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
    }
    black_box(hasher.finalize());
}

/// The most memory that the process ever held, in KiB; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
