//! The manifest of `test-vectors/keys`: each file opens to its key, or is refused for its reason.

use antin::Error;
use antin::crypto::{SignatureAlgorithm, providers};
use antin::keys::{Credential, Options, PrivateKey, Sign};

use crate::{assert_signs, chain, kind, vector};

/// A line of the manifest.
struct Case {
    file: String,
    password: Option<String>,
    name: Option<String>,
    /// The type of the key that is in it.
    key: Option<String>,
    chain: Option<usize>,
    error: Option<String>,
}

fn cases() -> Vec<Case> {
    let manifest: serde_json::Value =
        serde_json::from_slice(&vector("manifest.json")).expect("manifest.json");
    let read = |case: &serde_json::Value| {
        let text = |field| Some(case.get(field)?.as_str()?.to_owned());
        Case {
            file: text("file").expect("file"),
            password: text("password"),
            name: text("name"),
            key: text("key"),
            chain: case
                .get("chain")
                .and_then(serde_json::Value::as_u64)
                .map(|n| n.try_into().expect("short")),
            error: text("error"),
        }
    };
    manifest.as_array().expect("a list").iter().map(read).collect()
}

/// The public key, and the length of the chain if there is one.
fn open(case: &Case, options: Options) -> Result<(Box<dyn Sign>, Option<usize>), Error> {
    let bytes = vector(&case.file);
    if !case.file.starts_with("p12/") {
        let key = PrivateKey::from_bytes_with(&bytes, case.password.as_deref(), &options)?;
        return Ok((Box::new(key), None));
    }
    let options = match &case.name {
        Some(name) => options.with_friendly_name(name),
        None => options,
    };
    let password = case.password.as_deref().unwrap_or_default();
    let credential = Credential::from_pkcs12_with(&bytes, password, &options)?;
    assert_eq!(credential.certificate(), &credential.chain()[0], "{}", case.file);
    assert_eq!(credential.certificate().spki(), credential.key().spki(), "{}", case.file);
    if let Some(key) = &case.key {
        let expected = chain(key);
        let whole = case.chain.is_none_or(|length| length == expected.len());
        let expected = if whole { &expected[..] } else { &expected[..1] };
        assert_eq!(credential.chain(), expected, "{}: leaf first, in order", case.file);
    }
    let length = credential.chain().len();
    Ok((Box::new(Owned(credential)), Some(length)))
}

/// A credential as a key.
struct Owned(Credential);

impl Sign for Owned {
    fn spki(&self) -> &[u8] {
        self.0.key().spki()
    }

    fn algorithms(&self) -> &[SignatureAlgorithm] {
        self.0.key().algorithms()
    }

    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>, Error> {
        self.0.key().sign(algorithm, message)
    }
}

#[test]
fn every_credential_opens_or_is_refused_for_its_reason() {
    assert_as_expected(
        cases().iter().filter(|case| case.file.starts_with("p12/")),
        &Options::new(),
    );
}

#[test]
fn every_key_is_read_or_is_refused_for_its_reason_by_every_provider() {
    for provider in providers() {
        let options = Options::new().with_provider(*provider);
        assert_as_expected(cases().iter().filter(|case| !case.file.starts_with("p12/")), &options);
    }
}

fn assert_as_expected<'c>(cases: impl Iterator<Item = &'c Case>, options: &Options) {
    let mut wrong = Vec::new();
    for case in cases {
        let what = format!("{} under {:?}, name {:?}", case.file, case.password, case.name);
        match (open(case, options.clone()), &case.error) {
            (Ok((key, length)), None) => {
                assert_eq!(length, case.chain, "{what}");
                if let Some(expected) = &case.key {
                    assert_eq!(key.spki(), chain(expected)[0].spki(), "{what}");
                }
                assert_signs(&*key, &what);
            }
            (Err(error), Some(expected)) if kind(&error) == expected => {}
            (Ok(_), Some(expected)) => wrong.push(format!("{what}: opened, expected {expected}")),
            (Err(error), expected) => {
                wrong.push(format!("{what}: {error}, expected {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_is_in_the_manifest() {
    let listed: Vec<String> = cases().into_iter().map(|case| case.file).collect();
    for folder in ["pem", "der", "p12"] {
        let path = format!("{}/test-vectors/keys/{folder}", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(path).expect("folder") {
            let name = entry.expect("entry").file_name().into_string().expect("name");
            let file = format!("{folder}/{name}");
            assert!(listed.contains(&file) || name.ends_with("-chain.pem"), "{file}");
        }
    }
}
