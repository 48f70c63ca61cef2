//! Options of `antin receipt`.

use std::path::PathBuf;

use antin::Time;
use antin::edxml::Status;
use clap::{Args, Subcommand};

use super::{EvidenceArgs, NetArgs, PolicyArgs, SendersArgs, SignerArgs, TextFormat};

/// Options of `antin receipt`.
#[derive(Debug, Args)]
pub(crate) struct ReceiptArgs {
    /// What to do
    #[command(subcommand)]
    pub(crate) command: ReceiptCommand,
}

/// What `antin receipt` does.
#[derive(Debug, Subcommand)]
pub(crate) enum ReceiptCommand {
    /// Judges a package that arrived, and signs what became of it
    Make(Box<ReceiptMakeArgs>),
    /// Judges a receipt against the package that was sent
    Check(Box<ReceiptCheckArgs>),
    /// Writes the receipts that a package carries to files, to be judged by themselves
    Take(ReceiptsArgs),
}

/// Options of `antin receipt make`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  antin receipt make arrived.edxml --recipient 000.00.00.X14 --status 01 --out receipt.asice \\
    --p12 agency.p12 --trust root.pem --registry registry.asice --registry-signer registrar.pem
  antin receipt make arrived.edxml --recipient 000.00.00.X14 --status 02 --reason \"chưa đóng dấu\" …
  antin receipt make arrived.edxml --recipient 000.00.00.X14 --status 03 --into reply.edxml …

Exit status: 0 signed · 3 wrong usage · 4 could not sign; a package that is not accepted can only be
answered by status 02, and one that was changed or got another seal on its way by none.")]
pub(crate) struct ReceiptMakeArgs {
    /// The package (edXML) that arrived
    pub(crate) package: PathBuf,
    /// Identifier code of the body that makes the receipt
    #[arg(long, value_name = "CODE")]
    pub(crate) recipient: String,
    /// Status, two digits: 01 arrived, 02 refused, 03 accepted, 04, 05, 06, 15, 16
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub(crate) status: Status,
    /// The status that was told last, which this one must be able to follow
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub(crate) after: Option<Status>,
    /// Why, in words; a refusal should have one
    #[arg(long, value_name = "TEXT", num_args = 1)]
    pub(crate) reason: Vec<String>,
    #[command(flatten)]
    pub(crate) signer: SignerArgs,
    #[command(flatten)]
    pub(crate) senders: SendersArgs,
    /// Seals that were handed over beside the package, or renewed since
    #[arg(long, value_name = "F", num_args = 1..)]
    pub(crate) seal: Vec<PathBuf>,
    /// Further certificates that a path may go through, PEM or DER
    #[arg(long, value_name = "F", num_args = 1..)]
    pub(crate) certs: Vec<PathBuf>,
    /// Revocation lists, PEM or DER
    #[arg(long, value_name = "F", num_args = 1..)]
    pub(crate) crl: Vec<PathBuf>,
    /// OCSP answers, DER
    #[arg(long, value_name = "F", num_args = 1..)]
    pub(crate) ocsp: Vec<PathBuf>,
    /// Time to judge at, and that of the receipt, RFC 3339; now if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) at: Option<Time>,
    #[command(flatten)]
    pub(crate) policy: PolicyArgs,
    /// Package that goes back, to carry the receipt as an attachment; --out is that package then
    #[arg(long, value_name = "PACKAGE")]
    pub(crate) into: Option<PathBuf>,
    /// Where the receipt goes, `-` is standard output
    #[arg(long, short, value_name = "O")]
    pub(crate) out: PathBuf,
    /// Replace an output that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Options of `antin receipt check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  antin receipt check receipt.asice --package sealed.edxml --trust root.pem \\
    --registry registry.asice --registry-signer registrar.pem
  antin receipt check reply.edxml --package sealed.edxml --after 01 --trust root.pem --any-sender

Exit status: 0 accepted · 1 a fault, another package, document, recipient or status, or the signature
failed · 2 indeterminate, or the recipient is not bound · 3 wrong usage · 4 could not judge.")]
pub(crate) struct ReceiptCheckArgs {
    /// The receipt, or a package that carries one
    pub(crate) receipt: PathBuf,
    /// The package as it was sent, with its seal
    #[arg(long, value_name = "PACKAGE")]
    pub(crate) package: PathBuf,
    /// The status that this recipient told last
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub(crate) after: Option<Status>,
    #[command(flatten)]
    pub(crate) senders: SendersArgs,
    /// Seals that are kept beside the package, or renewed since
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
    /// Fetch what is missing for the receipt from the network, then judge
    #[arg(long)]
    pub(crate) online: bool,
    #[command(flatten)]
    pub(crate) net: NetArgs,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) output: TextFormat,
}

/// Options of `antin receipt take`.
#[derive(Debug, Args)]
pub(crate) struct ReceiptsArgs {
    /// The package
    pub(crate) package: PathBuf,
    /// Folder for receipt-1.asice and so on; made if it is not there
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace files that exist
    #[arg(long)]
    pub(crate) force: bool,
}

pub(super) fn status(text: &str) -> Result<Status, String> {
    let found = Status::from_code(text).filter(|status| status.code() == text);
    found.ok_or_else(|| {
        let codes: Vec<&str> = Status::ALL.into_iter().map(Status::code).collect();
        format!("one of {}", codes.join(", "))
    })
}
