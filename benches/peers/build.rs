//! Compiles the calls of OpenSSL where its headers are installed, and goes without where they are
//! not, so that `cargo test --workspace` needs nothing but Rust and a C compiler.

fn main() {
    println!("cargo::rerun-if-changed=src/openssl.c");
    println!("cargo::rustc-check-cfg=cfg(openssl)");
    let mut build = cc::Build::new();
    build.file("src/openssl.c").warnings(true).cargo_warnings(false).opt_level(2);
    if build.try_compile("antin_bench_openssl").is_ok() {
        println!("cargo::rustc-cfg=openssl");
        println!("cargo::rustc-link-lib=crypto");
    }
}
