//! Who signed revocation data has to have existed, and to have been in order, when it counts: EN 319 102-1
//! §5.6.2.2. A certificate that was made later could be the work of whoever broke its issuer.

use super::drafts::{Draft, List, Single, by_name, directory, flag, points, scope, uri};
use super::*;
use crate::oid;
use crate::path::PathError;
use crate::path::tests::pki::{Extension, extended_key_usage, key};
use crate::policy::Profile;
use crate::revocation::{Existence, Proof};
use crate::time::Time;

/// What provably exists since a time.
#[derive(Clone, Debug, Default)]
struct Known(Vec<(Vec<u8>, Time)>);

impl Known {
    fn with(mut self, object: &[u8], since: &str) -> Self {
        self.0.push((object.to_vec(), time(since)));
        self
    }

    fn of(&self, proof: &Proof) -> Time {
        proof.exists_since(&|object| self.since(object).unwrap_or_else(now))
    }
}

impl Existence for Known {
    fn since(&self, object: &[u8]) -> Option<Time> {
        self.0.iter().find(|(known, _)| known == object).map(|(_, since)| *since)
    }
}

fn time(text: &str) -> Time {
    Time::parse_rfc3339(text).expect("a time")
}

const ASKED: &str = "2026-11-10T12:00:00Z";
const EARLY: &str = "2026-11-11T00:00:00Z";
const LATER: &str = "2026-11-12T00:00:00Z";

/// Asks about the leaf as it was at the tenth, by what provably existed when.
fn ask(pki: &Pki, policy: &Policy, material: Material<'_>, known: &Known) -> Answer {
    let checker = Checker::new(policy, material, now()).with_existence(known);
    let (above, anchor) = ([&pki.authority.certificate], pki.anchor());
    checker.answer(Question::new(&pki.leaf, &above, &anchor, time(ASKED)))
}

fn exempt() -> Extension {
    (oid::OCSP_NOCHECK.to_owned(), false, vec![5, 0])
}

/// A responder's certificate that ends on the fifteenth.
fn responder(pki: &Pki, exempted: bool) -> Certificate {
    pki.authority.leaf_with("Responder", |draft| {
        draft.not_after = "261115000000Z";
        draft.set(extended_key_usage(false, &[oid::KP_OCSP_SIGNING]));
        if exempted {
            draft.set(exempt());
        }
    })
}

/// The responder's answer about the leaf, of the tenth.
fn answer(pki: &Pki, carried: Vec<Certificate>) -> Response {
    let single = Single {
        this_update: ASKED,
        next_update: Some("2026-11-11T00:00:00Z"),
        ..Single::good(&pki.leaf, &pki.authority.spki())
    };
    let draft = Draft {
        produced_at: ASKED,
        certificates: carried,
        ..Draft::new(by_name(&common_name("Responder")), vec![single])
    };
    draft.by(key("Responder").as_ref())
}

fn proof(answer: &Answer) -> &Proof {
    assert_good(answer);
    answer.proof().expect("a proof")
}

#[test]
fn a_responder_counts_when_its_certificate_provably_existed_and_not_when_its_answer_did() {
    let pki = Pki::new();
    let (certificate, response) = (responder(&pki, true), answer(&pki, Vec::new()));
    let (pool, responses) = ([certificate.clone()], [response.clone()]);
    let material = Material::new(&pool, &[], &responses);
    let of_answer = Known::default().with(response.as_der(), EARLY);
    let both = of_answer.clone().with(certificate.as_der(), LATER);
    let told = ask(&pki, &pki.policy(), material, &both);
    assert_eq!(both.of(proof(&told)), time(LATER));
    assert_eq!(proof(&told).signers()[0].certificates(), &pool);
    // Nothing proves the certificate: it counts today, when it has ended.
    let told = ask(&pki, &pki.policy(), material, &of_answer);
    assert_unknown(&told, Unusable::Signer(PathError::Expired));
}

#[test]
fn a_certificate_is_as_old_as_the_answer_that_carries_it() {
    let pki = Pki::new();
    let response = answer(&pki, vec![responder(&pki, true)]);
    let known = Known::default().with(response.as_der(), EARLY);
    let told = ask(&pki, &pki.policy(), Material::new(&[], &[], &[response]), &known);
    assert_eq!(known.of(proof(&told)), time(EARLY));
}

#[test]
fn the_algorithm_under_a_responder_counts_when_its_certificate_provably_existed() {
    let pki = Pki::new();
    let text = Profile::text_of("default").expect("built in");
    let rule = "kind = \"Ed25519\"";
    assert!(text.contains(rule));
    let until = text.replacen(rule, &format!("{rule}\nuntil = 2026-11-13"), 1);
    let policy = pki.policy().with_profile(Profile::from_toml(&until).expect("a profile"));
    let (certificate, response) = (responder(&pki, true), answer(&pki, Vec::new()));
    let (pool, responses) = ([certificate.clone()], [response.clone()]);
    let material = Material::new(&pool, &[], &responses);
    let of_answer = Known::default().with(response.as_der(), EARLY);
    let before = of_answer.clone().with(certificate.as_der(), LATER);
    assert_good(&ask(&pki, &policy, material, &before));
    let after = of_answer.with(certificate.as_der(), "2026-11-14T00:00:00Z");
    let told = ask(&pki, &policy, material, &after);
    let why = told.refused().first().map(|one| one.why);
    assert!(matches!(why, Some(Unusable::Signer(PathError::Algorithm(_)))), "{told:?}");
}

#[test]
fn what_clears_a_responder_has_to_exist_as_well() {
    let pki = Pki::new();
    let response = answer(&pki, vec![responder(&pki, false)]);
    let list = List { this_update: "261110000000Z", ..List::of(&pki.authority) };
    // A list for authorities alone does not speak of the leaf, and of the responder neither.
    let clearing = list.by(pki.authority.key.as_ref());
    let known = Known::default().with(response.as_der(), EARLY);
    let crls = [clearing.clone()];
    let responses = [response.clone()];
    let material = Material::new(&[], &crls, &responses);
    let told = ask(&pki, &pki.policy(), material, &known);
    let of_response = told.proof().filter(|one| one.response().is_some()).expect("the answer");
    assert_eq!(known.of(of_response), now(), "the list is proven by nothing");
    let both = known.with(clearing.as_der(), LATER);
    assert_eq!(both.of(of_response), time(LATER));
}

/// A key for lists alone under the name of the authority, which the root certified.
fn list_key(pki: &Pki) -> Authority {
    pki.root.certify("Authority", key("List key"), |draft| {
        draft.not_after = "261115000000Z";
        draft.remove(oid::BASIC_CONSTRAINTS);
        draft.set(key_usage(&[KeyUsageBit::CrlSign]));
    })
}

#[test]
fn a_separate_key_for_lists_counts_when_its_certificate_provably_existed() {
    let pki = Pki::new();
    let lists = list_key(&pki);
    let of_10th = |by: &Authority, key: &dyn crate::crypto::SigningKey| {
        List { this_update: "261110000000Z", ..List::of(by) }.by(key)
    };
    let (crl, above) =
        (of_10th(&pki.authority, lists.key.as_ref()), of_10th(&pki.root, pki.root.key.as_ref()));
    let (pool, crls) = ([lists.certificate.clone()], [crl.clone(), above.clone()]);
    let material = Material::new(&pool, &crls, &[]);
    let of_lists = Known::default().with(crl.as_der(), EARLY).with(above.as_der(), EARLY);
    let all = of_lists.clone().with(lists.certificate.as_der(), LATER);
    let told = ask(&pki, &pki.policy(), material, &all);
    assert_eq!(all.of(proof(&told)), time(LATER));
    let told = ask(&pki, &pki.policy(), material, &of_lists);
    assert_unknown(&told, Unusable::Signer(PathError::Expired));
}

#[test]
fn what_a_revoked_authority_says_of_a_list_s_signer_has_to_be_older_than_that() {
    const HERE: &str = "http://crl.example.vn/here.crl";
    let pki = Pki::with(|draft| {
        draft.set(points(|out| {
            uri(out, HERE);
            directory(out, 2, &common_name("Lists"));
        }));
    });
    let old = pki.root.authority_with("Lists", may_sign_lists);
    let new = old.certify("Lists", key("List key"), may_sign_lists);
    let of_10th = |by: &Authority| List { this_update: "261110000000Z", ..List::of(by) };
    let indirect = scope(|out| {
        uri(out, HERE);
        flag(out, 4);
    });
    let of_leaf = of_10th(&old).with(indirect).by(new.key.as_ref());
    let of_new = of_10th(&old).by(old.key.as_ref());
    let mut of_old = List::of(&pki.root);
    of_old.entries.push((old.certificate.serial().to_vec(), "261115000000Z", Vec::new()));
    let of_old = of_old.by(pki.root.key.as_ref());
    let pool = [new.certificate.clone(), old.certificate.clone()];
    let crls = [of_leaf.clone(), of_new.clone(), of_old];
    let material = Material::new(&pool, &crls, &[]);
    let known = pool.iter().fold(Known::default(), |known, one| known.with(one.as_der(), EARLY));
    let known = known.with(of_leaf.as_der(), EARLY);
    let all = known.clone().with(of_new.as_der(), EARLY);
    assert_good(&ask(&pki, &pki.policy(), material, &all));
    let told = ask(&pki, &pki.policy(), material, &known);
    assert_unknown(&told, Unusable::Signer(PathError::Revoked));
}
