//! The time-stamps of one signer: each judged, the newest first, so that what it proves can save an older
//! one (EN 319 102-1 §5.6.3.4).

use crate::Time;
use crate::ades::{
    Detail, Doubt, Finding, FindingCode, Judgement, Proofs, RevocationData, Stamped, TimestampKind,
    TimestampReport, judge_timestamp, unreadable_timestamp,
};
use crate::cades::archive::Covered;
use crate::cades::stamps::{self, Stamp, Subject};
use crate::cades::verify::Case;
use crate::cms::{Attributes, RevocationInfo, SignerInfo};
use crate::der::{Tag, Writer};
use crate::limits::Limits;
use crate::oid::{self, Oid};
use crate::tsp::{Token, TstInfo};

/// What the time-stamps of a signer are, and what they prove.
#[derive(Debug)]
pub(super) struct Times {
    /// In the order of their kinds, as in the signature.
    pub(super) reports: Vec<TimestampReport>,
    pub(super) proofs: Proofs,
    /// The earliest time that is named for the signature: it exists since then, give or take the accuracy of
    /// the clock that tells.
    pub(super) named: Option<Time>,
    /// The latest time of a time-stamp under the signature, which was made after it.
    pub(super) after: Option<Time>,
}

/// Judges all time-stamps of a signer.
pub(super) fn judge(
    case: &Case<'_>,
    signer: &SignerInfo,
    revocation: &RevocationData,
    judgement: &mut Judgement,
) -> Times {
    let limits = case.setting.policy.limits();
    let mut proofs = Proofs::new(case.setting.at);
    let stamps = stamps::of(signer, limits);
    let digests = case.known.map_or(&[][..], |known| &known.digests);
    let content = case.known.and_then(|known| known.octets);
    let subject = Subject { signed_data: case.signed_data, signer, digests, content, limits };
    // What came with the signature was received with it, and a container's time-stamp is over the whole
    // file of it; what the caller has beside it was not.
    let received = case.setting.evidence.reception_time();
    for time in received.into_iter().chain(case.outer.proven) {
        proofs.add(signer.value(), time);
        prove_all(&subject.everything(), time, limits, &mut proofs);
    }
    let mut newest_first: Vec<_> = stamps.iter().enumerate().collect();
    // Of equal times the kinds decide: what covers more comes first.
    newest_first
        .sort_by(|one, other| stamps::by_time(other.1, one.1).then(other.1.kind.cmp(&one.1.kind)));
    let mut reports: Vec<(usize, TimestampReport)> = Vec::with_capacity(stamps.len());
    let mut good = Vec::with_capacity(stamps.len());
    for (at, stamp) in newest_first {
        let report = one(case, &subject, stamp, revocation, &proofs);
        if let (true, Ok(token)) = (report.verdict().is_passed(), &stamp.token) {
            prove(&subject, stamp.kind, token, &mut proofs);
            good.push((stamp.kind, token.info()));
        }
        reports.push((at, report));
    }
    reports.sort_by_key(|(at, _)| *at);
    let reports: Vec<_> = reports.into_iter().map(|(_, report)| report).collect();
    note(signer, &reports, limits, judgement);
    judge_order(&reports, judgement);
    let received = received.filter(|time| *time <= proofs.now());
    let over = good.iter().filter(|(kind, _)| is_over_signature(*kind));
    let named = over.map(|(_, info)| info.time()).chain(received).chain(case.outer.proven).min();
    let after = after(&good);
    Times { reports, proofs, named, after }
}

/// RFC 3161 §2.4.2: the clock of the authority may have been ahead by its accuracy.
fn after(good: &[(TimestampKind, &TstInfo)]) -> Option<Time> {
    let under = good.iter().filter(|(kind, _)| *kind == TimestampKind::Content);
    under.map(|(_, info)| info.earliest()).max()
}

fn is_over_signature(kind: TimestampKind) -> bool {
    matches!(kind, TimestampKind::Signature | TimestampKind::Complete) || kind.is_archive()
}

fn one(
    case: &Case<'_>,
    subject: &Subject<'_>,
    stamp: &Stamp,
    revocation: &RevocationData,
    proofs: &Proofs,
) -> TimestampReport {
    match &stamp.token {
        Ok(token) => {
            let imprint = subject.imprint(stamp.kind, token);
            let kind = stamp.kind;
            let index = subject.index_algorithm(kind, token);
            let pool = case.pool;
            let stamped = Stamped { kind, token, imprint, index, pool, revocation };
            judge_timestamp(&stamped, proofs, &case.setting)
        }
        Err(error) => unreadable_timestamp(stamp.kind, error),
    }
}

/// EN 319 102-1 §5.6.2.3: what a good time-stamp proves to have existed.
fn prove(subject: &Subject<'_>, kind: TimestampKind, token: &Token, proofs: &mut Proofs) {
    // RFC 3161 §2.4.2: the clock of the authority may have been behind by its accuracy. What was seen now
    // exists now, whatever that says.
    let time = token.info().latest().min(proofs.now());
    if is_over_signature(kind) {
        proofs.add(subject.signer.value(), time);
    }
    prove_all(&subject.covered(kind, token), time, subject.limits, proofs);
}

fn prove_all(covered: &Covered<'_>, time: Time, limits: &Limits, proofs: &mut Proofs) {
    covered.certificates.iter().for_each(|object| proofs.add(object, time));
    for member in covered.crls.iter().copied() {
        // A CRL is a member as it is; an OCSP answer is wrapped up (RFC 5940).
        proofs.add(member, time);
        if let Ok(RevocationInfo::Other(_, der)) = RevocationInfo::read(member, limits) {
            proofs.add(&der, time);
        }
    }
    for (oid, value) in covered.values.iter().copied() {
        proofs.add(value, time);
        if kind_of_references(oid) {
            continue;
        }
        // A time-stamp over something is one over all that is in it.
        let inner = contents(oid, value, limits);
        inner.iter().for_each(|object| proofs.add(object, time));
    }
}

/// References name objects by their digests, and do not hold them.
fn kind_of_references(oid: Oid<'_>) -> bool {
    [oid::CERTIFICATE_REFS, oid::REVOCATION_REFS].contains(&oid)
}

/// The certificates, CRLs and OCSP answers in an unsigned attribute.
fn contents(oid: Oid<'_>, value: &[u8], limits: &Limits) -> Vec<Vec<u8>> {
    if let Ok(token) = Token::from_bytes_with(value, limits) {
        let certificates = token.certificates().iter().map(|one| one.as_der().to_vec());
        let revocation = token.revocation().iter().map(|one| octets_of(one).to_vec());
        return certificates.chain(revocation).collect();
    }
    let attribute = crate::cms::attribute(oid, value);
    let mut set = Writer::new();
    set.set_of(Tag::SET, vec![attribute]);
    let Ok(attributes) = Attributes::from_der(&set.finish()) else { return Vec::new() };
    let certificates = attributes.certificate_values();
    let certificates = certificates.iter().map(|one| one.as_der().to_vec());
    let revocation = attributes.revocation_values();
    certificates.chain(revocation.iter().map(|one| octets_of(one).to_vec())).collect()
}

fn octets_of(info: &RevocationInfo) -> &[u8] {
    match info {
        RevocationInfo::Crl(der) | RevocationInfo::Other(_, der) => der,
    }
}

fn note(
    signer: &SignerInfo,
    reports: &[TimestampReport],
    limits: &Limits,
    judgement: &mut Judgement,
) {
    for report in reports.iter().filter(|report| !report.verdict().is_passed()) {
        let finding = Finding::new(FindingCode::TimestampNotGood)
            .with(Detail::Timestamp(report.kind().name()))
            .with_all(report.verdict().sub_indication().map(Detail::Reason));
        judgement.note(finding);
    }
    if stamps::are_too_many(signer, limits) {
        judgement.note(Finding::new(FindingCode::TimestampsTooMany));
    }
}

/// EN 319 102-1 §5.5.4: a time-stamp under the signature is older than one over it. That each is older than
/// those over it is seen where it is judged.
fn judge_order(reports: &[TimestampReport], judgement: &mut Judgement) {
    const CLAUSE: &str = "EN 319 102-1 §5.5.4";
    let good = |content: bool| {
        let of_kind = move |one: &&TimestampReport| {
            (one.kind() == TimestampKind::Content) == content && one.verdict().is_passed()
        };
        reports.iter().filter(of_kind)
    };
    let earliest = good(false).filter_map(TimestampReport::time).min();
    let wrong =
        good(true).find(|one| one.time().zip(earliest).is_some_and(|(own, over)| own > over));
    if let Some(wrong) = wrong {
        let finding = Finding::new(FindingCode::TimestampOrder)
            .by(CLAUSE)
            .with(Detail::Timestamp(wrong.kind().name()))
            .with_all(wrong.time().map(Detail::Time));
        judgement.doubt(Doubt::TimestampOrderFailure, finding);
    }
}
