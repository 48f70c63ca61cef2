//! Evidence in a folder that processes share.

use std::ffi::c_char;
use std::fmt::Write;
use std::mem::MaybeUninit;
use std::path::PathBuf;

use antin::Time;
use antin::cache::Cache;

use crate::boundary::{call, free, give, text, wanted};
use crate::buffer::antin_buffer;
use crate::error::antin_error;
use crate::evidence::antin_evidence;
use crate::result::antin_result;

/// A folder of evidence: what was fetched once serves many judgements. Free it with `antin_cache_free`.
///
/// Many processes and threads may use a folder at once, also while one of them crashes.
pub struct antin_cache(Cache);

/// Opens a folder, and makes it if it is not there.
///
/// `ANTIN_RESULT_OTHER` if it cannot be made.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_cache_open(
    folder: *const c_char,
    cache_out: Option<&mut MaybeUninit<*mut antin_cache>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(cache_out, "cache_out")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let folder = unsafe { text(folder, "folder") }?;
        give(out, antin_cache(Cache::open(folder)?));
        Ok(())
    })
}

/// Reads all that the folder holds.
///
/// Through `damaged_out`, which may be NULL, it gives the files that were passed over, as they are not
/// whole or hold something else: a path on each line, with control characters escaped, and nothing if all
/// are well.
///
/// `ANTIN_RESULT_OTHER` if the folder cannot be read, `ANTIN_RESULT_LIMIT_EXCEEDED` if it holds too much.
#[unsafe(no_mangle)]
pub extern "C" fn antin_cache_load(
    cache: Option<&antin_cache>,
    evidence_out: Option<&mut MaybeUninit<*mut antin_evidence>>,
    damaged_out: Option<&mut MaybeUninit<*mut antin_buffer>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(evidence_out, "evidence_out")?;
        let loaded = wanted(cache, "cache")?.0.load()?;
        let damaged = lines(loaded.damaged());
        give(out, antin_evidence(loaded.into_evidence()));
        if let Some(out) = damaged_out {
            give(out, antin_buffer::new(damaged.into_bytes()));
        }
        Ok(())
    })
}

/// One path on each line; a name with a line break in it makes no second line.
fn lines(paths: &[PathBuf]) -> String {
    paths.iter().fold(String::new(), |mut text, path| {
        for letter in path.to_string_lossy().chars() {
            // Writing to a string cannot fail.
            let _ = if letter.is_control() {
                write!(text, "{}", letter.escape_default())
            } else {
                write!(text, "{letter}")
            };
        }
        text.push('\n');
        text
    })
}

/// Keeps each piece of evidence that is not there yet. Nothing that is there is deleted.
///
/// `ANTIN_RESULT_LIMIT_EXCEEDED` if the folder would hold more than is read from it; `ANTIN_RESULT_OTHER` if
/// something cannot be written, as on a full disk. What was there is there still.
#[unsafe(no_mangle)]
pub extern "C" fn antin_cache_keep(
    cache: Option<&antin_cache>,
    evidence: Option<&antin_evidence>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || Ok(wanted(cache, "cache")?.0.keep(&wanted(evidence, "evidence")?.0)?))
}

/// Deletes what ended before a time, in seconds since 1970-01-01T00:00:00Z, and what is not whole. Says
/// how many files that were through `deleted_out`, which may be NULL.
///
/// `ANTIN_RESULT_OTHER` if something cannot be deleted.
#[unsafe(no_mangle)]
pub extern "C" fn antin_cache_clean(
    cache: Option<&antin_cache>,
    ended_before: i64,
    deleted_out: Option<&mut MaybeUninit<usize>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let deleted = wanted(cache, "cache")?.0.clean(Time::from_unix(ended_before))?;
        if let Some(out) = deleted_out {
            out.write(deleted);
        }
        Ok(())
    })
}

/// Closes a folder; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_cache_free(cache: Option<Box<antin_cache>>) {
    free(cache);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_line_break_in_it_makes_no_second_line() {
        let paths = ["/a/b.evidence", "/a/c\nd"].map(PathBuf::from);
        assert_eq!(lines(&paths), "/a/b.evidence\n/a/c\\nd\n");
        assert_eq!(lines(&[]), "");
    }
}
