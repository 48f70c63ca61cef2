//! Evidence: what the caller knows beside the document.

/// What the caller knows beside the document: certificates, CRLs and OCSP answers.
///
/// Nothing in it is trusted. Certificates help to complete chains, as signatures often carry the
/// signer's certificate only. Gathering evidence is another step; judging never does it.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    crls: Vec<Vec<u8>>,
    ocsp_responses: Vec<Vec<u8>>,
}

impl Evidence {
    /// Makes evidence with nothing in it.
    pub fn new() -> Self {
        Self::default()
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

    /// Says whether there is anything that could tell about revocation.
    pub(crate) fn tells_about_revocation(&self) -> bool {
        !self.crls.is_empty() || !self.ocsp_responses.is_empty()
    }
}
