//! The report for machines: JSON, by `docs/chain.schema.json`.
//!
//! Names of certificates stand in it unchanged, as JSON escapes what could do harm; times are in
//! UTC. While [`VERSION`] stays, members are only ever added.

use serde::Serialize;
use serde_json::Value;

use crate::ades::json::{Identity, Path, Stands, Tried, candidate, identity, path, standing};
use crate::chain::Report;
use crate::chain::text::sentence;
use crate::language::Language;
use crate::path::{Candidate, PathError, VerifiedPath};
use crate::revocation::Answer;

/// The version of the report's form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Whole {
    antin: &'static str,
    version: u32,
    verdict: &'static str,
    judged_at: String,
    language: &'static str,
    certificate: Identity,
    code: Option<&'static str>,
    clause: Option<&'static str>,
    text: Option<&'static str>,
    path: Option<Holding>,
    revocation: Option<Stands>,
    candidates: Vec<Tried>,
    budget_spent: bool,
}

#[derive(Serialize)]
struct Holding {
    #[serde(flatten)]
    path: Path,
    legacy_algorithms: bool,
}

impl Report {
    /// Returns the report as JSON, by the schema in `docs/chain.schema.json`, with its sentences in a
    /// language, and with all paths that were tried or the most telling one.
    pub fn to_json(&self, language: Language, all: bool) -> Value {
        let reason = self.reason();
        let whole = Whole {
            antin: env!("CARGO_PKG_VERSION"),
            version: VERSION,
            verdict: self.verdict().name(),
            judged_at: self.judged_at().to_string(),
            language: language.tag(),
            certificate: identity(self.certificate()),
            code: reason.map(PathError::code),
            clause: reason.map(PathError::clause),
            text: reason.map(|reason| sentence(reason, language)),
            path: self.path().map(|held| holding(held, self.revocation())),
            revocation: self.revocation_against().map(standing),
            candidates: self.shown(all).iter().map(|one| tried(one, language)).collect(),
            budget_spent: self.budget_spent(),
        };
        // Maps have text for keys and no number is a fraction, so this cannot fail.
        serde_json::to_value(whole).unwrap_or(Value::Null)
    }
}

fn holding(held: &VerifiedPath, answers: &[Answer]) -> Holding {
    Holding { path: path(held, answers), legacy_algorithms: held.uses_legacy_algorithms() }
}

fn tried(one: &Candidate, language: Language) -> Tried {
    let mut tried = candidate(one, language);
    tried.text = sentence(one.error, language);
    tried
}
