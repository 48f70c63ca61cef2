//! The key and the chain to sign with, from `--key` and `--cert`, or from `--p12`.

use std::path::{Path, PathBuf};

use antin::crypto::SignatureAlgorithm;
use antin::keys::{Credential, Options, PrivateKey, Sign};
use antin::{Error, KeyError};

use crate::args::SignerArgs;
use crate::failure::Failure;
use crate::lang::{Language, errors};
use crate::{files, input, password};

/// Loads key and chain; returns with them the file that holds the key.
pub(crate) fn load(
    args: &SignerArgs,
    language: Language,
) -> Result<(Credential, PathBuf), Failure> {
    let file = args.password_file.as_deref();
    match (&args.p12, &args.key, &args.cert) {
        (Some(p12), _, _) => {
            let credential = from_p12(p12, args.alias.as_deref(), file, language)?;
            Ok((with_chain(credential, p12, &args.chain)?, p12.clone()))
        }
        (None, Some(key), Some(cert)) => {
            Ok((from_files(key, cert, &args.chain, file, language)?, key.clone()))
        }
        _ => Err(Failure::usage(&errors::NEED_KEY)),
    }
}

/// Reads a private key, its certificate, and what is sent along.
pub(crate) fn from_files(
    key: &Path,
    cert: &Path,
    more: &[PathBuf],
    password_file: Option<&Path>,
    language: Language,
) -> Result<Credential, Failure> {
    let private = key_from(key, password_file, language)?;
    let mut chain = input::certificates_in(cert, &files::read(cert)?)?;
    for path in more {
        chain.extend(input::certificates_in(path, &files::read(path)?)?);
    }
    Credential::new(chain, private)
        .map_err(|error| Failure::unable(&errors::BAD_CREDENTIAL).at(key).at(cert).because(error))
}

/// Reads a private key, asking for the password only where one is needed.
pub(crate) fn key_from(
    path: &Path,
    password_file: Option<&Path>,
    language: Language,
) -> Result<PrivateKey, Failure> {
    let bytes = files::read(path)?;
    open(path, password_file, language, &errors::BAD_KEY, |password| {
        PrivateKey::from_bytes(&bytes, password)
    })
}

/// Reads a PKCS#12 file, asking for the password only where one is needed.
pub(crate) fn from_p12(
    path: &Path,
    alias: Option<&str>,
    password_file: Option<&Path>,
    language: Language,
) -> Result<Credential, Failure> {
    let bytes = files::read(path)?;
    let mut options = Options::new();
    if let Some(alias) = alias {
        options = options.with_friendly_name(alias);
    }
    open(path, password_file, language, &errors::BAD_P12, |password| {
        // Some files have an empty password, which is as good as none.
        Credential::from_pkcs12_with(&bytes, password.unwrap_or_default(), &options)
    })
}

pub(crate) fn open<T>(
    path: &Path,
    password_file: Option<&Path>,
    language: Language,
    bad: &'static crate::lang::Text,
    read: impl Fn(Option<&str>) -> Result<T, Error>,
) -> Result<T, Failure> {
    let given = password::given(password_file)?;
    let found = match read(given.as_deref().map(String::as_str)) {
        Err(Error::Key(KeyError::PasswordNeeded)) => read(Some(&password::ask(path, language)?)),
        found => found,
    };
    found.map_err(|error| match error {
        Error::Key(KeyError::WrongPassword) => Failure::unable(&errors::WRONG_PASSWORD).at(path),
        error => Failure::unable(bad).at(path).because(error),
    })
}

/// Sends further certificates along with those of a PKCS#12 file.
fn with_chain(
    credential: Credential,
    p12: &Path,
    paths: &[PathBuf],
) -> Result<Credential, Failure> {
    if paths.is_empty() {
        return Ok(credential);
    }
    let mut chain = credential.chain().to_vec();
    for path in paths {
        chain.extend(input::certificates_in(path, &files::read(path)?)?);
    }
    Credential::new(chain, KeyOf(credential))
        .map_err(|error| Failure::unable(&errors::BAD_P12).at(p12).because(error))
}

/// The key of another credential.
struct KeyOf(Credential);

impl Sign for KeyOf {
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
