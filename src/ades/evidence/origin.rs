//! Where a piece of evidence is from, and since when it is at hand.

use crate::Time;

/// Where a piece of evidence is from, and when it was obtained.
///
/// A note for people and for fetching again. Judging does not look at it: what proves a time is
/// signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    obtained: Time,
    source: String,
    etag: Option<String>,
    last_modified: Option<String>,
}

impl Origin {
    /// Says when something was obtained, and from where: an address, the name of a file, a person.
    pub fn new(obtained: Time, source: impl Into<String>) -> Self {
        Self { obtained, source: source.into(), etag: None, last_modified: None }
    }

    /// Adds the entity tag that a server gave, to ask later whether there is something newer (RFC 9110
    /// §8.8.3).
    #[must_use]
    pub fn with_etag(self, etag: Option<String>) -> Self {
        Self { etag, ..self }
    }

    /// Adds the date of modification that a server gave, as it gave it (RFC 9110 §8.8.2).
    #[must_use]
    pub fn with_last_modified(self, last_modified: Option<String>) -> Self {
        Self { last_modified, ..self }
    }

    /// Returns when it was obtained.
    pub fn obtained(&self) -> Time {
        self.obtained
    }

    /// Returns from where it was obtained. It may be a stranger's text: escape it before showing it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Returns the entity tag.
    pub fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    /// Returns the date of modification, as the server gave it.
    pub fn last_modified(&self) -> Option<&str> {
        self.last_modified.as_deref()
    }
}
