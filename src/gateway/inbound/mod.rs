//! What comes in, in three steps: judged, answered, recorded (`docs/gateway.md` §5).
//!
//! The judgement changes nothing. The receipt is signed before anything is recorded, as the record names it; if it
//! turns out that the package came before, the receipt is thrown away. What was recorded is handed out.

mod answer;
mod check;
mod received;

use std::io::{Read, Seek};
use std::sync::Arc;

use crate::Time;
use crate::ades::Evidence;

use crate::edxml::statement::Sha256;
use crate::edxml::{Opening, PackageReport, Status};
use crate::error::{ApiMisuse, Error};
use crate::gateway::shared::{is_of_package, sha256};
use crate::gateway::{Admission, Agency, Arrival, Gateway, GatewayFault, InboundReason};
use crate::journal::Decision;
use crate::language::Language;
use crate::receipt::{Receipt, Sent};

use check::Found;

pub(super) use check::Check;

pub use answer::{Answered, NotPrepared, PreparedAnswer};
pub use received::Received;

/// The longest document id and sender of which a receipt tells, in octets: it would grow beyond what a reader takes.
const LONGEST: usize = 512;

/// An agency's way in.
///
/// # Examples
///
/// The three steps one by one, with a key on a token elsewhere:
///
/// ```
/// use antin::gateway::{Gateway, Agency, NotPrepared, Received};
/// use antin::{Evidence, Time};
///
/// # type Sign = dyn Fn(&[u8]) -> Result<Vec<u8>, antin::Error>;
/// # fn demo(gateway: &Gateway, agency: &Agency, token: &Sign, now: Time)
/// # -> Result<Received, Box<dyn std::error::Error>> {
/// let package = std::fs::File::open("cong-van-den.edxml")?;
/// let evidence = Evidence::new();
/// let judged = gateway.inbound(agency).judge(package, &evidence, now)?;
/// println!("{} {:?}", judged.decision().code(), judged.reasons());
/// let answered = match judged.prepare(&evidence) {
///     Ok(waiting) => {
///         let value = token(waiting.to_be_signed())?;
///         waiting.finish(&value)?
///     }
///     Err(NotPrepared::NoReceipt(answered)) => *answered,
///     Err(NotPrepared::Failed(error)) => return Err(error.into()),
/// };
/// let received = answered.record()?;
/// if let Some(verified) = received.verified() {
///     println!("{} attachments", verified.files().len());
/// }
/// # Ok(received)
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Inbound {
    gateway: Gateway,
    agency: Agency,
    beside: Arc<[Vec<u8>]>,
}

impl Inbound {
    pub(super) fn new(gateway: Gateway, agency: Agency) -> Self {
        Self { gateway, agency, beside: Arc::default() }
    }

    /// Judges by seals that were handed over beside the message too.
    #[must_use]
    pub fn beside(self, containers: Vec<Vec<u8>>) -> Self {
        Self { beside: containers.into(), ..self }
    }

    /// Judges a package that arrived: the first step. Nothing is recorded, and nothing kept.
    ///
    /// # Errors
    ///
    /// A [`GatewayFault`] if it could not be judged.
    pub fn judge<R: Read + Seek>(
        &self,
        mut package: R,
        evidence: &Evidence,
        at: Time,
    ) -> Result<JudgedArrival, GatewayFault> {
        self.gateway.is_current(at)?;
        let beside: Vec<&[u8]> = self.beside.iter().map(Vec::as_slice).collect();
        let opening = Opening::new().senders(self.gateway.registry()).beside(&beside);
        match opening.open(&mut package, self.gateway.trust(), evidence, at) {
            Ok(report) => self.decide(package, report, at),
            Err(error) if is_of_package(&error) => {
                let sha256 = Some(sha256(package)?);
                let reasons = vec![InboundReason::Unreadable];
                let decision = self.worst(&reasons);
                let (report, sent, arrival) = (None, None, None);
                let error = Some(error);
                let (receipt, earlier, against_seal) = (None, None, None);
                let by = self.clone();
                Ok(JudgedArrival {
                    by,
                    at,
                    decision,
                    reasons,
                    report,
                    error,
                    sent,
                    arrival,
                    sha256,
                    against_seal,
                    receipt,
                    earlier,
                })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Does all three steps: judges, signs the receipt, and records.
    ///
    /// # Errors
    ///
    /// A [`GatewayFault`]: nothing was recorded, and nothing is handed out.
    pub fn receive<R: Read + Seek>(
        &self,
        package: R,
        evidence: &Evidence,
        at: Time,
    ) -> Result<Received, GatewayFault> {
        self.judge(package, evidence, at)?.answer(evidence)?.record()
    }

    fn decide<R: Read + Seek>(
        &self,
        package: R,
        report: PackageReport,
        at: Time,
    ) -> Result<JudgedArrival, GatewayFault> {
        let rules = self.gateway.rules().inbound(self.agency.code());
        let check = Check { agency: &self.agency, rules, report: &report, at };
        let Found { mut reasons, sent, arrival, against_seal } = check.found();
        let mut earlier = None;
        if let Some(arrival) = &arrival {
            // It decides nothing yet: another one may be recorded first.
            let admission = self.gateway.ledger().look(at, arrival)?;
            earlier = admission.entry();
            reasons.extend(reason(admission));
        }
        let reasons: Vec<InboundReason> = reasons.into_iter().collect();
        let decision = self.worst(&reasons);
        let is_named = arrival.is_some();
        let sha256 = if is_named { None } else { Some(sha256(package)?) };
        let (by, report, error, receipt) = (self.clone(), Some(Arc::new(report)), None, None);
        let mut judged = JudgedArrival {
            by,
            at,
            decision,
            reasons,
            report,
            error,
            sent,
            arrival,
            sha256,
            against_seal,
            receipt,
            earlier,
        };
        judged.receipt = judged.receipt_of(None);
        Ok(judged)
    }

    /// The worst of what is decided for each reason; without one, it is accepted.
    fn worst(&self, reasons: &[InboundReason]) -> Decision {
        let rules = self.gateway.rules().inbound(self.agency.code());
        let decisions = reasons.iter().map(|reason| rules.decision(*reason));
        decisions.max().unwrap_or(Decision::Accept)
    }
}

/// What stands against a package because of what came before it.
fn reason(admission: Admission) -> Option<InboundReason> {
    match admission {
        Admission::New => None,
        Admission::Repeated { .. } => Some(InboundReason::Repeated),
        Admission::OtherSeal { .. } => Some(InboundReason::OtherSeal),
        Admission::TooOld => Some(InboundReason::TooOld),
    }
}

/// A package that arrived and was judged: what the first step gives; cheap to clone, so that a step that failed can be
/// tried once more.
#[derive(Clone, Debug)]
pub struct JudgedArrival {
    by: Inbound,
    at: Time,
    decision: Decision,
    reasons: Vec<InboundReason>,
    report: Option<Arc<PackageReport>>,
    error: Option<Error>,
    sent: Option<Sent>,
    arrival: Option<Arrival>,
    sha256: Option<Sha256>,
    /// What the registry has against the seal that a receipt names.
    against_seal: Option<InboundReason>,
    receipt: Option<Receipt>,
    /// The entry about the package that came before.
    earlier: Option<u64>,
}

impl JudgedArrival {
    /// Returns what will become of it, unless another one like it is recorded first.
    pub fn decision(&self) -> Decision {
        self.decision
    }

    /// Returns what stands against it, each once, in the order of the table.
    pub fn reasons(&self) -> &[InboundReason] {
        &self.reasons
    }

    /// Returns the judgement on the package. Its attachments come out of [`Received`] only.
    pub fn report(&self) -> Option<&PackageReport> {
        self.report.as_deref()
    }

    /// Returns why it cannot be read.
    pub fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }

    /// Returns the receipt that is to be signed, if there is to be one.
    pub fn receipt(&self) -> Option<&Receipt> {
        self.receipt.as_ref()
    }

    /// Tells another status in the receipt for an accepted package: that it was entered in the register.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::StatusOrder`] for a status that is none of an accepted package that just arrived.
    pub fn status(mut self, status: Status) -> Result<Self, Error> {
        let fits = matches!(status, Status::Arrived | Status::Accepted);
        if !fits || self.decision != Decision::Accept {
            return Err(Error::ApiMisuse(ApiMisuse::StatusOrder));
        }
        self.receipt = self.receipt_of(Some(status));
        Ok(self)
    }

    /// `docs/gateway.md` §5.3: which receipt there is to be.
    fn receipt_of(&self, status: Option<Status>) -> Option<Receipt> {
        let sent = self.sent.as_ref()?;
        if sent.document().len().max(sent.sender().len()) > LONGEST {
            return None;
        }
        let code = self.by.agency.code();
        match self.decision {
            Decision::Accept => {
                // Of what nobody proved to have sent, there is nobody to tell.
                sent.seal()?;
                let status = status.unwrap_or(Status::Arrived);
                Some(Receipt::new(sent, code, status, self.at))
            }
            Decision::Refuse => {
                let rules = self.by.gateway.rules().inbound(code);
                if !rules.refusal_receipts() || !self.is_told(sent) {
                    return None;
                }
                let refusal = Receipt::new(sent, code, Status::Refused, self.at);
                Some(self.reasons.iter().fold(refusal, |refusal, reason| {
                    refusal.because(&format!("{} ({reason})", reason.text(Language::Vi)))
                }))
            }
            // A person decides, and tells it.
            _ => None,
        }
    }

    /// Tells whether the sender is told of a refusal.
    ///
    /// # Security
    ///
    /// A copy that somebody changed on the way carries the sender's own seal. A refusal that names this seal could be
    /// kept, and told behind the receipt for the package itself, as if that had been refused. Only what the seal carries
    /// wherever it goes is told of it: whose it is. Where no seal is left, the receipt names none, and so takes nothing
    /// back.
    fn is_told(&self, sent: &Sent) -> bool {
        let told = match sent.seal() {
            Some(_) => self.against_seal,
            None => Some(InboundReason::NotSealed),
        };
        self.reasons == told.as_slice()
    }
}
