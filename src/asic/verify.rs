//! Judging a container: its signatures, its files, and which covers which.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use crate::Time;
use crate::ades::{
    self, ContainedFile, Container, Detail, Doubt, Evidence, Finding, FindingCode, Report, Setting,
    Verdict,
};
use crate::asic::contents::{Contents, Role};
use crate::asic::manifest::{self, Manifest};
use crate::asic::references::{self, Measures, Wanted};
use crate::asic::signatures::{self, Judged};
use crate::asic::timestamps::{self, Subject, Times};
use crate::asic::{Kind, Reading};
use crate::crypto::DigestAlgorithm;
use crate::error::{Error, Limit};
use crate::policy::Policy;
use crate::zip::Archive;

/// Judges a container at a time, by a policy, with what evidence there is.
///
/// Files are read where they are, in constant memory. The report has the signatures, and in
/// [`Report::container`] the files with the signatures that cover each. A signature fails if a file
/// that it lists is not what was signed; a file that no signature covers is named and does not keep
/// the container from passing. [`extract`](crate::asic::extract) gives the files of a verified container.
///
/// Strictly read, a container that two programs could read differently is an error; leniently, a
/// finding.
///
/// # Errors
///
/// As [`Archive::open`], [`Error::Unsupported`] if this is a ZIP file and no container, and
/// [`Error::LimitExceeded`].
///
/// # Examples
///
/// ```
/// use antin::asic::{self, Reading};
/// use antin::{Evidence, Policy, Time};
///
/// # fn demo(policy: &Policy, now: Time) -> Result<(), Box<dyn std::error::Error>> {
/// let file = std::fs::File::open("cong-van.asice")?;
/// let report = asic::verify(&file, Reading::Strict, policy, &Evidence::new(), now)?;
/// let verified = report.into_verified()?; // an error unless every signature passed
/// asic::extract(&verified, &file, "cong-van.txt", Vec::new())?;
/// # Ok(())
/// # }
/// ```
pub fn verify<R: Read + Seek>(
    container: R,
    reading: Reading,
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> Result<Report, Error> {
    let mut archive = Archive::open(container, reading, policy.limits())?;
    verify_opened(&mut archive, reading, &Setting { policy, evidence, at })
}

/// As [`verify`], for a container that was opened in that reading.
pub(super) fn verify_opened<R: Read + Seek>(
    archive: &mut Archive<R>,
    reading: Reading,
    setting: &Setting<'_>,
) -> Result<Report, Error> {
    let mut contents = Contents::read(archive, reading)?;
    let manifests = manifests(archive, &mut contents, setting)?;
    let mut wanted = wanted(archive, &contents, &manifests);
    let stamps = timestamps::read(archive, &contents, setting, &mut wanted)?;
    let measured = wanted.measure(archive)?;
    let times = {
        let (contents, manifests, measured) = (&contents, &manifests[..], &measured);
        let subject = Subject { contents, manifests, measured, setting };
        timestamps::judge(archive, &stamps, &subject)
    };
    let mut case = Case { contents, manifests, measured, times, setting: *setting };
    let judged = judge(&case, archive)?;
    note(&mut case, archive, &judged);
    let (kind, container) = whole(case, archive, &judged);
    let signatures = judged.into_iter().map(|one| one.report).collect();
    let Setting { policy, at, .. } = *setting;
    let report = Report::new(kind.format(), ades::Content::Unknown, signatures, policy, at);
    Ok(report.with_container(container))
}

/// What the signatures of a container are judged by.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) contents: Contents,
    pub(super) manifests: Vec<Listed>,
    pub(super) measured: BTreeMap<usize, Measures>,
    pub(super) times: Times,
    pub(super) setting: Setting<'a>,
}

/// A manifest, and the entry that is over it.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) place: usize,
    pub(super) octets: Vec<u8>,
    pub(super) manifest: Manifest,
    pub(super) signature: Option<usize>,
    pub(super) is_archive: bool,
}

/// Reads the manifests; one that cannot be read lists nothing.
fn manifests<R: Read + Seek>(
    archive: &mut Archive<R>,
    contents: &mut Contents,
    setting: &Setting<'_>,
) -> Result<Vec<Listed>, Error> {
    let limits = setting.policy.limits();
    let archives = contents.of(Role::ArchiveManifest);
    let mut places = contents.of(Role::Manifest);
    places.extend(&archives);
    if places.len() > limits.signers {
        return Err(Error::LimitExceeded(Limit::Signers));
    }
    let mut listed = Vec::with_capacity(places.len());
    for place in places {
        let octets = archive.read(place, limits.manifest)?;
        match manifest::read(&octets, limits) {
            Ok(manifest) => {
                let signature = references::target(&manifest.signature, archive);
                let is_archive = archives.contains(&place);
                listed.push(Listed { place, octets, manifest, signature, is_archive });
            }
            Err(Error::Malformed(malformed)) => {
                let finding = Finding::new(FindingCode::ManifestMalformed).by(malformed.clause);
                let finding = finding.with(Detail::Structure(malformed.what));
                contents.findings.push(finding.with_all(file(archive, place)));
            }
            Err(other) => return Err(other),
        }
    }
    Ok(listed)
}

/// Asks for the digests of every file, for all that lists it.
fn wanted<R: Read + Seek>(
    archive: &Archive<R>,
    contents: &Contents,
    manifests: &[Listed],
) -> Wanted {
    let mut wanted = Wanted::default();
    for place in contents.of(Role::Data) {
        wanted.add(place, DigestAlgorithm::Sha256);
    }
    for listed in manifests {
        wanted.add_all(&listed.manifest, archive);
    }
    wanted
}

fn judge<R: Read + Seek>(case: &Case<'_>, archive: &mut Archive<R>) -> Result<Vec<Judged>, Error> {
    let places = case.contents.of(Role::Signature);
    if places.len() > case.setting.policy.limits().signers {
        return Err(Error::LimitExceeded(Limit::Signers));
    }
    let mut judged = Vec::new();
    for place in places {
        judged.extend(match case.contents.kind {
            Kind::Simple => signatures::simple(case, archive, place)?,
            Kind::Extended => signatures::extended(case, archive, place)?,
        });
    }
    Ok(judged)
}

/// Names what no signature is over, and what is not judged.
fn note<R: Read + Seek>(case: &mut Case<'_>, archive: &Archive<R>, judged: &[Judged]) {
    let mut findings = Vec::new();
    let finding = |code, place| Finding::new(code).with_all(file(archive, place));
    let mut over = case.contents.of(Role::Signature);
    over.extend(case.contents.of(Role::Timestamp));
    for listed in &case.manifests {
        if !listed.signature.is_some_and(|place| over.contains(&place)) {
            findings.push(finding(FindingCode::ManifestUnused, listed.place));
        }
    }
    for place in case.contents.of(Role::Data) {
        if !judged.iter().any(|one| one.covered.contains(&place)) {
            findings.push(finding(FindingCode::FileNotCovered, place));
        }
    }
    for place in case.contents.of(Role::Xades) {
        findings.push(finding(FindingCode::SignatureNotJudged, place));
    }
    for place in case.contents.of(Role::Evidence) {
        findings.push(finding(FindingCode::EvidenceRecordNotJudged, place));
    }
    case.contents.findings.extend(findings);
}

/// Makes the report on the container itself.
fn whole<R: Read + Seek>(
    case: Case<'_>,
    archive: &Archive<R>,
    judged: &[Judged],
) -> (Kind, Container) {
    let Case { contents, manifests, measured, times, .. } = case;
    let mut media_types = BTreeMap::new();
    for one in manifests.iter().flat_map(|one| &one.manifest.objects) {
        if let (Some(place), Some(named)) = (references::target(&one.uri, archive), &one.media_type)
        {
            media_types.entry(place).or_insert_with(|| named.clone());
        }
    }
    let covered_by = |place: usize| {
        let covering = judged.iter().enumerate().filter(|(_, one)| one.covered.contains(&place));
        covering.map(|(index, _)| index).collect()
    };
    let files = contents.of(Role::Data).into_iter().filter_map(|place| {
        let (entry, measures) = (archive.entries().get(place)?, measured.get(&place)?);
        Some(ContainedFile {
            name: entry.name().to_owned(),
            media_type: media_types.remove(&place),
            sha256: *measures.digest(DigestAlgorithm::Sha256)?,
            length: measures.length,
            covered_by: covered_by(place),
        })
    });
    let files = files.collect();
    // Whoever sees a pass must not overlook a signature that nobody looked at.
    let verdict = match contents.roles.contains(&Role::Xades) {
        true => Verdict::Indeterminate(Doubt::Custom),
        false => Verdict::Passed,
    };
    let Contents { kind, mut findings, .. } = contents;
    findings.extend(times.findings);
    (kind, Container { verdict, findings, files, timestamps: times.reports })
}

fn file<R: Read + Seek>(archive: &Archive<R>, place: usize) -> Option<Detail> {
    let entry = archive.entries().get(place);
    entry.map(|entry| Detail::File(entry.name().to_owned()))
}
