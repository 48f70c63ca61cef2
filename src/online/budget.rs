//! What one gathering may cost: time, fetches, bytes and verifications.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::error::NetworkError;

/// What stands for "no end": nobody waits longer, and no clock overflows by it.
const FAR: Duration = Duration::from_secs(365 * 86_400);

/// A point in time by which something has to be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline(Option<Instant>);

impl Deadline {
    /// After so long a time; a time that no clock can count has no end.
    pub(super) fn after(time: Duration) -> Self {
        Self(Instant::now().checked_add(time))
    }

    /// Whichever is first.
    pub(super) fn or(self, other: Self) -> Self {
        match (self.0, other.0) {
            (Some(one), Some(other)) => Self(Some(one.min(other))),
            (one, other) => Self(one.or(other)),
        }
    }

    /// How much time is left, a year at most.
    pub(super) fn left(self) -> Duration {
        match self.0 {
            Some(end) => end.saturating_duration_since(Instant::now()).min(FAR),
            None => FAR,
        }
    }
}

/// What is left for one purpose of a gathering: fetches of its own, time and bytes in common.
#[derive(Debug)]
pub(super) struct Budget {
    fetches: AtomicU32,
    bytes: Arc<AtomicU64>,
    deadline: Deadline,
}

impl Budget {
    pub(super) fn new(fetches: u32, bytes: u64, time: Duration) -> Self {
        let (bytes, deadline) = (Arc::new(AtomicU64::new(bytes)), Deadline::after(time));
        Self { fetches: AtomicU32::new(fetches), bytes, deadline }
    }

    /// For what the caller asks for himself, which attempts and redirections bound.
    pub(super) fn unbounded() -> Self {
        Self::new(u32::MAX, u64::MAX, Duration::MAX)
    }

    /// Other fetches, within the same time and the same bytes.
    pub(super) fn beside(&self, fetches: u32) -> Self {
        let bytes = Arc::clone(&self.bytes);
        Self { fetches: AtomicU32::new(fetches), bytes, deadline: self.deadline }
    }

    /// Takes a fetch.
    pub(super) fn spend(&self) -> Result<(), NetworkError> {
        if self.is_over() {
            return Err(NetworkError::BudgetSpent);
        }
        let less = |left: u32| left.checked_sub(1);
        let spent = self.fetches.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        spent.map(drop).map_err(|_| NetworkError::BudgetSpent)
    }

    /// Takes bytes that came.
    pub(super) fn take(&self, bytes: usize) -> Result<(), NetworkError> {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let less = |left: u64| left.checked_sub(bytes);
        let taken = self.bytes.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        taken.map(drop).map_err(|_| NetworkError::BudgetSpent)
    }

    pub(super) fn deadline(&self) -> Deadline {
        self.deadline
    }

    /// Whether no time is left.
    pub(super) fn is_over(&self) -> bool {
        self.deadline.left().is_zero()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_no_clock_can_count_has_no_end_and_overflows_nothing() {
        let never = Deadline::after(Duration::MAX);
        assert_eq!(never.left(), FAR);
        let soon = never.or(Deadline::after(Duration::ZERO));
        assert!(soon.left().is_zero());
        assert!(Deadline::after(Duration::from_secs(u64::MAX / 2)).or(never).left() <= FAR);
    }

    #[test]
    fn purposes_have_fetches_of_their_own_and_bytes_and_time_in_common() {
        let first = Budget::new(1, 10, Duration::from_secs(60));
        let second = first.beside(1);
        assert_eq!(first.spend(), Ok(()));
        assert_eq!(first.spend(), Err(NetworkError::BudgetSpent));
        assert_eq!(second.spend(), Ok(()));
        assert_eq!(first.take(6), Ok(()));
        assert_eq!(second.take(5), Err(NetworkError::BudgetSpent));
        assert_eq!(second.take(4), Ok(()));
        let late = Budget::new(1, 10, Duration::ZERO);
        assert_eq!(late.spend(), Err(NetworkError::BudgetSpent));
    }
}
