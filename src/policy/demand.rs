//! What a policy demands, beside algorithms.

/// What a policy demands to know about revocation.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Revocation {
    /// Evaluate revocation data if there is any; without it, pass with a warning.
    IfPresent,
    /// Demand the status of every certificate in the path. This is the default.
    #[default]
    Require,
    /// Do not look at revocation data at all; only
    /// [`danger::skip_revocation`](crate::policy::danger::skip_revocation) and a profile that says
    /// `danger-skip` set this.
    #[non_exhaustive]
    Skip,
}

/// What happens when a signature lacks an attribute that a careful one has.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Missing {
    /// Let the signature pass, with a finding.
    Allow,
    /// Do not let the signature pass.
    Refuse,
}
