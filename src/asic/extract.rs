//! Taking a file out of a container that passed.

use std::io::{Read, Seek, Write};

use crate::ades::Verified;
use crate::error::{ApiMisuse, Error};
use crate::limits::Limits;
use crate::zip::{Archive, Reading};

/// Copies a file out of the container that was verified, and says at the end whether it is what was
/// judged.
///
/// Only files that a signature covers come out. The container is read once more, and may have
/// changed: what went to the sink may be used only after this returned `Ok`, which gives the sink.
///
/// # Errors
///
/// [`Error::ApiMisuse`] if no signature covers a file of this name, or if the file is not the one
/// that was judged; as [`Archive::open`]; [`Error::Other`] if reading or writing fails.
pub fn extract<R: Read + Seek, W: Write>(
    verified: &Verified,
    container: R,
    name: &str,
    mut sink: W,
) -> Result<W, Error> {
    let mut archive = Archive::open(container, Reading::Lenient, &Limits::DEFAULT)?;
    let place = archive.find(name).ok_or(Error::ApiMisuse(ApiMisuse::NoEntry))?;
    verified.copy_file(name, archive.content(place)?, &mut sink)?;
    Ok(sink)
}
