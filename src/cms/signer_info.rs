//! What one signer contributed: SignerInfo (RFC 5652 §5.3).

use std::borrow::Cow;

use crate::cms::attributes::Attributes;
use crate::crypto::{DigestAlgorithm, SignatureAlgorithm};
use crate::der::{Reader, Tag, Tlv, ber};
use crate::error::{Error, Unsupported};
use crate::limits::Limits;
use crate::oid::{ObjectIdentifier, Oid};
use crate::x509::{Certificate, Name};

const WHAT: &str = "SignerInfo";

/// What one signer contributed.
///
/// ```text
/// SignerInfo ::= SEQUENCE {
///   version CMSVersion,
///   sid SignerIdentifier,
///   digestAlgorithm DigestAlgorithmIdentifier,
///   signedAttrs [0] IMPLICIT SignedAttributes OPTIONAL,
///   signatureAlgorithm SignatureAlgorithmIdentifier,
///   signature OCTET STRING,
///   unsignedAttrs [1] IMPLICIT UnsignedAttributes OPTIONAL }
/// ```
#[derive(Clone, Debug)]
pub struct SignerInfo {
    raw: Vec<u8>,
    version: u64,
    identifier: SignerIdentifier,
    digest: AlgorithmIdentifier<DigestAlgorithm>,
    signed: Option<Attributes>,
    algorithm: AlgorithmIdentifier<SignatureAlgorithm>,
    value: Vec<u8>,
    unsigned: Option<Attributes>,
    is_der: bool,
}

/// How a signer names the certificate: a claim that no signature protects.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignerIdentifier {
    /// By the name of its issuer, in DER, and its serial number (contents octets).
    IssuerAndSerial(Vec<u8>, Vec<u8>),
    /// By the identifier of its key.
    KeyIdentifier(Vec<u8>),
}

impl SignerIdentifier {
    /// Whether this names the certificate.
    pub fn names(&self, certificate: &Certificate) -> bool {
        match self {
            Self::IssuerAndSerial(issuer, serial) => {
                certificate.serial() == serial
                    && (certificate.issuer().raw() == issuer
                        || Name::from_der(issuer)
                            .is_ok_and(|issuer| certificate.issuer().matches(&issuer)))
            }
            // RFC 5652 §5.3: the value of the certificate's own extension.
            Self::KeyIdentifier(identifier) => {
                certificate.extensions().subject_key_identifier() == Some(identifier.as_slice())
            }
        }
    }
}

/// An AlgorithmIdentifier: as received, and what it means if it is known.
#[derive(Clone, Debug)]
pub(crate) struct AlgorithmIdentifier<T> {
    /// As received, in the lengths of DER.
    der: Vec<u8>,
    oid: ObjectIdentifier,
    /// `None` if the algorithm, or one in its parameters, is not known.
    known: Option<T>,
}

impl<T: PartialEq> AlgorithmIdentifier<T> {
    /// Whether another identifier is the same (RFC 6211 §3): the same algorithm, and parameters that
    /// mean the same. NULL and absent do (RFC 5754 §2), and so do defaults, written out or left out.
    fn is(&self, other: &Self) -> bool {
        let known = self.known.is_some() && self.known == other.known;
        self.oid == other.oid && (known || self.der == other.der)
    }

    fn read(
        reader: &mut Reader<'_>,
        what: &'static str,
        meaning: impl FnOnce(&mut Reader<'_>) -> Result<T, Error>,
    ) -> Result<Self, Error> {
        let mut place = *reader;
        let tlv = reader.expect(Tag::SEQUENCE, what)?;
        let oid = tlv.reader().oid(what)?.to_owned();
        let known = match meaning(&mut place) {
            Ok(known) => Some(known),
            Err(Error::Unsupported(Unsupported::Algorithm)) => None,
            Err(error) => return Err(error),
        };
        Ok(Self { der: tlv.raw.to_vec(), oid, known })
    }
}

impl SignerInfo {
    /// Reads one from what was received.
    pub(crate) fn parse(raw: &[u8], limits: &Limits) -> Result<Self, Error> {
        let der = ber::to_der(raw, limits)?;
        let is_der = matches!(der, Cow::Borrowed(_));
        let mut outer = Reader::new(&der);
        let mut reader = outer.sequence(WHAT)?;
        outer.finish(WHAT)?;
        let version = reader.small_integer("SignerInfo.version")?;
        let identifier = signer_identifier(&mut reader)?;
        let digest = digest_identifier(&mut reader)?;
        let signed = attributes(&mut reader, 0, "signedAttrs")?;
        let algorithm = signature_identifier(&mut reader, &digest)?;
        let value = reader.octet_string("SignerInfo.signature")?.to_vec();
        let unsigned = attributes(&mut reader, 1, "unsignedAttrs")?;
        reader.finish(WHAT)?;
        let raw = raw.to_vec();
        Ok(Self { raw, version, identifier, digest, signed, algorithm, value, unsigned, is_der })
    }

    /// Returns the version: 1 with issuer and serial number, 3 with a key identifier.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Returns how the signer names the certificate.
    pub fn identifier(&self) -> &SignerIdentifier {
        &self.identifier
    }

    /// Returns the digest algorithm, if it is known.
    pub fn digest_algorithm(&self) -> Option<DigestAlgorithm> {
        self.digest.known
    }

    /// Returns the object identifier of the digest algorithm.
    pub fn digest_oid(&self) -> Oid<'_> {
        self.digest.oid.as_oid()
    }

    /// Returns the signature algorithm, if it and the digest algorithm are known.
    pub fn signature_algorithm(&self) -> Option<SignatureAlgorithm> {
        self.algorithm.known
    }

    /// Returns the object identifier of the signature algorithm.
    pub fn signature_oid(&self) -> Oid<'_> {
        self.algorithm.oid.as_oid()
    }

    /// Returns the signed attributes; without them the signature is over the content itself.
    pub fn signed_attributes(&self) -> Option<&Attributes> {
        self.signed.as_ref()
    }

    /// Returns the unsigned attributes.
    pub fn unsigned_attributes(&self) -> Option<&Attributes> {
        self.unsigned.as_ref()
    }

    /// Returns the signature value.
    pub fn value(&self) -> &[u8] {
        &self.value
    }

    /// Returns the whole SignerInfo, as received.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Whether the signed attributes, and all around them, came in DER (RFC 5652 §5.3).
    pub(crate) fn signed_attributes_are_der(&self) -> bool {
        self.is_der && self.signed.as_ref().is_none_or(|attributes| attributes.sorted().is_none())
    }

    /// Whether these are the algorithms, by RFC 6211: identifiers of digest and signature.
    pub(crate) fn has_algorithms(&self, digest: &[u8], signature: &[u8]) -> Result<bool, Error> {
        let digest = digest_identifier(&mut Reader::new(digest))?;
        let signature = signature_identifier(&mut Reader::new(signature), &digest)?;
        Ok(self.digest.is(&digest) && self.algorithm.is(&signature))
    }
}

fn digest_identifier(
    reader: &mut Reader<'_>,
) -> Result<AlgorithmIdentifier<DigestAlgorithm>, Error> {
    let meaning = DigestAlgorithm::from_algorithm_identifier;
    AlgorithmIdentifier::read(reader, "digestAlgorithm", meaning)
}

fn signature_identifier(
    reader: &mut Reader<'_>,
    digest: &AlgorithmIdentifier<DigestAlgorithm>,
) -> Result<AlgorithmIdentifier<SignatureAlgorithm>, Error> {
    AlgorithmIdentifier::read(reader, "signatureAlgorithm", |reader| {
        let digest = digest.known.ok_or(Error::Unsupported(Unsupported::Algorithm))?;
        SignatureAlgorithm::from_cms(reader, digest)
    })
}

/// ```text
/// SignerIdentifier ::= CHOICE {
///   issuerAndSerialNumber SEQUENCE { issuer Name, serialNumber CertificateSerialNumber },
///   subjectKeyIdentifier [0] IMPLICIT OCTET STRING }
/// ```
fn signer_identifier(reader: &mut Reader<'_>) -> Result<SignerIdentifier, Error> {
    const WHAT: &str = "SignerIdentifier";
    if let Some(identifier) = reader.optional(Tag::context(0), WHAT)? {
        return Ok(SignerIdentifier::KeyIdentifier(identifier.value.to_vec()));
    }
    let mut inner = reader.sequence(WHAT)?;
    let issuer = inner.expect(Tag::SEQUENCE, "IssuerAndSerialNumber.issuer")?;
    let serial = inner.integer("IssuerAndSerialNumber.serialNumber")?;
    inner.finish(WHAT)?;
    Ok(SignerIdentifier::IssuerAndSerial(issuer.raw.to_vec(), serial.to_vec()))
}

fn attributes(
    reader: &mut Reader<'_>,
    number: u8,
    what: &'static str,
) -> Result<Option<Attributes>, Error> {
    let tlv = reader.optional(Tag::context_constructed(number), what)?;
    tlv.map(|tlv: Tlv<'_>| Attributes::read(&tlv, what)).transpose()
}
