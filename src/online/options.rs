//! How the network is used: times, bounds, and whom one may ask.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use crate::limits::Limits;
use crate::online::Allowed;

/// How the network is used. Everything has a default.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use antin::online::{Client, Options};
///
/// let options = Options::new().attempts(2).host_timeout("tsa.test", Duration::from_secs(180));
/// let client = Client::new(options)?;
/// # Ok::<(), antin::Error>(())
/// ```
#[derive(Clone)]
pub struct Options {
    pub(super) total: Duration,
    pub(super) attempt: Option<Duration>,
    pub(super) connect: Duration,
    pub(super) hosts: BTreeMap<String, Duration>,
    pub(super) attempts: u32,
    pub(super) pause: Duration,
    pub(super) parallel: usize,
    pub(super) per_host: usize,
    pub(super) redirects: u32,
    pub(super) fetches: u32,
    pub(super) issuer_fetches: u32,
    pub(super) gathered_bytes: u64,
    pub(super) gathering: Duration,
    pub(super) crl_bytes: u64,
    pub(super) answer_bytes: u64,
    pub(super) allowed: Allowed,
    pub(super) proxy: Option<String>,
    pub(super) ocsp_by_get: bool,
}

impl fmt::Debug for Options {
    /// Without the proxy's address, which may have a password in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("total", &self.total)
            .field("gathering", &self.gathering)
            .field("attempts", &self.attempts)
            .field("fetches", &self.fetches)
            .field("issuer_fetches", &self.issuer_fetches)
            .field("gathered_bytes", &self.gathered_bytes)
            .field("allowed", &self.allowed)
            .field("has_proxy", &self.proxy.is_some())
            .finish_non_exhaustive()
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

impl Options {
    /// Begins with the defaults.
    pub fn new() -> Self {
        Self {
            total: Duration::from_secs(240),
            attempt: None,
            connect: Duration::from_secs(10),
            hosts: BTreeMap::new(),
            attempts: 3,
            pause: Duration::from_millis(250),
            parallel: 64,
            per_host: 32,
            redirects: 3,
            fetches: Limits::DEFAULT.fetches,
            issuer_fetches: Limits::DEFAULT.issuer_fetches,
            gathered_bytes: Limits::DEFAULT.fetched_bytes,
            gathering: Limits::DEFAULT.gathering,
            crl_bytes: 64 << 20,
            answer_bytes: 1 << 20,
            allowed: Allowed::nothing(),
            proxy: None,
            ocsp_by_get: false,
        }
    }

    /// Sets the time for one thing that is asked for, with waiting, retries and redirections: 240 s.
    #[must_use]
    pub fn total_timeout(mut self, time: Duration) -> Self {
        self.total = time;
        self
    }

    /// Sets the time for one attempt, from the name's resolution to the last byte: 30 s, and 180 s for
    /// time-stamps, which some authorities take.
    #[must_use]
    pub fn attempt_timeout(mut self, time: Duration) -> Self {
        self.attempt = Some(time);
        self
    }

    /// Sets the time until a connection stands: 10 s.
    #[must_use]
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.connect = time;
        self
    }

    /// Sets the time for one attempt at a certain host.
    #[must_use]
    pub fn host_timeout(mut self, host: impl Into<String>, time: Duration) -> Self {
        self.hosts.insert(host.into().to_ascii_lowercase(), time);
        self
    }

    /// Sets how often something is asked for before giving up: 3. After a refusal by name, such as
    /// status 404, nobody is asked again.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Sets the pause before the second attempt: 250 ms. It doubles each time, to 8 s at most, and each
    /// is lengthened by up to half of itself at random, so that many clients do not return at once.
    #[must_use]
    pub fn pause(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }

    /// Sets how many requests are under way at once, in all (64) and to one host (32).
    #[must_use]
    pub fn parallel(mut self, all: usize, per_host: usize) -> Self {
        self.parallel = all;
        self.per_host = per_host;
        self
    }

    /// Sets how many redirections are followed: 3.
    #[must_use]
    pub fn redirects(mut self, redirects: u32) -> Self {
        self.redirects = redirects;
        self
    }

    /// Sets how many fetches of revocation data one gathering may make, redirections and retries
    /// counted: 64 ([`Limits::fetches`]).
    #[must_use]
    pub fn fetches(mut self, fetches: u32) -> Self {
        self.fetches = fetches;
        self
    }

    /// Sets how many fetches of issuers one gathering may make beside those: 16
    /// ([`Limits::issuer_fetches`]).
    #[must_use]
    pub fn issuer_fetches(mut self, fetches: u32) -> Self {
        self.issuer_fetches = fetches;
        self
    }

    /// Sets how many bytes one gathering may fetch in all: 256 MiB ([`Limits::fetched_bytes`]).
    #[must_use]
    pub fn gathered_bytes(mut self, bytes: u64) -> Self {
        self.gathered_bytes = bytes;
        self
    }

    /// Sets the time for one gathering, whatever it asks for: 600 s ([`Limits::gathering`]). What is under
    /// way then ends, and what was not asked for is told as missing.
    #[must_use]
    pub fn gathering_timeout(mut self, time: Duration) -> Self {
        self.gathering = time;
        self
    }

    /// Sets how long a CRL may be: 64 MiB. One with a million entries has about 40.
    #[must_use]
    pub fn crl_bytes(mut self, bytes: u64) -> Self {
        self.crl_bytes = bytes;
        self
    }

    /// Sets how long any other answer may be: 1 MiB. Most have less than 10 KB.
    #[must_use]
    pub fn answer_bytes(mut self, bytes: u64) -> Self {
        self.answer_bytes = bytes;
        self
    }

    /// Says which hosts may be asked although their addresses are of a special purpose.
    #[must_use]
    pub fn allow(mut self, allowed: Allowed) -> Self {
        self.allowed = allowed;
        self
    }

    /// Asks through a proxy of http or https, such as `http://proxy.bo-mau.test:3128`, that knows CONNECT.
    /// It may be at any address. The environment is not looked at.
    ///
    /// # Security
    ///
    /// The proxy resolves the names, so it has to refuse what must not be reached through it. Literal
    /// addresses, and names that are none of the global network by their form, are refused here.
    #[must_use]
    pub fn proxy(mut self, address: impl Into<String>) -> Self {
        self.proxy = Some(address.into());
        self
    }

    /// Asks OCSP responders by GET and without a nonce (RFC 5019 §5), so that answers may come from a
    /// cache. By default by POST with a nonce (RFC 9654); a responder that allows no POST is asked by
    /// GET anyway.
    #[must_use]
    pub fn ocsp_by_get(mut self) -> Self {
        self.ocsp_by_get = true;
        self
    }

    /// The time for one attempt, where nothing was said the usual one.
    pub(super) fn attempt_or(&self, usual: Duration) -> Duration {
        self.attempt.unwrap_or(usual)
    }

    pub(super) fn attempt_at(&self, host: &str, usual: Duration) -> Duration {
        self.hosts.get(host).copied().unwrap_or(usual)
    }
}
