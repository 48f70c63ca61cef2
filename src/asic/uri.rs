//! Names of entries as URI references, and back (EN 319 162-1 §A.6; RFC 3986 §2.1, §4.2).

/// Returns a name as a relative reference, each octet that is not unreserved or `/` in per cent.
pub(super) fn from_name(name: &str) -> String {
    let mut uri = String::with_capacity(name.len());
    for octet in name.bytes() {
        if octet.is_ascii_alphanumeric() || b"-._~/".contains(&octet) {
            uri.push(char::from(octet));
        } else {
            uri.push_str(&format!("%{octet:02X}"));
        }
    }
    uri
}

/// Returns the name that a reference is to, from the root of the container; `None` if its escapes are
/// broken.
///
/// NOTE: `./` and `/` in front are taken off, as some writers put them there; both mean the root.
pub(super) fn to_name(uri: &str) -> Option<String> {
    let relative = uri.strip_prefix("./").or_else(|| uri.strip_prefix('/')).unwrap_or(uri);
    let mut octets = Vec::with_capacity(relative.len());
    let mut rest = relative.bytes();
    while let Some(octet) = rest.next() {
        if octet == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            octets.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            octets.push(octet);
        }
    }
    String::from_utf8(octets).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_escaped_and_found_again() {
        assert_eq!(from_name("a b/c#d%.txt"), "a%20b/c%23d%25.txt");
        assert_eq!(from_name("Số"), "S%E1%BB%91");
        assert_eq!(to_name("S%e1%bb%91").as_deref(), Some("Số"));
        assert_eq!(to_name("/a").as_deref(), Some("a"));
        assert_eq!(to_name("./a").as_deref(), Some("a"));
    }

    #[test]
    fn broken_escapes_are_no_name() {
        for uri in ["%", "%4", "%zz", "%ff"] {
            assert_eq!(to_name(uri), None, "{uri}");
        }
    }

    proptest! {
        #[test]
        fn every_relative_name_comes_back(name in "[^/.][^\0]{0,40}") {
            prop_assert_eq!(to_name(&from_name(&name)), Some(name));
        }
    }
}
