//! Judging receipts (`docs/receipt.md` §4).

use std::io::Cursor;

use crate::Time;
use crate::ades::{Evidence, Report};
use crate::asic::{self, Reading};
use crate::crypto::{DigestAlgorithm, Hasher};
use crate::edxml::statement::Role;
use crate::edxml::{Binding, Claim, Senders, Status};
use crate::error::Error;
use crate::policy::Policy;
use crate::receipt::{Mismatch, NAME, Receipt, ReceiptFault, ReceiptReport, Sent};
use crate::time::CLOCK_SKEW;
use crate::zip::Archive;

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
        let digest = Hasher::digest(DigestAlgorithm::Sha256, receipt);
        let mut judged = ReceiptReport {
            // A SHA-256 value has these 32 octets.
            sha256: digest.as_bytes().try_into().unwrap_or_default(),
            fault: None,
            report: None,
            receipt: None,
            mismatches: Vec::new(),
            binding: Binding::Unknown,
        };
        let report = asic::verify(Cursor::new(receipt), Reading::Strict, policy, evidence, at);
        match report {
            Ok(report) => {
                judged.fault = fault(&report);
                judged.report = Some(report);
            }
            Err(error @ Error::Other(_)) => return Err(error),
            Err(error) => judged.fault = Some(ReceiptFault::Container(error)),
        }
        if judged.fault.is_none() {
            match read(receipt, policy) {
                Ok(read) => judged.receipt = Some(read),
                Err(error) => judged.fault = Some(ReceiptFault::Receipt(error)),
            }
        }
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

/// One file, the receipt; one signature, which covers it.
fn fault(report: &Report) -> Option<ReceiptFault> {
    if report.signatures().len() != 1 {
        return Some(ReceiptFault::Signatures);
    }
    match report.container().map_or(&[][..], |container| container.files()) {
        [file] if file.name == NAME && file.covered_by == [0] => None,
        _ => Some(ReceiptFault::OtherContent),
    }
}

fn read(container: &[u8], policy: &Policy) -> Result<Receipt, Error> {
    let limits = policy.limits();
    let mut archive = Archive::open(Cursor::new(container), Reading::Strict, limits)?;
    let place = archive.find(NAME).ok_or(Error::Unreachable("a file that was judged"))?;
    Receipt::from_json(&archive.read(place, limits.statement)?, limits)
}
