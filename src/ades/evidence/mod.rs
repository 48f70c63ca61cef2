//! Evidence: what the caller knows beside the document, with where each piece is from.

mod file;
mod freshness;
mod origin;

use std::collections::HashSet;
use std::sync::Arc;

use crate::Time;
use crate::error::Error;
use crate::revocation::ocsp::Response;
use crate::tsp::Token;
use crate::x509::{self, Certificate, Crl};

pub use freshness::{Freshness, Subject};
pub use origin::Origin;

/// What the caller knows beside the document: certificates, CRLs, OCSP answers, time-stamps.
///
/// Nothing in it is trusted. Certificates help to complete chains, as signatures often carry the
/// signer's certificate only. Gathering evidence is another step; judging never does it. Cloning is
/// cheap. It can be kept [as a file](Self::to_bytes).
///
/// # Examples
///
/// ```
/// use antin::Evidence;
///
/// # fn demo(authorities: &[u8]) -> Result<(), antin::Error> {
/// let evidence = Evidence::new().with_certificates_from(authorities)?;
/// let kept = evidence.to_bytes();
/// assert_eq!(Evidence::from_bytes(&kept)?.certificates(), evidence.certificates());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    certificates: Kept<Certificate>,
    crls: Kept<Crl>,
    ocsp_responses: Kept<Response>,
    tokens: Kept<Token>,
    received_at: Option<Time>,
}

/// Pieces of one kind, and where each is from; shared between clones.
#[derive(Debug)]
struct Kept<T>(Arc<(Vec<T>, Vec<Option<Origin>>)>);

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Clone> Kept<T> {
    fn extend(&mut self, pieces: impl IntoIterator<Item = T>, origin: Option<&Origin>) {
        let (own, origins) = Arc::make_mut(&mut self.0);
        own.extend(pieces);
        origins.resize(own.len(), origin.cloned());
    }

    fn pieces(&self) -> &[T] {
        &self.0.0
    }

    fn with_origins(&self) -> impl Iterator<Item = (&T, Option<&Origin>)> {
        let (own, origins) = &*self.0;
        own.iter().zip(origins.iter().map(Option::as_ref))
    }

    fn append(&mut self, other: &Self) {
        for (piece, origin) in other.with_origins() {
            self.extend([piece.clone()], origin);
        }
    }

    /// Adds what is not there yet, by its bytes.
    fn merge(&mut self, other: &Self, bytes: impl Fn(&T) -> &[u8]) {
        let known: HashSet<Vec<u8>> = self.pieces().iter().map(|one| bytes(one).to_vec()).collect();
        let mut seen = known;
        for (piece, origin) in other.with_origins() {
            if seen.insert(bytes(piece).to_vec()) {
                self.extend([piece.clone()], origin);
            }
        }
    }
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
        self.certificates.extend(certificates, None);
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
        self.crls.extend(crls, None);
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
        self.ocsp_responses.extend(responses, None);
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

    /// Adds time-stamp tokens: over what a caller keeps beside the document, or in place of those that a
    /// signature lost. No judgement uses them yet.
    #[must_use]
    pub fn with_tokens(mut self, tokens: impl IntoIterator<Item = Token>) -> Self {
        self.tokens.extend(tokens, None);
        self
    }

    /// Adds a certificate, and says where it is from.
    #[must_use]
    pub fn with_certificate_of(mut self, certificate: Certificate, origin: &Origin) -> Self {
        self.certificates.extend([certificate], Some(origin));
        self
    }

    /// Adds a CRL, and says where it is from.
    #[must_use]
    pub fn with_crl_of(mut self, crl: Crl, origin: &Origin) -> Self {
        self.crls.extend([crl], Some(origin));
        self
    }

    /// Adds an OCSP response, and says where it is from.
    #[must_use]
    pub fn with_ocsp_response_of(mut self, response: Response, origin: &Origin) -> Self {
        self.ocsp_responses.extend([response], Some(origin));
        self
    }

    /// Adds a time-stamp token, and says where it is from.
    #[must_use]
    pub fn with_token_of(mut self, token: Token, origin: &Origin) -> Self {
        self.tokens.extend([token], Some(origin));
        self
    }

    /// Adds what other evidence has and this has not. The time of reception stays as it is.
    #[must_use]
    pub fn with_evidence(mut self, other: &Self) -> Self {
        self.certificates.merge(&other.certificates, Certificate::as_der);
        self.crls.merge(&other.crls, Crl::as_der);
        self.ocsp_responses.merge(&other.ocsp_responses, Response::as_der);
        self.tokens.merge(&other.tokens, Token::as_bytes);
        self
    }

    /// Adds other evidence that has no piece in common with this: without comparing.
    pub(crate) fn with_disjoint(mut self, other: &Self) -> Self {
        self.certificates.append(&other.certificates);
        self.crls.append(&other.crls);
        self.ocsp_responses.append(&other.ocsp_responses);
        self.tokens.append(&other.tokens);
        self
    }

    /// Returns the certificates, with where each is from as far as that is known.
    pub fn certificates_with_origins(
        &self,
    ) -> impl Iterator<Item = (&Certificate, Option<&Origin>)> {
        self.certificates.with_origins()
    }

    /// Returns the CRLs, with where each is from as far as that is known.
    pub fn crls_with_origins(&self) -> impl Iterator<Item = (&Crl, Option<&Origin>)> {
        self.crls.with_origins()
    }

    /// Returns the OCSP responses, with where each is from as far as that is known.
    pub fn ocsp_responses_with_origins(
        &self,
    ) -> impl Iterator<Item = (&Response, Option<&Origin>)> {
        self.ocsp_responses.with_origins()
    }

    /// Returns the time-stamp tokens, with where each is from as far as that is known.
    pub fn tokens_with_origins(&self) -> impl Iterator<Item = (&Token, Option<&Origin>)> {
        self.tokens.with_origins()
    }

    /// Returns the time-stamp tokens.
    pub fn tokens(&self) -> &[Token] {
        self.tokens.pieces()
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
        self.certificates.pieces()
    }

    /// Returns the CRLs.
    pub fn crls(&self) -> &[Crl] {
        self.crls.pieces()
    }

    /// Returns the OCSP responses.
    pub fn ocsp_responses(&self) -> &[Response] {
        self.ocsp_responses.pieces()
    }
}

#[cfg(test)]
mod tests;
