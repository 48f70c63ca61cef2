//! `antin gateway receive`: judged, answered, recorded, and only then handed out.

use std::io::Write;
use std::path::Path;

use antin::gateway::Received;
use antin::journal::Decision;
use serde_json::json;

use crate::args::{GatewayReceiveArgs, TextFormat};
use crate::exit::Exit;
use crate::extract;
use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, errors, gateway as text, library};
use crate::print::{self, BAD, DOUBT, GOOD};
use crate::progress::Progress;

use super::{Desk, Told, print_package, refuse_output, stopped};

/// Runs `antin gateway receive`.
pub(super) fn run(args: &GatewayReceiveArgs, language: Language) -> Result<Exit, Failure> {
    let path = &args.package;
    let mut package = Progress::new(files::open(path)?);
    if let Some(folder) = &args.extract {
        refuse_folder(folder)?;
    }
    let target = args.receipt_out.as_deref().map(|out| {
        refuse_output(out, "--receipt-out", path)?;
        let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
        Output::begin(out, force, Access::Usual).map(|output| (out, output))
    });
    let target = target.transpose()?;
    let desk = Desk::new(&args.options, language)?;
    let stopped = |fault| stopped(path, fault, language);
    let evidence = &desk.evidence;
    let inbound = desk.gateway.inbound(&desk.agency);
    let judged = inbound.judge(&mut package, evidence, desk.at).map_err(stopped)?;
    let answered = match target {
        Some(_) => judged.answer(evidence).map_err(|error| stopped(error.into()))?,
        // A receipt that nobody gets is not made.
        None => judged.without_receipt(),
    };
    let received = answered.record().map_err(stopped)?;
    // From here on it is recorded, whatever happens.
    let written = hand_out(args, &received, target, language).inspect_err(|_| {
        let entry = received.entry().to_string();
        print::note(&text::RECORDED_BUT.fill(language, &[&entry]));
    })?;
    let receipt = written.map(|path| path.display().to_string());
    print::finished(tell(args, &received, receipt, language), exit(received.decision()))
}

/// What may be in the way is found before it is recorded that the attachments were handed out.
fn refuse_folder(folder: &Path) -> Result<(), Failure> {
    extract::check(folder)?;
    let is_empty = std::fs::read_dir(folder).map_or(true, |mut inside| inside.next().is_none());
    if is_empty { Ok(()) } else { Err(Failure::unable(&text::NOT_EMPTY).at(folder)) }
}

/// Writes the attachments, and then the receipt, which says that they are there.
fn hand_out<'o>(
    args: &GatewayReceiveArgs,
    received: &Received,
    target: Option<(&'o Path, Output)>,
    language: Language,
) -> Result<Option<&'o Path>, Failure> {
    // The one that fails does not take the other with it.
    let written = target.map_or(Ok(None), |target| write_receipt(received, target, language));
    extract_to(args, received, language)?;
    written
}

fn extract_to(
    args: &GatewayReceiveArgs,
    received: &Received,
    language: Language,
) -> Result<(), Failure> {
    let Some(folder) = &args.extract else { return Ok(()) };
    if let Some(verified) = received.verified() {
        return extract::run(verified, &args.package, folder, language);
    }
    let folder = print::harmless(&folder.display().to_string());
    print::note(&errors::NOT_ACCEPTED.fill(language, &[&folder]));
    Ok(())
}

fn write_receipt<'o>(
    received: &Received,
    (path, mut output): (&'o Path, Output),
    language: Language,
) -> Result<Option<&'o Path>, Failure> {
    let shown = print::harmless(&path.display().to_string());
    let Some(receipt) = received.receipt() else {
        print::note(&text::NO_RECEIPT.fill(language, &[&shown]));
        return Ok(None);
    };
    let cannot = |error| Failure::unable(&errors::CANNOT_WRITE).at(path).because_io(error);
    output.write_all(receipt).map_err(cannot)?;
    output.finish()?;
    print::note(&text::WROTE_RECEIPT.fill(language, &[&shown]));
    Ok(Some(path))
}

fn exit(decision: Decision) -> Exit {
    match decision {
        Decision::Accept => Exit::Passed,
        Decision::Quarantine => Exit::Indeterminate,
        _ => Exit::Failed,
    }
}

fn tell(
    args: &GatewayReceiveArgs,
    received: &Received,
    receipt: Option<String>,
    language: Language,
) -> Result<(), Failure> {
    let (style, head) = match received.decision() {
        Decision::Accept => (GOOD, &text::ACCEPTED),
        Decision::Quarantine => (DOUBT, &text::QUARANTINED),
        _ => (BAD, &text::REFUSED),
    };
    let words = antin::Language::from(language);
    let reasons = received.reasons().iter();
    let told = Told {
        style,
        head,
        decision: received.decision().code(),
        reasons: reasons.map(|one| (one.to_string(), one.text(words).to_owned())).collect(),
        entry: received.entry(),
        error: received.error().map(|error| library::clause(error, language)),
    };
    let mut out = anstream::stdout();
    match args.options.output {
        TextFormat::Json => {
            let mut json = told.to_json();
            json["receipt"] = json!(receipt);
            json["report"] = json!(received.report().map(|report| report.to_json(words)));
            print::line(&mut out, &format!("{json:#}"))
        }
        TextFormat::Text => {
            told.print(&mut out, language)?;
            print_package(&mut out, received.report(), language)
        }
    }
}
