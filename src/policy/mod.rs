//! What is trusted and what is demanded: the validation constraints of EN 319 102-1 §5.1.4.
//!
//! A [`Policy`] is trust anchors and a [`Profile`]; a profile is a file that a person can review
//! (`docs/policy.md`). What decides about security must be given; what makes it stricter or more
//! convenient is a `with_` or `require_` method; what gives up a guarantee is in [`danger`].

mod algorithms;
mod demand;
pub(crate) mod level;

pub use algorithms::{AlgorithmRefusal, Algorithms};
pub use demand::{Missing, Revocation};
