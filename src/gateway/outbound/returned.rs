//! Receipts that come back for what went out: judged and recorded.

use crate::Time;
use crate::ades::Evidence;
use crate::edxml::{Binding, Status};
use crate::gateway::{GatewayFault, Outbound};
use crate::journal::{Decision, Event, Kind};
use crate::receipt::{Judging, ReceiptReport, Sent};

/// A receipt that came back, judged and recorded.
#[derive(Clone, Debug)]
pub struct ReturnedReceipt {
    report: ReceiptReport,
    reasons: Vec<String>,
    entry: u64,
}

impl ReturnedReceipt {
    /// Tells whether it proves what it says.
    pub fn is_accepted(&self) -> bool {
        self.reasons.is_empty() && self.report.is_accepted()
    }

    /// Returns why it does not, by codes (`docs/gateway.md` §4.4).
    pub fn reasons(&self) -> &[String] {
        &self.reasons
    }

    /// Returns the judgement.
    pub fn report(&self) -> &ReceiptReport {
        &self.report
    }

    /// Returns the number of the entry in the journal.
    pub fn entry(&self) -> u64 {
        self.entry
    }
}

impl Outbound {
    /// Judges a receipt for a package that the agency sent, and records the judgement.
    ///
    /// `before` is the status that this recipient told last.
    ///
    /// # Errors
    ///
    /// A [`GatewayFault`] if it could not be judged or not be recorded.
    pub fn take_receipt(
        &self,
        receipt: &[u8],
        sent: &Sent,
        before: Option<Status>,
        evidence: &Evidence,
        at: Time,
    ) -> Result<ReturnedReceipt, GatewayFault> {
        self.gateway.is_current(at)?;
        let judging = Judging::new(sent, self.gateway.registry());
        let judging = before.into_iter().fold(judging, Judging::after);
        let report = judging.judge(receipt, self.gateway.trust(), evidence, at)?;
        let reasons = self.reasons(&report, sent);
        let is_accepted = reasons.is_empty() && report.is_accepted();
        let decision = if is_accepted { Decision::Accept } else { Decision::Refuse };
        let event = Event::new(Kind::Receipt, self.agency.code())
            .document(sent.document())
            .sender(sent.sender())
            .finding(report.verdict().etsi_name())
            .decided(decision);
        let event = sent.seal().copied().into_iter().fold(event, Event::seal);
        let event = reasons.iter().fold(event, |event, reason| event.reason(reason));
        let event = match (report.receipt(), report.id()) {
            (Some(receipt), Some(id)) => {
                event.recipient(receipt.recipient()).receipt(*id, receipt.status())
            }
            _ => event,
        };
        let entry = self.gateway.ledger().record(at, None, &event)?.entry;
        Ok(ReturnedReceipt { report, reasons, entry })
    }

    fn reasons(&self, report: &ReceiptReport, sent: &Sent) -> Vec<String> {
        let mut reasons = Vec::new();
        if sent.sender() != self.agency.code() {
            reasons.push("other-sender".to_owned());
        }
        if let Some(fault) = report.fault() {
            reasons.push(format!("fault:{}", fault.code()));
        }
        if !report.verdict().is_passed() {
            let why = report.verdict().sub_indication().unwrap_or("unknown");
            reasons.push(format!("not-passed:{why}"));
        } else if *report.binding() != Binding::Bound {
            reasons.push(format!("not-bound:{}", report.binding().as_str()));
        }
        let mismatches = report.mismatches().iter();
        reasons.extend(mismatches.map(|mismatch| format!("mismatch:{}", mismatch.code())));
        reasons
    }
}
