//! Runs the path validator over public suites (`ANTIN_SUITES`).
//!
//! Each suite prints how often the verdicts agree, which cases are wrongly accepted, and which are
//! wrongly refused. The second must never be; each of the third stands in
//! `tests/exceptions/<suite>.toml` with the clause that justifies it, and an exception that no longer
//! applies fails.

mod bettertls;
mod boringssl;
mod go;
mod limbo;
mod nss;
mod openssl;
mod pkits;
mod status;
mod suite;
mod vietnam;
