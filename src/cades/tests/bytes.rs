//! Every byte counts: a message cut anywhere, or with any byte changed, does not pass, but for bytes
//! that no signature protects and that mean nothing.

use proptest::prelude::*;

use super::*;
use crate::cms::tests::fixture::{Message, P256, streamed};
use crate::der::Tag;

/// Whether a message passes, with content or with its own.
fn passes(message: &[u8], content: Option<&[u8]>, policy: &Policy) -> bool {
    let content = content.map(Content::Bytes);
    let report = verify(message, content, policy, &Evidence::new(), noon());
    report.is_ok_and(|report| report.into_verified().is_ok())
}

fn find(message: &[u8], part: &[u8]) -> std::ops::Range<usize> {
    let at = message.windows(part.len()).position(|window| window == part).expect("the part");
    at..at + part.len()
}

/// The bytes that may be changed without harm, because nothing is decided by them:
///
/// * the version of SignedData: any up to 5 is read alike (RFC 5652 §5.1 derives it from the rest);
/// * the version of SignerInfo, derived alike (§5.3);
/// * the digest algorithms that are announced: a hint for readers of one pass (§5.1).
fn harmless(message: &[u8]) -> Vec<std::ops::Range<usize>> {
    let digests = fixture::digest_identifier(crate::crypto::DigestAlgorithm::Sha256);
    let announced = [&[2, 1, 1, Tag::SET.0, 13], &digests[..]].concat();
    let announced = find(message, &announced);
    let party = Party::new(P256);
    let identifier = fixture::issuer_and_serial(&party.certificate);
    let signer = find(message, &[&[2, 1, 1], &identifier[..]].concat());
    vec![
        announced.start + 2..announced.start + 3,
        announced.start + 7..announced.end,
        signer.start + 2..signer.start + 3,
    ]
}

fn assert_every_byte_counts(message: &[u8], content: Option<&[u8]>, policy: &Policy) {
    assert!(passes(message, content, policy));
    let harmless = harmless(message);
    for at in 0..message.len() {
        for bit in [0x01, 0x80, 0xff] {
            let mut changed = message.to_vec();
            changed[at] ^= bit;
            let is_harmless = harmless.iter().any(|range| range.contains(&at));
            let passed = passes(&changed, content, policy);
            assert!(!passed || is_harmless, "byte {at} of {}, ^ {bit:#x}", message.len());
        }
        assert!(!passes(&message[..at], content, policy), "cut at {at}");
    }
}

#[test]
fn every_byte_of_an_attached_signature_counts() {
    let party = Party::new(P256);
    let message = Message::new(&party, CONTENT).build(&party);
    assert_every_byte_counts(&message, None, &policy(&party));
}

#[test]
fn every_byte_of_a_detached_signature_and_of_its_content_counts() {
    let party = Party::new(P256);
    let message = Message::new(&party, CONTENT).detached().build(&party);
    let policy = policy(&party);
    assert_every_byte_counts(&message, Some(CONTENT), &policy);
    for at in 0..CONTENT.len() {
        let mut changed = CONTENT.to_vec();
        changed[at] ^= 1;
        assert!(!passes(&message, Some(&changed), &policy), "byte {at} of the content");
        assert!(!passes(&message, Some(&CONTENT[..at]), &policy));
    }
}

#[test]
fn a_streamed_signature_cut_anywhere_does_not_pass() {
    let party = Party::new(P256);
    let message = streamed(&Message::new(&party, CONTENT).build(&party));
    let policy = policy(&party);
    assert!(passes(&message, None, &policy));
    for cut in 0..message.len() {
        assert!(!passes(&message[..cut], None, &policy), "cut at {cut}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_is_signed_passes_and_what_differs_does_not(
        content in proptest::collection::vec(any::<u8>(), 0..200),
        other in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let party = Party::new(P256);
        let signed = crate::cades::sign(&content, &credential(P256, &party), &options());
        let signed = signed.expect("signature");
        let policy = policy(&party);
        prop_assert!(passes(&signed, Some(&content), &policy));
        prop_assert_eq!(passes(&signed, Some(&other), &policy), content == other);
    }
}
