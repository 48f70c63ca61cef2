//! Who signed CRLs and OCSP answers: what is common to both.
//!
//! RFC 5280 §6.3.3 (f), (g), RFC 6960 §4.2.2.2, EN 319 102-1 §5.6.2.2. A signer that is no authority of the
//! path that is asked about has a path of its own. It has to hold at a time at which what was signed and
//! every certificate of that path provably existed: otherwise whoever got hold of an authority's key later
//! could certify a signer for what is old.

use crate::path::{self, Context, PathError, Signed, VerifiedPath, verify_value};
use crate::policy::{PathInputs, TrustAnchor, TrustStore};
use crate::revocation::answer::{Answer, Standing, Unusable};
use crate::revocation::checker::{Inquiry, Within};
use crate::revocation::ocsp::Response;
use crate::revocation::proof::{SignerPath, certificate_since};
use crate::time::Time;
use crate::x509::{Certificate, KnownKeys};

/// A certificate that may be that of a signer, and what a path for it is looked for with.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'s> {
    pub(super) certificate: &'s Certificate,
    pub(super) pool: &'s [Certificate],
    pub(super) anchor: &'s TrustAnchor,
    pub(super) inputs: &'s PathInputs,
    /// Since when what it signed exists.
    pub(super) signed: Time,
    /// The response that it signed.
    pub(super) response: Option<&'s Response>,
}

/// A path that holds, with how each of its certificates stands.
pub(super) struct Found {
    pub(super) path: VerifiedPath,
    answers: Vec<Answer>,
}

impl Found {
    /// What is not in the path that was asked about.
    pub(super) fn own(self, within: &Within<'_>) -> SignerPath {
        let known = |one: &Certificate| within.asked.above.contains(&one);
        let all = self.path.certificates().iter().zip(self.answers);
        let own = all.filter(|(one, _)| !known(one)).map(|(one, answer)| (one.clone(), answer));
        let (certificates, answers) = own.unzip();
        SignerPath { certificates, answers }
    }
}

impl Inquiry<'_> {
    /// RFC 5280 §6.3.3 (g): mathematics once for each key, the policy's rules each time.
    pub(super) fn signed(
        &self,
        signed: Signed<'_>,
        known: &KnownKeys,
        spki: &[u8],
        at: Time,
    ) -> Result<(), Unusable> {
        let policy = self.checker.policy;
        let provider = policy.provider();
        if known.has(provider.name(), spki) {
            let admitted = signed.admit(spki, policy.algorithms(), at);
            return admitted.map(drop).map_err(Unusable::Signature);
        }
        self.checker.spend_signature()?;
        verify_value(signed, spki, policy.algorithms(), provider, at)
            .map_err(Unusable::Signature)?;
        known.add(provider.name(), spki);
        Ok(())
    }

    /// Finds the path of a signer, at a time at which all of it and what it signed existed.
    pub(super) fn find(
        &self,
        candidate: Candidate<'_>,
        within: &Within<'_>,
    ) -> Result<Found, Unusable> {
        let mut at = candidate.signed.max(self.since(candidate.certificate, &candidate));
        // Each turn is later than the one before, and spends one search.
        loop {
            let found = self.find_at(candidate, within, at)?;
            let known = |one: &&Certificate| within.asked.above.contains(one);
            let own = found.path.certificates().iter().filter(|one| !known(one));
            match own.map(|one| self.since(one, &candidate)).max().filter(|latest| *latest > at) {
                Some(latest) => at = latest,
                None => {
                    self.slide(&found, &candidate)?;
                    return Ok(found);
                }
            }
        }
    }

    fn find_at(
        &self,
        candidate: Candidate<'_>,
        within: &Within<'_>,
        at: Time,
    ) -> Result<Found, Unusable> {
        self.checker.spend_search()?;
        let policy = self.checker.policy;
        let trust = TrustStore::new(vec![candidate.anchor.clone()]);
        let trust = trust.map_err(|_| Unusable::SignerUnknown)?;
        let nested = self.nested(within);
        let context = Context::new(&trust, policy.algorithms(), candidate.inputs, &nested, at)
            .with_provider(policy.provider())
            .with_limits(*policy.limits());
        let path = path::find(candidate.certificate, candidate.pool, &context);
        let path = path.map_err(|refusal| match refusal.reason {
            PathError::NoIssuer => Unusable::SignerUnknown,
            reason => Unusable::Signer(reason),
        })?;
        let answers = nested.heard(path.certificates());
        Ok(Found { path, answers })
    }

    /// EN 319 102-1 §5.6.2.2: what an authority above the signer vouches for exists since before the
    /// authority was revoked, or ended.
    fn slide(&self, found: &Found, candidate: &Candidate<'_>) -> Result<(), Unusable> {
        let checker = self.checker;
        let mut until: Option<(Time, PathError)> = None;
        for (one, answer) in found.path.certificates().iter().zip(&found.answers).rev() {
            let data = answer.proof().map(|proof| proof.exists_since(&|it| checker.since(it)));
            let latest = data.max(Some(self.since(one, candidate)));
            if let Some((_, why)) = until.filter(|(until, _)| latest > Some(*until)) {
                return Err(Unusable::Signer(why));
            }
            let revoked = match answer.standing() {
                Standing::RevokedLater(revoked) => Some((revoked.time, PathError::Revoked)),
                _ => None,
            };
            let ended =
                (one.not_after() < checker.now).then(|| (one.not_after(), PathError::Expired));
            let ends = [until, revoked, ended].into_iter().flatten();
            until = ends.min_by_key(|(end, _)| *end);
        }
        Ok(())
    }

    fn since(&self, certificate: &Certificate, candidate: &Candidate<'_>) -> Time {
        let since = |object: &[u8]| self.checker.since(object);
        certificate_since(certificate, candidate.response, &since)
    }
}

/// The most telling reason so far.
pub(super) struct Failed(pub(super) Unusable);

impl Failed {
    pub(super) fn note(&mut self, why: Unusable) {
        if why.rank() > self.0.rank() {
            self.0 = why;
        }
    }
}
