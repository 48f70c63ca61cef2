//! The layers of `docs/architecture.md`: imports go downward, or along a row where an arrow is drawn.
//!
//! Read are `crate::…` and `super::…` paths of `src`, tests left out. What the crate root
//! re-exports counts as its module.

use std::collections::{BTreeMap, BTreeSet};

use crate::tokens::{Token, library_tokens, reads};
use crate::tree::{File, Violation};

/// The rows, from the lowest; a module may name any module of a lower row.
const ROWS: &[&[&str]] = &[
    &["error", "limits", "language", "oid", "time", "der", "xml", "zip"],
    &["pem", "crypto", "x509", "keys"],
    &["cms", "policy", "path", "revocation", "tsp"],
    &["ades"],
    &["asic", "cache", "cades"],
    &["verify", "chain", "inspect"],
    &["edxml"],
    &["journal", "receipt", "registry"],
    &["gateway"],
    &["durable"],
    &["online"],
];

/// The arrows along a row.
const ARROWS: &[(&str, &str)] = &[
    ("asic", "cades"),
    ("der", "error"),
    ("der", "limits"),
    ("der", "oid"),
    ("der", "time"),
    ("error", "language"),
    ("error", "limits"),
    ("oid", "error"),
    ("time", "error"),
    ("xml", "error"),
    ("xml", "limits"),
    ("keys", "crypto"),
    ("keys", "pem"),
    ("keys", "x509"),
    ("path", "policy"),
    ("revocation", "path"),
    ("revocation", "policy"),
    ("tsp", "cms"),
    ("tsp", "path"),
    ("tsp", "policy"),
    ("x509", "crypto"),
    ("x509", "pem"),
    ("zip", "error"),
    ("zip", "limits"),
];

type Edge = (String, String);

/// Checks the imports of all files of `src` together.
pub(crate) fn check(files: &[File]) -> Vec<Violation> {
    let root = files.iter().find(|file| file.path == "src/lib.rs");
    let exports = root.map(|file| re_exports(&file.text)).unwrap_or_default();
    let mut violations = Vec::new();
    let mut edges = BTreeSet::new();
    for file in files.iter().filter(|file| file.is_library() && file.path != "src/lib.rs") {
        let from = module_path(&file.path)[0].clone();
        for (target, line) in imports(file) {
            let Some(to) = resolve(&target, &exports) else {
                violations.push(file.violation(line, format!("`crate::{target}` is in no layer")));
                continue;
            };
            if !allowed(&from, &to) {
                violations.push(file.violation(line, format!("`{from}` must not import `{to}`")));
            }
            edges.insert((from.clone(), to));
        }
    }
    violations.extend(cycle(&edges));
    violations
}

fn row(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

fn allowed(from: &str, to: &str) -> bool {
    let arrow = ARROWS.iter().any(|(a, b)| (*a, *b) == (from, to));
    from == to || arrow || row(from).is_some() && row(to) < row(from)
}

fn resolve(target: &str, exports: &BTreeMap<String, String>) -> Option<String> {
    let module = exports.get(target).map_or(target, String::as_str);
    row(module).map(|_| module.to_owned())
}

/// The path of the module that a file holds: `src/path/name/mod.rs` is `[path, name]`.
fn module_path(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    inner.trim_end_matches("/mod").split('/').map(str::to_owned).collect()
}

/// The first names after the crate root that a file refers to, with their lines.
fn imports(file: &File) -> Vec<(String, usize)> {
    let tokens = library_tokens(&file.text);
    let depth = module_path(&file.path).len();
    let mut found = Vec::new();
    let mut inline: Vec<usize> = Vec::new(); // brace depths at which inline modules were opened
    let mut braces = 0;
    for at in 0..tokens.len() {
        match tokens[at].text.as_str() {
            "{" => {
                braces += 1;
                if at >= 2 && tokens[at - 2].text == "mod" {
                    inline.push(braces);
                }
            }
            "}" => {
                if inline.last() == Some(&braces) {
                    inline.pop();
                }
                braces -= 1;
            }
            "crate" if reads(&tokens, at + 1, &[":", ":"]) => found.extend(heads(&tokens, at + 3)),
            "super" if !preceded_by_path(&tokens, at) => {
                let (steps, next) = supers(&tokens, at);
                if steps >= depth + inline.len() {
                    found.extend(heads(&tokens, next));
                }
            }
            _ => {}
        }
    }
    found
}

fn preceded_by_path(tokens: &[Token], at: usize) -> bool {
    at >= 2 && reads(tokens, at - 2, &[":", ":"])
}

/// Counts a chain of `super::` and returns where the path goes on.
fn supers(tokens: &[Token], mut at: usize) -> (usize, usize) {
    let mut steps = 0;
    while reads(tokens, at, &["super", ":", ":"]) {
        steps += 1;
        at += 3;
    }
    (steps, at)
}

/// The name at `at`, or the first name of each member of the group at `at`.
fn heads(tokens: &[Token], at: usize) -> Vec<(String, usize)> {
    let Some(first) = tokens.get(at) else { return Vec::new() };
    if first.text != "{" {
        return vec![(first.text.clone(), first.line)];
    }
    let mut found = Vec::new();
    let mut depth = 0;
    for (n, token) in tokens.iter().enumerate().skip(at) {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" if depth == 1 => break,
            "}" => depth -= 1,
            _ => {}
        }
        let starts = depth == 1 && n > at && matches!(tokens[n - 1].text.as_str(), "{" | ",");
        if starts && token.text != "," {
            found.push((token.text.clone(), token.line));
        }
    }
    found
}

/// What the crate root re-exports: name → module.
fn re_exports(text: &str) -> BTreeMap<String, String> {
    let tokens = library_tokens(text);
    let mut exports = BTreeMap::new();
    for at in 0..tokens.len() {
        if reads(&tokens, at, &["pub", "use"]) && reads(&tokens, at + 3, &[":", ":"]) {
            let names = tokens[at + 5..].iter().take_while(|token| token.text != ";");
            let module = &tokens[at + 2].text;
            exports.extend(names.map(|name| (name.text.clone(), module.clone())));
        }
    }
    exports
}

/// Reports a module that reaches itself through others.
fn cycle(edges: &BTreeSet<Edge>) -> Option<Violation> {
    let starts: BTreeSet<&String> = edges.iter().map(|(from, _)| from).collect();
    starts.into_iter().find_map(|start| {
        let mut reached = BTreeSet::new();
        let mut open = vec![start];
        while let Some(module) = open.pop() {
            for (_, to) in edges.iter().filter(|(from, to)| from == module && to != module) {
                if to == start {
                    let what = format!("`{start}` imports itself through `{module}`");
                    return Some(Violation::new("src", 0, what));
                }
                if reached.insert(to) {
                    open.push(to);
                }
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violations(path: &str, text: &str) -> usize {
        let root =
            File::new("src/lib.rs", "pub use policy::{Policy, TrustStore};\npub use time::Time;");
        check(&[root, File::new(path, text)]).len()
    }

    #[test]
    fn imports_downward_and_along_arrows_are_fine() {
        assert_eq!(
            violations("src/path/mod.rs", "use crate::{Policy, der::{Reader, Tag}, x509};"),
            0
        );
        assert_eq!(
            violations("src/keys/mod.rs", "use crate::x509::Certificate; use super::Time;"),
            0
        );
        assert_eq!(
            violations("src/x509/name.rs", "use super::Extensions; use super::super::der;"),
            0
        );
        assert_eq!(violations("src/crypto/mod.rs", "pub mod legacy { use super::verify; }"), 0);
    }

    #[test]
    fn an_import_upward_is_found() {
        assert_eq!(violations("src/crypto/mod.rs", "use crate::x509::Certificate;"), 1);
        assert_eq!(violations("src/der/mod.rs", "use crate::{oid, cms::{a, b}};"), 1);
        assert_eq!(violations("src/policy/mod.rs", "fn f() { crate::path::find(); }"), 1);
        assert_eq!(violations("src/x509/mod.rs", "use crate::Policy;"), 1);
        assert_eq!(violations("src/x509/name.rs", "use super::super::cades::sign;"), 1);
    }

    #[test]
    fn a_module_outside_the_table_is_found() {
        assert_eq!(violations("src/path/mod.rs", "use crate::utils::hex;"), 1);
    }

    #[test]
    fn a_cycle_is_found() {
        let edge = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert!(cycle(&BTreeSet::from([edge("a", "b"), edge("b", "c"), edge("c", "a")])).is_some());
        assert!(cycle(&BTreeSet::from([edge("a", "b"), edge("a", "c"), edge("c", "b")])).is_none());
    }

    #[test]
    fn tests_may_import_what_they_like() {
        assert_eq!(violations("src/der/mod.rs", "#[cfg(test)] mod tests { use crate::cades; }"), 0);
    }
}
