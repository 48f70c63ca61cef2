//! A sender, a recipient, a registry of a thousand bodies, and packages, each another one.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use antin::ades::{Evidence, Level};
use antin::edxml::{Opening, SealOptions, seal};
use antin::gateway::{Agency, Gateway, InMemory, Inbound, Ledger, Policy};
use antin::journal::Decision;
use antin::keys::Credential;
use antin::policy::{self, Revocation, TrustStore};
use antin::registry::{BindingEntry, Body, Matcher, Registry, TrustedRegistry};
use antin::{Time, cades};

use crate::message;
use crate::random::Random;

const SENDER: &str = "000.00.12.X40";
const RECIPIENT: &str = "X98.12.3";
pub(crate) const WINDOW: Duration = Duration::from_secs(30 * 86_400);

/// Everything that decides, with one kind of key for all.
pub(crate) struct World {
    pub(crate) name: &'static str,
    pub(crate) at: Time,
    trust: policy::Policy,
    policy: Policy,
    registry: Arc<TrustedRegistry>,
    credential: Credential,
    pub(crate) sender: Agency,
    pub(crate) recipient: Agency,
}

impl World {
    pub(crate) fn load(name: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test-vectors/bench");
        let read = |kind: &str| std::fs::read(folder.join(format!("{name}.{kind}.pem"))).unwrap();
        let credential = Credential::from_pem(&read("chain"), &read("key"), None).unwrap();
        let at = Time::parse_rfc3339("2027-01-01T00:00:00Z").unwrap();
        let trust = TrustStore::from_pem(&read("root")).unwrap();
        Self {
            name,
            at,
            trust: policy::Policy::new(trust).with_revocation(Revocation::IfPresent),
            policy: Policy::strict(),
            registry: Arc::new(registry(&credential, at)),
            sender: Agency::new(SENDER, credential.clone()).unwrap(),
            recipient: Agency::new(RECIPIENT, credential.clone()).unwrap(),
            credential,
        }
    }

    /// Packages that were not sealed, with 10 KiB in an attachment, each another document.
    pub(crate) fn packages(&self, count: usize) -> Vec<Vec<u8>> {
        let message = message::package(&[10 << 10], &mut Random::new(3));
        let message = String::from_utf8(message).unwrap();
        let id = "DocumentId>000.00.12.X40,2026/03/12,128/";
        assert!(message.contains(id));
        let other = |number| message.replace(id, &format!("DocumentId>{number}/"));
        (0..count).map(|number| other(number).into_bytes()).collect()
    }

    /// The same, sealed.
    pub(crate) fn sealed(&self, count: usize) -> Vec<Vec<u8>> {
        let options = SealOptions::new(cades::Options::new(Level::B).signing_time(self.at));
        let packages = self.packages(count).into_iter().map(Cursor::new);
        packages.map(|one| seal(one, &self.credential, &options, Vec::new()).unwrap()).collect()
    }

    pub(crate) fn gateway(&self, ledger: Arc<dyn Ledger>) -> Gateway {
        let registry = Arc::clone(&self.registry);
        Gateway::new(self.policy.clone(), self.trust.clone(), registry, ledger)
    }

    pub(crate) fn inbound(&self, ledger: Arc<dyn Ledger>) -> Inbound {
        self.gateway(ledger).inbound(&self.recipient)
    }

    /// Judges a package alone, to the way to its attachments.
    pub(crate) fn open(&self, package: &[u8]) {
        let opening = Opening::new().senders(&*self.registry);
        let evidence = Evidence::new();
        let report = opening.open(Cursor::new(package), &self.trust, &evidence, self.at).unwrap();
        std::hint::black_box(report.into_verified().unwrap());
    }
}

/// Takes a package in, which has to be accepted, with a receipt or without.
pub(crate) fn take(inbound: &Inbound, package: &[u8], at: Time, with_receipt: bool) {
    let evidence = Evidence::new();
    let judged = inbound.judge(Cursor::new(package), &evidence, at).unwrap();
    let answered =
        if with_receipt { judged.answer(&evidence).unwrap() } else { judged.without_receipt() };
    let received = answered.record().unwrap();
    assert_eq!(
        (received.decision(), received.receipt().is_some()),
        (Decision::Accept, with_receipt)
    );
    std::hint::black_box(received.verified().unwrap());
}

/// A ledger in memory, whose journal goes to a buffer as to a file.
pub(crate) fn in_memory() -> Arc<InMemory> {
    let mut journal = Vec::new();
    Arc::new(InMemory::new(WINDOW, 1_000_000).journal(move |line| {
        journal.extend_from_slice(line);
        journal.push(b'\n');
        Ok(())
    }))
}

fn registry(credential: &Credential, at: Time) -> TrustedRegistry {
    let from = Time::parse_rfc3339("2026-01-01T00:00:00Z").unwrap();
    let mut registry = Registry::new("benchmark").unwrap();
    for code in [SENDER, RECIPIENT] {
        registry.add_body(Body::new(code, code)).unwrap();
        let by = Matcher::key(credential.certificate());
        registry.add(BindingEntry::new(code, code, by, from)).unwrap();
    }
    for number in 0..1_000_u32 {
        let code = format!("H{:02}.{number}", number % 100);
        registry.add_body(Body::new(&code, "Ủy ban nhân dân")).unwrap();
        let mut sha256 = [0; 32];
        sha256[..4].copy_from_slice(&number.to_be_bytes());
        registry.add(BindingEntry::new(&code, &code, Matcher::Key(sha256), from)).unwrap();
    }
    registry.issue(at, at.plus_seconds(86_400)).unwrap();
    TrustedRegistry::dangerously_unsigned(registry)
}
