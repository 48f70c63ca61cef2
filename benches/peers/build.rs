//! Compiles the clock, and the calls of OpenSSL where its headers are installed. Where they are not,
//! it goes without, so that `cargo test --workspace` needs nothing but Rust and a C compiler.

fn main() {
    println!("cargo::rerun-if-changed=src/clock.c");
    println!("cargo::rerun-if-changed=src/openssl.c");
    println!("cargo::rustc-check-cfg=cfg(openssl)");
    build("src/clock.c").compile("antin_bench_clock");
    if build("src/openssl.c").try_compile("antin_bench_openssl").is_ok() {
        println!("cargo::rustc-cfg=openssl");
        println!("cargo::rustc-link-lib=crypto");
    }
}

fn build(file: &str) -> cc::Build {
    let mut build = cc::Build::new();
    build.file(file).warnings(true).cargo_warnings(false).opt_level(2);
    build
}
