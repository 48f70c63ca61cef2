//! Digests: SHA-256, SHA-384 and SHA-512 (FIPS 180-4), and SHA-1 for what is old.
//!
//! SHA-1 can be computed here because key identifiers (RFC 5280 §4.2.1.2) and old certificate
//! references need it. A *signature* over a SHA-1 digest is admitted by
//! [`legacy::verify`](crate::crypto::legacy::verify) alone, and none is ever made.

use std::fmt;

use sha2::Digest as _;

use crate::der::{Reader, Tag, Writer};
use crate::error::{Error, Unsupported};
use crate::oid::{self, Oid};

/// A digest algorithm.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DigestAlgorithm {
    /// SHA-1, for what is old. Collisions are practical since 2017.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl DigestAlgorithm {
    /// All algorithms, weakest first.
    pub const ALL: &'static [Self] = &[Self::Sha1, Self::Sha256, Self::Sha384, Self::Sha512];

    /// Returns the name that FIPS 180-4 gives, such as `SHA-256`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// Returns the length of its digests in octets.
    #[expect(clippy::len_without_is_empty, reason = "a digest is never empty")]
    pub fn len(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// Returns its object identifier (RFC 5754 §2; RFC 3370 §2.1).
    pub fn oid(self) -> Oid<'static> {
        match self {
            Self::Sha1 => oid::SHA1,
            Self::Sha256 => oid::SHA256,
            Self::Sha384 => oid::SHA384,
            Self::Sha512 => oid::SHA512,
        }
    }

    /// Finds the algorithm with this object identifier.
    pub fn from_oid(oid: Oid<'_>) -> Option<Self> {
        Self::ALL.iter().copied().find(|algorithm| algorithm.oid() == oid)
    }

    /// Reads a digest's AlgorithmIdentifier.
    ///
    /// Another algorithm is `Unsupported`.
    pub(crate) fn from_algorithm_identifier(reader: &mut Reader<'_>) -> Result<Self, Error> {
        const WHAT: &str = "digestAlgorithm";
        let mut inner = reader.sequence(WHAT)?;
        let algorithm =
            Self::from_oid(inner.oid(WHAT)?).ok_or(Error::Unsupported(Unsupported::Algorithm))?;
        // RFC 5754 §2: absent and NULL parameters must both be accepted.
        null_or_absent(&mut inner, WHAT)?;
        inner.finish(WHAT)?;
        Ok(algorithm)
    }

    /// Writes its AlgorithmIdentifier.
    pub(crate) fn write(self, out: &mut Writer) {
        // RFC 5754 §2: parameters should be absent when generated.
        out.sequence(|out| {
            out.oid(self.oid());
        });
    }
}

/// Reads NULL parameters, if there are any.
pub(super) fn null_or_absent(reader: &mut Reader<'_>, what: &'static str) -> Result<(), Error> {
    let place = *reader;
    match reader.optional(Tag::NULL, what)? {
        // X.690 §8.8.2: NULL has no contents.
        Some(null) if !null.value.is_empty() => Err(place.error(what, "X.690 §8.8.2: NULL")),
        _ => Ok(()),
    }
}

impl fmt::Display for DigestAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A digest, with the algorithm that made it.
///
/// Digests by different algorithms are never equal.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest {
    algorithm: DigestAlgorithm,
    /// Zero past the algorithm's length.
    octets: [u8; 64],
}

impl Digest {
    /// Takes a digest that was computed elsewhere; `None` if it has not the algorithm's length.
    pub fn from_bytes(algorithm: DigestAlgorithm, octets: &[u8]) -> Option<Self> {
        (octets.len() == algorithm.len()).then(|| Self::new(algorithm, octets))
    }

    /// Returns the octets.
    pub fn as_bytes(&self) -> &[u8] {
        self.octets.get(..self.algorithm.len()).unwrap_or_default()
    }

    /// Returns the algorithm.
    pub fn algorithm(&self) -> DigestAlgorithm {
        self.algorithm
    }

    fn new(algorithm: DigestAlgorithm, digest: &[u8]) -> Self {
        let mut octets = [0; 64];
        for (to, from) in octets.iter_mut().zip(digest) {
            *to = *from;
        }
        Self { algorithm, octets }
    }
}

impl AsRef<[u8]> for Digest {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{self}", self.algorithm)
    }
}

/// Lower-case hexadecimal, without the algorithm.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes().iter().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

/// Computes a digest piece by piece.
///
/// # Examples
///
/// ```
/// use antin::crypto::{DigestAlgorithm, Hasher};
///
/// let mut hasher = Hasher::new(DigestAlgorithm::Sha256);
/// hasher.update(b"a");
/// hasher.update(b"bc");
/// assert_eq!(hasher.finish(), Hasher::digest(DigestAlgorithm::Sha256, b"abc"));
/// ```
#[derive(Clone)]
pub struct Hasher(State);

#[derive(Clone)]
enum State {
    Sha1(sha1::Sha1),
    Sha256(sha2::Sha256),
    Sha384(sha2::Sha384),
    Sha512(sha2::Sha512),
}

impl Hasher {
    /// Begins a digest.
    pub fn new(algorithm: DigestAlgorithm) -> Self {
        Self(match algorithm {
            DigestAlgorithm::Sha1 => State::Sha1(sha1::Sha1::new()),
            DigestAlgorithm::Sha256 => State::Sha256(sha2::Sha256::new()),
            DigestAlgorithm::Sha384 => State::Sha384(sha2::Sha384::new()),
            DigestAlgorithm::Sha512 => State::Sha512(sha2::Sha512::new()),
        })
    }

    /// Returns the algorithm.
    pub fn algorithm(&self) -> DigestAlgorithm {
        match self.0 {
            State::Sha1(_) => DigestAlgorithm::Sha1,
            State::Sha256(_) => DigestAlgorithm::Sha256,
            State::Sha384(_) => DigestAlgorithm::Sha384,
            State::Sha512(_) => DigestAlgorithm::Sha512,
        }
    }

    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.0 {
            State::Sha1(state) => state.update(bytes),
            State::Sha256(state) => state.update(bytes),
            State::Sha384(state) => state.update(bytes),
            State::Sha512(state) => state.update(bytes),
        }
    }

    /// Returns the digest of all pieces.
    pub fn finish(self) -> Digest {
        let algorithm = self.algorithm();
        match self.0 {
            State::Sha1(state) => Digest::new(algorithm, &state.finalize()),
            State::Sha256(state) => Digest::new(algorithm, &state.finalize()),
            State::Sha384(state) => Digest::new(algorithm, &state.finalize()),
            State::Sha512(state) => Digest::new(algorithm, &state.finalize()),
        }
    }

    /// Returns the digest of `bytes`.
    pub fn digest(algorithm: DigestAlgorithm, bytes: &[u8]) -> Digest {
        let mut hasher = Self::new(algorithm);
        hasher.update(bytes);
        hasher.finish()
    }

    /// Returns the SHA-256 of `bytes` as its octets.
    pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
        sha2::Sha256::digest(bytes).into()
    }
}

/// The algorithm only: the state depends on what was hashed.
impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Hasher").field(&self.algorithm()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The one-block message of FIPS 180-4's examples.
    #[test]
    fn digests_of_abc_are_those_of_fips_180() {
        for (algorithm, expected) in [
            (DigestAlgorithm::Sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                DigestAlgorithm::Sha256,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
            (
                DigestAlgorithm::Sha384,
                "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed\
                 8086072ba1e7cc2358baeca134c825a7",
            ),
            (
                DigestAlgorithm::Sha512,
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
                 2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            ),
        ] {
            let digest = Hasher::digest(algorithm, b"abc");
            assert_eq!(digest.to_string(), expected);
            assert_eq!(digest.as_bytes().len(), algorithm.len());
            assert_eq!(digest.algorithm(), algorithm);
        }
    }

    #[test]
    fn pieces_make_the_digest_of_the_whole() {
        for &algorithm in DigestAlgorithm::ALL {
            let bytes: Vec<u8> = (0..=255).cycle().take(1000).collect();
            let mut hasher = Hasher::new(algorithm);
            for piece in bytes.chunks(77) {
                hasher.update(piece);
            }
            let half_way = hasher.clone();
            assert_eq!(hasher.finish(), Hasher::digest(algorithm, &bytes));
            assert_eq!(half_way.finish(), Hasher::digest(algorithm, &bytes));
        }
    }

    #[test]
    fn digests_differ_by_contents_and_by_algorithm() {
        let digest = Hasher::digest(DigestAlgorithm::Sha256, b"abc");
        assert_ne!(digest, Hasher::digest(DigestAlgorithm::Sha256, b"abd"));
        assert_ne!(digest, Digest { algorithm: DigestAlgorithm::Sha512, ..digest });
    }

    #[test]
    fn debug_does_not_show_the_state() {
        let hasher = Hasher::new(DigestAlgorithm::Sha256);
        assert_eq!(format!("{hasher:?}"), "Hasher(Sha256)");
    }

    #[test]
    fn reads_identifiers_with_null_and_without_parameters() {
        for &algorithm in DigestAlgorithm::ALL {
            let mut absent = Writer::new();
            algorithm.write(&mut absent);
            let mut null = Writer::new();
            null.sequence(|out| {
                out.oid(algorithm.oid()).null();
            });
            for der in [absent.finish(), null.finish()] {
                let read = DigestAlgorithm::from_algorithm_identifier(&mut Reader::new(&der));
                assert_eq!(read, Ok(algorithm));
            }
        }
    }

    #[test]
    fn refuses_other_parameters_and_other_algorithms() {
        let read = |fill: &dyn Fn(&mut Writer)| {
            let mut out = Writer::new();
            out.sequence(|out| fill(out));
            DigestAlgorithm::from_algorithm_identifier(&mut Reader::new(&out.finish()))
        };
        let malformed = |result| matches!(result, Err(Error::Malformed(_)));
        assert!(malformed(read(&|out| {
            out.oid(oid::SHA256).unsigned(1);
        })));
        assert!(malformed(read(&|out| {
            out.oid(oid::SHA256).null().null();
        })));
        assert!(malformed(read(&|out| {
            out.oid(oid::SHA256).value(Tag::NULL, &[0]);
        })));
        assert_eq!(
            read(&|out| {
                out.oid(oid::ED25519);
            }),
            Err(Error::Unsupported(Unsupported::Algorithm))
        );
    }
}
