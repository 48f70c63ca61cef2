//! Making a container in one step.

use std::io::Write;

use crate::asic::{File, Options, prepare};
use crate::error::Error;
use crate::keys::Credential;

/// Signs files into a container in memory.
///
/// # Errors
///
/// As [`prepare`](crate::asic::prepare()) and [`Prepared::finish`](crate::asic::Prepared::finish).
///
/// # Examples
///
/// ```
/// use antin::asic::{self, File, Options};
/// use antin::{Level, Time, cades};
///
/// # fn demo(credential: &antin::keys::Credential) -> Result<(), antin::Error> {
/// let time = Time::parse_rfc3339("2026-11-21T08:30:00+07:00")?;
/// let options = Options::extended(cades::Options::new(Level::B).signing_time(time));
/// let files = vec![
///     File::from_bytes("cong-van.txt", b"CHU TICH").with_media_type("text/plain"),
///     File::from_bytes("phu-luc/1.txt", b"PHU LUC"),
/// ];
/// let container = asic::sign(files, credential, &options)?;
/// # Ok(())
/// # }
/// ```
pub fn sign(
    files: Vec<File<'_>>,
    credential: &Credential,
    options: &Options,
) -> Result<Vec<u8>, Error> {
    sign_to(files, credential, options, Vec::new())
}

/// Signs files into a container that is written to a sink, in constant memory.
///
/// # Errors
///
/// As [`sign`].
pub fn sign_to<W: Write>(
    files: Vec<File<'_>>,
    credential: &Credential,
    options: &Options,
    sink: W,
) -> Result<W, Error> {
    prepare(files, credential.chain(), options)?.sign(credential, sink)
}
