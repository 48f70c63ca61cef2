//! The index of the suites, cases, and the comparison of verdicts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use antin::Time;
use antin::path::{self, Context, PathError, RevocationChecker, VerifiedPath};
use antin::policy::{PathInputs, Policy, Profile, TrustAnchor, TrustStore};
use antin::revocation::{Checker, Material};
use antin::x509::{self, Certificate};
use serde_json::Value;

/// When suites that say "now" were run.
pub(crate) const NOW: &str = "2026-11-21T00:00:00Z";

/// The folder of the suites, and the lines of the index about one of them; `None` without suites.
pub(crate) struct Suite {
    root: PathBuf,
    name: &'static str,
}

impl Suite {
    pub(crate) fn open(name: &'static str) -> Option<Self> {
        let given = std::env::var_os("ANTIN_SUITES").map(PathBuf::from);
        let root = given.unwrap_or_else(|| {
            PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/suites"))
        });
        if root.join("INDEX.jsonl").is_file() {
            return Some(Self { root, name });
        }
        let required = std::env::var_os("ANTIN_REQUIRE_PEERS").is_some_and(|value| value == "1");
        assert!(!required, "the suites are required: set ANTIN_SUITES");
        println!("{name}: skipped: no SUITES");
        None
    }

    pub(crate) fn read(&self, file: &str) -> Vec<u8> {
        std::fs::read(self.root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub(crate) fn cases(&self) -> Vec<Value> {
        let index = String::from_utf8(self.read("INDEX.jsonl")).expect("UTF-8");
        let lines = index.lines().map(|line| serde_json::from_str(line).expect("JSON"));
        lines.filter(|case: &Value| case["corpus"] == self.name).collect()
    }

    /// Prints the comparison, and fails if it is worse than the exceptions say.
    pub(crate) fn report(&self, tally: Tally) {
        self.report_as(self.name, tally);
    }

    /// The same, with exceptions of another name.
    pub(crate) fn report_as(&self, name: &str, tally: Tally) {
        println!(
            "{} {} of {}: {} wrongly accepted, {} wrongly refused, {} not applicable",
            name.to_uppercase(),
            tally.agree,
            tally.count(),
            tally.wrongly_accepted.len(),
            tally.wrongly_refused.len(),
            tally.not_applicable
        );
        for id in &tally.wrongly_accepted {
            println!("  wrongly accepted: {id}");
        }
        for (id, reason) in &tally.wrongly_refused {
            println!("  wrongly refused: {id}: {reason}");
        }
        for problem in &tally.problems {
            println!("  {problem}");
        }
        assert!(tally.agree > 0, "no case was judged");
        assert_eq!(tally.wrongly_accepted, Vec::<String>::new(), "wrongly accepted");
        assert_eq!(tally.problems, Vec::<String>::new());
        let refused: BTreeSet<_> = tally.wrongly_refused.keys().cloned().collect();
        assert_eq!(refused, exceptions(name), "tests/exceptions/{name}.toml");
    }
}

/// The cases that may be wrongly refused; each must say by which clause.
fn exceptions(suite: &str) -> BTreeSet<String> {
    let file = format!("{}/tests/exceptions/{suite}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let table: toml::Table = text.parse().expect("TOML");
    let said = |entry: &toml::Value, key: &str| {
        let value = entry.get(key).and_then(toml::Value::as_str).unwrap_or_default();
        assert!(!value.is_empty(), "{suite}: an exception without {key}: {entry}");
        value.to_owned()
    };
    let entries = table.get("exception").and_then(toml::Value::as_array).cloned();
    let entries = entries.unwrap_or_default();
    entries
        .iter()
        .map(|entry| {
            said(entry, "clause");
            said(entry, "reason");
            said(entry, "id")
        })
        .collect()
}

/// What a suite says of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Valid,
    Invalid,
}

impl Expected {
    pub(crate) fn of(case: &Value) -> Self {
        let text = text(case, "expected");
        match text.split([' ', ':', ';']).next() {
            Some("valid") => Self::Valid,
            Some("invalid") => Self::Invalid,
            _ => panic!("expected: {text}"),
        }
    }
}

/// One path to judge.
pub(crate) struct Case {
    pub(crate) leaf: Vec<u8>,
    pub(crate) pool: Vec<Vec<u8>>,
    pub(crate) anchors: Vec<Result<TrustAnchor, antin::Error>>,
    /// The CRLs by which the status of every certificate is demanded; `None` where nobody asks.
    pub(crate) crls: Option<Vec<Vec<u8>>>,
    pub(crate) inputs: PathInputs,
    pub(crate) at: Time,
    pub(crate) profile: &'static str,
}

/// Why a case was refused.
#[derive(Debug)]
pub(crate) enum Refused {
    /// A certificate that matters cannot be read.
    Malformed(antin::Error),
    Path(PathError),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Malformed(error) => write!(f, "{error}"),
            Self::Path(error) => write!(f, "{error} ({})", error.clause()),
        }
    }
}

impl Case {
    /// Judges the case. What cannot be read in the pool is left out, as whoever reads files does.
    pub(crate) fn judge(&self) -> Result<VerifiedPath, Refused> {
        let leaf = one(&self.leaf).map_err(Refused::Malformed)?;
        let pool: Vec<_> =
            self.pool.iter().filter_map(|one| x509::certificates(one).ok()).flatten().collect();
        let mut anchors = Vec::new();
        let mut unreadable = None;
        for anchor in &self.anchors {
            match anchor {
                Ok(anchor) => anchors.push(anchor.clone()),
                Err(error) => unreadable = Some(error.clone()),
            }
        }
        let trust = TrustStore::new(anchors)
            .map_err(|empty| Refused::Malformed(unreadable.unwrap_or(empty)))?;
        let profile = Profile::named(self.profile).expect("a profile");
        let policy = Policy::new(trust).with_profile(profile).with_path_inputs(self.inputs.clone());
        let lists = self.crls.iter().flatten().filter_map(|one| x509::crls(one).ok());
        let crls: Vec<_> = lists.flatten().collect();
        let checker = Checker::new(&policy, Material::new(&pool, &crls, &[]), self.at);
        let nobody = path::danger::WithoutRevocation::new();
        let revocation: &dyn RevocationChecker =
            if self.crls.is_some() { &checker } else { &nobody };
        let context = Context::of_policy(&policy, revocation, self.at);
        path::find(&leaf, &pool, &context).map_err(|refusal| Refused::Path(refusal.reason))
    }
}

/// One certificate, PEM or DER.
pub(crate) fn one(bytes: &[u8]) -> Result<Certificate, antin::Error> {
    Ok(x509::certificates(bytes)?.swap_remove(0))
}

pub(crate) fn anchor(bytes: &[u8]) -> Result<TrustAnchor, antin::Error> {
    one(bytes).map(TrustAnchor::from_certificate)
}

/// How verdicts compare.
#[derive(Default)]
pub(crate) struct Tally {
    agree: usize,
    not_applicable: usize,
    wrongly_accepted: Vec<String>,
    wrongly_refused: BTreeMap<String, String>,
    problems: Vec<String>,
}

impl Tally {
    pub(crate) fn not_applicable(&mut self) {
        self.not_applicable += 1;
    }

    /// How many cases there were.
    fn count(&self) -> usize {
        let wrong = self.wrongly_accepted.len() + self.wrongly_refused.len();
        self.agree + wrong + self.not_applicable
    }

    /// Compares, and gives back a verdict that agrees.
    pub(crate) fn compare(
        &mut self,
        id: &str,
        expected: Expected,
        verdict: Result<VerifiedPath, Refused>,
    ) -> Option<Result<VerifiedPath, Refused>> {
        match (expected, verdict) {
            (Expected::Invalid, Ok(_)) => self.wrongly_accepted.push(id.to_owned()),
            (Expected::Valid, Err(refused)) => {
                self.wrongly_refused.insert(id.to_owned(), refused.to_string());
            }
            (_, verdict) => {
                self.agree += 1;
                return Some(verdict);
            }
        }
        None
    }

    /// Compares how a certificate stands with what the suite says. "Unknown" is no pass for either.
    pub(crate) fn compare_status(&mut self, id: &str, expected: &str, found: &str) {
        if expected == found {
            self.agree += 1;
        } else if found == "good" {
            self.wrongly_accepted.push(id.to_owned());
        } else {
            let told = format!("{found}, expected {expected}");
            self.wrongly_refused.insert(id.to_owned(), told);
        }
    }

    /// Something else that is not as the suite says.
    pub(crate) fn problem(&mut self, problem: String) {
        self.problems.push(problem);
    }
}

pub(crate) fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap_or_else(|| panic!("{key} in {case}"))
}

pub(crate) fn texts(case: &Value, key: &str) -> Vec<String> {
    match &case[key] {
        Value::Null => Vec::new(),
        Value::String(one) => vec![one.clone()],
        Value::Array(all) => all.iter().map(|one| one.as_str().expect("text").to_owned()).collect(),
        other => panic!("{key}: {other}"),
    }
}

/// RFC 3339 text, seconds since 1970, or "now", with what is written behind it left out.
pub(crate) fn time(text: &str) -> Time {
    let word = text.split(' ').next().unwrap_or(text);
    match word.parse() {
        Ok(seconds) => Time::from_unix(seconds),
        Err(_) if word == "now" => Time::parse_rfc3339(NOW).expect("valid"),
        Err(_) => Time::parse_rfc3339(word).unwrap_or_else(|error| panic!("{text}: {error}")),
    }
}
