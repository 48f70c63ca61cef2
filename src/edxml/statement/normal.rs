//! The normal form of a text: what two spellings of the same value have in common.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Returns a text in normal form: line ends as U+000A, NFC (UAX #15), without white space around it.
///
/// XML readers turn CR LF and CR into LF (XML 1.0 §2.11), and writers may turn them back. White space is
/// what Unicode calls `White_Space`. Nothing inside a text is changed beyond that: two letters that look
/// alike stay two. The function is idempotent.
///
/// # Examples
///
/// ```
/// use antin::edxml::statement::normal;
///
/// assert_eq!(normal(" Ha\u{300} No\u{323}\u{302}i\r\n"), "Hà Nội");
/// ```
pub fn normal(text: &str) -> String {
    if is_composed(text) {
        return text.trim().to_owned();
    }
    let composed: String = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect()
    } else {
        text.nfc().collect()
    };
    composed.trim().to_owned()
}

/// Tells whether a text is in normal form, and says something.
pub(super) fn is_normal(text: &str) -> bool {
    if is_composed(text) {
        return !text.is_empty() && text.trim() == text;
    }
    normal(text) == text
}

/// Tells whether line ends and characters are those of the normal form, as far as that is quickly told.
fn is_composed(text: &str) -> bool {
    // UAX #15 §9: most texts are known to be composed from their characters alone.
    !text.contains('\r') && (text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes)
}
