//! Judging the signatures of one SignedData.

use std::io::Read;
use std::sync::Arc;

use crate::Time;
use crate::ades::{self, Evidence, Format, Report, RevocationData, Setting};
use crate::cades::{Content, judge, stamps};
use crate::cms::{ContentFacts, Digester, RevocationInfo, SignedData, SignerInfo};
use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::error::{ApiMisuse, Error, Limit};
use crate::limits::Limits;
use crate::policy::Policy;
use crate::x509::Certificate;

/// Judges the signatures of a SignedData at a time.
///
/// The content is given if the signature is detached, and only then. Without it the signature cannot
/// pass, but everything else is judged.
///
/// # Errors
///
/// An error says that there is no judgement: [`Error::Malformed`] if this is no SignedData,
/// [`Error::Unsupported`] if it is something else in CMS, [`Error::LimitExceeded`],
/// [`Error::ApiMisuse`] if content is given that is not wanted, and [`Error::Other`] if reading fails.
pub fn verify(
    signature: &[u8],
    content: Option<Content<'_>>,
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> Result<Report, Error> {
    let signed_data = SignedData::from_bytes_with(signature, policy.limits())?;
    let mut facts = None;
    let known = Known::find(&signed_data, content, policy.limits(), &mut facts)?;
    Ok(report(&signed_data, known.as_ref(), policy, evidence, at))
}

/// Judges the signatures of a SignedData that streams by, with its content in it.
///
/// Memory is constant, as the content is not kept. If all is well,
/// [`Verified::copy_content`](crate::ades::Verified::copy_content) gives it from a second reading.
///
/// # Errors
///
/// As [`verify`].
pub fn verify_reader(
    signature: impl Read,
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> Result<Report, Error> {
    let signed_data = SignedData::from_reader(signature, policy.limits())?;
    let mut facts = None;
    let known = Known::find(&signed_data, None, policy.limits(), &mut facts)?;
    Ok(report(&signed_data, known.as_ref(), policy, evidence, at))
}

/// What is proven from outside the signature: by a container around it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outer {
    /// Since when the signature, with all that comes with it, has provably existed.
    pub(crate) proven: Option<Time>,
    /// Whether an archive time-stamp covers the signature and what it is over.
    pub(crate) is_archived: bool,
}

/// As [`verify`], for a signature in a container.
pub(crate) fn verify_within(
    signed_data: &SignedData<'_>,
    content: Option<Content<'_>>,
    outer: Outer,
    setting: Setting<'_>,
) -> Result<Report, Error> {
    let mut facts = None;
    let known = Known::find(signed_data, content, setting.policy.limits(), &mut facts)?;
    Ok(judged(signed_data, known.as_ref(), outer, setting))
}

/// What is known of the content; nothing if it is not at hand.
#[derive(Debug)]
pub(super) struct Known<'c> {
    pub(super) digests: Vec<Digest>,
    pub(super) length: u64,
    /// The octets, where they are in memory.
    pub(super) octets: Option<&'c [u8]>,
}

/// What all signers of one SignedData are judged by.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) signed_data: &'a SignedData<'a>,
    pub(super) known: Option<&'a Known<'a>>,
    /// The certificates in the signature, then those of the caller.
    pub(super) pool: &'a [Certificate],
    /// How many of them are in the signature.
    pub(super) embedded: usize,
    /// The CRLs and OCSP answers that come with all signatures.
    pub(super) revocation: &'a RevocationData,
    pub(super) outer: Outer,
    pub(super) setting: Setting<'a>,
}

impl<'a> Case<'a> {
    /// The certificates that come with the signature.
    pub(super) fn carried(&self) -> &'a [Certificate] {
        self.pool.get(..self.embedded).unwrap_or_default()
    }

    /// The CRLs and OCSP answers that come with the signature of one signer alone.
    pub(super) fn own_revocation(signer: &SignerInfo) -> Vec<RevocationInfo> {
        let mut found = Vec::new();
        let attributes = signer.signed_attributes().into_iter().chain(signer.unsigned_attributes());
        for attributes in attributes {
            found.extend(attributes.revocation_values());
        }
        found
    }
}

pub(super) fn report(
    signed_data: &SignedData<'_>,
    known: Option<&Known<'_>>,
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> Report {
    judged(signed_data, known, Outer::default(), Setting { policy, evidence, at })
}

fn judged(
    signed_data: &SignedData<'_>,
    known: Option<&Known<'_>>,
    outer: Outer,
    setting: Setting<'_>,
) -> Report {
    let Setting { policy, evidence, at } = setting;
    let mut pool = signed_data.certificates().to_vec();
    let carried = signed_data.signers().iter().flatten();
    let values = carried.filter_map(SignerInfo::unsigned_attributes);
    pool.extend(values.flat_map(|one| one.certificate_values()));
    let embedded = pool.len();
    pool.extend_from_slice(evidence.certificates());
    let revocation = &RevocationData::read(signed_data.revocation());
    let case = Case { signed_data, known, pool: &pool, embedded, revocation, outer, setting };
    let signatures: Vec<_> =
        signed_data.signers().iter().map(|signer| judge::signature(&case, signer)).collect();
    let passed = signatures.iter().all(|signature| signature.verdict().is_passed());
    let content = match (signed_data.unverified_content(), known) {
        _ if !passed => ades::Content::Unknown,
        (Some(octets), _) => ades::Content::Held(Arc::from(octets)),
        (None, Some(known)) => known.to_be_known_again(),
        (None, None) => ades::Content::Unknown,
    };
    Report::new(Format::Cades, content, signatures, policy, at)
}

impl<'c> Known<'c> {
    /// Takes what there is of the content.
    fn find<'b: 'c>(
        signed_data: &'c SignedData<'_>,
        content: Option<Content<'b>>,
        limits: &Limits,
        facts: &'c mut Option<ContentFacts>,
    ) -> Result<Option<Self>, Error> {
        let wanted = Wanted::by(signed_data, limits);
        match content {
            Some(_) if !signed_data.is_detached() => {
                return Err(Error::ApiMisuse(ApiMisuse::UnexpectedContent));
            }
            Some(Content::Bytes(octets)) => return Ok(Some(Self::hash(octets, &wanted))),
            Some(Content::Reader(reader)) => {
                let mut digester = wanted.digester(limits);
                digester.read(reader)?;
                *facts = Some(digester.finish());
            }
            None => {
                if let Some(octets) = signed_data.unverified_content() {
                    return Ok(Some(Self::hash(octets, &wanted)));
                }
                *facts = signed_data.passed_content().cloned();
            }
        }
        facts.as_ref().map(|facts| Self::from_facts(facts, &wanted)).transpose()
    }

    /// Takes what is known of content that passed by.
    pub(super) fn from_facts(facts: &'c ContentFacts, wanted: &Wanted) -> Result<Self, Error> {
        if wanted.octets && facts.octets().is_none() {
            return Err(Error::LimitExceeded(Limit::UnattributedContent));
        }
        let digests = facts.digests().to_vec();
        Ok(Self { digests, length: facts.length(), octets: facts.octets() })
    }

    fn hash(octets: &'c [u8], wanted: &Wanted) -> Self {
        let digests = wanted.digests.iter().map(|algorithm| Hasher::digest(*algorithm, octets));
        let length = u64::try_from(octets.len()).unwrap_or(u64::MAX);
        Self { digests: digests.collect(), length, octets: Some(octets) }
    }

    /// What tells the content from any other, when it is read once more.
    fn to_be_known_again(&self) -> ades::Content {
        let strong = |digest: &&Digest| digest.algorithm() != DigestAlgorithm::Sha1;
        match (self.digests.iter().find(strong), self.octets) {
            (Some(digest), _) => ades::Content::Passed(*digest, self.length),
            (None, Some(octets)) => {
                let digest = Hasher::digest(DigestAlgorithm::Sha256, octets);
                ades::Content::Passed(digest, self.length)
            }
            (None, None) => ades::Content::Unknown,
        }
    }
}

/// What the signers need of the content.
#[derive(Debug)]
pub(super) struct Wanted {
    digests: Vec<DigestAlgorithm>,
    /// Whether a signature is over the content itself.
    octets: bool,
    /// Whether a time-stamp is over the content itself.
    held: bool,
}

impl Wanted {
    pub(super) fn by(signed_data: &SignedData<'_>, limits: &Limits) -> Self {
        let mut wanted = Self { digests: Vec::new(), octets: false, held: false };
        for signer in signed_data.signers().iter().flatten() {
            // RFC 5652 §5.4: without signed attributes the signature is over the content itself.
            wanted.octets |= signer.signed_attributes().is_none();
            let attributed = signer.signed_attributes().and_then(|_| signer.digest_algorithm());
            wanted.digests.extend(attributed);
            let stamps = stamps::of(signer, limits);
            wanted.digests.extend(stamps.iter().filter_map(stamps::Stamp::wants_digest));
            wanted.held |= stamps.iter().any(stamps::Stamp::wants_content);
        }
        wanted.digests.sort();
        wanted.digests.dedup();
        wanted
    }
    /// What hashes the content, and holds it if it is needed.
    pub(super) fn digester(&self, limits: &Limits) -> Digester {
        let hold = self.octets || self.held;
        let held = if hold { limits.unattributed_content } else { 0 };
        let mut digester = Digester::new(held);
        self.digests.iter().for_each(|algorithm| digester.add(*algorithm));
        if self.digests.iter().all(|algorithm| *algorithm == DigestAlgorithm::Sha1) {
            // What SHA-1 says is no proof that content is the same when it is read once more.
            digester.add(DigestAlgorithm::Sha256);
        }
        digester
    }
}
