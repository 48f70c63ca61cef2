//! The second step: the receipt, by the agency's key or one elsewhere.

use crate::ades::Evidence;
use crate::crypto::{Digest, SignatureAlgorithm};
use crate::edxml::statement::Sha256;
use crate::error::Error;
use crate::gateway::JudgedArrival;
use crate::receipt::{self, PreparedReceipt};

/// A package that was judged, with the receipt for it, if there is to be one.
#[derive(Clone, Debug)]
pub struct Answered {
    pub(super) judged: JudgedArrival,
    pub(super) receipt: Option<SignedReceipt>,
}

/// A receipt that nobody may have before it is recorded.
#[derive(Clone, Debug)]
pub(super) struct SignedReceipt {
    pub(super) id: Sha256,
    pub(super) container: Vec<u8>,
}

/// A package that was judged, and whose receipt waits for the value of its signature.
#[derive(Debug)]
pub struct PreparedAnswer {
    judged: JudgedArrival,
    receipt: PreparedReceipt,
}

impl JudgedArrival {
    /// Signs the receipt with the agency's key, if there is to be one.
    ///
    /// The evidence is what the levels LT and LTA keep.
    ///
    /// # Errors
    ///
    /// [`Error::Credential`] if the key is elsewhere; as [`receipt::make`].
    pub fn answer(self, evidence: &Evidence) -> Result<Answered, Error> {
        let Some(prepared) = self.receipt_to_sign(evidence)? else {
            return Ok(self.without_receipt());
        };
        let id = prepared.id();
        let container = prepared.sign(self.by.agency.credential()?)?;
        Ok(Answered { judged: self, receipt: Some(SignedReceipt { id, container }) })
    }

    /// Prepares the receipt for a key elsewhere.
    ///
    /// # Errors
    ///
    /// As [`receipt::prepare`]; the package without a receipt, if there is to be none.
    pub fn prepare(self, evidence: &Evidence) -> Result<PreparedAnswer, NotPrepared> {
        match self.receipt_to_sign(evidence) {
            Ok(Some(receipt)) => Ok(PreparedAnswer { judged: self, receipt }),
            Ok(None) => Err(NotPrepared::NoReceipt(Box::new(self.without_receipt()))),
            Err(error) => Err(NotPrepared::Failed(error)),
        }
    }

    /// Goes on without a receipt, whether there was to be one or not.
    pub fn without_receipt(self) -> Answered {
        Answered { judged: self, receipt: None }
    }

    fn receipt_to_sign(&self, evidence: &Evidence) -> Result<Option<PreparedReceipt>, Error> {
        let Some(receipt) = &self.receipt else { return Ok(None) };
        let agency = &self.by.agency;
        let level = self.by.gateway.rules().outbound(agency.code()).level();
        let options = agency.options(level, evidence, self.at);
        receipt::prepare(receipt, agency.chain(), &options).map(Some)
    }
}

/// Why there is no receipt to be signed elsewhere.
#[expect(clippy::exhaustive_enums, reason = "it could not be prepared, or there is nothing to")]
#[derive(Debug)]
pub enum NotPrepared {
    /// There is to be none: this can be recorded as it is.
    NoReceipt(Box<Answered>),
    /// It could not be prepared.
    Failed(Error),
}

impl PreparedAnswer {
    /// Returns what the key has to sign: the signed attributes in DER (RFC 5652 §5.4).
    pub fn to_be_signed(&self) -> &[u8] {
        self.receipt.to_be_signed()
    }

    /// Returns the digest of [`to_be_signed`](Self::to_be_signed), for keys that sign digests.
    pub fn digest(&self) -> Digest {
        self.receipt.digest()
    }

    /// Returns the algorithm that the key has to sign with. ECDSA values are in DER.
    pub fn algorithm(&self) -> SignatureAlgorithm {
        self.receipt.algorithm()
    }

    /// Says whether a value is by the key of the agency's certificate, before it is used up by finishing.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] if it does not verify with that key.
    pub fn check(&self, value: &[u8]) -> Result<(), Error> {
        self.receipt.check(value)
    }

    /// Goes on without the receipt: nobody signed it.
    pub fn without_receipt(self) -> Answered {
        self.judged.without_receipt()
    }

    /// Finishes the receipt with the value of its signature.
    ///
    /// # Errors
    ///
    /// As [`PreparedReceipt::finish`].
    pub fn finish(self, value: &[u8]) -> Result<Answered, Error> {
        let id = self.receipt.id();
        let container = self.receipt.finish(value)?;
        Ok(Answered { judged: self.judged, receipt: Some(SignedReceipt { id, container }) })
    }
}
