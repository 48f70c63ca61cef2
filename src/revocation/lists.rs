//! What CRLs say of a certificate: RFC 5280 §6.3.3 (c) to (l).

use crate::path::Question;
use crate::revocation::answer::{Revoked, Unusable};
use crate::revocation::checker::Inquiry;
use crate::revocation::crl_signer::CrlSigner;
use crate::revocation::proof::{Basis, Proof};
use crate::revocation::scope;
use crate::revocation::statement::{Found, Said};
use crate::x509::{Crl, CrlEntry, Reason, Reasons};

/// Takes what all CRLs say of a certificate.
pub(super) fn state(inquiry: &Inquiry<'_>, question: Question<'_>, found: &mut Found) {
    let concerned: Vec<_> = inquiry
        .checker
        .material
        .crls
        .iter()
        .filter(|crl| scope::concerns(crl, question.certificate))
        .collect();
    let mut usable = Vec::new();
    for crl in concerned.iter().copied() {
        let covered = scope::reasons_covered(crl, question.certificate);
        if covered == Reasons::NONE {
            found.refuse(Proof::crl(crl), Unusable::Scope);
            continue;
        }
        match check(inquiry, question, crl) {
            Ok(signer) => usable.push(Usable { crl, covered, signer }),
            Err(why) => found.refuse(Proof::crl(crl), why),
        }
    }
    // The newest first, so that of lists for the same reasons the newest is taken.
    usable.sort_by_key(|one| std::cmp::Reverse(one.crl.this_update()));
    let (deltas, complete): (Vec<_>, Vec<_>) = usable.iter().partition(|one| one.crl.is_delta());
    let mut bases = vec![false; deltas.len()];
    for base in &complete {
        base.state_alone(question, found);
        for (delta, has_base) in deltas.iter().zip(&mut bases) {
            *has_base |= base.state_with(delta, question, found);
        }
    }
    for (delta, _) in deltas.iter().zip(bases).filter(|(_, has_base)| !has_base) {
        delta.state_without_base(question, found);
    }
    state_parts(&complete, question, found);
}

/// A CRL whose signer is in order.
struct Usable<'a> {
    crl: &'a Crl,
    covered: Reasons,
    signer: CrlSigner,
}

fn check(inquiry: &Inquiry<'_>, question: Question<'_>, crl: &Crl) -> Result<CrlSigner, Unusable> {
    // RFC 5280 §5.2, §5.3: a list that says what is not understood says nothing.
    if crl.unknown_critical().next().is_some() || crl.has_unknown_critical_in_entries() {
        return Err(Unusable::UnknownCriticalExtension);
    }
    inquiry.crl_signer(crl, question)
}

impl Usable<'_> {
    fn covers_all(&self) -> bool {
        self.covered == Reasons::ALL
    }

    fn entry(&self, question: Question<'_>) -> Option<Said> {
        entry(self.crl, question).map(said)
    }

    fn state_alone(&self, question: Question<'_>, found: &mut Found) {
        let proof = || Proof::crl(self.crl).signed_by(self.signer.path.clone());
        match self.entry(question) {
            // (j)
            Some(said) => found.state(said, proof()),
            None if self.covers_all() => found.state(Said::Good, proof()),
            None => {}
        }
    }

    /// (i), (k): what a complete list and a delta say together. Whether they belong together.
    fn state_with(&self, delta: &Self, question: Question<'_>, found: &mut Found) -> bool {
        // (c), (h): one scope, one key.
        if !scope::is_delta_of(delta.crl, self.crl) || delta.signer.spki != self.signer.spki {
            return false;
        }
        let basis = Basis::Delta(self.crl.clone(), delta.crl.clone());
        let signers = [self, delta].into_iter().filter_map(|one| one.signer.path.clone());
        let proof = Proof::new(basis).signed_by(signers);
        let said = match entry(delta.crl, question) {
            Some(one) if one.reason() == Some(Reason::RemoveFromCrl) => Some(Said::Good),
            Some(one) => Some(said(one)),
            None => self.entry(question),
        };
        match said {
            Some(Said::Good) | None if !self.covers_all() => {}
            said => found.state(said.unwrap_or(Said::Good), proof),
        }
        true
    }

    /// A delta alone: that a certificate is on it says something, that it is not does not.
    fn state_without_base(&self, question: Question<'_>, found: &mut Found) {
        let proof = Proof::crl(self.crl).signed_by(self.signer.path.clone());
        match entry(self.crl, question) {
            Some(one) if one.reason() != Some(Reason::RemoveFromCrl) => {
                found.state(said(one), proof);
            }
            _ => found.refuse(proof, Unusable::DeltaWithoutBase),
        }
    }
}

/// (d), (e), (l): lists that cover some reasons each, until all are covered.
fn state_parts(complete: &[&Usable<'_>], question: Question<'_>, found: &mut Found) {
    let mut covered = Reasons::NONE;
    let mut parts: Vec<&Usable<'_>> = Vec::new();
    let partial = complete.iter().filter(|one| !one.covers_all());
    for one in partial.copied().filter(|one| entry(one.crl, question).is_none()) {
        // (e)
        if !covered.holds(one.covered) {
            covered = covered.or(one.covered);
            parts.push(one);
        }
    }
    if parts.is_empty() {
        return;
    }
    let crls = parts.iter().map(|one| one.crl.clone()).collect();
    let signers = parts.iter().filter_map(|one| one.signer.path.clone());
    let proof = Proof::new(Basis::Parts(crls)).signed_by(signers);
    if covered == Reasons::ALL {
        found.state(Said::Good, proof);
    } else {
        found.refuse(proof, Unusable::Reasons);
    }
}

/// The entry of a certificate. Of several, the one that hurts most: a revocation, then a hold, then what takes
/// it off the list; of two alike, the one that was made first.
fn entry<'c>(crl: &'c Crl, question: Question<'_>) -> Option<CrlEntry<'c>> {
    let certificate = question.certificate;
    let of_it =
        crl.find(certificate.serial()).filter(|one| one.is_of(certificate.issuer(), crl.issuer()));
    let mildness = |one: &CrlEntry<'_>| match one.reason() {
        Some(Reason::RemoveFromCrl) => 2_u8,
        Some(Reason::CertificateHold) => 1,
        _ => 0,
    };
    of_it.min_by_key(|one| (mildness(one), one.revoked_at()))
}

fn said(entry: CrlEntry<'_>) -> Said {
    let revoked = Revoked {
        time: entry.revoked_at(),
        reason: entry.reason(),
        invalid_since: entry.invalid_since(),
    };
    match entry.reason() {
        Some(Reason::CertificateHold) => Said::OnHold(revoked),
        _ => Said::Revoked(revoked),
    }
}
