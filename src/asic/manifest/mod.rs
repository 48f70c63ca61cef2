//! Manifests: which files a signature or a time-stamp is over (EN 319 162-1 §A.4).
//!
//! ```text
//! ASiCManifest ::= SigReference, DataObjectReference+, ASiCManifestExtensions?
//! ```

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;

use crate::crypto::{Digest, DigestAlgorithm};

/// The namespace of manifests.
const NAMESPACE: &str = "http://uri.etsi.org/02918/v1.2.1#";
/// The namespace of digests (XML Signature §4.4.3).
const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";

/// The digest algorithms that manifests name (RFC 6931 §2.1).
const DIGESTS: [(&str, DigestAlgorithm); 4] = [
    ("http://www.w3.org/2000/09/xmldsig#sha1", DigestAlgorithm::Sha1),
    ("http://www.w3.org/2001/04/xmlenc#sha256", DigestAlgorithm::Sha256),
    ("http://www.w3.org/2001/04/xmldsig-more#sha384", DigestAlgorithm::Sha384),
    ("http://www.w3.org/2001/04/xmlenc#sha512", DigestAlgorithm::Sha512),
];

/// A manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The signature or time-stamp that is over the manifest.
    pub(super) signature: String,
    pub(super) signature_type: Option<String>,
    pub(super) objects: Vec<Reference>,
    /// Whether it has an extension that must be understood, and is not.
    pub(super) has_critical_extension: bool,
}

/// One file that a manifest lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) uri: String,
    pub(super) media_type: Option<String>,
    pub(super) is_root: bool,
    /// The URI of the digest algorithm.
    pub(super) algorithm: String,
    pub(super) value: Vec<u8>,
}

impl Reference {
    /// The digest algorithm, if it is one that is known.
    pub(super) fn digest_algorithm(&self) -> Option<DigestAlgorithm> {
        DIGESTS.iter().find(|(uri, _)| *uri == self.algorithm).map(|(_, algorithm)| *algorithm)
    }

    /// A reference to a file with this digest.
    pub(super) fn new(uri: String, media_type: Option<String>, digest: &Digest) -> Self {
        let named = DIGESTS.iter().find(|(_, algorithm)| *algorithm == digest.algorithm());
        let algorithm = named.map_or("", |(uri, _)| uri).to_owned();
        let value = digest.as_bytes().to_vec();
        Self { uri, media_type, is_root: false, algorithm, value }
    }
}

#[cfg(test)]
mod tests;
