//! What a dependency owes: a reason on its line, a licence of the allow-list, a registry as source.
//!
//! The allow-list is the one of `deny.toml`, so that this test and cargo-deny hold the same rule.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::tree::{File, Violation};

/// Checks that each dependency in a manifest says on its line why it is there.
pub(crate) fn check_reasons(file: &File) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut in_dependencies = false;
    for (n, line) in file.text.lines().enumerate() {
        if line.starts_with('[') {
            in_dependencies = line.trim_end_matches(']').ends_with("dependencies");
        } else if in_dependencies && is_entry(line) && !has_reason(line) {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
            violations.push(file.violation(n + 1, format!("`{name}` does not say why it is here")));
        }
    }
    violations
}

fn is_entry(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_alphabetic()) && line.contains('=')
}

fn has_reason(line: &str) -> bool {
    line.rsplit_once(" # ").is_some_and(|(_, reason)| reason.trim().len() > 3)
}

/// Returns the licences that `deny.toml` allows.
pub(crate) fn allowed_licences(deny: &str) -> BTreeSet<String> {
    let table: toml::Table = deny.parse().unwrap();
    let allowed = table["licenses"]["allow"].as_array().unwrap();
    allowed.iter().map(|licence| licence.as_str().unwrap().to_owned()).collect()
}

/// Returns the packages that `deny.toml` makes an exception for, each with its licence.
pub(crate) fn exceptions(deny: &str) -> BTreeSet<(String, String)> {
    let table: toml::Table = deny.parse().unwrap();
    let exceptions = table["licenses"]["exceptions"].as_array().unwrap().iter();
    let pairs = exceptions.flat_map(|one| {
        let name = one["crate"].as_str().unwrap().to_owned();
        let licences = one["allow"].as_array().unwrap().iter();
        licences.map(move |licence| (name.clone(), licence.as_str().unwrap().to_owned()))
    });
    pairs.collect()
}

/// Checks licences and sources of all packages in the output of `cargo metadata`.
pub(crate) fn check_packages(
    metadata: &Value,
    allowed: &BTreeSet<String>,
    exceptions: &BTreeSet<(String, String)>,
) -> Vec<Violation> {
    let mut violations = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default();
        let is_exception = exceptions.contains(&(name.to_owned(), licence.to_owned()));
        if !is_exception && !satisfied(licence, allowed) {
            violations.push(Violation::new(
                "Cargo.lock",
                0,
                format!("{name}: licence `{licence}`"),
            ));
        }
        let source = package["source"].as_str();
        if source.is_some_and(|source| !source.starts_with("registry+")) {
            violations.push(Violation::new(
                "Cargo.lock",
                0,
                format!("{name}: not from a registry"),
            ));
        }
    }
    violations
}

/// Decides an SPDX expression: one alternative of each `AND` part must be allowed.
fn satisfied(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ");
    let words = expression.replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut at = 0;
    any(&words, &mut at, allowed) && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut held = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        held |= all(words, at, allowed);
    }
    held
}

fn all(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut held = term(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        held &= term(words, at, allowed);
    }
    held
}

fn term(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let held = any(words, at, allowed);
        *at += 1;
        return held;
    }
    if words.get(*at) != Some(&"WITH") {
        return allowed.contains(*word);
    }
    let exception = words.get(*at + 1).unwrap_or(&"");
    *at += 2;
    allowed.contains(*word) || allowed.contains(&format!("{word} WITH {exception}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(expression: &str) -> bool {
        let allowed = ["MIT", "ISC"].map(str::to_owned).into();
        satisfied(expression, &allowed)
    }

    #[test]
    fn licence_expressions_are_decided() {
        assert!(holds("MIT OR Apache-2.0"));
        assert!(holds("Apache-2.0/MIT"));
        assert!(holds("ISC AND (Apache-2.0 OR ISC)"));
        assert!(holds("MIT WITH some-exception"));
        assert!(!holds("Apache-2.0"));
        assert!(!holds("MIT AND GPL-3.0-only"));
        assert!(!holds(""));
        assert!(!holds("MIT MIT"));
    }

    #[test]
    fn a_dependency_without_a_reason_is_found() {
        let check = |text| check_reasons(&File::new("Cargo.toml", text)).len();
        assert_eq!(check("[dependencies]\nring = \"1\" # signs\n"), 0);
        assert_eq!(check("[dependencies]\nring = \"1\"\n"), 1);
        assert_eq!(check("[dev-dependencies]\nring.workspace = true\n"), 1);
        assert_eq!(check("[package]\nname = \"a\"\n"), 0);
    }

    #[test]
    fn a_package_from_elsewhere_is_found() {
        let check = |source, licence| {
            let packages = serde_json::json!({"packages": [
                {"name": "a", "license": licence, "source": source}]});
            let exceptions = BTreeSet::from([("a".to_owned(), "MPL-2.0".to_owned())]);
            check_packages(&packages, &BTreeSet::from(["MIT".to_owned()]), &exceptions).len()
        };
        assert_eq!(check("registry+https://example.invalid", "MIT"), 0);
        assert_eq!(check("registry+https://example.invalid", "MPL-2.0"), 0);
        assert_eq!(check("registry+https://example.invalid", "GPL-3.0-only"), 1);
        assert_eq!(check("git+https://example.invalid", "MIT"), 1);
    }
}
