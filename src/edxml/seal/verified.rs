//! The proof that a package may be used, and the way to its attachments.

use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::crypto::{DigestAlgorithm, Hasher};
use crate::edxml::seal::layout::octets;
use crate::edxml::seal::report::PackageReport;
use crate::edxml::statement::File;
use crate::edxml::{Package, Place, Reading, Sink};
use crate::error::{ApiMisuse, Error};

/// The proof that a package is what was sealed, that every seal passed, and that the sender is known.
///
/// Only [`PackageReport::into_verified`] makes it, and it is the only way to the attachments.
#[derive(Clone, Debug)]
pub struct VerifiedPackage {
    report: Box<PackageReport>,
    files: Vec<VerifiedFile>,
}

/// An attachment that is what was sealed.
#[derive(Clone, Debug)]
pub struct VerifiedFile {
    sealed: File,
    place: Place,
}

impl VerifiedFile {
    /// Returns what was sealed: name, length and digest.
    ///
    /// A name is text from a message, and may hold anything; it is no path.
    pub fn sealed(&self) -> &File {
        &self.sealed
    }

    /// Returns which attachment of the message it is, and which of its layers.
    pub fn place(&self) -> Place {
        self.place
    }
}

impl VerifiedPackage {
    pub(super) fn new(report: PackageReport) -> Self {
        // All seals found the same files, as each was there and nothing was added. In which form a file
        // comes out, of an archive around it or with it, only the sender says.
        let seal = report.sender.seal.and_then(|place| report.seals.get(place));
        let comparison = seal.and_then(|seal| seal.comparison.as_ref());
        let findings = comparison.into_iter().flat_map(|comparison| &comparison.files);
        let files = findings.filter_map(|finding| {
            let (sealed, arrived) = (finding.sealed.clone()?, finding.arrived?);
            let attachment = *report.files.get(arrived)?;
            let found = super::observe::arrived(report.package.attachments.get(attachment)?);
            let layer = found.form_of(&sealed)?;
            Some(VerifiedFile { sealed, place: Place { attachment, layer } })
        });
        let files = files.collect();
        Self { report: Box::new(report), files }
    }

    /// Returns the report that it is the proof of.
    pub fn report(&self) -> &PackageReport {
        &self.report
    }

    /// Returns the message.
    pub fn package(&self) -> &Package {
        &self.report.package
    }

    /// Returns the attachments without the seals, in the order of their names.
    pub fn files(&self) -> &[VerifiedFile] {
        &self.files
    }

    /// Copies attachments out of the message, each to what `open` gives for it.
    ///
    /// The message is read once more, and may have changed meanwhile: what was written may be used
    /// only after this returned `Ok`. A file for which `open` gives `None` is passed over.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::OtherContent`] if the message is not the one that was judged; [`Error::Other`] for
    /// what goes wrong with source or targets.
    pub fn extract<R: Read + Seek, W: Write>(
        &self,
        mut message: R,
        mut open: impl FnMut(&VerifiedFile) -> io::Result<Option<W>>,
    ) -> Result<(), Error> {
        message.seek(SeekFrom::Start(0))?;
        let mut targets = Targets { wanted: Vec::new() };
        for file in &self.files {
            let target = open(file)?;
            targets.wanted.push(Target {
                file: file.clone(),
                hasher: Hasher::new(DigestAlgorithm::Sha256),
                target,
            });
        }
        Reading::tolerant().with_limits(self.report.limits).read(message, &mut targets)?;
        for target in targets.wanted {
            if octets(&target.hasher.finish()) != *target.file.sealed.sha256() {
                return Err(Error::ApiMisuse(ApiMisuse::OtherContent));
            }
            if let Some(mut target) = target.target {
                target.flush()?;
            }
        }
        Ok(())
    }
}

struct Targets<W> {
    wanted: Vec<Target<W>>,
}

struct Target<W> {
    file: VerifiedFile,
    hasher: Hasher,
    target: Option<W>,
}

impl<W: Write> Sink for Targets<W> {
    fn write(&mut self, place: Place, octets: &[u8]) -> io::Result<()> {
        for target in self.wanted.iter_mut().filter(|one| one.file.place == place) {
            target.hasher.update(octets);
            if let Some(target) = &mut target.target {
                target.write_all(octets)?;
            }
        }
        Ok(())
    }
}
