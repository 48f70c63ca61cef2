//! The configuration of a gateway: a small file that says where everything is.
//!
//! Stricter than TOML asks for: unknown keys are refused. Paths are relative to the file. Of the credentials, only
//! that of the agency for which something is done is loaded.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use antin::durable::Durable;
use antin::edxml::AgencyCode;
use antin::gateway::{Agency, Policy};
use antin::policy::Profile;
use antin::registry::TrustedRegistry;
use antin::{Evidence, Time};
use serde::Deserialize;

use crate::args::{NetArgs, PolicyArgs, Revocation, SendersArgs};
use crate::failure::Failure;
use crate::lang::{Language, errors, gateway as text};
use crate::ledger::unusable;
use crate::senders::{Known, Source};
use crate::{credential, files, input, online, policy, print};

/// The form of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    policy: PathBuf,
    trust: Vec<PathBuf>,
    profile: Option<String>,
    revocation: Option<String>,
    #[serde(default)]
    evidence: Vec<PathBuf>,
    registry: PathBuf,
    registry_signers: Vec<PathBuf>,
    registry_seen: Option<PathBuf>,
    ledger: PathBuf,
    tsa: Option<String>,
    #[serde(default)]
    credential: Vec<Key>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    agency: String,
    key: Option<PathBuf>,
    cert: Option<PathBuf>,
    p12: Option<PathBuf>,
    password_file: Option<PathBuf>,
}

/// A configuration that was read. Of the files that it names, none is yet.
#[derive(Debug)]
pub(super) struct Config {
    path: PathBuf,
    file: File,
}

/// What a gateway decides by.
pub(super) struct Parts {
    pub(super) rules: Policy,
    pub(super) trust: antin::Policy,
    pub(super) evidence: Evidence,
    pub(super) registry: TrustedRegistry,
}

impl Config {
    /// Reads the file, and checks what it says by itself.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let octets = files::read(path)?;
        let text =
            String::from_utf8(octets).map_err(|_| Failure::unable(&text::NOT_TEXT).at(path))?;
        let file: File = toml::from_str(&text).map_err(|error| {
            let line = line_of(&text, error.span()).to_string();
            let why = print::harmless(&error.message().replace('\n', " "));
            Failure::unable(&text::BAD_CONFIG).at(path).with(line).with(why)
        })?;
        let config = Self { path: path.to_owned(), file };
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), Failure> {
        let lists =
            [("trust", &self.file.trust), ("registry_signers", &self.file.registry_signers)];
        if let Some((name, _)) = lists.into_iter().find(|(_, list)| list.is_empty()) {
            return Err(self.unusable(&text::NO_TRUST, name));
        }
        self.revocation()?;
        let mut codes = BTreeSet::new();
        for one in &self.file.credential {
            let shown = print::harmless(&one.agency);
            if AgencyCode::parse(&one.agency).is_err() {
                return Err(self.unusable(&text::BAD_AGENCY, &shown));
            }
            if !codes.insert(one.agency.trim()) {
                return Err(self.unusable(&text::TWICE, &shown));
            }
            match (&one.p12, &one.key, &one.cert) {
                (Some(_), None, None) | (None, Some(_), Some(_)) => {}
                _ => return Err(self.unusable(&text::KEY_OR_P12, &shown)),
            }
        }
        Ok(())
    }

    fn unusable(&self, text: &'static crate::lang::Text, what: &str) -> Failure {
        Failure::unable(text).at(&self.path).with(what)
    }

    /// A path in the file is relative to the file.
    fn beside(&self, path: &Path) -> PathBuf {
        self.path.parent().unwrap_or_else(|| Path::new("")).join(path)
    }

    fn all_beside(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        paths.iter().map(|path| self.beside(path)).collect()
    }

    fn revocation(&self) -> Result<Option<Revocation>, Failure> {
        Ok(match self.file.revocation.as_deref() {
            None => None,
            Some("require") => Some(Revocation::Require),
            Some("if-present") => Some(Revocation::IfPresent),
            Some("danger-skip") => Some(Revocation::Skip),
            Some(other) => {
                return Err(self.unusable(&text::BAD_REVOCATION, &print::harmless(other)));
            }
        })
    }

    /// Reads the gateway's own policy.
    pub(super) fn rules(&self) -> Result<Policy, Failure> {
        let path = self.beside(&self.file.policy);
        // What is no text is no TOML either, and the place is told.
        let text = String::from_utf8_lossy(&files::read(&path)?).into_owned();
        Policy::from_toml(&text)
            .map_err(|error| Failure::unable(&text::BAD_RULES).at(&path).because(error))
    }

    /// Reads what everything is judged by. The registry is believed, or nothing goes on.
    pub(super) fn parts(&self, at: Time, language: Language) -> Result<Parts, Failure> {
        let rules = self.rules()?;
        // A name wins over a file of the same name, as on the command line.
        let profile = self.file.profile.as_deref().map(|name| match Profile::named(name) {
            Some(_) => name.to_owned(),
            None => self.beside(Path::new(name)).display().to_string(),
        });
        let judged_by = PolicyArgs { policy: profile, revocation: self.revocation()? };
        let trust = policy::policy(&judged_by, &self.all_beside(&self.file.trust))?;
        let evidence = self.file.evidence.iter().try_fold(Evidence::new(), |evidence, path| {
            input::with_gathered(evidence, &self.beside(path))
        })?;
        let senders = SendersArgs {
            any_sender: false,
            registry: Some(self.beside(&self.file.registry)),
            registry_signer: self.all_beside(&self.file.registry_signers),
            registry_evidence: Vec::new(),
            registry_seen: self.file.registry_seen.as_deref().map(|path| self.beside(path)),
        };
        match Source::read(&senders)?.judge(&trust, &evidence, None, at, language)? {
            Known::Registry(registry) => Ok(Parts { rules, trust, evidence, registry: *registry }),
            Known::Nobody(_) | Known::Any(_) => Err(self.unusable(&text::NO_TRUST, "registry")),
        }
    }

    /// Loads the agency's key.
    pub(super) fn agency(&self, code: &str, language: Language) -> Result<Agency, Failure> {
        let wanted = code.trim();
        let known = &self.file.credential;
        let Some(key) = known.iter().find(|key| key.agency.trim() == wanted) else {
            let others: Vec<&str> = known.iter().map(|key| key.agency.trim()).collect();
            return Err(self.unusable(&text::NO_CREDENTIAL, wanted).with(others.join(", ")));
        };
        let password = key.password_file.as_deref().map(|path| self.beside(path));
        let password = password.as_deref();
        let loaded = match (&key.p12, &key.key, &key.cert) {
            (Some(p12), _, _) => credential::from_p12(&self.beside(p12), None, password, language)?,
            (None, Some(private), Some(cert)) => {
                let (private, cert) = (self.beside(private), self.beside(cert));
                credential::from_files(&private, &cert, &[], password, language)?
            }
            _ => return Err(self.unusable(&text::KEY_OR_P12, wanted)),
        };
        let agency =
            Agency::new(wanted, loaded).map_err(|_| self.unusable(&text::BAD_AGENCY, wanted))?;
        let Some(url) = &self.file.tsa else { return Ok(agency) };
        let tsa = online::client(&NetArgs::default())?
            .tsa(url)
            .map_err(|error| Failure::unable(&errors::BAD_TSA).with(url).because(error))?;
        Ok(agency.timestamper(Arc::new(tsa)))
    }

    /// Returns where the ledger is.
    pub(super) fn ledger_path(&self) -> PathBuf {
        self.beside(&self.file.ledger)
    }

    /// Opens the ledger. One that is not there is not made: whoever deletes it could send everything again.
    pub(super) fn ledger(&self, rules: &Policy, language: Language) -> Result<Durable, Failure> {
        let path = self.ledger_path();
        if !path.exists() {
            return Err(Failure::unable(&text::NO_LEDGER_YET).at(&path));
        }
        Durable::open(&path, window(rules))
            .map_err(|fault| unusable(&crate::lang::journal::NO_LEDGER, &path, fault, language))
    }
}

/// For how long arrivals are kept.
pub(super) fn window(rules: &Policy) -> Duration {
    Duration::from_secs(rules.window().into())
}

fn line_of(text: &str, span: Option<Range<usize>>) -> usize {
    let before = text.get(..span.map_or(0, |span| span.start)).unwrap_or_default();
    before.matches('\n').count() + 1
}
