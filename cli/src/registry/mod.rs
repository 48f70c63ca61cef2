//! `antin registry`: keeps, signs and judges a registry of whose certificates are whose.
//!
//! A registry is kept as JSON, and edited there; `sign` gives it the next number and makes the file that
//! goes out. Each edit replaces the file whole: the old one stays until the new one is on the disk.

mod bind;
mod check;
mod edit;
pub(crate) mod seen;
mod show;
mod sign;

use crate::args::{RegistryArgs, RegistryCommand};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lang::Language;

/// Runs `antin registry`.
pub(crate) fn run(args: &RegistryArgs, language: Language) -> Result<Exit, Failure> {
    match &args.command {
        RegistryCommand::New(args) => edit::begin(args, language),
        RegistryCommand::Add(args) => edit::add(args, language),
        RegistryCommand::End(args) => edit::end(args, language),
        RegistryCommand::Revoke(args) => edit::revoke(args, language),
        RegistryCommand::Show(args) => show::run(args, language),
        RegistryCommand::Sign(args) => sign::run(args, language),
        RegistryCommand::Check(args) => check::run(args, language),
    }
}
