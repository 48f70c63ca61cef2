//! Links between the documents: the file must be there, and so must the heading.

use std::collections::BTreeSet;

use crate::tree::{File, Violation};

/// Checks the relative links of one Markdown file against the paths of the repository.
pub(crate) fn check(file: &File, paths: &BTreeSet<String>, documents: &[File]) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (line, target) in links(&file.text) {
        if target.contains("://") || target.starts_with("mailto:") {
            continue;
        }
        let (path, heading) = target.split_once('#').unwrap_or((&target, ""));
        let path = if path.is_empty() { file.path.clone() } else { join(&file.path, path) };
        let folder = format!("{path}/");
        if !paths.contains(&path) && !paths.iter().any(|known| known.starts_with(&folder)) {
            violations.push(file.violation(line, format!("`{target}` leads nowhere")));
        }
        let document = documents.iter().find(|document| document.path == path);
        if document.is_some_and(|document| !heading.is_empty() && !has_heading(document, heading)) {
            violations.push(file.violation(line, format!("`{target}`: no such heading")));
        }
    }
    violations
}

/// The targets of inline links and of reference definitions, outside code.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (n, line) in text.lines().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        if fenced {
            continue;
        }
        for part in without_code(line).split("](").skip(1) {
            if let Some((target, _)) = part.split_once(')') {
                found.push((n + 1, target.to_owned()));
            }
        }
        if let Some((_, target)) = line.strip_prefix('[').and_then(|rest| rest.split_once("]: ")) {
            found.push((n + 1, target.trim().to_owned()));
        }
    }
    found
}

fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("`")
}

/// Resolves a path against the folder of the file that names it.
fn join(from: &str, target: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn has_heading(document: &File, slug: &str) -> bool {
    document.text.lines().filter(|line| line.starts_with('#')).any(|line| anchor(line) == slug)
}

/// The anchor that Markdown renderers give a heading.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violations(text: &str) -> usize {
        let file = File::new("docs/a.md", text);
        let paths = BTreeSet::from(["docs/a.md".to_owned(), "src/lib.rs".to_owned()]);
        check(&file, &paths, std::slice::from_ref(&file)).len()
    }

    #[test]
    fn links_that_lead_somewhere_are_fine() {
        assert_eq!(
            violations(
                "# Two words!\n[a](a.md#two-words) [b](../src) [c](https://example.invalid)"
            ),
            0
        );
        assert_eq!(violations("[d]: ../src/lib.rs\n`[e](nowhere)`\n```\n[f](nowhere)\n```"), 0);
    }

    #[test]
    fn links_that_lead_nowhere_are_found() {
        assert_eq!(violations("[a](b.md)"), 1);
        assert_eq!(violations("[a]: ../lib.rs"), 1);
        assert_eq!(violations("[a](#absent)"), 1);
    }
}
