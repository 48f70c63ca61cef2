//! Whose certificates are whose: a signed file that binds identifier codes to certificates.
//!
//! Certificates of agencies carry no identifier code, so that a good signature says nothing of the code in
//! a package. A registry does: it names bodies by their codes, with the dates in which they exist, and
//! [bindings](BindingEntry) of codes to certificates, with roles and dates. `docs/registry.md` specifies the
//! file and the decision well enough for a second implementation.
//!
//! A [`Registry`] is what somebody wrote. Nothing is believed because of it: only a [`TrustedRegistry`] says
//! whose certificate it is, and that comes out of [`Check`], which judges the file's signature with this
//! library, asks who may sign registries, and refuses a file that is past or that is older than one that was
//! seen before.
//!
//! Left out: fetching a registry from somewhere, and keeping what was seen before. Both are the caller's.

mod body;
mod check;
mod decide;
mod edit;
mod entry;
mod file;
mod index;
mod signers;
mod trusted;
mod words;

use std::collections::BTreeMap;

use crate::Time;
use crate::registry::index::Index;

pub use body::Body;
pub use check::{Check, Refused, RegistryFault, Seen};
pub use decide::Decision;
pub use edit::EditFault;
pub use entry::{BindingEntry, Matcher, Revocation};
pub use signers::RegistrySigners;
pub use trusted::TrustedRegistry;

/// Bodies with their identifier codes, and whose certificates are whose, as somebody wrote it.
#[derive(Clone, Debug)]
pub struct Registry {
    name: String,
    number: u64,
    issued: Option<Time>,
    next_update: Option<Time>,
    bodies: BTreeMap<String, Body>,
    entries: Vec<BindingEntry>,
    index: Index,
}

impl Registry {
    /// Returns what the registry is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns its number, which grows with each issue; 0 before the first.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Returns when it was issued; `None` before the first issue.
    pub fn issued(&self) -> Option<Time> {
        self.issued
    }

    /// Returns until when the next one is issued; after that, this one is past.
    pub fn next_update(&self) -> Option<Time> {
        self.next_update
    }

    /// Returns the bodies, in the order of their codes.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.bodies.values()
    }

    /// Returns the body with a code.
    pub fn body(&self, code: &str) -> Option<&Body> {
        self.bodies.get(code)
    }

    /// Returns the bindings, in their order.
    pub fn entries(&self) -> &[BindingEntry] {
        &self.entries
    }

    /// Returns the bodies that a body became by a time: itself while it exists, then what came after it,
    /// however often bodies were renamed, merged or split since.
    pub fn heirs(&self, code: &str, at: Time) -> Vec<&Body> {
        let mut heirs: Vec<&Body> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        let mut open = vec![code];
        while let Some(code) = open.pop() {
            let Some(body) = self.body(code).filter(|body| seen.insert(body.code())) else {
                continue;
            };
            if body.is_past(at) {
                open.extend(body.successors().map(String::as_str));
            } else {
                heirs.push(body);
            }
        }
        heirs.sort_by_key(|body| body.code());
        heirs
    }
}

#[cfg(test)]
mod tests;
