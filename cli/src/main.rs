//! The `antin` program: signs, judges and inspects official documents.
//!
//! It uses the public API of the library and nothing else. The clock, the terminal and the file
//! system are met here only.
#![forbid(unsafe_code)]

mod args;
mod chain;
mod clock;
mod container;
mod credential;
mod demo;
mod edxml;
mod evidence;
mod exit;
mod extract;
mod failure;
mod files;
mod gateway;
mod html;
mod input;
mod inspect;
mod journal;
mod lang;
mod ledger;
mod levels;
mod message;
mod online;
mod open;
mod password;
mod pki;
mod policy;
mod print;
mod progress;
mod receipt;
mod registry;
mod seal;
mod senders;
mod sign;
mod timestamp;
mod verdicts;
mod verify;

use std::io::Write;
use std::process::ExitCode;

use args::{Cli, Command};
use exit::Exit;
use failure::Failure;
use lang::{Language, notes};
use print::BAD;

fn main() -> ExitCode {
    let cli = match args::parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match run(&cli) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            complain(&failure, cli.lang);
            failure.exit().into()
        }
    }
}

fn run(cli: &Cli) -> Result<Exit, Failure> {
    match &cli.command {
        Command::Demo(args) => demo::run(args, cli.lang),
        Command::Pki(args) => pki::run(args, cli.lang),
        Command::Sign(args) => sign::run(args, cli.lang),
        Command::Verify(args) => verify::run(args, cli.lang),
        Command::Chain(args) => chain::run(args, cli.lang),
        Command::Inspect(args) => inspect::run(args, cli.lang),
        Command::Edxml(args) => edxml::run(args, cli.lang),
        Command::Seal(args) => seal::run(args, cli.lang),
        Command::Open(args) => open::run(args, cli.lang),
        Command::Receipt(args) => receipt::run(args, cli.lang),
        Command::Registry(args) => registry::run(args, cli.lang),
        Command::Extend(args) => levels::run(args, cli.lang),
        Command::Timestamp(args) => timestamp::run(args, cli.lang),
        Command::Evidence(args) => evidence::run(args, cli.lang),
        Command::Gateway(args) => gateway::run(args, cli.lang),
        Command::Journal(args) => journal::run(args, cli.lang),
    }
}

/// Shows help and version, or what is wrong with the command line.
fn usage(error: &clap::Error) -> ExitCode {
    // Nothing can be done where the reader went away.
    let _ = error.print();
    if error.use_stderr() { Exit::Usage.into() } else { Exit::Passed.into() }
}

fn complain(failure: &Failure, language: Language) {
    if failure.is_broken_pipe() {
        return;
    }
    let sentence = print::harmless(&failure.sentence(language));
    let head = notes::ERROR.say(language);
    let _ = writeln!(anstream::stderr(), "{BAD}{head}{BAD:#} {sentence}");
}
