//! Seals: signatures over what of a package survives the axis (`docs/seal.md`).
//!
//! [`seal`] reads a package, states its facts and its attachments' digests, signs that as a container
//! of ASiC-E with CAdES, and puts the container in as a further attachment; every other byte stays.
//! [`Opening`] judges a package that arrived: each seal as a signature, and what it says against the
//! message, fact by fact and file by file. State and verdict are two answers. The attachments come out
//! of [`VerifiedPackage`] alone.

mod container;
mod details;
mod held;
mod json;
mod layout;
mod merged;
mod observe;
mod open;
mod report;
mod sealing;
mod sender;
mod signed;
#[cfg(test)]
mod tests;
mod text;
mod times;
mod verified;
mod words;

pub use container::SealFault;
pub use open::Opening;
pub use report::{PackageReport, SealPlace, SealReport, SenderReport, State};
pub(crate) use sealing::container_header;
pub use sealing::{PreparedSeal, SealOptions, prepare_seal, seal};
pub use sender::{Binding, Claim, DangerouslyAnySender, NoSenders, Senders};
pub use signed::{SignedSeal, seals};
pub use times::TimeFinding;
pub use verified::{VerifiedFile, VerifiedPackage};
