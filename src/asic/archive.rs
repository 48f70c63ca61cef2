//! Preserving a container: a manifest over everything in it, and a time-stamp over that (EN 319 162-1
//! §4.4.5 item 2, §A.7).

use crate::asic::manifest::{self, Manifest, Reference};
use crate::asic::uri;
use crate::cades;
use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::error::Error;

/// The newest archive manifest has this name; those before it are numbered.
pub(super) const NEWEST: &str = "META-INF/ASiCArchiveManifest.xml";
/// The media type of a time-stamp token (EN 319 162-1 §A.2).
const TOKEN_TYPE: &str = "application/vnd.etsi.timestamp-token";

/// Something that is preserved.
#[derive(Clone, Debug)]
pub(super) struct Preserved {
    pub(super) name: String,
    pub(super) digest: Digest,
    /// Whether it is the archive manifest before this one (§A.7).
    pub(super) is_root: bool,
}

impl Preserved {
    /// Something that is in memory.
    pub(super) fn new(name: &str, octets: &[u8], algorithm: DigestAlgorithm) -> Self {
        let digest = Hasher::digest(algorithm, octets);
        Self { name: name.to_owned(), digest, is_root: false }
    }
}

/// Makes the manifest and the time-stamp over it, which gets a name.
pub(super) fn make(
    preserved: &[Preserved],
    token: &str,
    options: &cades::Options,
) -> Result<[(String, Vec<u8>); 2], Error> {
    let reference = |one: &Preserved| Reference {
        is_root: one.is_root,
        ..Reference::new(uri::from_name(&one.name), None, &one.digest)
    };
    let manifest = manifest::write(&Manifest {
        signature: token.to_owned(),
        signature_type: Some(TOKEN_TYPE.to_owned()),
        objects: preserved.iter().map(reference).collect(),
        has_critical_extension: false,
    });
    let algorithm = preserved.first().map_or(DigestAlgorithm::Sha256, |one| one.digest.algorithm());
    let stamp = cades::stamp(&Hasher::digest(algorithm, &manifest), options)?;
    let stamp = stamp.as_bytes().to_vec();
    Ok([(NEWEST.to_owned(), manifest), (token.to_owned(), stamp)])
}
