//! Options of `antin edxml`.

use std::path::PathBuf;

use antin::edxml::Rewriting;
use clap::{Args, Subcommand};

use super::TextFormat;

/// Options of `antin edxml`.
#[derive(Debug, Args)]
pub(crate) struct EdxmlArgs {
    /// What to do
    #[command(subcommand)]
    pub(crate) command: EdxmlCommand,
}

/// What `antin edxml` does.
#[derive(Debug, Subcommand)]
pub(crate) enum EdxmlCommand {
    /// Shows what a package says and carries, and what was not clean about it
    Inspect(PackageArgs),
    /// Lists the faults of a package; exit status 1 if there are any
    Validate(PackageArgs),
    /// Rewrites a package the way the hub of the axis does, to test with
    Hop(HopArgs),
    /// Writes the seals of a package as containers, to be judged or renewed by themselves
    Seals(SealsArgs),
}

/// Options of `antin edxml inspect` and `antin edxml validate`.
#[derive(Debug, Args)]
pub(crate) struct PackageArgs {
    /// The package
    pub(crate) package: PathBuf,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) output: TextFormat,
    /// Refuse a package that is not clean, instead of listing what was passed over
    #[arg(long)]
    pub(crate) strict: bool,
}

/// Options of `antin edxml hop`.
#[derive(Debug, Args)]
pub(crate) struct HopArgs {
    /// The package
    pub(crate) package: PathBuf,
    /// Where the rewritten package goes
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Do these alone, instead of all that a sound hub does
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = rewriting)]
    pub(crate) only: Option<Vec<Rewriting>>,
    /// Do these too: archives, text-conversion
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = rewriting)]
    pub(crate) also: Vec<Rewriting>,
    /// Gives the entries of archives other names
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) seed: u64,
    /// The time of the trace entry (else now)
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) at: Option<antin::Time>,
    /// Replace the output if it exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Options of `antin edxml seals`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  antin edxml seals archived.edxml --out seals
  antin extend seals/seal-1.asice --level LTA --tsa http://tsa.test --trust root.pem --force
  antin open archived.edxml --seal seals/seal-1.asice --trust root.pem --any-sender")]
pub(crate) struct SealsArgs {
    /// The package
    pub(crate) package: PathBuf,
    /// Folder for seal-1.asice and so on; made if it is not there
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace files that exist
    #[arg(long)]
    pub(crate) force: bool,
}

fn rewriting(text: &str) -> Result<Rewriting, String> {
    Rewriting::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = Rewriting::ALL.into_iter().map(Rewriting::code).collect();
        format!("one of {}", codes.join(", "))
    })
}
