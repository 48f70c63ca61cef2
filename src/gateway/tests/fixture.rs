//! Two agencies and a person, one registry, and ledgers that work, fail, or tell what they saw.

use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::Time;
use crate::ades::{Evidence, Level};
use crate::cades;
use crate::cms::tests::fixture::{ED25519, P256, P384, Party, RSA2048, SIGNER, Shape, noon, time};
use crate::edxml::statement::Role;
use crate::edxml::{SealOptions, seal};
use crate::gateway::{
    Admission, Agency, Arrival, Gateway, InMemory, Ledger, LedgerFault, OutboundReason, Policy,
    Received, Recorded, Sending,
};
use crate::journal::{Event, Head};
use crate::keys::{Credential, PrivateKey};
use crate::policy::{self, Revocation, TrustAnchor, TrustStore};
use crate::registry::{BindingEntry, Body, Matcher, Registry, TrustedRegistry};
use crate::tsp::Token;

pub(super) const PACKAGE: &str = include_str!("../../../test-vectors/edxml/new-two-pdfs.edxml");
pub(super) const SENDER: &str = "000.00.12.X40";
pub(super) const RECIPIENT: &str = "000.00.00.X14";
pub(super) const STRANGER: &str = "000.00.00.H99";

/// The keys of the sender, the recipient, the sender's leader, and somebody else.
pub(super) const KEYS: [&str; 4] = [P256, P384, ED25519, RSA2048];

pub(super) const EXPIRED: Shape =
    Shape { validity: ("2026-01-01T00:00:00Z", "2026-11-20T23:00:00Z"), ..SIGNER };

pub(super) fn party(place: usize) -> Party {
    Party::new(KEYS[place])
}

pub(super) fn credential(place: usize) -> Credential {
    credential_of(place, &SIGNER)
}

pub(super) fn credential_of(place: usize, shape: &Shape) -> Credential {
    let key = PrivateKey::from_bytes(KEYS[place].as_bytes(), None).expect("key");
    Credential::new(vec![Party::with(KEYS[place], shape).certificate], key).expect("credential")
}

/// A policy file with these rules.
pub(super) fn rules(rules: &str) -> Policy {
    let head = "name = \"mau\"\ntitle.en = \"Sample\"\ntitle.vi = \"Mẫu\"\nversion = 2026-11-22\n";
    Policy::from_toml(&format!("{head}{rules}")).expect("a policy")
}

pub(super) fn entry(id: &str, code: &str, place: usize) -> BindingEntry {
    let by = Matcher::key(&party(place).certificate);
    BindingEntry::new(id, code, by, time("2026-01-01T00:00:00Z"))
}

/// The bodies, without a binding.
pub(super) fn bodies() -> Registry {
    let mut registry = Registry::new("Sổ đăng ký thử").expect("a name");
    for code in [SENDER, RECIPIENT, STRANGER] {
        registry.add_body(Body::new(code, code)).expect("a body");
    }
    registry
}

/// The bodies, with these bindings.
pub(super) fn registry(entries: Vec<BindingEntry>) -> Arc<TrustedRegistry> {
    let mut registry = bodies();
    entries.into_iter().for_each(|entry| registry.add(entry).expect("a binding"));
    issued(registry)
}

pub(super) fn issued(mut registry: Registry) -> Arc<TrustedRegistry> {
    let (from, next) = (time("2026-11-01T00:00:00Z"), time("2030-01-01T00:00:00Z"));
    registry.issue(from, next).expect("an issue");
    Arc::new(TrustedRegistry::dangerously_unsigned(registry))
}

pub(super) fn usual() -> Vec<BindingEntry> {
    vec![
        entry("sender", SENDER, 0),
        entry("recipient", RECIPIENT, 1),
        entry("leader", SENDER, 2).roles([Role::Leader]),
    ]
}

/// Everything that decides.
pub(super) struct World {
    pub(super) rules: Policy,
    pub(super) trust: policy::Policy,
    pub(super) registry: Arc<TrustedRegistry>,
    pub(super) ledger: Arc<dyn Ledger>,
    pub(super) sender: Agency,
    pub(super) recipient: Agency,
}

impl World {
    pub(super) fn new() -> Self {
        let anchor = TrustAnchor::from_certificate(party(0).root);
        let trust = TrustStore::new(vec![anchor]).expect("an anchor");
        Self {
            rules: Policy::strict(),
            trust: policy::Policy::new(trust).with_revocation(Revocation::IfPresent),
            registry: registry(usual()),
            ledger: Arc::new(Told::new()),
            sender: Agency::new(SENDER, credential(0)).expect("a code"),
            recipient: Agency::new(RECIPIENT, credential(1)).expect("a code"),
        }
    }

    pub(super) fn ruled(text: &str) -> Self {
        Self { rules: rules(text), ..Self::new() }
    }

    pub(super) fn registered(entries: Vec<BindingEntry>) -> Self {
        Self { registry: registry(entries), ..Self::new() }
    }

    pub(super) fn gateway(&self) -> Gateway {
        let (registry, ledger) = (Arc::clone(&self.registry), Arc::clone(&self.ledger));
        Gateway::new(self.rules.clone(), self.trust.clone(), registry, ledger)
    }

    /// Everything that keeps a package from going out.
    pub(super) fn reasons(&self, package: &[u8]) -> Vec<OutboundReason> {
        let out = self.gateway().outbound(&self.sender);
        let judged =
            out.judge(Cursor::new(package), &Evidence::new(), noon()).expect("a judgement");
        assert_eq!(judged.is_allowed(), judged.reasons().is_empty());
        judged.reasons().to_vec()
    }

    /// Sends a package that may go out.
    pub(super) fn send(&self, package: &[u8]) -> Vec<u8> {
        let out = self.gateway().outbound(&self.sender);
        match out.send(Cursor::new(package), &Evidence::new(), noon(), Vec::new()) {
            Ok(Sending::Sent(sent)) => sent.into_inner(),
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn receive(&self, package: &[u8]) -> Received {
        self.receive_at(package, noon())
    }

    pub(super) fn receive_at(&self, package: &[u8], at: Time) -> Received {
        let inbound = self.gateway().inbound(&self.recipient);
        inbound.receive(Cursor::new(package), &Evidence::new(), at).expect("a decision")
    }
}

/// Seals a package beside any gateway: in a role, by somebody's key, at a time.
pub(super) fn sealed(package: &[u8], credential: &Credential, role: Role, at: &str) -> Vec<u8> {
    let options = cades::Options::new(Level::B).signing_time(time(at));
    let options = SealOptions::new(options).role(role).organ(SENDER);
    seal(Cursor::new(package), credential, &options, Vec::new()).expect("sealed")
}

/// The package, sealed by the sender an hour before noon.
pub(super) fn genuine() -> Vec<u8> {
    sealed(PACKAGE.as_bytes(), &credential(0), Role::Agency, "2026-11-21T11:00:00Z")
}

/// The package with another document.
pub(super) fn numbered(number: usize) -> Vec<u8> {
    let id = "<edXML:DocumentId>000.00.12.X40,2026/03/12,";
    with(PACKAGE.as_bytes(), &format!("{id}123/"), &format!("{id}{number}/"))
}

/// Replaces what must be there, once.
pub(super) fn with(package: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = std::str::from_utf8(package).expect("UTF-8");
    assert!(text.contains(from), "{from} is in the package");
    text.replacen(from, to, 1).into_bytes()
}

/// A ledger in memory that also keeps what was recorded.
#[derive(Clone, Debug)]
pub(super) struct Told {
    inner: Arc<InMemory>,
    pub(super) events: Arc<Mutex<Vec<Event>>>,
}

impl Told {
    pub(super) fn new() -> Self {
        let inner = InMemory::new(Duration::from_secs(30 * 86_400), 1_000);
        Self { inner: Arc::new(inner), events: Arc::default() }
    }
}

impl Ledger for Told {
    fn look(&self, at: Time, arrival: &Arrival) -> Result<Admission, LedgerFault> {
        self.inner.look(at, arrival)
    }

    fn record(
        &self,
        at: Time,
        arrival: Option<&Arrival>,
        event: &Event,
    ) -> Result<Recorded, LedgerFault> {
        let recorded = self.inner.record(at, arrival, event)?;
        let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        events.push(recorded.event.clone());
        Ok(recorded)
    }

    fn head(&self) -> Result<Head, LedgerFault> {
        self.inner.head()
    }

    fn stamp(&self, at: Time, over: Head, token: &Token) -> Result<u64, LedgerFault> {
        self.inner.stamp(at, over, token)
    }
}

/// A ledger on a disk that is full: it can be read.
#[derive(Debug)]
pub(super) struct Broken;

impl Ledger for Broken {
    fn look(&self, _: Time, _: &Arrival) -> Result<Admission, LedgerFault> {
        Ok(Admission::New)
    }

    fn record(&self, _: Time, _: Option<&Arrival>, _: &Event) -> Result<Recorded, LedgerFault> {
        Err(LedgerFault::Storage)
    }

    fn head(&self) -> Result<Head, LedgerFault> {
        Err(LedgerFault::Storage)
    }

    fn stamp(&self, _: Time, _: Head, _: &Token) -> Result<u64, LedgerFault> {
        Err(LedgerFault::Storage)
    }
}
