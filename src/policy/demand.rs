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

/// How old what tells about revocation may be (EN 319 102-1 §5.2.5).
///
/// By default a CRL or an OCSP answer is fresh until its nextUpdate, and one without nextUpdate is
/// never fresh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Freshness {
    max_age: Option<u32>,
    grace: u32,
}

impl Freshness {
    /// Demands nothing beyond what CRLs and OCSP answers say of themselves.
    pub const fn new() -> Self {
        Self { max_age: None, grace: 0 }
    }

    /// Wants what is told to be no older than this many seconds, besides asking for nextUpdate.
    #[must_use]
    pub const fn with_max_age(self, seconds: u32) -> Self {
        Self { max_age: Some(seconds), ..self }
    }

    /// Bears with clocks that differ and lists that come late, by this many seconds.
    #[must_use]
    pub const fn with_grace(self, seconds: u32) -> Self {
        Self { grace: seconds, ..self }
    }

    /// Returns the greatest age, in seconds.
    pub const fn max_age(self) -> Option<u32> {
        self.max_age
    }

    /// Returns the grace, in seconds.
    pub const fn grace(self) -> u32 {
        self.grace
    }
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
