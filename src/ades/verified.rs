//! The proof that everything passed, and its opposite.

use std::fmt;
use std::io::{Read, Write};

use crate::ades::report::Content;
use crate::ades::{Report, SignatureReport, Verdict};
use crate::crypto::{Digest, Hasher};
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
        let (digest, length) = match self.0.content() {
            Content::Passed(digest, length) => (*digest, *length),
            Content::Held(content) => {
                let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
                (Hasher::digest(crate::crypto::DigestAlgorithm::Sha256, content), length)
            }
            Content::Unknown => return Err(Error::ApiMisuse(ApiMisuse::OtherContent)),
        };
        copy(source, sink, digest, length)
    }

    /// Returns the report that this is the proof of.
    pub fn report(&self) -> &Report {
        &self.0
    }
}

fn copy(
    source: impl Read,
    mut sink: impl Write,
    expected: Digest,
    length: u64,
) -> Result<u64, Error> {
    let mut hasher = Hasher::new(expected.algorithm());
    // One byte more than was judged is enough to know that it is something else.
    let mut source = source.take(length.saturating_add(1));
    let mut buffer = vec![0; 1 << 16];
    let mut copied = 0_u64;
    loop {
        let count = match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        let piece = buffer.get(..count).unwrap_or_default();
        hasher.update(piece);
        sink.write_all(piece)?;
        copied = copied.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
    }
    sink.flush()?;
    if copied != length || hasher.finish() != expected {
        return Err(Error::ApiMisuse(ApiMisuse::OtherContent));
    }
    Ok(copied)
}

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
