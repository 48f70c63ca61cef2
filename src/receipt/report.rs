//! The judgement on a receipt.

use crate::Time;
use crate::ades::{Failure, Report, Verdict};
use crate::edxml::Binding;
use crate::edxml::statement::Sha256;
use crate::error::Error;
use crate::language::Language;
use crate::receipt::Receipt;

/// What is wrong with a file that should be a receipt.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptFault {
    /// It is no container that can be judged.
    Container(Error),
    /// It holds something beside the receipt, or the signature does not cover it.
    OtherContent,
    /// It has no signature, or several.
    Signatures,
    /// The receipt cannot be read.
    Receipt(Error),
}

impl ReceiptFault {
    /// Returns a stable name for programs: `other-content`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Container(_) => "container",
            Self::OtherContent => "other-content",
            Self::Signatures => "signatures",
            Self::Receipt(_) => "receipt",
        }
    }
}

/// What in a receipt does not go with what was sent.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mismatch {
    /// It is for another seal, and so for another package.
    Seal,
    /// It is for another document.
    Document,
    /// It is for another body's package.
    Sender,
    /// It is by a body to which the package was not sent.
    Recipient,
    /// Its status is told by the sender of a document, not by a recipient.
    Status,
    /// Its status cannot follow the one before.
    Transition,
    /// Its time is after that of the judgement, or after that of its own time-stamp.
    Time,
}

impl Mismatch {
    /// Returns a stable name for programs: `seal`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Seal => "seal",
            Self::Document => "document",
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Status => "status",
            Self::Transition => "transition",
            Self::Time => "time",
        }
    }

    /// Returns it as a clause in a language.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::Seal => {
                language.choose("it is for another package", "biên nhận cho gói tin khác")
            }
            Self::Document => {
                language.choose("it is for another document", "biên nhận cho văn bản khác")
            }
            Self::Sender => language.choose(
                "it is for another body's package",
                "biên nhận cho gói tin của cơ quan khác",
            ),
            Self::Recipient => language.choose(
                "it is by a body to which the package was not sent",
                "biên nhận của cơ quan không phải nơi nhận",
            ),
            Self::Status => language.choose(
                "no recipient tells this status",
                "nơi nhận không được thông báo trạng thái này",
            ),
            Self::Transition => language.choose(
                "this status cannot follow the one before",
                "trạng thái này không thể tiếp theo trạng thái trước",
            ),
            Self::Time => language.choose(
                "its time is later than can be",
                "thời điểm trong biên nhận muộn hơn mức có thể",
            ),
        }
    }
}

/// The judgement on a receipt.
#[derive(Clone, Debug)]
pub struct ReceiptReport {
    pub(super) sha256: Sha256,
    pub(super) id: Option<Sha256>,
    pub(super) fault: Option<ReceiptFault>,
    pub(super) report: Option<Report>,
    pub(super) receipt: Option<Receipt>,
    pub(super) mismatches: Vec<Mismatch>,
    pub(super) binding: Binding,
    pub(super) checked: bool,
    pub(super) judged_at: Time,
}

impl ReceiptReport {
    /// Returns the SHA-256 of the container.
    pub fn sha256(&self) -> &Sha256 {
        &self.sha256
    }

    /// Returns by what the receipt is known, as a seal is (`docs/seal.md` §4.1): the SHA-256 of what its key
    /// signed, which stays when evidence is added. Without exactly one signature there is none.
    pub fn id(&self) -> Option<&Sha256> {
        self.id.as_ref()
    }

    /// Returns what is wrong with the container; such a receipt says nothing.
    pub fn fault(&self) -> Option<&ReceiptFault> {
        self.fault.as_ref()
    }

    /// Returns the judgement on its signature.
    pub fn report(&self) -> Option<&Report> {
        self.report.as_ref()
    }

    /// Returns what it says.
    pub fn receipt(&self) -> Option<&Receipt> {
        self.receipt.as_ref()
    }

    /// Returns what does not go with what was sent, each once.
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches
    }

    /// Returns whether the certificate is the recipient's.
    pub fn binding(&self) -> &Binding {
        &self.binding
    }

    /// Tells whether somebody looked whose certificate it is: not so for
    /// [`DangerouslyAnySender`](crate::edxml::DangerouslyAnySender), to whom everything is bound.
    pub fn is_checked(&self) -> bool {
        self.checked
    }

    /// Returns the time by which was judged.
    pub fn judged_at(&self) -> Time {
        self.judged_at
    }

    /// Returns the verdict on its signature; a faulty container failed.
    pub fn verdict(&self) -> Verdict {
        match (&self.fault, &self.report) {
            (None, Some(report)) => report.verdict(),
            (Some(_), Some(report)) if !report.verdict().is_passed() => report.verdict(),
            _ => Verdict::Failed(Failure::FormatFailure),
        }
    }

    /// Tells whether the receipt proves what it says: it passed, goes with what was sent, and is the
    /// recipient's.
    pub fn is_accepted(&self) -> bool {
        self.fault.is_none()
            && self.verdict().is_passed()
            && self.mismatches.is_empty()
            && self.receipt.is_some()
            && self.binding == Binding::Bound
    }
}
