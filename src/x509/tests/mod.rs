//! Tests of certificates, names, extensions and CRL heads, with the template that they are made from.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod certificate;
mod crl;
mod extensions;
mod files;
mod general_names;
mod names;
mod properties;
pub(crate) mod template;
