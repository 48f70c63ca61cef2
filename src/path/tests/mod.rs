//! Tests of path building and validation: each check holds and, with one property flipped, refuses.

mod building;
mod certificates;
mod naming;
pub(crate) mod pki;
mod policy;
mod purposes;
mod trust;

use crate::path::{Context, PathError, Refusal, VerifiedPath, danger, find};
use crate::policy::{PathInputs, Profile, TrustAnchor, TrustStore};
use crate::x509::Certificate;
use pki::{Authority, now};

/// Judges a certificate at the tests' time under certificates as anchors.
fn judge(
    leaf: &Certificate,
    pool: &[&Authority],
    anchors: &[&Authority],
    inputs: &PathInputs,
) -> Result<VerifiedPath, Refusal> {
    let anchors = anchors.iter().map(|one| TrustAnchor::from_certificate(one.certificate.clone()));
    judge_under(leaf, pool, anchors.collect(), inputs)
}

#[expect(clippy::unwrap_in_result, reason = "a test without an anchor is a wrong test")]
fn judge_under(
    leaf: &Certificate,
    pool: &[&Authority],
    anchors: Vec<TrustAnchor>,
    inputs: &PathInputs,
) -> Result<VerifiedPath, Refusal> {
    let pool: Vec<_> = pool.iter().map(|one| one.certificate.clone()).collect();
    let trust = TrustStore::new(anchors).expect("anchors");
    let profile = Profile::default();
    let revocation = danger::WithoutRevocation::new();
    let context = Context::new(&trust, profile.algorithms(), inputs, &revocation, now());
    find(leaf, &pool, &context)
}

/// The reason of a refusal and the certificate that it concerns.
fn reason(result: Result<VerifiedPath, Refusal>) -> (PathError, usize) {
    let refusal = result.expect_err("a refusal");
    let first = refusal.candidates.first().expect("a candidate");
    assert_eq!(first.error, refusal.reason, "the reason is that of the first candidate");
    (refusal.reason, first.at)
}
