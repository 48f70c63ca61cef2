//! A chain of certificates and its private key, checked to match.
//!
//! The chain is put in order by names and key identifiers; signatures are not verified here, nor is
//! anything judged: that is a verifier's work, with its own anchors and time.

use std::fmt;
use std::sync::Arc;

use crate::error::{CredentialError, Error};
use crate::keys::pkcs12::{self, CertificateBag, Contents, Key};
use crate::keys::{Options, PrivateKey, Sign};
use crate::x509::{self, Certificate};

/// A signer's certificate, the chain above it, and the private key.
///
/// Cloning is cheap. `Debug` shows how many certificates there are, and nothing of the key.
#[derive(Clone)]
pub struct Credential {
    certificate: Certificate,
    /// The certificate again, and what leads upwards from it.
    chain: Vec<Certificate>,
    key: Arc<dyn Sign>,
}

impl Credential {
    /// Puts a chain and a key together.
    ///
    /// The certificates may come in any order: the one with the key's public half is the signer's,
    /// the others are kept if their subject is the issuer of one already kept. What leads nowhere
    /// is left out.
    ///
    /// # Errors
    ///
    /// [`Error::Credential`] if there is no certificate at all, or none for this key.
    pub fn new(chain: Vec<Certificate>, key: impl Sign + 'static) -> Result<Self, Error> {
        let leaf = newest(chain.iter().filter(|certificate| certificate.spki() == key.spki()));
        match leaf {
            Some(leaf) => Ok(Self::with_pool(leaf.clone(), &chain, key)),
            None if chain.is_empty() => Err(Error::Credential(CredentialError::NoCertificate)),
            None => Err(Error::Credential(CredentialError::KeyMismatch)),
        }
    }

    /// Reads a PKCS#12 file (`.p12`, `.pfx`).
    ///
    /// The empty password opens a file that was written with an empty one or with none. A password with
    /// other letters than ASCII must be made of the same code points as when the file was written:
    /// precomposed and decomposed accents are different passwords.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if the file is damaged. [`Error::Key`] if the password is wrong (or needed,
    /// if it was empty) or the file was changed, and if the key is of a type that is not supported or
    /// inconsistent. [`Error::Credential`] if there is no key, none that was asked for, several, or no
    /// certificate for the key. [`Error::Unsupported`] and [`Error::LimitExceeded`] as in
    /// [`PrivateKey::from_bytes`].
    pub fn from_pkcs12(file: &[u8], password: &str) -> Result<Self, Error> {
        Self::from_pkcs12_with(file, password, &Options::new())
    }

    /// Reads a PKCS#12 file as [`from_pkcs12`](Self::from_pkcs12), with options.
    ///
    /// # Errors
    ///
    /// As [`from_pkcs12`](Self::from_pkcs12).
    pub fn from_pkcs12_with(file: &[u8], password: &str, options: &Options) -> Result<Self, Error> {
        let Contents { keys, certificates } = pkcs12::open(file, password, &options.limits)?;
        let chosen = choose(&keys, options.friendly_name.as_deref())?;
        let key = PrivateKey::from_pkcs8(&chosen.pkcs8, options)?;
        let certificates = Bags::read(&certificates);
        let leaf = certificates.leaf(&key, chosen.attributes.local_key_id.as_deref())?;
        Ok(Self::with_pool(leaf, &certificates.all(), key))
    }

    /// Reads a chain and a key from files: certificates in PEM or DER, and a key as
    /// [`PrivateKey::from_bytes`] takes it. They may be one and the same file in PEM.
    ///
    /// # Errors
    ///
    /// As [`PrivateKey::from_bytes`] and [`Credential::new`].
    pub fn from_pem(chain: &[u8], key: &[u8], password: Option<&str>) -> Result<Self, Error> {
        Self::from_pem_with(chain, key, password, &Options::new())
    }

    /// Reads a chain and a key as [`from_pem`](Self::from_pem), with options.
    ///
    /// # Errors
    ///
    /// As [`from_pem`](Self::from_pem).
    pub fn from_pem_with(
        chain: &[u8],
        key: &[u8],
        password: Option<&str>,
        options: &Options,
    ) -> Result<Self, Error> {
        let key = PrivateKey::from_bytes_with(key, password, options)?;
        Self::new(x509::certificates(chain)?, key)
    }

    fn with_pool(certificate: Certificate, pool: &[Certificate], key: impl Sign + 'static) -> Self {
        let chain = in_order(certificate.clone(), pool);
        Self { certificate, chain, key: Arc::new(key) }
    }

    /// Returns the signer's certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Returns the chain: the signer's certificate first, then those that lead upwards from it.
    pub fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    /// Returns the key.
    pub fn key(&self) -> &dyn Sign {
        &*self.key
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("certificates", &self.chain.len())
            .finish_non_exhaustive()
    }
}

/// The only key, or the only one of this name.
fn choose<'k>(keys: &'k [Key], name: Option<&str>) -> Result<&'k Key, Error> {
    let fits = |key: &&Key| name.is_none() || key.attributes.friendly_name.as_deref() == name;
    let mut fitting = keys.iter().filter(fits);
    let first = fitting.next().ok_or(Error::Credential(CredentialError::NoKey))?;
    match fitting.next() {
        Some(_) => Err(Error::Credential(CredentialError::SeveralKeys)),
        None => Ok(first),
    }
}

/// The certificates of a PKCS#12 file that could be read.
struct Bags<'a> {
    read: Vec<(Certificate, Option<&'a [u8]>)>,
    /// Why the first that could not be read was refused.
    refused: Option<Error>,
}

impl<'a> Bags<'a> {
    /// Reads what can be read: a file may carry old certificates that the signer's does not need.
    fn read(bags: &'a [CertificateBag]) -> Self {
        let mut out = Self { read: Vec::new(), refused: None };
        for bag in bags {
            match Certificate::from_der(&bag.der) {
                Ok(certificate) => {
                    out.read.push((certificate, bag.attributes.local_key_id.as_deref()));
                }
                Err(error) => out.refused = out.refused.or(Some(error)),
            }
        }
        out
    }

    fn all(&self) -> Vec<Certificate> {
        self.read.iter().map(|(certificate, _)| certificate.clone()).collect()
    }

    /// The certificate for the key; if there are several, the one with the key's localKeyId.
    fn leaf(&self, key: &dyn Sign, id: Option<&[u8]>) -> Result<Certificate, Error> {
        let fitting =
            || self.read.iter().filter(|(certificate, _)| certificate.spki() == key.spki());
        let same_id = fitting().filter(|(_, other)| id.is_some() && *other == id);
        let leaf = newest(same_id.map(|(certificate, _)| certificate))
            .or_else(|| newest(fitting().map(|(certificate, _)| certificate)));
        match (leaf, &self.refused) {
            (Some(leaf), _) => Ok(leaf.clone()),
            (None, Some(refused)) => Err(refused.clone()),
            (None, None) if self.read.is_empty() => {
                Err(Error::Credential(CredentialError::NoCertificate))
            }
            (None, None) => Err(Error::Credential(CredentialError::KeyMismatch)),
        }
    }
}

/// The certificate that became valid last: after a renewal, both are in the file.
fn newest<'c>(certificates: impl Iterator<Item = &'c Certificate>) -> Option<&'c Certificate> {
    certificates.max_by_key(|certificate| certificate.not_before())
}

/// The leaf, its issuers, their issuers, and so on; each once, and nothing else.
fn in_order(leaf: Certificate, pool: &[Certificate]) -> Vec<Certificate> {
    let mut chain = vec![leaf];
    let mut next = 0;
    while let Some(child) = chain.get(next).cloned() {
        next += 1;
        let is_issuer = |candidate: &&Certificate| candidate.subject().matches(child.issuer());
        let mut issuers: Vec<_> = pool.iter().filter(is_issuer).collect();
        // RFC 5280 §4.2.1.1: among several of one name, the key identifier tells the issuer.
        issuers.sort_by_key(|candidate| !has_the_key(candidate, &child));
        for issuer in issuers {
            if !chain.contains(issuer) {
                chain.push(issuer.clone());
            }
        }
    }
    chain
}

fn has_the_key(issuer: &Certificate, child: &Certificate) -> bool {
    let wanted = child.extensions().authority_key_identifier().and_then(|id| id.key_identifier());
    wanted.is_some() && wanted == issuer.extensions().subject_key_identifier()
}
