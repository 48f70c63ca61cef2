//! Judging a document that is pushed, piece by piece, by whoever reads it.
//!
//! Judgement itself reads. For a detached signature only the content is pushed, and is digested as it
//! comes. For a document with its content in it, a thread reads what is pushed, so that one parser
//! serves all; what is short is kept, and read at the end without one.

use std::fmt;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::Time;
use crate::ades::{Evidence, Report};
use crate::cades::Judging;
use crate::error::{ApiMisuse, Error};
use crate::policy::Policy;
use crate::verify::{Form, recognise, unwrap, verify_reader};

/// Documents up to this length are kept and judged at the end: 256 KiB, several times what a signature
/// with its chain takes.
const KEPT: usize = 256 << 10;

/// Small pieces are gathered up to this length before they are sent: 64 KiB.
const GATHERED: usize = 64 << 10;

/// So many gathered pieces may wait for the reading thread.
const WAITING: usize = 4;

/// The stack of the reading thread: 2 MiB, as the standard library's default, but whatever the
/// environment says.
const STACK: usize = 2 << 20;

/// A judgement on a document that is pushed piece by piece.
///
/// For documents that come from a network or through a C interface; where they can be pulled,
/// [`verify`](crate::verify()) and [`verify_reader`](crate::verify_reader) are simpler. Memory is
/// constant, except that PEM is gathered, and up to
/// [`Limits::unattributed_stream`](crate::limits::Limits::unattributed_stream) octets of content are held
/// until it is known that they are not needed. The report holds no content. What is dropped without
/// [`finish`](Self::finish) was not judged; a thread that reads has ended by then.
///
/// # Examples
///
/// ```
/// use antin::{Evidence, Policy, Time, Verifying};
///
/// # fn demo(signature: &[u8], policy: &Policy, now: Time) -> Result<(), antin::Error> {
/// let evidence = Evidence::new();
/// let mut verifying = Verifying::detached(signature, policy, &evidence, now)?;
/// for piece in b"CHU TICH".chunks(4) {
///     verifying.update(piece)?;
/// }
/// let report = verifying.finish()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Verifying(State);

#[derive(Debug)]
enum State {
    /// A detached signature, and what is known of its content so far.
    Detached(Box<Judging>),
    /// A document with its content in it, short so far.
    Kept(Vec<u8>, Box<Setting>),
    /// The same, read by a thread.
    Read(Reading),
    /// There will be no judgement, for this reason.
    Over(Error),
}

/// What a judgement depends on beside the document.
#[derive(Clone, Debug)]
struct Setting {
    policy: Policy,
    evidence: Evidence,
    at: Time,
}

impl Setting {
    fn judge(&self, document: impl Read) -> Result<Report, Error> {
        verify_reader(document, &self.policy, &self.evidence, self.at)
    }
}

impl Verifying {
    /// Begins with a detached signature, whose content will be pushed.
    ///
    /// # Errors
    ///
    /// As [`verify`](crate::verify()) for what is wrong with the signature.
    pub fn detached(
        signature: &[u8],
        policy: &Policy,
        evidence: &Evidence,
        at: Time,
    ) -> Result<Self, Error> {
        let signature = match recognise(signature)? {
            Form::Binary => signature.to_vec(),
            Form::Text => unwrap(signature)?,
            Form::Container => return Err(Error::ApiMisuse(ApiMisuse::UnexpectedContent)),
        };
        let judging = Judging::new(signature, policy, evidence, at)?;
        Ok(Self(State::Detached(Box::new(judging))))
    }

    /// Begins with nothing: a document with its content in it will be pushed.
    pub fn attached(policy: &Policy, evidence: &Evidence, at: Time) -> Self {
        let setting = Setting { policy: policy.clone(), evidence: evidence.clone(), at };
        Self(State::Kept(Vec::new(), Box::new(setting)))
    }

    /// Takes the next piece.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish), as soon as it is known that there will be no judgement; then
    /// nothing that follows can bring one about. [`Error::Other`] if a thread cannot be started.
    pub fn update(&mut self, piece: &[u8]) -> Result<(), Error> {
        let taken = self.take(piece);
        if let Err(error) = &taken {
            self.0 = State::Over(error.clone());
        }
        taken
    }

    fn take(&mut self, piece: &[u8]) -> Result<(), Error> {
        match &mut self.0 {
            State::Detached(judging) => judging.update(piece),
            State::Kept(kept, _) if kept.len() + piece.len() <= KEPT => {
                kept.extend_from_slice(piece);
            }
            State::Kept(kept, setting) => {
                let mut reading = Reading::begin((**setting).clone())?;
                reading.push(kept)?;
                reading.push(piece)?;
                self.0 = State::Read(reading);
            }
            State::Read(reading) => reading.push(piece)?,
            State::Over(error) => return Err(error.clone()),
        }
        Ok(())
    }

    /// Judges.
    ///
    /// # Errors
    ///
    /// As [`verify`](crate::verify()) and [`verify_reader`](crate::verify_reader).
    pub fn finish(self) -> Result<Report, Error> {
        let report = match self.0 {
            State::Detached(judging) => judging.finish(),
            State::Kept(kept, setting) => setting.judge(kept.as_slice()),
            State::Read(reading) => reading.finish(),
            State::Over(error) => Err(error),
        };
        report.map(Report::without_content)
    }
}

const LOST: Error = Error::Unreachable("a reading thread was lost");

/// A thread that judges what it is sent.
struct Reading {
    gathered: Vec<u8>,
    /// Nothing, once all is sent.
    pieces: Option<SyncSender<Vec<u8>>>,
    /// Its end is waited for here and not by joining: a C program may cancel a thread that joins.
    ended: Receiver<Result<Report, Error>>,
}

impl Reading {
    fn begin(setting: Setting) -> Result<Self, Error> {
        let (pieces, received) = sync_channel(WAITING);
        let (end, ended) = sync_channel(1);
        let thread = thread::Builder::new().name("antin-verifying".to_owned()).stack_size(STACK);
        thread.spawn(move || {
            let report = setting.judge(Pieces { received, piece: Vec::new(), read: 0 });
            // Nobody is there to hear it where the judgement was given up.
            let _ = end.send(report);
        })?;
        Ok(Self { gathered: Vec::with_capacity(GATHERED), pieces: Some(pieces), ended })
    }

    fn push(&mut self, piece: &[u8]) -> Result<(), Error> {
        let mut rest = piece;
        while !rest.is_empty() {
            let room = GATHERED - self.gathered.len();
            let (now, later) = rest.split_at(room.min(rest.len()));
            self.gathered.extend_from_slice(now);
            rest = later;
            if self.gathered.len() == GATHERED {
                self.send()?;
            }
        }
        Ok(())
    }

    /// Sends what was gathered. A thread that wants no more knows why there will be no judgement.
    fn send(&mut self) -> Result<(), Error> {
        // An empty piece would look like the end to whoever reads.
        if self.gathered.is_empty() {
            return Ok(());
        }
        let gathered = std::mem::replace(&mut self.gathered, Vec::with_capacity(GATHERED));
        let sent = self.pieces.as_ref().is_some_and(|pieces| pieces.send(gathered).is_ok());
        if sent { Ok(()) } else { Err(self.end().err().unwrap_or(LOST)) }
    }

    fn finish(mut self) -> Result<Report, Error> {
        self.send()?;
        self.end()
    }

    fn end(&mut self) -> Result<Report, Error> {
        self.pieces = None;
        self.ended.recv().unwrap_or(Err(LOST))
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        // What was cut off is malformed at worst, and nobody sees the report. If the end was heard
        // already, this returns at once.
        let _ = self.end();
    }
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reading")
    }
}

/// What was sent, as something to read.
struct Pieces {
    received: Receiver<Vec<u8>>,
    piece: Vec<u8>,
    read: usize,
}

impl Read for Pieces {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.read == self.piece.len() {
            let Ok(piece) = self.received.recv() else { return Ok(0) };
            (self.piece, self.read) = (piece, 0);
        }
        let rest = self.piece.get(self.read..).unwrap_or_default();
        let count = rest.len().min(out.len());
        let (Some(from), Some(to)) = (rest.get(..count), out.get_mut(..count)) else {
            return Ok(0);
        };
        to.copy_from_slice(from);
        self.read += count;
        Ok(count)
    }
}
