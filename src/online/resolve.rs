//! Names to addresses, of which only those are handed on that may be connected to.
//!
//! The connection is made to what is returned here, so that a name cannot be resolved to one address
//! when it is checked and to another when it is used.

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::online::address::Allowed;

/// The word by which the transport knows a refusal of this file.
pub(super) const FORBIDDEN: &str = "antin: forbidden address";

/// Resolves names, and refuses what is not allowed.
#[derive(Debug, Default)]
pub(super) struct Checked {
    allowed: Allowed,
    inner: DefaultResolver,
}

impl Checked {
    pub(super) fn new(allowed: Allowed) -> Self {
        Self { allowed, inner: DefaultResolver::default() }
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
        if self.allowed.names(uri.host().unwrap_or_default()) {
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
