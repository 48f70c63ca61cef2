//! Names to addresses, of which only those are handed on that may be connected to.
//!
//! The connection is made to what is returned here, so that a name cannot be resolved to one address
//! when it is checked and to another when it is used. A name is looked up in a thread of its own, because
//! the system's resolver knows no time limit; an address needs none.

use std::net::IpAddr;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use ureq::unversioned::transport::time::Duration;
use ureq::{Error, Proxy};

use crate::online::address::{Allowed, plain};

/// The word by which the transport knows a refusal of this file.
pub(super) const FORBIDDEN: &str = "antin: forbidden address";

/// Resolves names, and refuses what is not allowed.
#[derive(Debug, Default)]
pub(super) struct Checked {
    allowed: Allowed,
    /// Where the proxy is, which the caller has named.
    proxy: Option<Uri>,
    inner: DefaultResolver,
}

impl Checked {
    pub(super) fn new(allowed: Allowed, proxy: Option<&Proxy>) -> Self {
        let proxy = proxy.map(|proxy| proxy.uri().clone());
        Self { allowed, proxy, inner: DefaultResolver::default() }
    }
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, lookup_timeout(uri, timeout))?;
        // With a proxy, nothing else is resolved here: not what it is to connect to.
        let is_proxy = self.proxy.as_ref() == Some(uri);
        if is_proxy || self.allowed.names(uri.host().unwrap_or_default()) {
            return Ok(found);
        }
        let mut admitted = self.empty();
        for address in found.iter().filter(|address| self.allowed.admits(address.ip())) {
            admitted.push(*address);
        }
        if admitted.is_empty() {
            return Err(Error::Other(FORBIDDEN.into()));
        }
        Ok(admitted)
    }
}

/// How long a lookup may take. For an address nobody is asked, so that it needs no limit, hence no thread,
/// which could outlast the call.
fn lookup_timeout(uri: &Uri, timeout: NextTimeout) -> NextTimeout {
    match plain(uri.host().unwrap_or_default()).parse::<IpAddr>() {
        Ok(_) => NextTimeout { after: Duration::NotHappening, ..timeout },
        Err(_) => timeout,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Resolves when no time is left.
    fn too_late(uri: &Uri) -> Result<ResolvedSocketAddrs, Error> {
        let allowed = Allowed::nothing().with_host("localhost").with_host("::1");
        let none = Duration::Exact(std::time::Duration::ZERO);
        let timeout = NextTimeout { after: none, ..NextTimeout::default() };
        Checked::new(allowed, None).resolve(uri, &Config::default(), timeout)
    }

    #[test]
    fn an_address_is_looked_up_without_a_thread() {
        for (address, expected) in
            [("http://203.0.114.7:8080/", "203.0.114.7:8080"), ("http://[::1]/", "[::1]:80")]
        {
            let found = too_late(&address.parse().expect("an address")).expect(address);
            assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
        }
    }

    #[test]
    fn a_name_is_looked_up_in_the_time_that_there_is() {
        let timeout = NextTimeout { after: Duration::from_secs(7), ..NextTimeout::default() };
        for name in ["http://localhost/", "http://127.1/", "http://0x7f000001/", "http://1.test/"] {
            let uri: Uri = name.parse().expect("an address");
            assert_eq!(lookup_timeout(&uri, timeout), timeout, "{name}");
        }
    }

    #[test]
    fn an_address_that_is_not_allowed_is_refused() {
        let refused = too_late(&Uri::from_static("http://127.0.0.1/")).expect_err("loopback");
        assert!(refused.to_string().contains(FORBIDDEN), "{refused}");
    }
}
