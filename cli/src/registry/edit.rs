//! Changes of a registry that is kept as JSON.

use std::path::Path;

use antin::registry::{Body, EditFault, Registry};

use crate::args::{RegistryAddArgs, RegistryEndArgs, RegistryNewArgs, RegistryRevokeArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing};
use crate::lang::{Language, Text, errors, registry as text};
use crate::registry::bind;
use crate::{clock, print};

/// A registry that was read from its file, to be written there again.
pub(super) struct Draft<'a> {
    path: &'a Path,
    before: Vec<u8>,
    pub(super) registry: Registry,
}

impl<'a> Draft<'a> {
    pub(super) fn read(path: &'a Path) -> Result<Self, Failure> {
        let before = files::read(path)?;
        let registry = Registry::from_json(&before)
            .map_err(|error| Failure::unable(&errors::BAD_REGISTRY).at(path).because(error))?;
        Ok(Self { path, before, registry })
    }

    /// Puts the changed registry in the place of the one that was read.
    pub(super) fn write(&self) -> Result<(), Failure> {
        files::replace(self.path, Some(&self.before), &self.registry.to_json())
    }

    /// Says why a change is not made.
    pub(super) fn refused(&self, language: Language) -> impl Fn(EditFault) -> Failure + use<'a> {
        let (path, language) = (self.path, antin::Language::from(language));
        move |fault| {
            let failure = Failure::unable(&errors::CANNOT_EDIT).at(path);
            failure.with(fault.text(language)).with(fault.code())
        }
    }
}

/// Runs `antin registry new`.
pub(super) fn begin(args: &RegistryNewArgs, language: Language) -> Result<Exit, Failure> {
    let registry = Registry::new(&args.name).map_err(|fault| {
        let failure = Failure::unable(&errors::CANNOT_BEGIN_REGISTRY).with(&*args.name);
        failure.with(fault.text(language.into())).with(fault.code())
    })?;
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    files::write(&args.out, &registry.to_json(), force, Access::Usual)?;
    note(&text::BEGUN, &[registry.name(), &args.out.display().to_string()], language);
    Ok(Exit::Passed)
}

/// Runs `antin registry add`.
pub(super) fn add(args: &RegistryAddArgs, language: Language) -> Result<Exit, Failure> {
    let mut draft = Draft::read(&args.file)?;
    let refused = draft.refused(language);
    let binds = args.cert.is_some() || args.issuer.is_some();
    if !binds {
        refuse_what_binds(args)?;
    }
    if let Some(name) = &args.name {
        let mut body = Body::new(&args.code, name);
        // Where there is a binding too, the dates are those of the binding.
        if let Some(from) = args.from.filter(|_| !binds) {
            body = body.from(from);
        }
        if let Some(until) = args.until.filter(|_| !binds) {
            body = body.until(until, []);
        }
        draft.registry.add_body(body).map_err(&refused)?;
    }
    let bound = binds.then(|| bind::entry(args, &draft.registry)).transpose()?;
    if let Some((entry, _)) = &bound {
        draft.registry.add(entry.clone()).map_err(&refused)?;
    }
    draft.write()?;
    if let Some(name) = &args.name {
        note(&text::BODY_ADDED, &[&args.code, name], language);
    }
    if let Some((entry, what)) = &bound {
        note(&text::BINDING_ADDED, &[what, entry.code(), entry.id()], language);
    }
    Ok(Exit::Passed)
}

/// Options that are about a binding say nothing of a body.
fn refuse_what_binds(args: &RegistryAddArgs) -> Result<(), Failure> {
    let given = [
        ("--by", args.by.is_some()),
        ("--id", args.id.is_some()),
        ("--role", !args.role.is_empty()),
        ("--holder", args.holder.is_some()),
        ("--basis", args.basis.is_some()),
    ];
    match given.into_iter().find(|(_, given)| *given) {
        Some((option, _)) => Err(Failure::usage(&errors::ONLY_FOR_BINDINGS).with(option)),
        None => Ok(()),
    }
}

/// Runs `antin registry end`.
pub(super) fn end(args: &RegistryEndArgs, language: Language) -> Result<Exit, Failure> {
    let mut draft = Draft::read(&args.file)?;
    let refused = draft.refused(language);
    let ended = draft.registry.end_body(&args.code, args.until, args.into.iter().cloned());
    ended.map_err(refused)?;
    draft.write()?;
    let into = if args.into.is_empty() { "-".to_owned() } else { args.into.join(", ") };
    note(&text::BODY_ENDED, &[&args.code, &args.until.to_string(), &into], language);
    Ok(Exit::Passed)
}

/// Runs `antin registry revoke`.
pub(super) fn revoke(args: &RegistryRevokeArgs, language: Language) -> Result<Exit, Failure> {
    let mut draft = Draft::read(&args.file)?;
    let refused = draft.refused(language);
    let at = args.at.map_or_else(clock::now, Ok)?;
    draft.registry.revoke(&args.id, at, &args.reason).map_err(refused)?;
    draft.write()?;
    note(&text::BINDING_REVOKED, &[&args.id, &at.to_string()], language);
    Ok(Exit::Passed)
}

fn note(text: &'static Text, words: &[&str], language: Language) {
    let words: Vec<String> = words.iter().map(|word| print::harmless(word)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    print::note(&text.fill(language, &words));
}
