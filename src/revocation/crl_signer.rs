//! Who may sign a CRL: RFC 5280 §6.3.3 (b), (f), (g), §5.2.5, §4.2.1.13.

use crate::path::{Issuer, Question, Signed, VerifiedPath};
use crate::policy::{PathInputs, Purpose};
use crate::revocation::answer::Unusable;
use crate::revocation::checker::{Inquiry, Within};
use crate::revocation::proof::SignerPath;
use crate::revocation::signer::{Candidate, Failed};
use crate::x509::{Certificate, Crl, KeyUsageBit};

/// Who signed a CRL, and may.
#[derive(Clone, Debug)]
pub(super) struct CrlSigner {
    /// The key that it is signed with.
    pub(super) spki: Box<[u8]>,
    /// The way to it, where it is no authority of the path that is asked about.
    pub(super) path: Option<SignerPath>,
}

impl Inquiry<'_> {
    /// Returns who signed a CRL, if that one may sign it.
    pub(super) fn crl_signer(
        &self,
        crl: &Crl,
        question: Question<'_>,
    ) -> Result<CrlSigner, Unusable> {
        let issuer = question.issuer();
        let own = |spki: &[u8]| CrlSigner { spki: spki.into(), path: None };
        let mut failed = Failed(Unusable::SignerUnknown);
        // The usual case: whoever issued the certificate. Its path is the one that is being judged.
        if crl.issuer().matches(issuer.name()) {
            let signed = self.crl_signed(crl, issuer.spki());
            match signed.and_then(|()| may_sign_crls(issuer)) {
                Ok(()) => return Ok(own(issuer.spki())),
                Err(why) => failed.note(why),
            }
        }
        // An indirect CRL of the anchor itself.
        let anchor = question.anchor;
        if !question.above.is_empty() && crl.issuer().matches(anchor.name()) {
            let signed = self.crl_signed(crl, anchor.spki());
            match signed.and_then(|()| may_sign_crls(Issuer::Anchor(anchor))) {
                Ok(()) => return Ok(own(anchor.spki())),
                Err(why) => failed.note(why),
            }
        }
        for candidate in self.pool(question).filter(|one| one.subject().matches(crl.issuer())) {
            if candidate.spki() == issuer.spki() {
                continue;
            }
            match self.separate_crl_signer(crl, candidate, question) {
                Ok(path) => {
                    let path = Some(path).filter(|path| !path.certificates().is_empty());
                    return Ok(CrlSigner { spki: candidate.spki().into(), path });
                }
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
    ) -> Result<SignerPath, Unusable> {
        self.crl_signed(crl, candidate.spki())?;
        if !question.above.contains(&candidate) {
            is_said_to_sign_crls(candidate)?;
        }
        may_sign_crls(Issuer::Certificate(candidate))?;
        let within = Within { asked: question, rebased: None };
        let pool: Vec<_> = self.pool(question).cloned().collect();
        let candidate = Candidate {
            certificate: candidate,
            pool: &pool,
            // RFC 5280 §6.3.3 (f): to the same anchor.
            anchor: question.anchor,
            inputs: &PathInputs::new(Purpose::Any),
            signed: self.checker.time_of_crl(crl),
            response: None,
        };
        let found = self.find(candidate, &within)?;
        let is_allowed = if crl.issuer().matches(question.certificate.issuer()) {
            is_same_authority(&found.path, question)
        } else {
            is_certified_above(&found.path, crl, question)
        };
        if is_allowed { Ok(found.own(&within)) } else { Err(Unusable::SignerNotAllowed) }
    }

    fn crl_signed(&self, crl: &Crl, spki: &[u8]) -> Result<(), Unusable> {
        let signed = Signed {
            algorithm: crl.signature_algorithm(),
            message: crl.tbs_der(),
            value: crl.signature(),
        };
        self.signed(signed, crl.known_keys(), spki, self.checker.time_of_crl(crl))
    }

    /// All certificates at hand: those of the path, then the others.
    fn pool<'q>(&'q self, question: Question<'q>) -> impl Iterator<Item = &'q Certificate> {
        question.above.iter().copied().chain(self.checker.material.certificates)
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

/// RFC 5280 §4.2.1.3: certificates whose keys verify CRLs have a keyUsage.
///
/// Stricter than §6.3.3 (f), which lets one without a keyUsage pass: the names of CRL issuers are public, and
/// a certificate for somebody who bears such a name is not one for signing lists.
fn is_said_to_sign_crls(candidate: &Certificate) -> Result<(), Unusable> {
    match candidate.extensions().key_usage() {
        Some(_) => Ok(()),
        None => Err(Unusable::SignerNotAllowed),
    }
}

/// Whether whoever a certificate names as the issuer of its CRL (§4.2.1.13, §5.2.5) is certified by an
/// authority of the certificate's own path, or by the anchor, be it under an earlier key.
///
/// Stricter than §6.3.3 (f), which asks for the same anchor alone: any authority below it could take the
/// name.
fn is_certified_above(path: &VerifiedPath, crl: &Crl, question: Question<'_>) -> bool {
    let mut others = path.certificates().iter().filter(|one| !one.subject().matches(crl.issuer()));
    match others.next() {
        Some(certifier) => question.above.iter().any(|one| one.spki() == certifier.spki()),
        // The anchor.
        None => true,
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
