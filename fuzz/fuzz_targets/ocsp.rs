//! Fuzzes `antin_fuzz::ocsp`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| antin_fuzz::ocsp(data));
