//! A container that is being changed: most entries are kept as they are packed.

use std::collections::BTreeMap;
use std::io::{Read, Seek, Write};

use crate::ades::Level;
use crate::asic::archive::{self, NEWEST, Preserved};
use crate::asic::contents::{Contents, Role};
use crate::asic::manifest::{self, Manifest};
use crate::asic::references::{self, Wanted};
use crate::asic::{Kind, Reading};
use crate::cades;
use crate::crypto::DigestAlgorithm;
use crate::error::Error;
use crate::limits::Limits;
use crate::zip::{Archive, Writer};

/// How many numbers of three digits there are for a name, and more.
const NUMBERS: usize = 100_000;

/// A container, what takes the place of some of its entries, and what is added.
#[derive(Debug)]
pub(super) struct Edit<R> {
    pub(super) archive: Archive<R>,
    pub(super) contents: Contents,
    replaced: BTreeMap<usize, (String, Vec<u8>)>,
    added: Vec<(String, Vec<u8>)>,
}

impl<R: Read + Seek> Edit<R> {
    /// Opens a container, strictly: what two readers see differently is not signed.
    pub(super) fn open(container: R) -> Result<Self, Error> {
        let mut archive = Archive::open(container, Reading::Strict, &Limits::DEFAULT)?;
        let contents = Contents::read(&mut archive, Reading::Strict)?;
        Ok(Self { archive, contents, replaced: BTreeMap::new(), added: Vec::new() })
    }

    /// Reads an entry that serves signatures.
    pub(super) fn read(&mut self, place: usize) -> Result<Vec<u8>, Error> {
        if let Some((_, octets)) = self.replaced.get(&place) {
            return Ok(octets.clone());
        }
        self.archive.read(place, Limits::DEFAULT.message)
    }

    /// Reads the manifests with a role, each with its place.
    pub(super) fn manifests(&mut self, role: Role) -> Result<Vec<(usize, Manifest)>, Error> {
        let mut manifests = Vec::new();
        for place in self.contents.of(role) {
            let octets = self.archive.read(place, Limits::DEFAULT.manifest)?;
            manifests.push((place, manifest::read(&octets, &Limits::DEFAULT)?));
        }
        Ok(manifests)
    }

    pub(super) fn replace(&mut self, place: usize, octets: Vec<u8>) {
        let name = self.name(place);
        self.replaced.insert(place, (name, octets));
    }

    pub(super) fn add(&mut self, name: String, octets: Vec<u8>) {
        self.added.push((name, octets));
    }

    pub(super) fn name(&self, place: usize) -> String {
        self.archive.entries().get(place).map(|entry| entry.name().to_owned()).unwrap_or_default()
    }

    /// Returns the first name of a series that is free, counted from 1.
    pub(super) fn free(&self, stem: &str, extension: &str) -> String {
        let numbered = |number: usize| format!("META-INF/{stem}{number:03}.{extension}");
        let taken = |name: &String| {
            let entries = self.archive.entries().iter().map(|entry| entry.name());
            let changed = self.replaced.values().chain(&self.added).map(|(name, _)| name.as_str());
            entries.chain(changed).any(|other| other.eq_ignore_ascii_case(name))
        };
        let mut names = (1..NUMBERS).map(numbered);
        names.find(|name| !taken(name)).unwrap_or_default()
    }

    /// Adds an archive manifest over everything as it will be, and the time-stamp over it.
    pub(super) fn preserve(&mut self, options: &cades::Options) -> Result<(), Error> {
        let algorithm = DigestAlgorithm::Sha256;
        let token = self.free("timestamp", "tst");
        self.complete_last_stamp(options)?;
        self.number_newest()?;
        let mut wanted = Wanted::default();
        let all = 0..self.archive.entries().len();
        let kept: Vec<usize> = all
            .filter(|place| !self.replaced.contains_key(place))
            .filter(|place| {
                !matches!(self.contents.roles.get(*place), Some(Role::Mimetype | Role::Folder))
            })
            .collect();
        kept.iter().for_each(|place| wanted.add(*place, algorithm));
        let measured = wanted.measure(&mut self.archive)?;
        let mut preserved = Vec::new();
        for place in kept {
            let digest = measured.get(&place).and_then(|one| one.digest(algorithm));
            let digest = *digest.ok_or(Error::Unreachable("no digest of an entry"))?;
            preserved.push(Preserved { name: self.name(place), digest, is_root: false });
        }
        for (place, (name, octets)) in &self.replaced {
            let is_newest = self.name(*place) == NEWEST;
            let one = Preserved::new(name, octets, algorithm);
            preserved.push(Preserved { is_root: is_newest, ..one });
        }
        let added = self.added.iter().map(|(name, octets)| Preserved::new(name, octets, algorithm));
        preserved.extend(added);
        self.added.extend(archive::make(&preserved, &token, options)?);
        Ok(())
    }

    /// The newest archive manifest makes room for the next one (§A.7).
    fn number_newest(&mut self) -> Result<(), Error> {
        let Some(place) = self.archive.find(NEWEST) else { return Ok(()) };
        let octets = self.archive.read(place, Limits::DEFAULT.manifest)?;
        let name = self.free("ASiCArchiveManifest", "xml");
        self.replaced.insert(place, (name, octets));
        Ok(())
    }

    /// What tells how the authority of the last archive time-stamp stands goes into its token, before
    /// the next one is over it.
    fn complete_last_stamp(&mut self, options: &cades::Options) -> Result<(), Error> {
        let Some(newest) = self.archive.find(NEWEST) else { return Ok(()) };
        let octets = self.archive.read(newest, Limits::DEFAULT.manifest)?;
        let manifest = manifest::read(&octets, &Limits::DEFAULT)?;
        let token = references::target(&manifest.signature, &self.archive);
        if let Some(place) = token {
            let token = self.archive.read(place, Limits::DEFAULT.message)?;
            self.replace(place, cades::with_material(&token, options)?);
        }
        Ok(())
    }

    /// Writes the container.
    pub(super) fn write<W: Write>(mut self, sink: W) -> Result<W, Error> {
        let mut writer = Writer::new(sink);
        let mut places: Vec<usize> = (0..self.archive.entries().len()).collect();
        // §A.1: `mimetype` first, wherever the directory had it.
        places.sort_by_key(|place| self.contents.roles.get(*place) != Some(&Role::Mimetype));
        for place in places {
            match self.replaced.get(&place) {
                Some((name, octets)) => writer.store(name, octets)?,
                None => writer.keep(&mut self.archive, place)?,
            }
        }
        for (name, octets) in &self.added {
            writer.store(name, octets)?;
        }
        writer.finish()
    }
}

/// The options for the signatures of a container of a kind, and those for preserving it.
///
/// An archive time-stamp within a signature over a manifest covers the files by the digests of the
/// manifest alone; §4.4.5 preserves ASiC-E by an archive manifest, which lists them anew.
pub(super) fn split(
    kind: Kind,
    options: &cades::Options,
) -> (cades::Options, Option<cades::Options>) {
    let mut signature = options.clone();
    if kind == Kind::Simple || options.level < Level::Lta {
        return (signature, None);
    }
    signature.level = Level::Lt;
    (signature, Some(options.clone()))
}
