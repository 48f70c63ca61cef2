//! Cryptographic verification (EN 319 102-1 §5.2.7): the digest of the content and the signature
//! value. Both are decided whatever else is in doubt, and a failure here outweighs any doubt.

use std::borrow::Cow;

use super::Attested;
use crate::ades::{Coverage, Detail, Doubt, Failure, Finding, FindingCode, Judgement, Step};
use crate::cades::verify::Case;
use crate::cms::{Attributes, SignerInfo};
use crate::crypto::{Provider, SignatureAlgorithm, SignatureError, legacy};
use crate::oid;
use crate::x509::Certificate;

/// Checks digest and value, and says what the signature covers.
pub(super) fn check(
    case: &Case<'_>,
    signer: &SignerInfo,
    certificate: &Certificate,
    attested: &Attested,
    judgement: &mut Judgement,
) -> Coverage {
    let content = check_content(case, signer, attested, judgement);
    let value = check_value(case, signer, certificate, judgement);
    judgement.complete(Step::Cryptography);
    if content && value { Coverage::WholeDocument } else { Coverage::Unknown }
}

/// RFC 5652 §5.6: the digest of the content is the one in the signed attributes.
fn check_content(
    case: &Case<'_>,
    signer: &SignerInfo,
    attested: &Attested,
    judgement: &mut Judgement,
) -> bool {
    let Some(known) = case.known else {
        let finding = Finding::new(FindingCode::SignedDataNotFound).by("EN 319 102-1 §5.2.7.4");
        judgement.doubt(Doubt::SignedDataNotFound, finding);
        return false;
    };
    if signer.signed_attributes().is_none() {
        return true; // The value is over the content itself.
    }
    let Some(algorithm) = signer.digest_algorithm() else {
        judgement.doubt(Doubt::CryptoConstraintsFailure, unknown(signer.digest_oid()));
        return false;
    };
    let Some(digest) = known.digests.iter().find(|digest| digest.algorithm() == algorithm) else {
        // RFC 5652 §5.1: a digest algorithm that is not announced may be refused. From a stream it has
        // to be, as the content went by; it says nothing against the content, which is as good as absent.
        let finding = Finding::new(FindingCode::DigestNotAnnounced).by("RFC 5652 §5.1");
        judgement.doubt(Doubt::SignedDataNotFound, finding);
        return false;
    };
    match &attested.digest {
        Some(claimed) if claimed == digest.as_bytes() => true,
        Some(_) => {
            let finding = Finding::new(FindingCode::MessageDigestMismatch).by("RFC 5652 §11.2");
            judgement.fail(Failure::HashFailure, finding);
            false
        }
        None => false, // The format check has said so.
    }
}

/// RFC 5652 §5.6: the value is by the key of the certificate.
fn check_value(
    case: &Case<'_>,
    signer: &SignerInfo,
    certificate: &Certificate,
    judgement: &mut Judgement,
) -> bool {
    let Some(algorithm) = signer.signature_algorithm() else {
        let oid = match signer.digest_algorithm() {
            Some(_) => signer.signature_oid(),
            None => signer.digest_oid(),
        };
        judgement.doubt(Doubt::CryptoConstraintsFailure, unknown(oid));
        return false;
    };
    let Some(messages) = messages(case, signer) else { return false };
    if signer.signed_attributes().is_none() && messages.iter().any(|one| is_attributes(one)) {
        // A signature over signed attributes is a signature over content that looks like them.
        let finding = Finding::new(FindingCode::ContentIsAttributes).by("RFC 5652 §5.4");
        judgement.doubt(Doubt::SigConstraintsFailure, finding);
        return false;
    }
    match verify(case, algorithm, signer, certificate, &messages) {
        Ok(()) => true,
        Err(error) => {
            refuse(error, algorithm, judgement);
            false
        }
    }
}

fn refuse(error: SignatureError, algorithm: SignatureAlgorithm, judgement: &mut Judgement) {
    let finding = |code| Finding::new(code).with(Detail::Algorithm(algorithm.to_string()));
    match error {
        SignatureError::Mismatch => {
            let finding = Finding::new(FindingCode::SignatureMismatch).by("RFC 5652 §5.6");
            judgement.fail(Failure::SigCryptoFailure, finding);
        }
        SignatureError::AlgorithmMismatch => {
            judgement.fail(Failure::SigCryptoFailure, finding(FindingCode::SignatureKeyMismatch));
        }
        SignatureError::KeySize => {
            judgement.doubt(Doubt::CryptoConstraintsFailure, finding(FindingCode::KeyTooSmall));
        }
        _ => {
            judgement.doubt(Doubt::CryptoConstraintsFailure, finding(FindingCode::AlgorithmUnknown))
        }
    }
}

/// Whether the value is by the key of a certificate.
pub(super) fn value_verifies(
    case: &Case<'_>,
    signer: &SignerInfo,
    certificate: &Certificate,
) -> bool {
    let (algorithm, messages) = (signer.signature_algorithm(), messages(case, signer));
    algorithm.zip(messages).is_some_and(|(algorithm, messages)| {
        verify(case, algorithm, signer, certificate, &messages).is_ok()
    })
}

fn verify(
    case: &Case<'_>,
    algorithm: SignatureAlgorithm,
    signer: &SignerInfo,
    certificate: &Certificate,
    messages: &[Cow<'_, [u8]>],
) -> Result<(), SignatureError> {
    by_key(case.setting.policy.provider(), algorithm, signer, certificate, messages)
}

fn by_key(
    provider: &dyn Provider,
    algorithm: SignatureAlgorithm,
    signer: &SignerInfo,
    certificate: &Certificate,
    messages: &[Cow<'_, [u8]>],
) -> Result<(), SignatureError> {
    // A key that cannot be read is of no kind that is supported.
    let key = certificate.public_key().map_err(|_| SignatureError::Unsupported)?;
    let mut result = Err(SignatureError::Mismatch);
    for message in messages {
        // The legacy door: what is old is verified too, so that the report can tell a broken
        // signature from an old one. Whether it is admitted is the policy's to say.
        result = legacy::verify(provider, algorithm, &key, message, signer.value());
        if result != Err(SignatureError::Mismatch) {
            break;
        }
    }
    result
}

/// RFC 5652 §5.4: the DER of the signed attributes, or the content; `None` if it is not at hand.
///
/// NOTE: signers that do not sort the set sign it as they send it; OpenSSL verifies that form, other
/// libraries the sorted one. Both say the same, so both are tried.
fn messages<'m>(case: &'m Case<'_>, signer: &'m SignerInfo) -> Option<Vec<Cow<'m, [u8]>>> {
    match signer.signed_attributes() {
        Some(attributes) => Some(attributed(attributes)),
        None => Some(vec![Cow::Borrowed(case.known?.octets?)]),
    }
}

fn attributed(attributes: &Attributes) -> Vec<Cow<'_, [u8]>> {
    let as_received = Cow::Borrowed(attributes.as_received());
    [as_received].into_iter().chain(attributes.sorted().map(Cow::Owned)).collect()
}

/// Whether a signature is by the key of a certificate, as far as that is known without the content.
pub(in crate::cades) fn is_by(signer: &SignerInfo, certificate: &Certificate) -> bool {
    let (Some(attributes), Some(algorithm)) =
        (signer.signed_attributes(), signer.signature_algorithm())
    else {
        return false;
    };
    let provider = crate::crypto::default_provider();
    by_key(provider, algorithm, signer, certificate, &attributed(attributes)).is_ok()
}

/// Whether content is the DER of signed attributes, made by who can have attributes signed.
fn is_attributes(content: &[u8]) -> bool {
    Attributes::from_der(content).is_ok_and(|attributes| attributes.has(oid::MESSAGE_DIGEST))
}

fn unknown(oid: oid::Oid<'_>) -> Finding {
    Finding::new(FindingCode::AlgorithmUnknown).with(Detail::Oid(oid.to_string()))
}
