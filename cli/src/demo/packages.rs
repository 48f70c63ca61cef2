//! The main job: a package is sealed, the hub rewrites it, and its recipient judges what arrived.

use std::io::{Cursor, Write};

use antin::ades::{Evidence, Level};
use antin::edxml::statement::{Fact, FactState, FileState, Role};
use antin::edxml::{
    self, Binding, Hop, Memory, Opening, PackageReport, Reading, Rewriting, SealOptions,
    SealReport, State,
};
use antin::keys::Credential;
use antin::policy::Revocation;
use antin::{Error, Time, cades};

use super::gateway::Record;
use super::package_forgeries::{self, ForgedPackage};
use super::round::{self, ReceiptCase, Registries};
use super::scene::{self, Judged, Scene};
use super::{Teller, text};
use crate::failure::Failure;
use crate::lang::errors;
use crate::print::{self, BAD, GOOD};
use crate::verdicts;

/// An invented package with a letter, a table and an archive, as the axis' SDK writes it.
pub(super) const PACKAGE: &[u8] = include_bytes!("../../assets/cong-van-124.edxml");
pub(super) const PACKAGE_NAME: &str = "cong-van-124.edxml";
/// The identifier code of its sender.
pub(super) const SENDER: &str = "000.00.12.X40";
/// The identifier code of the recipient that answers.
pub(super) const RECIPIENT: &str = "000.00.00.X14";
/// Names of the package on its way, and of the same document sealed once more.
pub(super) const SEALED: &str = "sealed.edxml";
pub(super) const AGAIN: &str = "sealed-again.edxml";

/// What became of the package, step by step, and what forgers made of it.
pub(super) struct Packages {
    pub(super) sealed: Vec<u8>,
    pub(super) arrived: Vec<u8>,
    pub(super) again: Vec<u8>,
    pub(super) forgeries: Vec<ForgedPackage>,
    pub(super) registries: Registries,
    pub(super) receipts: Vec<ReceiptCase>,
    pub(super) record: Record,
}

/// What the judgement on a forgery must name.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    Fact(Fact, FactState),
    File(&'static str, FileState),
    /// The verdict on the seal.
    Verdict(&'static str),
    /// That the certificate is another body's.
    OtherSender(&'static str),
}

impl<W: Write> Teller<W> {
    /// The main job, told step by step.
    pub(super) fn packages(&mut self, scene: &Scene) -> Result<Packages, Failure> {
        let language = self.language;
        self.part(text::PART_PACKAGE.say(language))?;
        let length = PACKAGE.len().to_string();
        self.say(&text::PACKAGE.fill(language, &[PACKAGE_NAME, &length]))?;
        let (leader, agency) = credentials(scene)?;
        let one = seal(PACKAGE, &leader, scene.now, Role::Leader)?;
        let sealed = seal(&one, &agency, scene.now, Role::Agency)?;
        let length = (sealed.len() - PACKAGE.len()).to_string();
        self.say(&text::PACKAGE_SEALED.fill(language, &[&length]))?;
        let mut arrived = Vec::new();
        Hop::new(scene.now).run(&mut Cursor::new(&sealed), &mut arrived).map_err(failed)?;
        self.say(text::PACKAGE_HOPPED.say(language))?;
        let done = Rewriting::ALL.into_iter().filter(|one| one.is_default());
        let done: Vec<&str> = done.map(Rewriting::code).collect();
        self.detail(&done.join(", "))?;
        let registries = self.registries(scene)?;
        self.say(text::PACKAGE_JUDGED.say(language))?;
        let report = judge(scene, &registries, &arrived)?;
        self.state(&report, State::RewrittenByHop)?;
        let bound = report.sender().text(language.into());
        self.detail(&text::PACKAGE_SENDER.fill(language, &[SENDER, bound]))?;
        self.attachments(report, &arrived)?;
        let again = seal(PACKAGE, &agency, scene.now, Role::Agency)?;
        let receipts = round::receipts(scene, (SEALED, &sealed), (AGAIN, &again))?;
        self.receipt(scene, &registries, &receipts)?;
        let forgeries = self.forged_packages(scene, &registries, &sealed, &agency)?;
        self.forged_round(scene, &registries, &receipts)?;
        let swapped = forgeries.first().map_or(&[][..], |forgery| &forgery.package);
        let record = self.gateway(scene, &registries, &arrived, swapped)?;
        Ok(Packages { sealed, arrived, again, forgeries, registries, receipts, record })
    }

    fn forged_packages(
        &mut self,
        scene: &Scene,
        registries: &Registries,
        sealed: &[u8],
        agency: &Credential,
    ) -> Result<Vec<ForgedPackage>, Failure> {
        self.part(text::PART_PACKAGE_FORGED.say(self.language))?;
        let forgeries = package_forgeries::make(scene, sealed, agency)?;
        for forgery in &forgeries {
            self.say(forgery.sentence.say(self.language))?;
            let report = judge(scene, registries, &forgery.package)?;
            self.state(&report, forgery.state)?;
            self.wanted(&report, forgery.wanted)?;
            if report.is_accepted() {
                self.wrong += 1;
            }
        }
        Ok(forgeries)
    }

    /// Shows state and verdict, and whether the state is the one that it must be.
    fn state(&mut self, report: &PackageReport, wanted: State) -> Result<(), Failure> {
        let (state, verdict) = (report.state(), report.verdict());
        let style = if state.is_whole() { GOOD } else { BAD };
        let verdict_style = verdicts::style(verdict);
        let words = state.text(self.language.into());
        let line = format!(
            "    {style}{}{style:#}, {verdict_style}{verdict}{verdict_style:#}  {words}",
            state.as_str()
        );
        print::line(&mut self.out, &line)?;
        if state == wanted { Ok(()) } else { self.not_as_wanted(wanted.as_str()) }
    }

    /// Shows the finding that names a forgery.
    fn wanted(&mut self, report: &PackageReport, wanted: Wanted) -> Result<(), Failure> {
        let language = self.language.into();
        let found = match wanted {
            Wanted::Fact(fact, state) => {
                let facts = report.facts();
                let found = facts.iter().find(|one| (one.fact, one.state) == (fact, state));
                found.map(|one| {
                    let (sealed, arrived) = (one.sealed.join("; "), one.arrived.join("; "));
                    let state = state.text(language);
                    format!("{}: {state} ({sealed} → {arrived})", fact.words(language))
                })
            }
            Wanted::File(name, state) => {
                let files = report.files();
                let is_it = |one: &&edxml::statement::FileFinding| {
                    let sealed = one.sealed.as_ref().map(edxml::statement::File::name);
                    one.state == state && sealed == Some(name)
                };
                let found = files.iter().any(|one| is_it(&one));
                found.then(|| format!("{name}: {}", state.text(language)))
            }
            Wanted::Verdict(wanted) if report.verdict().to_string() == wanted => {
                let signatures = report.seals().iter().filter_map(SealReport::report);
                let signatures = signatures.flat_map(|report| report.signatures());
                signatures.map(Judged).find_map(|one| one.reason(self.language))
            }
            Wanted::OtherSender(code) => {
                let is_it = *report.sender().binding() == Binding::Other(code.to_owned());
                is_it.then(|| format!("{} ({code})", report.sender().text(language)))
            }
            Wanted::Verdict(_) => None,
        };
        match found {
            Some(found) => self.because(&found),
            None => self.not_as_wanted(wanted.name()),
        }
    }

    fn because(&mut self, found: &str) -> Result<(), Failure> {
        let found = print::harmless(found);
        self.detail(&text::BECAUSE.fill(self.language, &[&found]))
    }

    /// Takes the attachments out, and compares them with those that were sent.
    fn attachments(&mut self, report: PackageReport, arrived: &[u8]) -> Result<(), Failure> {
        let Ok(verified) = report.into_verified() else { return self.not_as_wanted("accepted") };
        let mut sent = Memory::new();
        let package = Reading::strict().read(PACKAGE, &mut sent).map_err(failed)?;
        for (at, attachment) in package.attachments.iter().enumerate() {
            let name = attachment.name().unwrap_or_default();
            let is_it = |file: &edxml::VerifiedFile| file.sealed().name() == name;
            let mut octets = Vec::new();
            let mut target = Some(&mut octets);
            let take =
                |file: &edxml::VerifiedFile| Ok(is_it(file).then(|| target.take()).flatten());
            verified.extract(Cursor::new(arrived), take).map_err(failed)?;
            if octets != sent.layer(at, attachment.content) {
                return self.not_as_wanted(name);
            }
        }
        let names = verified.files().iter().map(|file| file.sealed().name());
        let names: Vec<&str> = names.collect();
        let line = text::PACKAGE_FILES.fill(self.language, &[&names.join(", ")]);
        self.detail(&line)
    }
}

impl Wanted {
    fn name(self) -> &'static str {
        match self {
            Self::Fact(fact, _) => fact.as_str(),
            Self::File(name, _) | Self::Verdict(name) | Self::OtherSender(name) => name,
        }
    }
}

/// The leader's key and the agency's.
fn credentials(scene: &Scene) -> Result<(Credential, Credential), Failure> {
    let leader = scene::credential(&scene.leader, &scene.sub)?;
    Ok((leader, scene::credential(&scene.agency, &scene.sub)?))
}

pub(super) fn seal(
    package: &[u8],
    credential: &Credential,
    now: Time,
    role: Role,
) -> Result<Vec<u8>, Failure> {
    let signature = cades::Options::new(Level::B).signing_time(now);
    let options = SealOptions::new(signature).role(role);
    edxml::seal(Cursor::new(package), credential, &options, Vec::new()).map_err(failed)
}

/// The recipient, who trusts the root and asks the registry, judges.
fn judge(scene: &Scene, registries: &Registries, package: &[u8]) -> Result<PackageReport, Failure> {
    let policy = scene.policy()?.with_revocation(Revocation::IfPresent);
    let opening = Opening::new().senders(&registries.trusted);
    let evidence = Evidence::new();
    opening.open(Cursor::new(package), &policy, &evidence, scene.now).map_err(failed)
}

pub(super) fn failed(error: Error) -> Failure {
    Failure::unable(&errors::CANNOT_SEAL).with(PACKAGE_NAME).because(error)
}
