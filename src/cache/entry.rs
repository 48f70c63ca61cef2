//! One piece of evidence in a file of its own.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::Time;
use crate::ades::{Evidence, Subject};
use crate::crypto::{self, DigestAlgorithm, Hasher};
use crate::error::{Error, Limit};
use crate::limits::Limits;

/// How the names of the files end.
pub(super) const ENDING: &str = "evidence";

/// Evidence with one piece in it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    evidence: Evidence,
    name: String,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.to_bytes() == other.to_bytes()
    }
}

impl Entry {
    /// Takes evidence apart.
    pub(super) fn each(evidence: &Evidence) -> Vec<Self> {
        let empty = Evidence::new;
        let certificates = evidence.certificates_with_origins().map(|(one, origin)| match origin {
            Some(origin) => empty().with_certificate_of(one.clone(), origin),
            None => empty().with_certificates([one.clone()]),
        });
        let crls = evidence.crls_with_origins().map(|(one, origin)| match origin {
            Some(origin) => empty().with_crl_of(one.clone(), origin),
            None => empty().with_crls([one.clone()]),
        });
        let answers = evidence.ocsp_responses_with_origins().map(|(one, origin)| match origin {
            Some(origin) => empty().with_ocsp_response_of(one.clone(), origin),
            None => empty().with_ocsp_responses([one.clone()]),
        });
        let tokens = evidence.tokens_with_origins().map(|(one, origin)| match origin {
            Some(origin) => empty().with_token_of(one.clone(), origin),
            None => empty().with_tokens([one.clone()]),
        });
        certificates.chain(crls).chain(answers).chain(tokens).filter_map(Self::of).collect()
    }

    /// `None` unless there is one piece.
    fn of(evidence: Evidence) -> Option<Self> {
        let freshness = evidence.freshness();
        let [one] = freshness.as_slice() else { return None };
        let bytes = match one.subject {
            Subject::Certificate(one) => one.as_der(),
            Subject::Crl(one) => one.as_der(),
            Subject::OcspResponse(one) => one.as_der(),
            Subject::Token(one) => one.as_bytes(),
        };
        let digest = Hasher::digest(DigestAlgorithm::Sha256, bytes);
        let name = digest.as_bytes().iter().map(|octet| format!("{octet:02x}")).collect();
        Some(Self { name, evidence })
    }

    /// Reads a file; `None` if it is not there any more.
    pub(super) fn read(
        path: &Path,
        left: &mut usize,
        limits: &Limits,
    ) -> Result<Option<Self>, Error> {
        let other = || Error::der("EvidenceFile", "docs/evidence.md: name of the file", 0);
        // To open a pipe may wait for ever, and a link leads out of the folder.
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
            Ok(found) if !found.is_file() => return Err(other()),
            Ok(_) => (),
        }
        let file = match File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let most = u64::try_from(*left).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        *left = left.checked_sub(bytes.len()).ok_or(Error::LimitExceeded(Limit::Length))?;
        let entry = Self::of(Evidence::from_bytes_with(&bytes, limits)?);
        // A file under the name of another piece is not what was written.
        let entry =
            entry.filter(|one| path.file_name().is_some_and(|own| own == &*one.file_name()));
        entry.map(Some).ok_or_else(other)
    }

    pub(super) fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    pub(super) fn file_name(&self) -> String {
        format!("{}.{ENDING}", self.name)
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.evidence.to_bytes()
    }

    /// Whether something newer was due before a time.
    pub(super) fn has_ended(&self, by: Time) -> bool {
        self.until().is_some_and(|until| until < by)
    }

    /// When something newer is due.
    pub(super) fn until(&self) -> Option<Time> {
        self.evidence.freshness().first().and_then(|one| one.until)
    }

    /// From where a CRL is.
    pub(super) fn source_of_list(&self) -> Option<&str> {
        let (_, origin) = self.evidence.crls_with_origins().next()?;
        origin.map(crate::ades::Origin::source)
    }

    /// Whether this is a newer CRL of the same issuer from the same source.
    pub(super) fn replaces(&self, old: &Self) -> bool {
        let own = self.evidence.crls_with_origins().next();
        let older = old.evidence.crls_with_origins().next();
        let (Some((own, Some(from))), Some((older, Some(was)))) = (own, older) else {
            return false;
        };
        from.source() == was.source()
            && own.issuer() == older.issuer()
            && own.this_update() > older.this_update()
    }
}

/// Writes a file whole or not at all: beside its place, to the disk, and then renamed.
pub(super) fn write(folder: &Path, path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let beside = beside(folder)?;
    let written = write_through(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if let Err(error) = written {
        // What cannot be deleted either is passed over: its name ends otherwise.
        let _ = fs::remove_file(&beside);
        return Err(error.into());
    }
    // The rename itself is kept when the folder is; not every system can be asked for that.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

fn write_through(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A name that no other writer has.
fn beside(folder: &Path) -> Result<PathBuf, Error> {
    let mut octets = [0_u8; 12];
    crypto::default_provider().random(&mut octets)?;
    let name: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
    Ok(folder.join(format!(".{name}.tmp")))
}
