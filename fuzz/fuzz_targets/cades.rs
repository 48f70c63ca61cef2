//! Fuzzes `antin_fuzz::cades`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| antin_fuzz::cades(data));
