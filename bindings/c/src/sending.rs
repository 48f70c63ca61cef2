//! A package on its way out of a gateway: judged, prepared, sealed, recorded, written.

use std::mem::{self, MaybeUninit};
use std::sync::{Arc, OnceLock};

use antin::edxml::PackageReport;
use antin::gateway::{
    GatewayFault, JudgedSending, OutboundReason, PreparedSending, RecordedSending,
};
use antin::{CredentialError, Error, Evidence, Time};

use crate::agency::antin_agency;
use crate::boundary::{bytes, call, free, give, wanted};
use crate::error::{Fault, antin_error};
use crate::evidence::antin_evidence;
use crate::gateway::antin_gateway;
use crate::package::antin_package;
use crate::result::antin_result;
use crate::sent::antin_sent;
use crate::source::antin_source;
use crate::steps::{Lent, Reasons, Unreadable, Waiting};
use crate::target::antin_target;

/// It was judged; nothing is recorded.
pub const ANTIN_SENDING_JUDGED: u32 = 1;
/// It waits for the value of its signature; nothing is recorded.
pub const ANTIN_SENDING_PREPARED: u32 = 2;
/// It was sealed, recorded and written.
pub const ANTIN_SENDING_SENT: u32 = 3;
/// It is recorded that it does not go out.
pub const ANTIN_SENDING_REFUSED: u32 = 4;
/// A step failed; it can only be freed. Nothing was handed out.
pub const ANTIN_SENDING_FAILED: u32 = 5;

/// A package on its way out of a gateway. Free it with `antin_sending_free`.
///
/// Whether it went out says `antin_sending_require_sent`. It may wait for a key elsewhere as long as it takes; a
/// step that is not its turn is `ANTIN_RESULT_ALREADY_USED`, and changes nothing.
pub struct antin_sending {
    /// It holds the gateway, and so the ledger; gone when nothing can be done any more.
    judged: Option<JudgedSending>,
    pub(crate) is_allowed: bool,
    stage: Stage,
    has_key: bool,
    pub(crate) entry: u64,
    sent: Option<Arc<antin_sent>>,
    waiting: Option<Waiting>,
    pub(crate) reasons: Reasons<OutboundReason>,
    pub(crate) unreadable: Unreadable,
    package: Lent<antin_package>,
}

enum Stage {
    Judged,
    Prepared(Box<PreparedSending>),
    Sent,
    Refused,
    Failed,
}

impl antin_sending {
    fn new(judged: JudgedSending, has_key: bool) -> Self {
        Self {
            stage: Stage::Judged,
            has_key,
            entry: 0,
            sent: None,
            waiting: None,
            reasons: Reasons::new(judged.reasons()),
            unreadable: Unreadable::new(judged.error()),
            package: OnceLock::new(),
            is_allowed: judged.is_allowed(),
            judged: Some(judged),
        }
    }

    pub(crate) fn state(&self) -> u32 {
        match self.stage {
            Stage::Judged => ANTIN_SENDING_JUDGED,
            Stage::Prepared(_) => ANTIN_SENDING_PREPARED,
            Stage::Sent => ANTIN_SENDING_SENT,
            Stage::Refused => ANTIN_SENDING_REFUSED,
            Stage::Failed => ANTIN_SENDING_FAILED,
        }
    }

    pub(crate) fn sent(&self) -> Option<&antin_sent> {
        self.sent.as_deref().filter(|_| matches!(self.stage, Stage::Sent))
    }

    pub(crate) fn package(&self) -> Option<&antin_package> {
        let report = || self.judged.as_ref()?.report().cloned();
        self.package.get_or_init(|| report().map(withheld)).as_deref()
    }

    /// Returns what the key is asked for, while it is.
    pub(crate) fn waiting(&self) -> Option<&Waiting> {
        self.waiting.as_ref().filter(|_| matches!(self.stage, Stage::Prepared(_)))
    }

    pub(crate) fn wanted_sent(&self) -> Result<(), Fault> {
        let instead = match self.stage {
            Stage::Sent => return Ok(()),
            Stage::Judged => "judged",
            Stage::Prepared(_) => "prepared",
            Stage::Refused => "refused",
            Stage::Failed => "failed",
        };
        Err(Fault::Rejected(self.reasons.behind("the package was not sent", instead)))
    }

    fn wanted_judged(&self) -> Result<(), Fault> {
        if matches!(self.stage, Stage::Judged) { Ok(()) } else { Err(Fault::AlreadyUsed) }
    }

    fn wanted_prepared(&self) -> Result<&PreparedSending, Fault> {
        match &self.stage {
            Stage::Prepared(prepared) => Ok(prepared),
            _ => Err(Fault::AlreadyUsed),
        }
    }

    /// Lets go of the gateway, and keeps the judgement.
    fn end(&mut self, stage: Stage) {
        self.stage = stage;
        let Some(judged) = self.judged.take() else { return };
        self.package.get_or_init(|| judged.into_report().map(withheld));
    }

    fn judged(&self) -> Result<JudgedSending, Fault> {
        self.judged.clone().ok_or(Fault::AlreadyUsed)
    }

    fn refuse(&mut self) -> Result<(), Fault> {
        let refused = self.judged()?.refuse().map(|refused| refused.entry());
        self.end(if refused.is_ok() { Stage::Refused } else { Stage::Failed });
        self.entry = refused?;
        Ok(())
    }

    fn prepare(&mut self, package: &mut antin_source, evidence: &Evidence) -> Result<(), Fault> {
        // What was judged is kept: with another package, say, nothing has happened.
        let prepared = self.judged()?.prepare(package, evidence)?;
        let (octets, digest) = (prepared.to_be_signed(), prepared.digest());
        self.waiting = Some(Waiting::new(octets, digest, prepared.algorithm()));
        self.stage = Stage::Prepared(Box::new(prepared));
        Ok(())
    }

    fn wanted_key(&self) -> Result<(), Fault> {
        if self.has_key { Ok(()) } else { Err(Error::Credential(CredentialError::NoKey).into()) }
    }

    /// Signs or finishes, which records and writes.
    fn hand_out(
        &mut self,
        sealed: &mut antin_target,
        package: &mut antin_source,
        record: impl FnOnce(PreparedSending) -> Result<RecordedSending, GatewayFault>,
    ) -> Result<(), Fault> {
        let Stage::Prepared(prepared) = mem::replace(&mut self.stage, Stage::Failed) else {
            return Err(Fault::AlreadyUsed);
        };
        let filled = sealed.fill(|target| {
            let recorded = record(*prepared)?;
            // Also if it cannot be written.
            self.entry = recorded.entry();
            let done = recorded.write(package, target)?;
            self.sent = Some(Arc::new(antin_sent::new(done.sent().clone())));
            Ok(())
        });
        self.end(if filled.is_ok() { Stage::Sent } else { Stage::Failed });
        filled
    }

    fn sign(&mut self, package: &mut antin_source, sealed: &mut antin_target) -> Result<(), Fault> {
        self.hand_out(sealed, package, PreparedSending::record_signed)
    }
}

/// What goes out is nothing to take anything out of.
fn withheld(report: PackageReport) -> Arc<antin_package> {
    let why = "the package is not accepted: it is to go out";
    Arc::new(antin_package::withheld(report, why.to_owned()))
}

fn judged(
    gateway: Option<&antin_gateway>,
    agency: Option<&antin_agency>,
    package: &mut antin_source,
    evidence: &Evidence,
    at: i64,
) -> Result<antin_sending, Fault> {
    let gateway = wanted(gateway, "gateway")?;
    let agency = &wanted(agency, "agency")?.agency;
    let judged = gateway.0.outbound(agency).judge(package, evidence, Time::from_unix(at))?;
    Ok(antin_sending::new(judged, agency.has_key()))
}

/// Judges a package, seals it in the agency's name, records that, and writes it: all at once, for an agency whose key is
/// at hand.
///
/// `at` is when it is judged and sealed, in seconds since 1970-01-01T00:00:00Z. `evidence` is for the seals that
/// are on it already, and what the levels LT and LTA keep; it may be NULL. If the package may not go out, that is
/// recorded, nothing is written, and the target is as it was.
///
/// `ANTIN_RESULT_OK` says that it was decided, never that it went out: go on with `antin_sending_require_sent`.
/// `ANTIN_RESULT_REGISTRY_PAST` and `ANTIN_RESULT_LEDGER`: nothing was decided, or not recorded, and nothing
/// was written. `ANTIN_RESULT_CREDENTIAL` if the key is elsewhere; otherwise what reading, signing and writing say.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_gateway_send(
    gateway: Option<&antin_gateway>,
    agency: Option<&antin_agency>,
    package: Option<&mut antin_source>,
    evidence: Option<&antin_evidence>,
    at: i64,
    sealed: Option<&mut antin_target>,
    sending_out: Option<&mut MaybeUninit<*mut antin_sending>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(sending_out, "sending_out")?;
        let package = wanted(package, "package")?;
        let sealed = wanted(sealed, "sealed")?;
        sealed.wanted_new()?;
        let none = Evidence::new();
        let evidence = evidence.map_or(&none, |given| &given.0);
        let mut sending = judged(gateway, agency, package, evidence, at)?;
        if sending.is_allowed {
            sending.wanted_key()?;
            sending.prepare(package, evidence)?;
            sending.sign(package, sealed)?;
        } else {
            sending.refuse()?;
        }
        give(out, sending);
        Ok(())
    })
}

/// Judges a package that is to go out, and names everything that keeps it from that. Nothing is recorded.
///
/// Go on with `antin_sending_prepare` or `antin_sending_refuse`. Otherwise as `antin_gateway_send`.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_sending_judge(
    gateway: Option<&antin_gateway>,
    agency: Option<&antin_agency>,
    package: Option<&mut antin_source>,
    evidence: Option<&antin_evidence>,
    at: i64,
    sending_out: Option<&mut MaybeUninit<*mut antin_sending>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(sending_out, "sending_out")?;
        let package = wanted(package, "package")?;
        let none = Evidence::new();
        let evidence = evidence.map_or(&none, |given| &given.0);
        give(out, judged(gateway, agency, package, evidence, at)?);
        Ok(())
    })
}

/// Records that a package that was judged does not go out, also if it might.
///
/// `ANTIN_RESULT_LEDGER` if it cannot be recorded.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_refuse(
    sending: Option<&mut antin_sending>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let sending = wanted(sending, "sending")?;
        sending.wanted_judged()?;
        sending.refuse()
    })
}

/// Prepares the agency's seal for the package that was judged, for a key at hand (`antin_sending_sign`) or elsewhere
/// (`antin_sending_finish`). Whatever goes wrong, it stays judged.
///
/// `evidence` is what the levels LT and LTA keep; it may be NULL. `ANTIN_RESULT_REJECTED` if it may not go out;
/// `ANTIN_RESULT_INVALID_ARGUMENT` if it is not the package that was judged.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_prepare(
    sending: Option<&mut antin_sending>,
    package: Option<&mut antin_source>,
    evidence: Option<&antin_evidence>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let sending = wanted(sending, "sending")?;
        let package = wanted(package, "package")?;
        sending.wanted_judged()?;
        if !sending.is_allowed {
            return sending.wanted_sent();
        }
        let none = Evidence::new();
        sending.prepare(package, evidence.map_or(&none, |given| &given.0))
    })
}

/// Signs with the agency's key, records, and writes the package with the seal.
///
/// `ANTIN_RESULT_CREDENTIAL` if the key is elsewhere: it stays prepared. `ANTIN_RESULT_LEDGER` before anything is
/// written; what signing and writing say. If it is recorded and could not be written, `antin_sending_entry` says
/// where.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_sign(
    sending: Option<&mut antin_sending>,
    package: Option<&mut antin_source>,
    sealed: Option<&mut antin_target>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let sending = wanted(sending, "sending")?;
        let package = wanted(package, "package")?;
        let sealed = wanted(sealed, "sealed")?;
        sending.wanted_prepared()?;
        sending.wanted_key()?;
        sealed.wanted_new()?;
        sending.sign(package, sealed)
    })
}

/// Finishes the seal with the value of its signature, records, and writes the package with it.
///
/// `ANTIN_RESULT_KEY` if the value does not verify with the key of the certificate: it stays prepared.
/// `ANTIN_RESULT_LEDGER` before anything is written; otherwise as `antin_sending_sign`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_sending_finish(
    sending: Option<&mut antin_sending>,
    value: *const u8,
    value_len: usize,
    package: Option<&mut antin_source>,
    sealed: Option<&mut antin_target>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let sending = wanted(sending, "sending")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let value = unsafe { bytes(value, value_len, "value") }?;
        let package = wanted(package, "package")?;
        let sealed = wanted(sealed, "sealed")?;
        sending.wanted_prepared()?.check(value)?;
        sealed.wanted_new()?;
        sending.hand_out(sealed, package, |prepared| prepared.record(value))
    })
}

/// Frees a sending, and with it what was borrowed from it; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_sending_free(sending: Option<Box<antin_sending>>) {
    free(sending);
}
