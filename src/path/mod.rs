//! Certification paths: building them, and checking them by RFC 5280 §6.1.
//!
//! [`find`] builds paths from a certificate over a pool of others to an anchor, and checks each until
//! one holds. A [`VerifiedPath`] exists only if it was checked. What is checked in which order, and
//! where that is stricter or looser than RFC 5280, is in `docs/path-validation.md`.
//!
//! Left out: revocation, which is asked of a [`RevocationChecker`]; policy qualifiers; anchors'
//! policy mappings by RFC 5937 where the anchor is not a certificate.

mod budget;
mod context;
mod error;
mod issuers;
mod names;
mod policies;
mod policy_graph;
mod purpose;
mod revocation;
mod search;
mod signatures;
mod validate;
mod web_profile;

pub use context::Context;
pub use error::{NameForm, PathError};
pub use revocation::{Issuer, Question, RevocationChecker, Status, danger};
pub use web_profile::Rule;

pub(crate) use signatures::{Signed, verify_value};

use std::fmt;

use crate::oid::{ANY_POLICY, ObjectIdentifier};
use crate::policy::TrustAnchor;
use crate::x509::Certificate;
use validate::Outcome;

/// Finds a path from a certificate to an anchor, and checks it by RFC 5280 §6.1.
///
/// The pool may hold anything: certificates that are no issuers, expired ones, several of the same
/// name, the certificate itself, and anchors. The work is bounded by the
/// [limits](crate::limits::Limits) of the context.
///
/// # Errors
///
/// [`Refusal`] says why no path holds.
pub fn find<'a>(
    certificate: &'a Certificate,
    pool: &'a [Certificate],
    context: &Context<'a>,
) -> Result<VerifiedPath, Refusal> {
    search::search(certificate, pool, context)
}

/// A path that was checked and holds.
#[derive(Clone, Debug)]
pub struct VerifiedPath {
    certificates: Vec<Certificate>,
    anchor: TrustAnchor,
    policies: Vec<ObjectIdentifier>,
    policy_was_required: bool,
    revocation: Vec<Status>,
    legacy: bool,
}

impl VerifiedPath {
    fn new(path: &[&Certificate], anchor: &TrustAnchor, outcome: Outcome) -> Self {
        let keys = path.iter().skip(1).map(|one| one.spki()).chain([anchor.spki()]);
        let legacy = path.iter().zip(keys).any(|(one, key)| signatures::is_legacy(one, key));
        Self {
            certificates: path.iter().map(|one| (*one).clone()).collect(),
            anchor: anchor.clone(),
            policies: outcome.policies.policies,
            policy_was_required: outcome.policies.required,
            revocation: outcome.revocation,
            legacy,
        }
    }

    /// Returns the certificates, the judged one first. The anchor is not among them, unless the
    /// judged certificate is itself the anchor's.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// Returns the anchor.
    pub fn anchor(&self) -> &TrustAnchor {
        &self.anchor
    }

    /// Returns the policies under which the path is valid and that the caller accepts
    /// (user-constrained-policy-set), in the anchor's terms. anyPolicy among them stands for all.
    pub fn policies(&self) -> &[ObjectIdentifier] {
        &self.policies
    }

    /// Whether the path is valid under any policy whatsoever.
    pub fn allows_any_policy(&self) -> bool {
        self.policies.iter().any(|policy| policy.as_oid() == ANY_POLICY)
    }

    /// Whether the caller or a certificate required an acceptable policy.
    pub fn policy_was_required(&self) -> bool {
        self.policy_was_required
    }

    /// Returns what is known of the revocation of each certificate, in their order.
    pub fn revocation(&self) -> &[Status] {
        &self.revocation
    }

    /// The same path, with what was found out of the revocation of its certificates.
    pub(crate) fn with_revocation(self, revocation: Vec<Status>) -> Self {
        Self { revocation, ..self }
    }

    /// Whether the path rests on SHA-1 or on an RSA key below 2048 bits, and must be marked.
    pub fn uses_legacy_algorithms(&self) -> bool {
        self.legacy
    }
}

/// Why no path holds.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The most telling reason (see [`PathError::rank`]).
    pub reason: PathError,
    /// What was tried, the most telling first.
    pub candidates: Vec<Candidate>,
    /// Whether the search was given up before all was tried.
    pub budget_spent: bool,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.reason, self.reason.clause())
    }
}

impl std::error::Error for Refusal {}

/// A path that was tried and does not hold.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The certificates, the judged one first.
    pub certificates: Vec<Certificate>,
    /// The anchor, where the path reached one.
    pub anchor: Option<TrustAnchor>,
    /// What is wrong.
    pub error: PathError,
    /// Which certificate it concerns, by place; one beyond the last is the anchor.
    pub at: usize,
}

#[cfg(test)]
pub(crate) mod tests;
