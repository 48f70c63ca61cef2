//! What is in a file, without judging it.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::inspect::{Inspection, inspect};

use crate::boundary::{bytes, call, free, give, text_or_none, wanted};
use crate::buffer::antin_buffer;
use crate::error::antin_error;
use crate::language::language_of;
use crate::result::antin_result;

/// What is in a file: certificates, CRLs, signatures, keys. Free it with `antin_inspection_free`.
///
/// Nothing in it was judged.
pub struct antin_inspection(Inspection);

/// Looks into a file of `file_len` bytes, in PEM or DER, PKCS#12 among them.
///
/// `password` opens keys and PKCS#12 files; it may be NULL. Of a private key only the kind and the public
/// half are shown.
///
/// `ANTIN_RESULT_KEY` if a password is needed or wrong; `ANTIN_RESULT_UNSUPPORTED` or
/// `ANTIN_RESULT_MALFORMED` if it is nothing that the library knows.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_inspect(
    file: *const u8,
    file_len: usize,
    password: *const c_char,
    inspection_out: Option<&mut MaybeUninit<*mut antin_inspection>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(inspection_out, "inspection_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let file = unsafe { bytes(file, file_len, "file") }?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let password = unsafe { text_or_none(password, "password") }?;
        give(out, antin_inspection(inspect(file, password)?));
        Ok(())
    })
}

/// Gives what is in the file as JSON, by `docs/cli.md`, with texts in a language (`ANTIN_LANGUAGE_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_inspection_to_json(
    inspection: Option<&antin_inspection>,
    language: u32,
    json_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(json_out, "json_out")?;
        let inspection = &wanted(inspection, "inspection")?.0;
        let json = format!("{:#}", inspection.to_json_in(language_of(language)?));
        give(out, antin_buffer::new(json.into_bytes()));
        Ok(())
    })
}

/// Gives what is in the file as text for people, in a language (`ANTIN_LANGUAGE_…`).
#[unsafe(no_mangle)]
pub extern "C" fn antin_inspection_to_text(
    inspection: Option<&antin_inspection>,
    language: u32,
    text_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(text_out, "text_out")?;
        let inspection = &wanted(inspection, "inspection")?.0;
        give(out, antin_buffer::new(inspection.to_text(language_of(language)?).into_bytes()));
        Ok(())
    })
}

/// Frees what was found in a file; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_inspection_free(inspection: Option<Box<antin_inspection>>) {
    free(inspection);
}
