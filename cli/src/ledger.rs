//! What is said of a ledger that cannot be used: why, and what to do about it.

use std::path::Path;

use antin::gateway::LedgerFault;

use crate::failure::Failure;
use crate::lang::{Language, Text, gateway as text};

/// A sentence with the path, the reason and the remedy.
pub(crate) fn unusable(
    sentence: &'static Text,
    path: &Path,
    fault: LedgerFault,
    language: Language,
) -> Failure {
    let remedy = match fault {
        LedgerFault::InUse => &text::REMEDY_IN_USE,
        LedgerFault::Damaged => &text::REMEDY_DAMAGED,
        _ => &text::REMEDY_DISK,
    };
    let failure = Failure::unable(sentence).at(path).with(fault.text(language.into()));
    failure.with(remedy.fill(language, &[]))
}
