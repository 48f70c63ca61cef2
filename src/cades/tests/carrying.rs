//! Content that is put into signatures above level B, and taken out of them, while it streams by.

use std::io::sink;
use std::sync::Arc;

use super::*;
use crate::Verifying;
use crate::ades::TimestampReport;
use crate::cades::{AttachedSigning, Attaching, attach, detach, extend, sign, sign_attached};
use crate::cms::tests::fixture::{P384, SIGNER, Shape};
use crate::cms::{RevocationInfo, SignedData};
use crate::error::{ApiMisuse, Error, Unsupported};
use crate::oid::{self, ObjectIdentifier};
use crate::tsp::Authority;

/// More than a message may have that is held, and more than `Verifying` keeps.
const LENGTH: usize = 80 << 20;

/// Certificates that name themselves as their issuers ask for no revocation data.
fn own(pem: &str) -> Party {
    Party::with(pem, &Shape { subject: "Root", issuer: "Root", ..SIGNER })
}

fn above(level: Level) -> Options {
    let policy = ObjectIdentifier::from_dotted("2.16.704.1.1.9.1").expect("an identifier");
    let authority = Authority::new(credential(P384, &own(P384)), policy, noon);
    Options::new(level).signing_time(noon()).timestamper(Arc::new(authority))
}

/// Content that is nowhere in memory.
fn long() -> impl std::io::Read {
    std::io::Read::take(std::io::repeat(b'x'), u64::try_from(LENGTH).expect("short"))
}

fn length(content: &[u8]) -> u64 {
    u64::try_from(content.len()).expect("short")
}

fn streamed(level: Level) -> Vec<u8> {
    let credential = credential(P256, &own(P256));
    let (mut out, options) = (Vec::new(), above(level).attached());
    sign_attached(CONTENT, length(CONTENT), &mut out, &credential, &options).expect("signed");
    out
}

/// Whether a time-stamp is over what it must be; its authority is no party's here.
fn has_its_imprint(stamp: &TimestampReport) -> bool {
    let against = [FindingCode::TimestampImprintMismatch, FindingCode::SignedDataNotFound];
    stamp.findings().iter().all(|finding| !against.contains(&finding.code()))
}

fn policy() -> Policy {
    super::policy(&own(P256))
}

#[test]
fn each_level_is_made_while_the_content_streams_by() {
    for level in [Level::T, Level::Lt, Level::Lta] {
        let made = streamed(level);
        let signed_data = SignedData::from_bytes(&made).expect("a SignedData");
        assert!(!signed_data.is_der() && !signed_data.is_detached());
        let stamps = if level == Level::Lta { 2 } else { 1 };
        for report in [
            verify(&made, None, &policy(), &Evidence::new(), noon()),
            verify_reader(made.as_slice(), &policy(), &Evidence::new(), noon()),
        ] {
            let report = report.expect("a judgement");
            assert_eq!(report.verdict(), Verdict::Passed);
            let stamped = report.signatures()[0].timestamps();
            assert_eq!(stamped.len(), stamps, "{level:?}");
            assert!(stamped.iter().all(has_its_imprint), "{level:?}");
        }
    }
}

#[test]
fn what_was_streamed_can_be_raised_and_signed_once_more() {
    let made = streamed(Level::T);
    let raised = extend(&made, None, &above(Level::Lta)).expect("raised");
    assert_eq!(judge(&raised, None, &policy()).timestamps().len(), 2);
    let second = credential(P384, &own(P384));
    let two = crate::cades::add_signature(&made, None, &second, &options()).expect("added");
    assert_eq!(SignedData::from_bytes(&two).expect("a SignedData").signers().len(), 2);
}

#[test]
fn one_changed_octet_fails_the_signature_and_its_archive_time_stamp() {
    let mut made = streamed(Level::Lta);
    let at = made.windows(CONTENT.len()).position(|window| window == CONTENT).expect("content");
    made[at] ^= 1;
    let report = judge(&made, None, &policy());
    assert_eq!(report.verdict(), failed(Failure::HashFailure));
    let archive = report.timestamps().iter().find(|one| one.kind().is_archive()).expect("a stamp");
    assert_eq!(archive.verdict(), failed(Failure::HashFailure));
}

#[test]
fn the_version_that_revocation_data_asks_for_stands_before_the_content() {
    let answer = crate::revocation::tests::any_response();
    let evidence = Evidence::new().with_ocsp_responses([answer]);
    let options = above(Level::Lt).evidence(evidence).attached();
    let credential = credential(P256, &own(P256));
    let mut made = Vec::new();
    sign_attached(CONTENT, length(CONTENT), &mut made, &credential, &options).expect("signed");
    let signed_data = SignedData::from_bytes(&made).expect("a SignedData");
    assert_eq!(signed_data.version(), 5);
    assert!(matches!(signed_data.revocation(), [RevocationInfo::Other(..)]));
}

#[test]
fn a_time_stamp_that_is_refused_leaves_no_signature() {
    let other = ObjectIdentifier::from_dotted("1.2.3").expect("an identifier");
    let refusing = Authority::new(credential(P384, &Party::new(P384)), other, noon);
    let options = Options::new(Level::T).signing_time(noon()).attached();
    let without = AttachedSigning::new(&credential(P256, &own(P256)), 1, &options);
    assert!(matches!(without.err(), Some(Error::ApiMisuse(ApiMisuse::Contradiction(_)))));
    let options = options.timestamper(Arc::new(Refusing(refusing)));
    let credential = credential(P256, &own(P256));
    let made = sign_attached(CONTENT, length(CONTENT), sink(), &credential, &options);
    assert!(matches!(made, Err(Error::Timestamp(_))), "{made:?}");
}

/// Stamps something else than what it was asked to.
#[derive(Debug)]
struct Refusing(Authority);

impl crate::tsp::Timestamper for Refusing {
    fn timestamp(&self, _: &crate::tsp::Request) -> Result<crate::tsp::Token, Error> {
        let other = crate::crypto::Hasher::digest(crate::crypto::DigestAlgorithm::Sha256, b"other");
        self.0.timestamp(&crate::tsp::Request::new(&other)?)
    }
}

#[test]
fn a_detached_signature_takes_its_content_in_and_gives_it_back() {
    for level in [Level::B, Level::T, Level::Lta] {
        let signature = match level {
            Level::B => sign(CONTENT, &credential(P256, &own(P256)), &options()),
            _ => sign(CONTENT, &credential(P256, &own(P256)), &above(level)),
        };
        let signature = signature.expect("signed");
        let mut attached = Vec::new();
        attach(&signature, CONTENT, length(CONTENT), &mut attached).expect("attached");
        assert!(SignedData::from_bytes(&attached).expect("a SignedData").is_der());
        assert_eq!(judge(&attached, None, &policy()).verdict(), Verdict::Passed);
        let mut content = Vec::new();
        let detached = detach(attached.as_slice(), &mut content).expect("detached");
        assert_eq!((detached.signature(), content.as_slice()), (signature.as_slice(), CONTENT));
        assert_eq!(detached.content_length(), Some(length(CONTENT)));
        let again = detach(signature.as_slice(), sink()).expect("detached");
        assert_eq!((again.signature(), again.content_length()), (signature.as_slice(), None));
    }
}

#[test]
fn content_that_is_attached_must_be_what_was_signed() {
    let signature = sign(CONTENT, &credential(P256, &own(P256)), &above(Level::T)).expect("signed");
    let given = |content: &[u8], announced: u64| attach(&signature, content, announced, sink());
    let refused = |why| Err(Error::ApiMisuse(why));
    let whole = length(CONTENT);
    assert_eq!(given(CONTENT, whole), Ok(()));
    assert_eq!(given(CONTENT, whole + 1), refused(ApiMisuse::ContentLength));
    assert_eq!(given(CONTENT, whole - 1), refused(ApiMisuse::ContentLength));
    assert_eq!(given(CONTENT, u64::MAX), refused(ApiMisuse::ContentLength));
    let mut other = CONTENT.to_vec();
    other[0] ^= 1;
    assert_eq!(given(&other, whole), refused(ApiMisuse::ContentMismatch));
    let attached = sign(CONTENT, &credential(P256, &own(P256)), &options().attached());
    let twice = Attaching::new(&attached.expect("signed"), whole);
    assert_eq!(twice.err(), Some(Error::ApiMisuse(ApiMisuse::UnexpectedContent)));
}

#[test]
fn older_archive_time_stamps_are_over_where_the_content_is() {
    let party = Party::new(P256);
    let old = |message: Message| {
        let message = message.signer(|signer| {
            signer.unsigned = vec![(oid::ARCHIVE_TIME_STAMP_V2, vec![vec![0x30, 0]])];
        });
        message.build(&party)
    };
    let refused = Some(Error::Unsupported(Unsupported::OldArchive));
    let attached = old(Message::new(&party, CONTENT));
    assert_eq!(detach(attached.as_slice(), sink()).err(), refused);
}

#[test]
fn content_that_is_never_in_memory_is_signed_raised_and_judged() {
    let signature =
        crate::cades::sign_reader(long(), &credential(P256, &own(P256)), &above(Level::T));
    let raised = extend(&signature.expect("signed"), None, &above(Level::Lta)).expect("raised");
    let (policy, evidence) = (policy(), Evidence::new());
    let mut verifying = Verifying::attached(&policy, &evidence, noon());
    let sink = Pushed(&mut verifying);
    attach(&raised, long(), u64::try_from(LENGTH).expect("short"), sink).expect("attached");
    let report = verifying.finish().expect("a judgement");
    assert_eq!(report.verdict(), Verdict::Passed);
    assert_eq!(report.signatures()[0].timestamps().len(), 2);
    assert!(report.signatures()[0].timestamps().iter().all(has_its_imprint));
}

/// Has what is written judged.
struct Pushed<'v>(&'v mut Verifying);

impl std::io::Write for Pushed<'_> {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        self.0.update(piece).map(|()| piece.len()).map_err(std::io::Error::other)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
