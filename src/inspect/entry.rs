//! What was found, as a tree that is told as JSON or in lines.

use serde_json::{Map, Value};

use crate::ades::escape;
use crate::error::Error;
use crate::inspect::label::{self, Label};
use crate::inspect::{Line, LineKind};
use crate::language::Language;

/// One thing that was found.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    kind: &'static str,
    title: Label,
    facts: Vec<(&'static str, Label, Fact)>,
    inside: Vec<(&'static str, Vec<Self>)>,
}

/// A fact about a thing; an error is told in the language of who reads it.
#[derive(Clone, Debug)]
enum Fact {
    Value(Value),
    Error(Error),
}

impl Entry {
    /// Begins with the kind, as JSON and people call it.
    pub(super) fn new(kind: &'static str, title: Label) -> Self {
        Self { kind, title, facts: Vec::new(), inside: Vec::new() }
    }

    /// Adds a fact: its name in JSON, its label, its value.
    pub(super) fn fact(
        &mut self,
        key: &'static str,
        label: Label,
        value: impl Into<Value>,
    ) -> &mut Self {
        self.facts.push((key, label, Fact::Value(value.into())));
        self
    }

    /// Adds why something cannot be read.
    pub(super) fn error(&mut self, label: Label, error: &Error) -> &mut Self {
        self.facts.push(("error", label, Fact::Error(error.clone())));
        self
    }

    /// Adds a list, if it has members.
    pub(super) fn list(
        &mut self,
        key: &'static str,
        label: Label,
        values: impl IntoIterator<Item = String>,
    ) -> &mut Self {
        let values: Vec<Value> = values.into_iter().map(Value::from).collect();
        if !values.is_empty() {
            self.fact(key, label, Value::Array(values));
        }
        self
    }

    /// Adds things that are inside this one.
    pub(super) fn with(&mut self, key: &'static str, entries: Vec<Self>) -> &mut Self {
        self.inside.push((key, entries));
        self
    }

    /// Returns the thing as JSON.
    pub(super) fn to_json(&self, language: Language) -> Value {
        let mut object = Map::new();
        object.insert("kind".to_owned(), self.kind.into());
        for (key, _, fact) in &self.facts {
            let value = match fact {
                Fact::Value(value) => value.clone(),
                Fact::Error(error) => error.text(language).into(),
            };
            object.insert((*key).to_owned(), value);
        }
        for (key, entries) in &self.inside {
            let entries = entries.iter().map(|entry| entry.to_json(language)).collect();
            object.insert((*key).to_owned(), Value::Array(entries));
        }
        Value::Object(object)
    }

    /// Tells the thing in lines; what is inside of it is indented.
    pub(super) fn tell(&self, language: Language, depth: usize, lines: &mut Vec<Line>) {
        let indent = "  ".repeat(depth);
        let mut line = |kind, text: String| lines.push(Line::new(kind, text));
        line(LineKind::Title, format!("{indent}{}", self.title.say(language)));
        for (_, label, fact) in &self.facts {
            let label = label.say(language);
            match fact {
                Fact::Value(Value::Array(values)) => {
                    line(LineKind::Fact, format!("{indent}  {label}:"));
                    for value in values {
                        let shown = shown(value, language);
                        line(LineKind::Fact, format!("{indent}    {shown}"));
                    }
                }
                Fact::Value(value) => {
                    let shown = shown(value, language);
                    line(LineKind::Fact, format!("{indent}  {label}: {shown}"));
                }
                Fact::Error(error) => {
                    let text = escape(&error.text(language));
                    line(LineKind::Fact, format!("{indent}  {label}: {text}"));
                }
            }
        }
        for entry in self.inside.iter().flat_map(|(_, entries)| entries) {
            entry.tell(language, depth + 1, lines);
        }
    }
}

fn shown(value: &Value, language: Language) -> String {
    match value {
        Value::String(text) => escape(text),
        Value::Bool(true) => label::YES.say(language).to_owned(),
        Value::Bool(false) => label::NO.say(language).to_owned(),
        Value::Null => "—".to_owned(),
        other => other.to_string(),
    }
}

/// Returns bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
