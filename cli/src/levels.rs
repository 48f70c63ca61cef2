//! Levels above B: at signing, and by `antin extend`.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use antin::ades::Level as SignatureLevel;
use antin::cades::{self, Content, Options};
use antin::edxml::SignedSeal;
use antin::online::{Client, Tsa};
use antin::policy::Policy;
use antin::{Error, Evidence};

use crate::args::{EvidenceArgs, ExtendArgs, Level, SignerArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, Text, errors, notes};
use crate::message::Message;
use crate::{clock, container, input, message, online, print};

/// What a level above B takes.
#[derive(Debug)]
pub(crate) struct Raising {
    client: Client,
    level: SignatureLevel,
    stamps: Arc<Tsa>,
    /// Whom to trust and what is known, where evidence is to be gathered.
    gather: Option<(Policy, Evidence)>,
    offline: bool,
}

/// Returns the library's level.
pub(crate) fn level(level: Level) -> SignatureLevel {
    match level {
        Level::B => SignatureLevel::B,
        Level::T => SignatureLevel::T,
        Level::Lt => SignatureLevel::Lt,
        Level::Lta => SignatureLevel::Lta,
    }
}

/// Prepares what `antin sign` or `antin seal` asks for; `None` for level B.
pub(crate) fn of_sign(args: &SignerArgs, language: Language) -> Result<Option<Raising>, Failure> {
    if args.level == Level::B {
        return match args.tsa {
            Some(_) => Err(Failure::usage(&errors::TSA_AT_B)),
            None => Ok(None),
        };
    }
    let tsa = args.tsa.as_deref();
    let tsa = tsa.ok_or_else(|| Failure::usage(&errors::NEED_TSA).with(args.level.name()))?;
    let client = online::client(&args.net)?;
    let evidence = EvidenceArgs { trust: args.trust.clone(), ..EvidenceArgs::default() };
    let gather = material(args.level, &evidence, &args.evidence_file, language)?;
    Raising::new(client, args.level, tsa, gather, false).map(Some)
}

/// Whom to trust and what is known; level T needs neither.
fn material(
    level: Level,
    args: &EvidenceArgs,
    files: &[std::path::PathBuf],
    language: Language,
) -> Result<Option<(Policy, Evidence)>, Failure> {
    if matches!(level, Level::B | Level::T) {
        return Ok(None);
    }
    let policy = Policy::new(input::trust(&args.trust)?);
    Ok(Some((policy, input::evidence(args, files, language)?)))
}

impl Raising {
    fn new(
        client: Client,
        wanted: Level,
        tsa: &str,
        gather: Option<(Policy, Evidence)>,
        offline: bool,
    ) -> Result<Self, Failure> {
        let stamps = client
            .tsa(tsa)
            .map_err(|error| Failure::usage(&errors::BAD_TSA).with(tsa).because(error))?;
        let (level, stamps) = (level(wanted), Arc::new(stamps));
        Ok(Self { client, level, stamps, gather, offline })
    }

    /// The options of signing: level T at once, as what comes after needs the time-stamp.
    pub(crate) fn signing(&self) -> Options {
        self.options(SignatureLevel::T)
    }

    fn options(&self, level: SignatureLevel) -> Options {
        Options::new(level).timestamper(Arc::<Tsa>::clone(&self.stamps))
    }

    /// Raises from T, or to T.
    pub(crate) fn raise(
        &self,
        signature: &[u8],
        content: Option<Content<'_>>,
        language: Language,
        failed: impl Fn(Error) -> Failure,
    ) -> Result<Vec<u8>, Failure> {
        let extend = |signature: &[u8], content: Option<Content<'_>>, options: &Options| {
            cades::extend(signature, content, options).map_err(&failed)
        };
        let Some((policy, known)) = &self.gather else {
            return extend(signature, content, &self.options(self.level));
        };
        // The time-stamp's authority is known only when the time-stamp is there.
        let stamped = extend(signature, content, &self.options(SignatureLevel::T))?;
        let evidence = match self.offline {
            true => known.clone(),
            false => online::gather(&self.client, &stamped, policy, known, clock::now()?, language)
                .map_err(&failed)?
                .into_evidence(),
        };
        extend(&stamped, None, &self.options(self.level).evidence(evidence))
    }
}

/// Says what failed: where there is no time-stamp, who did not give it.
pub(crate) fn told(text: &'static Text, file: &Path, tsa: Option<&str>, error: Error) -> Failure {
    match (tsa, error) {
        (Some(tsa), error @ (Error::Network(_) | Error::Timestamp(_))) => {
            Failure::unable(&errors::NO_TIMESTAMP).at(file).with(tsa).because(error)
        }
        (_, error) => Failure::unable(text).at(file).because(error),
    }
}

impl Raising {
    /// Raises a container, from T or to T; evidence is gathered for each of its signatures.
    pub(crate) fn raise_container(
        &self,
        container: &[u8],
        language: Language,
        failed: impl Fn(Error) -> Failure,
    ) -> Result<Vec<u8>, Failure> {
        let extend = |container: &[u8], options: &Options| {
            container::extend(container, options).map_err(&failed)
        };
        let stamped = extend(container, &self.options(SignatureLevel::T))?;
        let evidence = self.evidence_for(&stamped, language, &failed)?;
        let Some(evidence) = evidence else { return Ok(stamped) };
        extend(&stamped, &self.options(self.level).evidence(evidence))
    }

    /// Raises a seal that was made with the options of [`signing`](Self::signing).
    pub(crate) fn raise_seal(
        &self,
        seal: SignedSeal,
        language: Language,
        failed: impl Fn(Error) -> Failure,
    ) -> Result<SignedSeal, Failure> {
        match self.evidence_for(seal.container(), language, &failed)? {
            None => Ok(seal),
            Some(evidence) => {
                seal.extend(&self.options(self.level).evidence(evidence)).map_err(&failed)
            }
        }
    }

    /// Gathers evidence for each signature in a container; `None` where the level needs none.
    fn evidence_for(
        &self,
        container: &[u8],
        language: Language,
        failed: impl Fn(Error) -> Failure,
    ) -> Result<Option<Evidence>, Failure> {
        let Some((policy, known)) = &self.gather else { return Ok(None) };
        let mut evidence = known.clone();
        if self.offline {
            return Ok(Some(evidence));
        }
        for signature in container::signatures(Cursor::new(container)).map_err(&failed)? {
            let (client, now) = (&self.client, clock::now()?);
            evidence = online::gather(client, &signature, policy, &evidence, now, language)
                .map_err(&failed)?
                .into_evidence();
        }
        Ok(Some(evidence))
    }
}

/// Raises a container, which is held.
fn run_on_container(
    args: &ExtendArgs,
    raising: &Raising,
    language: Language,
) -> Result<Exit, Failure> {
    if args.content.is_some() {
        return Err(Failure::usage(&errors::UNWANTED_CONTENT).at(&args.file));
    }
    let target = args.out.as_deref().unwrap_or(&args.file);
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    let mut output = Output::begin(target, force, Access::Usual)?;
    let failed = |error| told(&errors::CANNOT_EXTEND, &args.file, Some(&args.tsa), error);
    let raised = raising.raise_container(&files::read(&args.file)?, language, failed)?;
    write(&mut output, &raised, target)?;
    output.finish()?;
    container::note_extended(&args.file, args.level.name(), target, language);
    Ok(Exit::Passed)
}

/// Runs `antin extend`.
pub(crate) fn run(args: &ExtendArgs, language: Language) -> Result<Exit, Failure> {
    if args.level == Level::B {
        return Err(Failure::usage(&errors::EXTEND_TO_B));
    }
    let head = files::peek(&args.file)?;
    let is_container = container::is_container(&head);
    if !is_container && !message::is_message(&args.file, &head) {
        return Err(Failure::unable(&errors::NOT_A_SIGNATURE).at(&args.file));
    }
    let client = online::client(&args.net)?;
    let gather = material(args.level, &args.evidence, &args.evidence_file, language)?;
    let raising = Raising::new(client, args.level, &args.tsa, gather, args.offline)?;
    if is_container {
        return run_on_container(args, &raising, language);
    }
    let message = Message::read(&args.file)?;
    if let (Some(_), Some(_)) = (&args.content, message.left_out()) {
        return Err(Failure::usage(&errors::UNWANTED_CONTENT).at(&args.file));
    }
    let target = args.out.as_deref().unwrap_or(&args.file);
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    let mut output = Output::begin(target, force, Access::Usual)?;
    let mut content = args.content.as_deref().map(files::open).transpose()?;
    let content = content.as_mut().map(|file| Content::Reader(file));
    let failed = |error| told(&errors::CANNOT_EXTEND, &args.file, Some(&args.tsa), error);
    let raised = raising.raise(message.signature(), content, language, failed)?;
    match message.left_out() {
        Some(length) => {
            let file = files::open(&args.file)?;
            message::around_content_of(file, &raised, length, &mut output).map_err(failed)?;
        }
        None => write(&mut output, &raised, target)?,
    }
    output.finish()?;
    let (file, level) = (args.file.display().to_string(), args.level.name());
    let target = target.display().to_string();
    print::note(&notes::EXTENDED.fill(language, &[&file, level, &target]));
    Ok(Exit::Passed)
}

pub(crate) fn write(output: &mut Output, bytes: &[u8], target: &Path) -> Result<(), Failure> {
    use std::io::Write;
    output
        .write_all(bytes)
        .map_err(|error| Failure::unable(&errors::CANNOT_WRITE).at(target).because_io(error))
}
