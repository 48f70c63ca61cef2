//! `antin gateway take`: a receipt that came back, judged and recorded.

use serde_json::json;

use crate::args::{GatewayTakeArgs, TextFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::{Language, gateway as text};
use crate::print::{self, BAD, GOOD};
use crate::receipt;

use super::{Desk, Told, stopped};

/// Runs `antin gateway take`.
pub(super) fn run(args: &GatewayTakeArgs, language: Language) -> Result<Exit, Failure> {
    let octets = receipt::read(&args.receipt)?;
    let desk = Desk::new(&args.options, language)?;
    let (trust, evidence) = (&desk.trust, &desk.evidence);
    let sent = receipt::sent(&args.package, &[], trust, evidence, desk.at)?;
    let outbound = desk.gateway.outbound(&desk.agency);
    let taken = outbound
        .take_receipt(&octets, &sent, args.after, evidence, desk.at)
        .map_err(|fault| stopped(&args.receipt, fault, language))?;
    let (exit, style, head, decision) = match taken.is_accepted() {
        true => (Exit::Passed, GOOD, &text::ACCEPTED, "accept"),
        false => (Exit::Failed, BAD, &text::REFUSED, "refuse"),
    };
    let told =
        Told { style, head, decision, reasons: Vec::new(), entry: taken.entry(), error: None };
    let report = taken.report();
    let mut out = anstream::stdout();
    let printed = match args.options.output {
        TextFormat::Json => {
            let mut json = told.to_json();
            let reasons = taken.reasons().iter().map(|code| json!({ "code": code }));
            json["reasons"] = reasons.collect();
            json["report"] = report.to_json(language.into());
            print::line(&mut out, &format!("{json:#}"))
        }
        TextFormat::Text => {
            let printed = told.print(&mut out, language);
            printed.and_then(|()| receipt::print_text(&mut out, report, language))
        }
    };
    print::finished(printed, exit)
}
