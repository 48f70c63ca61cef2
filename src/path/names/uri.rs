//! URIs under name constraints: only their host counts (RFC 5280 §4.2.1.10).

use crate::path::names::dns::{self, Malformed, Syntax};

/// Whether a URI's host lies under a constraint: one host, or, with a leading dot, all hosts below a
/// domain.
///
/// A URI without a host name has none that could lie anywhere, and is refused as the clause says.
pub(super) fn is_within(uri: &str, constraint: &str) -> Result<bool, Malformed> {
    let host = host(uri).ok_or(Malformed)?;
    if constraint.is_empty() {
        return Ok(true);
    }
    let domain = constraint.strip_prefix('.');
    if !dns::is_host(domain.unwrap_or(constraint), Syntax::Lenient) {
        return Err(Malformed);
    }
    Ok(match domain {
        Some(domain) => dns::is_below(host, domain),
        None => dns::same(host, constraint),
    })
}

/// The host of `scheme "://" [ userinfo "@" ] host [ ":" port ] …` (RFC 3986 §3.2), if it is a name.
fn host(uri: &str) -> Option<&str> {
    let (scheme, rest) = uri.split_once("://")?;
    let scheme_ok = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let after_user = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match after_user.split_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        Some(_) => return None,
        None => after_user,
    };
    (scheme_ok && dns::is_host(host, Syntax::Lenient)).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constraint_is_a_host_or_a_domain() {
        for (uri, constraint, within) in [
            ("http://host.vn/a?b#c", "HOST.vn", true),
            ("http://a.host.vn/", "host.vn", false),
            ("http://a.host.vn:80", ".host.vn", true),
            ("http://host.vn", ".host.vn", false),
            ("ldap://user:pass@host.vn/x@y", "host.vn", true),
            ("http://host.vn@evil.vn/", "host.vn", false),
        ] {
            assert_eq!(is_within(uri, constraint), Ok(within), "{uri} {constraint}");
        }
    }

    #[test]
    fn a_uri_without_a_host_name_is_refused() {
        for uri in [
            "mailto:a@host.vn",
            "urn:x:y",
            "http://192.0.2.1/",
            "http://[::1]/",
            "http:///x",
            "//host.vn",
        ] {
            assert_eq!(is_within(uri, "host.vn"), Err(Malformed), "{uri}");
        }
        assert_eq!(is_within("http://host.vn", "http://host.vn"), Err(Malformed));
    }
}
