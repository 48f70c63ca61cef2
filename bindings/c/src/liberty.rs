//! What was passed over while a message was read.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use antin::edxml::Liberty;

use crate::boundary::{call, get, wanted};
use crate::language::{Each, language_of};
use crate::result::antin_result;
use crate::seal::write_place;
use crate::text::Lazy;

/// What was passed over while a message was read. It belongs to its package, or to its validation, and is
/// not freed.
pub struct antin_liberty {
    liberty: Liberty,
    code: Lazy,
    element: Lazy,
    texts: Each<Lazy>,
}

impl antin_liberty {
    pub(crate) fn new(liberty: Liberty) -> Self {
        let (code, element) = (Lazy::default(), Lazy::default());
        Self { liberty, code, element, texts: Each::default() }
    }
}

/// Returns what kind it is, as a stable name such as `comment-in-text`.
#[unsafe(no_mangle)]
pub extern "C" fn antin_liberty_code(liberty: Option<&antin_liberty>) -> *const c_char {
    get(|| liberty.map(|it| it.code.get(|| Some(it.liberty.kind.code()))))
}

/// Returns which element of the format it is about; NULL if it is about none.
#[unsafe(no_mangle)]
pub extern "C" fn antin_liberty_element(liberty: Option<&antin_liberty>) -> *const c_char {
    get(|| liberty.map(|it| it.element.get(|| it.liberty.kind.element())))
}

/// Returns it as a clause for people, in a language (`ANTIN_LANGUAGE_…`); NULL for another number.
#[unsafe(no_mangle)]
pub extern "C" fn antin_liberty_text(
    liberty: Option<&antin_liberty>,
    language: u32,
) -> *const c_char {
    get(|| {
        let (liberty, language) = (liberty?, language_of(language).ok()?);
        Some(liberty.texts.of(language).get(|| Some(liberty.liberty.kind.text(language))))
    })
}

/// Says whether it lets two readers see two messages: 1 if so, and no package with it is accepted; 0 if not.
#[unsafe(no_mangle)]
pub extern "C" fn antin_liberty_is_ambiguous(liberty: Option<&antin_liberty>) -> u32 {
    get(|| Some(u32::from(liberty?.liberty.kind.is_ambiguous())))
}

/// Gives which attachment of the message it is about, counted from 0.
///
/// `ANTIN_RESULT_ABSENT` if it is about none.
#[unsafe(no_mangle)]
pub extern "C" fn antin_liberty_attachment(
    liberty: Option<&antin_liberty>,
    place_out: Option<&mut MaybeUninit<usize>>,
) -> antin_result {
    call(None, || write_place(wanted(liberty, "liberty")?.liberty.attachment, place_out))
}

/// Returns where it was taken first, in bytes from the beginning of the message.
#[unsafe(no_mangle)]
pub extern "C" fn antin_liberty_offset(liberty: Option<&antin_liberty>) -> u64 {
    get(|| liberty.map(|it| it.liberty.offset))
}

/// Returns how many times it was taken.
#[unsafe(no_mangle)]
pub extern "C" fn antin_liberty_times(liberty: Option<&antin_liberty>) -> u64 {
    get(|| liberty.map(|it| it.liberty.times))
}
