//! `antin receipt`: made by the recipient of a package, judged by its sender.

mod check;
mod make;

use std::fs;

use antin::limits::Limits;
use antin::receipt::receipts;

use crate::args::{ReceiptArgs, ReceiptCommand, ReceiptsArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing};
use crate::lang::{Language, errors, receipt as text};
use crate::print;
use crate::progress::Progress;

pub(crate) use check::{print_text, read, sent};

/// Runs `antin receipt`.
pub(crate) fn run(args: &ReceiptArgs, language: Language) -> Result<Exit, Failure> {
    match &args.command {
        ReceiptCommand::Make(args) => make::run(args, language),
        ReceiptCommand::Check(args) => check::run(args, language),
        ReceiptCommand::Take(args) => take(args, language),
    }
}

/// Writes the receipts of a package out; the status says whether there are any.
fn take(args: &ReceiptsArgs, language: Language) -> Result<Exit, Failure> {
    let path = &args.package;
    let package = Progress::new(files::open(path)?);
    let found = receipts(package, &Limits::DEFAULT)
        .map_err(|error| Failure::unable(&errors::BAD_PACKAGE).at(path).because(error))?;
    if found.is_empty() {
        print::note(text::NONE.say(language));
        return Ok(Exit::Indeterminate);
    }
    let cannot = |error| Failure::unable(&errors::CANNOT_WRITE).at(&args.out).because_io(error);
    fs::create_dir_all(&args.out).map_err(cannot)?;
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    for (number, (_, octets)) in (1..).zip(&found) {
        let target = args.out.join(format!("receipt-{number}.asice"));
        files::write(&target, octets, force, Access::Usual)?;
        print::note(&text::TAKEN.fill(language, &[&target.display().to_string()]));
    }
    Ok(Exit::Passed)
}
