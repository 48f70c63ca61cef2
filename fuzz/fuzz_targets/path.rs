//! Fuzzes `antin_fuzz::path`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| antin_fuzz::path(data));
