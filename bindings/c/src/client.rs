//! The network: how authorities are asked.
//!
//! A library that was built without the feature `online` has the same functions, and answers that this
//! is not supported.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::sync::Arc;

use antin::oid::ObjectIdentifier;
use antin::tsp::Timestamper;
use antin::x509::Certificate;
use antin::{Evidence, Policy, Time};

use crate::boundary::{call, free, give, text, wanted};
use crate::error::{Fault, antin_error};
use crate::gathered::antin_gathered;
use crate::result::antin_result;

#[cfg(feature = "online")]
mod built {
    //! With the network.

    use std::time::Duration;

    use antin::Language;
    use antin::online::{Allowed, Client, Missing, Options};

    use super::*;
    use crate::gathered::{ANTIN_MISSING_PATH, ANTIN_MISSING_STATUS, Attempt, antin_missing};
    use crate::language::Each;
    use crate::text::c_string;

    /// What the handles hold.
    pub(crate) type Inner = Client;

    /// Options as they are gathered.
    #[derive(Clone)]
    pub(crate) struct Plan {
        pub(crate) options: Options,
        pub(crate) allowed: Allowed,
    }

    impl Plan {
        pub(crate) fn new() -> Result<Self, Fault> {
            Ok(Self { options: Options::new(), allowed: Allowed::nothing() })
        }

        pub(crate) fn client(&self) -> Result<Inner, Fault> {
            Ok(Client::new(self.options.clone().allow(self.allowed.clone()))?)
        }

        pub(crate) fn set(&mut self, setting: Setting<'_>) -> Result<(), Fault> {
            let options = self.options.clone();
            self.options = match setting {
                Setting::Total(ms) => options.total_timeout(Duration::from_millis(ms)),
                Setting::Attempt(ms) => options.attempt_timeout(Duration::from_millis(ms)),
                Setting::Connect(ms) => options.connect_timeout(Duration::from_millis(ms)),
                Setting::Host(host, ms) => options.host_timeout(host, Duration::from_millis(ms)),
                Setting::Attempts(attempts) => options.attempts(attempts),
                Setting::Parallel(all, host) => options.parallel(all, host),
                Setting::Fetches(fetches) => options.fetches(fetches),
                Setting::Gathering(ms) => options.gathering_timeout(Duration::from_millis(ms)),
                Setting::Pause(ms) => options.pause(Duration::from_millis(ms)),
                Setting::Redirects(redirects) => options.redirects(redirects),
                Setting::Sizes(crl, answer) => options.crl_bytes(crl).answer_bytes(answer),
                Setting::OcspByGet => options.ocsp_by_get(),
                Setting::Proxy(address) => options.proxy(address),
                Setting::AllowHost(host) => {
                    self.allowed = self.allowed.clone().with_host(host);
                    options
                }
                Setting::AllowNetwork(network) => {
                    self.allowed = self.allowed.clone().with_network(network)?;
                    options
                }
            };
            Ok(())
        }
    }

    pub(crate) fn tsa(
        client: &Inner,
        address: &str,
        policy: Option<ObjectIdentifier>,
    ) -> Result<Arc<dyn Timestamper>, Fault> {
        let tsa = client.tsa(address)?;
        Ok(match policy {
            Some(policy) => Arc::new(tsa.with_policy(policy)),
            None => Arc::new(tsa),
        })
    }

    pub(crate) fn gather(
        client: &Inner,
        wanted: Wanted<'_>,
        policy: &Policy,
        known: &Evidence,
        now: Time,
    ) -> Result<antin_gathered, Fault> {
        let gathered = match wanted {
            Wanted::Signature(bytes) => client.gather_for(bytes, policy, known, now)?,
            Wanted::Certificate(one) => client.gather(&[one], policy, known, now),
        };
        let (fetched, missing) = (gathered.fetched(), gathered.missing().iter().map(told));
        let (missing, is_cut_short) = (missing.collect(), gathered.is_cut_short());
        Ok(antin_gathered { evidence: gathered.into_evidence(), fetched, missing, is_cut_short })
    }

    fn told(missing: &Missing) -> antin_missing {
        let kind = match missing {
            Missing::Path(..) => ANTIN_MISSING_PATH,
            _ => ANTIN_MISSING_STATUS,
        };
        let attempts = missing.attempts().iter().map(|attempt| {
            let reason = |language| c_string(&attempt.fault.text(language));
            let reasons = Each::new(reason(Language::En), reason(Language::Vi));
            Attempt { address: c_string(&attempt.address), reasons }
        });
        antin_missing::new(kind, missing.certificate().clone(), attempts.collect())
    }
}

#[cfg(not(feature = "online"))]
mod built {
    //! Without the network.

    use super::*;

    /// There is no such value.
    pub(crate) enum Inner {}

    /// There is no such value.
    pub(crate) enum Plan {}

    impl Plan {
        pub(crate) fn new() -> Result<Self, Fault> {
            Err(Fault::NoNetwork)
        }

        pub(crate) fn client(&self) -> Result<Inner, Fault> {
            match *self {}
        }

        pub(crate) fn set(&mut self, _: Setting<'_>) -> Result<(), Fault> {
            match *self {}
        }
    }

    pub(crate) fn tsa(
        client: &Inner,
        _: &str,
        _: Option<ObjectIdentifier>,
    ) -> Result<Arc<dyn Timestamper>, Fault> {
        match *client {}
    }

    pub(crate) fn gather(
        client: &Inner,
        _: Wanted<'_>,
        _: &Policy,
        _: &Evidence,
        _: Time,
    ) -> Result<antin_gathered, Fault> {
        match *client {}
    }
}

/// For what something is gathered.
#[cfg_attr(not(feature = "online"), expect(dead_code, reason = "there is no client"))]
pub(crate) enum Wanted<'a> {
    Signature(&'a [u8]),
    Certificate(Certificate),
}

/// What a function of the options sets.
#[cfg_attr(not(feature = "online"), expect(dead_code, reason = "there is no client"))]
pub(crate) enum Setting<'a> {
    Total(u64),
    Attempt(u64),
    Connect(u64),
    Host(&'a str, u64),
    Attempts(u32),
    Parallel(usize, usize),
    Fetches(u32),
    Gathering(u64),
    Pause(u64),
    Redirects(u32),
    Sizes(u64, u64),
    OcspByGet,
    Proxy(&'a str),
    AllowHost(&'a str),
    AllowNetwork(&'a str),
}

/// How authorities are asked over the network. Free it with `antin_client_options_free`.
pub struct antin_client_options(built::Plan);

/// Asks authorities over the network. Free it with `antin_client_free`.
///
/// Threads may share one, and then keep to its bounds together.
pub struct antin_client(built::Inner);

/// Names an authority that is asked by a client.
pub(crate) fn tsa(
    client: &antin_client,
    address: &str,
    policy: Option<ObjectIdentifier>,
) -> Result<Arc<dyn Timestamper>, Fault> {
    built::tsa(&client.0, address, policy)
}

/// Gathers by a client.
pub(crate) fn gather(
    client: &antin_client,
    wanted: Wanted<'_>,
    policy: &Policy,
    known: &Evidence,
    now: Time,
) -> Result<antin_gathered, Fault> {
    built::gather(&client.0, wanted, policy, known, now)
}

/// Makes the defaults, which are in `docs/online.md`: addresses out of certificates lead to public hosts
/// alone, and time, bytes, fetches and parallelism are bounded.
///
/// `ANTIN_RESULT_UNSUPPORTED` if the library was built without the network.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_new(
    options_out: Option<&mut MaybeUninit<*mut antin_client_options>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(options_out, "options_out")?;
        give(out, antin_client_options(built::Plan::new()?));
        Ok(())
    })
}

fn set(
    options: Option<&mut antin_client_options>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
    setting: Setting<'_>,
) -> antin_result {
    call(error_out, || wanted(options, "options")?.0.set(setting))
}

/// Bounds the time of one question with all its attempts, in milliseconds: 240,000 by default.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_set_total_timeout(
    options: Option<&mut antin_client_options>,
    milliseconds: u64,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    set(options, error_out, Setting::Total(milliseconds))
}

/// Bounds the time of one attempt, in milliseconds: 30,000 by default, and 180,000 for time-stamps, as
/// authorities may need minutes.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_set_attempt_timeout(
    options: Option<&mut antin_client_options>,
    milliseconds: u64,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    set(options, error_out, Setting::Attempt(milliseconds))
}

/// Bounds the time until a connection stands, in milliseconds: 10,000 by default.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_set_connect_timeout(
    options: Option<&mut antin_client_options>,
    milliseconds: u64,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    set(options, error_out, Setting::Connect(milliseconds))
}

/// Bounds the time of one attempt at a host, in milliseconds, whatever goes for others.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_client_options_set_host_timeout(
    options: Option<&mut antin_client_options>,
    host: *const c_char,
    milliseconds: u64,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let options = wanted(options, "options")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let host = unsafe { text(host, "host") }?;
        options.0.set(Setting::Host(host, milliseconds))
    })
}

/// Asks so many times, with pauses that grow, before a question is given up: 3 by default.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_set_attempts(
    options: Option<&mut antin_client_options>,
    attempts: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    set(options, error_out, Setting::Attempts(attempts))
}

/// Asks so many questions at once: in all, and of one host. 64 and 32 by default.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_set_parallel(
    options: Option<&mut antin_client_options>,
    all: usize,
    per_host: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    set(options, error_out, Setting::Parallel(all, per_host))
}

/// Fetches at most so many things for one document, redirections and attempts counted: 64 by default.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_set_fetches(
    options: Option<&mut antin_client_options>,
    fetches: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    set(options, error_out, Setting::Fetches(fetches))
}

/// Bounds the time of one gathering, whatever it asks for, in milliseconds: 600,000 by default. What is
/// under way then ends, and what was not fetched is told as missing.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_set_gathering_timeout(
    options: Option<&mut antin_client_options>,
    milliseconds: u64,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    set(options, error_out, Setting::Gathering(milliseconds))
}

/// Sets the pause before the second attempt, in milliseconds: 250 by default. It doubles each time, to 8 s
/// at most, and each is lengthened at random.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_set_pause(
    options: Option<&mut antin_client_options>,
    milliseconds: u64,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    set(options, error_out, Setting::Pause(milliseconds))
}

/// Follows so many redirections: 3 by default.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_set_redirects(
    options: Option<&mut antin_client_options>,
    redirects: u32,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    set(options, error_out, Setting::Redirects(redirects))
}

/// Bounds how long a CRL and how long any other answer may be, in bytes: 64 MiB and 1 MiB by default.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_set_sizes(
    options: Option<&mut antin_client_options>,
    crl: u64,
    answer: u64,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    set(options, error_out, Setting::Sizes(crl, answer))
}

/// Asks OCSP responders by GET and without a nonce (RFC 5019 §5), so that answers may come from a cache.
/// By default they are asked by POST with a nonce.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_ask_ocsp_by_get(
    options: Option<&mut antin_client_options>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    set(options, error_out, Setting::OcspByGet)
}

/// Asks through a proxy, such as `http://proxy.example.vn:3128`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_client_options_set_proxy(
    options: Option<&mut antin_client_options>,
    address: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let options = wanted(options, "options")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let address = unsafe { text(address, "address") }?;
        options.0.set(Setting::Proxy(address))
    })
}

/// Lets addresses out of certificates lead to this host, although it is in a private network.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_client_options_allow_host(
    options: Option<&mut antin_client_options>,
    host: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let options = wanted(options, "options")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let host = unsafe { text(host, "host") }?;
        options.0.set(Setting::AllowHost(host))
    })
}

/// Lets addresses out of certificates lead into this network, such as `10.1.0.0/16`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn antin_client_options_allow_network(
    options: Option<&mut antin_client_options>,
    network: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let options = wanted(options, "options")?;
        // SAFETY: the conventions of the header ask for text that ends in NUL.
        let network = unsafe { text(network, "network") }?;
        options.0.set(Setting::AllowNetwork(network))
    })
}

/// Frees options; NULL is well.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_options_free(options: Option<Box<antin_client_options>>) {
    free(options);
}

/// Makes a client. Nothing is asked yet; the options are copied, and must not be NULL.
///
/// `ANTIN_RESULT_NETWORK` if the address of the proxy cannot be used.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_new(
    options: Option<&antin_client_options>,
    client_out: Option<&mut MaybeUninit<*mut antin_client>>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let out = wanted(client_out, "client_out")?;
        give(out, antin_client(wanted(options, "options")?.0.client()?));
        Ok(())
    })
}

/// Frees a client; NULL is well. Timestampers that use it keep what they need.
#[unsafe(no_mangle)]
pub extern "C" fn antin_client_free(client: Option<Box<antin_client>>) {
    free(client);
}
