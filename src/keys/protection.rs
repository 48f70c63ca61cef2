//! Encryption under a password: the schemes of PKCS#8 and PKCS#12 files.
//!
//! PBES2 (RFC 8018 §6.2) with PBKDF2 or scrypt over AES-CBC or 3DES-CBC, and the schemes of RFC 7292
//! §C over 3DES and RC2. They hold a key against people without the password; they do not hold it
//! against change. Left out: RC4, single DES and PBES1, which no current tool writes, and AES-GCM.

use std::ops::Range;

use zeroize::Zeroizing;

use crate::crypto::password::{Cipher, Purpose};
use crate::der::Reader;
use crate::error::{Error, Unsupported};
use crate::keys::derivation::{Budget, Derivation, Password, Pkcs12};
use crate::oid::{self, Oid};

const UNSUPPORTED: Error = Error::Unsupported(Unsupported::KeyEncryption);

/// An encryption scheme and its parameters.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scheme<'a> {
    Pbes2 { derivation: Derivation<'a>, cipher: Cipher, iv: &'a [u8] },
    Pkcs12 { parameters: Pkcs12<'a>, cipher: Cipher },
}

impl<'a> Scheme<'a> {
    /// Reads an AlgorithmIdentifier.
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        const WHAT: &str = "encryptionAlgorithm";
        const PKCS12: [(Oid<'static>, Cipher); 4] = [
            (oid::PBE_SHA1_3DES3, Cipher::TripleDes3Key),
            (oid::PBE_SHA1_3DES2, Cipher::TripleDes2Key),
            (oid::PBE_SHA1_RC2_128, Cipher::Rc2Bits128),
            (oid::PBE_SHA1_RC2_40, Cipher::Rc2Bits40),
        ];
        let mut inner = reader.sequence(WHAT)?;
        let algorithm = inner.oid(WHAT)?;
        let scheme = if algorithm == oid::PBES2 {
            Self::pbes2(&mut inner)?
        } else {
            let found = PKCS12.iter().find(|(oid, _)| *oid == algorithm);
            let (_, cipher) = found.ok_or(UNSUPPORTED)?;
            Self::Pkcs12 { parameters: Pkcs12::read(&mut inner)?, cipher: *cipher }
        };
        inner.finish(WHAT)?;
        Ok(scheme)
    }

    /// Reads PBES2-params.
    ///
    /// ```text
    /// PBES2-params ::= SEQUENCE {
    ///   keyDerivationFunc AlgorithmIdentifier,
    ///   encryptionScheme AlgorithmIdentifier }
    /// ```
    fn pbes2(reader: &mut Reader<'a>) -> Result<Self, Error> {
        const WHAT: &str = "PBES2-params";
        // RFC 8018 §B.2: the parameters of each are its initialization vector.
        const CIPHERS: [(Oid<'static>, Cipher); 4] = [
            (oid::AES128_CBC, Cipher::Aes128),
            (oid::AES192_CBC, Cipher::Aes192),
            (oid::AES256_CBC, Cipher::Aes256),
            (oid::DES_EDE3_CBC, Cipher::TripleDes3Key),
        ];
        let mut inner = reader.sequence(WHAT)?;
        let derivation = Derivation::read(&mut inner)?;
        let mut scheme = inner.sequence(WHAT)?;
        let algorithm = scheme.oid(WHAT)?;
        let found = CIPHERS.iter().find(|(oid, _)| *oid == algorithm);
        let (_, cipher) = found.ok_or(UNSUPPORTED)?;
        let iv = scheme.octet_string(WHAT)?;
        if iv.len() != cipher.block_len() {
            return Err(scheme.error(WHAT, "RFC 8018 §B.2: initialization vector"));
        }
        scheme.finish(WHAT)?;
        inner.finish(WHAT)?;
        // RFC 8018 §A.2: keyLength agrees with the cipher.
        let agrees = |length| usize::try_from(length) == Ok(cipher.key_len());
        if !derivation.key_length().is_none_or(agrees) {
            return Err(inner.error(WHAT, "RFC 8018 §A.2: keyLength"));
        }
        Ok(Self::Pbes2 { derivation, cipher: *cipher, iv })
    }

    /// Decrypts under the first of these forms of the password whose plaintext looks right.
    ///
    /// Wrong padding is a wrong password; right padding is not yet a right one: once in 256 times it
    /// comes about by chance, so the plaintext is looked at before it is believed.
    pub(super) fn open(
        &self,
        password: &Password<'_>,
        forms: Range<usize>,
        ciphertext: &[u8],
        budget: &mut Budget,
        looks_right: impl Fn(&[u8]) -> bool,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let forms = match self {
            Self::Pbes2 { .. } => 0..1, // UTF-8 has one form
            Self::Pkcs12 { .. } => forms,
        };
        for form in forms {
            let plaintext = self.decrypt(password, form, ciphertext, budget)?;
            if let Some(plaintext) = plaintext.filter(|plaintext| looks_right(plaintext)) {
                return Ok(plaintext);
            }
        }
        Err(password.refused())
    }

    /// Decrypts under one form of the password; `None` if the padding is wrong.
    fn decrypt(
        &self,
        password: &Password<'_>,
        form: usize,
        ciphertext: &[u8],
        budget: &mut Budget,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let (Self::Pbes2 { cipher, .. } | Self::Pkcs12 { cipher, .. }) = self;
        // RFC 8018 §6.1.1 step 4: padding makes whole blocks, at least one.
        if ciphertext.is_empty() || !ciphertext.len().is_multiple_of(cipher.block_len()) {
            let clause = "RFC 8018 §6.1.1: not whole blocks";
            return Err(Error::der("encryptedData", clause, ciphertext.len()));
        }
        match self {
            Self::Pbes2 { derivation, cipher, iv } => {
                let key = derivation.derive(password, cipher.key_len(), budget)?;
                Ok(cipher.decrypt(&key, iv, ciphertext))
            }
            Self::Pkcs12 { parameters, cipher } => {
                let mut derive =
                    |purpose, length| parameters.derive(password, form, purpose, length, budget);
                let key = derive(Purpose::Key, cipher.key_len())?;
                let iv = derive(Purpose::Iv, cipher.block_len())?;
                Ok(cipher.decrypt(&key, &iv, ciphertext))
            }
        }
    }
}

#[cfg(test)]
mod tests;
