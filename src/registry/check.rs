//! Judging a signed registry (`docs/registry.md` §3).

use std::io::Cursor;

use crate::Time;
use crate::ades::{Coverage, Evidence, Report, Verified};
use crate::crypto::Hasher;
use crate::edxml::statement::Sha256;
use crate::error::Error;
use crate::policy::Policy;
use crate::registry::{Registry, RegistrySigners, TrustedRegistry};
use crate::{asic, verify};

/// The newest registry that was seen: what a caller keeps, so that nobody hands over an older one.
#[expect(clippy::exhaustive_structs, reason = "callers keep it and write it again")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its number.
    pub number: u64,
    /// The SHA-256 of its JSON.
    pub sha256: Sha256,
}

/// Why a registry is not believed.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistryFault {
    /// It cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(Error),
    /// A signature did not pass, or there is none.
    #[error("the signature did not pass")]
    Signature,
    /// It holds no registry that its signatures cover whole, or something beside it.
    #[error("the signature is not over one registry")]
    OtherContent,
    /// None of its signatures is by somebody who may sign registries.
    #[error("the signer may not sign registries")]
    Signer,
    /// It was never issued: it has no number.
    #[error("the registry was not issued")]
    NotIssued,
    /// It was issued after the time of the judgement.
    #[error("the registry is from the future")]
    FromTheFuture,
    /// A next one should be there by now.
    #[error("the registry is past")]
    Past,
    /// A newer one was seen.
    #[error("a newer registry was seen")]
    Older,
    /// Another one with the same number was seen.
    #[error("another registry with the same number was seen")]
    Forked,
}

impl RegistryFault {
    /// Returns a stable name for programs: `other-content`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::Signature => "signature",
            Self::OtherContent => "other-content",
            Self::Signer => "signer",
            Self::NotIssued => "not-issued",
            Self::FromTheFuture => "from-the-future",
            Self::Past => "past",
            Self::Older => "older",
            Self::Forked => "forked",
        }
    }
}

/// A registry that is not believed, and the judgement on its signatures, if there was one.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{fault}")]
pub struct Refused {
    fault: RegistryFault,
    report: Option<Box<Report>>,
}

impl Refused {
    /// Returns why.
    pub fn fault(&self) -> &RegistryFault {
        &self.fault
    }

    /// Returns the judgement on the signatures.
    pub fn report(&self) -> Option<&Report> {
        self.report.as_deref()
    }
}

impl From<RegistryFault> for Refused {
    fn from(fault: RegistryFault) -> Self {
        Self { fault, report: None }
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        RegistryFault::Unreadable(error).into()
    }
}

/// How a signed registry is judged.
#[derive(Clone, Copy, Debug)]
pub struct Check<'a> {
    policy: &'a Policy,
    signers: &'a RegistrySigners,
    seen: Option<Seen>,
}

impl<'a> Check<'a> {
    /// Judges signatures by a policy, and takes them from some signers only.
    pub fn new(policy: &'a Policy, signers: &'a RegistrySigners) -> Self {
        Self { policy, signers, seen: None }
    }

    /// Refuses what is older than a registry that was seen.
    #[must_use]
    pub fn seen(self, seen: Seen) -> Self {
        Self { seen: Some(seen), ..self }
    }

    /// Judges a signed registry at a time: an ASiC container with one file, or a CAdES signature with the
    /// registry in it, in DER or PEM.
    ///
    /// What comes with it is what to give to [`seen`](Self::seen) the next time.
    ///
    /// # Errors
    ///
    /// [`Refused`], with the reason and the judgement on the signatures.
    pub fn open(
        &self,
        file: &[u8],
        evidence: &Evidence,
        at: Time,
    ) -> Result<(TrustedRegistry, Seen), Refused> {
        let report = verify(file, None, self.policy, evidence, at)?;
        let json = match self.json(file, report.clone()) {
            Ok(json) => json,
            Err(fault) => return Err(Refused { fault, report: Some(Box::new(report)) }),
        };
        let registry = Registry::from_json_with(&json, self.policy.limits())?;
        let seen = Seen { number: registry.number(), sha256: Hasher::sha256(&json) };
        match self.is_current(&registry, seen, at) {
            Ok(()) => Ok((TrustedRegistry::new(registry, report), seen)),
            Err(fault) => Err(Refused { fault, report: Some(Box::new(report)) }),
        }
    }

    /// The registry that the signatures cover.
    fn json(&self, file: &[u8], report: Report) -> Result<Vec<u8>, RegistryFault> {
        let whole = |report: &Report| {
            report.signatures().iter().all(|one| one.covers() == Coverage::WholeDocument)
        };
        let is_known = report.signatures().iter().any(|one| {
            one.verdict().is_passed()
                && one.signer().is_some_and(|signer| self.signers.has(signer.certificate()))
        });
        let verified = report.into_verified().map_err(|_| RegistryFault::Signature)?;
        if !whole(verified.report()) {
            return Err(RegistryFault::OtherContent);
        }
        if !is_known {
            return Err(RegistryFault::Signer);
        }
        content(&verified, file)
    }

    fn is_current(&self, registry: &Registry, own: Seen, at: Time) -> Result<(), RegistryFault> {
        let (Some(issued), Some(next)) = (registry.issued(), registry.next_update()) else {
            return Err(RegistryFault::NotIssued);
        };
        if issued > at.plus_seconds(crate::time::CLOCK_SKEW) {
            return Err(RegistryFault::FromTheFuture);
        }
        if next < at {
            return Err(RegistryFault::Past);
        }
        match self.seen {
            Some(seen) if own.number < seen.number => Err(RegistryFault::Older),
            Some(seen) if own.number == seen.number && own.sha256 != seen.sha256 => {
                Err(RegistryFault::Forked)
            }
            _ => Ok(()),
        }
    }
}

/// The one thing that is signed.
fn content(verified: &Verified, file: &[u8]) -> Result<Vec<u8>, RegistryFault> {
    if verified.report().container().is_none() {
        return verified.content().map(<[u8]>::to_vec).ok_or(RegistryFault::OtherContent);
    }
    let names: Vec<&str> = verified.files().map(|file| file.name()).collect();
    let [name] = names.as_slice() else { return Err(RegistryFault::OtherContent) };
    let out = asic::extract(verified, Cursor::new(file), name, Vec::new());
    out.map_err(RegistryFault::Unreadable)
}
