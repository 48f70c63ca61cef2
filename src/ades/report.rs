//! The judgement on a document.

use std::fmt;
use std::sync::Arc;

use crate::Time;
use crate::ades::{Container, Rejected, SignatureReport, Verdict, Verified};
use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::policy::level::Level;
use crate::policy::{Policy, Profile, Revocation};

/// The judgement on a document: one report for each signature, and the verdict on the whole.
///
/// A report is not a pass: ask [`verdict`](Self::verdict), or go on with
/// [`into_verified`](Self::into_verified), the only way to the signed content.
#[must_use = "a report says what was judged, not that it is good"]
#[derive(Clone, Debug)]
pub struct Report {
    format: Format,
    profile: Profile,
    level: Option<Level>,
    revocation: Revocation,
    judged_at: Time,
    signatures: Vec<SignatureReport>,
    content: Content,
    container: Option<Container>,
}

/// The signed content, or what is needed to know it again.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// It is not known what was signed.
    Unknown,
    /// It passed by: a digest that is not SHA-1, and the length in bytes.
    Passed(Digest, u64),
    /// It was carried by the signature and is in memory.
    Held(Arc<[u8]>),
}

impl Report {
    pub(crate) fn new(
        format: Format,
        content: Content,
        signatures: Vec<SignatureReport>,
        policy: &Policy,
        judged_at: Time,
    ) -> Self {
        let profile = policy.profile().clone();
        let (level, revocation) = (policy.level(), policy.revocation());
        Self { format, profile, level, revocation, judged_at, signatures, content, container: None }
    }

    /// Returns the verdict on the whole.
    ///
    /// The first signature that failed decides; without one, the first that is in doubt. A
    /// document without any signature is in doubt, and so is a container with something in it that
    /// could not be judged.
    pub fn verdict(&self) -> Verdict {
        let signatures = Verdict::of_all(self.signatures.iter().map(SignatureReport::verdict));
        // Without a signature there is no pass, however good the container.
        let container = self.container.iter().map(Container::verdict);
        Verdict::of_all([signatures].into_iter().chain(container))
    }

    /// Returns the judgements on the signatures, in their order in the document.
    pub fn signatures(&self) -> &[SignatureReport] {
        &self.signatures
    }

    /// Returns what was judged of the container around the signatures, if there is one.
    pub fn container(&self) -> Option<&Container> {
        self.container.as_ref()
    }

    pub(crate) fn with_container(mut self, container: Container) -> Self {
        self.container = Some(container);
        self
    }

    pub(crate) fn into_signatures(self) -> Vec<SignatureReport> {
        self.signatures
    }

    /// Returns the format of the signatures.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Returns the profile of the policy by which was judged.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Returns the level that was demanded, if any was.
    pub fn required_level(&self) -> Option<Level> {
        self.level
    }

    /// Returns what was demanded of revocation status.
    pub fn required_revocation(&self) -> Revocation {
        self.revocation
    }

    /// Returns the time by which was judged.
    pub fn judged_at(&self) -> Time {
        self.judged_at
    }

    /// Returns the proof that every signature passed, and with it the signed content.
    ///
    /// # Errors
    ///
    /// [`Rejected`] if a signature did not pass, or if there is none.
    pub fn into_verified(self) -> Result<Verified, Rejected> {
        if self.verdict().is_passed() { Ok(Verified(self)) } else { Err(Rejected(Box::new(self))) }
    }

    pub(super) fn content(&self) -> &Content {
        &self.content
    }

    /// Lets content go that is held, so that what was streamed is told alike whatever its length.
    pub(crate) fn without_content(mut self) -> Self {
        if let Content::Held(content) = &self.content {
            let digest = Hasher::digest(DigestAlgorithm::Sha256, content);
            let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
            self.content = Content::Passed(digest, length);
        }
        self
    }
}

/// The format of a document's signatures.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// CMS, with the signed attributes of CAdES or without (RFC 5652, EN 319 122-1).
    Cades,
    /// A container of files, each signature being CAdES over a manifest (EN 319 162-1 §4.4).
    AsicE,
    /// A container of one file with the CAdES signatures over it (EN 319 162-1 §4.3).
    AsicS,
}

impl Format {
    /// Returns the name that reports use: `CAdES`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cades => "CAdES",
            Self::AsicE => "ASiC-E",
            Self::AsicS => "ASiC-S",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests;
