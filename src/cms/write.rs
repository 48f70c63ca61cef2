//! Writing SignedData (RFC 5652 §5.1): in DER, or in BER where a length is not yet known.

use crate::cms::SignerInfo;
use crate::crypto::{DigestAlgorithm, SignatureAlgorithm};
use crate::der::{Reader, Tag, Writer, ber};
use crate::error::Error;
use crate::limits::Limits;
use crate::oid::{self, Oid};
use crate::x509::Certificate;

/// Writes a SignerInfo that names its certificate by issuer and serial number.
///
/// `signed_attributes` is the set under the tag of SET.
pub(crate) fn signer_info(
    certificate: &Certificate,
    digest: DigestAlgorithm,
    signed_attributes: &[u8],
    algorithm: SignatureAlgorithm,
    value: &[u8],
) -> Vec<u8> {
    let mut out = Writer::with_capacity(signed_attributes.len() + value.len() + 256);
    out.sequence(|out| {
        // RFC 5652 §5.3: version 1 with issuerAndSerialNumber.
        out.unsigned(1);
        out.sequence(|out| {
            out.raw(certificate.issuer().raw()).value(Tag::INTEGER, certificate.serial());
        });
        digest.write(out);
        if let Some((_, rest)) = signed_attributes.split_first() {
            out.raw(&[Tag::context_constructed(0).0]).raw(rest);
        }
        algorithm.write(out);
        out.octet_string(value);
    });
    out.finish()
}

/// Writes an attribute with one value.
pub(crate) fn attribute(oid: Oid<'_>, value: &[u8]) -> Vec<u8> {
    let mut out = Writer::with_capacity(value.len() + 32);
    out.sequence(|out| {
        out.oid(oid).nested(Tag::SET, |out| {
            out.raw(value);
        });
    });
    out.finish()
}

/// Returns a SignerInfo with one more unsigned attribute; nothing else of it changes, except that it
/// has the lengths of DER.
///
/// A set in the order of DER stays in it; to another one the attribute is added last, as its order
/// may be under a time-stamp.
pub(crate) fn with_unsigned_attribute(
    signer: &SignerInfo,
    attribute: Vec<u8>,
    limits: &Limits,
) -> Result<Vec<u8>, Error> {
    const UNSIGNED: Tag = Tag::context_constructed(1);
    let der = ber::to_der(signer.raw(), limits)?;
    let mut reader = Reader::new(&der).sequence("SignerInfo")?;
    let mut signed = Vec::new();
    let mut attributes: Vec<Vec<u8>> = Vec::new();
    while !reader.is_empty() {
        let field = reader.any("SignerInfo")?;
        if field.tag == UNSIGNED {
            let mut each = field.reader();
            while !each.is_empty() {
                attributes.push(each.any("unsignedAttrs")?.raw.to_vec());
            }
        } else {
            signed.extend_from_slice(field.raw);
        }
    }
    let sorted = attributes.is_sorted();
    attributes.push(attribute);
    if sorted {
        attributes.sort();
    }
    let mut out = Writer::with_capacity(der.len() + 64);
    out.sequence(|out| {
        out.raw(&signed).nested(UNSIGNED, |out| {
            out.raw(&attributes.concat());
        });
    });
    Ok(out.finish())
}

/// What a SignedData is put together from: each member as it is to be written.
#[derive(Debug)]
pub(crate) struct Assembly<'a> {
    pub(crate) version: u64,
    pub(crate) digest_algorithms: Vec<Vec<u8>>,
    pub(crate) content_type: Oid<'a>,
    pub(crate) certificates: Vec<Vec<u8>>,
    pub(crate) crls: Vec<Vec<u8>>,
    pub(crate) signers: Vec<Vec<u8>>,
}

impl Assembly<'_> {
    /// Writes it in a ContentInfo, with or without content.
    pub(crate) fn write(self, content: Option<&[u8]>) -> Vec<u8> {
        let (mut before, after) = self.around(content.map(<[u8]>::len));
        before.reserve_exact(content.map_or(0, <[u8]>::len) + after.len());
        before.extend_from_slice(content.unwrap_or_default());
        before.extend_from_slice(&after);
        before
    }

    /// Writes what comes before the content and what comes after it.
    ///
    /// DER puts lengths first, so nothing of `self` may change its length afterwards.
    pub(crate) fn around(self, content: Option<usize>) -> (Vec<u8>, Vec<u8>) {
        let body = self.before(content);
        let after = self.after();
        let length = body.len() + content.unwrap_or(0) + after.len();
        let signed_data = header(Tag::SEQUENCE, length);
        let explicit = header(Tag::context_constructed(0), signed_data.len() + length);
        let kind = kind();
        let length = kind.len() + explicit.len() + signed_data.len() + length;
        let outer = header(Tag::SEQUENCE, length);
        ([outer, kind, explicit, signed_data, body].concat(), after)
    }

    /// Writes the same where it is not yet known how long that is which comes after the content.
    ///
    /// The three outermost values have no length but an end (X.690 §8.1.3.6): this is BER.
    pub(crate) fn around_open(self, content: usize) -> (Vec<u8>, Vec<u8>) {
        const OPEN: u8 = 0x80;
        const END_OF_CONTENTS: [u8; 2] = [0, 0];
        let body = self.before(Some(content));
        let outer = [Tag::SEQUENCE.0, OPEN];
        let inner = [Tag::context_constructed(0).0, OPEN, Tag::SEQUENCE.0, OPEN];
        let head = [outer.as_slice(), &kind(), &inner, &body].concat();
        let mut after = self.after();
        (0..3).for_each(|_| after.extend(END_OF_CONTENTS));
        (head, after)
    }

    /// What stands in the SignedData before the content: the version, the algorithms, the headers.
    fn before(&self, content: Option<usize>) -> Vec<u8> {
        let mut head = Writer::new();
        head.unsigned(self.version).set_of(Tag::SET, self.digest_algorithms.clone());
        let mut content_type = Writer::new();
        content_type.oid(self.content_type);

        // From the inside out: each header announces what follows it, up to its end.
        let mut inner = content_type.finish();
        let content_len = content.unwrap_or(0);
        if content.is_some() {
            let octets = header(Tag::OCTET_STRING, content_len);
            let explicit = header(Tag::context_constructed(0), octets.len() + content_len);
            inner = [inner, explicit, octets].concat();
        }
        let encapsulated = header(Tag::SEQUENCE, inner.len() + content_len);
        [head.finish(), encapsulated, inner].concat()
    }

    /// What stands in the SignedData after the content: certificates, CRLs, signers.
    fn after(self) -> Vec<u8> {
        let mut after = Writer::new();
        if !self.certificates.is_empty() {
            after.set_of(Tag::context_constructed(0), self.certificates);
        }
        if !self.crls.is_empty() {
            after.set_of(Tag::context_constructed(1), self.crls);
        }
        after.set_of(Tag::SET, self.signers);
        after.finish()
    }
}

/// The content type of the ContentInfo.
fn kind() -> Vec<u8> {
    let mut out = Writer::new();
    out.oid(oid::ID_SIGNED_DATA);
    out.finish()
}

fn header(tag: Tag, length: usize) -> Vec<u8> {
    let mut out = vec![tag.0];
    crate::der::push_length(&mut out, length);
    out
}
