//! The round: a registry says whose certificates are whose, and a receipt goes back to the sender.

use std::io::{Cursor, Write};

use antin::ades::{Evidence, Level};
use antin::asic::{self, File};
use antin::edxml::statement::Role;
use antin::edxml::{NoSenders, Opening, Status};
use antin::keys::Credential;
use antin::limits::Limits;
use antin::policy::{Policy, Revocation};
use antin::receipt::{self, Judging, Receipt, ReceiptReport, Sent};
use antin::registry::{
    BindingEntry, Body, Check, EditFault, Matcher, Registry, RegistrySigners, Seen, TrustedRegistry,
};
use antin::x509::Certificate;
use antin::zip::{Archive, Reading, Writer};
use antin::{Time, cades};

use super::packages::{RECIPIENT, SENDER, failed};
use super::scene::{self, Scene};
use super::{Teller, text};
use crate::failure::Failure;
use crate::lang::errors;
use crate::print::{self, BAD, GOOD};
use crate::verdicts;

const DAY: i64 = 86_400;

/// The registry of the demo, and those that forgers hand over.
pub(super) struct Registries {
    /// As its keeper has it.
    pub(super) draft: Vec<u8>,
    /// Signed files with their names, and the reason for which each must be refused.
    pub(super) signed: Vec<SignedRegistry>,
    pub(super) trusted: TrustedRegistry,
    signers: RegistrySigners,
    seen: Seen,
}

/// A signed registry.
pub(super) struct SignedRegistry {
    pub(super) name: &'static str,
    pub(super) octets: Vec<u8>,
    /// The code of the reason; none for the one that is believed.
    pub(super) wanted: Option<&'static str>,
}

/// A receipt, the package that it is held against, and what the judgement must name.
pub(super) struct ReceiptCase {
    pub(super) name: &'static str,
    pub(super) octets: Vec<u8>,
    /// The file of the package.
    pub(super) package: &'static str,
    sent: Sent,
    pub(super) wanted: &'static str,
}

pub(super) const CURRENT: &str = "registry.asice";
const OLDER: &str = "registry-older.asice";
const STRANGER: &str = "registry-by-a-stranger.asice";

/// Makes the registries: one that was issued twice, and one that an agency signed.
pub(super) fn registries(scene: &Scene) -> Result<Registries, Failure> {
    let registrar = scene::credential(&scene.registrar, &scene.sub)?;
    let mut registry = bodies(scene).map_err(edited)?;
    registry
        .issue(scene.now.plus_seconds(-DAY), scene.now.plus_seconds(30 * DAY))
        .map_err(edited)?;
    let older = signed(&registry, &registrar, scene.now)?;
    registry.issue(scene.now, scene.now.plus_seconds(31 * DAY)).map_err(edited)?;
    let current = signed(&registry, &registrar, scene.now)?;
    let agency = scene::credential(&scene.agency, &scene.sub)?;
    let stranger = signed(&registry, &agency, scene.now)?;
    let signers = RegistrySigners::new().with(registrar.certificate());
    let opened = {
        let policy = policy(scene)?;
        let check = Check::new(&policy, &signers);
        check.open(&current, &Evidence::new(), scene.now)
    };
    let (trusted, seen) = opened.map_err(|refused| {
        let fault = refused.fault();
        let failure = Failure::unable(&errors::REGISTRY_REFUSED).with(CURRENT);
        failure.with(fault.to_string()).with(fault.code())
    })?;
    let one = |name, octets, wanted| SignedRegistry { name, octets, wanted };
    let signed = vec![
        one(CURRENT, current, None),
        one(OLDER, older, Some("older")),
        one(STRANGER, stranger, Some("signer")),
    ];
    Ok(Registries { draft: registry.to_json(), signed, trusted, signers, seen })
}

/// Two bodies; the agency's certificate and the leader's are the sender's, each in its role.
fn bodies(scene: &Scene) -> Result<Registry, EditFault> {
    let mut registry = Registry::new("Danh bạ THỬ NGHIỆM")?;
    registry.add_body(Body::new(SENDER, "CƠ QUAN MẪU A"))?;
    registry.add_body(Body::new(RECIPIENT, "CƠ QUAN MẪU B"))?;
    let own = [
        (SENDER, "1", &scene.agency, Role::Agency),
        (SENDER, "2", &scene.leader, Role::Leader),
        (RECIPIENT, "1", &scene.recipient, Role::Agency),
    ];
    for (code, number, issued, role) in own {
        let Ok(certificate) = Certificate::from_der(&issued.certificate) else { continue };
        let (id, from) = (format!("{code}/{number}"), certificate.not_before());
        let entry = BindingEntry::new(&id, code, Matcher::certificate(&certificate), from);
        registry.add(entry.roles([role]))?;
    }
    Ok(registry)
}

fn edited(fault: EditFault) -> Failure {
    let failure = Failure::unable(&errors::CANNOT_EDIT).with(CURRENT);
    failure.with(fault.to_string()).with(fault.code())
}

fn signed(registry: &Registry, credential: &Credential, now: Time) -> Result<Vec<u8>, Failure> {
    let json = File::new("antin-registry.json", Cursor::new(registry.to_json()));
    let options = cades::Options::new(Level::B).signing_time(now);
    let options = asic::Options::extended(options);
    let json = json.with_media_type("application/json");
    asic::sign(vec![json], credential, &options).map_err(failed)
}

fn policy(scene: &Scene) -> Result<Policy, Failure> {
    Ok(scene.policy()?.with_revocation(Revocation::IfPresent))
}

/// What was sent, as its sender knows it.
fn sent(scene: &Scene, package: &[u8]) -> Result<Sent, Failure> {
    let (policy, evidence) = (policy(scene)?, Evidence::new());
    let opening = Opening::new().senders(&NoSenders);
    let report = opening.open(Cursor::new(package), &policy, &evidence, scene.now);
    let sent = Sent::of(&report.map_err(failed)?);
    sent.ok_or_else(|| Failure::unable(&errors::NO_DOCUMENT).with(super::packages::PACKAGE_NAME))
}

/// Makes the receipt, and what forgers make of it.
pub(super) fn receipts(
    scene: &Scene,
    sealed: (&'static str, &[u8]),
    again: (&'static str, &[u8]),
) -> Result<Vec<ReceiptCase>, Failure> {
    let (first, other) = (sent(scene, sealed.1)?, sent(scene, again.1)?);
    let receipt = Receipt::new(&first, RECIPIENT, Status::Arrived, scene.now);
    let options = cades::Options::new(Level::B).signing_time(scene.now);
    let sign =
        |credential: &Credential| receipt::make(&receipt, credential, &options).map_err(failed);
    let true_one = sign(&scene::credential(&scene.recipient, &scene.sub)?)?;
    let changed = restated(&true_one, "\"status\": \"01\"", "\"status\": \"03\"")?;
    let own = sign(&scene::credential(&scene.agency, &scene.sub)?)?;
    let case = |name, octets: &[u8], package, sent: &Sent, wanted| ReceiptCase {
        name,
        octets: octets.to_vec(),
        package,
        sent: sent.clone(),
        wanted,
    };
    Ok(vec![
        case("receipt.asice", &true_one, sealed.0, &first, ACCEPTED),
        case("1-for-another-package.asice", &true_one, again.0, &other, "seal"),
        case("2-another-status.asice", &changed, sealed.0, &first, "TOTAL-FAILED (HASH_FAILURE)"),
        case("3-by-another-body.asice", &own, sealed.0, &first, "other"),
    ])
}

const ACCEPTED: &str = "accepted";

/// Packs a container anew, with another text in its receipt.
fn restated(container: &[u8], from: &str, to: &str) -> Result<Vec<u8>, Failure> {
    let limits = Limits::DEFAULT;
    let archive = Archive::open(Cursor::new(container), Reading::Strict, &limits);
    let mut archive = archive.map_err(failed)?;
    let names: Vec<String> = archive.entries().iter().map(|one| one.name().to_owned()).collect();
    let mut writer = Writer::new(Vec::new());
    for (place, name) in names.iter().enumerate() {
        let mut octets = archive.read(place, limits.statement).map_err(failed)?;
        if name == "antin-receipt.json" {
            octets = String::from_utf8_lossy(&octets).replacen(from, to, 1).into_bytes();
        }
        writer.store(name, &octets).map_err(failed)?;
    }
    writer.finish().map_err(failed)
}

impl<W: Write> Teller<W> {
    /// The registrar signs, before anything is judged.
    pub(super) fn registries(&mut self, scene: &Scene) -> Result<Registries, Failure> {
        let made = registries(scene)?;
        let number = made.trusted.registry().number().to_string();
        self.say(&text::REGISTRY_SIGNED.fill(self.language, &[CURRENT, &number]))?;
        for entry in made.trusted.registry().entries() {
            let role = entry.allowed().first().map_or("", |role| role.as_str());
            let line = format!("{}  {role}", entry.code());
            self.detail(&print::harmless(&line))?;
        }
        Ok(made)
    }

    /// The recipient answers, and the sender judges the answer.
    pub(super) fn receipt(
        &mut self,
        scene: &Scene,
        registries: &Registries,
        cases: &[ReceiptCase],
    ) -> Result<(), Failure> {
        let Some(case) = cases.first() else { return Ok(()) };
        let length = case.octets.len().to_string();
        self.say(&text::RECEIPT_SIGNED.fill(self.language, &[case.name, &length]))?;
        self.say(text::RECEIPT_JUDGED.say(self.language))?;
        self.judge_receipt(scene, registries, case)
    }

    /// Receipts and registries that must be refused.
    pub(super) fn forged_round(
        &mut self,
        scene: &Scene,
        registries: &Registries,
        cases: &[ReceiptCase],
    ) -> Result<(), Failure> {
        let sentences =
            [&text::RECEIPT_OTHER_PACKAGE, &text::RECEIPT_OTHER_STATUS, &text::RECEIPT_OTHER_BODY];
        for (sentence, case) in sentences.into_iter().zip(cases.iter().skip(1)) {
            self.say(sentence.say(self.language))?;
            self.judge_receipt(scene, registries, case)?;
        }
        let sentences = [&text::REGISTRY_OLDER, &text::REGISTRY_STRANGER];
        let forged = registries.signed.iter().filter(|one| one.wanted.is_some());
        for (sentence, registry) in sentences.into_iter().zip(forged) {
            self.say(sentence.say(self.language))?;
            self.refuse_registry(scene, registries, registry)?;
        }
        Ok(())
    }

    fn judge_receipt(
        &mut self,
        scene: &Scene,
        registries: &Registries,
        case: &ReceiptCase,
    ) -> Result<(), Failure> {
        let judging = Judging::new(&case.sent, &registries.trusted);
        let (policy, evidence) = (policy(scene)?, Evidence::new());
        let report = judging.judge(&case.octets, &policy, &evidence, scene.now).map_err(failed)?;
        let (accepted, verdict) = (report.is_accepted(), report.verdict());
        let (style, word) = match accepted {
            true => (GOOD, &text::RECEIPT_ACCEPTED),
            false => (BAD, &text::RECEIPT_REFUSED),
        };
        let words = report.text(self.language.into());
        let verdict_style = verdicts::style(verdict);
        let word = word.say(self.language);
        let line = format!(
            "    {style}{word}{style:#}, {verdict_style}{verdict}{verdict_style:#}  {words}"
        );
        print::line(&mut self.out, &line)?;
        if found(&report) == case.wanted { Ok(()) } else { self.not_as_wanted(case.wanted) }
    }

    fn refuse_registry(
        &mut self,
        scene: &Scene,
        registries: &Registries,
        registry: &SignedRegistry,
    ) -> Result<(), Failure> {
        let policy = policy(scene)?;
        let check = Check::new(&policy, &registries.signers).seen(registries.seen);
        let opened = check.open(&registry.octets, &Evidence::new(), scene.now);
        let wanted = registry.wanted.unwrap_or_default();
        let Err(refused) = opened else { return self.not_as_wanted(wanted) };
        let fault = refused.fault();
        let (head, words) =
            (text::REGISTRY_REFUSED.say(self.language), fault.text(self.language.into()));
        print::line(&mut self.out, &format!("    {BAD}{head}{BAD:#}  {words} ({})", fault.code()))?;
        if fault.code() == wanted { Ok(()) } else { self.not_as_wanted(wanted) }
    }
}

/// What a judgement names first.
fn found(report: &ReceiptReport) -> String {
    match (report.is_accepted(), report.verdict(), report.mismatches().first()) {
        (true, ..) => ACCEPTED.to_owned(),
        (false, verdict, _) if !verdict.is_passed() => verdict.to_string(),
        (false, _, Some(mismatch)) => mismatch.code().to_owned(),
        (false, _, None) => report.binding().as_str().to_owned(),
    }
}
