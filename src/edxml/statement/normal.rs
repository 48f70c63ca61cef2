//! The normal form of a text: what two spellings of the same value have in common.

use unicode_normalization::UnicodeNormalization;

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
    let composed: String = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect()
    } else {
        text.nfc().collect()
    };
    composed.trim().to_owned()
}

/// Tells whether a text is in normal form, and says something.
pub(super) fn is_normal(text: &str) -> bool {
    !text.is_empty() && normal(text) == text
}
