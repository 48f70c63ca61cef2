//! CAdES: CMS signatures with the attributes that make them advanced electronic signatures.
//!
//! ETSI EN 319 122-1 V1.3.1 §5, §6 (baseline levels B-B to B-LTA), on RFC 5652; judged by EN 319 102-1
//! §5.3 to §5.6.
//! Stricter than the text: SHA-1 and RSA keys below 2048 bits are never used to sign, and the
//! reference to the signing certificate is by the signature's own digest algorithm. More lenient:
//! plain CMS, with attributes and without, is judged as well, and findings say what it lacks.
//! Left out, so far: countersignatures, which are reported and not judged.

mod add;
mod archive;
mod attached;
mod carry;
mod content;
mod detached;
mod extend;
mod judge;
mod judging;
mod material;
mod options;
mod prepare;
mod sign;
mod stamps;
mod verify;

pub use add::prepare_addition;
pub use attached::{AttachedSigning, sign_attached};
pub use carry::{Attaching, Detached, attach, detach};
pub use content::Content;
pub use detached::DetachedSigning;
pub use extend::extend;
pub use options::Options;
pub use prepare::{Prepared, prepare, prepare_digest, prepare_reader};
pub use sign::{add_signature, sign, sign_reader};
pub use verify::{verify, verify_reader};

pub(crate) use extend::{stamp, with_material};
pub(crate) use judging::Judging;
#[cfg(feature = "online")]
pub(crate) use material::wanted;
pub(crate) use prepare::digest_algorithm;
pub(crate) use sign::complete;
pub(crate) use verify::{Outer, verify_within};

#[cfg(test)]
mod tests;
