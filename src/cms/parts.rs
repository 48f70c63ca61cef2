//! The outer form of SignedData: finding its parts (RFC 5652 §3, §5.1, §5.2).
//!
//! There are two ways in. [`Parts::from_der`] is for DER in memory and copies nothing.
//! [`Parts::from_reader`] takes the BER that CMS has in the wild, from a stream, and hands the content
//! on without holding it. Both leave the parts as received.

use std::borrow::Cow;
use std::io::Read;

use crate::der::stream::{Frame, Source};
use crate::der::{Reader, Tag, ber};
use crate::error::{Error, Unsupported};
use crate::limits::Limits;
use crate::oid::{self, ObjectIdentifier, Oid};

const CONTENT_INFO: &str = "ContentInfo";
const SIGNED_DATA: &str = "SignedData";
const ENCAPSULATED: &str = "EncapsulatedContentInfo";
const ZERO: Tag = Tag::context_constructed(0);
const ONE: Tag = Tag::context_constructed(1);

/// The parts of a SignedData, as received.
///
/// ```text
/// ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY }
/// SignedData ::= SEQUENCE {
///   version CMSVersion,
///   digestAlgorithms SET OF DigestAlgorithmIdentifier,
///   encapContentInfo SEQUENCE {
///     eContentType OBJECT IDENTIFIER, eContent [0] EXPLICIT OCTET STRING OPTIONAL },
///   certificates [0] IMPLICIT CertificateSet OPTIONAL,
///   crls [1] IMPLICIT RevocationInfoChoices OPTIONAL,
///   signerInfos SET OF SignerInfo }
/// ```
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    pub(crate) version: u64,
    /// The value under its tag, as are the other parts.
    pub(crate) digest_algorithms: Cow<'a, [u8]>,
    pub(crate) content_type: ObjectIdentifier,
    pub(crate) content: RawContent<'a>,
    pub(crate) certificates: Option<Cow<'a, [u8]>>,
    pub(crate) crls: Option<Cow<'a, [u8]>>,
    pub(crate) signers: Cow<'a, [u8]>,
    /// Whether the outer form is DER. What the parts hold may still not be.
    pub(crate) is_der: bool,
}

/// The content, as found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum RawContent<'a> {
    /// There is none: the signature is detached.
    Absent,
    /// The octets that signatures are over.
    Octets(&'a [u8]),
    /// It went to the sink.
    Passed,
}

/// Takes the content as it passes.
pub(crate) trait Sink {
    /// Begins: `digest_algorithms` is the SET of them, as received.
    fn begin(&mut self, digest_algorithms: &[u8]) -> Result<(), Error>;
    /// Takes the next piece.
    fn piece(&mut self, piece: &[u8]) -> Result<(), Error>;
}

impl<'a> Parts<'a> {
    /// Finds the parts of a SignedData in DER, with a ContentInfo around it or bare.
    pub(crate) fn from_der(input: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(input);
        let mut outer = reader.sequence(CONTENT_INFO)?;
        reader.finish(CONTENT_INFO)?;
        if outer.peek(Tag::INTEGER) {
            return Self::signed_data(outer);
        }
        check_signed_data(outer.oid(CONTENT_INFO)?)?;
        let mut content = outer.nested(ZERO, CONTENT_INFO)?;
        outer.finish(CONTENT_INFO)?;
        let signed_data = content.sequence(SIGNED_DATA)?;
        content.finish(CONTENT_INFO)?;
        Self::signed_data(signed_data)
    }

    fn signed_data(mut reader: Reader<'a>) -> Result<Self, Error> {
        let version = reader.small_integer("SignedData.version")?;
        let digest_algorithms = reader.expect(Tag::SET, "digestAlgorithms")?;
        let mut encapsulated = reader.sequence(ENCAPSULATED)?;
        let content_type = encapsulated.oid("eContentType")?.to_owned();
        let content = match encapsulated.optional(ZERO, "eContent")? {
            Some(tlv) => Self::content(tlv.reader(), content_type.as_oid())?,
            None => RawContent::Absent,
        };
        encapsulated.finish(ENCAPSULATED)?;
        let certificates = reader.optional(ZERO, "certificates")?;
        let crls = reader.optional(ONE, "crls")?;
        let signers = reader.expect(Tag::SET, "signerInfos")?;
        reader.finish(SIGNED_DATA)?;
        Ok(Self {
            version,
            digest_algorithms: Cow::Borrowed(digest_algorithms.raw),
            content_type,
            content,
            certificates: certificates.map(|tlv| Cow::Borrowed(tlv.raw)),
            crls: crls.map(|tlv| Cow::Borrowed(tlv.raw)),
            signers: Cow::Borrowed(signers.raw),
            is_der: true,
        })
    }

    fn content(mut reader: Reader<'a>, content_type: Oid<'_>) -> Result<RawContent<'a>, Error> {
        let place = reader;
        let tlv = reader.any("eContent")?;
        reader.finish("eContent")?;
        // RFC 5652 §5.2: an OCTET STRING. §5.2.1: in PKCS #7 (RFC 2315 §7) it is any type that the
        // content type names, and signatures are over its contents octets.
        let allowed = tlv.tag == Tag::OCTET_STRING
            || (content_type != oid::ID_DATA && tlv.tag != Tag::OCTET_STRING_IN_SEGMENTS);
        if allowed {
            // §5.2.1: the signature is over its DER, so what is not DER goes the way of BER.
            if tlv.tag.is_constructed() {
                tlv.reader().check("eContent", Limits::DEFAULT.nesting)?;
            }
            Ok(RawContent::Octets(tlv.value))
        } else {
            Err(place.error("eContent", "RFC 5652 §5.2: not an OCTET STRING"))
        }
    }
}

impl Parts<'static> {
    /// Finds the parts of a SignedData in BER. The content goes to the sink.
    pub(crate) fn from_reader(
        reader: impl Read,
        limits: &Limits,
        sink: &mut dyn Sink,
    ) -> Result<Self, Error> {
        let mut source = Source::new(reader);
        let outer = source.expect(Frame::OUTERMOST, Tag::SEQUENCE)?;
        let mut walk = Walk { source, limits, left: limits.message };
        let parts = if walk.source.peek_tag(outer)? == Some(Tag::INTEGER) {
            walk.signed_data(outer, sink)?
        } else {
            check_signed_data(walk.oid(outer, CONTENT_INFO)?.as_oid())?;
            let content = walk.source.expect(outer, ZERO)?;
            let frame = walk.source.expect(content, Tag::SEQUENCE)?;
            let parts = walk.signed_data(frame, sink)?;
            walk.source.close(content)?;
            walk.source.close(outer)?;
            parts
        };
        walk.source.finish()?;
        Ok(parts)
    }
}

/// RFC 5652 §4: `id-signedData`, or another content type that is not this library's business.
fn check_signed_data(content_type: Oid<'_>) -> Result<(), Error> {
    if content_type == oid::ID_SIGNED_DATA {
        Ok(())
    } else {
        Err(Error::Unsupported(Unsupported::ContentType))
    }
}

/// A walk over a stream, with what may still be held in memory.
struct Walk<'l, R> {
    source: Source<R>,
    limits: &'l Limits,
    left: usize,
}

impl<R: Read> Walk<'_, R> {
    /// Reads a SignedData to the end of its frame.
    fn signed_data(&mut self, frame: Frame, sink: &mut dyn Sink) -> Result<Parts<'static>, Error> {
        let version = self.value(frame)?;
        let version = ber::to_der(&version, self.limits)?;
        let version = Reader::new(&version).small_integer("SignedData.version")?;
        let digest_algorithms = self.part(frame, Tag::SET, "digestAlgorithms")?;
        sink.begin(&digest_algorithms)?;
        let encapsulated = self.source.expect(frame, Tag::SEQUENCE)?;
        let content_type = self.oid(encapsulated, "eContentType")?;
        let mut content = RawContent::Absent;
        if self.source.peek_tag(encapsulated)?.is_some() {
            let explicit = self.source.expect(encapsulated, ZERO)?;
            self.content(explicit, content_type.as_oid(), sink)?;
            self.source.close(explicit)?;
            content = RawContent::Passed;
        }
        self.source.close(encapsulated)?;
        let certificates = self.optional(frame, ZERO)?;
        let crls = self.optional(frame, ONE)?;
        let signers = self.part(frame, Tag::SET, "signerInfos")?;
        self.source.close(frame)?;
        Ok(Parts {
            version,
            digest_algorithms: Cow::Owned(digest_algorithms),
            content_type,
            content,
            certificates: certificates.map(Cow::Owned),
            crls: crls.map(Cow::Owned),
            signers: Cow::Owned(signers),
            is_der: false,
        })
    }

    fn content(
        &mut self,
        frame: Frame,
        content_type: Oid<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), Error> {
        let tag = self.source.peek_tag(frame)?;
        let octets = matches!(tag, Some(Tag::OCTET_STRING | Tag::OCTET_STRING_IN_SEGMENTS));
        if octets || content_type == oid::ID_DATA {
            let nesting = self.limits.nesting;
            return self.source.octet_string(frame, nesting, &mut |piece| sink.piece(piece));
        }
        // RFC 5652 §5.2.1: signatures are over the contents octets of its DER encoding.
        let value = self.value(frame)?;
        let der = ber::to_der(&value, self.limits)?;
        sink.piece(Reader::new(&der).any("eContent")?.value)
    }

    /// Reads one value whole, and counts it against the limit.
    fn value(&mut self, frame: Frame) -> Result<Vec<u8>, Error> {
        let value = self.source.value(frame, self.limits.nesting, self.left)?;
        self.left -= value.len();
        Ok(value)
    }

    fn oid(&mut self, frame: Frame, what: &'static str) -> Result<ObjectIdentifier, Error> {
        let value = self.value(frame)?;
        let der = ber::to_der(&value, self.limits)?;
        Ok(Reader::new(&der).oid(what)?.to_owned())
    }

    fn optional(&mut self, frame: Frame, tag: Tag) -> Result<Option<Vec<u8>>, Error> {
        let found = self.source.peek_tag(frame)? == Some(tag);
        found.then(|| self.value(frame)).transpose()
    }

    fn part(&mut self, frame: Frame, tag: Tag, what: &'static str) -> Result<Vec<u8>, Error> {
        let part = self.optional(frame, tag)?;
        part.ok_or_else(|| self.source.error(what, "X.690 §8.1.2: unexpected tag"))
    }
}
