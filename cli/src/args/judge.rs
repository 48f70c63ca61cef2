//! Options of the commands that judge.

use std::path::PathBuf;

use antin::Time;
use antin::oid::ObjectIdentifier;
use clap::{Args, ValueEnum};

use super::{Level, NetArgs};

/// Options of `antin verify`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  antin verify cong-van.pdf --trust root.pem          judges cong-van.pdf.p7s over cong-van.pdf
  antin verify cong-van.pdf.p7s --content cong-van.pdf --trust root.pem --crl sub-ca.crl
  antin verify message.p7m --trust root.pem --extract cong-van.pdf
  antin verify cong-van.asice --trust root.pem --extract cong-van

Exit status: 0 every signature passed · 1 at least one failed · 2 none failed and at least one is
indeterminate · 3 wrong usage · 4 could not judge (malformed, unsupported, unreadable, no signature).")]
pub(crate) struct VerifyArgs {
    /// The signature (.p7s, .p7m), or a document with FILE.p7s beside it
    pub(crate) file: Option<PathBuf>,
    /// The document that a detached signature covers; FILE without .p7s if not given
    #[arg(long, value_name = "FILE")]
    pub(crate) content: Option<PathBuf>,
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
    /// Level that every signature must reach: B, T, LT, LTA
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
    /// Write the content here, if every signature passed; a folder, for a container of several files
    #[arg(long, value_name = "OUT")]
    pub(crate) extract: Option<PathBuf>,
    /// Replace what --extract writes if it exists
    #[arg(long, requires = "extract")]
    pub(crate) force: bool,
}

/// What is trusted, and what is known besides.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct EvidenceArgs {
    /// Trusted root certificates, PEM or DER
    #[arg(long, value_name = "PEM", num_args = 1..)]
    pub(crate) trust: Vec<PathBuf>,
    /// Further certificates that a path may go through, PEM or DER
    #[arg(long, value_name = "F", num_args = 1..)]
    pub(crate) certs: Vec<PathBuf>,
    /// Revocation lists, PEM or DER
    #[arg(long, value_name = "F", num_args = 1..)]
    pub(crate) crl: Vec<PathBuf>,
    /// OCSP answers, DER
    #[arg(long, value_name = "F", num_args = 1..)]
    pub(crate) ocsp: Vec<PathBuf>,
}

impl EvidenceArgs {
    /// Returns the list behind an option's name.
    pub(super) fn list(&mut self, id: &str) -> Option<&mut Vec<PathBuf>> {
        match id {
            "trust" => Some(&mut self.trust),
            "certs" => Some(&mut self.certs),
            "crl" => Some(&mut self.crl),
            "ocsp" => Some(&mut self.ocsp),
            _ => None,
        }
    }
}

/// What is demanded.
#[derive(Debug, Args)]
pub(crate) struct PolicyArgs {
    /// A named policy, or a policy file (TOML)
    #[arg(long, value_name = "FILE|NAME")]
    pub(crate) policy: Option<String>,
    /// Revocation status: demand it, use what there is, or do not look
    #[arg(long, value_enum, value_name = "require|if-present|skip", hide_possible_values = true)]
    pub(crate) revocation: Option<Revocation>,
}

/// Options of `antin chain`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  antin chain agency.pem --trust root.pem --certs sub-ca.pem --at 2026-11-21 --revocation skip

Exit status: 0 a path was found · 1 every candidate path was refused · 2 it cannot be decided: no
candidate reaches a trusted root, or revocation status is missing · 3 wrong usage · 4 could not judge.")]
pub(crate) struct ChainArgs {
    /// The certificate whose path is wanted, PEM or DER; certificates after it join the pool
    #[arg(value_name = "LEAF")]
    pub(crate) leaf: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) evidence: EvidenceArgs,
    /// Time to judge at, RFC 3339; now if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) at: Option<Time>,
    #[command(flatten)]
    pub(crate) policy: PolicyArgs,
    /// Acceptable certificate policy (user-initial-policy-set); any if not given
    #[arg(long, value_name = "OID", num_args = 1.., value_parser = super::oid)]
    pub(crate) policy_oid: Vec<ObjectIdentifier>,
    /// The path must be valid for an acceptable policy (initial-explicit-policy)
    #[arg(long)]
    pub(crate) require_explicit_policy: bool,
    /// Policies may not be mapped (initial-policy-mapping-inhibit)
    #[arg(long)]
    pub(crate) inhibit_policy_mapping: bool,
    /// anyPolicy matches nothing (initial-any-policy-inhibit)
    #[arg(long)]
    pub(crate) inhibit_any_policy: bool,
    /// Certificates that may stand between the leaf and the root
    #[arg(long, value_name = "N")]
    pub(crate) max_depth: Option<usize>,
    /// What the certificate is to be used for; what the policy says (document) if not given
    #[arg(long, value_enum)]
    pub(crate) purpose: Option<Purpose>,
    /// Name the certificate must be for: dns:HOST, ip:ADDRESS, email:ADDRESS, or the bare name
    #[arg(long, value_name = "DNS|IP|EMAIL")]
    pub(crate) name: Option<String>,
    /// Show every candidate path that was refused, not the best one alone
    #[arg(long)]
    pub(crate) all: bool,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) output: TextFormat,
}

/// A purpose of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Purpose {
    /// Signing documents: digitalSignature or nonRepudiation, whatever the extended usages
    Document,
    /// Time-stamping (RFC 3161)
    Timestamp,
    /// Answering for revocation (RFC 6960)
    Ocsp,
    /// TLS server
    TlsServer,
    /// Anything
    Any,
}

/// What to do about revocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Revocation {
    /// A certificate without a status leaves the signature indeterminate
    Require,
    /// Use what there is
    IfPresent,
    /// Do not look: dangerous
    Skip,
}

/// Form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people
    Text,
    /// For programs; docs/report.schema.json
    Json,
    /// A page that stands by itself
    Html,
}

/// Form of an output that has no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextFormat {
    /// For people
    Text,
    /// For programs
    Json,
}
