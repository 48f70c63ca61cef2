//! Processor time: what else a busy machine does is not in it.

#[cfg(unix)]
use rustix::time::{ClockId, clock_gettime};

/// The processor time of this thread, in seconds.
#[cfg(unix)]
pub(crate) fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let seconds = u32::try_from(time.tv_sec).unwrap();
    let nanoseconds = u32::try_from(time.tv_nsec).unwrap();
    f64::from(seconds) + f64::from(nanoseconds) / 1e9
}

/// The time on the wall, in seconds, where no other is told.
#[cfg(not(unix))]
pub(crate) fn now() -> f64 {
    use std::sync::OnceLock;
    use std::time::Instant;

    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64()
}
