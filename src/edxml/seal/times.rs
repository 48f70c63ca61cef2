//! When a seal was made, held against the times of the message (`docs/seal.md` §6.1).
//!
//! These are warnings and decide nothing: a claim moves nothing, and nobody signs the trace.

use crate::Time;
use crate::ades::Report;
use crate::edxml::statement::{Fact, Statement};
use crate::edxml::{Package, dates};
use crate::language::Language;

const DAY: i64 = 86_400;

/// Why the time of a seal does not go with the message.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeFinding {
    /// The seal is more than a day older than the document's promulgation.
    BeforePromulgation,
    /// The seal is more than a week older than the first entry of the trace: the package may have been
    /// sent before, and this be a repetition.
    BeforeSending,
    /// By its own word the seal was made more than a day after the last entry of the trace.
    AfterArrival,
}

impl TimeFinding {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::BeforePromulgation, Self::BeforeSending, Self::AfterArrival];

    /// Returns a stable name for programs: `before-promulgation`.
    pub fn code(self) -> &'static str {
        match self {
            Self::BeforePromulgation => "before-promulgation",
            Self::BeforeSending => "before-sending",
            Self::AfterArrival => "after-arrival",
        }
    }

    /// Returns the finding as one clause in a language.
    pub fn text(self, language: Language) -> &'static str {
        match self {
            Self::BeforePromulgation => language.choose(
                "the seal is older than the promulgation of the document",
                "dấu được đóng trước ngày ban hành văn bản",
            ),
            Self::BeforeSending => language.choose(
                "the seal was made long before the package was sent; it may have been sent before",
                "dấu được đóng từ lâu trước khi gửi; gói tin có thể đã được gửi trước đó",
            ),
            Self::AfterArrival => language.choose(
                "by its own word the seal was made after the package had arrived",
                "theo thời điểm tự khai, dấu được đóng sau khi gói tin đã đến nơi",
            ),
        }
    }
}

/// Holds the times of a seal against what it says itself and against the trace.
pub(super) fn findings(
    report: &Report,
    statement: &Statement,
    package: &Package,
) -> Vec<TimeFinding> {
    let signature = report.signatures().first();
    let claimed = signature.and_then(|one| one.claimed_time());
    let proven = signature.and_then(|one| one.proven_time());
    // A time-stamp is as old as the signature or younger: the earlier of the two is nearer.
    let Some(made) = claimed.into_iter().chain(proven).min() else { return Vec::new() };
    let day = statement.text(Fact::Date).and_then(dates::day);
    let trace: Vec<Time> = trace(package).collect();
    let found = [
        (TimeFinding::BeforePromulgation, day.is_some_and(|day| made.plus_seconds(DAY) < day)),
        (
            TimeFinding::BeforeSending,
            trace.iter().min().is_some_and(|first| made.plus_seconds(7 * DAY) < *first),
        ),
        // A time-stamp may be added by whoever keeps the seal, so only the claim counts.
        (
            TimeFinding::AfterArrival,
            trace.iter().max().zip(claimed).is_some_and(|(last, at)| last.plus_seconds(DAY) < at),
        ),
    ];
    found.into_iter().filter(|(_, found)| *found).map(|(finding, _)| finding).collect()
}

/// The moments of the trace that can be read.
fn trace(package: &Package) -> impl Iterator<Item = Time> {
    let entries = package.trace().into_iter().flat_map(|trace| &trace.trace_header);
    entries.filter_map(|entry| dates::moment(entry.timestamp.as_deref()?.trim()))
}
