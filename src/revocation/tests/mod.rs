//! Tests of who may say what about revocation: each check holds and, with one property flipped, refuses.

mod drafts;
mod existence;
mod lists;
mod requests;
mod responses;
mod signers;

use crate::path::tests::pki::{Authority, Draft, key_usage, now};
use crate::path::{Question, tests::pki::common_name};
use crate::policy::{Policy, TrustAnchor, TrustStore};
use crate::revocation::ocsp::Response;
use crate::revocation::{Answer, Checker, Material, Standing, Unusable};
use crate::x509::{Certificate, Crl, KeyUsageBit};

/// A root that may sign CRLs, an authority below it that may too, and a certificate of that.
struct Pki {
    root: Authority,
    authority: Authority,
    leaf: Certificate,
}

fn may_sign_lists(draft: &mut Draft) {
    draft.set(key_usage(&[KeyUsageBit::KeyCertSign, KeyUsageBit::CrlSign]));
}

/// An OCSP answer, for tests of what carries one.
pub(crate) fn any_response() -> Response {
    let pki = Pki::new();
    let single = drafts::Single::good(&pki.leaf, &pki.authority.spki());
    let draft = drafts::Draft::new(drafts::by_name(&pki.authority.name), vec![single]);
    draft.by(pki.authority.key.as_ref())
}

impl Pki {
    fn new() -> Self {
        Self::with(|_| {})
    }

    fn with(change: impl FnOnce(&mut Draft)) -> Self {
        let root = Authority::root_with("Root", may_sign_lists);
        let authority = root.authority_with("Authority", may_sign_lists);
        let leaf = authority.leaf_with("Leaf", change);
        Self { root, authority, leaf }
    }

    fn policy(&self) -> Policy {
        Policy::new(TrustStore::new(vec![self.anchor()]).expect("an anchor"))
    }

    fn anchor(&self) -> TrustAnchor {
        TrustAnchor::from_certificate(self.root.certificate.clone())
    }

    /// Asks about the leaf, now.
    fn ask(&self, pool: &[Certificate], crls: &[Crl], responses: &[Response]) -> Answer {
        self.ask_under(&self.policy(), pool, crls, responses)
    }

    fn ask_under(
        &self,
        policy: &Policy,
        pool: &[Certificate],
        crls: &[Crl],
        responses: &[Response],
    ) -> Answer {
        let checker = Checker::new(policy, Material::new(pool, crls, responses), now());
        let (above, anchor) = ([&self.authority.certificate], self.anchor());
        checker.answer(Question::new(&self.leaf, &above, &anchor, now()))
    }

    fn by_list(&self, crl: Crl) -> Answer {
        self.ask(&[], &[crl], &[])
    }
}

#[track_caller]
fn assert_good(answer: &Answer) {
    assert_eq!(answer.standing(), Standing::Good, "{answer:?}");
}

#[track_caller]
fn assert_revoked(answer: &Answer) {
    assert!(matches!(answer.standing(), Standing::Revoked(_)), "{answer:?}");
}

#[track_caller]
fn assert_unknown(answer: &Answer, why: Unusable) {
    assert_eq!(answer.standing(), Standing::Unknown, "{answer:?}");
    assert_eq!(answer.refused().first().map(|one| one.why), Some(why), "{answer:?}");
}
