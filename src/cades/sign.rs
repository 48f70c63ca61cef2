//! Making signatures with a credential: prepare, have the key sign, put together.
//!
//! The credential was checked to match when it was made, so that the value need not be verified here.

use std::io::{ErrorKind, Read, Write};

use crate::cades::add::prepare_addition;
use crate::cades::content::Content;
use crate::cades::options::{Form, Options};
use crate::cades::prepare::{Base, Plan, Prepared, contradiction, prepare, prepare_reader};
use crate::crypto::{Digest, Hasher, SignatureAlgorithm};
use crate::error::{ApiMisuse, Error, KeyError};
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

fn complete(prepared: &Prepared<'_>, credential: &Credential) -> Result<Vec<u8>, Error> {
    let value = value(&prepared.plan, credential, &prepared.to_be_signed)?;
    Ok(prepared.put_together(&value))
}

fn value(plan: &Plan, credential: &Credential, message: &[u8]) -> Result<Vec<u8>, Error> {
    let key = credential.key();
    if !key.algorithms().contains(&plan.algorithm) {
        return Err(Error::Key(KeyError::AlgorithmMismatch));
    }
    key.sign(plan.algorithm, message)
}

/// Writes an attached signature around content that streams by, in constant memory.
///
/// DER puts lengths first, so that the length of the content must be known. What was written is of no
/// use if this fails. ECDSA values differ in length, so one of the usual length is made, which takes
/// two attempts on average.
///
/// # Errors
///
/// As [`sign`], [`Error::ApiMisuse`] if the content is not as long as announced, [`Error::Key`] if an
/// ECDSA key gives values of one unusual length only, and [`Error::Other`] if reading or writing
/// fails.
pub fn sign_attached(
    content: impl Read,
    length: u64,
    mut out: impl Write,
    credential: &Credential,
    options: &Options,
) -> Result<(), Error> {
    if options.form == Form::Detached {
        return Err(contradiction("content is written for an attached signature only"));
    }
    let plan = Plan::new(credential.chain(), options)?;
    let base = Base::new(credential.chain(), &plan);
    let value_len = value_len(&plan)?;
    // Half the address space leaves room for what is around the content.
    let announced = usize::try_from(length).ok().filter(|length| *length <= usize::MAX / 2);
    let announced = announced.ok_or(LENGTH)?;

    // Nothing in it changes its length with the digest and the value.
    let around = |digest: &Digest, value: &[u8]| {
        let attributes = plan.signed_attributes(&base.content_type, digest, options);
        let signer = plan.signer_info(&attributes, value);
        (attributes, base.assemble(signer).around(Some(announced)))
    };
    let (_, (before, _)) = around(&Hasher::digest(plan.digest, &[]), &vec![0; value_len]);
    out.write_all(&before)?;
    let digest = copy(content, length, &mut out, Hasher::new(plan.digest))?;
    let (attributes, _) = around(&digest, &[]);
    let value = value_of_length(value_len, || value(&plan, credential, &attributes))?;
    let (_, (again, after)) = around(&digest, &value);
    if again != before {
        return Err(Error::Unreachable("the head of an attached signature changed"));
    }
    out.write_all(&after)?;
    Ok(())
}

const LENGTH: Error = Error::ApiMisuse(ApiMisuse::ContentLength);

/// The length of signature values, or the likeliest one.
fn value_len(plan: &Plan) -> Result<usize, Error> {
    let bits = plan.certificate.public_key()?.bits();
    Ok(match plan.algorithm {
        SignatureAlgorithm::RsaPkcs1(_) | SignatureAlgorithm::RsaPss(_) => bits.div_ceil(8),
        SignatureAlgorithm::Ed25519 => 64,
        // RFC 3279 §2.2.3: two INTEGERs; each has a leading zero octet in half of all cases.
        SignatureAlgorithm::Ecdsa(_) => 7 + 2 * bits.div_ceil(8),
    })
}

/// Signs until the value has the length that was announced.
fn value_of_length(
    length: usize,
    sign: impl Fn() -> Result<Vec<u8>, Error>,
) -> Result<Vec<u8>, Error> {
    // Half of all values have it, so that a key that does not repeat itself fails once in 2^128.
    for _ in 0..128 {
        let value = sign()?;
        if value.len() == length {
            return Ok(value);
        }
    }
    Err(Error::Key(KeyError::Refused))
}

/// Copies content of a known length, and hashes it.
fn copy(
    mut content: impl Read,
    length: u64,
    out: &mut impl Write,
    mut hasher: Hasher,
) -> Result<Digest, Error> {
    let mut buffer = vec![0; 64 << 10];
    let mut left = length;
    loop {
        let count = match content.read(&mut buffer) {
            Ok(0) if left == 0 => return Ok(hasher.finish()),
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        let piece = buffer.get(..count).filter(|piece| !piece.is_empty()).ok_or(LENGTH)?;
        let size = u64::try_from(piece.len()).map_err(|_| LENGTH)?;
        left = left.checked_sub(size).ok_or(LENGTH)?;
        hasher.update(piece);
        out.write_all(piece)?;
    }
}
