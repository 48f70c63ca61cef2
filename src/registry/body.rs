//! A body that has an identifier code.

use crate::Time;

/// A body that has an identifier code, and when it existed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) from: Option<Time>,
    pub(super) until: Option<Time>,
    pub(super) successors: Vec<String>,
}

impl Body {
    /// Describes a body by its identifier code and its name, both put in normal form.
    ///
    /// The code is compared as it is: neither form of a code is ever turned into the other.
    pub fn new(code: &str, name: &str) -> Self {
        let normal = crate::edxml::statement::normal;
        Self {
            code: normal(code),
            name: normal(name),
            from: None,
            until: None,
            successors: Vec::new(),
        }
    }

    /// Says since when it exists.
    #[must_use]
    pub fn from(self, from: Time) -> Self {
        Self { from: Some(from), ..self }
    }

    /// Says the last second in which it exists, and what it became: one code if it was renamed or merged,
    /// several if it was split, none if it was dissolved.
    #[must_use]
    pub fn until(self, until: Time, successors: impl IntoIterator<Item = String>) -> Self {
        Self { until: Some(until), successors: successors.into_iter().collect(), ..self }
    }

    /// Returns the identifier code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns since when it exists, if that is said.
    pub fn since(&self) -> Option<Time> {
        self.from
    }

    /// Returns the last second in which it exists, if it ended.
    pub fn end(&self) -> Option<Time> {
        self.until
    }

    /// Returns the codes of what it became.
    pub fn successors(&self) -> impl Iterator<Item = &String> {
        self.successors.iter()
    }

    /// Tells whether it exists at a time.
    pub fn exists(&self, at: Time) -> bool {
        self.from.is_none_or(|from| from <= at) && !self.is_past(at)
    }

    pub(super) fn is_past(&self, at: Time) -> bool {
        self.until.is_some_and(|until| until < at)
    }
}
