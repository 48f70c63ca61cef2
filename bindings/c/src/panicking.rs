//! A function that panics, in a build for tests only.

use std::mem::MaybeUninit;

use crate::boundary::call;
use crate::error::antin_error;
use crate::result::antin_result;

/// Panics inside, to show that this comes back as `ANTIN_RESULT_INTERNAL`. Never in a release.
#[unsafe(no_mangle)]
pub extern "C" fn antin_test_panic(
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || std::panic::panic_any("on purpose"))
}
