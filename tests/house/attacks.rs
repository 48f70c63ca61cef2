//! `docs/known-attacks.md` names the test that holds each check; the test must be there.

use std::collections::BTreeSet;

use crate::tokens::tokens;
use crate::tree::{File, Violation};

/// Checks the rows of the document against the functions of the repository.
pub(crate) fn check(document: &File, files: &[File]) -> Vec<Violation> {
    let functions: BTreeSet<String> = files.iter().flat_map(functions).collect();
    let mut violations = Vec::new();
    for (n, line) in document.text.lines().enumerate().filter(|(_, line)| line.starts_with("| **"))
    {
        let names = held_by(line);
        if names.is_empty() {
            violations.push(document.violation(n + 1, "no test holds this".to_owned()));
        }
        for name in names.iter().filter(|name| !functions.contains(*name)) {
            violations.push(document.violation(n + 1, format!("there is no test `{name}`")));
        }
    }
    violations
}

/// The names in the last cell of a row.
fn held_by(row: &str) -> Vec<String> {
    let cell = row.trim().trim_end_matches('|').rsplit('|').next().unwrap_or_default();
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn functions(file: &File) -> Vec<String> {
    let tokens = tokens(&file.text);
    let pairs = tokens.windows(2).filter(|pair| pair[0].text == "fn");
    pairs.map(|pair| pair[1].text.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violations(row: &str) -> usize {
        let files = [File::new("tests/a.rs", "#[test] fn refuses_a_forgery() {}")];
        check(&File::new("docs/known-attacks.md", row), &files).len()
    }

    #[test]
    fn a_row_names_tests_that_exist() {
        assert_eq!(violations("| **A.** `b` | c | `refuses_a_forgery` |"), 0);
        assert_eq!(violations("| **A.** | c | `refuses_a_theft` |"), 1);
        assert_eq!(violations("| **A.** | c | |"), 1);
    }
}
