//! Gathering: what a judgement will need for certain certificates, fetched where their addresses say.
//!
//! First the paths, for which issuers may be fetched; then an answer of the responder for each
//! certificate, all at once; then CRLs for those without, each list once. A piece is kept only if it
//! counts for the certificate under the policy.

use std::collections::BTreeMap;
use std::thread;

use crate::Time;
use crate::ades::{Evidence, Origin};
use crate::cades;
use crate::cms::SignedData;
use crate::error::{Error, NetworkError};
use crate::oid;
use crate::online::client::{Budget, Client};
use crate::online::gathered::{Attempt, Fault, Gathered, Missing};
use crate::path::{self, Context, Question, Signed, VerifiedPath, danger, verify_value};
use crate::policy::{Policy, Purpose, Revocation};
use crate::revocation::ocsp::Response;
use crate::revocation::{Checker, Material, Standing, Unusable};
use crate::x509::{Certificate, Crl, GeneralName};

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
    pub fn gather_for(
        &self,
        signature: &[u8],
        policy: &Policy,
        known: &Evidence,
        now: Time,
    ) -> Result<Gathered, Error> {
        let signed_data = SignedData::from_bytes_with(signature, policy.limits())?;
        let (wanted, pool) = cades::wanted(&signed_data, known, policy.limits());
        let with_pool = Evidence::new().with_certificates(pool);
        let known = known.clone().with_evidence(&with_pool);
        Ok(self.gather(&wanted, policy, &known, now))
    }

    /// Gathers what a judgement of certificates will need: issuers, CRLs, OCSP answers.
    ///
    /// What is known and still fresh is not fetched. A CRL that is known and out of date is asked for on
    /// the condition that it changed. At most [`Options::fetches`](crate::online::Options::fetches)
    /// fetches are made, redirections and retries counted, and all of it ends by
    /// [`Options::gathering_timeout`](crate::online::Options::gathering_timeout).
    pub fn gather(
        &self,
        certificates: &[Certificate],
        policy: &Policy,
        known: &Evidence,
        now: Time,
    ) -> Gathered {
        let inputs = policy.path_inputs().clone().with_purpose(Purpose::Any);
        // What is not demanded may be wanted by the next policy.
        let policy = policy.clone().with_path_inputs(inputs).with_revocation(Revocation::Require);
        let options = self.options();
        let budget = Budget::new(options.fetches).within(options.gathering);
        let gathered = Gathered { evidence: known.clone(), ..Gathered::default() };
        let mut gathering = Gathering { client: self, policy, budget, now, gathered };
        gathering.run(certificates);
        gathering.gathered
    }
}

/// A certificate in its path, about which somebody is to be asked.
#[derive(Clone, Copy, Debug)]
struct Open<'p> {
    certificate: &'p Certificate,
    path: &'p VerifiedPath,
    place: usize,
    at: Time,
}

struct Gathering<'c> {
    client: &'c Client,
    policy: Policy,
    budget: Budget,
    now: Time,
    gathered: Gathered,
}

impl Gathering<'_> {
    fn run(&mut self, certificates: &[Certificate]) {
        let mut paths = Vec::new();
        for certificate in certificates {
            // Of an expired certificate the last second is asked about.
            let at = self.now.min(certificate.not_after());
            match self.path(certificate, at) {
                Ok(path) => paths.push((path, at)),
                Err(attempts) => {
                    self.gathered.missing.push(Missing::Path(certificate.clone(), attempts));
                }
            }
        }
        let mut open = self.open(&paths);
        let mut attempts = vec![Vec::new(); open.len()];
        self.ask_responders(&mut open, &mut attempts);
        self.fetch_lists(&mut open, &mut attempts);
        for (one, attempts) in open.iter().zip(attempts) {
            if self.check(one, &self.gathered.evidence).is_err() {
                let missing = Missing::Status(one.certificate.clone(), attempts);
                self.gathered.missing.push(missing);
            }
        }
    }

    /// Finds a path, with issuers that are fetched where they are not known.
    fn path(&mut self, leaf: &Certificate, at: Time) -> Result<VerifiedPath, Vec<Attempt>> {
        let mut attempts = Vec::new();
        let mut top = leaf.clone();
        for _ in 0..=self.policy.limits().path_depth {
            let pool = self.gathered.evidence.certificates();
            let checker = danger::WithoutRevocation::new();
            let context = Context::of_policy(&self.policy, &checker, at);
            if let Ok(path) = path::find(leaf, pool, &context) {
                return Ok(path);
            }
            match pool.iter().find(|one| **one != top && self.is_issuer(one, &top, at)) {
                Some(issuer) => top = issuer.clone(),
                None => self.fetch_issuers(&top, at, &mut attempts),
            }
        }
        Err(attempts)
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

    /// RFC 5280 §4.2.2.1: keeps what has issued the certificate, and nothing else.
    fn fetch_issuers(&mut self, child: &Certificate, at: Time, attempts: &mut Vec<Attempt>) {
        for address in access(child, oid::AD_CA_ISSUERS) {
            if attempts.iter().any(|attempt| attempt.address == address) {
                continue;
            }
            match self.client.fetch_certificates(&address, &self.budget) {
                Err(fault) => attempts.push(Attempt { address, fault }),
                Ok(found) => {
                    let found: Vec<_> =
                        found.into_iter().filter(|one| self.is_issuer(one, child, at)).collect();
                    if found.is_empty() {
                        attempts.push(Attempt::new(&address, NetworkError::AnswerMismatch));
                    }
                    let origin = Origin::new(self.now, address);
                    found
                        .into_iter()
                        .for_each(|one| self.keep(|e| e.with_certificate_of(one, &origin)));
                }
            }
        }
    }

    fn keep(&mut self, add: impl FnOnce(Evidence) -> Evidence) {
        let evidence = std::mem::take(&mut self.gathered.evidence);
        self.gathered.evidence = add(evidence);
        self.gathered.fetched += 1;
    }

    /// The certificates that nothing at hand tells about, each once.
    fn open<'p>(&self, paths: &'p [(VerifiedPath, Time)]) -> Vec<Open<'p>> {
        let mut open: Vec<Open<'p>> = Vec::new();
        for (path, at) in paths {
            for (place, certificate) in path.certificates().iter().enumerate() {
                let one = Open { certificate, path, place, at: *at };
                let known = open.iter().any(|other| other.certificate == certificate);
                if !known && self.check(&one, &self.gathered.evidence).is_err() {
                    open.push(one);
                }
            }
        }
        open
    }

    /// Whether evidence tells how a certificate stands.
    fn check(&self, one: &Open<'_>, evidence: &Evidence) -> Result<(), Unusable> {
        let pool = self.gathered.evidence.certificates();
        let (crls, responses) = (evidence.crls(), evidence.ocsp_responses());
        let checker = Checker::new(&self.policy, Material::new(pool, crls, responses), self.now);
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
    fn ask_responders(&mut self, open: &mut [Open<'_>], attempts: &mut [Vec<Attempt>]) {
        let asking = &*self;
        let answers: Vec<_> = thread::scope(|scope| {
            let each = open.iter().map(|one| scope.spawn(move || asking.ask_responder(one)));
            let running: Vec<_> = each.collect();
            running.into_iter().map(|one| one.join().unwrap_or_default()).collect()
        });
        for ((found, failed), attempts) in answers.into_iter().zip(attempts) {
            attempts.extend(failed);
            if let Some((response, origin)) = found {
                self.keep(|evidence| evidence.with_ocsp_response_of(response, &origin));
            }
        }
    }

    fn ask_responder(&self, one: &Open<'_>) -> (Option<(Response, Origin)>, Vec<Attempt>) {
        let mut failed = Vec::new();
        let spki = one.issuer_spki();
        for address in access(one.certificate, oid::AD_OCSP) {
            let asked = self.client.fetch_ocsp(&address, one.certificate, spki, &self.budget);
            let counted = asked.and_then(|response| {
                let evidence = Evidence::new().with_ocsp_responses([response.clone()]);
                self.check(one, &evidence).map(|()| response).map_err(Fault::from)
            });
            match counted {
                Ok(response) => return (Some((response, Origin::new(self.now, address))), failed),
                Err(fault) => failed.push(Attempt { address, fault }),
            }
        }
        (None, failed)
    }

    /// Fetches the CRLs of the certificates that have no answer yet, each list once and all at once.
    fn fetch_lists(&mut self, open: &mut [Open<'_>], attempts: &mut [Vec<Attempt>]) {
        let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, one) in open.iter().enumerate() {
            if self.check(one, &self.gathered.evidence).is_err() {
                for address in points(one.certificate) {
                    wanted.entry(address).or_default().push(at);
                }
            }
        }
        let asking = &*self;
        let lists: Vec<_> = thread::scope(|scope| {
            let each = wanted.keys().map(|address| scope.spawn(|| asking.fetch_list(address)));
            let running: Vec<_> = each.collect();
            let lost = || Err(Fault::from(NetworkError::Interrupted));
            running.into_iter().map(|one| one.join().unwrap_or_else(|_| lost())).collect()
        });
        for ((address, places), list) in wanted.into_iter().zip(lists) {
            let users = places.iter().filter_map(|place| open.get(*place).copied());
            let fault = match list {
                Ok(Some((crl, origin))) => self.keep_list(crl, &origin, users).err(),
                Ok(None) => Some(Fault::from(Unusable::Stale)),
                Err(fault) => Some(fault),
            };
            if let Some(fault) = fault {
                for place in places {
                    if let Some(attempts) = attempts.get_mut(place) {
                        attempts.push(Attempt { address: address.clone(), fault: fault.clone() });
                    }
                }
            }
        }
    }

    fn fetch_list(&self, address: &str) -> Result<Option<(Crl, Origin)>, Fault> {
        let known = self.gathered.evidence.crls_with_origins().filter_map(|(_, origin)| origin);
        let known = known.filter(|origin| origin.source() == address).max_by_key(|o| o.obtained());
        self.client.fetch_crl(address, known, self.now, &self.budget)
    }

    /// Keeps a list if it counts for one of those who wanted it, alone or with what is known.
    fn keep_list<'p>(
        &mut self,
        crl: Crl,
        origin: &Origin,
        users: impl Iterator<Item = Open<'p>>,
    ) -> Result<(), Fault> {
        let evidence = self.gathered.evidence.clone().with_crls([crl.clone()]);
        let mut fault = Unusable::Scope;
        for one in users {
            match self.check(&one, &evidence) {
                // What other lists complete, such as one for some reasons only, is kept.
                Ok(()) | Err(Unusable::Reasons | Unusable::DeltaWithoutBase) => {
                    self.keep(|evidence| evidence.with_crl_of(crl, origin));
                    return Ok(());
                }
                Err(why) => fault = why,
            }
        }
        Err(fault.into())
    }
}

impl<'p> Open<'p> {
    fn issuer_spki(&self) -> &'p [u8] {
        let above = self.path.certificates().get(self.place + 1);
        above.map_or_else(|| self.path.anchor().spki(), Certificate::spki)
    }
}

/// The addresses of an access method, as they stand (RFC 5280 §4.2.2.1).
fn access(certificate: &Certificate, method: oid::Oid<'_>) -> Vec<String> {
    let all = certificate.extensions().authority_info_access().into_iter().flatten();
    all.filter(|(own, _)| *own == method).filter_map(|(_, place)| address(&place)).collect()
}

/// The addresses of CRLs, and of delta CRLs after them (RFC 5280 §4.2.1.13, §4.2.1.15).
fn points(certificate: &Certificate) -> Vec<String> {
    let extensions = certificate.extensions();
    let (full, delta) = (extensions.crl_distribution_points(), extensions.freshest_crl());
    let points = full.into_iter().chain(delta).flatten();
    points
        .filter_map(|point| point.full_name())
        .flatten()
        .filter_map(|name| address(&name))
        .collect()
}

fn address(name: &GeneralName<'_>) -> Option<String> {
    match name {
        // What is no address of http is passed over: nobody asks LDAP.
        GeneralName::Uri(uri) if uri.to_ascii_lowercase().starts_with("http") => {
            Some((*uri).to_owned())
        }
        _ => None,
    }
}
