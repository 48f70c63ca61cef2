//! `antin seal`: a seal on an edXML package.

use std::path::Path;

use antin::Error;
use antin::edxml::statement::Role;
use antin::edxml::{SealOptions, SignedSeal, prepare_seal};
use antin::keys::Credential;

use crate::args::{SealArgs, SealRole};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, errors, notes};
use crate::progress::Progress;
use crate::{credential, levels, print, sign};

/// Runs `antin seal`.
pub(crate) fn run(args: &SealArgs, language: Language) -> Result<Exit, Failure> {
    sign::refuse_tokens(&args.signer)?;
    let path = args.package.as_deref().unwrap_or_else(|| Path::new(""));
    let mut package = Progress::new(files::open(path)?);
    if files::are_one(&args.out, path) {
        return Err(Failure::usage(&errors::SAME_FILE).at(path));
    }
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    let mut output = Output::begin(&args.out, force, Access::Usual)?;
    let (credential, source) = credential::load(&args.signer, language)?;
    let raising = levels::of_sign(&args.signer, language)?;
    let signature = sign::options_of(&args.signer, &credential, &source, raising.as_ref())?;
    let failed =
        |error| levels::told(&errors::CANNOT_SEAL, path, args.signer.tsa.as_deref(), error);
    let prepared = prepare_seal(&mut package, credential.chain(), &options(args, signature));
    let mut seal = prepared.and_then(|prepared| prepared.sign(&credential)).map_err(failed)?;
    if let Some(raising) = &raising {
        seal = raising.raise_seal(seal, language, failed)?;
    }
    write(args, &seal, &mut package, &mut output).map_err(failed)?;
    output.finish()?;
    note(path, &args.out, &credential, language);
    Ok(Exit::Passed)
}

fn options(args: &SealArgs, signature: antin::cades::Options) -> SealOptions {
    let options = SealOptions::new(signature).role(match args.role {
        SealRole::Agency => Role::Agency,
        SealRole::Leader => Role::Leader,
        SealRole::Forwarder => Role::Forwarder,
    });
    match &args.organ {
        Some(organ) => options.organ(organ),
        None => options,
    }
}

fn write(
    args: &SealArgs,
    seal: &SignedSeal,
    package: &mut Progress,
    output: &mut Output,
) -> Result<(), Error> {
    if args.apart {
        return Ok(std::io::Write::write_all(output, seal.container())?);
    }
    seal.insert(package, output).map(drop)
}

fn note(package: &Path, target: &Path, credential: &Credential, language: Language) {
    let subject = credential.certificate().subject();
    let who = subject.common_name().unwrap_or_else(|| subject.to_string());
    let (package, target) = (package.display().to_string(), target.display().to_string());
    print::note(&notes::SEALED.fill(language, &[&package, &print::harmless(&who), &target]));
}
