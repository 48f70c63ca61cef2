//! What a key may be used for: extended key usage and key usage by purpose (RFC 5280 §4.2.1.3,
//! §4.2.1.12), and the reference name.
//!
//! RFC 5280 gives extended key usage in an authority's certificate no meaning. As Windows, NSS,
//! OpenSSL and BoringSSL do, it is read as a bound on what the authority may issue, where the purpose
//! demands an extended key usage at all.

use crate::oid::{self, Oid};
use crate::path::error::PathError;
use crate::path::names::{dns, email};
use crate::path::web_profile::Rule;
use crate::policy::{PathInputs, Purpose, ReferenceName};
use crate::x509::{Certificate, GeneralName, KeyUsage, KeyUsageBit};

/// How far above the last certificate an authority stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Height {
    /// The authority that issued the last certificate.
    Issuer,
    /// One further up.
    Above,
}

/// Whether an authority's extended key usage lets it issue for the purpose.
pub(super) fn check_authority(
    certificate: &Certificate,
    inputs: &PathInputs,
    height: Height,
) -> Result<(), PathError> {
    let Some(usage) = certificate.extensions().extended_key_usage() else { return Ok(()) };
    let allowed = match inputs.purpose {
        // BR §7.1.2.10.6: an authority that issues for TLS names serverAuth itself; only above it may
        // anyExtendedKeyUsage stand for it. Code and time-stamps are not mixed with TLS.
        Purpose::TlsServer if height == Height::Issuer => {
            usage.has(oid::KP_SERVER_AUTH)
                && !usage.has(oid::KP_CODE_SIGNING)
                && !usage.has(oid::KP_TIME_STAMPING)
        }
        Purpose::TlsServer => usage.allows(oid::KP_SERVER_AUTH),
        Purpose::TimeStamping => usage.allows(oid::KP_TIME_STAMPING),
        // RFC 6960 §4.2.2.2: the authority itself delegates; that it issues for TLS is no hindrance.
        Purpose::OcspSigning | Purpose::Any | Purpose::Document => true,
    };
    let demanded = &inputs.key_purposes;
    let named = demanded.is_empty() || demanded.iter().any(|one| usage.allows(one.as_oid()));
    if allowed && named { Ok(()) } else { Err(PathError::ExtendedKeyUsage) }
}

/// Whether the last certificate's key may be used for the purpose, and bears the name asked for.
pub(super) fn check_last(certificate: &Certificate, inputs: &PathInputs) -> Result<(), PathError> {
    check_extended_key_usage(certificate, inputs)?;
    // BR §7.1.2.7.8: a server's certificate is not an authority's.
    let is_authority = certificate.extensions().basic_constraints().is_some_and(|one| one.ca);
    if inputs.purpose == Purpose::TlsServer && is_authority {
        return Err(PathError::WebProfile(Rule::NotAnAuthority));
    }
    if let Some(usage) = certificate.extensions().key_usage() {
        check_key_usage(usage, inputs.purpose)?;
    }
    match &inputs.name {
        Some(name) if !bears(certificate, name) => Err(PathError::ReferenceName),
        _ => Ok(()),
    }
}

fn check_extended_key_usage(
    certificate: &Certificate,
    inputs: &PathInputs,
) -> Result<(), PathError> {
    let extensions = certificate.extensions();
    let usage = extensions.extended_key_usage();
    let has = |purpose: Oid<'_>| usage.as_ref().is_some_and(|usage| usage.has(purpose));
    let allowed = match inputs.purpose {
        Purpose::Any | Purpose::Document => true,
        // RFC 6960 §4.2.2.2: delegation is by this purpose alone, never by anyExtendedKeyUsage.
        Purpose::OcspSigning => has(oid::KP_OCSP_SIGNING),
        // RFC 3161 §2.3: this purpose and no other, and critical.
        Purpose::TimeStamping => {
            has(oid::KP_TIME_STAMPING)
                && usage.as_ref().is_some_and(|usage| usage.purposes().count() == 1)
                && extensions.is_critical(oid::EXTENDED_KEY_USAGE)
        }
        // BR §7.1.2.7.10: named, and not mixed with signatures of other kinds.
        Purpose::TlsServer => {
            has(oid::KP_SERVER_AUTH)
                && !has(oid::KP_CODE_SIGNING)
                && !has(oid::KP_OCSP_SIGNING)
                && !has(oid::KP_TIME_STAMPING)
        }
    };
    let demanded = &inputs.key_purposes;
    let named = demanded.is_empty() || demanded.iter().any(|one| has(one.as_oid()));
    if allowed && named { Ok(()) } else { Err(PathError::ExtendedKeyUsage) }
}

fn check_key_usage(usage: KeyUsage, purpose: Purpose) -> Result<(), PathError> {
    use KeyUsageBit::{DigitalSignature, KeyAgreement, KeyEncipherment, NonRepudiation};
    let signs = usage.has(DigitalSignature) || usage.has(NonRepudiation);
    let allowed = match purpose {
        Purpose::Any => true,
        Purpose::Document | Purpose::OcspSigning => signs,
        // RFC 3161 §2.3, RFC 5280 §4.2.1.12: signatures, and nothing but signatures.
        Purpose::TimeStamping => {
            signs && usage.bits().all(|bit| matches!(bit, DigitalSignature | NonRepudiation))
        }
        // RFC 5280 §4.2.1.12: consistent with serverAuth.
        Purpose::TlsServer => {
            [DigitalSignature, KeyEncipherment, KeyAgreement].into_iter().any(|bit| usage.has(bit))
        }
    };
    if allowed { Ok(()) } else { Err(PathError::KeyUsage) }
}

fn bears(certificate: &Certificate, reference: &ReferenceName) -> bool {
    let alternative = certificate.extensions().subject_alt_name();
    alternative.into_iter().flatten().any(|name| match (name, reference) {
        (GeneralName::Dns(presented), ReferenceName::Dns(host)) => dns::matches(presented, host),
        (GeneralName::Email(presented), ReferenceName::Email(address)) => {
            email::matches(presented, address)
        }
        // RFC 9525 §6.5: octet by octet; an IPv4 address is not its IPv6-mapped form.
        (GeneralName::Ip(presented), ReferenceName::Ip(address)) => presented == *address,
        _ => false,
    })
}
