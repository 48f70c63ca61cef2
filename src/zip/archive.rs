//! An archive that is opened: its entries, each of them with its place in the file.

use std::io::{Read, Seek, SeekFrom};

use crate::error::{Error, Limit};
use crate::limits::Limits;
use crate::zip::content::Content;
use crate::zip::directory::{self, TAIL, to_u64};
use crate::zip::fields::Fields;
use crate::zip::header::{self, Central, LOCAL_LENGTH};
use crate::zip::{Entry, Irregularity, Noted, layout, malformed, name, record, refuse};

/// What is done with what two readers could see differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "one refuses, the other does not; there is no third")]
pub enum Reading {
    /// It is refused.
    Strict,
    /// It is read by the central directory and [noted](Archive::irregularities).
    Lenient,
}

/// A ZIP file that was opened.
///
/// Every octet of it belongs to an entry, to the directory or to the end record; no two entries share
/// one. Content is read when it is asked for.
#[derive(Debug)]
pub struct Archive<R> {
    source: R,
    entries: Vec<Entry>,
    /// The places of the entries, in the order of their names.
    by_name: Vec<usize>,
    noted: Vec<Noted>,
    comment: Vec<u8>,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens a file: reads its directory and the header of each entry, and no content.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if it is no ZIP file, or could be read in two ways; strictly, for each
    /// [`Irregularity`]. [`Error::Unsupported`] for encryption, for methods other than stored and
    /// deflated, and for several disks. [`Error::LimitExceeded`] if there are too many entries, or if
    /// they unpack to too much. [`Error::Other`] if it cannot be read.
    ///
    /// # Examples
    ///
    /// ```
    /// use antin::limits::Limits;
    /// use antin::zip::{Archive, Reading};
    ///
    /// # fn demo(file: std::fs::File) -> Result<(), antin::Error> {
    /// let mut archive = Archive::open(file, Reading::Strict, &Limits::DEFAULT)?;
    /// for place in 0..archive.entries().len() {
    ///     let content = archive.content(place)?;
    ///     println!("{} octets", content.length());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn open(mut source: R, reading: Reading, limits: &Limits) -> Result<Self, Error> {
        let length = source.seek(SeekFrom::End(0))?;
        let base = length.saturating_sub(to_u64(TAIL));
        let tail = octets(&mut source, base, length - base)?;
        let directory = directory::find(&tail, base, limits)?;
        let headers = octets(&mut source, directory.at, directory.length)?;
        let mut opening = Opening { source, reading, entries: Vec::new(), noted: Vec::new() };
        for (irregularity, offset) in &directory.odd {
            opening.note(*irregularity, None, *offset)?;
        }
        let mut fields = Fields::new(&headers);
        for _ in 0..directory.entries {
            let central = header::central(&mut fields, directory.at)?;
            opening.entry(&central, directory.shift)?;
        }
        if !fields.is_empty() {
            // Entries that are not counted, or a signature over the directory (§4.3.13).
            return Err(malformed("central directory", directory.at));
        }
        opening.check_names()?;
        layout::check(&mut opening, directory.at)?;
        check_ratio(&opening.entries, length, limits)?;
        let Opening { source, entries, noted, .. } = opening;
        let mut by_name: Vec<usize> = (0..entries.len()).collect();
        by_name.sort_by_key(|place| entries.get(*place).map(Entry::name));
        Ok(Self { source, entries, by_name, noted, comment: directory.comment })
    }

    /// Returns the entries, in the order of the directory.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the place of the only entry of a name.
    ///
    /// `None` if there is none, and also if a lenient reading met several: which is meant, nobody
    /// can say.
    pub fn find(&self, name: &str) -> Option<usize> {
        let of = |place: &usize| self.entries.get(*place).map_or("", Entry::name);
        let first = self.by_name.partition_point(|place| of(place) < name);
        let mut found = self.by_name.iter().skip(first).take_while(|place| of(place) == name);
        found.next().copied().filter(|_| found.next().is_none())
    }

    /// Returns what a lenient reading met; nothing in a strict one.
    pub fn irregularities(&self) -> &[Noted] {
        &self.noted
    }

    /// Returns the comment at the end of the file.
    pub fn comment(&self) -> &[u8] {
        &self.comment
    }

    /// Reads the content of an entry, piece by piece; its length and checksum are checked at its end.
    ///
    /// # Errors
    ///
    /// [`Error::ApiMisuse`] if there is no such entry, [`Error::Other`] if the file cannot be read.
    pub fn content(&mut self, place: usize) -> Result<Content<'_, R>, Error> {
        let entry = self.entries.get(place).ok_or(NO_ENTRY)?;
        self.source.seek(SeekFrom::Start(entry.content))?;
        Ok(Content::new(entry, &mut self.source))
    }

    /// Reads the whole content of an entry that is no longer than `most` octets.
    ///
    /// # Errors
    ///
    /// As [`content`](Self::content); [`Error::LimitExceeded`] if it is longer, and
    /// [`Error::Malformed`] if it is not what the directory says.
    pub fn read(&mut self, place: usize, most: usize) -> Result<Vec<u8>, Error> {
        let content = self.content(place)?;
        if content.length() > to_u64(most) {
            return Err(Error::LimitExceeded(Limit::Length));
        }
        let mut octets = Vec::with_capacity(room(content.length()));
        content.take(to_u64(most)).read_to_end(&mut octets)?;
        Ok(octets)
    }

    /// Gives back the file.
    pub fn into_inner(self) -> R {
        self.source
    }

    /// Reads the content of an entry as it is packed.
    pub(super) fn packed(&mut self, place: usize) -> Result<(&Entry, impl Read), Error> {
        let entry = self.entries.get(place).ok_or(NO_ENTRY)?;
        self.source.seek(SeekFrom::Start(entry.content))?;
        Ok((entry, self.source.by_ref().take(entry.packed)))
    }
}

/// The most room that is made before anything is read.
const ROOM: usize = 64 << 10;

const NO_ENTRY: Error = Error::ApiMisuse(crate::error::ApiMisuse::NoEntry);

/// An archive while it is being opened.
pub(super) struct Opening<R> {
    source: R,
    reading: Reading,
    pub(super) entries: Vec<Entry>,
    noted: Vec<Noted>,
}

impl<R: Read + Seek> Opening<R> {
    /// Notes an irregularity, or refuses it.
    pub(super) fn note(
        &mut self,
        irregularity: Irregularity,
        entry: Option<usize>,
        offset: u64,
    ) -> Result<(), Error> {
        if self.reading == Reading::Strict {
            return Err(refuse(irregularity.what(), irregularity.clause(), offset));
        }
        self.noted.push(Noted { irregularity, entry, offset });
        Ok(())
    }

    /// Reads octets at a place; fewer if the file ends there.
    pub(super) fn octets(&mut self, at: u64, length: u64) -> Result<Vec<u8>, Error> {
        octets(&mut self.source, at, length)
    }

    fn entry(&mut self, central: &Central<'_>, shift: u64) -> Result<(), Error> {
        let at = central.local.saturating_add(shift);
        let place = Some(self.entries.len());
        let fixed = self.octets(at, to_u64(LOCAL_LENGTH))?;
        let rest = header::local_rest(&fixed).unwrap_or_default();
        let local = self.octets(at, to_u64(LOCAL_LENGTH + rest))?;
        let content = at.saturating_add(to_u64(local.len()));
        let local = header::local(&local, at)?;
        let (name, odd) = name::read(central.header.name, central.header.flags);
        let entry = record::entry(central, &local, name, (at, content))?;
        for irregularity in odd.into_iter().chain(record::differences(&entry, central, &local)) {
            self.note(irregularity, place, at)?;
        }
        self.entries.push(entry);
        Ok(())
    }

    fn check_names(&mut self) -> Result<(), Error> {
        let repeated = name::repeated(self.entries.iter().map(Entry::name));
        for (place, irregularity) in repeated {
            let offset = self.entries.get(place).map_or(0, |entry| entry.at);
            self.note(irregularity, Some(place), offset)?;
        }
        Ok(())
    }
}

/// What all entries unpack to is bounded by the length of the file.
fn check_ratio(entries: &[Entry], length: u64, limits: &Limits) -> Result<(), Error> {
    let unpacked = entries.iter().fold(0_u64, |sum, entry| sum.saturating_add(entry.length));
    let most = length.saturating_mul(limits.zip_ratio).saturating_add(limits.zip_unpacked);
    if unpacked > most { Err(Error::LimitExceeded(Limit::ZipRatio)) } else { Ok(()) }
}

/// Room for octets, made at once; not for as many as a directory may promise.
fn room(length: u64) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX).min(ROOM)
}

fn octets(source: &mut (impl Read + Seek), at: u64, length: u64) -> Result<Vec<u8>, Error> {
    source.seek(SeekFrom::Start(at))?;
    let mut octets = Vec::with_capacity(room(length));
    source.by_ref().take(length).read_to_end(&mut octets)?;
    Ok(octets)
}
