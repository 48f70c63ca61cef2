//! The judgement on a certificate alone: whether a path leads from it to a trust anchor.
//!
//! RFC 5280 §6.1, with the inputs of §6.1.1 from the policy ([`Policy::path_inputs`]). There is no
//! signature here, hence no sub-indication of EN 319 102-1: [`Outcome`] says that a path holds, that
//! those which were built were refused, or that neither can be told. Which checks there are, and where
//! they are stricter or looser than RFC 5280, is in `docs/path-validation.md` and, for CRLs and OCSP
//! answers, in `docs/revocation.md`.

mod json;
mod report;
mod revocation;
mod text;

pub use report::{Outcome, Rejected, Report};
pub use text::{Line, LineKind};

use crate::Time;
use crate::ades::Evidence;
use crate::path::{self, Context};
use crate::policy::Policy;
use crate::revocation::{Checker, Material};
use crate::x509::Certificate;

/// Judges whether a certificate has a path to an anchor of a policy that holds at a time.
///
/// The path may go through the certificates of the evidence, which are not trusted for being there.
/// The same arguments always give the same report: nothing is fetched and no clock is read.
///
/// By default the certificate must be fit to sign documents; [`PathInputs`](crate::policy::PathInputs)
/// of the policy ask for other purposes, names and certificate policies.
///
/// # Examples
///
/// ```
/// use antin::policy::TrustStore;
/// use antin::x509::Certificate;
/// use antin::{Evidence, Policy, Time, chain};
///
/// # fn demo(roots: &[u8], bundle: &[u8], der: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
/// let leaf = Certificate::from_der(der)?;
/// let evidence = Evidence::new().with_certificates_from(bundle)?;
/// let policy = Policy::new(TrustStore::from_pem(roots)?);
/// let now = Time::parse_rfc3339("2026-11-21T08:30:00+07:00")?;
/// let report = chain::judge(&leaf, &evidence, &policy, now);
/// println!("{}", report.to_text(antin::Language::Vi, false));
/// let path = report.into_path()?; // an error unless a path holds
/// # Ok(())
/// # }
/// ```
pub fn judge(leaf: &Certificate, evidence: &Evidence, policy: &Policy, at: Time) -> Report {
    let pool = evidence.certificates();
    let material = Material::new(pool, evidence.crls(), evidence.ocsp_responses());
    let checker = Checker::new(policy, material, at);
    let found = path::find(leaf, pool, &Context::of_policy(policy, &checker, at));
    let (answers, against) = match &found {
        Ok(path) => (revocation::of_path(path, &checker, at), None),
        Err(refusal) => (Vec::new(), revocation::of_refusal(refusal, &checker, at)),
    };
    Report::new(leaf, at, found).with_revocation(answers, against)
}
