//! Time-stamps: proof by a third party that something existed at a time.
//!
//! RFC 3161 with RFC 5816 (references to the authority's certificate by any digest), and the profile
//! of ETSI EN 319 422. Requests are made with SHA-2 only. Stricter than the text: what an answer
//! says is compared with the request before anybody sees the time-stamp, and a token must refer to
//! the certificate that signed it and name no critical extension that is not known. More lenient:
//! tokens are read in BER as all CMS is, and default values may be written out.
//! Left out: transports, which implement [`Timestamper`]; and judging the certificate of the
//! authority, which is the work of the judgement that uses the token.

mod authority;
mod imprint;
mod info;
mod request;
mod response;
mod token;

use std::fmt::Debug;

use crate::error::Error;

pub use authority::Authority;
pub use imprint::Imprint;
pub use info::{Accuracy, TstInfo};
pub use request::Request;
pub use response::{Response, Status};
pub use token::{Token, TokenFault};

/// Whoever can have something time-stamped: a server, a local [`Authority`], a store of tokens.
///
/// Implementations send [`Request::to_der`] and hand the answer to [`Response::from_der`] and
/// [`Response::into_token`], which compares it with the request. Who asks compares again.
///
/// # Examples
///
/// ```
/// use antin::tsp::{Request, Response, Timestamper, Token};
///
/// #[derive(Debug)]
/// struct ByFile;
///
/// impl Timestamper for ByFile {
///     fn timestamp(&self, request: &Request) -> Result<Token, antin::Error> {
///         std::fs::write("request.tsq", request.to_der())?;
///         // … somebody carries it to the authority and brings the answer …
///         Response::from_der(&std::fs::read("answer.tsr")?)?.into_token(request)
///     }
/// }
/// ```
pub trait Timestamper: Debug + Send + Sync {
    /// Has the imprint of a request time-stamped.
    ///
    /// # Errors
    ///
    /// [`Error::Timestamp`] if the authority refuses or answers something else, and what the
    /// transport reports.
    fn timestamp(&self, request: &Request) -> Result<Token, Error>;
}

#[cfg(test)]
mod tests;
