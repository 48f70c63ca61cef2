//! The manifest that every language binding runs (`test-vectors/bindings`), run by the library itself.

mod cases;
mod evidence;
mod exchange;
mod gateway;
mod journal;
mod judge;
mod make;
mod package;
mod receipt;
mod registry;
mod seal;
mod setup;

use std::collections::BTreeSet;
use std::fs;

use antin::Error;
use cases::{Do, Manifest, Wanted};

/// Pieces of a stream, in octets.
const PIECES: [usize; 3] = [1, 7, 65536];

/// Reads a file of `test-vectors/bindings`.
fn vector(file: &str) -> Vec<u8> {
    let path = format!("{}/test-vectors/bindings/{file}", env!("CARGO_MANIFEST_DIR"));
    fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn manifest() -> Manifest {
    let text = vector("manifest.json");
    serde_json::from_slice(&text).expect("a manifest without unknown members")
}

/// What came of a call: a value, or the number of an error.
type Outcome<T> = Result<T, u32>;

fn code(error: Error) -> u32 {
    error.code()
}

/// What the C interface answers to an argument that the Rust interface has no room for.
const INVALID_ARGUMENT: u32 = 2;

#[test]
fn the_library_agrees_with_the_manifest() {
    let manifest = manifest();
    assert_eq!(manifest.version, 1);
    let failed: Vec<_> = manifest
        .cases
        .iter()
        .filter_map(|case| {
            let run = std::panic::catch_unwind(|| run(&case.what));
            run.is_err().then_some(case.name.as_str())
        })
        .collect();
    assert!(failed.is_empty(), "failed: {failed:#?}");
}

fn run(case: &Do) {
    match case {
        Do::Verify(case) => judge::run(case),
        Do::Policy(case) => {
            let made = setup::policy(&case.policy).map(drop);
            assert_eq!(made, case.expect.error.map_or(Ok(()), Err));
        }
        Do::Credential(case) => {
            let read = setup::credential(&case.credential, case.friendly_name.as_deref());
            let read = read.map(|read| {
                let sha256 = setup::sha256(read.certificate().as_der());
                (read.chain().len(), sha256)
            });
            let wanted = match &case.expect {
                Wanted::Error { error } => Err(*error),
                Wanted::Value(value) => Ok((value.certificates, value.sha256.clone())),
            };
            assert_eq!(read, wanted);
        }
        Do::Sign(case) => make::sign(case),
        Do::AddSignature(case) => make::add(case),
        Do::Prepare(case) => make::prepare(case),
        Do::PrepareAddition(case) => make::prepare_addition(case),
        Do::Extend(case) => make::extend(case),
        Do::Evidence(case) => evidence::run(case),
        Do::Package(case) => package::run(case),
        Do::Seal(case) => seal::seal(case),
        Do::PrepareSeal(case) => seal::prepare(case),
        Do::Validate(case) => seal::validate(case),
        Do::Registry(case) => registry::run(case),
        Do::Receipt(case) => receipt::run(case),
        Do::Journal(case) => journal::run(case),
        Do::Gateway(case) => gateway::run(case),
    }
}

#[test]
fn every_kind_of_case_is_there() {
    let manifest = manifest();
    let names: BTreeSet<_> = manifest.cases.iter().map(|case| &case.name).collect();
    assert_eq!(names.len(), manifest.cases.len(), "each name is there once");
    let kinds: BTreeSet<_> = manifest.cases.iter().map(|case| case.what.kind()).collect();
    assert_eq!(kinds.len(), 17, "{kinds:?}");
    assert!(names.len() >= 430, "only {} cases", names.len());
}

#[test]
fn what_the_manifest_does_not_know_is_refused() {
    let case = |more: &str| {
        let policy = r#"{"roots":["pki/root.pem"]}"#;
        let text = format!(
            r#"{{"version":1,"cases":[{{"name":"n","do":"policy","policy":{policy},"expect":{{"error":null}}{more}}}]}}"#
        );
        serde_json::from_str::<Manifest>(&text).is_ok()
    };
    assert!(case(""));
    assert!(!case(r#","evidence":null"#));
}

#[test]
fn every_file_is_used() {
    let text = String::from_utf8(vector("manifest.json")).expect("UTF-8");
    // Keys and certificates from which others were made, and lists for cases to come.
    let silent = ["pki/", "signatures/empty"];
    for folder in [
        "credentials",
        "documents",
        "evidence",
        "gateway",
        "packages",
        "policies",
        "prepared",
        "signatures",
    ] {
        let path = format!("{}/test-vectors/bindings/{folder}", env!("CARGO_MANIFEST_DIR"));
        for entry in fs::read_dir(path).expect("a folder") {
            let name = entry.expect("a file").file_name().into_string().expect("a name");
            let file = format!("{folder}/{name}");
            let is_silent = silent.iter().any(|start| file.starts_with(start));
            assert!(is_silent || text.contains(&file), "{file} is in no case");
        }
    }
}
