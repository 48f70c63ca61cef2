//! The form of what servers give for conditional requests. What has another form is not kept and not sent:
//! `*` for an entity tag would match whatever the server has.

/// Whether this is an entity tag (RFC 9110 §8.8.3).
///
/// ```text
/// entity-tag = [ "W/" ] DQUOTE *( %x21 / %x23-7E / obs-text ) DQUOTE
/// ```
pub(super) fn is_tag(text: &str) -> bool {
    let quoted = text.strip_prefix("W/").unwrap_or(text);
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    // Letters beyond ASCII are left out: no server has reason to send them.
    inner.is_some_and(|inner| inner.bytes().all(|octet| matches!(octet, 0x21 | 0x23..=0x7e)))
}

/// Whether this is a date in the form that is sent (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
pub(super) fn is_date(text: &str) -> bool {
    const FORM: &[u8] = b"aaa, 00 aaa 0000 00:00:00 GMT";
    let fits = |(own, form): (u8, &u8)| match form {
        b'a' => own.is_ascii_alphabetic(),
        b'0' => own.is_ascii_digit(),
        form => own == *form,
    };
    text.len() == FORM.len() && text.bytes().zip(FORM).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matches_everything_or_breaks_the_line_is_no_validator() {
        for good in ["\"7\"", "W/\"7\"", "\"\"", "\"a-b:c'd\""] {
            assert!(is_tag(good), "{good}");
        }
        for bad in [
            "*",
            "7",
            "\"",
            "\"a",
            "\"a\"b\"",
            "\"a b\"",
            "\"a\", \"b\"",
            "\"a\r\nb\"",
            "w/\"7\"",
            "",
        ] {
            assert!(!is_tag(bad), "{bad}");
        }
        assert!(is_date("Sun, 06 Nov 1994 08:49:37 GMT"));
        for bad in
            ["", "*", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT\r\nA: b"]
        {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
