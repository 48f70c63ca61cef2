//! Raising the signatures of a container to a level above B, and preserving it anew.

use std::collections::BTreeSet;
use std::io::{Read, Seek, Write};

use crate::asic::Kind;
use crate::asic::contents::Role;
use crate::asic::edit::{self, Edit};
use crate::asic::references;
use crate::cades::{self, Content};
use crate::error::{ApiMisuse, Error};

/// Raises all signatures of a container to the level of the options, and writes it to a sink.
///
/// As [`cades::extend`] for each signature. At level LTA an ASiC-E container gets an archive manifest
/// over everything in it, with a time-stamp; each further call renews that by one more. Signatures that
/// an archive manifest covers are not touched any more. Nothing is judged; judge the container first.
///
/// # Errors
///
/// As [`Archive::open`](crate::zip::Archive::open), strictly, and as [`cades::extend`];
/// [`Error::ApiMisuse`] if there is no signature, or no manifest for one.
pub fn extend<R: Read + Seek, W: Write>(
    container: R,
    options: &cades::Options,
    sink: W,
) -> Result<W, Error> {
    let mut edit = Edit::open(container)?;
    let signatures = edit.contents.of(Role::Signature);
    if signatures.is_empty() {
        return Err(Error::ApiMisuse(ApiMisuse::ContentMissing));
    }
    let (own, preserving) = edit::split(edit.contents.kind, options);
    let covered = covered(&mut edit)?;
    for place in signatures {
        if !covered.contains(&place) {
            raise(&mut edit, place, &own)?;
        }
    }
    if let Some(options) = preserving {
        edit.preserve(&options)?;
    }
    edit.write(sink)
}

/// The entries that archive manifests list.
fn covered<R: Read + Seek>(edit: &mut Edit<R>) -> Result<BTreeSet<usize>, Error> {
    let manifests = edit.manifests(Role::ArchiveManifest)?;
    let objects = manifests.iter().flat_map(|(_, manifest)| &manifest.objects);
    Ok(objects.filter_map(|one| references::target(&one.uri, &edit.archive)).collect())
}

fn raise<R: Read + Seek>(
    edit: &mut Edit<R>,
    place: usize,
    options: &cades::Options,
) -> Result<(), Error> {
    let signature = edit.read(place)?;
    let raised = match edit.contents.kind {
        Kind::Simple => {
            let data = edit.contents.of(Role::Data);
            let [one] = data.as_slice() else {
                return Err(Error::ApiMisuse(ApiMisuse::ContentMissing));
            };
            let mut content = edit.archive.content(*one)?;
            cades::extend(&signature, Some(Content::Reader(&mut content)), options)?
        }
        Kind::Extended => {
            let manifest = manifest_of(edit, place)?;
            cades::extend(&signature, Some(Content::Bytes(&manifest)), options)?
        }
    };
    edit.replace(place, raised);
    Ok(())
}

/// The one manifest that names a signature.
fn manifest_of<R: Read + Seek>(edit: &mut Edit<R>, signature: usize) -> Result<Vec<u8>, Error> {
    let manifests = edit.manifests(Role::Manifest)?;
    let names = |uri: &str| references::target(uri, &edit.archive) == Some(signature);
    let mut own = manifests.iter().filter(|(_, manifest)| names(&manifest.signature));
    match (own.next(), own.next()) {
        (Some((place, _)), None) => edit.read(*place),
        _ => Err(Error::ApiMisuse(ApiMisuse::ContentMissing)),
    }
}
