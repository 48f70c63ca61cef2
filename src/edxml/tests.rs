//! The samples of the axis' SDK, and what becomes of them: all from `test-vectors/edxml`.

use super::*;
use crate::crypto::{DigestAlgorithm, Hasher};

mod samples;
