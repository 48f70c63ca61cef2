//! The files that manifests list, against the files that are there (EN 319 162-1 §4.4.4.2, §A.4;
//! EN 319 102-1 §5.2.7.4).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

use crate::ades::{
    Detail, Doubt, Failure, Finding, FindingCode, Judgement, Setting, Step, judge_digest,
};
use crate::asic::manifest::{Manifest, Reference};
use crate::asic::uri;
use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::error::Error;
use crate::zip::{Archive, Content};

const CLAUSE: &str = "EN 319 162-1 §4.4.4.2";
/// Octets that are digested at once.
const PIECE: usize = 32 << 10;

/// What is known of the content of an entry.
#[derive(Clone, Debug)]
pub(super) struct Measures {
    pub(super) length: u64,
    digests: Vec<Digest>,
}

impl Measures {
    pub(super) fn digest(&self, algorithm: DigestAlgorithm) -> Option<&Digest> {
        self.digests.iter().find(|digest| digest.algorithm() == algorithm)
    }
}

/// The digests that are wanted of entries, and then what they are.
#[derive(Debug, Default)]
pub(super) struct Wanted(BTreeMap<usize, BTreeSet<DigestAlgorithm>>);

impl Wanted {
    /// Asks for the digest of an entry.
    pub(super) fn add(&mut self, place: usize, algorithm: DigestAlgorithm) {
        self.0.entry(place).or_default().insert(algorithm);
    }

    /// Asks for what a manifest lists.
    pub(super) fn add_all<R: Read + Seek>(&mut self, manifest: &Manifest, archive: &Archive<R>) {
        for reference in &manifest.objects {
            if let (Some(place), Some(algorithm)) =
                (target(&reference.uri, archive), reference.digest_algorithm())
            {
                self.add(place, algorithm);
            }
        }
    }

    /// Reads each entry once, whatever is wanted of it.
    pub(super) fn measure<R: Read + Seek>(
        self,
        archive: &mut Archive<R>,
    ) -> Result<BTreeMap<usize, Measures>, Error> {
        let mut measured = BTreeMap::new();
        for (place, algorithms) in self.0 {
            measured.insert(place, measure(archive.content(place)?, &algorithms)?);
        }
        Ok(measured)
    }
}

fn measure<R: Read>(
    mut content: Content<'_, R>,
    algorithms: &BTreeSet<DigestAlgorithm>,
) -> Result<Measures, Error> {
    let length = content.length();
    let mut hashers: Vec<_> = algorithms.iter().map(|one| Hasher::new(*one)).collect();
    let mut buffer = vec![0; usize::try_from(length).unwrap_or(PIECE).clamp(1, PIECE)];
    loop {
        let count = match content.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        let piece = buffer.get(..count).unwrap_or_default();
        hashers.iter_mut().for_each(|hasher| hasher.update(piece));
    }
    Ok(Measures { length, digests: hashers.into_iter().map(Hasher::finish).collect() })
}

/// The entry that a reference is to: by its name, or, where a writer did not escape it, by the URI as it
/// stands.
pub(super) fn target<R: Read + Seek>(uri: &str, archive: &Archive<R>) -> Option<usize> {
    let named = uri::to_name(uri).and_then(|name| archive.find(&name));
    named.or_else(|| archive.find(uri))
}

/// What a manifest says of the entries of its container.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) judgement: Judgement,
    /// The entries that are what the manifest says.
    pub(super) good: BTreeSet<usize>,
}

impl Checked {
    /// A judgement that stands by itself, with every step gone through.
    pub(super) fn new() -> Self {
        let mut judgement = Judgement::new();
        Step::ALL.iter().for_each(|step| judgement.complete(*step));
        Self { judgement, good: BTreeSet::new() }
    }
}

/// Compares each reference of a manifest with the entry that it names.
pub(super) fn check<R: Read + Seek>(
    manifest: &Manifest,
    archive: &Archive<R>,
    measured: &BTreeMap<usize, Measures>,
    setting: &Setting<'_>,
) -> Checked {
    let mut checked = Checked::new();
    let mut algorithms = BTreeSet::new();
    for reference in &manifest.objects {
        let place = target(&reference.uri, archive);
        let measures = place.and_then(|place| measured.get(&place));
        let algorithm = reference.digest_algorithm();
        algorithms.extend(algorithm);
        let right = compare(reference, algorithm, measures, &mut checked.judgement);
        checked.good.extend(place.filter(|_| right));
    }
    for algorithm in algorithms {
        judge_digest(&mut checked.judgement, algorithm, setting);
    }
    if manifest.has_critical_extension {
        let finding =
            Finding::new(FindingCode::ManifestExtensionCritical).by("EN 319 162-1 §A.4.2");
        checked.judgement.doubt(Doubt::SigConstraintsFailure, finding);
    }
    checked
}

fn compare(
    reference: &Reference,
    algorithm: Option<DigestAlgorithm>,
    measures: Option<&Measures>,
    judgement: &mut Judgement,
) -> bool {
    let name = uri::to_name(&reference.uri).unwrap_or_else(|| reference.uri.clone());
    let finding = |code| Finding::new(code).by(CLAUSE).with(Detail::File(name));
    let Some(measures) = measures.filter(|_| algorithm.is_some()) else {
        match algorithm {
            Some(_) => {
                judgement.doubt(Doubt::SignedDataNotFound, finding(FindingCode::FileMissing))
            }
            None => {
                let algorithm = Detail::Algorithm(reference.algorithm.clone());
                let finding = finding(FindingCode::AlgorithmUnknown).with(algorithm);
                judgement.doubt(Doubt::CryptoConstraintsFailure, finding);
            }
        }
        return false;
    };
    let digest = algorithm.and_then(|algorithm| measures.digest(algorithm));
    let right = digest.is_some_and(|digest| digest.as_bytes() == reference.value);
    if !right {
        judgement.fail(Failure::HashFailure, finding(FindingCode::FileChanged));
    }
    right
}
