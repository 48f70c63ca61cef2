//! Fuzzes `antin_fuzz::zip`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| antin_fuzz::zip(data));
