//! Why certificates are revoked: CRLReason (RFC 5280 §5.3.1) and sets of reasons (§4.2.1.13).

use std::fmt;

/// Why a certificate was revoked.
///
/// ```text
/// CRLReason ::= ENUMERATED {
///   unspecified (0), keyCompromise (1), cACompromise (2), affiliationChanged (3),
///   superseded (4), cessationOfOperation (5), certificateHold (6),
///   removeFromCRL (8), privilegeWithdrawn (9), aACompromise (10) }
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nobody says why.
    Unspecified,
    /// The private key was stolen, or may have been.
    KeyCompromise,
    /// The key of the authority was stolen, or may have been.
    CaCompromise,
    /// Something in the subject's name is no longer right.
    AffiliationChanged,
    /// There is another certificate in place of this one.
    Superseded,
    /// The certificate is no longer needed.
    CessationOfOperation,
    /// The certificate is on hold: it may come back.
    CertificateHold,
    /// In a delta CRL: the certificate is no longer on the list.
    RemoveFromCrl,
    /// A privilege in the certificate was withdrawn.
    PrivilegeWithdrawn,
    /// The key of the attribute authority was stolen, or may have been.
    AaCompromise,
}

impl Reason {
    const ALL: [(u8, Self, &'static str); 10] = [
        (0, Self::Unspecified, "unspecified"),
        (1, Self::KeyCompromise, "keyCompromise"),
        (2, Self::CaCompromise, "cACompromise"),
        (3, Self::AffiliationChanged, "affiliationChanged"),
        (4, Self::Superseded, "superseded"),
        (5, Self::CessationOfOperation, "cessationOfOperation"),
        (6, Self::CertificateHold, "certificateHold"),
        (8, Self::RemoveFromCrl, "removeFromCRL"),
        (9, Self::PrivilegeWithdrawn, "privilegeWithdrawn"),
        (10, Self::AaCompromise, "aACompromise"),
    ];

    /// The reason with this number; 7 is not used, and above 10 there is none.
    pub(crate) fn from_code(code: u8) -> Option<Self> {
        Self::ALL.iter().find(|(number, ..)| *number == code).map(|(_, reason, _)| *reason)
    }

    /// Returns the name in the standard, such as `keyCompromise`.
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, reason, _)| *reason == self);
        found.map_or("unspecified", |(.., name)| name)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of the reasons that a CRL may cover: eight of them.
///
/// ```text
/// ReasonFlags ::= BIT STRING {
///   unused (0), keyCompromise (1), cACompromise (2), affiliationChanged (3), superseded (4),
///   cessationOfOperation (5), certificateHold (6), privilegeWithdrawn (7), aACompromise (8) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reasons(u16);

impl Reasons {
    /// All eight.
    pub const ALL: Self = Self(0x7f80);
    /// None.
    pub const NONE: Self = Self(0);

    /// Reads the octets of a BIT STRING; the bit `unused` does not count.
    pub(crate) fn from_bits(octets: &[u8]) -> Self {
        let first = octets.first().copied().unwrap_or_default();
        let second = octets.get(1).copied().unwrap_or_default();
        Self(u16::from_be_bytes([first, second]) & Self::ALL.0)
    }

    /// Returns the reasons that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Returns the reasons that are in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all reasons of another set are in this one.
    pub fn holds(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_have_the_numbers_of_the_standard_and_seven_is_none() {
        assert_eq!(Reason::from_code(1), Some(Reason::KeyCompromise));
        assert_eq!(Reason::from_code(10), Some(Reason::AaCompromise));
        assert_eq!((Reason::from_code(7), Reason::from_code(11)), (None, None));
        assert_eq!(Reason::CertificateHold.to_string(), "certificateHold");
    }

    #[test]
    fn sets_of_reasons_cover_each_other_bit_by_bit() {
        let (compromise, rest) = (Reasons::from_bits(&[0x60]), Reasons::from_bits(&[0x9f, 0x80]));
        assert_eq!(compromise.or(rest), Reasons::ALL);
        assert_eq!(compromise.and(rest), Reasons::NONE);
        assert!(Reasons::ALL.holds(rest) && !rest.holds(compromise));
        // The first bit stands for nothing.
        assert_eq!(Reasons::from_bits(&[0x80]), Reasons::NONE);
    }
}
