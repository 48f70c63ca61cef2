//! Group commit without a thread of its own: whoever comes first commits for all that wait.

use std::collections::BTreeMap;
use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::durable::store::{Done, Task};
use crate::gateway::LedgerFault;

/// Tasks of one commit: so many are held in memory together, and lost together.
const BATCH: usize = 1_024;

/// Commits tasks, all or none of them; each has its own outcome.
pub(super) trait Commit {
    /// Commits, and returns as many outcomes as there are tasks, in their order.
    fn commit(&self, tasks: &[Task]) -> Result<Vec<Outcome>, LedgerFault>;
}

pub(super) type Outcome = Result<Done, LedgerFault>;

/// Those that wait for a commit.
#[derive(Debug, Default)]
pub(super) struct Group {
    queue: Mutex<Queue>,
    change: Condvar,
}

#[derive(Debug, Default)]
struct Queue {
    next: u64,
    waiting: Vec<(u64, Task)>,
    outcomes: BTreeMap<u64, Outcome>,
    /// Somebody commits.
    led: bool,
    /// A commit failed: nobody knows what reached the disk.
    broken: bool,
}

impl Group {
    /// Tells whether all commits so far succeeded.
    pub(super) fn whole(&self) -> Result<(), LedgerFault> {
        if self.queue().broken { Err(LedgerFault::Storage) } else { Ok(()) }
    }

    /// Has a task committed, and returns when that cannot be lost.
    pub(super) fn submit(&self, store: &impl Commit, task: Task) -> Outcome {
        let mut queue = self.queue();
        let ticket = queue.next;
        queue.next += 1;
        queue.waiting.push((ticket, task));
        loop {
            if let Some(outcome) = queue.outcomes.remove(&ticket) {
                return outcome;
            }
            queue = if queue.led {
                self.change.wait(queue).unwrap_or_else(PoisonError::into_inner)
            } else {
                queue.led = true;
                let lead = queue.lead(self);
                drop(queue);
                lead.commit(store);
                self.queue()
            };
        }
    }

    /// Nothing that may fail is done while it is locked, so that what it holds is always whole.
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue {
    fn lead<'a>(&mut self, group: &'a Group) -> Lead<'a> {
        let rest = self.waiting.split_off(self.waiting.len().min(BATCH));
        let (tickets, tasks) = mem::replace(&mut self.waiting, rest).into_iter().unzip();
        Lead { group, broken: self.broken, tickets, tasks, outcomes: Err(LedgerFault::Storage) }
    }
}

/// One commit. When it ends, in whatever way, each of its tasks has an outcome and somebody else may lead.
struct Lead<'a> {
    group: &'a Group,
    broken: bool,
    tickets: Vec<u64>,
    tasks: Vec<Task>,
    outcomes: Result<Vec<Outcome>, LedgerFault>,
}

impl Lead<'_> {
    fn commit(mut self, store: &impl Commit) {
        if !self.broken {
            self.outcomes = store.commit(&self.tasks);
        }
    }
}

impl Drop for Lead<'_> {
    fn drop(&mut self) {
        let outcomes = mem::replace(&mut self.outcomes, Err(LedgerFault::Storage));
        let mut queue = self.group.queue();
        queue.led = false;
        match outcomes {
            Ok(outcomes) => queue.outcomes.extend(self.tickets.drain(..).zip(outcomes)),
            Err(fault) => {
                queue.broken = true;
                let failed = self.tickets.drain(..).map(|ticket| (ticket, Err(fault)));
                queue.outcomes.extend(failed);
            }
        }
        drop(queue);
        self.group.change.notify_all();
    }
}

#[cfg(test)]
mod tests;
