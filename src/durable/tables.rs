//! The tables of a ledger's database, and what is read and written there.

use std::fs::File;
use std::panic::AssertUnwindSafe;
use std::{io, panic};

use redb::backends::FileBackend;
use redb::{
    Builder, Database, DatabaseError, ReadTransaction, ReadableTable, ReadableTableMetadata,
    StorageBackend, StorageError, Table, TableDefinition, WriteTransaction,
};

use crate::Time;
use crate::crypto::Hasher;
use crate::durable::fresh::{Fresh, Kept, Last};
use crate::durable::steady::Steady;
use crate::edxml::statement::Sha256;
use crate::gateway::{Keys, LedgerFault};
use crate::journal::Head;

/// Octets of the database that are held in memory: 16 MiB, some 100,000 arrivals.
const CACHE: usize = 16 << 20;
/// Arrivals that are forgotten each time that a log is taken over, at most; so many come with none.
const FORGET: usize = 8_192;

/// What the ledger is, and its end: format, horizon, head, log.
const ENDS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("ends");
/// The lines of the journal by their numbers.
const LINES: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("journal");
/// Recipient and seal: the entry, and the key of the document.
const SEALS: TableDefinition<'_, &[u8; 32], (u64, &[u8; 32])> = TableDefinition::new("seals");
/// Recipient, sender and document: the entry about the seal that was made last, and when.
const DOCUMENTS: TableDefinition<'_, &[u8; 32], (u64, i64)> = TableDefinition::new("documents");
/// When the seal was made, and the key of the seal.
const AGES: TableDefinition<'_, (i64, &[u8; 32]), ()> = TableDefinition::new("ages");

const FORMAT: (&str, &[u8]) = ("format", b"antin-ledger 1");
const HORIZON: &str = "horizon";
const HEAD: &str = "head";
const LOG: &str = "log";

/// Where a ledger ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) horizon: Time,
    pub(super) head: Head,
    /// The last batch of the log that is in the database.
    pub(super) batch: u64,
    /// Whether there may be more in a log.
    pub(super) logged: bool,
}

impl Ends {
    fn write(&self) -> [(&'static str, Vec<u8>); 3] {
        let head = [&self.head.number.to_be_bytes()[..], &self.head.sha256].concat();
        let log = [&[u8::from(self.logged)][..], &self.batch.to_be_bytes()].concat();
        [(HORIZON, self.horizon.to_unix().to_be_bytes().to_vec()), (HEAD, head), (LOG, log)]
    }

    fn read(
        ends: &impl ReadableTable<&'static str, &'static [u8]>,
    ) -> Result<Option<Self>, LedgerFault> {
        let get = |name| ends.get(name).map_err(fault);
        let (format, horizon, head, log) = (get(FORMAT.0)?, get(HORIZON)?, get(HEAD)?, get(LOG)?);
        if format.is_none_or(|format| format.value() != FORMAT.1) {
            return Ok(None);
        }
        let horizon = horizon.and_then(|octets| octets.value().try_into().ok());
        let head = head.and_then(|octets| {
            let (number, sha256) = octets.value().split_first_chunk()?;
            let sha256 = sha256.try_into().ok()?;
            Some(Head { number: u64::from_be_bytes(*number), sha256 })
        });
        let log = log.and_then(|octets| {
            let (logged, batch) = octets.value().split_first()?;
            Some((*logged == 1, u64::from_be_bytes(batch.try_into().ok()?)))
        });
        Ok(horizon.zip(head).zip(log).map(|((horizon, head), (logged, batch))| {
            let horizon = Time::from_unix(i64::from_be_bytes(horizon));
            Self { horizon, head, batch, logged }
        }))
    }
}

/// Makes a ledger of an empty database.
pub(super) fn begin(database: &Database, horizon: Time) -> Result<(), LedgerFault> {
    let ends = Ends { horizon, head: Head::EMPTY, batch: 0, logged: false };
    let transaction = database.begin_write().map_err(fault)?;
    Tables::open(&transaction)?.ends.insert(FORMAT.0, FORMAT.1).map_err(fault)?;
    take_over(transaction, &Fresh::default(), &ends)
}

/// Puts what a log has into the database, with where the ledger ends then, and forgets what may be forgotten.
pub(super) fn keep(database: &Database, fresh: &Fresh, ends: &Ends) -> Result<(), LedgerFault> {
    take_over(database.begin_write().map_err(fault)?, fresh, ends)
}

fn take_over(
    mut transaction: WriteTransaction,
    fresh: &Fresh,
    ends: &Ends,
) -> Result<(), LedgerFault> {
    // It takes longer, once in a thousand records, and a crash costs no walk through the whole file then.
    transaction.set_quick_repair(true);
    {
        let mut tables = Tables::open(&transaction)?;
        tables.add(fresh)?;
        tables.forget(ends.horizon)?;
        for (name, octets) in ends.write() {
            tables.ends.insert(name, &octets[..]).map_err(fault)?;
        }
    }
    transaction.commit().map_err(fault)
}

struct Tables<'t> {
    ends: Table<'t, &'static str, &'static [u8]>,
    lines: Table<'t, u64, &'static [u8]>,
    seals: Table<'t, &'static [u8; 32], (u64, &'static [u8; 32])>,
    documents: Table<'t, &'static [u8; 32], (u64, i64)>,
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

    fn add(&mut self, fresh: &Fresh) -> Result<(), LedgerFault> {
        for (number, line) in fresh.lines() {
            // A number is used once: what is there is never written over.
            if self.lines.insert(number, &line[..]).map_err(fault)?.is_some() {
                return Err(LedgerFault::Damaged);
            }
        }
        for Kept { keys, sealed, entry } in fresh.arrivals() {
            let sealed = sealed.to_unix();
            self.seals.insert(&keys.seal, (*entry, &keys.document)).map_err(fault)?;
            // Of several packages for a document the one counts that is forgotten last.
            let last =
                self.documents.get(&keys.document).map_err(fault)?.map(|last| last.value().1);
            if last.is_none_or(|last| last <= sealed) {
                self.documents.insert(&keys.document, (*entry, sealed)).map_err(fault)?;
            }
            self.ages.insert((sealed, &keys.seal), ()).map_err(fault)?;
        }
        Ok(())
    }

    /// Forgets some of what was sealed up to the horizon; the rest is too old as well, and forgotten later.
    fn forget(&mut self, horizon: Time) -> Result<(), LedgerFault> {
        for _ in 0..FORGET {
            let first = self.ages.first().map_err(fault)?;
            let Some((sealed, seal)) = first.map(|(age, _)| {
                let (sealed, seal) = age.value();
                (sealed, *seal)
            }) else {
                return Ok(());
            };
            if sealed > horizon.to_unix() {
                return Ok(());
            }
            self.remove(sealed, seal)?;
        }
        Ok(())
    }

    fn remove(&mut self, sealed: i64, seal: Sha256) -> Result<(), LedgerFault> {
        self.ages.remove((sealed, &seal)).map_err(fault)?;
        let kept = self.seals.remove(&seal).map_err(fault)?;
        let Some((entry, document)) = kept.map(|kept| {
            let (entry, document) = kept.value();
            (entry, *document)
        }) else {
            return Err(LedgerFault::Damaged);
        };
        // Another package for the document may have come since.
        let last = self.documents.get(&document).map_err(fault)?.map(|last| last.value().0);
        if last == Some(entry) {
            self.documents.remove(&document).map_err(fault)?;
        }
        Ok(())
    }
}

/// The database as it was at one moment.
pub(super) struct View(ReadTransaction);

impl View {
    pub(super) fn of(database: &Database) -> Result<Self, LedgerFault> {
        database.begin_read().map(Self).map_err(fault)
    }

    /// Reads where the ledger ends.
    ///
    /// # Errors
    ///
    /// [`LedgerFault::Damaged`] if it is no ledger, or its journal does not end there.
    pub(super) fn ends(&self) -> Result<Ends, LedgerFault> {
        let ends = self.0.open_table(ENDS).map_err(|_| LedgerFault::Damaged)?;
        let ends = Ends::read(&ends)?.ok_or(LedgerFault::Damaged)?;
        let lines = self.0.open_table(LINES).map_err(fault)?;
        let last = lines.last().map_err(fault)?.map_or(Head::EMPTY, |(number, line)| Head {
            number: number.value(),
            sha256: Hasher::sha256(line.value()),
        });
        if last == ends.head { Ok(ends) } else { Err(LedgerFault::Damaged) }
    }

    pub(super) fn seal(&self, keys: &Keys) -> Result<Option<u64>, LedgerFault> {
        let seals = self.0.open_table(SEALS).map_err(fault)?;
        Ok(seals.get(&keys.seal).map_err(fault)?.map(|kept| kept.value().0))
    }

    pub(super) fn document(&self, keys: &Keys) -> Result<Option<Last>, LedgerFault> {
        let documents = self.0.open_table(DOCUMENTS).map_err(fault)?;
        let last = documents.get(&keys.document).map_err(fault)?;
        Ok(last.map(|last| {
            let (entry, sealed) = last.value();
            Last { entry, sealed: Time::from_unix(sealed) }
        }))
    }

    /// Returns the digest of a line.
    pub(super) fn line(&self, number: u64) -> Result<Option<Sha256>, LedgerFault> {
        let lines = self.0.open_table(LINES).map_err(fault)?;
        Ok(lines.get(number).map_err(fault)?.map(|line| Hasher::sha256(line.value())))
    }

    /// Gives the lines from a number on to a function.
    pub(super) fn lines(
        &self,
        from: u64,
        mut line: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<io::Result<()>, LedgerFault> {
        let lines = self.0.open_table(LINES).map_err(fault)?;
        for entry in lines.range(from..).map_err(fault)? {
            if let Err(error) = line(entry.map_err(fault)?.1.value()) {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
    }

    /// Counts the arrivals that were sealed after the horizon.
    pub(super) fn arrivals(&self, horizon: Time) -> Result<u64, LedgerFault> {
        let all = self.0.open_table(SEALS).map_err(fault)?.len().map_err(fault)?;
        let ages = self.0.open_table(AGES).map_err(fault)?;
        let past = ages.range(..=(horizon.to_unix(), &[0xFF; 32])).map_err(fault)?.count();
        Ok(all.saturating_sub(u64::try_from(past).unwrap_or(u64::MAX)))
    }
}

/// How databases are opened here.
fn builder() -> Builder {
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE).create_with_file_format_v3(true);
    builder
}

/// Makes the database in a new file.
///
/// # Errors
///
/// A [`LedgerFault`].
pub(super) fn create(file: File) -> Result<Database, LedgerFault> {
    over(FileBackend::new(file).map_err(opening)?)
}

/// Opens the database in a file.
///
/// # Errors
///
/// A [`LedgerFault`].
pub(super) fn open(file: File) -> Result<Database, LedgerFault> {
    let backend = FileBackend::new(file).map_err(opening)?;
    // redb would begin a new database in an empty file.
    match backend.len() {
        Ok(0) => Err(LedgerFault::Damaged),
        Ok(_) => over(backend),
        Err(_) => Err(LedgerFault::Storage),
    }
}

/// Opens the database in whatever keeps octets.
pub(super) fn over(backend: impl StorageBackend) -> Result<Database, LedgerFault> {
    let backend = Steady::new(backend);
    if backend.is_cut_off().map_err(|_| LedgerFault::Storage)? {
        return Err(LedgerFault::Damaged);
    }
    let opened = AssertUnwindSafe(|| builder().create_with_backend(backend));
    // NOTE: redb 2.6 asserts more of a header that it did not write, and the process would end.
    panic::catch_unwind(opened).map_err(|_| LedgerFault::Damaged)?.map_err(opening)
}

/// Returns why a database was not opened.
fn opening(error: DatabaseError) -> LedgerFault {
    match error {
        DatabaseError::DatabaseAlreadyOpen => LedgerFault::InUse,
        // What is no database is told as an I/O error of this kind.
        DatabaseError::Storage(StorageError::Io(error))
            if error.kind() == io::ErrorKind::InvalidData =>
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
