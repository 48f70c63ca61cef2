//! Certificates (RFC 5280 §4.1).
//!
//! A certificate keeps the bytes that were received; everything else points into them. Cloning is
//! cheap. What is refused, and what is tolerated and listed: see [`Certificate::from_der`] and
//! [`Irregularity`]. Algorithms and keys that the library does not know never make a certificate
//! unreadable.

use std::fmt;
use std::hash::{self, Hash};
use std::sync::Arc;

use crate::crypto::{Digest, DigestAlgorithm, Hasher, PublicKey, SignatureAlgorithm};
use crate::der::{Reader, Tag, bit_string, small_integer};
use crate::error::Error;
use crate::limits::Limits;
use crate::time::Time;
use crate::x509::extensions::Extensions;
use crate::x509::irregularity::{Irregularities, Irregularity};
use crate::x509::name::Name;
use crate::x509::slice::Span;

/// A certificate, with the bytes that were received.
///
/// `==` compares bytes. `Debug` is short.
///
/// ```text
/// Certificate ::= SEQUENCE {
///   tbsCertificate TBSCertificate,  signatureAlgorithm AlgorithmIdentifier,
///   signature BIT STRING }
/// TBSCertificate ::= SEQUENCE {
///   version [0] Version DEFAULT v1,  serialNumber CertificateSerialNumber,
///   signature AlgorithmIdentifier,  issuer Name,  validity Validity,  subject Name,
///   subjectPublicKeyInfo SubjectPublicKeyInfo,  issuerUniqueID [1] UniqueIdentifier OPTIONAL,
///   subjectUniqueID [2] UniqueIdentifier OPTIONAL,  extensions [3] Extensions OPTIONAL }
/// ```
#[derive(Clone)]
pub struct Certificate(Arc<Fields>);

struct Fields {
    der: Arc<[u8]>,
    tbs: Span,
    version: u8,
    serial: Span,
    algorithm: Span,
    signature_algorithm: Option<SignatureAlgorithm>,
    issuer: Name,
    not_before: Time,
    not_after: Time,
    subject: Name,
    spki: Span,
    signature: Span,
    extensions: Extensions,
    irregularities: Irregularities,
}

impl Certificate {
    /// Reads a certificate from its DER encoding; nothing may follow it.
    ///
    /// Refused, besides what is not DER: an unknown version, fields that the version does not have,
    /// a negative serial number or one of more than 20 octets, two signature algorithms that differ,
    /// an empty issuer, an empty subject without a critical alternative name, an empty list of
    /// extensions, an extension that occurs twice, and an extension that breaks its clause.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] with the clause that is broken; [`Error::LimitExceeded`].
    pub fn from_der(der: &[u8]) -> Result<Self, Error> {
        let buffer: Arc<[u8]> = Arc::from(der);
        let mut outer = Reader::new(&buffer);
        let mut certificate = outer.sequence("Certificate")?;
        outer.finish("Certificate")?;
        let tbs = certificate.expect(Tag::SEQUENCE, "tbsCertificate")?;
        let algorithm = read_algorithm(&mut certificate, "signatureAlgorithm")?;
        let place = certificate.expect(Tag::BIT_STRING, "signatureValue")?;
        certificate.finish("Certificate")?;
        if bit_string(&place, "signatureValue")?.0 != 0 {
            let clause = "X.690 §8.6: not a whole number of octets";
            return Err(Error::der("signatureValue", clause, place.offset));
        }
        let mut fields = read_tbs(tbs.reader(), &buffer)?;
        // RFC 5280 §4.1.1.2: the algorithm inside is the one outside. An attacker can change only
        // the outer one.
        if fields.algorithm.of(&buffer) != algorithm.of(&buffer) {
            let clause = "RFC 5280 §4.1.1.2: differs from tbsCertificate.signature";
            return Err(Error::der("signatureAlgorithm", clause, tbs.raw.len()));
        }
        fields.tbs = Span::whole(&tbs);
        // The first contents octet counts the unused bits, of which there are none.
        fields.signature = Span::contents(&place).skip(1);
        Ok(Self(Arc::new(fields)))
    }

    /// Returns the certificate's bytes, as received.
    pub fn as_der(&self) -> &[u8] {
        &self.0.der
    }

    /// Returns the bytes that are signed.
    pub fn tbs_der(&self) -> &[u8] {
        self.0.tbs.of(&self.0.der)
    }

    /// Returns the version: 1, 2 or 3.
    pub fn version(&self) -> u8 {
        self.0.version
    }

    /// Returns the serial number: the contents of its INTEGER, not negative.
    pub fn serial(&self) -> &[u8] {
        self.0.serial.of(&self.0.der)
    }

    /// Returns who signed the certificate.
    pub fn issuer(&self) -> &Name {
        &self.0.issuer
    }

    /// Returns whose key it is.
    pub fn subject(&self) -> &Name {
        &self.0.subject
    }

    /// Returns the first second at which the certificate is valid.
    pub fn not_before(&self) -> Time {
        self.0.not_before
    }

    /// Returns the last second at which the certificate is valid.
    pub fn not_after(&self) -> Time {
        self.0.not_after
    }

    /// Returns the DER of SubjectPublicKeyInfo.
    pub fn spki(&self) -> &[u8] {
        self.0.spki.of(&self.0.der)
    }

    /// Returns the key.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if it is of a known type and not as its standard wants. A key of a type
    /// that the library does not know is no error.
    pub fn public_key(&self) -> Result<PublicKey<'_>, Error> {
        PublicKey::from_spki(self.spki())
    }

    /// Returns the algorithm of the signature; `None` if the library does not know it or its
    /// parameters are not as its standard wants.
    pub fn signature_algorithm(&self) -> Option<SignatureAlgorithm> {
        self.0.signature_algorithm
    }

    /// Returns the SHA-256 of the certificate, by which people compare certificates.
    pub fn sha256(&self) -> Digest {
        Hasher::digest(DigestAlgorithm::Sha256, self.as_der())
    }

    /// Returns the DER of the signature's AlgorithmIdentifier.
    pub fn signature_algorithm_der(&self) -> &[u8] {
        self.0.algorithm.of(&self.0.der)
    }

    /// Returns the value of the signature.
    pub fn signature(&self) -> &[u8] {
        self.0.signature.of(&self.0.der)
    }

    /// Returns the extensions.
    pub fn extensions(&self) -> &Extensions {
        &self.0.extensions
    }

    /// Whether issuer and subject are the same by RFC 5280 §7.1. Nothing is said about the key.
    pub fn is_self_issued(&self) -> bool {
        self.0.issuer.matches(&self.0.subject)
    }

    /// Returns what the certificate does against RFC 5280 that did not make it unreadable.
    pub fn irregularities(&self) -> impl Iterator<Item = Irregularity> {
        self.0.irregularities.iter()
    }

    /// Whether the certificate has this irregularity.
    pub fn is_irregular(&self, irregularity: Irregularity) -> bool {
        self.0.irregularities.has(irregularity)
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.as_der() == other.as_der()
    }
}

impl Eq for Certificate {}

impl Hash for Certificate {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.as_der().hash(state);
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({}, serial ", self.subject())?;
        self.serial().iter().try_for_each(|octet| write!(f, "{octet:02x}"))?;
        f.write_str(")")
    }
}

fn read_tbs(mut tbs: Reader<'_>, buffer: &Arc<[u8]>) -> Result<Fields, Error> {
    let mut found = Irregularities::default();
    let version = read_version(&mut tbs)?;
    let serial = read_serial(&mut tbs, &mut found)?;
    let algorithm = read_algorithm(&mut tbs, "tbsCertificate.signature")?;
    let place = tbs;
    let issuer = Name::read(&mut tbs, buffer, &mut found, "tbsCertificate.issuer")?;
    // RFC 5280 §4.1.2.4: the issuer has a name.
    if issuer.is_empty() {
        return Err(place.error("tbsCertificate.issuer", "RFC 5280 §4.1.2.4: empty"));
    }
    let mut validity = tbs.sequence("tbsCertificate.validity")?;
    let not_before = read_time(&mut validity, "notBefore", &mut found)?;
    let not_after = read_time(&mut validity, "notAfter", &mut found)?;
    validity.finish("tbsCertificate.validity")?;
    let place = tbs;
    let subject = Name::read(&mut tbs, buffer, &mut found, "tbsCertificate.subject")?;
    let spki = read_spki(&mut tbs)?;
    skip_unique_identifiers(&mut tbs, version)?;
    let extensions = read_extensions(&mut tbs, version, buffer, &mut found)?;
    tbs.finish("tbsCertificate")?;
    // RFC 5280 §4.1.2.6: a subject without a name has one in a critical subjectAltName.
    if subject.is_empty() && !extensions.is_critical(crate::oid::SUBJECT_ALT_NAME) {
        return Err(place.error("tbsCertificate.subject", "RFC 5280 §4.1.2.6: empty"));
    }
    Ok(Fields {
        der: Arc::clone(buffer),
        tbs: Span::default(),
        version,
        serial,
        algorithm,
        signature_algorithm: known_algorithm(algorithm, buffer),
        issuer,
        not_before,
        not_after,
        subject,
        spki,
        signature: Span::default(),
        extensions,
        irregularities: found,
    })
}

fn read_version(tbs: &mut Reader<'_>) -> Result<u8, Error> {
    let what = "tbsCertificate.version";
    let Some(tlv) = tbs.optional(Tag::context_constructed(0), what)? else {
        return Ok(1);
    };
    let mut explicit = tlv.reader();
    let value = explicit.expect(Tag::INTEGER, what)?;
    explicit.finish(what)?;
    match small_integer(&value, what)? {
        // X.690 §11.5: a default value is left out.
        0 => Err(Error::der(what, "X.690 §11.5: DEFAULT v1", value.offset)),
        1 => Ok(2),
        2 => Ok(3),
        _ => Err(Error::der(what, "RFC 5280 §4.1.2.1: unknown version", value.offset)),
    }
}

fn read_serial(tbs: &mut Reader<'_>, found: &mut Irregularities) -> Result<Span, Error> {
    let mut reader = *tbs;
    let value = reader.integer("tbsCertificate.serialNumber")?;
    let tlv = tbs.expect(Tag::INTEGER, "tbsCertificate.serialNumber")?;
    // RFC 5280 §4.1.2.2: positive, and at most 20 octets.
    let clause = match value {
        [first, ..] if first & 0x80 != 0 => "RFC 5280 §4.1.2.2: negative",
        _ if value.len() > 20 => "RFC 5280 §4.1.2.2: more than 20 octets",
        _ => {
            if value == [0] {
                found.add(Irregularity::ZeroSerial);
            }
            return Ok(Span::contents(&tlv));
        }
    };
    Err(Error::der("tbsCertificate.serialNumber", clause, tlv.offset))
}

/// Reads over an AlgorithmIdentifier; what it means is not asked here.
pub(crate) fn read_algorithm(reader: &mut Reader<'_>, what: &'static str) -> Result<Span, Error> {
    let tlv = reader.expect(Tag::SEQUENCE, what)?;
    let mut fields = tlv.reader();
    fields.oid(what)?;
    if !fields.is_empty() {
        let parameters = fields.any(what)?;
        Reader::at(parameters.raw, parameters.offset).check(what, Limits::DEFAULT.nesting)?;
    }
    fields.finish(what)?;
    Ok(Span::whole(&tlv))
}

pub(crate) fn known_algorithm(place: Span, buffer: &[u8]) -> Option<SignatureAlgorithm> {
    SignatureAlgorithm::from_algorithm_identifier(&mut place.reader(buffer)).ok()
}

/// Reads UTCTime or GeneralizedTime.
///
/// RFC 5280 §4.1.2.5: CAs write dates through 2049 as UTCTime; readers must process both, and PKITS
/// 4.2.4 has a valid certificate that does not keep the rule. So it is listed, not refused.
pub(crate) fn read_time(
    reader: &mut Reader<'_>,
    what: &'static str,
    found: &mut Irregularities,
) -> Result<Time, Error> {
    let general = reader.peek(Tag::GENERALIZED_TIME);
    let time = reader.time(what)?;
    let ((year, _, _), _) = time.to_civil();
    if general && (1950..2050).contains(&year) {
        found.add(Irregularity::GeneralizedTimeBefore2050);
    }
    Ok(time)
}

/// `SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }`
fn read_spki(tbs: &mut Reader<'_>) -> Result<Span, Error> {
    let what = "tbsCertificate.subjectPublicKeyInfo";
    let tlv = tbs.expect(Tag::SEQUENCE, what)?;
    let mut fields = tlv.reader();
    read_algorithm(&mut fields, what)?;
    fields.bit_string(what)?;
    fields.finish(what)?;
    Ok(Span::whole(&tlv))
}

fn skip_unique_identifiers(tbs: &mut Reader<'_>, version: u8) -> Result<(), Error> {
    for (number, what) in [(1, "issuerUniqueID"), (2, "subjectUniqueID")] {
        let place = *tbs;
        if let Some(tlv) = tbs.optional(Tag::context(number), what)? {
            // RFC 5280 §4.1.2.8: in versions 2 and 3 only.
            if version < 2 {
                return Err(place.error(what, "RFC 5280 §4.1.2.8: version 1 has none"));
            }
            bit_string(&tlv, what)?;
        }
    }
    Ok(())
}

fn read_extensions(
    tbs: &mut Reader<'_>,
    version: u8,
    buffer: &Arc<[u8]>,
    found: &mut Irregularities,
) -> Result<Extensions, Error> {
    let place = *tbs;
    let Some(tlv) = tbs.optional(Tag::context_constructed(3), "extensions")? else {
        return Ok(Extensions::none(buffer));
    };
    // RFC 5280 §4.1.2.9: in version 3 only.
    if version != 3 {
        return Err(place.error("extensions", "RFC 5280 §4.1.2.9: not in this version"));
    }
    let mut explicit = tlv.reader();
    let list = explicit.sequence("extensions")?;
    explicit.finish("extensions")?;
    Extensions::read(list, buffer, found)
}
