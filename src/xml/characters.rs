//! Characters and names of XML 1.0 (§2.2, §2.3), and the five entities (§4.6).

/// XML 1.0 §2.2 \[2\] Char.
pub(super) fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Tells whether all characters of a text are such; quickly where all are in ASCII.
pub(super) fn are_chars(text: &str) -> bool {
    let is_plain = |b| matches!(b, b'\t' | b'\n' | b'\r' | b' '..=0x7f);
    // Without an early end, so that several octets are looked at in one step.
    text.bytes().fold(true, |plain, b| plain & is_plain(b)) || text.chars().all(is_char)
}

/// XML 1.0 §2.3 \[3\] S.
pub(crate) fn is_space(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n'))
}

/// XML 1.0 §2.3 \[4\] NameStartChar, without the colon (Namespaces §3 \[4\] NCName).
fn starts_name(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}'
        | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// XML 1.0 §2.3 \[4a\] NameChar, without the colon.
fn continues_name(c: char) -> bool {
    starts_name(c)
        || matches!(c,
            '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Namespaces §3 \[4\] NCName.
pub(super) fn is_ncname(name: &str) -> bool {
    // Names in ASCII, as nearly all are.
    let continues =
        |b: &u8| matches!(b, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.');
    if let Some((first, rest)) = name.as_bytes().split_first()
        && matches!(first, b'a'..=b'z' | b'A'..=b'Z' | b'_')
        && rest.iter().all(continues)
    {
        return true;
    }
    let mut chars = name.chars();
    chars.next().is_some_and(starts_name) && chars.all(continues_name)
}

/// Splits a qualified name (Namespaces §4) into prefix and local part; `None` if it is none.
pub(super) fn split(name: &str) -> Option<(Option<&str>, &str)> {
    // Names are short: no search that takes a start.
    let colon = name.bytes().position(|b| b == b':');
    let (prefix, local) = match colon.and_then(|at| name.split_at_checked(at)) {
        Some((prefix, local)) => (Some(prefix), local.get(1..)?),
        None => (None, name),
    };
    (prefix.is_none_or(is_ncname) && is_ncname(local)).then_some((prefix, local))
}

/// Resolves what stands between `&` and `;`: a character, or one of the five entities.
pub(super) fn reference(name: &str) -> Option<char> {
    let code = match name {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "apos" => return Some('\''),
        "quot" => return Some('"'),
        // XML 1.0 §4.1 [66] CharRef: digits alone, no sign.
        _ => match name.strip_prefix('#')?.strip_prefix('x') {
            Some(hex) if hex.bytes().all(|b| b.is_ascii_hexdigit()) => {
                u32::from_str_radix(hex, 16).ok()?
            }
            Some(_) => return None,
            None if name.bytes().skip(1).all(|b| b.is_ascii_digit()) => {
                name.get(1..)?.parse().ok()?
            }
            None => return None,
        },
    };
    char::from_u32(code).filter(|c| is_char(*c))
}

/// XML 1.0 §2.11: line ends are read as line feeds.
pub(super) fn unify_line_ends(text: &str) -> String {
    let mut unified = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((line, behind)) =
        memchr::memchr(b'\r', rest.as_bytes()).and_then(|at| rest.split_at_checked(at))
    {
        unified.push_str(line);
        unified.push('\n');
        let behind = behind.strip_prefix('\r').unwrap_or(behind);
        rest = behind.strip_prefix('\n').unwrap_or(behind);
    }
    unified.push_str(rest);
    unified
}
