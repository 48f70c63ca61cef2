//! Responses (RFC 6960 §4.2).

use std::fmt;
use std::sync::Arc;

use crate::crypto::{DigestAlgorithm, SignatureAlgorithm};
use crate::der::{Reader, Tag, Writer, bit_string, small_integer};
use crate::error::{Error, Limit};
use crate::limits::Limits;
use crate::oid;
use crate::revocation::ocsp::cert_id::key_hash;
use crate::revocation::ocsp::single::{SingleResponse, extensions, generalized};
use crate::time::Time;
use crate::x509::{Certificate, Extensions, Irregularities, KnownKeys, Name, Span};
use crate::x509::{known_algorithm, read_algorithm};

/// A response that answers, with the bytes that were received; cheap to clone.
///
/// `==` compares bytes. `Debug` is short.
///
/// ```text
/// BasicOCSPResponse ::= SEQUENCE {
///   tbsResponseData ResponseData,  signatureAlgorithm AlgorithmIdentifier,
///   signature BIT STRING,  certs [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
/// ResponseData ::= SEQUENCE {
///   version [0] EXPLICIT Version DEFAULT v1,  responderID ResponderID,
///   producedAt GeneralizedTime,  responses SEQUENCE OF SingleResponse,
///   responseExtensions [1] EXPLICIT Extensions OPTIONAL }
/// ```
#[derive(Clone)]
pub struct Response(Arc<Fields>);

struct Fields {
    /// The OCSPResponse.
    whole: Vec<u8>,
    /// The BasicOCSPResponse in it.
    der: Arc<[u8]>,
    tbs: Span,
    algorithm: Span,
    signature: Span,
    responder: ResponderId,
    produced_at: Time,
    answers: Span,
    count: usize,
    extensions: Extensions,
    certificates: Vec<Certificate>,
    known_keys: KnownKeys,
}

/// Who a response says has signed it.
///
/// ```text
/// ResponderID ::= CHOICE { byName [1] EXPLICIT Name,  byKey [2] EXPLICIT OCTET STRING }
/// ```
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResponderId {
    /// The owner of this name.
    Name(Name),
    /// The key with this SHA-1: a name for it, on which nothing rests.
    Key(Vec<u8>),
}

impl ResponderId {
    /// Whether the owner of a name and of a key, given as SubjectPublicKeyInfo, is meant.
    pub fn is(&self, name: &Name, spki: &[u8]) -> bool {
        match self {
            Self::Name(own) => own.matches(name),
            Self::Key(hash) => key_hash(DigestAlgorithm::Sha1, spki).as_ref() == Some(hash),
        }
    }
}

impl fmt::Display for ResponderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => name.fmt(f),
            Self::Key(hash) => hash.iter().try_for_each(|octet| write!(f, "{octet:02x}")),
        }
    }
}

/// How a responder answered a request (RFC 6960 §4.2.1, OCSPResponseStatus).
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseStatus {
    /// It answers; only then there is something to judge.
    Successful,
    /// It could not read the request.
    MalformedRequest,
    /// Something is wrong with it.
    InternalError,
    /// It cannot answer now.
    TryLater,
    /// It wants signed requests.
    SignatureRequired,
    /// It does not answer this client.
    Unauthorized,
}

impl ResponseStatus {
    /// Reads the status alone, of a whole OCSPResponse. It is not signed.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if there is none.
    pub fn of(der: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(der).sequence("OCSPResponse")?;
        read_status(&mut reader)
    }
}

fn read_status(reader: &mut Reader<'_>) -> Result<ResponseStatus, Error> {
    let tlv = reader.expect(Tag::ENUMERATED, "responseStatus")?;
    match *tlv.value {
        [0] => Ok(ResponseStatus::Successful),
        [1] => Ok(ResponseStatus::MalformedRequest),
        [2] => Ok(ResponseStatus::InternalError),
        [3] => Ok(ResponseStatus::TryLater),
        [5] => Ok(ResponseStatus::SignatureRequired),
        [6] => Ok(ResponseStatus::Unauthorized),
        _ => Err(Error::der("responseStatus", "RFC 6960 §4.2.1: unknown status", tlv.offset)),
    }
}

impl Response {
    /// Reads an OCSPResponse from its DER encoding, as responders send it; nothing may follow it.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] with the clause that is broken, also where the responder did not answer:
    /// [`ResponseStatus::of`] tells why; [`Error::LimitExceeded`].
    pub fn from_der(der: &[u8]) -> Result<Self, Error> {
        const WHAT: &str = "OCSPResponse";
        let mut outer = Reader::new(der);
        let mut response = outer.sequence(WHAT)?;
        outer.finish(WHAT)?;
        let place = response;
        if read_status(&mut response)? != ResponseStatus::Successful {
            return Err(place.error("responseStatus", "RFC 6960 §2.3: not successful"));
        }
        let mut explicit = response.nested(Tag::context_constructed(0), "responseBytes")?;
        response.finish(WHAT)?;
        let mut bytes = explicit.sequence("responseBytes")?;
        explicit.finish("responseBytes")?;
        let place = bytes;
        // RFC 6960 §4.2.1: the only type there is.
        if bytes.oid("responseType")? != oid::OCSP_BASIC {
            return Err(place.error("responseType", "RFC 6960 §4.2.1: id-pkix-ocsp-basic"));
        }
        let basic = bytes.octet_string("response")?;
        bytes.finish("responseBytes")?;
        Self::read(basic, der.to_vec())
    }

    /// Reads a BasicOCSPResponse from its DER encoding, as signatures carry it.
    ///
    /// # Errors
    ///
    /// As [`from_der`](Self::from_der).
    pub fn from_basic_der(der: &[u8]) -> Result<Self, Error> {
        Self::read(der, wrapped(der))
    }

    fn read(der: &[u8], whole: Vec<u8>) -> Result<Self, Error> {
        const WHAT: &str = "BasicOCSPResponse";
        if der.len() > Limits::DEFAULT.message {
            return Err(Error::LimitExceeded(Limit::Length));
        }
        let buffer: Arc<[u8]> = Arc::from(der);
        let mut outer = Reader::new(&buffer);
        let mut basic = outer.sequence(WHAT)?;
        outer.finish(WHAT)?;
        let tbs = basic.expect(Tag::SEQUENCE, "tbsResponseData")?;
        let algorithm = read_algorithm(&mut basic, "signatureAlgorithm")?;
        let value = basic.expect(Tag::BIT_STRING, "signature")?;
        if bit_string(&value, "signature")?.0 != 0 {
            let clause = "X.690 §8.6: not a whole number of octets";
            return Err(Error::der("signature", clause, value.offset));
        }
        let certificates = read_certificates(&mut basic)?;
        basic.finish(WHAT)?;
        let mut fields = read_data(tbs.reader(), &buffer)?;
        fields.tbs = Span::whole(&tbs);
        fields.algorithm = algorithm;
        fields.signature = Span::contents(&value).skip(1);
        fields.certificates = certificates;
        fields.whole = whole;
        Ok(Self(Arc::new(fields)))
    }

    /// Returns the OCSPResponse: as received, or made around a BasicOCSPResponse.
    pub fn as_der(&self) -> &[u8] {
        &self.0.whole
    }

    /// Returns the BasicOCSPResponse, as received.
    pub fn as_basic_der(&self) -> &[u8] {
        &self.0.der
    }

    /// Returns the bytes that are signed.
    pub fn tbs_der(&self) -> &[u8] {
        self.0.tbs.of(&self.0.der)
    }

    /// Returns who the response says has signed it.
    pub fn responder(&self) -> &ResponderId {
        &self.0.responder
    }

    /// Returns when the response was signed.
    pub fn produced_at(&self) -> Time {
        self.0.produced_at
    }

    /// Returns how many certificates it is about.
    pub fn answer_count(&self) -> usize {
        self.0.count
    }

    /// Returns what it says of each certificate, in encoded order.
    pub fn answers(&self) -> impl Iterator<Item = SingleResponse<'_>> {
        let mut rest = self.0.answers.reader(&self.0.der);
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            SingleResponse::read(&mut rest, &self.0.der).ok()
        })
    }

    /// Returns the certificates in it, those that can be read.
    pub fn certificates(&self) -> &[Certificate] {
        &self.0.certificates
    }

    /// Returns the extensions of the response.
    pub fn extensions(&self) -> &Extensions {
        &self.0.extensions
    }

    /// Returns the nonce of the request that it answers, if there was one (RFC 9654 §2.1).
    pub fn nonce(&self) -> Option<&[u8]> {
        let extension = self.0.extensions.get(oid::OCSP_NONCE)?;
        let mut value = Reader::new(extension.value);
        // Before RFC 6960 the syntax was not told, so some responders repeat bare octets.
        match value.octet_string("nonce") {
            Ok(octets) if value.is_empty() => Some(octets),
            _ => Some(extension.value),
        }
    }

    /// Returns the algorithm of the signature; `None` if the library does not know it.
    pub fn signature_algorithm(&self) -> Option<SignatureAlgorithm> {
        known_algorithm(self.0.algorithm, &self.0.der)
    }

    /// Returns the value of the signature.
    pub fn signature(&self) -> &[u8] {
        self.0.signature.of(&self.0.der)
    }

    /// Whether a critical extension of the response is not known here.
    pub(crate) fn has_unknown_critical(&self) -> bool {
        self.0.extensions.iter().any(|one| one.critical && one.id != oid::OCSP_NONCE)
    }

    /// The keys that the signature verified with.
    pub(crate) fn known_keys(&self) -> &KnownKeys {
        &self.0.known_keys
    }
}

impl PartialEq for Response {
    fn eq(&self, other: &Self) -> bool {
        self.as_basic_der() == other.as_basic_der()
    }
}

impl Eq for Response {}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Response({}, {})", self.responder(), self.produced_at())
    }
}

/// The OCSPResponse that responders send for a BasicOCSPResponse.
fn wrapped(basic: &[u8]) -> Vec<u8> {
    let mut out = Writer::with_capacity(basic.len() + 64);
    out.sequence(|out| {
        out.value(Tag::ENUMERATED, &[0]);
        out.nested(Tag::context_constructed(0), |out| {
            out.sequence(|out| {
                out.oid(oid::OCSP_BASIC);
                out.value(Tag::OCTET_STRING, basic);
            });
        });
    });
    out.finish()
}

fn read_data(mut data: Reader<'_>, buffer: &Arc<[u8]>) -> Result<Fields, Error> {
    read_version(&mut data)?;
    let responder = read_responder(&mut data, buffer)?;
    let produced_at = generalized(&mut data, "producedAt")?;
    let list = data.expect(Tag::SEQUENCE, "responses")?;
    let mut rest = list.reader();
    let mut count = 0;
    while !rest.is_empty() {
        SingleResponse::read(&mut rest, buffer)?;
        count += 1;
        if count > Limits::DEFAULT.ocsp_answers {
            return Err(Error::LimitExceeded(Limit::OcspAnswers));
        }
    }
    // RFC 6960 §4.2.2.3: it answers for each certificate of the request.
    if count == 0 {
        return Err(rest.error("responses", "RFC 6960 §4.2.2.3: no answer"));
    }
    let extensions = extensions(&mut data, "responseExtensions", buffer)?;
    data.finish("tbsResponseData")?;
    Ok(Fields {
        whole: Vec::new(),
        der: Arc::clone(buffer),
        tbs: Span::default(),
        algorithm: Span::default(),
        signature: Span::default(),
        responder,
        produced_at,
        answers: Span::contents(&list),
        count,
        extensions,
        certificates: Vec::new(),
        known_keys: KnownKeys::default(),
    })
}

/// RFC 6960 §4.2.2.3: v1, which DER leaves out; that it is written out is tolerated.
fn read_version(data: &mut Reader<'_>) -> Result<(), Error> {
    const WHAT: &str = "ResponseData.version";
    let Some(tlv) = data.optional(Tag::context_constructed(0), WHAT)? else { return Ok(()) };
    let mut explicit = tlv.reader();
    let value = explicit.expect(Tag::INTEGER, WHAT)?;
    explicit.finish(WHAT)?;
    match small_integer(&value, WHAT)? {
        0 => Ok(()),
        _ => Err(Error::der(WHAT, "RFC 6960 §4.2.1: unknown version", value.offset)),
    }
}

fn read_responder(data: &mut Reader<'_>, buffer: &Arc<[u8]>) -> Result<ResponderId, Error> {
    const WHAT: &str = "responderID";
    let place = *data;
    let tlv = data.any(WHAT)?;
    let mut explicit = tlv.reader();
    let responder = if tlv.tag == Tag::context_constructed(1) {
        let found = &mut Irregularities::default();
        ResponderId::Name(Name::read(&mut explicit, buffer, found, WHAT)?)
    } else if tlv.tag == Tag::context_constructed(2) {
        ResponderId::Key(explicit.octet_string(WHAT)?.to_vec())
    } else {
        return Err(place.error(WHAT, "RFC 6960 §4.2.1: choice"));
    };
    explicit.finish(WHAT)?;
    Ok(responder)
}

/// The certificates that come along. One that cannot be read is left out: it is needed or it is not.
fn read_certificates(basic: &mut Reader<'_>) -> Result<Vec<Certificate>, Error> {
    const WHAT: &str = "BasicOCSPResponse.certs";
    let Some(tlv) = basic.optional(Tag::context_constructed(0), WHAT)? else {
        return Ok(Vec::new());
    };
    let mut explicit = tlv.reader();
    let mut list = explicit.sequence(WHAT)?;
    explicit.finish(WHAT)?;
    let mut certificates = Vec::new();
    while !list.is_empty() {
        if certificates.len() >= Limits::DEFAULT.certificates {
            return Err(Error::LimitExceeded(Limit::Certificates));
        }
        certificates.extend(Certificate::from_der(list.any(WHAT)?.raw));
    }
    Ok(certificates)
}
