//! Signatures on certificates: each is verified once for each key in one search.

use crate::crypto::{self, KeyKind, Provider, PublicKey, SignatureAlgorithm, SignatureError};
use crate::der::{Reader, Tag};
use crate::error::Error;
use crate::oid::EC_PUBLIC_KEY;
use crate::path::budget::Budget;
use crate::path::context::Context;
use crate::path::error::PathError;
use crate::policy::Algorithms;
use crate::time::Time;
use crate::x509::Certificate;

/// What is known of signatures: certificate, key, and what came of it. There are no more of them
/// than the budget has signatures, so that looking through all is cheap.
#[derive(Debug, Default)]
pub(super) struct Signatures<'a> {
    known: Vec<(&'a Certificate, &'a [u8], Result<(), PathError>)>,
}

impl<'a> Signatures<'a> {
    /// RFC 5280 §6.1.3 (a)(1), and whether the policy accepts algorithm and key at the time.
    ///
    /// The outer error is a spent budget.
    pub(super) fn check(
        &mut self,
        certificate: &'a Certificate,
        spki: &'a [u8],
        context: &Context<'_>,
        budget: &mut Budget,
    ) -> Result<Result<(), PathError>, PathError> {
        let mut known = self.known.iter();
        if let Some((_, _, known)) =
            known.find(|(one, key, _)| std::ptr::eq(*one, certificate) && *key == spki)
        {
            return Ok(*known);
        }
        budget.signature()?;
        let result = verify(certificate, spki, context);
        self.known.push((certificate, spki, result));
        Ok(result)
    }
}

pub(super) fn verify(
    certificate: &Certificate,
    spki: &[u8],
    context: &Context<'_>,
) -> Result<(), PathError> {
    let signed = Signed {
        algorithm: certificate.signature_algorithm(),
        message: certificate.tbs_der(),
        value: certificate.signature(),
    };
    verify_value(signed, spki, context.algorithms, context.provider, context.at)
}

/// What was signed, and the signature.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signed<'a> {
    pub(crate) algorithm: Option<SignatureAlgorithm>,
    pub(crate) message: &'a [u8],
    pub(crate) value: &'a [u8],
}

impl Signed<'_> {
    /// Whether algorithm and key are believed at a time; gives back both.
    pub(crate) fn admit<'k>(
        &self,
        spki: &'k [u8],
        algorithms: &Algorithms,
        at: Time,
    ) -> Result<(SignatureAlgorithm, PublicKey<'k>), PathError> {
        let algorithm = self.algorithm.ok_or(PathError::UnsupportedAlgorithm)?;
        let key = PublicKey::from_spki(spki).map_err(|_| PathError::UnsupportedAlgorithm)?;
        if key.kind() == KeyKind::Other {
            return Err(PathError::UnsupportedAlgorithm);
        }
        algorithms.check(algorithm, key.kind(), key.bits(), at).map_err(PathError::Algorithm)?;
        Ok((algorithm, key))
    }
}

/// Verifies a signature with a key, both as the policy's rules admit them at a time.
pub(crate) fn verify_value(
    signed: Signed<'_>,
    spki: &[u8],
    algorithms: &Algorithms,
    provider: &dyn Provider,
    at: Time,
) -> Result<(), PathError> {
    let (algorithm, key) = signed.admit(spki, algorithms, at)?;
    let Signed { message, value, .. } = signed;
    let verified = match crypto::verify(provider, algorithm, &key, message, value) {
        // The policy names the old algorithm, or nothing would come here.
        Err(SignatureError::Legacy) => {
            crypto::legacy::verify(provider, algorithm, &key, message, value)
        }
        verified => verified,
    };
    verified.map_err(|error| match error {
        SignatureError::AlgorithmMismatch => PathError::KeyMismatch,
        SignatureError::Mismatch => PathError::SignatureMismatch,
        SignatureError::KeySize | SignatureError::Legacy | SignatureError::Unsupported => {
            PathError::UnsupportedAlgorithm
        }
    })
}

/// Whether a signature that verified is of a kind that must be marked.
pub(super) fn is_legacy(certificate: &Certificate, spki: &[u8]) -> bool {
    let Some(algorithm) = certificate.signature_algorithm() else { return false };
    PublicKey::from_spki(spki)
        .is_ok_and(|key| Algorithms::is_legacy(algorithm, key.kind(), key.bits()))
}

/// RFC 5480 §2.1.1: a key on an elliptic curve names its curve. One that spells it out can lie about
/// the generator (CVE-2020-0601).
pub(super) fn has_explicit_curve(spki: &[u8]) -> bool {
    let read = || -> Result<bool, Error> {
        let mut key = Reader::new(spki).sequence("SubjectPublicKeyInfo")?;
        let mut algorithm = key.sequence("AlgorithmIdentifier")?;
        Ok(algorithm.oid("algorithm")? == EC_PUBLIC_KEY && !algorithm.peek(Tag::OID))
    };
    read().unwrap_or(false)
}
