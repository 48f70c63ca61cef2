//! Signatures whose chain is past: what proves a certificate (EN 319 102-1 §5.6.2.2, §5.6.2.4).

use super::*;
use crate::cms::tests::fixture::{ROOT, SIGNER, Shape, time};
use crate::oid;
use crate::policy::Profile;

/// Judges a signature that was received in time, with a certificate that lies beside it.
fn judge_beside(
    party: &Party,
    message: &Message,
    certificate: &crate::x509::Certificate,
    policy: &Policy,
    at: &str,
) -> SignatureReport {
    let evidence = Evidence::new().with_certificates([certificate.clone()]).received_at(noon());
    let report = verify(&message.build(party), None, policy, &evidence, time(at));
    report.expect("a judgement").signatures()[0].clone()
}

fn without_certificates(party: &Party) -> Message {
    Message { certificates: Vec::new(), ..Message::new(party, CONTENT) }
}

/// Whoever comes to have an authority's key makes certificates of any age, also for a signature that is
/// there already. Only one to which the signature refers is as old as the signature.
#[test]
fn a_certificate_without_a_signed_reference_is_no_older_than_its_own_proof() {
    let party = Party::with(P256, &Shape { validity: ROOT.validity, ..SIGNER });
    let judge = |message: Message, beside| {
        judge_beside(&party, &message, beside, &policy(&party), "2041-01-01T00:00:00Z")
    };
    // The root has ended in 2040.
    let own = &party.certificate;
    assert_eq!(judge(without_certificates(&party), own).verdict(), Verdict::Passed);
    let without = |message: Message| message.without(oid::SIGNING_CERTIFICATE_V2);
    let report = judge(without(without_certificates(&party)), own);
    assert_eq!(report.verdict(), doubtful(Doubt::NoPoe));
    assert!(codes(&report).contains(&FindingCode::CertificateNotProven));
    // What came with the signature has the proof of the signature.
    let report = judge(without(Message::new(&party, CONTENT)), own);
    assert_eq!(report.verdict(), Verdict::Passed);
}

/// A policy under which a key of a kind is believed until the end of a day.
fn until(party: &Party, kind: &str, day: &str) -> Policy {
    let text = Profile::text_of("default").expect("built in");
    let rule = format!("kind = \"{kind}\"");
    let text = text.replacen(&rule, &format!("{rule}\nuntil = {day}"), 1);
    policy(party).with_profile(Profile::from_toml(&text).expect("a profile"))
}

#[test]
fn a_weak_certificate_without_a_signed_reference_is_no_older_than_its_own_proof() {
    // The root has an Ed25519 key.
    let party = Party::new(P256);
    let policy = until(&party, "Ed25519", "2026-11-30");
    let judge = |message| {
        judge_beside(&party, &message, &party.certificate, &policy, "2026-12-01T00:00:00Z")
    };
    assert_eq!(judge(without_certificates(&party)).verdict(), Verdict::Passed);
    let report = judge(without_certificates(&party).without(oid::SIGNING_CERTIFICATE_V2));
    assert_eq!(report.verdict(), doubtful(Doubt::CryptoConstraintsFailureNoPoe));
}
