//! `antin gateway take`: a receipt that came back, judged and recorded.

use antin::gateway::ReturnedReceipt;
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
    let exit = if taken.is_accepted() { Exit::Passed } else { Exit::Failed };
    print::finished(tell(&taken, args.options.output, language), exit)
}

fn tell(taken: &ReturnedReceipt, output: TextFormat, language: Language) -> Result<(), Failure> {
    let (style, head, decision) = match taken.is_accepted() {
        true => (GOOD, &text::ACCEPTED, "accept"),
        false => (BAD, &text::REFUSED, "refuse"),
    };
    let reasons = taken.reasons().iter();
    let reasons = reasons.map(|code| (code.clone(), words(code, language).to_owned())).collect();
    let told = Told { style, head, decision, reasons, entry: taken.entry(), error: None };
    let report = taken.report();
    let mut out = anstream::stdout();
    match output {
        TextFormat::Json => {
            let mut json = told.to_json();
            let reasons = taken.reasons().iter().map(|code| json!({ "code": code }));
            json["reasons"] = reasons.collect();
            json["report"] = report.to_json(language.into());
            print::line(&mut out, &format!("{json:#}"))
        }
        TextFormat::Text => {
            told.print(&mut out, language)?;
            // By itself it may be good, which is not what was decided: the reason says all then.
            if report.is_accepted() && !taken.is_accepted() {
                return Ok(());
            }
            receipt::print_text(&mut out, report, language)
        }
    }
}

/// Words for a reason; none for those that the judgement on the receipt tells.
fn words(code: &str, language: Language) -> &'static str {
    if code == "other-sender" { text::NOT_THE_SENDER.say(language) } else { "" }
}
