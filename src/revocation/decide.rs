//! From statements to an answer: which is fresh, which is best, which contradict each other.
//!
//! EN 319 102-1 §5.2.5 (revocation freshness checker).

use crate::policy::Freshness;
use crate::revocation::answer::{Answer, Revoked, Standing, Unusable};
use crate::revocation::proof::Proof;
use crate::revocation::statement::{Found, Said, Statement};
use crate::time::{CLOCK_SKEW, Time};
use crate::x509::Certificate;

/// The two times of a decision, and how old a statement may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct When {
    /// The time that is asked about.
    pub(super) at: Time,
    /// The time of the judgement: nothing is believed that was made after it.
    pub(super) now: Time,
    pub(super) freshness: Freshness,
}

/// Decides how a certificate stands.
pub(super) fn decide(found: Found, certificate: &Certificate, when: When) -> Answer {
    let Found { statements, mut refused } = found;
    let mut sorted = Sorted::default();
    for statement in statements {
        if let Err((proof, why)) = sorted.add(statement, certificate, when) {
            refused.push(crate::revocation::answer::Refused { proof, why });
        }
    }
    refused.sort_by_key(|one| std::cmp::Reverse(one.why.rank()));
    let (standing, proof, contradicted_by) = sorted.best(when);
    Answer { standing, proof, contradicted_by, refused }
}

/// Statements that count, by what they say of the time that is asked about.
#[derive(Default)]
struct Sorted {
    revoked: Vec<(Revoked, Proof)>,
    held: Vec<(Revoked, Proof)>,
    later: Vec<(Revoked, Proof)>,
    good: Vec<Proof>,
    /// When something did not speak of the certificate, fresh or not: what ends a hold.
    silent: Vec<Time>,
}

impl Sorted {
    fn add(
        &mut self,
        statement: Statement,
        certificate: &Certificate,
        when: When,
    ) -> Result<(), (Proof, Unusable)> {
        let Statement { said, proof } = statement;
        let ahead = i64::from(when.freshness.grace()).max(CLOCK_SKEW);
        let latest = when.now.plus_seconds(ahead);
        // RFC 6960 §3.2 (5), and the same for CRLs.
        if proof.this_update() > latest || proof.made_at() > latest {
            return Err((proof, Unusable::FromTheFuture));
        }
        match said {
            // A revocation stays, however old the list: freshness is no question.
            Said::Revoked(revoked) if is_before(revoked, when) => {
                self.revoked.push((revoked, proof));
            }
            Said::Revoked(revoked) => self.later.push((revoked, proof)),
            Said::OnHold(revoked) if !is_before(revoked, when) => {
                self.later.push((revoked, proof));
            }
            // A hold stays until something newer no longer speaks of it.
            Said::OnHold(revoked) => self.held.push((revoked, proof)),
            Said::Good => {
                let age = check_age(&proof, certificate, when);
                if age != Err(Unusable::AfterExpiry) {
                    self.silent.push(proof.this_update());
                }
                match age {
                    Ok(()) => self.good.push(proof),
                    Err(why) => return Err((proof, why)),
                }
            }
        }
        Ok(())
    }

    /// The best statement: a revocation, else a hold that had not ended, else the newest; and what
    /// contradicts it.
    fn best(mut self, when: When) -> (Standing, Option<Proof>, Option<Proof>) {
        let held = self.held_at(when);
        let newest_good = self.good.into_iter().max_by_key(Proof::this_update);
        if let Some((revoked, proof)) = self.revoked.into_iter().min_by_key(|(one, _)| one.time) {
            let against = newest_good.filter(|good| good.this_update() > revoked.time);
            return (Standing::Revoked(revoked), Some(proof), against);
        }
        if let Some((revoked, held)) = held {
            let against = newest_good.filter(|good| good.this_update() == held.this_update());
            return (Standing::OnHold(revoked), Some(held), against);
        }
        match self.later.into_iter().min_by_key(|(one, _)| one.time) {
            Some((revoked, proof)) => (Standing::RevokedLater(revoked), Some(proof), None),
            None if newest_good.is_some() => (Standing::Good, newest_good, None),
            None => (Standing::Unknown, None, None),
        }
    }

    /// The newest hold that had not ended at the time that is asked about: what ends it is newer than what
    /// tells of it, and from no later than that time.
    fn held_at(&mut self, when: When) -> Option<(Revoked, Proof)> {
        let Self { held, silent, .. } = self;
        let until = if when.at >= when.now { None } else { Some(when.at) };
        let ends = |told: Time| {
            silent.iter().any(|end| *end > told && until.is_none_or(|until| *end <= until))
        };
        let lasting = held.drain(..).filter(|(_, proof)| !ends(proof.this_update()));
        lasting.max_by_key(|(_, proof)| proof.this_update())
    }
}

/// Whether a revocation counts at the time that is asked about. A time in the future is no reason to
/// believe the certificate until then.
fn is_before(revoked: Revoked, when: When) -> bool {
    revoked.time <= when.at || revoked.time > when.now
}

/// Whether a statement that a certificate is not revoked is new enough.
fn check_age(proof: &Proof, certificate: &Certificate, when: When) -> Result<(), Unusable> {
    let ended = certificate.not_after();
    // X.509 §9.5.2.7, RFC 6960 §4.4.4: expired certificates leave the list, unless it says otherwise.
    if proof.this_update() > ended && proof.expired_since().is_none_or(|since| since > ended) {
        return Err(Unusable::AfterExpiry);
    }
    if is_fresh(proof, when) { Ok(()) } else { Err(Unusable::Stale) }
}

/// EN 319 102-1 §5.2.5.4: by the policy's greatest age, or until nextUpdate, which is what the interval
/// between thisUpdate and nextUpdate comes to; with neither, only what is newer than the time.
///
/// Stricter: nextUpdate counts beside the policy's greatest age too (RFC 5280 §6.3.3 (a)).
pub(super) fn is_fresh(proof: &Proof, when: When) -> bool {
    let made = proof.this_update();
    let grace = i64::from(when.freshness.grace());
    let until = |end: Time| end.plus_seconds(grace) >= when.at;
    let of_age = when.freshness.max_age().map(|age| until(made.plus_seconds(age.into())));
    match (of_age, proof.next_update().map(until)) {
        (Some(of_age), next) => of_age && next.unwrap_or(true),
        (None, Some(next)) => next,
        (None, None) => made >= when.at,
    }
}
