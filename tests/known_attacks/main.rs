//! The attacks of `docs/known-attacks.md` on signed messages, end to end: a forger changes one thing in
//! a good message, and the recipient must not be fooled.
//!
//! Each test starts from [`a_message_left_alone_passes`], so that what is refused is the change.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod forger;
mod tree;

use antin::ades::{Doubt, Evidence, Failure, Level, Verdict};
use antin::cades::{self, Options};

use forger::{
    ATTRIBUTES, CERTIFICATES, CONTENT_INFO, DIGEST_ALGORITHM, DOCUMENT, OTHER, SIGNED_DATA, SIGNER,
    SIGNERS, VALUE, at, codes, credential, detached, judge, policy, sign_attributes_again, value,
    verdict,
};
use tree::Node;

const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const SIGNING_CERTIFICATE_V2: &[u8] =
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f];
const SHA1: &[u8] = &[0x2b, 0x0e, 0x03, 0x02, 0x1a];
const SHA512: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];

/// The position of an attribute among the signed attributes.
fn attribute(message: &mut Node, oid: &[u8]) -> usize {
    let oid = Node::octets(0x06, oid);
    let attributes = message.at(ATTRIBUTES).members();
    attributes.iter_mut().position(|attribute| *attribute.at(&[0]) == oid).unwrap()
}

#[test]
fn a_message_left_alone_passes() {
    assert_eq!(verdict(&detached(), DOCUMENT), Verdict::Passed);
}

#[test]
fn a_signature_beside_another_document_fails() {
    assert_eq!(verdict(&detached(), OTHER), Verdict::Failed(Failure::HashFailure));
}

#[test]
fn a_document_with_one_bit_changed_fails() {
    for at in 0..DOCUMENT.len() {
        let mut document = DOCUMENT.to_vec();
        document[at] ^= 1;
        assert_eq!(verdict(&detached(), &document), Verdict::Failed(Failure::HashFailure));
    }
}

#[test]
fn attributes_presented_as_content_do_not_pass() {
    let mut message = detached();
    let mut attributes = message.at(ATTRIBUTES).clone();
    attributes.tag = 0x31;
    message.at(SIGNER).members().remove(3);
    let document = attributes.to_der();
    let report = judge(&message, &document);
    assert_ne!(report.verdict(), Verdict::Passed, "{:?}", codes(&report));
    // The value is good, as RFC 5652 §5.4 signs either: nothing but the look of the content tells.
    assert_ne!(report.verdict(), Verdict::Failed(Failure::SigCryptoFailure));
}

#[test]
fn everything_that_antin_signs_has_signed_attributes() {
    let options = Options::new(Level::B).signing_time(at());
    for options in [options.clone(), options.attached()] {
        let signed = cades::sign(DOCUMENT, &credential("p256"), &options).unwrap();
        assert_eq!(Node::parse(&signed).at(ATTRIBUTES).tag, 0xa0);
    }
}

#[test]
fn a_certificate_put_in_place_of_the_signers_is_not_taken() {
    let mut message = detached();
    // Issuer, serial number and key are the signer's; the last octet of its signature is not.
    let signature = message.at(CERTIFICATES).at(&[0, 2]);
    let tree::Body::Octets(octets) = &mut signature.body else { panic!() };
    *octets.last_mut().unwrap() ^= 1;
    let expected = Verdict::Indeterminate(Doubt::NoSigningCertificateFound);
    assert_eq!(verdict(&message, DOCUMENT), expected);
}

#[test]
fn a_reference_to_another_certificate_is_not_taken() {
    let mut message = detached();
    let at = attribute(&mut message, SIGNING_CERTIFICATE_V2);
    let hash = message.at(ATTRIBUTES).at(&[at, 1, 0, 0, 0]).members();
    let digest = hash.iter_mut().find(|node| node.tag == 0x04).unwrap();
    *digest = Node::octets(0x04, &[7; 32]);
    sign_attributes_again(&mut message);
    let expected = Verdict::Indeterminate(Doubt::NoSigningCertificateFound);
    assert_eq!(verdict(&message, DOCUMENT), expected);
}

#[test]
fn a_digest_algorithm_changed_outside_the_signature_is_noticed() {
    for oid in [SHA1, SHA512] {
        let mut message = detached();
        *message.at(DIGEST_ALGORITHM).at(&[0]) = Node::octets(0x06, oid);
        let report = judge(&message, DOCUMENT);
        assert_ne!(report.verdict(), Verdict::Passed);
        assert!(codes(&report).contains(&"algorithm-protection-mismatch"), "{:?}", codes(&report));
    }
}

#[test]
fn a_second_message_digest_is_refused() {
    let mut message = detached();
    let at = attribute(&mut message, MESSAGE_DIGEST);
    let mut second = message.at(ATTRIBUTES).at(&[at]).clone();
    *second.at(&[1, 0]) = Node::octets(0x04, &[7; 32]);
    message.at(ATTRIBUTES).members().push(second);
    sign_attributes_again(&mut message);
    assert_eq!(verdict(&message, DOCUMENT), Verdict::Failed(Failure::FormatFailure));
}

#[test]
fn a_message_digest_with_two_values_is_refused() {
    let mut message = detached();
    let at = attribute(&mut message, MESSAGE_DIGEST);
    message.at(ATTRIBUTES).at(&[at, 1]).members().push(Node::octets(0x04, &[7; 32]));
    sign_attributes_again(&mut message);
    assert_eq!(verdict(&message, DOCUMENT), Verdict::Failed(Failure::FormatFailure));
}

#[test]
fn attributes_without_the_content_type_or_the_digest_are_refused() {
    for oid in [CONTENT_TYPE, MESSAGE_DIGEST] {
        let mut message = detached();
        let at = attribute(&mut message, oid);
        message.at(ATTRIBUTES).members().remove(at);
        sign_attributes_again(&mut message);
        assert_eq!(verdict(&message, DOCUMENT), Verdict::Failed(Failure::FormatFailure));
    }
}

#[test]
fn an_attribute_that_was_added_changes_what_is_signed() {
    let mut message = detached();
    let attributes = message.at(ATTRIBUTES).members();
    let added = Node::inner(
        0x30,
        vec![Node::octets(0x06, &[0x2a, 3]), Node::inner(0x31, vec![Node::octets(5, &[])])],
    );
    attributes.push(added);
    assert_eq!(verdict(&message, DOCUMENT), Verdict::Failed(Failure::SigCryptoFailure));
}

#[test]
fn attributes_out_of_order_are_noticed_and_are_the_same_attributes() {
    let mut message = detached();
    message.at(ATTRIBUTES).members().reverse();
    for over_what_was_sent in [false, true] {
        if over_what_was_sent {
            let mut sent = message.at(ATTRIBUTES).clone();
            sent.tag = 0x31;
            *message.at(VALUE) = value(&sent.to_der());
        }
        let report = judge(&message, DOCUMENT);
        assert_eq!(report.verdict(), Verdict::Passed);
        assert!(codes(&report).contains(&"signed-attributes-not-der"), "{:?}", codes(&report));
        assert_eq!(verdict(&message, OTHER), Verdict::Failed(Failure::HashFailure));
    }
}

#[test]
fn one_good_signer_does_not_carry_the_other() {
    let options = Options::new(Level::B).detached().signing_time(at());
    let first = detached().to_der();
    let both = cades::add_signature(&first, Some(DOCUMENT.into()), &credential("p384"), &options);
    let mut message = Node::parse(&both.unwrap());
    assert_eq!(verdict(&message, DOCUMENT), Verdict::Passed);
    for signer in 0..2 {
        let good = message.clone();
        let value = message.at(SIGNERS).at(&[signer]).members().last_mut().unwrap();
        let tree::Body::Octets(octets) = &mut value.body else { panic!() };
        *octets.last_mut().unwrap() ^= 1;
        let report = judge(&message, DOCUMENT);
        assert_eq!(report.verdict(), Verdict::Failed(Failure::SigCryptoFailure));
        assert!(report.into_verified().is_err());
        message = good;
    }
}

#[test]
fn a_message_without_a_signature_is_never_verified() {
    let mut message = detached();
    message.at(SIGNERS).members().clear();
    let judged =
        cades::verify(&message.to_der(), Some(DOCUMENT.into()), &policy(), &Evidence::new(), at());
    assert!(judged.is_err() || judged.is_ok_and(|report| report.into_verified().is_err()));
}

#[test]
fn unsigned_attributes_prove_nothing() {
    // A message-digest that is not signed stands beside the one that is.
    let mut message = detached();
    let at = attribute(&mut message, MESSAGE_DIGEST);
    let mut digest = message.at(ATTRIBUTES).at(&[at]).clone();
    *digest.at(&[1, 0]) = Node::octets(0x04, &[7; 32]);
    message.at(SIGNER).members().push(Node::inner(0xa1, vec![digest]));
    let report = judge(&message, DOCUMENT);
    assert!(codes(&report).contains(&"attribute-misplaced"), "{:?}", codes(&report));
    assert_eq!(verdict(&message, OTHER), Verdict::Failed(Failure::HashFailure));
}

#[test]
fn the_type_of_the_content_is_the_signed_one() {
    let mut message = detached();
    // id-ct-TSTInfo in place of id-data: the same octets would be read as something else.
    let tst_info = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
    *message.at(CONTENT_INFO).at(&[0]) = Node::octets(0x06, &tst_info);
    *message.at(SIGNED_DATA).at(&[0]) = Node::octets(0x02, &[3]);
    assert_eq!(verdict(&message, DOCUMENT), Verdict::Failed(Failure::FormatFailure));
}

#[test]
fn a_certificate_that_merely_came_along_is_not_trusted() {
    let mut message = detached();
    let stranger = Node::parse(credential("rsa2048").chain()[1].as_der());
    message.at(CERTIFICATES).members().push(stranger);
    assert_eq!(verdict(&message, DOCUMENT), Verdict::Passed);
    let options = Options::new(Level::B).detached().signing_time(at());
    let foreign = cades::sign(DOCUMENT, &credential("rsa2048"), &options).unwrap();
    let expected = Verdict::Indeterminate(Doubt::NoCertificateChainFound);
    assert_eq!(verdict(&Node::parse(&foreign), DOCUMENT), expected);
}
