//! Certificates and CRLs (RFC 5280, X.509), read from DER without copies.
//!
//! Reading is strict, and each refusal names its clause. What authorities in the wild get wrong
//! without danger is tolerated and listed as an [`Irregularity`]; whether a certificate is to be
//! trusted is the business of `path` alone.

mod certificate;
mod constraints;
mod crl;
mod extension_kind;
mod extensions;
mod general_name;
mod irregularity;
mod key_identifier;
mod known_keys;
mod locations;
mod name;
mod policies;
mod slice;
mod string;
mod string_prep;
#[cfg(test)]
pub(crate) mod tests;
mod usage;

pub use certificate::Certificate;
pub use constraints::{BasicConstraints, IpSubnet, NameConstraints, PolicyConstraints, Subtree};
pub use crl::{Crl, CrlEntry, IssuingDistributionPoint, Reason, Reasons};
pub use extensions::{Extension, Extensions};
pub use general_name::{GeneralName, GeneralNames};
pub use irregularity::Irregularity;
pub use key_identifier::AuthorityKeyIdentifier;
pub use locations::{DistributionPoint, DistributionPoints, InfoAccess};
pub use name::{Attribute, Name};
pub use policies::{CertificatePolicies, PolicyInformation, PolicyMappings};
pub use usage::{ExtendedKeyUsage, KeyUsage, KeyUsageBit};

pub(crate) use certificate::{known_algorithm, read_algorithm};
pub(crate) use crl::read_reason;
pub(crate) use irregularity::Irregularities;
pub(crate) use known_keys::KnownKeys;
pub(crate) use locations::PointName;
pub(crate) use slice::Span;

use crate::error::{Error, Malformed, Syntax, Unsupported};
use crate::pem;

/// Returns the certificates of a file, PEM or DER by looking.
///
/// A PEM file may have other blocks and any text between them; a DER file is one certificate.
///
/// # Errors
///
/// [`Error::Malformed`] with the number of the block, if one of the certificates is not readable or
/// there is none.
pub fn certificates(input: &[u8]) -> Result<Vec<Certificate>, Error> {
    // The old labels are those of OpenSSL's `PEM_read_X509`.
    let labels = ["CERTIFICATE", "X509 CERTIFICATE"];
    read_all(input, &labels, "no certificate", Certificate::from_der)
}

/// Returns the CRLs of a file, PEM or DER by looking.
///
/// # Errors
///
/// [`Error::Malformed`] with the number of the block, if one of the CRLs is not readable or there is
/// none.
pub fn crls(input: &[u8]) -> Result<Vec<Crl>, Error> {
    read_all(input, &["X509 CRL"], "no CRL", Crl::from_der)
}

fn read_all<T>(
    input: &[u8],
    labels: &[&str],
    none: &'static str,
    read: impl Fn(&[u8]) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    // A SEQUENCE, which no text looks like: its length is an octet above 127, or exactly what follows.
    if let [0x30, length, contents @ ..] = input
        && (*length >= 0x80 || usize::from(*length) == contents.len())
    {
        return Ok(vec![read(input)?]);
    }
    let mut all = Vec::new();
    for (index, block) in pem::blocks(input).enumerate() {
        let block = block?;
        // OpenSSL puts trust settings behind such a certificate. They may forbid uses, so they
        // are not dropped in silence.
        if block.label() == "TRUSTED CERTIFICATE" {
            return Err(Error::Unsupported(Unsupported::TrustedCertificate));
        }
        if labels.contains(&block.label()) {
            all.push(read(block.der()).map_err(|error| error.in_block(index + 1))?);
        }
    }
    if all.is_empty() {
        return Err(Error::Malformed(Malformed {
            syntax: Syntax::Pem,
            what: none,
            clause: "RFC 7468 §5.1, §6",
            offset: None,
            block: None,
        }));
    }
    Ok(all)
}
