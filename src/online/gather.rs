//! Gathering: what a judgement will need for certain certificates, fetched where their addresses say.
//!
//! What chains to an anchor with what is at hand comes first, so that nothing that a stranger adds to a
//! document costs it anything; then what lacks an issuer, which is fetched. Each gathering is bounded in
//! time, fetches, bytes and threads. Whether a bound was met is told, as it could hide a revocation.

use std::collections::HashSet;
use std::time::Instant;

use crate::Time;
use crate::ades::{Evidence, Origin};
use crate::cades;
use crate::cms::SignedData;
use crate::error::Error;
use crate::online::budget::Budget;
use crate::online::client::Client;
use crate::online::gathered::{Gathered, Missing};
use crate::online::issuers::Asked;
use crate::path::VerifiedPath;
use crate::policy::{Policy, Purpose, Revocation};
use crate::x509::Certificate;

impl Client {
    /// Gathers what a judgement of a signature will need: for its signers and for the authorities of its
    /// time-stamps.
    ///
    /// Nothing is judged. What is missing is no error: [`Gathered::missing`] tells, and the judgement
    /// will say what it means.
    ///
    /// # Errors
    ///
    /// [`Error::Malformed`] if this is no SignedData, and what it brings along.
    ///
    /// # Security
    ///
    /// Whoever wrote the document can have a bound met. Ask [`Gathered::is_cut_short`] before judging by a
    /// policy that takes no answer for a good one.
    pub fn gather_for(
        &self,
        signature: &[u8],
        policy: &Policy,
        known: &Evidence,
        now: Time,
    ) -> Result<Gathered, Error> {
        let signed_data = SignedData::from_bytes_with(signature, policy.limits())?;
        let (wanted, pool) = cades::wanted(&signed_data, known, policy.limits());
        Ok(Gathering::new(self, policy, known, pool, now).run(&wanted))
    }

    /// Gathers what a judgement of certificates will need: issuers, CRLs, OCSP answers.
    ///
    /// What is known and still fresh is not fetched. A CRL that is known and out of date is asked for on
    /// the condition that it changed. The bounds are those of [`Options`](crate::online::Options). Answers
    /// may be made while this waits for them: judge by a time after it.
    pub fn gather(
        &self,
        certificates: &[Certificate],
        policy: &Policy,
        known: &Evidence,
        now: Time,
    ) -> Gathered {
        let pool = known.certificates().to_vec();
        Gathering::new(self, policy, known, pool, now).run(certificates)
    }
}

/// A path that holds, and the time it holds at.
pub(super) type Found = (VerifiedPath, Time);

/// One gathering, under way.
#[derive(Debug)]
pub(super) struct Gathering<'c> {
    pub(super) client: &'c Client,
    pub(super) policy: Policy,
    /// For revocation data.
    pub(super) budget: Budget,
    /// For issuers.
    pub(super) issuers: Budget,
    /// The time at which this began, by the caller's clock and by ours.
    began: (Time, Instant),
    /// Certificates at hand: known, brought along, fetched. Nothing is known of most of them.
    pub(super) pool: Vec<Certificate>,
    /// Where issuers were asked for.
    pub(super) asked: Asked,
    pub(super) gathered: Gathered,
}

impl<'c> Gathering<'c> {
    fn new(
        client: &'c Client,
        policy: &Policy,
        known: &Evidence,
        pool: Vec<Certificate>,
        now: Time,
    ) -> Self {
        let inputs = policy.path_inputs().clone().with_purpose(Purpose::Any);
        // What is not demanded may be wanted by the next policy.
        let policy = policy.clone().with_path_inputs(inputs).with_revocation(Revocation::Require);
        let options = client.options();
        let budget = Budget::new(options.fetches, options.gathered_bytes, options.gathering);
        let issuers = budget.beside(options.issuer_fetches);
        let gathered = Gathered { evidence: known.clone(), ..Gathered::default() };
        let asked = Asked::new(policy.limits());
        let began = (now, Instant::now());
        Self { client, policy, budget, issuers, began, pool, asked, gathered }
    }

    /// The time by now: an answer that is made while we wait for it is not from the future.
    pub(super) fn now(&self) -> Time {
        let (began, clock) = self.began;
        let elapsed = clock.elapsed();
        let seconds = elapsed.as_secs() + u64::from(elapsed.subsec_nanos() > 0);
        began.plus_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
    }

    fn run(mut self, certificates: &[Certificate]) -> Gathered {
        let (mut found, mut lost) = (Vec::new(), Vec::new());
        let mut seen = HashSet::new();
        for certificate in certificates.iter().filter(|one| seen.insert(one.as_der())) {
            // Of an expired certificate the last second is asked about.
            let at = self.began.0.min(certificate.not_after());
            match self.path_at_hand(certificate, at) {
                Some(path) => found.push((path, at)),
                None => lost.push((certificate, at)),
            }
        }
        let mut done = HashSet::new();
        self.fetch_statuses(&found, &mut done);
        found.clear();
        for (certificate, at) in lost {
            match self.fetch_path(certificate, at) {
                Ok(path) => found.push((path, at)),
                Err(attempts) => {
                    self.gathered.missing.push(Missing::Path(certificate.clone(), attempts));
                }
            }
        }
        self.fetch_statuses(&found, &mut done);
        self.gathered.cut_short = self.is_cut_short();
        self.gathered
    }

    /// Whether something is missing, and a bound was met.
    fn is_cut_short(&self) -> bool {
        let missing = &self.gathered.missing;
        let mut attempts = missing.iter().flat_map(Missing::attempts);
        !missing.is_empty() && self.budget.is_over()
            || attempts.any(|attempt| attempt.fault.is_bound())
    }

    /// Keeps a piece that was fetched and counts.
    pub(super) fn keep(&mut self, add: impl Fn(Evidence) -> Evidence) {
        for evidence in [&mut self.gathered.evidence, &mut self.gathered.kept] {
            *evidence = add(std::mem::take(evidence));
        }
        self.gathered.fetched += 1;
    }

    pub(super) fn origin(&self, address: &str) -> Origin {
        let (began, clock) = self.began;
        let seconds = i64::try_from(clock.elapsed().as_secs()).unwrap_or(i64::MAX);
        Origin::new(began.plus_seconds(seconds), address)
    }
}
