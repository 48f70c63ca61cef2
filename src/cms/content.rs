//! The content as it passes: its digests, and the octets themselves where they are needed.

use std::io::{ErrorKind, Read};

use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::error::Error;

/// Long enough that reading costs little beside hashing, short enough for a second-level cache.
const BUFFER: usize = 128 << 10;

/// Hashes content, with several algorithms in one pass.
#[derive(Debug)]
pub(crate) struct Digester {
    hashers: Vec<Hasher>,
    length: u64,
    held: Held,
    hold_up_to: usize,
}

/// Content that may be needed whole, because a signature without signed attributes is over it.
#[derive(Clone, Debug)]
enum Held {
    Octets(Vec<u8>),
    TooLong,
}

/// What is known of content that went by.
#[derive(Clone, Debug)]
pub(crate) struct ContentFacts {
    digests: Vec<Digest>,
    length: u64,
    held: Held,
}

impl Digester {
    /// Begins; content of up to so many bytes is held.
    pub(crate) fn new(hold_up_to: usize) -> Self {
        Self { hashers: Vec::new(), length: 0, held: Held::Octets(Vec::new()), hold_up_to }
    }

    /// Adds an algorithm, unless it is there already.
    pub(crate) fn add(&mut self, algorithm: DigestAlgorithm) {
        if self.hashers.iter().all(|hasher| hasher.algorithm() != algorithm) {
            self.hashers.push(Hasher::new(algorithm));
        }
    }

    pub(crate) fn update(&mut self, piece: &[u8]) {
        for hasher in &mut self.hashers {
            hasher.update(piece);
        }
        self.length += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        if let Held::Octets(octets) = &mut self.held {
            if piece.len() <= self.hold_up_to - octets.len() {
                octets.extend_from_slice(piece);
            } else {
                self.held = Held::TooLong;
            }
        }
    }

    /// Hashes all that a reader gives.
    pub(crate) fn read(&mut self, reader: &mut dyn Read) -> Result<(), Error> {
        let mut buffer = vec![0; BUFFER];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(count) => self.update(buffer.get(..count).unwrap_or(&buffer)),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    pub(crate) fn finish(self) -> ContentFacts {
        let digests = self.hashers.into_iter().map(Hasher::finish).collect();
        ContentFacts { digests, length: self.length, held: self.held }
    }
}

impl ContentFacts {
    /// The digest by an algorithm, if it was computed.
    pub(crate) fn digest(&self, algorithm: DigestAlgorithm) -> Option<Digest> {
        self.digests.iter().copied().find(|digest| digest.algorithm() == algorithm)
    }

    /// All digests that were computed.
    pub(crate) fn digests(&self) -> &[Digest] {
        &self.digests
    }

    /// How long the content is.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// The content itself, unless it was too long to be held.
    pub(crate) fn octets(&self) -> Option<&[u8]> {
        match &self.held {
            Held::Octets(octets) => Some(octets),
            Held::TooLong => None,
        }
    }
}
