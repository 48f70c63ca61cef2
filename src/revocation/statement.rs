//! Statements: what one proof says of one certificate, its signer being in order.

use crate::revocation::answer::{Refused, Revoked, Unusable};
use crate::revocation::proof::Proof;

/// What one proof says of one certificate.
///
/// Its signature and its signer are in order at the time of the judgement. Whether it is fresh, and what
/// it means at a time, is not decided yet.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub struct Statement {
    /// What is said.
    pub said: Said,
    /// What says it.
    pub proof: Proof,
}

/// What a statement says.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Not revoked.
    Good,
    /// On hold since a time.
    OnHold(Revoked),
    /// Revoked since a time.
    Revoked(Revoked),
}

/// All that was found about a certificate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub(crate) statements: Vec<Statement>,
    pub(crate) refused: Vec<Refused>,
}

impl Found {
    pub(super) fn state(&mut self, said: Said, proof: Proof) {
        self.statements.push(Statement { said, proof });
    }

    pub(super) fn refuse(&mut self, proof: Proof, why: Unusable) {
        self.refused.push(Refused { proof, why });
    }
}
