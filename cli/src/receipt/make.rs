//! `antin receipt make`: the package is judged, then the recipient signs what became of it.

use std::io::Write;

use antin::edxml::{Binding, Opening, PackageReport, Status};
use antin::keys::Credential;
use antin::receipt::{self, Receipt, Sent};
use antin::{Error, Time, Unsupported};

use crate::args::{EvidenceArgs, ReceiptMakeArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, errors, receipt as text};
use crate::levels;
use crate::progress::Progress;
use crate::senders::{Known, Source};
use crate::{clock, credential, input, policy, print, sign};

/// Runs `antin receipt make`.
pub(super) fn run(args: &ReceiptMakeArgs, language: Language) -> Result<Exit, Failure> {
    sign::refuse_tokens(&args.signer)?;
    refuse_status(args)?;
    let sources = [Some(&args.package), args.into.as_ref()];
    if let Some(source) = sources.into_iter().flatten().find(|one| files::are_one(&args.out, one)) {
        return Err(Failure::usage(&errors::SAME_FILE).at(source));
    }
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    let mut output = Output::begin(&args.out, force, Access::Usual)?;
    let at = args.at.map_or_else(clock::now, Ok)?;
    let (report, known) = judge(args, at, language)?;
    let receipt = answer(args, &report, at, language)?;
    let (credential, source) = credential::load(&args.signer, language)?;
    let raising = levels::of_sign(&args.signer, language)?;
    let options = sign::options_of(&args.signer, &credential, &source, raising.as_ref())?;
    let tsa = args.signer.tsa.as_deref();
    let failed = |error| levels::told(&errors::CANNOT_RECEIPT, &args.package, tsa, error);
    let mut signed = receipt::make(&receipt, &credential, &options).map_err(failed)?;
    if let Some(raising) = &raising {
        signed = raising.raise_container(&signed, language, failed)?;
    }
    write(args, &signed, &mut output)?;
    output.finish()?;
    known.tell(&report, language);
    note(args, &credential, language);
    Ok(Exit::Passed)
}

/// What no recipient tells, and what cannot follow.
fn refuse_status(args: &ReceiptMakeArgs) -> Result<(), Failure> {
    if args.status.is_by_sender() {
        return Err(Failure::usage(&errors::STATUS_OF_SENDER).with(args.status.code()));
    }
    match args.after {
        Some(before) if !args.status.may_follow(Some(before)) => {
            let failure = Failure::usage(&errors::STATUS_ORDER).with(args.status.code());
            Err(failure.with(before.code()))
        }
        _ => Ok(()),
    }
}

/// Judges the package as `antin open` does.
fn judge(
    args: &ReceiptMakeArgs,
    at: Time,
    language: Language,
) -> Result<(PackageReport, Known), Failure> {
    let (signer, path) = (&args.signer, &args.package);
    let policy = policy::policy(&args.policy, &signer.trust)?;
    let beside_it = EvidenceArgs {
        trust: signer.trust.clone(),
        certs: args.certs.clone(),
        crl: args.crl.clone(),
        ocsp: args.ocsp.clone(),
    };
    let evidence = input::evidence(&beside_it, &signer.evidence_file, language)?;
    let beside = args.seal.iter().map(|path| files::read(path)).collect::<Result<Vec<_>, _>>()?;
    let beside: Vec<&[u8]> = beside.iter().map(Vec::as_slice).collect();
    let source = Source::read(&args.senders)?;
    let known = source.judge(&policy, &evidence, None, at, language)?;
    let opening = Opening::new().senders(known.senders()).beside(&beside);
    let report = opening
        .open(Progress::new(files::open(path)?), &policy, &evidence, at)
        .map_err(|error| Failure::unable(&errors::BAD_PACKAGE).at(path).because(error))?;
    Ok((report, known))
}

/// What is to be signed: what was not accepted can only be refused, and of what was changed nothing can be told.
fn answer(
    args: &ReceiptMakeArgs,
    report: &PackageReport,
    at: Time,
    language: Language,
) -> Result<Receipt, Failure> {
    let (path, lang) = (&args.package, antin::Language::from(language));
    let is_refusal = args.status == Status::Refused;
    let state = format!("{} - {}", report.state().as_str(), report.state().text(lang));
    let sent = Sent::of(report);
    if sent.as_ref().is_some_and(|sent| holds_for_another(report, sent)) {
        let failure = Failure::unable(&errors::REFUSES_ANOTHER).at(path).with(state);
        return Err(failure.with(report.verdict().to_string()));
    }
    if !is_refusal && !report.is_accepted() {
        let failure = Failure::unable(&errors::ONLY_REFUSAL).at(path).with(state);
        let failure = failure.with(report.verdict().to_string());
        return Err(failure.with(report.sender().text(lang)));
    }
    let sent = sent.ok_or_else(|| Failure::unable(&errors::NO_DOCUMENT).at(path))?;
    let receipt = Receipt::new(&sent, &args.recipient, args.status, at);
    let is_one_of_them = sent.recipients().iter().any(|code| code == receipt.recipient());
    // Whoever got it by mistake may still say that it was refused.
    if !is_refusal && !is_one_of_them {
        let failure = Failure::unable(&errors::NOT_A_RECIPIENT).with(&*args.recipient).at(path);
        return Err(failure.with(sent.recipients().join(", ")));
    }
    Ok(args.reason.iter().fold(receipt, |receipt, reason| receipt.because(reason)))
}

/// Tells whether a receipt would hold for the package as it was sealed, and not for what arrived: something was changed, or
/// a seal was added, while the seal that the receipt names is good (`docs/receipt.md` §2).
fn holds_for_another(report: &PackageReport, sent: &Sent) -> bool {
    let Some(id) = sent.seal() else { return false };
    let mut seals = report.seals().iter();
    let is_bound =
        seals.any(|seal| seal.id() == Some(id) && seal.binding() == Some(&Binding::Bound));
    let is_as_sent = report.state().is_whole() && report.verdict().is_passed();
    !is_as_sent || (is_bound && !report.is_accepted())
}

fn write(args: &ReceiptMakeArgs, signed: &[u8], output: &mut Output) -> Result<(), Failure> {
    let Some(path) = &args.into else {
        let cannot = |error| Failure::unable(&errors::CANNOT_WRITE).at(&args.out).because_io(error);
        return output.write_all(signed).map_err(cannot);
    };
    let package = Progress::new(files::open(path)?);
    receipt::insert(signed, package, output).map(drop).map_err(|error| match error {
        Error::Unsupported(Unsupported::StatusSeal) => {
            Failure::unable(&errors::CARRIES_NOTHING).at(path)
        }
        error => Failure::unable(&errors::CANNOT_PUT_INTO).at(path).because(error),
    })
}

fn note(args: &ReceiptMakeArgs, credential: &Credential, language: Language) {
    let subject = credential.certificate().subject();
    let who = subject.common_name().unwrap_or_else(|| subject.to_string());
    let (who, out) = (print::harmless(&who), args.out.display().to_string());
    let words = [&*who, args.status.code(), args.status.text(language.into()), &out];
    print::note(&text::SIGNED.fill(language, &words));
}
