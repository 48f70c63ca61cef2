//! Where a package or an attachment is written to: memory, a file, or whatever the caller has.

use std::ffi::{c_char, c_void};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::mem::{self, MaybeUninit};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::boundary::{call, free, get, give, lend, text, wanted};
use crate::error::{Fault, antin_error};
use crate::result::antin_result;

/// Takes `len` bytes, and returns 0 if it took all of them; any other number ends the call.
///
/// It is called in the thread of the call that writes, only while that lasts, in order. It must return,
/// neither by `longjmp` nor by an exception, and must not use the handles of that call.
pub type antin_write =
    Option<unsafe extern "C" fn(context: *mut c_void, bytes: *const u8, len: usize) -> u32>;

/// Where something is written to, once. Free it with `antin_target_free`.
///
/// What was written may be used only if the call that wrote it said `ANTIN_RESULT_OK`: an attachment is
/// compared with what was judged when its last byte has been written. Memory and files are there only then;
/// what went to a function of the caller is the caller's to throw away.
pub struct antin_target(State);

enum State {
    New(Kind),
    Writing(Writer),
    Held(Vec<u8>),
    Over,
}

enum Kind {
    Memory,
    File(PathBuf),
    Stream(Stream),
}

enum Writer {
    Memory(Vec<u8>),
    File(Box<NewFile>),
    Stream(Stream),
}

/// Octets go to the caller in pieces of this length, the last one aside.
const PIECE: usize = 64 * 1024;

/// What the caller takes from us, and what waits for it.
struct Stream {
    write: unsafe extern "C" fn(*mut c_void, *const u8, usize) -> u32,
    context: *mut c_void,
    waiting: Vec<u8>,
}

impl Stream {
    fn hand_over(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        // SAFETY: whoever made the target promised that the two fit together and live as long as it; the
        // octets are there while it runs.
        let said = unsafe { (self.write)(self.context, self.waiting.as_ptr(), self.waiting.len()) };
        self.waiting.clear();
        if said == 0 { Ok(()) } else { Err(io::Error::other("write did not take the octets")) }
    }
}

impl Write for Stream {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        let room = PIECE.saturating_sub(self.waiting.len());
        let (taken, _) = octets.split_at(room.min(octets.len()));
        self.waiting.extend_from_slice(taken);
        if self.waiting.len() >= PIECE {
            self.hand_over()?;
        }
        Ok(taken.len())
    }

    // At the end `commit` hands over what waits; before that nobody knows whether all is well.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file beside its place, which it takes when it is whole.
struct NewFile {
    file: BufWriter<File>,
    beside: PathBuf,
    path: PathBuf,
}

impl NewFile {
    fn begin(path: PathBuf) -> io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let own = (process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        name.push(format!(".{}-{}.part", own.0, own.1));
        let beside = path.with_file_name(name);
        let file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
        Ok(Self { file: BufWriter::with_capacity(PIECE, file), beside, path })
    }

    fn finish(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        fs::rename(&self.beside, &self.path)?;
        self.beside = PathBuf::new();
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if self.beside != Path::new("") {
            // Nobody could be told; what is left is no file that anybody asked for.
            let _ = fs::remove_file(&self.beside);
        }
    }
}

impl antin_target {
    /// Asks that nothing was written to it yet.
    pub(crate) fn wanted_new(&self) -> Result<(), Fault> {
        if matches!(self.0, State::New(_)) { Ok(()) } else { Err(Fault::AlreadyUsed) }
    }

    /// Gets ready to be written to, once.
    pub(crate) fn begin(&mut self) -> Result<(), Fault> {
        match mem::replace(&mut self.0, State::Over) {
            State::New(kind) => {
                self.0 = State::Writing(match kind {
                    Kind::Memory => Writer::Memory(Vec::new()),
                    Kind::Stream(stream) => Writer::Stream(stream),
                    Kind::File(path) => {
                        let file = NewFile::begin(path).map_err(antin::Error::from)?;
                        Writer::File(Box::new(file))
                    }
                });
                Ok(())
            }
            held => {
                self.0 = held;
                Err(Fault::AlreadyUsed)
            }
        }
    }

    /// Keeps what was written: all of it is what it should be.
    pub(crate) fn commit(&mut self) -> Result<(), Fault> {
        if let State::Writing(writer) = mem::replace(&mut self.0, State::Over) {
            match writer {
                Writer::Memory(octets) => self.0 = State::Held(octets),
                Writer::File(mut file) => file.finish().map_err(antin::Error::from)?,
                Writer::Stream(mut stream) => stream.hand_over().map_err(antin::Error::from)?,
            }
        }
        Ok(())
    }

    /// Throws away what was written, as far as it is here.
    pub(crate) fn abandon(&mut self) {
        if matches!(self.0, State::Writing(_)) {
            self.0 = State::Over;
        }
    }

    /// Lets something be written, and keeps it only if that went well.
    pub(crate) fn fill(
        &mut self,
        write: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.begin()?;
        let written = write(self);
        match written {
            Ok(()) => self.commit(),
            Err(fault) => {
                self.abandon();
                Err(fault)
            }
        }
    }
}

impl Write for antin_target {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            State::Writing(Writer::Memory(held)) => held.write(octets),
            State::Writing(Writer::File(file)) => file.file.write(octets),
            State::Writing(Writer::Stream(stream)) => stream.write(octets),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes to memory, where `antin_target_bytes` finds it.
#[unsafe(no_mangle)]
pub extern "C" fn antin_target_new(
    target_out: Option<&mut MaybeUninit<*mut antin_target>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        give(wanted(target_out, "target_out")?, antin_target(State::New(Kind::Memory)));
        Ok(())
    })
}

/// Writes to a file, in the place of one that is there: the new one is there when it is whole, and if the
/// call fails, the old one is as it was.
///
/// The names of attachments are no paths: they are a stranger's text, and may hold anything. Nothing is
/// opened yet; the call that writes says `ANTIN_RESULT_OTHER` if it cannot.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_target_new_file(
    path: *const c_char,
    target_out: Option<&mut MaybeUninit<*mut antin_target>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(target_out, "target_out")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let path = unsafe { text(path, "path") }?;
        give(out, antin_target(State::New(Kind::File(PathBuf::from(path)))));
        Ok(())
    })
}

/// Hands what is written to a function of the caller, which is given `context` each time.
///
/// Both must live as long as the target. A function that fails ends the call with `ANTIN_RESULT_OTHER`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_target_new_stream(
    write: antin_write,
    context: *mut c_void,
    target_out: Option<&mut MaybeUninit<*mut antin_target>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(target_out, "target_out")?;
        let write = wanted(write, "write")?;
        let stream = Stream { write, context, waiting: Vec::new() };
        give(out, antin_target(State::New(Kind::Stream(stream))));
        Ok(())
    })
}

/// Returns what was written to memory, and its length through `len_out`, which may be NULL.
///
/// The bytes live until the target is freed. NULL before a call has written to it and said
/// `ANTIN_RESULT_OK`, and for targets of the other kinds.
#[unsafe(no_mangle)]
pub extern "C" fn antin_target_bytes(
    target: Option<&antin_target>,
    len_out: Option<&mut MaybeUninit<usize>>,
) -> *const u8 {
    get(|| {
        let held = match target.map(|target| &target.0) {
            Some(State::Held(octets)) => Some(octets.as_slice()),
            _ => None,
        };
        Some(lend(held, len_out))
    })
}

/// Frees a target; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_target_free(target: Option<Box<antin_target>>) {
    free(target);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("antin-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    fn files(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let names = entries.map(|entry| entry.expect("a file").file_name());
        names.map(|name| name.into_string().expect("UTF-8")).collect()
    }

    fn target(path: &Path) -> antin_target {
        antin_target(State::New(Kind::File(path.to_owned())))
    }

    #[test]
    fn a_file_is_there_only_when_all_went_well() {
        let folder = folder("target");
        let path = folder.join("a.pdf");
        let mut one = target(&path);
        let written = one.fill(|target| {
            target.write_all(b"whole").map_err(antin::Error::from)?;
            assert!(!path.exists(), "not before it is whole");
            Ok(())
        });
        assert!(written.is_ok());
        assert_eq!(fs::read(&path).expect("a file"), b"whole");

        let failed = target(&path).fill(|target| {
            target.write_all(b"half").map_err(antin::Error::from)?;
            Err(Fault::Absent)
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).expect("a file"), b"whole");
        assert_eq!(files(&folder), ["a.pdf"]);
        fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn what_was_written_to_memory_in_vain_is_gone() {
        let mut one = antin_target(State::New(Kind::Memory));
        let failed = one.fill(|target| {
            target.write_all(b"half").map_err(antin::Error::from)?;
            Err(Fault::Absent)
        });
        assert!(failed.is_err());
        assert!(antin_target_bytes(Some(&one), None).is_null());
        assert!(matches!(one.wanted_new(), Err(Fault::AlreadyUsed)));
    }
}
