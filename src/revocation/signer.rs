//! Who may sign CRLs and OCSP answers: RFC 5280 §6.3.3 (f), (g), RFC 6960 §4.2.2.2.

use crate::path::{self, Context, Issuer, PathError, Question, Signed, VerifiedPath, verify_value};
use crate::policy::{PathInputs, Purpose, TrustAnchor, TrustStore};
use crate::revocation::answer::Unusable;
use crate::revocation::checker::{Inquiry, Within};
use crate::revocation::ocsp::Response;
use crate::time::Time;
use crate::x509::{Certificate, Crl, KeyUsageBit, KnownKeys};

impl Inquiry<'_> {
    /// Returns the key that a CRL is signed with, if its owner may sign it.
    pub(super) fn crl_signer(
        &self,
        crl: &Crl,
        question: Question<'_>,
    ) -> Result<Box<[u8]>, Unusable> {
        let issuer = question.issuer();
        let mut failed = Failed(Unusable::SignerUnknown);
        // The usual case: whoever issued the certificate. Its path is the one that is being judged.
        if crl.issuer().matches(issuer.name()) {
            let own = self.crl_signed(crl, issuer.spki()).and_then(|()| may_sign_crls(issuer));
            match own {
                Ok(()) => return Ok(issuer.spki().into()),
                Err(why) => failed.note(why),
            }
        }
        // An indirect CRL of the anchor itself.
        let anchor = question.anchor;
        if !question.above.is_empty() && crl.issuer().matches(anchor.name()) {
            let signed = self.crl_signed(crl, anchor.spki());
            match signed.and_then(|()| may_sign_crls(Issuer::Anchor(anchor))) {
                Ok(()) => return Ok(anchor.spki().into()),
                Err(why) => failed.note(why),
            }
        }
        for candidate in self.pool(question).filter(|one| one.subject().matches(crl.issuer())) {
            if candidate.spki() == issuer.spki() {
                continue;
            }
            match self.separate_crl_signer(crl, candidate, question) {
                Ok(()) => return Ok(candidate.spki().into()),
                Err(why) => failed.note(why),
            }
        }
        Err(failed.0)
    }

    /// A CRL's issuer with a key of its own, which needs a path of its own.
    fn separate_crl_signer(
        &self,
        crl: &Crl,
        candidate: &Certificate,
        question: Question<'_>,
    ) -> Result<(), Unusable> {
        self.crl_signed(crl, candidate.spki())?;
        may_sign_crls(Issuer::Certificate(candidate))?;
        // RFC 5280 §6.3.3 (f): to the same anchor.
        let within = Within { asked: question, rebased: None };
        let pool: Vec<_> = self.pool(question).cloned().collect();
        let inputs = PathInputs::new(Purpose::Any);
        let at = self.checker.time_of_crl(crl);
        let path = self.find(candidate, &pool, question.anchor, &inputs, (&within, at))?;
        if crl.issuer().matches(question.certificate.issuer())
            && !is_same_authority(&path, question)
        {
            return Err(Unusable::SignerNotAllowed);
        }
        Ok(())
    }

    fn crl_signed(&self, crl: &Crl, spki: &[u8]) -> Result<(), Unusable> {
        let signed = Signed {
            algorithm: crl.signature_algorithm(),
            message: crl.tbs_der(),
            value: crl.signature(),
        };
        self.signed(signed, crl.known_keys(), spki, self.checker.time_of_crl(crl))
    }

    /// Says whether an OCSP response is signed by somebody who may answer for the certificate.
    pub(super) fn responder(
        &self,
        response: &Response,
        question: Question<'_>,
    ) -> Result<(), Unusable> {
        let (issuer, id) = (question.issuer(), response.responder());
        let mut failed = Failed(Unusable::SignerUnknown);
        // RFC 6960 §4.2.2.2: the authority that issued the certificate.
        if id.is(issuer.name(), issuer.spki()) {
            match self.response_signed(response, issuer.spki()) {
                Ok(()) => return Ok(()),
                Err(why) => failed.note(why),
            }
        }
        // RFC 6960 §4.2.2.2: local configuration.
        for own in self.checker.policy.ocsp_responders() {
            if id.is(own.subject(), own.spki()) {
                match self.trusted_responder(response, own) {
                    Ok(()) => return Ok(()),
                    Err(why) => failed.note(why),
                }
            }
        }
        let carried = response.certificates().iter();
        for candidate in carried.chain(self.checker.material.certificates) {
            let named = id.is(candidate.subject(), candidate.spki());
            if !named || candidate.spki() == issuer.spki() {
                continue;
            }
            match self.delegated_responder(response, candidate, question) {
                Ok(()) => return Ok(()),
                Err(why) => failed.note(why),
            }
        }
        Err(failed.0)
    }

    fn trusted_responder(&self, response: &Response, own: &Certificate) -> Result<(), Unusable> {
        let at = self.checker.time_of_response(response);
        if at < own.not_before() {
            return Err(Unusable::Signer(PathError::NotYetValid));
        }
        if at > own.not_after() {
            return Err(Unusable::Signer(PathError::Expired));
        }
        self.response_signed(response, own.spki())
    }

    /// A responder that the issuer itself names: its certificate is issued directly by the issuer, with
    /// the purpose of signing OCSP answers (RFC 6960 §4.2.2.2).
    fn delegated_responder(
        &self,
        response: &Response,
        candidate: &Certificate,
        question: Question<'_>,
    ) -> Result<(), Unusable> {
        self.response_signed(response, candidate.spki())?;
        let issuer = match question.issuer() {
            Issuer::Anchor(anchor) => anchor.clone(),
            Issuer::Certificate(certificate) => TrustAnchor::from_certificate(certificate.clone()),
        };
        let within = Within { asked: question, rebased: Some(candidate) };
        let inputs = PathInputs::new(Purpose::OcspSigning).with_max_depth(0);
        let at = self.checker.time_of_response(response);
        self.find(candidate, &[], &issuer, &inputs, (&within, at)).map(drop)
    }

    fn response_signed(&self, response: &Response, spki: &[u8]) -> Result<(), Unusable> {
        let signed = Signed {
            algorithm: response.signature_algorithm(),
            message: response.tbs_der(),
            value: response.signature(),
        };
        self.signed(signed, response.known_keys(), spki, self.checker.time_of_response(response))
    }

    /// RFC 5280 §6.3.3 (g): mathematics once for each key, the policy's rules each time.
    fn signed(
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

    fn find(
        &self,
        candidate: &Certificate,
        pool: &[Certificate],
        anchor: &TrustAnchor,
        inputs: &PathInputs,
        (within, at): (&Within<'_>, Time),
    ) -> Result<VerifiedPath, Unusable> {
        self.checker.spend_search()?;
        let checker = self.checker;
        let trust = TrustStore::new(vec![anchor.clone()]).map_err(|_| Unusable::SignerUnknown)?;
        let nested = self.nested(within);
        let context = Context::new(&trust, checker.policy.algorithms(), inputs, &nested, at)
            .with_provider(checker.policy.provider())
            .with_limits(*checker.policy.limits());
        path::find(candidate, pool, &context).map_err(|refusal| match refusal.reason {
            PathError::NoIssuer => Unusable::SignerUnknown,
            reason => Unusable::Signer(reason),
        })
    }

    /// All certificates at hand: those of the path, then the others.
    fn pool<'q>(&'q self, question: Question<'q>) -> impl Iterator<Item = &'q Certificate> {
        question.above.iter().copied().chain(self.checker.material.certificates)
    }
}

/// The most telling reason so far.
struct Failed(Unusable);

impl Failed {
    fn note(&mut self, why: Unusable) {
        if why.rank() > self.0.rank() {
            self.0 = why;
        }
    }
}

/// RFC 5280 §6.3.3 (f): "If a key usage extension is present … verify that the cRLSign bit is set".
fn may_sign_crls(signer: Issuer<'_>) -> Result<(), Unusable> {
    let certificate = match signer {
        Issuer::Anchor(anchor) => anchor.enforced(),
        Issuer::Certificate(certificate) => Some(certificate),
    };
    let usage = certificate.and_then(|one| one.extensions().key_usage());
    match usage {
        Some(usage) if !usage.has(KeyUsageBit::CrlSign) => Err(Unusable::SignerNotAllowed),
        _ => Ok(()),
    }
}

/// Whether who signed a CRL under the name of a certificate's issuer is that issuer: a key that the
/// issuer has in this path, or one that is certified by such a key, or by whoever certified the first of
/// them. Anybody else below the anchor may have taken the name.
fn is_same_authority(path: &VerifiedPath, question: Question<'_>) -> bool {
    let name = question.certificate.issuer();
    let own = question.above.iter().take_while(|one| one.subject().matches(name));
    let own: Vec<_> = own.map(|one| one.spki()).collect();
    let anchor = question.anchor.spki();
    let certifier = question.above.get(own.len()).map_or(anchor, |one| one.spki());
    let signer = path.certificates().first().map(Certificate::spki);
    let certified_by = path.certificates().get(1).map_or(anchor, Certificate::spki);
    signer.is_some_and(|key| own.contains(&key))
        || own.contains(&certified_by)
        || certified_by == certifier
}
