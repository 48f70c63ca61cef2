//! OCSP: reading answers and writing requests (RFC 6960, RFC 5019, RFC 9654).
//!
//! Stricter than the text: an answer holds at least one single response, and times have no fractions
//! (§4.2.2.1 says so, and some responders do not keep to it). Left out: signed requests, and the
//! service locator. Who may sign an answer is judged in [`revocation`](crate::revocation).

mod cert_id;
mod request;
mod response;
mod single;

pub use cert_id::CertId;
pub use request::{Request, RequestMismatch};
pub use response::{ResponderId, Response, ResponseStatus};
pub use single::{CertStatus, SingleResponse};
