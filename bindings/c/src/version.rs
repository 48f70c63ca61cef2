//! Which version this is.

use std::ffi::c_char;

/// Returns the version of the library, such as `0.1.0`.
///
/// The text is static. A program may compare it with the version that it was built for.
#[unsafe(no_mangle)]
pub extern "C" fn antin_version() -> *const c_char {
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");
    VERSION.as_ptr().cast()
}
