//! Signs and judges official documents with agency certificates chained to a government root.
#![forbid(unsafe_code)]

pub mod ades;
pub mod asic;
pub mod cache;
pub mod cades;
pub mod chain;
pub mod cms;
pub mod crypto;
pub(crate) mod der;
#[cfg(feature = "durable")]
pub mod durable;
pub mod edxml;
mod error;
pub mod gateway;
pub mod inspect;
pub mod journal;
pub mod keys;
mod language;
pub mod limits;
pub mod oid;
#[cfg(feature = "online")]
pub mod online;
pub mod path;
pub mod pem;
pub mod policy;
pub mod receipt;
pub mod registry;
pub mod revocation;
pub mod time;
pub mod tsp;
mod verify;
pub mod x509;
pub mod xml;
pub mod zip;

pub use ades::{Evidence, Level, Report, Verdict};
pub use error::{
    ApiMisuse, Contradiction, CredentialError, Error, KeyError, Limit, Malformed, NetworkError,
    OtherError, PolicyFault, PolicyReason, Refusal, RefusalReason, Syntax, TimestampError,
    Unsupported,
};
pub use language::Language;
pub use policy::Policy;
pub use time::Time;
pub use verify::{Verifying, verify, verify_file, verify_reader};
