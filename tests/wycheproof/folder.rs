//! Vectors from the folder of suites: each file whose schema is known.

use std::path::{Path, PathBuf};

use antin::crypto::{DigestAlgorithm, PssParameters, SignatureAlgorithm};
use serde_json::Value;

use crate::{Case, Encoding, Expected};

/// Reads all cases; `None` if there is no folder of suites.
pub(crate) fn cases() -> Option<Vec<Case>> {
    let suites = std::env::var_os("ANTIN_SUITES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites"),
        PathBuf::from,
    );
    let entries = std::fs::read_dir(suites.join("wycheproof/data")).ok()?;
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    Some(paths.iter().flat_map(|path| read(path)).collect())
}

fn read(path: &Path) -> Vec<Case> {
    let file = path.file_name().expect("name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).expect("readable");
    let root: Value = serde_json::from_str(&text).expect("JSON");
    let schema = root["schema"].as_str().unwrap_or_default();
    let name = schema.split("_schema").next().unwrap_or_default();
    let algorithm: fn(&Value) -> Option<SignatureAlgorithm> = match name {
        "ecdsa_verify" | "ecdsa_p1363_verify" => {
            |group| digest(&group["sha"]).map(SignatureAlgorithm::Ecdsa)
        }
        "eddsa_verify" => |_| Some(SignatureAlgorithm::Ed25519),
        "rsassa_pkcs1_verify" => |group| digest(&group["sha"]).map(SignatureAlgorithm::RsaPkcs1),
        "rsassa_pss_verify" | "rsassa_pss_with_parameters_verify" => pss,
        _ => {
            println!("skipped: {file} has the schema {schema:?}");
            return Vec::new();
        }
    };
    let encoding = if name == "ecdsa_p1363_verify" { Encoding::Fixed } else { Encoding::Der };
    let mut cases = Vec::new();
    for group in array(&root["testGroups"]) {
        for test in array(&group["tests"]) {
            cases.push(Case {
                file: file.clone(),
                id: test["tcId"].as_u64().expect("tcId"),
                spki: octets(&group["publicKeyDer"]),
                algorithm: algorithm(group),
                encoding,
                message: octets(&test["msg"]),
                signature: octets(&test["sig"]),
                expected: expected(test),
            });
        }
    }
    cases
}

fn expected(test: &Value) -> Expected {
    match test["result"].as_str() {
        Some("valid") => Expected::Valid,
        Some("invalid") => Expected::Invalid,
        Some("acceptable") => Expected::Acceptable(
            array(&test["flags"]).iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        ),
        other => panic!("a result of another kind: {other:?}"),
    }
}

fn pss(group: &Value) -> Option<SignatureAlgorithm> {
    if group["mgf"] != "MGF1" {
        return None;
    }
    let salt = group["sLen"].as_u64()?;
    let parameters = PssParameters::new(digest(&group["sha"])?)
        .with_mgf_digest(digest(&group["mgfSha"])?)
        .with_salt_len(u32::try_from(salt).ok()?);
    Some(SignatureAlgorithm::RsaPss(parameters))
}

fn digest(name: &Value) -> Option<DigestAlgorithm> {
    DigestAlgorithm::ALL.iter().copied().find(|digest| name == digest.name())
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn octets(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().expect("hexadecimal");
    let octet = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
    (0..hex.len()).step_by(2).map(octet).collect()
}
