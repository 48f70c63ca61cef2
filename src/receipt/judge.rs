//! Judging receipts (`docs/receipt.md` §4).

use crate::Time;
use crate::ades::Evidence;
use crate::asic::{self, Single, SingleFault};
use crate::edxml::statement::Role;
use crate::edxml::{Binding, Claim, Senders, Status};
use crate::error::Error;
use crate::policy::Policy;
use crate::receipt::{Mismatch, NAME, Receipt, ReceiptFault, ReceiptReport, Sent};
use crate::time::CLOCK_SKEW;

/// How a receipt is judged: against what was sent, and after which status.
pub struct Judging<'a> {
    sent: &'a Sent,
    before: Option<Status>,
    recipients: &'a dyn Senders,
}

impl<'a> Judging<'a> {
    /// Judges a receipt for a package; `recipients` says whose certificates are whose.
    pub fn new(sent: &'a Sent, recipients: &'a dyn Senders) -> Self {
        Self { sent, before: None, recipients }
    }

    /// Says which status this recipient told last.
    #[must_use]
    pub fn after(self, status: Status) -> Self {
        Self { before: Some(status), ..self }
    }

    /// Judges a receipt at a time.
    ///
    /// # Errors
    ///
    /// [`Error::Other`] only; what is wrong with the receipt is in the report.
    pub fn judge(
        &self,
        receipt: &[u8],
        policy: &Policy,
        evidence: &Evidence,
        at: Time,
    ) -> Result<ReceiptReport, Error> {
        let limits = policy.limits();
        let file = (NAME, limits.statement);
        let Single { sha256, id, report, file } = asic::judge(receipt, file, policy, evidence, at)?;
        let read = |json: Vec<u8>| Receipt::from_json(&json, limits).map_err(ReceiptFault::Receipt);
        let (receipt, fault) = match file.map_err(ReceiptFault::from).and_then(read) {
            Ok(receipt) => (Some(receipt), None),
            Err(fault) => (None, Some(fault)),
        };
        let mut judged = ReceiptReport {
            sha256,
            id,
            fault,
            report,
            receipt,
            mismatches: Vec::new(),
            binding: Binding::Unknown,
            checked: self.recipients.is_checking(),
            judged_at: at,
        };
        self.compare(&mut judged, at);
        Ok(judged)
    }

    fn compare(&self, judged: &mut ReceiptReport, at: Time) {
        let Some(receipt) = &judged.receipt else { return };
        let signature = judged.report.as_ref().and_then(|report| report.signatures().first());
        let proven = signature.and_then(|signature| signature.proven_time()).unwrap_or(at);
        let is_for = [
            (Mismatch::Seal, receipt.seal == self.sent.seal),
            (Mismatch::Document, receipt.document == self.sent.document),
            (Mismatch::Sender, receipt.sender == self.sent.sender),
            (Mismatch::Recipient, self.sent.recipients.contains(&receipt.recipient)),
            (Mismatch::Status, !receipt.status.is_by_sender()),
            (Mismatch::Transition, receipt.status.may_follow(self.before)),
            (Mismatch::Time, receipt.time <= proven.min(at).plus_seconds(CLOCK_SKEW)),
        ];
        let wrong = is_for.into_iter().filter(|(_, holds)| !holds);
        judged.mismatches = wrong.map(|(mismatch, _)| mismatch).collect();
        if !judged.verdict().is_passed() {
            return;
        }
        let path = signature.and_then(|signature| signature.path());
        let claim =
            path.and_then(|path| Claim::new(&receipt.recipient, Role::Agency, path, proven));
        if let Some(claim) = claim {
            judged.binding = self.recipients.binding(&claim);
        }
    }
}

impl From<SingleFault> for ReceiptFault {
    fn from(fault: SingleFault) -> Self {
        match fault {
            SingleFault::Container(error) => Self::Container(error),
            SingleFault::OtherContent => Self::OtherContent,
            SingleFault::Signatures => Self::Signatures,
            SingleFault::File(error) => Self::Receipt(error),
        }
    }
}
