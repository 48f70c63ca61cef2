//! Judging detached signatures over content that is pushed, piece by piece.

use crate::Time;
use crate::ades::{Evidence, Report};
use crate::cades::verify::{Known, Wanted, report};
use crate::cms::{Digester, SignedData};
use crate::error::{ApiMisuse, Error};
use crate::policy::Policy;

/// A judgement on a detached signature whose content passes by.
#[derive(Debug)]
pub(crate) struct Judging {
    signature: Vec<u8>,
    policy: Policy,
    evidence: Evidence,
    at: Time,
    wanted: Wanted,
    digester: Digester,
}

impl Judging {
    /// Begins with a SignedData in DER or BER; as [`verify`](crate::cades::verify()) for errors.
    pub(crate) fn new(
        signature: Vec<u8>,
        policy: &Policy,
        evidence: &Evidence,
        at: Time,
    ) -> Result<Self, Error> {
        let signed_data = SignedData::from_bytes_with(&signature, policy.limits())?;
        if !signed_data.is_detached() {
            return Err(Error::ApiMisuse(ApiMisuse::UnexpectedContent));
        }
        let wanted = Wanted::by(&signed_data, policy.limits());
        let digester = wanted.digester(policy.limits());
        let (policy, evidence) = (policy.clone(), evidence.clone());
        Ok(Self { signature, policy, evidence, at, wanted, digester })
    }

    /// Takes the next piece of the content.
    pub(crate) fn update(&mut self, piece: &[u8]) {
        self.digester.update(piece);
    }

    /// Judges; as [`verify`](crate::cades::verify()) for errors.
    pub(crate) fn finish(self) -> Result<Report, Error> {
        let signed_data = SignedData::from_bytes_with(&self.signature, self.policy.limits())?;
        let facts = self.digester.finish();
        let known = Known::from_facts(&facts, &self.wanted)?;
        Ok(report(&signed_data, Some(&known), &self.policy, &self.evidence, self.at))
    }
}
