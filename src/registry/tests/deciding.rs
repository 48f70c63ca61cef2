//! Whose certificate it is.

use super::{GOVERNMENT, PROVINCE, bodies, entry, registry, time};
use crate::cms::tests::fixture::{P256, P384, Party, ROOT, SIGNER, key, noon, twin};
use crate::crypto::{self, PublicKey};
use crate::edxml::Binding;
use crate::edxml::statement::Role;
use crate::registry::{BindingEntry, Body, EditFault, Matcher, Registry};
use crate::x509::Certificate;

fn decide(registry: &Registry, code: &str, role: Role, party: &Party, at: &str) -> Binding {
    let (certificate, issuer) = (&party.certificate, party.root.spki());
    registry.decide(code, role, certificate, issuer, time(at)).binding().clone()
}

const NOON: &str = "2026-11-20T12:00:00Z";

#[test]
fn a_certificate_is_bound_in_each_way_that_names_it() {
    let (party, other) = (Party::new(P256), Party::new(P384));
    let issuer = party.root.spki();
    let ways = [
        Some(Matcher::certificate(&party.certificate)),
        Some(Matcher::key(&party.certificate)),
        Some(Matcher::subject(&party.certificate, issuer)),
        Some(Matcher::issuer(issuer)),
        Matcher::key_identifier(&party.certificate, issuer),
    ];
    for by in ways.into_iter().flatten() {
        let mut registry = bodies();
        registry.add(entry("one", by.clone())).expect("a binding");
        let bound = decide(&registry, GOVERNMENT, Role::Agency, &party, NOON);
        assert_eq!(bound, Binding::Bound, "{by:?}");
        // The same names under another issuer are another's.
        let stranger = other.certificate.spki();
        let decision =
            registry.decide(GOVERNMENT, Role::Agency, &party.certificate, stranger, noon());
        let of_issuer = matches!(
            by,
            Matcher::Subject { .. } | Matcher::Issuer(_) | Matcher::KeyIdentifier { .. }
        );
        let expected = if of_issuer { Binding::Unknown } else { Binding::Bound };
        assert_eq!(decision.binding(), &expected, "{by:?}");
    }
    let none = decide(&bodies(), GOVERNMENT, Role::Agency, &party, NOON);
    assert_eq!(none, Binding::Unknown);
}

#[test]
fn another_value_of_the_issuers_signature_makes_no_other_certificate() {
    let authority = key(P256);
    let (root, genuine) =
        (ROOT.issue(&*authority, &*authority), SIGNER.issue(&*key(P384), &*authority));
    let (twin, other) = (twin(&genuine), SIGNER.issue(&*key(P256), &*authority));
    assert_ne!(genuine.as_der(), twin.as_der());
    let authority = PublicKey::from_spki(root.spki()).expect("a key");
    let algorithm = twin.signature_algorithm().expect("an algorithm");
    let (message, value) = (twin.tbs_der(), twin.signature());
    let good = crypto::verify(crypto::default_provider(), algorithm, &authority, message, value);
    assert_eq!(good, Ok(()));
    let ask = |registry: &Registry, certificate: &Certificate| {
        let role = Role::Agency;
        registry.decide(GOVERNMENT, role, certificate, root.spki(), noon()).binding().clone()
    };
    // The issuer issues for this body alone; one of its certificates was revoked.
    let mut registry = bodies();
    registry.add(entry("all", Matcher::issuer(root.spki()))).expect("a binding");
    registry.add(entry("lost", Matcher::certificate(&genuine))).expect("a binding");
    let all = [&genuine, &twin, &other];
    assert_eq!(all.map(|one| ask(&registry, one)), [const { Binding::Bound }; 3]);
    registry.revoke("lost", time("2026-11-01T00:00:00Z"), "mất khóa").expect("revoked");
    let expected = [Binding::Revoked, Binding::Revoked, Binding::Bound];
    assert_eq!(all.map(|one| ask(&registry, one)), expected);
}

#[test]
fn another_key_is_another() {
    let registry = registry(&Party::new(P256));
    let other = Party::new(P384);
    assert_eq!(decide(&registry, GOVERNMENT, Role::Agency, &other, NOON), Binding::Unknown);
}

#[test]
fn another_bodys_certificate_is_named() {
    let party = Party::new(P256);
    let registry = registry(&party);
    let found = decide(&registry, PROVINCE, Role::Agency, &party, NOON);
    assert_eq!(found, Binding::Other(GOVERNMENT.into()));
    // A binding that does not hold makes nobody the owner.
    let late = decide(&registry, PROVINCE, Role::Agency, &party, "2027-01-01T00:00:00Z");
    assert_eq!(late, Binding::Unknown);
}

#[test]
fn a_binding_holds_in_its_dates() {
    let party = Party::new(P256);
    let registry = registry(&party);
    for (at, expected) in [
        ("2025-12-31T23:59:59Z", Binding::Expired),
        ("2026-01-01T00:00:00Z", Binding::Bound),
        ("2026-12-31T23:59:59Z", Binding::Bound),
        ("2027-01-01T00:00:00Z", Binding::Expired),
    ] {
        assert_eq!(decide(&registry, GOVERNMENT, Role::Agency, &party, at), expected, "{at}");
    }
}

#[test]
fn a_binding_is_for_its_roles() {
    let party = Party::new(P256);
    let mut registry = bodies();
    let leader = entry("leader", Matcher::key(&party.certificate)).roles([Role::Leader]);
    let leader = leader.delegated("Nguyễn Văn A", "Quyết định 12/QĐ-VPCP");
    registry.add(leader).expect("a binding");
    let role = |role| decide(&registry, GOVERNMENT, role, &party, NOON);
    assert_eq!(role(Role::Leader), Binding::Bound);
    assert_eq!(role(Role::Agency), Binding::RoleNotAllowed);
    assert_eq!(role(Role::Forwarder), Binding::RoleNotAllowed);
}

#[test]
fn a_revoked_binding_ends_at_that_time() {
    let party = Party::new(P256);
    let mut registry = registry(&party);
    registry.revoke("seal-2026", time("2026-11-10T00:00:00Z"), "mất khóa").expect("revoked");
    let at = |at| decide(&registry, GOVERNMENT, Role::Agency, &party, at);
    assert_eq!(at("2026-11-09T23:59:59Z"), Binding::Bound);
    assert_eq!(at("2026-11-10T00:00:00Z"), Binding::Revoked);
}

#[test]
fn a_revocation_is_dated_back_and_never_away() {
    let party = Party::new(P256);
    let mut registry = registry(&party);
    let (early, late) = (time("2026-11-01T00:00:00Z"), time("2026-11-10T00:00:00Z"));
    registry.revoke("seal-2026", late, "").expect("revoked");
    assert_eq!(registry.revoke("seal-2026", late, ""), Err(EditFault::Revoked));
    registry.revoke("seal-2026", early, "").expect("earlier");
    assert_eq!(registry.revoke("seal-2026", late, ""), Err(EditFault::Revoked));
    assert_eq!(registry.revoke("seal-2025", late, ""), Err(EditFault::UnknownId));
}

#[test]
fn keys_roll_over_with_an_overlap() {
    let (old, new) = (Party::new(P256), Party::new(P384));
    let mut registry = registry(&old);
    let from = time("2026-11-01T00:00:00Z");
    let entry = BindingEntry::new("seal-2027", GOVERNMENT, Matcher::key(&new.certificate), from);
    registry.add(entry).expect("a binding");
    let bound = |party: &Party, at| decide(&registry, GOVERNMENT, Role::Agency, party, at);
    assert_eq!(bound(&old, NOON), Binding::Bound);
    assert_eq!(bound(&new, NOON), Binding::Bound);
    assert_eq!(bound(&new, "2026-10-31T23:59:59Z"), Binding::Expired);
    assert_eq!(bound(&old, "2027-01-01T00:00:00Z"), Binding::Expired);
}

#[test]
fn the_most_specific_binding_decides() {
    let party = Party::new(P256);
    let mut registry = registry(&party);
    let by = Matcher::issuer(party.root.spki());
    let all = BindingEntry::new("all", PROVINCE, by, time("2026-01-01T00:00:00Z"));
    registry.add(all).expect("a binding");
    // The key is the government's, though the issuer's certificates are the province's.
    let found = decide(&registry, PROVINCE, Role::Agency, &party, NOON);
    assert_eq!(found, Binding::Other(GOVERNMENT.into()));
    // A revoked key does not pass as one of the issuer's.
    registry.revoke("seal-2026", time("2026-11-10T00:00:00Z"), "").expect("revoked");
    assert_eq!(decide(&registry, PROVINCE, Role::Agency, &party, NOON), Binding::Unknown);
    assert_eq!(decide(&registry, GOVERNMENT, Role::Agency, &party, NOON), Binding::Revoked);
}

#[test]
fn a_body_has_bindings_while_it_exists() {
    let party = Party::new(P256);
    let mut registry = registry(&party);
    let end = time("2026-06-30T23:59:59Z");
    registry.end_body(GOVERNMENT, end, [PROVINCE.to_owned()]).expect("an end");
    let at = |at| decide(&registry, GOVERNMENT, Role::Agency, &party, at);
    assert_eq!(at("2026-06-30T23:59:59Z"), Binding::Bound);
    assert_eq!(at("2026-07-01T00:00:00Z"), Binding::Expired);
    let heirs = |at| {
        let heirs = registry.heirs(GOVERNMENT, time(at));
        heirs.iter().map(|body| body.code().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(heirs("2026-06-30T23:59:59Z"), [GOVERNMENT]);
    assert_eq!(heirs("2026-07-01T00:00:00Z"), [PROVINCE]);
}

#[test]
fn bodies_that_follow_each_other_in_a_circle_have_no_heirs() {
    let mut registry = bodies();
    let end = time("2026-06-30T23:59:59Z");
    registry.end_body(GOVERNMENT, end, [PROVINCE.to_owned()]).expect("an end");
    registry.end_body(PROVINCE, end, [GOVERNMENT.to_owned()]).expect("an end");
    assert!(registry.heirs(GOVERNMENT, time(NOON)).is_empty());
}

#[test]
fn a_body_that_was_split_has_several_heirs() {
    let mut registry = bodies();
    for code in ["H37.1", "H37.2"] {
        registry.add_body(Body::new(code, code)).expect("a body");
    }
    let parts = ["H37.1".to_owned(), "H37.2".to_owned()];
    registry.end_body(PROVINCE, time("2026-06-30T23:59:59Z"), parts).expect("an end");
    let heirs = registry.heirs(PROVINCE, time(NOON));
    assert_eq!(heirs.iter().map(|body| body.code()).collect::<Vec<_>>(), ["H37.1", "H37.2"]);
}

#[test]
fn changes_that_make_no_sense_are_refused() {
    let party = Party::new(P256);
    let mut registry = registry(&party);
    let by = || Matcher::key(&party.certificate);
    let from = time("2026-01-01T00:00:00Z");
    let before = time("2025-12-31T23:59:59Z");
    for (entry, fault) in [
        (entry("seal-2026", by()), EditFault::IdTaken),
        (BindingEntry::new("two", "H99", by(), from), EditFault::UnknownCode),
        (entry("two", by()).roles([]), EditFault::NoRole),
        (entry("two", by()).until(before), EditFault::Dates),
        (entry("", by()), EditFault::Text),
        (entry(&"x".repeat(1025), by()), EditFault::Text),
    ] {
        assert_eq!(registry.add(entry), Err(fault));
    }
    let taken = Body::new(GOVERNMENT, "một tên khác");
    assert_eq!(registry.add_body(taken), Err(EditFault::CodeTaken));
    assert_eq!(registry.add_body(Body::new("H99", "")), Err(EditFault::Text));
    let ended = Body::new("H99", "x").from(from).until(before, []);
    assert_eq!(registry.add_body(ended), Err(EditFault::Dates));
    let unknown = ["H99".to_owned()];
    assert_eq!(registry.end_body(GOVERNMENT, from, unknown), Err(EditFault::UnknownCode));
    assert_eq!(registry.end_body("H99", from, []), Err(EditFault::UnknownCode));
    assert_eq!(registry.issue(from, from), Err(EditFault::Dates));
    registry.issue(from, time(NOON)).expect("an issue");
    assert_eq!(registry.issue(before, time(NOON)), Err(EditFault::Order));
    assert_eq!((registry.number(), registry.entries().len()), (1, 1));
}
