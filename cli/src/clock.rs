//! The one place of the project where a clock is read. The library never does.

use std::time::{SystemTime, UNIX_EPOCH};

use antin::Time;

use crate::failure::Failure;
use crate::lang::errors;

/// Returns the time of now.
pub(crate) fn now() -> Result<Time, Failure> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    since
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .map(Time::from_unix)
        .ok_or_else(|| Failure::usage(&errors::CLOCK))
}
