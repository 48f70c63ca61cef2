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

use std::collections::{BTreeMap, BTreeSet};
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

    /// Keeps each piece of evidence that is not there yet, and writes the index anew. Nothing that is
    /// there is deleted.
    ///
    /// # Errors
    ///
    /// [`Error::LimitExceeded`] if the folder would hold more than is read from it: then nothing is
    /// written. [`Error::Other`] if something cannot be written, such as on a full disk: what was there
    /// before is there still, and what was written already is whole.
    pub fn keep(&self, evidence: &Evidence) -> Result<(), Error> {
        self.add(evidence, |_, _| false)
    }

    /// Keeps evidence as [`keep`](Self::keep) does; and each CRL takes the place of the older ones of its
    /// issuer from the same source.
    ///
    /// # Errors
    ///
    /// As [`keep`](Self::keep).
    ///
    /// # Security
    ///
    /// Who has signed a list is not looked at here: a forged one would have the good one deleted. Give what
    /// was found to be good, such as `Gathered::kept` of the feature `online`.
    pub fn renew(&self, evidence: &Evidence) -> Result<(), Error> {
        self.add(evidence, Entry::replaces)
    }

    fn add(
        &self,
        evidence: &Evidence,
        replaces: impl Fn(&Entry, &Entry) -> bool,
    ) -> Result<(), Error> {
        let mut held = self.held()?;
        let is_there = |entry: &Entry| {
            let name = entry.file_name();
            // With another origin, a piece is written anew: it was obtained again.
            held.entries.get(&name).is_some_and(|old| old.entry == *entry)
                && self.folder.join(name).is_file()
        };
        let mut new = Entry::each(evidence);
        new.retain(|entry| !is_there(entry));
        let new: Vec<_> = new.into_iter().map(Measured::of).collect();
        let replaced = held.replaced(&new, replaces);
        held.check_room(&new, &replaced, &self.limits)?;
        for one in new {
            let name = one.entry.file_name();
            entry::write(&self.folder, &self.folder.join(&name), &one.entry.to_bytes())?;
            held.entries.insert(name, one);
        }
        for old in replaced {
            remove(&self.folder.join(&old))?;
            held.entries.remove(&old);
        }
        self.write_index(held.entries.values().map(|one| index::line(&one.entry)).collect())
    }

    /// Reads all that the folder holds.
    ///
    /// # Errors
    ///
    /// [`Error::Other`] if the folder cannot be read; [`Error::LimitExceeded`] if it holds too much:
    /// [`fit`](Self::fit) helps. A file that is not whole is no error: [`Loaded::damaged`] names it.
    pub fn load(&self) -> Result<Loaded, Error> {
        let held = self.held()?;
        // Each piece has a name of its own, so that no two are the same.
        let evidence = held
            .entries
            .values()
            .fold(Evidence::new(), |all, one| all.with_disjoint(one.entry.evidence()));
        Ok(Loaded { evidence, damaged: held.damaged })
    }

    /// Deletes what ended before a time, and what is not whole; returns how many files that were. It
    /// does so also in a folder that holds more than is read.
    ///
    /// # Errors
    ///
    /// [`Error::Other`] if something cannot be deleted.
    pub fn clean(&self, ended_before: Time) -> Result<usize, Error> {
        let (mut deleted, mut lines) = (0, Vec::new());
        for path in self.paths()? {
            match self.read_alone(&path)? {
                Read::Entry(entry) if !entry.has_ended(ended_before) => {
                    lines.push(index::line(&entry));
                }
                Read::Gone => (),
                Read::Entry(_) | Read::Damaged => deleted += remove_unless_folder(&path)?,
            }
        }
        self.write_index(lines)?;
        Ok(deleted)
    }

    /// Deletes what is not whole, and then what ends first, until the folder holds no more than is read
    /// from it; returns how many files that were.
    ///
    /// # Errors
    ///
    /// [`Error::Other`] if something cannot be deleted.
    pub fn fit(&self) -> Result<usize, Error> {
        let (mut deleted, mut kept) = (0, Vec::new());
        for path in self.paths()? {
            match self.read_alone(&path)? {
                Read::Entry(entry) => {
                    let length = entry.to_bytes().len();
                    kept.push((entry.until(), length, path, index::line(&entry)));
                }
                Read::Gone => (),
                Read::Damaged => deleted += remove_unless_folder(&path)?,
            }
        }
        // What has no end is last to go.
        kept.sort_by_key(|(until, ..)| (until.is_some(), std::cmp::Reverse(*until)));
        let (mut bytes, mut lines) = (0_usize, Vec::new());
        let mut is_full = false;
        for (_, length, path, line) in kept {
            let with = bytes.saturating_add(length);
            is_full |=
                with > self.limits.evidence_bytes || lines.len() >= self.limits.evidence_items;
            if is_full {
                deleted += remove_unless_folder(&path)?;
            } else {
                bytes = with;
                lines.push(line);
            }
        }
        self.write_index(lines)?;
        Ok(deleted)
    }

    /// The files of evidence, in order: that of a folder is nobody's promise.
    fn paths(&self) -> Result<Vec<PathBuf>, Error> {
        let mut paths = Vec::new();
        for found in fs::read_dir(&self.folder)? {
            let path = found?.path();
            if path.extension().is_some_and(|ending| ending == entry::ENDING) {
                paths.push(path);
            }
        }
        paths.sort();
        Ok(paths)
    }

    /// Reads the files, whatever the index says: it may be older than they are.
    fn held(&self) -> Result<Held, Error> {
        let paths = self.paths()?;
        if paths.len() > self.limits.evidence_items {
            return Err(Error::LimitExceeded(Limit::Items));
        }
        let mut held = Held::default();
        let mut left = self.limits.evidence_bytes;
        for path in paths {
            let before = left;
            match Entry::read(&path, &mut left, &self.limits) {
                Ok(Some(entry)) => {
                    let length = before.saturating_sub(left);
                    held.entries.insert(entry.file_name(), Measured { entry, length });
                }
                // Deleted since by another process.
                Ok(None) => (),
                Err(Error::LimitExceeded(limit)) => return Err(Error::LimitExceeded(limit)),
                Err(_) => held.damaged.push(path),
            }
        }
        held.bytes = self.limits.evidence_bytes.saturating_sub(left);
        Ok(held)
    }

    /// Reads one file, as if it were alone.
    fn read_alone(&self, path: &Path) -> Result<Read, Error> {
        let mut left = self.limits.evidence_bytes;
        Ok(match Entry::read(path, &mut left, &self.limits) {
            Ok(Some(entry)) => Read::Entry(entry),
            Ok(None) => Read::Gone,
            // A disk that does not answer is no reason to delete.
            Err(error @ Error::Other(_)) => return Err(error),
            // What is too long alone is never read.
            Err(_) => Read::Damaged,
        })
    }

    fn write_index(&self, lines: Vec<String>) -> Result<(), Error> {
        let text = index::text(lines);
        entry::write(&self.folder, &self.folder.join(index::NAME), text.as_bytes())
    }
}

/// A piece and the length of its file.
#[derive(Debug)]
struct Measured {
    entry: Entry,
    length: usize,
}

impl Measured {
    fn of(entry: Entry) -> Self {
        Self { length: entry.to_bytes().len(), entry }
    }
}

/// What a folder holds, by the names of the files.
#[derive(Debug, Default)]
struct Held {
    entries: BTreeMap<String, Measured>,
    damaged: Vec<PathBuf>,
    bytes: usize,
}

impl Held {
    /// The names of those whose place new pieces take.
    fn replaced(
        &self,
        new: &[Measured],
        replaces: impl Fn(&Entry, &Entry) -> bool,
    ) -> BTreeSet<String> {
        let mut by_source: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for one in self.entries.values() {
            if let Some(source) = one.entry.source_of_list() {
                by_source.entry(source).or_default().push(&one.entry);
            }
        }
        let mut replaced = BTreeSet::new();
        for new in new {
            let source = new.entry.source_of_list();
            let same = source.and_then(|source| by_source.get(source)).into_iter().flatten();
            let older = same.filter(|old| replaces(&new.entry, old));
            replaced.extend(older.map(|old| old.file_name()));
        }
        replaced
    }

    /// Whether the folder can be read still with what is added.
    fn check_room(
        &self,
        new: &[Measured],
        replaced: &BTreeSet<String>,
        limits: &Limits,
    ) -> Result<(), Error> {
        let freed = replaced.iter().filter_map(|name| self.entries.get(name));
        let again = new.iter().filter_map(|one| self.entries.get(&one.entry.file_name()));
        let (mut freed_items, mut freed_bytes) = (0_usize, 0_usize);
        for old in freed.chain(again) {
            freed_items += 1;
            freed_bytes = freed_bytes.saturating_add(old.length);
        }
        let items = self.entries.len() + self.damaged.len() + new.len();
        let added = new.iter().fold(0_usize, |all, one| all.saturating_add(one.length));
        let bytes = self.bytes.saturating_add(added);
        if items.saturating_sub(freed_items) > limits.evidence_items {
            return Err(Error::LimitExceeded(Limit::Items));
        }
        if bytes.saturating_sub(freed_bytes) > limits.evidence_bytes {
            return Err(Error::LimitExceeded(Limit::Length));
        }
        Ok(())
    }
}

/// What came of reading a file.
enum Read {
    Entry(Entry),
    Gone,
    Damaged,
}

/// Deletes what has the name of a piece; a folder of that name is somebody's, and is left.
fn remove_unless_folder(path: &Path) -> Result<usize, Error> {
    if path.symlink_metadata().is_ok_and(|found| found.is_dir()) {
        return Ok(0);
    }
    remove(path).map(|()| 1)
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
