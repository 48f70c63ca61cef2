//! How certificates stand: an answer of the responder for each, all at once; then CRLs for those without,
//! each list once. A piece is kept only if it counts for a certificate under the policy.

use std::collections::{BTreeMap, HashSet};

use crate::ades::{Evidence, Origin};
use crate::oid;
use crate::online::gather::{Found, Gathering};
use crate::online::gathered::{Attempt, Fault, Missing};
use crate::online::parallel;
use crate::online::places::Places;
use crate::path::{Question, VerifiedPath};
use crate::revocation::ocsp::Response;
use crate::revocation::{Checker, Material, Standing, Unusable};
use crate::time::Time;
use crate::x509::{Certificate, Crl};

/// A certificate in its path, about which somebody is to be asked.
#[derive(Debug)]
struct Open<'p> {
    certificate: &'p Certificate,
    path: &'p VerifiedPath,
    place: usize,
    at: Time,
    attempts: Vec<Attempt>,
}

/// A list that is wanted, and for whom.
type Wanted = (String, Vec<usize>);

impl Gathering<'_> {
    /// Fetches what tells how the certificates of paths stand; each certificate once.
    pub(super) fn fetch_statuses(&mut self, paths: &[Found], done: &mut HashSet<Vec<u8>>) {
        let mut open = self.open(paths, done);
        self.ask_responders(&mut open);
        self.fetch_lists(&mut open);
        for one in open {
            if self.check(&one, &self.gathered.evidence).is_err() {
                let missing = Missing::Status(one.certificate.clone(), one.attempts);
                self.gathered.missing.push(missing);
            }
        }
    }

    /// The certificates that nothing at hand tells about.
    fn open<'p>(&self, paths: &'p [Found], done: &mut HashSet<Vec<u8>>) -> Vec<Open<'p>> {
        let mut open = Vec::new();
        for (path, at) in paths {
            for (place, certificate) in path.certificates().iter().enumerate() {
                let one = Open { certificate, path, place, at: *at, attempts: Vec::new() };
                let is_new = done.insert(certificate.as_der().to_vec());
                if is_new && self.check(&one, &self.gathered.evidence).is_err() {
                    open.push(one);
                }
            }
        }
        open
    }

    /// Whether evidence tells how a certificate stands.
    fn check(&self, one: &Open<'_>, evidence: &Evidence) -> Result<(), Unusable> {
        let (crls, responses) = (evidence.crls(), evidence.ocsp_responses());
        let material = Material::new(&self.pool, crls, responses);
        let checker = Checker::new(&self.policy, material, self.now());
        let certificates: Vec<_> = one.path.certificates().iter().collect();
        let above = certificates.get(one.place + 1..).unwrap_or_default();
        let question = Question::new(one.certificate, above, one.path.anchor(), one.at);
        let answer = checker.answer(question);
        match answer.standing() {
            Standing::Unknown => {
                Err(answer.refused().first().map_or(Unusable::Scope, |refused| refused.why))
            }
            _ => Ok(()),
        }
    }

    /// Asks the responders of all certificates at once, and keeps what counts.
    fn ask_responders(&mut self, open: &mut [Open<'_>]) {
        let threads = self.client.options().parallel;
        let answers = parallel::each(open, threads, |one| self.ask_responder(one));
        for ((found, failed), one) in answers.into_iter().zip(open) {
            one.attempts.extend(failed);
            if let Some((response, origin)) = found {
                self.keep(|evidence| evidence.with_ocsp_response_of(response.clone(), &origin));
            }
        }
    }

    fn ask_responder(&self, one: &Open<'_>) -> (Option<(Response, Origin)>, Vec<Attempt>) {
        let mut failed = Vec::new();
        let most = self.policy.limits().addresses;
        let places = Places::of_access(one.certificate, oid::AD_OCSP, most);
        for address in &places.asked {
            let spki = one.issuer_spki();
            let asked = self.client.fetch_ocsp(address, one.certificate, spki, &self.budget);
            let counted = asked.and_then(|response| {
                let evidence = Evidence::new().with_ocsp_responses([response.clone()]);
                self.check(one, &evidence).map(|()| response).map_err(Fault::from)
            });
            match counted {
                Ok(response) => return (Some((response, self.origin(address))), failed),
                Err(fault) => failed.push(Attempt::new(address, fault)),
            }
        }
        failed.extend(places.left_out());
        (None, failed)
    }

    /// Fetches the CRLs of the certificates that have no answer yet, each list once and all at once.
    fn fetch_lists(&mut self, open: &mut [Open<'_>]) {
        let wanted = self.wanted_lists(open);
        let threads = self.client.options().parallel;
        let lists = {
            let open = &*open;
            parallel::each(&wanted, threads, |wanted| self.fetch_list(wanted, open))
        };
        for ((address, users), list) in wanted.into_iter().zip(lists) {
            let fault = match list {
                Ok(Some((crl, origin))) => self.keep_list(&crl, &origin, &users, open).err(),
                Ok(None) => None,
                Err(fault) => Some(fault),
            };
            let Some(fault) = fault else { continue };
            for user in users {
                if let Some(one) = open.get_mut(user) {
                    one.attempts.push(Attempt { address: address.clone(), fault: fault.clone() });
                }
            }
        }
    }

    fn wanted_lists(&self, open: &mut [Open<'_>]) -> Vec<Wanted> {
        let most = self.policy.limits().addresses;
        let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (user, one) in open.iter_mut().enumerate() {
            if self.check(one, &self.gathered.evidence).is_err() {
                let places = Places::of_lists(one.certificate, most);
                for address in &places.asked {
                    wanted.entry(address.clone()).or_default().push(user);
                }
                one.attempts.extend(places.left_out());
            }
        }
        wanted.into_iter().collect()
    }

    /// Fetches a list; `None` if the one that is known is still what there is.
    fn fetch_list(
        &self,
        (address, users): &Wanted,
        open: &[Open<'_>],
    ) -> Result<Option<(Crl, Origin)>, Fault> {
        let known = self.known_list(address, users, open);
        let (client, budget) = (self.client, &self.budget);
        let (own, condition) = (self.origin(address), known.map(|(_, origin, _)| origin));
        let fetched = client.fetch_crl(address, condition, own.clone(), budget)?;
        match (fetched, known) {
            (None, Some((_, _, Usefulness::Current))) => Ok(None),
            // What does not count cannot be all there is: its validators may be somebody's invention.
            (None, _) => client.fetch_crl(address, None, own, budget),
            (fetched, _) => Ok(fetched),
        }
    }

    /// The newest list that is known from an address, and that its authority has signed.
    fn known_list(
        &self,
        address: &str,
        users: &[usize],
        open: &[Open<'_>],
    ) -> Option<(&Crl, &Origin, Usefulness)> {
        let known = self.gathered.evidence.crls_with_origins();
        let known = known.filter_map(|(crl, origin)| Some((crl, origin?)));
        // What was obtained after now was not obtained by this clock.
        let known = known
            .filter(|(_, origin)| origin.source() == address && origin.obtained() <= self.now());
        let usable = known
            .filter_map(|(crl, origin)| Some((crl, origin, self.use_of(crl, users, open).ok()?)));
        usable.max_by_key(|(_, origin, _)| origin.obtained())
    }

    /// Keeps a list if it counts for one of those who wanted it, by itself or as a part.
    fn keep_list(
        &mut self,
        crl: &Crl,
        origin: &Origin,
        users: &[usize],
        open: &[Open<'_>],
    ) -> Result<(), Fault> {
        match self.use_of(crl, users, open)? {
            Usefulness::Current => {
                self.keep(|evidence| evidence.with_crl_of(crl.clone(), origin));
                Ok(())
            }
            Usefulness::Ended => Err(Unusable::Stale.into()),
        }
    }

    /// What a list alone is to those who want it.
    fn use_of(
        &self,
        crl: &Crl,
        users: &[usize],
        open: &[Open<'_>],
    ) -> Result<Usefulness, Unusable> {
        let alone = Evidence::new().with_crls([crl.clone()]);
        let mut refused = Unusable::Scope;
        let mut has_ended = false;
        for one in users.iter().filter_map(|user| open.get(*user)) {
            match self.check(one, &alone) {
                // What other lists complete, such as one for some reasons only, counts: its signer was
                // looked at before this is said.
                Ok(()) | Err(Unusable::Reasons | Unusable::DeltaWithoutBase) => {
                    return Ok(Usefulness::Current);
                }
                Err(Unusable::Stale) => has_ended = true,
                Err(why) => refused = why,
            }
        }
        if has_ended { Ok(Usefulness::Ended) } else { Err(refused) }
    }
}

/// What a list that its authority has signed is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Usefulness {
    /// It counts, by itself or with others.
    Current,
    /// It did count.
    Ended,
}

impl<'p> Open<'p> {
    fn issuer_spki(&self) -> &'p [u8] {
        let above = self.path.certificates().get(self.place + 1);
        above.map_or_else(|| self.path.anchor().spki(), Certificate::spki)
    }
}
