//! Signatures that are made: of every key type, detached and attached, by local and remote keys.

use std::io::Cursor;

use super::*;
use crate::cades::*;
use crate::cms::SignedData;
use crate::cms::tests::fixture::{ED25519, KEYS, Message, P256, P384, RSA2048, SIGNER, Shape};
use crate::crypto::{Digest, DigestAlgorithm, Hasher, PssParameters, SignatureAlgorithm};
use crate::error::{ApiMisuse, Contradiction, CredentialError, Error, KeyError};
use crate::oid::{self, ObjectIdentifier};

fn misuse<T: std::fmt::Debug>(result: Result<T, Error>) -> ApiMisuse {
    match result {
        Err(Error::ApiMisuse(misuse)) => misuse,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_key_type_signs_at_level_b_detached_and_attached() {
    for pem in KEYS {
        let party = Party::new(pem);
        let (credential, policy) =
            (credential(pem, &party), policy(&party).require_level(Level::B));
        let detached = sign(CONTENT, &credential, &options()).expect("detached");
        let report = judge(&detached, Some(CONTENT), &policy);
        assert_eq!((report.verdict(), report.level()), (Verdict::Passed, Some(Level::B)));
        let attached = sign(CONTENT, &credential, &options().attached()).expect("attached");
        let report = judge_at(&attached, None, &policy, noon());
        let verified = report.into_verified().expect("passed");
        assert_eq!(verified.content(), Some(CONTENT));
    }
}

#[test]
fn all_digests_are_of_one_strength() {
    for (pem, digest) in [
        (P256, DigestAlgorithm::Sha256),
        (P384, DigestAlgorithm::Sha384),
        (ED25519, DigestAlgorithm::Sha512),
        (RSA2048, DigestAlgorithm::Sha256),
    ] {
        let party = Party::new(pem);
        let made = sign(CONTENT, &credential(pem, &party), &options()).expect("signature");
        let read = SignedData::from_bytes(&made).expect("SignedData");
        let signer = read.signers()[0].as_ref().expect("signer");
        assert_eq!(read.digest_algorithms().collect::<Vec<_>>(), [digest.oid()]);
        assert_eq!(signer.digest_algorithm(), Some(digest));
        assert_eq!(signer.signature_algorithm().expect("known").digest(), digest);
        let references = signer.signed_attributes().expect("set").certificate_references();
        assert_eq!(references.expect("references")[0].algorithm, Some(digest));
    }
}

#[test]
fn rsa_signs_with_pss_and_longer_digests() {
    let party = Party::new(RSA2048);
    for algorithm in [
        SignatureAlgorithm::RsaPss(PssParameters::new(DigestAlgorithm::Sha256)),
        SignatureAlgorithm::RsaPss(PssParameters::new(DigestAlgorithm::Sha512)),
        SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha384),
    ] {
        let options = options().algorithm(algorithm);
        let made = sign(CONTENT, &credential(RSA2048, &party), &options).expect("signature");
        let report = judge(&made, Some(CONTENT), &policy(&party));
        assert_eq!(
            (report.verdict(), report.digest()),
            (Verdict::Passed, Some(algorithm.digest().name()))
        );
    }
}

#[test]
fn attributes_are_those_of_the_baseline_and_what_was_asked_for() {
    let party = Party::new(P256);
    let pdf = ObjectIdentifier::from_dotted("1.2.840.113549.1.7.1").expect("oid");
    let options = options().content_hints(Some("Quyết định"), pdf).mime_type("application/pdf");
    let made = sign(CONTENT, &credential(P256, &party), &options).expect("signature");
    let read = SignedData::from_bytes(&made).expect("SignedData");
    let signer = read.signers()[0].as_ref().expect("signer");
    let attributes = signer.signed_attributes().expect("set");
    let mut oids: Vec<_> = attributes.iter().map(|attribute| attribute.oid()).collect();
    oids.sort();
    let mut expected = [
        oid::CONTENT_TYPE,
        oid::MESSAGE_DIGEST,
        oid::SIGNING_TIME,
        oid::SIGNING_CERTIFICATE_V2,
        oid::CMS_ALGORITHM_PROTECTION,
        oid::CONTENT_HINTS,
        oid::MIME_TYPE,
    ];
    expected.sort();
    assert_eq!(oids, expected);
    assert_eq!(attributes.protects_algorithms_of(signer), Ok(Some(true)));
    assert!(signer.signed_attributes_are_der() && read.is_der());
    let value = |oid| attributes.single(oid).expect("single").expect("there");
    assert_eq!(value(oid::MIME_TYPE), b"\x0c\x0fapplication/pdf");
    let description = [b"\x30\x1c\x0c\x0f", "Quyết định".as_bytes()].concat();
    assert_eq!(value(oid::CONTENT_HINTS).get(..19), Some(&description[..]));
}

#[test]
fn a_sha_256_reference_leaves_the_default_out() {
    let party = Party::new(P256);
    let made = sign(CONTENT, &credential(P256, &party), &options()).expect("signature");
    let read = SignedData::from_bytes(&made).expect("SignedData");
    let attributes = read.signers()[0].as_ref().expect("signer").signed_attributes().expect("set");
    let value = attributes.single(oid::SIGNING_CERTIFICATE_V2).expect("single").expect("there");
    // SEQUENCE { SEQUENCE { SEQUENCE { OCTET STRING of 32 } } }: neither digest nor issuer.
    assert_eq!(value.get(..8), Some(&[0x30, 0x26, 0x30, 0x24, 0x30, 0x22, 4, 32][..]));
}

#[test]
fn a_signing_time_is_demanded_and_levels_above_b_are_not_there_yet() {
    let party = Party::new(P256);
    let credential = credential(P256, &party);
    let without = sign(CONTENT, &credential, &Options::new(Level::B));
    assert_eq!(misuse(without), ApiMisuse::Contradiction(Contradiction::LevelWithoutTime));
    let above = sign(CONTENT, &credential, &Options::new(Level::T).signing_time(noon()));
    let missing = ApiMisuse::Contradiction(Contradiction::LevelWithoutTimestamper);
    assert_eq!(above, Err(Error::ApiMisuse(missing)));
}

#[test]
fn sha_1_and_algorithms_of_other_keys_are_refused() {
    let party = Party::new(RSA2048);
    let credential = credential(RSA2048, &party);
    for algorithm in [
        SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha1),
        SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256),
        SignatureAlgorithm::Ed25519,
    ] {
        let made = sign(CONTENT, &credential, &options().algorithm(algorithm));
        assert_eq!(made, Err(Error::Key(KeyError::AlgorithmMismatch)));
    }
}

#[test]
fn no_chain_is_no_signature() {
    let made = prepare(CONTENT, &[], &options()).map(|_| ());
    assert_eq!(made, Err(Error::Credential(CredentialError::NoCertificate)));
}

#[test]
fn a_key_elsewhere_makes_the_same_signature() {
    let party = Party::new(RSA2048);
    let chain = [party.certificate.clone()];
    let here = sign(CONTENT, &credential(RSA2048, &party), &options()).expect("signature");
    let digest = Hasher::digest(DigestAlgorithm::Sha256, CONTENT);
    for prepared in [
        prepare(CONTENT, &chain, &options()).expect("prepared"),
        prepare_reader(Cursor::new(CONTENT), &chain, &options()).expect("prepared"),
        prepare_digest(&digest, &chain, &options()).expect("prepared"),
    ] {
        let message = prepared.to_be_signed();
        assert_eq!(prepared.digest(), Hasher::digest(DigestAlgorithm::Sha256, message));
        let value = party.key.sign(prepared.algorithm(), message).expect("value");
        assert_eq!(prepared.finish(&value).as_ref(), Ok(&here));
    }
}

#[test]
fn a_value_by_another_key_is_refused() {
    let (party, other) = (Party::new(P256), Party::new(P384));
    let prepared =
        prepare(CONTENT, std::slice::from_ref(&party.certificate), &options()).expect("prepared");
    let mismatch = Err(Error::Key(KeyError::ValueMismatch));
    let algorithm = SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha384);
    let foreign = other.key.sign(algorithm, prepared.to_be_signed()).expect("value");
    assert_eq!(prepared.finish(&foreign), mismatch);
    let over_something_else = party.key.sign(prepared.algorithm(), CONTENT).expect("value");
    assert_eq!(prepared.finish(&over_something_else), mismatch);
    assert_eq!(prepared.finish(&[]), mismatch);
}

#[test]
fn a_digest_alone_suffices_for_detached_signatures_by_its_algorithm() {
    let party = Party::new(P256);
    let chain = [party.certificate.clone()];
    let digest = |algorithm| Hasher::digest(algorithm, CONTENT);
    let prepared = |digest: Digest, options| prepare_digest(&digest, &chain, &options).map(|_| ());
    assert_eq!(prepared(digest(DigestAlgorithm::Sha256), options()), Ok(()));
    misuse(prepared(digest(DigestAlgorithm::Sha512), options()));
    misuse(prepared(digest(DigestAlgorithm::Sha256), options().attached()));
    misuse(prepare_reader(CONTENT, &chain, &options().attached()));
}

#[test]
fn a_streamed_attached_signature_is_the_same_as_one_made_in_memory() {
    for pem in KEYS {
        let party = Party::new(pem);
        let (credential, options) = (credential(pem, &party), options().attached());
        let mut streamed = Vec::new();
        let length = u64::try_from(CONTENT.len()).expect("short");
        sign_attached(CONTENT, length, &mut streamed, &credential, &options).expect("streamed");
        let in_memory = sign(CONTENT, &credential, &options).expect("in memory");
        if !matches!(
            party.key.kind(),
            crate::crypto::KeyKind::EcP256 | crate::crypto::KeyKind::EcP384
        ) {
            assert_eq!(streamed, in_memory);
        }
        let report = judge(&streamed, None, &policy(&party));
        assert_eq!(report.verdict(), Verdict::Passed);
        assert!(SignedData::from_bytes(&streamed).expect("SignedData").is_der());
    }
}

#[test]
fn content_must_be_as_long_as_announced() {
    let party = Party::new(P256);
    let credential = credential(P256, &party);
    let length = u64::try_from(CONTENT.len()).expect("short");
    for announced in [length - 1, length + 1, 0, u64::MAX] {
        let made =
            sign_attached(CONTENT, announced, std::io::sink(), &credential, &options().attached());
        assert_eq!(misuse(made), ApiMisuse::ContentLength);
    }
    misuse(sign_attached(CONTENT, length, std::io::sink(), &credential, &options()));
}

#[test]
fn a_second_signature_leaves_the_first_as_it_is() {
    let (first, second) =
        (Party::new(RSA2048), Party::with(P384, &Shape { subject: "Second", serial: 3, ..SIGNER }));
    for options in [options(), options().attached()] {
        let one = sign(CONTENT, &credential(RSA2048, &first), &options).expect("first");
        let detached = SignedData::from_bytes(&one).expect("SignedData").is_detached();
        let given = detached.then_some(Content::Bytes(CONTENT));
        let two = add_signature(&one, given, &credential(P384, &second), &options).expect("second");
        let (before, after) = (SignedData::from_bytes(&one), SignedData::from_bytes(&two));
        let (before, after) = (before.expect("before"), after.expect("after"));
        assert!(after.is_der());
        assert_eq!((after.signers().len(), after.certificates().len()), (2, 2));
        assert_eq!(after.digest_algorithms().count(), 2);
        let raw = before.signers()[0].as_ref().expect("signer").raw();
        assert!(after.signers().iter().any(|one| one.as_ref().expect("signer").raw() == raw));
        assert!(after.certificates().contains(&first.certificate));
        let content = detached.then_some(CONTENT);
        let report = judge_at(&two, content, &policy(&first), noon());
        assert_eq!(report.verdict(), Verdict::Passed);
    }
}

#[test]
fn a_signature_is_added_to_ber_without_touching_its_signers() {
    let party = Party::new(P256);
    let ber = fixture::streamed(&Message::new(&party, CONTENT).build(&party));
    let two = add_signature(&ber, None, &credential(P256, &party), &options()).expect("second");
    let report = judge_at(&two, None, &policy(&party), noon());
    assert_eq!((report.signatures().len(), report.verdict()), (2, Verdict::Passed));
}

#[test]
fn the_content_of_an_added_signature_is_that_of_the_others() {
    let party = Party::new(P256);
    let credential = credential(P256, &party);
    let detached = sign(CONTENT, &credential, &options()).expect("detached");
    let attached = sign(CONTENT, &credential, &options().attached()).expect("attached");
    let add = |existing: &[u8], content: Option<&[u8]>| {
        add_signature(existing, content.map(Content::Bytes), &credential, &options())
    };
    assert!(add(&detached, Some(CONTENT)).is_ok() && add(&attached, None).is_ok());
    assert_eq!(misuse(add(&detached, None)), ApiMisuse::ContentMissing);
    assert_eq!(misuse(add(&detached, Some(b"another"))), ApiMisuse::ContentMismatch);
    assert_eq!(misuse(add(&attached, Some(CONTENT))), ApiMisuse::UnexpectedContent);
    assert!(matches!(add(b"not CMS", None), Err(Error::Malformed(_))));
}
