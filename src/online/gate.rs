//! How many requests are under way at once: in all, and to one host.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::error::NetworkError;
use crate::online::budget::Deadline;

/// Lets so many through, and has the others wait.
#[derive(Debug)]
pub(super) struct Gate {
    all: usize,
    per_host: usize,
    inside: Mutex<Inside>,
    left: Condvar,
}

#[derive(Debug, Default)]
struct Inside {
    all: usize,
    hosts: BTreeMap<String, usize>,
}

impl Gate {
    pub(super) fn new(all: usize, per_host: usize) -> Self {
        let (all, per_host) = (all.max(1), per_host.max(1));
        Self { all, per_host, inside: Mutex::default(), left: Condvar::new() }
    }

    /// Waits for a place, until the deadline.
    pub(super) fn enter(&self, host: &str, deadline: Deadline) -> Result<Pass<'_>, NetworkError> {
        let mut inside = self.lock();
        while inside.all >= self.all || inside.of(host) >= self.per_host {
            let left = deadline.left();
            if left.is_zero() {
                return Err(NetworkError::Timeout);
            }
            let waited = self.left.wait_timeout(inside, left);
            inside = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        inside.all += 1;
        *inside.hosts.entry(host.to_owned()).or_default() += 1;
        Ok(Pass { gate: self, host: host.to_owned() })
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        // The counts are whole whenever the lock is free.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    fn of(&self, host: &str) -> usize {
        self.hosts.get(host).copied().unwrap_or(0)
    }
}

/// A place, given back when dropped.
#[derive(Debug)]
pub(super) struct Pass<'g> {
    gate: &'g Gate,
    host: String,
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let mut inside = self.gate.lock();
        inside.all = inside.all.saturating_sub(1);
        if let Some(count) = inside.hosts.get_mut(&self.host) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                inside.hosts.remove(&self.host);
            }
        }
        drop(inside);
        self.gate.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "the values are the tests' own")]
    use super::*;

    #[test]
    fn no_more_than_so_many_are_let_in() {
        let now = Deadline::after(std::time::Duration::ZERO);
        let gate = Gate::new(3, 2);
        let first = gate.enter("a", now).unwrap();
        let _second = gate.enter("a", now).unwrap();
        assert_eq!(gate.enter("a", now).unwrap_err(), NetworkError::Timeout);
        let _third = gate.enter("b", now).unwrap();
        assert_eq!(gate.enter("c", now).unwrap_err(), NetworkError::Timeout);
        drop(first);
        assert!(gate.enter("c", now).is_ok());
    }
}
