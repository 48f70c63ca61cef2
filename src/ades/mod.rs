//! The judgement of signatures, and the report that tells it.
//!
//! ETSI EN 319 102-1 V1.4.1: status indications (§5.1.3, Tables 5 and 6) and the validation of
//! basic signatures (§5.3). Where it is stricter: a judgement passes only if every building block
//! was gone through and said so; a step that was left out is a doubt, never a pass. What it leaves
//! out, so far: signatures with time (§5.5) and with long-term material (§5.6).

mod acceptance;
mod chain;
mod container;
mod evidence;
mod finding;
pub(crate) mod json;
mod judgement;
mod material;
mod past;
mod proofs;
mod report;
mod revocation;
mod signature;
mod text;
mod timestamp;
mod verdict;
mod verified;

pub use container::{ContainedFile, Container};
pub use evidence::{Evidence, Freshness, Origin, Subject};
pub use finding::{Detail, Finding, FindingCode, Severity};
pub use report::{Format, Report};
pub use signature::{Coverage, SignatureReport, Signer};
pub use timestamp::{TimestampKind, TimestampReport};
pub use verdict::{Doubt, Failure, Verdict};
pub use verified::{Recheck, Rejected, Verified};

pub use crate::language::Language;
pub use crate::policy::level::Level;

pub(crate) use acceptance::{
    Claims, Setting, judge_acceptance, judge_algorithm, judge_digest, label,
};
pub(crate) use chain::{Carried, Chain, Made, judge_chain};
pub(crate) use finding::{escape, vietnam_time};
pub(crate) use judgement::{Judgement, Step};
pub(crate) use material::RevocationData;
pub(crate) use proofs::Proofs;
pub(crate) use report::Content;
pub(crate) use revocation::{proof_text, standing_text};
pub(crate) use signature::Facts;
pub(crate) use timestamp::{Stamped, judge_timestamp, unreadable_timestamp};
