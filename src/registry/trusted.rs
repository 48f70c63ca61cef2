//! A registry that may be believed.

use crate::Time;
use crate::ades::Report;
use crate::edxml::{Binding, Claim, Senders};
use crate::registry::Registry;

/// A registry whose signature passed, by somebody who may sign registries, and that is in time.
///
/// It answers for the senders of packages ([`Senders`]).
#[derive(Clone, Debug)]
pub struct TrustedRegistry {
    registry: Registry,
    report: Option<Box<Report>>,
}

impl TrustedRegistry {
    pub(super) fn new(registry: Registry, report: Report) -> Self {
        Self { registry, report: Some(Box::new(report)) }
    }

    /// Believes a registry that nobody judged.
    ///
    /// # Security
    ///
    /// Whoever can change the file can then send in everybody's name. It is for files that came into the
    /// process by another trusted way, and for tests.
    pub fn dangerously_unsigned(registry: Registry) -> Self {
        Self { registry, report: None }
    }

    /// Tells whether the next issue should be there by a time, so that this one is not to be asked any more.
    ///
    /// A service that keeps a registry while it runs asks this before each judgement: what was revoked since is
    /// not in it. One that was never issued is always past.
    pub fn is_past(&self, at: Time) -> bool {
        self.registry.next_update().is_none_or(|next| next < at)
    }

    /// Returns what it says.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Returns the judgement on its signatures; `None` if nobody judged it.
    pub fn report(&self) -> Option<&Report> {
        self.report.as_deref()
    }
}

impl Senders for TrustedRegistry {
    fn binding(&self, claim: &Claim<'_>) -> Binding {
        let (certificate, issuer) = (claim.certificate(), claim.issuer_key());
        let (organ, role, at) = (claim.organ(), claim.role(), claim.at());
        let decision = self.registry.decide(organ, role, certificate, issuer, at);
        decision.binding().clone()
    }
}
