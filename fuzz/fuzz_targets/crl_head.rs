//! Fuzzes `antin_fuzz::crl_head`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| antin_fuzz::crl_head(data));
