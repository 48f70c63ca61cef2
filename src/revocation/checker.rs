//! The checker: it is asked about certificates of paths, and answers from what it was given.

use std::fmt::Debug;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::path::{Question, RevocationChecker, Status};
use crate::policy::{Missing, Policy, Revocation, TrustAnchor};
use crate::revocation::answer::{Answer, NotAsked, Standing, Unusable};
use crate::revocation::decide::{When, decide};
use crate::revocation::ocsp::Response;
use crate::revocation::statement::{Found, Statement};
use crate::revocation::{answers, lists, proof};
use crate::time::Time;
use crate::x509::{Certificate, Crl};

/// What is at hand to tell about revocation. Nothing in it is trusted.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default)]
pub struct Material<'a> {
    /// Certificates of those who sign CRLs and OCSP answers, and of authorities above them.
    pub certificates: &'a [Certificate],
    /// CRLs.
    pub crls: &'a [Crl],
    /// OCSP responses.
    pub responses: &'a [Response],
}

impl<'a> Material<'a> {
    /// Bundles what is at hand.
    pub fn new(
        certificates: &'a [Certificate],
        crls: &'a [Crl],
        responses: &'a [Response],
    ) -> Self {
        Self { certificates, crls, responses }
    }
}

/// Knows since when objects provably exist (EN 319 102-1 §5.6.2.3).
pub trait Existence: Debug + Sync {
    /// Returns the earliest time before the judgement at which these bytes provably existed.
    fn since(&self, object: &[u8]) -> Option<Time>;
}

/// Answers how certificates stand, from CRLs and OCSP responses.
///
/// # Examples
///
/// ```
/// use antin::path::{self, Context};
/// use antin::revocation::{Checker, Material};
/// use antin::x509::{Certificate, Crl};
/// use antin::{Policy, Time};
///
/// # fn demo(leaf: &Certificate, pool: &[Certificate], crls: &[Crl], policy: &Policy, at: Time) {
/// let checker = Checker::new(policy, Material::new(pool, crls, &[]), at);
/// let path = path::find(leaf, pool, &Context::of_policy(policy, &checker, at));
/// # }
/// ```
#[derive(Debug)]
pub struct Checker<'a> {
    pub(super) policy: &'a Policy,
    pub(super) material: Material<'a>,
    pub(super) now: Time,
    existence: Option<&'a dyn Existence>,
    signatures: AtomicU32,
    searches: AtomicU32,
}

impl<'a> Checker<'a> {
    /// Judges by a policy, from what is at hand, at a time: whoever signed must be in order then, and
    /// nothing made after it is believed.
    pub fn new(policy: &'a Policy, material: Material<'a>, now: Time) -> Self {
        let limits = policy.limits();
        Self {
            policy,
            material,
            now,
            existence: None,
            signatures: AtomicU32::new(limits.revocation_signatures),
            searches: AtomicU32::new(limits.revocation_searches),
        }
    }

    /// Judges who signed a CRL or an OCSP response, and by which algorithm, by the time since which it
    /// provably exists, in place of the time of the judgement; the certificates of who signed it too,
    /// where they are no authorities of the path that is asked about.
    #[must_use]
    pub fn with_existence(self, existence: &'a dyn Existence) -> Self {
        Self { existence: Some(existence), ..self }
    }

    /// Since when an object provably exists: if nothing else is known, since the judgement.
    pub(super) fn since(&self, object: &[u8]) -> Time {
        let since = self.existence.and_then(|existence| existence.since(object));
        since.map_or(self.now, |since| since.min(self.now))
    }

    /// The time by which the signature of a CRL is judged.
    pub(super) fn time_of_crl(&self, crl: &Crl) -> Time {
        self.since(crl.as_der())
    }

    /// The time by which the signature of an OCSP response is judged.
    pub(super) fn time_of_response(&self, response: &Response) -> Time {
        proof::response_since(response, &|object| self.since(object))
    }

    /// Answers how one certificate stands at the time of the question.
    pub fn answer(&self, question: Question<'_>) -> Answer {
        self.inquiry().answer(question)
    }

    /// Answers for each certificate of a path, the last one of the path first, as they are given.
    pub fn answers(
        &self,
        certificates: &[Certificate],
        anchor: &TrustAnchor,
        at: Time,
    ) -> Vec<Answer> {
        let path: Vec<_> = certificates.iter().collect();
        let each = path.iter().enumerate().map(|(place, certificate)| {
            let above = path.get(place + 1..).unwrap_or_default();
            self.answer(Question::new(certificate, above, anchor, at))
        });
        each.collect()
    }

    /// Returns all that is said of a certificate by whoever may say it, fresh or not, and from whatever
    /// time: for those who judge by proofs of existence (EN 319 102-1 §5.6.2.2).
    pub fn statements(&self, question: Question<'_>) -> Vec<Statement> {
        self.inquiry().found(question).statements
    }

    fn inquiry(&self) -> Inquiry<'_> {
        let depth = self.policy.limits().revocation_depth;
        Inquiry { checker: self, asked: Vec::new(), depth }
    }

    pub(super) fn spend_signature(&self) -> Result<(), Unusable> {
        spend(&self.signatures)
    }

    pub(super) fn spend_search(&self) -> Result<(), Unusable> {
        spend(&self.searches)
    }
}

impl RevocationChecker for Checker<'_> {
    fn check(&self, question: Question<'_>) -> Status {
        self.answer(question).status(self.policy.revocation())
    }
}

fn spend(left: &AtomicU32) -> Result<(), Unusable> {
    let less = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
    less.map(drop).map_err(|_| Unusable::BudgetSpent)
}

/// One question, or one that came up while another was answered.
#[derive(Debug)]
pub(super) struct Inquiry<'c> {
    pub(super) checker: &'c Checker<'c>,
    /// The certificates that are being asked about.
    asked: Vec<Certificate>,
    depth: u8,
}

impl Inquiry<'_> {
    fn answer(&self, question: Question<'_>) -> Answer {
        let policy = self.checker.policy;
        if policy.revocation() == Revocation::Skip {
            return Answer::not_asked(NotAsked::Policy);
        }
        // RFC 5280 §6.1: the anchor is no part of the path.
        if question.above.is_empty() && question.anchor.certificate() == Some(question.certificate)
        {
            return Answer::not_asked(NotAsked::Anchor);
        }
        let when = When { at: question.at, now: self.checker.now, freshness: policy.freshness() };
        let answer = decide(self.found(question), question.certificate, when);
        // RFC 9608 §4: what is said of it all the same counts.
        let is_exempt = policy.no_rev_avail() == Missing::Allow
            && question.certificate.extensions().no_rev_avail();
        let is_silent = answer.refused.iter().all(|one| one.why.says_nothing_bad());
        if is_exempt && is_silent && answer.standing() == Standing::Unknown {
            return Answer { standing: Standing::NotAsked(NotAsked::NoneAvailable), ..answer };
        }
        answer
    }

    fn found(&self, question: Question<'_>) -> Found {
        let mut found = Found::default();
        answers::state(self, question, &mut found);
        lists::state(self, question, &mut found);
        found
    }

    /// The checker of a path that matters to this inquiry.
    pub(super) fn nested<'n>(&'n self, within: &'n Within<'n>) -> Nested<'n> {
        Nested { outer: self, within, heard: Mutex::default() }
    }
}

/// Where another path came up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Within<'q> {
    /// The question that it is for.
    pub(super) asked: Question<'q>,
    /// A responder: its path stands on the issuer of the certificate that is asked about, so that is
    /// what questions about it are put in terms of.
    pub(super) rebased: Option<&'q Certificate>,
}

/// Asks about the certificates of who signs CRLs and OCSP answers.
#[derive(Debug)]
pub(super) struct Nested<'n> {
    outer: &'n Inquiry<'n>,
    within: &'n Within<'n>,
    /// What was answered, the last at the end.
    heard: Mutex<Vec<(Certificate, Answer)>>,
}

impl Nested<'_> {
    fn answer(&self, question: Question<'_>) -> Answer {
        let Within { asked, rebased } = self.within;
        let certificate = question.certificate;
        let mut stack = self.outer.asked.clone();
        stack.push(asked.certificate.clone());
        if stack.contains(certificate) {
            // RFC 6960 §4.2.2.2.1: a responder's status comes from elsewhere, or it has nocheck; what it
            // says of itself, or two say of each other, counts for nothing.
            if rebased.is_some() {
                return decide(Found::default(), certificate, self.when(question));
            }
            // A list can be looked up with a key whose own status it tells: whoever holds the key is then
            // asked about itself, and nobody else can be.
            return Answer::not_asked(NotAsked::Itself);
        }
        // RFC 6960 §4.2.2.2.1
        if rebased.is_some() && certificate.extensions().ocsp_no_check() {
            return Answer::not_asked(NotAsked::NoCheck);
        }
        let checker = self.outer.checker;
        let Some(depth) = self.outer.depth.checked_sub(1) else {
            return decide(Found::default(), certificate, self.when(question));
        };
        let inquiry = Inquiry { checker, asked: stack, depth };
        let question = match rebased {
            Some(_) => Question::new(certificate, asked.above, asked.anchor, question.at),
            None => question,
        };
        inquiry.answer(question)
    }

    /// What was last answered about each certificate of a path that was found.
    pub(super) fn heard(self, path: &[Certificate]) -> Vec<Answer> {
        let heard = self.heard.into_inner().unwrap_or_else(PoisonError::into_inner);
        let about = |one| heard.iter().rev().find(|(asked, _)| asked == one);
        let answers = path.iter().map(|one| about(one).map(|(_, answer)| answer.clone()));
        answers.map(|answer| answer.unwrap_or_else(Answer::unknown)).collect()
    }

    fn when(&self, question: Question<'_>) -> When {
        let checker = self.outer.checker;
        let freshness = checker.policy.freshness();
        When { at: question.at, now: checker.now, freshness }
    }
}

impl RevocationChecker for Nested<'_> {
    fn check(&self, question: Question<'_>) -> Status {
        let answer = self.answer(question);
        let status = answer.status(self.outer.checker.policy.revocation());
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.push((question.certificate.clone(), answer));
        status
    }
}
