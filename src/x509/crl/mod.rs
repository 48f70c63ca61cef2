//! Certificate revocation lists (RFC 5280 §5).
//!
//! All of a list is read when it is loaded, strictly: what one entry hides, another could too. Entries
//! stay in the bytes that were received; an index of sixteen octets an entry finds a serial number in
//! a few steps. Cloning is cheap, and a list remembers the keys that its signature verified with, so
//! that one list serves many judgements.
//!
//! Stricter than the text: an entry of another authority in a list that is not indirect, and
//! removeFromCRL in a list that is no delta, make the list unreadable. Tolerated: a missing nextUpdate
//! (§5.1.2.5 wants it, X.509 does not), an empty list of entries, and the reason `unspecified` written
//! out.

mod entries;
mod index;
mod issuing_point;
mod reasons;

pub use entries::CrlEntry;
pub use issuing_point::IssuingDistributionPoint;
pub use reasons::{Reason, Reasons};

pub(crate) use entries::read_reason;

use std::fmt;
use std::sync::Arc;

use crate::crypto::SignatureAlgorithm;
use crate::der::{Reader, Tag, bit_string, small_integer};
use crate::error::{Error, Limit};
use crate::limits::Limits;
use crate::oid::{self, Oid};
use crate::time::Time;
use crate::x509::certificate::{known_algorithm, read_algorithm, read_time};
use crate::x509::extension_kind::Kind;
use crate::x509::extensions::Extensions;
use crate::x509::irregularity::Irregularities;
use crate::x509::key_identifier::AuthorityKeyIdentifier;
use crate::x509::known_keys::KnownKeys;
use crate::x509::name::Name;
use crate::x509::slice::Span;
use entries::Entries;

/// A certificate revocation list.
///
/// `==` compares bytes. `Debug` is short.
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
pub struct Crl(Arc<Fields>);

struct Fields {
    der: Arc<[u8]>,
    tbs: Span,
    algorithm: Span,
    issuer: Name,
    this_update: Time,
    next_update: Option<Time>,
    entries: Entries,
    signature: Span,
    extensions: Extensions,
    known_keys: KnownKeys,
}

impl Crl {
    /// Reads a CRL from its DER encoding; nothing may follow it.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] with the clause that is broken; [`Error::LimitExceeded`].
    pub fn from_der(der: &[u8]) -> Result<Self, Error> {
        if der.len() > Limits::DEFAULT.crl {
            return Err(Error::LimitExceeded(Limit::Length));
        }
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

    /// Returns how many entries there are.
    pub fn entry_count(&self) -> usize {
        self.0.entries.count()
    }

    /// Returns the entries, in encoded order.
    pub fn entries(&self) -> impl Iterator<Item = CrlEntry<'_>> {
        self.0.entries.iter(&self.0.der)
    }

    /// Returns the entries with a serial number: the contents of its INTEGER.
    ///
    /// In a list that is not indirect they are about certificates of the list's issuer; in an indirect
    /// one [`CrlEntry::certificate_issuer`] says whose they are.
    pub fn find(&self, serial: &[u8]) -> impl Iterator<Item = CrlEntry<'_>> {
        self.0.entries.find(serial, &self.0.der)
    }

    /// Whether an entry has a critical extension that this library does not know, so that the list
    /// must not be used at all (RFC 5280 §5.3).
    pub fn has_unknown_critical_in_entries(&self) -> bool {
        self.0.entries.has_unknown_critical()
    }

    /// Returns the critical extensions of the list that this library does not process; with any, the
    /// list must not be used (RFC 5280 §5.2).
    pub fn unknown_critical(&self) -> impl Iterator<Item = Oid<'_>> {
        const PROCESSED: [Oid<'static>; 3] =
            [oid::AUTHORITY_KEY_IDENTIFIER, oid::CRL_NUMBER, oid::DELTA_CRL_INDICATOR];
        let known = |id| PROCESSED.contains(&id) || id == oid::ISSUING_DISTRIBUTION_POINT;
        let critical = self.0.extensions.iter().filter(|one| one.critical);
        critical.map(|one| one.id).filter(move |id| !known(*id))
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

    /// Whether the list adds to a complete one, and says little without it (RFC 5280 §5.2.4).
    pub fn is_delta(&self) -> bool {
        self.0.extensions.has(Kind::DeltaCrlIndicator)
    }

    /// Returns which certificates the list is about (RFC 5280 §5.2.5); `None` for all of its issuer.
    pub fn issuing_distribution_point(&self) -> Option<IssuingDistributionPoint<'_>> {
        let value = self.0.extensions.value(Kind::IssuingDistributionPoint)?;
        IssuingDistributionPoint::read(value, &self.0.der, &mut Irregularities::default()).ok()
    }

    /// Returns the value of issuingDistributionPoint, as received.
    pub(crate) fn issuing_distribution_point_der(&self) -> Option<&[u8]> {
        self.0.extensions.value(Kind::IssuingDistributionPoint).map(|value| value.remaining())
    }

    /// Returns since when certificates are kept on the list after they expired (X.509 §9.5.2.7,
    /// expiredCertsOnCRL); `None` if they are not, or it cannot be read.
    pub fn expired_certs_since(&self) -> Option<Time> {
        let extension = self.0.extensions.get(oid::EXPIRED_CERTS_ON_CRL)?;
        let mut value = Reader::new(extension.value);
        if !value.peek(Tag::GENERALIZED_TIME) {
            return None;
        }
        let time = value.time("expiredCertsOnCRL").ok()?;
        value.finish("expiredCertsOnCRL").ok().map(|()| time)
    }

    /// The keys that the signature verified with.
    pub(crate) fn known_keys(&self) -> &KnownKeys {
        &self.0.known_keys
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

impl PartialEq for Crl {
    fn eq(&self, other: &Self) -> bool {
        self.as_der() == other.as_der()
    }
}

impl Eq for Crl {}

impl fmt::Debug for Crl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Crl({}, {})", self.issuer(), self.this_update())
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
    let list = tbs.optional(Tag::SEQUENCE, "revokedCertificates")?;
    let extensions = read_extensions(&mut tbs, version2, buffer, &mut found)?;
    tbs.finish("tbsCertList")?;
    let entries = match list {
        Some(list) => Entries::read(list, version2, buffer)?,
        None => Entries::default(),
    };
    check_entries(&entries, &extensions, buffer, place)?;
    Ok(Fields {
        der: Arc::clone(buffer),
        tbs: Span::default(),
        algorithm,
        issuer,
        this_update,
        next_update,
        entries,
        signature: Span::default(),
        extensions,
        known_keys: KnownKeys::default(),
    })
}

/// What entries may say only in a list of a certain kind.
fn check_entries(
    entries: &Entries,
    extensions: &Extensions,
    buffer: &Arc<[u8]>,
    place: Reader<'_>,
) -> Result<(), Error> {
    let point = match extensions.value(Kind::IssuingDistributionPoint) {
        Some(value) => {
            Some(IssuingDistributionPoint::read(value, buffer, &mut Irregularities::default())?)
        }
        None => None,
    };
    // RFC 5280 §5.3.3: entries of other authorities are in indirect lists only.
    if entries.names_issuers() && !point.is_some_and(|point| point.is_indirect()) {
        let clause = "RFC 5280 §5.3.3: the list is not indirect";
        return Err(place.error("certificateIssuer", clause));
    }
    // RFC 5280 §5.3.1: removeFromCRL is for delta CRLs.
    if entries.removes() && !extensions.has(Kind::DeltaCrlIndicator) {
        return Err(place.error("reasonCode", "RFC 5280 §5.3.1: removeFromCRL without delta"));
    }
    Ok(())
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
