//! Archive time-stamps of the first and the second form (TS 101 733 §6.4.1): over everything as it stood, so
//! that each change is seen. Nothing here makes them but these tests.

use super::*;
use crate::ades::TimestampKind;
use crate::cades::stamps::{self, Subject};
use crate::cades::{archive, extend, sign};
use crate::cms::tests::fixture::{P384, SIGNER, Shape};
use crate::cms::{
    Assembly, Attribute, SignedData, SignerInfo, attribute, members_as_received,
    with_unsigned_attribute,
};
use crate::crypto::{DigestAlgorithm, Hasher};
use crate::limits::Limits;
use crate::oid::{self, ObjectIdentifier, Oid};
use crate::tsp::{Authority, Request, Timestamper, Token};

const LIMITS: Limits = Limits::DEFAULT;

/// The two forms, which differ in their names alone.
const FORMS: [(Oid<'static>, TimestampKind); 2] = [
    (oid::ARCHIVE_TIME_STAMP, TimestampKind::ArchiveV1),
    (oid::ARCHIVE_TIME_STAMP_V2, TimestampKind::ArchiveV2),
];

fn authority(at: &'static str) -> Authority {
    let tsa = Party::with(P384, &Shape { subject: "Root", issuer: "Root", ..SIGNER });
    let policy = ObjectIdentifier::from_dotted("2.16.704.1.1.9.1").expect("an identifier");
    Authority::new(credential(P384, &tsa), policy, move || fixture::time(at))
}

fn token_over(octets: &[u8], at: &'static str) -> Token {
    let digest = Hasher::digest(DigestAlgorithm::Sha256, octets);
    authority(at).timestamp(&Request::new(&digest).expect("a request")).expect("a token")
}

fn take_apart(message: &[u8]) -> Assembly<'static> {
    let members = members_as_received(message, &LIMITS).expect("members");
    Assembly {
        version: 1,
        digest_algorithms: members.digest_algorithms,
        content_type: oid::ID_DATA,
        certificates: members.certificates,
        crls: members.crls,
        signers: members.signers,
    }
}

/// Adds an unsigned attribute to the signer, at the end of the set.
fn add(message: &[u8], more: Vec<u8>) -> Vec<u8> {
    let mut assembly = take_apart(message);
    let signer = SignerInfo::parse(&assembly.signers[0], &LIMITS).expect("a signer");
    assembly.signers[0] = with_unsigned_attribute(&signer, more, &LIMITS).expect("added");
    assembly.write(Some(CONTENT))
}

/// A signature with a time-stamp.
fn stamped() -> Vec<u8> {
    let signer = Party::with(P256, &Shape { subject: "Root", issuer: "Root", ..SIGNER });
    let basic = sign(CONTENT, &credential(P256, &signer), &options().attached()).expect("signed");
    let tsa = std::sync::Arc::new(authority("2026-11-20T09:00:00Z"));
    extend(&basic, None, &Options::new(Level::T).timestamper(tsa)).expect("raised")
}

/// A token over everything in a message, with the header of the unsigned attributes or without.
fn archive_token(message: &[u8], at: &'static str, headed: bool) -> Token {
    let signed_data = SignedData::from_bytes(message).expect("a SignedData");
    let signer = signed_data.signers()[0].as_ref().expect("a signer");
    let all = |_: &Attribute<'_>| true;
    let [with, without] =
        archive::octets_v2(&signed_data, signer, CONTENT, all, &LIMITS).expect("octets");
    token_over(if headed { &with } else { &without }, at)
}

/// Whether a token is over what is there, and which values it proves.
fn judged(
    message: &[u8],
    content: &[u8],
    kind: TimestampKind,
    token: &Token,
) -> (Option<bool>, Vec<Vec<u8>>) {
    let signed_data = SignedData::from_bytes(message).expect("a SignedData");
    let signer = signed_data.signers()[0].as_ref().expect("a signer");
    let found = stamps::of(signer, &LIMITS);
    assert!(found.iter().any(|stamp| stamp.kind == kind));
    let subject = Subject {
        signed_data: &signed_data,
        signer,
        digests: &[],
        content: Some(content),
        limits: &LIMITS,
    };
    let covered = subject.covered(kind, token);
    let values = covered.values.iter().map(|(_, value)| value.to_vec()).collect();
    (subject.imprint(kind, token), values)
}

const ARCHIVED: &str = "2026-11-20T10:00:00Z";

#[test]
fn the_older_forms_are_over_everything() {
    for ((oid, kind), headed) in FORMS.into_iter().zip([true, false]) {
        let basic = stamped();
        let token = archive_token(&basic, ARCHIVED, headed);
        let message = add(&basic, attribute(oid, token.as_bytes()));
        assert_eq!(judged(&message, CONTENT, kind, &token).0, Some(true), "{kind:?}");
        assert_eq!(judged(&message, b"another", kind, &token).0, Some(false), "{kind:?}");
        // Certificates, attributes, signed fields: whatever is added or taken away.
        let mut more = take_apart(&message);
        more.certificates.push(Party::new(P384).certificate.as_der().to_vec());
        assert_eq!(judged(&more.write(Some(CONTENT)), CONTENT, kind, &token).0, Some(false));
        let mut less = take_apart(&message);
        less.certificates.clear();
        assert_eq!(judged(&less.write(Some(CONTENT)), CONTENT, kind, &token).0, Some(false));
        let countersigned = add(&message, attribute(oid::COUNTERSIGNATURE, &[0x30, 0]));
        assert_eq!(judged(&countersigned, CONTENT, kind, &token).0, Some(false));
        let mut other = take_apart(&message);
        other.content_type = oid::ID_TST_INFO;
        assert_eq!(judged(&other.write(Some(CONTENT)), CONTENT, kind, &token).0, Some(false));
    }
}

#[test]
fn without_the_content_the_older_forms_say_nothing() {
    let basic = stamped();
    let token = archive_token(&basic, ARCHIVED, true);
    let message = add(&basic, attribute(oid::ARCHIVE_TIME_STAMP_V2, token.as_bytes()));
    let signed_data = SignedData::from_bytes(&message).expect("a SignedData");
    let signer = signed_data.signers()[0].as_ref().expect("a signer");
    let (digests, content, limits) = (&[][..], None, &LIMITS);
    let subject = Subject { signed_data: &signed_data, signer, digests, content, limits };
    assert_eq!(subject.imprint(TimestampKind::ArchiveV2, &token), None);
}

#[test]
fn an_earlier_archive_time_stamp_is_covered_and_a_later_one_breaks_nothing() {
    let (oid, kind) = FORMS[1];
    let basic = stamped();
    let first = archive_token(&basic, ARCHIVED, true);
    let once = add(&basic, attribute(oid, first.as_bytes()));
    let second = archive_token(&once, "2026-11-20T11:00:00Z", true);
    let twice = add(&once, attribute(oid, second.as_bytes()));
    let (imprint, values) = judged(&twice, CONTENT, kind, &second);
    assert_eq!(imprint, Some(true));
    assert!(values.iter().any(|value| value == first.as_bytes()));
    let (imprint, values) = judged(&twice, CONTENT, kind, &first);
    assert_eq!(imprint, Some(true));
    let archives = [first.as_bytes(), second.as_bytes()];
    assert!(!values.iter().any(|value| archives.contains(&value.as_slice())));
}

/// The imprint leaves the token's own attribute out, with all that is in it. What is put beside the token
/// there, with whatever time, is not covered.
#[test]
fn a_value_beside_the_token_is_not_proven_by_it() {
    for (oid, kind) in FORMS {
        let basic = stamped();
        let token = archive_token(&basic, ARCHIVED, true);
        // A token that names an earlier time: anybody's, of whatever authority.
        let forged = token_over(b"x", "2026-11-20T08:30:00Z");
        let both = attribute(oid, &[token.as_bytes(), forged.as_bytes()].concat());
        let (imprint, values) = judged(&add(&basic, both), CONTENT, kind, &token);
        assert_eq!(imprint, Some(true), "{kind:?}");
        assert!(!values.iter().any(|value| value == forged.as_bytes()), "{kind:?}");
        // In an attribute of its own it would be over what the imprint is over, which it is not.
        let apart = add(&basic, attribute(oid, forged.as_bytes()));
        let apart = add(&apart, attribute(oid, token.as_bytes()));
        assert_eq!(judged(&apart, CONTENT, kind, &token).0, Some(false), "{kind:?}");
    }
}
