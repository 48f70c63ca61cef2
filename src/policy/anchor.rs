//! Trust anchors: the keys that are believed without proof (RFC 5280 §6.1.1 (d)).
//!
//! An anchor is a name and a key. Where it comes as a certificate, what the certificate says about
//! itself is believed too and enforced: its validity period, that it is an authority, its path
//! length, name constraints and policies, and that it has no critical extension unknown here. RFC
//! 5280 leaves that open (§6.1: "the trust anchor … is not included in the path"); RFC 5937 §3.2
//! describes it. The `allow_` methods take it back, anchor by anchor.

use std::sync::Arc;

use crate::crypto::PublicKey;
use crate::error::{ApiMisuse, Error};
use crate::oid::ObjectIdentifier;
use crate::x509::{self, Certificate, Name, NameConstraints};

/// A key that is believed without proof, with the name of its owner and what it may do.
#[derive(Clone, Debug)]
pub struct TrustAnchor(Arc<Fields>);

#[derive(Clone, Debug)]
struct Fields {
    source: Source,
    name_constraints: Option<NameConstraints>,
    path_len: Option<u32>,
    policies: Option<Vec<ObjectIdentifier>>,
    expired: Expired,
    extensions: OwnExtensions,
    as_leaf: AsLeaf,
}

#[derive(Clone, Debug)]
enum Source {
    Certificate(Certificate),
    Key { name: Name, spki: Box<[u8]> },
}

/// What to do when an anchor's certificate is outside its validity period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expired {
    Allow,
    Deny,
}

/// What to do with the extensions in an anchor's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OwnExtensions {
    Enforce,
    Ignore,
}

/// Whether the anchor's certificate is believed at the end of a path too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AsLeaf {
    Allow,
    IfSelfSigned,
}

impl TrustAnchor {
    /// Believes the key in a certificate.
    ///
    /// What the certificate says about itself is enforced; its signature says nothing and is not
    /// checked.
    pub fn from_certificate(certificate: Certificate) -> Self {
        Self::from_source(Source::Certificate(certificate))
    }

    /// Believes a key, given as the DER of its SubjectPublicKeyInfo, under the name of its owner.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if the key is not a SubjectPublicKeyInfo.
    pub fn new(name: Name, spki: &[u8]) -> Result<Self, Error> {
        PublicKey::from_spki(spki)?;
        Ok(Self::from_source(Source::Key { name, spki: spki.into() }))
    }

    fn from_source(source: Source) -> Self {
        Self(Arc::new(Fields {
            source,
            name_constraints: None,
            path_len: None,
            policies: None,
            expired: Expired::Deny,
            extensions: OwnExtensions::Enforce,
            as_leaf: AsLeaf::IfSelfSigned,
        }))
    }

    fn with(mut self, change: impl FnOnce(&mut Fields)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// Bounds the names in paths from this anchor, besides what its certificate says.
    #[must_use]
    pub fn with_name_constraints(self, constraints: NameConstraints) -> Self {
        self.with(|fields| fields.name_constraints = Some(constraints))
    }

    /// Bounds the number of authorities below the anchor, besides what its certificate says.
    #[must_use]
    pub fn with_path_len(self, path_len: u32) -> Self {
        self.with(|fields| fields.path_len = Some(path_len))
    }

    /// Bounds the certificate policies of paths from this anchor (RFC 5937 §3.2).
    #[must_use]
    pub fn with_policies(self, policies: impl IntoIterator<Item = ObjectIdentifier>) -> Self {
        self.with(|fields| fields.policies = Some(policies.into_iter().collect()))
    }

    /// Believes the key outside the validity period of its certificate too, as RFC 5280 does.
    #[must_use]
    pub fn allow_expired(self) -> Self {
        self.with(|fields| fields.expired = Expired::Allow)
    }

    /// Believes the key without regard to the extensions of its certificate, as RFC 5280 does.
    #[must_use]
    pub fn allow_any_extensions(self) -> Self {
        self.with(|fields| fields.extensions = OwnExtensions::Ignore)
    }

    /// Believes the anchor's certificate also where it is itself what is to be judged.
    ///
    /// Without this, that needs a certificate that is signed with its own key.
    #[must_use]
    pub fn allow_as_leaf(self) -> Self {
        self.with(|fields| fields.as_leaf = AsLeaf::Allow)
    }

    /// Returns the name of the key's owner.
    pub fn name(&self) -> &Name {
        match &self.0.source {
            Source::Certificate(certificate) => certificate.subject(),
            Source::Key { name, .. } => name,
        }
    }

    /// Returns the DER of the key's SubjectPublicKeyInfo.
    pub fn spki(&self) -> &[u8] {
        match &self.0.source {
            Source::Certificate(certificate) => certificate.spki(),
            Source::Key { spki, .. } => spki,
        }
    }

    /// Returns the certificate, where the anchor came as one.
    pub fn certificate(&self) -> Option<&Certificate> {
        match &self.0.source {
            Source::Certificate(certificate) => Some(certificate),
            Source::Key { .. } => None,
        }
    }

    /// The certificate, where what its extensions say is to be enforced.
    pub(crate) fn enforced(&self) -> Option<&Certificate> {
        self.certificate().filter(|_| self.0.extensions == OwnExtensions::Enforce)
    }

    /// The certificate, where its validity period is to be enforced.
    pub(crate) fn dated(&self) -> Option<&Certificate> {
        self.certificate().filter(|_| self.0.expired == Expired::Deny)
    }

    pub(crate) fn is_believed_as_leaf(&self) -> bool {
        self.0.as_leaf == AsLeaf::Allow
    }

    pub(crate) fn name_constraints(&self) -> Option<&NameConstraints> {
        self.0.name_constraints.as_ref()
    }

    pub(crate) fn path_len(&self) -> Option<u32> {
        self.0.path_len
    }

    pub(crate) fn policies(&self) -> Option<&[ObjectIdentifier]> {
        self.0.policies.as_deref()
    }
}

impl PartialEq for TrustAnchor {
    /// Two anchors are equal if they name the same owner, byte for byte, and the same key.
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name() && self.spki() == other.spki()
    }
}

impl Eq for TrustAnchor {}

/// The anchors that are trusted; there is at least one.
#[derive(Clone, Debug)]
pub struct TrustStore {
    anchors: Vec<TrustAnchor>,
}

impl TrustStore {
    /// Makes a store of anchors.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::EmptyTrustStore`] if there is none: nothing could be judged with it.
    pub fn new(anchors: Vec<TrustAnchor>) -> Result<Self, Error> {
        if anchors.is_empty() {
            return Err(Error::ApiMisuse(ApiMisuse::EmptyTrustStore));
        }
        Ok(Self { anchors })
    }

    /// Makes a store of the certificates in a PEM bundle or of one certificate in DER.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if a certificate cannot be read, [`ApiMisuse::EmptyTrustStore`] if there
    /// is none.
    pub fn from_pem(bytes: &[u8]) -> Result<Self, Error> {
        let certificates = x509::certificates(bytes)?;
        Self::new(certificates.into_iter().map(TrustAnchor::from_certificate).collect())
    }

    /// Adds the anchors of another store.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.anchors.extend(other.anchors);
        self
    }

    /// Returns the anchors.
    pub fn anchors(&self) -> &[TrustAnchor] {
        &self.anchors
    }
}
