//! Requests (RFC 6960 §4.1, RFC 5019 §2.1, RFC 9654).
//!
//! One certificate a request, unsigned, as RFC 5019 §2.1.1 wants it. Sending it is not done here.

use crate::crypto::DigestAlgorithm;
use crate::der::{Tag, Writer};
use crate::error::{ApiMisuse, Error};
use crate::oid;
use crate::revocation::ocsp::cert_id;
use crate::revocation::ocsp::response::Response;
use crate::x509::{Certificate, Name};

/// A request for the status of one certificate.
#[derive(Clone, Debug)]
pub struct Request {
    certificate: Certificate,
    issuer_spki: Box<[u8]>,
    cert_id: Vec<u8>,
    nonce: Option<Box<[u8]>>,
}

/// Why an answer is not the answer to a request.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestMismatch {
    /// The answer repeats another nonce: it may be an old one, sent again.
    #[error("the nonce is another")]
    Nonce,
    /// The answer has no nonce, which responders that prepare their answers leave out (RFC 5019 §4).
    #[error("there is no nonce")]
    NonceMissing,
    /// The answer is about other certificates.
    #[error("the answer is about other certificates")]
    OtherCertificate,
}

impl Request {
    /// Asks about a certificate, given its issuer's key as SubjectPublicKeyInfo.
    ///
    /// The hashes in it are SHA-1, which every responder knows (RFC 5019 §2.1.1).
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if the key is not a SubjectPublicKeyInfo.
    pub fn new(certificate: &Certificate, issuer_spki: &[u8]) -> Result<Self, Error> {
        Self::with_hash(certificate, issuer_spki, DigestAlgorithm::Sha1)
    }

    /// Asks as [`new`](Self::new) does, with another hash.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn with_hash(
        certificate: &Certificate,
        issuer_spki: &[u8],
        algorithm: DigestAlgorithm,
    ) -> Result<Self, Error> {
        crate::crypto::PublicKey::from_spki(issuer_spki)?;
        let issuer: &Name = certificate.issuer();
        let cert_id = cert_id::write(algorithm, issuer, issuer_spki, certificate.serial())
            .ok_or(Error::Unreachable("a key that was just read"))?;
        let certificate = certificate.clone();
        Ok(Self { certificate, issuer_spki: issuer_spki.into(), cert_id, nonce: None })
    }

    /// Adds a nonce, which binds the answer to this request. RFC 9654 §2.1: 32 octets, random.
    ///
    /// # Errors
    ///
    /// [`Error::ApiMisuse`] if it is empty or longer than 128 octets.
    pub fn with_nonce(self, nonce: &[u8]) -> Result<Self, Error> {
        // RFC 9654 §2.1: Nonce ::= OCTET STRING (SIZE (1..128))
        if !(1..=128).contains(&nonce.len()) {
            return Err(Error::ApiMisuse(ApiMisuse::NonceLength));
        }
        Ok(Self { nonce: Some(nonce.into()), ..self })
    }

    /// Returns the request in DER.
    ///
    /// ```text
    /// OCSPRequest ::= SEQUENCE { tbsRequest TBSRequest }
    /// TBSRequest ::= SEQUENCE {
    ///   requestList SEQUENCE OF SEQUENCE { reqCert CertID },
    ///   requestExtensions [2] EXPLICIT Extensions OPTIONAL }
    /// ```
    pub fn to_der(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.sequence(|out| {
            out.sequence(|out| {
                out.sequence(|out| {
                    out.sequence(|out| {
                        out.raw(&self.cert_id);
                    });
                });
                if let Some(nonce) = &self.nonce {
                    out.nested(Tag::context_constructed(2), |out| write_nonce(out, nonce));
                }
            });
        });
        out.finish()
    }

    /// Says whether a response answers this request. That says nothing of who signed it.
    ///
    /// # Errors
    ///
    /// [`RequestMismatch`] says what does not fit. [`RequestMismatch::NonceMissing`] may be borne with
    /// where answers are prepared ahead: then their age decides alone.
    pub fn check(&self, response: &Response) -> Result<(), RequestMismatch> {
        let mut answers = response.answers();
        if !answers.any(|one| one.cert_id().is_of(&self.certificate, &self.issuer_spki)) {
            return Err(RequestMismatch::OtherCertificate);
        }
        // RFC 6960 §4.4.1
        match (&self.nonce, response.nonce()) {
            (Some(sent), Some(repeated)) if sent.as_ref() != repeated => {
                Err(RequestMismatch::Nonce)
            }
            (Some(_), None) => Err(RequestMismatch::NonceMissing),
            _ => Ok(()),
        }
    }
}

fn write_nonce(out: &mut Writer, nonce: &[u8]) {
    let mut value = Writer::new();
    value.value(Tag::OCTET_STRING, nonce);
    let value = value.finish();
    out.sequence(|out| {
        out.sequence(|out| {
            out.oid(oid::OCSP_NONCE);
            out.value(Tag::OCTET_STRING, &value);
        });
    });
}
