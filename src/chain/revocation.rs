//! Who answers about revocation (RFC 5280 §6.1.3 (a)(3)).

use crate::Time;
use crate::ades::Evidence;
use crate::path::{Issuer, RevocationChecker, Status, danger};
use crate::policy::{Policy, Revocation};
use crate::x509::Certificate;

/// Chooses who is asked about each certificate of a path, by what the policy demands.
pub(super) fn checker(policy: &Policy, evidence: &Evidence) -> Box<dyn RevocationChecker> {
    let in_doubt = match policy.revocation() {
        Revocation::Require => true,
        // What could say "revoked" must not be passed over.
        Revocation::IfPresent => evidence.tells_about_revocation(),
        Revocation::Skip => false,
    };
    if in_doubt { Box::new(NobodyAnswers) } else { Box::new(danger::WithoutRevocation::new()) }
}

/// Revocation status is wanted, and this version cannot evaluate any.
#[derive(Debug)]
struct NobodyAnswers;

impl RevocationChecker for NobodyAnswers {
    fn check(&self, _: &Certificate, _: Issuer<'_>, _: Time) -> Status {
        Status::Undetermined
    }
}
