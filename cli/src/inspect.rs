//! `antin inspect`: what is in a file, without judging it.
//!
//! The library looks; here are the file, the password, which is asked for only where one is needed,
//! and the headings of the terminal.

use std::io::Write;
use std::path::Path;

use antin::inspect::{Inspection, LineKind, inspect};
use antin::keys::Credential;
use antin::{Error, KeyError, Limit, Unsupported, pem};

use crate::args::{InspectArgs, TextFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::{Language, Text, errors};
use crate::print::{self, HEADING};
use crate::{files, password};

/// Runs `antin inspect`.
pub(crate) fn run(args: &InspectArgs, language: Language) -> Result<Exit, Failure> {
    let bytes = files::read(&args.file)?;
    let found = look(&bytes, &args.file, args.password_file.as_deref(), language)?;
    let mut out = anstream::stdout();
    let printed = match args.output {
        TextFormat::Json => {
            print::line(&mut out, &format!("{:#}", found.to_json_in(language.into())))
        }
        TextFormat::Text => print_lines(&found, &mut out, language),
    };
    print::finished(printed, Exit::Passed)
}

fn look(
    bytes: &[u8],
    path: &Path,
    password_file: Option<&Path>,
    language: Language,
) -> Result<Inspection, Failure> {
    let given = password::given(password_file)?;
    let found = match inspect(bytes, given.as_deref().map(String::as_str)) {
        Err(Error::Key(KeyError::PasswordNeeded)) => {
            inspect(bytes, Some(&password::ask(path, language)?))
        }
        found => found,
    };
    found.map_err(|error| match error {
        Error::Key(KeyError::PasswordNeeded) => Failure::unable(&errors::PASSWORD_NEEDED).at(path),
        Error::Key(KeyError::WrongPassword) => Failure::unable(&errors::WRONG_PASSWORD).at(path),
        Error::Unsupported(Unsupported::Format) => {
            Failure::unable(&errors::CANNOT_INSPECT).at(path)
        }
        error @ Error::LimitExceeded(Limit::Blocks | Limit::Keys) => {
            Failure::unable(&errors::TOO_MUCH).at(path).because(error)
        }
        error => Failure::unable(what_is_bad(bytes)).at(path).because(error),
    })
}

/// Whether it is a key or a PKCS#12 file that could not be opened.
fn what_is_bad(bytes: &[u8]) -> &'static Text {
    let is_key = pem::is_pem(bytes)
        || matches!(Credential::from_pkcs12(bytes, ""), Err(Error::Malformed(_)));
    if is_key { &errors::BAD_KEY } else { &errors::BAD_P12 }
}

fn print_lines(
    found: &Inspection,
    out: &mut impl Write,
    language: Language,
) -> Result<(), Failure> {
    for line in found.lines(language.into()) {
        let words = line.text().trim_start();
        let indent = line.text().strip_suffix(words).unwrap_or_default();
        match line.kind() {
            LineKind::Title => print::line(out, &format!("{indent}{HEADING}{words}{HEADING:#}"))?,
            _ => print::line(out, line.text())?,
        }
    }
    Ok(())
}
