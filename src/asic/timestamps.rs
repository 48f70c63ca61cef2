//! The time-stamps of a container: over a manifest, over an archive manifest, or over the only file
//! (EN 319 162-1 §4.3.3.2, §4.4.4.2, §A.7), the newest judged first.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

use crate::Time;
use crate::ades::{
    Detail, Finding, FindingCode, Proofs, RevocationData, Setting, Stamped, TimestampKind,
    TimestampReport, judge_timestamp, unreadable_timestamp,
};
use crate::asic::Kind;
use crate::asic::contents::{Contents, Role};
use crate::asic::references::{self, Measures, Wanted};
use crate::asic::verify::Listed;
use crate::cms::RevocationInfo;
use crate::crypto::Hasher;
use crate::error::{Error, Limit};
use crate::tsp::Token;
use crate::zip::Archive;

/// A time-stamp in a container.
#[derive(Debug)]
pub(super) struct Stamp {
    place: usize,
    octets: Vec<u8>,
    token: Result<Token, Error>,
}

/// What a good archive time-stamp proves: since when these entries have existed.
#[derive(Debug)]
struct Proven {
    time: Time,
    entries: BTreeSet<usize>,
}

/// What the time-stamps of a container are, and what they prove.
#[derive(Debug, Default)]
pub(super) struct Times {
    pub(super) reports: Vec<TimestampReport>,
    pub(super) findings: Vec<Finding>,
    proven: Vec<Proven>,
}

impl Times {
    /// Returns since when an entry has provably existed.
    pub(super) fn of(&self, place: usize) -> Option<Time> {
        let covering = self.proven.iter().filter(|one| one.entries.contains(&place));
        covering.map(|one| one.time).min()
    }

    /// Says whether one time-stamp covers all of these entries.
    pub(super) fn cover(&self, entries: &BTreeSet<usize>) -> bool {
        self.proven.iter().any(|one| entries.is_subset(&one.entries))
    }
}

/// Reads the time-stamps, and asks for the digests that they need.
pub(super) fn read<R: Read + Seek>(
    archive: &mut Archive<R>,
    contents: &Contents,
    setting: &Setting<'_>,
    wanted: &mut Wanted,
) -> Result<Vec<Stamp>, Error> {
    let limits = setting.policy.limits();
    let places = contents.of(Role::Timestamp);
    if places.len() > limits.timestamps {
        return Err(Error::LimitExceeded(Limit::Items));
    }
    let mut stamps = Vec::with_capacity(places.len());
    for place in places {
        let octets = archive.read(place, limits.message)?;
        let token = Token::from_bytes_with(&octets, limits);
        let algorithm = token.as_ref().ok().and_then(|one| one.info().imprint().algorithm());
        if let (Kind::Simple, Some(algorithm)) = (contents.kind, algorithm) {
            contents.of(Role::Data).into_iter().for_each(|data| wanted.add(data, algorithm));
        }
        stamps.push(Stamp { place, octets, token });
    }
    Ok(stamps)
}

/// What time-stamps are compared with.
pub(super) struct Subject<'a> {
    pub(super) contents: &'a Contents,
    pub(super) manifests: &'a [Listed],
    pub(super) measured: &'a BTreeMap<usize, Measures>,
    pub(super) setting: &'a Setting<'a>,
}

/// Judges all time-stamps; what a newer one proves can save an older one (EN 319 102-1 §5.6.3.4).
pub(super) fn judge<R: Read + Seek>(
    archive: &Archive<R>,
    stamps: &[Stamp],
    subject: &Subject<'_>,
) -> Times {
    let mut times = Times::default();
    let mut proofs = Proofs::new(subject.setting.at);
    if let Some(received) = subject.setting.evidence.reception_time() {
        stamps.iter().for_each(|stamp| prove(stamp, received, &mut proofs));
    }
    let mut newest_first: Vec<&Stamp> = stamps.iter().collect();
    newest_first.sort_by(|one, other| by_time(other, one));
    let mut reports = BTreeMap::new();
    for stamp in newest_first {
        let (report, entries) = one(archive, stamp, subject, &proofs);
        if let (true, Ok(token)) = (report.verdict().is_passed(), &stamp.token) {
            // RFC 3161 §2.4.2: the clock of the authority may have been behind by its accuracy.
            let time = token.info().latest().min(proofs.now());
            let covered = stamps.iter().filter(|other| entries.contains(&other.place));
            covered.for_each(|other| prove(other, time, &mut proofs));
            times.proven.push(Proven { time, entries });
        } else {
            let name = archive.entries().get(stamp.place).map(|one| one.name().to_owned());
            let finding = Finding::new(FindingCode::TimestampNotGood)
                .with_all(name.map(Detail::File))
                .with(Detail::Timestamp(report.kind().name()))
                .with_all(report.verdict().sub_indication().map(Detail::Reason));
            times.findings.push(finding);
        }
        reports.insert(stamp.place, report);
    }
    times.reports = reports.into_values().collect();
    times
}

fn by_time(one: &Stamp, other: &Stamp) -> Ordering {
    match (&one.token, &other.token) {
        (Ok(one), Ok(other)) => one.info().compare_times(other.info()),
        (one, other) => one.is_ok().cmp(&other.is_ok()),
    }
}

/// Judges one time-stamp, and says which entries it is over as they are.
fn one<R: Read + Seek>(
    archive: &Archive<R>,
    stamp: &Stamp,
    subject: &Subject<'_>,
    proofs: &Proofs,
) -> (TimestampReport, BTreeSet<usize>) {
    let mut own = subject.manifests.iter().filter(|one| one.signature == Some(stamp.place));
    let listed = match (own.next(), own.next()) {
        (Some(listed), None) => Some(listed),
        _ => None,
    };
    let kind = match listed {
        Some(listed) if listed.is_archive => TimestampKind::ArchiveManifest,
        _ => TimestampKind::Container,
    };
    let token = match &stamp.token {
        Ok(token) => token,
        Err(error) => return (unreadable_timestamp(kind, error), BTreeSet::new()),
    };
    let imprint = imprint(token, listed, subject);
    let (index, pool, revocation) = (None, &[][..], &RevocationData::default());
    let stamped = Stamped { kind, token, imprint, index, pool, revocation };
    let mut report = judge_timestamp(&stamped, proofs, subject.setting);
    let mut entries = BTreeSet::new();
    if let Some(listed) = listed {
        let setting = subject.setting.at(proofs.of(token.as_bytes()));
        let checked = references::check(&listed.manifest, archive, subject.measured, &setting);
        entries.extend(&checked.good);
        entries.insert(listed.place);
        report.join(checked.judgement);
    } else if subject.contents.kind == Kind::Simple {
        entries.extend(subject.contents.of(Role::Data));
    }
    (report, entries)
}

/// Whether a token is over its manifest, or over the only file; `None` if there is neither.
fn imprint(token: &Token, listed: Option<&Listed>, subject: &Subject<'_>) -> Option<bool> {
    let imprint = token.info().imprint();
    let algorithm = imprint.algorithm()?;
    if let Some(listed) = listed {
        return Some(imprint.is_of(&Hasher::digest(algorithm, &listed.octets)));
    }
    let data = subject.contents.of(Role::Data);
    match (subject.contents.kind, data.as_slice()) {
        (Kind::Simple, [one]) => {
            let digest = subject.measured.get(one)?.digest(algorithm)?;
            Some(imprint.is_of(digest))
        }
        _ => None,
    }
}

/// A time-stamp over a token is one over all that is in it (EN 319 102-1 §5.6.2.3).
fn prove(stamp: &Stamp, time: Time, proofs: &mut Proofs) {
    proofs.add(&stamp.octets, time);
    let Ok(token) = &stamp.token else { return };
    proofs.add(token.as_bytes(), time);
    token.certificates().iter().for_each(|one| proofs.add(one.as_der(), time));
    for info in token.revocation() {
        match info {
            RevocationInfo::Crl(der) | RevocationInfo::Other(_, der) => proofs.add(der, time),
        }
    }
}
