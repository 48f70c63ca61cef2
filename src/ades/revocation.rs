//! The judgement on the revocation of a signer's chain.
//!
//! EN 319 102-1 §5.2.6.4 step 4, with the freshness of §5.2.5, at the time since which what was signed
//! provably exists (§5.5.4). Where an authority was revoked since, or the path no longer holds, data
//! counts only if it provably exists since before (§5.6.2.2).

use crate::Time;
use crate::ades::finding::{escape, vietnam_time};
use crate::ades::{Detail, Doubt, Failure, Finding, FindingCode, Judgement, Language, Made};
use crate::path::{PathError, Status, VerifiedPath};
use crate::policy::Revocation;
use crate::revocation::{Answer, NotAsked, Proof, Refused, Revoked, Standing, Unusable};
use crate::x509::Certificate;

const STEP_4: &str = "EN 319 102-1 §5.2.6.4 step 4";
const SLIDING: &str = "EN 319 102-1 §5.6.2.2";
const FRESHNESS: &str = "EN 319 102-1 §5.2.5";

/// Whether a path is no good as far as revocation goes, so that another one may be better.
pub(super) fn stands_against(answers: &[Answer], demand: Revocation) -> bool {
    let status = |answer: &Answer| answer.status(demand);
    answers.iter().any(|one| matches!(status(one), Status::Revoked(_) | Status::Undetermined))
}

/// The times that a judgement on revocation knows.
#[derive(Clone, Copy)]
pub(super) struct Times<'a> {
    /// What is known of the time of what was signed.
    pub(super) made: Made<'a>,
    /// Whether the path holds at that time, and no longer at the time of the judgement.
    pub(super) in_past: bool,
}

/// Judges how each certificate of a path stands.
pub(super) fn judge_answers(
    judgement: &mut Judgement,
    path: &VerifiedPath,
    answers: &mut [Answer],
    demand: Revocation,
    times: Times<'_>,
    older: &dyn Fn(usize, Time) -> Answer,
) {
    if demand == Revocation::Skip {
        judgement.note(Finding::new(FindingCode::RevocationSkipped).by(STEP_4));
        return;
    }
    let certificates = path.certificates();
    let mut missing = None;
    // The anchor is judged first: what an authority says counts only if it is good itself.
    let mut control = Control::new(times);
    for (place, (certificate, answer)) in certificates.iter().zip(answers).enumerate().rev() {
        let about = About { certificate, is_signer: place == 0, made: Some(times.made) };
        // The last certificate is the anchor's to answer for, which ends too where the policy minds that.
        let issuer = certificates.get(place + 1).or_else(|| path.anchor().dated());
        control.reach(issuer);
        about.judge_existence(control.until, judgement);
        // What is proven earlier may clear a certificate of which nothing bad is known; it does not make
        // known revocations unknown (§5.2.6.4 step 4).
        let known = answer.standing();
        let stays = matches!(known, Standing::Revoked(_) | Standing::OnHold(_));
        if let Some((until, _)) = control.late(answer).filter(|_| !stays) {
            let proven = older(place, until);
            if proven.proof().is_some() {
                *answer = proven;
            }
        }
        if let Some(doubt) = control.slide(answer) {
            judgement.doubt(doubt, about.not_proven(answer));
        }
        control.end_with(known);
        match answer.standing() {
            // One finding for all of which nothing is known, about the last.
            Standing::Unknown if answer.refused().is_empty() => missing = Some(about),
            _ => about.judge(answer, judgement),
        }
    }
    judge_missing(judgement, missing, demand);
}

/// Judges that nothing at all is known, once for all certificates of which that is so.
fn judge_missing(judgement: &mut Judgement, missing: Option<About<'_>>, demand: Revocation) {
    match missing {
        Some(about) if demand == Revocation::Require => {
            judgement.doubt(Doubt::TryLater, about.finding(FindingCode::RevocationUnknown));
        }
        Some(about) => judgement.note(about.finding(FindingCode::RevocationNotAvailable)),
        None => {}
    }
}

/// EN 319 102-1 §5.6.2.2: until when what an authority signed can be relied on, sliding down the path.
struct Control<'a> {
    times: Times<'a>,
    /// The end of reliance, and what it comes from.
    until: Option<(Time, Doubt)>,
}

impl<'a> Control<'a> {
    fn new(times: Times<'a>) -> Self {
        Self { times, until: None }
    }

    /// Goes on to a certificate that another issued, or the anchor, whose end is one of reliance: what was
    /// signed with its key after that was signed by somebody else.
    fn reach(&mut self, issuer: Option<&Certificate>) {
        if let Some(issuer) = issuer.filter(|_| self.times.in_past) {
            self.end(issuer.not_after(), Doubt::RevocationOutOfBoundsNoPoe);
        }
    }

    /// Takes what is known of the certificate: the data must provably exist since before its signer could
    /// no longer be relied on.
    fn slide(&mut self, answer: &Answer) -> Option<Doubt> {
        let late = self.late(answer);
        self.end_with(answer.standing());
        late.map(|(_, doubt)| doubt)
    }

    /// Nobody who was revoked later is relied on since, also where something proven earlier, which does not
    /// know of that, clears the certificate for the time that is asked about.
    fn end_with(&mut self, standing: Standing) {
        if let Standing::RevokedLater(revoked) = standing {
            self.end(revoked.time, Doubt::RevokedCaNoPoe);
        }
    }

    /// The end that the data of an answer is not proven to be older than.
    fn late(&self, answer: &Answer) -> Option<(Time, Doubt)> {
        self.until.filter(|(until, _)| {
            let exists = answer.proof().map(|proof| self.times.since(proof));
            exists.is_some_and(|exists| exists > *until)
        })
    }

    fn end(&mut self, until: Time, doubt: Doubt) {
        if self.until.is_none_or(|(earlier, _)| until < earlier) {
            self.until = Some((until, doubt));
        }
    }
}

impl Times<'_> {
    /// Since when all that a proof rests on exists.
    fn since(&self, proof: &Proof) -> Time {
        proof.exists_since(&|object| self.made.proofs.of(object))
    }
}

/// The certificate that something is about.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) certificate: &'a Certificate,
    pub(super) is_signer: bool,
    /// What is known of the time of what was signed, where that decides.
    pub(super) made: Option<Made<'a>>,
}

impl About<'_> {
    fn finding(self, code: FindingCode) -> Finding {
        let subject = self.certificate.subject().to_string();
        Finding::new(code).by(STEP_4).with(Detail::Certificate(subject))
    }

    pub(super) fn judge(self, answer: &Answer, judgement: &mut Judgement) {
        match answer.standing() {
            Standing::NotAsked(NotAsked::NoneAvailable) => {
                judgement.note(self.finding(FindingCode::RevocationNotPublished).by("RFC 9608 §2"));
            }
            Standing::Good | Standing::NotAsked(_) => {}
            // Later than was asked about, and yet before it provably existed.
            Standing::RevokedLater(revoked)
                if self.made.is_some_and(|made| revoked.time <= made.exists) =>
            {
                self.judge_revoked(revoked, answer, judgement);
            }
            Standing::RevokedLater(revoked) => {
                let finding = self.finding(FindingCode::CertificateRevokedLater);
                judgement.note(told(finding, revoked, answer.proof()));
            }
            Standing::Revoked(revoked) => self.judge_revoked(revoked, answer, judgement),
            // Step 4 c.
            Standing::OnHold(revoked) => {
                let finding = self.finding(FindingCode::CertificateOnHold);
                judgement.doubt(Doubt::TryLater, told(finding, revoked, answer.proof()));
            }
            Standing::Unknown => self.judge_unknown(answer, judgement),
        }
        if let Some(proof) = answer.contradicted_by() {
            let finding = self.finding(FindingCode::RevocationContradictory);
            judgement.note(finding.with(Detail::Proof(proof.to_string())));
        }
    }

    /// Steps 4 b and 4 d; §5.3.4: a time-stamp under the signature proves that it was made after.
    fn judge_revoked(self, revoked: Revoked, answer: &Answer, judgement: &mut Judgement) {
        let finding = self.finding(FindingCode::Path(PathError::Revoked));
        let finding = told(finding, revoked, answer.proof());
        let after = self.made.and_then(|made| made.after).filter(|_| self.is_signer);
        if after.is_some_and(|after| after > revoked.time) {
            judgement.fail(Failure::Revoked, finding);
        } else {
            judgement.doubt(self.revoked(), finding);
        }
    }

    /// §5.6.2.2: the certificate itself must provably exist since before its issuer could no longer be
    /// relied on.
    fn judge_existence(self, until: Option<(Time, Doubt)>, judgement: &mut Judgement) {
        let (Some((until, _)), Some(made)) = (until, self.made) else { return };
        if made.certificate(self.certificate, self.is_signer) > until {
            let finding = self.finding(FindingCode::CertificateNotProven).by(SLIDING);
            judgement.doubt(Doubt::NoPoe, finding.with(Detail::Until(until)));
        }
    }

    fn not_proven(self, answer: &Answer) -> Finding {
        let proof = answer.proof().map(|proof| Detail::Proof(proof.to_string()));
        self.finding(FindingCode::RevocationNotProven).by(SLIDING).with_all(proof)
    }

    fn revoked(self) -> Doubt {
        if self.is_signer { Doubt::RevokedNoPoe } else { Doubt::RevokedCaNoPoe }
    }

    /// Nothing counts: the most telling reason decides, the others are told.
    fn judge_unknown(self, answer: &Answer, judgement: &mut Judgement) {
        let Some((first, others)) = answer.refused().split_first() else {
            judgement.doubt(Doubt::TryLater, self.finding(FindingCode::RevocationUnknown));
            return;
        };
        let (doubt, code) = meaning(first.why);
        judgement.doubt(doubt, refused(self.finding(code), first));
        // What is about other certificates of the same authority is no news.
        for one in others.iter().filter(|one| one.why != Unusable::Scope).take(MAX_TOLD) {
            let finding = self.finding(FindingCode::RevocationUnusable);
            judgement.note(refused(finding, one));
        }
    }
}

/// Findings about what could not be used, for one certificate.
const MAX_TOLD: usize = 4;

fn meaning(why: Unusable) -> (Doubt, FindingCode) {
    match why {
        Unusable::Stale => (Doubt::TryLater, FindingCode::RevocationStale),
        Unusable::FromTheFuture => (Doubt::TryLater, FindingCode::RevocationFromTheFuture),
        // §5.2.6.4: the signer of revocation data is outside of the validity of its certificate.
        Unusable::Signer(
            PathError::Expired | PathError::AnchorExpired | PathError::NotYetValid,
        ) => (Doubt::RevocationOutOfBoundsNoPoe, FindingCode::RevocationUndecided),
        // §5.2.8.4: algorithms of revocation data too.
        Unusable::Signature(PathError::Algorithm(refusal))
        | Unusable::Signer(PathError::Algorithm(refusal)) => {
            let doubt = match refusal.until() {
                Some(_) => Doubt::CryptoConstraintsFailureNoPoe,
                None => Doubt::CryptoConstraintsFailure,
            };
            (doubt, FindingCode::RevocationUndecided)
        }
        _ => (Doubt::TryLater, FindingCode::RevocationUndecided),
    }
}

fn told(finding: Finding, revoked: Revoked, proof: Option<&Proof>) -> Finding {
    finding
        .with(Detail::Time(revoked.time))
        .with_all(revoked.reason.map(|reason| Detail::Reason(reason.name())))
        .with_all(revoked.invalid_since.map(Detail::From))
        .with_all(proof.map(|proof| Detail::Proof(proof.to_string())))
}

fn refused(finding: Finding, refused: &Refused) -> Finding {
    let finding = match refused.why {
        Unusable::Stale | Unusable::FromTheFuture => finding.by(FRESHNESS),
        why => finding.by(why.clause()),
    };
    let until = refused.proof.next_update().filter(|_| refused.why == Unusable::Stale);
    finding
        .with(Detail::Proof(refused.proof.to_string()))
        .with(Detail::Reason(refused.why.code()))
        .with_all(until.map(Detail::Until))
}

/// How a certificate stands, with the proof, for people; nothing where nobody knows.
pub(crate) fn standing_text(answer: &Answer, language: Language) -> Option<String> {
    let words = match answer.standing() {
        Standing::Good => language.choose("not revoked", "chưa bị thu hồi"),
        Standing::Revoked(_) => language.choose("revoked", "đã bị thu hồi"),
        Standing::RevokedLater(_) => language.choose("revoked later", "bị thu hồi sau đó"),
        Standing::OnHold(_) => language.choose("suspended", "bị tạm dừng"),
        Standing::NotAsked(_) | Standing::Unknown => return None,
    };
    let since = answer.standing().revoked().map(|revoked| vietnam_time(revoked.time));
    let since = since.map(|time| format!(" {time}")).unwrap_or_default();
    Some(format!("{words}{since}: {}", proof_text(answer.proof()?)))
}

/// A proof for people: kind, who made it, when.
pub(crate) fn proof_text(proof: &Proof) -> String {
    let kind = if proof.response().is_some() { "OCSP" } else { "CRL" };
    format!("{kind}, {}, {}", escape(&proof.by()), vietnam_time(proof.made_at()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ades::Proofs;

    #[test]
    fn reliance_ends_with_the_earliest_revocation_that_is_known() {
        let proofs = Proofs::new(Time::from_unix(900));
        let made =
            Made { exists: Time::from_unix(100), after: None, refers: false, proofs: &proofs };
        let mut control = Control::new(Times { made, in_past: true });
        control.end(Time::from_unix(500), Doubt::RevocationOutOfBoundsNoPoe);
        let revoked =
            |seconds| Revoked { time: Time::from_unix(seconds), reason: None, invalid_since: None };
        let until = |control: &Control<'_>| control.until.map(|(until, _)| until.to_unix());
        for standing in [Standing::Good, Standing::Unknown, Standing::RevokedLater(revoked(600))] {
            control.end_with(standing);
            assert_eq!(until(&control), Some(500));
        }
        // What is proven earlier may then clear it for the time that is asked about; this stays.
        control.end_with(Standing::RevokedLater(revoked(300)));
        let _ = control.slide(&Answer::unknown());
        assert_eq!(until(&control), Some(300));
    }
}
