//! Fuzzes `antin_fuzz::tsp_response`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| antin_fuzz::tsp_response(data));
