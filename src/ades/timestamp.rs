//! The judgement on a time-stamp (EN 319 102-1 §5.4).
//!
//! A time-stamp token is a signature: it is judged as one, with the constraints on authorities of
//! RFC 3161 §2.3, and its imprint is compared with what it stands for. Where its certificate or its
//! algorithms are past, a later time-stamp over it may save it (§5.6.2.4), as with any signature.

use crate::ades::{
    Carried, Chain, Detail, Doubt, Failure, Finding, FindingCode, Judgement, Made, Proofs,
    RevocationData, Setting, Signer, Step, Verdict, judge_algorithm, judge_chain, judge_digest,
    label,
};
use crate::crypto::DigestAlgorithm;
use crate::error::Error;
use crate::path::{PathError, VerifiedPath};
use crate::policy::{PathInputs, Purpose};
use crate::revocation::Answer;
use crate::time::{CLOCK_SKEW, Time};
use crate::tsp::{Token, TokenFault};
use crate::x509::Certificate;

const CLAUSE: &str = "EN 319 102-1 §5.4";

/// What a time-stamp of a signature is over.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimestampKind {
    /// The content, before it was signed.
    Content,
    /// The signature value.
    Signature,
    /// The references to certificates and revocation data.
    References,
    /// The signature, its time-stamps and the references.
    Complete,
    /// All of the above with their values, in the first form.
    ArchiveV1,
    /// The same, in the second form.
    ArchiveV2,
    /// The same, in the third form, which later additions do not break.
    ArchiveV3,
    /// Files of a container, directly or by a manifest (EN 319 162-1 §4.3, §4.4).
    Container,
    /// A whole container with its signatures, by an archive manifest (EN 319 162-1 §A.7).
    ArchiveManifest,
}

impl TimestampKind {
    /// Returns the name that reports use, such as `signature` or `archive-v3`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Signature => "signature",
            Self::References => "references",
            Self::Complete => "complete",
            Self::ArchiveV1 => "archive-v1",
            Self::ArchiveV2 => "archive-v2",
            Self::ArchiveV3 => "archive-v3",
            Self::Container => "container",
            Self::ArchiveManifest => "archive-manifest",
        }
    }

    /// Says whether this is one of the archive time-stamps.
    pub fn is_archive(self) -> bool {
        matches!(self, Self::ArchiveV1 | Self::ArchiveV2 | Self::ArchiveV3)
    }
}

/// The judgement on one time-stamp of a signature.
#[derive(Clone, Debug)]
pub struct TimestampReport {
    kind: TimestampKind,
    verdict: Verdict,
    findings: Vec<Finding>,
    facts: Facts,
}

/// What was read from a time-stamp.
#[derive(Clone, Debug, Default)]
struct Facts {
    time: Option<Time>,
    authority: Option<Signer>,
    policy: Option<String>,
    serial: Option<String>,
    accuracy_micros: Option<u64>,
    digest: Option<&'static str>,
    algorithm: Option<String>,
    chain: Chain,
}

impl TimestampReport {
    /// Joins what a container says of the time-stamp to what it says of itself.
    pub(crate) fn join(&mut self, judgement: Judgement) {
        let (verdict, findings) = judgement.finish();
        self.verdict = Verdict::of_all([self.verdict, verdict]);
        self.findings.extend(findings);
    }

    /// Returns what the time-stamp is over.
    pub fn kind(&self) -> TimestampKind {
        self.kind
    }

    /// Returns the verdict on it. Only one that passed proves something.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Returns the time that it names.
    pub fn time(&self) -> Option<Time> {
        self.facts.time
    }

    /// Returns the authority, by the certificate that was found for it.
    pub fn authority(&self) -> Option<&Signer> {
        self.facts.authority.as_ref()
    }

    /// Returns the policy of the authority, in dotted form.
    pub fn policy(&self) -> Option<&str> {
        self.facts.policy.as_deref()
    }

    /// Returns the serial number in lower-case hexadecimal.
    pub fn serial(&self) -> Option<&str> {
        self.facts.serial.as_deref()
    }

    /// Returns by how many microseconds its time may be wrong, if the authority says so.
    pub fn accuracy_micros(&self) -> Option<u64> {
        self.facts.accuracy_micros
    }

    /// Returns the name of the digest algorithm of its imprint.
    pub fn digest(&self) -> Option<&str> {
        self.facts.digest
    }

    /// Returns the signature algorithm and the size of the key.
    pub fn algorithm(&self) -> Option<&str> {
        self.facts.algorithm.as_deref()
    }

    /// Returns the chain from the authority's certificate to an anchor, if one holds.
    pub fn path(&self) -> Option<&VerifiedPath> {
        self.facts.chain.path.as_ref()
    }

    /// Returns how each certificate of [`path`](Self::path) stands as to revocation, in their order, with
    /// the proof.
    pub fn revocation(&self) -> &[Answer] {
        &self.facts.chain.answers
    }

    /// Returns what the judgement came across.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// What a time-stamp is judged with, beside the setting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stamped<'a> {
    pub(crate) kind: TimestampKind,
    pub(crate) token: &'a Token,
    /// Whether its imprint is of what it stands for; `None` if that is not at hand.
    pub(crate) imprint: Option<bool>,
    /// The digest algorithm of what the imprint is made of, where that is digests.
    pub(crate) index: Option<DigestAlgorithm>,
    /// Certificates beside those that it carries.
    pub(crate) pool: &'a [Certificate],
    /// Revocation data beside what it carries.
    pub(crate) revocation: &'a RevocationData,
}

/// The report on a time-stamp that cannot be read.
pub(crate) fn unreadable_timestamp(kind: TimestampKind, error: &Error) -> TimestampReport {
    let structure = match error {
        Error::Malformed(malformed) => Some(Detail::Structure(malformed.what)),
        _ => None,
    };
    let finding = Finding::new(FindingCode::TimestampMalformed).by(CLAUSE).with_all(structure);
    let mut judgement = Judgement::new();
    judgement.fail(Failure::FormatFailure, finding);
    finish(kind, judgement, Facts::default())
}

/// Judges a time-stamp (§5.4.4).
pub(crate) fn judge_timestamp(
    stamped: &Stamped<'_>,
    proofs: &Proofs,
    setting: &Setting<'_>,
) -> TimestampReport {
    let token = stamped.token;
    let mut judgement = Judgement::new();
    judgement.complete(Step::Format);
    let mut facts = facts(token);
    let pool = [stamped.pool, setting.evidence.certificates()].concat();
    match token.signing_certificate(&pool) {
        Ok(certificate) => {
            judgement.complete(Step::SigningCertificate);
            facts.authority = Some(Signer::new(certificate));
            judge_certificate(&mut judgement, &mut facts, certificate, stamped, proofs, setting);
            judge_beginning(&mut judgement, token, certificate);
            if let Err(fault) = token.verify(&pool, setting.policy.provider()) {
                refuse(&mut judgement, fault);
            }
        }
        Err(fault) => refuse(&mut judgement, fault),
    }
    judge_imprint(&mut judgement, stamped, proofs, setting);
    judge_own_time(&mut judgement, token, proofs);
    judgement.complete(Step::Cryptography);
    judgement.complete(Step::Acceptance);
    finish(stamped.kind, judgement, facts)
}

fn judge_certificate(
    judgement: &mut Judgement,
    facts: &mut Facts,
    certificate: &Certificate,
    stamped: &Stamped<'_>,
    proofs: &Proofs,
    setting: &Setting<'_>,
) {
    let token = stamped.token;
    let certificates = [token.certificates(), stamped.pool].concat();
    let revocation = RevocationData::read(token.revocation()).and(stamped.revocation);
    let carried = Carried { certificates: &certificates, revocation: &revocation };
    let inputs = PathInputs::new(Purpose::TimeStamping);
    // §5.4.4, §5.2.5: the time that a token names is its authority's word, and whoever has its key can
    // name any. What is asked is how the authority stood when the token provably existed.
    let exists = proofs.of(token.as_bytes());
    // RFC 3161 §2.4.2: no token was verified but by a certificate that its signed reference names.
    let made = Made { exists, after: None, refers: true, proofs };
    facts.chain = judge_chain(judgement, certificate, carried, &inputs, made, setting);
    if let (Some(algorithm), Ok(key)) =
        (token.signer().signature_algorithm(), certificate.public_key())
    {
        facts.algorithm = Some(label(algorithm, &key));
        // §5.6.2.4: an algorithm counts at the time at which the token provably existed.
        judge_algorithm(judgement, algorithm, &key, &setting.at(exists));
    }
}

/// §5.4.4 step 3: the imprint is of what it stands for, by an algorithm that is believed.
fn judge_imprint(
    judgement: &mut Judgement,
    stamped: &Stamped<'_>,
    proofs: &Proofs,
    setting: &Setting<'_>,
) {
    let imprint = stamped.token.info().imprint();
    match (imprint.algorithm(), stamped.imprint) {
        (None, _) => {
            let finding = Finding::new(FindingCode::AlgorithmUnknown)
                .with(Detail::Oid(imprint.oid().to_string()));
            judgement.doubt(Doubt::CryptoConstraintsFailure, finding);
        }
        (_, Some(false)) => {
            let finding = Finding::new(FindingCode::TimestampImprintMismatch).by(CLAUSE);
            judgement.fail(Failure::HashFailure, finding);
        }
        (_, None) => {
            let finding = Finding::new(FindingCode::SignedDataNotFound).by(CLAUSE);
            judgement.doubt(Doubt::SignedDataNotFound, finding);
        }
        (Some(digest), Some(true)) => {
            let setting = setting.at(proofs.of(stamped.token.as_bytes()));
            judge_digest(judgement, digest, &setting);
            let signer = stamped.token.signer();
            let of_value = signer.signature_algorithm().map(|algorithm| algorithm.digest());
            let own = signer.digest_algorithm().filter(|own| Some(*own) != of_value);
            for other in [stamped.index, own].into_iter().flatten().filter(|one| *one != digest) {
                judge_digest(judgement, other, &setting);
            }
        }
    }
}

/// A time-stamp cannot name a time after it was seen.
fn judge_own_time(judgement: &mut Judgement, token: &Token, proofs: &Proofs) {
    // The accuracy is what the authority grants itself; the same is granted here, and no less than
    // common clocks differ by.
    let time = token.info().time();
    if time.to_unix() > proofs.of(token.as_bytes()).to_unix().saturating_add(CLOCK_SKEW) {
        let finding = Finding::new(FindingCode::TimestampInFuture).with(Detail::Time(time));
        judgement.doubt(Doubt::TimestampOrderFailure, finding.by("EN 319 102-1 §5.6.3.4"));
    }
}

/// RFC 3161 §2.3: the authority signs with a key that is certified for it. A token from before its certificate
/// began was made later than it says.
fn judge_beginning(judgement: &mut Judgement, token: &Token, certificate: &Certificate) {
    let (time, from) = (token.info().latest(), certificate.not_before());
    if time < from {
        let finding = Finding::new(FindingCode::Path(PathError::NotYetValid)).by("RFC 3161 §2.3");
        let finding = finding.with(Detail::Time(token.info().time())).with(Detail::From(from));
        judgement.doubt(Doubt::TimestampOrderFailure, finding);
    }
}

fn refuse(judgement: &mut Judgement, fault: TokenFault) {
    let finding = |code| Finding::new(code).by("RFC 3161 §2.4.2");
    match fault {
        TokenFault::Algorithm => {
            let finding = finding(FindingCode::AlgorithmUnknown);
            judgement.doubt(Doubt::CryptoConstraintsFailure, finding);
        }
        TokenFault::Attribute => {
            judgement.fail(Failure::FormatFailure, finding(FindingCode::TimestampMalformed));
        }
        TokenFault::CertificateNotFound => {
            let finding = finding(FindingCode::TimestampCertificateNotFound);
            judgement.doubt(Doubt::NoSigningCertificateFound, finding);
        }
        TokenFault::CertificateMismatch => {
            let finding = finding(FindingCode::SigningCertificateDigestMismatch);
            judgement.doubt(Doubt::NoSigningCertificateFound, finding);
        }
        TokenFault::DigestMismatch => {
            judgement.fail(Failure::HashFailure, finding(FindingCode::TimestampChanged));
        }
        TokenFault::SignatureMismatch => {
            judgement.fail(Failure::SigCryptoFailure, finding(FindingCode::TimestampChanged));
        }
    }
}

fn facts(token: &Token) -> Facts {
    let info = token.info();
    Facts {
        time: Some(info.time()),
        policy: Some(info.policy().to_string()),
        serial: Some(info.serial().iter().map(|octet| format!("{octet:02x}")).collect()),
        accuracy_micros: info.accuracy().map(|accuracy| accuracy.as_micros()),
        digest: info.imprint().algorithm().map(|algorithm| algorithm.name()),
        ..Facts::default()
    }
}

fn finish(kind: TimestampKind, judgement: Judgement, facts: Facts) -> TimestampReport {
    let (verdict, findings) = judgement.finish();
    TimestampReport { kind, verdict, findings, facts }
}
