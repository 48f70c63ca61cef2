//! Public keys, as SubjectPublicKeyInfo carries them (RFC 5280 §4.1.2.7).
//!
//! RFC 3279 and RFC 4055 (RSA), RFC 5480 (P-256, P-384), RFC 8410 (Ed25519). A key of another type,
//! an EC key on another curve or with its curve spelled out, and an EC point in compressed form are
//! read as [`KeyKind::Other`]: the certificate around it can be shown, and nothing verifies with it.

use crate::crypto::algorithm::{PssParameters, SignatureAlgorithm};
use crate::der::{Reader, Tag};
use crate::error::Error;
use crate::oid;

const WHAT: &str = "SubjectPublicKeyInfo";

/// The kind of a key.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// EC on the curve P-256 (secp256r1).
    EcP256,
    /// EC on the curve P-384 (secp384r1).
    EcP384,
    /// Ed25519.
    Ed25519,
    /// RSA, for either signature scheme or for RSASSA-PSS alone.
    Rsa,
    /// Another kind, with which nothing can be verified here.
    Other,
}

impl KeyKind {
    /// Returns the short name used in reports, such as `RSA` or `EC-P256`.
    pub fn name(self) -> &'static str {
        match self {
            Self::EcP256 => "EC-P256",
            Self::EcP384 => "EC-P384",
            Self::Ed25519 => "Ed25519",
            Self::Rsa => "RSA",
            Self::Other => "other",
        }
    }
}

/// A public key, read in place.
///
/// It borrows the SubjectPublicKeyInfo and copies nothing. It also says which signatures the key
/// admits: an RSA key for RSASSA-PSS alone verifies nothing else, and only with its own parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey<'a> {
    spki: &'a [u8],
    /// The contents of subjectPublicKey: RSAPublicKey, a point, or 32 octets.
    octets: &'a [u8],
    kind: Kind<'a>,
}

/// What else is known about a key, by its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind<'a> {
    EcP256,
    EcP384,
    Ed25519,
    Rsa { modulus: &'a [u8], exponent: &'a [u8], usage: RsaUse },
    Other,
}

/// Which signatures an RSA key admits (RFC 4055 §1.2, §3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RsaUse {
    Any,
    Pss,
    PssWith(PssParameters),
}

impl<'a> PublicKey<'a> {
    /// Reads a SubjectPublicKeyInfo, the whole input.
    ///
    /// A key of a type that is not known is [`KeyKind::Other`], and no error.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if it is not DER, or a key of a known type is not as its document wants.
    pub fn from_spki(spki: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(spki);
        let mut inner = reader.sequence(WHAT)?;
        reader.finish(WHAT)?;
        let algorithm = inner.sequence(WHAT)?;
        let place = inner;
        let (unused, octets) = inner.bit_string(WHAT)?;
        inner.finish(WHAT)?;
        let kind = Kind::read(algorithm, octets, place)?;
        // RFC 3279 §2.3.1, RFC 5480 §2.2, RFC 8410 §4: these keys are whole octets.
        if unused != 0 && kind != Kind::Other {
            return Err(place.error(WHAT, "RFC 5480 §2.2: not a whole number of octets"));
        }
        Ok(Self { spki, octets, kind })
    }

    /// Returns the kind of the key.
    pub fn kind(&self) -> KeyKind {
        match self.kind {
            Kind::EcP256 => KeyKind::EcP256,
            Kind::EcP384 => KeyKind::EcP384,
            Kind::Ed25519 => KeyKind::Ed25519,
            Kind::Rsa { .. } => KeyKind::Rsa,
            Kind::Other => KeyKind::Other,
        }
    }

    /// Returns the size of the key in bits: of the modulus or of the curve, 0 for other kinds.
    pub fn bits(&self) -> usize {
        match self.kind {
            Kind::EcP256 | Kind::Ed25519 => 256,
            Kind::EcP384 => 384,
            Kind::Rsa { modulus, .. } => bit_length(modulus),
            Kind::Other => 0,
        }
    }

    /// Returns the kind with the size of an RSA key, such as `RSA-2048` or `EC-P256`.
    pub fn name(&self) -> String {
        match self.kind() {
            KeyKind::Rsa => format!("RSA-{}", self.bits()),
            other => other.name().to_owned(),
        }
    }

    /// Returns the SubjectPublicKeyInfo, as received.
    pub fn spki(&self) -> &'a [u8] {
        self.spki
    }

    /// Returns the octets of the BIT STRING subjectPublicKey, as received.
    ///
    /// They are what key identifiers are made from (RFC 5280 §4.2.1.2).
    pub fn octets(&self) -> &'a [u8] {
        self.octets
    }

    /// The modulus and the exponent of an RSA key, without leading zeros.
    pub(crate) fn rsa(&self) -> Option<(&'a [u8], &'a [u8])> {
        match self.kind {
            Kind::Rsa { modulus, exponent, .. } => Some((modulus, exponent)),
            _ => None,
        }
    }

    /// Whether the key may verify signatures by this algorithm at all.
    pub(crate) fn admits(&self, algorithm: SignatureAlgorithm) -> bool {
        let Kind::Rsa { usage, .. } = self.kind else {
            return algorithm.fits(self.kind());
        };
        match (usage, algorithm) {
            (RsaUse::Any, _) => algorithm.fits(KeyKind::Rsa),
            (RsaUse::Pss, SignatureAlgorithm::RsaPss(_)) => true,
            // RFC 4055 §3.3, case 3: all parameters equal, but the salt may be longer.
            (RsaUse::PssWith(key), SignatureAlgorithm::RsaPss(signature)) => {
                key.digest == signature.digest
                    && key.mgf_digest == signature.mgf_digest
                    && key.salt_len <= signature.salt_len
            }
            _ => false,
        }
    }
}

impl<'a> Kind<'a> {
    /// Reads the key in `octets` by its AlgorithmIdentifier; `place` is where an error is.
    fn read(mut algorithm: Reader<'a>, octets: &'a [u8], place: Reader<'a>) -> Result<Self, Error> {
        let oid = algorithm.oid(WHAT)?;
        if oid == oid::RSA_ENCRYPTION {
            // RFC 3279 §2.3.1: the parameters must be NULL.
            let null = algorithm.expect(Tag::NULL, WHAT)?;
            if !null.value.is_empty() {
                return Err(algorithm.error(WHAT, "X.690 §8.8.2: NULL"));
            }
            algorithm.finish(WHAT)?;
            rsa(octets, place, RsaUse::Any)
        } else if oid == oid::RSASSA_PSS {
            // RFC 4055 §3.1: in a key the parameters may be absent.
            let usage = if algorithm.is_empty() {
                RsaUse::Pss
            } else {
                match PssParameters::read(&mut algorithm) {
                    // A restriction to a digest that is not here: nothing verifies with the key.
                    Err(Error::Unsupported(_)) => return Ok(Self::Other),
                    read => RsaUse::PssWith(read?),
                }
            };
            algorithm.finish(WHAT)?;
            rsa(octets, place, usage)
        } else if oid == oid::EC_PUBLIC_KEY {
            ec(&mut algorithm, octets, place)
        } else if oid == oid::ED25519 {
            // RFC 8410 §3: the parameters must be absent.
            algorithm.finish(WHAT)?;
            ed25519(octets, place)
        } else {
            Ok(Self::Other)
        }
    }
}

/// RSAPublicKey (RFC 8017 §A.1.1): two positive integers.
fn rsa<'a>(octets: &'a [u8], place: Reader<'a>, usage: RsaUse) -> Result<Kind<'a>, Error> {
    const KEY: &str = "RSAPublicKey";
    let mut reader = Reader::new(octets);
    let mut inner = reader.sequence(KEY)?;
    reader.finish(KEY)?;
    let modulus = inner.integer(KEY)?;
    let exponent = inner.integer(KEY)?;
    inner.finish(KEY)?;
    match (positive(modulus), positive(exponent)) {
        (Some(modulus), Some(exponent)) => Ok(Kind::Rsa { modulus, exponent, usage }),
        _ => Err(place.error(KEY, "RFC 8017 §3.1: positive integers")),
    }
}

/// The magnitude of a positive INTEGER whose minimal encoding was checked.
pub(super) fn positive(integer: &[u8]) -> Option<&[u8]> {
    match integer {
        [] | [0] => None,
        [0, magnitude @ ..] => Some(magnitude),
        [first, ..] if first & 0x80 != 0 => None,
        magnitude => Some(magnitude),
    }
}

/// The length of a number in bits, from its magnitude without leading zeros.
pub(super) fn bit_length(magnitude: &[u8]) -> usize {
    let zeros = magnitude.first().map_or(0, |first| first.leading_zeros());
    (magnitude.len() * 8).saturating_sub(usize::try_from(zeros).unwrap_or(0))
}

/// ECPoint on a named curve (RFC 5480 §2.1.1, §2.2).
fn ec<'a>(
    parameters: &mut Reader<'a>,
    octets: &'a [u8],
    place: Reader<'a>,
) -> Result<Kind<'a>, Error> {
    // RFC 5480 §2.1.1: namedCurve; the curve spelled out must not be used (CVE-2020-0601).
    if !parameters.peek(Tag::OID) {
        return Ok(Kind::Other);
    }
    let curve = parameters.oid(WHAT)?;
    parameters.finish(WHAT)?;
    let (kind, field) = if curve == oid::SECP256R1 {
        (Kind::EcP256, 32)
    } else if curve == oid::SECP384R1 {
        (Kind::EcP384, 48)
    } else {
        return Ok(Kind::Other);
    };
    match octets {
        // RFC 5480 §2.2: the uncompressed form must be supported; that the point is on the curve
        // is for the provider to check.
        [0x04, point @ ..] if point.len() == 2 * field => Ok(kind),
        [0x02 | 0x03, x @ ..] if x.len() == field => Ok(Kind::Other),
        _ => Err(place.error("ECPoint", "RFC 5480 §2.2: form and length")),
    }
}

/// RFC 8410 §4: 32 octets.
fn ed25519<'a>(octets: &[u8], place: Reader<'a>) -> Result<Kind<'a>, Error> {
    if octets.len() == 32 {
        Ok(Kind::Ed25519)
    } else {
        Err(place.error(WHAT, "RFC 8032 §5.1.5: 32 octets"))
    }
}

#[cfg(test)]
mod tests;
