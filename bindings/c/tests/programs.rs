//! C programs through the header and the shared library, and the header in every dialect.
//!
//! A C compiler is needed (`CC`, else `cc`). Other compilers are asked where they are installed, and
//! must be where `ANTIN_REQUIRE_PEERS=1`. Tools that look for memory errors are run by
//! `bindings/c/tests/sanitize`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::{env, fs};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn scratch() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

/// Where cargo puts the libraries: two above this program. A test depends on no shared library, so that
/// it is built here.
fn libraries() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT
        .get_or_init(|| {
            let own = env::current_exe().expect("a program");
            let profile = own.ancestors().nth(2).expect("a folder of the profile");
            let target = profile.parent().expect("the target folder");
            let mut cargo = Command::new(env!("CARGO"));
            cargo.args(["build", "--quiet", "--locked", "--offline", "-p", "antin-capi"]);
            cargo.arg("--target-dir").arg(target).current_dir(folder());
            if profile.ends_with("release") {
                cargo.arg("--release");
            }
            for (is_on, feature) in [
                (cfg!(feature = "test-panic"), "test-panic"),
                (cfg!(feature = "bench-direct"), "bench-direct"),
            ] {
                if is_on {
                    cargo.args(["--features", feature]);
                }
            }
            run(&mut cargo);
            profile.to_owned()
        })
        .clone()
}

fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {}\n{said}", output.status);
    output
}

fn c_compiler() -> String {
    env::var("CC").unwrap_or_else(|_| "cc".to_owned())
}

const STRICT: [&str; 4] = ["-Wall", "-Wextra", "-pedantic", "-Werror"];

/// Builds a program against the shared library, found by its SONAME as an installed one would be.
fn build(name: &str) -> PathBuf {
    let (libraries, program) = (libraries(), scratch().join(name));
    let versioned = scratch().join("libantin.so.0");
    fs::copy(libraries.join("libantin.so"), &versioned).expect("the shared library");
    run(Command::new(c_compiler())
        .args(["-std=c99", "-g"])
        .args(STRICT)
        .arg(format!("-DANTIN_TEST_VERSION=\"{}\"", env!("CARGO_PKG_VERSION")))
        .arg("-I")
        .arg(folder().join("../../include"))
        .arg(folder().join(format!("tests/c/{name}.c")))
        .arg("-o")
        .arg(&program)
        .arg(&versioned)
        .arg("-lpthread")
        .arg(format!("-Wl,-rpath,{}", scratch().display())));
    program
}

fn vectors() -> PathBuf {
    folder().join("../../test-vectors")
}

#[test]
#[cfg(target_os = "linux")]
fn c_programs_use_every_function_and_misuse_it() {
    let scratch = env!("CARGO_TARGET_TMPDIR");
    for (name, arguments) in [
        ("usage", &[scratch][..]),
        ("packages", &[scratch][..]),
        ("registry", &[]),
        ("receipts", &[]),
        ("gateway", &[]),
        ("gateway_faults", &[scratch]),
        ("arguments", &[]),
        ("threads", &["2"]),
    ] {
        let output = run(Command::new(build(name)).arg(vectors()).args(arguments));
        assert_eq!(output.stdout, b"ok\n", "{name}");
    }
    #[cfg(feature = "test-panic")]
    {
        let output = run(&mut Command::new(build("panicking")));
        assert_eq!(output.stdout, b"ok\n");
    }
}

#[test]
fn no_function_is_left_out_by_the_programs() {
    let list = fs::read_to_string(folder().join("symbols.txt")).expect("symbols.txt");
    let read = |name: &str| fs::read_to_string(folder().join("tests/c").join(name)).expect(name);
    let programs = [
        "usage.c",
        "packages.c",
        "registry.c",
        "receipts.c",
        "gateway.c",
        "gateway_faults.c",
        "gateways.h",
        "arguments.c",
    ]
    .map(read);
    for name in list.lines() {
        let called =
            |text: &str| text.contains(&format!("{name}(")) || text.contains(&format!(" {name}\n"));
        assert!(programs.iter().any(|text| called(text)), "{name} is called by no program");
    }
}

/// The library exports what is listed, and nothing else that begins so; without `test-panic`.
#[test]
#[cfg(target_os = "linux")]
fn the_library_exports_what_is_listed() {
    let Ok(output) = Command::new("nm")
        .args(["-D", "--defined-only"])
        .arg(libraries().join("libantin.so"))
        .output()
    else {
        assert!(env::var_os("ANTIN_REQUIRE_PEERS").is_none(), "nm is missing");
        println!("skipped: no nm");
        return;
    };
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut exported: Vec<&str> =
        text.lines().filter_map(|line| line.split(' ').next_back()).collect();
    exported.sort_unstable();
    exported.retain(|name| !(cfg!(feature = "test-panic") && *name == "antin_test_panic"));
    exported.retain(|name| !(cfg!(feature = "bench-direct") && name.starts_with("antin_direct_")));
    let list = fs::read_to_string(folder().join("symbols.txt")).expect("symbols.txt");
    assert_eq!(exported, list.lines().collect::<Vec<_>>());
}

#[test]
fn the_header_stands_in_every_dialect() {
    const C: [&str; 4] = ["c99", "c11", "c17", "c2x"];
    const CPP: [&str; 4] = ["c++11", "c++14", "c++17", "c++20"];
    let source = |ending: &str| {
        let path = scratch().join(format!("dialect.{ending}"));
        let text = "#include <antin.h>\n#include <antin.h>\nint main(void) { return antin_version() == 0; }\n";
        fs::write(&path, text).expect("written");
        path
    };
    for (compiler, ending, dialects) in
        [("gcc", "c", C), ("clang", "c", C), ("g++", "cc", CPP), ("clang++", "cc", CPP)]
    {
        if Command::new(compiler).arg("--version").output().is_err() {
            assert!(env::var_os("ANTIN_REQUIRE_PEERS").is_none(), "{compiler} is missing");
            println!("skipped: no {compiler}");
            continue;
        }
        for dialect in dialects {
            compile(compiler, dialect, &source(ending));
        }
    }
}

fn compile(compiler: &str, dialect: &str, source: &Path) {
    run(Command::new(compiler)
        .arg(format!("-std={dialect}"))
        .args(STRICT)
        .arg("-fsyntax-only")
        .arg("-I")
        .arg(folder().join("../../include"))
        .arg(source));
}
