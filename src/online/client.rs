//! The client: what all requests share.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Proxy};

use crate::error::{Error, NetworkError};
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
#[derive(Clone, Debug)]
pub struct Client(Arc<Inner>);

#[derive(Debug)]
pub(super) struct Inner {
    pub(super) options: Options,
    /// For addresses that strangers wrote.
    pub(super) checked: Agent,
    /// For addresses that the caller wrote.
    pub(super) named: Agent,
    pub(super) gate: Gate,
}

/// How many fetches are left, and how much time.
#[derive(Debug)]
pub(super) struct Budget {
    fetches: AtomicU32,
    /// `None` if each question ends by its own time alone.
    until: Option<Instant>,
}

impl Budget {
    pub(super) fn new(fetches: u32) -> Self {
        Self { fetches: AtomicU32::new(fetches), until: None }
    }

    /// Ends all questions together; a time beyond what the machine counts is none.
    pub(super) fn within(self, time: Duration) -> Self {
        Self { until: Instant::now().checked_add(time), ..self }
    }

    /// When a question ends that may take so long.
    pub(super) fn deadline(&self, total: Duration) -> Instant {
        const DISTANT: Duration = Duration::from_secs(365 * 24 * 3600);
        let now = Instant::now();
        // A wait of years is one without end, and no clock overflows.
        let own = now + total.min(DISTANT);
        self.until.map_or(own, |until| until.min(own))
    }

    pub(super) fn spend(&self) -> Result<(), NetworkError> {
        let less = |left: u32| left.checked_sub(1);
        let spent = self.fetches.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        spent.map(drop).map_err(|_| NetworkError::BudgetSpent)
    }
}

impl Client {
    /// Makes a client. Nothing is asked yet.
    ///
    /// # Errors
    ///
    /// [`Error::Network`] if the address of the proxy cannot be used.
    pub fn new(options: Options) -> Result<Self, Error> {
        let proxy = options.proxy.as_deref().map(Proxy::new).transpose();
        let proxy = proxy.map_err(|_| Error::Network(NetworkError::Proxy))?;
        let config = || {
            Agent::config_builder()
                .http_status_as_error(false)
                // Each is looked at first.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .max_idle_connections(options.parallel)
                .max_idle_connections_per_host(options.per_host)
                .timeout_connect(Some(options.connect))
                .user_agent(concat!("antin/", env!("CARGO_PKG_VERSION")))
                .proxy(proxy.clone())
                .build()
        };
        let checked = Checked::new(options.allowed.clone());
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
