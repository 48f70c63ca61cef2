//! ASiC: containers of files with the signatures over them.
//!
//! ETSI EN 319 162-1 V1.1.1: ASiC-S (§4.3) and ASiC-E (§4.4) with CAdES signatures and time-stamp
//! tokens, on [`zip`](crate::zip) and [`cades`](crate::cades).
//! Stricter than the text: a `mimetype` that is not the first entry, stored and without an extra field
//! is refused, as is whatever two readers of ZIP would see differently; a signature that several
//! manifests claim is in doubt; each file is either covered by a signature or named as uncovered.
//! Left out, so far: XAdES signatures and evidence records, which are recognised, named and keep the
//! whole from passing.

mod add;
mod archive;
mod contents;
mod edit;
mod extend;
mod extract;
mod file;
mod kind;
mod manifest;
mod options;
mod prepare;
mod references;
mod sign;
mod signatures;
mod single;
mod timestamps;
mod uri;
mod verify;

pub use add::{Addition, add_signature, prepare_addition};
pub use extend::extend;
pub use extract::extract;
pub use file::File;
pub use kind::Kind;
pub use options::Options;
pub use prepare::{Prepared, prepare};
pub use sign::{sign, sign_to};
pub use verify::verify;

pub(crate) use single::{Single, SingleFault, id, judge};

pub use crate::zip::Reading;

#[cfg(test)]
mod tests;
