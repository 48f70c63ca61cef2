//! Comparing content, when it is used, with what was judged.

use std::mem::MaybeUninit;

use antin::ades::Recheck;

use crate::boundary::{bytes, call, free, give, wanted};
use crate::error::{Fault, antin_error};
use crate::report::antin_report;
use crate::result::antin_result;

/// Content that passes by once more, to be compared with what was judged: a file can change between
/// the two. Free it with `antin_recheck_free`.
pub struct antin_recheck(Option<Recheck>);

/// Begins, with a report that passed.
///
/// `ANTIN_RESULT_REJECTED` if not every signature passed.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_recheck_new(
    report: Option<&antin_report>,
    recheck_out: Option<&mut MaybeUninit<*mut antin_recheck>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(recheck_out, "recheck_out")?;
        let verified = wanted(report, "report")?.verified()?;
        give(out, antin_recheck(Some(verified.recheck()?)));
        Ok(())
    })
}

/// Takes the next piece of the content.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` if this is more than was judged, which `antin_recheck_finish` then says
/// as well; `ANTIN_RESULT_ALREADY_USED` after the end.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn antin_recheck_update(
    recheck: Option<&mut antin_recheck>,
    piece: *const u8,
    piece_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let recheck = wanted(recheck, "recheck")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let piece = unsafe { bytes(piece, piece_len, "piece") }?;
        Ok(recheck.0.as_mut().ok_or(Fault::AlreadyUsed)?.update(piece)?)
    })
}

/// Says whether what passed by is what was judged: only then it may be used. It works once.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` if it is something else.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_recheck_finish(
    recheck: Option<&mut antin_recheck>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let recheck = wanted(recheck, "recheck")?.0.take().ok_or(Fault::AlreadyUsed)?;
        Ok(recheck.finish()?)
    })
}

/// Frees a comparison; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_recheck_free(recheck: Option<Box<antin_recheck>>) {
    free(recheck);
}
