//! Revocation: what CRLs and OCSP answers say of the certificates of a path, and who may say it.
//!
//! RFC 5280 §6.3 for CRLs, RFC 6960 with RFC 5019 and RFC 9654 for OCSP, EN 319 102-1 §5.2.5 for how
//! old they may be. A [`Checker`] is asked about one certificate in its path; the [`Answer`] names its
//! proof. It reads no clock and no network: all it knows was given to it.
//!
//! Stricter than the text: a CRL that bears the name of the certificate's issuer, and is signed with
//! another key, counts only if that key is certified by the issuer or by whoever certified the issuer.
//! RFC 5280 §6.3.3 (f) asks for the same anchor alone, with which any authority below the anchor could
//! take another's name and clear its certificates. The issuer of an indirect CRL needs a keyUsage, and to be
//! certified by an authority of the certificate's path, or by the anchor. A revocation other than a hold stays, whatever else
//! says "good" later, and however old the list is. How it is applied: `docs/revocation.md`.
//!
//! Left out: fetching; attribute certificates; a delta CRL from another issuer than its base.

mod answer;
mod answers;
mod checker;
mod crl_signer;
mod decide;
mod lists;
pub mod ocsp;
mod proof;
mod responder;
mod scope;
mod signer;
mod statement;

pub use answer::{Answer, NotAsked, Refused, Revoked, Standing, Unusable};
pub use checker::{Checker, Existence, Material};
pub use proof::{Proof, SignerPath};
pub(crate) use scope::concerns;
pub use statement::{Said, Statement};

#[cfg(test)]
pub(crate) mod tests;
