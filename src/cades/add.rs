//! Adding a signature beside others, in the same SignedData (RFC 5652 §5.1).

use std::borrow::Cow;

use crate::cades::content::Content;
use crate::cades::options::Options;
use crate::cades::prepare::{Base, Plan, Prepared};
use crate::cms::{Attributes, ContentFacts, Digester, SignedData, SignerInfo, members_as_received};
use crate::error::{ApiMisuse, Error};
use crate::limits::Limits;
use crate::x509::Certificate;

/// Prepares a signature beside those in an existing SignedData.
///
/// Existing signers, certificates and CRLs are kept byte for byte. Whether the content is attached is
/// as it was, whatever the options say.
///
/// # Errors
///
/// As [`prepare`](crate::cades::prepare), [`Error::Malformed`] if `existing` is no SignedData, and
/// [`Error::ApiMisuse`] if content is missing, not wanted, or not what the existing signatures are
/// over.
pub fn prepare_addition(
    existing: &[u8],
    content: Option<Content<'_>>,
    chain: &[Certificate],
    options: &Options,
) -> Result<Prepared<'static>, Error> {
    let plan = Plan::new(chain, options)?;
    let signed_data = SignedData::from_bytes(existing)?;
    let facts = content_facts(&signed_data, content, &plan)?;
    check_content(&signed_data, &facts)?;
    let members = members_as_received(existing, &Limits::DEFAULT)?;
    let mut base = Base {
        version: signed_data.version().max(1),
        digest_algorithms: members.digest_algorithms,
        content_type: signed_data.content_type().to_owned(),
        certificates: members.certificates,
        crls: members.crls,
        signers: members.signers,
    };
    base.announce(plan.digest);
    base.add_certificates(chain);
    let digest = facts.digest(plan.digest).ok_or(Error::Unreachable("no digest of the content"))?;
    let content = signed_data.unverified_content().map(|content| Cow::Owned(content.to_vec()));
    Ok(Prepared::new(plan, base, &digest, content, options))
}

/// Hashes the content for the new signer and for all existing ones.
fn content_facts(
    signed_data: &SignedData<'_>,
    content: Option<Content<'_>>,
    plan: &Plan,
) -> Result<ContentFacts, Error> {
    let mut digester = Digester::new(0);
    digester.add(plan.digest);
    for algorithm in signers(signed_data).filter_map(SignerInfo::digest_algorithm) {
        digester.add(algorithm);
    }
    match (signed_data.unverified_content(), content) {
        (Some(attached), None) => digester.update(attached),
        (None, Some(Content::Bytes(content))) => digester.update(content),
        (None, Some(Content::Reader(content))) => digester.read(content)?,
        (Some(_), Some(_)) => return Err(Error::ApiMisuse(ApiMisuse::UnexpectedContent)),
        (None, None) => return Err(Error::ApiMisuse(ApiMisuse::ContentMissing)),
    }
    Ok(digester.finish())
}

/// The content must be what the existing signers say they signed: a SignedData has one content.
fn check_content(signed_data: &SignedData<'_>, facts: &ContentFacts) -> Result<(), Error> {
    for signer in signers(signed_data) {
        let expected = signer.signed_attributes().map(Attributes::message_digest);
        let digest = signer.digest_algorithm().and_then(|algorithm| facts.digest(algorithm));
        let pair = expected.and_then(Result::ok).flatten().zip(digest);
        if pair.is_some_and(|(expected, digest)| expected != digest.as_bytes()) {
            return Err(Error::ApiMisuse(ApiMisuse::ContentMismatch));
        }
    }
    Ok(())
}

fn signers<'s>(signed_data: &'s SignedData<'_>) -> impl Iterator<Item = &'s SignerInfo> {
    signed_data.signers().iter().filter_map(|signer| signer.as_ref().ok())
}
