//! The log of a ledger that is open: what was committed and is not in the database yet.
//!
//! A commit adds one batch, with one write and one synchronisation of the disk, however many threads wait for it. A batch is: `antinlog`, its
//! number and the length of what follows (each 8 octets, big endian), the SHA-256 over these and what follows, and that. Numbers go up by one and
//! never begin anew, so that a batch that is in the database already is known as such.
//!
//! The first batch has nothing in it: it says that the log was begun, behind the batch with its number. Of batches only the last one can be torn,
//! as it was not acknowledged; where a whole one stands behind a broken one, the log is damaged.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::crypto::{DigestAlgorithm, Hasher};
use crate::gateway::LedgerFault;

const MAGIC: &[u8; 8] = b"antinlog";
/// Octets before the digest: what the magic number, the number and the length take.
const HEAD: usize = 24;
/// Octets of the digest.
const DIGEST: usize = 32;
/// Octets that a log in a file has from the beginning: as long as nothing goes beyond them, the file system has no length to keep with
/// each commit, and so does not wait for what others write.
const ROOM: usize = 5 << 18;

/// Where the octets of a log are; tests have another.
pub(super) trait Medium: Send {
    /// Reads all of it.
    fn read(&mut self) -> io::Result<Vec<u8>>;
    /// Writes behind what was written last.
    fn append(&mut self, octets: &[u8]) -> io::Result<()>;
    /// Returns when what was written cannot be lost.
    fn sync(&mut self) -> io::Result<()>;
    /// Writes over the beginning, and returns when that cannot be lost; what is written next goes behind it.
    fn begin_anew(&mut self, octets: &[u8]) -> io::Result<()>;
}

/// Where a log is made and found.
pub(super) trait Place: Send + Sync {
    /// Finds the log, if there is one.
    fn find(&self) -> io::Result<Option<Box<dyn Medium>>>;
    /// Makes an empty log in the place of what is there, and returns when its name cannot be lost.
    fn make(&self) -> io::Result<Box<dyn Medium>>;
    /// Takes the log away. It may come back if the power goes.
    fn remove(&self) -> io::Result<()>;
}

/// A log that is written.
pub(super) struct Log {
    medium: Box<dyn Medium>,
    /// The number of the last batch.
    last: u64,
}

impl Log {
    /// Begins a log, behind a batch.
    pub(super) fn after(last: u64, place: &dyn Place) -> io::Result<Self> {
        let mut medium = place.make()?;
        medium.append(&batch(last, &[]))?;
        medium.sync()?;
        Ok(Self { medium, last })
    }

    /// Adds a batch, and returns when it cannot be lost.
    pub(super) fn append(&mut self, payload: &[u8]) -> io::Result<()> {
        let number = self.last.saturating_add(1);
        self.medium.append(&batch(number, payload))?;
        self.medium.sync()?;
        self.last = number;
        Ok(())
    }

    /// Returns the number of the last batch.
    pub(super) fn last(&self) -> u64 {
        self.last
    }

    /// Begins at the front again, as the database has its batches: they are written over, or known by their numbers.
    pub(super) fn begin_anew(&mut self) -> io::Result<()> {
        self.medium.begin_anew(&batch(self.last, &[]))
    }
}

fn batch(number: u64, payload: &[u8]) -> Vec<u8> {
    let length = u64::try_from(payload.len()).unwrap_or(u64::MAX);
    let mut octets = Vec::with_capacity(HEAD + DIGEST + payload.len());
    octets.extend(MAGIC);
    octets.extend(number.to_be_bytes());
    octets.extend(length.to_be_bytes());
    let digest = digest(&octets, payload);
    octets.extend(digest);
    octets.extend(payload);
    octets
}

fn digest(head: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut hasher = Hasher::new(DigestAlgorithm::Sha256);
    hasher.update(head);
    hasher.update(payload);
    hasher.finish().as_bytes().to_vec()
}

/// A batch that is whole.
struct Whole<'o> {
    number: u64,
    payload: &'o [u8],
    rest: &'o [u8],
}

impl<'o> Whole<'o> {
    /// Reads the batch at the beginning, if it is whole.
    fn read(octets: &'o [u8]) -> Option<Self> {
        let (head, behind) = octets.split_at_checked(HEAD)?;
        let (wanted, behind) = behind.split_at_checked(DIGEST)?;
        let (numbers, length) = head.strip_prefix(MAGIC)?.split_first_chunk()?;
        let length = u64::from_be_bytes(length.try_into().ok()?);
        let (payload, rest) = behind.split_at_checked(usize::try_from(length).ok()?)?;
        let is_whole = digest(head, payload) == wanted;
        is_whole.then(|| Self { number: u64::from_be_bytes(*numbers), payload, rest })
    }
}

/// What a log has.
pub(super) struct Found<'o> {
    /// It has a beginning.
    pub(super) begun: bool,
    /// What is in it that the database does not have, batch by batch.
    pub(super) payloads: Vec<&'o [u8]>,
}

/// Reads what a log has behind a batch that the database has.
///
/// # Errors
///
/// [`LedgerFault::Damaged`] if something is missing or broken before the end.
pub(super) fn behind(last: u64, octets: &[u8]) -> Result<Found<'_>, LedgerFault> {
    let (mut rest, mut before, mut payloads) = (octets, None, Vec::new());
    while let Some(whole) = Whole::read(rest) {
        if before.is_some_and(|before| whole.number <= before) {
            break;
        }
        let follows = match before {
            Some(before) => whole.number == u64::saturating_add(before, 1),
            None => whole.number <= last.saturating_add(1),
        };
        if !follows {
            return Err(LedgerFault::Damaged);
        }
        if whole.number > last {
            payloads.push(whole.payload);
        }
        (rest, before) = (whole.rest, Some(whole.number));
    }
    // What is torn at the end was never acknowledged.
    let later = memchr::memmem::find_iter(rest, MAGIC).filter_map(|at| rest.get(at..));
    let known = before.unwrap_or(last);
    // A log that was begun anew has old batches behind what was written since.
    if later.filter_map(Whole::read).any(|whole| whole.number > known) {
        return Err(LedgerFault::Damaged);
    }
    Ok(Found { begun: before.is_some(), payloads })
}

/// A log in a file beside the database, with `.wal` behind its name.
pub(super) struct Beside(PathBuf);

impl Beside {
    pub(super) fn new(database: &Path) -> Self {
        let mut name = database.as_os_str().to_owned();
        name.push(".wal");
        Self(name.into())
    }
}

impl Place for Beside {
    fn find(&self) -> io::Result<Option<Box<dyn Medium>>> {
        match OpenOptions::new().read(true).write(true).open(&self.0) {
            Ok(file) => Ok(Some(Box::new(file))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn make(&self) -> io::Result<Box<dyn Medium>> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.0)?;
        file.write_all(&vec![0; ROOM])?;
        file.sync_all()?;
        io::Seek::rewind(&mut file)?;
        super::store::sync_folder(&self.0)?;
        Ok(Box::new(file))
    }

    fn remove(&self) -> io::Result<()> {
        std::fs::remove_file(&self.0)
    }
}

impl Medium for File {
    fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut octets = Vec::new();
        self.read_to_end(&mut octets)?;
        Ok(octets)
    }

    fn append(&mut self, octets: &[u8]) -> io::Result<()> {
        self.write_all(octets)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }

    fn begin_anew(&mut self, octets: &[u8]) -> io::Result<()> {
        io::Seek::rewind(self)?;
        self.write_all(octets)?;
        self.sync_data()
    }
}
