//! Judges the CMS files of public suites (`ANTIN_SUITES`), and the containers with such files.
//!
//! DSS, SiVa and Bouncy Castle say whether digest and value are right, whatever the chain; PKITS'
//! signed messages are judged whole, revocation apart. Each prints how often the judgements agree, and
//! what is wrongly accepted, which must be nothing, and wrongly refused, which stands in
//! `tests/exceptions/cms-<suite>.toml` with its clause. An exception that no longer applies fails.

mod containers;
mod integrity;
mod messages;
mod stamps;
mod suite;
