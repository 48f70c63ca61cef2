//! Asking for a time-stamp: TimeStampReq (RFC 3161 §2.4.1).

use crate::crypto::{self, Digest, DigestAlgorithm};
use crate::der::{Reader, Tag, Writer};
use crate::error::{ApiMisuse, Error, TimestampError, Unsupported};
use crate::oid::{ObjectIdentifier, Oid};
use crate::tsp::{Imprint, Token};

const WHAT: &str = "TimeStampReq";

/// A request for a time-stamp.
///
/// By default it asks for the authority's certificates, for any policy, and has no nonce.
///
/// ```text
/// TimeStampReq ::= SEQUENCE {
///   version INTEGER { v1(1) },
///   messageImprint MessageImprint,
///   reqPolicy TSAPolicyId OPTIONAL,
///   nonce INTEGER OPTIONAL,
///   certReq BOOLEAN DEFAULT FALSE,
///   extensions [0] IMPLICIT Extensions OPTIONAL }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    imprint: Imprint,
    policy: Option<ObjectIdentifier>,
    /// The octets of an INTEGER.
    nonce: Option<Vec<u8>>,
    certificates: bool,
}

impl Request {
    /// Asks for a time-stamp over what has this digest.
    ///
    /// # Errors
    ///
    /// [`Error::ApiMisuse`] if the digest is by SHA-1, of which nobody should ask for time-stamps
    /// any more.
    pub fn new(digest: &Digest) -> Result<Self, Error> {
        if digest.algorithm() == DigestAlgorithm::Sha1 {
            return Err(Error::ApiMisuse(ApiMisuse::OldDigest));
        }
        let imprint = Imprint::new(digest);
        Ok(Self { imprint, policy: None, nonce: None, certificates: true })
    }

    /// Asks for a time-stamp by a policy of the authority.
    #[must_use]
    pub fn with_policy(self, policy: ObjectIdentifier) -> Self {
        Self { policy: Some(policy), ..self }
    }

    /// Adds a random number that the answer has to repeat, so that no old answer will do.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] if the operating system has no random numbers to give.
    pub fn with_nonce(self) -> Result<Self, Error> {
        let mut octets = [0; 16];
        crypto::default_provider().random(&mut octets)?;
        Ok(self.with_nonce_octets(&octets))
    }

    /// Adds a number that the answer has to repeat, from its big-endian octets.
    #[must_use]
    pub fn with_nonce_octets(self, octets: &[u8]) -> Self {
        let mut out = Writer::new();
        out.unsigned_octets(octets);
        let der = out.finish();
        let nonce = Reader::new(&der).integer("nonce").map(<[u8]>::to_vec).ok();
        Self { nonce, ..self }
    }

    /// Asks the authority to leave its certificates out, which makes the token smaller and of use
    /// only with them at hand.
    #[must_use]
    pub fn without_certificates(self) -> Self {
        Self { certificates: false, ..self }
    }

    /// Returns what is to be time-stamped.
    pub fn imprint(&self) -> &Imprint {
        &self.imprint
    }

    /// Returns the policy that is asked for.
    pub fn policy(&self) -> Option<Oid<'_>> {
        self.policy.as_ref().map(ObjectIdentifier::as_oid)
    }

    /// Returns the octets of the nonce.
    pub fn nonce(&self) -> Option<&[u8]> {
        self.nonce.as_deref()
    }

    /// Says whether the authority is asked for its certificates.
    pub fn wants_certificates(&self) -> bool {
        self.certificates
    }

    /// Reads a request in DER, as an authority does.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if it is not one, and [`Error::Unsupported`] if it is of another version
    /// or has extensions.
    pub fn from_der(der: &[u8]) -> Result<Self, Error> {
        let mut outer = Reader::new(der);
        let mut reader = outer.sequence(WHAT)?;
        outer.finish(WHAT)?;
        if reader.small_integer("TimeStampReq.version")? != 1 {
            return Err(Error::Unsupported(Unsupported::Version));
        }
        let imprint = Imprint::read(&mut reader)?;
        let policy = match reader.peek(Tag::OID) {
            true => Some(reader.oid("reqPolicy")?.to_owned()),
            false => None,
        };
        let nonce = match reader.peek(Tag::INTEGER) {
            true => Some(reader.integer("nonce")?.to_vec()),
            false => None,
        };
        let certificates = reader.peek(Tag::BOOLEAN) && reader.boolean("certReq")?;
        // RFC 3161 §2.4.1: an extension that is not known must be refused, critical or not.
        if reader.optional(Tag::context_constructed(0), "extensions")?.is_some() {
            return Err(Error::Unsupported(Unsupported::Extension));
        }
        reader.finish(WHAT)?;
        Ok(Self { imprint, policy, nonce, certificates })
    }

    /// Returns the request in DER.
    pub fn to_der(&self) -> Vec<u8> {
        let mut out = Writer::with_capacity(128);
        out.sequence(|out| {
            out.unsigned(1);
            self.imprint.write(out);
            if let Some(policy) = &self.policy {
                out.oid(policy.as_oid());
            }
            if let Some(nonce) = &self.nonce {
                out.value(Tag::INTEGER, nonce);
            }
            // X.690 §11.5: the default is left out.
            if self.certificates {
                out.boolean(true);
            }
        });
        out.finish()
    }

    /// Compares a token with what was asked (RFC 3161 §2.2).
    ///
    /// # Errors
    ///
    /// [`TimestampError`] names what is different. The signature of the token is not looked at.
    pub fn check(&self, token: &Token) -> Result<(), TimestampError> {
        let info = token.info();
        // RFC 3161 §2.4.2: the same value as in the request.
        let same = (info.imprint().oid(), info.imprint().hash());
        if same != (self.imprint.oid(), self.imprint.hash()) {
            return Err(TimestampError::OtherImprint);
        }
        // RFC 3161 §2.4.2: the nonce must be there if it was in the request, and be the same.
        if self.nonce.as_deref().is_some_and(|nonce| info.nonce() != Some(nonce)) {
            return Err(TimestampError::OtherNonce);
        }
        if self.policy().is_some_and(|policy| info.policy() != policy) {
            return Err(TimestampError::OtherPolicy);
        }
        Ok(())
    }
}
