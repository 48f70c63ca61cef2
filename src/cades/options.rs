//! What to make.

use std::sync::Arc;

use crate::Time;
use crate::ades::{Evidence, Level};
use crate::crypto::SignatureAlgorithm;
use crate::oid::ObjectIdentifier;
use crate::tsp::{Timestamper, Token};

/// What kind of signature to make.
///
/// By default it is detached, with the usual algorithm of the key, and with the attribute that
/// protects its algorithms (RFC 6211).
#[derive(Clone, Debug)]
pub struct Options {
    pub(crate) level: Level,
    pub(crate) form: Form,
    pub(crate) algorithm: Option<SignatureAlgorithm>,
    pub(crate) signing_time: Option<Time>,
    pub(crate) content_hints: Option<ContentHints>,
    pub(crate) mime_type: Option<String>,
    pub(crate) content_timestamp: Option<Token>,
    pub(crate) timestamper: Option<Arc<dyn Timestamper>>,
    pub(crate) evidence: Evidence,
}

/// Where the content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Attached,
    Detached,
}

/// The attribute `content-hints` (RFC 2634 §2.9).
#[derive(Clone, Debug)]
pub(crate) struct ContentHints {
    pub(crate) description: Option<String>,
    pub(crate) content_type: ObjectIdentifier,
}

impl Options {
    /// Begins with a level. Go on with [`signing_time`](Self::signing_time), which every level asks
    /// for; the levels above B need a [`timestamper`](Self::timestamper), and those above T
    /// [`evidence`](Self::evidence).
    pub fn new(level: Level) -> Self {
        Self {
            level,
            form: Form::Detached,
            algorithm: None,
            signing_time: None,
            content_hints: None,
            mime_type: None,
            content_timestamp: None,
            timestamper: None,
            evidence: Evidence::new(),
        }
    }

    /// Leaves the content out of the signature, as `.p7s` files do. This is the default.
    #[must_use]
    pub fn detached(mut self) -> Self {
        self.form = Form::Detached;
        self
    }

    /// Puts the content into the signature, as `.p7m` files do.
    #[must_use]
    pub fn attached(mut self) -> Self {
        self.form = Form::Attached;
        self
    }

    /// Sets the algorithm. By default RSA keys sign with PKCS #1 v1.5 and SHA-256, P-256 with
    /// SHA-256, P-384 with SHA-384, and Ed25519 as it is.
    #[must_use]
    pub fn algorithm(mut self, algorithm: SignatureAlgorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// Sets the time at which the signer claims to sign. The library reads no clock.
    #[must_use]
    pub fn signing_time(mut self, time: Time) -> Self {
        self.signing_time = Some(time);
        self
    }

    /// Describes the content: in words for people, and by its content type (RFC 2634 §2.9).
    #[must_use]
    pub fn content_hints(
        mut self,
        description: Option<&str>,
        content_type: ObjectIdentifier,
    ) -> Self {
        let description = description.map(str::to_owned);
        self.content_hints = Some(ContentHints { description, content_type });
        self
    }

    /// Describes the content by its MIME type, such as `application/pdf` (EN 319 122-1 §5.2.4.3).
    #[must_use]
    pub fn mime_type(mut self, mime_type: &str) -> Self {
        self.mime_type = Some(mime_type.to_owned());
        self
    }

    /// Puts a time-stamp over the content under the signature (EN 319 122-1 §5.2.8): it proves that the
    /// signature was made after it.
    ///
    /// Ask for it with the digest of the content alone, whatever the form of the signature.
    #[must_use]
    pub fn content_timestamp(mut self, token: Token) -> Self {
        self.content_timestamp = Some(token);
        self
    }

    /// Sets who makes time-stamps, which all levels above B ask for.
    #[must_use]
    pub fn timestamper(mut self, timestamper: Arc<dyn Timestamper>) -> Self {
        self.timestamper = Some(timestamper);
        self
    }

    /// Gives what the levels LT and LTA keep with the signature: certificates, CRLs and OCSP answers.
    ///
    /// Of certificates and CRLs those are kept that concern the signature and its time-stamps.
    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.evidence = evidence;
        self
    }
}
