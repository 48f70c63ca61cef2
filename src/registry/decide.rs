//! The decision whose certificate it is (`docs/registry.md` §4).

use crate::Time;
use crate::edxml::Binding;
use crate::edxml::statement::Role;
use crate::registry::Registry;
use crate::registry::entry::{BindingEntry, Matcher};
use crate::x509::Certificate;

/// What a registry says about a certificate and a body, and which binding says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<'r> {
    binding: Binding,
    entry: Option<&'r BindingEntry>,
}

impl<'r> Decision<'r> {
    /// Returns what it says.
    pub fn binding(&self) -> &Binding {
        &self.binding
    }

    /// Returns the binding that decided; `None` if nothing names the certificate.
    pub fn entry(&self) -> Option<&'r BindingEntry> {
        self.entry
    }
}

impl Registry {
    /// Says whether a certificate is a body's, in a role and at a time.
    ///
    /// `issuer_key` is the SubjectPublicKeyInfo in DER of the certificate's issuer, on a path that was
    /// verified. The most specific kind of binding that names the certificate decides: what is bound by its
    /// key to one body is not another's because both have their certificates from one issuer.
    pub fn decide(
        &self,
        code: &str,
        role: Role,
        certificate: &Certificate,
        issuer_key: &[u8],
        at: Time,
    ) -> Decision<'_> {
        let kinds = Matcher::all(certificate, issuer_key);
        let named = kinds.iter().map(|kind| self.index.of(kind)).find(|places| !places.is_empty());
        let entries = named.unwrap_or_default().iter().filter_map(|place| self.entries.get(*place));
        let ask = Claimed { code, role, at };
        let decisions =
            entries.map(|entry| Decision { binding: self.holds(entry, &ask), entry: Some(entry) });
        let best = decisions.min_by(|one, other| one.binding.cmp(&other.binding));
        best.unwrap_or(Decision { binding: Binding::Unknown, entry: None })
    }

    /// What one binding says.
    fn holds(&self, entry: &BindingEntry, claimed: &Claimed<'_>) -> Binding {
        let at = claimed.at;
        let is_revoked = entry.revoked.as_ref().is_some_and(|revoked| revoked.at <= at);
        let in_time = entry.from <= at && entry.until.is_none_or(|until| at <= until);
        let exists = self.body(&entry.code).is_some_and(|body| body.exists(at));
        match () {
            () if entry.code != claimed.code && (is_revoked || !in_time || !exists) => {
                Binding::Unknown
            }
            () if entry.code != claimed.code => Binding::Other(entry.code.clone()),
            () if is_revoked => Binding::Revoked,
            () if !in_time || !exists => Binding::Expired,
            () if !entry.roles.contains(&claimed.role) => Binding::RoleNotAllowed,
            () => Binding::Bound,
        }
    }
}

/// What is asked about.
struct Claimed<'a> {
    code: &'a str,
    role: Role,
    at: Time,
}
