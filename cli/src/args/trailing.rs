//! Lets FILE stand last, behind an option that takes several values.
//!
//! `antin verify --trust root.pem FILE` reads naturally, but clap gives FILE to `--trust`. Where FILE is
//! missing, the very last value of the command line is taken from an option that got at least two.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};

use super::{Cli, Command};

/// Reads the command line.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let mut command = Cli::command();
    let matches = command.try_get_matches_from_mut(arguments)?;
    let mut cli = Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
    let Some((name, matches)) = matches.subcommand() else { return Ok(cli) };
    if file_of(&mut cli.command).is_some_and(|file| file.is_none()) {
        let taken = last_list(matches).and_then(|id| take_last(&mut cli.command, id));
        let Some(taken) = taken else {
            let what = match name {
                "chain" => "LEAF",
                "open" | "seal" => "PACKAGE",
                _ => "FILE",
            };
            let text = format!("the file to work on is missing: antin {name} {what} …");
            return Err(command.error(ErrorKind::MissingRequiredArgument, text));
        };
        file_of(&mut cli.command).map(|file| file.replace(taken));
    }
    Ok(cli)
}

fn file_of(command: &mut Command) -> Option<&mut Option<PathBuf>> {
    match command {
        Command::Sign(args) => Some(&mut args.file),
        Command::Verify(args) => Some(&mut args.file),
        Command::Chain(args) => Some(&mut args.leaf),
        Command::Seal(args) => Some(&mut args.package),
        Command::Open(args) => Some(&mut args.package),
        _ => None,
    }
}

const LISTS: [&str; 9] = [
    "chain",
    "trust",
    "certs",
    "crl",
    "ocsp",
    "evidence_file",
    "seal",
    "registry_signer",
    "registry_evidence",
];

/// Returns the list option whose occurrence ends the command line, if it got at least two values.
fn last_list(matches: &ArgMatches) -> Option<&'static str> {
    let last_of = |id: &str| -> Option<usize> {
        // Defaults have places too, behind everything that was typed.
        let known = matches.try_contains_id(id).is_ok();
        let typed = known && matches.value_source(id) == Some(ValueSource::CommandLine);
        typed.then(|| matches.indices_of(id)?.next_back())?
    };
    let end = matches.ids().filter_map(|id| last_of(id.as_str())).max()?;
    let id = LISTS.into_iter().find(|id| last_of(id) == Some(end))?;
    let last = matches.get_occurrences::<PathBuf>(id)?.next_back()?;
    (last.count() >= 2).then_some(id)
}

fn take_last(command: &mut Command, id: &str) -> Option<PathBuf> {
    let list = match (command, id) {
        (Command::Sign(args), id) => args.signer.list(id)?,
        (Command::Seal(args), id) => args.signer.list(id)?,
        (Command::Verify(args), "evidence_file") => &mut args.evidence_file,
        (Command::Open(args), "evidence_file") => &mut args.evidence_file,
        (Command::Open(args), "seal") => &mut args.seal,
        (Command::Open(args), id) if id.starts_with("registry") => args.senders.list(id)?,
        (Command::Open(args), id) => args.evidence.list(id)?,
        (Command::Verify(args), id) => args.evidence.list(id)?,
        (Command::Chain(args), id) => args.evidence.list(id)?,
        _ => return None,
    };
    list.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, ErrorKind> {
        parse(line.split(' ').map(OsString::from))
            .map(|cli| cli.command)
            .map_err(|error| error.kind())
    }

    #[test]
    fn takes_the_file_from_the_end_of_a_list() {
        let Ok(Command::Verify(args)) = parsed("antin verify --trust a.pem b.pem doc.p7s") else {
            panic!("not read");
        };
        assert_eq!(args.file, Some("doc.p7s".into()));
        assert_eq!(args.evidence.trust, [PathBuf::from("a.pem"), "b.pem".into()]);
    }

    #[test]
    fn leaves_lists_alone_where_the_file_stands_first() {
        let Ok(Command::Chain(args)) = parsed("antin chain leaf.pem --trust a.pem b.pem") else {
            panic!("not read");
        };
        assert_eq!(args.leaf, Some("leaf.pem".into()));
        assert_eq!(args.evidence.trust.len(), 2);
    }

    #[test]
    fn misses_the_file_where_a_list_has_one_value_or_is_not_last() {
        for line in [
            "antin verify --trust a.pem",
            "antin verify",
            "antin verify --trust a.pem b.pem --output json",
            "antin verify --trust a.pem --trust b.pem",
        ] {
            assert_eq!(parsed(line).err(), Some(ErrorKind::MissingRequiredArgument), "{line}");
        }
    }

    #[test]
    fn clap_finds_the_definition_sound() {
        Cli::command().debug_assert();
    }
}
