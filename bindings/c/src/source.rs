//! Where a package is read from: memory, a file, or whatever the caller has.

use std::ffi::{c_char, c_void};
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::mem::MaybeUninit;

use crate::boundary::{bytes, call, free, give, text, wanted};
use crate::error::antin_error;
use crate::result::antin_result;

/// Reads at most `len` bytes into `into`, from the offset on, and returns how many these are: 0 at the end
/// and behind it, a negative number if it cannot be read.
///
/// It is called in the thread of the call that reads, only while that lasts. It must return, neither by
/// `longjmp` nor by an exception, and must not use the handles of that call.
pub type antin_read_at = Option<
    unsafe extern "C" fn(context: *mut c_void, offset: u64, into: *mut u8, len: usize) -> i64,
>;

/// Where a package is read from. Free it with `antin_source_free`.
///
/// Each call that takes one reads it from its beginning, and more than once; it can be used for several
/// calls, one after the other. Memory does not grow with its length.
pub struct antin_source(Kind);

enum Kind {
    Bytes(Cursor<Vec<u8>>),
    File(File),
    Stream(Stream),
}

/// What the caller reads for us.
struct Stream {
    read_at: unsafe extern "C" fn(*mut c_void, u64, *mut u8, usize) -> i64,
    context: *mut c_void,
    at: u64,
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        // SAFETY: whoever made the source promised that the two fit together and live as long as it; `into`
        // is this long, and the function writes no more than that.
        let count = unsafe { (self.read_at)(self.context, self.at, into.as_mut_ptr(), into.len()) };
        match usize::try_from(count) {
            Ok(count) if count <= into.len() => {
                self.at = self.at.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
                Ok(count)
            }
            Ok(_) => Err(io::Error::other("read_at says that it read more than it was asked for")),
            Err(_) => Err(io::Error::other("read_at could not read the source")),
        }
    }
}

impl Seek for Stream {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            // Packages are read from the front; nobody asks how long one is.
            SeekFrom::End(_) => None,
        };
        self.at = to.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

impl Read for antin_source {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            Kind::Bytes(bytes) => bytes.read(into),
            Kind::File(file) => file.read(into),
            Kind::Stream(stream) => stream.read(into),
        }
    }
}

impl Seek for antin_source {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match &mut self.0 {
            Kind::Bytes(bytes) => bytes.seek(to),
            Kind::File(file) => file.seek(to),
            Kind::Stream(stream) => stream.seek(to),
        }
    }
}

/// Reads from memory: the bytes are copied. For what is long there are the other two.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_source_new(
    package: *const u8,
    package_len: usize,
    source_out: Option<&mut MaybeUninit<*mut antin_source>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(source_out, "source_out")?;
        // SAFETY: the conventions of the header ask for this many octets.
        let package = unsafe { bytes(package, package_len, "package") }?;
        give(out, antin_source(Kind::Bytes(Cursor::new(package.to_vec()))));
        Ok(())
    })
}

/// Reads from a file, which is opened now and closed when the source is freed.
///
/// `ANTIN_RESULT_OTHER` if it cannot be opened.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_source_new_file(
    path: *const c_char,
    source_out: Option<&mut MaybeUninit<*mut antin_source>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(source_out, "source_out")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let path = unsafe { text(path, "path") }?;
        let file = File::open(path).map_err(antin::Error::from)?;
        give(out, antin_source(Kind::File(file)));
        Ok(())
    })
}

/// Reads by a function of the caller, which is given `context` each time.
///
/// Both must live as long as the source. A function that fails ends the call with `ANTIN_RESULT_OTHER`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_source_new_stream(
    read_at: antin_read_at,
    context: *mut c_void,
    source_out: Option<&mut MaybeUninit<*mut antin_source>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(source_out, "source_out")?;
        let read_at = wanted(read_at, "read_at")?;
        give(out, antin_source(Kind::Stream(Stream { read_at, context, at: 0 })));
        Ok(())
    })
}

/// Frees a source; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_source_free(source: Option<Box<antin_source>>) {
    free(source);
}
