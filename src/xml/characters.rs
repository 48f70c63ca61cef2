//! Characters and names of XML 1.0 (§2.2, §2.3), and the five entities (§4.6).

/// XML 1.0 §2.2 \[2\] Char.
pub(super) fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
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
    let mut chars = name.chars();
    chars.next().is_some_and(starts_name) && chars.all(continues_name)
}

/// Splits a qualified name (Namespaces §4) into prefix and local part; `None` if it is none.
pub(super) fn split(name: &str) -> Option<(Option<&str>, &str)> {
    let (prefix, local) = match name.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
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
    let mut lines = text.split('\r');
    let mut unified = String::with_capacity(text.len());
    unified.push_str(lines.next().unwrap_or_default());
    for line in lines {
        unified.push('\n');
        unified.push_str(line.strip_prefix('\n').unwrap_or(line));
    }
    unified
}
