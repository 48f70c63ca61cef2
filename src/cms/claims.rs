//! What signed attributes claim: each attribute that the library knows, read as what it means.
//!
//! RFC 5652 §11 (content-type, message-digest, signing-time), RFC 5035 §3 (signing-certificate), and
//! RFC 6211 (CMS algorithm protection). Each may occur once and has one value.

use crate::cms::attributes::{Attributes, NotSingle};
use crate::cms::ess::CertificateReference;
use crate::cms::signer_info::SignerInfo;
use crate::der::{Reader, Tag, Tlv};
use crate::error::Error;
use crate::oid::{self, Oid};
use crate::time::Time;

/// What is wrong with an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AttributeFault {
    /// It occurs several times, or has not exactly one value.
    NotSingle(Oid<'static>),
    /// Its value is not what it should be.
    Malformed(Error),
}

impl From<Error> for AttributeFault {
    fn from(error: Error) -> Self {
        Self::Malformed(error)
    }
}

impl Attributes {
    fn value<T>(
        &self,
        oid: Oid<'static>,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, AttributeFault> {
        let value = self.single(oid).map_err(|NotSingle| AttributeFault::NotSingle(oid))?;
        let Some(value) = value else { return Ok(None) };
        let mut reader = Reader::new(value);
        let read = read(&mut reader)?;
        reader.finish("AttributeValue")?;
        Ok(Some(read))
    }

    /// RFC 5652 §11.1: the type of the content; `Some(true)` if it is this one.
    pub(crate) fn content_type_is(
        &self,
        expected: Oid<'_>,
    ) -> Result<Option<bool>, AttributeFault> {
        self.value(oid::CONTENT_TYPE, |reader| Ok(reader.oid("contentType")? == expected))
    }

    /// RFC 5652 §11.2: the digest of the content.
    pub(crate) fn message_digest(&self) -> Result<Option<Vec<u8>>, AttributeFault> {
        self.value(oid::MESSAGE_DIGEST, |reader| Ok(reader.octet_string("messageDigest")?.to_vec()))
    }

    /// RFC 5652 §11.3: when the signer claims to have signed.
    pub(crate) fn signing_time(&self) -> Result<Option<Time>, AttributeFault> {
        self.value(oid::SIGNING_TIME, |reader| reader.time("signingTime"))
    }

    /// RFC 5035 §3, RFC 2634 §5.4: the signing certificate, by either version or by both.
    pub(crate) fn certificate_references(
        &self,
    ) -> Result<Vec<CertificateReference>, AttributeFault> {
        let mut references = Vec::new();
        for oid in [oid::SIGNING_CERTIFICATE, oid::SIGNING_CERTIFICATE_V2] {
            references.extend(self.value(oid, |reader| CertificateReference::read(oid, reader))?);
        }
        Ok(references)
    }

    /// RFC 6211 §2: whether the signer names the same algorithms under signature; `None` if the
    /// attribute is not there.
    ///
    /// ```text
    /// CMSAlgorithmProtection ::= SEQUENCE {
    ///   digestAlgorithm DigestAlgorithmIdentifier,
    ///   signatureAlgorithm [1] SignatureAlgorithmIdentifier OPTIONAL,
    ///   macAlgorithm [2] MessageAuthenticationCodeAlgorithm OPTIONAL }
    /// ```
    pub(crate) fn protects_algorithms_of(
        &self,
        signer: &SignerInfo,
    ) -> Result<Option<bool>, AttributeFault> {
        self.value(oid::CMS_ALGORITHM_PROTECTION, |reader| {
            const WHAT: &str = "CMSAlgorithmProtection";
            let mut inner = reader.sequence(WHAT)?;
            let digest = inner.expect(Tag::SEQUENCE, WHAT)?;
            let signature = inner.optional(Tag::context_constructed(1), WHAT)?;
            let mac = inner.optional(Tag::context_constructed(2), WHAT)?;
            inner.finish(WHAT)?;
            // RFC 6211 §2: with a signature, signatureAlgorithm is there and macAlgorithm is not.
            let Some(signature) = signature.filter(|_| mac.is_none()) else { return Ok(false) };
            signer.has_algorithms(digest.raw, &as_sequence(&signature))
        })
    }
}

/// An AlgorithmIdentifier under its own tag.
fn as_sequence(tlv: &Tlv<'_>) -> Vec<u8> {
    let mut der = tlv.raw.to_vec();
    if let Some(tag) = der.first_mut() {
        *tag = Tag::SEQUENCE.0;
    }
    der
}
