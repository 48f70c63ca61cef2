//! The journal: an append-only record of every decision, for an auditor (`docs/journal.md`).
//!
//! One [`Entry`] is one line of JSON in a normal form; the octets of a line are fixed, and each line holds the
//! SHA-256 of the one before. So whatever is changed, removed or re-ordered breaks the chain at a place that
//! can be named. Whoever hashes the rest of the chain anew is caught by a time-stamp (RFC 3161) over an entry, which
//! is an entry itself, or by a [`Head`] that was kept elsewhere.
//!
//! Left out: where lines are kept, which is the ledger's; and asking an authority for time-stamps.

mod broken;
mod chain;
mod check;
mod entry;
mod event;
mod fault;
mod line;
mod recent;
mod stamped;
#[cfg(test)]
mod tests;

pub use broken::Broken;
pub use chain::{Chain, Head, StampFault};
pub use check::{Checked, Checker, Stamped};
pub use entry::{Entry, Matter, Stamp};
pub use event::{Decision, Event, Kind};
pub use fault::Fault;

pub(crate) use recent::Recent;
