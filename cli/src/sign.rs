//! `antin sign`: a CAdES signature over a file of any length.

use std::fs::Metadata;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use antin::ades::Level as SignatureLevel;
use antin::cades;
use antin::cms::SignedData;
use antin::crypto::{DigestAlgorithm, SignatureAlgorithm};
use antin::keys::{Credential, Sign};
use antin::{ApiMisuse, Error};

use crate::args::{Digest, Format, SignArgs, SignerArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, Text, errors, notes};
use crate::levels::Raising;
use crate::progress::Progress;
use crate::{clock, container, credential, levels, message, print};

/// Runs `antin sign`.
pub(crate) fn run(args: &SignArgs, language: Language) -> Result<Exit, Failure> {
    refuse_what_comes_later(args)?;
    if let Some(kind) = container::kind(args.format) {
        return container::run(args, kind, language);
    }
    if !args.more.is_empty() {
        return Err(Failure::usage(&errors::ONE_FILE).with(args.format.name()));
    }
    let file = args.file.as_deref().unwrap_or_else(|| Path::new(""));
    let content = files::open(file)?;
    let length = content.metadata().ok().filter(Metadata::is_file).map(|found| found.len());
    if length == Some(0) {
        return Err(Failure::unable(&errors::IS_EMPTY).at(file));
    }
    let target = target(args, file);
    let adds_to_itself = args.add_to.as_deref().is_some_and(|path| files::are_one(path, file));
    if files::are_one(&target, file) && !adds_to_itself {
        return Err(Failure::usage(&errors::SAME_FILE).at(file));
    }
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    let mut output = Output::begin(&target, force, Access::Usual)?;
    let (credential, source) = credential::load(&args.signer, language)?;
    let raising = levels::of_sign(&args.signer, language)?;
    let options = options(args, &credential, &source, raising.as_ref())?;

    let (content, tsa) = (Progress::new(content), args.signer.tsa.as_deref());
    let work = Work { file, content, length, target: &target, tsa };
    match (&args.add_to, raising) {
        (_, Some(raising)) => {
            let above = Raised { args, raising: &raising, language };
            work.raise(&above, &credential, options, &mut output)?;
        }
        (Some(existing), None) => work.add_only(existing, &credential, &options, &mut output)?,
        (None, None) if args.attached => work.attach(&credential, &options, &mut output)?,
        (None, None) => work.detach(&credential, &options, &mut output)?,
    }
    output.finish()?;
    report(args, file, &target, &credential, language);
    Ok(Exit::Passed)
}

/// A document that is being signed.
struct Work<'a> {
    file: &'a Path,
    content: Progress,
    length: Option<u64>,
    target: &'a Path,
    /// Who is asked for time-stamps.
    tsa: Option<&'a str>,
}

/// What a level above B takes.
struct Raised<'a> {
    args: &'a SignArgs,
    raising: &'a Raising,
    language: Language,
}

impl Work<'_> {
    /// Signs, and raises. A document that is to be carried is signed aside and put in afterwards.
    fn raise(
        mut self,
        Raised { args, raising, language }: &Raised<'_>,
        credential: &Credential,
        options: cades::Options,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let (file, tsa) = (self.file, self.tsa);
        let failed = |error| levels::told(&errors::CANNOT_SIGN, file, tsa, error);
        let carried = self.length.filter(|_| args.attached && args.add_to.is_none());
        let options = if carried.is_some() { options.detached() } else { options };
        let aside = carried.is_some() || !args.attached;
        let signature = self.stamped(args.add_to.as_deref(), aside, credential, &options)?;
        let raised = raising.raise(&signature, None, *language, failed)?;
        let Some(length) = carried else { return write(output, &raised, self.target) };
        let content = Progress::new(files::open(self.file)?);
        cades::attach(&raised, content, length, output).map_err(failed)
    }

    /// Signs at level T, from where it is raised further. What is not signed aside is held.
    fn stamped(
        &mut self,
        existing: Option<&Path>,
        aside: bool,
        credential: &Credential,
        options: &cades::Options,
    ) -> Result<Vec<u8>, Failure> {
        let (file, tsa) = (self.file, self.tsa);
        let failed = |error| levels::told(&errors::CANNOT_SIGN, file, tsa, error);
        if let Some(existing) = existing {
            return self.add(existing, credential, options);
        }
        if aside {
            return cades::sign_reader(&mut self.content, credential, options).map_err(failed);
        }
        let mut content = Vec::new();
        self.content.read_to_end(&mut content).map_err(|error| failed(error.into()))?;
        cades::sign(&content, credential, options).map_err(failed)
    }

    fn detach(
        self,
        credential: &Credential,
        options: &cades::Options,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let failed = failed(&errors::CANNOT_SIGN, self.file);
        let signature = cades::sign_reader(self.content, credential, options).map_err(failed)?;
        write(output, &signature, self.target)
    }

    /// The length stands before the content, so what has none, such as a pipe, is held.
    fn attach(
        mut self,
        credential: &Credential,
        options: &cades::Options,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let failed = failed(&errors::CANNOT_SIGN, self.file);
        if let Some(length) = self.length {
            return cades::sign_attached(self.content, length, output, credential, options)
                .map_err(failed);
        }
        let mut content = Vec::new();
        self.content.read_to_end(&mut content).map_err(|error| failed(error.into()))?;
        write(output, &cades::sign(&content, credential, options).map_err(failed)?, self.target)
    }

    fn add_only(
        mut self,
        existing: &Path,
        credential: &Credential,
        options: &cades::Options,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let signature = self.add(existing, credential, options)?;
        write(output, &signature, self.target)
    }

    fn add(
        &mut self,
        existing: &Path,
        credential: &Credential,
        options: &cades::Options,
    ) -> Result<Vec<u8>, Failure> {
        let failed = failed(&errors::CANNOT_ADD, existing);
        let bytes = message::read(existing)?;
        let is_detached = SignedData::from_bytes(&bytes).map_err(failed)?.is_detached();
        // What is signed must be what the user named: a message with content is its own document.
        if !is_detached && !files::are_one(self.file, existing) {
            return Err(Failure::usage(&errors::ADD_TO_ATTACHED).at(existing).at(existing));
        }
        let content = is_detached.then_some(cades::Content::Reader(&mut self.content));
        let signature = cades::add_signature(&bytes, content, credential, options);
        signature.map_err(|error| match error {
            Error::ApiMisuse(ApiMisuse::ContentMismatch) => {
                Failure::unable(&errors::ADD_TO_OTHER).at(self.file).at(existing)
            }
            error => failed(error),
        })
    }
}

fn failed(text: &'static Text, path: &Path) -> impl Fn(Error) -> Failure + Copy {
    move |error| Failure::unable(text).at(path).because(error)
}

fn write(output: &mut Output, bytes: &[u8], target: &Path) -> Result<(), Failure> {
    output
        .write_all(bytes)
        .map_err(|error| Failure::unable(&errors::CANNOT_WRITE).at(target).because_io(error))
}

fn refuse_what_comes_later(args: &SignArgs) -> Result<(), Failure> {
    if matches!(args.format, Format::Pades | Format::Xades) {
        return Err(Failure::usage(&errors::NOT_YET_SIGN_FORMAT).with(args.format.name()));
    }
    refuse_tokens(&args.signer)
}

/// Keys on tokens come later.
pub(crate) fn refuse_tokens(args: &SignerArgs) -> Result<(), Failure> {
    match args.pkcs11 {
        Some(_) => Err(Failure::usage(&errors::NOT_YET_OPTION).with("--pkcs11")),
        None => Ok(()),
    }
}

fn target(args: &SignArgs, file: &Path) -> PathBuf {
    match (&args.out, &args.add_to) {
        (Some(out), _) => out.clone(),
        (None, Some(existing)) => existing.clone(),
        (None, None) => files::with_ending(file, if args.attached { "p7m" } else { "p7s" }),
    }
}

pub(crate) fn options(
    args: &SignArgs,
    credential: &Credential,
    source: &Path,
    raising: Option<&Raising>,
) -> Result<cades::Options, Failure> {
    let options = options_of(&args.signer, credential, source, raising)?;
    Ok(if args.attached { options.attached() } else { options.detached() })
}

/// The options that do not depend on where the content is.
pub(crate) fn options_of(
    args: &SignerArgs,
    credential: &Credential,
    source: &Path,
    raising: Option<&Raising>,
) -> Result<cades::Options, Failure> {
    let time = match args.signing_time {
        Some(time) => time,
        None => clock::now()?,
    };
    let options = raising.map(Raising::signing);
    let options = options.unwrap_or_else(|| cades::Options::new(SignatureLevel::B));
    let mut options = options.signing_time(time);
    if args.digest.is_some() || args.pss {
        options = options.algorithm(algorithm(args, credential.key(), source)?);
    }
    Ok(options)
}

/// Chooses among what the key can do.
fn algorithm(
    args: &SignerArgs,
    key: &dyn Sign,
    source: &Path,
) -> Result<SignatureAlgorithm, Failure> {
    let is_pss =
        |algorithm: &SignatureAlgorithm| matches!(algorithm, SignatureAlgorithm::RsaPss(_));
    let available = key.algorithms();
    if args.pss && !available.iter().any(is_pss) {
        return Err(Failure::usage(&errors::PSS_NOT_RSA).at(source));
    }
    let wanted = args.digest.map(|digest| match digest {
        Digest::Sha256 => DigestAlgorithm::Sha256,
        Digest::Sha384 => DigestAlgorithm::Sha384,
        Digest::Sha512 => DigestAlgorithm::Sha512,
    });
    available
        .iter()
        .filter(|algorithm| is_pss(algorithm) == args.pss)
        .find(|algorithm| wanted.is_none_or(|wanted| algorithm.digest() == wanted))
        .copied()
        .ok_or_else(|| {
            let name = wanted.map_or("RSA-PSS", DigestAlgorithm::name);
            Failure::usage(&errors::DIGEST_FIXED).at(source).with(name)
        })
}

pub(crate) fn report(
    args: &SignArgs,
    file: &Path,
    target: &Path,
    credential: &Credential,
    language: Language,
) {
    let text = if args.add_to.is_some() { &notes::ADDED } else { &notes::SIGNED };
    let subject = credential.certificate().subject();
    let who = subject.common_name().unwrap_or_else(|| subject.to_string());
    let who = print::harmless(&who);
    let (file, target) = (file.display().to_string(), target.display().to_string());
    print::note(&text.fill(language, &[&file, &who, &target]));
}
