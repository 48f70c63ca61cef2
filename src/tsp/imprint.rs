//! What a time-stamp is over: the digest of something (RFC 3161 §2.4.1).

use crate::crypto::{Digest, DigestAlgorithm};
use crate::der::{Reader, Tag, Writer};
use crate::error::{Error, Unsupported};
use crate::oid::{ObjectIdentifier, Oid};

const WHAT: &str = "MessageImprint";

/// The digest that is time-stamped.
///
/// ```text
/// MessageImprint ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, hashedMessage OCTET STRING }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    oid: ObjectIdentifier,
    /// `None` if the algorithm is not known.
    algorithm: Option<DigestAlgorithm>,
    hash: Vec<u8>,
}

impl Imprint {
    /// Makes the imprint that has this digest.
    pub fn new(digest: &Digest) -> Self {
        let algorithm = digest.algorithm();
        let oid = algorithm.oid().to_owned();
        Self { oid, algorithm: Some(algorithm), hash: digest.as_bytes().to_vec() }
    }

    /// Returns the digest algorithm, if it is known.
    pub fn algorithm(&self) -> Option<DigestAlgorithm> {
        self.algorithm
    }

    /// Returns the identifier of the digest algorithm.
    pub fn oid(&self) -> Oid<'_> {
        self.oid.as_oid()
    }

    /// Returns the digest.
    pub fn hash(&self) -> &[u8] {
        &self.hash
    }

    /// Says whether this is the imprint of what has this digest.
    pub fn is_of(&self, digest: &Digest) -> bool {
        self.algorithm == Some(digest.algorithm()) && self.hash == digest.as_bytes()
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut inner = reader.sequence(WHAT)?;
        let mut place = inner;
        let identifier = inner.expect(Tag::SEQUENCE, WHAT)?;
        let oid = identifier.reader().oid(WHAT)?.to_owned();
        let algorithm = match DigestAlgorithm::from_algorithm_identifier(&mut place) {
            Ok(algorithm) => Some(algorithm),
            Err(Error::Unsupported(Unsupported::Algorithm)) => None,
            Err(error) => return Err(error),
        };
        let hash = inner.octet_string("hashedMessage")?.to_vec();
        // RFC 3161 §2.4.2: the length of the digest must be that of its algorithm.
        if algorithm.is_some_and(|algorithm| algorithm.len() != hash.len()) {
            return Err(inner.error("hashedMessage", "RFC 3161 §2.4.2: length of the digest"));
        }
        inner.finish(WHAT)?;
        Ok(Self { oid, algorithm, hash })
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.sequence(|out| {
            match self.algorithm {
                Some(algorithm) => algorithm.write(out),
                None => {
                    out.sequence(|out| {
                        out.oid(self.oid.as_oid());
                    });
                }
            }
            out.octet_string(&self.hash);
        });
    }
}
