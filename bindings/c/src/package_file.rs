//! An attachment of a package: what was sealed, and what arrived.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::edxml::statement::{File, FileFinding, FileState, normal};
use antin::edxml::{Attachment, Layer, PackageReport};

use crate::boundary::{call, get, wanted};
use crate::package::hexadecimal;
use crate::result::antin_result;
use crate::seal::write_place;
use crate::text::Lazy;

/// Its bytes and its name are what was sealed.
pub const ANTIN_FILE_SAME: u32 = 1;
/// It has the name of one file that was sealed and the bytes of another.
pub const ANTIN_FILE_SWAPPED: u32 = 2;
/// Its bytes were sealed under another name.
pub const ANTIN_FILE_RENAMED: u32 = 3;
/// Its bytes are others than were sealed under its name.
pub const ANTIN_FILE_CHANGED: u32 = 4;
/// It was sealed, and did not arrive.
pub const ANTIN_FILE_MISSING: u32 = 5;
/// It arrived, and was not sealed.
pub const ANTIN_FILE_ADDED: u32 = 6;

/// An attachment of a package. It belongs to its package and is not freed.
///
/// Names are in normal form, and a stranger's text: they may hold anything, and are no paths.
pub struct antin_file {
    pub(crate) attachment: Option<usize>,
    state: FileState,
    sealed: Option<File>,
    arrived: Option<Form>,
    name: Lazy,
    sha256: Lazy,
    sealed_name: Lazy,
    sealed_sha256: Lazy,
}

/// What arrived: the form that was sealed, or else what the sender's rule takes for the file.
struct Form {
    name: String,
    length: u64,
    sha256: String,
    is_unwrapped: bool,
    is_destroyed: bool,
}

impl Form {
    fn new(attachment: &Attachment, sealed: Option<&File>) -> Option<Self> {
        let is_sealed = |layer: &Layer| {
            let same = |file: &File| {
                file.length() == layer.length && layer.sha256.as_bytes() == file.sha256()
            };
            sealed.is_some_and(same)
        };
        let sealed = attachment.layers.iter().rposition(is_sealed);
        let place = sealed.unwrap_or(attachment.content);
        let layer = attachment.layers.get(place)?;
        Some(Self {
            name: normal(attachment.name().unwrap_or_default()),
            length: layer.length,
            sha256: layer.sha256.to_string(),
            is_unwrapped: place > 0,
            is_destroyed: attachment.is_destroyed(),
        })
    }
}

impl antin_file {
    pub(crate) fn new(report: &PackageReport, finding: FileFinding) -> Self {
        let FileFinding { state, sealed, arrived, .. } = finding;
        let attachment = arrived.and_then(|at| report.attachments().get(at).copied());
        let found = attachment.and_then(|at| report.package().attachments.get(at));
        let arrived = found.and_then(|found| Form::new(found, sealed.as_ref()));
        let (name, sha256) = (Lazy::default(), Lazy::default());
        let (sealed_name, sealed_sha256) = (Lazy::default(), Lazy::default());
        Self { attachment, state, sealed, arrived, name, sha256, sealed_name, sealed_sha256 }
    }
}

/// Returns the name that arrived, or that was sealed if it is missing.
#[unsafe(no_mangle)]
pub extern "C" fn antin_file_name(file: Option<&antin_file>) -> *const c_char {
    get(|| {
        let file = file?;
        let arrived = file.arrived.as_ref().map(|form| form.name.as_str());
        Some(file.name.get(|| arrived.or_else(|| file.sealed.as_ref().map(File::name))))
    })
}

/// Returns what became of it (`ANTIN_FILE_…`); 0 for NULL.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_file_state(file: Option<&antin_file>) -> u32 {
    get(|| {
        Some(match file?.state {
            FileState::Same => ANTIN_FILE_SAME,
            FileState::Swapped => ANTIN_FILE_SWAPPED,
            FileState::Renamed => ANTIN_FILE_RENAMED,
            FileState::Missing => ANTIN_FILE_MISSING,
            FileState::Added => ANTIN_FILE_ADDED,
            _ => ANTIN_FILE_CHANGED,
        })
    })
}

/// Gives which attachment of the message it is, counted from 0, seals counted too.
///
/// `ANTIN_RESULT_ABSENT` if it is missing.
#[unsafe(no_mangle)]
pub extern "C" fn antin_file_attachment(
    file: Option<&antin_file>,
    place_out: Option<&mut MaybeUninit<usize>>,
) -> antin_result {
    call(None, || write_place(wanted(file, "file")?.attachment, place_out))
}

/// Returns the length in bytes of what arrived, out of the archives around it; 0 if it is missing.
#[unsafe(no_mangle)]
pub extern "C" fn antin_file_length(file: Option<&antin_file>) -> u64 {
    get(|| Some(file?.arrived.as_ref()?.length))
}

/// Returns the SHA-256 of what arrived, out of the archives around it, in hexadecimal digits; NULL if it is
/// missing.
#[unsafe(no_mangle)]
pub extern "C" fn antin_file_sha256(file: Option<&antin_file>) -> *const c_char {
    get(|| {
        let file = file?;
        Some(file.sha256.get(|| file.arrived.as_ref().map(|form| form.sha256.as_str())))
    })
}

/// Says whether it was taken out of an archive that was put around it on the way: 1 if so, 0 if not.
#[unsafe(no_mangle)]
pub extern "C" fn antin_file_is_unwrapped(file: Option<&antin_file>) -> u32 {
    get(|| Some(u32::from(file?.arrived.as_ref()?.is_unwrapped)))
}

/// Says whether a conversion of text on the way destroyed it: 1 if so, 0 if not.
#[unsafe(no_mangle)]
pub extern "C" fn antin_file_is_destroyed(file: Option<&antin_file>) -> u32 {
    get(|| Some(u32::from(file?.arrived.as_ref()?.is_destroyed)))
}

/// Returns the name that was sealed; NULL if it was not sealed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_file_sealed_name(file: Option<&antin_file>) -> *const c_char {
    get(|| {
        let file = file?;
        Some(file.sealed_name.get(|| file.sealed.as_ref().map(File::name)))
    })
}

/// Returns the length in bytes that was sealed; 0 if it was not sealed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_file_sealed_length(file: Option<&antin_file>) -> u64 {
    get(|| Some(file?.sealed.as_ref()?.length()))
}

/// Returns the SHA-256 that was sealed, in hexadecimal digits; NULL if it was not sealed.
#[unsafe(no_mangle)]
pub extern "C" fn antin_file_sealed_sha256(file: Option<&antin_file>) -> *const c_char {
    get(|| {
        let file = file?;
        let sealed = || file.sealed.as_ref().map(|sealed| hexadecimal(sealed.sha256()));
        Some(file.sealed_sha256.get(sealed))
    })
}
