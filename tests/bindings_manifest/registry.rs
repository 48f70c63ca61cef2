//! Registries: trusted or not, and what they decide.

use std::sync::Arc;

use antin::registry::{Check, RegistrySigners, Seen, TrustedRegistry};
use antin::{Language, Time, x509};

use crate::exchange::{Decided, Registry, RegistryAlone, Trusted};
use crate::setup::{self, from_hex, hex};
use crate::{code, package, vector};

pub(crate) fn run(case: &RegistryAlone) {
    let got = match open(&case.registry) {
        Opened::Trusted(registry, seen) => told(&registry, seen, &case.expect.decide),
        Opened::Refused(fault) => Trusted { fault: Some(fault), ..Trusted::default() },
    };
    assert_eq!(got, case.expect);
}

/// What is trusted, or the name of what stands against it.
pub(crate) enum Opened {
    Trusted(Arc<TrustedRegistry>, Seen),
    Refused(String),
}

impl Opened {
    pub(crate) fn trusted(self) -> Option<Arc<TrustedRegistry>> {
        match self {
            Self::Trusted(registry, _) => Some(registry),
            Self::Refused(_) => None,
        }
    }
}

/// Judges a registry.
pub(crate) fn open(case: &Registry) -> Opened {
    let policy = setup::policy(&case.policy).expect("a policy");
    let evidence = setup::evidence(case.evidence.as_ref()).expect("evidence");
    let certificates = x509::certificates(&vector(&case.signers)).expect("certificates");
    let signers =
        certificates.iter().fold(RegistrySigners::new(), |signers, one| signers.with(one));
    let check = Check::new(&policy, &signers);
    let check = match &case.seen {
        Some(seen) => check.seen(Seen { number: seen.number, sha256: from_hex(&seen.sha256) }),
        None => check,
    };
    match check.open(&vector(&case.file), &evidence, Time::from_unix(case.at)) {
        Ok((registry, seen)) => Opened::Trusted(Arc::new(registry), seen),
        Err(refused) => {
            for language in [Language::En, Language::Vi] {
                assert!(!refused.fault().text(language).is_empty());
            }
            Opened::Refused(refused.fault().code().to_owned())
        }
    }
}

fn told(trusted: &TrustedRegistry, seen: Seen, asked: &[Decided]) -> Trusted {
    let registry = trusted.registry();
    assert_eq!(registry.number(), seen.number);
    assert_eq!(setup::sha256(&registry.to_json()), hex(&seen.sha256));
    Trusted {
        trusted: true,
        fault: None,
        name: Some(registry.name().to_owned()),
        number: seen.number,
        sha256: Some(hex(&seen.sha256)),
        bodies: registry.bodies().count(),
        entries: registry.entries().len(),
        decide: asked.iter().map(|one| decide(trusted, one)).collect(),
    }
}

fn decide(trusted: &TrustedRegistry, asked: &Decided) -> Decided {
    let first = |file: &str| {
        x509::certificates(&vector(file)).map_err(code).expect("certificates").remove(0)
    };
    let (certificate, issuer) = (first(&asked.certificate), first(&asked.issuer));
    let role = package::role(&asked.role);
    let at = Time::from_unix(asked.at);
    let decision = trusted.registry().decide(&asked.organ, role, &certificate, issuer.spki(), at);
    Decided {
        binding: decision.binding().as_str().to_owned(),
        entry: decision.entry().map(|entry| entry.id().to_owned()),
        ..asked.clone()
    }
}
