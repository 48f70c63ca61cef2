//! Registries of senders: reading a file of 100,000 bindings, and answering for one certificate.
//!
//! `cargo bench --bench registry`. Bounds: 1 s to read, 10 µs to answer; the run fails above them.

use std::hint::black_box;
use std::time::{Duration, Instant};

use antin::Time;
use antin::edxml::Binding;
use antin::edxml::statement::Role;
use antin::registry::{BindingEntry, Body, Matcher, Registry};
use antin::x509::Certificate;

const BINDINGS: u32 = 100_000;
const QUESTIONS: u32 = 100_000;

fn main() {
    let pem = include_bytes!("../test-vectors/bench/rsa2048.chain.pem");
    let block = antin::pem::blocks(pem).next().expect("a certificate").expect("PEM");
    let certificate = Certificate::from_der(block.der()).expect("a certificate");
    let json = file(&certificate);
    println!("file: {BINDINGS} bindings, {} MB", json.len() / 1_000_000);

    let read = least(5, || {
        black_box(Registry::from_json(black_box(&json)).expect("a registry"));
    });
    println!("read: {:.0} ms", read.as_secs_f64() * 1e3);

    let registry = Registry::from_json(&json).expect("a registry");
    let at = Time::parse_rfc3339("2026-11-21T00:00:00Z").expect("a time");
    let issuer = certificate.spki();
    let all = least(5, || {
        for _ in 0..QUESTIONS {
            let decision = registry.decide("H00.000", Role::Agency, &certificate, issuer, at);
            assert_eq!(black_box(decision.binding()), &Binding::Bound);
        }
    });
    let one = all / QUESTIONS;
    println!("answer: {:.2} µs", one.as_secs_f64() * 1e6);
    assert!(read <= Duration::from_secs(1), "reading takes more than 1 s");
    assert!(one <= Duration::from_micros(10), "answering takes more than 10 µs");
}

/// A registry of 1,000 bodies, in which the certificate is the first body's by its subject, so that three
/// other kinds are looked for in vain.
fn file(certificate: &Certificate) -> Vec<u8> {
    let from = Time::parse_rfc3339("2026-01-01T00:00:00Z").expect("a time");
    let mut registry = Registry::new("benchmark").expect("a name");
    for body in 0..1_000 {
        registry.add_body(Body::new(&code(body), "Ủy ban nhân dân")).expect("a body");
    }
    let own = Matcher::subject(certificate, certificate.spki());
    registry.add(BindingEntry::new("own", &code(0), own, from)).expect("a binding");
    for number in 1..BINDINGS {
        let mut sha256 = [0; 32];
        sha256[..4].copy_from_slice(&number.to_be_bytes());
        let entry = BindingEntry::new(
            &format!("seal-{number}"),
            &code(number % 1_000),
            Matcher::Key(sha256),
            from,
        );
        registry.add(entry.delegated("Nguyễn Văn A", "Quyết định 12/QĐ-UBND")).expect("a binding");
    }
    registry.to_json()
}

fn code(number: u32) -> String {
    format!("H{:02}.{:03}", number / 100 % 100, number)
}

fn least(times: u32, mut run: impl FnMut()) -> Duration {
    let times = (0..times).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}
