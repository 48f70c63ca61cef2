//! What a message lacks by the rules of the format, without judging it.

use std::ffi::{CString, c_char};
use std::io::Seek;
use std::mem::MaybeUninit;

use antin::edxml::{Nowhere, Reading, validate};

use crate::boundary::{call, free, get, give, wanted};
use crate::error::antin_error;
use crate::liberty::antin_liberty;
use crate::result::antin_result;
use crate::source::antin_source;
use crate::text::c_string;

/// What a message lacks by the rules of the format. Free it with `antin_validation_free`.
///
/// Nothing in the message was judged: a message without a fault may be anybody's.
pub struct antin_validation {
    faults: Vec<CString>,
    liberties: Vec<antin_liberty>,
}

/// Reads a message, and looks for what it lacks.
///
/// `ANTIN_RESULT_MALFORMED` and others as `antin_package_open`.
#[unsafe(no_mangle)]
pub extern "C" fn antin_validation_new(
    package: Option<&mut antin_source>,
    validation_out: Option<&mut MaybeUninit<*mut antin_validation>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(validation_out, "validation_out")?;
        let package = wanted(package, "package")?;
        package.rewind().map_err(antin::Error::from)?;
        let read = Reading::tolerant().read(package, &mut Nowhere)?;
        let faults = validate(&read).iter().map(|fault| c_string(&fault.to_string())).collect();
        let liberties = read.liberties.into_iter().map(antin_liberty::new).collect();
        give(out, antin_validation { faults, liberties });
        Ok(())
    })
}

/// Returns how many faults there are; a message that is clean has none, and no liberty either.
#[unsafe(no_mangle)]
pub extern "C" fn antin_validation_fault_count(validation: Option<&antin_validation>) -> usize {
    get(|| validation.map(|validation| validation.faults.len()))
}

/// Returns a fault, counted from 0, as a letter and a path such as `R.MessageHeader.Subject`: `N` missing,
/// `R` out of range, `M` contradicting another element, `T` of another type. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_validation_fault(
    validation: Option<&antin_validation>,
    index: usize,
) -> *const c_char {
    get(|| validation?.faults.get(index).map(|fault| fault.as_ptr()))
}

/// Returns how many liberties were taken while the message was read.
#[unsafe(no_mangle)]
pub extern "C" fn antin_validation_liberty_count(validation: Option<&antin_validation>) -> usize {
    get(|| validation.map(|validation| validation.liberties.len()))
}

/// Returns a liberty, counted from 0 in the order of the message.
///
/// It lives until the validation is freed. NULL beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_validation_liberty(
    validation: Option<&antin_validation>,
    index: usize,
) -> *const antin_liberty {
    get(|| validation?.liberties.get(index).map(std::ptr::from_ref))
}

/// Frees a validation, and with it what was borrowed from it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_validation_free(validation: Option<Box<antin_validation>>) {
    free(validation);
}
