//! What every file owes its reader: module docs, a readable length, numbered loose ends, no paths
//! of a machine.

use crate::tree::{File, Violation};

/// Lines that a file may have before it must say why it is not split.
const MAX_LINES: usize = 600;

/// The words of module docs that explain a longer file.
const LONG_BECAUSE: &str = "longer than 600 lines because";

/// Tables that a reader looks things up in, and does not read.
const FLAT_TABLES: &[&str] = &["src/oid.rs"];

/// Names of modules that say nothing about what is in them.
const EMPTY_NAMES: &[&str] = &["utils", "util", "common", "helpers", "helper", "types", "misc"];

/// Checks one Rust file.
pub(crate) fn check_rust(file: &File) -> Vec<Violation> {
    let mut violations = Vec::new();
    if !file.text.starts_with("//!") {
        violations.push(file.violation(1, "does not open with module docs (`//!`)".to_owned()));
    }
    let lines = file.text.lines().count();
    let explained = module_docs(file).to_lowercase().contains(LONG_BECAUSE);
    if lines > MAX_LINES && !explained && !FLAT_TABLES.contains(&file.path.as_str()) {
        let what = format!("has {lines} lines; split it, or say in its docs `{LONG_BECAUSE} …`");
        violations.push(file.violation(0, what));
    }
    let stem = file.path.trim_end_matches(".rs").trim_end_matches("/mod");
    if let Some(name) = EMPTY_NAMES.iter().find(|name| stem.ends_with(&format!("/{name}"))) {
        violations.push(file.violation(0, format!("`{name}` names no subject")));
    }
    violations
}

/// Checks one text file of any kind.
pub(crate) fn check_any(file: &File) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (n, line) in file.text.lines().enumerate() {
        if let Some(word) = loose_end(line) {
            violations
                .push(file.violation(n + 1, format!("`{word}` without an issue number `(#n)`")));
        }
        if let Some(path) = machine_path(line) {
            violations.push(file.violation(n + 1, format!("`{path}` is a path of one machine")));
        }
    }
    violations
}

fn module_docs(file: &File) -> String {
    let docs = file.text.lines().take_while(|line| line.starts_with("//!"));
    docs.map(|line| line.trim_start_matches("//!").trim()).collect::<Vec<_>>().join(" ")
}

/// The first mark is fine with `(#n)` behind it; the others have no such excuse.
fn loose_end(line: &str) -> Option<&'static str> {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    let mark = marks.into_iter().find(|mark| has_word(line, mark))?;
    let numbered = line.split(mark).nth(1).is_some_and(|rest| rest.starts_with("(#"));
    (mark != marks[0] || !numbered).then_some(mark)
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric()).any(|part| part == word)
}

fn machine_path(line: &str) -> Option<&'static str> {
    let roots = [
        concat!("/", "work/"),
        concat!("/", "root/"),
        concat!("/", "home/"),
        concat!("C:\\", "Users"),
    ];
    roots.into_iter().find(|root| {
        line.match_indices(root).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_module_docs_is_found() {
        assert_eq!(check_rust(&File::new("src/a.rs", "//! A.\n")), []);
        assert_eq!(check_rust(&File::new("src/a.rs", "use b;\n")).len(), 1);
    }

    #[test]
    fn a_long_file_needs_a_reason() {
        let body = "x\n".repeat(MAX_LINES);
        assert_eq!(check_rust(&File::new("src/a.rs", &format!("//! A.\n{body}"))).len(), 1);
        let docs = "//! A. Longer than\n//! 600 lines because it is one table.\n";
        assert_eq!(check_rust(&File::new("src/a.rs", &format!("{docs}{body}"))), []);
    }

    #[test]
    fn a_module_without_a_subject_is_found() {
        assert_eq!(check_rust(&File::new("src/x509/utils.rs", "//! A.\n")).len(), 1);
        assert_eq!(check_rust(&File::new("src/types/mod.rs", "//! A.\n")).len(), 1);
    }

    #[test]
    fn a_loose_end_needs_a_number() {
        let todo = concat!("TO", "DO");
        assert_eq!(check_any(&File::new("a", &format!("// {todo}(#12): finish"))), []);
        assert_eq!(check_any(&File::new("a", &format!("// {todo}: finish"))).len(), 1);
        assert_eq!(check_any(&File::new("a", concat!("// FIX", "ME(#1)"))).len(), 1);
    }

    #[test]
    fn a_machine_path_is_found() {
        assert_eq!(check_any(&File::new("a", concat!("see /ho", "me/someone/x"))).len(), 1);
        assert_eq!(check_any(&File::new("a", "see frame/work/flow")), []);
    }
}
