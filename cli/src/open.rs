//! `antin open`: judges a sealed package, and takes its attachments out if it is accepted.

use std::io::{Cursor, Write};
use std::path::Path;

use antin::ades::{Evidence, Verdict};
use antin::edxml::{self, Binding, Opening, PackageReport, SealReport, State};
use antin::policy::Policy;

use crate::args::{OpenArgs, ReportFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::lang::{Language, errors};
use crate::progress::Progress;
use crate::senders::Source;
use crate::{
    clock, container, extract, html, input, levels, online, policy, print, verdicts, verify,
};

/// Runs `antin open`.
pub(crate) fn run(args: &OpenArgs, language: Language) -> Result<Exit, Failure> {
    let path = args.package.as_deref().unwrap_or_else(|| Path::new(""));
    let policy = policy::policy(&args.policy, &args.evidence.trust)?;
    let evidence = input::evidence(&args.evidence, &args.evidence_file, language)?;
    let beside = args.seal.iter().map(|path| files::read(path)).collect::<Result<Vec<_>, _>>()?;
    let source = Source::read(&args.senders)?;
    let beside: Vec<&[u8]> = beside.iter().map(Vec::as_slice).collect();
    if let Some(folder) = &args.extract {
        extract::check(folder)?;
    }
    let (mut policy, evidence) = match args.online {
        true => gathered(args, path, &beside, policy, evidence, language)?,
        false => (policy, evidence),
    };
    // What was fetched is newer than the time before it was: the clock is read afterwards.
    let at = args.at.map_or_else(clock::now, Ok)?;
    let online = args.online.then_some(&args.net);
    let known = source.judge(&policy, &evidence, online, at, language)?;
    if let Some(level) = args.require_level {
        policy = policy.require_level(levels::level(level));
    }
    let opening = Opening::new().senders(known.senders()).beside(&beside);
    let package = Progress::new(files::open(path)?);
    let report = opening
        .open(package, &policy, &evidence, at)
        .map_err(|error| Failure::unable(&errors::BAD_PACKAGE).at(path).because(error))?;
    known.tell(&report, language);
    let exit = exit(&report);
    let printed = print_report(&report, path, args.output, language);
    if let Some(folder) = &args.extract {
        take_out(report, path, folder, language)?;
    }
    print::finished(printed, exit)
}

/// Fetches what the seals need.
fn gathered(
    args: &OpenArgs,
    path: &Path,
    beside: &[&[u8]],
    mut policy: Policy,
    mut evidence: Evidence,
    language: Language,
) -> Result<(Policy, Evidence), Failure> {
    let failed = |error| Failure::unable(&errors::BAD_PACKAGE).at(path).because(error);
    let client = online::client(&args.net)?;
    let package = Progress::new(files::open(path)?);
    let inside = edxml::seals(package, policy.limits()).map_err(failed)?;
    let inside = inside.iter().map(|(_, octets)| octets.as_slice());
    for octets in inside.chain(beside.iter().copied()) {
        // A container that cannot be read is a fault in the report.
        let signatures = container::signatures(Cursor::new(octets)).unwrap_or_default();
        for signature in signatures {
            let now = clock::now()?;
            let found = online::gather(&client, &signature, &policy, &evidence, now, language);
            let Ok(found) = found else { continue };
            policy = online::policy_for(&found, policy, language);
            evidence = found.into_evidence();
        }
    }
    Ok((policy, evidence))
}

/// What is known to be wrong comes before what is not known.
fn exit(report: &PackageReport) -> Exit {
    match (report.state(), report.verdict()) {
        (State::NotSealed, _) => Exit::Indeterminate,
        (State::Intact | State::RewrittenByHop, Verdict::Passed) => {
            match report.sender().binding() {
                Binding::Bound => Exit::Passed,
                _ => Exit::Indeterminate,
            }
        }
        (State::Intact | State::RewrittenByHop, verdict) => verdicts::exit(verdict),
        _ => Exit::Failed,
    }
}

fn take_out(
    report: PackageReport,
    path: &Path,
    folder: &Path,
    language: Language,
) -> Result<(), Failure> {
    match report.into_verified() {
        Ok(verified) => extract::run(&verified, path, folder, language),
        Err(_) => {
            let folder = folder.display().to_string();
            print::note(&errors::NOT_ACCEPTED.fill(language, &[&folder]));
            Ok(())
        }
    }
}

fn print_report(
    report: &PackageReport,
    path: &Path,
    format: ReportFormat,
    language: Language,
) -> Result<(), Failure> {
    let mut out = anstream::stdout();
    match format {
        ReportFormat::Json => {
            let json = report.to_json(language.into());
            print::line(&mut out, &format!("{json:#}"))
        }
        ReportFormat::Html => {
            let json = report.to_json(language.into());
            let page = html::package_page(&json, &path.display().to_string(), language);
            out.write_all(page.as_bytes()).map_err(print::failure)
        }
        ReportFormat::Text => print_text(&mut out, report, language),
    }
}

/// Prints a report for people.
pub(crate) fn print_text(
    out: &mut impl Write,
    report: &PackageReport,
    language: Language,
) -> Result<(), Failure> {
    let text = report.to_text(language.into());
    let signatures = report.seals().iter().filter_map(SealReport::report);
    let signatures = signatures.flat_map(verify::verdicts_in);
    let seals = report.seals().iter().map(SealReport::verdict);
    let verdicts: Vec<Verdict> = signatures.chain(seals).chain([report.verdict()]).collect();
    verify::print_text(out, text.trim_end(), &verdicts)
}
