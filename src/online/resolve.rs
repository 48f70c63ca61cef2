//! Names to addresses, of which only those are handed on that may be connected to.
//!
//! The connection is made to what is returned here, so that a name cannot be resolved to one address
//! when it is checked and to another when it is used.

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use ureq::{Error, Proxy};

use crate::online::address::Allowed;

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
        let found = self.inner.resolve(uri, config, timeout)?;
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
