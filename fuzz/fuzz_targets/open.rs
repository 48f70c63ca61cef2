//! Fuzzes `antin_fuzz::open`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| antin_fuzz::open(data));
