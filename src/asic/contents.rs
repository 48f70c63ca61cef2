//! What each entry of a container is for, by its name (EN 319 162-1 §4.3.3.2, §4.4.3.2, §4.4.4.2, §A.1).

use std::io::{Read, Seek};

use crate::ades::{Detail, Finding, FindingCode};
use crate::asic::{Kind, Reading};
use crate::error::{Error, Malformed, Syntax, Unsupported};
use crate::zip::{Archive, Entry, Irregularity, Method, Noted};

const META_INF: &str = "META-INF/";
pub(super) const MIMETYPE: &str = "mimetype";
/// Longer than any media type that names a container.
const MEDIA_TYPE: usize = 256;

/// What an entry is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The media type of the container.
    Mimetype,
    /// A file of the user.
    Data,
    /// A CAdES signature.
    Signature,
    /// A time-stamp token.
    Timestamp,
    /// The list of files that a signature or a time-stamp is over.
    Manifest,
    /// The same for a time-stamp that preserves.
    ArchiveManifest,
    /// The same for an evidence record, and that record.
    Evidence,
    /// XAdES signatures.
    Xades,
    /// Anything else that describes the container.
    Metadata,
    /// A folder.
    Folder,
}

/// Says what an entry is for.
pub(super) fn role(name: &str) -> Role {
    if name == MIMETYPE {
        return Role::Mimetype;
    }
    if name.ends_with('/') {
        return Role::Folder;
    }
    let Some(inner) = name.strip_prefix(META_INF) else { return Role::Data };
    let stem = |extension: &str| inner.strip_suffix(extension);
    let begins = |prefix: &str| stem(".xml").is_some_and(|stem| stem.starts_with(prefix));
    let holds =
        |part: &str, extension: &str| stem(extension).is_some_and(|stem| stem.contains(part));
    match () {
        () if begins("ASiCManifest") => Role::Manifest,
        // §A.7: those before the newest have any name with this in it.
        () if holds("ASiCArchiveManifest", ".xml") => Role::ArchiveManifest,
        () if begins("ASiCEvidenceRecordManifest") => Role::Evidence,
        () if holds("signature", ".p7s") => Role::Signature,
        () if holds("timestamp", ".tst") => Role::Timestamp,
        () if holds("evidencerecord", ".ers") || holds("evidencerecord", ".xml") => Role::Evidence,
        () if holds("signatures", ".xml") => Role::Xades,
        () => Role::Metadata,
    }
}

/// A container whose entries are told apart.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) kind: Kind,
    pub(super) roles: Vec<Role>,
    pub(super) findings: Vec<Finding>,
}

impl Contents {
    /// Tells the entries of a container apart.
    pub(super) fn read<R: Read + Seek>(
        archive: &mut Archive<R>,
        reading: Reading,
    ) -> Result<Self, Error> {
        let roles: Vec<Role> = archive.entries().iter().map(|entry| role(entry.name())).collect();
        let mut findings: Vec<_> =
            archive.irregularities().iter().map(|noted| irregular(archive, noted)).collect();
        let named = match archive.find(MIMETYPE) {
            Some(place) => {
                check_mimetype(archive, place, reading, &mut findings)?;
                let octets = archive.read(place, MEDIA_TYPE).unwrap_or_default();
                Kind::of_media_type(octets.trim_ascii_end())
            }
            None => None,
        };
        if named.is_none() {
            findings.push(Finding::new(FindingCode::MimetypeUnusual).by("EN 319 162-1 §A.1"));
        }
        let kind = match named {
            Some(kind) => kind,
            None => by_contents(&roles).ok_or(Error::Unsupported(Unsupported::Zip))?,
        };
        Ok(Self { kind, roles, findings })
    }

    /// The places of the entries with a role, in the order of the archive.
    pub(super) fn of(&self, role: Role) -> Vec<usize> {
        let places = self.roles.iter().enumerate().filter(|(_, own)| **own == role);
        places.map(|(place, _)| place).collect()
    }
}

/// The kind of a container that does not say it.
fn by_contents(roles: &[Role]) -> Option<Kind> {
    let has = |role: Role| roles.contains(&role);
    let data = roles.iter().filter(|role| **role == Role::Data).count();
    if has(Role::Manifest) || (has(Role::Xades) && data > 1) {
        Some(Kind::Extended)
    } else if has(Role::Signature) || has(Role::Timestamp) || has(Role::Xades) {
        Some(Kind::Simple)
    } else {
        None
    }
}

fn irregular<R>(archive: &Archive<R>, noted: &Noted) -> Finding
where
    R: Read + Seek,
{
    let name = noted.entry.and_then(|place| archive.entries().get(place)).map(Entry::name);
    Finding::new(FindingCode::ContainerIrregular)
        .by(noted.irregularity.clause())
        .with(Detail::Reason(Irregularity::code(noted.irregularity)))
        .with_all(name.map(|name| Detail::File(name.to_owned())))
        .with(Detail::Offset(noted.offset))
}

/// §A.1: the first entry, stored, not encrypted, without an extra field.
fn check_mimetype<R: Read + Seek>(
    archive: &Archive<R>,
    place: usize,
    reading: Reading,
    findings: &mut Vec<Finding>,
) -> Result<(), Error> {
    const CLAUSE: &str = "EN 319 162-1 §A.1";
    let Some(entry) = archive.entries().get(place) else { return Ok(()) };
    let what = if entry.offset() != 0 {
        "mimetype behind other entries"
    } else if entry.method() != Method::Stored {
        "mimetype that is not stored"
    } else if entry.has_local_extra_field() {
        "mimetype with an extra field"
    } else {
        return Ok(());
    };
    if reading == Reading::Lenient {
        let finding = Finding::new(FindingCode::MimetypeUnusual).by(CLAUSE);
        findings.push(finding.with(Detail::Structure(what)));
        return Ok(());
    }
    let (syntax, offset) = (Syntax::Zip, Some(entry.offset()));
    Err(Error::Malformed(Malformed { syntax, what, clause: CLAUSE, offset, block: None }))
}
