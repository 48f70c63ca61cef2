//! Writing signed attributes (RFC 5652 §11; RFC 5035; RFC 6211; EN 319 122-1 §5.1, §5.2).

use crate::cms::ess;
use crate::crypto::{Digest, DigestAlgorithm, SignatureAlgorithm};
use crate::der::{Tag, Writer};
use crate::oid::{self, Oid};
use crate::time::Time;

/// Signed attributes in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct SignedAttributes {
    attributes: Vec<Vec<u8>>,
}

impl SignedAttributes {
    pub(crate) fn new() -> Self {
        Self { attributes: Vec::with_capacity(8) }
    }

    /// Adds an attribute whose one value `fill` writes.
    fn add(&mut self, oid: Oid<'_>, fill: impl FnOnce(&mut Writer)) {
        let mut out = Writer::with_capacity(128);
        out.sequence(|out| {
            out.oid(oid).nested(Tag::SET, fill);
        });
        self.attributes.push(out.finish());
    }

    /// RFC 5652 §11.1.
    pub(crate) fn content_type(&mut self, content_type: Oid<'_>) {
        self.add(oid::CONTENT_TYPE, |out| {
            out.oid(content_type);
        });
    }

    /// RFC 5652 §11.2.
    pub(crate) fn message_digest(&mut self, digest: &Digest) {
        self.add(oid::MESSAGE_DIGEST, |out| {
            out.octet_string(digest.as_bytes());
        });
    }

    /// RFC 5652 §11.3: UTCTime from 1950 through 2049, GeneralizedTime outside.
    pub(crate) fn signing_time(&mut self, time: Time) {
        self.add(oid::SIGNING_TIME, |out| {
            out.time(time);
        });
    }

    /// RFC 5035 §3.
    pub(crate) fn signing_certificate(&mut self, digest: &Digest) {
        self.add(oid::SIGNING_CERTIFICATE_V2, |out| ess::write_v2(out, digest));
    }

    /// RFC 6211 §2: implicit tags; the signature algorithm as SignerInfo has it.
    pub(crate) fn algorithm_protection(
        &mut self,
        digest: DigestAlgorithm,
        signature: SignatureAlgorithm,
    ) {
        self.add(oid::CMS_ALGORITHM_PROTECTION, |out| {
            out.sequence(|out| {
                digest.write(out);
                let mut algorithm = Writer::new();
                signature.write(&mut algorithm);
                let mut algorithm = algorithm.finish();
                if let Some(tag) = algorithm.first_mut() {
                    *tag = Tag::context_constructed(1).0;
                }
                out.raw(&algorithm);
            });
        });
    }

    /// RFC 2634 §2.9.
    pub(crate) fn content_hints(&mut self, description: Option<&str>, content_type: Oid<'_>) {
        self.add(oid::CONTENT_HINTS, |out| {
            out.sequence(|out| {
                if let Some(description) = description {
                    out.value(Tag::UTF8_STRING, description.as_bytes());
                }
                out.oid(content_type);
            });
        });
    }

    /// EN 319 122-1 §5.2.4.3.
    pub(crate) fn mime_type(&mut self, mime_type: &str) {
        self.add(oid::MIME_TYPE, |out| {
            out.value(Tag::UTF8_STRING, mime_type.as_bytes());
        });
    }

    /// EN 319 122-1 §5.2.8.
    pub(crate) fn content_timestamp(&mut self, token: &[u8]) {
        self.add(oid::CONTENT_TIME_STAMP, |out| {
            out.raw(token);
        });
    }

    /// The set in DER, under the tag of SET: what the signature is over (RFC 5652 §5.4).
    pub(crate) fn finish(self) -> Vec<u8> {
        let length = self.attributes.iter().map(Vec::len).sum::<usize>();
        let mut out = Writer::with_capacity(length + 8);
        out.set_of(Tag::SET, self.attributes);
        out.finish()
    }
}
