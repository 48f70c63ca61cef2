//! What is in a file, without judging it.
//!
//! PEM (RFC 7468) is taken block by block, by the labels; anything else is tried as DER, from the most
//! particular structure to the least. Known are certificates and CRLs (RFC 5280), OCSP responses (RFC
//! 6960), CMS SignedData (RFC 5652, also in BER), private keys (PKCS#8, PKCS#1, SEC 1) and PKCS#12 (RFC 7292). Of
//! a private key only the kind and the public half are told.
//!
//! Nothing that is found is believed: names, times and algorithms are what the file says. A block that
//! cannot be read is told with the reason, beside those that can.
//!
//! Of a ZIP file (APPNOTE 6.3.10) the entries are told, and the signatures and time-stamps in them.
//!
//! Left out: PDF and XML, archives in archives, and what is inside of a message's content.

mod archive;
mod certificate;
mod cms;
mod crl;
mod entry;
mod key;
mod label;
mod line;
mod ocsp;

pub use line::{Line, LineKind};

use serde_json::{Value, json};

use crate::cms::SignedData;
use crate::error::{Error, KeyError, Limit, Unsupported};
use crate::keys::{Budget, Credential, Options, PrivateKey};
use crate::language::Language;
use crate::limits::Limits;
use crate::pem;
use crate::revocation::ocsp::Response;
use crate::x509::{Certificate, Crl};
use entry::Entry;

/// Looks at what a file holds.
///
/// The password opens encrypted private keys and PKCS#12 files; what is not protected is read without
/// it. One password serves all keys of a file.
///
/// # Errors
///
/// [`Error::Key`] if a password is needed or wrong ([`KeyError::PasswordNeeded`],
/// [`KeyError::WrongPassword`]), or if a key is of a type that is not supported.
/// [`Error::Unsupported`] with [`Unsupported::Format`] if it is nothing that is known.
/// [`Error::Credential`], [`Error::Malformed`] and [`Error::Unsupported`] as
/// [`Credential::from_pkcs12`] for what is wrong in a PKCS#12 file, and [`Error::LimitExceeded`].
///
/// # Examples
///
/// ```
/// # fn demo(file: &[u8]) -> Result<(), antin::Error> {
/// let found = antin::inspect::inspect(file, None)?;
/// println!("{}", found.to_text(antin::Language::Vi));
/// # Ok(())
/// # }
/// ```
pub fn inspect(bytes: &[u8], password: Option<&str>) -> Result<Inspection, Error> {
    inspect_with(bytes, password, &Limits::DEFAULT)
}

/// Looks at what a file holds, within limits of one's own.
///
/// # Errors
///
/// As [`inspect`].
pub fn inspect_with(
    bytes: &[u8],
    password: Option<&str>,
    limits: &Limits,
) -> Result<Inspection, Error> {
    let look = Look { password, limits, options: Options::new().with_limits(*limits) };
    let entries = if pem::is_pem(bytes) { look.blocks(bytes)? } else { vec![look.der(bytes)?] };
    Ok(Inspection { entries })
}

/// What was found in a file.
#[derive(Clone, Debug)]
pub struct Inspection {
    entries: Vec<Entry>,
}

impl Inspection {
    /// Returns what was found as JSON: `{"antin": …, "contents": [{"kind": …}, …]}`.
    ///
    /// Names stand in it unchanged, times are in UTC, and why something cannot be read is told in
    /// English; see [`to_json_in`](Self::to_json_in).
    pub fn to_json(&self) -> Value {
        self.to_json_in(Language::En)
    }

    /// Returns what was found as JSON, with its sentences in a language. Members and values are the
    /// same in all.
    pub fn to_json_in(&self, language: Language) -> Value {
        let contents: Vec<Value> =
            self.entries.iter().map(|entry| entry.to_json(language)).collect();
        json!({ "antin": env!("CARGO_PKG_VERSION"), "contents": contents })
    }

    /// Returns what was found as plain text for people, lines ended by line feeds.
    ///
    /// What stands in certificates is escaped, so that no name can hide or forge a line.
    pub fn to_text(&self, language: Language) -> String {
        self.lines(language).iter().map(|line| format!("{line}\n")).collect()
    }

    /// Returns the lines of [`to_text`](Self::to_text) one by one, with what each is.
    pub fn lines(&self, language: Language) -> Vec<Line> {
        let mut lines = Vec::new();
        self.entries.iter().for_each(|entry| entry.tell(language, 0, &mut lines));
        lines
    }
}

/// How a file is looked at.
struct Look<'a> {
    password: Option<&'a str>,
    limits: &'a Limits,
    options: Options,
}

impl Look<'_> {
    fn blocks(&self, bytes: &[u8]) -> Result<Vec<Entry>, Error> {
        let mut keys = Keys { left: self.limits.keys, budget: Budget::new(self.limits) };
        let mut entries = Vec::new();
        for block in pem::blocks(bytes) {
            if entries.len() >= self.limits.blocks {
                return Err(Error::LimitExceeded(Limit::Blocks));
            }
            entries.push(match block {
                Ok(block) => self.block(&block, &mut keys)?,
                Err(error) => unreadable("PEM", 0, &error),
            });
        }
        Ok(entries)
    }

    fn block(&self, block: &pem::Block, keys: &mut Keys) -> Result<Entry, Error> {
        let (label, der) = (block.label(), block.der());
        // RFC 7468 §5 to §11, and the labels from before it.
        let read = match label {
            "CERTIFICATE" | "X509 CERTIFICATE" => {
                Certificate::from_der(der).map(|found| certificate::describe(&found))
            }
            "X509 CRL" => Crl::from_der(der).map(|found| crl::describe(&found)),
            "CMS" | "PKCS7" | "PKCS #7 SIGNED DATA" => {
                SignedData::from_bytes_with(der, self.limits).map(|found| cms::describe(&found))
            }
            label if label.ends_with("PRIVATE KEY") => return self.key(block, keys),
            _ => {
                let mut entry = Entry::new("unknown", label::UNKNOWN);
                entry.fact("label", label::LABEL, label).fact("bytes", label::LENGTH, der.len());
                return Ok(entry);
            }
        };
        Ok(read.unwrap_or_else(|error| unreadable(label, der.len(), &error)))
    }

    fn key(&self, block: &pem::Block, keys: &mut Keys) -> Result<Entry, Error> {
        keys.left = keys.left.checked_sub(1).ok_or(Error::LimitExceeded(Limit::Keys))?;
        match PrivateKey::from_block(block, self.password, &self.options, &mut keys.budget) {
            Err(error @ (Error::Malformed(_) | Error::Unsupported(_))) => {
                Ok(unreadable(block.label(), block.der().len(), &error))
            }
            found => found.map(|key| key::describe(&key)),
        }
    }

    /// Tries what it could be.
    fn der(&self, bytes: &[u8]) -> Result<Entry, Error> {
        if archive::is_archive(bytes) {
            return archive::describe(bytes, self.limits);
        }
        if let Ok(found) = Certificate::from_der(bytes) {
            return Ok(certificate::describe(&found));
        }
        if let Ok(found) = Crl::from_der(bytes) {
            return Ok(crl::describe(&found));
        }
        if let Ok(found) = Response::from_der(bytes) {
            return Ok(ocsp::describe(&found));
        }
        if let Ok(found) = SignedData::from_bytes_with(bytes, self.limits) {
            return Ok(cms::describe(&found));
        }
        let credential = Credential::from_pkcs12_with(bytes, "", &self.options);
        if !matches!(credential, Err(Error::Malformed(_))) {
            let credential = match self.password {
                Some(password) => Credential::from_pkcs12_with(bytes, password, &self.options)?,
                None => credential?,
            };
            return Ok(key::describe_with_chain(&credential));
        }
        match PrivateKey::from_bytes_with(bytes, None, &self.options) {
            Ok(key) => Ok(key::describe(&key)),
            Err(Error::Key(KeyError::PasswordNeeded)) => {
                let key = PrivateKey::from_bytes_with(bytes, self.password, &self.options)?;
                Ok(key::describe(&key))
            }
            Err(_) => Err(Error::Unsupported(Unsupported::Format)),
        }
    }
}

/// What the keys of one file may still cost.
struct Keys {
    left: usize,
    budget: Budget,
}

fn unreadable(label: &str, length: usize, error: &Error) -> Entry {
    let mut entry = Entry::new("unreadable", label::UNREADABLE);
    entry
        .fact("label", label::LABEL, label)
        .fact("bytes", label::LENGTH, length)
        .error(label::REASON, error);
    entry
}

#[cfg(test)]
mod tests;
