//! `antin journal`: what a gateway wrote down, checked, exported and time-stamped.

use std::io::{BufReader, Write};
use std::path::Path;
use std::time::Duration;

use antin::durable::{Durable, ExportFault};
use antin::gateway::{Ledger, LedgerFault};
use antin::journal::{Broken, Checked, Checker, Fault, Head};
use antin::tsp::Timestamper;
use antin::{Error, Evidence};
use serde_json::{Value, json};

use crate::args::{
    JournalArgs, JournalCheckArgs, JournalCommand, JournalExportArgs, JournalStampArgs, TextFormat,
};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, errors, journal};
use crate::ledger::unusable;
use crate::print::{BAD, DOUBT, GOOD};
use crate::{clock, input, online, policy, print};

/// Runs `antin journal`.
pub(crate) fn run(args: &JournalArgs, language: Language) -> Result<Exit, Failure> {
    match &args.command {
        JournalCommand::Check(args) => check(args, language),
        JournalCommand::Export(args) => export(args, language),
        JournalCommand::Stamp(args) => stamp(args, language),
    }
}

fn check(args: &JournalCheckArgs, language: Language) -> Result<Exit, Failure> {
    let file = BufReader::with_capacity(64 << 10, files::open(&args.file)?);
    let judged = !args.evidence.trust.is_empty() || args.policy.policy.is_some();
    let at = match args.at {
        Some(at) => at,
        None => clock::now()?,
    };
    let (policy, evidence) = if judged {
        let evidence = input::evidence_beside(Evidence::new(), &args.evidence, &[], language)?;
        (Some(policy::policy(&args.policy, &args.evidence.trust)?), evidence)
    } else {
        (None, Evidence::new())
    };
    let mut checker = Checker::new();
    if let Some(head) = args.head {
        checker = checker.kept(head);
    }
    if let Some(policy) = &policy {
        checker = checker.stamps(policy, &evidence, at);
    }
    let unread = |error| Failure::unable(&errors::CANNOT_READ).at(&args.file).because_io(error);
    checker.read(file).map_err(unread)?;
    let result = checker.finish();
    if result.as_ref().is_err_and(|broken| !broken.is_journal()) {
        return Err(Failure::unable(&journal::NO_JOURNAL).at(&args.file));
    }
    let exit = exit_of(&result);
    let mut out = anstream::stdout();
    let printed = match args.output {
        TextFormat::Json => print::line(&mut out, &format!("{:#}", to_json(&result))),
        TextFormat::Text => show(&result, &args.file, &mut out, language),
    };
    print::finished(printed, exit)
}

fn exit_of(result: &Result<Checked, Broken>) -> Exit {
    match result.as_ref().map_err(Broken::fault) {
        Ok(_) => Exit::Passed,
        Err(Fault::StampNotPassed) => Exit::Indeterminate,
        Err(Fault::Version) => Exit::Unable,
        Err(_) => Exit::Failed,
    }
}

fn show(
    result: &Result<Checked, Broken>,
    file: &Path,
    out: &mut impl Write,
    language: Language,
) -> Result<(), Failure> {
    let file = print::harmless(&file.display().to_string());
    match result {
        Ok(checked) => {
            let entries = checked.head().number.to_string();
            print::styled(out, GOOD, journal::WHOLE.say(language))?;
            if checked.head() == Head::EMPTY {
                return print::line(out, &journal::NO_ENTRIES.fill(language, &[&file]));
            }
            print::line(out, &journal::ENTRIES.fill(language, &[&file, &entries]))?;
            print::line(out, &stamps(checked, language))?;
            print::line(out, &journal::HEAD.fill(language, &[&written(checked.head())]))
        }
        Err(broken) => show_broken(broken, out, language),
    }
}

fn show_broken(broken: &Broken, out: &mut impl Write, language: Language) -> Result<(), Failure> {
    let what = broken.fault().text(language.into());
    let (entry, line) = (broken.entry().to_string(), broken.line().to_string());
    let since = broken.since().to_string();
    match broken.stamp_verdict() {
        Some(verdict) => {
            print::styled(out, DOUBT, journal::NOT_PROVEN.say(language))?;
            let what = format!("{what}: {verdict}");
            print::line(out, &journal::AT.fill(language, &[&entry, &line, &what]))?;
            let finding = broken.stamp_finding();
            finding.map_or(Ok(()), |one| print::line(out, one.text(language.into())))?;
            print::line(out, &journal::NOT_PROVEN_SINCE.fill(language, &[&since]))?;
        }
        None => {
            print::styled(out, BAD, journal::BROKEN.say(language))?;
            print::line(out, &journal::AT.fill(language, &[&entry, &line, what]))?;
            if broken.since() < broken.entry() {
                print::line(out, &journal::SINCE.fill(language, &[&since, &entry]))?;
            }
        }
    }
    print::line(out, &journal::UP_TO.fill(language, &[&written(broken.whole())]))
}

fn stamps(checked: &Checked, language: Language) -> String {
    let Some(last) = checked.last_stamp() else {
        return journal::NO_STAMP.say(language).to_owned();
    };
    let text = if checked.is_judged() { &journal::STAMP } else { &journal::STAMP_NOT_JUDGED };
    text.fill(language, &[&last.over().to_string(), &last.time().to_rfc3339_at(7 * 60)])
}

/// An end of a journal as `--head` takes it.
fn written(head: Head) -> String {
    let digits: String = head.sha256.iter().map(|octet| format!("{octet:02x}")).collect();
    format!("{}:{digits}", head.number)
}

fn to_json(result: &Result<Checked, Broken>) -> Value {
    match result {
        Ok(checked) => {
            let last = checked.last_stamp().map(|last| {
                let time = last.time().to_string();
                json!({ "entry": last.entry(), "over": last.over(), "time": time })
            });
            json!({
                "whole": true,
                "entries": checked.head().number,
                "head": written(checked.head()),
                "stamps": checked.stamps(),
                "stamps_judged": checked.is_judged(),
                "last_stamp": last,
            })
        }
        Err(broken) => json!({
            "whole": false,
            "fault": broken.fault().code(),
            "entry": broken.entry(),
            "since": broken.since(),
            "line": broken.line(),
            "whole_up_to": written(broken.whole()),
            "stamp": broken.stamp_verdict().map(|verdict| json!({
                "verdict": verdict.etsi_name(),
                "sub_indication": verdict.sub_indication(),
                "finding": broken.stamp_finding().map(|one| one.code()),
            })),
        }),
    }
}

fn export(args: &JournalExportArgs, language: Language) -> Result<Exit, Failure> {
    let ledger = open(&args.ledger, language)?;
    if files::are_one(&args.out, &args.ledger) {
        return Err(Failure::usage(&errors::SAME_FILE).at(&args.ledger));
    }
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    let mut output = Output::begin(&args.out, force, Access::Usual)?;
    let mut file = std::io::BufWriter::new(&mut output);
    let exported = ledger.export(1, |line| {
        file.write_all(line)?;
        file.write_all(b"\n")
    });
    let unwritten = |error| Failure::unable(&errors::CANNOT_WRITE).at(&args.out).because_io(error);
    let head = match exported {
        Ok(head) => head,
        Err(ExportFault::Io(error)) => return Err(unwritten(error)),
        Err(ExportFault::Ledger(fault)) => return Err(no_ledger(&args.ledger, fault, language)),
        Err(_) => return Err(no_ledger(&args.ledger, LedgerFault::Storage, language)),
    };
    file.flush().map_err(unwritten)?;
    drop(file);
    output.finish()?;
    let (entries, out) = (head.number.to_string(), args.out.display().to_string());
    print::note(&journal::EXPORTED.fill(language, &[&entries, &print::harmless(&out)]));
    Ok(Exit::Passed)
}

fn stamp(args: &JournalStampArgs, language: Language) -> Result<Exit, Failure> {
    let ledger = open(&args.ledger, language)?;
    let failed = |fault| no_ledger(&args.ledger, fault, language);
    let head = ledger.head().map_err(failed)?;
    if head == Head::EMPTY {
        return Err(Failure::unable(&journal::EMPTY).at(&args.ledger));
    }
    let tsa = online::client(&args.net)?;
    let asked = || -> Result<_, Error> { tsa.tsa(&args.tsa)?.timestamp(&head.stamp_request()?) };
    let token = asked().map_err(|error| {
        Failure::unable(&errors::NO_TIMESTAMP).at(&args.ledger).with(&args.tsa).because(error)
    })?;
    let entry = ledger.stamp(clock::now()?, head, &token).map_err(failed)?;
    let time = token.info().time().to_rfc3339_at(7 * 60);
    let (over, entry) = (head.number.to_string(), entry.to_string());
    print::note(&journal::STAMPED.fill(language, &[&over, &time, &entry]));
    Ok(Exit::Passed)
}

/// Opens a ledger. Nothing is admitted here, so that the window means nothing.
fn open(path: &Path, language: Language) -> Result<Durable, Failure> {
    files::open(path)?;
    Durable::open(path, Duration::MAX).map_err(|fault| no_ledger(path, fault, language))
}

fn no_ledger(path: &Path, fault: LedgerFault, language: Language) -> Failure {
    unusable(&journal::NO_LEDGER, path, fault, language)
}
