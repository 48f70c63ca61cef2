//! The gateway of an agency: what goes out, what comes in, and a record of both (`docs/gateway.md`).
//!
//! Judging whether a package is genuine is [`edxml`](crate::edxml)'s. Here is decided what follows from it. [`Gateway`]
//! puts together what decides: a [`Policy`], which is a file that an administrator reads, what signatures are judged
//! by, the registry of senders, and a [`Ledger`] that keeps what must never be forgotten. For each [`Agency`] it has a
//! way out and a way in:
//!
//! * [`Outbound`] judges a package and names everything that keeps it from going out, seals it in the
//!   agency's name, and hands it out once that is recorded. It takes the receipts that come back.
//! * [`Inbound`] judges what arrived in three steps: the judgement changes nothing, then the receipt is signed,
//!   then both are recorded; only then they are handed out.
//!
//! An agency's key is in its [`Agency`], and nothing gives it out: who serves many agencies seals and signs
//! receipts for each in its own name only.
//!
//! Nothing here reads a clock, a file or the network, and nothing starts a thread.

mod agency;
mod inbound;
mod ledger;
mod marks;
mod memory;
mod outbound;
mod policy;
mod reason;
mod shared;

pub use agency::Agency;
pub use inbound::{Answered, Inbound, JudgedArrival, NotPrepared, PreparedAnswer, Received};
pub use ledger::{Admission, Arrival, Ledger, LedgerFault, Recorded};
pub use memory::InMemory;
pub use outbound::{
    JudgedSending, Outbound, PreparedSending, RecordedSending, RefusedSending, ReturnedReceipt,
    Sending, SentPackage,
};
pub use policy::{InboundRules, OutboundRules, Policy};
pub use reason::{InboundReason, OutboundReason};
pub use shared::{Gateway, GatewayFault};

pub(crate) use ledger::{Facts, Keys, Window};

#[cfg(test)]
mod tests;
