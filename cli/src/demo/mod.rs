//! `antin demo`: the whole main job on a throwaway government PKI, told step by step.
//!
//! First a package: sealed, rewritten by the hub, judged, forged, and taken once by a gateway. Then signatures over a file, and what
//! becomes of them over the years.
//!
//! The order is that of Decree 30/2020: the leader signs, then the clerk seals. Everything is made in
//! memory, but for a gateway's ledger; files stay only where the user wants to keep them. The exit status is 0 only if
//! every judgement came out exactly as it must, sub-indication included.

mod forgeries;
mod gateway;
mod keep;
mod later;
mod package_forgeries;
mod packages;
mod round;
mod scene;

use std::io::Write;
use std::time::Instant;

use antin::Time;

use crate::args::DemoArgs;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::{Language, demo as text};
use crate::print::{self, ASIDE, BAD, GOOD, HEADING};
use crate::{clock, verdicts};

use forgeries::Forgery;
use later::Later;
use packages::Packages;
use scene::{Judged, Scene};

/// The name of the document.
const DOCUMENT_NAME: &str = "cong-van-123.pdf";

/// Runs `antin demo`.
pub(crate) fn run(args: &DemoArgs, language: Language) -> Result<Exit, Failure> {
    let folder = keep::folder(args)?;
    let mut teller = Teller { out: anstream::stdout(), language, step: 0, wrong: 0 };
    let started = Instant::now();
    let now = clock::now()?;

    teller.opening()?;
    let mut scene = teller.scene(now)?;
    let packages = teller.packages(&scene)?;
    teller.honest(&mut scene)?;
    let forgeries = teller.forged(&scene)?;
    let later = teller.later(&scene)?;
    let made = Made { packages, forgeries, later };
    teller.summary(&made, started)?;
    if let Some(folder) = folder {
        keep::write(&folder, &scene, &made)?;
        keep::tell(&folder, &made, language, &mut teller.out)?;
    } else {
        print::line(&mut teller.out, "")?;
        print::styled(&mut teller.out, ASIDE, text::TRY_DIR.say(language))?;
    }
    Ok(teller.exit())
}

/// Everything that was made.
struct Made {
    packages: Packages,
    forgeries: Vec<Forgery>,
    later: Later,
}

/// Tells what happens, and counts what went wrong.
struct Teller<W: Write> {
    out: W,
    language: Language,
    step: usize,
    wrong: usize,
}

impl<W: Write> Teller<W> {
    /// Says whether everything came out as it must.
    fn exit(&self) -> Exit {
        if self.wrong == 0 { Exit::Passed } else { Exit::Failed }
    }

    fn opening(&mut self) -> Result<(), Failure> {
        print::styled(&mut self.out, HEADING, text::TITLE.say(self.language))?;
        print::line(&mut self.out, text::WARNING.say(self.language))
    }

    /// Sets up the PKI.
    fn scene(&mut self, now: Time) -> Result<Scene, Failure> {
        self.say(text::PKI.say(self.language))?;
        let scene = Scene::set(now)?;
        for line in scene.cast() {
            self.detail(&line)?;
        }
        Ok(scene)
    }

    fn honest(&mut self, scene: &mut Scene) -> Result<(), Failure> {
        self.part(text::PART_HONEST.say(self.language))?;
        let length = scene::DOCUMENT.len().to_string();
        self.say(&text::LEADER.fill(self.language, &[DOCUMENT_NAME, &length]))?;
        scene.leader_signs()?;
        scene.agency_seals()?;
        let (name, length) = (format!("{DOCUMENT_NAME}.p7s"), scene.signature.len().to_string());
        self.say(&text::AGENCY.fill(self.language, &[&name, &length]))?;
        self.say(text::JUDGE.say(self.language))?;
        let judged = scene.judge(&scene.signature, scene::DOCUMENT)?;
        for signature in judged.signatures() {
            self.verdict(signature, "TOTAL-PASSED")?;
        }
        if judged.signatures().len() != 2 {
            self.wrong += 1;
        }
        self.detail(text::REVOCATION.say(self.language))
    }

    fn forged(&mut self, scene: &Scene) -> Result<Vec<Forgery>, Failure> {
        self.part(text::PART_FORGED.say(self.language))?;
        let forgeries = forgeries::make(scene)?;
        for forgery in &forgeries {
            self.say(forgery.sentence.say(self.language))?;
            let judged = scene.judge(&forgery.signature, &forgery.document)?;
            for signature in judged.signatures() {
                self.verdict(signature, forgery.wanted)?;
            }
            if judged.signatures().is_empty() {
                self.wrong += 1;
            }
        }
        Ok(forgeries)
    }

    /// Judges what was sealed on one day once more in later years.
    fn later(&mut self, scene: &Scene) -> Result<Later, Failure> {
        self.part(text::PART_LATER.say(self.language))?;
        let later = later::make(scene)?;
        let length = later.seals.first().map_or(0, |seal| seal.signature.len()).to_string();
        self.say(&text::ARCHIVED.fill(self.language, &[later::ARCHIVED, &length]))?;
        let others = [later::STAMPED, later::BARE];
        self.detail(&text::COMPARED.fill(self.language, &others))?;
        for stage in &later.stages {
            let day = keep::day(stage.at);
            self.say(&stage.sentence.fill(self.language, &[&day]))?;
            let evidence = later::evidence(&stage.lists)?;
            for case in &stage.cases {
                let seal = later.seals.iter().find(|seal| seal.name == case.name);
                let signature = seal.map_or(&[][..], |seal| &seal.signature);
                let judged = scene.judge_later(signature, &evidence, stage.at, case.level)?;
                for signature in judged.signatures() {
                    self.verdict_on(signature, case.name, case.wanted)?;
                }
                if let Some(why) = case.why {
                    let why = why.say(self.language);
                    self.detail(&text::BECAUSE.fill(self.language, &[why]))?;
                }
                if judged.signatures().len() != 1 {
                    self.wrong += 1;
                }
            }
        }
        Ok(later)
    }

    fn part(&mut self, heading: &str) -> Result<(), Failure> {
        print::line(&mut self.out, "")?;
        print::styled(&mut self.out, HEADING, heading)
    }

    fn say(&mut self, sentence: &str) -> Result<(), Failure> {
        self.step += 1;
        let line = format!("{:>2}. {sentence}", self.step);
        print::line(&mut self.out, &line)
    }

    fn detail(&mut self, line: &str) -> Result<(), Failure> {
        print::styled(&mut self.out, ASIDE, &format!("    {line}"))
    }

    /// Shows one verdict, and whether it is the one that it must be.
    fn verdict(&mut self, judged: Judged<'_>, wanted: &str) -> Result<(), Failure> {
        self.verdict_on(judged, &judged.who(), wanted)
    }

    fn verdict_on(&mut self, judged: Judged<'_>, what: &str, wanted: &str) -> Result<(), Failure> {
        let found = judged.verdict().to_string();
        let style = verdicts::style(judged.verdict());
        let line = format!("    {style}{found}{style:#}  {}", print::harmless(what));
        print::line(&mut self.out, &line)?;
        if let Some(reason) = judged.reason(self.language) {
            self.detail(&text::BECAUSE.fill(self.language, &[&reason]))?;
        }
        if found == wanted { Ok(()) } else { self.not_as_wanted(wanted) }
    }

    fn not_as_wanted(&mut self, wanted: &str) -> Result<(), Failure> {
        self.wrong += 1;
        let line = text::NOT_AS_WANTED.fill(self.language, &[wanted]);
        print::styled(&mut self.out, BAD, &format!("    {line}"))
    }

    fn summary(&mut self, made: &Made, started: Instant) -> Result<(), Failure> {
        print::line(&mut self.out, "")?;
        if self.wrong > 0 {
            return print::styled(&mut self.out, BAD, text::SUMMARY_BAD.say(self.language));
        }
        let seconds = format!("{:.1}", started.elapsed().as_secs_f64());
        let packages = made.packages.forgeries.len().to_string();
        let line = text::SUMMARY_PACKAGES.fill(self.language, &[&packages]);
        print::styled(&mut self.out, GOOD, &line)?;
        let (receipts, registries) = (&made.packages.receipts, &made.packages.registries.signed);
        // The first of each is the true one.
        let [receipts, registries] =
            [receipts.len(), registries.len()].map(|count| count.saturating_sub(1).to_string());
        let line = text::SUMMARY_ROUND.fill(self.language, &[&receipts, &registries]);
        print::styled(&mut self.out, GOOD, &line)?;
        print::styled(&mut self.out, GOOD, text::SUMMARY_GATEWAY.say(self.language))?;
        let later: usize = made.later.stages.iter().map(|stage| stage.cases.len()).sum();
        let (forgeries, later) = (made.forgeries.len().to_string(), later.to_string());
        let line = text::SUMMARY.fill(self.language, &["2", &forgeries, &later, &seconds]);
        print::styled(&mut self.out, GOOD, &line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_that_was_not_announced_fails_the_demo() {
        let mut scene = Scene::set(Time::from_unix(1_800_000_000)).expect("a scene");
        scene.leader_signs().expect("signed");
        let judged = scene.judge(&scene.signature, scene::DOCUMENT).expect("judged");
        let [signature] = judged.signatures()[..] else { panic!("one signature") };
        let mut teller = Teller { out: Vec::new(), language: Language::En, step: 0, wrong: 0 };
        teller.verdict(signature, "TOTAL-PASSED").expect("told");
        assert_eq!(teller.exit(), Exit::Passed);
        teller.verdict(signature, "TOTAL-FAILED (HASH_FAILURE)").expect("told");
        assert_eq!(teller.exit(), Exit::Failed);
        let told = String::from_utf8(teller.out).expect("UTF-8");
        assert!(told.contains("TOTAL-FAILED (HASH_FAILURE) was expected"), "{told}");
    }
}
