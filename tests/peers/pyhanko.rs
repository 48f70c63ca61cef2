//! pyHanko passes what antin makes, and antin passes what pyHanko makes; neither passes what was changed.

use crate::exchange::{Change, peer_judges_ours, we_judge_theirs};
use crate::{PYHANKO, pki};
use antin::ades::{Failure, Verdict};

#[test]
fn pyhanko_passes_what_antin_makes_and_nothing_that_was_changed() {
    if !PYHANKO.is_here() {
        return;
    }
    let folder = pki("pyhanko-ours");
    for (case, answer) in peer_judges_ours(&PYHANKO, &folder) {
        let passed = answer["valid"] == 1 && answer["signatures"] == 1;
        assert_eq!(passed, case.change == Change::Nothing, "{case:?}: {answer}");
    }
}

#[test]
fn antin_passes_what_pyhanko_makes_and_says_what_was_changed() {
    if !PYHANKO.is_here() {
        return;
    }
    let folder = pki("pyhanko-theirs");
    for (case, verdict) in we_judge_theirs(&PYHANKO, &folder) {
        let expected = match case.change {
            Change::Content => Verdict::Failed(Failure::HashFailure),
            Change::Nothing => Verdict::Passed,
            Change::Value => Verdict::Failed(Failure::SigCryptoFailure),
        };
        assert_eq!(verdict, expected, "{case:?}");
    }
}
