//! The content of an entry, as something to read.

use std::fmt;
use std::io::{self, Read, Take};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use crate::error::Error;
use crate::zip::{Entry, Method, malformed};

/// How much packed content is held: 32 KiB, the window of DEFLATE.
const HELD: usize = 32 << 10;

/// The content of an entry, unpacked as it is read.
///
/// It ends only where length, checksum and packing are as the directory says; else reading fails. What
/// was read before the end is not yet checked.
pub struct Content<'a, R> {
    source: Take<&'a mut R>,
    inflater: Option<Box<Inflater>>,
    crc: Crc,
    expected: u32,
    length: u64,
    left: u64,
    at: u64,
}

/// Packed content that was read, and the state of unpacking it.
struct Inflater {
    state: Decompress,
    held: Vec<u8>,
    used: usize,
    ended: bool,
}

impl<'a, R: Read> Content<'a, R> {
    pub(super) fn new(entry: &Entry, source: &'a mut R) -> Self {
        let inflater = || {
            let state = Decompress::new(false);
            Box::new(Inflater { state, held: Vec::new(), used: 0, ended: false })
        };
        Self {
            source: source.take(entry.packed),
            inflater: (entry.method == Method::Deflated).then(inflater),
            crc: Crc::new(),
            expected: entry.crc,
            length: entry.length,
            left: entry.length,
            at: entry.content,
        }
    }

    /// Returns the length that the directory says.
    pub fn length(&self) -> u64 {
        self.length
    }

    fn unpack(&mut self, out: &mut [u8]) -> Result<usize, Error> {
        match &mut self.inflater {
            Some(inflater) => inflater.read(&mut self.source, out, self.at),
            None => Ok(self.source.read(out)?),
        }
    }

    /// Checks that there is nothing more, and that what there was has its checksum.
    fn finish(&mut self) -> Result<(), Error> {
        let more = self.unpack(&mut [0])? != 0;
        let rest = self.inflater.as_ref().is_some_and(|inflater| !inflater.is_done());
        if more || rest || self.source.limit() != 0 {
            return Err(malformed("content that is longer than the directory says", self.at));
        }
        if self.crc.sum() != self.expected {
            return Err(malformed("content of another checksum", self.at));
        }
        Ok(())
    }

    fn next(&mut self, out: &mut [u8]) -> Result<usize, Error> {
        if self.left == 0 {
            return self.finish().map(|()| 0);
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(out.len());
        let out = out.get_mut(..most).unwrap_or_default();
        let count = self.unpack(out)?;
        if count == 0 {
            return Err(malformed("content that is shorter than the directory says", self.at));
        }
        self.crc.update(out.get(..count).unwrap_or_default());
        self.left = self.left.saturating_sub(u64::try_from(count).unwrap_or(u64::MAX));
        Ok(count)
    }
}

impl<R: Read> Read for Content<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        self.next(out).map_err(io::Error::other)
    }
}

impl<R> fmt::Debug for Content<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("length", &self.length).finish_non_exhaustive()
    }
}

impl Inflater {
    fn read(&mut self, source: &mut impl Read, out: &mut [u8], at: u64) -> Result<usize, Error> {
        while !self.ended {
            if self.used == self.held.len() {
                self.fill(source)?;
            }
            let input = self.held.get(self.used..).unwrap_or_default();
            let empty = input.is_empty();
            let (before, made) = (self.state.total_in(), self.state.total_out());
            let status = self.state.decompress(input, out, FlushDecompress::None);
            let status = status.map_err(|_| malformed("deflated content", at))?;
            self.used = self.used.saturating_add(difference(self.state.total_in(), before));
            self.ended = status == Status::StreamEnd;
            let count = difference(self.state.total_out(), made);
            if count != 0 {
                return Ok(count);
            }
            if empty && !self.ended {
                return Err(malformed("deflated content", at));
            }
        }
        Ok(0)
    }

    fn fill(&mut self, source: &mut impl Read) -> io::Result<()> {
        self.held.resize(HELD, 0);
        self.used = 0;
        let read = source.read(&mut self.held);
        self.held.truncate(*read.as_ref().unwrap_or(&0));
        read.map(drop)
    }

    fn is_done(&self) -> bool {
        self.ended && self.used == self.held.len()
    }
}

fn difference(now: u64, before: u64) -> usize {
    usize::try_from(now.saturating_sub(before)).unwrap_or(usize::MAX)
}
