//! What gathering found, and what it did not.

use std::fmt;

use crate::Language;
use crate::ades::Evidence;
use crate::error::{Error, NetworkError};
use crate::revocation::Unusable;
use crate::revocation::ocsp::RequestMismatch;
use crate::x509::Certificate;

/// What gathering found, and what it did not.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    pub(super) evidence: Evidence,
    pub(super) kept: Evidence,
    pub(super) missing: Vec<Missing>,
    pub(super) fetched: usize,
    pub(super) cut_short: bool,
}

impl Gathered {
    /// Returns the evidence: what was known before, and what was fetched and found to fit.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// Takes the evidence out.
    pub fn into_evidence(self) -> Evidence {
        self.evidence
    }

    /// Returns what was fetched, found to fit, and chains to an anchor of the policy: what may be kept for
    /// other documents.
    ///
    /// Neither what was known before nor what the document brought is in it: that came from somebody.
    pub fn kept(&self) -> &Evidence {
        &self.kept
    }

    /// Returns the certificates for which something is missing still.
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }

    /// Returns how many pieces were fetched and kept.
    pub fn fetched(&self) -> usize {
        self.fetched
    }

    /// Says whether something is missing because a bound on the gathering was met: fetches, bytes, time,
    /// or addresses of one certificate.
    ///
    /// # Security
    ///
    /// Whoever wrote the document can bring this about. What was not asked may be a revocation, so judge by
    /// a policy that [requires](crate::policy::Revocation::Require) revocation status then.
    pub fn is_cut_short(&self) -> bool {
        self.cut_short
    }

    /// Says whether nothing is missing.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

/// A certificate for which something is missing.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub enum Missing {
    /// No path from the certificate to an anchor of the policy was found.
    Path(Certificate, Vec<Attempt>),
    /// Nothing that counts says whether the certificate was revoked.
    Status(Certificate, Vec<Attempt>),
}

impl Missing {
    /// Returns the certificate.
    pub fn certificate(&self) -> &Certificate {
        match self {
            Self::Path(certificate, _) | Self::Status(certificate, _) => certificate,
        }
    }

    /// Returns what was tried; nothing if the certificates name no address that is asked.
    pub fn attempts(&self) -> &[Attempt] {
        match self {
            Self::Path(_, attempts) | Self::Status(_, attempts) => attempts,
        }
    }
}

/// An address that gave nothing of use.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The address, as the certificate has it: a stranger's text, so escape it before showing it.
    pub address: String,
    /// What was wrong.
    pub fault: Fault,
}

impl Attempt {
    pub(super) fn new(address: &str, fault: impl Into<Fault>) -> Self {
        Self { address: address.to_owned(), fault: fault.into() }
    }
}

/// Why an address gave nothing of use.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub enum Fault {
    /// Nothing came, or nothing that can be read.
    Error(Error),
    /// The responder answered another question.
    Mismatch(RequestMismatch),
    /// What came does not count.
    Unusable(Unusable),
}

impl Fault {
    /// Whether more would have been asked, or looked at, but for a bound.
    pub(super) fn is_bound(&self) -> bool {
        matches!(
            self,
            Self::Error(Error::Network(NetworkError::BudgetSpent))
                | Self::Unusable(Unusable::BudgetSpent)
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Error(error) => error.fmt(f),
            Self::Mismatch(mismatch) => mismatch.fmt(f),
            Self::Unusable(why) => why.fmt(f),
        }
    }
}

impl Fault {
    /// Says why in a language, as a clause without a full stop.
    pub fn text(&self, language: Language) -> String {
        match (self, language) {
            (Self::Error(error), _) => error.text(language),
            (Self::Mismatch(mismatch), Language::Vi) => {
                mismatch_in_vietnamese(*mismatch).to_owned()
            }
            (Self::Unusable(why), Language::Vi) => unusable_in_vietnamese(*why).to_owned(),
            _ => self.to_string(),
        }
    }
}

fn mismatch_in_vietnamese(mismatch: RequestMismatch) -> &'static str {
    match mismatch {
        RequestMismatch::Nonce => "số ngẫu nhiên (nonce) không khớp",
        RequestMismatch::NonceMissing => "không có số ngẫu nhiên (nonce)",
        RequestMismatch::OtherCertificate => "trả lời cho chứng thư khác",
    }
}

fn unusable_in_vietnamese(why: Unusable) -> &'static str {
    match why {
        Unusable::Scope => "nói về chứng thư khác",
        Unusable::BudgetSpent => "vượt quá giới hạn xử lý",
        Unusable::UnknownCriticalExtension => "có phần mở rộng quan trọng chưa được biết",
        Unusable::DeltaWithoutBase => "thiếu danh sách đầy đủ mà nó bổ sung",
        Unusable::Reasons => "không bao gồm mọi lý do thu hồi",
        Unusable::SignerUnknown => "không rõ bên đã ký",
        Unusable::Signer(_) => "không thể tin cậy bên đã ký",
        Unusable::SignerNotAllowed => "bên đã ký không có quyền ký loại này",
        Unusable::Signature(_) => "chữ ký của nó không hợp lệ",
        Unusable::ResponderUnsure => "máy chủ OCSP không biết chứng thư này",
        Unusable::AfterExpiry => "được lập sau khi chứng thư hết hạn",
        Unusable::FromTheFuture => "có thời điểm trong tương lai",
        Unusable::Stale => "đã quá hạn",
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<NetworkError> for Fault {
    fn from(error: NetworkError) -> Self {
        Self::Error(Error::Network(error))
    }
}

impl From<Unusable> for Fault {
    fn from(why: Unusable) -> Self {
        Self::Unusable(why)
    }
}
