//! Format and cryptography (EN 319 102-1 §5.2.2, §5.2.3, §5.2.7), by changing bytes of a signature.

use antin::ades::{Coverage, Doubt, Failure, Verdict};
use antin::{Evidence, Report};

use crate::pki::{CONTENT, Pki, assert_judged, doubt, failure, judge, now};

/// Replaces the only occurrence of some bytes by others of the same length.
fn patched(signature: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let found = |part: &[u8]| part == from;
    let places: Vec<_> =
        signature.windows(from.len()).enumerate().filter(|(_, part)| found(part)).collect();
    let [(at, _)] = places[..] else { panic!("{} occurrences", places.len()) };
    let mut patched = signature.to_vec();
    patched[at..at + to.len()].copy_from_slice(to);
    patched
}

#[test]
fn without_a_change_everything_passes() {
    let pki = Pki::new();
    let report = pki.judge(&pki.policy().require_level(antin::Level::B));
    assert_eq!(report.verdict(), Verdict::Passed);
    assert_eq!(report.signatures()[0].covers(), Coverage::WholeDocument);
    assert_eq!(report.signatures()[0].digest(), Some("SHA-256"));
    assert_eq!(report.signatures()[0].algorithm(), Some("ECDSA-P256"));
    let verified = report.into_verified().expect("passed");
    assert_eq!(verified.content(), None);
    assert_eq!(verified.copy_content(CONTENT, Vec::new()), Ok(22));
}

#[test]
fn attached_content_comes_from_the_proof_alone() {
    let pki = Pki::new();
    let options = crate::pki::options().attached();
    let signature = antin::cades::sign(CONTENT, &pki.credential(), &options).expect("signed");
    let judge = |policy| antin::verify(&signature, None, &policy, &Evidence::new(), now());
    let verified = judge(pki.policy()).expect("judged").into_verified().expect("passed");
    assert_eq!(verified.content(), Some(CONTENT));
    let rejected = judge(pki.careful_policy()).expect("judged").into_verified();
    assert_eq!(rejected.expect_err("in doubt").verdicts(), [doubt(Doubt::TryLater)]);
}

#[test]
fn a_missing_message_digest_is_a_format_failure() {
    // id-messageDigest becomes an attribute that nobody knows.
    let pki = Pki::new();
    let oid = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04";
    let other = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x7f";
    let report = judge(&patched(&pki.sign(), oid, other), &pki.policy());
    assert_judged(&report, failure(Failure::FormatFailure), "message-digest-missing");
}

#[test]
fn other_content_is_a_hash_failure() {
    let pki = Pki::new();
    let judge = |content: &[u8]| -> Report {
        let (signature, policy) = (pki.sign(), pki.policy());
        antin::verify(&signature, Some(content.into()), &policy, &Evidence::new(), now())
            .expect("judged")
    };
    let report = judge(b"Quyet dinh so 46/QD-BM");
    assert_judged(&report, failure(Failure::HashFailure), "message-digest-mismatch");
    assert_eq!(report.signatures()[0].covers(), Coverage::Unknown);
    assert_eq!(judge(CONTENT).verdict(), Verdict::Passed);
}

#[test]
fn a_changed_attribute_is_a_crypto_failure() {
    // The claimed time, one second earlier.
    let pki = Pki::new();
    let report = judge(&patched(&pki.sign(), b"261121110000Z", b"261121105959Z"), &pki.policy());
    assert_judged(&report, failure(Failure::SigCryptoFailure), "signature-mismatch");
}

#[test]
fn a_failure_is_told_even_where_the_root_is_foreign() {
    let (pki, foreign) = (Pki::new(), Pki::new());
    let broken = patched(&pki.sign(), b"261121110000Z", b"261121105959Z");
    let report = judge(&broken, &foreign.policy());
    assert_judged(&report, failure(Failure::SigCryptoFailure), "no-trusted-issuer");
}

#[test]
fn content_that_is_not_at_hand_leaves_a_doubt() {
    let pki = Pki::new();
    let report = antin::verify(&pki.sign(), None, &pki.policy(), &Evidence::new(), now());
    let report = report.expect("judged");
    assert_judged(&report, doubt(Doubt::SignedDataNotFound), "signed-data-not-found");
}

#[test]
fn a_signer_s_certificate_that_is_not_at_hand_leaves_a_doubt() {
    // The signer names a certificate by issuer and serial number; the last octet of the serial in
    // the SignerInfo is changed. It is the second occurrence, after the certificate's own.
    let pki = Pki::new();
    let mut signature = pki.sign();
    let serial = pki.person.serial().to_vec();
    let last = signature.windows(serial.len()).rposition(|part| part == serial).expect("a serial");
    signature[last + serial.len() - 1] ^= 1;
    let report = judge(&signature, &pki.policy());
    let expected = doubt(Doubt::NoSigningCertificateFound);
    assert_judged(&report, expected, "signing-certificate-not-found");
}

#[test]
fn a_stolen_signature_does_not_fit_another_document() {
    let pki = Pki::new();
    let other = b"Quyet dinh bo nhiem";
    let report = antin::verify(
        &pki.sign(),
        Some(other.as_slice().into()),
        &pki.policy(),
        &Evidence::new(),
        now(),
    );
    assert_eq!(report.expect("judged").verdict(), failure(Failure::HashFailure));
}
