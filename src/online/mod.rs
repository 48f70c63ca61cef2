//! Asking over the network: time-stamp authorities, OCSP responders, and directories of CRLs and
//! certificates.
//!
//! RFC 3161 §3.4 (time-stamps over HTTP), RFC 6960 appendix A with RFC 5019 §5 (OCSP by POST and GET),
//! RFC 5280 §4.2.1.13 and §4.2.2.1 (CRLs and issuers), RFC 9110 and RFC 9111 (HTTP, conditional
//! requests). Judging never comes here: what is fetched becomes [`Evidence`](crate::Evidence), which is
//! then judged with.
//!
//! The addresses stand in certificates, and strangers write those. So only http and https are spoken,
//! a redirection must keep the scheme, hosts of a special purpose (RFC 6890: loopback, private,
//! link-local …) are refused also where a name resolves to them, unless they are [allowed](Allowed), and
//! the connection goes to the address that was checked. Fetches, bytes, time and parallelism are
//! bounded. Whatever comes is compared with what was asked before it is kept.
//!
//! Left out: LDAP and FTP addresses, TLS trust other than the web's roots, HTTP/2, automatic proxy
//! configuration. With a proxy, names are resolved by the proxy, so that only their form is checked
//! here.

mod address;
mod budget;
mod client;
mod fetch;
mod gate;
mod gather;
mod gathered;
mod host;
mod issuers;
mod options;
mod parallel;
mod places;
mod resolve;
mod statuses;
mod transport;
mod tsa;
mod url;
mod validator;

pub use address::Allowed;
pub use client::Client;
pub use gathered::{Attempt, Fault, Gathered, Missing};
pub use options::Options;
pub use tsa::Tsa;
