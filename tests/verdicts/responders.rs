//! What OCSP answers mean for a signature: each thing that can be wrong with one, with its finding.

use antin::ades::{Doubt, Verdict};
use antin::revocation::Standing;
use antin::revocation::ocsp::{Request, Response};
use antin::x509::Certificate;
use antin::{Evidence, Language, Report};
use rcgen::KeyPair;

use crate::ocsp::{Draft, answer, good};
use crate::pki::{By, List, Pki, assert_judged, doubt, judge_at, now};

/// A request about a certificate of the PKI's authority.
fn request(pki: &Pki, certificate: &Certificate) -> Vec<u8> {
    Request::new(certificate, pki.authority.spki()).expect("a request").to_der()
}

/// The judgement with the root's list and one answer, made with a key.
fn judged_with(pki: &Pki, about: &[u8], key: &KeyPair, draft: &Draft) -> Report {
    judged_by(pki, &answer(about, key, draft))
}

fn judged_by(pki: &Pki, answer: &[u8]) -> Report {
    let response = Response::from_der(answer).expect("a response");
    let root = pki.crl(By::Root, &List::empty());
    let evidence = Evidence::new().with_crls([root]).with_ocsp_responses([response]);
    judge_at(&pki.sign(), &pki.careful_policy(), &evidence, now())
}

fn judged(pki: &Pki, draft: &Draft) -> Report {
    judged_with(pki, &request(pki, &pki.person), pki.authority_key(), draft)
}

/// The reason why an answer was not used, as the report tells it.
fn reason(report: &Report) -> String {
    let json = report.to_json(Language::En);
    let findings = json["signatures"][0]["findings"].as_array().expect("findings").clone();
    let told = findings.iter().find_map(|one| one["details"]["reason"].as_str());
    told.unwrap_or_default().to_owned()
}

#[test]
fn a_signature_passes_with_an_answer_and_names_it() {
    let pki = Pki::new();
    let report = judged_by(&pki, &good(&request(&pki, &pki.person), pki.authority_key()));
    assert_eq!(report.verdict(), Verdict::Passed, "{}", report.to_text(Language::En));
    let told = &report.signatures()[0].revocation()[0];
    assert_eq!(told.standing(), Standing::Good);
    assert_eq!(told.proof().map(|proof| proof.kind()), Some("ocsp"));
}

#[test]
fn an_answer_that_says_revoked_or_held_is_told() {
    let pki = Pki::new();
    // RevokedInfo of the tenth; with the reason certificateHold.
    const REVOKED: &[u8] = b"\xa1\x11\x18\x0f20261110000000Z";
    const HELD: &[u8] = b"\xa1\x16\x18\x0f20261110000000Z\xa0\x03\x0a\x01\x06";
    let report = judged(&pki, &Draft { status: REVOKED, ..Draft::GOOD });
    assert_judged(&report, doubt(Doubt::RevokedNoPoe), "certificate-revoked");
    let report = judged(&pki, &Draft { status: HELD, ..Draft::GOOD });
    assert_judged(&report, doubt(Doubt::TryLater), "certificate-on-hold");
}

#[test]
fn an_answer_that_is_out_of_date_is_told_to_be_stale() {
    let pki = Pki::new();
    let stale = Draft { next_update: "20261121115959Z", ..Draft::GOOD };
    assert_judged(&judged(&pki, &stale), doubt(Doubt::TryLater), "revocation-stale");
}

#[test]
fn an_answer_from_the_future_is_told_to_be_one() {
    let pki = Pki::new();
    for future in [
        Draft { produced_at: "20261121120501Z", ..Draft::GOOD },
        Draft { this_update: "20261121120501Z", ..Draft::GOOD },
    ] {
        let report = judged(&pki, &future);
        assert_judged(&report, doubt(Doubt::TryLater), "revocation-from-the-future");
    }
}

#[test]
fn an_answer_whose_signature_is_wrong_is_told_to_be_so() {
    let pki = Pki::new();
    let mut changed = good(&request(&pki, &pki.person), pki.authority_key());
    let at = changed.windows(14).position(|one| one == b"20261121000000").expect("a time");
    changed[at + 13] = b'1';
    let report = judged_by(&pki, &changed);
    assert_judged(&report, doubt(Doubt::TryLater), "revocation-undecided");
    assert_eq!(reason(&report), "signature-not-good");
}

#[test]
fn an_answer_of_a_stranger_is_told_to_have_an_unknown_signer() {
    let (pki, other) = (Pki::new(), Pki::new());
    let about = request(&pki, &pki.person);
    let report = judged_with(&pki, &about, other.authority_key(), &Draft::GOOD);
    assert_judged(&report, doubt(Doubt::TryLater), "revocation-undecided");
    assert_eq!(reason(&report), "signer-unknown");
}

#[test]
fn an_answer_about_another_certificate_is_none() {
    let (pki, other) = (Pki::new(), Pki::new());
    // Of the same authority; and of the same serial number from another one.
    let another = request(&pki, &pki.tsa);
    let foreign = Request::new(&pki.person, other.authority.spki()).expect("a request").to_der();
    for about in [another, foreign] {
        let report = judged_with(&pki, &about, pki.authority_key(), &Draft::GOOD);
        assert_judged(&report, doubt(Doubt::TryLater), "revocation-unknown");
    }
}

#[test]
fn a_responder_that_does_not_know_is_told() {
    let pki = Pki::new();
    let report = judged(&pki, &Draft { status: &[0x82, 0], ..Draft::GOOD });
    assert_judged(&report, doubt(Doubt::TryLater), "revocation-undecided");
    assert_eq!(reason(&report), "responder-unsure");
}
