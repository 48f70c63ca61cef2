//! `antin evidence`: gathers CRLs, OCSP answers and certificates; lists them; checks that they are fresh.

use std::io::Write;
use std::path::{Path, PathBuf};

use antin::ades::{Freshness, Subject};
use antin::cache::Cache;
use antin::online::Gathered;
use antin::{Error, Evidence, Time};

use crate::args::{CleanArgs, EvidenceCommand, EvidenceCommandArgs, GatherArgs, ListArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing};
use crate::lang::{Language, Text, errors, notes};
use crate::message::Message;
use crate::{clock, input, message, online, policy, print};

const DAY: i64 = 86_400;

/// Runs `antin evidence`.
pub(crate) fn run(args: &EvidenceCommandArgs, language: Language) -> Result<Exit, Failure> {
    match &args.command {
        EvidenceCommand::Gather(args) => gather(args, language),
        EvidenceCommand::List(args) => list(args, false, language),
        EvidenceCommand::Check(args) => list(args, true, language),
        EvidenceCommand::Clean(args) => clean(args, language),
    }
}

fn gather(args: &GatherArgs, language: Language) -> Result<Exit, Failure> {
    let policy = policy::policy(&args.policy, &args.evidence.trust)?;
    let mut known = input::evidence(&args.evidence, &args.evidence_file, language)?;
    let cache = args.cache.as_deref().map(open).transpose()?;
    if let Some((_, kept)) = &cache {
        known = known.with_evidence(kept);
    }
    let client = online::client(&args.net)?;
    let now = clock::now()?;
    let gathered = if message::is_message(&args.file, &files::peek(&args.file)?) {
        let message = Message::read(&args.file)?;
        client
            .gather_for(message.signature(), &policy, &known, now)
            .map_err(|error| Failure::unable(&errors::CANNOT_JUDGE).at(&args.file).because(error))?
    } else {
        let mut certificates = input::leaf_and_more(&args.file, language)?;
        let more = certificates.split_off(1);
        client.gather(&certificates, &policy, &known.with_certificates(more), now)
    };
    online::tell(&gathered, language);
    keep(args, cache.map(|(cache, _)| cache), &gathered)?;
    let (count, missing) = (gathered.fetched().to_string(), gathered.missing().len().to_string());
    print::note(&notes::GATHERED.fill(language, &[&count, &missing]));
    Ok(if gathered.is_complete() { Exit::Passed } else { Exit::Indeterminate })
}

/// Writes the file and the folder: what is wrong with one does not lose the other.
fn keep(args: &GatherArgs, cache: Option<Cache>, gathered: &Gathered) -> Result<(), Failure> {
    let written = args.out.as_ref().map_or(Ok(()), |out| {
        let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
        files::write(out, &gathered.evidence().to_bytes(), force, Access::Usual)
    });
    // What the document brought, or a file, is somebody's word: only what was fetched and checked is kept
    // for other documents.
    let kept = cache.map_or(Ok(()), |cache| {
        cache.renew(gathered.kept()).map_err(|error| failed(cache.folder(), error))
    });
    written.and(kept)
}

/// Opens a folder, made if it is not there, and reads it.
fn open(folder: &Path) -> Result<(Cache, Evidence), Failure> {
    let cache = Cache::open(folder).map_err(|error| failed(folder, error))?;
    let loaded = cache.load().map_err(|error| failed(folder, error))?;
    Ok((cache, loaded.into_evidence()))
}

fn failed(folder: &Path, error: Error) -> Failure {
    match error {
        Error::LimitExceeded(_) => Failure::unable(&errors::CACHE_FULL).at(folder),
        error => Failure::unable(&errors::CANNOT_KEEP).at(folder).because(error),
    }
}

fn clean(args: &CleanArgs, language: Language) -> Result<Exit, Failure> {
    if !args.dir.is_dir() {
        return Err(Failure::unable(&errors::NOT_A_FOLDER).at(&args.dir));
    }
    let cache = Cache::open(&args.dir).map_err(|error| failed(&args.dir, error))?;
    // Nothing ended before the first time that there is.
    let before = args.ended_before.unwrap_or_else(|| Time::from_unix(0));
    let mut deleted = cache.clean(before).map_err(|error| failed(&args.dir, error))?;
    if args.fit {
        deleted += cache.fit().map_err(|error| failed(&args.dir, error))?;
    }
    let folder = args.dir.display().to_string();
    print::note(&notes::CLEANED.fill(language, &[&folder, &deleted.to_string()]));
    Ok(Exit::Passed)
}

/// Prints what there is. Checking, the exit status says whether all of it is whole and fresh.
fn list(args: &ListArgs, check: bool, language: Language) -> Result<Exit, Failure> {
    let now = match args.at {
        Some(at) => at,
        None => clock::now()?,
    };
    let Read { evidence, damaged, empty } = read(&args.files)?;
    for (text, paths) in [(&notes::DAMAGED, &damaged), (&notes::NO_EVIDENCE, &empty)] {
        for path in paths {
            print::note(&text.fill(language, &[&path.display().to_string()]));
        }
    }
    let within = i64::from(args.ending_within.unwrap_or(0)) * DAY;
    let freshness = evidence.freshness();
    let mut out = anstream::stdout();
    for one in &freshness {
        let wanted = one.ends_within(now, within);
        if wanted || !check && args.ending_within.is_none() {
            let mark = if one.has_ended(now) { &notes::ENDED } else { &notes::UNTIL };
            line(one, mark, &mut out, language)?;
        }
    }
    let ending = freshness.iter().filter(|one| one.ends_within(now, within)).count();
    let (all, ending_text) = (freshness.len().to_string(), ending.to_string());
    print::line(&mut out, &notes::PIECES.fill(language, &[&all, &ending_text]))?;
    Ok(if check && (ending > 0 || !damaged.is_empty() || !empty.is_empty()) {
        Exit::Indeterminate
    } else {
        Exit::Passed
    })
}

/// What is in files and folders.
struct Read {
    evidence: Evidence,
    /// Files of folders that are not whole.
    damaged: Vec<PathBuf>,
    /// Files and folders without any evidence.
    empty: Vec<PathBuf>,
}

fn read(paths: &[PathBuf]) -> Result<Read, Failure> {
    let (mut evidence, mut damaged, mut empty) = (Evidence::new(), Vec::new(), Vec::new());
    for path in paths {
        if path.is_dir() {
            let loaded = Cache::open(path)
                .and_then(|cache| cache.load())
                .map_err(|error| Failure::unable(&errors::BAD_EVIDENCE).at(path).because(error))?;
            if loaded.damaged().is_empty() && loaded.evidence().freshness().is_empty() {
                empty.push(path.clone());
            }
            damaged.extend_from_slice(loaded.damaged());
            evidence = evidence.with_evidence(loaded.evidence());
        } else {
            let read = input::with_gathered(Evidence::new(), path)?;
            if read.freshness().is_empty() {
                empty.push(path.clone());
            }
            evidence = evidence.with_evidence(&read);
        }
    }
    Ok(Read { evidence, damaged, empty })
}

/// Kind, until when, what, and where it is from.
fn line(
    one: &Freshness<'_>,
    mark: &Text,
    out: &mut impl Write,
    language: Language,
) -> Result<(), Failure> {
    let (kind, what) = match one.subject {
        Subject::Certificate(one) => ("certificate", one.subject().to_string()),
        Subject::Crl(one) => ("crl", one.issuer().to_string()),
        Subject::OcspResponse(one) => ("ocsp", one.responder().to_string()),
        Subject::Token(one) => ("token", one.info().time().to_rfc3339_at(7 * 60)),
        _ => ("?", String::new()),
    };
    let until = one.until.map_or_else(|| "-".to_owned(), |until| until.to_rfc3339_at(7 * 60));
    let until = mark.fill(language, &[&until]);
    let origin = one.origin.map_or_else(String::new, |origin| {
        format!("  {} {}", origin.obtained().to_rfc3339_at(7 * 60), origin.source())
    });
    print::line(out, &print::harmless(&format!("{kind:<11} {until}  {what}{origin}")))
}
