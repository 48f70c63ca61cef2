//! Who says whose certificates are whose: nobody, anybody's word, or a signed registry.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use antin::edxml::{DangerouslyAnySender, NoSenders, PackageReport, Senders};
use antin::policy::Policy;
use antin::registry::{Check, RegistrySigners, Seen, TrustedRegistry};
use antin::{Evidence, Time};

use crate::args::{NetArgs, SendersArgs};
use crate::failure::Failure;
use crate::lang::{Language, edxml as words, errors, registry as text};
use crate::registry::seen;
use crate::{clock, container, files, input, message, online, print};

/// What was named on the command line, and is read.
pub(crate) enum Source<'a> {
    Nobody,
    Any,
    Registry(Signed<'a>),
}

/// A signed registry, and who may sign it.
pub(crate) struct Signed<'a> {
    path: &'a Path,
    octets: Vec<u8>,
    signers: RegistrySigners,
    evidence: &'a [PathBuf],
    seen_file: Option<&'a Path>,
}

/// Who answers.
pub(crate) enum Known {
    Nobody(NoSenders),
    Any(DangerouslyAnySender),
    Registry(Box<TrustedRegistry>),
}

impl<'a> Source<'a> {
    /// Reads the files, before the work.
    pub(crate) fn read(args: &'a SendersArgs) -> Result<Self, Failure> {
        let Some(path) = &args.registry else {
            return Ok(if args.any_sender { Self::Any } else { Self::Nobody });
        };
        Ok(Self::Registry(Signed {
            path,
            octets: message::read(path)?,
            signers: signers(&args.registry_signer)?,
            evidence: &args.registry_evidence,
            seen_file: args.registry_seen.as_deref(),
        }))
    }

    /// Judges the registry, if there is one. It is believed, or nothing goes on.
    pub(crate) fn judge(
        &self,
        policy: &Policy,
        evidence: &Evidence,
        net: Option<&NetArgs>,
        at: Time,
        language: Language,
    ) -> Result<Known, Failure> {
        match self {
            Self::Nobody => Ok(Known::Nobody(NoSenders)),
            Self::Any => Ok(Known::Any(DangerouslyAnySender)),
            Self::Registry(signed) => {
                let believed = signed.judge(policy, evidence.clone(), net, at, language)?;
                Ok(Known::Registry(Box::new(believed)))
            }
        }
    }
}

impl Signed<'_> {
    fn judge(
        &self,
        policy: &Policy,
        mut evidence: Evidence,
        net: Option<&NetArgs>,
        at: Time,
        language: Language,
    ) -> Result<TrustedRegistry, Failure> {
        for path in self.evidence {
            evidence = input::with_gathered(evidence, path)?;
        }
        let (policy, evidence) = match net {
            Some(net) => gathered(&self.octets, net, policy.clone(), evidence, language)?,
            None => (policy.clone(), evidence),
        };
        let before = self.seen_file.map(seen::read).transpose()?.flatten();
        let opened = check(&policy, &self.signers, before).open(&self.octets, &evidence, at);
        let (registry, own) = opened.map_err(|refused| {
            let fault = refused.fault();
            let failure = Failure::unable(&errors::REGISTRY_REFUSED).at(self.path);
            failure.with(fault.text(language.into())).with(fault.code())
        })?;
        if let Some(file) = self.seen_file {
            seen::keep(file, own)?;
        }
        Ok(registry)
    }
}

/// How a registry is judged.
pub(crate) fn check<'a>(
    policy: &'a Policy,
    signers: &'a RegistrySigners,
    seen: Option<Seen>,
) -> Check<'a> {
    let check = Check::new(policy, signers);
    match seen {
        Some(seen) => check.seen(seen),
        None => check,
    }
}

/// Names the keys of the first certificate of each file: what is behind it is its chain.
pub(crate) fn signers(paths: &[PathBuf]) -> Result<RegistrySigners, Failure> {
    paths.iter().try_fold(RegistrySigners::new(), |all, path| {
        let found = input::certificates_in(path, &files::read(path)?)?;
        Ok(found.first().map_or_else(|| all.clone(), |first| all.clone().with(first)))
    })
}

/// Fetches what the signatures of a registry need.
pub(crate) fn gathered(
    octets: &[u8],
    net: &NetArgs,
    mut policy: Policy,
    mut evidence: Evidence,
    language: Language,
) -> Result<(Policy, Evidence), Failure> {
    let client = online::client(net)?;
    let signatures = match container::is_container(octets) {
        true => container::signatures(Cursor::new(octets)).unwrap_or_default(),
        false => vec![octets.to_vec()],
    };
    for signature in signatures {
        // What cannot be read is told by the judgement.
        let now = clock::now()?;
        let found = online::gather(&client, &signature, &policy, &evidence, now, language);
        let Ok(found) = found else { continue };
        policy = online::policy_for(&found, policy, language);
        evidence = found.into_evidence();
    }
    Ok((policy, evidence))
}

impl Known {
    /// Returns whom to ask.
    pub(crate) fn senders(&self) -> &dyn Senders {
        match self {
            Self::Nobody(nobody) => nobody,
            Self::Any(any) => any,
            Self::Registry(registry) => registry.as_ref(),
        }
    }

    /// Says beside a report on a package who answered.
    pub(crate) fn tell(&self, report: &PackageReport, language: Language) {
        if !report.seals().is_empty() {
            self.describe(language);
        }
    }

    /// Says who answers.
    pub(crate) fn describe(&self, language: Language) {
        match self {
            Self::Any(_) => print::note(words::ANY_SENDER.say(language)),
            Self::Registry(registry) => print::note(&described(registry, language)),
            Self::Nobody(_) => {}
        }
    }
}

fn described(registry: &TrustedRegistry, language: Language) -> String {
    let registry = registry.registry();
    let next = registry.next_update().map(|next| next.to_string()).unwrap_or_default();
    let (name, number) = (print::harmless(registry.name()), registry.number().to_string());
    text::REGISTRY_USED.fill(language, &[&name, &number, &next])
}
