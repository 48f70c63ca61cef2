//! `antin timestamp`: a time-stamp over a file.

use std::io::{Read, Write};

use antin::Error;
use antin::crypto::{DigestAlgorithm, Hasher};
use antin::tsp::{Request, Timestamper, Token};

use crate::args::{Digest, TimestampArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, errors, notes};
use crate::{online, print};

/// Runs `antin timestamp`.
pub(crate) fn run(args: &TimestampArgs, language: Language) -> Result<Exit, Failure> {
    let target = args.out.clone().unwrap_or_else(|| files::with_ending(&args.file, "tst"));
    if files::are_one(&target, &args.file) {
        return Err(Failure::usage(&errors::SAME_FILE).at(&args.file));
    }
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    let mut output = Output::begin(&target, force, Access::Usual)?;
    let failed = |error| {
        Failure::unable(&errors::NO_TIMESTAMP).at(&args.file).with(&args.tsa).because(error)
    };
    let token = ask(args).map_err(|error| match error {
        Asking::Failure(failure) => failure,
        Asking::Error(error) => failed(error),
    })?;
    output
        .write_all(token.as_bytes())
        .map_err(|error| Failure::unable(&errors::CANNOT_WRITE).at(&target).because_io(error))?;
    output.finish()?;
    let time = token.info().time().to_rfc3339_at(7 * 60);
    let (file, target) = (args.file.display().to_string(), target.display().to_string());
    print::note(&notes::STAMPED.fill(language, &[&file, &time, &target]));
    Ok(Exit::Passed)
}

/// What can go wrong on this side, or on the other.
enum Asking {
    Failure(Failure),
    Error(Error),
}

impl From<Failure> for Asking {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<Error> for Asking {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

fn ask(args: &TimestampArgs) -> Result<Token, Asking> {
    let mut tsa = online::client(&args.net)?.tsa(&args.tsa)?;
    if let Some(policy) = &args.tsa_policy {
        tsa = tsa.with_policy(policy.clone());
    }
    let mut hasher = Hasher::new(match args.digest {
        Digest::Sha256 => DigestAlgorithm::Sha256,
        Digest::Sha384 => DigestAlgorithm::Sha384,
        Digest::Sha512 => DigestAlgorithm::Sha512,
    });
    let mut file = files::open(&args.file)?;
    let mut piece = vec![0; 64 << 10];
    loop {
        match file.read(&mut piece).map_err(Error::from)? {
            0 => break,
            length => hasher.update(piece.get(..length).unwrap_or_default()),
        }
    }
    Ok(tsa.timestamp(&Request::new(&hasher.finish())?.with_nonce()?)?)
}
