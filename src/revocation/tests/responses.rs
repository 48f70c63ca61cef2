//! What an OCSP answer says, and who may say it: RFC 6960 §3.2, §4.2.2.

use super::drafts::{Draft, List, Single, by_key, by_name};
use super::*;
use crate::crypto::DigestAlgorithm;
use crate::error::Error;
use crate::oid;
use crate::path::PathError;
use crate::path::tests::pki::{
    Draft as CertificateDraft, Extension, extended_key_usage, key, policy,
};
use crate::revocation::ocsp::ResponseStatus;

fn single(pki: &Pki) -> Single {
    Single::good(&pki.leaf, &pki.authority.spki())
}

/// A response of the authority itself.
fn own(pki: &Pki, single: Single) -> Response {
    Draft::new(by_name(&pki.authority.name), vec![single]).by(pki.authority.key.as_ref())
}

fn by_response(pki: &Pki, response: Response) -> Answer {
    pki.ask(&[], &[], &[response])
}

fn no_check() -> Extension {
    (oid::OCSP_NOCHECK.to_owned(), false, vec![5, 0])
}

/// A responder's certificate, as it must be.
fn delegate(draft: &mut CertificateDraft) {
    draft.set(extended_key_usage(false, &[oid::KP_OCSP_SIGNING]));
    draft.set(no_check());
}

/// A response by a responder that an authority certified.
fn delegated(
    pki: &Pki,
    by: &Authority,
    change: impl FnOnce(&mut CertificateDraft),
) -> (Response, Certificate) {
    let responder = by.leaf_with("Responder", |draft| {
        delegate(draft);
        change(draft);
    });
    let draft = Draft {
        certificates: vec![responder.clone()],
        ..Draft::new(by_name(&common_name("Responder")), vec![single(pki)])
    };
    (draft.by(key("Responder").as_ref()), responder)
}

#[test]
fn the_authority_answers_by_name_and_by_key() {
    let pki = Pki::new();
    for responder in [by_name(&pki.authority.name), by_key(&pki.authority.spki())] {
        let draft = Draft::new(responder, vec![single(&pki)]);
        assert_good(&by_response(&pki, draft.by(pki.authority.key.as_ref())));
        let mismatch = Unusable::Signature(PathError::SignatureMismatch);
        assert_unknown(&by_response(&pki, draft.by(key("Nobody").as_ref())), mismatch);
    }
    let strange = Draft::new(by_name(&common_name("Nobody")), vec![single(&pki)]);
    let answer = by_response(&pki, strange.by(pki.authority.key.as_ref()));
    assert_unknown(&answer, Unusable::SignerUnknown);
}

#[test]
fn each_status_is_told_apart() {
    let pki = Pki::new();
    assert_revoked(&by_response(&pki, own(&pki, single(&pki).revoked(None))));
    assert_revoked(&by_response(&pki, own(&pki, single(&pki).revoked(Some(1)))));
    let held = by_response(&pki, own(&pki, single(&pki).revoked(Some(6))));
    assert!(matches!(held.standing(), Standing::OnHold(_)));
    let unsure = Single { status: vec![0x82, 0], ..single(&pki) };
    assert_unknown(&by_response(&pki, own(&pki, unsure)), Unusable::ResponderUnsure);
}

#[test]
fn an_answer_about_another_certificate_is_none() {
    let pki = Pki::new();
    let other = Authority::root("Other");
    for strange in [
        Single { serial: vec![3], ..single(&pki) },
        Single { issuer: other.name.clone(), ..single(&pki) },
        Single { spki: other.spki(), ..single(&pki) },
    ] {
        let answer = by_response(&pki, own(&pki, strange));
        assert!(answer.standing() == Standing::Unknown && answer.refused().is_empty());
    }
    for digest in [DigestAlgorithm::Sha1, DigestAlgorithm::Sha256, DigestAlgorithm::Sha512] {
        assert_good(&by_response(&pki, own(&pki, Single { digest, ..single(&pki) })));
    }
}

#[test]
fn one_of_several_answers_is_found() {
    let pki = Pki::new();
    let other = Single { serial: vec![3], ..single(&pki) };
    let singles = vec![other.clone(), single(&pki).revoked(None), other];
    let draft = Draft::new(by_name(&pki.authority.name), singles);
    let answer = by_response(&pki, draft.by(pki.authority.key.as_ref()));
    assert_revoked(&answer);
    assert_eq!(answer.proof().map(|proof| proof.kind()), Some("ocsp"));
}

#[test]
fn a_responder_needs_its_purpose_from_the_issuer_itself() {
    let pki = Pki::new();
    let ask = |by: &Authority, change: fn(&mut CertificateDraft)| {
        by_response(&pki, delegated(&pki, by, change).0)
    };
    assert_good(&ask(&pki.authority, |_| {}));
    let purpose = Unusable::Signer(PathError::ExtendedKeyUsage);
    let without = ask(&pki.authority, |draft| draft.remove(oid::EXTENDED_KEY_USAGE));
    assert_unknown(&without, purpose);
    let any = ask(&pki.authority, |draft| {
        draft.set(extended_key_usage(false, &[oid::ANY_EXTENDED_KEY_USAGE]));
    });
    assert_unknown(&any, purpose);
    // Certified by the authority above, or by a stranger.
    assert_eq!(ask(&pki.root, |_| {}).standing(), Standing::Unknown);
    assert_eq!(ask(&Authority::root("Other"), |_| {}).standing(), Standing::Unknown);
    let expired = ask(&pki.authority, |draft| draft.not_after = "261101000000Z");
    assert_unknown(&expired, Unusable::Signer(PathError::Expired));
}

#[test]
fn a_responder_that_is_not_exempt_is_looked_up_itself() {
    let pki = Pki::new();
    let (response, responder) =
        delegated(&pki, &pki.authority, |draft| draft.remove(oid::OCSP_NOCHECK));
    let responses = [response];
    let undetermined = Unusable::Signer(PathError::RevocationUndetermined);
    assert_unknown(&pki.ask(&[], &[], &responses), undetermined);
    let list = List::of(&pki.authority);
    // The list would clear the leaf too, so only the answer's own fate is looked at.
    let good = list.by(pki.authority.key.as_ref());
    let answer = pki.ask(&[], &[good], &responses);
    assert!(answer.refused().is_empty(), "{answer:?}");
    let revoking = list.revoking(&responder).by(pki.authority.key.as_ref());
    let answer = pki.ask(&[], &[revoking], &responses);
    let revoked = Unusable::Signer(PathError::Revoked);
    assert!(answer.refused().iter().any(|one| one.why == revoked), "{answer:?}");
}

fn says_none_is_published(draft: &mut CertificateDraft) {
    draft.set((oid::NO_REV_AVAIL.to_owned(), false, vec![5, 0]));
}

#[test]
fn a_certificate_whose_authority_publishes_nothing_passes_without_a_status() {
    use crate::revocation::NotAsked;
    let none = Standing::NotAsked(NotAsked::NoneAvailable);
    let pki = Pki::with(says_none_is_published);
    assert_eq!(pki.ask(&[], &[], &[]).standing(), none);
    assert_eq!(Pki::new().ask(&[], &[], &[]).standing(), Standing::Unknown);
    // The policy decides, and what is known counts.
    let policy = pki.policy().with_no_rev_avail(crate::policy::Missing::Refuse);
    assert_eq!(pki.ask_under(&policy, &[], &[], &[]).standing(), Standing::Unknown);
    assert_revoked(&by_response(&pki, own(&pki, single(&pki).revoked(None))));
    let stale = Single { next_update: Some("2026-11-20T12:00:00Z"), ..single(&pki) };
    assert_eq!(by_response(&pki, own(&pki, stale)).standing(), none);
}

#[test]
fn a_certificate_of_which_nothing_is_published_does_not_pass_where_a_revocation_could_be_hidden() {
    let pki = Pki::with(says_none_is_published);
    let list = || List::of(&pki.authority).revoking(&pki.leaf).by(pki.authority.key.as_ref());
    assert_revoked(&pki.by_list(list()));
    // Whoever adds enough to a document has the work spent before the list is looked at.
    let spent = crate::limits::Limits { revocation_signatures: 0, ..Default::default() };
    let answer = pki.ask_under(&pki.policy().with_limits(spent), &[], &[list()], &[]);
    assert_unknown(&answer, Unusable::BudgetSpent);
    // A revocation from the future is none yet, and no reason to pass.
    let ahead = List { this_update: "261125000000Z", ..List::of(&pki.authority) };
    let ahead = ahead.revoking(&pki.leaf).by(pki.authority.key.as_ref());
    assert_unknown(&pki.by_list(ahead), Unusable::FromTheFuture);
}

#[test]
fn an_authority_says_that_it_publishes_nothing_only_where_it_may() {
    use super::drafts::{points, uri};
    use crate::path::tests::pki::{basic_constraints, extension};
    let access = |method: oid::Oid<'static>| {
        extension(oid::AUTHORITY_INFO_ACCESS, false, |out| {
            out.sequence(|out| {
                out.oid(method);
                out.value(crate::der::Tag::context(6), b"http://example.vn/");
            });
        })
    };
    let freshest = || {
        let (_, critical, value) = points(|out| uri(out, "http://example.vn/"));
        (oid::FRESHEST_CRL.to_owned(), critical, value)
    };
    let is_honoured = |changed: Extension| {
        let pki = Pki::with(|draft| {
            says_none_is_published(draft);
            draft.set(changed);
        });
        pki.leaf.extensions().no_rev_avail()
    };
    // RFC 9608 §3
    assert!(is_honoured(access(oid::AD_CA_ISSUERS)));
    assert!(!is_honoured(access(oid::AD_OCSP)));
    assert!(!is_honoured(points(|out| uri(out, "http://example.vn/"))));
    assert!(!is_honoured(freshest()));
    assert!(is_honoured(basic_constraints(false, None)));
    assert!(!is_honoured(basic_constraints(true, None)));
    // §2
    assert!(!is_honoured((oid::NO_REV_AVAIL.to_owned(), false, vec![4, 0])));
    let critical = Pki::with(|draft| {
        draft.set((oid::NO_REV_AVAIL.to_owned(), true, vec![5, 0]));
    });
    assert_eq!(critical.leaf.extensions().unknown_critical().count(), 1);
}

#[test]
fn a_responder_does_not_clear_itself() {
    let pki = Pki::new();
    let (response, responder) =
        delegated(&pki, &pki.authority, |draft| draft.remove(oid::OCSP_NOCHECK));
    let of_itself = Draft {
        certificates: vec![responder.clone()],
        ..Draft::new(
            by_name(&common_name("Responder")),
            vec![Single::good(&responder, &pki.authority.spki())],
        )
    };
    let of_itself = of_itself.by(key("Responder").as_ref());
    let undetermined = Unusable::Signer(PathError::RevocationUndetermined);
    assert_unknown(&pki.ask(&[], &[], &[response.clone(), of_itself]), undetermined);
    // The authority's word on the responder counts.
    let cleared = Draft::new(
        by_name(&pki.authority.name),
        vec![Single::good(&responder, &pki.authority.spki())],
    );
    let cleared = cleared.by(pki.authority.key.as_ref());
    assert_good(&pki.ask(&[], &[], &[response, cleared]));
}

#[test]
fn a_trusted_responder_answers_for_whoever_the_policy_says() {
    let pki = Pki::new();
    let responder = Authority::root("Trusted");
    let response =
        Draft::new(by_key(&responder.spki()), vec![single(&pki)]).by(responder.key.as_ref());
    let pool = [responder.certificate.clone()];
    let responses = [response];
    assert_eq!(pki.ask(&pool, &[], &responses).standing(), Standing::Unknown);
    let policy = pki.policy().trust_ocsp_responders([responder.certificate.clone()]);
    assert_good(&pki.ask_under(&policy, &[], &[], &responses));
    let past = Authority::root_with("Trusted", |draft| draft.not_after = "261101000000Z");
    let policy = pki.policy().trust_ocsp_responders([past.certificate.clone()]);
    let answer = pki.ask_under(&policy, &[], &[], &responses);
    assert_unknown(&answer, Unusable::Signer(PathError::Expired));
}

#[test]
fn an_answer_counts_in_its_window() {
    let pki = Pki::new();
    let ask = |single: Single| by_response(&pki, own(&pki, single));
    let stale = Single { next_update: Some("2026-11-20T12:00:00Z"), ..single(&pki) };
    assert_unknown(&ask(stale), Unusable::Stale);
    let bare = Single { next_update: None, ..single(&pki) };
    assert_unknown(&ask(bare), Unusable::Stale);
    // Clocks may differ by 300 s.
    let ahead = Single { this_update: "2026-11-21T00:05:00Z", ..single(&pki) };
    assert_good(&ask(ahead));
    let early = Single { this_update: "2026-11-21T00:05:01Z", ..single(&pki) };
    assert_unknown(&ask(early), Unusable::FromTheFuture);
    let draft = Draft {
        produced_at: "2026-11-21T00:05:01Z",
        ..Draft::new(by_name(&pki.authority.name), vec![single(&pki)])
    };
    let answer = by_response(&pki, draft.by(pki.authority.key.as_ref()));
    assert_unknown(&answer, Unusable::FromTheFuture);
}

#[test]
fn an_archive_cutoff_keeps_expired_certificates() {
    let pki = Pki::with(|draft| draft.not_after = "261101000000Z");
    assert_unknown(&by_response(&pki, own(&pki, single(&pki))), Unusable::AfterExpiry);
    let mut out = crate::der::Writer::new();
    out.generalized_time(crate::Time::parse_rfc3339("2026-01-01").expect("a time"));
    let cutoff = (oid::OCSP_ARCHIVE_CUTOFF.to_owned(), true, out.finish());
    let kept = Single { extensions: vec![cutoff], ..single(&pki) };
    assert_good(&by_response(&pki, own(&pki, kept)));
}

#[test]
fn what_is_critical_and_unknown_is_no_answer() {
    let pki = Pki::new();
    let unknown = |critical| -> Extension { (policy("1.2.3.4"), critical, vec![5, 0]) };
    for (critical, counts) in [(false, true), (true, false)] {
        let in_single = Single { extensions: vec![unknown(critical)], ..single(&pki) };
        let whole = Draft {
            extensions: vec![unknown(critical)],
            ..Draft::new(by_name(&pki.authority.name), vec![single(&pki)])
        };
        let made = [own(&pki, in_single), whole.by(pki.authority.key.as_ref())];
        for response in made {
            let answer = by_response(&pki, response);
            match counts {
                true => assert_good(&answer),
                false => assert_unknown(&answer, Unusable::UnknownCriticalExtension),
            }
        }
    }
}

#[test]
fn a_revocation_outweighs_a_newer_good_and_says_so() {
    let pki = Pki::new();
    let revoked = List::of(&pki.authority).revoking(&pki.leaf).by(pki.authority.key.as_ref());
    let newer = Single { this_update: "2026-11-21T00:00:00Z", ..single(&pki) };
    let answer = pki.ask(&[], &[revoked], &[own(&pki, newer)]);
    assert_revoked(&answer);
    assert_eq!(answer.contradicted_by().map(|proof| proof.kind()), Some("ocsp"));
}

#[test]
fn the_newest_of_several_answers_is_the_proof() {
    let pki = Pki::new();
    let newer = Single { this_update: "2026-11-21T00:00:00Z", ..single(&pki) };
    let (old, new) = (own(&pki, single(&pki)), own(&pki, newer));
    for responses in [[old.clone(), new.clone()], [new.clone(), old]] {
        let answer = pki.ask(&[], &[], &responses);
        assert_eq!(answer.proof().and_then(|proof| proof.response()), Some(&new));
    }
}

#[test]
fn a_response_is_read_with_and_without_its_envelope() {
    let pki = Pki::new();
    let basic = own(&pki, single(&pki));
    let whole = Response::from_der(basic.as_der()).expect("a response");
    assert_eq!((&whole, whole.as_der()), (&basic, basic.as_der()));
    assert_eq!(ResponseStatus::of(basic.as_der()), Ok(ResponseStatus::Successful));
    let later = [0x30, 3, 0x0a, 1, 3];
    assert_eq!(ResponseStatus::of(&later), Ok(ResponseStatus::TryLater));
    let clause = |der: &[u8]| match Response::from_der(der) {
        Err(Error::Malformed(malformed)) => malformed.clause,
        other => panic!("not refused: {other:?}"),
    };
    assert_eq!(clause(&later), "RFC 6960 §2.3: not successful");
    assert_eq!(clause(&[0x30, 3, 0x0a, 1, 4]), "RFC 6960 §4.2.1: unknown status");
    for end in 0..basic.as_der().len() {
        assert!(Response::from_der(&basic.as_der()[..end]).is_err(), "cut at {end}");
    }
    let none = Draft::new(by_name(&pki.authority.name), Vec::new());
    let empty = Response::from_basic_der(&none.basic_der(pki.authority.key.as_ref()));
    assert!(empty.is_err(), "without an answer it is none");
}
