//! Files of rules in TOML, read strictly: each fault with its place.

use std::ops::Range;

use serde::de::DeserializeOwned;

use crate::error::{PolicyFault, PolicyReason};

/// Reads a file by its form.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, PolicyFault> {
    toml::from_str(text)
        .map_err(|error| fault(text, error.span().unwrap_or(0..0), form(error.message())))
}

/// Says what is wrong with the form, in words that may hold anything of the file.
pub(crate) fn form(message: &str) -> PolicyReason {
    PolicyReason::Form(quoted(message))
}

/// What the parser says quotes the file, which may be any file: no line of a log is to be made of it.
fn quoted(message: &str) -> String {
    const LONGEST: usize = 160;
    let mut text: String = message.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if message.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    text.replace("\\'", "'").replace("\\\"", "\"")
}

/// Reads `90s`, `5m`, `12h` or `7d`, as seconds.
pub(crate) fn seconds(text: &str) -> Option<u32> {
    let unit = match text.bytes().last() {
        Some(b's') => 1,
        Some(b'm') => 60,
        Some(b'h') => 3_600,
        Some(b'd') => 86_400,
        _ => return None,
    };
    let number = text.get(..text.len().saturating_sub(1)).unwrap_or_default();
    let is_number = !number.is_empty() && number.bytes().all(|octet| octet.is_ascii_digit());
    number.parse::<u32>().ok().filter(|_| is_number).and_then(|number| number.checked_mul(unit))
}

/// Tells whether a text is the name of a file of rules: lower-case letters, digits and hyphens.
pub(crate) fn is_name(text: &str) -> bool {
    let kebab = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(kebab)
}

/// Names the line in which a span begins, and the column in characters; both begin at 1.
pub(crate) fn fault(text: &str, span: Range<usize>, reason: PolicyReason) -> PolicyFault {
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.chars().rev().take_while(|char| *char != '\n').count() + 1;
    PolicyFault { line, column, reason }
}
