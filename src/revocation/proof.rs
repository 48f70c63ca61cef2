//! What a statement about revocation rests on.

use std::fmt;

use crate::revocation::ocsp::Response;
use crate::time::Time;
use crate::x509::Crl;

/// What a statement about revocation rests on.
///
/// `Display` is one line for people, in English; names in it are as encoded.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub enum Proof {
    /// A CRL.
    Crl(Crl),
    /// A complete CRL and the delta CRL that brings it up to date.
    Delta(Crl, Crl),
    /// CRLs that cover all reasons of revocation together.
    Parts(Vec<Crl>),
    /// One answer of an OCSP response, by its place.
    Ocsp(Response, usize),
}

impl Proof {
    /// Returns the CRLs, those that add to others last.
    pub fn crls(&self) -> Vec<&Crl> {
        match self {
            Self::Crl(one) => vec![one],
            Self::Delta(base, delta) => vec![base, delta],
            Self::Parts(parts) => parts.iter().collect(),
            Self::Ocsp(..) => Vec::new(),
        }
    }

    /// Returns the OCSP response.
    pub fn response(&self) -> Option<&Response> {
        match self {
            Self::Ocsp(response, _) => Some(response),
            _ => None,
        }
    }

    /// Returns the time of which it speaks: thisUpdate, of several lists the earliest.
    pub fn this_update(&self) -> Time {
        let found = match self {
            Self::Crl(one) | Self::Delta(_, one) => Some(one.this_update()),
            Self::Parts(parts) => parts.iter().map(Crl::this_update).min(),
            Self::Ocsp(response, place) => {
                response.answers().nth(*place).map(|one| one.this_update())
            }
        };
        found.unwrap_or_else(|| Time::from_unix(0))
    }

    /// Returns by when there will be newer information, of several lists the earliest; `None` if one of
    /// them does not say.
    pub fn next_update(&self) -> Option<Time> {
        match self {
            Self::Crl(one) | Self::Delta(_, one) => one.next_update(),
            Self::Parts(parts) => {
                let times: Option<Vec<_>> = parts.iter().map(Crl::next_update).collect();
                times?.into_iter().min()
            }
            Self::Ocsp(response, place) => {
                response.answers().nth(*place).and_then(|one| one.next_update())
            }
        }
    }

    /// Returns since when certificates that expired are still spoken of (X.509 §9.5.2.7, RFC 6960
    /// §4.4.4).
    pub fn expired_since(&self) -> Option<Time> {
        match self {
            Self::Crl(one) | Self::Delta(one, _) => one.expired_certs_since(),
            Self::Parts(parts) => {
                let times: Option<Vec<_>> = parts.iter().map(Crl::expired_certs_since).collect();
                times?.into_iter().max()
            }
            Self::Ocsp(response, place) => {
                response.answers().nth(*place).and_then(|one| one.archive_cutoff())
            }
        }
    }

    /// Returns when it was made: thisUpdate of a CRL, producedAt of an OCSP answer.
    pub fn made_at(&self) -> Time {
        match self {
            Self::Ocsp(response, _) => response.produced_at(),
            _ => self.this_update(),
        }
    }

    /// Returns what it is: `crl`, `delta-crl` or `ocsp`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Crl(_) | Self::Parts(_) => "crl",
            Self::Delta(..) => "delta-crl",
            Self::Ocsp(..) => "ocsp",
        }
    }

    /// Returns who made it: the issuer of the CRL, or the responder by name or key.
    pub fn by(&self) -> String {
        match self {
            Self::Crl(one) | Self::Delta(one, _) => one.issuer().to_string(),
            Self::Parts(parts) => {
                parts.first().map(|one| one.issuer().to_string()).unwrap_or_default()
            }
            Self::Ocsp(response, _) => response.responder().to_string(),
        }
    }

    /// Returns the number of the CRL, of the delta CRL if there is one, in lower-case hexadecimal.
    pub fn number(&self) -> Option<String> {
        let crls = self.crls();
        let number = crls.last()?.number()?;
        Some(number.iter().map(|octet| format!("{octet:02x}")).collect())
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ocsp(..) => write!(f, "OCSP, {}, {}", self.by(), self.made_at()),
            _ => {
                write!(f, "CRL, {}", self.by())?;
                if let Some(number) = self.number() {
                    write!(f, ", {number}")?;
                }
                write!(f, ", {}", self.this_update())
            }
        }
    }
}
