//! Group commit: everybody gets the outcome of the own task, and nobody waits for ever.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::*;
use crate::Time;
use crate::journal::{Event, Kind};

fn task(number: u64) -> Task {
    let event = Box::new(Event::new(Kind::Received, &number.to_string()));
    Task::Record { at: Time::from_unix(0), arrival: None, event }
}

fn number(task: &Task) -> u64 {
    let Task::Record { event, .. } = task else { panic!("no event") };
    event.agency().parse().expect("a number")
}

/// Answers each task with its own number, and behaves badly at some commits.
struct Fake {
    commits: AtomicUsize,
    fails: fn(usize) -> bool,
    panics: fn(usize) -> bool,
}

impl Fake {
    fn new(fails: fn(usize) -> bool, panics: fn(usize) -> bool) -> Self {
        Self { commits: AtomicUsize::new(0), fails, panics }
    }
}

impl Commit for Fake {
    fn commit(&self, tasks: &[Task]) -> Result<Vec<Outcome>, LedgerFault> {
        let commit = self.commits.fetch_add(1, Ordering::Relaxed);
        std::thread::sleep(Duration::from_millis(2));
        assert!(!(self.panics)(commit), "as was asked for");
        if (self.fails)(commit) {
            return Err(LedgerFault::Damaged);
        }
        Ok(tasks.iter().map(|task| Ok(Done::Stamped(number(task)))).collect())
    }
}

fn stamped(outcome: Outcome) -> Result<u64, LedgerFault> {
    outcome.map(|done| match done {
        Done::Stamped(number) => number,
        Done::Recorded(_) => 0,
    })
}

#[test]
fn many_share_a_commit_and_each_gets_its_own_outcome() {
    let (group, fake) = (Group::default(), Fake::new(|_| false, |_| false));
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (group, fake) = (&group, &fake);
            scope.spawn(move || {
                for n in 0..25 {
                    let number = thread * 1_000 + n;
                    assert_eq!(stamped(group.submit(fake, task(number))), Ok(number));
                }
            });
        }
    });
    let commits = fake.commits.into_inner();
    assert!(commits < 150, "{commits} commits for 200 tasks of 8 threads");
    let queue = group.queue();
    assert!(queue.waiting.is_empty() && queue.outcomes.is_empty() && !queue.led);
}

#[test]
fn a_commit_that_fails_is_told_to_all_of_it_and_nothing_is_taken_after_it() {
    let (group, fake) = (Group::default(), Fake::new(|commit| commit == 1, |_| false));
    assert_eq!(stamped(group.submit(&fake, task(1))), Ok(1));
    assert_eq!(group.whole(), Ok(()));
    assert_eq!(stamped(group.submit(&fake, task(2))), Err(LedgerFault::Damaged));
    assert_eq!(group.whole(), Err(LedgerFault::Storage));
    assert_eq!(stamped(group.submit(&fake, task(3))), Err(LedgerFault::Storage));
    assert_eq!(fake.commits.into_inner(), 2, "the third was not tried");
}

#[test]
fn nobody_waits_for_a_leader_that_panicked() {
    let (group, fake) = (Group::default(), Fake::new(|_| false, |commit| commit == 2));
    let ended = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|thread| {
                scope.spawn({
                    let (group, fake, ended) = (&group, &fake, &ended);
                    move || {
                        for n in 0..25 {
                            if group.submit(fake, task(thread * 100 + n)).is_err() {
                                break;
                            }
                        }
                        ended.fetch_add(1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        let panicked = threads.into_iter().filter_map(|thread| thread.join().err()).count();
        assert_eq!(panicked, 1);
    });
    assert_eq!(ended.into_inner(), 7);
    assert_eq!(group.whole(), Err(LedgerFault::Storage));
}

#[test]
fn a_commit_takes_so_many_and_no_more() {
    let group = Group::default();
    let mut queue = group.queue();
    queue.waiting = (0..1_500).map(|number| (number, task(number))).collect();
    let lead = queue.lead(&group);
    assert_eq!((lead.tasks.len(), queue.waiting.len()), (1_024, 476));
    assert_eq!(lead.tasks.iter().map(number).next_back(), Some(1_023));
    drop(queue);
}
