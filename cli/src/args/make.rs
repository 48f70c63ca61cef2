//! Options of the command that makes signatures.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::NetArgs;

/// Options of `antin sign`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  antin sign cong-van.pdf --key agency.key --cert agency.pem --chain sub-ca.pem
  antin sign cong-van.pdf --p12 agency.p12 --password-file password.txt
  antin sign cong-van.pdf --p12 leader.p12 --add-to cong-van.pdf.p7s --force
  antin sign cong-van.pdf phu-luc.xlsx --format asic-e --p12 agency.p12 --out cong-van.asice

Exit status: 0 signed · 3 wrong usage · 4 could not sign, or the output exists already.")]
pub(crate) struct SignArgs {
    /// The document to sign; any bytes, any length
    pub(crate) file: Option<PathBuf>,
    /// Further documents for the same container (asic-e)
    #[arg(value_name = "FILE")]
    pub(crate) more: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) signer: SignerArgs,
    /// Form of the signature (cades, asic-e or asic-s in this version)
    #[arg(long, value_enum, default_value = "cades")]
    pub(crate) format: Format,
    /// Output; FILE.p7s if not given, FILE.p7m with --attached, `-` is standard output
    #[arg(long, short, value_name = "O")]
    pub(crate) out: Option<PathBuf>,
    /// Keep the document apart from the signature (the default)
    #[arg(long, conflicts_with = "attached")]
    pub(crate) detached: bool,
    /// Put the document into the signature file
    #[arg(long)]
    pub(crate) attached: bool,
    /// Add a signature beside those in this file; the result is written to --out, or to this file
    /// with --force
    #[arg(long, value_name = "EXISTING")]
    pub(crate) add_to: Option<PathBuf>,
    /// Replace an output that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// With what a signature is made, and how.
#[derive(Debug, Args)]
pub(crate) struct SignerArgs {
    /// Private key: PKCS#8 (also encrypted), PKCS#1 or SEC 1; PEM or DER
    #[arg(long, value_name = "K", conflicts_with = "p12", requires = "cert")]
    pub(crate) key: Option<PathBuf>,
    /// Certificate of the key, PEM or DER; certificates after it in the file join the chain
    #[arg(long, value_name = "C", conflicts_with = "p12", requires = "key")]
    pub(crate) cert: Option<PathBuf>,
    /// Further certificates to send along, so that the recipient can build the path
    #[arg(long, value_name = "F", num_args = 1..)]
    pub(crate) chain: Vec<PathBuf>,
    /// Key and chain in a PKCS#12 file (.p12, .pfx)
    #[arg(long, value_name = "P")]
    pub(crate) p12: Option<PathBuf>,
    /// Name (friendlyName, Java's alias) of the key in the PKCS#12 file, if it holds several
    #[arg(long, value_name = "NAME", requires = "p12")]
    pub(crate) alias: Option<String>,
    /// File whose first line is the password (else ANTIN_PASSWORD, else asked at a terminal)
    #[arg(long, value_name = "F")]
    pub(crate) password_file: Option<PathBuf>,
    /// Module of a PKCS#11 token (not yet)
    #[arg(long, value_name = "MODULE")]
    pub(crate) pkcs11: Option<PathBuf>,
    /// Level of the signature: B, T, LT, LTA; those above B need --tsa, those above T --trust
    #[arg(long, value_enum, ignore_case = true, default_value = "B")]
    pub(crate) level: Level,
    /// Time-stamp authority to ask
    #[arg(long, value_name = "URL")]
    pub(crate) tsa: Option<String>,
    /// Trusted root certificates, for the evidence of levels LT and LTA
    #[arg(long, value_name = "PEM", num_args = 1..)]
    pub(crate) trust: Vec<PathBuf>,
    /// Evidence gathered before, for levels LT and LTA: files or folders
    #[arg(long = "evidence", value_name = "F", num_args = 1..)]
    pub(crate) evidence_file: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) net: NetArgs,
    /// Digest; what suits the key if not given
    #[arg(long, value_enum)]
    pub(crate) digest: Option<Digest>,
    /// Sign with RSASSA-PSS instead of PKCS#1 v1.5 (RSA keys)
    #[arg(long)]
    pub(crate) pss: bool,
    /// Time to claim as that of signing, RFC 3339; now if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) signing_time: Option<antin::Time>,
}

impl SignerArgs {
    /// Returns the list behind an option's name.
    pub(super) fn list(&mut self, id: &str) -> Option<&mut Vec<PathBuf>> {
        match id {
            "chain" => Some(&mut self.chain),
            "trust" => Some(&mut self.trust),
            "evidence_file" => Some(&mut self.evidence_file),
            _ => None,
        }
    }
}

/// A form of signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// CMS signature, for any bytes (ETSI EN 319 122)
    Cades,
    /// XML signature (not yet)
    Xades,
    /// Signature inside a PDF (not yet)
    Pades,
    /// Container of one document with its signatures (ETSI EN 319 162)
    AsicS,
    /// Container of any number of documents with signatures over them
    AsicE,
}

/// A level of ETSI's baseline signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// Basic
    #[value(name = "B")]
    B,
    /// With a time-stamp
    #[value(name = "T")]
    T,
    /// With the means to judge it later
    #[value(name = "LT")]
    Lt,
    /// With those, and time-stamps over them
    #[value(name = "LTA")]
    Lta,
}

impl Level {
    /// Returns the name by which the option takes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::B => "B",
            Self::T => "T",
            Self::Lt => "LT",
            Self::Lta => "LTA",
        }
    }
}

impl Format {
    /// Returns the name by which the option takes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Cades => "cades",
            Self::Xades => "xades",
            Self::Pades => "pades",
            Self::AsicS => "asic-s",
            Self::AsicE => "asic-e",
        }
    }
}

/// A digest that signatures are made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Digest {
    /// SHA-256
    Sha256,
    /// SHA-384
    Sha384,
    /// SHA-512
    Sha512,
}
