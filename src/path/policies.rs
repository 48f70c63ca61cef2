//! The policy part of the state of RFC 5280 §6.1.2: the graph and its three counters.

use std::collections::BTreeSet;

use crate::oid::{ANY_POLICY, ObjectIdentifier, Oid};
use crate::path::error::PathError;
use crate::path::policy_graph::{AnyPolicy, Graph, TooLarge};
use crate::policy::PathInputs;
use crate::x509::Certificate;

/// What a path has been found to be valid under.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// user-constrained-policy-set.
    pub(super) policies: Vec<ObjectIdentifier>,
    /// Whether one of them was required.
    pub(super) required: bool,
}

/// The graph, and after how many certificates what changes.
#[derive(Clone, Debug)]
pub(super) struct Policies<'a> {
    graph: Graph<'a>,
    explicit_policy: u32,
    policy_mapping: u32,
    inhibit_any_policy: u32,
}

impl From<TooLarge> for PathError {
    fn from(TooLarge: TooLarge) -> Self {
        Self::PolicyGraphTooLarge
    }
}

impl<'a> Policies<'a> {
    /// RFC 5280 §6.1.2 (a), (d), (e), (f), for a path of `length` certificates.
    pub(super) fn new(inputs: &PathInputs, length: u32, limit: usize) -> Self {
        let counter = |now: bool| if now { 0 } else { length.saturating_add(1) };
        Self {
            graph: Graph::new(limit),
            explicit_policy: counter(inputs.require_explicit_policy),
            policy_mapping: counter(inputs.inhibit_policy_mapping),
            inhibit_any_policy: counter(inputs.inhibit_any_policy),
        }
    }

    /// What an anchor's certificate says about policies, as if it stood on top of the path (RFC 5937
    /// §3.2). Without a certificatePolicies extension all policies pass.
    pub(super) fn anchor(&mut self, certificate: &'a Certificate) -> Result<(), PathError> {
        if let Some(policies) = certificate.extensions().certificate_policies() {
            let policies: Vec<_> = policies.iter().map(|one| one.policy()).collect();
            let any = self.any_policy(certificate.is_self_issued());
            self.graph.certificate(policies.iter().copied(), any)?;
        }
        self.map(certificate)?;
        self.constrain(certificate);
        Ok(())
    }

    /// Policies that an anchor is bound to, apart from its certificate (RFC 5937 §3.2).
    pub(super) fn bound_to(&mut self, policies: &'a [ObjectIdentifier]) -> Result<(), PathError> {
        let policies = policies.iter().map(ObjectIdentifier::as_oid);
        Ok(self.graph.certificate(policies, AnyPolicy::Counts)?)
    }

    /// RFC 5280 §6.1.3 (d), (e), (f).
    pub(super) fn process(
        &mut self,
        certificate: &'a Certificate,
        last: bool,
        self_issued: bool,
    ) -> Result<(), PathError> {
        match certificate.extensions().certificate_policies() {
            Some(policies) if !self.graph.is_null() => {
                let any = self.any_policy(!last && self_issued);
                let policies: Vec<_> = policies.iter().map(|one| one.policy()).collect();
                self.graph.certificate(policies.iter().copied(), any)?;
            }
            Some(_) => {}
            None => self.graph.set_null(),
        }
        // (f)
        if self.explicit_policy == 0 && self.graph.is_null() {
            return Err(PathError::Policy);
        }
        Ok(())
    }

    /// (d)(2): in an authority's own renewal anyPolicy always counts.
    fn any_policy(&self, renewal: bool) -> AnyPolicy {
        if self.inhibit_any_policy > 0 || renewal {
            AnyPolicy::Counts
        } else {
            AnyPolicy::Inhibited
        }
    }

    /// RFC 5280 §6.1.4 (a), (b), (h), (i), (j).
    pub(super) fn prepare(
        &mut self,
        certificate: &'a Certificate,
        self_issued: bool,
    ) -> Result<(), PathError> {
        self.map(certificate)?;
        // (h)
        if !self_issued {
            self.explicit_policy = self.explicit_policy.saturating_sub(1);
            self.policy_mapping = self.policy_mapping.saturating_sub(1);
            self.inhibit_any_policy = self.inhibit_any_policy.saturating_sub(1);
        }
        self.constrain(certificate);
        Ok(())
    }

    /// (a), (b)
    fn map(&mut self, certificate: &'a Certificate) -> Result<(), PathError> {
        let Some(mappings) = certificate.extensions().policy_mappings() else { return Ok(()) };
        let is_any = |policy: Oid<'_>| policy == ANY_POLICY;
        if mappings.iter().any(|(issuer, subject)| is_any(issuer) || is_any(subject)) {
            return Err(PathError::Policy);
        }
        if self.policy_mapping > 0 {
            self.graph.map(mappings.iter())?;
        } else {
            self.graph.delete(mappings.iter().map(|(issuer, _)| issuer));
        }
        Ok(())
    }

    /// (i), (j)
    fn constrain(&mut self, certificate: &Certificate) {
        let extensions = certificate.extensions();
        if let Some(constraints) = extensions.policy_constraints() {
            lower(&mut self.explicit_policy, constraints.require_explicit_policy);
            lower(&mut self.policy_mapping, constraints.inhibit_policy_mapping);
        }
        lower(&mut self.inhibit_any_policy, extensions.inhibit_any_policy());
    }

    /// RFC 5280 §6.1.5 (a), (b), (g), after the last certificate.
    pub(super) fn wrap_up(
        mut self,
        last: &Certificate,
        user: Option<&BTreeSet<ObjectIdentifier>>,
    ) -> Result<Found, PathError> {
        // (a)
        self.explicit_policy = self.explicit_policy.saturating_sub(1);
        // (b)
        let constraints = last.extensions().policy_constraints();
        if constraints.is_some_and(|one| one.require_explicit_policy == Some(0)) {
            self.explicit_policy = 0;
        }
        // (g)
        let user: Option<BTreeSet<Oid<'_>>> =
            user.map(|set| set.iter().map(ObjectIdentifier::as_oid).collect());
        let policies = self.graph.user_constrained(user.as_ref());
        let required = self.explicit_policy == 0;
        if required && policies.is_empty() {
            return Err(PathError::Policy);
        }
        Ok(Found { policies: policies.into_iter().map(Oid::to_owned).collect(), required })
    }
}

fn lower(counter: &mut u32, to: Option<u32>) {
    *counter = to.map_or(*counter, |to| to.min(*counter));
}
