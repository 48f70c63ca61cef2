//! The report of `antin chain` on a terminal: its lines in colours, and which option helps.

use std::io::Write;

use anstyle::Style;
use antin::chain::{Line, LineKind, Outcome, Report};

use crate::failure::Failure;
use crate::lang::{Language, report as text};
use crate::print::{self, ASIDE, BAD, DOUBT, GOOD};

/// Prints a report for people.
pub(super) fn print(
    report: &Report,
    all: bool,
    out: &mut impl Write,
    language: Language,
) -> Result<(), Failure> {
    for line in report.lines(language.into(), all) {
        match style(line.kind()) {
            Some(style) => print::styled(out, style, &with_hint(&line, language))?,
            None => print::line(out, line.text())?,
        }
    }
    Ok(())
}

fn style(kind: LineKind) -> Option<Style> {
    match kind {
        LineKind::Verdict(Outcome::Passed) => Some(GOOD),
        LineKind::Verdict(Outcome::Failed) | LineKind::Refused => Some(BAD),
        LineKind::Verdict(_) | LineKind::Legacy | LineKind::BudgetSpent => Some(DOUBT),
        LineKind::NoAnchor
        | LineKind::Policies
        | LineKind::Revocation
        | LineKind::MoreCandidates
        | LineKind::JudgedAt => Some(ASIDE),
        _ => None,
    }
}

/// Says beside what is not shown, or was not tried, which option changes that.
fn with_hint(line: &Line, language: Language) -> String {
    let hint = match line.kind() {
        LineKind::BudgetSpent => &text::FEWER_CERTIFICATES,
        LineKind::MoreCandidates => &text::ALL_CANDIDATES,
        _ => return line.text().to_owned(),
    };
    format!("{line}; {}", hint.say(language))
}
