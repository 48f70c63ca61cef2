//! Bytes that the library made.

use std::mem::MaybeUninit;

use crate::boundary::{free, get, lend};

/// Bytes or text that the library made. Free it with `antin_buffer_free`.
pub struct antin_buffer(Vec<u8>);

impl antin_buffer {
    /// Takes bytes, and puts an octet 0 behind them that does not count.
    pub(crate) fn new(mut bytes: Vec<u8>) -> Self {
        bytes.push(0);
        Self(bytes)
    }
}

/// Returns the bytes of a buffer, and their number through `len_out`, which may be NULL.
///
/// The bytes live until the buffer is freed. Behind them is an octet 0 that is not counted, so that text
/// can be used as a C string. Without a buffer the result is NULL and the number 0.
#[unsafe(no_mangle)]
pub extern "C" fn antin_buffer_data(
    buffer: Option<&antin_buffer>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| Some(lend(buffer.and_then(|buffer| buffer.0.split_last()).map(|(_, it)| it), len_out)))
}

/// Frees a buffer; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_buffer_free(buffer: Option<Box<antin_buffer>>) {
    free(buffer);
}
