//! `antin gateway`: what an agency sends and receives, decided by a policy and recorded in a ledger.

mod config;
mod receive;
mod send;
mod take;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use antin::Time;
use antin::ades::Evidence;
use antin::durable::Durable;
use antin::edxml::PackageReport;
use antin::gateway::{Agency, Gateway, GatewayFault};
use serde_json::{Value, json};

use crate::args::{GatewayArgs, GatewayCommand, GatewayInitArgs, GatewayOptions};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::{Language, Text, gateway as text};
use crate::ledger::unusable;
use crate::{clock, files, open, print};

use config::{Config, Parts};

/// Runs `antin gateway`.
pub(crate) fn run(args: &GatewayArgs, language: Language) -> Result<Exit, Failure> {
    match &args.command {
        GatewayCommand::Init(args) => init(args, language),
        GatewayCommand::Send(args) => send::run(args, language),
        GatewayCommand::Receive(args) => receive::run(args, language),
        GatewayCommand::Take(args) => take::run(args, language),
    }
}

/// Makes the ledger, which nothing else does.
fn init(args: &GatewayInitArgs, language: Language) -> Result<Exit, Failure> {
    let config = Config::read(&args.config)?;
    let rules = config.rules()?;
    let path = config.ledger_path();
    if path.exists() {
        return Err(Failure::unable(&text::LEDGER_EXISTS).at(&path));
    }
    let now = clock::now()?;
    let horizon = args.sealed_after.unwrap_or(now);
    if horizon > now {
        return Err(Failure::usage(&text::SEALED_AFTER_NOW).with(horizon.to_string()));
    }
    let made = Durable::create(&path, config::window(&rules), horizon);
    made.map(drop).map_err(|fault| unusable(&text::CANNOT_MAKE_LEDGER, &path, fault, language))?;
    let shown = print::harmless(&path.display().to_string());
    print::note(&text::MADE_LEDGER.fill(language, &[&shown, &horizon.to_string()]));
    Ok(Exit::Passed)
}

/// Everything that one run of a gateway needs, with its files read.
struct Desk {
    gateway: Gateway,
    agency: Agency,
    trust: antin::Policy,
    evidence: Evidence,
    at: Time,
}

impl Desk {
    fn new(options: &GatewayOptions, language: Language) -> Result<Self, Failure> {
        let config = Config::read(&options.config)?;
        let at = options.at.map_or_else(clock::now, Ok)?;
        let Parts { rules, trust, evidence, registry } = config.parts(at, language)?;
        let agency = config.agency(&options.agency, language)?;
        // Last: a ledger is one process's at a time.
        let ledger = Arc::new(config.ledger(&rules, language)?);
        let gateway = Gateway::new(rules, trust.clone(), Arc::new(registry), ledger);
        Ok(Self { gateway, agency, trust, evidence, at })
    }
}

/// Why nothing was handed out.
fn stopped(path: &Path, fault: GatewayFault, language: Language) -> Failure {
    let failure = Failure::unable(&text::NOTHING_DECIDED).at(path);
    match fault {
        GatewayFault::Failed(error) => failure.because(error),
        fault => failure.with(fault.text(language.into())),
    }
}

/// Standard output is for what was decided, and an input is not to be replaced.
fn refuse_output(out: &Path, option: &str, input: &Path) -> Result<(), Failure> {
    if out == Path::new("-") {
        return Err(Failure::usage(&text::NOT_TO_STDOUT).with(option));
    }
    if files::are_one(out, input) {
        return Err(Failure::usage(&crate::lang::errors::SAME_FILE).at(input));
    }
    Ok(())
}

/// What was decided, and why.
struct Told<'t> {
    style: anstyle::Style,
    head: &'static Text,
    decision: &'t str,
    /// Codes, with what they are about, and words for them, which may be empty.
    reasons: Vec<(String, String)>,
    entry: u64,
    error: Option<String>,
}

impl Told<'_> {
    fn to_json(&self) -> Value {
        let reasons = self.reasons.iter().map(|(code, text)| json!({ "code": code, "text": text }));
        json!({
            "decision": self.decision,
            "reasons": reasons.collect::<Vec<Value>>(),
            "entry": self.entry,
            "error": self.error,
        })
    }

    fn print(&self, out: &mut impl Write, language: Language) -> Result<(), Failure> {
        print::styled(out, self.style, self.head.say(language))?;
        for (code, words) in &self.reasons {
            let colon = if words.is_empty() { "" } else { ": " };
            print::line(out, &print::harmless(&format!("  {code}{colon}{words}")))?;
        }
        if let Some(error) = &self.error {
            print::line(out, &print::harmless(&format!("  {error}")))?;
        }
        print::line(out, &text::ENTRY.fill(language, &[&self.entry.to_string()]))
    }
}

/// The judgement on the package, behind what was decided.
fn print_package(
    out: &mut impl Write,
    report: Option<&PackageReport>,
    language: Language,
) -> Result<(), Failure> {
    let Some(report) = report else { return Ok(()) };
    print::line(out, "")?;
    print::styled(out, print::HEADING, text::REPORT.say(language))?;
    open::print_text(out, report, language)
}
