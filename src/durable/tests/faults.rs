//! Thousands of power losses, failing writes and full disks, by a generator with a seed.

use std::collections::BTreeMap;

use super::disk::{Disk, Random, Trouble};
use super::*;

/// What somebody outside knows of a ledger: what was acknowledged.
struct World {
    random: Random,
    disk: Disk,
    next: u32,
    /// Each package that was let in, and its entry.
    admitted: BTreeMap<u32, u64>,
    /// The last entry that was acknowledged.
    last: u64,
    faults: u32,
}

impl World {
    fn new(seed: u64) -> Self {
        let disk = Disk::new();
        drop(disk.create(WINDOW, long_ago()));
        let random = Random::new(seed);
        Self { random, disk, next: 0, admitted: BTreeMap::new(), last: 0, faults: 0 }
    }

    /// Nothing that was acknowledged is lost, and nothing is let in twice.
    fn check(&mut self) {
        let ledger = self.disk.open(WINDOW).expect("it opens");
        let entries = journal(&ledger);
        assert!(self.last <= entries.last().map_or(0, Entry::number), "an entry is lost");
        let mut accepted = BTreeMap::new();
        for entry in &entries {
            let event = entry.event().expect("an event");
            if event.decision() == Some(Decision::Accept) {
                let seal = *event.seal_id().expect("a seal");
                assert_eq!(accepted.insert(seal, entry.number()), None, "let in twice");
            }
        }
        for (seal, entry) in &self.admitted {
            let package = package(*seal);
            assert_eq!(accepted.get(package.seal()), Some(entry), "what was let in is lost");
            let repeated = Ok(Admission::Repeated { entry: *entry });
            assert_eq!(ledger.look(at(0), &package), repeated);
        }
        if let Some((seal, entry)) = self.admitted.iter().next_back() {
            let again = record(&ledger, 0, &package(*seal));
            assert_eq!(again.admission, Some(Admission::Repeated { entry: *entry }));
            self.last = again.entry;
        }
    }

    /// Records until something fails, some times at most.
    fn work(&mut self, times: u64) {
        let Ok(ledger) = self.disk.open(WINDOW) else { return self.faults += 1 };
        for _ in 0..times {
            let fresh = self.next == 0 || self.random.below(4) > 0;
            let seal = match fresh {
                true => self.next,
                false => u32::try_from(self.random.below(u64::from(self.next))).expect("small"),
            };
            self.next += u32::from(fresh);
            let package = package(seal);
            match ledger.record(at(0), Some(&package), &event(&package)) {
                Ok(recorded) => self.acknowledged(seal, &recorded),
                Err(fault) => {
                    assert_eq!(fault, LedgerFault::Storage);
                    assert_eq!(ledger.look(at(0), &package), Err(LedgerFault::Storage));
                    self.faults += 1;
                    return;
                }
            }
        }
    }

    fn acknowledged(&mut self, seal: u32, recorded: &Recorded) {
        assert!(recorded.entry > self.last);
        self.last = recorded.entry;
        if recorded.is_admitted() {
            assert_eq!(self.admitted.insert(seal, recorded.entry), None, "let in twice");
        }
    }
}

/// How many generators there are: more, if `ANTIN_DISKS` says by which factor.
fn rounds(usual: u64) -> u64 {
    let factor = std::env::var("ANTIN_DISKS").ok().and_then(|factor| factor.parse().ok());
    usual * factor.unwrap_or(1)
}

fn package(seal: u32) -> Arrival {
    arrival(seal, &format!("{seal}/CV"), 0)
}

#[test]
fn nothing_acknowledged_is_lost_when_the_power_goes() {
    let mut lost = 0;
    for seed in 0..rounds(12) {
        let mut world = World::new(seed);
        for _ in 0..20 {
            let after = world.random.below(40);
            world.disk.trouble(Trouble::Dead { after });
            world.work(8);
            world.disk.power_lost(&mut world.random);
            world.check();
        }
        lost += world.faults;
    }
    assert!(lost > 120, "the power went {lost} times in the middle of something");
}

#[test]
fn nothing_acknowledged_is_lost_when_writes_and_syncs_fail() {
    let mut failed = 0;
    for seed in 0..rounds(12) {
        let mut world = World::new(seed);
        for _ in 0..10 {
            let (after, times) = (world.random.below(40), 1 + world.random.below(3));
            world.disk.trouble(Trouble::Fails { after, times });
            world.work(8);
            world.disk.trouble(Trouble::None);
            if world.random.below(2) == 0 {
                world.disk.power_lost(&mut world.random);
            }
            world.check();
        }
        failed += world.faults;
    }
    assert!(failed > 60, "{failed} writes failed in the middle of something");
}

#[test]
fn a_full_disk_takes_nothing_and_loses_nothing_and_works_when_there_is_room() {
    for seed in 0..rounds(2) {
        let mut world = World::new(seed);
        let at = world.disk.length();
        world.disk.trouble(Trouble::Full { at });
        world.work(50_000);
        assert_eq!(world.faults, 1, "it ran full");
        let admitted = world.admitted.len();
        world.disk.trouble(Trouble::None);
        world.check();
        world.work(5);
        assert_eq!(world.faults, 1, "there is room again");
        assert!(world.admitted.len() >= admitted);
        world.check();
    }
}
