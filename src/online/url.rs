//! Addresses of http and https, as certificates and redirections name them (RFC 3986, RFC 9110 §4.2).

use ureq::http::Uri;

use crate::error::NetworkError;

/// Letters of an address: more is none that a certificate has.
const LONGEST: usize = 2048;

/// An address that may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Url {
    uri: Uri,
}

impl Url {
    /// Reads an address: http or https, a host, no user in it.
    pub(super) fn parse(text: &str) -> Result<Self, NetworkError> {
        let bad = NetworkError::BadAddress;
        if text.len() > LONGEST {
            return Err(bad);
        }
        // A fragment is not sent (RFC 9110 §4.2.5).
        let text = text.split('#').next().unwrap_or(text);
        let uri: Uri = text.parse().map_err(|_| bad)?;
        let is_http = uri.scheme_str().is_some_and(|scheme| scheme == "http" || scheme == "https");
        let authority = uri.authority().ok_or(bad)?;
        // RFC 9110 §4.2.4: user information is a way to pass one host off as another.
        if !is_http || authority.host().is_empty() || authority.as_str().contains('@') {
            return Err(bad);
        }
        Ok(Self { uri })
    }

    /// Follows a Location (RFC 9110 §10.2.2): with the same scheme, or not at all.
    pub(super) fn redirected(&self, location: &str) -> Result<Self, NetworkError> {
        let refused = NetworkError::Redirect;
        let scheme = self.uri.scheme_str().ok_or(refused)?;
        let authority = self.uri.authority().ok_or(refused)?;
        // RFC 3986 §4.2: a relative reference has no colon before its first slash.
        let first = location.split(['/', '?', '#']).next().unwrap_or_default();
        let absolute = if first.contains(':') {
            location.to_owned()
        } else if location.starts_with("//") {
            format!("{scheme}:{location}")
        } else if location.starts_with('/') {
            format!("{scheme}://{authority}{location}")
        } else if first.is_empty() {
            // RFC 3986 §5.2.2: a query alone, or nothing, keeps the path.
            let own = if location.starts_with('?') { "" } else { self.uri.query().unwrap_or("") };
            let query = if own.is_empty() { String::new() } else { format!("?{own}") };
            format!("{scheme}://{authority}{}{query}{location}", self.uri.path())
        } else {
            let (folder, _) = self.uri.path().rsplit_once('/').unwrap_or_default();
            format!("{scheme}://{authority}{folder}/{location}")
        };
        let target = Self::parse(&absolute).map_err(|_| refused)?;
        if target.uri.scheme_str() != Some(scheme) {
            return Err(refused);
        }
        Ok(target)
    }

    pub(super) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The host, in lower case.
    pub(super) fn host(&self) -> String {
        self.uri.host().unwrap_or_default().to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "the values are the tests' own")]
    use super::*;

    #[test]
    fn only_plain_http_and_https_addresses_are_read() {
        for good in ["http://ca.test/a.crl", "https://ca.test:8443/?x=1", "http://[::1]:80/"] {
            assert!(Url::parse(good).is_ok(), "{good}");
        }
        let long = format!("http://ca.test/{}", "a".repeat(LONGEST));
        let bad = [
            "file:///etc/passwd",
            "ldap://ca.test/cn=a",
            "ftp://ca.test/",
            "//ca.test/",
            "ca.test",
            "/a.crl",
            "",
            "http:///a",
            "http://user@ca.test/",
            "http://a:b@ca.test/",
            "gopher://ca.test/",
            "http://ca .test/",
            long.as_str(),
        ];
        for bad in bad {
            assert_eq!(Url::parse(bad), Err(NetworkError::BadAddress), "{bad}");
        }
    }

    #[test]
    fn a_redirection_keeps_the_scheme_or_is_not_followed() {
        let from = Url::parse("http://ca.test/pki/a.crl").unwrap();
        let follow = |location: &str| from.redirected(location).map(|url| url.uri.to_string());
        assert_eq!(follow("http://cdn.test/b").unwrap(), "http://cdn.test/b");
        assert_eq!(follow("/b?c").unwrap(), "http://ca.test/b?c");
        assert_eq!(follow("b.crl").unwrap(), "http://ca.test/pki/b.crl");
        assert_eq!(follow("//cdn.test/b").unwrap(), "http://cdn.test/b");
        assert_eq!(follow("?q").unwrap(), "http://ca.test/pki/a.crl?q");
        assert_eq!(follow("").unwrap(), "http://ca.test/pki/a.crl");
        assert_eq!(follow("#here").unwrap(), "http://ca.test/pki/a.crl");
        let asking = Url::parse("http://ca.test/list?of=ca").unwrap();
        assert_eq!(asking.redirected("#b").unwrap().uri.to_string(), "http://ca.test/list?of=ca");
        assert_eq!(asking.redirected("?of=b").unwrap().uri.to_string(), "http://ca.test/list?of=b");
        for refused in ["https://ca.test/a.crl", "file:///etc/passwd", "ftp://ca.test/", "http://"]
        {
            assert_eq!(follow(refused), Err(NetworkError::Redirect), "{refused}");
        }
    }
}
