//! Reading private keys and credentials: our own vectors, damage, peers at test time, suites.

mod damage;
mod options;
mod peers;
mod suites;
mod vectors;

use antin::crypto::verify;
use antin::crypto::{PublicKey, default_provider};
use antin::keys::{PrivateKey, Sign};
use antin::x509::Certificate;
use antin::{CredentialError, Error, KeyError, Unsupported};

/// Reads a file of `test-vectors/keys`.
fn vector(file: &str) -> Vec<u8> {
    let path = format!("{}/test-vectors/keys/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The chain that belongs to a type of key, such as `p256`.
fn chain(key: &str) -> Vec<Certificate> {
    antin::x509::certificates(&vector(&format!("pem/{key}-chain.pem"))).expect("chain")
}

/// The word by which the manifest knows an error.
fn kind(error: &Error) -> &'static str {
    match error {
        Error::Malformed(_) => "malformed",
        Error::Key(KeyError::WrongPassword) => "wrong-password",
        Error::Key(KeyError::PasswordNeeded) => "password-needed",
        Error::Key(KeyError::UnsupportedType) => "unsupported-type",
        Error::Key(KeyError::Invalid) => "invalid",
        Error::Unsupported(Unsupported::KeyEncryption) => "key-encryption",
        Error::Credential(CredentialError::NoKey) => "no-key",
        Error::Credential(CredentialError::NoCertificate) => "no-certificate",
        Error::Credential(CredentialError::SeveralKeys) => "several-keys",
        Error::Credential(CredentialError::KeyMismatch) => "key-mismatch",
        Error::LimitExceeded(_) => "limit",
        _ => "another error",
    }
}

/// Signs with every algorithm of the key and verifies with the public key that it claims.
fn assert_signs(key: &dyn Sign, what: &str) {
    let public = PublicKey::from_spki(key.spki()).expect(what);
    assert!(!key.algorithms().is_empty(), "{what}");
    for algorithm in key.algorithms() {
        let value = key.sign(*algorithm, b"message").expect(what);
        let verdict = verify(default_provider(), *algorithm, &public, b"message", &value);
        assert_eq!(verdict, Ok(()), "{what} {algorithm:?}");
    }
}

/// Reads a key of `test-vectors/keys` that must be readable.
fn key(file: &str, password: Option<&str>) -> PrivateKey {
    PrivateKey::from_bytes(&vector(file), password)
        .unwrap_or_else(|error| panic!("{file}: {error}"))
}
