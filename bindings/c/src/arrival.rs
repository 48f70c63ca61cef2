//! A package that reached a gateway: judged, answered, recorded, and then handed out.

use std::mem::{self, MaybeUninit};
use std::sync::{Arc, OnceLock};

use antin::edxml::{PackageReport, Status};
use antin::gateway::{
    Answered, InboundReason, JudgedArrival, NotPrepared, PreparedAnswer, Received,
};
use antin::journal::Decision;
use antin::{CredentialError, Error, Evidence, Time};

use crate::agency::antin_agency;
use crate::boundary::{bytes, call, free, give, wanted};
use crate::error::{Fault, antin_error};
use crate::evidence::antin_evidence;
use crate::gateway::antin_gateway;
use crate::opening::antin_opening;
use crate::package::antin_package;
use crate::receipt::{antin_receipt, status_of};
use crate::result::antin_result;
use crate::source::antin_source;
use crate::steps::{Lent, Reasons, Unreadable, Waiting};

/// It was judged; nothing is recorded.
pub const ANTIN_ARRIVAL_JUDGED: u32 = 1;
/// Its receipt waits for the value of its signature; nothing is recorded.
pub const ANTIN_ARRIVAL_PREPARED: u32 = 2;
/// The receipt is signed, or there is none; nothing is recorded.
pub const ANTIN_ARRIVAL_ANSWERED: u32 = 3;
/// It is recorded, and handed out as far as that was decided.
pub const ANTIN_ARRIVAL_RECORDED: u32 = 4;
/// A step failed; it can only be freed. Nothing was handed out.
pub const ANTIN_ARRIVAL_FAILED: u32 = 5;

/// A package that reached a gateway. Free it with `antin_arrival_free`.
///
/// Whether it is accepted says `antin_arrival_require_accepted`. It may wait for a key elsewhere as long as it takes; a
/// step that is not its turn is `ANTIN_RESULT_ALREADY_USED`, and changes nothing.
pub struct antin_arrival {
    /// It holds the gateway, and so the ledger; gone when nothing can be done any more.
    judged: Option<JudgedArrival>,
    decision: Decision,
    stage: Stage,
    has_key: bool,
    waiting: Option<Waiting>,
    /// What the receipt says, with the status that it begins with, and with that of what was entered.
    planned: [Lent<antin_receipt>; 2],
    is_entered: bool,
    without_receipt: bool,
    before: Reasons<InboundReason>,
    after: Option<Reasons<InboundReason>>,
    pub(crate) unreadable: Unreadable,
    withheld: Lent<antin_package>,
    handed_out: Lent<antin_package>,
}

enum Stage {
    Judged,
    Prepared(Box<PreparedAnswer>),
    Answered(Box<Answered>),
    Recorded(Box<Received>),
    Failed,
}

impl antin_arrival {
    fn new(judged: JudgedArrival, has_key: bool) -> Self {
        Self {
            stage: Stage::Judged,
            has_key,
            waiting: None,
            planned: Default::default(),
            is_entered: false,
            without_receipt: false,
            before: Reasons::new(judged.reasons()),
            after: None,
            unreadable: Unreadable::new(judged.error()),
            withheld: OnceLock::new(),
            handed_out: OnceLock::new(),
            decision: judged.decision(),
            judged: Some(judged),
        }
    }

    pub(crate) fn state(&self) -> u32 {
        match self.stage {
            Stage::Judged => ANTIN_ARRIVAL_JUDGED,
            Stage::Prepared(_) => ANTIN_ARRIVAL_PREPARED,
            Stage::Answered(_) => ANTIN_ARRIVAL_ANSWERED,
            Stage::Recorded(_) => ANTIN_ARRIVAL_RECORDED,
            Stage::Failed => ANTIN_ARRIVAL_FAILED,
        }
    }

    pub(crate) fn received(&self) -> Option<&Received> {
        match &self.stage {
            Stage::Recorded(received) => Some(received),
            _ => None,
        }
    }

    pub(crate) fn decision(&self) -> Decision {
        self.received().map_or(self.decision, Received::decision)
    }

    pub(crate) fn reasons(&self) -> &Reasons<InboundReason> {
        self.after.as_ref().unwrap_or(&self.before)
    }

    /// Returns what the key is asked for, while it is.
    pub(crate) fn waiting(&self) -> Option<&Waiting> {
        self.waiting.as_ref().filter(|_| matches!(self.stage, Stage::Prepared(_)))
    }

    pub(crate) fn wanted_accepted(&self) -> Result<(), Fault> {
        let sentence = match (self.received(), self.decision()) {
            (Some(_), Decision::Accept) => return Ok(()),
            (Some(_), _) => "the package is not accepted",
            (None, _) => "the package is not recorded",
        };
        Err(Fault::Rejected(self.reasons().behind(sentence, self.decision().code())))
    }

    /// Returns the judgement on the package; the way to its attachments only once it is recorded and accepted.
    pub(crate) fn package(&self) -> Option<&antin_package> {
        let withheld = |report: Option<&PackageReport>, why: String| {
            Some(Arc::new(antin_package::withheld(report?.clone(), why)))
        };
        let Some(received) = self.received() else {
            let why = "the package is not accepted: it is not recorded";
            let report = || self.judged.as_ref().and_then(JudgedArrival::report);
            return self.withheld.get_or_init(|| withheld(report(), why.to_owned())).as_deref();
        };
        let handed_out = || match received.verified() {
            Some(verified) => Some(Arc::new(antin_package::verified_as(verified.clone()))),
            None => {
                let sentence = "the package is not accepted by the gateway";
                let why = self.reasons().behind(sentence, received.decision().code());
                withheld(received.report(), why)
            }
        };
        self.handed_out.get_or_init(handed_out).as_deref()
    }

    /// Returns what the receipt says, if there is to be one, or is one.
    pub(crate) fn planned(&self) -> Option<&antin_receipt> {
        let is_none = match &self.stage {
            Stage::Recorded(received) => received.receipt().is_none(),
            Stage::Failed => true,
            _ => self.without_receipt,
        };
        if is_none {
            return None;
        }
        // What was lent out before the status was changed stays where it is.
        let [planned, entered] = &self.planned;
        let place = if self.is_entered { entered } else { planned };
        let receipt = || self.judged.as_ref()?.receipt().cloned();
        place.get_or_init(|| receipt().map(antin_receipt::new).map(Arc::new)).as_deref()
    }

    /// Lets go of the gateway, and keeps what can be asked for.
    fn end(&mut self, stage: Stage) {
        self.stage = stage;
        if self.received().is_none() {
            self.package();
        }
        self.planned();
        self.judged = None;
    }

    fn judged(&self) -> Result<JudgedArrival, Fault> {
        self.judged.clone().ok_or(Fault::AlreadyUsed)
    }

    fn wanted_judged(&self) -> Result<(), Fault> {
        if matches!(self.stage, Stage::Judged) { Ok(()) } else { Err(Fault::AlreadyUsed) }
    }

    fn answered(&mut self, answered: Answered, without_receipt: bool) {
        self.without_receipt = without_receipt;
        self.stage = Stage::Answered(Box::new(answered));
    }

    fn answer(&mut self, evidence: &Evidence) -> Result<(), Fault> {
        let judged = self.judged()?;
        let has_receipt = judged.receipt().is_some();
        if has_receipt && !self.has_key {
            return Err(Error::Credential(CredentialError::NoKey).into());
        }
        // What was judged is kept: if signing fails, nothing has happened.
        let answered = judged.answer(evidence)?;
        self.answered(answered, !has_receipt);
        Ok(())
    }

    fn prepare(&mut self, evidence: &Evidence) -> Result<(), Fault> {
        match self.judged()?.prepare(evidence) {
            Ok(prepared) => {
                let (octets, digest) = (prepared.to_be_signed(), prepared.digest());
                self.waiting = Some(Waiting::new(octets, digest, prepared.algorithm()));
                self.stage = Stage::Prepared(Box::new(prepared));
            }
            Err(NotPrepared::NoReceipt(answered)) => self.answered(*answered, true),
            Err(NotPrepared::Failed(error)) => return Err(error.into()),
        }
        Ok(())
    }

    fn finish(&mut self, value: &[u8]) -> Result<(), Fault> {
        match &self.stage {
            Stage::Prepared(prepared) => prepared.check(value)?,
            _ => return Err(Fault::AlreadyUsed),
        }
        match mem::replace(&mut self.stage, Stage::Failed) {
            Stage::Prepared(prepared) => {
                let answered = prepared.finish(value).inspect_err(|_| self.end(Stage::Failed))?;
                self.answered(answered, false);
                Ok(())
            }
            _ => Err(Fault::AlreadyUsed),
        }
    }

    fn record(&mut self) -> Result<(), Fault> {
        if !matches!(self.stage, Stage::Answered(_)) {
            return Err(Fault::AlreadyUsed);
        }
        match mem::replace(&mut self.stage, Stage::Failed) {
            Stage::Answered(answered) => {
                let received = answered.record().inspect_err(|_| self.end(Stage::Failed))?;
                self.after = Some(Reasons::new(received.reasons()));
                self.end(Stage::Recorded(Box::new(received)));
                Ok(())
            }
            _ => Err(Fault::AlreadyUsed),
        }
    }
}

fn judged(
    gateway: Option<&antin_gateway>,
    agency: Option<&antin_agency>,
    package: Option<&mut antin_source>,
    beside: Option<&antin_opening>,
    evidence: &Evidence,
    at: i64,
) -> Result<antin_arrival, Fault> {
    let gateway = wanted(gateway, "gateway")?;
    let agency = &wanted(agency, "agency")?.agency;
    let package = wanted(package, "package")?;
    let containers = beside.map(antin_opening::containers).transpose()?.unwrap_or_default();
    let inbound = gateway.0.inbound(agency).beside(containers);
    let judged = inbound.judge(package, evidence, Time::from_unix(at))?;
    Ok(antin_arrival::new(judged, agency.has_key()))
}

/// Takes in a package: judges it, signs the receipt with the agency's key, and records both. All three steps at once,
/// for an agency whose key is at hand.
///
/// `beside` may be NULL, or an opening of which the containers beside the message count
/// (`antin_opening_add_container`); `ANTIN_RESULT_INVALID_ARGUMENT` if it knows senders, as here the registry says
/// who is who. `evidence` may be NULL; `at` is in seconds since 1970-01-01T00:00:00Z.
///
/// `ANTIN_RESULT_OK` says that it was decided and recorded, never that it is accepted: go on with
/// `antin_arrival_require_accepted`, and take attachments out of `antin_arrival_package`.
/// `ANTIN_RESULT_REGISTRY_PAST` and `ANTIN_RESULT_LEDGER`: nothing was decided, or not recorded, and nothing
/// is handed out. `ANTIN_RESULT_CREDENTIAL` if there is to be a receipt, and the key is elsewhere; otherwise what
/// reading and signing say.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_gateway_receive(
    gateway: Option<&antin_gateway>,
    agency: Option<&antin_agency>,
    package: Option<&mut antin_source>,
    beside: Option<&antin_opening>,
    evidence: Option<&antin_evidence>,
    at: i64,
    arrival_out: Option<&mut MaybeUninit<*mut antin_arrival>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(arrival_out, "arrival_out")?;
        let none = Evidence::new();
        let evidence = evidence.map_or(&none, |given| &given.0);
        let mut arrival = judged(gateway, agency, package, beside, evidence, at)?;
        arrival.answer(evidence)?;
        arrival.record()?;
        give(out, arrival);
        Ok(())
    })
}

/// Judges a package that arrived: the first step. Nothing is recorded, and nothing handed out.
///
/// Go on with `antin_arrival_answer`, `antin_arrival_prepare` or `antin_arrival_without_receipt`. Otherwise as
/// `antin_gateway_receive`.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_arrival_judge(
    gateway: Option<&antin_gateway>,
    agency: Option<&antin_agency>,
    package: Option<&mut antin_source>,
    beside: Option<&antin_opening>,
    evidence: Option<&antin_evidence>,
    at: i64,
    arrival_out: Option<&mut MaybeUninit<*mut antin_arrival>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(arrival_out, "arrival_out")?;
        let none = Evidence::new();
        let evidence = evidence.map_or(&none, |given| &given.0);
        give(out, judged(gateway, agency, package, beside, evidence, at)?);
        Ok(())
    })
}

/// Says which status the receipt for an accepted package tells: `ANTIN_STATUS_ARRIVED`, which is the default, or
/// `ANTIN_STATUS_ACCEPTED` if it was entered in the register. Before it is answered.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` for any other status, and if it is not to be accepted; it stays as it was.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_set_status(
    arrival: Option<&mut antin_arrival>,
    status: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let arrival = wanted(arrival, "arrival")?;
        arrival.wanted_judged()?;
        let status = status_of(status, "status")?;
        arrival.judged = Some(arrival.judged()?.status(status)?);
        arrival.is_entered = status == Status::Accepted;
        Ok(())
    })
}

/// Signs the receipt with the agency's key, if there is to be one: the second step. Whatever goes wrong, it stays judged.
///
/// `evidence` is what the levels LT and LTA keep; it may be NULL. `ANTIN_RESULT_CREDENTIAL` if there is to be a
/// receipt, and the key is elsewhere; otherwise what signing says.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_answer(
    arrival: Option<&mut antin_arrival>,
    evidence: Option<&antin_evidence>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let arrival = wanted(arrival, "arrival")?;
        arrival.wanted_judged()?;
        let none = Evidence::new();
        arrival.answer(evidence.map_or(&none, |given| &given.0))
    })
}

/// Prepares the receipt for a key elsewhere; if there is to be none, it is answered thereby. Whatever goes wrong, it
/// stays judged.
///
/// Have what `antin_arrival_to_be_signed` returns signed, with the algorithm of `antin_arrival_algorithm`, and hand
/// the value to `antin_arrival_finish`.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_prepare(
    arrival: Option<&mut antin_arrival>,
    evidence: Option<&antin_evidence>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let arrival = wanted(arrival, "arrival")?;
        arrival.wanted_judged()?;
        let none = Evidence::new();
        arrival.prepare(evidence.map_or(&none, |given| &given.0))
    })
}

/// Finishes the receipt with the value of its signature.
///
/// `ANTIN_RESULT_KEY` if the value does not verify with the key of the certificate: it stays prepared.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_arrival_finish(
    arrival: Option<&mut antin_arrival>,
    value: *const u8,
    value_len: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let arrival = wanted(arrival, "arrival")?;
        // SAFETY: the conventions of the header ask for this many octets.
        arrival.finish(unsafe { bytes(value, value_len, "value") }?)
    })
}

/// Goes on without a receipt, whether there was to be one or not; also if it is prepared already.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_without_receipt(
    arrival: Option<&mut antin_arrival>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let arrival = wanted(arrival, "arrival")?;
        if !matches!(arrival.stage, Stage::Judged | Stage::Prepared(_)) {
            return Err(Fault::AlreadyUsed);
        }
        let answered = arrival.judged()?.without_receipt();
        arrival.answered(answered, true);
        Ok(())
    })
}

/// Records what was decided, with the receipt: the third step. Then both are handed out.
///
/// If the same package was recorded meanwhile, another thing is decided, and the receipt is thrown away:
/// `antin_arrival_decision` and `antin_arrival_reason` say it. `ANTIN_RESULT_LEDGER` if nothing could be recorded.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_record(
    arrival: Option<&mut antin_arrival>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || wanted(arrival, "arrival")?.record())
}

/// Frees an arrival, and with it what was borrowed from it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_arrival_free(arrival: Option<Box<antin_arrival>>) {
    free(arrival);
}
