//! The index of the suites, and the comparison with what they say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;

/// The folder of the suites; `None` without them.
pub(crate) struct Suite {
    root: PathBuf,
    name: &'static str,
    /// What is judged of the suite: messages, or containers.
    what: &'static str,
}

impl Suite {
    pub(crate) fn open(name: &'static str) -> Option<Self> {
        Self::open_for("cms", name)
    }

    /// Opens a suite for its messages (`cms`) or for its containers (`asic`).
    pub(crate) fn open_for(what: &'static str, name: &'static str) -> Option<Self> {
        let given = std::env::var_os("ANTIN_SUITES").map(PathBuf::from);
        let root = given.unwrap_or_else(|| {
            PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/suites"))
        });
        if root.join("INDEX.jsonl").is_file() {
            return Some(Self { root, name, what });
        }
        let required = std::env::var_os("ANTIN_REQUIRE_PEERS").is_some_and(|value| value == "1");
        assert!(!required, "the suites are required: set ANTIN_SUITES");
        println!("{name}: skipped: no SUITES");
        None
    }

    pub(crate) fn read(&self, file: &str) -> Vec<u8> {
        std::fs::read(self.root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.root.join(folder)).expect("folder");
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            entry.expect("entry").file_name().into_string().expect("UTF-8")
        };
        let mut files: Vec<_> = entries.map(name).collect();
        files.sort();
        files
    }

    pub(crate) fn cases(&self) -> Vec<Value> {
        let index = String::from_utf8(self.read("INDEX.jsonl")).expect("UTF-8");
        let lines = index.lines().map(|line| serde_json::from_str(line).expect("JSON"));
        lines.filter(|case: &Value| case["corpus"] == self.name).collect()
    }

    /// Prints the comparison, and fails if it is worse than the exceptions say.
    pub(crate) fn report(&self, tally: &Tally) {
        let (accepted, refused) = (tally.wrongly_accepted.len(), tally.wrongly_refused.len());
        println!(
            "{}-{}: {} agree, {accepted} wrongly accepted, {refused} wrongly refused, {} not applicable",
            self.what, self.name, tally.agree, tally.not_applicable
        );
        for (id, told) in &tally.wrongly_accepted {
            println!("  wrongly accepted: {id}: {told}");
        }
        for (id, told) in &tally.wrongly_refused {
            println!("  wrongly refused: {id}: {told}");
        }
        assert!(tally.agree > 0, "no case was judged");
        assert!(tally.wrongly_accepted.is_empty(), "wrongly accepted");
        let refused: BTreeSet<_> = tally.wrongly_refused.keys().cloned().collect();
        let file = format!("tests/exceptions/{}-{}.toml", self.what, self.name);
        assert_eq!(refused, self.exceptions(), "{file}");
    }

    /// The cases that may be wrongly refused; each must say by which clause, and why.
    fn exceptions(&self) -> BTreeSet<String> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exceptions");
        let file = format!("{folder}/{}-{}.toml", self.what, self.name);
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let table: toml::Table = text.parse().expect("TOML");
        let entries = table.get("exception").and_then(toml::Value::as_array);
        let said = |entry: &toml::Value, key: &str| {
            let value = entry.get(key).and_then(toml::Value::as_str).unwrap_or_default();
            assert!(!value.is_empty(), "an exception without {key}: {entry}");
            value.to_owned()
        };
        entries
            .into_iter()
            .flatten()
            .map(|entry| {
                said(entry, "clause");
                said(entry, "reason");
                said(entry, "id")
            })
            .collect()
    }
}

/// How judgements compare.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) agree: usize,
    pub(crate) not_applicable: usize,
    wrongly_accepted: BTreeMap<String, String>,
    wrongly_refused: BTreeMap<String, String>,
}

impl Tally {
    /// Compares what a suite says with what is told here, and why.
    pub(crate) fn compare(&mut self, id: &str, expected: bool, found: bool, told: &str) {
        match (expected, found) {
            (true, false) => drop(self.wrongly_refused.insert(id.to_owned(), told.to_owned())),
            (false, true) => drop(self.wrongly_accepted.insert(id.to_owned(), told.to_owned())),
            _ => self.agree += 1,
        }
    }
}
