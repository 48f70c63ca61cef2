//! A private key in memory, from any of the files that hold one.
//!
//! PEM by RFC 7468 with the labels of OpenSSL, or DER; which, and which container, is told by
//! looking. Around a key in PEM there may be certificates and text, but not a second key.

use std::fmt;

use crate::crypto::{KeyKind, SignatureAlgorithm, SigningKey};
use crate::der::Reader;
use crate::error::{CredentialError, Error, KeyError, Unsupported};
use crate::keys::derivation::{Budget, Password};
use crate::keys::pkcs8::{Container, Encrypted, from_pkcs1, from_sec1};
use crate::keys::{Options, Sign};
use crate::pem::{self, Block};

/// A private key, ready to sign.
///
/// `Debug` shows its kind and size only.
pub struct PrivateKey {
    key: Box<dyn SigningKey>,
}

impl PrivateKey {
    /// Reads a key from a file: PKCS#8, encrypted PKCS#8, PKCS#1 or SEC 1, in PEM or DER.
    ///
    /// A password is used if the key is encrypted. Encrypted PKCS#8 has no MAC: a wrong password shows
    /// in what it decrypts to. A file whose ciphertext was changed can therefore say that the password
    /// is wrong, and a change that keeps the shape of a key is found only when its parts contradict
    /// each other, or its certificate.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if the file is damaged. [`Error::Key`] if a password is needed or wrong, or
    /// the key is of a type that is not supported or inconsistent. [`Error::Unsupported`] if its
    /// encryption is not supported, [`Error::LimitExceeded`] if it asks for too much work, and
    /// [`Error::Credential`] if there is no key in the file, or more than one.
    pub fn from_bytes(file: &[u8], password: Option<&str>) -> Result<Self, Error> {
        Self::from_bytes_with(file, password, &Options::new())
    }

    /// Reads a key as [`from_bytes`](Self::from_bytes), with options.
    ///
    /// # Errors
    ///
    /// As [`from_bytes`](Self::from_bytes).
    pub fn from_bytes_with(
        file: &[u8],
        password: Option<&str>,
        options: &Options,
    ) -> Result<Self, Error> {
        let budget = &mut Budget::new(&options.limits);
        if !pem::is_pem(file) {
            return Self::from_der(file, password, options, budget);
        }
        let block = only_key(file)?;
        Self::from_der(block.der(), password, options, budget)
    }

    /// Reads the key in one block of a file whose keys share what they may cost.
    pub(crate) fn from_block(
        block: &Block,
        password: Option<&str>,
        options: &Options,
        budget: &mut Budget,
    ) -> Result<Self, Error> {
        if !holds_key(block)? {
            return Err(Error::Credential(CredentialError::NoKey));
        }
        Self::from_der(block.der(), password, options, budget)
    }

    fn from_der(
        der: &[u8],
        password: Option<&str>,
        options: &Options,
        budget: &mut Budget,
    ) -> Result<Self, Error> {
        match Container::recognise(der)? {
            Container::Pkcs8 => Self::from_pkcs8(der, options),
            Container::Pkcs1 => Self::from_pkcs8(&from_pkcs1(der), options),
            Container::Sec1 => Self::from_pkcs8(&from_sec1(der)?, options),
            Container::Encrypted => {
                let encrypted = Encrypted::read(&mut Reader::new(der))?;
                let password = password.ok_or(Error::Key(KeyError::PasswordNeeded))?;
                let password = Password::new(password);
                let pkcs8 = encrypted.open(&password, password.forms(), budget)?;
                Self::from_pkcs8(&pkcs8, options)
            }
        }
    }

    pub(super) fn from_pkcs8(pkcs8: &[u8], options: &Options) -> Result<Self, Error> {
        Ok(Self { key: options.provider.signing_key(pkcs8)? })
    }

    /// Returns the kind of the key.
    pub fn kind(&self) -> KeyKind {
        self.key.kind()
    }

    /// Returns the size of the key in bits.
    pub fn bits(&self) -> usize {
        self.key.bits()
    }
}

impl Sign for PrivateKey {
    fn spki(&self) -> &[u8] {
        self.key.spki()
    }

    fn algorithms(&self) -> &[SignatureAlgorithm] {
        self.key.algorithms()
    }

    fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>, Error> {
        self.key.sign(algorithm, message)
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrivateKey")
            .field("kind", &self.kind())
            .field("bits", &self.bits())
            .finish()
    }
}

/// Returns the only block of a PEM file that holds a private key.
fn only_key(file: &[u8]) -> Result<Block, Error> {
    let mut found = None;
    for block in pem::blocks(file) {
        let block = block?;
        if holds_key(&block)? && found.replace(block).is_some() {
            return Err(Error::Credential(CredentialError::SeveralKeys));
        }
    }
    found.ok_or(Error::Credential(CredentialError::NoKey))
}

/// Whether a block holds a private key; an error if it is one that cannot be read.
fn holds_key(block: &Block) -> Result<bool, Error> {
    match block.label() {
        // RFC 7468 §10, §11; what OpenSSL wrote before PKCS#8.
        "PRIVATE KEY" | "ENCRYPTED PRIVATE KEY" | "RSA PRIVATE KEY" | "EC PRIVATE KEY" => {
            // RFC 1421 §4.6.1.1: OpenSSL's own encryption, whose derivation is one round of MD5.
            if block.header().is_some_and(|header| header.contains("ENCRYPTED")) {
                return Err(Error::Unsupported(Unsupported::KeyEncryption));
            }
            Ok(true)
        }
        "DSA PRIVATE KEY" | "OPENSSH PRIVATE KEY" => Err(Error::Key(KeyError::UnsupportedType)),
        _ => Ok(false),
    }
}
