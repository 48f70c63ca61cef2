//! The rows of the table: what is measured in each, and how it is printed.

use std::hint::black_box;
use std::time::Duration;

use antin::crypto::Provider;
use antin::x509::Certificate;
use sha2::Digest as _;

use crate::chain::Chain;
use crate::measure::{Candidate, measure};
#[cfg(openssl)]
use crate::openssl::OpenSsl;
use crate::primitives::{self, Check, Primitives};
use crate::subject::Subject;

/// The sizes of content, with their names.
const SIZES: &[(&str, usize)] = &[("1 KiB", 1 << 10), ("10 KiB", 10 << 10), ("1 MiB", 1 << 20)];

/// How long to measure.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    pub(crate) rounds: usize,
    pub(crate) slice: Duration,
}

pub(crate) fn print_head() {
    println!("ops/s are medians of rounds; of limit: antin's rate over the raw primitives' rate");
    println!(
        "{:<8} {:<7} {:<7} {:<10} {:>10} {:>10} {:>9} {:>10} {:>11}",
        "what", "key", "content", "provider", "antin", "limit", "of limit", "OpenSSL", "of OpenSSL"
    );
}

/// Measures and prints the rows of one kind of operation.
pub(crate) fn print(what: &str, chain: &Chain, provider: &'static dyn Provider, effort: Effort) {
    if what == "path" {
        return print_path(chain, provider, effort);
    }
    for (name, size) in SIZES {
        let content: Vec<u8> = (0..=250u8).cycle().take(*size).collect();
        match what {
            "sign" => print_sign(chain, provider, name, &content, effort),
            _ => print_verify(chain, provider, name, &content, effort),
        }
    }
}

fn print_sign(
    chain: &Chain,
    provider: &'static dyn Provider,
    size: &str,
    content: &[u8],
    effort: Effort,
) {
    let subject = Subject::new(chain, provider);
    let Some(primitives) = primitives::of(provider.name()) else { return };
    let handle = peer(chain);
    let raw = (primitives.key)(chain.name, &subject.pkcs8);
    let attributes = subject.to_be_signed(content);
    let mut antin = Candidate::new(|| drop(black_box(subject.sign(content))));
    let mut limit = Candidate::new(|| {
        digest(chain.name, content);
        raw.sign(&attributes);
    });
    let mut peer = handle
        .as_ref()
        .filter(|peer| peer.sign(content).is_some())
        .map(|peer| Candidate::new(|| drop(black_box(peer.sign(content)))));
    run(&mut antin, &mut limit, peer.as_mut(), effort);
    print_row("sign", (chain.name, size, provider.name()), &antin, &limit, peer.as_ref());
}

fn print_verify(
    chain: &Chain,
    provider: &'static dyn Provider,
    size: &str,
    content: &[u8],
    effort: Effort,
) {
    let subject = Subject::new(chain, provider);
    let Some(primitives) = primitives::of(provider.name()) else { return };
    let handle = peer(chain);
    // OpenSSL judges its own signature, which has the same attributes.
    let own = handle.as_ref().and_then(|peer| peer.sign(content));
    let signature = subject.sign(content);
    let mut checks = path_checks(chain);
    checks.push(subject.value_check(content));
    let mut antin = Candidate::new(|| subject.verify(&signature, content));
    let mut limit = Candidate::new(|| {
        digest(chain.name, content);
        run_checks(&primitives, chain.name, &checks);
    });
    let mut peer = handle
        .as_ref()
        .zip(own.as_ref())
        .map(|(peer, own)| Candidate::new(move || assert!(peer.verify(own, content))));
    run(&mut antin, &mut limit, peer.as_mut(), effort);
    print_row("verify", (chain.name, size, provider.name()), &antin, &limit, peer.as_ref());
}

fn print_path(chain: &Chain, provider: &'static dyn Provider, effort: Effort) {
    let subject = Subject::new(chain, provider);
    let Some(primitives) = primitives::of(provider.name()) else { return };
    let handle = peer(chain);
    let checks = path_checks(chain);
    let leaf = chain.certificates[0].as_der();
    let sub = chain.certificates[1].as_der();
    let mut antin = Candidate::new(|| subject.path(leaf, sub));
    let mut limit = Candidate::new(|| run_checks(&primitives, chain.name, &checks));
    let mut peer = handle.as_ref().map(|peer| Candidate::new(|| assert!(peer.path(leaf, sub))));
    run(&mut antin, &mut limit, peer.as_mut(), effort);
    print_row("path", (chain.name, "–", provider.name()), &antin, &limit, peer.as_ref());
}

fn run<'a>(
    antin: &mut Candidate<'a>,
    limit: &mut Candidate<'a>,
    peer: Option<&mut Candidate<'a>>,
    effort: Effort,
) {
    let mut candidates = vec![antin, limit];
    candidates.extend(peer);
    measure(&mut candidates, effort.rounds, effort.slice);
}

fn print_row(
    what: &str,
    (key, size, provider): (&str, &str, &str),
    antin: &Candidate<'_>,
    limit: &Candidate<'_>,
    peer: Option<&Candidate<'_>>,
) {
    let (rate, over) = peer.map_or_else(
        || ("–".to_owned(), "–".to_owned()),
        |peer| (format!("{:.0}", peer.rate()), format!("{:.2}", antin.over(peer))),
    );
    println!(
        "{what:<8} {key:<7} {size:<7} {provider:<10} {:>10.0} {:>10.0} {:>9.2} {rate:>10} {over:>11}",
        antin.rate(),
        limit.rate(),
        antin.over(limit),
    );
}

/// The digest of the content, with the algorithm that goes with the key (RFC 8419 §3 for Ed25519).
fn digest(name: &str, content: &[u8]) {
    match name {
        "p384" => drop(black_box(sha2::Sha384::digest(content))),
        "ed25519" => drop(black_box(sha2::Sha512::digest(content))),
        _ => drop(black_box(sha2::Sha256::digest(content))),
    }
}

/// The two signatures in a chain of three: on the person's certificate, on the issuing CA's.
fn path_checks(chain: &Chain) -> Vec<Check> {
    let pairs = chain.certificates.windows(2);
    pairs.map(|pair| certificate_check(&pair[0], &pair[1])).collect()
}

fn certificate_check(certificate: &Certificate, issuer: &Certificate) -> Check {
    Check {
        key: issuer.public_key().unwrap().octets().to_vec(),
        message: certificate.tbs_der().to_vec(),
        value: certificate.signature().to_vec(),
    }
}

fn run_checks(primitives: &Primitives, name: &str, checks: &[Check]) {
    for check in checks {
        assert!((primitives.verify)(name, check));
    }
}

#[cfg(openssl)]
fn peer(chain: &Chain) -> Option<OpenSsl> {
    let digest = match chain.name {
        "p384" => c"SHA384",
        "ed25519" => c"SHA512",
        _ => c"SHA256",
    };
    OpenSsl::new(chain, digest)
}

#[cfg(not(openssl))]
fn peer(_chain: &Chain) -> Option<Absent> {
    None
}

/// Stands where OpenSSL would, and cannot be made.
#[cfg(not(openssl))]
enum Absent {}

#[cfg(not(openssl))]
impl Absent {
    fn sign(&self, _content: &[u8]) -> Option<Vec<u8>> {
        match *self {}
    }

    fn verify(&self, _signature: &[u8], _content: &[u8]) -> bool {
        match *self {}
    }

    fn path(&self, _leaf: &[u8], _sub: &[u8]) -> bool {
        match *self {}
    }
}
