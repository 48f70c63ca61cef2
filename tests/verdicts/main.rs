//! Verdicts through the public API: each sub-indication that level B can give has a signature that
//! gets it, and beside it the same signature without the fault, which passes.

mod acceptance;
mod alone;
mod chain;
mod containers;
mod front;
mod g1;
mod integrity;
mod levels;
#[path = "../online/ocsp.rs"]
mod ocsp;
mod pki;
mod pushed;
mod reports;
mod responders;
mod revocation;
mod sealed;
mod timestamps;
