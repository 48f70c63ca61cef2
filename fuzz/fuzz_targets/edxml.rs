//! Fuzzes `antin_fuzz::edxml`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| antin_fuzz::edxml(data));
