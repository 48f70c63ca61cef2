//! Files in and out. Input is bounded and a folder is told apart; output appears whole or not at all.
//!
//! Output goes to a temporary file in the same folder, which is renamed when it is complete. A file
//! that exists is never replaced unless the user said so, not even where it appears meanwhile.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::lang::{Text, errors};

/// Bytes of a file that is held in memory: certificates, lists, signatures. CRLs of large CAs have
/// tens of MB; the library's own bound on one message is 64 MiB.
pub(crate) const IN_MEMORY: u64 = 256 << 20;

/// Opens a file to be read in pieces; refuses a folder.
pub(crate) fn open(path: &Path) -> Result<File, Failure> {
    let cannot = |error| Failure::unable(&errors::CANNOT_READ).at(path).because_io(error);
    let file = File::open(path).map_err(cannot)?;
    if file.metadata().map_err(cannot)?.is_dir() {
        return Err(Failure::unable(&errors::IS_DIRECTORY).at(path));
    }
    Ok(file)
}

/// Reads a file that is not empty and not longer than [`IN_MEMORY`].
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    open(path)?
        .take(IN_MEMORY + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::unable(&errors::CANNOT_READ).at(path).because_io(error))?;
    if bytes.is_empty() {
        return Err(Failure::unable(&errors::IS_EMPTY).at(path));
    }
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > IN_MEMORY {
        return Err(Failure::unable(&errors::TOO_LONG).at(path).with(IN_MEMORY.to_string()));
    }
    Ok(bytes)
}

/// Reads the first bytes of a file, to see what it is.
pub(crate) fn peek(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    open(path)?
        .take(4096)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::unable(&errors::CANNOT_READ).at(path).because_io(error))?;
    Ok(bytes)
}

/// Who may read a file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Whoever the user's settings say.
    Usual,
    /// Its owner only: private keys.
    Owner,
}

/// What to do about an output that exists.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Existing {
    Refuse(&'static Text),
    Replace,
}

impl Existing {
    /// Reads `--force`; `refusal` says what to do instead.
    pub(crate) fn force(force: bool, refusal: &'static Text) -> Self {
        if force { Self::Replace } else { Self::Refuse(refusal) }
    }
}

/// An output that becomes visible when it is finished.
#[derive(Debug)]
pub(crate) struct Output {
    path: PathBuf,
    existing: Existing,
    to: Destination,
}

#[derive(Debug)]
enum Destination {
    Temporary(NamedTempFile),
    /// Standard output, or what cannot be renamed over: a device, a pipe.
    Stream(Box<dyn Stream>),
}

trait Stream: Write + std::fmt::Debug {}
impl<T: Write + std::fmt::Debug> Stream for T {}

impl Output {
    /// Begins an output; `-` is standard output. An output that exists is refused here already,
    /// before the work.
    pub(crate) fn begin(path: &Path, existing: Existing, access: Access) -> Result<Self, Failure> {
        let cannot = |error| Failure::unable(&errors::CANNOT_WRITE).at(path).because_io(error);
        let to = if path == Path::new("-") {
            Destination::Stream(Box::new(io::stdout()))
        } else {
            match fs::metadata(path) {
                Ok(found) if found.is_dir() => {
                    return Err(Failure::unable(&errors::IS_DIRECTORY).at(path));
                }
                Ok(found) if !found.is_file() => Destination::Stream(Box::new(
                    fs::OpenOptions::new().write(true).open(path).map_err(cannot)?,
                )),
                Ok(_) if matches!(existing, Existing::Refuse(_)) => {
                    return Err(refused(path, existing));
                }
                _ => Destination::Temporary(temporary(path, access).map_err(cannot)?),
            }
        };
        Ok(Self { path: path.to_owned(), existing, to })
    }

    /// Makes the output visible.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let cannot =
            |error, path: &Path| Failure::unable(&errors::CANNOT_WRITE).at(path).because_io(error);
        self.flush().map_err(|error| cannot(error, &self.path))?;
        let Destination::Temporary(file) = self.to else { return Ok(()) };
        let done = match self.existing {
            Existing::Replace => file.persist(&self.path),
            Existing::Refuse(_) => file.persist_noclobber(&self.path),
        };
        match done {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(refused(&self.path, self.existing))
            }
            Err(error) => Err(cannot(error.error, &self.path)),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            Destination::Temporary(file) => file.write(bytes),
            Destination::Stream(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            Destination::Temporary(file) => file.flush(),
            Destination::Stream(stream) => stream.flush(),
        }
    }
}

fn refused(path: &Path, existing: Existing) -> Failure {
    let text = match existing {
        Existing::Refuse(text) => text,
        Existing::Replace => &errors::OUTPUT_EXISTS,
    };
    Failure::unable(text).at(path)
}

fn temporary(path: &Path, access: Access) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".antin-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = if access == Access::Owner { 0o600 } else { 0o666 }; // less the umask
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = access;
    builder.tempfile_in(folder)
}

/// Writes a whole file.
pub(crate) fn write(
    path: &Path,
    bytes: &[u8],
    existing: Existing,
    access: Access,
) -> Result<(), Failure> {
    let mut output = Output::begin(path, existing, access)?;
    output
        .write_all(bytes)
        .map_err(|error| Failure::unable(&errors::CANNOT_WRITE).at(path).because_io(error))?;
    output.finish()
}

/// Replaces a file that was read as `before`: the new one is on the disk before it takes the place of the
/// old one, and what somebody else wrote meanwhile is left alone.
pub(crate) fn replace(path: &Path, before: Option<&[u8]>, bytes: &[u8]) -> Result<(), Failure> {
    let cannot = |error| Failure::unable(&errors::CANNOT_WRITE).at(path).because_io(error);
    let mut file = temporary(path, Access::Usual).map_err(cannot)?;
    file.write_all(bytes).map_err(cannot)?;
    // Whoever could read the old one can read the new one, and nobody else.
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions()).map_err(cannot)?;
    }
    file.as_file().sync_all().map_err(cannot)?;
    let now = match fs::read(path) {
        Ok(now) => Some(now),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(cannot(error)),
    };
    if now.as_deref() != before {
        return Err(Failure::unable(&errors::CHANGED_MEANWHILE).at(path));
    }
    file.persist(path).map(drop).map_err(|error| cannot(error.error))
}

/// Returns the path with an ending added: `a.pdf` and `p7s` give `a.pdf.p7s`.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Whether two paths lead to the same file.
pub(crate) fn are_one(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
