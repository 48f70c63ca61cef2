//! The samples of the axis' SDK, and what becomes of them: all from `test-vectors/edxml`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;
use crate::crypto::{DigestAlgorithm, Hasher};

#[macro_use]
mod samples;
mod faults;
mod hopping;
mod splicing;
mod statuses;
mod tricks;
