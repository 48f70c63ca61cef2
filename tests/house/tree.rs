//! The repository as the rules see it: text files with their paths, and what was found in them.

use std::fmt;
use std::fs;
use std::path::Path;

/// A text file of the repository.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// The path from the root of the repository, with `/`.
    pub(crate) path: String,
    /// The whole text.
    pub(crate) text: String,
}

impl File {
    /// Makes a file; the self-tests of the rules make theirs from snippets.
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Returns whether this is code of the library, tests left out.
    pub(crate) fn is_library(&self) -> bool {
        self.path.starts_with("src/") && !self.is_test()
    }

    /// Returns whether the file holds tests only.
    pub(crate) fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name == "tests.rs" || self.path.split('/').any(|part| part == "tests")
    }

    /// Says what is wrong in this file.
    pub(crate) fn violation(&self, line: usize, what: String) -> Violation {
        Violation::new(&self.path, line, what)
    }
}

/// A place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    path: String,
    line: usize,
    what: String,
}

impl Violation {
    /// Says what is wrong, and where; line 0 is the file as a whole.
    pub(crate) fn new(path: &str, line: usize, what: String) -> Self {
        Self { path: path.to_owned(), line, what }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Folders that hold nothing of ours.
const FOREIGN: &[&str] = &["target", "venv", "corpus", "artifacts", "node_modules", "__pycache__"];

/// Reads all files of the repository whose names end with one of `suffixes`, in order of path.
pub(crate) fn files(suffixes: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    walk(Path::new(env!("CARGO_MANIFEST_DIR")), "", suffixes, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn walk(root: &Path, folder: &str, suffixes: &[&str], found: &mut Vec<File>) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        let hidden = name.starts_with('.') && name != ".ci";
        if entry.file_type().unwrap().is_dir() {
            if !hidden && !FOREIGN.contains(&name.as_str()) {
                walk(root, &path, suffixes, found);
            }
        } else if suffixes.iter().any(|suffix| path.ends_with(suffix)) {
            let text = String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned();
            found.push(File { path, text });
        }
    }
}
