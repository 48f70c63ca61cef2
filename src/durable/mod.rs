//! A ledger on a disk: what was acknowledged is there after a crash (`docs/journal.md` §5).
//!
//! Arrivals and the journal change together: what is recorded is one batch of a log, and the embedded database (redb) takes over what the
//! log has, now and then. What many threads record at the same time is committed together, by the first of them: there is no thread of its own.
//!
//! A fault of the disk is told, and nothing is acknowledged then. The ledger says [`LedgerFault::Storage`] from that on,
//! until it is opened again, as nobody knows what reached the disk.
//!
//! Left out: making the file smaller; lines of the journal are never taken out.

mod fresh;
mod group;
mod log;
mod steady;
mod store;
mod tables;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;
use std::time::Duration;

use crate::Time;
use crate::gateway::{Admission, Arrival, Ledger, LedgerFault, Recorded};
use crate::journal::{Event, Head};
use crate::tsp::Token;

use group::Group;
use store::{Done, Store, Task};

/// A ledger on a disk, for one process at a time.
///
/// It is one file. While it is open, what was recorded last is in a second one beside it, with `.wal` behind its name: who copies a ledger
/// that is open, or was left by a crash, has to copy both.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use antin::Time;
/// use antin::durable::Durable;
/// use antin::gateway::{Admission, Arrival, Ledger};
/// use antin::journal::{Event, Kind};
///
/// # let folder = std::env::temp_dir().join(format!("antin-durable-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// # let path = folder.join("gateway.ledger");
/// let window = Duration::from_secs(30 * 86_400);
/// let now = Time::from_unix(1_800_000_000);
/// let arrival = Arrival::new("X99.1", "X98.12.3", "45/CV", [7; 32], now);
/// let event = Event::new(Kind::Received, "X99.1");
///
/// let ledger = Durable::create(&path, window, now.plus_seconds(-86_400))?;
/// let first = ledger.record(now, Some(&arrival), &event)?;
/// drop(ledger);
///
/// let ledger = Durable::open(&path, window)?;
/// assert_eq!(ledger.look(now, &arrival)?, Admission::Repeated { entry: first.entry });
/// # drop(ledger);
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Durable {
    store: Store,
    group: Group,
}

impl fmt::Debug for Durable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Durable").finish_non_exhaustive()
    }
}

impl Durable {
    /// Makes a ledger in a new file, for arrivals that were sealed after a time, which are kept so long.
    ///
    /// Only its owner may read the file (on Unix).
    ///
    /// # Errors
    ///
    /// [`LedgerFault::Storage`] if there is such a file, or it cannot be written.
    ///
    /// # Security
    ///
    /// A new ledger knows nothing of what came before. If it takes the place of one that was lost, `horizon` has to be the
    /// time of the day, or each package of the last weeks can be sent again.
    pub fn create(path: &Path, window: Duration, horizon: Time) -> Result<Self, LedgerFault> {
        Store::create(path, window, horizon).map(Self::over)
    }

    /// Opens a ledger. What a crash left half is taken back, and what was acknowledged is there.
    ///
    /// The window may be another one than before; what was forgotten stays forgotten, and too old.
    ///
    /// # Errors
    ///
    /// * [`LedgerFault::InUse`]: another process has it.
    /// * [`LedgerFault::Damaged`]: it is no ledger, the end of its journal is not what it was, or the log that a crash left is not there.
    /// * [`LedgerFault::Storage`]: there is no such file, or it cannot be read and written.
    pub fn open(path: &Path, window: Duration) -> Result<Self, LedgerFault> {
        Store::open(path, window).map(Self::over)
    }

    fn over(store: Store) -> Self {
        Self { store, group: Group::default() }
    }

    /// Gives the lines of the journal from a number on to a function, in order and without line ends, as far as they are
    /// committed now.
    ///
    /// Others may record meanwhile.
    ///
    /// # Errors
    ///
    /// A [`LedgerFault`] as [`ExportFault::Ledger`], and what the function returns as [`ExportFault::Io`].
    pub fn export(
        &self,
        from: u64,
        line: impl FnMut(&[u8]) -> std::io::Result<()>,
    ) -> Result<Head, ExportFault> {
        self.group.whole()?;
        self.store.export(from, line)
    }

    /// Returns how many arrivals are kept.
    ///
    /// # Errors
    ///
    /// A [`LedgerFault`].
    pub fn arrivals(&self) -> Result<u64, LedgerFault> {
        self.group.whole()?;
        self.store.arrivals()
    }
}

/// Why a journal was not exported.
#[non_exhaustive]
#[derive(Debug, thiserror::Error)]
pub enum ExportFault {
    /// The ledger cannot be read.
    #[error("{0}")]
    Ledger(#[from] LedgerFault),
    /// A line was not taken.
    #[error("{0}")]
    Io(std::io::Error),
}

impl Drop for Durable {
    /// Has the database take over what is in the log. If that fails, nobody could be told, and the log is still there.
    fn drop(&mut self) {
        if self.group.whole().is_ok() && !std::thread::panicking() {
            let _ = self.store.close();
        }
    }
}

impl Ledger for Durable {
    fn look(&self, at: Time, arrival: &Arrival) -> Result<Admission, LedgerFault> {
        self.group.whole()?;
        self.store.look(at, arrival)
    }

    fn record(
        &self,
        at: Time,
        arrival: Option<&Arrival>,
        event: &Event,
    ) -> Result<Recorded, LedgerFault> {
        let task = Task::Record { at, arrival: arrival.cloned(), event: Box::new(event.clone()) };
        match self.group.submit(&self.store, task)? {
            Done::Recorded(recorded) => Ok(*recorded),
            Done::Stamped(_) => Err(LedgerFault::Damaged),
        }
    }

    fn head(&self) -> Result<Head, LedgerFault> {
        self.group.whole()?;
        self.store.head()
    }

    fn stamp(&self, at: Time, over: Head, token: &Token) -> Result<u64, LedgerFault> {
        let task = Task::Stamp { at, over, token: Box::new(token.clone()) };
        match self.group.submit(&self.store, task)? {
            Done::Stamped(entry) => Ok(entry),
            Done::Recorded(_) => Err(LedgerFault::Damaged),
        }
    }
}
