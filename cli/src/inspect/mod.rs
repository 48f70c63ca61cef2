//! `antin inspect`: what is in a file, without judging it.
//!
//! PEM blocks are taken one by one by their labels; anything else is tried as DER, from the most
//! particular structure to the least. Of a private key only the kind and the public half are shown.

mod certificate;
mod cms;
mod crl;
mod entry;
mod key;

use std::path::Path;

use antin::cms::SignedData;
use antin::keys::{Credential, PrivateKey};
use antin::x509::{Certificate, CrlHead};
use antin::{Error, KeyError, pem};
use serde_json::{Value, json};

use crate::args::{InspectArgs, TextFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::{Language, errors, inspect as text, library};
use crate::{credential, files, print};
use entry::Entry;

pub(crate) use key::kind as key_name;

/// Runs `antin inspect`.
pub(crate) fn run(args: &InspectArgs, language: Language) -> Result<Exit, Failure> {
    let bytes = files::read(&args.file)?;
    let look = Look { path: &args.file, password_file: args.password_file.as_deref(), language };
    let entries = if pem::is_pem(&bytes) {
        look.blocks(&bytes)?
    } else {
        let found = look.der(&bytes)?;
        vec![found.ok_or_else(|| Failure::unable(&errors::CANNOT_INSPECT).at(&args.file))?]
    };
    let mut out = anstream::stdout();
    let printed = match args.output {
        TextFormat::Json => {
            let entries: Vec<Value> = entries.iter().map(Entry::to_json).collect();
            let json = json!({ "antin": env!("CARGO_PKG_VERSION"), "contents": entries });
            print::line(&mut out, &format!("{json:#}"))
        }
        TextFormat::Text => entries.iter().try_for_each(|one| one.print(&mut out, language, 0)),
    };
    print::finished(printed, Exit::Passed)
}

/// How a file is looked at.
struct Look<'a> {
    path: &'a Path,
    password_file: Option<&'a Path>,
    language: Language,
}

impl Look<'_> {
    fn blocks(&self, bytes: &[u8]) -> Result<Vec<Entry>, Failure> {
        pem::blocks(bytes)
            .map(|block| match block {
                Ok(block) => self.block(&block, bytes),
                Err(error) => Ok(self.unreadable("PEM", 0, &error)),
            })
            .collect()
    }

    fn block(&self, block: &pem::Block, file: &[u8]) -> Result<Entry, Failure> {
        let (label, der) = (block.label(), block.der());
        let read = match label {
            "CERTIFICATE" | "X509 CERTIFICATE" => {
                Certificate::from_der(der).map(|found| certificate::describe(&found))
            }
            "X509 CRL" => CrlHead::from_der(der).map(|found| crl::describe(&found, der)),
            "CMS" | "PKCS7" | "PKCS #7 SIGNED DATA" => {
                SignedData::from_bytes(der).map(|found| cms::describe(&found, self.language))
            }
            label if label.ends_with("PRIVATE KEY") => return self.key(block, file),
            _ => {
                let mut entry = Entry::new("unknown", &text::UNKNOWN);
                entry.fact("label", &text::LABEL, label).fact("bytes", &text::LENGTH, der.len());
                return Ok(entry);
            }
        };
        Ok(read.unwrap_or_else(|error| self.unreadable(label, der.len(), &error)))
    }

    /// Describes a key; one of an old form needs its headers, so it is read from PEM again.
    fn key(&self, block: &pem::Block, file: &[u8]) -> Result<Entry, Failure> {
        let alone = match block.header() {
            Some(_) => file.to_vec(),
            None => pem::encode(block.label(), block.der()).into_bytes(),
        };
        credential::open(
            self.path,
            self.password_file,
            self.language,
            &errors::BAD_KEY,
            |password| match PrivateKey::from_bytes(&alone, password) {
                Err(error @ (Error::Malformed(_) | Error::Unsupported(_))) => {
                    Ok(self.unreadable(block.label(), block.der().len(), &error))
                }
                found => found.map(|key| key::describe(&key)),
            },
        )
    }

    /// Tries what it could be.
    fn der(&self, bytes: &[u8]) -> Result<Option<Entry>, Failure> {
        if let Ok(found) = Certificate::from_der(bytes) {
            return Ok(Some(certificate::describe(&found)));
        }
        if let Ok(found) = CrlHead::from_der(bytes) {
            return Ok(Some(crl::describe(&found, bytes)));
        }
        if let Ok(found) = SignedData::from_bytes(bytes) {
            return Ok(Some(cms::describe(&found, self.language)));
        }
        if !matches!(Credential::from_pkcs12(bytes, ""), Err(Error::Malformed(_))) {
            return self.pkcs12().map(Some);
        }
        match PrivateKey::from_bytes(bytes, None) {
            Ok(key) => Ok(Some(key::describe(&key))),
            Err(Error::Key(KeyError::PasswordNeeded)) => {
                let key = credential::key_from(self.path, self.password_file, self.language)?;
                Ok(Some(key::describe(&key)))
            }
            Err(_) => Ok(None),
        }
    }

    fn pkcs12(&self) -> Result<Entry, Failure> {
        let found = credential::from_p12(self.path, None, self.password_file, self.language)?;
        let mut entry = Entry::new("pkcs12", &text::PKCS12);
        entry.with("keys", vec![key::describe(found.key())]);
        entry.with("certificates", found.chain().iter().map(certificate::describe).collect());
        Ok(entry)
    }

    fn unreadable(&self, label: &str, length: usize, error: &Error) -> Entry {
        let mut entry = Entry::new("unreadable", &text::UNREADABLE);
        entry.fact("label", &text::LABEL, label).fact("bytes", &text::LENGTH, length).fact(
            "error",
            &text::REASON,
            library::clause(error, self.language),
        );
        entry
    }
}
