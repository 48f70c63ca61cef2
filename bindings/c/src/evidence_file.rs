//! Evidence as a file: `docs/evidence.md` has the format.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::{Evidence, cache};

use crate::boundary::{bytes, call, give, text, wanted};
use crate::buffer::antin_buffer;
use crate::error::antin_error;
use crate::evidence::antin_evidence;
use crate::result::antin_result;

/// Makes evidence of the bytes of an evidence file.
///
/// A file may come from anybody: nothing in it is trusted. `ANTIN_RESULT_MALFORMED` if it is no such
/// file, was cut or changed; `ANTIN_RESULT_UNSUPPORTED` if it is of a later version;
/// `ANTIN_RESULT_LIMIT_EXCEEDED` if it is longer than 512 MiB or has more than 10,000 pieces.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_evidence_from_bytes(
    file: *const u8,
    file_len: usize,
    evidence_out: Option<&mut MaybeUninit<*mut antin_evidence>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(evidence_out, "evidence_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let file = unsafe { bytes(file, file_len, "file") }?;
        give(out, antin_evidence(Evidence::from_bytes(file)?));
        Ok(())
    })
}

/// Gives the bytes of an evidence file. The same evidence gives the same bytes; the reception time is
/// not among them, as a file may come from anybody.
#[unsafe(no_mangle)]
pub extern "C" fn antin_evidence_to_bytes(
    evidence: Option<&antin_evidence>,
    file_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(file_out, "file_out")?;
        give(out, antin_buffer::new(wanted(evidence, "evidence")?.0.to_bytes()));
        Ok(())
    })
}

/// Reads an evidence file from the disk.
///
/// As `antin_evidence_from_bytes`, and `ANTIN_RESULT_OTHER` if it cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_evidence_read(
    path: *const c_char,
    evidence_out: Option<&mut MaybeUninit<*mut antin_evidence>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(evidence_out, "evidence_out")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let path = unsafe { text(path, "path") }?;
        give(out, antin_evidence(cache::read_file(path)?));
        Ok(())
    })
}

/// Writes an evidence file to the disk, in the place of one that is there.
///
/// Readers see the old file or the new one, also after a crash. `ANTIN_RESULT_OTHER` if it cannot be
/// written, as on a full disk; what was there is there still.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_evidence_write(
    evidence: Option<&antin_evidence>,
    path: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let evidence = &wanted(evidence, "evidence")?.0;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let path = unsafe { text(path, "path") }?;
        Ok(cache::write_file(path, evidence)?)
    })
}
