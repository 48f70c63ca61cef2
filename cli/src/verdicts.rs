//! How verdicts look, and which exit status they have.

use anstyle::Style;
use antin::ades::Verdict;

use crate::exit::Exit;
use crate::print::{BAD, DOUBT, GOOD};

/// Returns the style of a verdict at a terminal.
pub(crate) fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Passed => GOOD,
        Verdict::Failed(_) => BAD,
        _ => DOUBT,
    }
}

/// Returns the exit status of a verdict. What is unknown here did not pass.
pub(crate) fn exit(verdict: Verdict) -> Exit {
    match verdict {
        Verdict::Passed => Exit::Passed,
        Verdict::Failed(_) => Exit::Failed,
        _ => Exit::Indeterminate,
    }
}
