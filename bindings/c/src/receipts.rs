//! Receipts as attachments of a package that goes back.

use std::mem::MaybeUninit;

use antin::limits::Limits;
use antin::receipt;

use crate::boundary::{bytes, call, free, get, give, lend, wanted};
use crate::error::antin_error;
use crate::result::antin_result;
use crate::source::antin_source;
use crate::target::antin_target;

/// Writes a package with a signed receipt in it, as a further attachment. All of its bytes stay as they are; what
/// is sealed afterwards has the receipt under its seal.
///
/// `ANTIN_RESULT_MALFORMED` if it is no package, or one that two readers may read differently;
/// `ANTIN_RESULT_UNSUPPORTED` for a status message; `ANTIN_RESULT_LIMIT_EXCEEDED` if it has as many receipts
/// as it may.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_receipt_insert(
    receipt: *const u8,
    receipt_len: usize,
    package: Option<&mut antin_source>,
    carrying: Option<&mut antin_target>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        // SAFETY: the conventions of the header ask for this many octets.
        let receipt = unsafe { bytes(receipt, receipt_len, "receipt") }?;
        let package = wanted(package, "package")?;
        wanted(carrying, "carrying")?.fill(|target| {
            receipt::insert(receipt, package, target)?;
            Ok(())
        })
    })
}

/// The receipts that a package carries. Free it with `antin_receipts_free`.
///
/// Nothing is judged by that: each is handed to `antin_receipt_judge`.
pub struct antin_receipts(Vec<(usize, Vec<u8>)>);

/// Looks for the receipts that a package carries, by their names and their bytes. That there are none is no error.
///
/// `ANTIN_RESULT_MALFORMED`, `ANTIN_RESULT_UNSUPPORTED` or `ANTIN_RESULT_LIMIT_EXCEEDED` for what is no
/// package.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipts_in(
    package: Option<&mut antin_source>,
    receipts_out: Option<&mut MaybeUninit<*mut antin_receipts>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(receipts_out, "receipts_out")?;
        let package = wanted(package, "package")?;
        give(out, antin_receipts(receipt::receipts(package, &Limits::DEFAULT)?));
        Ok(())
    })
}

/// Returns how many receipts there are.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipts_count(receipts: Option<&antin_receipts>) -> usize {
    get(|| receipts.map(|receipts| receipts.0.len()))
}

/// Returns a receipt as it is, a container, counted from 0; its length through `len_out`, which may be NULL. NULL
/// beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipts_get(
    receipts: Option<&antin_receipts>,
    index: usize,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| {
        let found = receipts.and_then(|receipts| receipts.0.get(index));
        Some(lend(found.map(|(_, octets)| octets.as_slice()), len_out))
    })
}

/// Returns which attachment of the message a receipt is; both are counted from 0. `(size_t)-1` beyond the last,
/// and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipts_attachment(
    receipts: Option<&antin_receipts>,
    index: usize,
) -> usize {
    get(|| {
        let found = receipts.and_then(|receipts| receipts.0.get(index));
        Some(found.map_or(usize::MAX, |(place, _)| *place))
    })
}

/// Frees receipts; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_receipts_free(receipts: Option<Box<antin_receipts>>) {
    free(receipts);
}
