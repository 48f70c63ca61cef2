//! A container of one known file with one signature, and nothing else: what seals and receipts are
//! (`docs/seal.md` §4). No other program could tell what else in it means, so nothing else may be there.

use std::io::Cursor;

use crate::Time;
use crate::ades::{Evidence, Report, Setting};
use crate::asic::Reading;
use crate::asic::contents::{Role, role};
use crate::asic::verify::verify_opened;
use crate::cms::SignedData;
use crate::crypto::Hasher;
use crate::error::Error;
use crate::limits::Limits;
use crate::policy::Policy;
use crate::zip::Archive;

/// What is wrong with such a container.
#[derive(Clone, Debug)]
pub(crate) enum SingleFault {
    /// It is no container that can be judged.
    Container(Error),
    /// It holds something beside the file, or the signature does not cover it.
    OtherContent,
    /// It has no signature, or several.
    Signatures,
    /// The file cannot be read.
    File(Error),
}

/// A container that was judged.
#[derive(Clone, Debug)]
pub(crate) struct Single {
    /// The SHA-256 of the container as it is.
    pub(crate) sha256: [u8; 32],
    /// The SHA-256 of what its key signed.
    pub(crate) id: Option<[u8; 32]>,
    /// The judgement on its signature, unless it could not be judged.
    pub(crate) report: Option<Report>,
    /// The file. Whether the signature passed, the report says.
    pub(crate) file: Result<Vec<u8>, SingleFault>,
}

/// Judges a container of one file with this name, and reads the file up to a bound.
///
/// # Errors
///
/// [`Error::Other`] only; what is wrong with the container stands in the place of the file.
pub(crate) fn judge(
    container: &[u8],
    (name, longest): (&str, usize),
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> Result<Single, Error> {
    let limits = policy.limits();
    let sha256 = Hasher::sha256(container);
    let judged = |id, file| Single { sha256, id, report: None, file };
    let mut archive = match Archive::open(Cursor::new(container), Reading::Strict, limits) {
        Ok(archive) => archive,
        Err(error @ Error::Other(_)) => return Err(error),
        Err(error) => {
            let id = id(container, limits);
            return Ok(judged(id, Err(SingleFault::Container(error))));
        }
    };
    let id = id_in(&mut archive, limits);
    let mut judged = judged(id, Err(SingleFault::Signatures));
    if id.is_none() {
        // What has many signatures is not judged, as each costs a path.
        return Ok(judged);
    }
    match verify_opened(&mut archive, Reading::Strict, &Setting { policy, evidence, at }) {
        Ok(report) => {
            judged.file = match fault(&archive, name, &report) {
                Some(fault) => Err(fault),
                None => read(&mut archive, name, longest).map_err(SingleFault::File),
            };
            judged.report = Some(report);
        }
        Err(error @ Error::Other(_)) => return Err(error),
        Err(error) => judged.file = Err(SingleFault::Container(error)),
    }
    Ok(judged)
}

/// By what such a container is known (`docs/seal.md` §4.1): the digest of what its key signed, which
/// nobody else can vary. `None` if there is not exactly one signature.
pub(crate) fn id(container: &[u8], limits: &Limits) -> Option<[u8; 32]> {
    let mut archive = Archive::open(Cursor::new(container), Reading::Lenient, limits).ok()?;
    id_in(&mut archive, limits)
}

fn id_in(archive: &mut Archive<Cursor<&[u8]>>, limits: &Limits) -> Option<[u8; 32]> {
    let roles = (0..).zip(archive.entries().iter().map(|entry| role(entry.name())));
    let signatures = roles.filter(|(_, role)| *role == Role::Signature);
    let places: Vec<usize> = signatures.map(|(place, _)| place).collect();
    let [place] = places.as_slice() else { return None };
    let signature = archive.read(*place, limits.message).ok()?;
    let signature = SignedData::from_bytes_with(&signature, limits).ok()?;
    let [Ok(signer)] = signature.signers() else { return None };
    Some(Hasher::sha256(&signer.signed_attributes()?.to_der()))
}

/// One file; one signature, which covers it; nothing else.
fn fault(archive: &Archive<Cursor<&[u8]>>, name: &str, report: &Report) -> Option<SingleFault> {
    if report.signatures().len() != 1 {
        return Some(SingleFault::Signatures);
    }
    let files = report.container().map_or(&[][..], |container| container.files());
    let covered = matches!(files, [file] if file.name == name && file.covered_by == [0]);
    (!covered || !is_bare(archive)).then_some(SingleFault::OtherContent)
}

/// Tells whether a container has no entries but those of `docs/seal.md` §4, and no comment.
fn is_bare(archive: &Archive<Cursor<&[u8]>>) -> bool {
    let mut roles = archive.entries().iter().map(|entry| role(entry.name()));
    let is_other = |role| matches!(role, Role::Metadata | Role::Folder);
    archive.comment().is_empty() && !roles.any(is_other)
}

fn read(
    archive: &mut Archive<Cursor<&[u8]>>,
    name: &str,
    longest: usize,
) -> Result<Vec<u8>, Error> {
    let place = archive.find(name).ok_or(Error::Unreachable("a file that was judged"))?;
    archive.read(place, longest)
}
