//! Whether a time-stamp of a journal fits, and whether it is believed.

use crate::Time;
use crate::ades::{
    Evidence, FindingCode, Proofs, RevocationData, Setting, Severity, Stamped, TimestampKind,
    Verdict, judge_timestamp,
};
use crate::journal::{Head, Stamp};
use crate::limits::Limits;
use crate::policy::Policy;
use crate::tsp::Token;

/// Reads the token, if it is over the entry that it names.
pub(super) fn token(stamp: &Stamp, over: Head, limits: &Limits) -> Option<Token> {
    let token = Token::from_bytes_with(stamp.token(), limits).ok()?;
    token.info().imprint().is_of(&over.digest().ok()?).then_some(token)
}

/// Judges a time-stamp that fits (EN 319 102-1 §5.4), with the first reason why it does not pass.
pub(super) fn judge(
    token: &Token,
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> (Verdict, Option<FindingCode>) {
    let mut proofs = Proofs::new(at);
    if let Some(received) = evidence.reception_time() {
        proofs.add(token.as_bytes(), received);
    }
    let (kind, imprint, index) = (TimestampKind::Container, Some(true), None);
    let (pool, revocation) = (&[][..], &RevocationData::default());
    let stamped = Stamped { kind, token, imprint, index, pool, revocation };
    let report = judge_timestamp(&stamped, &proofs, &Setting { policy, evidence, at });
    let reason = report.findings().iter().find(|one| one.severity() == Severity::Error);
    (report.verdict(), reason.map(|one| one.code()))
}
