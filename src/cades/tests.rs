//! Making and judging: what is made passes, and each check has a twin in which one property is turned
//! around.

mod archiving;
mod bytes;
mod carrying;
mod judging;
mod making;
mod older;
mod past;
mod raising;
mod references;

use crate::Time;
use crate::ades::{Doubt, Evidence, Failure, FindingCode, Level, Report, SignatureReport, Verdict};
use crate::cades::{Content, Options, verify, verify_reader};
use crate::cms::tests::fixture::{self, Message, P256, Party, noon};
use crate::der::Writer;
use crate::keys::{Credential, PrivateKey};
use crate::policy::{Policy, Revocation, TrustAnchor, TrustStore};

const CONTENT: &[u8] = b"Kinh gui: Uy ban nhan dan tinh";

/// Trusts the party's root, and does not mind that nobody says whether it was revoked.
fn policy(party: &Party) -> Policy {
    let trust = TrustStore::new(vec![TrustAnchor::from_certificate(party.root.clone())]);
    Policy::new(trust.expect("an anchor")).with_revocation(Revocation::IfPresent)
}

fn credential(pem: &str, party: &Party) -> Credential {
    let key = PrivateKey::from_bytes(pem.as_bytes(), None).expect("key");
    Credential::new(vec![party.certificate.clone()], key).expect("credential")
}

fn options() -> Options {
    Options::new(Level::B).signing_time(fixture::time("2026-11-20T08:00:00Z"))
}

fn judge_at(message: &[u8], content: Option<&[u8]>, policy: &Policy, at: Time) -> Report {
    verify(message, content.map(Content::Bytes), policy, &Evidence::new(), at).expect("a judgement")
}

/// Judges at noon, and takes the report on the only signature.
fn judge(message: &[u8], content: Option<&[u8]>, policy: &Policy) -> SignatureReport {
    let report = judge_at(message, content, policy, noon());
    assert_eq!(report.signatures().len(), 1);
    report.signatures()[0].clone()
}

fn codes(report: &SignatureReport) -> Vec<FindingCode> {
    report.findings().iter().map(|finding| finding.code()).collect()
}

fn failed(failure: Failure) -> Verdict {
    Verdict::Failed(failure)
}

fn doubtful(doubt: Doubt) -> Verdict {
    Verdict::Indeterminate(doubt)
}

fn der(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut out = Writer::new();
    fill(&mut out);
    out.finish()
}

/// The verdict on a message that was made from a good one by a change, and its findings.
fn after(change: impl FnOnce(Message) -> Message) -> (Verdict, Vec<FindingCode>) {
    let party = Party::new(P256);
    let message = change(Message::new(&party, CONTENT)).build(&party);
    let report = judge(&message, None, &policy(&party));
    (report.verdict(), codes(&report))
}

/// Asserts a failure, and that this finding gives the reason.
fn assert_fails(change: impl FnOnce(Message) -> Message, failure: Failure, code: FindingCode) {
    let (verdict, codes) = after(change);
    assert_eq!(verdict, failed(failure), "{codes:?}");
    assert!(codes.contains(&code), "{codes:?}");
}

fn assert_doubts(change: impl FnOnce(Message) -> Message, doubt: Doubt, code: FindingCode) {
    let (verdict, codes) = after(change);
    assert_eq!(verdict, doubtful(doubt), "{codes:?}");
    assert!(codes.contains(&code), "{codes:?}");
}
