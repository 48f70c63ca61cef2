//! What a caller asks of a path, besides trust and time: the inputs of RFC 5280 §6.1.1.

use core::net::IpAddr;
use std::collections::BTreeSet;

use crate::oid::{ANY_POLICY, ObjectIdentifier};
use crate::x509::NameConstraints;

/// What the key at the end of a path is to be used for.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Anything: key usage and extended key usage of the last certificate are not looked at.
    #[default]
    Any,
    /// Signatures on documents: digitalSignature or nonRepudiation, where there is a keyUsage. No
    /// extended key usage is demanded, because government agencies' certificates name none for it.
    Document,
    /// Signatures on OCSP answers (RFC 6960 §4.2.2.2).
    OcspSigning,
    /// Time-stamps (RFC 3161 §2.3).
    TimeStamping,
    /// TLS servers. With a reference name, certificates must also keep the profile of the web's
    /// authorities (CA/Browser Forum Baseline Requirements §7).
    TlsServer,
}

/// A name that the last certificate of a path must have.
///
/// It is looked for in the subject alternative name alone (RFC 9525 §2, RFC 8398 §3).
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceName {
    /// A host name, matched by RFC 9525 §6.3: one whole left-most label may be a wildcard.
    Dns(String),
    /// An e-mail address, matched by RFC 5280 §7.5: the host without regard to case.
    Email(String),
    /// An address.
    Ip(IpAddr),
}

impl ReferenceName {
    /// Reads a name by its looks: an address, an e-mail address if it has an `@`, or a host name.
    ///
    /// A full stop at the end of a host name is left out.
    pub fn from_text(text: &str) -> Self {
        let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
        if let Ok(address) = bare.parse() {
            Self::Ip(address)
        } else if text.contains('@') {
            Self::Email(text.to_owned())
        } else {
            Self::Dns(text.strip_suffix('.').unwrap_or(text).to_owned())
        }
    }
}

/// The inputs of path validation (RFC 5280 §6.1.1), besides the anchors and the time.
///
/// By default any policy will do, nothing is inhibited, and the path may have any length that the
/// [limits](crate::limits::Limits::path_depth) allow.
#[derive(Clone, Debug, Default)]
pub struct PathInputs {
    pub(crate) purpose: Purpose,
    pub(crate) name: Option<ReferenceName>,
    pub(crate) key_purposes: Vec<ObjectIdentifier>,
    /// `None` is {anyPolicy}.
    pub(crate) policies: Option<BTreeSet<ObjectIdentifier>>,
    pub(crate) require_explicit_policy: bool,
    pub(crate) inhibit_policy_mapping: bool,
    pub(crate) inhibit_any_policy: bool,
    pub(crate) name_constraints: Option<NameConstraints>,
    pub(crate) max_depth: Option<usize>,
}

impl PathInputs {
    /// Makes inputs that ask for nothing but a purpose.
    pub fn new(purpose: Purpose) -> Self {
        Self { purpose, ..Self::default() }
    }

    /// Asks that the last certificate be good for this.
    #[must_use]
    pub fn with_purpose(self, purpose: Purpose) -> Self {
        Self { purpose, ..self }
    }

    /// Asks that the last certificate have this name.
    #[must_use]
    pub fn with_name(self, name: ReferenceName) -> Self {
        Self { name: Some(name), ..self }
    }

    /// Asks that the last certificate's extended key usage name one of these purposes, and that no
    /// authority above it be limited to others.
    #[must_use]
    pub fn with_key_purposes(self, purposes: impl IntoIterator<Item = ObjectIdentifier>) -> Self {
        Self { key_purposes: purposes.into_iter().collect(), ..self }
    }

    /// Says which certificate policies will do (user-initial-policy-set).
    ///
    /// anyPolicy among them stands for all; none at all is the same as not having asked.
    #[must_use]
    pub fn with_policies(self, policies: impl IntoIterator<Item = ObjectIdentifier>) -> Self {
        let set: BTreeSet<_> = policies.into_iter().collect();
        let any = set.is_empty() || set.iter().any(|policy| policy.as_oid() == ANY_POLICY);
        Self { policies: if any { None } else { Some(set) }, ..self }
    }

    /// Asks that the path be valid under a policy that will do (initial-explicit-policy).
    #[must_use]
    pub fn require_explicit_policy(self) -> Self {
        Self { require_explicit_policy: true, ..self }
    }

    /// Takes no policy for another (initial-policy-mapping-inhibit).
    #[must_use]
    pub fn inhibit_policy_mapping(self) -> Self {
        Self { inhibit_policy_mapping: true, ..self }
    }

    /// Lets anyPolicy in a certificate stand for no policy (initial-any-policy-inhibit).
    #[must_use]
    pub fn inhibit_any_policy(self) -> Self {
        Self { inhibit_any_policy: true, ..self }
    }

    /// Bounds the names in the path (initial-permitted-subtrees, initial-excluded-subtrees).
    #[must_use]
    pub fn with_name_constraints(self, constraints: NameConstraints) -> Self {
        Self { name_constraints: Some(constraints), ..self }
    }

    /// Bounds the number of authorities between the last certificate and the anchor; certificates
    /// that an authority issued to itself do not count.
    #[must_use]
    pub fn with_max_depth(self, authorities: usize) -> Self {
        Self { max_depth: Some(authorities), ..self }
    }

    /// Returns the purpose.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Returns the name that is asked for.
    pub fn name(&self) -> Option<&ReferenceName> {
        self.name.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_by_their_looks() {
        let parsed = ReferenceName::from_text;
        assert_eq!(parsed("example.com."), ReferenceName::Dns("example.com".into()));
        assert_eq!(parsed("192.0.2.1"), ReferenceName::Ip([192, 0, 2, 1].into()));
        assert_eq!(parsed("[::1]"), ReferenceName::Ip(IpAddr::V6(std::net::Ipv6Addr::LOCALHOST)));
        assert_eq!(parsed("a@b.vn"), ReferenceName::Email("a@b.vn".into()));
    }

    #[test]
    fn any_policy_among_the_policies_stands_for_all() {
        let one = ObjectIdentifier::from_dotted("2.16.704.1.1.1.1.1").expect("valid");
        assert!(PathInputs::default().with_policies([one.clone()]).policies.is_some());
        assert!(
            PathInputs::default().with_policies([one, ANY_POLICY.to_owned()]).policies.is_none()
        );
        assert!(PathInputs::default().with_policies([]).policies.is_none());
    }
}
