//! What is known of a certificate's revocation, and what could not be used.

use crate::path::{PathError, Status};
use crate::policy::Revocation;
use crate::revocation::proof::Proof;
use crate::time::Time;
use crate::x509::Reason;

/// What is known of a certificate's revocation, with the proof.
#[derive(Clone, Debug)]
pub struct Answer {
    pub(super) standing: Standing,
    pub(super) proof: Option<Proof>,
    pub(super) contradicted_by: Option<Proof>,
    pub(super) refused: Vec<Refused>,
}

impl Answer {
    /// Nothing is known.
    pub(crate) fn unknown() -> Self {
        let refused = Vec::new();
        Self { standing: Standing::Unknown, proof: None, contradicted_by: None, refused }
    }

    pub(super) fn not_asked(why: NotAsked) -> Self {
        Self {
            standing: Standing::NotAsked(why),
            proof: None,
            contradicted_by: None,
            refused: Vec::new(),
        }
    }

    /// Returns how the certificate stands.
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// Returns what proves it; `None` if nothing is known.
    pub fn proof(&self) -> Option<&Proof> {
        self.proof.as_ref()
    }

    /// Returns what says "good" of a time after the certificate was revoked.
    pub fn contradicted_by(&self) -> Option<&Proof> {
        self.contradicted_by.as_ref()
    }

    /// Returns what is about the certificate and could not be used, the most telling first.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// Says what this means to a path, under what a policy demands.
    pub fn status(&self, demand: Revocation) -> Status {
        match self.standing {
            Standing::Good | Standing::RevokedLater(_) => Status::Good,
            Standing::NotAsked(_) => Status::NotChecked,
            Standing::OnHold(_) => Status::Undetermined,
            Standing::Revoked(revoked) => Status::Revoked(revoked.time),
            // What could say "revoked" must not be passed over.
            Standing::Unknown => match demand {
                Revocation::Skip => Status::NotChecked,
                Revocation::IfPresent if self.refused.is_empty() => Status::NotChecked,
                Revocation::IfPresent | Revocation::Require => Status::Undetermined,
            },
        }
    }
}

/// How a certificate stands at the time that was asked about.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was not revoked.
    Good,
    /// Nobody needed to be asked.
    NotAsked(NotAsked),
    /// It was on hold.
    OnHold(Revoked),
    /// It was revoked.
    Revoked(Revoked),
    /// It was not revoked; later it was.
    RevokedLater(Revoked),
    /// There is nothing that counts.
    Unknown,
}

impl Standing {
    /// Returns the revocation or the hold, at whatever time, if there is one.
    pub fn revoked(self) -> Option<Revoked> {
        match self {
            Self::OnHold(revoked) | Self::Revoked(revoked) | Self::RevokedLater(revoked) => {
                Some(revoked)
            }
            Self::Good | Self::NotAsked(_) | Self::Unknown => None,
        }
    }

    /// Returns the name that reports use, such as `good` or `on-hold`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::NotAsked(_) => "not-checked",
            Self::OnHold(_) => "on-hold",
            Self::Revoked(_) => "revoked",
            Self::RevokedLater(_) => "revoked-later",
            Self::Unknown => "undetermined",
        }
    }
}

/// Why nobody was asked about a certificate.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAsked {
    /// It is an anchor: trust in it is the policy's affair.
    Anchor,
    /// It is that of a responder, whose authority says that it need not be looked up (RFC 6960
    /// §4.2.2.2.1, id-pkix-ocsp-nocheck).
    NoCheck,
    /// Its authority says that it publishes nothing about it (RFC 9608), and nothing is known.
    NoneAvailable,
    /// The policy does not want to know.
    Policy,
    /// Its own status is being asked through a list that it signed.
    Itself,
}

/// A revocation, or a hold.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// Since when.
    pub time: Time,
    /// Why, where it is said.
    pub reason: Option<Reason>,
    /// Since when the key is, or may be, in other hands, where it is said.
    pub invalid_since: Option<Time>,
}

/// Something that is about a certificate and could not be used.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub struct Refused {
    /// What it is.
    pub proof: Proof,
    /// Why not.
    pub why: Unusable,
}

/// Why a CRL or an OCSP answer does not count.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It is about other certificates of the authority.
    #[error("it is about other certificates")]
    Scope,
    /// The work that a judgement may cost is spent.
    #[error("too much work")]
    BudgetSpent,
    /// A critical extension is unknown.
    #[error("a critical extension is unknown")]
    UnknownCriticalExtension,
    /// It adds to a complete CRL that is not at hand.
    #[error("the complete list that it adds to is not at hand")]
    DeltaWithoutBase,
    /// The list leaves reasons of revocation to others that are not at hand.
    #[error("it does not cover all reasons of revocation")]
    Reasons,
    /// No certificate of whoever signed it is at hand.
    #[error("whoever signed it is not known")]
    SignerUnknown,
    /// Whoever signed it may not, or cannot be relied on: the reason is that of its path.
    #[error("whoever signed it cannot be relied on: {0}")]
    Signer(PathError),
    /// Whoever signed it may not sign this: no cRLSign, no OCSPSigning, or another authority.
    #[error("whoever signed it may not sign this")]
    SignerNotAllowed,
    /// Its signature does not verify, or by an algorithm that is not believed.
    #[error("its signature is not good: {0}")]
    Signature(PathError),
    /// The responder does not know of the certificate.
    #[error("the responder does not know of the certificate")]
    ResponderUnsure,
    /// The certificate had expired when it was made, and it leaves such certificates out.
    #[error("it was made after the certificate expired")]
    AfterExpiry,
    /// It is from after the time of the judgement.
    #[error("it is from the future")]
    FromTheFuture,
    /// It is too old.
    #[error("it is out of date")]
    Stale,
}

impl Unusable {
    /// Whether what was refused cannot have said that the certificate is revoked. Where the work is spent,
    /// or whoever signed is in doubt, nobody knows.
    pub(super) fn says_nothing_bad(self) -> bool {
        match self {
            // Only statements that a certificate is good can be too old, or silent about expired ones;
            // and a part of a list that speaks of the certificate is not among what is incomplete.
            Self::Stale
            | Self::AfterExpiry
            | Self::Scope
            | Self::ResponderUnsure
            | Self::Reasons
            // What it adds to does not say more than the addition itself.
            | Self::DeltaWithoutBase => true,
            Self::BudgetSpent
            | Self::UnknownCriticalExtension
            | Self::SignerUnknown
            | Self::Signer(_)
            | Self::SignerNotAllowed
            | Self::Signature(_)
            | Self::FromTheFuture => false,
        }
    }

    /// How telling a reason is: what nearly counted tells most.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Scope => 0,
            Self::UnknownCriticalExtension => 1,
            Self::DeltaWithoutBase => 2,
            Self::Reasons => 3,
            Self::SignerUnknown => 4,
            Self::BudgetSpent => 5,
            Self::Signature(_) => 6,
            Self::SignerNotAllowed => 7,
            Self::Signer(_) => 8,
            Self::ResponderUnsure => 9,
            Self::AfterExpiry => 10,
            Self::FromTheFuture => 11,
            Self::Stale => 12,
        }
    }

    /// Returns the clause that was checked.
    pub fn clause(self) -> &'static str {
        match self {
            Self::Scope => "RFC 5280 §6.3.3 (b)",
            Self::BudgetSpent => "antin limits: revocation_signatures, revocation_searches",
            Self::UnknownCriticalExtension => "RFC 5280 §5.2, §5.3; RFC 6960 §4.4",
            Self::DeltaWithoutBase => "RFC 5280 §5.2.4",
            Self::Reasons => "RFC 5280 §6.3.3 (e)",
            Self::SignerUnknown => "RFC 5280 §6.3.3 (f); RFC 6960 §4.2.2.2",
            Self::Signer(_) | Self::SignerNotAllowed => "RFC 5280 §6.3.3 (f); RFC 6960 §4.2.2.2",
            Self::Signature(_) => "RFC 5280 §6.3.3 (g); RFC 6960 §3.2",
            Self::ResponderUnsure => "RFC 6960 §2.2",
            Self::AfterExpiry => "X.509 §9.5.2.7; RFC 6960 §4.4.4",
            Self::FromTheFuture => "RFC 6960 §3.2; EN 319 102-1 §5.2.5",
            Self::Stale => "EN 319 102-1 §5.2.5",
        }
    }

    /// Returns the stable code that reports use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Scope => "other-scope",
            Self::BudgetSpent => "budget-spent",
            Self::UnknownCriticalExtension => "unknown-critical-extension",
            Self::DeltaWithoutBase => "delta-without-base",
            Self::Reasons => "reasons-not-covered",
            Self::SignerUnknown => "signer-unknown",
            Self::Signer(_) => "signer-not-reliable",
            Self::SignerNotAllowed => "signer-not-allowed",
            Self::Signature(_) => "signature-not-good",
            Self::ResponderUnsure => "responder-unsure",
            Self::AfterExpiry => "after-expiry",
            Self::FromTheFuture => "from-the-future",
            Self::Stale => "stale",
        }
    }
}
