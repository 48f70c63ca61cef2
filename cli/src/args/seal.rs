//! Options of the commands that seal packages and open them.

use std::path::PathBuf;

use antin::Time;
use clap::{Args, ValueEnum};

use super::{EvidenceArgs, Level, NetArgs, PolicyArgs, ReportFormat, SendersArgs, SignerArgs};

/// Options of `antin seal`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  antin seal cong-van.edxml --key agency.key --cert agency-chain.pem --out cong-van.sealed.edxml
  antin seal cong-van.edxml --p12 leader.p12 --role leader --out cong-van.1.edxml
  antin seal cong-van.1.edxml --p12 agency.p12 --out cong-van.2.edxml                 a second seal

Exit status: 0 sealed · 3 wrong usage · 4 could not seal, or the output exists already.")]
pub(crate) struct SealArgs {
    /// The package (edXML); a file, as it is read twice
    pub(crate) package: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) signer: SignerArgs,
    /// In which role: agency (the sender), leader (before the agency), forwarder
    #[arg(long, value_enum, default_value = "agency", hide_possible_values = true)]
    pub(crate) role: SealRole,
    /// Identifier code of the body that seals; the message's sender if not given
    #[arg(long, value_name = "CODE")]
    pub(crate) organ: Option<String>,
    /// Where the sealed package goes, `-` is standard output
    #[arg(long, short, value_name = "O")]
    pub(crate) out: PathBuf,
    /// Write the seal alone, as a container to be handed over beside the package
    #[arg(long)]
    pub(crate) apart: bool,
    /// Replace an output that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// A role in which a package is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SealRole {
    /// The agency that sends the package
    Agency,
    /// The competent person, before the agency
    Leader,
    /// A body that passes the package on
    Forwarder,
}

/// Options of `antin open`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  antin open arrived.edxml --trust root.pem --registry registry.asice --registry-signer registrar.pem
  antin open arrived.edxml --trust root.pem --any-sender --extract attachments --output json
  antin open archived.edxml --seal renewed.asice --trust root.pem --any-sender --at 2046-11-21

Exit status: 0 sealed, every seal passed, the sender bound, and intact or only rewritten by a hop ·
1 changed, incomplete or damaged, or a seal failed · 2 not sealed, indeterminate, or the sender is not
bound · 3 wrong usage · 4 could not judge (malformed, unsupported, unreadable).")]
pub(crate) struct OpenArgs {
    /// The package (edXML) that arrived
    pub(crate) package: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) senders: SendersArgs,
    /// Seals that were handed over beside the package, or renewed since
    #[arg(long, value_name = "F", num_args = 1..)]
    pub(crate) seal: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) evidence: EvidenceArgs,
    /// Evidence gathered before: files and folders of `antin evidence`, PEM
    #[arg(long = "evidence", value_name = "F", num_args = 1..)]
    pub(crate) evidence_file: Vec<PathBuf>,
    /// Time to judge at, RFC 3339; now if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) at: Option<Time>,
    #[command(flatten)]
    pub(crate) policy: PolicyArgs,
    /// Level that every seal must reach: B, T, LT, LTA
    #[arg(long, value_enum, ignore_case = true, value_name = "LEVEL")]
    pub(crate) require_level: Option<Level>,
    /// Fetch what is missing from the network, then judge
    #[arg(long)]
    pub(crate) online: bool,
    #[command(flatten)]
    pub(crate) net: NetArgs,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) output: ReportFormat,
    /// Write the attachments into this folder, if the package is accepted; nothing there is replaced
    #[arg(long, value_name = "DIR")]
    pub(crate) extract: Option<PathBuf>,
}
