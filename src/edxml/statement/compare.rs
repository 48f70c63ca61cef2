//! What was sealed against what arrived: fact by fact, file by file.

use std::collections::BTreeSet;

use super::{Arrived, Detail, Fact, File, Statement, Update};

/// What became of a fact.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactState {
    /// It is what was sealed.
    Same,
    /// It is what was sealed, without some that hubs drop.
    Reduced,
    /// It is another value than was sealed.
    Changed,
    /// It was sealed, and did not arrive.
    Removed,
    /// It arrived, and was not sealed.
    Added,
}

impl FactState {
    /// Tells whether all that arrived is what was sealed, and nothing that matters is missing.
    pub fn is_harmless(self) -> bool {
        matches!(self, Self::Same | Self::Reduced)
    }
}

/// A fact, with what was sealed and what arrived.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactFinding {
    /// Which fact it is.
    pub fact: Fact,
    /// What became of it.
    pub state: FactState,
    /// The values that were sealed, in normal form; several only for a list. Of [`Fact::Details`] that
    /// are not all the same, those that did not arrive.
    pub sealed: Vec<String>,
    /// The values that arrived, in normal form. Of [`Fact::Details`], those that were not sealed.
    pub arrived: Vec<String>,
}

/// What became of an attachment.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// Its bytes and its name are what was sealed.
    Same,
    /// It has the name of one file that was sealed and the bytes of another.
    Swapped,
    /// Its bytes were sealed under another name.
    Renamed,
    /// Its bytes are others than were sealed under its name.
    Changed,
    /// It was sealed, and did not arrive.
    Missing,
    /// It arrived, and was not sealed.
    Added,
}

/// An attachment, with what was sealed and what arrived.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFinding {
    /// What became of it.
    pub state: FileState,
    /// What was sealed, unless it was added.
    pub sealed: Option<File>,
    /// What arrived, as its place in the list that was compared, unless it is missing.
    pub arrived: Option<usize>,
}

/// How a message that arrived differs from what was sealed.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Each fact that was sealed or arrived, in the order of [`Fact::ALL`].
    pub facts: Vec<FactFinding>,
    /// Each attachment that was sealed or arrived, in the order of their names.
    pub files: Vec<FileFinding>,
}

impl Comparison {
    /// Tells whether each fact and each attachment is what was sealed.
    pub fn is_same(&self) -> bool {
        self.facts.iter().all(|finding| finding.state.is_harmless())
            && self.files.iter().all(|finding| finding.state == FileState::Same)
    }
}

impl Statement {
    /// Compares what was sealed with the facts and the attachments of the message that arrived.
    ///
    /// `arrived` is a statement made from that message; who seals it, its layout and its seals are not
    /// compared, and neither are its attachments: those come as `files`, in the order of the message.
    pub fn compare(&self, arrived: &Self, files: &[Arrived]) -> Comparison {
        let facts = Fact::ALL.into_iter().filter_map(|fact| self.compare_fact(arrived, fact));
        Comparison { facts: facts.collect(), files: self.compare_files(files) }
    }

    fn compare_fact(&self, arrived: &Self, fact: Fact) -> Option<FactFinding> {
        if fact == Fact::Details {
            return self.compare_details(arrived);
        }
        let (sealed, arrived) = (self.values(fact), arrived.values(fact));
        let state = match (sealed.is_empty(), arrived.is_empty()) {
            (true, true) => return None,
            (true, false) => FactState::Added,
            (false, true) => FactState::Removed,
            (false, false) if sealed == arrived => FactState::Same,
            (false, false) => FactState::Changed,
        };
        Some(FactFinding { fact, state, sealed, arrived })
    }

    /// `docs/seal.md` §2.4: what arrived was sealed.
    fn compare_details(&self, arrived: &Self) -> Option<FactFinding> {
        let lines = |details: &mut dyn Iterator<Item = &Detail>| -> Vec<String> {
            details.map(Detail::to_line).collect()
        };
        let missing = lines(&mut self.details.difference(&arrived.details));
        let added = lines(&mut arrived.details.difference(&self.details));
        let state = match (missing.is_empty(), added.is_empty()) {
            (true, true) if self.details.is_empty() => return None,
            (true, true) => FactState::Same,
            (false, true) => FactState::Reduced,
            (true, false) => FactState::Added,
            (false, false) => FactState::Changed,
        };
        let same = state == FactState::Same;
        let sealed = if same { lines(&mut self.details.iter()) } else { missing };
        let arrived = if same { sealed.clone() } else { added };
        Some(FactFinding { fact: Fact::Details, state, sealed, arrived })
    }

    /// Returns the values of a fact as texts; values are equal exactly if their texts are.
    fn values(&self, fact: Fact) -> Vec<String> {
        match fact {
            Fact::Recipients => self.recipients.iter().cloned().collect(),
            Fact::Updates => self.updates.iter().map(update).collect(),
            Fact::Replacements => {
                let lines = self.replacements.iter();
                lines.map(|one| line(&[&one.document, &line_of(&one.organs)])).collect()
            }
            Fact::Replies => {
                let lines = self.replies.iter();
                lines.map(|one| line(&[&one.organ, &one.code, &one.date, &one.document])).collect()
            }
            _ => self.texts.get(&fact).cloned().into_iter().collect(),
        }
    }

    /// Finds for each sealed file what arrived as it, and for each file that arrived what it was.
    fn compare_files(&self, arrived: &[Arrived]) -> Vec<FileFinding> {
        let mut left = Left {
            sealed: (0..self.files.len()).collect(),
            arrived: (0..arrived.len()).collect(),
            found: Vec::new(),
        };
        left.pair(self, arrived, |sealed, file| {
            let same = sealed.name() == file.name() && file.form_of(sealed).is_some();
            same.then_some(FileState::Same)
        });
        left.pair(self, arrived, |sealed, file| {
            let named = sealed.name() == file.name();
            named.then(|| self.replaced_by(file))
        });
        left.pair(self, arrived, |sealed, file| file.form_of(sealed).map(|_| FileState::Renamed));
        left.finish(self, arrived)
    }

    /// Tells what a file is that has a sealed file's name and not its bytes.
    fn replaced_by(&self, file: &Arrived) -> FileState {
        let known = self.files.iter().any(|one| file.form_of(one).is_some());
        if known { FileState::Swapped } else { FileState::Changed }
    }
}

/// The files that have no counterpart yet, by their places.
struct Left {
    sealed: BTreeSet<usize>,
    arrived: BTreeSet<usize>,
    found: Vec<FileFinding>,
}

impl Left {
    /// Takes out each pair that `judge` sees.
    fn pair(
        &mut self,
        statement: &Statement,
        arrived: &[Arrived],
        judge: impl Fn(&File, &Arrived) -> Option<FileState>,
    ) {
        for sealed in std::mem::take(&mut self.sealed) {
            let Some(file) = statement.files.get(sealed) else { continue };
            let pair = self.arrived.iter().find_map(|place| {
                let state = judge(file, arrived.get(*place)?)?;
                Some((*place, state))
            });
            match pair {
                Some((place, state)) => {
                    self.arrived.remove(&place);
                    self.found.push(FileFinding {
                        state,
                        sealed: Some(file.clone()),
                        arrived: Some(place),
                    });
                }
                None => {
                    self.sealed.insert(sealed);
                }
            }
        }
    }

    /// Returns the pairs, with what is missing and what was added, in the order of names.
    fn finish(mut self, statement: &Statement, arrived: &[Arrived]) -> Vec<FileFinding> {
        for sealed in self.sealed {
            let sealed = statement.files.get(sealed).cloned();
            self.found.push(FileFinding { state: FileState::Missing, sealed, arrived: None });
        }
        for place in self.arrived {
            let state = FileState::Added;
            self.found.push(FileFinding { state, sealed: None, arrived: Some(place) });
        }
        let name = |finding: &FileFinding| {
            let arrived = finding.arrived.and_then(|place| arrived.get(place)).map(Arrived::name);
            let sealed = finding.sealed.as_ref().map(File::name);
            (sealed.or(arrived).map(str::to_owned), finding.arrived)
        };
        self.found.sort_by_cached_key(name);
        self.found
    }
}

/// Joins texts so that different lists give different lines: none of them is cut or run together.
fn line(parts: &[&str]) -> String {
    let quoted: Vec<String> =
        parts.iter().map(|part| part.replace('\\', r"\\").replace('|', r"\|")).collect();
    quoted.join(" | ")
}

fn update(update: &Update) -> String {
    let changes = update.changes.iter().map(|one| line(&[&one.organ, &one.kind]));
    line(&[&update.document, &update.receivers, &line_of(&changes.collect())])
}

fn line_of(parts: &BTreeSet<String>) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    line(&parts)
}
