//! Keys derived from passwords: parameters are read, and their cost is paid, before any work.
//!
//! PBKDF2 (RFC 8018 §A.2), scrypt (RFC 7914 §7.1) and the PKCS#12 derivation (RFC 7292 §B). A file
//! says how much work its reader has to do, so that a [`Budget`] is drawn on first: it holds for all
//! bags of a file together. Left out: salts from another source (RFC 8018 §A.2 `otherSource`).

use std::ops::Range;

use zeroize::Zeroizing;

use crate::crypto::password::{Hash, Purpose, ScryptCost, scrypt};
use crate::der::{Reader, Tag};
use crate::error::{Error, KeyError, Limit, Unsupported};
use crate::limits::Limits;
use crate::oid::{self, Oid};

const UNSUPPORTED: Error = Error::Unsupported(Unsupported::KeyEncryption);

/// What is left of the work that one file may ask for.
#[derive(Debug)]
pub(crate) struct Budget {
    iterations: u64,
    memory: u64,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { iterations: u64::from(limits.kdf_iterations), memory: limits.kdf_memory }
    }

    /// Pays for iterations before they are run.
    fn pay(&mut self, iterations: u64) -> Result<(), Error> {
        let rest = self.iterations.checked_sub(iterations);
        self.iterations = rest.ok_or(Error::LimitExceeded(Limit::KdfIterations))?;
        Ok(())
    }
}

/// A password in the two encodings that the schemes want.
pub(super) struct Password<'a> {
    utf8: &'a [u8],
    /// The forms in which a writer may have taken it as BMPString; the first is the standard's.
    bmp: Vec<Zeroizing<Vec<u8>>>,
}

impl<'a> Password<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        // RFC 7292 §B.1: big-endian UTF-16 with a terminating zero. No reallocation may leave a copy.
        let wide = |units: &mut dyn Iterator<Item = u16>| {
            let mut out = Zeroizing::new(Vec::with_capacity(2 * text.len() + 2));
            units.chain([0]).for_each(|unit| out.extend(unit.to_be_bytes()));
            out
        };
        let mut bmp = vec![wide(&mut text.encode_utf16())];
        if text.is_empty() {
            // NOTE: "no password" is not the empty one: some writers derive from no octets at all.
            bmp.push(Zeroizing::default());
        } else if !text.is_ascii() {
            // NOTE: OpenSSL before 1.1.0 widened the octets of UTF-8, one by one.
            bmp.push(wide(&mut text.bytes().map(u16::from)));
        }
        Self { utf8: text.as_bytes(), bmp }
    }

    /// All forms in which it may have been taken as BMPString.
    pub(super) fn forms(&self) -> Range<usize> {
        0..self.bmp.len()
    }

    /// Why a file did not open: where the password is empty, one is needed.
    pub(super) fn refused(&self) -> Error {
        let empty = self.utf8.is_empty();
        Error::Key(if empty { KeyError::PasswordNeeded } else { KeyError::WrongPassword })
    }

    fn bmp(&self, form: usize) -> &[u8] {
        self.bmp.get(form).map_or(&[], |octets| octets)
    }
}

/// How a key is derived from a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Derivation<'a> {
    Pbkdf2(Pbkdf2<'a>),
    Scrypt(Scrypt<'a>),
}

/// The parameters of PBKDF2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pbkdf2<'a> {
    salt: &'a [u8],
    iterations: u64,
    pub(super) key_length: Option<u64>,
    hash: Hash,
}

/// The parameters of scrypt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scrypt<'a> {
    salt: &'a [u8],
    cost: u64,
    block_size: u64,
    parallelization: u64,
    key_length: Option<u64>,
}

impl<'a> Derivation<'a> {
    /// Reads an AlgorithmIdentifier.
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        const WHAT: &str = "keyDerivationFunc";
        let mut inner = reader.sequence(WHAT)?;
        let algorithm = inner.oid(WHAT)?;
        let derivation = if algorithm == oid::PBKDF2 {
            Self::Pbkdf2(Pbkdf2::read(&mut inner)?)
        } else if algorithm == oid::SCRYPT {
            Self::Scrypt(Scrypt::read(&mut inner)?)
        } else {
            return Err(UNSUPPORTED);
        };
        inner.finish(WHAT)?;
        Ok(derivation)
    }

    /// The length of the key, where the parameters say it.
    pub(super) fn key_length(&self) -> Option<u64> {
        match self {
            Self::Pbkdf2(parameters) => parameters.key_length,
            Self::Scrypt(parameters) => parameters.key_length,
        }
    }

    /// Derives a key from the password in UTF-8, as all writers of PBES2 but the oldest take it.
    pub(super) fn derive(
        &self,
        password: &Password<'_>,
        length: usize,
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        match self {
            Self::Pbkdf2(parameters) => parameters.derive(password, length, budget),
            Self::Scrypt(parameters) => parameters.derive(password, length, budget),
        }
    }
}

impl<'a> Pbkdf2<'a> {
    /// Reads PBKDF2-params.
    ///
    /// ```text
    /// PBKDF2-params ::= SEQUENCE {
    ///   salt CHOICE { specified OCTET STRING, otherSource AlgorithmIdentifier },
    ///   iterationCount INTEGER (1..MAX),
    ///   keyLength INTEGER (1..MAX) OPTIONAL,
    ///   prf AlgorithmIdentifier DEFAULT algid-hmacWithSHA1 }
    /// ```
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        const WHAT: &str = "PBKDF2-params";
        let mut inner = reader.sequence(WHAT)?;
        if inner.peek(Tag::SEQUENCE) {
            return Err(UNSUPPORTED);
        }
        let salt = inner.octet_string(WHAT)?;
        let iterations = positive(&mut inner, WHAT)?;
        let key_length = optional_positive(&mut inner, WHAT)?;
        let hash = if inner.is_empty() { Hash::Sha1 } else { hmac_hash(&mut inner)? };
        inner.finish(WHAT)?;
        Ok(Self { salt, iterations, key_length, hash })
    }

    pub(super) fn derive(
        &self,
        password: &Password<'_>,
        length: usize,
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let iterations = affordable(self.iterations, budget)?;
        Ok(self.hash.pbkdf2(password.utf8, self.salt, iterations, length))
    }
}

impl<'a> Scrypt<'a> {
    /// Reads scrypt-params.
    ///
    /// ```text
    /// scrypt-params ::= SEQUENCE {
    ///   salt OCTET STRING,
    ///   costParameter INTEGER (1..MAX),
    ///   blockSize INTEGER (1..MAX),
    ///   parallelizationParameter INTEGER (1..MAX),
    ///   keyLength INTEGER (1..MAX) OPTIONAL }
    /// ```
    fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        const WHAT: &str = "scrypt-params";
        let mut inner = reader.sequence(WHAT)?;
        let salt = inner.octet_string(WHAT)?;
        let place = inner;
        let cost = positive(&mut inner, WHAT)?;
        // RFC 7914 §2: N is larger than 1 and a power of 2.
        if cost < 2 || !cost.is_power_of_two() {
            return Err(place.error(WHAT, "RFC 7914 §2: costParameter"));
        }
        let block_size = positive(&mut inner, WHAT)?;
        let parallelization = positive(&mut inner, WHAT)?;
        let key_length = optional_positive(&mut inner, WHAT)?;
        inner.finish(WHAT)?;
        Ok(Self { salt, cost, block_size, parallelization, key_length })
    }

    fn derive(
        &self,
        password: &Password<'_>,
        length: usize,
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        // RFC 7914 §2: 128·r octets for each of N and p.
        let blocks = self.cost.checked_add(self.parallelization);
        let lane = self.block_size.checked_mul(128);
        let memory = blocks.zip(lane).and_then(|(blocks, lane)| blocks.checked_mul(lane));
        if memory.is_none_or(|memory| memory > budget.memory) {
            return Err(Error::LimitExceeded(Limit::KdfMemory));
        }
        // Each of p lanes mixes 2·N blocks of r pieces; a piece costs about what an iteration does.
        let work = (self.cost * self.block_size).checked_mul(2);
        let work = work.and_then(|work| work.checked_mul(self.parallelization));
        budget.pay(work.unwrap_or(u64::MAX))?;
        let (r, p) = (u32::try_from(self.block_size), u32::try_from(self.parallelization));
        let (Ok(log_n), Ok(r), Ok(p)) = (u8::try_from(self.cost.ilog2()), r, p) else {
            return Err(Error::LimitExceeded(Limit::KdfMemory));
        };
        scrypt(password.utf8, self.salt, ScryptCost { log_n, r, p }, length)
            .ok_or(Error::LimitExceeded(Limit::KdfMemory))
    }
}

/// The parameters of the PKCS#12 derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pkcs12<'a> {
    pub(super) hash: Hash,
    pub(super) salt: &'a [u8],
    pub(super) iterations: u64,
}

impl<'a> Pkcs12<'a> {
    /// Reads `pkcs-12PbeParams ::= SEQUENCE { salt OCTET STRING, iterations INTEGER }`.
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        const WHAT: &str = "pkcs-12PbeParams";
        let mut inner = reader.sequence(WHAT)?;
        let salt = inner.octet_string(WHAT)?;
        let iterations = positive(&mut inner, WHAT)?;
        inner.finish(WHAT)?;
        Ok(Self { hash: Hash::Sha1, salt, iterations })
    }

    /// Derives octets from one form of the password.
    pub(super) fn derive(
        &self,
        password: &Password<'_>,
        form: usize,
        purpose: Purpose,
        length: usize,
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let iterations = affordable(self.iterations, budget)?;
        Ok(self.hash.pkcs12(purpose, password.bmp(form), self.salt, iterations, length))
    }
}

fn affordable(iterations: u64, budget: &mut Budget) -> Result<u32, Error> {
    budget.pay(iterations)?;
    u32::try_from(iterations).map_err(|_| Error::LimitExceeded(Limit::KdfIterations))
}

/// Reads INTEGER (1..MAX).
pub(super) fn positive(reader: &mut Reader<'_>, what: &'static str) -> Result<u64, Error> {
    let place = *reader;
    match reader.small_integer(what)? {
        0 => Err(place.error(what, "RFC 8018 §A: INTEGER (1..MAX)")),
        value => Ok(value),
    }
}

fn optional_positive(reader: &mut Reader<'_>, what: &'static str) -> Result<Option<u64>, Error> {
    if reader.peek(Tag::INTEGER) { positive(reader, what).map(Some) } else { Ok(None) }
}

/// Reads the AlgorithmIdentifier of an HMAC: parameters NULL, or absent as some writers have it.
pub(super) fn hmac_hash(reader: &mut Reader<'_>) -> Result<Hash, Error> {
    const HASHES: [(Oid<'static>, Hash); 5] = [
        (oid::HMAC_SHA1, Hash::Sha1),
        (oid::HMAC_SHA224, Hash::Sha224),
        (oid::HMAC_SHA256, Hash::Sha256),
        (oid::HMAC_SHA384, Hash::Sha384),
        (oid::HMAC_SHA512, Hash::Sha512),
    ];
    known_hash(reader, &HASHES, "prf")
}

/// Reads the AlgorithmIdentifier of a hash among the known ones.
pub(super) fn known_hash(
    reader: &mut Reader<'_>,
    known: &[(Oid<'static>, Hash)],
    what: &'static str,
) -> Result<Hash, Error> {
    let mut inner = reader.sequence(what)?;
    let algorithm = inner.oid(what)?;
    let found = known.iter().find(|(oid, _)| *oid == algorithm);
    let (_, hash) = found.ok_or(UNSUPPORTED)?;
    if !inner.is_empty() && !inner.expect(Tag::NULL, what)?.value.is_empty() {
        return Err(inner.error(what, "X.690 §8.8.2: NULL"));
    }
    inner.finish(what)?;
    Ok(*hash)
}

#[cfg(test)]
mod tests;
