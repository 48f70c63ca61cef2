//! A time-stamp token: TSTInfo in a SignedData (RFC 3161 §2.4.2).

use crate::cms::{AttributeFault, Attributes, RevocationInfo, SignedData, SignerInfo};
use crate::crypto::{Hasher, Provider, SignatureError, legacy};
use crate::error::{Error, Syntax, Unsupported};
use crate::limits::Limits;
use crate::oid;
use crate::tsp::TstInfo;
use crate::x509::Certificate;

/// A time-stamp token, read but not judged.
///
/// To have it judged, put it into what is judged: a signature, or [evidence](crate::Evidence).
#[derive(Clone, Debug)]
pub struct Token {
    der: Vec<u8>,
    content: Vec<u8>,
    info: TstInfo,
    signer: SignerInfo,
    certificates: Vec<Certificate>,
    revocation: Vec<RevocationInfo>,
}

/// What is wrong with the signature of a token, apart from its certificate.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum TokenFault {
    /// An algorithm is not known, or its key is of a size that is not supported.
    #[error("an algorithm is not supported")]
    Algorithm,
    /// A signed attribute that has to be there is missing, doubled or cannot be read.
    #[error("a signed attribute is missing or malformed")]
    Attribute,
    /// The certificate of the authority is not at hand.
    #[error("the certificate of the authority is not at hand")]
    CertificateNotFound,
    /// The certificate that the token refers to is another one.
    #[error("the token refers to another certificate")]
    CertificateMismatch,
    /// The digest in the signed attributes is not that of what the token says.
    #[error("what the token says was changed")]
    DigestMismatch,
    /// The signature value does not verify.
    #[error("the signature value does not verify")]
    SignatureMismatch,
}

impl Token {
    /// Reads a token in DER or BER.
    ///
    /// # Errors
    ///
    /// As [`SignedData::from_bytes`], and [`Error::Malformed`] if it does not hold what a time-stamp
    /// says, or has not exactly one signer.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::from_bytes_with(bytes, &Limits::DEFAULT)
    }

    /// Reads a token as [`from_bytes`](Self::from_bytes) does, with limits of one's own.
    ///
    /// # Errors
    ///
    /// As [`from_bytes`](Self::from_bytes).
    pub fn from_bytes_with(bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        let signed_data = SignedData::from_bytes_with(bytes, limits)?;
        // RFC 3161 §2.4.2: the content is a TSTInfo, and is there.
        if signed_data.content_type() != oid::ID_TST_INFO {
            return Err(Error::Unsupported(Unsupported::ContentType));
        }
        let content = signed_data.unverified_content();
        let content = content.ok_or_else(|| wrong("eContent"))?.to_vec();
        // RFC 3161 §2.4.2: no other signatures than that of the authority.
        let [signer] = signed_data.signers() else { return Err(wrong("signerInfos")) };
        let signer = signer.clone()?;
        Ok(Self {
            der: bytes.to_vec(),
            info: TstInfo::read(&content)?,
            content,
            signer,
            certificates: signed_data.certificates().to_vec(),
            revocation: signed_data.revocation().to_vec(),
        })
    }

    /// Returns the token as received.
    pub fn as_bytes(&self) -> &[u8] {
        &self.der
    }

    /// Returns what it says.
    pub fn info(&self) -> &TstInfo {
        &self.info
    }

    /// Returns the certificates that it carries. None of them is trusted.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// Returns the revocation data that it carries, unread.
    pub fn revocation(&self) -> &[RevocationInfo] {
        &self.revocation
    }

    /// Returns the signer.
    pub fn signer(&self) -> &SignerInfo {
        &self.signer
    }

    /// Finds the certificate of the authority among its own and those given, and verifies the
    /// signature with its key.
    ///
    /// Nothing is said about the certificate itself: whether it is trusted, for time-stamps, and
    /// when.
    ///
    /// # Errors
    ///
    /// [`TokenFault`] names the first thing that is wrong.
    pub fn verify<'c>(
        &'c self,
        pool: &'c [Certificate],
        provider: &dyn Provider,
    ) -> Result<&'c Certificate, TokenFault> {
        let certificate = self.signing_certificate(pool)?;
        self.check_content()?;
        self.check_value(certificate, provider)?;
        Ok(certificate)
    }

    /// Finds the certificate that the signed reference names (RFC 3161 §2.4.2, RFC 5816 §2.2.1).
    ///
    /// # Errors
    ///
    /// [`TokenFault`] says that there is no reference, or no such certificate.
    pub fn signing_certificate<'c>(
        &'c self,
        pool: &'c [Certificate],
    ) -> Result<&'c Certificate, TokenFault> {
        let attributes = self.attributes()?;
        let references = attributes.certificate_references().map_err(|_| TokenFault::Attribute)?;
        // RFC 3161 §2.4.2: the identifier of the certificate must be there.
        if references.is_empty() {
            return Err(TokenFault::Attribute);
        }
        let candidates = self.certificates.iter().chain(pool);
        let named: Vec<_> = candidates.filter(|one| self.signer.identifier().names(one)).collect();
        let meant = |one: &&&Certificate| {
            references.iter().all(|reference| {
                reference.digest_matches(one) == Some(true) && reference.issuer_matches(one)
            })
        };
        match named.iter().find(meant) {
            Some(certificate) => Ok(certificate),
            None if named.is_empty() => Err(TokenFault::CertificateNotFound),
            None => Err(TokenFault::CertificateMismatch),
        }
    }

    fn attributes(&self) -> Result<&Attributes, TokenFault> {
        self.signer.signed_attributes().ok_or(TokenFault::Attribute)
    }

    fn check_content(&self) -> Result<(), TokenFault> {
        let attributes = self.attributes()?;
        let fault = |_: AttributeFault| TokenFault::Attribute;
        // RFC 5652 §11.1
        if attributes.content_type_is(oid::ID_TST_INFO).map_err(fault)? != Some(true) {
            return Err(TokenFault::Attribute);
        }
        // RFC 6211 §4
        if attributes.protects_algorithms_of(&self.signer).map_err(fault)? == Some(false) {
            return Err(TokenFault::Algorithm);
        }
        // RFC 5652 §11.2
        let claimed = attributes.message_digest().map_err(fault)?.ok_or(TokenFault::Attribute)?;
        let algorithm = self.signer.digest_algorithm().ok_or(TokenFault::Algorithm)?;
        if Hasher::digest(algorithm, &self.content).as_bytes() == claimed {
            Ok(())
        } else {
            Err(TokenFault::DigestMismatch)
        }
    }

    fn check_value(
        &self,
        certificate: &Certificate,
        provider: &dyn Provider,
    ) -> Result<(), TokenFault> {
        let algorithm = self.signer.signature_algorithm().ok_or(TokenFault::Algorithm)?;
        let key = certificate.public_key().map_err(|_| TokenFault::Algorithm)?;
        let attributes = self.attributes()?;
        let sorted = attributes.sorted();
        // Both orders of the set, as for other signatures.
        let messages = [Some(attributes.as_received()), sorted.as_deref()];
        let mut result = Err(SignatureError::Mismatch);
        for message in messages.into_iter().flatten() {
            // The legacy door: whether what is old is believed, the policy says.
            result = legacy::verify(provider, algorithm, &key, message, self.signer.value());
            if result != Err(SignatureError::Mismatch) {
                break;
            }
        }
        result.map_err(|error| match error {
            SignatureError::Mismatch | SignatureError::AlgorithmMismatch => {
                TokenFault::SignatureMismatch
            }
            _ => TokenFault::Algorithm,
        })
    }
}

fn wrong(what: &'static str) -> Error {
    Error::Malformed(crate::error::Malformed {
        syntax: Syntax::Der,
        what,
        clause: "RFC 3161 §2.4.2",
        offset: None,
        block: None,
    })
}
