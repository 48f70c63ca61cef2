//! A disk in memory that loses what was not synced, tears writes, runs full and fails: with the database and its log, two files.

use std::io::{Error, ErrorKind};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use redb::StorageBackend;

use crate::Time;
use crate::durable::Durable;
use crate::durable::log::{Medium, Place};
use crate::durable::store::Store;
use crate::durable::tables;
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

/// One of the files.
#[derive(Debug, Default)]
struct Volume {
    /// Writing behind the end makes it longer. The database says first how long it is to be; what is beyond that is nowhere.
    grows: bool,
    /// Where the next batch of a log goes.
    at: usize,
    /// What survives when the power goes.
    synced: Vec<u8>,
    /// What a reader sees.
    seen: Vec<u8>,
    /// What leads from the one to the other.
    changes: Vec<Change>,
}

#[derive(Debug)]
struct State {
    database: Volume,
    /// Names are kept at once, and may come back when the power goes after one was taken away.
    log: Option<Volume>,
    removed: Option<Volume>,
    trouble: Trouble,
}

#[derive(Clone, Debug)]
pub(super) struct Disk(Arc<Mutex<State>>);

/// Octets of lines with which the database takes over the log: after some ten records.
const LONG: usize = 4_096;

impl Disk {
    pub(super) fn new() -> Self {
        let database = Volume::default();
        let state = State { database, log: None, removed: None, trouble: Trouble::None };
        Self(Arc::new(Mutex::new(state)))
    }

    pub(super) fn create(&self, window: Duration, horizon: Time) -> Durable {
        let database = tables::over(self.clone()).expect("a database");
        tables::begin(&database, horizon).expect("a ledger");
        let store = Store::over(database, Box::new(self.clone()), window, LONG);
        Durable::over(store.expect("a ledger"))
    }

    pub(super) fn open(&self, window: Duration) -> Result<Durable, LedgerFault> {
        let database = tables::over(self.clone())?;
        Store::over(database, Box::new(self.clone()), window, LONG).map(Durable::over)
    }

    /// Returns another disk with the same on it.
    pub(super) fn copy(&self) -> Self {
        let state = self.state();
        let copy = |volume: &Volume| Volume {
            grows: volume.grows,
            at: volume.at,
            synced: volume.seen.clone(),
            seen: volume.seen.clone(),
            changes: Vec::new(),
        };
        let (database, log) = (copy(&state.database), state.log.as_ref().map(copy));
        Self(Arc::new(Mutex::new(State { database, log, removed: None, trouble: Trouble::None })))
    }

    pub(super) fn trouble(&self, trouble: Trouble) {
        self.state().trouble = trouble;
    }

    /// Octets that are on it.
    pub(super) fn length(&self) -> u64 {
        u64::try_from(self.state().length()).expect("small")
    }

    /// Changes the log as somebody might, or takes it away; tells whether there is one.
    pub(super) fn with_log(&self, change: impl FnOnce(&mut Option<Vec<u8>>)) -> bool {
        let mut state = self.state();
        let at = state.log.as_ref().map_or(0, |log| log.at);
        let mut octets = state.log.take().map(|log| log.seen);
        let is_there = octets.is_some();
        change(&mut octets);
        let (grows, changes) = (true, Vec::new());
        state.log = octets.map(|seen| Volume { grows, at, synced: seen.clone(), seen, changes });
        is_there
    }

    /// The power goes: of what was not synced, any part of it is there, sector by sector.
    pub(super) fn power_lost(&self, random: &mut Random) {
        let mut state = self.state();
        state.database.power_lost(random);
        if let Some(removed) = state.removed.take()
            && state.log.is_none()
            && random.below(2) == 0
        {
            state.log = Some(removed);
        }
        if let Some(log) = &mut state.log {
            log.power_lost(random);
        }
        state.trouble = Trouble::None;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics in here")
    }
}

impl Volume {
    fn power_lost(&mut self, random: &mut Random) {
        let mut kept = self.synced.clone();
        let all = random.below(4);
        for change in std::mem::take(&mut self.changes) {
            match change {
                Change::Length(length) if all == 0 || random.below(2) == 0 => {
                    kept.resize(length, 0)
                }
                Change::Length(_) => {}
                Change::Write(offset, octets) => {
                    let room =
                        if self.grows { octets.len() } else { kept.len().saturating_sub(offset) };
                    let octets = &octets[..octets.len().min(room)];
                    tear(&mut kept, offset, octets, all, random);
                }
            }
        }
        self.seen.clone_from(&kept);
        self.synced = kept;
    }

    fn set_len(&mut self, length: usize) {
        self.seen.resize(length, 0);
        self.changes.push(Change::Length(length));
    }

    fn write(&mut self, offset: usize, octets: &[u8]) {
        put(&mut self.seen, offset, octets);
        self.changes.push(Change::Write(offset, octets.to_vec()));
    }

    fn sync(&mut self) {
        for change in self.changes.drain(..) {
            match change {
                Change::Length(length) => self.synced.resize(length, 0),
                Change::Write(offset, octets) => put(&mut self.synced, offset, &octets),
            }
        }
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
    fn length(&self) -> usize {
        self.database.seen.len() + self.log.as_ref().map_or(0, |log| log.seen.len())
    }

    /// Nothing can be read any more.
    fn is_dead(&self) -> bool {
        self.trouble == (Trouble::Dead { after: 0 })
    }

    /// One operation that changes something.
    fn step(&mut self, more: usize) -> Result<(), Error> {
        let length = self.length() + more;
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
        u64::try_from(self.state().database.seen.len()).map_err(Error::other)
    }

    fn read(&self, offset: u64, len: usize) -> Result<Vec<u8>, Error> {
        let state = self.state();
        if state.is_dead() {
            return Err(ErrorKind::NotConnected.into());
        }
        let offset = size(offset);
        let octets = state.database.seen.get(offset..offset + len);
        octets.map(<[u8]>::to_vec).ok_or_else(|| ErrorKind::UnexpectedEof.into())
    }

    fn set_len(&self, len: u64) -> Result<(), Error> {
        let len = size(len);
        let mut state = self.state();
        let more = len.saturating_sub(state.database.seen.len());
        state.step(more)?;
        state.database.set_len(len);
        Ok(())
    }

    fn sync_data(&self, _eventual: bool) -> Result<(), Error> {
        let mut state = self.state();
        state.step(0)?;
        state.database.sync();
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), Error> {
        let offset = size(offset);
        let mut state = self.state();
        let more = (offset + data.len()).saturating_sub(state.database.seen.len());
        state.step(more)?;
        state.database.write(offset, data);
        Ok(())
    }
}

impl Place for Disk {
    fn find(&self) -> Result<Option<Box<dyn Medium>>, Error> {
        let state = self.state();
        if state.is_dead() {
            return Err(ErrorKind::NotConnected.into());
        }
        let Some(_) = &state.log else { return Ok(None) };
        Ok(Some(Box::new(self.clone())))
    }

    fn make(&self) -> Result<Box<dyn Medium>, Error> {
        let mut state = self.state();
        state.step(0)?;
        state.removed = None;
        state.log = Some(Volume { grows: true, ..Volume::default() });
        Ok(Box::new(self.clone()))
    }

    fn remove(&self) -> Result<(), Error> {
        let mut state = self.state();
        state.step(0)?;
        state.removed = state.log.take();
        Ok(())
    }
}

impl Medium for Disk {
    fn read(&mut self) -> Result<Vec<u8>, Error> {
        let state = self.state();
        let log = state.log.as_ref().filter(|_| !state.is_dead());
        log.map(|log| log.seen.clone()).ok_or_else(|| ErrorKind::NotConnected.into())
    }

    fn append(&mut self, octets: &[u8]) -> Result<(), Error> {
        let mut state = self.state();
        let fits = state.step(octets.len());
        let log = state.log.as_mut().ok_or(ErrorKind::NotFound)?;
        // What fails may have written a part.
        let written = if fits.is_ok() { octets } else { &octets[..octets.len() / 2] };
        log.write(log.at, written);
        log.at += written.len();
        fits
    }

    fn sync(&mut self) -> Result<(), Error> {
        let mut state = self.state();
        state.step(0)?;
        state.log.as_mut().ok_or(ErrorKind::NotFound)?.sync();
        Ok(())
    }

    fn begin_anew(&mut self, octets: &[u8]) -> Result<(), Error> {
        let mut state = self.state();
        state.step(0)?;
        let log = state.log.as_mut().ok_or(ErrorKind::NotFound)?;
        log.write(0, octets);
        log.at = octets.len();
        state.step(0)?;
        state.log.as_mut().ok_or(ErrorKind::NotFound)?.sync();
        Ok(())
    }
}

fn size(octets: u64) -> usize {
    usize::try_from(octets).expect("small")
}
