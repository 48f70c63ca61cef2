//! The MAC of a PKCS#12 file: RFC 7292 §4 with its own derivation, or PBMAC1 (RFC 9579).
//!
//! It is what tells a wrong password, and a changed file, from a right one. It must be as long as
//! its hash: a MAC that was cut off is refused.

use std::ops::Range;

use crate::crypto::password::{Hash, Purpose};
use crate::der::Reader;
use crate::error::{Error, Unsupported};
use crate::keys::derivation::{
    Budget, Derivation, Password, Pkcs12, hmac_hash, known_hash, positive,
};
use crate::oid::{self, Oid};

const WHAT: &str = "MacData";

/// RFC 9579: keyLength is at least 20. At most the output of the longest hash: more would be
/// folded by HMAC, and cost its reader.
const PBMAC1_KEY: std::ops::RangeInclusive<usize> = 20..=64;

/// Reads MacData and verifies the MAC over `content`.
///
/// Returns the forms of the password that may have been used in the file.
///
/// ```text
/// MacData ::= SEQUENCE {
///   mac         SEQUENCE { digestAlgorithm AlgorithmIdentifier, digest OCTET STRING },
///   macSalt     OCTET STRING,
///   iterations  INTEGER DEFAULT 1 }
/// ```
pub(super) fn verify(
    reader: &mut Reader<'_>,
    content: &[u8],
    password: &Password<'_>,
    budget: &mut Budget,
) -> Result<Range<usize>, Error> {
    let mut data = reader.sequence(WHAT)?;
    let mut info = data.sequence(WHAT)?;
    let mut algorithm = info;
    info.any(WHAT)?;
    let expected = info.octet_string(WHAT)?;
    info.finish(WHAT)?;
    let salt = data.octet_string(WHAT)?;
    // NOTE: the DEFAULT is written out by many.
    let iterations = if data.is_empty() { 1 } else { positive(&mut data, WHAT)? };
    data.finish(WHAT)?;
    if let Some(parameters) = Pbmac1::read(&mut algorithm)? {
        return parameters.verify(content, expected, password, budget);
    }
    let hash = digest(&mut algorithm)?;
    check_length(hash, expected, &data)?;
    let parameters = Pkcs12 { hash, salt, iterations };
    for form in password.forms() {
        let key = parameters.derive(password, form, Purpose::Mac, hash.len(), budget)?;
        if hash.hmac_matches(&key, content, expected) {
            return Ok(form..form + 1);
        }
    }
    Err(password.refused())
}

fn digest(reader: &mut Reader<'_>) -> Result<Hash, Error> {
    const DIGESTS: [(Oid<'static>, Hash); 5] = [
        (oid::SHA1, Hash::Sha1),
        (oid::SHA224, Hash::Sha224),
        (oid::SHA256, Hash::Sha256),
        (oid::SHA384, Hash::Sha384),
        (oid::SHA512, Hash::Sha512),
    ];
    known_hash(reader, &DIGESTS, "digestAlgorithm")
}

fn check_length(hash: Hash, mac: &[u8], place: &Reader<'_>) -> Result<(), Error> {
    if mac.len() == hash.len() {
        Ok(())
    } else {
        Err(place.error(WHAT, "RFC 7292 §4: length of the MAC"))
    }
}

/// The parameters of PBMAC1 (RFC 8018 §A.5).
struct Pbmac1<'a> {
    derivation: Derivation<'a>,
    key_length: usize,
    hash: Hash,
}

impl<'a> Pbmac1<'a> {
    /// Reads an AlgorithmIdentifier, if it is of PBMAC1.
    ///
    /// ```text
    /// PBMAC1-params ::= SEQUENCE {
    ///   keyDerivationFunc  AlgorithmIdentifier,
    ///   messageAuthScheme  AlgorithmIdentifier }
    /// ```
    fn read(reader: &mut Reader<'a>) -> Result<Option<Self>, Error> {
        const WHAT: &str = "PBMAC1-params";
        let mut algorithm = Reader::clone(reader).sequence(WHAT)?;
        if algorithm.oid(WHAT)? != oid::PBMAC1 {
            return Ok(None);
        }
        let mut parameters = algorithm.sequence(WHAT)?;
        algorithm.finish(WHAT)?;
        let derivation = Derivation::read(&mut parameters)?;
        // RFC 9579: the derivation is PBKDF2, and keyLength is there.
        let Derivation::Pbkdf2(pbkdf2) = &derivation else {
            return Err(Error::Unsupported(Unsupported::KeyEncryption));
        };
        let length = pbkdf2.key_length.and_then(|length| usize::try_from(length).ok());
        let length = length.filter(|length| PBMAC1_KEY.contains(length));
        let key_length = length.ok_or_else(|| parameters.error(WHAT, "RFC 9579: keyLength"))?;
        let hash = hmac_hash(&mut parameters)?;
        parameters.finish(WHAT)?;
        Ok(Some(Self { derivation, key_length, hash }))
    }

    fn verify(
        &self,
        content: &[u8],
        expected: &[u8],
        password: &Password<'_>,
        budget: &mut Budget,
    ) -> Result<Range<usize>, Error> {
        let key = self.derivation.derive(password, self.key_length, budget)?;
        if self.hash.hmac_matches(&key, content, expected) {
            Ok(password.forms())
        } else {
            Err(password.refused())
        }
    }
}
