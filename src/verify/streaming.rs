//! Judging a document that is pushed, piece by piece, by whoever reads it.
//!
//! Judgement itself reads. For a detached signature only the content is pushed, and is digested as it
//! comes. For a document with its content in it, a thread reads what is pushed, so that one parser
//! serves all; what is short is kept and judged without one.

use std::fmt;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use crate::Time;
use crate::ades::{Evidence, Report};
use crate::cades::Judging;
use crate::error::Error;
use crate::policy::Policy;
use crate::verify::{Form, recognise, unwrap, verify, verify_reader};

/// Documents up to this length are kept and judged at once: 256 KiB, several times what a signature
/// with its chain takes.
const KEPT: usize = 256 << 10;

/// So many pieces may wait for the reading thread.
const WAITING: usize = 4;

/// A judgement on a document that is pushed piece by piece.
///
/// For documents that come from a network or through a C interface; where they can be pulled,
/// [`verify`](crate::verify()) and [`verify_reader`](crate::verify_reader) are simpler. Memory is
/// constant. What is dropped without [`finish`](Self::finish) was not judged.
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
    /// The thread stopped early, and was asked why.
    Over(Error),
}

/// What a judgement depends on beside the document.
#[derive(Clone, Debug)]
struct Setting {
    policy: Policy,
    evidence: Evidence,
    at: Time,
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
    /// As [`finish`](Self::finish), as soon as it is known that there will be no judgement.
    pub fn update(&mut self, piece: &[u8]) -> Result<(), Error> {
        match &mut self.0 {
            State::Detached(judging) => judging.update(piece),
            State::Kept(kept, _) if kept.len() + piece.len() <= KEPT => {
                kept.extend_from_slice(piece);
            }
            State::Kept(kept, setting) => {
                let mut reading = Reading::begin((**setting).clone())?;
                let kept = std::mem::take(kept);
                let alive = reading.push(&kept) && reading.push(piece);
                self.0 = State::Read(reading);
                return if alive { Ok(()) } else { self.stopped() };
            }
            State::Read(reading) => {
                if !reading.push(piece) {
                    return self.stopped();
                }
            }
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
        match self.0 {
            State::Detached(judging) => judging.finish(),
            State::Kept(kept, setting) => {
                verify(&kept, None, &setting.policy, &setting.evidence, setting.at)
            }
            State::Read(reading) => reading.finish(),
            State::Over(error) => Err(error),
        }
    }

    /// The thread wants no more: it knows that there will be no judgement.
    fn stopped(&mut self) -> Result<(), Error> {
        let state = std::mem::replace(&mut self.0, State::Over(LOST));
        let error = match state {
            State::Read(reading) => reading.finish().err().unwrap_or(LOST),
            _ => LOST,
        };
        self.0 = State::Over(error.clone());
        Err(error)
    }
}

const LOST: Error = Error::Unreachable("a reading thread was lost");

/// A thread that judges what it is sent.
struct Reading {
    pieces: SyncSender<Vec<u8>>,
    thread: JoinHandle<Result<Report, Error>>,
}

impl Reading {
    fn begin(setting: Setting) -> Result<Self, Error> {
        let (pieces, received) = sync_channel(WAITING);
        let thread =
            thread::Builder::new().name("antin-verifying".to_owned()).spawn(move || {
                let document = Pieces { received, piece: Vec::new(), read: 0 };
                verify_reader(document, &setting.policy, &setting.evidence, setting.at)
            })?;
        Ok(Self { pieces, thread })
    }

    /// Sends a piece; `false` if the thread has ended.
    fn push(&mut self, piece: &[u8]) -> bool {
        // No piece is empty, which would look like the end to whoever reads, and none is long.
        piece.chunks(KEPT).all(|piece| self.pieces.send(piece.to_vec()).is_ok())
    }

    fn finish(self) -> Result<Report, Error> {
        drop(self.pieces);
        self.thread.join().unwrap_or(Err(LOST))
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
