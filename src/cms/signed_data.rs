//! SignedData: content, certificates and signers (RFC 5652 §5.1).

use std::borrow::Cow;
use std::io::Read;

use crate::cms::SignerInfo;
use crate::cms::content::{ContentFacts, Digester};
use crate::cms::parts::{Parts, RawContent, Sink};
use crate::crypto::DigestAlgorithm;
use crate::der::{Reader, Tag, ber};
use crate::error::{Error, Limit, Unsupported};
use crate::limits::Limits;
use crate::oid::{ObjectIdentifier, Oid};
use crate::x509::Certificate;

/// A SignedData, read but not judged.
///
/// Everything in it is a claim: certificates are not trusted, attributes are not verified. To judge
/// it, see [`cades::verify`](crate::cades::verify).
#[derive(Clone, Debug)]
pub struct SignedData<'a> {
    version: u64,
    digest_algorithms: Vec<ObjectIdentifier>,
    content_type: ObjectIdentifier,
    content: Content<'a>,
    certificates: Vec<Certificate>,
    other_certificates: Vec<OtherCertificate>,
    revocation: Vec<RevocationInfo>,
    signers: Vec<Result<SignerInfo, Error>>,
    is_der: bool,
    /// The fields `certificates` and `crls`, as received.
    sets: (Option<Vec<u8>>, Option<Vec<u8>>),
}

/// The content: there, elsewhere, or gone by.
#[derive(Clone, Debug)]
enum Content<'a> {
    Detached,
    Attached(Cow<'a, [u8]>),
    Passed(ContentFacts),
}

/// A member of `certificates` that is not a certificate that can be read; kept as received.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OtherCertificate {
    /// An attribute certificate, version 1 or 2 (RFC 5755).
    Attribute(Vec<u8>),
    /// Another format, or the extended certificate of PKCS #6.
    Other(Vec<u8>),
    /// Bytes that should be an X.509 certificate, and why they are not.
    Unreadable(Vec<u8>, Error),
}

/// A member of `crls`, as received.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RevocationInfo {
    /// A CRL.
    Crl(Vec<u8>),
    /// Another format, such as an OCSP answer (RFC 5940): its identifier and the value, in DER.
    Other(ObjectIdentifier, Vec<u8>),
}

impl RevocationInfo {
    /// Reads a member of `crls`.
    pub(crate) fn read(raw: &[u8], limits: &Limits) -> Result<Self, Error> {
        revocation_info(raw, limits)
    }
}

impl<'a> SignedData<'a> {
    /// Reads a SignedData in DER or BER, bare or in a ContentInfo.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if it is not one, [`Error::Unsupported`] if it is another content type of
    /// CMS, and [`Error::LimitExceeded`] if it has too many certificates or signers, or is too long.
    pub fn from_bytes(input: &'a [u8]) -> Result<Self, Error> {
        Self::from_bytes_with(input, &Limits::DEFAULT)
    }

    /// Reads a SignedData as [`from_bytes`](Self::from_bytes) does, with limits of one's own.
    ///
    /// # Errors
    ///
    /// As [`from_bytes`](Self::from_bytes).
    pub fn from_bytes_with(input: &'a [u8], limits: &Limits) -> Result<Self, Error> {
        if let Ok(parts) = Parts::from_der(input) {
            let content = match parts.content {
                RawContent::Octets(octets) => Content::Attached(Cow::Borrowed(octets)),
                RawContent::Absent | RawContent::Passed => Content::Detached,
            };
            let content_len =
                if let Content::Attached(octets) = &content { octets.len() } else { 0 };
            if input.len() - content_len > limits.message {
                return Err(Error::LimitExceeded(Limit::Length));
            }
            return Self::from_parts(&parts, content, limits);
        }
        let mut held = Collector(Vec::new());
        let parts = Parts::from_reader(input, limits, &mut held)?;
        let content = match parts.content {
            RawContent::Passed => Content::Attached(Cow::Owned(held.0)),
            RawContent::Absent | RawContent::Octets(_) => Content::Detached,
        };
        Self::from_parts(&parts, content, limits)
    }

    fn from_parts(parts: &Parts<'_>, content: Content<'a>, limits: &Limits) -> Result<Self, Error> {
        // RFC 5652 §5.1: versions 1, 3, 4 and 5; drafts and old tools have written 0 and 2.
        if parts.version > 5 {
            return Err(Error::Unsupported(Unsupported::Version));
        }
        let mut certificates = Vec::new();
        let mut other_certificates = Vec::new();
        for raw in members(parts.certificates.as_deref(), limits)? {
            if certificates.len() + other_certificates.len() >= limits.certificates {
                return Err(Error::LimitExceeded(Limit::Certificates));
            }
            match certificate(raw) {
                Ok(certificate) => certificates.push(certificate),
                Err(other) => other_certificates.push(other),
            }
        }
        let signers = members(Some(&parts.signers), limits)?;
        if signers.len() > limits.signers {
            return Err(Error::LimitExceeded(Limit::Signers));
        }
        Ok(Self {
            version: parts.version,
            digest_algorithms: digest_algorithms(&parts.digest_algorithms, limits)?,
            content_type: parts.content_type.clone(),
            content,
            certificates,
            other_certificates,
            revocation: members(parts.crls.as_deref(), limits)?
                .into_iter()
                .map(|raw| revocation_info(raw, limits))
                .collect::<Result<_, _>>()?,
            signers: signers.into_iter().map(|raw| SignerInfo::parse(raw, limits)).collect(),
            is_der: parts.is_der,
            sets: (
                parts.certificates.as_deref().map(<[u8]>::to_vec),
                parts.crls.as_deref().map(<[u8]>::to_vec),
            ),
        })
    }

    /// Returns the version.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Returns the identifiers of the digest algorithms that are announced before the content.
    pub fn digest_algorithms(&self) -> impl Iterator<Item = Oid<'_>> {
        self.digest_algorithms.iter().map(ObjectIdentifier::as_oid)
    }

    /// Returns the type of the content; most often `data` (RFC 5652 §4).
    pub fn content_type(&self) -> Oid<'_> {
        self.content_type.as_oid()
    }

    /// Whether the content is elsewhere.
    pub fn is_detached(&self) -> bool {
        matches!(self.content, Content::Detached)
    }

    /// Returns the certificates that can be read, in their order. None of them is trusted.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// Returns the other members of the certificate set.
    pub fn other_certificates(&self) -> &[OtherCertificate] {
        &self.other_certificates
    }

    /// Returns CRLs and other revocation information, unread.
    pub fn revocation(&self) -> &[RevocationInfo] {
        &self.revocation
    }

    /// Returns the signers, in their order; an `Err` for one that is not well-formed.
    pub fn signers(&self) -> &[Result<SignerInfo, Error>] {
        &self.signers
    }

    /// Whether the outer form is DER.
    pub fn is_der(&self) -> bool {
        self.is_der
    }

    /// The fields `certificates` and `crls` as received, under their tags.
    pub(crate) fn sets(&self) -> (Option<&[u8]>, Option<&[u8]>) {
        (self.sets.0.as_deref(), self.sets.1.as_deref())
    }

    /// The attached content. It is not verified, so nobody but the judgement has it.
    pub(crate) fn unverified_content(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Attached(content) => Some(content),
            Content::Detached | Content::Passed(_) => None,
        }
    }

    /// What is known of attached content that went by.
    pub(crate) fn passed_content(&self) -> Option<&ContentFacts> {
        match &self.content {
            Content::Passed(facts) => Some(facts),
            Content::Detached | Content::Attached(_) => None,
        }
    }
}

impl SignedData<'static> {
    /// Reads a SignedData from a stream in constant memory: attached content is hashed, not held.
    ///
    /// The digests are those that `digestAlgorithms` announces. Content whose signature turns out to
    /// have no signed attributes is held up to `limits.unattributed_stream`.
    ///
    /// # Errors
    ///
    /// As [`from_bytes`](SignedData::from_bytes), and [`Error::Other`] if reading fails.
    pub fn from_reader(reader: impl Read, limits: &Limits) -> Result<Self, Error> {
        let mut digester = Digester::new(limits.unattributed_stream);
        let mut sink = Announced { digester: &mut digester, limits };
        let parts = Parts::from_reader(reader, limits, &mut sink)?;
        let content = match parts.content {
            RawContent::Passed => Content::Passed(digester.finish()),
            RawContent::Absent | RawContent::Octets(_) => Content::Detached,
        };
        Self::from_parts(&parts, content, limits)
    }
}

/// Keeps the content.
struct Collector(Vec<u8>);

impl Sink for Collector {
    fn begin(&mut self, _: &[u8]) -> Result<(), Error> {
        Ok(())
    }

    fn piece(&mut self, piece: &[u8]) -> Result<(), Error> {
        self.0.extend_from_slice(piece);
        Ok(())
    }
}

/// Hashes the content with each algorithm that is announced and known.
struct Announced<'d> {
    digester: &'d mut Digester,
    limits: &'d Limits,
}

impl Sink for Announced<'_> {
    fn begin(&mut self, announced: &[u8]) -> Result<(), Error> {
        for oid in digest_algorithms(announced, self.limits)? {
            if let Some(algorithm) = DigestAlgorithm::from_oid(oid.as_oid()) {
                self.digester.add(algorithm);
            }
        }
        Ok(())
    }

    fn piece(&mut self, piece: &[u8]) -> Result<(), Error> {
        self.digester.update(piece);
        Ok(())
    }
}

/// The members of each set of a SignedData, as received.
#[derive(Debug)]
pub(crate) struct Members {
    pub(crate) digest_algorithms: Vec<Vec<u8>>,
    pub(crate) certificates: Vec<Vec<u8>>,
    pub(crate) crls: Vec<Vec<u8>>,
    pub(crate) signers: Vec<Vec<u8>>,
}

/// Takes a SignedData apart, to be put together with more in it.
pub(crate) fn members_as_received(input: &[u8], limits: &Limits) -> Result<Members, Error> {
    let mut content = Collector(Vec::new());
    let parts =
        Parts::from_der(input).or_else(|_| Parts::from_reader(input, limits, &mut content))?;
    Members::of(&parts, limits)
}

/// A SignedData that was taken apart while it streamed by.
#[derive(Debug)]
pub(crate) struct Separated {
    pub(crate) version: u64,
    pub(crate) content_type: ObjectIdentifier,
    pub(crate) has_content: bool,
    pub(crate) members: Members,
}

/// Takes a SignedData apart while it streams by. Its content goes to a sink.
pub(crate) fn separate(
    reader: impl Read,
    limits: &Limits,
    content: &mut dyn FnMut(&[u8]) -> Result<(), Error>,
) -> Result<Separated, Error> {
    let parts = Parts::from_reader(reader, limits, &mut Passed(content))?;
    Ok(Separated {
        version: parts.version,
        content_type: parts.content_type.clone(),
        has_content: matches!(parts.content, RawContent::Passed),
        members: Members::of(&parts, limits)?,
    })
}

/// Hands the content on.
struct Passed<'f>(&'f mut dyn FnMut(&[u8]) -> Result<(), Error>);

impl Sink for Passed<'_> {
    fn begin(&mut self, _: &[u8]) -> Result<(), Error> {
        Ok(())
    }

    fn piece(&mut self, piece: &[u8]) -> Result<(), Error> {
        (self.0)(piece)
    }
}

impl Members {
    fn of(parts: &Parts<'_>, limits: &Limits) -> Result<Self, Error> {
        let owned = |set: Option<&[u8]>| -> Result<Vec<Vec<u8>>, Error> {
            let members = members(set, limits)?;
            Ok(members.into_iter().map(<[u8]>::to_vec).collect())
        };
        Ok(Self {
            digest_algorithms: owned(Some(&parts.digest_algorithms))?,
            certificates: owned(parts.certificates.as_deref())?,
            crls: owned(parts.crls.as_deref())?,
            signers: owned(Some(&parts.signers))?,
        })
    }
}

/// The members of a set, as received.
pub(crate) fn members<'p>(set: Option<&'p [u8]>, limits: &Limits) -> Result<Vec<&'p [u8]>, Error> {
    let Some(set) = set else { return Ok(Vec::new()) };
    strict_members(set).map_or_else(|_| ber::children(set, limits), Ok)
}

fn strict_members(set: &[u8]) -> Result<Vec<&[u8]>, Error> {
    let mut reader = Reader::new(set).any("SET OF")?.reader();
    let mut members = Vec::new();
    while !reader.is_empty() {
        members.push(reader.any("SET OF")?.raw);
    }
    Ok(members)
}

fn digest_algorithms(set: &[u8], limits: &Limits) -> Result<Vec<ObjectIdentifier>, Error> {
    const WHAT: &str = "digestAlgorithms";
    let der = ber::to_der(set, limits)?;
    let mut reader = Reader::new(&der).nested(Tag::SET, WHAT)?;
    let mut found = Vec::new();
    while !reader.is_empty() {
        // A list of distinct algorithms has a few members; one per signer has no more than signers.
        if found.len() >= limits.signers {
            return Err(Error::LimitExceeded(Limit::Signers));
        }
        found.push(reader.sequence(WHAT)?.oid(WHAT)?.to_owned());
    }
    Ok(found)
}

/// ```text
/// CertificateChoices ::= CHOICE {
///   certificate Certificate,
///   extendedCertificate [0] IMPLICIT ExtendedCertificate,
///   v1AttrCert [1] IMPLICIT AttributeCertificateV1,
///   v2AttrCert [2] IMPLICIT AttributeCertificateV2,
///   other [3] IMPLICIT OtherCertificateFormat }
/// ```
fn certificate(raw: &[u8]) -> Result<Certificate, OtherCertificate> {
    match raw.first().copied().map(Tag) {
        Some(Tag::SEQUENCE) => Certificate::from_der(raw)
            .map_err(|error| OtherCertificate::Unreadable(raw.to_vec(), error)),
        Some(tag) if tag == Tag::context_constructed(1) || tag == Tag::context_constructed(2) => {
            Err(OtherCertificate::Attribute(raw.to_vec()))
        }
        _ => Err(OtherCertificate::Other(raw.to_vec())),
    }
}

/// ```text
/// RevocationInfoChoice ::= CHOICE {
///   crl CertificateList,
///   other [1] IMPLICIT SEQUENCE { otherRevInfoFormat OBJECT IDENTIFIER, otherRevInfo ANY } }
/// ```
fn revocation_info(raw: &[u8], limits: &Limits) -> Result<RevocationInfo, Error> {
    const WHAT: &str = "RevocationInfoChoice";
    if raw.first() == Some(&Tag::SEQUENCE.0) {
        return Ok(RevocationInfo::Crl(raw.to_vec()));
    }
    let der = ber::to_der(raw, limits)?;
    let mut reader = Reader::new(&der).nested(Tag::context_constructed(1), WHAT)?;
    let format = reader.oid("otherRevInfoFormat")?.to_owned();
    let value = reader.any("otherRevInfo")?.raw.to_vec();
    reader.finish(WHAT)?;
    Ok(RevocationInfo::Other(format, value))
}
