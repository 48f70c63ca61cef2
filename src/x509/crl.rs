//! The head of a certificate revocation list (RFC 5280 §5.1, §5.2): everything but the entries.
//!
//! The entries are carried unread; looking a certificate up in them is the work of revocation
//! checking. Tolerated: a missing nextUpdate (§5.1.2.5 wants it, X.509 does not), and an empty list
//! of entries.

use std::fmt;
use std::sync::Arc;

use crate::crypto::SignatureAlgorithm;
use crate::der::{Reader, Tag, bit_string, small_integer};
use crate::error::Error;
use crate::time::Time;
use crate::x509::certificate::{known_algorithm, read_algorithm, read_time};
use crate::x509::extension_kind::Kind;
use crate::x509::extensions::Extensions;
use crate::x509::irregularity::Irregularities;
use crate::x509::key_identifier::AuthorityKeyIdentifier;
use crate::x509::name::Name;
use crate::x509::slice::Span;

/// A certificate revocation list whose entries were not read.
///
/// ```text
/// CertificateList ::= SEQUENCE {
///   tbsCertList TBSCertList,  signatureAlgorithm AlgorithmIdentifier,  signature BIT STRING }
/// TBSCertList ::= SEQUENCE {
///   version Version OPTIONAL,  signature AlgorithmIdentifier,  issuer Name,  thisUpdate Time,
///   nextUpdate Time OPTIONAL,  revokedCertificates SEQUENCE OF … OPTIONAL,
///   crlExtensions [0] Extensions OPTIONAL }
/// ```
#[derive(Clone)]
pub struct CrlHead(Arc<Fields>);

struct Fields {
    der: Arc<[u8]>,
    tbs: Span,
    algorithm: Span,
    issuer: Name,
    this_update: Time,
    next_update: Option<Time>,
    entries: Option<Span>,
    signature: Span,
    extensions: Extensions,
}

impl CrlHead {
    /// Reads the head of a CRL from its DER encoding; nothing may follow it.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] with the clause that is broken; [`Error::LimitExceeded`].
    pub fn from_der(der: &[u8]) -> Result<Self, Error> {
        let buffer: Arc<[u8]> = Arc::from(der);
        let mut outer = Reader::new(&buffer);
        let mut list = outer.sequence("CertificateList")?;
        outer.finish("CertificateList")?;
        let tbs = list.expect(Tag::SEQUENCE, "tbsCertList")?;
        let algorithm = read_algorithm(&mut list, "signatureAlgorithm")?;
        let value = list.expect(Tag::BIT_STRING, "signatureValue")?;
        list.finish("CertificateList")?;
        if bit_string(&value, "signatureValue")?.0 != 0 {
            let clause = "X.690 §8.6: not a whole number of octets";
            return Err(Error::der("signatureValue", clause, value.offset));
        }
        let mut fields = read_tbs(tbs.reader(), &buffer)?;
        // RFC 5280 §5.1.1.2: the algorithm inside is the one outside.
        if fields.algorithm.of(&buffer) != algorithm.of(&buffer) {
            let clause = "RFC 5280 §5.1.1.2: differs from tbsCertList.signature";
            return Err(Error::der("signatureAlgorithm", clause, tbs.raw.len()));
        }
        fields.tbs = Span::whole(&tbs);
        fields.signature = Span::contents(&value).skip(1);
        Ok(Self(Arc::new(fields)))
    }

    /// Returns the CRL's bytes, as received.
    pub fn as_der(&self) -> &[u8] {
        &self.0.der
    }

    /// Returns the bytes that are signed.
    pub fn tbs_der(&self) -> &[u8] {
        self.0.tbs.of(&self.0.der)
    }

    /// Returns who signed the CRL.
    pub fn issuer(&self) -> &Name {
        &self.0.issuer
    }

    /// Returns when the CRL was made.
    pub fn this_update(&self) -> Time {
        self.0.this_update
    }

    /// Returns by when there will be another.
    pub fn next_update(&self) -> Option<Time> {
        self.0.next_update
    }

    /// Returns the contents of revokedCertificates, unread; `None` if nothing is revoked.
    pub fn entries(&self) -> Option<&[u8]> {
        self.0.entries.map(|entries| entries.of(&self.0.der))
    }

    /// Returns the algorithm of the signature; `None` if the library does not know it or its
    /// parameters are not as its standard wants.
    pub fn signature_algorithm(&self) -> Option<SignatureAlgorithm> {
        known_algorithm(self.0.algorithm, &self.0.der)
    }

    /// Returns the DER of the signature's AlgorithmIdentifier.
    pub fn signature_algorithm_der(&self) -> &[u8] {
        self.0.algorithm.of(&self.0.der)
    }

    /// Returns the value of the signature.
    pub fn signature(&self) -> &[u8] {
        self.0.signature.of(&self.0.der)
    }

    /// Returns the number of the CRL: the contents of its INTEGER (RFC 5280 §5.2.3).
    pub fn number(&self) -> Option<&[u8]> {
        self.number_in(Kind::CrlNumber)
    }

    /// Returns the number of the complete CRL that this one adds to, if it is a delta CRL (RFC 5280
    /// §5.2.4).
    pub fn delta_base(&self) -> Option<&[u8]> {
        self.number_in(Kind::DeltaCrlIndicator)
    }

    /// Returns the value of issuingDistributionPoint, unread (RFC 5280 §5.2.5).
    pub fn issuing_distribution_point(&self) -> Option<&[u8]> {
        let value = self.0.extensions.value(Kind::IssuingDistributionPoint)?;
        Some(value.remaining())
    }

    /// Returns which key made the signature (RFC 5280 §5.2.1).
    pub fn authority_key_identifier(&self) -> Option<AuthorityKeyIdentifier<'_>> {
        self.0.extensions.authority_key_identifier()
    }

    /// Returns the extensions of the list.
    pub fn extensions(&self) -> &Extensions {
        &self.0.extensions
    }

    fn number_in(&self, kind: Kind) -> Option<&[u8]> {
        read_number(self.0.extensions.value(kind)?).ok()
    }
}

impl PartialEq for CrlHead {
    fn eq(&self, other: &Self) -> bool {
        self.as_der() == other.as_der()
    }
}

impl Eq for CrlHead {}

impl fmt::Debug for CrlHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CrlHead({}, {})", self.issuer(), self.this_update())
    }
}

fn read_tbs(mut tbs: Reader<'_>, buffer: &Arc<[u8]>) -> Result<Fields, Error> {
    let mut found = Irregularities::default();
    let version2 = read_version(&mut tbs)?;
    let algorithm = read_algorithm(&mut tbs, "tbsCertList.signature")?;
    let place = tbs;
    let issuer = Name::read(&mut tbs, buffer, &mut found, "tbsCertList.issuer")?;
    // RFC 5280 §5.1.2.3: the issuer has a name.
    if issuer.is_empty() {
        return Err(place.error("tbsCertList.issuer", "RFC 5280 §5.1.2.3: empty"));
    }
    let this_update = read_time(&mut tbs, "thisUpdate", &mut found)?;
    let has_next = tbs.peek(Tag::UTC_TIME) || tbs.peek(Tag::GENERALIZED_TIME);
    let next_update =
        has_next.then(|| read_time(&mut tbs, "nextUpdate", &mut found)).transpose()?;
    let entries = tbs.optional(Tag::SEQUENCE, "revokedCertificates")?;
    let extensions = read_extensions(&mut tbs, version2, buffer, &mut found)?;
    tbs.finish("tbsCertList")?;
    Ok(Fields {
        der: Arc::clone(buffer),
        tbs: Span::default(),
        algorithm,
        issuer,
        this_update,
        next_update,
        entries: entries.map(|tlv| Span::contents(&tlv)),
        signature: Span::default(),
        extensions,
    })
}

fn read_version(tbs: &mut Reader<'_>) -> Result<bool, Error> {
    let what = "tbsCertList.version";
    let Some(value) = tbs.optional(Tag::INTEGER, what)? else {
        return Ok(false);
    };
    // RFC 5280 §5.1.2.1: version 2, if there is one.
    match small_integer(&value, what)? {
        1 => Ok(true),
        _ => Err(Error::der(what, "RFC 5280 §5.1.2.1: unknown version", value.offset)),
    }
}

fn read_extensions(
    tbs: &mut Reader<'_>,
    version2: bool,
    buffer: &Arc<[u8]>,
    found: &mut Irregularities,
) -> Result<Extensions, Error> {
    let place = *tbs;
    let Some(tlv) = tbs.optional(Tag::context_constructed(0), "crlExtensions")? else {
        return Ok(Extensions::none(buffer));
    };
    // RFC 5280 §5.1.2.7: in version 2 only.
    if !version2 {
        return Err(place.error("crlExtensions", "RFC 5280 §5.1.2.7: not in this version"));
    }
    let mut explicit = tlv.reader();
    let list = explicit.sequence("crlExtensions")?;
    explicit.finish("crlExtensions")?;
    let extensions = Extensions::read(list, buffer, found)?;
    for kind in [Kind::CrlNumber, Kind::DeltaCrlIndicator] {
        if let Some(number) = extensions.value(kind) {
            read_number(number)?;
        }
    }
    Ok(extensions)
}

/// RFC 5280 §5.2.3: `CRLNumber ::= INTEGER (0..MAX)`, of at most 20 octets.
fn read_number(mut value: Reader<'_>) -> Result<&[u8], Error> {
    let place = value;
    let number = value.integer("cRLNumber")?;
    value.finish("cRLNumber")?;
    if number.len() > 20 || number.first().is_some_and(|octet| octet & 0x80 != 0) {
        return Err(place.error("cRLNumber", "RFC 5280 §5.2.3: 0 to 20 octets"));
    }
    Ok(number)
}
