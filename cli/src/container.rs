//! ASiC containers: made by `antin sign`, raised by `antin extend`, judged by `antin verify`.

use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::{Component, Path, PathBuf};

use antin::ades::{ContainedFile, Verified};
use antin::asic::{self, Kind, Options, Reading};
use antin::limits::Limits;
use antin::zip::{Archive, Entry};
use antin::{Error, cades};

use crate::args::{Format, SignArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Access, Existing, Output};
use crate::lang::{Language, errors, notes};
use crate::levels;
use crate::{credential, print, sign};

/// The most that a signature or a time-stamp in a container may have: 64 MiB, as a message.
const MOST: usize = 64 << 20;

/// Whether a file begins as a container does.
pub(crate) fn is_container(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// The kind of container that a format names.
pub(crate) fn kind(format: Format) -> Option<Kind> {
    match format {
        Format::AsicE => Some(Kind::Extended),
        Format::AsicS => Some(Kind::Simple),
        _ => None,
    }
}

/// Runs `antin sign --format asic-e` and `asic-s`.
pub(crate) fn run(args: &SignArgs, kind: Kind, language: Language) -> Result<Exit, Failure> {
    let unfit = [("--add-to", args.add_to.is_some()), ("--attached", args.attached)];
    if let Some((option, _)) = unfit.into_iter().find(|(_, given)| *given) {
        return Err(Failure::usage(&errors::NOT_FOR_CONTAINERS).with(option));
    }
    let paths: Vec<&PathBuf> = args.file.iter().chain(&args.more).collect();
    let first = paths.first().map_or_else(|| Path::new(""), |path| path.as_path());
    let ending = || files::with_ending(first, kind.extension());
    let target = args.out.clone().unwrap_or_else(ending);
    if let Some(path) = paths.iter().find(|path| files::are_one(&target, path)) {
        return Err(Failure::usage(&errors::SAME_FILE).at(path));
    }
    let contents = paths.iter().map(|path| content(path)).collect::<Result<Vec<_>, _>>()?;
    let force = Existing::force(args.force, &errors::OUTPUT_EXISTS);
    let mut output = Output::begin(&target, force, Access::Usual)?;
    let (credential, source) = credential::load(&args.signer, language)?;
    let raising = levels::of_sign(&args.signer, language)?;
    let own = sign::options(args, &credential, &source, raising.as_ref())?;
    let options = Options::new(kind, own);
    let tsa = args.signer.tsa.as_deref();
    let failed = |error| levels::told(&errors::CANNOT_SIGN, first, tsa, error);
    match raising {
        None => drop(asic::sign_to(contents, &credential, &options, &mut output).map_err(failed)?),
        Some(raising) => {
            let stamped = asic::sign(contents, &credential, &options).map_err(failed)?;
            let raised = raising.raise_container(&stamped, language, failed)?;
            levels::write(&mut output, &raised, &target)?;
        }
    }
    output.finish()?;
    sign::report(args, first, &target, &credential, language);
    Ok(Exit::Passed)
}

/// A file under the last part of its name.
fn content(path: &Path) -> Result<asic::File<'static>, Failure> {
    let file = files::open(path)?;
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| Failure::usage(&errors::BAD_ENTRY_NAME).at(path))?;
    Ok(asic::File::new(name, file))
}

/// The signatures and time-stamps in a container, for which evidence is gathered.
pub(crate) fn signatures(container: impl Read + Seek) -> Result<Vec<Vec<u8>>, Error> {
    let mut archive = Archive::open(container, Reading::Strict, &Limits::DEFAULT)?;
    let is_one = |name: &str| name.ends_with(".p7s") || name.ends_with(".tst");
    let entries = archive.entries().iter().enumerate();
    let places: Vec<usize> =
        entries.filter(|(_, entry)| is_one(entry.name())).map(|(place, _)| place).collect();
    places.into_iter().map(|place| archive.read(place, MOST)).collect()
}

/// Raises a container that is in memory.
pub(crate) fn extend(container: &[u8], options: &cades::Options) -> Result<Vec<u8>, Error> {
    asic::extend(Cursor::new(container), options, Vec::new())
}

/// Where `--extract` puts the files of a container.
pub(crate) enum Extract {
    /// The only file, under the name that was given.
    File(Output),
    /// Several, under their own names, in a folder.
    Folder(PathBuf),
}

impl Extract {
    /// Begins before the work: sees what the container seems to hold, and whether there is room.
    pub(crate) fn begin(container: &Path, to: &Path, force: bool) -> Result<Self, Failure> {
        let existing = Existing::force(force, &errors::OUTPUT_EXISTS);
        if data_files(files::open(container)?) < 2 {
            return Output::begin(to, existing, Access::Usual).map(Self::File);
        }
        let is_free = match std::fs::read_dir(to) {
            Ok(mut entries) => force || entries.next().is_none(),
            Err(_) => !to.exists(),
        };
        match is_free {
            true => Ok(Self::Folder(to.to_owned())),
            false => Err(Failure::unable(&errors::NOT_AN_EMPTY_FOLDER).at(to)),
        }
    }

    /// Writes the files of a container that was verified: those that signatures cover.
    pub(crate) fn write(
        self,
        verified: &Verified,
        container: &Path,
        force: bool,
    ) -> Result<(), Failure> {
        let mut names = verified.files().map(ContainedFile::name);
        match self {
            Self::File(mut output) => {
                let name = names.next();
                let name = name.ok_or_else(|| Failure::unable(&errors::NO_FILE).at(container))?;
                copy(verified, container, name, &mut output)?;
                output.finish()
            }
            Self::Folder(folder) => {
                let existing = Existing::force(force, &errors::OUTPUT_EXISTS);
                for name in names {
                    let target = within(&folder, name)?;
                    let mut output = Output::begin(&target, existing, Access::Usual)?;
                    copy(verified, container, name, &mut output)?;
                    output.finish()?;
                }
                Ok(())
            }
        }
    }
}

/// How many files a container seems to hold beside what serves its signatures; one that cannot be read
/// is told when it is judged.
fn data_files(container: File) -> usize {
    let Ok(archive) = Archive::open(container, Reading::Strict, &Limits::DEFAULT) else { return 0 };
    let is_data = |entry: &&Entry| {
        let name = entry.name();
        !(entry.is_directory() || name == "mimetype" || name.starts_with("META-INF/"))
    };
    archive.entries().iter().filter(is_data).count()
}

/// Makes the folders above a file of a container.
///
/// A strict reading lets no name pass that is a path out of a folder; here is that said once more.
fn within(folder: &Path, name: &str) -> Result<PathBuf, Failure> {
    let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    if !Path::new(name).components().all(is_plain) {
        return Err(Failure::unable(&errors::CANNOT_WRITE).at(Path::new(name)));
    }
    let target = folder.join(name);
    let above = target.parent().unwrap_or(folder);
    std::fs::create_dir_all(above)
        .map_err(|error| Failure::unable(&errors::CANNOT_WRITE).at(above).because_io(error))?;
    Ok(target)
}

/// Copies a file out; it is compared again with what was judged.
fn copy(
    verified: &Verified,
    container: &Path,
    name: &str,
    output: &mut Output,
) -> Result<(), Failure> {
    let failed = |error| Failure::unable(&errors::CANNOT_EXTRACT).at(container).because(error);
    asic::extract(verified, files::open(container)?, name, output).map(drop).map_err(failed)
}

/// Notes what became of a container.
pub(crate) fn note_extended(file: &Path, level: &str, target: &Path, language: Language) {
    let (file, target) = (file.display().to_string(), target.display().to_string());
    print::note(&notes::EXTENDED.fill(language, &[&file, level, &target]));
}
