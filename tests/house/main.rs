//! The house rules that a program can hold: layers, files, functions, dependencies, links.
//!
//! `CONTRIBUTING.md` has them in words. Each rule has self-tests with snippets that break it, so
//! that the check itself can fail.

#![expect(clippy::unwrap_used, reason = "a check that cannot read the tree has failed")]

mod attacks;
mod code;
mod functions;
mod layers;
mod links;
mod manifest;
mod text;
mod tokens;
mod tree;

use std::process::Command;

use tree::{File, Violation};

fn assert_none(violations: Vec<Violation>) {
    let lines: Vec<String> = violations.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{} violations:\n{}", lines.len(), lines.join("\n"));
}

fn library() -> Vec<File> {
    let files: Vec<File> = tree::files(&[".rs"]);
    assert!(files.iter().filter(|file| file.is_library()).count() > 5, "the library was not found");
    files
}

#[test]
fn imports_go_downward_or_along_an_arrow() {
    assert_none(layers::check(&library()));
}

#[test]
fn files_open_with_docs_and_are_short_or_say_why() {
    assert_none(library().iter().flat_map(text::check_rust).collect());
}

#[test]
fn functions_are_short_or_excepted_with_a_reason() {
    assert_none(functions::check(&library()));
}

#[test]
fn library_code_has_no_hidden_inputs_no_panics_and_one_crypto_seam() {
    let files = library();
    let library = files.iter().filter(|file| file.is_library());
    assert_none(library.flat_map(code::check_library).collect());
}

#[test]
fn no_unsafe_no_silent_exception_no_ignored_test() {
    assert_none(library().iter().flat_map(code::check_everywhere).collect());
}

#[test]
fn loose_ends_are_numbered_and_no_path_is_of_one_machine() {
    let files = tree::files(&[
        ".rs",
        ".md",
        ".toml",
        ".java",
        ".py",
        ".sh",
        ".c",
        ".h",
        ".xml",
        ".ci/run",
        ".ci/peers",
    ]);
    assert_none(files.iter().flat_map(text::check_any).collect());
}

#[test]
fn every_dependency_says_why_it_is_here() {
    let manifests = tree::files(&["Cargo.toml"]);
    assert!(manifests.len() >= 2);
    assert_none(manifests.iter().flat_map(manifest::check_reasons).collect());
}

#[test]
fn every_package_has_an_allowed_licence_and_comes_from_a_registry() {
    let deny = tree::files(&["deny.toml"]);
    let allowed = manifest::allowed_licences(&deny[0].text);
    let exceptions = manifest::exceptions(&deny[0].text);
    let about = Command::new(env!("CARGO")).arg("-vV").output().unwrap();
    let about = String::from_utf8(about.stdout).unwrap();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    // Packages for other platforms are not there after a build, and nothing is fetched for a test.
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata = serde_json::from_slice(&output.stdout).unwrap();
    assert_none(manifest::check_packages(&metadata, &allowed, &exceptions));
}

#[test]
fn links_between_documents_lead_somewhere() {
    let paths = tree::files(&[""]).into_iter().map(|file| file.path).collect();
    let documents = tree::files(&[".md"]);
    assert_none(documents.iter().flat_map(|file| links::check(file, &paths, &documents)).collect());
}

#[test]
fn every_known_attack_names_a_test_that_exists() {
    let documents = tree::files(&["docs/known-attacks.md"]);
    assert_eq!(documents.len(), 1);
    assert_none(attacks::check(&documents[0], &library()));
}
