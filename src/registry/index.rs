//! Finding the bindings of a certificate, whatever their number.

use std::collections::HashMap;

use crate::registry::entry::{BindingEntry, Matcher};

/// The places of bindings, by what they match.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    by: HashMap<Matcher, Vec<usize>>,
    ids: HashMap<String, usize>,
}

impl Index {
    /// Adds the binding at a place; tells whether its name is new.
    pub(super) fn add(&mut self, place: usize, entry: &BindingEntry) -> bool {
        if self.ids.contains_key(&entry.id) {
            return false;
        }
        self.ids.insert(entry.id.clone(), place);
        self.by.entry(entry.by.clone()).or_default().push(place);
        true
    }

    /// The place of the binding with a name.
    pub(super) fn of_id(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// The places of the bindings with a matcher.
    pub(super) fn of(&self, matcher: &Matcher) -> &[usize] {
        self.by.get(matcher).map_or(&[], Vec::as_slice)
    }
}
