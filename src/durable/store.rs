//! A ledger's parts together: the log takes what is committed, and the database takes over what the log has, now and then.
//!
//! The order is: the batch is in the log and cannot be lost; it is in memory, and known; the commit is acknowledged. When the log is long
//! enough, the database takes all of it in one transaction, with the number of the last batch, and the log begins anew. A log is there only while
//! something is in it: the first commit makes it, and says so in the database before; an orderly end takes it away. So a log that is missing
//! is noticed, and of a ledger that was closed the one file is all.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use redb::Database;

use crate::Time;
use crate::crypto::Hasher;
use crate::durable::ExportFault;
use crate::durable::fresh::{self, Fresh, Last};
use crate::durable::group::{Commit, Outcome};
use crate::durable::log::{Beside, Log, Place, behind};
use crate::durable::tables::{self, Ends, View};
use crate::gateway::{Admission, Arrival, Facts, Keys, LedgerFault, Recorded, Window};
use crate::journal::{Chain, Entry, Event, Head, StampFault};
use crate::limits::Limits;
use crate::tsp::Token;

/// Octets of lines in the log with which the database takes it over: some 1,500 records.
const LONG: usize = 1 << 20;

/// What is committed.
#[derive(Debug)]
pub(super) enum Task {
    /// An event, with the arrival that it is about.
    Record { at: Time, arrival: Option<Arrival>, event: Box<Event> },
    /// A time-stamp over the journal.
    Stamp { at: Time, over: Head, token: Box<Token> },
}

/// What was committed.
#[derive(Debug)]
pub(super) enum Done {
    /// An event.
    Recorded(Box<Recorded>),
    /// A time-stamp, as the entry with this number.
    Stamped(u64),
}

/// The database and its log.
pub(super) struct Store {
    database: Database,
    place: Box<dyn Place>,
    window: Duration,
    long: usize,
    /// Written by whoever commits, alone; `None` as long as nothing was.
    log: Mutex<Option<Log>>,
    state: RwLock<State>,
}

/// What is committed, beside what the database has.
struct State {
    ends: Ends,
    fresh: Fresh,
}

impl Store {
    pub(super) fn create(
        path: &Path,
        window: Duration,
        horizon: Time,
    ) -> Result<Self, LedgerFault> {
        let file = new_file(path).map_err(|_| LedgerFault::Storage)?;
        let database = tables::create(file)?;
        tables::begin(&database, horizon)?;
        // The name of the file has to outlive a crash as its content does.
        sync_folder(path).map_err(|_| LedgerFault::Storage)?;
        Self::over(database, beside(path)?, window, LONG)
    }

    pub(super) fn open(path: &Path, window: Duration) -> Result<Self, LedgerFault> {
        let file = OpenOptions::new().read(true).write(true).open(path);
        let database = tables::open(file.map_err(|_| LedgerFault::Storage)?)?;
        Self::over(database, beside(path)?, window, LONG)
    }

    /// Takes a database that is a ledger, and the log that a crash may have left.
    pub(super) fn over(
        database: Database,
        place: Box<dyn Place>,
        window: Duration,
        long: usize,
    ) -> Result<Self, LedgerFault> {
        let ends = View::of(&database)?.ends()?;
        let state = State { ends, fresh: Fresh::default() };
        let (log, state) = (Mutex::new(None), RwLock::new(state));
        let store = Self { database, place, window, long, log, state };
        store.take_up()?;
        Ok(store)
    }

    /// Puts what a crash left in a log into the database.
    fn take_up(&self) -> Result<(), LedgerFault> {
        let mut state = self.write()?;
        let found = self.place.find().map_err(|_| LedgerFault::Storage)?;
        let Some(mut medium) = found else {
            return if state.ends.logged { Err(LedgerFault::Damaged) } else { Ok(()) };
        };
        let octets = medium.read().map_err(|_| LedgerFault::Storage)?;
        drop(medium);
        let found = behind(state.ends.batch, &octets)?;
        // A log that is in use has a beginning at least.
        if state.ends.logged && !found.begun {
            return Err(LedgerFault::Damaged);
        }
        let payloads = found.payloads;
        // Whoever closed it left nothing that is not in the database.
        if !state.ends.logged && !payloads.is_empty() {
            return Err(LedgerFault::Damaged);
        }
        for payload in payloads {
            let (fresh, horizon) = fresh::decode(payload)?;
            state.ends.head = follow(state.ends.head, &fresh)?;
            state.ends.horizon = state.ends.horizon.max(horizon);
            state.ends.batch = state.ends.batch.saturating_add(1);
            state.fresh.absorb(fresh);
        }
        if state.ends.logged {
            self.take_over(&mut state, false)?;
        }
        self.place.remove().map_err(|_| LedgerFault::Storage)
    }

    /// Has the database take over what is in memory because it is in the log.
    fn take_over(&self, state: &mut State, logged: bool) -> Result<(), LedgerFault> {
        let ends = Ends { logged, ..state.ends };
        tables::keep(&self.database, &state.fresh, &ends)?;
        *state = State { ends, fresh: Fresh::default() };
        Ok(())
    }

    /// Ends in order, so that nothing is in a log.
    pub(super) fn close(&self) -> Result<(), LedgerFault> {
        let mut log = self.log()?;
        if log.is_some() {
            self.take_over(&mut *self.write()?, false)?;
            *log = None;
            self.place.remove().map_err(|_| LedgerFault::Storage)?;
        }
        Ok(())
    }

    pub(super) fn look(&self, at: Time, arrival: &Arrival) -> Result<Admission, LedgerFault> {
        let state = self.read()?;
        let horizon = self.window(state.ends.horizon).at(at);
        let view = View::of(&self.database)?;
        let facts =
            Known { view: &view, levels: [&state.fresh] }.facts(&arrival.keys(), horizon)?;
        Ok(facts.admission(arrival, horizon))
    }

    pub(super) fn head(&self) -> Result<Head, LedgerFault> {
        Ok(self.read()?.ends.head)
    }

    pub(super) fn arrivals(&self) -> Result<u64, LedgerFault> {
        let state = self.read()?;
        let horizon = state.ends.horizon;
        let fresh = state.fresh.arrivals().iter().filter(|kept| kept.sealed > horizon).count();
        let fresh = u64::try_from(fresh).unwrap_or(u64::MAX);
        Ok(View::of(&self.database)?.arrivals(horizon)?.saturating_add(fresh))
    }

    pub(super) fn export(
        &self,
        from: u64,
        mut line: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<Head, ExportFault> {
        let (view, fresh, head) = {
            let state = self.read()?;
            let fresh: Vec<Vec<u8>> =
                state.fresh.lines().range(from..).map(|(_, line)| line.clone()).collect();
            (View::of(&self.database)?, fresh, state.ends.head)
        };
        view.lines(from, &mut line)?.map_err(ExportFault::Io)?;
        fresh.iter().try_for_each(|one| line(one)).map_err(ExportFault::Io)?;
        Ok(head)
    }

    fn window(&self, horizon: Time) -> Window {
        Window { horizon, ..Window::new(self.window) }
    }

    // A thread that panicked may have left half of a change; the disk has what was acknowledged.
    fn log(&self) -> Result<MutexGuard<'_, Option<Log>>, LedgerFault> {
        self.log.lock().map_err(|_| LedgerFault::Storage)
    }

    fn read(&self) -> Result<RwLockReadGuard<'_, State>, LedgerFault> {
        self.state.read().map_err(|_| LedgerFault::Storage)
    }

    fn write(&self) -> Result<RwLockWriteGuard<'_, State>, LedgerFault> {
        self.state.write().map_err(|_| LedgerFault::Storage)
    }

    /// Makes the log for the first batch, and says in the database that there is one.
    fn begin_log(&self) -> Result<Log, LedgerFault> {
        let mut state = self.write()?;
        let log = Log::after(state.ends.batch, &*self.place).map_err(|_| LedgerFault::Storage)?;
        self.take_over(&mut state, true)?;
        Ok(log)
    }

    /// Puts a batch into the log, then into memory, and has the database take over a log that is long.
    fn add(&self, added: Fresh, horizon: Time, head: Head) -> Result<(), LedgerFault> {
        let mut log = self.log()?;
        if log.is_none() {
            *log = Some(self.begin_log()?);
        }
        let log = log.as_mut().ok_or(LedgerFault::Storage)?;
        log.append(&fresh::encode(&added, horizon)).map_err(|_| LedgerFault::Storage)?;
        let mut state = self.write()?;
        state.ends = Ends { horizon, head, batch: log.last(), logged: true };
        state.fresh.absorb(added);
        if state.fresh.octets() >= self.long {
            self.take_over(&mut state, true)?;
            log.begin_anew().map_err(|_| LedgerFault::Storage)?;
        }
        Ok(())
    }
}

impl Commit for Store {
    fn commit(&self, tasks: &[Task]) -> Result<Vec<Outcome>, LedgerFault> {
        let (outcomes, added, horizon, head) = {
            let state = self.read()?;
            let view = View::of(&self.database)?;
            let (window, chain) = (self.window(state.ends.horizon), Chain::after(state.ends.head));
            let added = Fresh::default();
            let mut work = Work { view: &view, committed: &state.fresh, added, window, chain };
            let outcomes = tasks.iter().map(|task| work.run(task)).collect::<Result<_, _>>()?;
            (outcomes, work.added, work.window.horizon, work.chain.head())
        };
        if !added.is_empty() {
            self.add(added, horizon, head)?;
        }
        Ok(outcomes)
    }
}

/// Does what a log has go on where the journal ends?
fn follow(head: Head, fresh: &Fresh) -> Result<Head, LedgerFault> {
    fresh.lines().iter().try_fold(head, |head, (known_as, line)| {
        let entry = Entry::from_line(line, &Limits::DEFAULT).map_err(|_| LedgerFault::Damaged)?;
        let number = head.number.saturating_add(1);
        let is_next = (entry.number(), entry.previous()) == (number, &head.sha256);
        if !is_next || *known_as != number {
            return Err(LedgerFault::Damaged);
        }
        Ok(Head { number, sha256: Hasher::sha256(line) })
    })
}

/// What is known of arrivals, by what is in memory and in the database.
struct Known<'k, const N: usize> {
    view: &'k View,
    levels: [&'k Fresh; N],
}

impl<const N: usize> Known<'_, N> {
    fn facts(&self, keys: &Keys, horizon: Time) -> Result<Facts, LedgerFault> {
        let seal = self.levels.iter().find_map(|level| level.seal(keys));
        let seal = seal.map_or_else(|| self.view.seal(keys), |seal| Ok(Some(seal)))?;
        let fresh = self.levels.iter().filter_map(|level| level.document(keys));
        let document = fresh.chain(self.view.document(keys)?).reduce(Last::later);
        Ok(Facts { seal, document: document.and_then(|last| last.known(horizon)) })
    }
}

/// What one batch adds. If it ends with a fault, nothing of it is kept.
struct Work<'w> {
    view: &'w View,
    committed: &'w Fresh,
    added: Fresh,
    window: Window,
    chain: Chain,
}

impl Work<'_> {
    fn run(&mut self, task: &Task) -> Result<Outcome, LedgerFault> {
        match task {
            Task::Record { at, arrival, event } => {
                let recorded = self.record(*at, arrival.as_ref(), event)?;
                Ok(Ok(Done::Recorded(Box::new(recorded))))
            }
            Task::Stamp { at, over, token } => self.stamp(*at, *over, token),
        }
    }

    fn record(
        &mut self,
        at: Time,
        arrival: Option<&Arrival>,
        event: &Event,
    ) -> Result<Recorded, LedgerFault> {
        let Some(arrival) = arrival else {
            let entry = self.append(at, event);
            return Ok(Recorded { admission: None, entry, event: event.clone() });
        };
        let keys = arrival.keys();
        self.window.horizon = self.window.at(at);
        let known = Known { view: self.view, levels: [&self.added, self.committed] };
        let facts = known.facts(&keys, self.window.horizon)?;
        let admission = facts.admission(arrival, self.window.horizon);
        let event = admission.apply(event);
        let entry = self.append(at, &event);
        if admission == Admission::New && event.admits() {
            self.added.keep(arrival, keys, entry);
        }
        Ok(Recorded { admission: Some(admission), entry, event })
    }

    fn append(&mut self, at: Time, event: &Event) -> u64 {
        let line = self.chain.event(at, event);
        self.put(line)
    }

    fn stamp(&mut self, at: Time, over: Head, token: &Token) -> Result<Outcome, LedgerFault> {
        let levels = [&self.added, self.committed];
        let fresh = levels.iter().find_map(|level| level.lines().get(&over.number));
        let known = match fresh {
            Some(line) => Some(Hasher::sha256(line)),
            None => self.view.line(over.number)?,
        };
        if known.is_some_and(|sha256| sha256 != over.sha256) {
            return Ok(Err(LedgerFault::Stamp(StampFault::Other)));
        }
        match self.chain.stamp(at, over, token) {
            Ok(line) => Ok(Ok(Done::Stamped(self.put(line)))),
            Err(why) => Ok(Err(LedgerFault::Stamp(why))),
        }
    }

    fn put(&mut self, line: Vec<u8>) -> u64 {
        let number = self.chain.head().number;
        self.added.put(number, line);
        number
    }
}

/// The log is beside the file itself, whatever the name by which it was opened, and wherever the process goes.
fn beside(path: &Path) -> Result<Box<Beside>, LedgerFault> {
    let path = path.canonicalize().map_err(|_| LedgerFault::Storage)?;
    Ok(Box::new(Beside::new(&path)))
}

fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if cfg!(unix) {
        return File::open(folder.unwrap_or_else(|| Path::new(".")))?.sync_all();
    }
    Ok(())
}
