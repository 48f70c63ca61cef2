//! `antin registry sign`: the next number, and the signature.

use std::io::{Cursor, Write};

use antin::asic::{self, File, Options};
use antin::cades;
use antin::keys::Credential;

use crate::args::{RegistryFormat, RegistrySignArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, errors, registry as text};
use crate::levels::{self, Raising};
use crate::registry::edit::Draft;
use crate::{clock, credential, print, sign};

/// The name of the registry in a container.
const NAME: &str = "antin-registry.json";

/// Runs `antin registry sign`.
pub(super) fn run(args: &RegistrySignArgs, language: Language) -> Result<Exit, Failure> {
    sign::refuse_tokens(&args.signer)?;
    let mut draft = Draft::read(&args.file)?;
    if files::are_one(&args.out, &args.file) {
        return Err(Failure::usage(&errors::SAME_FILE).at(&args.file));
    }
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    let mut output = Output::begin(&args.out, force, Access::Usual)?;
    let issued = args.signer.signing_time.map_or_else(clock::now, Ok)?;
    let refused = draft.refused(language);
    draft.registry.issue(issued, args.next_update).map_err(refused)?;
    let (credential, source) = credential::load(&args.signer, language)?;
    let raising = levels::of_sign(&args.signer, language)?;
    let options = sign::options_of(&args.signer, &credential, &source, raising.as_ref())?;
    let work = Work { args, credential: &credential, raising: raising.as_ref(), language };
    let signed = work.sign(draft.registry.to_json(), options)?;
    output
        .write_all(&signed)
        .map_err(|error| Failure::unable(&errors::CANNOT_WRITE).at(&args.out).because_io(error))?;
    // The number is used up before anybody sees the signed file: no two files have the same.
    draft.write()?;
    output.finish()?;
    let (name, number) = (print::harmless(draft.registry.name()), draft.registry.number());
    let subject = credential.certificate().subject();
    let who = subject.common_name().unwrap_or_else(|| subject.to_string());
    let (number, who) = (number.to_string(), print::harmless(&who));
    let out = args.out.display().to_string();
    print::note(&text::ISSUED.fill(language, &[&name, &number, &who, &out]));
    Ok(Exit::Passed)
}

struct Work<'a> {
    args: &'a RegistrySignArgs,
    credential: &'a Credential,
    raising: Option<&'a Raising>,
    language: Language,
}

impl Work<'_> {
    fn sign(&self, json: Vec<u8>, options: cades::Options) -> Result<Vec<u8>, Failure> {
        let tsa = self.args.signer.tsa.as_deref();
        let failed = |error| levels::told(&errors::CANNOT_SIGN, &self.args.file, tsa, error);
        match self.args.format {
            RegistryFormat::AsicE => {
                let file = File::new(NAME, Cursor::new(json));
                let file = file.with_media_type("application/json");
                let options = Options::extended(options);
                let signed = asic::sign(vec![file], self.credential, &options).map_err(failed)?;
                match self.raising {
                    Some(raising) => raising.raise_container(&signed, self.language, failed),
                    None => Ok(signed),
                }
            }
            RegistryFormat::Cades => {
                let signed = cades::sign(&json, self.credential, &options.attached());
                let signed = signed.map_err(failed)?;
                match self.raising {
                    Some(raising) => raising.raise(&signed, None, self.language, failed),
                    None => Ok(signed),
                }
            }
        }
    }
}
