//! `antin gateway send`: judged, sealed, recorded, and only then written.

use antin::gateway::{JudgedSending, OutboundReason, Sending};
use serde_json::json;

use crate::args::{GatewaySendArgs, TextFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, errors, gateway as text, library};
use crate::print::{self, BAD, GOOD};
use crate::progress::Progress;

use super::{Desk, Told, print_package, refuse_output, stopped};

/// Runs `antin gateway send`.
pub(super) fn run(args: &GatewaySendArgs, language: Language) -> Result<Exit, Failure> {
    let path = &args.package;
    let package = Progress::new(files::open(path)?);
    refuse_output(&args.out, "--out", path)?;
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    let output = Output::begin(&args.out, force, Access::Usual)?;
    let desk = Desk::new(&args.options, language)?;
    let outbound = desk.gateway.outbound(&desk.agency);
    let sending = outbound
        .send(package, &desk.evidence, desk.at, output)
        .map_err(|fault| stopped(path, fault, language))?;
    match sending {
        Sending::Refused(refused) => {
            let told = refusal(refused.report(), refused.entry(), language);
            let printed = tell(args, &told, None, Some(refused.report()), language);
            print::finished(printed, Exit::Failed)
        }
        Sending::Sent(sent) => {
            let (entry, seal) = (sent.entry(), hexadecimal(sent.seal()));
            sent.into_inner().finish().inspect_err(|_| {
                print::note(&text::RECORDED_SENT.fill(language, &[&entry.to_string()]));
            })?;
            let out = print::harmless(&args.out.display().to_string());
            print::note(&text::WROTE_PACKAGE.fill(language, &[&out]));
            let (style, head, decision) = (GOOD, &text::SENT, "accept");
            let told = Told { style, head, decision, reasons: Vec::new(), entry, error: None };
            print::finished(tell(args, &told, Some(seal), None, language), Exit::Passed)
        }
    }
}

fn refusal(judged: &JudgedSending, entry: u64, language: Language) -> Told<'static> {
    let words = |reason: &OutboundReason| (reason.to_string(), reason.text(language.into()));
    Told {
        style: BAD,
        head: &text::REFUSED,
        decision: "refuse",
        reasons: judged.reasons().iter().map(words).collect(),
        entry,
        error: judged.error().map(|error| library::clause(error, language)),
    }
}

fn tell(
    args: &GatewaySendArgs,
    told: &Told<'_>,
    seal: Option<String>,
    judged: Option<&JudgedSending>,
    language: Language,
) -> Result<(), Failure> {
    let report = judged.and_then(JudgedSending::report);
    let mut out = anstream::stdout();
    match args.options.output {
        TextFormat::Json => {
            let mut json = told.to_json();
            json["seal"] = json!(seal);
            json["report"] = json!(report.map(|report| report.to_json(language.into())));
            print::line(&mut out, &format!("{json:#}"))
        }
        TextFormat::Text => {
            told.print(&mut out, language)?;
            // Of a package without a seal there is nothing more to say.
            let report = report.filter(|report| !report.seals().is_empty());
            print_package(&mut out, report, language)
        }
    }
}

fn hexadecimal(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}
