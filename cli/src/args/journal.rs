//! `antin journal`: check, export, stamp.

use std::path::PathBuf;

use antin::Time;
use antin::journal::Head;
use clap::{Args, Subcommand};

use super::{EvidenceArgs, NetArgs, PolicyArgs, TextFormat};

/// Options of `antin journal`.
#[derive(Debug, Args)]
pub(crate) struct JournalArgs {
    #[command(subcommand)]
    pub(crate) command: JournalCommand,
}

/// What to do with a journal.
#[derive(Debug, Subcommand)]
pub(crate) enum JournalCommand {
    /// Checks that nothing in a journal was changed, removed or put in since it was written
    Check(Box<JournalCheckArgs>),
    /// Writes the journal of a gateway's ledger to a file, for an auditor
    Export(JournalExportArgs),
    /// Has the journal of a gateway's ledger time-stamped, and puts the time-stamp into it
    Stamp(JournalStampArgs),
}

/// Options of `antin journal check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  antin journal check gateway.journal --trust root.pem --head 1200:9f86d081…0f00a08

Time-stamps are judged if --trust or --policy is given; else they only have to fit.
Exit status: 0 whole · 1 an entry was changed, removed, put in or moved · 2 the last time-stamp did not
pass · 3 wrong usage · 4 could not check.")]
pub(crate) struct JournalCheckArgs {
    /// The journal, as a file of lines
    pub(crate) file: PathBuf,
    /// The end of the journal as it was kept after an earlier check, which has to be in it
    #[arg(long, value_name = "NUMBER:SHA256", value_parser = head)]
    pub(crate) head: Option<Head>,
    #[command(flatten)]
    pub(crate) evidence: EvidenceArgs,
    /// Time to judge time-stamps at, RFC 3339; now if not given
    #[arg(long, value_name = "TIME", value_parser = super::time)]
    pub(crate) at: Option<Time>,
    #[command(flatten)]
    pub(crate) policy: PolicyArgs,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) output: TextFormat,
}

/// Options of `antin journal export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 written · 3 wrong usage · 4 could not export: no ledger, in use, or the output exists already.")]
pub(crate) struct JournalExportArgs {
    /// The ledger of a gateway that does not run now
    pub(crate) ledger: PathBuf,
    /// Output; `-` is standard output
    #[arg(long, short, value_name = "O")]
    pub(crate) out: PathBuf,
    /// Replace an output that exists
    #[arg(long)]
    pub(crate) force: bool,
}

/// Options of `antin journal stamp`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 time-stamped · 3 wrong usage · 4 no time-stamp, no ledger, or it is in use.")]
pub(crate) struct JournalStampArgs {
    /// The ledger of a gateway that does not run now
    pub(crate) ledger: PathBuf,
    /// Time-stamp authority to ask
    #[arg(long, value_name = "URL")]
    pub(crate) tsa: String,
    #[command(flatten)]
    pub(crate) net: NetArgs,
}

/// Reads `1200:9f86…`, for clap.
fn head(text: &str) -> Result<Head, String> {
    let read = || {
        let (number, digits) = text.split_once(':')?;
        let mut sha256 = [0; 32];
        if digits.len() != 64 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        for (octet, place) in sha256.iter_mut().zip((0..64).step_by(2)) {
            *octet = u8::from_str_radix(digits.get(place..place + 2)?, 16).ok()?;
        }
        Some(Head { number: number.parse().ok()?, sha256 })
    };
    read()
        .ok_or_else(|| "write the number of an entry, a colon and 64 hexadecimal digits".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_a_number_and_a_digest() {
        let digits = "0a".repeat(32);
        let read = head(&format!("12:{digits}"));
        assert_eq!(read, Ok(Head { number: 12, sha256: [10; 32] }));
        for bad in ["", "12", "12:", ":00", "x:00", "12:+a", &digits] {
            assert!(head(bad).is_err(), "{bad}");
        }
        assert!(head(&format!("12:{}", "é".repeat(32))).is_err());
        assert!(head(&format!("12:{digits}0a")).is_err());
    }
}
