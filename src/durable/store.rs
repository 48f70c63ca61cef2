//! The tables of a ledger, and one transaction over them.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::time::Duration;

use redb::{
    Builder, Database, DatabaseError, ReadableTable, ReadableTableMetadata, StorageError, Table,
    TableDefinition, WriteTransaction,
};

use crate::Time;
use crate::crypto::Hasher;
use crate::durable::ExportFault;
use crate::durable::group::{Commit, Outcome};
use crate::gateway::{Admission, Arrival, Facts, Keys, LedgerFault, Recorded, Window};
use crate::journal::{Chain, Event, Head, StampFault};
use crate::tsp::Token;

/// Octets of the database that are held in memory: 16 MiB, some 100,000 arrivals.
const CACHE: usize = 16 << 20;
/// Arrivals that one record forgets, at most: each takes as long as one that is kept.
const FORGET: usize = 64;

/// What the ledger is, and its end: format, horizon, head.
const ENDS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("ends");
/// The lines of the journal by their numbers.
const LINES: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("journal");
/// Recipient and seal: the entry, and the key of the document.
const SEALS: TableDefinition<'_, &[u8; 32], (u64, &[u8; 32])> = TableDefinition::new("seals");
/// Recipient, sender and document: the last entry.
const DOCUMENTS: TableDefinition<'_, &[u8; 32], u64> = TableDefinition::new("documents");
/// When the seal was made, and the key of the seal.
const AGES: TableDefinition<'_, (i64, &[u8; 32]), ()> = TableDefinition::new("ages");

const FORMAT: (&str, &[u8]) = ("format", b"antin-ledger 1");
const HORIZON: &str = "horizon";
const HEAD: &str = "head";

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

/// The database.
pub(super) struct Store {
    database: Database,
    window: Duration,
}

impl Store {
    pub(super) fn create(
        path: &Path,
        window: Duration,
        horizon: Time,
    ) -> Result<Self, LedgerFault> {
        let file = new_file(path).map_err(|_| LedgerFault::Storage)?;
        let database = builder().create_file(file).map_err(opening)?;
        let store = Self::begin(database, window, horizon)?;
        // The name of the file has to outlive a crash as its content does.
        sync_folder(path).map_err(|_| LedgerFault::Storage)?;
        Ok(store)
    }

    pub(super) fn open(path: &Path, window: Duration) -> Result<Self, LedgerFault> {
        Self::over(builder().open(path).map_err(opening)?, window)
    }

    /// Takes a database that is a ledger.
    pub(super) fn over(database: Database, window: Duration) -> Result<Self, LedgerFault> {
        let store = Self { database, window };
        store.check()?;
        Ok(store)
    }

    /// Makes a ledger of an empty database.
    pub(super) fn begin(
        database: Database,
        window: Duration,
        horizon: Time,
    ) -> Result<Self, LedgerFault> {
        let transaction = database.begin_write().map_err(fault)?;
        {
            let mut tables = Tables::open(&transaction)?;
            tables.ends.insert(FORMAT.0, FORMAT.1).map_err(fault)?;
            tables.put_horizon(horizon)?;
            tables.put_head(Head::EMPTY)?;
        }
        transaction.commit().map_err(fault)?;
        Ok(Self { database, window })
    }

    /// Is it a ledger, and does the journal end as it says?
    fn check(&self) -> Result<(), LedgerFault> {
        let read = self.database.begin_read().map_err(fault)?;
        let ends = read.open_table(ENDS).map_err(|_| LedgerFault::Damaged)?;
        let format = ends.get(FORMAT.0).map_err(fault)?;
        if format.is_none_or(|format| format.value() != FORMAT.1) {
            return Err(LedgerFault::Damaged);
        }
        horizon(&ends)?;
        let lines = read.open_table(LINES).map_err(fault)?;
        let last = lines.last().map_err(fault)?.map_or(Head::EMPTY, |(number, line)| Head {
            number: number.value(),
            sha256: Hasher::sha256(line.value()),
        });
        if last == head(&ends)? { Ok(()) } else { Err(LedgerFault::Damaged) }
    }

    pub(super) fn look(&self, at: Time, arrival: &Arrival) -> Result<Admission, LedgerFault> {
        let read = self.database.begin_read().map_err(fault)?;
        let seals = read.open_table(SEALS).map_err(fault)?;
        let documents = read.open_table(DOCUMENTS).map_err(fault)?;
        let horizon = horizon(&read.open_table(ENDS).map_err(fault)?)?;
        let facts = facts(&seals, &documents, &arrival.keys())?;
        Ok(facts.admission(arrival, self.window(horizon).at(at)))
    }

    pub(super) fn head(&self) -> Result<Head, LedgerFault> {
        let read = self.database.begin_read().map_err(fault)?;
        head(&read.open_table(ENDS).map_err(fault)?)
    }

    pub(super) fn arrivals(&self) -> Result<u64, LedgerFault> {
        let read = self.database.begin_read().map_err(fault)?;
        read.open_table(SEALS).map_err(fault)?.len().map_err(fault)
    }

    pub(super) fn export(
        &self,
        from: u64,
        mut line: impl FnMut(&[u8]) -> std::io::Result<()>,
    ) -> Result<Head, ExportFault> {
        let read = self.database.begin_read().map_err(fault)?;
        let lines = read.open_table(LINES).map_err(fault)?;
        for entry in lines.range(from..).map_err(fault)? {
            line(entry.map_err(fault)?.1.value()).map_err(ExportFault::Io)?;
        }
        Ok(head(&read.open_table(ENDS).map_err(fault)?)?)
    }

    fn window(&self, horizon: Time) -> Window {
        Window { horizon, ..Window::new(self.window) }
    }
}

impl Commit for Store {
    fn commit(&self, tasks: &[Task]) -> Result<Vec<Outcome>, LedgerFault> {
        let transaction = self.database.begin_write().map_err(fault)?;
        let outcomes = {
            let mut tables = Tables::open(&transaction)?;
            let window = self.window(horizon(&tables.ends)?);
            let chain = Chain::after(head(&tables.ends)?);
            let mut work = Work { tables: &mut tables, window, chain };
            let outcomes = tasks.iter().map(|task| work.run(task)).collect::<Result<_, _>>()?;
            let (window, chain) = (work.window, work.chain);
            tables.put_horizon(window.horizon)?;
            tables.put_head(chain.head())?;
            outcomes
        };
        transaction.commit().map_err(fault)?;
        Ok(outcomes)
    }
}

struct Tables<'t> {
    ends: Table<'t, &'static str, &'static [u8]>,
    lines: Table<'t, u64, &'static [u8]>,
    seals: Table<'t, &'static [u8; 32], (u64, &'static [u8; 32])>,
    documents: Table<'t, &'static [u8; 32], u64>,
    ages: Table<'t, (i64, &'static [u8; 32]), ()>,
}

impl<'t> Tables<'t> {
    fn open(transaction: &'t WriteTransaction) -> Result<Self, LedgerFault> {
        Ok(Self {
            ends: transaction.open_table(ENDS).map_err(fault)?,
            lines: transaction.open_table(LINES).map_err(fault)?,
            seals: transaction.open_table(SEALS).map_err(fault)?,
            documents: transaction.open_table(DOCUMENTS).map_err(fault)?,
            ages: transaction.open_table(AGES).map_err(fault)?,
        })
    }

    fn put_horizon(&mut self, horizon: Time) -> Result<(), LedgerFault> {
        let octets = horizon.to_unix().to_be_bytes();
        self.ends.insert(HORIZON, &octets[..]).map_err(fault)?;
        Ok(())
    }

    fn put_head(&mut self, head: Head) -> Result<(), LedgerFault> {
        let octets = [&head.number.to_be_bytes()[..], &head.sha256].concat();
        self.ends.insert(HEAD, &octets[..]).map_err(fault)?;
        Ok(())
    }
}

/// What one transaction does. If it ends with a fault, nothing of it is kept.
struct Work<'w, 't> {
    tables: &'w mut Tables<'t>,
    window: Window,
    chain: Chain,
}

impl Work<'_, '_> {
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
            let entry = self.append(at, event)?;
            return Ok(Recorded { admission: None, entry, event: event.clone() });
        };
        let keys = arrival.keys();
        self.window.horizon = self.window.at(at);
        self.forget()?;
        let facts = facts(&self.tables.seals, &self.tables.documents, &keys)?;
        let admission = facts.admission(arrival, self.window.horizon);
        let event = admission.apply(event);
        let entry = self.append(at, &event)?;
        if admission == Admission::New {
            self.keep(arrival, &keys, entry)?;
        }
        Ok(Recorded { admission: Some(admission), entry, event })
    }

    fn append(&mut self, at: Time, event: &Event) -> Result<u64, LedgerFault> {
        let line = self.chain.event(at, event);
        self.put(&line)
    }

    fn stamp(&mut self, at: Time, over: Head, token: &Token) -> Result<Outcome, LedgerFault> {
        let known = self.tables.lines.get(over.number).map_err(fault)?;
        let known = known.map(|line| Hasher::sha256(line.value()));
        if known.is_some_and(|sha256| sha256 != over.sha256) {
            return Ok(Err(LedgerFault::Stamp(StampFault::Other)));
        }
        match self.chain.stamp(at, over, token) {
            Ok(line) => Ok(Ok(Done::Stamped(self.put(&line)?))),
            Err(why) => Ok(Err(LedgerFault::Stamp(why))),
        }
    }

    fn put(&mut self, line: &[u8]) -> Result<u64, LedgerFault> {
        let number = self.chain.head().number;
        // A number is used once: what is there is never written over.
        match self.tables.lines.insert(number, line).map_err(fault)? {
            Some(_) => Err(LedgerFault::Damaged),
            None => Ok(number),
        }
    }

    fn keep(&mut self, arrival: &Arrival, keys: &Keys, entry: u64) -> Result<(), LedgerFault> {
        let Tables { seals, documents, ages, .. } = &mut *self.tables;
        seals.insert(&keys.seal, (entry, &keys.document)).map_err(fault)?;
        documents.insert(&keys.document, entry).map_err(fault)?;
        ages.insert((arrival.sealed().to_unix(), &keys.seal), ()).map_err(fault)?;
        Ok(())
    }

    /// Forgets some of what was sealed up to the horizon; the rest is too old as well, and forgotten later.
    fn forget(&mut self) -> Result<(), LedgerFault> {
        for _ in 0..FORGET {
            let first = self.tables.ages.first().map_err(fault)?;
            let Some((sealed, seal)) = first.map(|(age, _)| {
                let (sealed, seal) = age.value();
                (sealed, *seal)
            }) else {
                return Ok(());
            };
            if sealed > self.window.horizon.to_unix() {
                return Ok(());
            }
            self.remove(sealed, seal)?;
        }
        Ok(())
    }

    fn remove(&mut self, sealed: i64, seal: [u8; 32]) -> Result<(), LedgerFault> {
        let Tables { seals, documents, ages, .. } = &mut *self.tables;
        ages.remove((sealed, &seal)).map_err(fault)?;
        let kept = seals.remove(&seal).map_err(fault)?;
        let Some((entry, document)) = kept.map(|kept| {
            let (entry, document) = kept.value();
            (entry, *document)
        }) else {
            return Err(LedgerFault::Damaged);
        };
        // Another package for the document may have come since.
        let last = documents.get(&document).map_err(fault)?.map(|last| last.value());
        if last == Some(entry) {
            documents.remove(&document).map_err(fault)?;
        }
        Ok(())
    }
}

fn facts(
    seals: &impl ReadableTable<&'static [u8; 32], (u64, &'static [u8; 32])>,
    documents: &impl ReadableTable<&'static [u8; 32], u64>,
    keys: &Keys,
) -> Result<Facts, LedgerFault> {
    let seal = seals.get(&keys.seal).map_err(fault)?.map(|kept| kept.value().0);
    let document = documents.get(&keys.document).map_err(fault)?.map(|entry| entry.value());
    Ok(Facts { seal, document })
}

fn horizon(ends: &impl ReadableTable<&'static str, &'static [u8]>) -> Result<Time, LedgerFault> {
    let stored = ends.get(HORIZON).map_err(fault)?;
    let octets = stored.and_then(|octets| octets.value().try_into().ok());
    let seconds = octets.map(i64::from_be_bytes).ok_or(LedgerFault::Damaged)?;
    Ok(Time::from_unix(seconds))
}

fn head(ends: &impl ReadableTable<&'static str, &'static [u8]>) -> Result<Head, LedgerFault> {
    let stored = ends.get(HEAD).map_err(fault)?.ok_or(LedgerFault::Damaged)?;
    let (number, sha256) = stored.value().split_first_chunk().ok_or(LedgerFault::Damaged)?;
    let sha256 = sha256.try_into().map_err(|_| LedgerFault::Damaged)?;
    Ok(Head { number: u64::from_be_bytes(*number), sha256 })
}

/// How databases are opened here.
pub(super) fn builder() -> Builder {
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE).create_with_file_format_v3(true);
    builder
}

fn new_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if cfg!(unix) {
        return File::open(folder.unwrap_or_else(|| Path::new(".")))?.sync_all();
    }
    Ok(())
}

fn opening(error: DatabaseError) -> LedgerFault {
    match error {
        DatabaseError::DatabaseAlreadyOpen => LedgerFault::InUse,
        // What is no database is told as an I/O error of this kind.
        DatabaseError::Storage(StorageError::Io(error))
            if error.kind() == std::io::ErrorKind::InvalidData =>
        {
            LedgerFault::Damaged
        }
        DatabaseError::Storage(StorageError::Io(_)) => LedgerFault::Storage,
        _ => LedgerFault::Damaged,
    }
}

fn fault(error: impl Into<redb::Error>) -> LedgerFault {
    match error.into() {
        redb::Error::Corrupted(_) => LedgerFault::Damaged,
        _ => LedgerFault::Storage,
    }
}
