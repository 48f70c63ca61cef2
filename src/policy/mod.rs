//! What is trusted and what is demanded: the validation constraints of EN 319 102-1 §5.1.4.
//!
//! A [`Policy`] is trust anchors and a [`Profile`]; a profile is a file that a person can review
//! (`docs/policy.md`). What decides about security must be given; what makes it stricter or more
//! convenient is a `with_` or `require_` method; what gives up a guarantee is in [`danger`].

mod algorithms;
mod anchor;
mod demand;
mod inputs;
pub(crate) mod level;
pub(crate) mod place;
mod profile;

pub use algorithms::{AlgorithmRefusal, Algorithms};
pub use anchor::{TrustAnchor, TrustStore};
pub use demand::{Freshness, Missing, Revocation};
pub use inputs::{PathInputs, Purpose, ReferenceName};
pub use profile::Profile;

use crate::crypto::{self, Provider};
use crate::limits::Limits;
use crate::policy::level::Level;
use crate::x509::Certificate;

/// Whom to trust, and what to demand of signatures, certificates and algorithms.
///
/// By default the profile is the built-in `default`: SHA-2, RSA from 2048 bits, revocation status
/// demanded.
///
/// # Examples
///
/// ```
/// use antin::Level;
/// use antin::policy::{Policy, Profile, TrustStore};
///
/// # fn demo(roots: &[u8], rules: &str) -> Result<(), antin::Error> {
/// let policy = Policy::new(TrustStore::from_pem(roots)?)
///     .with_profile(Profile::from_toml(rules)?)
///     .require_level(Level::B);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Policy {
    trust: TrustStore,
    profile: Profile,
    profile_inputs: PathInputs,
    own_inputs: Option<PathInputs>,
    own_level: Option<Level>,
    own_revocation: Option<Revocation>,
    own_freshness: Option<Freshness>,
    own_no_rev_avail: Option<Missing>,
    responders: Vec<Certificate>,
    provider: &'static dyn Provider,
    limits: Limits,
}

impl Policy {
    /// Trusts these anchors, under the default profile.
    pub fn new(trust: TrustStore) -> Self {
        let profile = Profile::default();
        Self {
            trust,
            profile_inputs: inputs_of(&profile),
            profile,
            own_inputs: None,
            own_level: None,
            own_revocation: None,
            own_freshness: None,
            own_no_rev_avail: None,
            responders: Vec::new(),
            provider: crypto::default_provider(),
            limits: Limits::DEFAULT,
        }
    }

    /// Trusts these anchors as well.
    #[must_use]
    pub fn trust_also(self, more: TrustStore) -> Self {
        Self { trust: self.trust.with(more), ..self }
    }

    /// Takes the rules of a profile; what the other methods demand stands above it.
    #[must_use]
    pub fn with_profile(self, profile: Profile) -> Self {
        Self { profile_inputs: inputs_of(&profile), profile, ..self }
    }

    /// Demands at least a level. What demands more, be it the profile or an earlier call, still does.
    #[must_use]
    pub fn require_level(self, level: Level) -> Self {
        Self { own_level: self.own_level.max(Some(level)), ..self }
    }

    /// Demands this of revocation status, whatever the profile says.
    #[must_use]
    pub fn with_revocation(self, revocation: Revocation) -> Self {
        Self { own_revocation: Some(revocation), ..self }
    }

    /// Demands this freshness of CRLs and OCSP answers, whatever the profile says.
    #[must_use]
    pub fn with_freshness(self, freshness: Freshness) -> Self {
        Self { own_freshness: Some(freshness), ..self }
    }

    /// Says whether a certificate passes without a status where its authority says that it publishes none
    /// (RFC 9608), whatever the profile says.
    #[must_use]
    pub fn with_no_rev_avail(self, without: Missing) -> Self {
        Self { own_no_rev_avail: Some(without), ..self }
    }

    /// Believes the OCSP answers of these responders about any certificate (RFC 6960 §4.2.2.2: "local
    /// configuration"), within the validity of their certificates.
    ///
    /// # Security
    ///
    /// Such a responder can declare any certificate good. Responders that their authorities name need
    /// not be here.
    #[must_use]
    pub fn trust_ocsp_responders(
        mut self,
        responders: impl IntoIterator<Item = Certificate>,
    ) -> Self {
        self.responders.extend(responders);
        self
    }

    /// Takes these inputs of path validation, purpose included, whatever the profile says.
    #[must_use]
    pub fn with_path_inputs(self, inputs: PathInputs) -> Self {
        Self { own_inputs: Some(inputs), ..self }
    }

    /// Verifies signature values with another provider than the default.
    #[must_use]
    pub fn with_provider(self, provider: &'static dyn Provider) -> Self {
        Self { provider, ..self }
    }

    /// Changes the bounds on work that an attacker chooses.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Returns the trust anchors.
    pub fn trust(&self) -> &TrustStore {
        &self.trust
    }

    /// Returns the profile.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Returns the dated rules on algorithms, which are the profile's.
    pub fn algorithms(&self) -> &Algorithms {
        self.profile.algorithms()
    }

    /// Returns the level that is demanded, if any is.
    pub fn level(&self) -> Option<Level> {
        self.own_level.max(self.profile.level())
    }

    /// Returns what is demanded of revocation status.
    pub fn revocation(&self) -> Revocation {
        self.own_revocation.unwrap_or_else(|| self.profile.revocation())
    }

    /// Returns the inputs of path validation.
    pub fn path_inputs(&self) -> &PathInputs {
        self.own_inputs.as_ref().unwrap_or(&self.profile_inputs)
    }

    /// Returns the provider that verifies signature values.
    pub fn provider(&self) -> &'static dyn Provider {
        self.provider
    }

    /// Returns how old what tells about revocation may be.
    pub fn freshness(&self) -> Freshness {
        self.own_freshness.unwrap_or_else(|| self.profile.freshness())
    }

    /// Returns whether a certificate passes without a status where its authority says that it publishes none.
    pub fn no_rev_avail(&self) -> Missing {
        self.own_no_rev_avail.unwrap_or_else(|| self.profile.no_rev_avail())
    }

    /// Returns the OCSP responders that are believed about any certificate.
    pub fn ocsp_responders(&self) -> &[Certificate] {
        &self.responders
    }

    /// Returns the bounds on work that an attacker chooses.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }
}

fn inputs_of(profile: &Profile) -> PathInputs {
    let mut inputs =
        PathInputs::new(profile.purpose()).with_policies(profile.policies().iter().cloned());
    if profile.requires_explicit_policy() {
        inputs = inputs.require_explicit_policy();
    }
    match profile.max_depth() {
        Some(depth) => inputs.with_max_depth(depth),
        None => inputs,
    }
}

pub mod danger {
    //! What gives up a guarantee. Each leaves a mark in the report.

    use super::{Policy, Revocation};

    /// Believes certificates without asking whether they were revoked.
    ///
    /// # Security
    ///
    /// Whoever has a stolen key can sign until its certificate ends, whatever its owner does.
    #[must_use]
    pub fn skip_revocation(policy: Policy) -> Policy {
        policy.with_revocation(Revocation::Skip)
    }
}

#[cfg(test)]
mod tests;
