//! The container of a seal: ASiC-E with one statement and one signature (`docs/seal.md` §4).

use std::io::Cursor;

use crate::Time;
use crate::ades::{Evidence, Report};
use crate::asic::{self, Reading, Role};
use crate::cms::SignedData;
use crate::crypto::{DigestAlgorithm, Hasher};
use crate::edxml::seal::held::STATEMENT;
use crate::edxml::seal::layout::octets;
use crate::edxml::statement::{Sha256, Statement};
use crate::error::Error;
use crate::limits::Limits;
use crate::policy::Policy;
use crate::zip::Archive;

/// What is wrong with a container that should be a seal.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealFault {
    /// It is no container that can be judged.
    Container(Error),
    /// It holds something beside the statement, or the signature does not cover it.
    OtherContent,
    /// It has no signature, or several, or things that are not judged.
    Signatures,
    /// Its statement cannot be read.
    Statement(Error),
    /// It is on the package already.
    Repeated,
}

/// A container that was read: what it says, and the judgement on its signature.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    pub(super) sha256: Sha256,
    pub(super) id: Option<Sha256>,
    pub(super) statement: Option<Statement>,
    pub(super) fault: Option<SealFault>,
    pub(super) report: Option<Report>,
}

/// Tells whether a container of ASiC-E is a seal: whether it has a statement.
pub(super) fn is_seal(container: &[u8], limits: &Limits) -> bool {
    let archive = Archive::open(Cursor::new(container), Reading::Lenient, limits);
    archive.is_ok_and(|archive| archive.entries().iter().any(|entry| entry.name() == STATEMENT))
}

/// By what a seal is known (`docs/seal.md` §4.1): the digest of what its key signed, which nobody
/// else can vary. `None` if there is not exactly one signature.
pub(super) fn id(container: &[u8], limits: &Limits) -> Option<Sha256> {
    let mut archive = Archive::open(Cursor::new(container), Reading::Lenient, limits).ok()?;
    let roles = archive.entries().iter().map(|entry| asic::role(entry.name()));
    let places: Vec<usize> =
        (0..).zip(roles).filter(is_signature).map(|(place, _)| place).collect();
    let [place] = places.as_slice() else { return None };
    let signature = archive.read(*place, limits.message).ok()?;
    let signature = SignedData::from_bytes_with(&signature, limits).ok()?;
    let [Ok(signer)] = signature.signers() else { return None };
    let signed = signer.signed_attributes()?.to_der();
    Some(octets(&Hasher::digest(DigestAlgorithm::Sha256, &signed)))
}

fn is_signature((_, role): &(usize, Role)) -> bool {
    *role == Role::Signature
}

/// Judges a container, and reads its statement.
pub(super) fn open(
    container: &[u8],
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> Result<Opened, Error> {
    let sha256 = octets(&Hasher::digest(DigestAlgorithm::Sha256, container));
    let id = id(container, policy.limits());
    let mut opened = Opened { sha256, id, statement: None, fault: None, report: None };
    if id.is_none() {
        // What has many signatures is not judged, as each costs a path.
        let archive = Archive::open(Cursor::new(container), Reading::Strict, policy.limits());
        let fault = archive.err().map_or(SealFault::Signatures, SealFault::Container);
        opened.fault = Some(fault);
        return Ok(opened);
    }
    let report = asic::verify(Cursor::new(container), Reading::Strict, policy, evidence, at);
    match report {
        Ok(report) => {
            opened.fault = fault(container, &report, policy.limits());
            opened.report = Some(report);
        }
        Err(error @ Error::Other(_)) => return Err(error),
        Err(error) => opened.fault = Some(SealFault::Container(error)),
    }
    if opened.fault.is_none() {
        match statement(container, policy) {
            Ok(statement) => opened.statement = Some(statement),
            Err(error) => opened.fault = Some(SealFault::Statement(error)),
        }
    }
    Ok(opened)
}

/// One file, the statement; one signature, which covers it; nothing else.
fn fault(container: &[u8], report: &Report, limits: &Limits) -> Option<SealFault> {
    let files = report.container().map_or(&[][..], |container| container.files());
    if report.signatures().len() != 1 {
        return Some(SealFault::Signatures);
    }
    match files {
        [file] if file.name == STATEMENT && file.covered_by == [0] => {
            (!is_bare(container, limits)).then_some(SealFault::OtherContent)
        }
        _ => Some(SealFault::OtherContent),
    }
}

/// Tells whether a container has no entries but those of `docs/seal.md` §4, and no comment.
fn is_bare(container: &[u8], limits: &Limits) -> bool {
    let archive = Archive::open(Cursor::new(container), Reading::Strict, limits);
    archive.is_ok_and(|archive| {
        let others = archive.entries().iter().map(|entry| asic::role(entry.name()));
        let others = others.filter(|role| matches!(role, Role::Metadata | Role::Folder));
        archive.comment().is_empty() && others.count() == 0
    })
}

fn statement(container: &[u8], policy: &Policy) -> Result<Statement, Error> {
    let limits = policy.limits();
    let mut archive = Archive::open(Cursor::new(container), Reading::Strict, limits)?;
    let place = archive.find(STATEMENT).ok_or(Error::Unreachable("a file that was judged"))?;
    let json = archive.read(place, limits.statement)?;
    Statement::from_json_with(&json, limits)
}
