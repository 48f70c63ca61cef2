//! Options of the commands that make a development PKI.

use std::path::PathBuf;

use antin::Time;
use clap::{Args, Subcommand, ValueEnum};

/// Options of `antin pki`.
#[derive(Debug, Args)]
#[command(after_help = "\
Everything made here is a throwaway, shaped like a government hierarchy and worth nothing: never use
it outside development. Each command writes NAME.pem (certificate), NAME.key (private key, PKCS#8,
readable by its owner only) and, below a CA, NAME-chain.pem (the certificate and the CAs
above it, without the root, which recipients must have from elsewhere).

Example:
  antin pki init pki && antin sign FILE --key pki/agency.key --cert pki/agency-chain.pem")]
pub(crate) struct PkiArgs {
    #[command(subcommand)]
    pub(crate) command: PkiCommand,
}

/// What to make.
#[derive(Debug, Subcommand)]
pub(crate) enum PkiCommand {
    /// Everything at once: root, sub-CA, agency, person, TSA, OCSP responder, CRLs
    Init(InitArgs),
    /// A root
    Root(SubjectArgs),
    /// A CA below the root, which may issue no further CA
    SubCa(IssueArgs),
    /// An agency's seal certificate
    Agency(IssueArgs),
    /// A person's certificate, such as a leader's
    Person(IssueArgs),
    /// A time-stamp authority's certificate
    Tsa(IssueArgs),
    /// An OCSP responder's certificate
    Ocsp(IssueArgs),
    /// A revocation list of one CA
    Crl(CrlArgs),
    /// Serves the PKI on loopback: time-stamps, OCSP, CRLs, certificates
    Serve(super::ServeArgs),
}

/// What every certificate takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct PkiOptions {
    /// Folder of the PKI
    pub(crate) dir: PathBuf,
    /// Kind of key; for a CA RSA-4096, a person RSA-3072, an agency RSA-2048, a TSA and an OCSP
    /// responder P-384, if not given
    #[arg(long, value_enum)]
    pub(crate) key_type: Option<KeyType>,
    /// First second of validity, RFC 3339; now if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) not_before: Option<Time>,
    /// Last second of validity, RFC 3339; 30 years later for CA, TSA and OCSP responder, 5 for others, if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) not_after: Option<Time>,
    /// Address of the server that certificates name, as `antin pki serve` serves it; hosts ca.test and
    /// ocsp.ca.test if not given
    #[arg(long, value_name = "URL")]
    pub(crate) address: Option<String>,
    /// Write a DER copy beside each certificate (NAME.cer) and key (NAME.key.der)
    #[arg(long)]
    pub(crate) der: bool,
    /// Replace files that exist
    #[arg(long)]
    pub(crate) force: bool,
}

/// What a PKCS#12 file takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct P12Options {
    /// Write key and chain as PKCS#12 as well (NAME.p12)
    #[arg(long)]
    pub(crate) p12: bool,
    /// Password of the PKCS#12 file; seen by other users of the machine, so for tests only
    #[arg(long, requires = "p12", conflicts_with = "password_file")]
    pub(crate) password: Option<String>,
    /// File whose first line is the password (else ANTIN_PASSWORD, else asked at a terminal)
    #[arg(long, requires = "p12", value_name = "F")]
    pub(crate) password_file: Option<PathBuf>,
}

/// Options of `antin pki init`.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    #[command(flatten)]
    pub(crate) options: PkiOptions,
    #[command(flatten)]
    pub(crate) p12: P12Options,
    /// Name of the agency
    #[arg(long, value_name = "DN")]
    pub(crate) agency: Option<String>,
    /// Name of the person
    #[arg(long, value_name = "DN")]
    pub(crate) person: Option<String>,
}

/// Options of `antin pki root`.
#[derive(Debug, Args)]
pub(crate) struct SubjectArgs {
    #[command(flatten)]
    pub(crate) options: PkiOptions,
    /// Name of the files, instead of the command's own
    #[arg(long = "as", value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Subject, such as "C=VN, O=BỘ MẪU, CN=CƠ QUAN MẪU A"
    #[arg(long, value_name = "DN")]
    pub(crate) subject: Option<String>,
}

/// Options of the commands that issue a certificate.
#[derive(Debug, Args)]
pub(crate) struct IssueArgs {
    #[command(flatten)]
    pub(crate) subject: SubjectArgs,
    #[command(flatten)]
    pub(crate) p12: P12Options,
    /// Name of the issuing CA's files; `root` for a sub-CA, else `sub-ca`
    #[arg(long, value_name = "NAME")]
    pub(crate) issuer: Option<String>,
    /// E-mail address in the certificate
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) email: Option<String>,
}

/// Options of `antin pki crl`.
#[derive(Debug, Args)]
pub(crate) struct CrlArgs {
    /// Folder of the PKI
    pub(crate) dir: PathBuf,
    /// Name of the issuing CA's files
    #[arg(long, value_name = "NAME", default_value = "sub-ca")]
    pub(crate) issuer: String,
    /// A certificate to revoke; write FILE@TIME for a time other than that of the list
    #[arg(long, value_name = "FILE[@TIME]", num_args = 1..)]
    pub(crate) revoke: Vec<String>,
    /// Reason of the revocations
    #[arg(long, value_enum, default_value = "unspecified")]
    pub(crate) reason: Reason,
    /// Time of the list, RFC 3339; now if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) this_update: Option<Time>,
    /// Time by which the next list comes; 7 days later if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) next_update: Option<Time>,
    /// Number of the list; the seconds of its time if not given
    #[arg(long, value_name = "N")]
    pub(crate) number: Option<u64>,
    /// Replace a list that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// A kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyType {
    /// RSA with 2048 bits
    #[value(name = "rsa2048")]
    Rsa2048,
    /// RSA with 3072 bits
    #[value(name = "rsa3072")]
    Rsa3072,
    /// RSA with 4096 bits
    #[value(name = "rsa4096")]
    Rsa4096,
    /// ECDSA on P-256
    #[value(name = "p256")]
    P256,
    /// ECDSA on P-384
    #[value(name = "p384")]
    P384,
    /// Ed25519
    #[value(name = "ed25519")]
    Ed25519,
}

/// A reason of revocation (RFC 5280 §5.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reason {
    /// None given
    Unspecified,
    /// The key is in other hands
    KeyCompromise,
    /// The name or the position has changed
    AffiliationChanged,
    /// Another certificate has taken its place
    Superseded,
    /// No longer used
    CessationOfOperation,
    /// On hold
    CertificateHold,
}
