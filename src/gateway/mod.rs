//! The gateway: what of the packages of an agency goes out and comes in, and what is remembered of it.
//!
//! Judging whether a package is genuine is [`edxml`](crate::edxml)'s. Here is decided what follows from it, without
//! I/O and without threads of its own: a [`Ledger`] keeps what must never be forgotten.

mod ledger;
mod memory;

pub use ledger::{Admission, Arrival, Ledger, LedgerFault, Recorded};
pub use memory::InMemory;

pub(crate) use ledger::{Facts, Keys, Window};
