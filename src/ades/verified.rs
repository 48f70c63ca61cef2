//! The proof that everything passed, and its opposite.

use std::fmt;
use std::io::{Read, Write};

use crate::ades::report::Content;
use crate::ades::{ContainedFile, Container, Report, SignatureReport, Verdict};
use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::error::{ApiMisuse, Error};

/// The proof that a document has a signature and that every signature passed.
///
/// Only [`Report::into_verified`] makes it, and it is the only way to the signed content.
#[derive(Clone, Debug)]
pub struct Verified(pub(super) Report);

impl Verified {
    /// Returns the signed content, if the signature carries it and it was judged in memory.
    ///
    /// For content that lies beside the signature, or was streamed, see
    /// [`copy_content`](Self::copy_content).
    pub fn content(&self) -> Option<&[u8]> {
        match self.0.content() {
            Content::Held(content) => Some(content),
            Content::Passed(..) | Content::Unknown => None,
        }
    }

    /// Copies content from a source, and says at the end whether it is what was judged.
    ///
    /// A file can change between being judged and being used. What went to the sink may be used
    /// only after this returned `Ok`, which gives the length.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::OtherContent`] if the source gave something else than what was judged, and
    /// [`Error::Other`] if reading or writing fails.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn demo(verified: &antin::ades::Verified) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut sink = Vec::new();
    /// verified.copy_content(std::fs::File::open("quyet-dinh.pdf")?, &mut sink)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn copy_content(&self, source: impl Read, sink: impl Write) -> Result<u64, Error> {
        copy(source, sink, self.recheck()?)
    }

    /// Returns what tells, while content passes by once more, whether it is what was judged.
    ///
    /// For content that is pushed; [`copy_content`](Self::copy_content) is this for a reader.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::OtherContent`] if it is not known what was signed.
    pub fn recheck(&self) -> Result<Recheck, Error> {
        match self.0.content() {
            Content::Passed(digest, length) => Ok(Recheck::new(*digest, *length)),
            Content::Held(content) => {
                let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
                Ok(Recheck::new(Hasher::digest(DigestAlgorithm::Sha256, content), length))
            }
            Content::Unknown => Err(Error::ApiMisuse(ApiMisuse::OtherContent)),
        }
    }

    /// Returns the files of a container that signatures cover; nothing for a document that is none.
    pub fn files(&self) -> impl Iterator<Item = &ContainedFile> {
        let files = self.0.container().into_iter().flat_map(Container::files);
        files.filter(|file| file.is_covered())
    }

    /// Copies a file of a container from a source, and says at the end whether it is what was judged.
    ///
    /// As [`copy_content`](Self::copy_content); [`asic::extract`](crate::asic::extract) finds the
    /// source in the container.
    ///
    /// # Errors
    ///
    /// As [`recheck_file`](Self::recheck_file) and [`copy_content`](Self::copy_content).
    pub fn copy_file(&self, name: &str, source: impl Read, sink: impl Write) -> Result<u64, Error> {
        copy(source, sink, self.recheck_file(name)?)
    }

    /// Returns what tells, while a file of a container passes by once more, whether it is what was
    /// judged.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::NoEntry`] if no signature covers a file of this name.
    pub fn recheck_file(&self, name: &str) -> Result<Recheck, Error> {
        let file = self.files().find(|file| file.name() == name);
        let file = file.ok_or(Error::ApiMisuse(ApiMisuse::NoEntry))?;
        Ok(Recheck::new(*file.sha256(), file.length()))
    }

    /// Returns the report that this is the proof of.
    pub fn report(&self) -> &Report {
        &self.0
    }
}

fn copy(source: impl Read, mut sink: impl Write, mut recheck: Recheck) -> Result<u64, Error> {
    // One byte more than was judged is enough to know that it is something else.
    let length = recheck.left.unwrap_or_default();
    let mut source = source.take(length.saturating_add(1));
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        let piece = buffer.get(..count).unwrap_or_default();
        recheck.update(piece)?;
        sink.write_all(piece)?;
    }
    sink.flush()?;
    recheck.finish()?;
    Ok(length)
}

/// Content that passes by once more, to be compared with what was judged.
///
/// What passed may be used only after [`finish`](Self::finish) returned `Ok`.
#[derive(Clone, Debug)]
pub struct Recheck {
    expected: Digest,
    hasher: Hasher,
    /// Octets still to come; `None` once there were too many.
    left: Option<u64>,
}

impl Recheck {
    fn new(expected: Digest, length: u64) -> Self {
        Self { expected, hasher: Hasher::new(expected.algorithm()), left: Some(length) }
    }

    /// Takes the next piece.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::OtherContent`] if this is more than was judged.
    pub fn update(&mut self, piece: &[u8]) -> Result<(), Error> {
        let size = u64::try_from(piece.len()).unwrap_or(u64::MAX);
        // What is too long stays so, whatever is handed over afterwards.
        self.left = self.left.and_then(|left| left.checked_sub(size));
        self.left.ok_or(OTHER)?;
        self.hasher.update(piece);
        Ok(())
    }

    /// Says whether what passed is what was judged.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::OtherContent`] if it is not.
    pub fn finish(self) -> Result<(), Error> {
        if self.left == Some(0) && self.hasher.finish() == self.expected {
            Ok(())
        } else {
            Err(OTHER)
        }
    }
}

const OTHER: Error = Error::ApiMisuse(ApiMisuse::OtherContent);

/// The judgement of a document whose signatures did not all pass, or that has none.
#[derive(Clone, Debug)]
pub struct Rejected(pub(super) Box<Report>);

impl Rejected {
    /// Returns the verdict on the whole. It is never a pass.
    pub fn verdict(&self) -> Verdict {
        self.0.verdict()
    }

    /// Returns the verdict on each signature.
    pub fn verdicts(&self) -> Vec<Verdict> {
        self.0.signatures().iter().map(SignatureReport::verdict).collect()
    }

    /// Returns the report, with the reasons.
    pub fn report(&self) -> &Report {
        &self.0
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdicts = self.verdicts();
        if verdicts.is_empty() {
            return f.write_str("there is no signature");
        }
        write!(f, "not every signature passed: ")?;
        for (index, verdict) in verdicts.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{verdict}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Rejected {}
