//! The client: what all requests share.

use std::fmt;
use std::sync::Arc;

use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Proxy, ProxyProtocol};

use crate::error::{Error, NetworkError};
use crate::online::budget::Deadline;
use crate::online::gate::Gate;
use crate::online::options::Options;
use crate::online::resolve::Checked;

/// Asks over HTTP and HTTPS; cheap to clone, and shared between threads.
///
/// Clones share their connections and their bounds on parallel requests.
///
/// # Examples
///
/// ```
/// use antin::online::{Client, Options};
/// use antin::{Level, Time, cades};
///
/// # fn demo(text: &[u8], credential: &antin::keys::Credential, now: Time) -> Result<(), antin::Error> {
/// let client = Client::new(Options::new())?;
/// let tsa = std::sync::Arc::new(client.tsa("http://tsa.ca.gov.vn")?);
/// let options = cades::Options::new(Level::T).signing_time(now).timestamper(tsa);
/// let signature = cades::sign(text, credential, &options)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Inner>);

pub(super) struct Inner {
    pub(super) options: Options,
    /// For addresses that strangers wrote.
    pub(super) checked: Agent,
    /// For addresses that the caller wrote.
    pub(super) named: Agent,
    pub(super) gate: Gate,
}

impl fmt::Debug for Client {
    /// The options alone: an agent shows the password of its proxy.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.0.options).finish()
    }
}

impl Client {
    /// Makes a client. Nothing is asked yet.
    ///
    /// # Errors
    ///
    /// [`Error::Network`] if the address of the proxy cannot be used, such as one of SOCKS.
    pub fn new(options: Options) -> Result<Self, Error> {
        let proxy = options.proxy.as_deref().map(proxy).transpose()?;
        let config = || {
            Agent::config_builder()
                .http_status_as_error(false)
                // Each is looked at first.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .max_idle_connections(options.parallel)
                .max_idle_connections_per_host(options.per_host)
                .timeout_connect(Some(Deadline::after(options.connect).left()))
                .user_agent(concat!("antin/", env!("CARGO_PKG_VERSION")))
                .proxy(proxy.clone())
                .build()
        };
        let checked = Checked::new(options.allowed.clone(), proxy.as_ref());
        let checked = Agent::with_parts(config(), DefaultConnector::default(), checked);
        let resolver = DefaultResolver::default();
        let named = Agent::with_parts(config(), DefaultConnector::default(), resolver);
        let gate = Gate::new(options.parallel, options.per_host);
        Ok(Self(Arc::new(Inner { options, checked, named, gate })))
    }

    pub(super) fn inner(&self) -> &Inner {
        &self.0
    }

    pub(super) fn options(&self) -> &Options {
        &self.0.options
    }
}

/// A proxy of http or https: others need what is not built in.
fn proxy(address: &str) -> Result<Proxy, Error> {
    let refused = Error::Network(NetworkError::Proxy);
    let proxy = Proxy::new(address).map_err(|_| refused.clone())?;
    let is_known = matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https);
    if is_known && !proxy.host().is_empty() { Ok(proxy) } else { Err(refused) }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "the values are the tests' own")]
    use super::*;
    use crate::online::Options;

    #[test]
    fn a_proxy_of_another_kind_is_refused_when_the_client_is_made() {
        for bad in ["socks5://p.test:1080", "socks4://p.test", "socks://p.test", "ftp://p.test", ""]
        {
            let made = Client::new(Options::new().proxy(bad));
            assert_eq!(made.map(drop), Err(Error::Network(NetworkError::Proxy)), "{bad}");
        }
        for good in ["http://10.0.0.1:3128", "https://proxy.test", "proxy.test:3128"] {
            assert!(Client::new(Options::new().proxy(good)).is_ok(), "{good}");
        }
    }

    #[test]
    fn neither_options_nor_clients_show_the_password_of_the_proxy() {
        let options = Options::new().proxy("http://user:mat-khau@10.0.0.1:3128");
        let client = Client::new(options.clone()).unwrap();
        let tsa = client.tsa("http://tsa.test").unwrap();
        let shown = format!("{options:?} {client:?} {tsa:?} {:#?}", client.clone());
        assert!(shown.contains("has_proxy: true") && !shown.contains("mat-khau"), "{shown}");
    }

    #[test]
    fn times_that_no_clock_can_count_are_taken() {
        let forever = std::time::Duration::MAX;
        let options = Options::new().total_timeout(forever).attempt_timeout(forever);
        let options = options.connect_timeout(forever).gathering_timeout(forever).attempts(1);
        let tsa = Client::new(options).unwrap().tsa("http://127.0.0.1:1/").unwrap();
        let digest = crate::crypto::Hasher::digest(crate::crypto::DigestAlgorithm::Sha256, b"");
        let request = crate::tsp::Request::new(&digest).unwrap();
        let answer = crate::tsp::Timestamper::timestamp(&tsa, &request);
        assert_eq!(answer.map(drop), Err(Error::Network(NetworkError::Connection)));
    }
}
