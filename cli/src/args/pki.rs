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
    Tsa(TsaArgs),
    /// An OCSP responder's certificate
    Ocsp(IssueArgs),
    /// A revocation list of one CA, complete or delta
    Crl(CrlArgs),
    /// An OCSP answer about one certificate, as a file
    OcspAnswer(AnswerArgs),
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
    /// Have the TSA's certificate name lists and a responder, as `antin pki tsa --with-status`
    #[arg(long)]
    pub(crate) tsa_with_status: bool,
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
    /// Name of the issuing CA's files; `root` for a sub-CA and a TSA, else `sub-ca`
    #[arg(long, value_name = "NAME")]
    pub(crate) issuer: Option<String>,
    /// E-mail address in the certificate
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) email: Option<String>,
}

/// Options of `antin pki tsa`.
#[derive(Debug, Args)]
pub(crate) struct TsaArgs {
    #[command(flatten)]
    pub(crate) issue: IssueArgs,
    /// Name lists and a responder, so that whoever judges needs a list of the day; else the certificate
    /// says that nothing is published about its revocation (RFC 9608)
    #[arg(long)]
    pub(crate) with_status: bool,
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
    /// Make a delta list, NAME-delta.crl: what has changed since NAME.crl
    #[arg(long)]
    pub(crate) delta: bool,
    /// Number of the list that the delta is based on; that of NAME.crl if not given
    #[arg(long, value_name = "N", requires = "delta")]
    pub(crate) base: Option<u64>,
    /// A certificate that the delta takes off the list, as after a hold (removeFromCRL)
    #[arg(long, value_name = "FILE[@TIME]", num_args = 1.., requires = "delta")]
    pub(crate) remove: Vec<String>,
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

/// Options of `antin pki ocsp-answer`.
#[derive(Debug, Args)]
#[command(after_help = "\
Writes the answer as DER to NAME.ocsp in the folder; `antin verify --ocsp` takes it, and so does
`openssl ocsp -respin`. Without --status it says what the list of the CA in the folder says.

Example:
  antin pki ocsp-answer pki --about pki/agency.pem --status revoked --revoked-at 2026-11-01 --reason key-compromise")]
pub(crate) struct AnswerArgs {
    /// Folder of the PKI
    pub(crate) dir: PathBuf,
    /// The certificate that the answer is about
    #[arg(long, value_name = "FILE")]
    pub(crate) about: PathBuf,
    /// Name of its issuer's files
    #[arg(long, value_name = "NAME", default_value = "sub-ca")]
    pub(crate) issuer: String,
    /// What it says; what the issuer's list says, if not given
    #[arg(long, value_enum)]
    pub(crate) status: Option<CertStatus>,
    /// Time of the revocation, RFC 3339; that of the answer if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) revoked_at: Option<Time>,
    /// Reason of the revocation
    #[arg(long, value_enum, default_value = "unspecified")]
    pub(crate) reason: Reason,
    /// Time of the answer, RFC 3339; now if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) this_update: Option<Time>,
    /// Time by which the next answer comes; a day later if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) next_update: Option<Time>,
    /// Do not say when the next answer comes
    #[arg(long, conflicts_with = "next_update")]
    pub(crate) no_next_update: bool,
    /// Name of the signer's files: a responder, the CA itself, or somebody who may not
    #[arg(long, value_name = "NAME", default_value = "ocsp")]
    pub(crate) signer: String,
    /// Name the responder by its key, not by its name
    #[arg(long)]
    pub(crate) by_key: bool,
    /// Nonce of the request that is answered, 1 to 128 octets
    #[arg(long, value_name = "HEX", value_parser = nonce)]
    pub(crate) nonce: Option<Nonce>,
    /// Name of the file, instead of that of the certificate
    #[arg(long = "as", value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Replace an answer that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// What an OCSP answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CertStatus {
    /// It is not revoked
    Good,
    /// It is revoked
    Revoked,
    /// The responder does not know it
    Unknown,
}

/// The octets of a nonce.
#[derive(Clone, Debug)]
pub(crate) struct Nonce(pub(crate) Vec<u8>);

/// Reads a nonce in hexadecimal, for clap (RFC 9654 §2.1).
fn nonce(text: &str) -> Result<Nonce, String> {
    let usage = || "write 1 to 128 octets in hexadecimal, like 0f3a".to_owned();
    let digits: Vec<char> = text.chars().collect();
    if digits.is_empty() || digits.len() > 256 || digits.iter().any(|one| !one.is_ascii_hexdigit())
    {
        return Err(usage());
    }
    let octets = digits.chunks(2).map(|pair| {
        let pair: String = pair.iter().collect();
        u8::from_str_radix(&pair, 16).ok().filter(|_| pair.len() == 2)
    });
    octets.collect::<Option<_>>().map(Nonce).ok_or_else(usage)
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
