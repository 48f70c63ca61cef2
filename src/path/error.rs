//! Why a path does not hold: one reason for each check, with its clause.

use crate::path::web_profile::Rule;
use crate::policy::AlgorithmRefusal;

/// A form of name that name constraints speak of.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameForm {
    /// directoryName, and the subject itself.
    Directory,
    /// dNSName, and a common name that looks like a host.
    Dns,
    /// rfc822Name, and emailAddress in the subject.
    Email,
    /// iPAddress.
    Ip,
    /// uniformResourceIdentifier.
    Uri,
    /// otherName, x400Address, ediPartyName or registeredID, for which no rule exists.
    Other,
}

/// Why a path does not hold.
///
/// `Display` is one lower-case clause that names no certificate: [`Candidate`](super::Candidate)
/// says which one is meant.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PathError {
    /// No certificate and no anchor bears the issuer's name and key.
    #[error("no trusted issuer was found")]
    NoIssuer,
    /// The path would have more certificates than the limits or the caller allow.
    #[error("the path is too long")]
    TooDeep,
    /// The search was given up because it cost too much.
    #[error("the search for a path was given up because it cost too much")]
    BudgetSpent,
    /// The signature algorithm of the certificate, or the kind of its issuer's key, is unknown.
    #[error("the signature algorithm is not supported")]
    UnsupportedAlgorithm,
    /// The issuer's key does not fit the signature algorithm.
    #[error("the issuer's key does not fit the signature algorithm")]
    KeyMismatch,
    /// The signature does not verify with the issuer's key.
    #[error("the signature does not verify with the issuer's key")]
    SignatureMismatch,
    /// The certificate's key spells out its curve in place of naming it.
    #[error("the key spells out its curve")]
    ExplicitCurve,
    /// The policy does not accept the signature algorithm or the size of the key at this time.
    #[error("the algorithm policy refuses it: {0}")]
    Algorithm(AlgorithmRefusal),
    /// The anchor's certificate is not yet valid.
    #[error("the trust anchor is not yet valid")]
    AnchorNotYetValid,
    /// The anchor's certificate has expired.
    #[error("the trust anchor has expired")]
    AnchorExpired,
    /// The anchor's certificate says that it is no authority.
    #[error("the trust anchor says that it is no certification authority")]
    AnchorNotCa,
    /// The last certificate is itself the anchor, and is not signed with its own key.
    #[error("the certificate is trusted to issue, not for itself")]
    AnchorIsNotForItself,
    /// The certificate has expired.
    #[error("the certificate has expired")]
    Expired,
    /// The certificate is not yet valid.
    #[error("the certificate is not yet valid")]
    NotYetValid,
    /// The certificate was revoked.
    #[error("the certificate was revoked")]
    Revoked,
    /// Whether the certificate was revoked could not be found out.
    #[error("whether the certificate was revoked could not be found out")]
    RevocationUndetermined,
    /// The issuer of a certificate has no basic constraints or is no authority by them.
    #[error("the issuer is not a certification authority")]
    NotCa,
    /// There are more authorities below the certificate than its path length allows.
    #[error("the path length constraint is exceeded")]
    PathLength,
    /// The key usage of the issuer of a certificate does not allow signing certificates.
    #[error("the issuer's key may not sign certificates")]
    KeyCertSign,
    /// A critical extension is unknown, or says something that cannot be processed.
    #[error("a critical extension is unknown")]
    UnknownCriticalExtension,
    /// A name lies outside all permitted subtrees of its form.
    #[error("a name is not permitted by a name constraint")]
    NameNotPermitted(NameForm),
    /// A name lies in an excluded subtree.
    #[error("a name is excluded by a name constraint")]
    NameExcluded(NameForm),
    /// A constraint, or a name that falls under one, cannot be understood.
    #[error("a name or a name constraint cannot be processed")]
    NameUnprocessable(NameForm),
    /// There is no certificate policy under which the path is valid, and one is required.
    #[error("no acceptable certificate policy")]
    Policy,
    /// The certificate policies of the path would take too much memory.
    #[error("too many certificate policies")]
    PolicyGraphTooLarge,
    /// The extended key usage does not allow the purpose.
    #[error("the extended key usage does not allow the purpose")]
    ExtendedKeyUsage,
    /// The key usage does not allow the purpose.
    #[error("the key usage does not allow the purpose")]
    KeyUsage,
    /// The certificate does not bear the name that was asked for.
    #[error("the certificate is for another name")]
    ReferenceName,
    /// The certificate breaks the profile of TLS servers on the web.
    #[error("the certificate breaks the profile of the web: {0}")]
    WebProfile(Rule),
}

impl PathError {
    /// Returns how telling this reason is; of several failed candidates the highest is reported.
    ///
    /// What concerns the last certificate of a path that otherwise reaches an anchor tells most,
    /// that there was no issuer least.
    pub fn rank(self) -> u8 {
        match self {
            Self::NoIssuer => 0,
            Self::TooDeep => 1,
            Self::BudgetSpent => 2,
            Self::UnsupportedAlgorithm | Self::KeyMismatch => 10,
            Self::SignatureMismatch => 11,
            Self::AnchorIsNotForItself => 12,
            Self::AnchorNotCa | Self::AnchorNotYetValid | Self::AnchorExpired => 20,
            Self::NotCa | Self::KeyCertSign => 30,
            Self::PathLength => 31,
            Self::UnknownCriticalExtension => 32,
            Self::Algorithm(_) | Self::ExplicitCurve => 40,
            Self::NameNotPermitted(_) | Self::NameExcluded(_) | Self::NameUnprocessable(_) => 50,
            Self::Policy | Self::PolicyGraphTooLarge => 51,
            Self::WebProfile(_) => 52,
            Self::ExtendedKeyUsage | Self::KeyUsage => 53,
            Self::ReferenceName => 54,
            Self::NotYetValid | Self::Expired => 60,
            Self::RevocationUndetermined => 70,
            Self::Revoked => 80,
        }
    }

    /// Returns the clause that was checked.
    pub fn clause(self) -> &'static str {
        match self {
            Self::NoIssuer => "RFC 5280 §6.1.3 (a)(4)",
            Self::TooDeep | Self::BudgetSpent => "antin limits: path_depth, path_steps",
            Self::UnsupportedAlgorithm | Self::KeyMismatch | Self::SignatureMismatch => {
                "RFC 5280 §6.1.3 (a)(1)"
            }
            Self::Algorithm(_) => "EN 319 102-1 §5.2.8.4: cryptographic constraints",
            Self::ExplicitCurve => "RFC 5480 §2.1.1",
            Self::AnchorNotYetValid | Self::AnchorExpired => "RFC 5937 §3.2: validity",
            Self::AnchorNotCa => "RFC 5937 §3.2: basicConstraints, keyUsage",
            Self::AnchorIsNotForItself => "RFC 5280 §6.1: anchor apart from path",
            Self::Expired | Self::NotYetValid => "RFC 5280 §6.1.3 (a)(2)",
            Self::Revoked | Self::RevocationUndetermined => "RFC 5280 §6.1.3 (a)(3)",
            Self::NotCa => "RFC 5280 §6.1.4 (k)",
            Self::PathLength => "RFC 5280 §6.1.4 (l)",
            Self::KeyCertSign => "RFC 5280 §6.1.4 (n)",
            Self::UnknownCriticalExtension => "RFC 5280 §6.1.4 (o), §6.1.5 (f)",
            Self::NameNotPermitted(_) => "RFC 5280 §6.1.3 (b)",
            Self::NameExcluded(_) => "RFC 5280 §6.1.3 (c)",
            Self::NameUnprocessable(_) => "RFC 5280 §4.2.1.10",
            Self::Policy => "RFC 5280 §6.1.3 (f), §6.1.5 (g)",
            Self::PolicyGraphTooLarge => "RFC 9618 §1; antin limits: policy_nodes",
            Self::ExtendedKeyUsage => "RFC 5280 §4.2.1.12",
            Self::KeyUsage => "RFC 5280 §4.2.1.3",
            Self::ReferenceName => "RFC 9525 §6",
            Self::WebProfile(rule) => rule.clause(),
        }
    }

    /// Returns the stable code that reports use.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoIssuer => "no-trusted-issuer",
            Self::TooDeep => "path-too-long",
            Self::BudgetSpent => "path-search-budget-spent",
            Self::UnsupportedAlgorithm => "certificate-algorithm-unsupported",
            Self::KeyMismatch => "certificate-key-mismatch",
            Self::SignatureMismatch => "certificate-signature-mismatch",
            Self::Algorithm(_) => "certificate-algorithm-refused",
            Self::ExplicitCurve => "key-with-explicit-curve",
            Self::AnchorNotYetValid => "anchor-not-yet-valid",
            Self::AnchorExpired => "anchor-expired",
            Self::AnchorNotCa => "anchor-not-an-authority",
            Self::AnchorIsNotForItself => "anchor-not-for-itself",
            Self::Expired => "certificate-expired",
            Self::NotYetValid => "certificate-not-yet-valid",
            Self::Revoked => "certificate-revoked",
            Self::RevocationUndetermined => "revocation-undetermined",
            Self::NotCa => "issuer-not-an-authority",
            Self::PathLength => "path-length-exceeded",
            Self::KeyCertSign => "issuer-may-not-sign-certificates",
            Self::UnknownCriticalExtension => "unknown-critical-extension",
            Self::NameNotPermitted(_) => "name-not-permitted",
            Self::NameExcluded(_) => "name-excluded",
            Self::NameUnprocessable(_) => "name-unprocessable",
            Self::Policy => "no-acceptable-policy",
            Self::PolicyGraphTooLarge => "too-many-policies",
            Self::ExtendedKeyUsage => "extended-key-usage-refused",
            Self::KeyUsage => "key-usage-refused",
            Self::ReferenceName => "name-mismatch",
            Self::WebProfile(_) => "web-profile",
        }
    }

    /// Whether the whole search ends, because whoever wants it to cost more would only go on.
    pub(super) fn is_fatal(self) -> bool {
        matches!(self, Self::BudgetSpent)
    }
}
