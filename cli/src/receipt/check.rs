//! `antin receipt check`: a receipt is held against the package that was sent.

use std::io::Write;
use std::path::{Path, PathBuf};

use antin::Error;
use antin::ades::Verdict;
use antin::edxml::{NoSenders, Opening, State};
use antin::limits::Limits;
use antin::policy::Policy;
use antin::receipt::{Judging, ReceiptReport, Sent, receipts};
use antin::{Evidence, Time};

use crate::args::{ReceiptCheckArgs, TextFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::{Language, errors};
use crate::progress::Progress;
use crate::senders::{self, Source};
use crate::{clock, container, files, input, policy, print, verdicts, verify};

/// Runs `antin receipt check`.
pub(super) fn run(args: &ReceiptCheckArgs, language: Language) -> Result<Exit, Failure> {
    let policy = policy::policy(&args.policy, &args.evidence.trust)?;
    let evidence = input::evidence(&args.evidence, &args.evidence_file, language)?;
    let source = Source::read(&args.senders)?;
    let octets = read(&args.receipt)?;
    let (policy, evidence) = match args.online {
        true => senders::gathered(&octets, &args.net, policy, evidence, language)?,
        false => (policy, evidence),
    };
    let at = args.at.map_or_else(clock::now, Ok)?;
    let sent = sent(&args.package, &args.seal, &policy, &evidence, at)?;
    let online = args.online.then_some(&args.net);
    let known = source.judge(&policy, &evidence, online, at, language)?;
    let mut judging = Judging::new(&sent, known.senders());
    if let Some(before) = args.after {
        judging = judging.after(before);
    }
    let report = judging
        .judge(&octets, &policy, &evidence, at)
        .map_err(|error| Failure::unable(&errors::CANNOT_JUDGE).at(&args.receipt).because(error))?;
    known.describe(language);
    let exit = exit(&report);
    print::finished(print_report(&report, args.output, language), exit)
}

/// The receipt, or the only one that a package carries.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    if container::is_container(&files::peek(path)?) {
        return files::read(path);
    }
    let package = Progress::new(files::open(path)?);
    let found = receipts(package, &Limits::DEFAULT)
        .map_err(|error| Failure::unable(&errors::NO_RECEIPT).at(path).because(error))?;
    let mut found = found.into_iter().map(|(_, octets)| octets);
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(Failure::unable(&errors::NO_RECEIPT_IN).at(path)),
        (Some(_), Some(_)) => Err(Failure::unable(&errors::SEVERAL_RECEIPTS).at(path).at(path)),
    }
}

/// What was sent. Nothing can be held against a package that is not what was sealed, or whose seal did
/// not pass: it may not be what went out.
pub(crate) fn sent(
    path: &Path,
    beside: &[PathBuf],
    policy: &Policy,
    evidence: &Evidence,
    at: Time,
) -> Result<Sent, Failure> {
    let beside = beside.iter().map(|path| files::read(path)).collect::<Result<Vec<_>, _>>()?;
    let beside: Vec<&[u8]> = beside.iter().map(Vec::as_slice).collect();
    let failed = |error: Error| Failure::unable(&errors::BAD_PACKAGE).at(path).because(error);
    let opening = Opening::new().senders(&NoSenders).beside(&beside);
    let package = Progress::new(files::open(path)?);
    let report = opening.open(package, policy, evidence, at).map_err(failed)?;
    let is_sound = match report.state() {
        State::NotSealed => true,
        state => state.is_whole() && report.verdict().is_passed(),
    };
    if !is_sound {
        let failure = Failure::unable(&errors::NOT_AS_SENT).at(path);
        return Err(failure.with(report.state().as_str()).with(report.verdict().to_string()));
    }
    Sent::of(&report).ok_or_else(|| Failure::unable(&errors::NO_DOCUMENT).at(path))
}

/// What is known to be wrong comes before what is not known.
fn exit(report: &ReceiptReport) -> Exit {
    let wrong = report.fault().is_some() || !report.mismatches().is_empty();
    match report.verdict() {
        Verdict::Failed(_) => Exit::Failed,
        _ if wrong => Exit::Failed,
        Verdict::Passed if report.is_accepted() => Exit::Passed,
        Verdict::Passed => Exit::Indeterminate,
        verdict => verdicts::exit(verdict),
    }
}

fn print_report(
    report: &ReceiptReport,
    format: TextFormat,
    language: Language,
) -> Result<(), Failure> {
    let mut out = anstream::stdout();
    match format {
        TextFormat::Json => {
            let json = report.to_json(language.into());
            print::line(&mut out, &format!("{json:#}"))
        }
        TextFormat::Text => print_text(&mut out, report, language),
    }
}

/// Prints a report for people.
pub(crate) fn print_text(
    out: &mut impl Write,
    report: &ReceiptReport,
    language: Language,
) -> Result<(), Failure> {
    let text = report.to_text(language.into());
    let inner = report.report().map(verify::verdicts_in).unwrap_or_default();
    let verdicts: Vec<Verdict> = inner.into_iter().chain([report.verdict()]).collect();
    verify::print_text(out, text.trim_end(), &verdicts)
}
