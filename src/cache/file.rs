//! Evidence in one file, the form that travels with a document (`docs/evidence.md`).

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::ades::Evidence;
use crate::cache::entry;
use crate::error::{Error, Limit};
use crate::limits::Limits;

/// Reads evidence from a file.
///
/// # Errors
///
/// [`Error::Other`] if it cannot be read; otherwise as [`Evidence::from_bytes`].
///
/// # Examples
///
/// ```
/// use antin::{Evidence, cache};
///
/// # fn demo(evidence: &Evidence) -> Result<(), antin::Error> {
/// cache::write_file("cong-van-12.evidence", evidence)?;
/// let read = cache::read_file("cong-van-12.evidence")?;
/// # Ok(())
/// # }
/// ```
pub fn read_file(path: impl AsRef<Path>) -> Result<Evidence, Error> {
    let limits = Limits::DEFAULT;
    let most = u64::try_from(limits.evidence_bytes).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > limits.evidence_bytes {
        return Err(Error::LimitExceeded(Limit::Length));
    }
    Evidence::from_bytes_with(&bytes, &limits)
}

/// Writes evidence to a file, in the place of one that is there.
///
/// It is written beside its place, flushed to the disk and renamed, so that a reader sees the old file or
/// the new one, also after a crash and on a full disk.
///
/// # Errors
///
/// [`Error::Other`] if it cannot be written; what was there is there still.
pub fn write_file(path: impl AsRef<Path>, evidence: &Evidence) -> Result<(), Error> {
    let path = path.as_ref();
    // A name alone is a file in the working folder.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    entry::write(folder.unwrap_or_else(|| Path::new(".")), path, &evidence.to_bytes())
}
