//! A registry that may be believed.

use crate::edxml::{Binding, Claim, Senders};
use crate::registry::Registry;

/// A registry whose signature passed, by somebody who may sign registries, and that is in time.
///
/// It answers for the senders of packages ([`Senders`]).
#[derive(Clone, Debug)]
pub struct TrustedRegistry(Registry);

impl TrustedRegistry {
    pub(super) fn new(registry: Registry) -> Self {
        Self(registry)
    }

    /// Believes a registry that nobody judged.
    ///
    /// # Security
    ///
    /// Whoever can change the file can then send in everybody's name. It is for files that came into the
    /// process by another trusted way, and for tests.
    pub fn dangerously_unsigned(registry: Registry) -> Self {
        Self(registry)
    }

    /// Returns what it says.
    pub fn registry(&self) -> &Registry {
        &self.0
    }
}

impl Senders for TrustedRegistry {
    fn binding(&self, claim: &Claim<'_>) -> Binding {
        let (certificate, issuer) = (claim.certificate(), claim.issuer_key());
        let decision = self.0.decide(claim.organ(), claim.role(), certificate, issuer, claim.at());
        decision.binding().clone()
    }
}
