//! Paths, and the issuers that are fetched for them.
//!
//! What is fetched is kept in the end only if it is part of a path to an anchor: that it has issued a
//! certificate which a stranger wrote says nothing.

use std::collections::BTreeMap;

use crate::ades::Origin;
use crate::error::NetworkError;
use crate::limits::Limits;
use crate::oid;
use crate::online::gather::Gathering;
use crate::online::gathered::{Attempt, Fault};
use crate::online::places::Places;
use crate::path::{self, Context, Signed, VerifiedPath, danger, verify_value};
use crate::time::Time;
use crate::x509::Certificate;

/// What was asked for issuers, and what was fetched and is not yet part of a path.
#[derive(Debug)]
pub(super) struct Asked {
    faults: BTreeMap<String, Fault>,
    fetched: Vec<(Certificate, Origin)>,
    /// Verifications that finding out who has issued what may cost still.
    verifications: usize,
}

impl Asked {
    pub(super) fn new(limits: &Limits) -> Self {
        let verifications = limits.certificates;
        Self { faults: BTreeMap::new(), fetched: Vec::new(), verifications }
    }
}

impl Gathering<'_> {
    /// Finds a path with what is at hand.
    pub(super) fn path_at_hand(&mut self, leaf: &Certificate, at: Time) -> Option<VerifiedPath> {
        if self.budget.is_over() {
            return None;
        }
        let checker = danger::WithoutRevocation::new();
        let context = Context::of_policy(&self.policy, &checker, at);
        let path = path::find(leaf, &self.pool, &context).ok()?;
        for certificate in path.certificates() {
            let place = self.asked.fetched.iter().position(|(one, _)| one == certificate);
            if let Some((issuer, origin)) = place.map(|place| self.asked.fetched.remove(place)) {
                self.keep(|evidence| evidence.with_certificate_of(issuer.clone(), &origin));
            }
        }
        Some(path)
    }

    /// Finds a path, with issuers that are fetched where they are not known.
    pub(super) fn fetch_path(
        &mut self,
        leaf: &Certificate,
        at: Time,
    ) -> Result<VerifiedPath, Vec<Attempt>> {
        let mut attempts = Vec::new();
        let mut top = leaf.clone();
        for _ in 0..self.policy.limits().path_depth {
            if let Some(issuer) = self.issuer_at_hand(&top, at) {
                top = issuer;
                continue;
            }
            if !self.fetch_issuers(&top, at, &mut attempts) {
                break;
            }
            if let Some(path) = self.path_at_hand(leaf, at) {
                return Ok(path);
            }
        }
        // Of several that lack the same issuer, the first has it fetched.
        self.path_at_hand(leaf, at).ok_or(attempts)
    }

    fn issuer_at_hand(&mut self, child: &Certificate, at: Time) -> Option<Certificate> {
        let mut left = self.asked.verifications;
        let named = self.pool.iter().filter(|one| one.subject().matches(child.issuer()));
        let issuer = named.filter(|one| *one != child).find(|one| {
            let may = left > 0;
            left = left.saturating_sub(1);
            may && self.is_issuer(one, child, at)
        });
        let issuer = issuer.cloned();
        self.asked.verifications = left;
        issuer
    }

    fn is_issuer(&self, issuer: &Certificate, child: &Certificate, at: Time) -> bool {
        let signed = Signed {
            algorithm: child.signature_algorithm(),
            message: child.tbs_der(),
            value: child.signature(),
        };
        let (algorithms, provider) = (self.policy.algorithms(), self.policy.provider());
        issuer.subject().matches(child.issuer())
            && !child.is_self_issued()
            && verify_value(signed, issuer.spki(), algorithms, provider, at).is_ok()
    }

    /// RFC 5280 §4.2.2.1: takes what has issued the certificate, and nothing else. Whether there was any.
    fn fetch_issuers(&mut self, child: &Certificate, at: Time, told: &mut Vec<Attempt>) -> bool {
        let most = self.policy.limits().addresses;
        let places = Places::of_access(child, oid::AD_CA_ISSUERS, most);
        for address in &places.asked {
            let fault = match self.asked.faults.get(address) {
                Some(fault) => fault.clone(),
                None => match self.fetch_issuer(child, at, address) {
                    Ok(()) => return true,
                    Err(fault) => fault,
                },
            };
            self.asked.faults.insert(address.clone(), fault.clone());
            told.push(Attempt { address: address.clone(), fault });
        }
        told.extend(places.left_out());
        false
    }

    fn fetch_issuer(&mut self, child: &Certificate, at: Time, address: &str) -> Result<(), Fault> {
        let found = self.client.fetch_certificates(address, &self.issuers)?;
        let mut any = false;
        for one in found {
            let Some(left) = self.asked.verifications.checked_sub(1) else {
                return Err(NetworkError::BudgetSpent.into());
            };
            self.asked.verifications = left;
            if self.is_issuer(&one, child, at) {
                self.asked.fetched.push((one.clone(), self.origin(address)));
                self.pool.push(one);
                any = true;
            }
        }
        any.then_some(()).ok_or_else(|| Fault::from(NetworkError::AnswerMismatch))
    }
}
