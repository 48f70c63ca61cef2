//! What is left of the work that one search may cost.

use crate::limits::Limits;
use crate::path::error::PathError;

/// Counts down what a search may still do. It is shared by all paths that the search tries, so that
/// many bad candidates cost no more than one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    signatures: u32,
    steps: u32,
    name_comparisons: u32,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            signatures: limits.path_signatures,
            steps: limits.path_steps,
            name_comparisons: limits.name_constraints,
        }
    }

    /// A tenth: saying why no path holds must not cost much more than finding that out.
    pub(super) fn to_explain(limits: &Limits) -> Self {
        let Self { signatures, steps, name_comparisons } = Self::new(limits);
        Self { signatures: signatures / 10, steps: steps / 10, name_comparisons }
    }

    /// One verification of a signature.
    pub(super) fn signature(&mut self) -> Result<(), PathError> {
        spend(&mut self.signatures, 1)
    }

    /// One issuer tried.
    pub(super) fn step(&mut self) -> Result<(), PathError> {
        spend(&mut self.steps, 1)
    }

    /// Comparisons of all names of a certificate with all constraints of one above it.
    pub(super) fn names(&mut self, names: usize, constraints: usize) -> Result<(), PathError> {
        let amount = names.checked_mul(constraints).and_then(|amount| u32::try_from(amount).ok());
        spend(&mut self.name_comparisons, amount.unwrap_or(u32::MAX))
    }
}

fn spend(left: &mut u32, amount: u32) -> Result<(), PathError> {
    *left = left.checked_sub(amount).ok_or(PathError::BudgetSpent)?;
    Ok(())
}
