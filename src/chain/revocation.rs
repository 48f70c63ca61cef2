//! Who answers about revocation (RFC 5280 §6.1.3 (a)(3)), and what the answers were.

use crate::Time;
use crate::path::{PathError, Question, Refusal, VerifiedPath};
use crate::revocation::{Answer, Checker};

/// How the certificates of a path that holds stand, in their order.
pub(super) fn of_path(path: &VerifiedPath, checker: &Checker<'_>, at: Time) -> Vec<Answer> {
    checker.answers(path.certificates(), path.anchor(), at)
}

/// How the certificate stands that the most telling path broke at, where that is its revocation.
pub(super) fn of_refusal(refusal: &Refusal, checker: &Checker<'_>, at: Time) -> Option<Answer> {
    let is_about = matches!(refusal.reason, PathError::Revoked | PathError::RevocationUndetermined);
    let tried = refusal.candidates.iter().find(|one| is_about && one.error == refusal.reason)?;
    let path: Vec<_> = tried.certificates.iter().collect();
    let above = path.get(tried.at + 1..)?;
    let question = Question::new(path.get(tried.at)?, above, tried.anchor.as_ref()?, at);
    Some(checker.answer(question))
}
