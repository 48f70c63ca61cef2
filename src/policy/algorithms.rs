//! Which algorithms and key sizes are believed, and until when.
//!
//! The cryptographic constraints of EN 319 102-1 §5.1.4.3, in the shape of ETSI TS 119 312: rows with
//! an end. A rule without an end is believed for ever; what no rule names is not believed.

use crate::Time;
use crate::crypto::{DigestAlgorithm, KeyKind, SignatureAlgorithm};

/// The smallest RSA key that is not old; smaller ones are marked wherever they are admitted.
const RSA_MIN_BITS: usize = 2048;

/// Dated rules on digests, keys and signature schemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Algorithms(Rules);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Rules {
    Any,
    Table { digests: Vec<DigestRule>, keys: Vec<KeyRule>, schemes: Vec<SchemeRule> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DigestRule {
    pub(super) digest: DigestAlgorithm,
    pub(super) until: Option<Time>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KeyRule {
    pub(super) kind: KeyKind,
    pub(super) min_bits: usize,
    pub(super) until: Option<Time>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SchemeRule {
    pub(super) scheme: Scheme,
    pub(super) until: Option<Time>,
}

/// A signature scheme, without its digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    Ecdsa,
    Ed25519,
    RsaPkcs1,
    RsaPss,
}

impl Scheme {
    fn of(algorithm: SignatureAlgorithm) -> Self {
        match algorithm {
            SignatureAlgorithm::Ecdsa(_) => Self::Ecdsa,
            SignatureAlgorithm::Ed25519 => Self::Ed25519,
            SignatureAlgorithm::RsaPkcs1(_) => Self::RsaPkcs1,
            SignatureAlgorithm::RsaPss(_) => Self::RsaPss,
        }
    }
}

impl Algorithms {
    pub(super) fn table(
        digests: Vec<DigestRule>,
        keys: Vec<KeyRule>,
        schemes: Vec<SchemeRule>,
    ) -> Self {
        Self(Rules::Table { digests, keys, schemes })
    }

    /// Rules that let everything pass that the crypto module can verify.
    pub(super) fn danger_any() -> Self {
        Self(Rules::Any)
    }

    /// Says whether there are no rules at all, as only tests may have it.
    pub fn are_off(&self) -> bool {
        self.0 == Rules::Any
    }

    /// Decides whether a signature with this algorithm and key is believed at a time.
    ///
    /// # Errors
    ///
    /// [`AlgorithmRefusal`] names the first rule that is missing or past.
    pub fn check(
        &self,
        algorithm: SignatureAlgorithm,
        kind: KeyKind,
        bits: usize,
        at: Time,
    ) -> Result<(), AlgorithmRefusal> {
        let Rules::Table { digests, keys, schemes } = &self.0 else { return Ok(()) };
        let scheme = Scheme::of(algorithm);
        let ends = schemes.iter().filter(|rule| rule.scheme == scheme).map(|rule| rule.until);
        decide(ends, at, AlgorithmRefusal::Scheme(algorithm.name()))?;
        check_key(keys, kind, bits, at)?;
        match algorithm {
            // RFC 8032 §5.1: SHA-512 is part of Ed25519, not a choice.
            SignatureAlgorithm::Ed25519 => Ok(()),
            SignatureAlgorithm::Ecdsa(digest) | SignatureAlgorithm::RsaPkcs1(digest) => {
                check_digest(digests, digest, at)
            }
            SignatureAlgorithm::RsaPss(parameters) => {
                check_digest(digests, parameters.digest, at)?;
                check_digest(digests, parameters.mgf_digest, at)
            }
        }
    }

    /// Decides whether a digest, outside of a signature algorithm, is believed at a time.
    ///
    /// # Errors
    ///
    /// [`AlgorithmRefusal`] if there is no rule for it, or the rule is past.
    pub fn check_digest(&self, digest: DigestAlgorithm, at: Time) -> Result<(), AlgorithmRefusal> {
        match &self.0 {
            Rules::Any => Ok(()),
            Rules::Table { digests, .. } => check_digest(digests, digest, at),
        }
    }

    /// Decides whether a key, apart from any signature that it makes, is believed at a time.
    ///
    /// # Errors
    ///
    /// [`AlgorithmRefusal`] if no rule admits a key of this kind and size, or the rule is past.
    pub fn check_key(&self, kind: KeyKind, bits: usize, at: Time) -> Result<(), AlgorithmRefusal> {
        match &self.0 {
            Rules::Any => Ok(()),
            Rules::Table { keys, .. } => check_key(keys, kind, bits, at),
        }
    }

    /// Says whether what is admitted is so old that it must be marked: SHA-1, or RSA below 2048 bits.
    pub fn is_legacy(algorithm: SignatureAlgorithm, kind: KeyKind, bits: usize) -> bool {
        algorithm.uses_sha1() || (kind == KeyKind::Rsa && bits < RSA_MIN_BITS)
    }
}

fn check_digest(
    rules: &[DigestRule],
    digest: DigestAlgorithm,
    at: Time,
) -> Result<(), AlgorithmRefusal> {
    let ends = rules.iter().filter(|rule| rule.digest == digest).map(|rule| rule.until);
    decide(ends, at, AlgorithmRefusal::Digest(digest))
}

fn check_key(
    rules: &[KeyRule],
    kind: KeyKind,
    bits: usize,
    at: Time,
) -> Result<(), AlgorithmRefusal> {
    let of_kind = || rules.iter().filter(|rule| rule.kind == kind);
    let Some(minimum) = of_kind().map(|rule| rule.min_bits).min() else {
        return Err(AlgorithmRefusal::Key(kind));
    };
    let ends = of_kind().filter(|rule| bits >= rule.min_bits).map(|rule| rule.until);
    decide(ends, at, AlgorithmRefusal::KeySize { bits, minimum })
}

/// Lets pass if one of the rules is still in force; each end is the last second that it covers.
fn decide(
    ends: impl Iterator<Item = Option<Time>>,
    at: Time,
    without_rule: AlgorithmRefusal,
) -> Result<(), AlgorithmRefusal> {
    let mut refusal = without_rule;
    for end in ends {
        match (end, refusal) {
            (None, _) => return Ok(()),
            (Some(until), _) if at <= until => return Ok(()),
            (Some(until), AlgorithmRefusal::Past { until: last }) if until <= last => {}
            (Some(until), _) => refusal = AlgorithmRefusal::Past { until },
        }
    }
    Err(refusal)
}

/// Why an algorithm or a key is not believed.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum AlgorithmRefusal {
    /// No rule names the digest.
    #[error("the policy does not allow {0}")]
    Digest(DigestAlgorithm),
    /// No rule names this kind of key.
    #[error("the policy does not allow keys of the kind {}", .0.name())]
    Key(KeyKind),
    /// The key is smaller than every rule demands.
    #[error("the policy asks for keys of at least {minimum} bits, and this has {bits}")]
    #[non_exhaustive]
    KeySize {
        /// The size of the key.
        bits: usize,
        /// The smallest size that some rule admits, or admitted.
        minimum: usize,
    },
    /// The rule that names it is past.
    #[error("the policy allowed this only until {until}")]
    #[non_exhaustive]
    Past {
        /// The last second at which it was believed.
        until: Time,
    },
    /// No rule names the signature scheme.
    #[error("the policy does not allow {0}")]
    Scheme(&'static str),
}

impl AlgorithmRefusal {
    /// Returns the time until which it was believed, if it ever was.
    ///
    /// A proof that the signature is older could then decide otherwise.
    pub fn until(self) -> Option<Time> {
        match self {
            Self::Past { until } => Some(until),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
