//! Options of `antin registry`, and of the commands that ask a registry.

use std::path::PathBuf;

use antin::Time;
use clap::{Args, Subcommand, ValueEnum};

use super::{EvidenceArgs, NetArgs, PolicyArgs, SealRole, SignerArgs, TextFormat};

/// Who says whose certificates are whose.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct SendersArgs {
    /// Take any certificate that passes for the sender's: dangerous where many have one
    #[arg(long, conflicts_with = "registry")]
    pub(crate) any_sender: bool,
    /// A signed registry that says whose certificates are whose
    #[arg(long, value_name = "FILE", requires = "registry_signer")]
    pub(crate) registry: Option<PathBuf>,
    /// Certificates whose keys may sign registries: the first one in each file
    #[arg(long, value_name = "CERT", num_args = 1.., requires = "registry")]
    pub(crate) registry_signer: Vec<PathBuf>,
    /// Evidence for the signatures of the registry: files and folders of `antin evidence`, PEM
    #[arg(long, value_name = "F", num_args = 1.., requires = "registry")]
    pub(crate) registry_evidence: Vec<PathBuf>,
    /// File that keeps the number of the newest registry seen, so that an older one is refused
    #[arg(long, value_name = "FILE", requires = "registry")]
    pub(crate) registry_seen: Option<PathBuf>,
}

impl SendersArgs {
    /// Returns the list behind an option's name.
    pub(super) fn list(&mut self, id: &str) -> Option<&mut Vec<PathBuf>> {
        match id {
            "registry_signer" => Some(&mut self.registry_signer),
            "registry_evidence" => Some(&mut self.registry_evidence),
            _ => None,
        }
    }
}

/// Options of `antin registry`.
#[derive(Debug, Args)]
pub(crate) struct RegistryArgs {
    /// What to do
    #[command(subcommand)]
    pub(crate) command: RegistryCommand,
}

/// What `antin registry` does.
#[derive(Debug, Subcommand)]
pub(crate) enum RegistryCommand {
    /// Begins a registry
    New(RegistryNewArgs),
    /// Adds a body, a binding of certificates to it, or both
    Add(Box<RegistryAddArgs>),
    /// Ends a body, and says what it became: renamed, merged or split
    End(RegistryEndArgs),
    /// Revokes a binding
    Revoke(RegistryRevokeArgs),
    /// Shows bodies, bindings, and what became of a body
    Show(RegistryShowArgs),
    /// Issues the registry under its next number, and signs it
    Sign(Box<RegistrySignArgs>),
    /// Judges a signed registry
    Check(Box<RegistryCheckArgs>),
}

/// Options of `antin registry new`.
#[derive(Debug, Args)]
pub(crate) struct RegistryNewArgs {
    /// What the registry is called
    pub(crate) name: String,
    /// Where it goes
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Replace an output that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Options of `antin registry add`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  antin registry add registry.json --code 000.00.12.X40 --name \"CƠ QUAN MẪU A\"
  antin registry add registry.json --code 000.00.12.X40 --cert agency.pem
  antin registry add registry.json --code 000.00.12.X40 --cert agency-chain.pem --by subject
  antin registry add registry.json --code 000.00.12.X40 --cert person.pem --role leader \\
    --holder \"Nguyễn Văn Mẫu\" --basis \"QĐ 12/QĐ-MAU\" --from 2026-01-01 --until 2026-12-31")]
pub(crate) struct RegistryAddArgs {
    /// The registry (JSON), which is replaced
    pub(crate) file: PathBuf,
    /// Identifier code of the body
    #[arg(long, value_name = "CODE")]
    pub(crate) code: String,
    /// Name of the body, which is added
    #[arg(long, value_name = "NAME", required_unless_present_any = ["cert", "issuer"])]
    pub(crate) name: Option<String>,
    /// Certificate that is bound to the body; the one behind it in the file may be its issuer
    #[arg(long, value_name = "FILE")]
    pub(crate) cert: Option<PathBuf>,
    /// By what the certificates are known [default: certificate; issuer, with --issuer alone]
    #[arg(long, value_enum)]
    pub(crate) by: Option<BindBy>,
    /// Certificate of the issuer, for key-identifier, subject and issuer
    #[arg(long, value_name = "CERT")]
    pub(crate) issuer: Option<PathBuf>,
    /// What the binding is called [default: CODE/1 and so on]
    #[arg(long, value_name = "NAME")]
    pub(crate) id: Option<String>,
    /// Roles: agency, forwarder, leader [default: agency]
    #[arg(long, value_enum, num_args = 1, hide_possible_values = true)]
    pub(crate) role: Vec<SealRole>,
    /// Since when the body exists, and the binding holds [default for a binding: that of the certificate]
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) from: Option<Time>,
    /// The last second of the body, or of the binding where there is one
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) until: Option<Time>,
    /// Who holds the key, where signing was delegated
    #[arg(long, value_name = "NAME")]
    pub(crate) holder: Option<String>,
    /// The decision that delegates
    #[arg(long, value_name = "TEXT")]
    pub(crate) basis: Option<String>,
}

/// By what the certificates of a binding are known, the most specific first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BindBy {
    /// This certificate alone
    Certificate,
    /// Every certificate for its key
    Key,
    /// Every certificate with its key identifier from its issuer
    KeyIdentifier,
    /// Every certificate for its subject from its issuer
    Subject,
    /// Every certificate from its issuer
    Issuer,
}

impl BindBy {
    /// Returns the name by which the option takes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Key => "key",
            Self::KeyIdentifier => "key-identifier",
            Self::Subject => "subject",
            Self::Issuer => "issuer",
        }
    }
}

/// Options of `antin registry end`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  antin registry end registry.json --code A --until 2026-12-31T16:59:59Z                    dissolved
  antin registry end registry.json --code A --until 2026-12-31T16:59:59Z --into B           renamed, or merged into B
  antin registry end registry.json --code A --until 2026-12-31T16:59:59Z --into B --into C  split")]
pub(crate) struct RegistryEndArgs {
    /// The registry (JSON), which is replaced
    pub(crate) file: PathBuf,
    /// Identifier code of the body
    #[arg(long, value_name = "CODE")]
    pub(crate) code: String,
    /// Its last second
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) until: Time,
    /// Codes of what it became; bodies of the registry
    #[arg(long, value_name = "CODE", num_args = 1)]
    pub(crate) into: Vec<String>,
}

/// Options of `antin registry revoke`.
#[derive(Debug, Args)]
pub(crate) struct RegistryRevokeArgs {
    /// The registry (JSON), which is replaced
    pub(crate) file: PathBuf,
    /// What the binding is called
    pub(crate) id: String,
    /// Since when it holds no more; now if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) at: Option<Time>,
    /// Why, in words
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) reason: String,
}

/// Options of `antin registry show`.
#[derive(Debug, Args)]
pub(crate) struct RegistryShowArgs {
    /// The registry: JSON, or signed, which is not judged here
    pub(crate) file: PathBuf,
    /// One body, with what became of it
    #[arg(long, value_name = "CODE")]
    pub(crate) code: Option<String>,
    /// The time that it is shown for; now if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) at: Option<Time>,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) output: TextFormat,
}

/// Options of `antin registry sign`.
#[derive(Debug, Args)]
pub(crate) struct RegistrySignArgs {
    /// The registry (JSON), which is replaced by the one with the next number
    pub(crate) file: PathBuf,
    /// Until when the one after it is issued
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) next_update: Time,
    /// Form of the signed file
    #[arg(long, value_enum, default_value = "asic-e")]
    pub(crate) format: RegistryFormat,
    #[command(flatten)]
    pub(crate) signer: SignerArgs,
    /// Where the signed registry goes
    #[arg(long, short, value_name = "O")]
    pub(crate) out: PathBuf,
    /// Replace an output that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// A form of a signed registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RegistryFormat {
    /// A container with the registry in it
    AsicE,
    /// A CMS signature with the registry in it
    Cades,
}

/// Options of `antin registry check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 believed · 1 not believed: changed, by a stranger, older, never issued · 2 a signature
is indeterminate, or the registry is past or from the future · 3 wrong usage · 4 could not judge.")]
pub(crate) struct RegistryCheckArgs {
    /// The signed registry
    pub(crate) file: PathBuf,
    /// Certificates whose keys may sign registries: the first one in each file
    #[arg(long, value_name = "CERT", num_args = 1.., required = true)]
    pub(crate) signer: Vec<PathBuf>,
    /// File that keeps the number of the newest registry seen; written if this one is believed
    #[arg(long, value_name = "FILE")]
    pub(crate) seen: Option<PathBuf>,
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
    /// Fetch what is missing from the network, then judge
    #[arg(long)]
    pub(crate) online: bool,
    #[command(flatten)]
    pub(crate) net: NetArgs,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) output: TextFormat,
}
