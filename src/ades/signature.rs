//! The judgement on one signature.

use crate::Time;
use crate::ades::{Chain, Finding, Judgement, Level, TimestampReport, Verdict};
use crate::path::{Candidate, VerifiedPath};
use crate::revocation::Answer;
use crate::x509::Certificate;

/// The judgement on one signature.
#[derive(Clone, Debug)]
pub struct SignatureReport {
    verdict: Verdict,
    findings: Vec<Finding>,
    facts: Facts,
}

/// What was read from a signature, whatever the verdict on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) level: Option<Level>,
    pub(crate) signer: Option<Signer>,
    pub(crate) claimed_time: Option<Time>,
    pub(crate) proven_time: Option<Time>,
    pub(crate) digest: Option<&'static str>,
    pub(crate) algorithm: Option<String>,
    pub(crate) covers: Coverage,
    pub(crate) chain: Chain,
    pub(crate) timestamps: Vec<TimestampReport>,
    pub(crate) file: Option<String>,
}

impl SignatureReport {
    pub(crate) fn new(judgement: Judgement, facts: Facts) -> Self {
        let (verdict, findings) = judgement.finish();
        Self { verdict, findings, facts }
    }

    /// Joins what a container says of the signature to what the signature says of itself. A failure
    /// outweighs a doubt; of two alike the signature's own decides.
    pub(crate) fn join(&mut self, judgement: Judgement) {
        let (verdict, findings) = judgement.finish();
        self.verdict = Verdict::of_all([self.verdict, verdict]);
        self.findings.extend(findings);
    }

    /// Says in which file of a container the signature is, and what of it the signature is over.
    pub(crate) fn set_place(&mut self, file: &str, covers: Coverage) {
        self.facts.file = Some(file.to_owned());
        self.facts.covers = covers;
    }

    /// Returns the name of the entry that holds the signature, if it is in a container.
    pub fn file(&self) -> Option<&str> {
        self.facts.file.as_deref()
    }

    /// Returns the verdict on this signature.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Returns the level that the signature has; `None` if it is no AdES signature at all.
    pub fn level(&self) -> Option<Level> {
        self.facts.level
    }

    /// Returns who made the signature, by the certificate that was found for it.
    ///
    /// Unless the verdict is a pass this is only what the signature claims.
    pub fn signer(&self) -> Option<&Signer> {
        self.facts.signer.as_ref()
    }

    /// Returns when the signature says it was made. A claim: nothing proves it.
    pub fn claimed_time(&self) -> Option<Time> {
        self.facts.claimed_time
    }

    /// Returns the earliest time at which the signature provably existed, by a time-stamp or by the
    /// caller's [word](crate::Evidence::received_at); `None` if nothing proves one.
    pub fn proven_time(&self) -> Option<Time> {
        self.facts.proven_time
    }

    /// Returns the name of the digest algorithm, such as `SHA-256`.
    pub fn digest(&self) -> Option<&str> {
        self.facts.digest
    }

    /// Returns the signature algorithm and the size of the key, such as `RSA-PKCS1-2048`.
    pub fn algorithm(&self) -> Option<&str> {
        self.facts.algorithm.as_deref()
    }

    /// Returns what of the document the signature is over.
    pub fn covers(&self) -> Coverage {
        self.facts.covers
    }

    /// Returns the chain of certificates from the signer to an anchor, if one holds.
    pub fn path(&self) -> Option<&VerifiedPath> {
        self.facts.chain.path.as_ref()
    }

    /// Returns how each certificate of [`path`](Self::path) stands as to revocation, in their order, with
    /// the proof.
    pub fn revocation(&self) -> &[Answer] {
        &self.facts.chain.answers
    }

    /// Returns the chains that were tried, the most telling first, if none holds.
    pub fn candidates(&self) -> &[Candidate] {
        &self.facts.chain.candidates
    }

    /// Returns the judgements on the time-stamps of the signature, in the order of their kinds.
    pub fn timestamps(&self) -> &[TimestampReport] {
        &self.facts.timestamps
    }

    /// Returns what the judgement came across, in the order in which it did.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// What of the document a signature is over.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Coverage {
    /// Not known: the content was not at hand, or is not what was signed.
    #[default]
    Unknown,
    /// All of it.
    WholeDocument,
    /// Some files of a container, which [`Container::files`](crate::ades::Container::files) names.
    SomeFiles,
}

impl Coverage {
    /// Returns the name that reports use: `unknown`, `whole-document` or `some-files`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::WholeDocument => "whole-document",
            Self::SomeFiles => "some-files",
        }
    }
}

/// Who made a signature, by the signing certificate.
///
/// Names are as encoded, and their applicants chose them: escape them before showing them. The
/// texts are made when they are asked for, as most judgements are never shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer(Certificate);

impl Signer {
    pub(crate) fn new(certificate: &Certificate) -> Self {
        Self(certificate.clone())
    }

    /// Returns the certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.0
    }

    /// Returns the subject of the certificate.
    pub fn subject(&self) -> String {
        self.0.subject().to_string()
    }

    /// Returns the issuer of the certificate.
    pub fn issuer(&self) -> String {
        self.0.issuer().to_string()
    }

    /// Returns the serial number in lower-case hexadecimal.
    pub fn serial(&self) -> String {
        self.0.serial().iter().map(|octet| format!("{octet:02x}")).collect()
    }

    /// Returns the SHA-256 of the certificate in lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        self.0.sha256().to_string()
    }
}
