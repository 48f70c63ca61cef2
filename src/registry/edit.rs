//! Writing a registry: bodies and bindings added, bindings revoked, the next number issued.

use std::collections::BTreeMap;

use crate::Time;
use crate::edxml::statement::normal;
use crate::registry::index::Index;
use crate::registry::{BindingEntry, Body, Registry, Revocation};

/// Why a registry cannot be changed like this.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditFault {
    /// A code, a name or what a binding is called is empty or longer than 1,024 bytes.
    #[error("an empty or too long text")]
    Text,
    /// There is a body with this code.
    #[error("a code that is taken")]
    CodeTaken,
    /// There is no body with this code.
    #[error("a code that no body has")]
    UnknownCode,
    /// There is a binding of this name.
    #[error("a name of a binding that is taken")]
    IdTaken,
    /// There is no binding of this name.
    #[error("a name that no binding has")]
    UnknownId,
    /// A binding without a role.
    #[error("a binding without a role")]
    NoRole,
    /// Something that ends before it begins, or a next update that is not after the issue.
    #[error("an end before the beginning")]
    Dates,
    /// The binding was revoked already, at this time or before it.
    #[error("a binding that was revoked before")]
    Revoked,
    /// The issue is not after the one before it.
    #[error("an issue before the last one")]
    Order,
}

impl EditFault {
    /// Returns a stable name for programs: `code-taken`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::CodeTaken => "code-taken",
            Self::UnknownCode => "unknown-code",
            Self::IdTaken => "id-taken",
            Self::UnknownId => "unknown-id",
            Self::NoRole => "no-role",
            Self::Dates => "dates",
            Self::Revoked => "revoked",
            Self::Order => "order",
        }
    }
}

/// Longest text of a registry, in bytes of UTF-8.
const TEXT: usize = 1_024;

/// Whether a text may stand where there must be one.
fn is_text(text: &str) -> bool {
    !text.is_empty() && is_short(text)
}

/// Whether a text may stand where there may be one.
fn is_short(text: &str) -> bool {
    text.len() <= TEXT && normal(text) == text
}

impl Registry {
    /// Begins a registry, called by a name.
    ///
    /// # Errors
    ///
    /// [`EditFault::Text`] for a name that is empty or too long.
    pub fn new(name: &str) -> Result<Self, EditFault> {
        let name = normal(name);
        if !is_text(&name) {
            return Err(EditFault::Text);
        }
        let (bodies, entries) = (BTreeMap::new(), Vec::new());
        let index = Index::default();
        Ok(Self { name, number: 0, issued: None, next_update: None, bodies, entries, index })
    }

    /// Adds a body.
    ///
    /// # Errors
    ///
    /// [`EditFault::Text`], [`EditFault::CodeTaken`], [`EditFault::Dates`]. Successors are looked for when the
    /// registry is [issued](Self::issue).
    pub fn add_body(&mut self, body: Body) -> Result<(), EditFault> {
        let texts = body.successors.iter().chain([&body.code, &body.name]);
        if !texts.into_iter().all(|text| is_text(text)) {
            return Err(EditFault::Text);
        }
        if self.bodies.contains_key(&body.code) {
            return Err(EditFault::CodeTaken);
        }
        check_dates(body.from, body.until)?;
        self.bodies.insert(body.code.clone(), body);
        Ok(())
    }

    /// Ends a body, and says what it became: a body that was renamed or merged has one successor, one that
    /// was split several.
    ///
    /// # Errors
    ///
    /// [`EditFault::UnknownCode`] for the body or a successor, [`EditFault::Dates`].
    pub fn end_body(
        &mut self,
        code: &str,
        until: Time,
        successors: impl IntoIterator<Item = String>,
    ) -> Result<(), EditFault> {
        let successors: Vec<String> = successors.into_iter().map(|code| normal(&code)).collect();
        if !successors.iter().all(|code| self.bodies.contains_key(code)) {
            return Err(EditFault::UnknownCode);
        }
        let body = self.bodies.get_mut(&normal(code)).ok_or(EditFault::UnknownCode)?;
        check_dates(body.from, Some(until))?;
        (body.until, body.successors) = (Some(until), successors);
        Ok(())
    }

    /// Adds a binding.
    ///
    /// # Errors
    ///
    /// [`EditFault::Text`], [`EditFault::UnknownCode`], [`EditFault::NoRole`], [`EditFault::Dates`],
    /// [`EditFault::IdTaken`].
    pub fn add(&mut self, entry: BindingEntry) -> Result<(), EditFault> {
        let reason = entry.revoked.as_ref().map_or("", |revoked| &revoked.reason);
        let free = [&entry.holder, &entry.basis, reason].into_iter().all(is_short);
        if !is_text(&entry.id) || !free {
            return Err(EditFault::Text);
        }
        if !self.bodies.contains_key(&entry.code) {
            return Err(EditFault::UnknownCode);
        }
        if entry.roles.is_empty() {
            return Err(EditFault::NoRole);
        }
        check_dates(Some(entry.from), entry.until)?;
        if !self.index.add(self.entries.len(), &entry) {
            return Err(EditFault::IdTaken);
        }
        self.entries.push(entry);
        Ok(())
    }

    /// Revokes a binding from a time on, for a reason in words.
    ///
    /// A revocation can be dated back, and never forward or away.
    ///
    /// # Errors
    ///
    /// [`EditFault::UnknownId`], [`EditFault::Revoked`], [`EditFault::Text`].
    pub fn revoke(&mut self, id: &str, at: Time, reason: &str) -> Result<(), EditFault> {
        let reason = normal(reason);
        if !is_short(&reason) {
            return Err(EditFault::Text);
        }
        let place = self.index.of_id(&normal(id)).ok_or(EditFault::UnknownId)?;
        let entry = self.entries.get_mut(place).ok_or(EditFault::UnknownId)?;
        if entry.revoked.as_ref().is_some_and(|revoked| revoked.at <= at) {
            return Err(EditFault::Revoked);
        }
        entry.revoked = Some(Revocation { at, reason });
        Ok(())
    }

    /// Gives the registry its next number, with the time of the issue and that of the next one.
    ///
    /// # Errors
    ///
    /// [`EditFault::Dates`], [`EditFault::Order`]; [`EditFault::UnknownCode`] for a successor that is no body.
    pub fn issue(&mut self, issued: Time, next_update: Time) -> Result<(), EditFault> {
        if next_update <= issued {
            return Err(EditFault::Dates);
        }
        if self.issued.is_some_and(|last| issued < last) {
            return Err(EditFault::Order);
        }
        self.check_successors()?;
        self.number = self.number.saturating_add(1);
        (self.issued, self.next_update) = (Some(issued), Some(next_update));
        Ok(())
    }

    pub(super) fn check_successors(&self) -> Result<(), EditFault> {
        let mut all = self.bodies.values().flat_map(Body::successors);
        match all.all(|code| self.bodies.contains_key(code)) {
            true => Ok(()),
            false => Err(EditFault::UnknownCode),
        }
    }
}

fn check_dates(from: Option<Time>, until: Option<Time>) -> Result<(), EditFault> {
    match (from, until) {
        (Some(from), Some(until)) if until < from => Err(EditFault::Dates),
        _ => Ok(()),
    }
}
