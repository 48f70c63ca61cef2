//! The command line as clap reads it: names, help, and values checked on the way in.
//!
//! The contract is in `docs/cli.md`. Wrong usage is exit status 3, not clap's own 2, which here
//! means "indeterminate".

mod edxml;
mod gateway;
mod journal;
mod judge;
mod make;
mod net;
mod pki;
mod receipt;
mod registry;
mod seal;
mod trailing;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use edxml::{EdxmlArgs, EdxmlCommand, HopArgs, PackageArgs, SealsArgs};
pub(crate) use gateway::{
    GatewayArgs, GatewayCommand, GatewayInitArgs, GatewayOptions, GatewayReceiveArgs,
    GatewaySendArgs, GatewayTakeArgs,
};
pub(crate) use journal::{
    JournalArgs, JournalCheckArgs, JournalCommand, JournalExportArgs, JournalStampArgs,
};
pub(crate) use judge::{
    ChainArgs, EvidenceArgs, PolicyArgs, Purpose, ReportFormat, Revocation, TextFormat, VerifyArgs,
};
pub(crate) use make::{Digest, Format, Level, SignArgs, SignerArgs};
pub(crate) use net::{
    CleanArgs, EvidenceCommand, EvidenceCommandArgs, ExtendArgs, GatherArgs, ListArgs, NetArgs,
    OcspFault, ServeArgs, TimestampArgs, TsaFault,
};
pub(crate) use pki::{
    AnswerArgs, CertStatus, CrlArgs, InitArgs, IssueArgs, KeyType, P12Options, PkiArgs, PkiCommand,
    PkiOptions, Reason, SubjectArgs,
};
pub(crate) use receipt::{
    ReceiptArgs, ReceiptCheckArgs, ReceiptCommand, ReceiptMakeArgs, ReceiptsArgs,
};
pub(crate) use registry::{
    BindBy, RegistryAddArgs, RegistryArgs, RegistryCheckArgs, RegistryCommand, RegistryEndArgs,
    RegistryFormat, RegistryNewArgs, RegistryRevokeArgs, RegistryShowArgs, RegistrySignArgs,
    SendersArgs,
};
pub(crate) use seal::{OpenArgs, SealArgs, SealRole};
pub(crate) use trailing::parse;

use crate::lang::Language;

/// Signs and judges official documents with agency certificates chained to a government root.
#[derive(Debug, Parser)]
#[command(
    name = "antin",
    version,
    arg_required_else_help = true,
    propagate_version = true,
    after_help = "Exit status: 0 every signature passed (or the work was done) · 1 at least one failed · \
2 none failed and at least one is indeterminate · 3 wrong usage · 4 could not judge.\n\n\
Begin with `antin demo`, then `antin help verify`."
)]
pub(crate) struct Cli {
    /// Language of texts and messages
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "en",
        hide_possible_values = true,
        value_name = "vi|en"
    )]
    pub(crate) lang: Language,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Shows the whole job on a throwaway government PKI, step by step
    Demo(DemoArgs),
    /// Makes a development PKI: root, sub-CA, agency, person, TSA, OCSP responder, CRL
    Pki(PkiArgs),
    /// Signs a file
    Sign(Box<SignArgs>),
    /// Judges the signatures of a file
    Verify(Box<VerifyArgs>),
    /// Validates a certificate's path to a trusted root, by RFC 5280
    Chain(Box<ChainArgs>),
    /// Shows what is in a file, without judging it
    Inspect(InspectArgs),
    /// Shows, validates or rewrites an edXML package
    Edxml(EdxmlArgs),
    /// Puts a seal on an edXML package that survives the axis
    Seal(Box<SealArgs>),
    /// Judges a sealed edXML package, and takes its attachments out
    Open(Box<OpenArgs>),
    /// Makes and judges receipts: what a recipient signs about a package that arrived
    Receipt(ReceiptArgs),
    /// Keeps, signs and judges a registry of whose certificates are whose
    Registry(RegistryArgs),
    /// Raises a signature to level T, LT or LTA, or renews it
    Extend(Box<ExtendArgs>),
    /// Asks a time-stamp authority
    Timestamp(TimestampArgs),
    /// Gathers CRLs, OCSP answers and certificates; lists and checks them
    Evidence(EvidenceCommandArgs),
    /// Sends and receives packages for an agency: decided by a policy, and recorded in a ledger
    Gateway(Box<GatewayArgs>),
    /// Checks, exports or time-stamps the journal of a gateway
    Journal(JournalArgs),
}

/// Options of `antin demo`.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Folder to leave the documents, signatures and certificates in; new or empty
    pub(crate) dir: Option<PathBuf>,
    /// Without DIR, keep the files in a new folder under the system's temporary folder
    #[arg(long)]
    pub(crate) keep: bool,
}

/// Options of `antin inspect`.
#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    /// A certificate, CRL, CMS message, key, PKCS#12 file or PEM bundle; PEM or DER
    pub(crate) file: PathBuf,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) output: TextFormat,
    /// File whose first line is the password, where one is needed (else ANTIN_PASSWORD, else asked)
    #[arg(long, value_name = "F")]
    pub(crate) password_file: Option<PathBuf>,
}

/// Reads a time as RFC 3339, for clap.
fn time(text: &str) -> Result<antin::Time, String> {
    antin::Time::parse_rfc3339(text)
        .map_err(|_| "write a time like 2026-11-21T08:30:00+07:00, or a date".to_owned())
}

/// Reads a dotted object identifier, for clap.
fn oid(text: &str) -> Result<antin::oid::ObjectIdentifier, String> {
    antin::oid::ObjectIdentifier::from_dotted(text)
        .ok_or_else(|| "write an object identifier like 2.16.704.1.1.1.1.1".to_owned())
}
