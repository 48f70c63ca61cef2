//! `antin registry check`: whether a signed registry is believed, and why not.

use antin::ades::{Report, Verdict};
use antin::registry::{Registry, RegistryFault, Seen};
use antin::{Time, verify};
use serde_json::{Value, json};

use crate::args::{RegistryCheckArgs, TextFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::{Language, errors, registry as text};
use crate::print::{self, BAD, GOOD};
use crate::registry::{seen, show};
use crate::{clock, input, message, policy, senders, verdicts, verify as judge};

/// The version of the report's form.
const VERSION: u32 = 1;

/// Runs `antin registry check`.
pub(super) fn run(args: &RegistryCheckArgs, language: Language) -> Result<Exit, Failure> {
    let policy = policy::policy(&args.policy, &args.evidence.trust)?;
    let evidence = input::evidence(&args.evidence, &args.evidence_file, language)?;
    let octets = message::read(&args.file)?;
    let signers = senders::signers(&args.signer)?;
    let before = args.seen.as_deref().map(seen::read).transpose()?.flatten();
    let (policy, evidence) = match args.online {
        true => senders::gathered(&octets, &args.net, policy, evidence, language)?,
        false => (policy, evidence),
    };
    let at = args.at.map_or_else(clock::now, Ok)?;
    let opened = senders::check(&policy, &signers, before).open(&octets, &evidence, at);
    let found = match &opened {
        Ok((believed, own)) => {
            let report = verify(&octets, None, &policy, &evidence, at).ok();
            Found { believed: Some((believed.registry(), *own)), fault: None, report, at, language }
        }
        Err(refused) => {
            let (fault, report) = (refused.fault(), refused.report().cloned());
            if let (RegistryFault::Unreadable(error), None) = (fault, &report) {
                let failure = Failure::unable(&errors::BAD_REGISTRY).at(&args.file);
                return Err(failure.because(error.clone()));
            }
            Found { believed: None, fault: Some(fault), report, at, language }
        }
    };
    if let (Some(file), Some((_, own))) = (&args.seen, found.believed) {
        seen::keep(file, own)?;
    }
    let exit = found.exit();
    print::finished(found.print(args.output), exit)
}

struct Found<'a> {
    believed: Option<(&'a Registry, Seen)>,
    fault: Option<&'a RegistryFault>,
    report: Option<Report>,
    at: Time,
    language: Language,
}

impl Found<'_> {
    /// What another time or more evidence could change is not decided.
    fn exit(&self) -> Exit {
        let verdict = self.report.as_ref().map(Report::verdict);
        match (self.fault, verdict) {
            (None, _) => Exit::Passed,
            (Some(RegistryFault::Signature), Some(verdict @ Verdict::Indeterminate(_))) => {
                verdicts::exit(verdict)
            }
            (Some(RegistryFault::Past | RegistryFault::FromTheFuture), _) => Exit::Indeterminate,
            _ => Exit::Failed,
        }
    }

    fn print(&self, format: TextFormat) -> Result<(), Failure> {
        let mut out = anstream::stdout();
        match format {
            TextFormat::Json => print::line(&mut out, &format!("{:#}", self.to_json())),
            TextFormat::Text => self.print_text(&mut out),
        }
    }

    fn print_text(&self, out: &mut impl std::io::Write) -> Result<(), Failure> {
        let language = self.language;
        match self.fault {
            None => print::styled(out, GOOD, text::BELIEVED.say(language))?,
            Some(fault) => {
                let (words, code) = (fault.text(language.into()), fault.code());
                let head = text::NOT_BELIEVED.say(language);
                print::styled(out, BAD, &format!("{head} - {words} ({code})"))?;
            }
        }
        if let Some((registry, _)) = self.believed {
            for (label, value) in show::summary(registry, language) {
                print::line(out, &format!("  {label}: {value}"))?;
            }
        }
        let Some(report) = &self.report else { return Ok(()) };
        print::line(out, "")?;
        judge::print_text(
            out,
            report.to_text(language.into()).trim_end(),
            &judge::verdicts_in(report),
        )
    }

    fn to_json(&self) -> Value {
        let language = antin::Language::from(self.language);
        let registry = self.believed.map(|(registry, own)| {
            json!({
                "name": registry.name(),
                "number": registry.number(),
                "issued": registry.issued().map(|time| time.to_string()),
                "next_update": registry.next_update().map(|time| time.to_string()),
                "bodies": registry.bodies().count(),
                "bindings": registry.entries().len(),
                "sha256": show::hex(&own.sha256),
            })
        });
        json!({
            "antin": env!("CARGO_PKG_VERSION"),
            "version": VERSION,
            "believed": self.fault.is_none(),
            "reason": self.fault.map(|fault| {
                json!({ "code": fault.code(), "text": fault.text(language) })
            }),
            "judged_at": self.at.to_string(),
            "registry": registry,
            "report": self.report.as_ref().map(|report| report.to_json(language)),
        })
    }
}
