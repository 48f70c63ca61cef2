//! PKCS#8 private keys taken apart (RFC 5958, RFC 5208), so that every provider gets the same parts.
//!
//! ECPrivateKey by RFC 5915, Ed25519 by RFC 8410 §7, RSAPrivateKey by RFC 8017 §A.1.2. More lenient
//! than ring about what Java and old tools write: an EC key without its public half (it is computed),
//! and a scalar with leading zeros left out. Attributes are read over.

use zeroize::Zeroizing;

use crate::crypto::digest::null_or_absent;
use crate::crypto::fallback::ec;
use crate::crypto::public_key::{bit_length, positive};
use crate::der::{Reader, Tag, Tlv, Writer};
use crate::error::{Error, KeyError};
use crate::oid::{self, Oid};

const WHAT: &str = "PrivateKeyInfo";

/// The sizes of RSA keys that sign, in bits: below 2048 nothing is made, and both providers agree
/// up to 4096.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=4096;

/// A curve of a key that signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Curve {
    P256,
    P384,
}

impl Curve {
    fn from_oid(oid: Oid<'_>) -> Option<Self> {
        [Self::P256, Self::P384].into_iter().find(|curve| curve.oid() == oid)
    }

    fn oid(self) -> Oid<'static> {
        match self {
            Self::P256 => oid::SECP256R1,
            Self::P384 => oid::SECP384R1,
        }
    }

    fn octets(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
        }
    }

    fn point(self, scalar: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::P256 => ec::point_p256(scalar),
            Self::P384 => ec::point_p384(scalar),
        }
    }
}

/// The parts of a private key. It has no `Debug`, as they are secret.
pub(super) enum PrivateKeyParts<'a> {
    /// A scalar as long as the curve's order, and its point, uncompressed.
    Ec { curve: Curve, scalar: Zeroizing<Vec<u8>>, point: Vec<u8> },
    /// A seed and, where it was given, the public key.
    Ed25519 { seed: &'a [u8], public: Option<&'a [u8]> },
    /// RSAPrivateKey, and the AlgorithmIdentifier of its public key.
    Rsa { key: &'a [u8], algorithm: Vec<u8> },
}

impl<'a> PrivateKeyParts<'a> {
    /// Reads PrivateKeyInfo or OneAsymmetricKey, the whole input.
    ///
    /// ```text
    /// OneAsymmetricKey ::= SEQUENCE {
    ///   version                   INTEGER { v1(0), v2(1) },
    ///   privateKeyAlgorithm       AlgorithmIdentifier,
    ///   privateKey                OCTET STRING,
    ///   attributes            [0] SET OF Attribute OPTIONAL,
    ///   publicKey             [1] BIT STRING OPTIONAL }
    /// ```
    pub(super) fn from_pkcs8(pkcs8: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(pkcs8);
        let mut inner = reader.sequence(WHAT)?;
        reader.finish(WHAT)?;
        let place = inner;
        let version = inner.small_integer(WHAT)?;
        let algorithm = inner.expect(Tag::SEQUENCE, WHAT)?;
        let key = inner.octet_string(WHAT)?;
        inner.optional(Tag::context_constructed(0), WHAT)?;
        let public = inner.optional(Tag::context(1), WHAT)?;
        inner.finish(WHAT)?;
        // RFC 5958 §2: v2 if publicKey is there, else v1 (v2 without it is read as well).
        if version > 1 || (version == 0 && public.is_some()) {
            return Err(place.error(WHAT, "RFC 5958 §2: version"));
        }
        // publicKey is a BIT STRING of whole octets in each of the three types.
        let public = match public.map(|tlv| tlv.value) {
            None => None,
            Some([0, octets @ ..]) => Some(octets),
            Some(_) => return Err(place.error(WHAT, "RFC 5958 §2: publicKey")),
        };
        Self::read(&algorithm, key, public)
    }

    fn read(identifier: &Tlv<'a>, key: &'a [u8], public: Option<&'a [u8]>) -> Result<Self, Error> {
        let mut algorithm = identifier.reader();
        let oid = algorithm.oid(WHAT)?;
        if oid == oid::RSA_ENCRYPTION {
            // NOTE: RFC 8017 §A.1 wants NULL; some writers of private keys leave it out.
            null_or_absent(&mut algorithm, WHAT)?;
            algorithm.finish(WHAT)?;
            let mut written = Writer::new();
            written.sequence(|out| {
                out.oid(oid).null();
            });
            rsa(key, written.finish())
        } else if oid == oid::RSASSA_PSS {
            // Parameters that restrict the key go into the public key as they are.
            rsa(key, identifier.raw.to_vec())
        } else if oid == oid::EC_PUBLIC_KEY {
            // RFC 5480 §2.1.1: a named curve.
            let curve = if algorithm.peek(Tag::OID) { algorithm.oid(WHAT).ok() } else { None };
            let curve = curve.and_then(Curve::from_oid).ok_or(UNSUPPORTED)?;
            algorithm.finish(WHAT)?;
            ec(curve, key, public)
        } else if oid == oid::ED25519 {
            // RFC 8410 §3: the parameters must be absent.
            algorithm.finish(WHAT)?;
            ed25519(key, public)
        } else {
            Err(UNSUPPORTED)
        }
    }

    /// Writes SubjectPublicKeyInfo around a public key, which is an RSAPublicKey, a point or 32
    /// octets.
    pub(super) fn spki(&self, public: &[u8]) -> Vec<u8> {
        let mut out = Writer::with_capacity(public.len() + 64);
        out.sequence(|out| {
            match self {
                Self::Ec { curve, .. } => out.sequence(|out| {
                    out.oid(oid::EC_PUBLIC_KEY).oid(curve.oid());
                }),
                Self::Ed25519 { .. } => out.sequence(|out| {
                    out.oid(oid::ED25519);
                }),
                Self::Rsa { algorithm, .. } => out.raw(algorithm),
            };
            let mut octets = Vec::with_capacity(public.len() + 1);
            octets.push(0);
            octets.extend_from_slice(public);
            out.value(Tag::BIT_STRING, &octets);
        });
        out.finish()
    }
}

const UNSUPPORTED: Error = Error::Key(KeyError::UnsupportedType);
const INVALID: Error = Error::Key(KeyError::Invalid);

/// RSAPrivateKey ::= SEQUENCE { version, modulus, publicExponent, … } (RFC 8017 §A.1.2).
///
/// Only the size is looked at; the provider reads and checks the numbers.
fn rsa(key: &[u8], algorithm: Vec<u8>) -> Result<PrivateKeyParts<'_>, Error> {
    const KEY: &str = "RSAPrivateKey";
    let mut reader = Reader::new(key);
    let mut inner = reader.sequence(KEY)?;
    reader.finish(KEY)?;
    // RFC 8017 §A.1.2: version 0 has two primes; more are not supported.
    if inner.small_integer(KEY)? != 0 {
        return Err(UNSUPPORTED);
    }
    let bits = positive(inner.integer(KEY)?).map(bit_length);
    if bits.is_some_and(|bits| RSA_BITS.contains(&bits)) {
        Ok(PrivateKeyParts::Rsa { key, algorithm })
    } else {
        Err(INVALID)
    }
}

/// Reads ECPrivateKey.
///
/// ```text
/// ECPrivateKey ::= SEQUENCE {
///   version        INTEGER { ecPrivkeyVer1(1) },
///   privateKey     OCTET STRING,
///   parameters [0] ECParameters {{ NamedCurve }} OPTIONAL,
///   publicKey  [1] BIT STRING OPTIONAL }
/// ```
fn ec<'a>(
    curve: Curve,
    key: &'a [u8],
    public: Option<&[u8]>,
) -> Result<PrivateKeyParts<'a>, Error> {
    const KEY: &str = "ECPrivateKey";
    let mut reader = Reader::new(key);
    let mut inner = reader.sequence(KEY)?;
    reader.finish(KEY)?;
    // RFC 5915 §3: the version is 1.
    if inner.small_integer(KEY)? != 1 {
        return Err(reader.error(KEY, "RFC 5915 §3: version"));
    }
    let octets = inner.octet_string(KEY)?;
    if let Some(parameters) = inner.optional(Tag::context_constructed(0), KEY)? {
        // Two curves that differ leave open which one the scalar belongs to.
        let mut parameters = parameters.reader();
        if !parameters.peek(Tag::OID) || parameters.oid(KEY)? != curve.oid() {
            return Err(INVALID);
        }
    }
    let mut within = None;
    if let Some(field) = inner.optional(Tag::context_constructed(1), KEY)? {
        let mut field = field.reader();
        within = Some(field.bit_string_octets(KEY)?);
        field.finish(KEY)?;
    }
    inner.finish(KEY)?;
    let scalar = ec::scalar(octets, curve.octets()).ok_or(INVALID)?;
    let computed = curve.point(&scalar).ok_or(INVALID)?;
    // RFC 5915 §3: the public half, where it is given, belongs to the scalar.
    let agrees = |given: &[u8]| given == computed || is_compressed(given, &computed);
    if [within, public].into_iter().flatten().all(agrees) {
        Ok(PrivateKeyParts::Ec { curve, scalar, point: computed })
    } else {
        Err(INVALID)
    }
}

/// Whether `given` is the compressed form of an uncompressed point (SEC 1 §2.3.3).
fn is_compressed(given: &[u8], point: &[u8]) -> bool {
    let [sign @ (0x02 | 0x03), x @ ..] = given else { return false };
    let odd = point.last().is_some_and(|last| last & 1 == 1);
    (*sign == 0x03) == odd && point.get(1..=x.len()) == Some(x) && point.len() == 2 * x.len() + 1
}

/// CurvePrivateKey ::= OCTET STRING of 32 octets (RFC 8410 §7).
fn ed25519<'a>(key: &'a [u8], public: Option<&'a [u8]>) -> Result<PrivateKeyParts<'a>, Error> {
    let mut reader = Reader::new(key);
    let seed = reader.octet_string("CurvePrivateKey")?;
    reader.finish("CurvePrivateKey")?;
    if seed.len() == 32 && public.is_none_or(|public| public.len() == 32) {
        Ok(PrivateKeyParts::Ed25519 { seed, public })
    } else {
        Err(INVALID)
    }
}

#[cfg(test)]
mod tests;
