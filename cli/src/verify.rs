//! `antin verify`: judges the signatures of a file.
//!
//! FILE is a signature, or a document with FILE.p7s beside it. Whether the content is held or streamed is
//! the library's affair; this file finds the two parts and prints the report.

use std::io::Write;
use std::path::{Path, PathBuf};

use antin::ades::{Container, Evidence, Report, Verdict, Verified};
use antin::policy::Policy;
use antin::{ApiMisuse, Error, Time, cades};

use crate::args::{ReportFormat, VerifyArgs};
use crate::container::Extract;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, errors, notes};
use crate::message::Message;
use crate::progress::Progress;
use crate::{clock, container, html, input, levels, message, online, policy, print, verdicts};

/// Runs `antin verify`.
pub(crate) fn run(args: &VerifyArgs, language: Language) -> Result<Exit, Failure> {
    let file = args.file.as_deref().unwrap_or_else(|| Path::new(""));
    let mut policy = policy::policy(&args.policy, &args.evidence.trust)?;
    if let Some(level) = args.require_level {
        policy = policy.require_level(levels::level(level));
    }
    let mut evidence = input::evidence(&args.evidence, &args.evidence_file, language)?;
    let parts = Parts::find(file, args.content.as_deref())?;
    let extract = extract(args, &parts)?;
    if args.online {
        let client = online::client(&args.net)?;
        for signature in parts.signatures()? {
            let now = clock::now()?;
            let gathered = online::gather(&client, &signature, &policy, &evidence, now, language)
                .map_err(|error| parts.cannot_judge(error))?;
            policy = online::policy_for(&gathered, policy, language);
            evidence = gathered.into_evidence();
        }
    }
    // What was fetched is newer than the time before it was: the clock is read afterwards.
    let at = match args.at {
        Some(at) => at,
        None => clock::now()?,
    };
    let report = parts.judge(&policy, &evidence, at, extract.is_some())?;
    // A container may hold time-stamps alone, or signatures that are named and not judged.
    let holds_other = |one: &Container| !one.timestamps().is_empty() || !one.verdict().is_passed();
    if report.signatures().is_empty() && !report.container().is_some_and(holds_other) {
        return Err(Failure::unable(&errors::NO_SIGNER).at(&parts.signature));
    }
    parts.note(args, language);
    let verdict = report.verdict();
    let printed = print_report(&report, &parts.signature, args.output, language);
    if let Some(to) = extract {
        parts.write_content(report, to, language)?;
    }
    print::finished(printed, verdicts::exit(verdict))
}

/// Begins the output of `--extract`, before the work.
fn extract<'a>(args: &'a VerifyArgs, parts: &Parts) -> Result<Option<To<'a>>, Failure> {
    let Some(path) = args.extract.as_deref() else { return Ok(None) };
    let mut sources = std::iter::once(&parts.signature).chain(&parts.content);
    if let Some(source) = sources.find(|source| files::are_one(source, path)) {
        return Err(Failure::usage(&errors::SAME_FILE).at(source));
    }
    let output = if parts.is_container {
        Extract::begin(&parts.signature, path, args.force)?
    } else {
        let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
        Extract::File(Output::begin(path, force, Access::Usual)?)
    };
    Ok(Some(To { output, path, force: args.force }))
}

/// Where the content goes.
struct To<'a> {
    output: Extract,
    path: &'a Path,
    force: bool,
}

/// The signature, and the document that it covers if it does not carry it.
struct Parts {
    signature: PathBuf,
    content: Option<PathBuf>,
    is_container: bool,
}

impl Parts {
    /// Sees which of the two FILE is, and where the other is.
    fn find(file: &Path, content: Option<&Path>) -> Result<Self, Failure> {
        let head = files::peek(file)?;
        if head.is_empty() {
            return Err(Failure::unable(&errors::IS_EMPTY).at(file));
        }
        let parts = if message::is_message(file, &head) {
            let content = content.map(Path::to_owned).or_else(|| document_of(file));
            Self { signature: file.to_owned(), content, is_container: false }
        } else if content.is_some() {
            return Err(Failure::unable(&errors::NOT_CMS).at(file));
        } else {
            let signature = files::with_ending(file, "p7s");
            match (signature.is_file(), container::is_container(&head)) {
                (true, _) => {
                    let content = Some(file.to_owned());
                    Self { signature, content, is_container: false }
                }
                (false, true) => {
                    Self { signature: file.to_owned(), content: None, is_container: true }
                }
                (false, false) => return Err(no_signature(file, &head)),
            }
        };
        Ok(parts)
    }

    /// The signatures that evidence is gathered for.
    fn signatures(&self) -> Result<Vec<Vec<u8>>, Failure> {
        if self.is_container {
            let file = files::open(&self.signature)?;
            return container::signatures(file).map_err(|error| self.cannot_judge(error));
        }
        Ok(vec![Message::read(&self.signature)?.signature().to_vec()])
    }

    fn cannot_judge(&self, error: Error) -> Failure {
        Failure::unable(&errors::CANNOT_JUDGE).at(&self.signature).because(error)
    }

    /// Says what was taken for what, where the user named one of the two only.
    fn note(&self, args: &VerifyArgs, language: Language) {
        if let (None, Some(content)) = (&args.content, &self.content) {
            let signature = self.signature.display().to_string();
            let content = content.display().to_string();
            print::note(&notes::BESIDE.fill(language, &[&signature, &content]));
        }
    }

    /// Judges. A message that carries a long document streams by, unless it is to be extracted.
    fn judge(
        &self,
        policy: &Policy,
        evidence: &Evidence,
        at: Time,
        extract: bool,
    ) -> Result<Report, Failure> {
        let failed = |error| match error {
            Error::ApiMisuse(ApiMisuse::UnexpectedContent) => {
                Failure::usage(&errors::UNWANTED_CONTENT).at(&self.signature)
            }
            error => Failure::unable(&errors::CANNOT_JUDGE).at(&self.signature).because(error),
        };
        let message = files::open(&self.signature)?;
        if self.is_container {
            return antin::verify_file(message, policy, evidence, at).map_err(failed);
        }
        let is_long = message::is_long(&self.signature, &message)?;
        if let Some(path) = &self.content {
            let signature = message::read(&self.signature)?;
            let mut content = Progress::new(files::open(path)?);
            let content = cades::Content::Reader(&mut content);
            cades::verify(&signature, Some(content), policy, evidence, at).map_err(failed)
        } else if is_long && !extract {
            cades::verify_reader(Progress::new(message), policy, evidence, at).map_err(failed)
        } else {
            let signature = message::read(&self.signature)?;
            cades::verify(&signature, None, policy, evidence, at).map_err(failed)
        }
    }

    /// Writes the content, which only a report that passed gives away.
    fn write_content(&self, report: Report, to: To<'_>, language: Language) -> Result<(), Failure> {
        let shown = to.path.display().to_string();
        let Ok(verified) = report.into_verified() else {
            print::note(&errors::NOT_VERIFIED.fill(language, &[&shown]));
            return Ok(());
        };
        match to.output {
            Extract::File(output) if !self.is_container => self.write_file(&verified, output)?,
            output => output.write(&verified, &self.signature, to.force)?,
        }
        print::note(&notes::EXTRACTED.fill(language, &[&shown]));
        Ok(())
    }

    fn write_file(&self, verified: &Verified, mut output: Output) -> Result<(), Failure> {
        let failed =
            |error| Failure::unable(&errors::CANNOT_EXTRACT).at(&self.signature).because(error);
        match (&self.content, verified.content()) {
            // The document may have changed since: it is compared again as it is copied.
            (Some(document), _) => {
                verified.copy_content(files::open(document)?, &mut output).map_err(failed)?;
            }
            (None, content) => output
                .write_all(content.unwrap_or_default())
                .map_err(|error| failed(error.into()))?,
        }
        output.finish()
    }
}

/// Returns the document beside `document.p7s`.
fn document_of(signature: &Path) -> Option<PathBuf> {
    let is_p7s = signature.extension()?.eq_ignore_ascii_case("p7s");
    let document = signature.with_extension("");
    (is_p7s && document.is_file()).then_some(document)
}

fn no_signature(file: &Path, head: &[u8]) -> Failure {
    let kind = if head.starts_with(b"%PDF-") {
        "PDF"
    } else if head.starts_with(b"<?xml") {
        "XML"
    } else {
        return Failure::unable(&errors::NO_SIGNATURE).at(file).at(file);
    };
    Failure::unable(&errors::NOT_YET_FORMAT).at(file).with(kind)
}

fn print_report(
    report: &Report,
    signature: &Path,
    format: ReportFormat,
    language: Language,
) -> Result<(), Failure> {
    let mut out = anstream::stdout();
    match format {
        ReportFormat::Json => {
            let json = report.to_json(language.into());
            print::line(&mut out, &format!("{json:#}"))
        }
        ReportFormat::Html => {
            let json = report.to_json(language.into());
            let page = html::page(&json, &signature.display().to_string(), language);
            out.write_all(page.as_bytes()).map_err(print::failure)
        }
        ReportFormat::Text => {
            let text = report.to_text(language.into());
            print_text(&mut out, text.trim_end(), &verdicts_in(report))
        }
    }
}

/// The verdicts that a report tells.
pub(crate) fn verdicts_in(report: &Report) -> Vec<Verdict> {
    let signatures = report.signatures().iter().map(antin::ades::SignatureReport::verdict);
    signatures.chain([report.verdict()]).collect()
}

/// Prints the library's text, with verdicts in colour.
pub(crate) fn print_text(
    out: &mut impl Write,
    text: &str,
    verdicts: &[Verdict],
) -> Result<(), Failure> {
    for line in text.lines() {
        let found = verdicts.iter().find(|verdict| line.contains(&verdict.to_string()));
        match found {
            Some(verdict) => {
                let (name, style) = (verdict.to_string(), verdicts::style(*verdict));
                let line = line.replacen(&name, &format!("{style}{name}{style:#}"), 1);
                print::line(out, &line)?;
            }
            None => print::line(out, line)?,
        }
    }
    Ok(())
}
