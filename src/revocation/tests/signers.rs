//! Who may sign a CRL: RFC 5280 §6.3.3 (f), (g).

use super::drafts::{List, directory, flag, points, scope, uri};
use super::*;
use crate::path::PathError;
use crate::path::tests::pki::key;

const HERE: &str = "http://crl.example.vn/here.crl";

#[test]
fn the_issuer_signs_with_the_right_to() {
    let pki = Pki::new();
    assert_good(&pki.by_list(List::of(&pki.authority).by(pki.authority.key.as_ref())));
    let root = Authority::root_with("Root", may_sign_lists);
    let authority = root.authority("Authority");
    let leaf = authority.leaf("Leaf");
    let without = Pki { root, authority, leaf };
    let list = List::of(&without.authority).by(without.authority.key.as_ref());
    assert_unknown(&without.by_list(list), Unusable::SignerNotAllowed);
}

#[test]
fn a_key_of_nobody_does_not_sign() {
    let pki = Pki::new();
    let list = List::of(&pki.authority).by(key("Nobody").as_ref());
    let mismatch = Unusable::Signature(PathError::SignatureMismatch);
    assert_unknown(&pki.by_list(list), mismatch);
}

#[test]
fn a_key_for_lists_alone_signs_if_the_same_authority_certified_it() {
    let pki = Pki::new();
    // The name of the issuer, a key of its own, certified by whoever certified the issuer.
    let lists = pki.root.certify("Authority", key("List key"), |draft| {
        draft.remove(crate::oid::BASIC_CONSTRAINTS);
        draft.set(key_usage(&[KeyUsageBit::CrlSign]));
    });
    let pool = [lists.certificate.clone()];
    let crl = List::of(&pki.authority).by(lists.key.as_ref());
    // Who signs lists is looked up too.
    let root = List::of(&pki.root).by(pki.root.key.as_ref());
    assert_good(&pki.ask(&pool, &[crl.clone(), root.clone()], &[]));
    assert_eq!(pki.ask(&[], &[crl.clone(), root], &[]).standing(), Standing::Unknown);
    let undetermined = Unusable::Signer(PathError::RevocationUndetermined);
    let alone = pki.ask(&pool, std::slice::from_ref(&crl), &[]);
    assert!(alone.refused().iter().any(|one| one.why == undetermined), "{alone:?}");
    let revoking = List::of(&pki.root).revoking(&lists.certificate).by(pki.root.key.as_ref());
    assert_eq!(pki.ask(&pool, &[crl, revoking], &[]).standing(), Standing::Unknown);
}

#[test]
fn an_authority_that_took_another_s_name_clears_nobody() {
    let pki = Pki::new();
    let rogue = pki.root.authority_with("Rogue", may_sign_lists);
    let impostor = rogue.certify("Authority", key("Rogue's key"), may_sign_lists);
    let pool = [rogue.certificate.clone(), impostor.certificate.clone()];
    let forged = List::of(&pki.authority).by(impostor.key.as_ref());
    let lists = [
        forged,
        List::of(&pki.root).by(pki.root.key.as_ref()),
        List::of(&rogue).by(rogue.key.as_ref()),
    ];
    assert_eq!(pki.ask(&pool, &lists, &[]).standing(), Standing::Unknown);
}

/// A certificate whose lists another one makes, and that other one's list.
fn by_another(pki: &Pki, by: &Authority) -> Vec<Crl> {
    let indirect = scope(|out| {
        uri(out, HERE);
        flag(out, 4);
    });
    let list = List { issuer: common_name("Lists"), ..List::of(by) }.with(indirect);
    vec![
        list.by(by.key.as_ref()),
        List::of(&pki.root).by(pki.root.key.as_ref()),
        List::of(&pki.authority).with(scope(|out| flag(out, 2))).by(pki.authority.key.as_ref()),
    ]
}

fn with_lists_by_another() -> Pki {
    Pki::with(|draft| {
        draft.set(points(|out| {
            uri(out, HERE);
            directory(out, 2, &common_name("Lists"));
        }));
    })
}

#[test]
fn who_signs_lists_for_others_is_certified_for_it() {
    let pki = with_lists_by_another();
    let ask = |change: fn(&mut Draft)| {
        let lists = pki.root.certify("Lists", key("Lists"), |draft| {
            draft.remove(crate::oid::BASIC_CONSTRAINTS);
            draft.set(key_usage(&[KeyUsageBit::CrlSign]));
            change(draft);
        });
        pki.ask(std::slice::from_ref(&lists.certificate), &by_another(&pki, &lists), &[])
    };
    let of_lists = |answer: &Answer| answer.proof().is_some_and(|one| one.by().contains("Lists"));
    let good = ask(|_| {});
    assert_good(&good);
    assert!(of_lists(&good), "{good:?}");
    for change in [
        |draft: &mut Draft| draft.remove(crate::oid::KEY_USAGE),
        |draft: &mut Draft| draft.set(key_usage(&[KeyUsageBit::DigitalSignature])),
    ] {
        let answer = ask(change);
        assert!(!of_lists(&answer), "{answer:?}");
        let refused = answer.refused().iter().any(|one| one.why == Unusable::SignerNotAllowed);
        assert!(refused, "{answer:?}");
    }
}

#[test]
fn who_signs_lists_for_others_is_certified_by_an_authority_of_their_path() {
    let pki = with_lists_by_another();
    let rogue = pki.root.authority_with("Rogue", may_sign_lists);
    let ask = |by: &Authority| {
        let lists = by.certify("Lists", key("Lists"), may_sign_lists);
        let pool = [rogue.certificate.clone(), lists.certificate.clone()];
        let mut crls = by_another(&pki, &lists);
        crls.push(List::of(&rogue).by(rogue.key.as_ref()));
        pki.ask(&pool, &crls, &[])
    };
    for by in [&pki.root, &pki.authority] {
        assert_good(&ask(by));
    }
    let answer = ask(&rogue);
    assert_eq!(answer.standing(), Standing::Unknown, "{answer:?}");
    let refused = answer.refused().iter().any(|one| one.why == Unusable::SignerNotAllowed);
    assert!(refused, "{answer:?}");
}

#[test]
fn a_signature_is_verified_once_and_its_algorithm_asked_about_each_time() {
    let pki = Pki::new();
    let crl = List::of(&pki.authority).by(pki.authority.key.as_ref());
    assert!(!crl.known_keys().has(pki.policy().provider().name(), &pki.authority.spki()));
    assert_good(&pki.by_list(crl.clone()));
    assert!(crl.known_keys().has(pki.policy().provider().name(), &pki.authority.spki()));
    let spent = crate::limits::Limits { revocation_signatures: 0, ..Default::default() };
    let policy = pki.policy().with_limits(spent);
    assert_good(&pki.ask_under(&policy, &[], &[crl], &[]));
    let fresh = List::of(&pki.authority).by(pki.authority.key.as_ref());
    assert_unknown(&pki.ask_under(&policy, &[], &[fresh], &[]), Unusable::BudgetSpent);
}

#[test]
fn an_anchor_is_not_asked_about_and_skipping_asks_nobody() {
    let pki = Pki::new();
    let (policy, anchor) = (pki.policy(), pki.anchor());
    let checker = Checker::new(&policy, Material::default(), now());
    let question = Question::new(&pki.root.certificate, &[], &anchor, now());
    let standing = checker.answer(question).standing();
    assert_eq!(standing, Standing::NotAsked(crate::revocation::NotAsked::Anchor));
    let skipping = crate::policy::danger::skip_revocation(pki.policy());
    let revoking = List::of(&pki.authority).revoking(&pki.leaf).by(pki.authority.key.as_ref());
    let standing = pki.ask_under(&skipping, &[], &[revoking], &[]).standing();
    assert_eq!(standing, Standing::NotAsked(crate::revocation::NotAsked::Policy));
}
