//! The container of a seal: ASiC-E with one statement and one signature (`docs/seal.md` §4).

use std::io::Cursor;

use crate::Time;
use crate::ades::{Evidence, Report};
use crate::asic::{self, Reading, Single, SingleFault};
use crate::edxml::seal::held::STATEMENT;
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

/// Judges a container, and reads its statement.
pub(super) fn open(
    container: &[u8],
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> Result<Opened, Error> {
    let limits = policy.limits();
    let file = (STATEMENT, limits.statement);
    let Single { sha256, id, report, file } = asic::judge(container, file, policy, evidence, at)?;
    let read =
        |json: Vec<u8>| Statement::from_json_with(&json, limits).map_err(SealFault::Statement);
    let (statement, fault) = match file.map_err(SealFault::from).and_then(read) {
        Ok(statement) => (Some(statement), None),
        Err(fault) => (None, Some(fault)),
    };
    Ok(Opened { sha256, id, statement, fault, report })
}

impl From<SingleFault> for SealFault {
    fn from(fault: SingleFault) -> Self {
        match fault {
            SingleFault::Container(error) => Self::Container(error),
            SingleFault::OtherContent => Self::OtherContent,
            SingleFault::Signatures => Self::Signatures,
            SingleFault::File(error) => Self::Statement(error),
        }
    }
}
