//! A function is short enough to be read at once: 40 lines of code, comments and blank lines not
//! counted.

use crate::tokens::{Token, after_group, tokens};
use crate::tree::{File, Violation};

/// Lines of code that a function may have.
const MAX_LINES: usize = 40;

/// Longer functions: file, name, and why they are not cut. One that is short enough again fails.
const EXCEPTIONS: &[(&str, &str, &str)] = &[(
    "src/path/tests/purposes.rs",
    "the_profile_of_the_web_is_kept_or_named",
    "one table of cases, and a loop over it",
)];

/// Checks all files together, so that an exception without its function is seen.
pub(crate) fn check(files: &[File]) -> Vec<Violation> {
    check_with(files, EXCEPTIONS)
}

fn check_with(files: &[File], exceptions: &[(&str, &str, &str)]) -> Vec<Violation> {
    let mut stale: Vec<_> = exceptions.iter().collect();
    let mut violations = Vec::new();
    for file in files {
        for long in long_functions(&tokens(&file.text)) {
            let excepted =
                stale.iter().position(|(path, name, _)| *path == file.path && *name == long.name);
            match excepted {
                Some(at) => drop(stale.remove(at)),
                None => {
                    let what = format!("`{}` has {} lines of code", long.name, long.lines);
                    violations.push(file.violation(long.line, what));
                }
            }
        }
    }
    let stale = stale.into_iter().map(|(path, name, _)| {
        Violation::new(path, 0, format!("the exception for `{name}` no longer applies"))
    });
    violations.into_iter().chain(stale).collect()
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
}

fn long_functions(tokens: &[Token]) -> Vec<Function> {
    let starts = (0..tokens.len()).filter(|at| tokens[*at].text == "fn");
    starts.filter_map(|at| measure(tokens, at)).filter(|found| found.lines > MAX_LINES).collect()
}

/// Measures the function at `fn`, from its first to its last line; `None` for one without a body.
fn measure(tokens: &[Token], at: usize) -> Option<Function> {
    let name = tokens.get(at + 1).filter(|token| token.text != "(")?;
    let mut open = at + 2;
    while open < tokens.len() && tokens[open].text != "{" {
        match tokens[open].text.as_str() {
            ";" => return None,
            "(" | "[" => open = after_group(tokens, open),
            _ => open += 1,
        }
    }
    let body = &tokens[at..after_group(tokens, open)];
    let mut lines: Vec<usize> = body.iter().map(|token| token.line).collect();
    lines.dedup();
    Some(Function { name: name.text.clone(), line: tokens[at].line, lines: lines.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(lines: usize) -> File {
        let body = "    // a comment, then nothing\n\n    a();\n".repeat(lines - 2);
        File::new("src/a.rs", &format!("fn short();\nfn f(a: [u8; 2]) {{\n{body}}}\n"))
    }

    #[test]
    fn lines_of_code_are_counted() {
        assert_eq!(check_with(&[function(MAX_LINES)], &[]), []);
        assert_eq!(check_with(&[function(MAX_LINES + 1)], &[]).len(), 1);
    }

    #[test]
    fn an_exception_holds_until_it_is_stale() {
        let exceptions = [("src/a.rs", "f", "a table")];
        assert_eq!(check_with(&[function(MAX_LINES + 1)], &exceptions), []);
        assert_eq!(check_with(&[function(MAX_LINES)], &exceptions).len(), 1);
    }
}
