//! How long evidence is fresh: which of forty CRLs end this week.

use crate::Time;
use crate::ades::Evidence;
use crate::ades::evidence::Origin;
use crate::revocation::ocsp::Response;
use crate::tsp::Token;
use crate::x509::{Certificate, Crl};

/// A piece of evidence that ends.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub enum Subject<'e> {
    /// A certificate, until its end of validity.
    Certificate(&'e Certificate),
    /// A CRL, until nextUpdate.
    Crl(&'e Crl),
    /// An OCSP response, until the first nextUpdate in it.
    OcspResponse(&'e Response),
    /// A time-stamp token. It does not end by itself; its authority's certificate does.
    Token(&'e Token),
}

/// How long a piece of evidence is fresh.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct Freshness<'e> {
    /// What it is about.
    pub subject: Subject<'e>,
    /// Since when it says something.
    pub since: Time,
    /// When something newer is due; `None` if that is not said.
    pub until: Option<Time>,
    /// Where it is from, if that is known.
    pub origin: Option<&'e Origin>,
}

impl Freshness<'_> {
    /// Says whether it has ended by a time; what does not say when it ends, has not.
    pub fn has_ended(&self, by: Time) -> bool {
        self.until.is_some_and(|until| until < by)
    }

    /// Says whether it ends within so many seconds after a time, or has ended before.
    pub fn ends_within(&self, now: Time, seconds: i64) -> bool {
        self.has_ended(now.plus_seconds(seconds))
    }
}

impl Evidence {
    /// Returns for each piece how long it is fresh: what ends first is first, what has no end is last.
    ///
    /// # Examples
    ///
    /// ```
    /// use antin::{Evidence, Time};
    ///
    /// # fn demo(evidence: &Evidence, now: Time) {
    /// const WEEK: i64 = 7 * 86_400;
    /// let report = evidence.freshness();
    /// for ending in report.iter().filter(|one| one.ends_within(now, WEEK)) {
    ///     println!("{:?}", ending.subject);
    /// }
    /// # }
    /// ```
    pub fn freshness(&self) -> Vec<Freshness<'_>> {
        let mut all: Vec<_> = self
            .crls_with_origins()
            .map(|(crl, origin)| of_crl(crl, origin))
            .chain(self.ocsp_responses_with_origins().map(|(one, origin)| of_answer(one, origin)))
            .chain(
                self.certificates_with_origins().map(|(one, origin)| of_certificate(one, origin)),
            )
            .chain(self.tokens_with_origins().map(|(one, origin)| of_token(one, origin)))
            .collect();
        all.sort_by_key(|one| (one.until.is_none(), one.until));
        all
    }
}

fn of_crl<'e>(crl: &'e Crl, origin: Option<&'e Origin>) -> Freshness<'e> {
    let (since, until) = (crl.this_update(), crl.next_update());
    Freshness { subject: Subject::Crl(crl), since, until, origin }
}

fn of_answer<'e>(response: &'e Response, origin: Option<&'e Origin>) -> Freshness<'e> {
    let until = response.answers().filter_map(|one| one.next_update()).min();
    let since = response.answers().map(|one| one.this_update()).min();
    let since = since.unwrap_or_else(|| response.produced_at());
    Freshness { subject: Subject::OcspResponse(response), since, until, origin }
}

fn of_certificate<'e>(certificate: &'e Certificate, origin: Option<&'e Origin>) -> Freshness<'e> {
    let (since, until) = (certificate.not_before(), Some(certificate.not_after()));
    Freshness { subject: Subject::Certificate(certificate), since, until, origin }
}

fn of_token<'e>(token: &'e Token, origin: Option<&'e Origin>) -> Freshness<'e> {
    let since = token.info().time();
    Freshness { subject: Subject::Token(token), since, until: None, origin }
}
