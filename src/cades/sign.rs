//! Making signatures with a credential: prepare, have the key sign, put together.
//!
//! The credential was checked to match when it was made, so that the value need not be verified here.

use std::io::Read;

use crate::cades::add::prepare_addition;
use crate::cades::content::Content;
use crate::cades::options::Options;
use crate::cades::prepare::{Plan, Prepared, prepare, prepare_reader};
use crate::error::{Error, KeyError};
use crate::keys::Credential;

/// Signs content in memory.
///
/// The result is a SignedData in a ContentInfo, in DER: detached unless the options say
/// [`attached`](Options::attached).
///
/// # Errors
///
/// As [`prepare`], and [`Error::Key`] if the key cannot make such signatures or refuses.
pub fn sign(content: &[u8], credential: &Credential, options: &Options) -> Result<Vec<u8>, Error> {
    complete(&prepare(content, credential.chain(), options)?, credential)
}

/// Signs content that is read once, in constant memory. The signature is detached.
///
/// # Errors
///
/// As [`sign`], [`Error::ApiMisuse`] if the options ask for an attached signature, and
/// [`Error::Other`] if reading fails.
pub fn sign_reader(
    content: impl Read,
    credential: &Credential,
    options: &Options,
) -> Result<Vec<u8>, Error> {
    complete(&prepare_reader(content, credential.chain(), options)?, credential)
}

/// Adds a signature beside those in an existing SignedData, which is not changed otherwise.
///
/// The content must be given if the existing signatures are detached, and only then.
///
/// # Errors
///
/// As [`sign`], and as [`prepare_addition`].
pub fn add_signature(
    existing: &[u8],
    content: Option<Content<'_>>,
    credential: &Credential,
    options: &Options,
) -> Result<Vec<u8>, Error> {
    complete(&prepare_addition(existing, content, credential.chain(), options)?, credential)
}

/// Puts a signature together with the key of the credential whose chain it was prepared with.
pub(crate) fn complete(prepared: &Prepared<'_>, credential: &Credential) -> Result<Vec<u8>, Error> {
    let value = value(&prepared.plan, credential, &prepared.to_be_signed)?;
    prepared.put_together(&value)
}

pub(super) fn value(
    plan: &Plan,
    credential: &Credential,
    message: &[u8],
) -> Result<Vec<u8>, Error> {
    let key = credential.key();
    if !key.algorithms().contains(&plan.algorithm) {
        return Err(Error::Key(KeyError::AlgorithmMismatch));
    }
    key.sign(plan.algorithm, message)
}
