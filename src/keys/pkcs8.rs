//! Private keys in their containers, brought to PKCS#8 in DER, which providers take.
//!
//! PKCS#8 (RFC 5958, both versions), encrypted PKCS#8 (RFC 5958 §3), PKCS#1 (RFC 8017 §A.1.2) and
//! SEC 1 (RFC 5915). Only the outermost shape is looked at here; the provider reads the key. Strict
//! DER. Left out: the encryption of PEM by `DEK-Info`, whose key derivation is one round of MD5.

use std::ops::Range;

use zeroize::Zeroizing;

use crate::der::{Reader, Tag, Writer};
use crate::error::Error;
use crate::keys::derivation::{Budget, Password};
use crate::keys::protection::Scheme;
use crate::oid;

/// The container of a private key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// PrivateKeyInfo or OneAsymmetricKey.
    Pkcs8,
    /// EncryptedPrivateKeyInfo.
    Encrypted,
    /// RSAPrivateKey.
    Pkcs1,
    /// ECPrivateKey.
    Sec1,
}

impl Container {
    /// Tells the container by how it begins.
    pub(super) fn recognise(der: &[u8]) -> Result<Self, Error> {
        const WHAT: &str = "private key";
        let mut reader = Reader::new(der);
        let mut inner = reader.sequence(WHAT)?;
        reader.finish(WHAT)?;
        if inner.peek(Tag::SEQUENCE) {
            return Ok(Self::Encrypted);
        }
        inner.integer(WHAT)?;
        match inner.peek_tag() {
            Some(Tag::SEQUENCE) => Ok(Self::Pkcs8),
            Some(Tag::INTEGER) => Ok(Self::Pkcs1),
            Some(Tag::OCTET_STRING) => Ok(Self::Sec1),
            _ => Err(inner.error(WHAT, "neither PKCS#8, PKCS#1 nor SEC 1")),
        }
    }
}

/// EncryptedPrivateKeyInfo.
///
/// ```text
/// EncryptedPrivateKeyInfo ::= SEQUENCE {
///   encryptionAlgorithm  AlgorithmIdentifier,
///   encryptedData        OCTET STRING }
/// ```
#[derive(Clone, Copy, Debug)]
pub(super) struct Encrypted<'a> {
    scheme: Scheme<'a>,
    data: &'a [u8],
}

impl<'a> Encrypted<'a> {
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        const WHAT: &str = "EncryptedPrivateKeyInfo";
        let mut inner = reader.sequence(WHAT)?;
        let scheme = Scheme::read(&mut inner)?;
        let data = inner.octet_string(WHAT)?;
        inner.finish(WHAT)?;
        Ok(Self { scheme, data })
    }

    /// Decrypts the key. Without a MAC, a password is right if its plaintext is shaped like PKCS#8.
    pub(super) fn open(
        &self,
        password: &Password<'_>,
        forms: Range<usize>,
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.scheme.open(password, forms, self.data, budget, |plaintext| {
            is_pkcs8(plaintext).is_ok_and(|is| is)
        })
    }
}

/// Whether the whole input is shaped like PrivateKeyInfo; an error says no as well.
fn is_pkcs8(der: &[u8]) -> Result<bool, Error> {
    const WHAT: &str = "PrivateKeyInfo";
    let mut reader = Reader::new(der);
    let mut inner = reader.sequence(WHAT)?;
    reader.finish(WHAT)?;
    inner.integer(WHAT)?;
    inner.sequence(WHAT)?.oid(WHAT)?;
    Ok(inner.peek(Tag::OCTET_STRING))
}

/// Wraps RSAPrivateKey.
pub(super) fn from_pkcs1(key: &[u8]) -> Zeroizing<Vec<u8>> {
    wrap(key, |algorithm| {
        algorithm.oid(oid::RSA_ENCRYPTION).null();
    })
}

/// Wraps ECPrivateKey, whose curve goes into the AlgorithmIdentifier.
pub(super) fn from_sec1(key: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    const WHAT: &str = "ECPrivateKey";
    let mut inner = Reader::new(key).sequence(WHAT)?;
    inner.integer(WHAT)?;
    inner.octet_string(WHAT)?;
    // RFC 5915 §3: parameters are optional, but outside of PKCS#8 nothing else names the curve.
    let place = inner;
    let parameters = inner.optional(Tag::context_constructed(0), WHAT)?;
    let parameters = parameters.ok_or_else(|| place.error(WHAT, "RFC 5915 §3: parameters"))?;
    Ok(wrap(key, |algorithm| {
        algorithm.oid(oid::EC_PUBLIC_KEY).raw(parameters.value);
    }))
}

/// Writes PrivateKeyInfo into a buffer that never moves, so that no copy is left behind.
fn wrap(key: &[u8], algorithm: impl FnOnce(&mut Writer)) -> Zeroizing<Vec<u8>> {
    // Twice the key covers parameters that lie within it; the rest is headers and an identifier.
    let mut out = Writer::with_capacity(2 * key.len() + 64);
    out.sequence(|out| {
        out.unsigned(0).sequence(algorithm).octet_string(key);
    });
    Zeroizing::new(out.finish())
}
