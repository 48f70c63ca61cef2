//! The signatures of a container, each file of them by itself.

use std::collections::BTreeSet;
use std::io::{Read, Seek};

use crate::ades::{
    Coverage, Detail, Doubt, Facts, Failure, Finding, FindingCode, Judgement, SignatureReport,
};
use crate::asic::contents::Role;
use crate::asic::references::{self, Checked};
use crate::asic::verify::{Case, Listed};
use crate::cades::{self, Content, Outer};
use crate::cms::SignedData;
use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::error::Error;
use crate::zip::Archive;

/// A signature, and the files that it covers as they are.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) report: SignatureReport,
    pub(super) covered: BTreeSet<usize>,
}

/// Judges the signatures in one entry of an ASiC-S container: they are over the only file (§4.3.3.2).
pub(super) fn simple<R: Read + Seek>(
    case: &Case<'_>,
    archive: &mut Archive<R>,
    place: usize,
) -> Result<Vec<Judged>, Error> {
    let signature = archive.read(place, case.setting.policy.limits().message)?;
    let data = case.contents.of(Role::Data);
    let mut checked = Checked::new();
    let reports = match data.as_slice() {
        [one] => {
            checked.good.insert(*one);
            let outer = outer(case, place, &checked.good);
            let digest = case.measured.get(one).and_then(|one| one.digest(DigestAlgorithm::Sha256));
            let mut content = archive.content(*one)?;
            let over = Over { content: Content::Reader(&mut content), sha256: digest.copied() };
            reports(case, &signature, Some(over), outer)?
        }
        _ => {
            let finding =
                Finding::new(FindingCode::FilesUnclear).by("EN 319 162-1 §4.3.3.2 item 2");
            checked.judgement.doubt(Doubt::SignedDataNotFound, finding);
            reports(case, &signature, None, Outer::default())?
        }
    };
    Ok(place_all(case, archive, place, reports, &checked))
}

/// Judges the signatures in one entry of an ASiC-E container: they are over a manifest, which lists
/// files with their digests (§4.4.4.2).
pub(super) fn extended<R: Read + Seek>(
    case: &Case<'_>,
    archive: &mut Archive<R>,
    place: usize,
) -> Result<Vec<Judged>, Error> {
    let signature = archive.read(place, case.setting.policy.limits().message)?;
    let own: Vec<&Listed> =
        case.manifests.iter().filter(|one| one.signature == Some(place)).collect();
    let (checked, reports) = match own.as_slice() {
        [one] => {
            let sha256 = Some(Hasher::digest(DigestAlgorithm::Sha256, &one.octets));
            let over = Some(Over { content: Content::Bytes(&one.octets), sha256 });
            // EN 319 102-1 §5.6.2.4: digests count at the time at which they provably were there.
            let exists = case.times.of(one.place).unwrap_or(case.setting.at);
            let setting = case.setting.at(exists);
            let checked = references::check(&one.manifest, archive, &case.measured, &setting);
            let mut needed = checked.good.clone();
            needed.insert(one.place);
            let outer = outer(case, place, &needed);
            (checked, reports(case, &signature, over, outer)?)
        }
        several => {
            let mut checked = Checked::new();
            let code = match several {
                [] => FindingCode::ManifestMissing,
                // Which of them was signed must not depend on which is found first.
                _ => FindingCode::ManifestAmbiguous,
            };
            let finding = Finding::new(code).by("EN 319 162-1 §4.4.4.2 item 3");
            checked.judgement.doubt(Doubt::SignedDataNotFound, finding);
            (checked, reports(case, &signature, None, Outer::default())?)
        }
    };
    Ok(place_all(case, archive, place, reports, &checked))
}

/// What time-stamps of the container prove of a signature and of what it is over.
fn outer(case: &Case<'_>, place: usize, needed: &BTreeSet<usize>) -> Outer {
    let mut all = needed.clone();
    all.insert(place);
    Outer { proven: case.times.of(place), is_archived: case.times.cover(&all) }
}

/// Says where each signature is, and what it covers.
fn place_all<R: Read + Seek>(
    case: &Case<'_>,
    archive: &Archive<R>,
    place: usize,
    reports: Vec<SignatureReport>,
    checked: &Checked,
) -> Vec<Judged> {
    let name = archive.entries().get(place).map(|entry| entry.name()).unwrap_or_default();
    let data: BTreeSet<usize> = case.contents.of(Role::Data).into_iter().collect();
    let judged = reports.into_iter().map(|mut report| {
        // The value is over the manifest, or over the file, as it is.
        let over = report.covers() == Coverage::WholeDocument;
        let covered = if over { checked.good.clone() } else { BTreeSet::new() };
        let covers = match () {
            () if !over || !checked.judgement.has_no_failure() => Coverage::Unknown,
            () if data.is_subset(&covered) => Coverage::WholeDocument,
            () => Coverage::SomeFiles,
        };
        report.join(checked.judgement.clone());
        report.set_place(name, covers);
        Judged { report, covered }
    });
    judged.collect()
}

/// What a signature has to be over.
struct Over<'c> {
    content: Content<'c>,
    sha256: Option<Digest>,
}

/// Judges a SignedData beside its content.
fn reports(
    case: &Case<'_>,
    signature: &[u8],
    over: Option<Over<'_>>,
    outer: Outer,
) -> Result<Vec<SignatureReport>, Error> {
    let setting = &case.setting;
    let sha256 = over.as_ref().and_then(|over| over.sha256);
    match SignedData::from_bytes_with(signature, setting.policy.limits()) {
        Ok(signed_data) if signed_data.signers().is_empty() => {
            Ok(vec![unreadable(Finding::new(FindingCode::NoSignature))])
        }
        Ok(signed_data) if !signed_data.is_detached() => {
            attached(case, &signed_data, sha256, outer)
        }
        Ok(signed_data) => {
            let content = over.map(|over| over.content);
            Ok(cades::verify_within(&signed_data, content, outer, *setting)?.into_signatures())
        }
        Err(Error::Malformed(malformed)) => {
            let finding = Finding::new(FindingCode::MalformedSignature).by(malformed.clause);
            let finding = finding.with(Detail::Structure(malformed.what));
            Ok(vec![unreadable(finding.with_all(malformed.offset.map(Detail::Offset)))])
        }
        Err(Error::Unsupported(_)) => {
            Ok(vec![unreadable(Finding::new(FindingCode::MalformedSignature))])
        }
        Err(other) => Err(other),
    }
}

/// Judges a signature that carries what it is over.
///
/// EN 319 162-1 §4.4.4.2 item 3 a) wants it detached. Where both copies are the same octets, no reader
/// can take the one for the other, and EU DSS made such containers; any other content is none of ours.
fn attached(
    case: &Case<'_>,
    signed_data: &SignedData<'_>,
    sha256: Option<Digest>,
    outer: Outer,
) -> Result<Vec<SignatureReport>, Error> {
    const CLAUSE: &str = "EN 319 162-1 §4.4.4.2 item 3 a)";
    let carried = signed_data
        .unverified_content()
        .map(|octets| Hasher::digest(DigestAlgorithm::Sha256, octets));
    if carried.is_none() || carried != sha256 {
        return Ok(vec![unreadable(Finding::new(FindingCode::SignatureAttached).by(CLAUSE))]);
    }
    let reports = cades::verify_within(signed_data, None, outer, case.setting)?.into_signatures();
    let noted = reports.into_iter().map(|mut report| {
        let mut judgement = Checked::new().judgement;
        judgement.note(Finding::new(FindingCode::ContentCopied).by(CLAUSE));
        report.join(judgement);
        report
    });
    Ok(noted.collect())
}

/// The report on what is in the place of a signature and is none.
fn unreadable(finding: Finding) -> SignatureReport {
    let mut judgement = Judgement::new();
    judgement.fail(Failure::FormatFailure, finding);
    SignatureReport::new(judgement, Facts::default())
}
