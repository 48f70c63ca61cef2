//! Fuzzes `antin_fuzz::crl`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| antin_fuzz::crl(data));
