//! Making receipts.

use std::io::Cursor;

use crate::asic::{self, File, Options, Prepared};
use crate::cades;
use crate::crypto::{Digest, Hasher, SignatureAlgorithm};
use crate::edxml::statement::Sha256;
use crate::error::Error;
use crate::keys::Credential;
use crate::limits::Limits;
use crate::receipt::{NAME, Receipt};
use crate::x509::Certificate;

/// Signs a receipt: the container that goes back to the sender.
///
/// The options' level may be B, T, LT or LTA; only from T on it is proved when the receipt was made.
///
/// # Errors
///
/// [`Error::Malformed`] for a receipt that no reader would take: without a recipient, or of an unsealed
/// package that was not refused; as [`asic::sign`](crate::asic::sign()) for the signature.
pub fn make(
    receipt: &Receipt,
    credential: &Credential,
    options: &cades::Options,
) -> Result<Vec<u8>, Error> {
    asic::sign(vec![entry(receipt)?], credential, &Options::extended(options.clone()))
}

/// A receipt that waits for the value of its signature.
#[derive(Debug)]
pub struct PreparedReceipt(Prepared<'static>);

/// Prepares a receipt for a key elsewhere; the chain begins with the signer's certificate.
///
/// # Errors
///
/// As [`make`].
pub fn prepare(
    receipt: &Receipt,
    chain: &[Certificate],
    options: &cades::Options,
) -> Result<PreparedReceipt, Error> {
    let options = Options::extended(options.clone());
    asic::prepare(vec![entry(receipt)?], chain, &options).map(PreparedReceipt)
}

impl PreparedReceipt {
    /// Returns what the key has to sign: the signed attributes in DER (RFC 5652 §5.4).
    pub fn to_be_signed(&self) -> &[u8] {
        self.0.to_be_signed()
    }

    /// Returns the digest of [`to_be_signed`](Self::to_be_signed), for keys that sign digests.
    pub fn digest(&self) -> Digest {
        self.0.digest()
    }

    /// Returns the algorithm that the key has to sign with. ECDSA values are in DER.
    pub fn algorithm(&self) -> SignatureAlgorithm {
        self.0.algorithm()
    }

    /// Returns by what the receipt will be known (`docs/seal.md` §4.1).
    pub fn id(&self) -> Sha256 {
        Hasher::sha256(self.to_be_signed())
    }

    /// Says whether a value is by the key of the certificate, before it is used up by finishing.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] if it does not verify with that key.
    pub fn check(&self, value: &[u8]) -> Result<(), Error> {
        self.0.check(value)
    }

    /// Finishes the container with the key of the credential that it was prepared for.
    ///
    /// # Errors
    ///
    /// What the key reports, and as [`asic::Prepared::finish`].
    pub fn sign(self, credential: &Credential) -> Result<Vec<u8>, Error> {
        self.0.sign(credential, Vec::new())
    }

    /// Finishes the container.
    ///
    /// # Errors
    ///
    /// As [`asic::Prepared::finish`].
    pub fn finish(self, value: &[u8]) -> Result<Vec<u8>, Error> {
        self.0.finish(value, Vec::new())
    }
}

fn entry(receipt: &Receipt) -> Result<File<'static>, Error> {
    let json = receipt.to_json();
    // What is written is what can be read.
    Receipt::from_json(&json, &Limits::DEFAULT)?;
    Ok(File::new(NAME, Cursor::new(json)).with_media_type("application/json"))
}
