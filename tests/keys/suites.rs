//! Public suites, where `ANTIN_SUITES` says that they are.

use std::path::PathBuf;

use antin::keys::{Credential, PrivateKey};

use crate::{assert_signs, kind};

/// The folder of a suite; `None`, with a word on standard error, if it is not here.
fn suite(name: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/suites");
    let suites = std::env::var_os("ANTIN_SUITES").map_or_else(|| beside.into(), PathBuf::from);
    let folder = suites.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no suite {name}");
    None
}

fn files(folder: PathBuf, extension: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("folder") {
        let path = entry.expect("entry").path();
        if path.extension().is_some_and(|found| found == extension) {
            let name = path.file_stem().expect("name").to_string_lossy().into_owned();
            files.push((name, std::fs::read(&path).expect("readable")));
        }
    }
    files.sort();
    files
}

/// The files of PKITS whose certificate or key is one that nothing can be signed with, and the clause
/// or reason that the error names.
const NOT_FOR_SIGNING: [(&str, &str); 9] = [
    ("BadSignedCACert", "X.690 §8.6"),
    ("DSACACert", "the type of the key is not supported"),
    ("DSAParametersInheritedCACert", "the type of the key is not supported"),
    ("InvalidDSASignatureTest6EE", "the type of the key is not supported"),
    ("InvalidNegativeSerialNumberTest15EE", "RFC 5280 §4.1.2.2: negative"),
    ("MappingFromanyPolicyCACert", "RFC 5280 §4.2.1.5: anyPolicy"),
    ("MappingToanyPolicyCACert", "RFC 5280 §4.2.1.5: anyPolicy"),
    ("ValidDSAParameterInheritanceTest5EE", "the type of the key is not supported"),
    ("ValidDSASignaturesTest4EE", "the type of the key is not supported"),
];

#[test]
fn the_pkcs12_files_of_pkits_open_but_for_dsa_and_broken_certificates() {
    let Some(folder) = suite("pkits/data/pkcs12") else { return };
    let files = files(folder, "p12");
    assert_eq!(files.len(), 405);
    let mut refused = Vec::new();
    for (name, bytes) in &files {
        if let Err(error) = Credential::from_pkcs12(bytes, "password") {
            refused.push((name.as_str(), error.to_string()));
        }
    }
    println!("pkits/pkcs12: {} opened, {} refused", files.len() - refused.len(), refused.len());
    let names: Vec<_> = refused.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, NOT_FOR_SIGNING.map(|(name, _)| name));
    for ((name, error), (_, reason)) in refused.iter().zip(NOT_FOR_SIGNING) {
        assert!(error.contains(reason), "{name}: {error}");
    }
}

#[test]
fn the_keys_of_rfc_9500_are_read_if_their_type_is_supported() {
    let Some(folder) = suite("rfc9500/data/pem") else { return };
    let mut read = Vec::new();
    for (name, bytes) in files(folder, "pem") {
        let result = PrivateKey::from_bytes(&bytes, None);
        let expected = match name.as_str() {
            "testECCP256" | "testECCP384" | "testRSA2048" | "testRSA4096" => "",
            "testRSA1024" => "invalid",
            name if name.ends_with(".pub") => "no-key",
            _ => "unsupported-type", // P-521, DSA
        };
        assert_eq!(result.as_ref().err().map_or("", kind), expected, "{name}");
        if let Ok(key) = result {
            assert_signs(&key, &name);
            read.push(name);
        }
    }
    println!("rfc9500: {read:?}");
    assert_eq!(read.len(), 4);
}
