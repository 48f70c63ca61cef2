//! One request and its answer: attempts, pauses, redirections, sizes and times.

use std::io::Read;
use std::time::Duration;

use ureq::Agent;
use ureq::http::{HeaderMap, Request, Response, Uri};

use crate::crypto;
use crate::error::NetworkError;
use crate::online::budget::{Budget, Deadline};
use crate::online::client::Client;
use crate::online::host::Host;
use crate::online::resolve::FORBIDDEN;
use crate::online::url::Url;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ask<'a> {
    pub(super) url: &'a str,
    /// Whether the caller wrote the address, and not a stranger.
    pub(super) named: bool,
    /// What is posted, and its content type; otherwise this is a GET.
    pub(super) post: Option<(&'static str, &'a [u8])>,
    pub(super) accept: &'static str,
    /// What is known already, as headers of a conditional request (RFC 9110 §13.1).
    pub(super) conditions: &'a [(&'static str, String)],
    pub(super) bytes: u64,
    pub(super) attempt: Duration,
}

/// What came, with success or "not modified".
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) body: Vec<u8>,
    pub(super) content_type: Option<String>,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    /// RFC 9110 §15.4.5: what is known is still as it was.
    pub(super) not_modified: bool,
}

impl Client {
    /// Asks until there is an answer, or no hope of one.
    pub(super) fn ask(&self, ask: &Ask<'_>, budget: &Budget) -> Result<Answer, NetworkError> {
        let options = self.options();
        let url = Url::parse(ask.url)?;
        let deadline = Deadline::after(options.total).or(budget.deadline());
        let mut pause = options.pause;
        for attempt in 1.. {
            let error = match self.attempt(ask, &url, deadline, budget) {
                Ok(answer) => return Ok(answer),
                // Whoever has no time left for anything has not asked in vain.
                Err(NetworkError::Timeout) if budget.is_over() => {
                    return Err(NetworkError::BudgetSpent);
                }
                Err(error) => error,
            };
            let wait = pause.saturating_add(jitter(pause));
            let late = deadline.left() <= wait;
            if attempt >= options.attempts || late || !error.is_passing() {
                return Err(error);
            }
            std::thread::sleep(wait);
            pause = pause.saturating_mul(2).min(Duration::from_secs(8));
        }
        Err(NetworkError::Timeout)
    }

    /// Asks once, and follows redirections.
    fn attempt(
        &self,
        ask: &Ask<'_>,
        url: &Url,
        deadline: Deadline,
        budget: &Budget,
    ) -> Result<Answer, NetworkError> {
        let mut url = url.clone();
        let mut named = ask.named;
        for _ in 0..=self.options().redirects {
            budget.spend()?;
            let (pass, left) = self.enter(ask, &url, deadline)?;
            let mut response = self.send(ask, url.uri(), named, left)?;
            let status = response.status().as_u16();
            if let Some(location) = redirection(status, ask.post.is_some(), response.headers()) {
                url = url.redirected(&location)?;
                // Where it leads is the server's word, not the caller's.
                named = false;
                continue;
            }
            let answer = answer(&mut response, status, ask, budget);
            drop(pass);
            return answer;
        }
        Err(NetworkError::Redirect)
    }

    /// Waits for a place, and says how much time is left then.
    fn enter(
        &self,
        ask: &Ask<'_>,
        url: &Url,
        deadline: Deadline,
    ) -> Result<(super::gate::Pass<'_>, Duration), NetworkError> {
        let host = url.host();
        let pass = self.inner().gate.enter(&host, deadline)?;
        let left = deadline.left();
        let left = left.min(self.options().attempt_at(&host, ask.attempt));
        match left.is_zero() {
            true => Err(NetworkError::Timeout),
            false => Ok((pass, left)),
        }
    }

    fn send(
        &self,
        ask: &Ask<'_>,
        uri: &Uri,
        named: bool,
        left: Duration,
    ) -> Result<Response<ureq::Body>, NetworkError> {
        let inner = self.inner();
        let agent = if named { &inner.named } else { &inner.checked };
        self.check_literal(uri, named)?;
        let mut request = Request::builder().uri(uri).header("accept", ask.accept);
        // RFC 9110 §12.5.3: what is signed comes as it is.
        request = request.header("accept-encoding", "identity");
        for (name, value) in ask.conditions {
            request = request.header(*name, value);
        }
        let response = match ask.post {
            Some((kind, body)) => {
                let request = request.method("POST").header("content-type", kind).body(body);
                run(agent, request.map_err(|_| NetworkError::BadAddress)?, left)
            }
            None => {
                let request = request.method("GET").body(());
                run(agent, request.map_err(|_| NetworkError::BadAddress)?, left)
            }
        };
        response.map_err(|error| fault(&error))
    }

    /// What is no name, or no name of the global network by its form, is refused here: where a proxy
    /// resolves the names, nobody sees what they lead to.
    fn check_literal(&self, uri: &Uri, named: bool) -> Result<(), NetworkError> {
        let host = uri.host().unwrap_or_default();
        let options = self.options();
        if named || options.allowed.names(host) {
            return Ok(());
        }
        let is_admitted = match Host::of(host) {
            Host::Address(address) => options.allowed.admits(address),
            Host::Odd => false,
            Host::Inside => options.proxy.is_none(),
            Host::Name => true,
        };
        if is_admitted { Ok(()) } else { Err(NetworkError::ForbiddenAddress) }
    }
}

fn run<S: ureq::AsSendBody>(
    agent: &Agent,
    request: Request<S>,
    left: Duration,
) -> Result<Response<ureq::Body>, ureq::Error> {
    let request = agent.configure_request(request).timeout_global(Some(left)).build();
    agent.run(request)
}

/// Where to go instead (RFC 9110 §15.4); what is posted is posted again only where that is meant.
fn redirection(status: u16, posted: bool, headers: &HeaderMap) -> Option<String> {
    let follows = match status {
        301..=303 => !posted,
        307 | 308 => true,
        _ => false,
    };
    let location = headers.get("location")?.to_str().ok()?;
    follows.then(|| location.to_owned())
}

fn answer(
    response: &mut Response<ureq::Body>,
    status: u16,
    ask: &Ask<'_>,
    budget: &Budget,
) -> Result<Answer, NetworkError> {
    let not_modified = status == 304 && !ask.conditions.is_empty();
    if status != 200 && !not_modified {
        return Err(NetworkError::Status(status));
    }
    let header = |name: &str| {
        let value = response.headers().get(name)?.to_str().ok()?;
        Some(value.to_owned())
    };
    let (content_type, etag) = (header("content-type"), header("etag"));
    let last_modified = header("last-modified");
    let body = response.body_mut();
    // What is announced need not be read to be too long.
    if body.content_length().is_some_and(|length| length > ask.bytes) {
        return Err(NetworkError::TooLarge);
    }
    let body = match not_modified {
        true => Vec::new(),
        false => read(body.with_config().limit(ask.bytes).reader(), budget)?,
    };
    Ok(Answer { body, content_type, etag, last_modified, not_modified })
}

/// Reads a body as it comes; each octet is taken from what the gathering may fetch in all.
fn read(mut body: impl Read, budget: &Budget) -> Result<Vec<u8>, NetworkError> {
    let mut block = vec![0_u8; 64 << 10];
    let mut whole = Vec::new();
    loop {
        let count = match body.read(&mut block) {
            Ok(0) => return Ok(whole),
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(fault(&ureq::Error::from(error))),
        };
        let read = block.get(..count).unwrap_or_default();
        budget.take(read.len())?;
        whole.extend_from_slice(read);
    }
}

fn fault(error: &ureq::Error) -> NetworkError {
    use std::io::ErrorKind;
    use ureq::Error;
    match error {
        Error::Timeout(_) => NetworkError::Timeout,
        Error::HostNotFound => NetworkError::HostNotFound,
        Error::BodyExceedsLimit(_) | Error::LargeResponseHeader(..) => NetworkError::TooLarge,
        Error::Other(other) if other.to_string() == FORBIDDEN => NetworkError::ForbiddenAddress,
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) | Error::TlsRequired => NetworkError::Tls,
        Error::BadUri(_) | Error::Http(_) => NetworkError::BadAddress,
        Error::InvalidProxyUrl | Error::ConnectProxyFailed(_) => NetworkError::Proxy,
        Error::Io(io) => match io.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => NetworkError::Timeout,
            ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => {
                NetworkError::Interrupted
            }
            ErrorKind::ConnectionAborted => NetworkError::Interrupted,
            ErrorKind::InvalidData => NetworkError::Tls,
            // The resolver of the operating system reports an unknown name without a kind.
            ErrorKind::Other | ErrorKind::NotFound => NetworkError::HostNotFound,
            _ => NetworkError::Connection,
        },
        Error::Protocol(_) | Error::BodyStalled => NetworkError::Interrupted,
        _ => NetworkError::Connection,
    }
}

/// Up to half of the pause, at random; none if there is no randomness.
fn jitter(pause: Duration) -> Duration {
    let mut octet = [0_u8; 1];
    match crypto::default_provider().random(&mut octet) {
        Ok(()) => pause.saturating_mul(u32::from(octet[0])) / 512,
        Err(_) => Duration::ZERO,
    }
}
