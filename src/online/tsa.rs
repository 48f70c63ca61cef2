//! A time-stamping authority behind an address (RFC 3161 §3.4).

use std::time::Duration;

use crate::error::{Error, NetworkError};
use crate::oid::ObjectIdentifier;
use crate::online::budget::Budget;
use crate::online::client::Client;
use crate::online::transport::Ask;
use crate::online::url::Url;
use crate::tsp::{Request, Response, Timestamper, Token};

/// What an attempt may take if nothing else was said: some authorities queue for minutes.
const PATIENCE: Duration = Duration::from_secs(180);

/// A time-stamping authority behind an address. Requests of many threads are sent in parallel.
#[derive(Clone, Debug)]
pub struct Tsa {
    client: Client,
    address: String,
    policy: Option<ObjectIdentifier>,
}

impl Client {
    /// Names an authority. The caller vouches for the address, so its host may be anywhere.
    ///
    /// # Errors
    ///
    /// [`Error::Network`] if this is no plain http or https address.
    pub fn tsa(&self, address: &str) -> Result<Tsa, Error> {
        Url::parse(address).map_err(Error::Network)?;
        Ok(Tsa { client: self.clone(), address: address.to_owned(), policy: None })
    }
}

impl Tsa {
    /// Asks for time-stamps by a policy of the authority, where a request names none.
    #[must_use]
    pub fn with_policy(self, policy: ObjectIdentifier) -> Self {
        Self { policy: Some(policy), ..self }
    }
}

impl Timestamper for Tsa {
    fn timestamp(&self, request: &Request) -> Result<Token, Error> {
        let mut request = request.clone();
        if let (Some(policy), None) = (&self.policy, request.policy()) {
            request = request.with_policy(policy.clone());
        }
        let options = self.client.options();
        let ask = Ask {
            url: &self.address,
            named: true,
            post: Some(("application/timestamp-query", &request.to_der())),
            accept: "application/timestamp-reply",
            conditions: &[],
            bytes: options.answer_bytes,
            attempt: options.attempt_or(PATIENCE),
        };
        // What the caller asks for himself is bounded by attempts and redirections.
        let answer = self.client.ask(&ask, &Budget::unbounded()).map_err(Error::Network)?;
        let response = Response::from_der(&answer.body).map_err(|error| {
            let kind = answer.content_type.as_deref().unwrap_or_default();
            match kind.starts_with("application/timestamp-reply") {
                true => error,
                // A portal's page rather than a broken answer.
                false => Error::Network(NetworkError::ContentType),
            }
        })?;
        response.into_token(&request)
    }
}
