//! Which extension it is: identifiers are looked at once, when a certificate is read.

use crate::oid::{self, Oid};

/// The extensions that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    AuthorityInfoAccess,
    AuthorityKeyIdentifier,
    BasicConstraints,
    CertificatePolicies,
    CrlDistributionPoints,
    CrlNumber,
    DeltaCrlIndicator,
    ExtendedKeyUsage,
    FreshestCrl,
    InhibitAnyPolicy,
    IssuerAltName,
    IssuingDistributionPoint,
    KeyUsage,
    NameConstraints,
    OcspNoCheck,
    Other,
    PolicyConstraints,
    PolicyMappings,
    SubjectAltName,
    SubjectInfoAccess,
    SubjectKeyIdentifier,
}

impl Kind {
    pub(crate) fn of(id: Oid<'_>) -> Self {
        match id.contents() {
            // id-ce, 2.5.29: RFC 5280 A.2.
            [0x55, 0x1d, arc] => Self::of_arc(*arc),
            _ if id == oid::AUTHORITY_INFO_ACCESS => Self::AuthorityInfoAccess,
            _ if id == oid::SUBJECT_INFO_ACCESS => Self::SubjectInfoAccess,
            _ if id == oid::OCSP_NOCHECK => Self::OcspNoCheck,
            _ => Self::Other,
        }
    }

    fn of_arc(arc: u8) -> Self {
        match arc {
            14 => Self::SubjectKeyIdentifier,
            15 => Self::KeyUsage,
            17 => Self::SubjectAltName,
            18 => Self::IssuerAltName,
            19 => Self::BasicConstraints,
            20 => Self::CrlNumber,
            27 => Self::DeltaCrlIndicator,
            28 => Self::IssuingDistributionPoint,
            30 => Self::NameConstraints,
            31 => Self::CrlDistributionPoints,
            32 => Self::CertificatePolicies,
            33 => Self::PolicyMappings,
            35 => Self::AuthorityKeyIdentifier,
            36 => Self::PolicyConstraints,
            37 => Self::ExtendedKeyUsage,
            46 => Self::FreshestCrl,
            54 => Self::InhibitAnyPolicy,
            _ => Self::Other,
        }
    }

    /// Whether a certificate's extension of this kind is taken into account, so that it may be
    /// critical.
    ///
    /// issuerAltName, the access extensions and freshestCRL are read too, but nothing rests on them;
    /// an authority that marks them critical wants something that is not done here.
    pub(crate) fn is_processed(self) -> bool {
        matches!(
            self,
            Self::AuthorityKeyIdentifier
                | Self::BasicConstraints
                | Self::CertificatePolicies
                | Self::CrlDistributionPoints
                | Self::ExtendedKeyUsage
                | Self::InhibitAnyPolicy
                | Self::KeyUsage
                | Self::NameConstraints
                | Self::PolicyConstraints
                | Self::PolicyMappings
                | Self::SubjectAltName
                | Self::SubjectKeyIdentifier
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_each_extension_by_its_identifier() {
        for (id, kind) in [
            (oid::AUTHORITY_INFO_ACCESS, Kind::AuthorityInfoAccess),
            (oid::AUTHORITY_KEY_IDENTIFIER, Kind::AuthorityKeyIdentifier),
            (oid::BASIC_CONSTRAINTS, Kind::BasicConstraints),
            (oid::CERTIFICATE_POLICIES, Kind::CertificatePolicies),
            (oid::CRL_DISTRIBUTION_POINTS, Kind::CrlDistributionPoints),
            (oid::CRL_NUMBER, Kind::CrlNumber),
            (oid::DELTA_CRL_INDICATOR, Kind::DeltaCrlIndicator),
            (oid::EXTENDED_KEY_USAGE, Kind::ExtendedKeyUsage),
            (oid::FRESHEST_CRL, Kind::FreshestCrl),
            (oid::INHIBIT_ANY_POLICY, Kind::InhibitAnyPolicy),
            (oid::ISSUER_ALT_NAME, Kind::IssuerAltName),
            (oid::ISSUING_DISTRIBUTION_POINT, Kind::IssuingDistributionPoint),
            (oid::KEY_USAGE, Kind::KeyUsage),
            (oid::NAME_CONSTRAINTS, Kind::NameConstraints),
            (oid::OCSP_NOCHECK, Kind::OcspNoCheck),
            (oid::POLICY_CONSTRAINTS, Kind::PolicyConstraints),
            (oid::POLICY_MAPPINGS, Kind::PolicyMappings),
            (oid::SUBJECT_ALT_NAME, Kind::SubjectAltName),
            (oid::SUBJECT_INFO_ACCESS, Kind::SubjectInfoAccess),
            (oid::SUBJECT_KEY_IDENTIFIER, Kind::SubjectKeyIdentifier),
            (oid::NETSCAPE_CERT_TYPE, Kind::Other),
            (oid::ANY_EXTENDED_KEY_USAGE, Kind::Other),
        ] {
            assert_eq!(Kind::of(id), kind, "{id}");
        }
    }
}
