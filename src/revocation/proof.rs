//! What a statement about revocation rests on.

use std::fmt;

use crate::revocation::answer::Answer;
use crate::revocation::ocsp::Response;
use crate::time::Time;
use crate::x509::{Certificate, Crl};

/// What a statement about revocation rests on.
///
/// `Display` is one line for people, in English; names in it are as encoded.
#[derive(Clone, Debug)]
pub struct Proof {
    basis: Basis,
    signers: Vec<SignerPath>,
}

/// The lists or the answer.
#[derive(Clone, Debug)]
pub(super) enum Basis {
    /// A CRL.
    Crl(Crl),
    /// A complete CRL and the delta CRL that brings it up to date.
    Delta(Crl, Crl),
    /// CRLs that cover all reasons of revocation together.
    Parts(Vec<Crl>),
    /// One answer of an OCSP response, by its place.
    Ocsp(Response, usize),
}

/// The path of who signed a list or an answer, where that is not an authority of the certificate's own
/// path.
///
/// It holds, by the policy, at a time at which all of it and what it signed provably existed.
#[derive(Clone, Debug)]
pub struct SignerPath {
    /// The signer, and those authorities above it that are not in the certificate's own path.
    pub(super) certificates: Vec<Certificate>,
    /// How each of them stands.
    pub(super) answers: Vec<Answer>,
}

impl SignerPath {
    /// Returns the signer's certificate, then the authorities above it that are not in the path of the
    /// certificate that was asked about.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// Returns how each of [`certificates`](Self::certificates) stands, in their order.
    pub fn revocation(&self) -> &[Answer] {
        &self.answers
    }

    fn exists_since(
        &self,
        response: Option<&Response>,
        of: &dyn Fn(&[u8]) -> Time,
    ) -> Option<Time> {
        let own = self.certificates.iter().map(|one| certificate_since(one, response, of));
        let proofs = self.answers.iter().filter_map(Answer::proof);
        own.chain(proofs.map(|proof| proof.exists_since(of))).max()
    }
}

/// Since when a response exists, in one form or the other.
pub(super) fn response_since(response: &Response, of: &dyn Fn(&[u8]) -> Time) -> Time {
    of(response.as_der()).min(of(response.as_basic_der()))
}

/// Since when a certificate exists: one that a response carries is as old as that.
pub(super) fn certificate_since(
    certificate: &Certificate,
    response: Option<&Response>,
    of: &dyn Fn(&[u8]) -> Time,
) -> Time {
    let own = of(certificate.as_der());
    let carrying = response.filter(|one| one.certificates().contains(certificate));
    carrying.map_or(own, |response| own.min(response_since(response, of)))
}

impl Proof {
    pub(super) fn new(basis: Basis) -> Self {
        Self { basis, signers: Vec::new() }
    }

    pub(super) fn crl(crl: &Crl) -> Self {
        Self::new(Basis::Crl(crl.clone()))
    }

    pub(super) fn signed_by(self, signers: impl IntoIterator<Item = SignerPath>) -> Self {
        Self { signers: signers.into_iter().collect(), ..self }
    }

    /// Returns the paths of those who signed it and are no authorities of the certificate's own path.
    pub fn signers(&self) -> &[SignerPath] {
        &self.signers
    }

    /// Since when all that it is made of exists, with those who signed it and what clears them.
    pub(crate) fn exists_since(&self, of: &dyn Fn(&[u8]) -> Time) -> Time {
        let crls = self.crls().into_iter().map(|crl| of(crl.as_der()));
        let response = self.response().map(|response| response_since(response, of));
        let signers = self.signers.iter().filter_map(|one| one.exists_since(self.response(), of));
        // Nothing exists before it is made.
        let made = self.made_at();
        crls.chain(response).chain(signers).max().map_or(made, |latest| latest.max(made))
    }

    /// Returns the CRLs, those that add to others last.
    pub fn crls(&self) -> Vec<&Crl> {
        match &self.basis {
            Basis::Crl(one) => vec![one],
            Basis::Delta(base, delta) => vec![base, delta],
            Basis::Parts(parts) => parts.iter().collect(),
            Basis::Ocsp(..) => Vec::new(),
        }
    }

    /// Returns the OCSP response.
    pub fn response(&self) -> Option<&Response> {
        match &self.basis {
            Basis::Ocsp(response, _) => Some(response),
            _ => None,
        }
    }

    /// Returns the time of which it speaks: thisUpdate, of several lists the earliest.
    pub fn this_update(&self) -> Time {
        let found = match &self.basis {
            Basis::Crl(one) | Basis::Delta(_, one) => Some(one.this_update()),
            Basis::Parts(parts) => parts.iter().map(Crl::this_update).min(),
            Basis::Ocsp(response, place) => {
                response.answers().nth(*place).map(|one| one.this_update())
            }
        };
        found.unwrap_or_else(|| Time::from_unix(0))
    }

    /// Returns by when there will be newer information, of several lists the earliest; `None` if one of
    /// them does not say.
    pub fn next_update(&self) -> Option<Time> {
        match &self.basis {
            Basis::Crl(one) | Basis::Delta(_, one) => one.next_update(),
            Basis::Parts(parts) => {
                let times: Option<Vec<_>> = parts.iter().map(Crl::next_update).collect();
                times?.into_iter().min()
            }
            Basis::Ocsp(response, place) => {
                response.answers().nth(*place).and_then(|one| one.next_update())
            }
        }
    }

    /// Returns since when certificates that expired are still spoken of (X.509 §9.5.2.7, RFC 6960
    /// §4.4.4).
    pub fn expired_since(&self) -> Option<Time> {
        match &self.basis {
            Basis::Crl(one) | Basis::Delta(one, _) => one.expired_certs_since(),
            Basis::Parts(parts) => {
                let times: Option<Vec<_>> = parts.iter().map(Crl::expired_certs_since).collect();
                times?.into_iter().max()
            }
            Basis::Ocsp(response, place) => {
                response.answers().nth(*place).and_then(|one| one.archive_cutoff())
            }
        }
    }

    /// Returns when it was made: thisUpdate of a CRL, producedAt of an OCSP answer.
    pub fn made_at(&self) -> Time {
        match &self.basis {
            Basis::Ocsp(response, _) => response.produced_at(),
            _ => self.this_update(),
        }
    }

    /// Returns what it is: `crl`, `delta-crl` or `ocsp`.
    pub fn kind(&self) -> &'static str {
        match &self.basis {
            Basis::Crl(_) | Basis::Parts(_) => "crl",
            Basis::Delta(..) => "delta-crl",
            Basis::Ocsp(..) => "ocsp",
        }
    }

    /// Returns who made it: the issuer of the CRL, or the responder by name or key.
    pub fn by(&self) -> String {
        match &self.basis {
            Basis::Crl(one) | Basis::Delta(one, _) => one.issuer().to_string(),
            Basis::Parts(parts) => {
                parts.first().map(|one| one.issuer().to_string()).unwrap_or_default()
            }
            Basis::Ocsp(response, _) => response.responder().to_string(),
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
        match &self.basis {
            Basis::Ocsp(..) => write!(f, "OCSP, {}, {}", self.by(), self.made_at()),
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
