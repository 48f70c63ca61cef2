//! Comparison of attribute values: the string preparation of LDAP (RFC 4518), as RFC 5280 §7.1 asks.
//!
//! Case is folded as caseIgnoreMatch wants, compatibility forms become equal (NFKC), insignificant
//! space and invisible characters do not count. Left out: the check for code points that Unicode 3.2
//! did not know (RFC 4518 §2.4), which would make new scripts unequal to themselves.

use std::str::Bytes;

use unicode_normalization::UnicodeNormalization;

/// Whether two strings are equal after preparation.
pub(crate) fn eq(left: &str, right: &str) -> bool {
    if left.is_ascii() && right.is_ascii() {
        return Ascii::new(left).eq(Ascii::new(right));
    }
    // RFC 4518 §2.4: a string with a prohibited character matches nothing.
    match (prepare(left), prepare(right)) {
        (Some(left), Some(right)) => left == right,
        _ => false,
    }
}

/// The prepared form; `None` if a character is prohibited.
pub(crate) fn prepare(text: &str) -> Option<String> {
    // §2.2 Map, with the folding of RFC 3454 B.2, then §2.3 Normalize. Folding after a first
    // normalisation reaches the letters that compatibility forms hide.
    let mapped = text.chars().filter_map(map).nfkc().flat_map(fold).nfkc();
    let mut out = String::with_capacity(text.len());
    let mut pending = false;
    for character in mapped {
        // §2.4 Prohibit.
        if is_prohibited(character) {
            return None;
        }
        // §2.6.1 Insignificant space: none at the ends, one for each run.
        if character == ' ' {
            pending = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut pending) {
            out.push(' ');
        }
        out.push(character);
    }
    Some(out)
}

/// The prepared form of an ASCII string, without making it.
struct Ascii<'a> {
    rest: Bytes<'a>,
    started: bool,
    held: Option<u8>,
}

impl<'a> Ascii<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text.bytes(), started: false, held: None }
    }
}

impl Iterator for Ascii<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        if let Some(held) = self.held.take() {
            return Some(held);
        }
        let mut space = false;
        for octet in self.rest.by_ref() {
            match octet {
                b'\t'..=b'\r' | b' ' => space = true,
                0..=0x1f | 0x7f => {}
                _ if space && self.started => {
                    self.held = Some(octet.to_ascii_lowercase());
                    return Some(b' ');
                }
                _ => {
                    self.started = true;
                    return Some(octet.to_ascii_lowercase());
                }
            }
        }
        None
    }
}

/// RFC 4518 §2.2: some characters count as nothing, others as space.
fn map(character: char) -> Option<char> {
    match character {
        '\u{09}'..='\u{0d}' | '\u{85}' => Some(' '),
        '\u{00}'..='\u{08}' | '\u{0e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => None,
        '\u{ad}' | '\u{34f}' | '\u{6dd}' | '\u{70f}' | '\u{1806}' | '\u{180b}'..='\u{180e}' => None,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2063}' => None,
        '\u{206a}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffc}' => None,
        '\u{1d173}'..='\u{1d17a}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}' => None,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        other => Some(other),
    }
}

/// Full case folding out of the two mappings that the standard library has: ß, ẞ and SS become
/// equal, and so do σ and ς. The dotless i folds to itself.
fn fold(character: char) -> impl Iterator<Item = char> {
    let keep = (character == 'ı').then_some(character);
    let folded = (character != 'ı').then(|| {
        character.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase)
    });
    keep.into_iter().chain(folded.into_iter().flatten())
}

/// RFC 4518 §2.4, without the unassigned code points.
fn is_prohibited(character: char) -> bool {
    let code = u32::from(character);
    matches!(code, 0xe000..=0xf8ff | 0xf0000..=0x10_ffff | 0xfdd0..=0xfdef | 0xfffd)
        || code & 0xfffe == 0xfffe
        || matches!(code, 0x340 | 0x341)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_space_and_normal_form_do_not_count() {
        for (left, right) in [
            ("Ban Co yeu", "  BAN  co YEU "),
            ("Ban Cơ yếu Chính phủ", "BAN CƠ YẾU CHÍNH PHỦ"),
            ("Cơ yếu", "Co\u{31b} ye\u{302}\u{301}u"),
            ("Straße", "STRASSE"),
            ("STRAẞE", "strasse"),
            ("ΌΣΟΣ", "όσος"),
            ("\u{212a}elvin", "kelvin"),
            ("ﬁn", "FIN"),
            ("a\u{ad}b\u{200b}c", "abc"),
            ("a\u{3000}b", "a b"),
            ("a\tb", "a b"),
            ("", "   "),
        ] {
            assert!(eq(left, right), "{left:?} {right:?}");
            assert!(eq(right, left), "{right:?} {left:?}");
        }
    }

    #[test]
    fn letters_and_inner_space_count() {
        for (left, right) in [
            ("Ban Co yeu", "Ban Cơ yếu"),
            ("ab", "a b"),
            ("a", "ab"),
            ("ab", "a"),
            ("ı", "i"),
            ("CA 1", "CA 2"),
            ("Đảng", "Dang"),
        ] {
            assert!(!eq(left, right), "{left:?} {right:?}");
        }
    }

    #[test]
    fn prohibited_characters_match_nothing() {
        for text in ["a\u{fffd}", "\u{e000}", "\u{ffff}", "\u{10ffff}", "\u{fdd0}"] {
            assert!(!eq(text, text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn the_short_way_for_ascii_agrees(left in "[ -~\t\n\x00\x7f]{0,12}", right in "[ aA\tbB]{0,6}") {
            prop_assert_eq!(eq(&left, &right), prepare(&left) == prepare(&right));
            let short: Vec<u8> = Ascii::new(&left).collect();
            prop_assert_eq!(Some(short), prepare(&left).map(String::into_bytes));
        }

        #[test]
        fn preparing_twice_changes_nothing(text in "\\PC{0,16}") {
            if let Some(once) = prepare(&text) {
                prop_assert_eq!(prepare(&once), Some(once));
            }
        }
    }
}
