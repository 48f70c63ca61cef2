//! Who may sign an OCSP response: RFC 6960 §4.2.2.2.

use crate::path::{Issuer, PathError, Question, Signed};
use crate::policy::{PathInputs, Purpose, TrustAnchor};
use crate::revocation::answer::Unusable;
use crate::revocation::checker::{Inquiry, Within};
use crate::revocation::ocsp::Response;
use crate::revocation::proof::SignerPath;
use crate::revocation::signer::{Candidate, Failed};
use crate::x509::Certificate;

impl Inquiry<'_> {
    /// Returns the path of who signed an OCSP response, if that one may answer for the certificate; none
    /// for its issuer and for one that the policy trusts.
    pub(super) fn responder(
        &self,
        response: &Response,
        question: Question<'_>,
    ) -> Result<Option<SignerPath>, Unusable> {
        let (issuer, id) = (question.issuer(), response.responder());
        let mut failed = Failed(Unusable::SignerUnknown);
        // RFC 6960 §4.2.2.2: the authority that issued the certificate.
        if id.is(issuer.name(), issuer.spki()) {
            match self.response_signed(response, issuer.spki()) {
                Ok(()) => return Ok(None),
                Err(why) => failed.note(why),
            }
        }
        // RFC 6960 §4.2.2.2: local configuration.
        for own in self.checker.policy.ocsp_responders() {
            if id.is(own.subject(), own.spki()) {
                match self.trusted_responder(response, own) {
                    Ok(()) => return Ok(None),
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
                Ok(path) => return Ok(Some(path)),
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
    ) -> Result<SignerPath, Unusable> {
        self.response_signed(response, candidate.spki())?;
        let issuer = match question.issuer() {
            Issuer::Anchor(anchor) => anchor.clone(),
            Issuer::Certificate(certificate) => TrustAnchor::from_certificate(certificate.clone()),
        };
        let within = Within { asked: question, rebased: Some(candidate) };
        let candidate = Candidate {
            certificate: candidate,
            pool: &[],
            anchor: &issuer,
            inputs: &PathInputs::new(Purpose::OcspSigning).with_max_depth(0),
            signed: self.checker.time_of_response(response),
            response: Some(response),
        };
        self.find(candidate, &within).map(|found| found.own(&within))
    }

    fn response_signed(&self, response: &Response, spki: &[u8]) -> Result<(), Unusable> {
        let signed = Signed {
            algorithm: response.signature_algorithm(),
            message: response.tbs_der(),
            value: response.signature(),
        };
        self.signed(signed, response.known_keys(), spki, self.checker.time_of_response(response))
    }
}
