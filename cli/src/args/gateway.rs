//! Options of `antin gateway`.

use std::path::PathBuf;

use antin::Time;
use antin::edxml::Status;
use clap::{Args, Subcommand};

use super::TextFormat;

/// Options of `antin gateway`.
#[derive(Debug, Args)]
pub(crate) struct GatewayArgs {
    /// What to do
    #[command(subcommand)]
    pub(crate) command: GatewayCommand,
}

/// What `antin gateway` does.
#[derive(Debug, Subcommand)]
pub(crate) enum GatewayCommand {
    /// Makes the ledger, once
    Init(GatewayInitArgs),
    /// Judges a package that is to go out, seals it, records that, and writes it
    Send(GatewaySendArgs),
    /// Judges a package that arrived, records what was decided, and hands it out if it is accepted
    Receive(GatewayReceiveArgs),
    /// Judges a receipt that came back, and records that
    Take(GatewayTakeArgs),
}

/// Options of `antin gateway init`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 made · 3 wrong usage · 4 could not be made, or there is one already.")]
pub(crate) struct GatewayInitArgs {
    /// The configuration (TOML); paths in it are relative to it
    #[arg(long, value_name = "FILE")]
    pub(crate) config: PathBuf,
    /// Packages that were sealed at this time or before are never taken, RFC 3339; now if not given.
    /// Name an earlier time for the first ledger only, not for one that takes the place of another
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) sealed_after: Option<Time>,
}

/// For whom a gateway acts, by what, and when.
#[derive(Debug, Args)]
pub(crate) struct GatewayOptions {
    /// The configuration (TOML); paths in it are relative to it
    #[arg(long, value_name = "FILE")]
    pub(crate) config: PathBuf,
    /// Identifier code of the agency for which it is done
    #[arg(long, value_name = "CODE")]
    pub(crate) agency: String,
    /// Time to decide at, RFC 3339; now if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) at: Option<Time>,
    /// Form of what is told on standard output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) output: TextFormat,
}

/// Options of `antin gateway send`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  antin gateway send cong-van.edxml --config gateway.toml --agency 000.00.12.X40 --out cong-van.sealed.edxml

Exit status: 0 sealed, recorded and written · 1 it may not go out · 3 wrong usage · 4 nothing was decided, or
the output could not be written.")]
pub(crate) struct GatewaySendArgs {
    /// The package (edXML); a file, as it is read several times
    pub(crate) package: PathBuf,
    #[command(flatten)]
    pub(crate) options: GatewayOptions,
    /// Where the sealed package goes
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Replace an output that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Options of `antin gateway receive`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  antin gateway receive arrived.edxml --config gateway.toml --agency 000.00.00.X14 \\
    --extract attachments --receipt-out receipt.asice --output json

Exit status: 0 accepted · 1 refused · 2 quarantined · 3 wrong usage · 4 nothing was decided, or what was
accepted could not be written.")]
pub(crate) struct GatewayReceiveArgs {
    /// The package (edXML) that arrived
    pub(crate) package: PathBuf,
    #[command(flatten)]
    pub(crate) options: GatewayOptions,
    /// Write the attachments into this folder, new or empty, if the package is accepted
    #[arg(long, value_name = "DIR")]
    pub(crate) extract: Option<PathBuf>,
    /// Where the receipt goes, if there is to be one; without this, none is signed
    #[arg(long, value_name = "FILE")]
    pub(crate) receipt_out: Option<PathBuf>,
    /// Replace a receipt that exists
    #[arg(long, requires = "receipt_out")]
    pub(crate) force: bool,
}

/// Options of `antin gateway take`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  antin gateway take reply.edxml --package cong-van.sealed.edxml --config gateway.toml \\
    --agency 000.00.12.X40 --after 01

Exit status: 0 accepted · 1 it does not prove what it says · 3 wrong usage · 4 nothing was decided.")]
pub(crate) struct GatewayTakeArgs {
    /// The receipt, or a package that carries one
    pub(crate) receipt: PathBuf,
    #[command(flatten)]
    pub(crate) options: GatewayOptions,
    /// The package as it was sent, with its seal
    #[arg(long, value_name = "PACKAGE")]
    pub(crate) package: PathBuf,
    /// The status that this recipient told last, two digits; without this, the receipt is taken as its first
    #[arg(long, value_name = "STATUS", value_parser = super::receipt::status)]
    pub(crate) after: Option<Status>,
}
