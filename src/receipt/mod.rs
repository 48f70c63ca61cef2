//! Receipts: what a recipient signs about a package that arrived, so that its sender can prove it.
//!
//! Status messages of the axis are unsigned. A [`Receipt`] names the package by the identity of its sender's
//! seal, the document, the recipient, one of the nine status codes and the time, and is signed as a seal is: an
//! ASiC-E container with one file, `antin-receipt.json` (`docs/receipt.md`). It travels as a file, or as an
//! attachment of a package that goes back.
//!
//! [`Judging`] holds it against what was sent ([`Sent`]): a receipt for another package, document, recipient or
//! sender is named as that, as is a status that cannot follow the one before.
//!
//! Left out: keeping which status was told last. That is the caller's, who knows its documents.

mod carried;
mod file;
mod json;
mod judge;
mod make;
mod report;
mod sent;
mod text;
mod words;

use crate::Time;
use crate::edxml::Status;
use crate::edxml::statement::{Sha256, normal};

pub use carried::{insert, receipts};
pub use judge::Judging;
pub use make::{PreparedReceipt, make, prepare};
pub use report::{Mismatch, ReceiptFault, ReceiptReport};
pub use sent::Sent;

/// The name of the receipt in its container.
const NAME: &str = "antin-receipt.json";

/// What a recipient says about a package that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    seal: Option<Sha256>,
    document: String,
    sender: String,
    recipient: String,
    status: Status,
    time: Time,
    reasons: Vec<String>,
}

impl Receipt {
    /// Says that a package reached a recipient, who has an identifier code, and its status at a time.
    ///
    /// # Security
    ///
    /// Tell nothing of a package that was changed on its way, not even that it is refused: the receipt would hold for what
    /// was sealed (`docs/receipt.md` §2). [`Inbound`](crate::gateway::Inbound) sees to that; here nobody does.
    pub fn new(sent: &Sent, recipient: &str, status: Status, time: Time) -> Self {
        Self {
            seal: sent.seal,
            document: sent.document.clone(),
            sender: sent.sender.clone(),
            recipient: normal(recipient),
            status,
            time,
            reasons: Vec::new(),
        }
    }

    /// Adds a reason in words, as a refusal should have; what is empty is left out.
    #[must_use]
    pub fn because(mut self, reason: &str) -> Self {
        let reason = normal(reason);
        if !reason.is_empty() {
            self.reasons.push(reason);
        }
        self
    }

    /// Returns the identity of the seal of the package ([`docs/seal.md` §4.1](crate::edxml::SealReport::id));
    /// `None` if it came without one.
    pub fn seal(&self) -> Option<&Sha256> {
        self.seal.as_ref()
    }

    /// Returns the identifier of the document.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// Returns the identifier code of the body that sent the package.
    pub fn sender(&self) -> &str {
        &self.sender
    }

    /// Returns the identifier code of the body that makes the receipt.
    pub fn recipient(&self) -> &str {
        &self.recipient
    }

    /// Returns the status.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Returns the time at which it was so, by the recipient's clock.
    pub fn time(&self) -> Time {
        self.time
    }

    /// Returns the reasons.
    pub fn reasons(&self) -> &[String] {
        &self.reasons
    }
}

#[cfg(test)]
mod tests;
