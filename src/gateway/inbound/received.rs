//! The third step: recorded, and only then handed out.

use std::sync::Arc;

use crate::ades::Verdict;
use crate::edxml::{PackageReport, VerifiedPackage};
use crate::error::Error;
use crate::gateway::inbound::reason;
use crate::gateway::{Answered, GatewayFault, InboundReason, JudgedArrival};
use crate::journal::{Decision, Event, Kind};

impl Answered {
    /// Records what was decided, with the receipt, and hands out both.
    ///
    /// If the same package was recorded meanwhile, what is decided is another thing, and the receipt is thrown
    /// away.
    ///
    /// # Errors
    ///
    /// [`GatewayFault::Ledger`]: nothing was recorded, and nothing is handed out.
    pub fn record(self) -> Result<Received, GatewayFault> {
        let Self { judged, receipt } = self;
        let mut event = judged.event();
        if let (Some(signed), Some(said)) = (&receipt, &judged.receipt) {
            event = event.receipt(signed.id, said.status());
        }
        // What is not accepted may come again, once what stands against it is gone. But no receipt may refuse what another
        // thread has accepted by now, so the ledger is asked about that too.
        let is_asked = judged.decision == Decision::Accept || receipt.is_some();
        let arrival = judged.arrival.as_ref().filter(|_| is_asked);
        let recorded = judged.by.gateway.ledger().record(judged.at, arrival, &event)?;
        let late = recorded.admission.and_then(reason);
        let decision = recorded.event.decision().unwrap_or(Decision::Refuse);
        let reasons = late.map_or(judged.reasons, |late| vec![late]);
        let receipt = receipt.filter(|_| late.is_none()).map(|signed| signed.container);
        let (verified, report) = hand_out(judged.report, decision);
        let error = judged.error;
        Ok(Received { decision, reasons, entry: recorded.entry, receipt, verified, report, error })
    }
}

/// The proof, of what is accepted and proven; otherwise what there is to look at.
fn hand_out(
    report: Option<Arc<PackageReport>>,
    decision: Decision,
) -> (Option<VerifiedPackage>, Option<Arc<PackageReport>>) {
    if decision != Decision::Accept {
        return (None, report);
    }
    match report.map(|report| Arc::unwrap_or_clone(report).into_verified()) {
        Some(Ok(verified)) => (Some(verified), None),
        Some(Err(report)) => (None, Some(report.into())),
        None => (None, None),
    }
}

impl JudgedArrival {
    /// What is recorded of it.
    fn event(&self) -> Event {
        let event = Event::new(Kind::Received, self.by.agency.code()).decided(self.decision);
        let event = self.reasons.iter().fold(event, |event, one| event.reason(one.code()));
        let event = self.earlier.into_iter().fold(event, Event::because_of);
        let event = self.sha256.into_iter().fold(event, Event::package);
        let Some(report) = &self.report else { return event };
        let event = event.state(report.state().as_str()).finding(report.verdict().etsi_name());
        let event = match report.verdict() {
            Verdict::Passed => event,
            verdict => event.finding(verdict.sub_indication().unwrap_or_default()),
        };
        let event = event.finding(&format!("sender:{}", report.sender().binding().as_str()));
        let event = event.sender(report.sender().code().unwrap_or_default());
        let seal = self.arrival.as_ref().map(|arrival| *arrival.seal());
        let event = seal.into_iter().fold(event, Event::seal);
        let Some(header) = report.package().document() else { return event };
        let event = event.document(header.document_id.as_deref().unwrap_or_default());
        let recipients = header.to.iter().filter_map(|to| to.organ_id.as_deref());
        recipients.fold(event, Event::recipient)
    }
}

/// A package that arrived, with what became of it, which is recorded.
#[derive(Clone, Debug)]
pub struct Received {
    decision: Decision,
    reasons: Vec<InboundReason>,
    entry: u64,
    receipt: Option<Vec<u8>>,
    verified: Option<VerifiedPackage>,
    report: Option<Arc<PackageReport>>,
    error: Option<Error>,
}

impl Received {
    /// Returns what became of it.
    pub fn decision(&self) -> Decision {
        self.decision
    }

    /// Returns what stood against it. An accepted package has reasons if the policy accepts them.
    pub fn reasons(&self) -> &[InboundReason] {
        &self.reasons
    }

    /// Returns the number of the entry in the journal.
    pub fn entry(&self) -> u64 {
        self.entry
    }

    /// Returns the signed receipt for the sender, if there is one.
    pub fn receipt(&self) -> Option<&[u8]> {
        self.receipt.as_deref()
    }

    /// Returns the package with the way to its attachments, if it was accepted and is proven.
    ///
    /// What a policy accepts though it is not proven has only a [report](Self::report).
    pub fn verified(&self) -> Option<&VerifiedPackage> {
        self.verified.as_ref()
    }

    /// Returns the judgement on the package, if it could be read.
    pub fn report(&self) -> Option<&PackageReport> {
        let report = self.report.as_deref();
        report.or_else(|| self.verified.as_ref().map(VerifiedPackage::report))
    }

    /// Returns why it cannot be read.
    pub fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }
}
