//! Options of the commands that use the network or keep evidence.

use std::path::PathBuf;

use antin::Time;
use clap::{Args, Subcommand, ValueEnum};

use super::{Digest, EvidenceArgs, Level, PolicyArgs};

/// How the network is used.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct NetArgs {
    /// Host, or network such as 10.20.0.0/16, that certificates may send us to although it is inside
    #[arg(long, value_name = "HOST|CIDR", num_args = 1)]
    pub(crate) allow: Vec<String>,
    /// Proxy for http and https (else ANTIN_PROXY, else none)
    #[arg(long, value_name = "URL")]
    pub(crate) proxy: Option<String>,
    /// Seconds for one attempt; 180 for time-stamps and 30 for all else, if not given
    #[arg(long, value_name = "SECONDS")]
    pub(crate) timeout: Option<u64>,
    /// Seconds for fetching all CRLs, OCSP answers and issuers of one signature [default: 600]
    #[arg(long, value_name = "SECONDS")]
    pub(crate) within: Option<u64>,
}

/// Options of `antin timestamp`.
#[derive(Debug, Args)]
#[command(after_help = "\
Writes the token (RFC 3161) as DER to FILE.tst, or to --out.

Exit status: 0 time-stamped · 3 wrong usage · 4 no time-stamp, or the output exists already.")]
pub(crate) struct TimestampArgs {
    /// The file to time-stamp; any bytes, any length
    pub(crate) file: PathBuf,
    /// Time-stamp authority to ask
    #[arg(long, value_name = "URL")]
    pub(crate) tsa: String,
    /// Digest to have stamped
    #[arg(long, value_enum, default_value = "sha256")]
    pub(crate) digest: Digest,
    /// Policy of the authority to ask for; whichever it likes if not given
    #[arg(long, value_name = "OID", value_parser = super::oid)]
    pub(crate) tsa_policy: Option<antin::oid::ObjectIdentifier>,
    #[command(flatten)]
    pub(crate) net: NetArgs,
    /// Output; FILE.tst if not given, `-` is standard output
    #[arg(long, short, value_name = "O")]
    pub(crate) out: Option<PathBuf>,
    /// Replace an output that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Options of `antin extend`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  antin extend cong-van.pdf.p7s --level LTA --tsa http://tsa.test --trust root.pem --force

Judge the signature first: what is extended is not judged.
Exit status: 0 extended · 3 wrong usage · 4 could not extend, or the output exists already.")]
pub(crate) struct ExtendArgs {
    /// The signature
    pub(crate) file: PathBuf,
    /// Level to raise it to: T, LT, LTA; LTA once more renews the archive time-stamp
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) level: Level,
    /// Time-stamp authority to ask
    #[arg(long, value_name = "URL")]
    pub(crate) tsa: String,
    /// The document, where the signature does not carry it; compared with what was signed
    #[arg(long, value_name = "FILE")]
    pub(crate) content: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) evidence: EvidenceArgs,
    /// Evidence gathered before: files or folders
    #[arg(long = "evidence", value_name = "F", num_args = 1..)]
    pub(crate) evidence_file: Vec<PathBuf>,
    /// Do not fetch CRLs and OCSP answers; use what is given
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    pub(crate) net: NetArgs,
    /// Output; the signature itself with --force, if not given
    #[arg(long, short, value_name = "O")]
    pub(crate) out: Option<PathBuf>,
    /// Replace an output that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Options of `antin evidence`.
#[derive(Debug, Args)]
pub(crate) struct EvidenceCommandArgs {
    #[command(subcommand)]
    pub(crate) command: EvidenceCommand,
}

/// What to do with evidence.
#[derive(Debug, Subcommand)]
pub(crate) enum EvidenceCommand {
    /// Fetches CRLs, OCSP answers and issuers for a signature or a certificate
    Gather(Box<GatherArgs>),
    /// Lists evidence, what ends first at the top
    List(ListArgs),
    /// Checks that evidence is whole and fresh
    Check(ListArgs),
    /// Deletes from a folder what is damaged; on request what has ended, or what is too much
    Clean(CleanArgs),
}

/// Options of `antin evidence clean`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  antin evidence clean /var/lib/dms/evidence --ended-before 2024-01-01

What has ended is still of use for signatures of its time: keep it as long as those are judged.
Exit status: 0 cleaned · 3 wrong usage · 4 could not read or delete.")]
pub(crate) struct CleanArgs {
    /// Folder of evidence, as `gather --cache` makes it
    pub(crate) dir: PathBuf,
    /// Also what ended before a time, RFC 3339
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) ended_before: Option<Time>,
    /// Also what ends first, until the folder can be read again (10,000 files, 512 MiB)
    #[arg(long)]
    pub(crate) fit: bool,
}

/// Options of `antin evidence gather`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  antin evidence gather cong-van.pdf.p7s --trust root.pem --out cong-van.evidence

Exit status: 0 nothing is missing · 2 something is missing · 3 wrong usage · 4 could not gather or write.")]
pub(crate) struct GatherArgs {
    /// A signature, or a certificate
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) evidence: EvidenceArgs,
    /// Evidence gathered before: files or folders; what is fresh in it is not fetched again
    #[arg(long = "evidence", value_name = "F", num_args = 1..)]
    pub(crate) evidence_file: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) policy: PolicyArgs,
    #[command(flatten)]
    pub(crate) net: NetArgs,
    /// File to write the evidence to
    #[arg(long, short, value_name = "O", required_unless_present = "cache")]
    pub(crate) out: Option<PathBuf>,
    /// Folder to keep the evidence in; made if it is not there, and its evidence is used
    #[arg(long, value_name = "DIR")]
    pub(crate) cache: Option<PathBuf>,
    /// Replace an output that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Options of `antin evidence list` and `check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status of list: 0 · of check: 0 whole and fresh · 2 something has ended or ends in that time, a file of \
a folder is damaged, or a file or a folder has no evidence in it · 3 wrong usage · 4 could not read.")]
pub(crate) struct ListArgs {
    /// Files or folders of evidence
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Only what has ended or ends within so many days
    #[arg(long, value_name = "DAYS")]
    pub(crate) ending_within: Option<u32>,
    /// Time to count from, RFC 3339; now if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) at: Option<Time>,
}

/// Options of `antin pki serve`.
#[derive(Debug, Args)]
#[command(after_help = "\
Addresses: /tsa (time-stamps), /ocsp, /pki/pub/crl/NAME.crl, /pki/pub/crt/NAME.crt. Certificates name them if
they were made with --address. CRLs are read anew for each request: `antin pki crl` has effect at once.

Example:
  antin pki init pki --address http://127.0.0.1:8080 && antin pki serve pki --listen 127.0.0.1:8080 &
  antin sign FILE --key pki/agency.key --cert pki/agency-chain.pem --level LTA \\
    --tsa http://127.0.0.1:8080/tsa --trust pki/root.pem --allow 127.0.0.1")]
pub(crate) struct ServeArgs {
    /// Folder of the PKI
    pub(crate) dir: PathBuf,
    /// Address to listen at, on loopback; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub(crate) listen: std::net::SocketAddr,
    /// Milliseconds that each answer of the time-stamp authority takes
    #[arg(long, value_name = "MS", default_value = "0")]
    pub(crate) tsa_delay: u64,
    /// What is wrong with the time-stamp authority
    #[arg(long, value_enum, default_value = "none")]
    pub(crate) tsa_fault: TsaFault,
    /// Milliseconds that each answer of the responder takes
    #[arg(long, value_name = "MS", default_value = "0")]
    pub(crate) ocsp_delay: u64,
    /// What is wrong with the responder
    #[arg(long, value_enum, default_value = "none")]
    pub(crate) ocsp_fault: OcspFault,
}

/// A fault of the time-stamp authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TsaFault {
    /// None
    None,
    /// It refuses every request
    Refuse,
    /// It answers what is no answer
    Garbage,
    /// It stamps something else
    OtherImprint,
    /// It stops in the middle of the answer, and keeps the connection
    Stall,
    /// It answers HTTP 503
    Busy,
    /// It sends 1 GiB
    Endless,
    /// It signs with a key that may not make time-stamps
    WrongSigner,
    /// Its clock is a day ahead
    WrongTime,
}

/// A fault of the responder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OcspFault {
    /// None
    None,
    /// It says that it does not know the certificate
    Unknown,
    /// It says that every certificate is revoked
    Revoked,
    /// Its answers ended a day ago
    Stale,
    /// It answers with the nonce of another request
    OtherNonce,
    /// It answers about another certificate
    OtherCertificate,
    /// It signs with a key that may not
    WrongResponder,
    /// It asks to try later
    TryLater,
    /// It answers what is no answer
    Garbage,
}
