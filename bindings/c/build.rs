//! Gives the shared library its name and version. What it exports is what is `no_mangle`: rustc hides
//! the rest, and a test compares the two with `symbols.txt`.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let set = |name: &str| env::var(name).unwrap_or_default();
    let major = set("CARGO_PKG_VERSION_MAJOR");
    match set("CARGO_CFG_TARGET_OS").as_str() {
        "linux" | "freebsd" | "netbsd" | "android" => {
            println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libantin.so.{major}");
        }
        "macos" | "ios" => {
            let name = format!("@rpath/libantin.{major}.dylib");
            println!("cargo::rustc-cdylib-link-arg=-Wl,-install_name,{name}");
        }
        // Windows has no version in the name of a DLL; rustc exports what is `no_mangle`.
        _ => {}
    }
}
