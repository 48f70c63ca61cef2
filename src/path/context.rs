//! What a search for a path is given besides certificates.

use crate::crypto::{self, Provider};
use crate::limits::Limits;
use crate::path::revocation::RevocationChecker;
use crate::policy::{Algorithms, PathInputs, Policy, TrustStore};
use crate::time::Time;

/// Whom to trust, what to ask of a path, and at what time.
///
/// What decides about security has to be given; the rest has defaults.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub(super) trust: &'a TrustStore,
    pub(super) algorithms: &'a Algorithms,
    pub(super) inputs: &'a PathInputs,
    pub(super) revocation: &'a dyn RevocationChecker,
    pub(super) at: Time,
    pub(super) provider: &'a dyn Provider,
    pub(super) limits: Limits,
}

impl<'a> Context<'a> {
    /// Bundles what decides: anchors, rules on algorithms, inputs, revocation, and the time at which
    /// the path is to hold.
    pub fn new(
        trust: &'a TrustStore,
        algorithms: &'a Algorithms,
        inputs: &'a PathInputs,
        revocation: &'a dyn RevocationChecker,
        at: Time,
    ) -> Self {
        let provider = crypto::default_provider();
        Self { trust, algorithms, inputs, revocation, at, provider, limits: Limits::DEFAULT }
    }

    /// Takes everything but revocation and time from a policy.
    pub fn of_policy(policy: &'a Policy, revocation: &'a dyn RevocationChecker, at: Time) -> Self {
        let (trust, algorithms) = (policy.trust(), policy.algorithms());
        Self::new(trust, algorithms, policy.path_inputs(), revocation, at)
            .with_provider(policy.provider())
            .with_limits(*policy.limits())
    }

    /// Asks other things of the path.
    #[must_use]
    pub fn with_inputs(self, inputs: &'a PathInputs) -> Self {
        Self { inputs, ..self }
    }

    /// Verifies signatures with another provider than the default.
    #[must_use]
    pub fn with_provider(self, provider: &'a dyn Provider) -> Self {
        Self { provider, ..self }
    }

    /// Bounds the search differently.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }
}
