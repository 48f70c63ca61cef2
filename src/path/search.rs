//! Building paths: from the last certificate up, depth first, anchors before the pool.
//!
//! RFC 4158 describes how a search is steered; RFC 5280 says nothing of it. What can be in no path,
//! such as an expired authority, is left out at first. If no path holds, a second and much smaller
//! search puts it back in, to say what is wrong with the candidates.

use std::ops::ControlFlow;

use crate::path::budget::Budget;
use crate::path::context::Context;
use crate::path::error::PathError;
use crate::path::issuers::{Agreement, Comparison, Issuers, agreement};
use crate::path::signatures::Signatures;
use crate::path::validate::{self, Outcome};
use crate::path::{Candidate, Refusal, VerifiedPath};
use crate::policy::TrustAnchor;
use crate::x509::Certificate;

/// Failed candidates that are remembered; of more, the most telling are.
const MAX_CANDIDATES: usize = 32;

/// Certificates in one path, whatever the limits say: each takes a frame of the stack.
const MAX_DEPTH: usize = 256;

/// What the search is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// A path that holds.
    Find,
    /// Reasons why none holds.
    Explain,
}

/// A path that holds, or a spent budget.
type Stop<'a> = Result<Box<(&'a TrustAnchor, Outcome)>, PathError>;

struct Search<'a, 'c> {
    context: &'c Context<'a>,
    issuers: Issuers<'a>,
    signatures: Signatures<'a>,
    budget: Budget,
    max_length: usize,
    mode: Mode,
    /// The last certificate first.
    path: Vec<&'a Certificate>,
    candidates: Vec<Candidate>,
    spent: bool,
}

/// Finds a path from a certificate to an anchor.
pub(super) fn search<'a>(
    leaf: &'a Certificate,
    pool: &'a [Certificate],
    context: &Context<'a>,
) -> Result<VerifiedPath, Refusal> {
    let mut search = Search {
        context,
        issuers: Issuers::new(pool, context.trust.anchors()),
        signatures: Signatures::default(),
        budget: Budget::new(&context.limits),
        max_length: context.limits.path_depth.clamp(1, MAX_DEPTH),
        mode: Mode::Find,
        path: vec![leaf],
        candidates: Vec::new(),
        spent: false,
    };
    if let Some(found) = search.run() {
        return Ok(found);
    }
    search.mode = Mode::Explain;
    search.budget = Budget::to_explain(&context.limits);
    match search.run() {
        // Nothing holds in the second search that did not in the first, unless that was cut short.
        Some(found) => Ok(found),
        None => Err(search.refusal()),
    }
}

impl<'a> Search<'a, '_> {
    fn run(&mut self) -> Option<VerifiedPath> {
        let found = match self.leaf_itself() {
            ControlFlow::Continue(()) => self.extend(),
            stop => stop,
        };
        match found {
            ControlFlow::Break(Ok(found)) => {
                let (anchor, outcome) = *found;
                Some(VerifiedPath::new(&self.path, anchor, outcome))
            }
            ControlFlow::Break(Err(_)) => {
                self.spent = true;
                None
            }
            ControlFlow::Continue(()) => None,
        }
    }

    /// A certificate that is itself an anchor's.
    fn leaf_itself(&mut self) -> ControlFlow<Stop<'a>> {
        let (context, Some(leaf)) = (self.context, self.path.first().copied()) else {
            return ControlFlow::Continue(());
        };
        for anchor in context.trust.anchors() {
            if anchor.certificate() != Some(leaf) {
                continue;
            }
            let believed = if anchor.is_believed_as_leaf() {
                Ok(())
            } else {
                self.signature(leaf, leaf.spki())?.map_err(|error| match error {
                    PathError::SignatureMismatch | PathError::KeyMismatch => {
                        PathError::AnchorIsNotForItself
                    }
                    error => error,
                })
            };
            let budget = &mut self.budget;
            let outcome = believed
                .and_then(|()| validate::validate_anchor_itself(leaf, anchor, context, budget));
            self.decide(anchor, outcome.map_err(|error| (0, error)))?;
        }
        ControlFlow::Continue(())
    }

    /// Tries everything that may have issued the certificate at the top of the path.
    fn extend(&mut self) -> ControlFlow<Stop<'a>> {
        let Some(child) = self.path.last().copied() else { return ControlFlow::Continue(()) };
        let mut issued = false;
        for comparison in [Comparison::Exact, Comparison::Prepared] {
            for anchor in self.issuers.in_anchors(child, comparison) {
                issued |= self.try_anchor(child, anchor)?;
            }
            for authority in self.issuers.in_pool(child, comparison, self.context.at) {
                issued |= self.try_authority(child, authority)?;
            }
        }
        if !issued {
            self.fail(None, (self.path.len() - 1, PathError::NoIssuer));
        }
        ControlFlow::Continue(())
    }

    /// Checks the path as it is under an anchor; says whether the anchor issued its top.
    fn try_anchor(
        &mut self,
        child: &'a Certificate,
        anchor: &'a TrustAnchor,
    ) -> ControlFlow<Stop<'a>, bool> {
        self.step()?;
        if self.is_in_path(anchor.name(), anchor.spki()) {
            return ControlFlow::Continue(false);
        }
        if let Err(error) = self.signature(child, anchor.spki())? {
            let own =
                anchor.certificate().and_then(|one| one.extensions().subject_key_identifier());
            return self.not_issued(child, own, Some(anchor), error);
        }
        let outcome = validate::validate(&self.path, anchor, self.context, &mut self.budget);
        self.decide(anchor, outcome)?;
        ControlFlow::Continue(true)
    }

    /// Goes on above an authority of the pool; says whether it issued the top of the path.
    fn try_authority(
        &mut self,
        child: &'a Certificate,
        authority: &'a Certificate,
    ) -> ControlFlow<Stop<'a>, bool> {
        self.step()?;
        if self.is_in_path(authority.subject(), authority.spki()) {
            return ControlFlow::Continue(false);
        }
        if self.is_too_deep(authority) {
            self.fail(None, (self.path.len() - 1, PathError::TooDeep));
            return ControlFlow::Continue(true);
        }
        if self.mode == Mode::Find && !self.may_be_in_path(authority) {
            return ControlFlow::Continue(false);
        }
        if let Err(error) = self.signature(child, authority.spki())? {
            let own = authority.extensions().subject_key_identifier();
            return self.not_issued(child, own, None, error);
        }
        self.path.push(authority);
        let found = self.extend();
        if found.is_continue() {
            self.path.pop();
        }
        found.map_continue(|()| true)
    }

    /// Whether an authority more is more than the limits or the caller allow. To the caller's bound
    /// an authority's own renewals do not count, as with path lengths (RFC 5280 §4.2.1.9).
    fn is_too_deep(&self, authority: &Certificate) -> bool {
        let deeper = usize::from(!authority.is_self_issued());
        self.path.len() >= self.max_length
            || self
                .context
                .inputs
                .max_depth
                .is_some_and(|depth| self.authorities() + deeper > depth)
    }

    /// The authorities in the path that are not self-issued.
    fn authorities(&self) -> usize {
        self.path.iter().skip(1).filter(|one| !one.is_self_issued()).count()
    }

    /// Whether an authority passes all checks that do not depend on what is above it.
    fn may_be_in_path(&self, authority: &Certificate) -> bool {
        let allowed = authority.extensions().basic_constraints().and_then(|basic| basic.path_len);
        let fits =
            allowed.is_none_or(|most| u32::try_from(self.authorities()).is_ok_and(|n| n <= most));
        fits && validate::check_authority(authority, self.path.len(), self.context).is_ok()
    }

    /// A key of the right name that did not make the signature. Where the key identifiers say that it
    /// is another key, that is no reason to report.
    fn not_issued(
        &mut self,
        child: &Certificate,
        own: Option<&[u8]>,
        anchor: Option<&TrustAnchor>,
        error: PathError,
    ) -> ControlFlow<Stop<'a>, bool> {
        if agreement(child, own) == Agreement::Different {
            return ControlFlow::Continue(false);
        }
        self.fail(anchor, (self.path.len() - 1, error));
        ControlFlow::Continue(true)
    }

    /// Whether the same name with the same key is in the path already: going on would be a loop.
    fn is_in_path(&self, name: &crate::x509::Name, spki: &[u8]) -> bool {
        self.path.iter().any(|one| one.spki() == spki && one.subject().matches(name))
    }

    fn step(&mut self) -> ControlFlow<Stop<'a>> {
        match self.budget.step() {
            Ok(()) => ControlFlow::Continue(()),
            Err(spent) => ControlFlow::Break(Err(spent)),
        }
    }

    fn signature(
        &mut self,
        child: &'a Certificate,
        spki: &'a [u8],
    ) -> ControlFlow<Stop<'a>, Result<(), PathError>> {
        match self.signatures.check(child, spki, self.context, &mut self.budget) {
            Ok(result) => ControlFlow::Continue(result),
            Err(spent) => ControlFlow::Break(Err(spent)),
        }
    }

    /// Stops at a path that holds or at a spent budget; remembers anything else.
    fn decide(
        &mut self,
        anchor: &'a TrustAnchor,
        outcome: Result<Outcome, validate::Failure>,
    ) -> ControlFlow<Stop<'a>> {
        match outcome {
            Ok(outcome) => ControlFlow::Break(Ok(Box::new((anchor, outcome)))),
            Err((at, error)) => {
                self.fail(Some(anchor), (at, error));
                if error.is_fatal() {
                    ControlFlow::Break(Err(error))
                } else {
                    ControlFlow::Continue(())
                }
            }
        }
    }

    fn fail(&mut self, anchor: Option<&TrustAnchor>, (at, error): validate::Failure) {
        if self.mode == Mode::Find {
            return;
        }
        if self.candidates.len() >= MAX_CANDIDATES {
            let least = self.candidates.iter().enumerate().min_by_key(|(_, one)| one.error.rank());
            match least.map(|(place, one)| (place, one.error.rank())) {
                Some((place, rank)) if rank < error.rank() => drop(self.candidates.remove(place)),
                _ => return,
            }
        }
        let certificates = self.path.iter().map(|one| (*one).clone()).collect();
        self.candidates.push(Candidate { certificates, anchor: anchor.cloned(), error, at });
    }

    /// The candidates, the most telling first; of equals, the one that broke nearest to the end.
    fn refusal(mut self) -> Refusal {
        self.candidates.sort_by_key(|one| (std::cmp::Reverse(one.error.rank()), one.at));
        let first = self.candidates.first().map(|one| one.error);
        let without = if self.spent { PathError::BudgetSpent } else { PathError::NoIssuer };
        let reason = match first {
            Some(error) if !(self.spent && error == PathError::NoIssuer) => error,
            _ => without,
        };
        Refusal { reason, candidates: self.candidates, budget_spent: self.spent }
    }
}
