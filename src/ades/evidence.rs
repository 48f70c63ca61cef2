//! Evidence: what the caller knows beside the document.

use crate::Time;
use crate::error::Error;
use crate::revocation::ocsp::Response;
use crate::x509::{self, Certificate, Crl};

/// What the caller knows beside the document: certificates, CRLs and OCSP answers.
///
/// Nothing in it is trusted. Certificates help to complete chains, as signatures often carry the
/// signer's certificate only. Gathering evidence is another step; judging never does it.
///
/// # Examples
///
/// ```
/// use antin::Evidence;
///
/// # fn demo(authorities: &[u8]) -> Result<(), antin::Error> {
/// let evidence = Evidence::new().with_certificates_from(authorities)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    certificates: Vec<Certificate>,
    crls: Vec<Crl>,
    ocsp_responses: Vec<Response>,
    received_at: Option<Time>,
}

impl Evidence {
    /// Makes evidence with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds certificates.
    #[must_use]
    pub fn with_certificates(
        mut self,
        certificates: impl IntoIterator<Item = Certificate>,
    ) -> Self {
        self.certificates.extend(certificates);
        self
    }

    /// Adds the certificates of a PEM bundle, or one certificate in DER.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if a certificate cannot be read.
    pub fn with_certificates_from(self, bytes: &[u8]) -> Result<Self, Error> {
        Ok(self.with_certificates(x509::certificates(bytes)?))
    }

    /// Adds CRLs. Cloning them is cheap, and one that was read once serves any number of judgements.
    #[must_use]
    pub fn with_crls(mut self, crls: impl IntoIterator<Item = Crl>) -> Self {
        self.crls.extend(crls);
        self
    }

    /// Adds the CRLs of a PEM bundle, or one CRL in DER.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if a CRL cannot be read.
    pub fn with_crls_from(self, bytes: &[u8]) -> Result<Self, Error> {
        Ok(self.with_crls(x509::crls(bytes)?))
    }

    /// Adds OCSP responses.
    #[must_use]
    pub fn with_ocsp_responses(mut self, responses: impl IntoIterator<Item = Response>) -> Self {
        self.ocsp_responses.extend(responses);
        self
    }

    /// Adds an OCSP response in DER, as responders send it.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if it cannot be read, or is one in which the responder does not answer.
    pub fn with_ocsp_response_from(self, der: &[u8]) -> Result<Self, Error> {
        Ok(self.with_ocsp_responses([Response::from_der(der)?]))
    }

    /// Says when the document was received, by a record that the caller trusts: it existed by then.
    ///
    /// A time-stamp that is older proves more; a time after that of the judgement proves nothing.
    ///
    /// # Security
    ///
    /// This proves to the judgement that a signature is older than a revocation or the end of a
    /// certificate. Take it from a log that the sender cannot write, never from the document.
    #[must_use]
    pub fn received_at(mut self, time: Time) -> Self {
        self.received_at = Some(time);
        self
    }

    /// Returns when the document was received, if the caller knows.
    pub fn reception_time(&self) -> Option<Time> {
        self.received_at
    }

    /// Returns the certificates.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// Returns the CRLs.
    pub fn crls(&self) -> &[Crl] {
        &self.crls
    }

    /// Returns the OCSP responses.
    pub fn ocsp_responses(&self) -> &[Response] {
        &self.ocsp_responses
    }
}
