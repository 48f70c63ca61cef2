//! Archive time-stamps of the third form: what they are over, each part taken away or added.

use std::sync::Arc;

use super::*;
use crate::ades::TimestampKind;
use crate::cades::stamps::{self, Subject};
use crate::cades::{extend, sign};
use crate::cms::tests::fixture::{P256, P384, SIGNER, Shape};
use crate::cms::{
    Assembly, SignedData, SignerInfo, attribute, members_as_received, with_unsigned_attribute,
};
use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::limits::Limits;
use crate::oid::{self, ObjectIdentifier};
use crate::tsp::Authority;

/// Certificates that name themselves as their issuers ask for no revocation data.
fn own(name: &'static str, pem: &str) -> Party {
    Party::with(pem, &Shape { subject: name, issuer: name, ..SIGNER })
}

/// A signature of level LTA.
fn archived() -> Vec<u8> {
    let (signer, tsa) = (own("Root", P256), own("Root", P384));
    let policy = ObjectIdentifier::from_dotted("2.16.704.1.1.9.1").expect("an identifier");
    let authority = Authority::new(credential(P384, &tsa), policy, noon);
    let options = options();
    let basic = sign(CONTENT, &credential(P256, &signer), &options).expect("a signature");
    let above = Options::new(Level::Lta).timestamper(Arc::new(authority));
    extend(&basic, None, &above).expect("raised")
}

fn take_apart(message: &[u8]) -> Assembly<'static> {
    let members = members_as_received(message, &Limits::DEFAULT).expect("members");
    Assembly {
        version: 1,
        digest_algorithms: members.digest_algorithms,
        content_type: oid::ID_DATA,
        certificates: members.certificates,
        crls: members.crls,
        signers: members.signers,
    }
}

/// Whether the archive time-stamp is over what is left after a change.
fn holds(content: &[u8], change: impl FnOnce(&mut Assembly<'static>)) -> Option<bool> {
    let mut assembly = take_apart(&archived());
    change(&mut assembly);
    let message = assembly.write(None);
    let signed_data = SignedData::from_bytes(&message).expect("a SignedData");
    let signer = signed_data.signers()[0].as_ref().expect("a signer");
    let digests: Vec<Digest> = vec![Hasher::digest(DigestAlgorithm::Sha256, content)];
    let limits = Limits::DEFAULT;
    let subject = Subject {
        signed_data: &signed_data,
        signer,
        digests: &digests,
        content: None,
        limits: &limits,
    };
    let stamps = stamps::of(signer, &limits);
    let archive = stamps.iter().find(|stamp| stamp.kind == TimestampKind::ArchiveV3);
    let token = archive?.token.as_ref().expect("a token");
    subject.imprint(TimestampKind::ArchiveV3, token)
}

fn signer_of(assembly: &Assembly<'_>) -> SignerInfo {
    SignerInfo::parse(&assembly.signers[0], &Limits::DEFAULT).expect("a signer")
}

/// The unsigned attributes without those of a type; the lengths stay those of DER.
fn without(assembly: &mut Assembly<'static>, removed: oid::Oid<'_>) {
    let signer = signer_of(assembly);
    let kept = signer.unsigned_attributes().expect("unsigned").iter();
    let kept: Vec<_> =
        kept.filter(|one| one.oid() != removed).map(|one| one.raw().to_vec()).collect();
    let mut reader = crate::der::Reader::new(&assembly.signers[0]).sequence("test").expect("DER");
    let mut fields = Vec::new();
    while !reader.is_empty() {
        let field = reader.any("test").expect("a field");
        if field.tag != crate::der::Tag::context_constructed(1) {
            fields.extend_from_slice(field.raw);
        }
    }
    let changed = der(|out| {
        out.sequence(|out| {
            out.raw(&fields).set_of(crate::der::Tag::context_constructed(1), kept);
        });
    });
    assembly.signers[0] = changed;
}

#[test]
fn an_archive_time_stamp_is_over_all_that_is_there() {
    assert_eq!(holds(CONTENT, |_| {}), Some(true));
}

#[test]
fn later_additions_do_not_break_it() {
    let added = own("Another", P384).certificate.as_der().to_vec();
    assert_eq!(holds(CONTENT, |all| all.certificates.push(added)), Some(true));
    let attribute_added = holds(CONTENT, |all| {
        let signer = signer_of(all);
        let more = attribute(oid::COUNTERSIGNATURE, &[0x30, 0]);
        all.signers[0] = with_unsigned_attribute(&signer, more, &Limits::DEFAULT).expect("added");
    });
    assert_eq!(attribute_added, Some(true));
}

#[test]
fn what_it_is_over_cannot_be_taken_away() {
    assert_eq!(holds(CONTENT, |all| drop(all.certificates.pop())), Some(false));
    let stamp = oid::SIGNATURE_TIME_STAMP;
    assert_eq!(holds(CONTENT, |all| without(all, stamp)), Some(false));
    assert_eq!(holds(CONTENT, |all| without(all, oid::ARCHIVE_TIME_STAMP_V3)), None);
}

#[test]
fn it_is_over_the_content_and_the_signed_fields() {
    assert_eq!(holds(b"another", |_| {}), Some(false));
    assert_eq!(holds(CONTENT, |all| all.content_type = oid::ID_TST_INFO), Some(false));
    let value_changed = holds(CONTENT, |all| {
        let signer = signer_of(all);
        let (raw, value) = (&mut all.signers[0], signer.value());
        let at = raw.windows(value.len()).position(|one| one == value).expect("the value");
        raw[at + value.len() - 1] ^= 1;
    });
    assert_eq!(value_changed, Some(false));
}

#[test]
fn without_the_digest_of_the_content_nothing_is_said() {
    let message = archived();
    let report = judge_at(&message, None, &policy(&own("Root", P256)), noon());
    let stamps = report.signatures()[0].timestamps();
    assert_eq!(stamps[1].kind(), TimestampKind::ArchiveV3);
    assert!(stamps[1].findings().iter().any(|one| one.code() == FindingCode::SignedDataNotFound));
}
