//! Evidence in a folder, shared by processes: CRLs that were fetched once serve many judgements.
//!
//! One file for each piece, named by the SHA-256 of what it holds, in the format of `docs/evidence.md`;
//! and `index`, a list of them that can be made again from the files. A file is written beside its place,
//! flushed to the disk and then renamed, so that readers see it whole or not at all, also after a crash
//! and on a full disk. What is not whole is passed over and told. The library reads no clock here and
//! judging never comes here: [`Cache::load`] gives the evidence that is then judged with.
//!
//! Left out: locks (two writers of one piece write the same bytes), and encryption.

mod entry;
mod file;
mod index;

use std::fs;
use std::path::{Path, PathBuf};

use crate::Time;
use crate::ades::Evidence;
use crate::error::{Error, Limit};
use crate::limits::Limits;
use entry::Entry;

pub use file::{read_file, write_file};

/// A folder of evidence.
///
/// # Examples
///
/// ```no_run
/// use antin::cache::Cache;
/// use antin::Evidence;
///
/// # fn demo(fetched: &Evidence) -> Result<(), antin::Error> {
/// let cache = Cache::open("/var/lib/dms/evidence")?;
/// cache.keep(fetched)?;
/// let loaded = cache.load()?;
/// for file in loaded.damaged() {
///     eprintln!("passed over: {}", file.display());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    limits: Limits,
}

/// What a folder held.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    evidence: Evidence,
    damaged: Vec<PathBuf>,
}

impl Loaded {
    /// Returns the evidence.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// Returns the files that were passed over, as they are not whole or hold something else.
    pub fn damaged(&self) -> &[PathBuf] {
        &self.damaged
    }

    /// Takes the evidence out.
    pub fn into_evidence(self) -> Evidence {
        self.evidence
    }
}

impl Cache {
    /// Opens a folder, and makes it if it is not there.
    ///
    /// # Errors
    ///
    /// [`Error::Other`] if it cannot be made.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        let folder = folder.into();
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, limits: Limits::DEFAULT })
    }

    /// Bounds what is read differently.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Returns the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps each piece of evidence that is not there yet, and writes the index anew. A CRL takes the
    /// place of older ones from the same source.
    ///
    /// # Errors
    ///
    /// [`Error::Other`] if something cannot be written, such as on a full disk. What was there before
    /// is there still, and what was written already is whole.
    pub fn keep(&self, evidence: &Evidence) -> Result<(), Error> {
        let mut entries = self.entries()?.0;
        for entry in Entry::each(evidence) {
            let path = self.folder.join(entry.file_name());
            // With another origin, a piece is written anew: it was obtained again.
            if entries.contains(&entry) && path.is_file() {
                continue;
            }
            entry::write(&self.folder, &path, &entry.to_bytes())?;
            entries.retain(|old| old.file_name() != entry.file_name());
            let (replaced, kept): (Vec<_>, _) =
                entries.into_iter().partition(|old| entry.replaces(old));
            for old in replaced {
                remove(&self.folder.join(old.file_name()))?;
            }
            entries = kept;
            entries.push(entry);
        }
        self.write_index(&entries)
    }

    /// Reads all that the folder holds.
    ///
    /// # Errors
    ///
    /// [`Error::Other`] if the folder cannot be read; [`Error::LimitExceeded`] if it holds too much. A
    /// file that is not whole is no error: [`Loaded::damaged`] names it.
    pub fn load(&self) -> Result<Loaded, Error> {
        let (entries, damaged) = self.entries()?;
        let evidence =
            entries.iter().fold(Evidence::new(), |all, one| all.with_evidence(one.evidence()));
        Ok(Loaded { evidence, damaged })
    }

    /// Deletes what ended before a time, and what is not whole; returns how many files that were.
    ///
    /// # Errors
    ///
    /// [`Error::Other`] if something cannot be deleted.
    pub fn clean(&self, ended_before: Time) -> Result<usize, Error> {
        let (entries, damaged) = self.entries()?;
        let (ended, kept): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|entry| entry.has_ended(ended_before));
        let ended: Vec<_> = ended.iter().map(|entry| self.folder.join(entry.file_name())).collect();
        ended.iter().chain(&damaged).try_for_each(|path| remove(path))?;
        self.write_index(&kept)?;
        Ok(ended.len() + damaged.len())
    }

    /// Reads the files, whatever the index says: it may be older than they are.
    fn entries(&self) -> Result<(Vec<Entry>, Vec<PathBuf>), Error> {
        let (mut entries, mut damaged) = (Vec::new(), Vec::new());
        let mut paths = Vec::new();
        for found in fs::read_dir(&self.folder)? {
            let path = found?.path();
            if path.extension().is_some_and(|ending| ending == entry::ENDING) {
                paths.push(path);
            }
            if paths.len() > self.limits.evidence_items {
                return Err(Error::LimitExceeded(Limit::Items));
            }
        }
        // The order of a folder is nobody's promise.
        paths.sort();
        let mut left = self.limits.evidence_bytes;
        for path in paths {
            match Entry::read(&path, &mut left, &self.limits) {
                Ok(Some(entry)) => entries.push(entry),
                // Deleted since by another process.
                Ok(None) => (),
                Err(Error::LimitExceeded(limit)) => return Err(Error::LimitExceeded(limit)),
                Err(_) => damaged.push(path),
            }
        }
        Ok((entries, damaged))
    }

    fn write_index(&self, entries: &[Entry]) -> Result<(), Error> {
        let text = index::text(entries);
        entry::write(&self.folder, &self.folder.join(index::NAME), text.as_bytes())
    }
}

/// Deletes a file; one that is not there is deleted.
fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
