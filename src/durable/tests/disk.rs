//! A disk in memory that loses what was not synced, tears writes, runs full and fails.

use std::io::{Error, ErrorKind};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use redb::StorageBackend;

use crate::Time;
use crate::durable::Durable;
use crate::durable::store::{Store, builder};
use crate::gateway::LedgerFault;

/// Octets that a disk writes all or none of.
const SECTOR: usize = 512;

/// A generator (xorshift64*, Vigna 2014), so that a run can be had again by its seed.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % bound
    }
}

/// What goes wrong, counted in operations from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    None,
    /// Nothing works from then on.
    Dead {
        after: u64,
    },
    /// This many writes and syncs fail, and then all is well again.
    Fails {
        after: u64,
        times: u64,
    },
    /// The disk holds so many octets and no more.
    Full {
        at: u64,
    },
}

#[derive(Clone, Debug)]
enum Change {
    Length(usize),
    Write(usize, Vec<u8>),
}

#[derive(Debug)]
struct State {
    /// What survives when the power goes.
    synced: Vec<u8>,
    /// What a reader sees.
    seen: Vec<u8>,
    /// What leads from the one to the other.
    changes: Vec<Change>,
    trouble: Trouble,
}

#[derive(Clone, Debug)]
pub(super) struct Disk(Arc<Mutex<State>>);

impl Disk {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            synced: Vec::new(),
            seen: Vec::new(),
            changes: Vec::new(),
            trouble: Trouble::None,
        })))
    }

    pub(super) fn create(&self, window: Duration, horizon: Time) -> Durable {
        let database = builder().create_with_backend(self.clone()).expect("a database");
        let store = Store::begin(database, window, horizon).expect("a ledger");
        Durable::over(store)
    }

    pub(super) fn open(&self, window: Duration) -> Result<Durable, LedgerFault> {
        let database = builder().create_with_backend(self.clone());
        let database = database.map_err(|_| LedgerFault::Storage)?;
        Store::over(database, window).map(Durable::over)
    }

    pub(super) fn trouble(&self, trouble: Trouble) {
        self.state().trouble = trouble;
    }

    pub(super) fn length(&self) -> u64 {
        u64::try_from(self.state().seen.len()).expect("small")
    }

    /// The power goes: of what was not synced, any part of it is there, sector by sector.
    pub(super) fn power_lost(&self, random: &mut Random) {
        let mut state = self.state();
        let changes = std::mem::take(&mut state.changes);
        let mut kept = state.synced.clone();
        let all = random.below(4);
        for change in changes {
            match change {
                Change::Length(length) if all == 0 || random.below(2) == 0 => {
                    kept.resize(length, 0)
                }
                Change::Length(_) => {}
                Change::Write(offset, octets) => tear(&mut kept, offset, &octets, all, random),
            }
        }
        state.seen.clone_from(&kept);
        state.synced = kept;
        state.trouble = Trouble::None;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics in here")
    }
}

/// Writes some sectors: all of them, none, or each by chance.
fn tear(kept: &mut Vec<u8>, offset: usize, octets: &[u8], all: u64, random: &mut Random) {
    let mut from = 0;
    while from < octets.len() {
        let until = octets.len().min((offset + from) / SECTOR * SECTOR + SECTOR - offset);
        if all == 0 || all > 1 && random.below(2) == 0 {
            put(kept, offset + from, &octets[from..until]);
        }
        from = until;
    }
}

fn put(kept: &mut Vec<u8>, offset: usize, octets: &[u8]) {
    let end = offset + octets.len();
    if kept.len() < end {
        kept.resize(end, 0);
    }
    kept[offset..end].copy_from_slice(octets);
}

impl State {
    /// One operation that changes something.
    fn step(&mut self, length: usize) -> Result<(), Error> {
        match &mut self.trouble {
            Trouble::None => Ok(()),
            Trouble::Dead { after: 0 } => Err(ErrorKind::NotConnected.into()),
            Trouble::Fails { after: 0, times } if *times > 0 => {
                *times -= 1;
                Err(Error::other("a bad sector"))
            }
            Trouble::Fails { after: 0, .. } => Ok(()),
            Trouble::Dead { after } | Trouble::Fails { after, .. } => {
                *after -= 1;
                Ok(())
            }
            Trouble::Full { at } if u64::try_from(length).is_ok_and(|length| length > *at) => {
                Err(ErrorKind::StorageFull.into())
            }
            Trouble::Full { .. } => Ok(()),
        }
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> Result<u64, Error> {
        Ok(self.length())
    }

    fn read(&self, offset: u64, len: usize) -> Result<Vec<u8>, Error> {
        let state = self.state();
        if state.trouble == (Trouble::Dead { after: 0 }) {
            return Err(ErrorKind::NotConnected.into());
        }
        let offset = size(offset);
        let octets = state.seen.get(offset..offset + len);
        octets.map(<[u8]>::to_vec).ok_or_else(|| ErrorKind::UnexpectedEof.into())
    }

    fn set_len(&self, len: u64) -> Result<(), Error> {
        let len = size(len);
        let mut state = self.state();
        state.step(len)?;
        state.seen.resize(len, 0);
        state.changes.push(Change::Length(len));
        Ok(())
    }

    fn sync_data(&self, _eventual: bool) -> Result<(), Error> {
        let mut state = self.state();
        state.step(0)?;
        let State { synced, changes, .. } = &mut *state;
        for change in changes.drain(..) {
            match change {
                Change::Length(length) => synced.resize(length, 0),
                Change::Write(offset, octets) => put(synced, offset, &octets),
            }
        }
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), Error> {
        let offset = size(offset);
        let end = offset + data.len();
        let mut state = self.state();
        state.step(end)?;
        put(&mut state.seen, offset, data);
        state.changes.push(Change::Write(offset, data.to_vec()));
        Ok(())
    }
}

fn size(octets: u64) -> usize {
    usize::try_from(octets).expect("small")
}
