//! Gateways: what goes out, what comes in, what comes back, and the journal of all of it.

#[cfg(feature = "durable")]
mod durable;

use std::io::Cursor;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use antin::edxml::Status;
use antin::gateway::{
    self, GatewayFault, InMemory, Ledger, Policy, Received, Sending, SentPackage,
};
use antin::receipt::{Judging, Sent};
use antin::{Evidence, Language, Time};

use crate::cases::Wanted;
use crate::exchange::{Agency, Come, From, Gateway, Gone, Receive, Returned, Send, Step, Take};
use crate::setup::{self, hex};
use crate::{Outcome, code, journal, package, receipt, registry, vector};

/// As the C interface numbers them.
const REJECTED: u32 = 4;
const REGISTRY_PAST: u32 = 20;
const LEDGER: u32 = 65;

/// Arrivals that a ledger in memory keeps, if a case does not say.
const MOST: usize = 1000;

pub(crate) fn run(case: &Gateway) {
    if let Some(refused) = &case.expect {
        assert_eq!(parts(case).map(drop), Err(refused.error));
        return;
    }
    let lines = in_memory(case);
    #[cfg(feature = "durable")]
    if case.most.is_none() {
        assert_eq!(durable::run(case), lines, "the journal on the disk");
    }
    let found = journal::check(Cursor::new(lines), case.head.as_deref(), None);
    assert!(found.whole, "{found:?}");
}

/// Takes each step by one call, and returns the journal.
fn in_memory(case: &Gateway) -> Vec<u8> {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&lines);
    let most = case.most.unwrap_or(MOST);
    let ledger = InMemory::new(Duration::from_secs(case.window), most).journal(move |line| {
        let mut lines = into.lock().expect("no panic");
        lines.extend_from_slice(line);
        lines.push(b'\n');
        Ok(())
    });
    let ledger = match case.horizon {
        Some(horizon) => ledger.since(Time::from_unix(horizon)),
        None => ledger,
    };
    let ledger: Arc<dyn Ledger> = Arc::new(ledger);
    walk(case, &ledger, Way::AtOnce);
    lines.lock().expect("no panic").clone()
}

/// How steps are taken.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    AtOnce,
    #[cfg_attr(
        not(feature = "durable"),
        expect(dead_code, reason = "ledgers on the disk are walked so")
    )]
    StepByStep,
}

/// Takes all steps, and compares the end of the journal.
fn walk(case: &Gateway, ledger: &Arc<dyn Ledger>, way: Way) {
    let parts = parts(case).expect("a gateway can be made");
    let gateway = parts.gateway(ledger);
    let mut desk = Desk { gateway, parts, way, gave: Vec::new() };
    case.steps.iter().for_each(|step| desk.step(step));
    let head = journal::written(ledger.head().expect("a head"));
    if let Some(wanted) = &case.head {
        assert_eq!(head, *wanted);
    }
}

/// What a gateway is made of.
struct Parts {
    rules: Policy,
    policy: antin::Policy,
    evidence: Evidence,
    registry: Arc<antin::registry::TrustedRegistry>,
}

fn parts(case: &Gateway) -> Outcome<Parts> {
    let rules = match &case.rules {
        Some(file) => Policy::from_toml(&setup::text(file)).map_err(code)?,
        None => Policy::strict(),
    };
    let policy = setup::policy(&case.policy)?;
    let evidence = setup::evidence(case.evidence.as_ref())?;
    let registry = registry::open(&case.registry).trusted().ok_or(REJECTED)?;
    Ok(Parts { rules, policy, evidence, registry })
}

impl Parts {
    fn gateway(&self, ledger: &Arc<dyn Ledger>) -> gateway::Gateway {
        let Self { rules, policy, registry, .. } = self;
        let (registry, ledger) = (Arc::clone(registry), Arc::clone(ledger));
        gateway::Gateway::new(rules.clone(), policy.clone(), registry, ledger)
    }
}

/// What a step gave: octets, and what was sent.
#[derive(Default)]
struct Given {
    octets: Vec<u8>,
    sent: Option<Sent>,
}

struct Desk {
    gateway: gateway::Gateway,
    parts: Parts,
    way: Way,
    gave: Vec<Given>,
}

impl Desk {
    fn step(&mut self, step: &Step) {
        let gave = match step {
            Step::Send(step) => self.send(step),
            Step::Receive(step) => self.receive(step),
            Step::Take(step) => {
                self.take(step);
                Given::default()
            }
        };
        self.gave.push(gave);
    }

    fn earlier(&self, of: usize) -> &Given {
        &self.gave[of]
    }

    fn octets(&self, from: &From<String>) -> Vec<u8> {
        match from {
            From::Step(step) => self.earlier(step.of).octets.clone(),
            From::Own(file) => vector(file),
        }
    }

    fn send(&self, step: &Send) -> Given {
        let agency = agency(&step.agency);
        let outbound = self.gateway.outbound(&agency);
        let (message, at) = (Cursor::new(vector(&step.package)), Time::from_unix(step.at));
        let evidence = &self.parts.evidence;
        let sending = match self.way {
            Way::AtOnce => outbound.send(message, evidence, at, Vec::new()),
            Way::StepByStep => outbound.judge(message.clone(), evidence, at).and_then(|judged| {
                if judged.is_allowed() {
                    let prepared = judged.prepare(message.clone(), evidence)?;
                    prepared.sign(message, Vec::new()).map(Sending::Sent)
                } else {
                    judged.refuse().map(Sending::Refused)
                }
            }),
        };
        match wanted(sending.map_err(fault), &step.expect) {
            None => Given::default(),
            Some((Sending::Sent(sent), wanted)) => sent_as(sent, &wanted),
            Some((Sending::Refused(refused), wanted)) => {
                let reasons = refused.report().reasons();
                for reason in reasons {
                    assert!(!reason.text(Language::Vi).is_empty());
                }
                let reasons = reasons.iter().map(ToString::to_string).collect();
                let gone = Gone { sent: false, reasons, entry: refused.entry(), sealed: None };
                assert_eq!(gone, wanted);
                Given::default()
            }
        }
    }

    fn receive(&self, step: &Receive) -> Given {
        let agency = agency(&step.agency);
        let beside = step.containers.iter().flatten().map(|file| vector(file)).collect();
        let inbound = self.gateway.inbound(&agency).beside(beside);
        let message = self.octets(&step.package);
        let (source, at) = (Cursor::new(message.clone()), Time::from_unix(step.at));
        let evidence = &self.parts.evidence;
        let received = match self.way {
            Way::AtOnce => inbound.receive(source, evidence, at),
            Way::StepByStep => inbound
                .judge(source, evidence, at)
                .and_then(|judged| Ok(judged.answer(evidence)?))
                .and_then(|answered| answered.record()),
        };
        let Some((received, wanted)) = wanted(received.map_err(fault), &step.expect) else {
            return Given::default();
        };
        let come = Come {
            decision: received.decision().code().to_owned(),
            reasons: received.reasons().iter().map(|one| one.code().to_owned()).collect(),
            entry: received.entry(),
            receipt: received.receipt().map(|receipt| self.status(&received, receipt, at)),
            accepted_package: received.verified().is_some(),
            files: wanted.files.clone(),
        };
        assert_eq!(come, wanted);
        if let Some(verified) = received.verified() {
            let files = wanted.files.iter().flatten().map(|file| vector(file));
            assert_eq!(package::taken(verified, &message, None), files.collect::<Vec<_>>());
        }
        let receipt = received.receipt().unwrap_or_default();
        Given { octets: receipt.to_vec(), sent: None }
    }

    /// The status in the receipt that was given, which its sender would accept.
    fn status(&self, received: &Received, receipt: &[u8], at: Time) -> String {
        let sent = Sent::of(received.report().expect("a report")).expect("what was sent");
        let Parts { policy, evidence, registry, .. } = &self.parts;
        let judging = Judging::new(&sent, &**registry);
        let report = judging.judge(receipt, policy, evidence, at).expect("judged");
        assert!(report.is_accepted(), "{:?}", report.mismatches());
        report.receipt().expect("what it says").status().code().to_owned()
    }

    fn take(&self, step: &Take) {
        let agency = agency(&step.agency);
        let sent = match &step.sent {
            From::Step(step) => self.earlier(step.of).sent.clone().expect("what was sent"),
            From::Own(sent) => receipt::sent(sent),
        };
        let before = step.before.as_deref().map(|code| Status::from_code(code).expect("a status"));
        let (receipt, at) = (self.octets(&step.receipt), Time::from_unix(step.at));
        let outbound = self.gateway.outbound(&agency);
        let returned = outbound.take_receipt(&receipt, &sent, before, &self.parts.evidence, at);
        let Some((returned, wanted)) = wanted(returned.map_err(fault), &step.expect) else {
            return;
        };
        let got = Returned {
            accepted: returned.is_accepted(),
            reasons: returned.reasons().to_vec(),
            entry: returned.entry(),
        };
        assert_eq!(got, wanted);
    }
}

fn agency(case: &Agency) -> gateway::Agency {
    let credential = setup::credential(&case.credential, None).expect("a credential");
    gateway::Agency::new(&case.code, credential).expect("an agency")
}

fn sent_as(sent: SentPackage<Vec<u8>>, wanted: &Gone) -> Given {
    let told = sent.sent().clone();
    assert_eq!(told.seal().map(|seal| hex(seal)), Some(hex(sent.seal())));
    let (entry, sealed) = (sent.entry(), sent.into_inner());
    let gone = Gone { sent: true, reasons: Vec::new(), entry, sealed: wanted.sealed.clone() };
    assert_eq!(gone, *wanted);
    match &wanted.sealed {
        Some(file) => assert!(sealed == vector(file), "the sealed package is not {file}"),
        None => assert!(!sealed.is_empty()),
    }
    Given { octets: sealed, sent: Some(told) }
}

/// What a step gave, beside what is expected of it; `None` for an error that is expected.
fn wanted<T, W: Clone>(got: Outcome<T>, wanted: &Wanted<W>) -> Option<(T, W)> {
    match (got, wanted) {
        (Ok(got), Wanted::Value(wanted)) => Some((got, wanted.clone())),
        (Err(got), Wanted::Error { error }) => {
            assert_eq!(got, *error);
            None
        }
        (Ok(_), Wanted::Error { error }) => panic!("no error {error}"),
        (Err(got), Wanted::Value(_)) => panic!("error {got}"),
    }
}

fn fault(fault: GatewayFault) -> u32 {
    match fault {
        GatewayFault::Failed(error) => code(error),
        GatewayFault::Ledger(_) => LEDGER,
        GatewayFault::RegistryPast => REGISTRY_PAST,
        _ => REJECTED,
    }
}
