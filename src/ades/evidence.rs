//! Evidence: what the caller knows beside the document.

use crate::Time;
use crate::error::Error;
use crate::x509::{self, Certificate};

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
    crls: Vec<Vec<u8>>,
    ocsp_responses: Vec<Vec<u8>>,
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

    /// Adds a CRL in DER.
    #[must_use]
    pub fn with_crl(mut self, der: impl Into<Vec<u8>>) -> Self {
        self.crls.push(der.into());
        self
    }

    /// Adds an OCSP response in DER.
    #[must_use]
    pub fn with_ocsp_response(mut self, der: impl Into<Vec<u8>>) -> Self {
        self.ocsp_responses.push(der.into());
        self
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

    /// Returns the CRLs, in DER.
    pub fn crls(&self) -> impl Iterator<Item = &[u8]> {
        self.crls.iter().map(Vec::as_slice)
    }

    /// Returns the OCSP responses, in DER.
    pub fn ocsp_responses(&self) -> impl Iterator<Item = &[u8]> {
        self.ocsp_responses.iter().map(Vec::as_slice)
    }

    /// Returns the certificates.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// Says whether there is anything that could tell about revocation.
    pub(crate) fn tells_about_revocation(&self) -> bool {
        !self.crls.is_empty() || !self.ocsp_responses.is_empty()
    }
}
