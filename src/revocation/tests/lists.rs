//! What a CRL says, and of whom: RFC 5280 §5, §6.3.3.

use super::drafts::{List, directory, flag, number, of_issuer, points, reason, scope, uri};
use super::*;
use crate::crypto::SigningKey;
use crate::der::{Tag, Writer};
use crate::error::Error;
use crate::oid;
use crate::path::tests::pki::{Extension, policy};
use crate::time::Time;
use crate::x509::Reason;

const HERE: &str = "http://crl.example.vn/here.crl";
const THERE: &str = "http://crl.example.vn/there.crl";

fn key(pki: &Pki) -> &dyn SigningKey {
    pki.authority.key.as_ref()
}

fn clause(list: &List, pki: &Pki) -> &'static str {
    match Crl::from_der(&list.der(key(pki))) {
        Err(Error::Malformed(malformed)) => malformed.clause,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_list_tells_good_from_revoked_by_the_serial_number() {
    let pki = Pki::new();
    let (list, other) = (List::of(&pki.authority), pki.authority.leaf("Other"));
    assert_good(&pki.by_list(list.by(key(&pki))));
    assert_good(&pki.by_list(list.clone().revoking(&other).by(key(&pki))));
    let both = list.revoking(&other).entry(&pki.leaf, vec![reason(1)]);
    let answer = pki.by_list(both.by(key(&pki)));
    let Standing::Revoked(revoked) = answer.standing() else { panic!("{answer:?}") };
    assert_eq!(revoked.time, Time::parse_rfc3339("2026-11-10").expect("a time"));
    assert_eq!(revoked.reason, Some(Reason::KeyCompromise));
}

#[test]
fn a_hold_is_neither_good_nor_revoked() {
    let pki = Pki::new();
    let held = List::of(&pki.authority).entry(&pki.leaf, vec![reason(6)]);
    assert!(matches!(pki.by_list(held.by(key(&pki))).standing(), Standing::OnHold(_)));
}

#[test]
fn a_hold_is_not_forgotten_for_the_time_at_which_it_was_in_force() {
    let pki = Pki::new();
    let list = |this_update, next_update| List {
        this_update,
        next_update: Some(next_update),
        ..List::of(&pki.authority)
    };
    let held = list("261112000000Z", "261113000000Z").entry(&pki.leaf, vec![reason(6)]);
    let silent = list("261116000000Z", "261123000000Z");
    let crls = [held.by(key(&pki)), silent.by(key(&pki))];
    let (policy, anchor, above) = (pki.policy(), pki.anchor(), [&pki.authority.certificate]);
    let ask = |crls: &[Crl], at: &str| {
        let checker = Checker::new(&policy, Material::new(&[], crls, &[]), now());
        let at = Time::parse_rfc3339(at).expect("a time");
        checker.answer(Question::new(&pki.leaf, &above, &anchor, at))
    };
    let is_held = |at: &str| matches!(ask(&crls, at).standing(), Standing::OnHold(_));
    // On hold since the tenth; the list of the sixteenth is the first that is silent.
    assert!(is_held("2026-11-10T00:00:00Z"));
    assert!(is_held("2026-11-12T12:00:00Z"));
    assert!(is_held("2026-11-15T23:59:59Z"), "whoever is silent first ends it");
    for at in ["2026-11-16T00:00:00Z", "2026-11-21T00:00:00Z"] {
        assert_good(&ask(&crls, at));
    }
    let before = ask(&crls, "2026-11-09T23:59:59Z").standing();
    assert!(matches!(before, Standing::RevokedLater(_)), "{before:?}");
    // A silent list that is out of date by then ended it too.
    let ended = list("261113000000Z", "261114000000Z").by(key(&pki));
    let crls = [crls.to_vec(), vec![ended]].concat();
    assert_good(&ask(&crls, "2026-11-15T00:00:00Z"));
}

#[test]
fn a_certificate_that_expired_on_hold_did_not_come_back() {
    let pki = Pki::with(|draft| draft.not_after = "261113000000Z");
    let held = List { this_update: "261112000000Z", ..List::of(&pki.authority) };
    let held = held.entry(&pki.leaf, vec![reason(6)]).by(key(&pki));
    // Lists of today leave it out because it expired.
    let silent = List::of(&pki.authority).by(key(&pki));
    let answer = pki.ask(&[], &[held, silent], &[]);
    assert!(matches!(answer.standing(), Standing::OnHold(_)), "{answer:?}");
}

#[test]
fn every_entry_is_found_among_many_in_no_order() {
    let pki = Pki::new();
    let mut list = List::of(&pki.authority);
    let serials: Vec<Vec<u8>> = (0_u32..500)
        .map(|n| {
            let mixed = n.wrapping_mul(2_654_435_761);
            let mut serial = vec![1];
            serial.extend(mixed.to_be_bytes().repeat(usize::try_from(n % 4).expect("small") + 1));
            serial
        })
        .collect();
    list.entries = serials.iter().map(|one| (one.clone(), "261110000000Z", Vec::new())).collect();
    let crl = list.by(key(&pki));
    assert_eq!((crl.entry_count(), crl.entries().count()), (500, 500));
    for serial in &serials {
        let found: Vec<_> = crl.find(serial).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].serial(), serial.as_slice());
        let mut longer = serial.clone();
        longer.insert(0, 2);
        assert_eq!(crl.find(&longer).count(), 0, "the end alone is not enough");
    }
}

#[test]
fn scope_by_kind_of_certificate_is_kept_to() {
    let pki = Pki::new();
    let with =
        |number: u8| List::of(&pki.authority).with(scope(|out| flag(out, number))).by(key(&pki));
    assert_good(&pki.by_list(with(1)));
    assert_unknown(&pki.by_list(with(2)), Unusable::Scope);
    assert_unknown(&pki.by_list(with(5)), Unusable::Scope);
    // Of version 1: nobody says that it is no authority's.
    let old = Pki::with(|draft| {
        draft.version = 1;
        draft.extensions.clear();
    });
    assert_unknown(&old.by_list(with(1)), Unusable::Scope);
    assert_good(&old.by_list(List::of(&old.authority).by(key(&old))));
}

#[test]
fn a_list_of_another_point_is_not_that_of_the_certificate() {
    let pki = Pki::with(|draft| draft.set(points(|out| uri(out, HERE))));
    let at = |place: &str| List::of(&pki.authority).with(scope(|out| uri(out, place)));
    assert_good(&pki.by_list(at(HERE).by(key(&pki))));
    assert_unknown(&pki.by_list(at(THERE).by(key(&pki))), Unusable::Scope);
    // Without points in the certificate, only a list for all or one at the issuer's name is of it.
    let bare = Pki::new();
    assert_unknown(&bare.by_list(at(HERE).by(key(&bare))), Unusable::Scope);
    let named = scope(|out| {
        out.nested(Tag::context_constructed(0), |out| directory(out, 0, &bare.authority.name));
    });
    assert_good(&bare.by_list(List::of(&bare.authority).with(named).by(key(&bare))));
}

#[test]
fn lists_for_some_reasons_count_together_when_they_cover_all() {
    let pki = Pki::new();
    let part = |octets: [u8; 3]| {
        let reasons = scope(|out| {
            out.value(Tag::context(3), &octets);
        });
        List::of(&pki.authority).with(reasons)
    };
    // keyCompromise and cACompromise; and the six others.
    let (first, second) = (part([7, 0x60, 0]), part([7, 0x1f, 0x80]));
    let [one, two] = [first.by(key(&pki)), second.clone().by(key(&pki))];
    assert_unknown(&pki.by_list(one.clone()), Unusable::Reasons);
    assert_good(&pki.ask(&[], &[one.clone(), two], &[]));
    let revoking = second.entry(&pki.leaf, vec![reason(4)]).by(key(&pki));
    assert_revoked(&pki.ask(&[], &[one, revoking], &[]));
}

fn delta(pki: &Pki, base: u64, own: u64) -> List {
    List { this_update: "261121000000Z", ..List::of(&pki.authority) }
        .with(number(oid::CRL_NUMBER, false, own))
        .with(number(oid::DELTA_CRL_INDICATOR, true, base))
}

#[test]
fn a_delta_adds_to_its_base_and_takes_away() {
    let pki = Pki::new();
    let base = List::of(&pki.authority);
    let ask =
        |base: &List, delta: &List| pki.ask(&[], &[base.by(key(&pki)), delta.by(key(&pki))], &[]);
    assert_good(&ask(&base, &delta(&pki, 5, 8)));
    assert_revoked(&ask(&base, &delta(&pki, 5, 8).revoking(&pki.leaf)));
    let held = base.clone().entry(&pki.leaf, vec![reason(6)]);
    let removing = delta(&pki, 5, 8).entry(&pki.leaf, vec![reason(8)]);
    assert_good(&ask(&held, &removing));
    assert!(matches!(ask(&held, &delta(&pki, 5, 8)).standing(), Standing::OnHold(_)));
}

#[test]
fn what_takes_a_certificate_off_a_list_does_not_hide_that_it_was_revoked_then() {
    let pki = Pki::new();
    let held = List::of(&pki.authority).entry(&pki.leaf, vec![reason(6)]).by(key(&pki));
    let ask = |delta: &List| pki.ask(&[], &[held.clone(), delta.by(key(&pki))], &[]);
    let mut removed = delta(&pki, 5, 8).entry(&pki.leaf, vec![reason(8)]);
    assert_good(&ask(&removed));
    // Revoked on the day after it was taken off, and in either order.
    let revoked = (pki.leaf.serial().to_vec(), "261115000000Z", vec![reason(1)]);
    removed.entries.push(revoked);
    assert_revoked(&ask(&removed));
    assert_revoked(&pki.by_list(removed.by(key(&pki))));
    removed.entries.reverse();
    assert_revoked(&ask(&removed));
}

#[test]
fn a_delta_saves_a_base_that_is_out_of_date_only_if_it_is_its_own() {
    let pki = Pki::new();
    let base = List { next_update: Some("261120120000Z"), ..List::of(&pki.authority) };
    let ask = |delta: &List| pki.ask(&[], &[base.by(key(&pki)), delta.by(key(&pki))], &[]);
    assert_good(&ask(&delta(&pki, 7, 8)));
    // §5.2.4 (c): entries between the base at hand and the one it adds to would be missing.
    assert_unknown(&ask(&delta(&pki, 8, 9)), Unusable::Stale);
    // §5.2.4 (d): it is not newer.
    assert_unknown(&ask(&delta(&pki, 5, 7)), Unusable::Stale);
    // §6.3.3 (c)(2): another scope.
    let other = delta(&pki, 7, 8).with(scope(|out| flag(out, 1)));
    assert_unknown(&ask(&other), Unusable::Stale);
}

#[test]
fn a_delta_without_its_base_says_only_what_is_on_it() {
    let pki = Pki::new();
    assert_unknown(&pki.by_list(delta(&pki, 5, 8).by(key(&pki))), Unusable::DeltaWithoutBase);
    assert_revoked(&pki.by_list(delta(&pki, 5, 8).revoking(&pki.leaf).by(key(&pki))));
}

#[test]
fn entries_of_an_indirect_list_are_of_the_authority_named_last() {
    let other = Authority::root_with("Lists", may_sign_lists);
    let pki = Pki::with(|draft| {
        draft.set(points(|out| {
            uri(out, HERE);
            directory(out, 2, &common_name("Root"));
        }));
    });
    let indirect = |entries: List| {
        let list = List { issuer: pki.root.name.clone(), ..entries };
        let list = list.with(scope(|out| {
            uri(out, HERE);
            flag(out, 4);
        }));
        pki.by_list(list.by(pki.root.key.as_ref()))
    };
    let none = List::of(&pki.root);
    assert_good(&indirect(none.clone()));
    // Without a name an entry is of the list's own issuer.
    assert_good(&indirect(none.clone().revoking(&pki.leaf)));
    let own = none.clone().entry(&pki.leaf, vec![of_issuer(&pki.authority.name)]);
    assert_revoked(&indirect(own));
    let strange = none.clone().entry(&pki.leaf, vec![of_issuer(&other.name)]);
    assert_good(&indirect(strange));
    // The name holds for the entries after it.
    let first = pki.authority.leaf("Other");
    let inherited = none.entry(&first, vec![of_issuer(&pki.authority.name)]).revoking(&pki.leaf);
    assert_revoked(&indirect(inherited));
}

#[test]
fn a_list_by_another_issuer_counts_only_if_it_is_indirect_and_named() {
    let list = |pki: &Pki, fill: fn(&mut Writer)| {
        let list = List { issuer: pki.root.name.clone(), ..List::of(&pki.root) };
        pki.by_list(list.with(scope(fill)).by(pki.root.key.as_ref()))
    };
    let named = Pki::with(|draft| {
        draft.set(points(|out| {
            uri(out, HERE);
            directory(out, 2, &common_name("Root"));
        }));
    });
    let indirect: fn(&mut Writer) = |out| {
        uri(out, HERE);
        flag(out, 4);
    };
    assert_good(&list(&named, indirect));
    assert_unknown(&list(&named, |out| uri(out, HERE)), Unusable::Scope);
    let unnamed = list(&Pki::new(), indirect);
    assert!(unnamed.refused().is_empty() && unnamed.standing() == Standing::Unknown);
}

#[test]
fn what_is_critical_and_unknown_spoils_the_whole_list() {
    let pki = Pki::new();
    let unknown = |critical| -> Extension { (policy("1.2.3.4"), critical, vec![5, 0]) };
    let other = pki.authority.leaf("Other");
    let list = |critical| List::of(&pki.authority).with(unknown(critical)).by(key(&pki));
    let entry =
        |critical| List::of(&pki.authority).entry(&other, vec![unknown(critical)]).by(key(&pki));
    for made in [list(false), entry(false)] {
        assert_good(&pki.by_list(made));
    }
    for made in [list(true), entry(true)] {
        assert_unknown(&pki.by_list(made), Unusable::UnknownCriticalExtension);
    }
}

#[test]
fn what_only_other_lists_may_say_makes_a_list_unreadable() {
    let pki = Pki::new();
    let list = || List::of(&pki.authority);
    let foreign = list().entry(&pki.leaf, vec![of_issuer(&pki.root.name)]);
    assert_eq!(clause(&foreign, &pki), "RFC 5280 §5.3.3: the list is not indirect");
    let removing = list().entry(&pki.leaf, vec![reason(8)]);
    assert_eq!(clause(&removing, &pki), "RFC 5280 §5.3.1: removeFromCRL without delta");
    for code in [7, 11] {
        let strange = list().entry(&pki.leaf, vec![reason(code)]);
        assert_eq!(clause(&strange, &pki), "RFC 5280 §5.3.1: unknown reason");
    }
    let twice = list().entry(&pki.leaf, vec![reason(1), reason(1)]);
    assert_eq!(clause(&twice, &pki), "RFC 5280 §4.2: duplicate");
    assert_eq!(clause(&list().with(scope(|_| {})), &pki), "RFC 5280 §5.2.5: empty");
    let two = scope(|out| {
        flag(out, 1);
        flag(out, 2);
    });
    assert_eq!(clause(&list().with(two), &pki), "RFC 5280 §5.2.5: about two kinds alone");
}

#[test]
fn a_list_after_the_end_of_a_certificate_counts_only_if_it_keeps_such() {
    let pki = Pki::with(|draft| draft.not_after = "261101000000Z");
    let since = |text: &str| -> Extension {
        let mut out = Writer::new();
        out.generalized_time(Time::parse_rfc3339(text).expect("a time"));
        (oid::EXPIRED_CERTS_ON_CRL.to_owned(), false, out.finish())
    };
    let list = || List::of(&pki.authority);
    assert_unknown(&pki.by_list(list().by(key(&pki))), Unusable::AfterExpiry);
    assert_good(&pki.by_list(list().with(since("2026-10-01")).by(key(&pki))));
    let late = list().with(since("2026-11-02"));
    assert_unknown(&pki.by_list(late.by(key(&pki))), Unusable::AfterExpiry);
    // On the list it is revoked, however old.
    assert_revoked(&pki.by_list(list().revoking(&pki.leaf).by(key(&pki))));
}

#[test]
fn a_revocation_with_a_time_ahead_counts_at_once() {
    let pki = Pki::new();
    let mut list = List::of(&pki.authority);
    list.entries.push((pki.leaf.serial().to_vec(), "270101000000Z", Vec::new()));
    assert_revoked(&pki.by_list(list.by(key(&pki))));
}

#[test]
fn a_list_without_next_update_is_fresh_by_the_policy_s_age_alone() {
    let pki = Pki::new();
    let crl = List { next_update: None, ..List::of(&pki.authority) }.by(key(&pki));
    assert_unknown(&pki.by_list(crl.clone()), Unusable::Stale);
    let age = crate::policy::Freshness::new().with_max_age(2 * 86_400);
    let policy = pki.policy().with_freshness(age);
    assert_good(&pki.ask_under(&policy, &[], &[crl], &[]));
}
