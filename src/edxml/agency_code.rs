//! Identifier codes of agencies, in both forms that are in use.
//!
//! QCVN 102:2016/BTTTT: four groups, the last is level 1 (`000.00.12.X40`; short forms such as
//! `28.22.H17` are met). Decision 20/2020/QĐ-TTg, Article 4: one group a level, the first is level 1,
//! at most 35 characters (`X98.12.3`). Which form it is, the place of the letter says that level 1
//! begins with. Codes are never converted in silence: old ones stay in archives, and the official
//! mapping is a table. Left out: whether a code was ever given to anybody.

use std::collections::BTreeMap;
use std::fmt;

/// Characters that a code may have (Decision 20/2020/QĐ-TTg, Article 4).
const MAX_LENGTH: usize = 35;

/// A form of identifier codes.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeForm {
    /// Level 1 last, four groups with zeros (QCVN 102:2016/BTTTT).
    Qcvn102,
    /// Level 1 first, only the levels that are used (Decision 20/2020/QĐ-TTg).
    Decision20,
}

/// Why a text is no identifier code.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// There is no text, or the text `null` that some systems write.
    #[error("there is no identifier code")]
    Missing,
    /// It has more than 35 characters.
    #[error("the identifier code has more than 35 characters")]
    Length,
    /// It has other characters than letters A to Z, digits and dots.
    #[error("the identifier code has other characters than letters, digits and dots")]
    Character,
    /// A group is empty.
    #[error("a group of the identifier code is empty")]
    EmptyGroup,
    /// Neither its first nor its last group begins with a letter, so level 1 cannot be told.
    #[error("no group of the identifier code can be level 1")]
    NoLevel1,
}

/// What is unusual about a code that can be read.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeWarning {
    /// It has letters in lower case.
    LowerCase,
    /// Level 1 has another length than three characters.
    Level1Length,
    /// A code of QCVN 102 that has not thirteen characters in four groups.
    ShortForm,
}

/// An identifier code.
///
/// Two are equal if their canonical texts are.
///
/// # Examples
///
/// ```
/// use antin::edxml::{AgencyCode, CodeForm};
///
/// let old = AgencyCode::parse("000.00.12.X40")?;
/// assert_eq!((old.form(), old.levels()), (CodeForm::Qcvn102, vec!["X40", "12"]));
/// let new = AgencyCode::parse("X40.12")?;
/// assert_ne!(old, new); // never equal by themselves
/// assert_eq!(old.guess().as_deref(), Some("X40.12"));
/// # Ok::<(), antin::edxml::CodeFault>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencyCode {
    canonical: String,
    form: CodeForm,
    lower: bool,
}

impl AgencyCode {
    /// Reads a code; white space around it is passed over.
    ///
    /// # Errors
    ///
    /// [`CodeFault`] says why it is none.
    pub fn parse(text: &str) -> Result<Self, CodeFault> {
        let text = text.trim();
        if text.is_empty() || text == "null" {
            return Err(CodeFault::Missing);
        }
        if text.chars().count() > MAX_LENGTH {
            return Err(CodeFault::Length);
        }
        if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.') {
            return Err(CodeFault::Character);
        }
        if text.split('.').any(str::is_empty) {
            return Err(CodeFault::EmptyGroup);
        }
        let begins = |group: Option<&str>| {
            group.is_some_and(|group| group.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        let form = if begins(text.split('.').next()) {
            CodeForm::Decision20
        } else if begins(text.rsplit('.').next()) {
            CodeForm::Qcvn102
        } else {
            return Err(CodeFault::NoLevel1);
        };
        let lower = text.bytes().any(|b| b.is_ascii_lowercase());
        Ok(Self { canonical: text.to_ascii_uppercase(), form, lower })
    }

    /// Returns the code as it is compared: without space around it, in upper case.
    pub fn as_str(&self) -> &str {
        &self.canonical
    }

    /// Returns the form.
    pub fn form(&self) -> CodeForm {
        self.form
    }

    /// Returns the groups from level 1 downward, without those of zeros at the end.
    pub fn levels(&self) -> Vec<&str> {
        let groups = self.canonical.split('.');
        match self.form {
            CodeForm::Decision20 => groups.collect(),
            CodeForm::Qcvn102 => {
                let mut levels: Vec<&str> = groups.rev().collect();
                while levels.last().is_some_and(|group| group.bytes().all(|b| b == b'0')) {
                    levels.pop();
                }
                levels
            }
        }
    }

    /// Returns what is unusual about it.
    pub fn warnings(&self) -> Vec<CodeWarning> {
        let level_1 = self.levels().first().map_or(0, |group| group.len());
        let full = self.canonical.len() == 13 && self.canonical.split('.').count() == 4;
        let all = [
            (self.lower, CodeWarning::LowerCase),
            (level_1 != 3, CodeWarning::Level1Length),
            (self.form == CodeForm::Qcvn102 && !full, CodeWarning::ShortForm),
        ];
        all.into_iter().filter(|(found, _)| *found).map(|(_, warning)| warning).collect()
    }

    /// Guesses what a code of QCVN 102 became: its groups turned round, without those of zeros.
    ///
    /// This is an inference, good for a suggestion to a person and for nothing else.
    pub fn guess(&self) -> Option<String> {
        let levels = self.levels();
        let levels = levels.into_iter().filter(|group| !group.bytes().all(|b| b == b'0'));
        let guess = levels.collect::<Vec<_>>().join(".");
        (self.form == CodeForm::Qcvn102).then_some(guess)
    }
}

impl fmt::Display for AgencyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.canonical)
    }
}

/// Which codes became which, as the caller knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeTable {
    became: BTreeMap<AgencyCode, AgencyCode>,
}

impl CodeTable {
    /// Makes a table of pairs: what was, and what it became.
    pub fn new(pairs: impl IntoIterator<Item = (AgencyCode, AgencyCode)>) -> Self {
        Self { became: pairs.into_iter().collect() }
    }

    /// Returns what a code became; `None` if the table does not say.
    pub fn convert(&self, code: &AgencyCode) -> Option<&AgencyCode> {
        self.became.get(code)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    fn code(text: &str) -> AgencyCode {
        AgencyCode::parse(text).unwrap()
    }

    #[test]
    fn both_forms_are_told_apart_and_have_levels() {
        assert_eq!(code("000.00.00.G22").levels(), ["G22"]);
        assert_eq!(code("002.00.20.H13").levels(), ["H13", "20", "00", "002"]);
        assert_eq!(code("28.22.H17").levels(), ["H17", "22", "28"]);
        assert_eq!(code("H37.DN.001").levels(), ["H37", "DN", "001"]);
        assert_eq!(code("H37.DN.001").form(), CodeForm::Decision20);
        assert_eq!(code("000.00.04.G14").form(), CodeForm::Qcvn102);
    }

    #[test]
    fn what_is_unusual_is_a_warning() {
        assert_eq!(code("000.00.04.G14").warnings(), []);
        assert_eq!(code("G14.12.3").warnings(), []);
        assert_eq!(code("28.22.H17").warnings(), [CodeWarning::ShortForm]);
        assert_eq!(code("g14.12").warnings(), [CodeWarning::LowerCase]);
        assert_eq!(
            code("vxp1.saas").warnings(),
            [CodeWarning::LowerCase, CodeWarning::Level1Length]
        );
        assert_eq!(code(" g14.12 ").as_str(), "G14.12");
    }

    #[test]
    fn what_is_no_code_is_refused_with_the_reason() {
        let fault = |text: &str| AgencyCode::parse(text).unwrap_err();
        assert_eq!(fault("  "), CodeFault::Missing);
        assert_eq!(fault("null"), CodeFault::Missing);
        assert_eq!(fault("A12..3"), CodeFault::EmptyGroup);
        assert_eq!(fault("12.34"), CodeFault::NoLevel1);
        assert_eq!(fault("A12-3"), CodeFault::Character);
        assert_eq!(fault("А12.3"), CodeFault::Character); // a Cyrillic letter
        assert_eq!(fault(&"A".repeat(36)), CodeFault::Length);
        assert_eq!(code(&"A".repeat(35)).as_str().len(), 35);
    }

    #[test]
    fn only_a_table_converts() {
        let (old, new) = (code("000.00.04.G14"), code("G14.4"));
        assert_ne!(old, new);
        assert_eq!(old.guess().as_deref(), Some("G14.04"));
        assert_eq!(new.guess(), None);
        let table = CodeTable::new([(old.clone(), new.clone())]);
        assert_eq!(table.convert(&old), Some(&new));
        assert_eq!(table.convert(&new), None);
    }
}
