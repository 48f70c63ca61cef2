//! Which certificate an answer is about: CertID (RFC 6960 §4.1.1).

use crate::crypto::{DigestAlgorithm, Hasher, PublicKey};
use crate::der::{Reader, Tag, Writer, check_integer};
use crate::error::Error;
use crate::oid::Oid;
use crate::x509::{Certificate, Name};

/// Which certificate is meant: hashes of its issuer's name and key, and its serial number.
///
/// SHA-1 is admitted here: the hashes are a name for the issuer, and what is said under it is signed.
///
/// ```text
/// CertID ::= SEQUENCE {
///   hashAlgorithm AlgorithmIdentifier,  issuerNameHash OCTET STRING,
///   issuerKeyHash OCTET STRING,  serialNumber CertificateSerialNumber }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CertId<'a> {
    algorithm: Oid<'a>,
    name_hash: &'a [u8],
    key_hash: &'a [u8],
    serial: &'a [u8],
}

impl<'a> CertId<'a> {
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        const WHAT: &str = "CertID";
        let mut fields = reader.sequence(WHAT)?;
        let mut algorithm = fields.sequence("CertID.hashAlgorithm")?;
        let id = algorithm.oid("CertID.hashAlgorithm")?;
        // RFC 5754 §2: parameters are absent or NULL.
        if let Some(null) = algorithm.optional(Tag::NULL, "CertID.hashAlgorithm")?
            && !null.value.is_empty()
        {
            return Err(Error::der("CertID.hashAlgorithm", "X.690 §8.8.2: NULL", null.offset));
        }
        algorithm.finish("CertID.hashAlgorithm")?;
        let name_hash = fields.octet_string("issuerNameHash")?;
        let key_hash = fields.octet_string("issuerKeyHash")?;
        let serial = fields.expect(Tag::INTEGER, "CertID.serialNumber")?;
        check_integer(&serial, "CertID.serialNumber")?;
        fields.finish(WHAT)?;
        Ok(Self { algorithm: id, name_hash, key_hash, serial: serial.value })
    }

    /// Returns the hash algorithm.
    pub fn hash_algorithm(&self) -> Oid<'a> {
        self.algorithm
    }

    /// Returns the serial number: the contents of its INTEGER.
    pub fn serial(&self) -> &'a [u8] {
        self.serial
    }

    /// Whether a certificate is meant, given its issuer's key as SubjectPublicKeyInfo.
    ///
    /// The serial number is looked at first, so that a long answer costs few hashes.
    pub fn is_of(&self, certificate: &Certificate, issuer_spki: &[u8]) -> bool {
        let Some(algorithm) = DigestAlgorithm::from_oid(self.algorithm) else { return false };
        self.serial == certificate.serial()
            && Hasher::digest(algorithm, certificate.issuer().raw()).as_bytes() == self.name_hash
            && key_hash(algorithm, issuer_spki).is_some_and(|hash| hash == self.key_hash)
    }
}

/// The hash of a key: of the octets of its BIT STRING, without tag, length and unused bits.
pub(in crate::revocation) fn key_hash(algorithm: DigestAlgorithm, spki: &[u8]) -> Option<Vec<u8>> {
    let key = PublicKey::from_spki(spki).ok()?;
    Some(Hasher::digest(algorithm, key.octets()).as_bytes().to_vec())
}

/// Writes a CertID. `None` if the issuer's key cannot be read.
pub(super) fn write(
    algorithm: DigestAlgorithm,
    issuer: &Name,
    issuer_spki: &[u8],
    serial: &[u8],
) -> Option<Vec<u8>> {
    let hash = key_hash(algorithm, issuer_spki)?;
    let mut out = Writer::new();
    out.sequence(|out| {
        out.sequence(|out| {
            out.oid(algorithm.oid());
            out.null();
        });
        out.value(Tag::OCTET_STRING, Hasher::digest(algorithm, issuer.raw()).as_bytes());
        out.value(Tag::OCTET_STRING, &hash);
        out.value(Tag::INTEGER, serial);
    });
    Some(out.finish())
}
