//! Raising signatures: what is added, and that nothing else changes.

use std::sync::Arc;

use super::*;
use crate::cades::{add_signature, extend, sign};
use crate::cms::tests::fixture::{P256, P384};
use crate::cms::{SignedData, SignerInfo};
use crate::error::{ApiMisuse, Contradiction, Error, Unsupported};
use crate::oid::{self, ObjectIdentifier, Oid};
use crate::tsp::{Authority, Token};

fn authority() -> Arc<Authority> {
    let party = Party::new(P384);
    let policy = ObjectIdentifier::from_dotted("2.16.704.1.1.9.1").expect("an identifier");
    Arc::new(Authority::new(credential(P384, &party), policy, noon))
}

fn at(level: Level) -> Options {
    Options::new(level).signing_time(noon()).timestamper(authority())
}

fn signers(message: &[u8]) -> Vec<SignerInfo> {
    let signed_data = SignedData::from_bytes(message).expect("a SignedData");
    signed_data.signers().iter().map(|one| one.clone().expect("a signer")).collect()
}

fn values(signer: &SignerInfo, oid: Oid<'_>) -> Vec<Vec<u8>> {
    let all = signer.unsigned_attributes().into_iter().flat_map(|all| all.all(oid));
    all.flat_map(|one| one.values()).map(<[u8]>::to_vec).collect()
}

fn basic() -> Vec<u8> {
    let party = Party::new(P256);
    sign(CONTENT, &credential(P256, &party), &options()).expect("a signature")
}

#[test]
fn level_t_adds_one_time_stamp_over_the_value_and_nothing_else() {
    let basic = basic();
    let raised = extend(&basic, None, &at(Level::T)).expect("raised");
    let (before, after) = (signers(&basic).remove(0), signers(&raised).remove(0));
    assert_eq!(after.value(), before.value());
    let own = after.signed_attributes().expect("signed").as_received();
    assert_eq!(own, before.signed_attributes().expect("signed").as_received());
    let stamps = values(&after, oid::SIGNATURE_TIME_STAMP);
    assert_eq!(stamps.len(), 1);
    let token = Token::from_bytes(&stamps[0]).expect("a token");
    let digest =
        crate::crypto::Hasher::digest(crate::crypto::DigestAlgorithm::Sha256, before.value());
    assert!(token.info().imprint().is_of(&digest));
    // A signature that has a time-stamp gets no second one.
    assert_eq!(extend(&raised, None, &at(Level::T)).expect("raised"), raised);
}

#[test]
fn other_signers_stay_byte_for_byte() {
    let party = Party::new(P384);
    let first = extend(&basic(), None, &at(Level::T)).expect("raised");
    let added =
        add_signature(&first, Some(CONTENT.into()), &credential(P384, &party), &at(Level::T));
    let added = added.expect("a second signature");
    let own = signers(&first).remove(0);
    let all = signers(&added);
    assert_eq!(all.len(), 2);
    assert!(all.iter().any(|one| one.raw() == own.raw()));
    assert!(all.iter().all(|one| values(one, oid::SIGNATURE_TIME_STAMP).len() == 1));
}

#[test]
fn level_lt_wants_revocation_data_about_every_certificate() {
    let party = Party::new(P256);
    let evidence = || Evidence::new().with_certificates([party.root.clone()]);
    // Nothing tells about the signer's revocation, which level LT asks for.
    let missing = extend(&basic(), None, &at(Level::Lta).evidence(evidence()));
    assert_eq!(missing, Err(Error::ApiMisuse(ApiMisuse::EvidenceMissing)));
}

#[test]
fn time_stamps_are_asked_for_only_where_they_are_missing() {
    let none = Options::new(Level::T);
    let missing = extend(&basic(), None, &none);
    let reason = ApiMisuse::Contradiction(Contradiction::LevelWithoutTimestamper);
    assert_eq!(missing, Err(Error::ApiMisuse(reason)));
    let raised = extend(&basic(), None, &at(Level::T)).expect("raised");
    assert_eq!(extend(&raised, None, &none), Ok(raised));
    let low = extend(&basic(), None, &Options::new(Level::B));
    let reason = ApiMisuse::Contradiction(Contradiction::LevelNotAboveB);
    assert_eq!(low, Err(Error::ApiMisuse(reason)));
}

#[test]
fn content_that_is_given_must_be_what_was_signed() {
    let other = extend(&basic(), Some(Content::Bytes(b"another")), &at(Level::T));
    assert_eq!(other, Err(Error::ApiMisuse(ApiMisuse::ContentMismatch)));
    assert!(extend(&basic(), Some(Content::Bytes(CONTENT)), &at(Level::T)).is_ok());
    let party = Party::new(P256);
    let attached = sign(CONTENT, &credential(P256, &party), &options().attached()).expect("signed");
    let unwanted = extend(&attached, Some(Content::Bytes(CONTENT)), &at(Level::T));
    assert_eq!(unwanted, Err(Error::ApiMisuse(ApiMisuse::UnexpectedContent)));
}

#[test]
fn older_archive_time_stamps_forbid_additions() {
    let party = Party::new(P256);
    let message = Message::new(&party, CONTENT).signer(|signer| {
        signer.unsigned = vec![(oid::ARCHIVE_TIME_STAMP_V2, vec![vec![0x30, 0]])];
    });
    let refused = extend(&message.build(&party), None, &at(Level::T));
    assert_eq!(refused, Err(Error::Unsupported(Unsupported::OldArchive)));
}

#[test]
fn ber_is_raised_too() {
    let party = Party::new(P256);
    let message = fixture::streamed(&Message::new(&party, CONTENT).build(&party));
    let raised = extend(&message, None, &at(Level::T)).expect("raised");
    let report = judge(&raised, None, &policy(&party));
    assert_eq!(report.verdict(), Verdict::Passed);
    assert_eq!(report.timestamps().len(), 1);
}
