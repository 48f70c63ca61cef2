//! The judgement on a container: its files, and which signatures cover each.

use crate::ades::{Finding, TimestampReport, Verdict};
use crate::crypto::Digest;

/// What was judged of a container beside its signatures.
#[derive(Clone, Debug)]
pub struct Container {
    pub(crate) verdict: Verdict,
    pub(crate) findings: Vec<Finding>,
    pub(crate) files: Vec<ContainedFile>,
    pub(crate) timestamps: Vec<TimestampReport>,
}

impl Container {
    /// Returns the verdict on the container itself.
    ///
    /// It is a pass unless something in it could not be judged; what is wrong with a signature or with
    /// a file that it covers is in the report on that signature.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Returns what the judgement came across in the container.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns the files, in the order of the container. What only serves the signatures is none.
    pub fn files(&self) -> &[ContainedFile] {
        &self.files
    }

    /// Returns the judgements on time-stamps over several files, in the order of their names.
    pub fn timestamps(&self) -> &[TimestampReport] {
        &self.timestamps
    }
}

/// A file in a container.
#[derive(Clone, Debug)]
pub struct ContainedFile {
    pub(crate) name: String,
    pub(crate) media_type: Option<String>,
    pub(crate) sha256: Digest,
    pub(crate) length: u64,
    pub(crate) covered_by: Vec<usize>,
}

impl ContainedFile {
    /// Returns the name of its entry: the writer's choice, and never a path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the media type that a manifest names, if one does.
    pub fn media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    /// Returns the SHA-256 of the content as it is.
    pub fn sha256(&self) -> &Digest {
        &self.sha256
    }

    /// Returns the length of the content in octets.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Returns the signatures that cover it as it is, by their place in
    /// [`Report::signatures`](crate::Report::signatures), whatever the verdict on them.
    pub fn covered_by(&self) -> &[usize] {
        &self.covered_by
    }

    /// Says whether a signature covers it.
    pub fn is_covered(&self) -> bool {
        !self.covered_by.is_empty()
    }
}
