//! The gateway: what arrived is taken once, and what was decided cannot be changed afterwards.
//!
//! The ledger is a file in a temporary folder, as a gateway's is; nothing else of the demo needs the disk.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use antin::Evidence;
use antin::durable::Durable;
use antin::gateway::{Agency, Gateway, GatewayFault, LedgerFault, Policy};
use antin::journal::{Broken, Checked, Checker, Decision};
use antin::policy::Revocation;

use super::packages::{PACKAGE_NAME, RECIPIENT, failed};
use super::round::Registries;
use super::scene::{self, Scene};
use super::{Teller, text};
use crate::failure::Failure;
use crate::lang::{Language, errors, gateway as words};
use crate::print::{self, BAD, GOOD};

const DAY: i64 = 86_400;
/// The entry that forgers are after: that the package arrived, and was accepted.
const TARGET: u64 = 2;

/// The policy of the recipient's gateway.
pub(super) const RULES: &str = "\
name = \"thu-nghiem\"
title.en = \"Gateway of the demo\"
title.vi = \"Cổng trao đổi của phần trình diễn\"
version = 2026-11-22
";

/// The ledger, its journal, and what forgers make of that.
pub(super) struct Record {
    pub(super) ledger: Vec<u8>,
    pub(super) journals: Vec<Journal>,
}

/// A journal, and what its check must say.
pub(super) struct Journal {
    pub(super) name: &'static str,
    pub(super) octets: Vec<u8>,
    /// The code of the fault; none if it is whole.
    wanted: Option<&'static str>,
}

impl<W: Write> Teller<W> {
    /// A forgery arrives, the package, and the package again; then somebody is after the record.
    pub(super) fn gateway(
        &mut self,
        scene: &Scene,
        registries: &Registries,
        arrived: &[u8],
        forged: &[u8],
    ) -> Result<Record, Failure> {
        self.part(text::PART_GATEWAY.say(self.language))?;
        let folder = tempfile::tempdir().map_err(|error| {
            Failure::unable(&errors::CANNOT_WRITE).at(&std::env::temp_dir()).because_io(error)
        })?;
        let path = folder.path().join("gateway.ledger");
        let journal = self.arrivals(scene, registries, &path, [arrived, forged])?;
        let ledger = fs::read(&path)
            .map_err(|error| Failure::unable(&errors::CANNOT_READ).at(&path).because_io(error))?;
        let journals = journals(journal);
        let sentences = [&text::JOURNAL_CHECKED, &text::JOURNAL_REMOVED, &text::JOURNAL_CHANGED];
        for (sentence, journal) in sentences.into_iter().zip(&journals) {
            self.say(sentence.say(self.language))?;
            self.check_journal(journal)?;
        }
        Ok(Record { ledger, journals })
    }

    /// Everything that comes to the gateway; returns its journal.
    fn arrivals(
        &mut self,
        scene: &Scene,
        registries: &Registries,
        path: &Path,
        [arrived, forged]: [&[u8]; 2],
    ) -> Result<Vec<u8>, Failure> {
        let rules = Policy::from_toml(RULES).map_err(failed)?;
        let window = Duration::from_secs(rules.window().into());
        let ledger = Durable::create(path, window, scene.now.plus_seconds(-DAY));
        let ledger = Arc::new(ledger.map_err(|fault| self.stopped(fault.into()))?);
        let trust = scene.policy()?.with_revocation(Revocation::IfPresent);
        let credential = scene::credential(&scene.recipient, &scene.sub)?;
        let agency = Agency::new(RECIPIENT, credential).map_err(failed)?;
        let registry = Arc::new(registries.trusted.clone());
        let gateway = Gateway::new(rules, trust, registry, Arc::<Durable>::clone(&ledger));
        let steps = [
            (&text::GATEWAY_FORGED, forged, Decision::Refuse, "changed"),
            (&text::GATEWAY_FIRST, arrived, Decision::Accept, ""),
            (&text::GATEWAY_AGAIN, arrived, Decision::Refuse, "repeated"),
        ];
        for (sentence, package, decision, reason) in steps {
            self.say(sentence.say(self.language))?;
            self.receive(scene, &gateway, &agency, package, (decision, reason))?;
        }
        self.export(&ledger)
    }

    /// One package arrives at the gateway.
    fn receive(
        &mut self,
        scene: &Scene,
        gateway: &Gateway,
        agency: &Agency,
        package: &[u8],
        wanted: (Decision, &str),
    ) -> Result<(), Failure> {
        let inbound = gateway.inbound(agency);
        let received = inbound
            .receive(Cursor::new(package), &Evidence::new(), scene.now)
            .map_err(|fault| self.stopped(fault))?;
        let (style, head) = match received.decision() {
            Decision::Accept => (GOOD, text::RECEIPT_ACCEPTED.say(self.language)),
            _ => (BAD, text::RECEIPT_REFUSED.say(self.language)),
        };
        let entry = words::ENTRY.fill(self.language, &[&received.entry().to_string()]);
        print::line(&mut self.out, &format!("    {style}{head}{style:#}  {entry}"))?;
        let reasons = received.reasons().iter();
        for reason in reasons.clone() {
            let line = format!("{} ({reason})", reason.text(self.language.into()));
            self.detail(&text::BECAUSE.fill(self.language, &[&line]))?;
        }
        let is_right = match wanted {
            (Decision::Accept, _) => received.verified().is_some() && received.receipt().is_some(),
            (_, reason) => {
                received.verified().is_none() && reasons.map(|one| one.code()).eq([reason])
            }
        };
        let is_right = is_right && received.decision() == wanted.0;
        if is_right { Ok(()) } else { self.not_as_wanted(wanted.0.code()) }
    }

    fn export(&mut self, ledger: &Durable) -> Result<Vec<u8>, Failure> {
        let mut lines = Vec::new();
        let exported = ledger.export(1, |line| {
            lines.extend_from_slice(line);
            lines.push(b'\n');
            Ok(())
        });
        match exported {
            Ok(_) => Ok(lines),
            Err(_) => Err(self.stopped(LedgerFault::Storage.into())),
        }
    }

    fn check_journal(&mut self, journal: &Journal) -> Result<(), Failure> {
        let checked = check(&journal.octets)?;
        let language = self.language;
        let (style, line) = match &checked {
            Ok(checked) => (GOOD, whole(checked, language)),
            Err(broken) => (BAD, named(broken, language)),
        };
        print::line(&mut self.out, &format!("    {style}{line}{style:#}"))?;
        let is_right = match (&checked, journal.wanted) {
            (Ok(_), None) => true,
            (Err(broken), Some(code)) => broken.fault().code() == code && broken.entry() == TARGET,
            _ => false,
        };
        if is_right { Ok(()) } else { self.not_as_wanted(journal.wanted.unwrap_or("whole")) }
    }

    fn stopped(&self, fault: GatewayFault) -> Failure {
        let failure = Failure::unable(&words::NOTHING_DECIDED).with(PACKAGE_NAME);
        failure.with(fault.text(self.language.into()))
    }
}

fn whole(checked: &Checked, language: Language) -> String {
    text::JOURNAL_WHOLE.fill(language, &[&checked.head().number.to_string()])
}

fn named(broken: &Broken, language: Language) -> String {
    let (entry, why) = (broken.entry().to_string(), broken.fault().text(language.into()));
    text::JOURNAL_BROKEN.fill(language, &[&entry, why])
}

fn check(octets: &[u8]) -> Result<Result<Checked, Broken>, Failure> {
    let mut checker = Checker::new();
    checker
        .read(Cursor::new(octets))
        .map_err(|error| Failure::unable(&errors::CANNOT_READ).with(WHOLE).because_io(error))?;
    Ok(checker.finish())
}

const WHOLE: &str = "gateway.journal";

/// The journal, and it with the entry removed, and changed.
fn journals(whole: Vec<u8>) -> Vec<Journal> {
    let written = String::from_utf8_lossy(&whole).into_owned();
    let lines = || (1..).zip(written.lines());
    let text = |lines: Vec<String>| lines.concat().into_bytes();
    let others = lines().filter(|(number, _)| *number != TARGET);
    let removed = others.map(|(_, line)| format!("{line}\n")).collect();
    let changed = lines().map(|(number, line)| match number {
        TARGET => format!("{}\n", line.replacen("\"accept\"", "\"refuse\"", 1)),
        _ => format!("{line}\n"),
    });
    let changed = changed.collect();
    let one = |name, octets, wanted| Journal { name, octets, wanted };
    vec![
        one(WHOLE, whole, None),
        one("1-removed.journal", text(removed), Some("removed")),
        one("2-changed.journal", text(changed), Some("changed")),
    ]
}
