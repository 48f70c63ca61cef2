//! What a name may be (APPNOTE §4.4.17, §D): text that no system takes for something else.

use std::collections::BTreeMap;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::zip::Irregularity;
use crate::zip::header::UTF8;

/// Reads a name, and says what is odd with it.
///
/// What is no UTF-8 becomes text with replacement characters, so that it can be shown; it equals no
/// name that somebody asks for.
pub(super) fn read(raw: &[u8], flags: u16) -> (String, Vec<Irregularity>) {
    let mut odd = Vec::new();
    // APPNOTE §D.1: without bit 11 it is code page 437, and many writers put something else there.
    if std::str::from_utf8(raw).is_err() || (flags & UTF8 == 0 && !raw.is_ascii()) {
        odd.push(Irregularity::NameEncoding);
    }
    let name = String::from_utf8_lossy(raw).into_owned();
    if name.is_empty() {
        odd.push(Irregularity::EmptyName);
    }
    if !is_nfc(&name) {
        odd.push(Irregularity::NameNotNormal);
    }
    if name.chars().any(commands) {
        odd.push(Irregularity::NameControl);
    }
    if leaves(&name) {
        odd.push(Irregularity::NamePath);
    }
    (name, odd)
}

/// Control characters, NUL among them, and those that turn text around or cannot be seen.
fn commands(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Absolute names, steps upward, empty steps, other separators, drives and streams of Windows.
fn leaves(name: &str) -> bool {
    let folder = name.strip_suffix('/').unwrap_or(name);
    let step = |step: &str| {
        // Windows drops trailing dots and spaces, so that `.. ` is a step upward.
        let seen = step.trim_end_matches([' ', '.']);
        seen.is_empty() || seen.len() != step.len()
    };
    name.contains(['\\', ':']) || (!name.is_empty() && folder.split('/').any(step))
}

/// What two names have in common if some file system takes them for one: letters without case, in
/// one normal form, without the slash of a folder.
pub(super) fn key(name: &str) -> String {
    let name = name.strip_suffix('/').unwrap_or(name);
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Says which names come twice, and which are taken for one by some systems.
pub(super) fn repeated<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(usize, Irregularity)> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for (place, name) in names.enumerate() {
        match seen.insert(key(name), name) {
            Some(earlier) if earlier == name => found.push((place, Irregularity::DuplicateName)),
            Some(_) => found.push((place, Irregularity::SimilarName)),
            None => {}
        }
    }
    found
}
