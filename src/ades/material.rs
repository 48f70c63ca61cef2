//! The revocation data that a signature carries, read.
//!
//! The crls of SignedData (RFC 5652 §10.2.1), with OCSP answers by RFC 5940, and the values that
//! attributes of a signer carry. What cannot be read is left out with a finding.

use crate::cms::RevocationInfo;
use crate::oid;
use crate::revocation::ocsp::Response;
use crate::x509::Crl;

/// CRLs and OCSP answers; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct RevocationData {
    pub(crate) crls: Vec<Crl>,
    pub(crate) responses: Vec<Response>,
    /// Whether there is something that cannot be read.
    pub(crate) is_unreadable: bool,
}

impl RevocationData {
    /// Reads what is carried.
    pub(crate) fn read<'i>(carried: impl IntoIterator<Item = &'i RevocationInfo>) -> Self {
        let mut all = Self::default();
        for one in carried {
            let is_read = match one {
                RevocationInfo::Crl(der) => {
                    Crl::from_der(der).map(|crl| all.crls.push(crl)).is_ok()
                }
                RevocationInfo::Other(format, der) => {
                    let response = if format.as_oid() == oid::OCSP_BASIC {
                        Response::from_basic_der(der).ok()
                    } else if format.as_oid() == oid::RI_OCSP_RESPONSE {
                        Response::from_der(der).ok()
                    } else {
                        None
                    };
                    response.map(|response| all.responses.push(response)).is_some()
                }
            };
            all.is_unreadable |= !is_read;
        }
        all
    }

    /// Adds what others carry.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.crls.extend_from_slice(&other.crls);
        self.responses.extend_from_slice(&other.responses);
        self.is_unreadable |= other.is_unreadable;
        self
    }
}
