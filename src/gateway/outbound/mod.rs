//! What goes out: judged, sealed, recorded, and only then handed out (`docs/gateway.md` §4).

mod check;
mod returned;
mod sealing;

use std::io::{Read, Seek, Write};
use std::sync::Arc;

use crate::Time;
use crate::ades::Evidence;
use crate::edxml::{Opening, PackageReport, validate};
use crate::error::Error;
use crate::gateway::shared::is_of_package;
use crate::gateway::{Agency, Gateway, GatewayFault, OutboundReason};
use crate::journal::{Decision, Event, Kind};

use check::Check;

pub use returned::ReturnedReceipt;
pub use sealing::{PreparedSending, RecordedSending, SentPackage};

/// An agency's way out.
#[derive(Clone, Debug)]
pub struct Outbound {
    gateway: Gateway,
    agency: Agency,
}

impl Outbound {
    pub(super) fn new(gateway: Gateway, agency: Agency) -> Self {
        Self { gateway, agency }
    }

    /// Judges a package that is to go out, and names everything that keeps it from that. Nothing is recorded.
    ///
    /// The evidence is for the seals that are on it already.
    ///
    /// # Errors
    ///
    /// A [`GatewayFault`] if it could not be judged.
    pub fn judge<R: Read + Seek>(
        &self,
        package: R,
        evidence: &Evidence,
        at: Time,
    ) -> Result<JudgedSending, GatewayFault> {
        self.gateway.is_current(at)?;
        let opening = Opening::new().senders(self.gateway.registry());
        let (report, error) = match opening.open(package, self.gateway.trust(), evidence, at) {
            Ok(report) => (Some(Arc::new(report)), None),
            Err(error) if is_of_package(&error) => (None, Some(error)),
            Err(error) => return Err(error.into()),
        };
        let reasons = match &report {
            Some(report) => {
                let (gateway, agency) = (&self.gateway, &self.agency);
                Check { gateway, agency, report, at }.reasons()
            }
            None => vec![OutboundReason::Unreadable],
        };
        Ok(JudgedSending { by: self.clone(), at, reasons, report, error })
    }

    /// Judges a package, seals it in the agency's name, records that, and writes it to `out`.
    ///
    /// A package that may not go out is recorded as refused, and nothing is written.
    ///
    /// # Errors
    ///
    /// A [`GatewayFault`]: nothing was written, unless writing itself failed.
    pub fn send<R: Read + Seek, W: Write>(
        &self,
        mut package: R,
        evidence: &Evidence,
        at: Time,
        out: W,
    ) -> Result<Sending<W>, GatewayFault> {
        let judged = self.judge(&mut package, evidence, at)?;
        if !judged.is_allowed() {
            return judged.refuse().map(Sending::Refused);
        }
        judged.prepare(&mut package, evidence)?.sign(package, out).map(Sending::Sent)
    }
}

/// A package that was judged before it goes out; cheap to clone, so that a step that failed can be tried once more.
#[derive(Clone, Debug)]
pub struct JudgedSending {
    by: Outbound,
    at: Time,
    reasons: Vec<OutboundReason>,
    report: Option<Arc<PackageReport>>,
    error: Option<Error>,
}

impl JudgedSending {
    /// Tells whether it may go out.
    pub fn is_allowed(&self) -> bool {
        self.reasons.is_empty() && self.report.is_some()
    }

    /// Returns everything that keeps it from going out, each once, in the order of the table.
    pub fn reasons(&self) -> &[OutboundReason] {
        &self.reasons
    }

    /// Returns the judgement on the package and on the seals that are on it already.
    pub fn report(&self) -> Option<&PackageReport> {
        self.report.as_deref()
    }

    /// Returns the judgement on the package, and lets go of the gateway.
    pub fn into_report(self) -> Option<PackageReport> {
        self.report.map(Arc::unwrap_or_clone)
    }

    /// Returns why it cannot be read.
    pub fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }

    /// Records that it does not go out.
    ///
    /// # Errors
    ///
    /// [`GatewayFault::Ledger`].
    pub fn refuse(self) -> Result<RefusedSending, GatewayFault> {
        let event = self.event(Kind::RefusedOut).decided(Decision::Refuse);
        let reasons = self.reasons.iter().map(OutboundReason::to_string);
        let event = reasons.fold(event, |event, reason| event.reason(&reason));
        let recorded = self.by.gateway.ledger().record(self.at, None, &event)?;
        Ok(RefusedSending { report: self, entry: recorded.entry })
    }

    /// What is recorded of it.
    fn event(&self, kind: Kind) -> Event {
        let event = Event::new(kind, self.by.agency.code());
        let Some(report) = &self.report else { return event };
        let event = event.state(report.state().as_str());
        let event = event.sender(report.sender().code().unwrap_or_default());
        let Some(header) = report.package().document() else { return event };
        let event = event.document(header.document_id.as_deref().unwrap_or_default());
        let recipients = header.to.iter().filter_map(|to| to.organ_id.as_deref());
        let event = recipients.fold(event, Event::recipient);
        // What was tolerated stands in the record.
        let faults = validate(report.package());
        faults.iter().fold(event, |event, fault| event.finding(&format!("fault:{fault}")))
    }
}

/// A package that did not go out.
#[derive(Clone, Debug)]
pub struct RefusedSending {
    report: JudgedSending,
    entry: u64,
}

impl RefusedSending {
    /// Returns the judgement.
    pub fn report(&self) -> &JudgedSending {
        &self.report
    }

    /// Returns the number of the entry in the journal.
    pub fn entry(&self) -> u64 {
        self.entry
    }
}

/// What became of a package that was to go out.
#[expect(clippy::exhaustive_enums, reason = "a package goes out or it does not")]
#[derive(Debug)]
pub enum Sending<W> {
    /// It was sealed and handed out.
    Sent(SentPackage<W>),
    /// It may not go out.
    Refused(RefusedSending),
}
