//! What was found in a file, as a tree that is printed as text or as JSON.

use std::io::Write;

use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::lang::{Language, Text, inspect as text};
use crate::print::{self, HEADING};

/// One thing in a file.
#[derive(Debug)]
pub(super) struct Entry {
    kind: &'static str,
    title: &'static Text,
    facts: Vec<(&'static str, &'static Text, Value)>,
    inside: Vec<(&'static str, Vec<Self>)>,
}

impl Entry {
    /// Begins with the kind, as JSON and people call it.
    pub(super) fn new(kind: &'static str, title: &'static Text) -> Self {
        Self { kind, title, facts: Vec::new(), inside: Vec::new() }
    }

    /// Adds a fact: its name in JSON, its label, its value.
    pub(super) fn fact(
        &mut self,
        key: &'static str,
        label: &'static Text,
        value: impl Into<Value>,
    ) -> &mut Self {
        self.facts.push((key, label, value.into()));
        self
    }

    /// Adds a list, if it has members.
    pub(super) fn list(
        &mut self,
        key: &'static str,
        label: &'static Text,
        values: impl IntoIterator<Item = String>,
    ) -> &mut Self {
        let values: Vec<Value> = values.into_iter().map(Value::from).collect();
        if !values.is_empty() {
            self.facts.push((key, label, Value::Array(values)));
        }
        self
    }

    /// Adds things that are inside this one.
    pub(super) fn with(&mut self, key: &'static str, entries: Vec<Self>) -> &mut Self {
        self.inside.push((key, entries));
        self
    }

    /// Returns the thing as JSON.
    pub(super) fn to_json(&self) -> Value {
        let mut object = Map::new();
        object.insert("kind".to_owned(), self.kind.into());
        for (key, _, value) in &self.facts {
            object.insert((*key).to_owned(), value.clone());
        }
        for (key, entries) in &self.inside {
            let entries = entries.iter().map(Self::to_json).collect();
            object.insert((*key).to_owned(), Value::Array(entries));
        }
        Value::Object(object)
    }

    /// Prints the thing for people.
    pub(super) fn print(
        &self,
        out: &mut impl Write,
        language: Language,
        depth: usize,
    ) -> Result<(), Failure> {
        let indent = "  ".repeat(depth);
        print::line(out, &format!("{indent}{HEADING}{}{HEADING:#}", self.title.say(language)))?;
        for (_, label, value) in &self.facts {
            let label = label.say(language);
            match value {
                Value::Array(values) => {
                    print::line(out, &format!("{indent}  {label}:"))?;
                    for value in values {
                        print::line(out, &format!("{indent}    {}", shown(value, language)))?;
                    }
                }
                value => {
                    print::line(out, &format!("{indent}  {label}: {}", shown(value, language)))?
                }
            }
        }
        let mut inside = self.inside.iter().flat_map(|(_, entries)| entries);
        inside.try_for_each(|entry| entry.print(out, language, depth + 1))
    }
}

fn shown(value: &Value, language: Language) -> String {
    match value {
        Value::String(text) => print::harmless(text),
        Value::Bool(true) => text::YES.say(language).to_owned(),
        Value::Bool(false) => text::NO.say(language).to_owned(),
        Value::Null => "—".to_owned(),
        other => other.to_string(),
    }
}
