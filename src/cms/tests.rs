//! Reading SignedData: DER and BER, in memory and from streams, and what must be refused.

pub(crate) mod fixture;

use std::io::Cursor;

use proptest::prelude::*;

use self::fixture::{Message, P256, Party, streamed};
use super::*;
use crate::crypto::{DigestAlgorithm, Hasher};
use crate::der::{Tag, Writer};
use crate::error::{Error, Limit, Unsupported};
use crate::limits::Limits;
use crate::oid;

const CONTENT: &[u8] = b"Quy\xe1\xba\xbft \xc4\x91\xe1\xbb\x8bnh s\xe1\xbb\x91 45";

fn message() -> Vec<u8> {
    let party = Party::new(P256);
    Message::new(&party, CONTENT).build(&party)
}

fn clause<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Malformed(malformed)) => malformed.clause,
        other => panic!("{other:?}"),
    }
}

#[test]
fn reads_what_is_there() {
    let party = Party::new(P256);
    let der = Message::new(&party, CONTENT).build(&party);
    let read = SignedData::from_bytes(&der).expect("SignedData");
    assert_eq!(read.version(), 1);
    assert!(read.is_der() && !read.is_detached());
    assert_eq!(read.content_type(), oid::ID_DATA);
    assert_eq!(read.unverified_content(), Some(CONTENT));
    assert_eq!(read.certificates(), std::slice::from_ref(&party.certificate));
    assert_eq!(read.digest_algorithms().collect::<Vec<_>>(), [oid::SHA256]);
    let signer = read.signers()[0].as_ref().expect("signer");
    assert!(signer.identifier().names(&party.certificate));
    assert!(!signer.identifier().names(&party.root));
    assert_eq!(signer.digest_algorithm(), Some(DigestAlgorithm::Sha256));
    let attributes = signer.signed_attributes().expect("signed attributes");
    assert_eq!(attributes.iter().count(), 4);
    assert_eq!(attributes.signing_time(), Ok(Some(fixture::time("2026-11-20T08:00:00Z"))));
}

#[test]
fn reads_a_bare_signed_data() {
    let wrapped = message();
    let mut content_info = crate::der::Reader::new(&wrapped).sequence("test").expect("sequence");
    content_info.oid("test").expect("oid");
    let bare = content_info.any("test").expect("content").value;
    let read = SignedData::from_bytes(bare).expect("SignedData");
    assert_eq!(read.unverified_content(), Some(CONTENT));
}

#[test]
fn ber_says_the_same_as_der() {
    let der = message();
    let ber = streamed(&der);
    let (in_der, in_ber) = (SignedData::from_bytes(&der), SignedData::from_bytes(&ber));
    let (in_der, in_ber) = (in_der.expect("DER"), in_ber.expect("BER"));
    assert!(!in_ber.is_der());
    assert_eq!(in_ber.unverified_content(), in_der.unverified_content());
    assert_eq!(in_ber.certificates(), in_der.certificates());
    let raw = |read: &SignedData<'_>| read.signers()[0].as_ref().expect("signer").raw().to_vec();
    assert_eq!(raw(&in_ber), raw(&in_der));
}

#[test]
fn a_stream_is_hashed_as_it_passes() {
    for message in [message(), streamed(&message())] {
        let read = SignedData::from_reader(Cursor::new(message), &Limits::DEFAULT).expect("CMS");
        let facts = read.passed_content().expect("content");
        let digest = Hasher::digest(DigestAlgorithm::Sha256, CONTENT);
        assert_eq!(facts.digest(DigestAlgorithm::Sha256), Some(digest));
        assert_eq!(facts.digest(DigestAlgorithm::Sha512), None);
        assert_eq!(facts.octets(), Some(CONTENT));
        assert_eq!(read.certificates().len(), 1);
    }
}

#[test]
fn a_stream_does_not_hold_long_content() {
    let limits = Limits { unattributed_stream: CONTENT.len() - 1, ..Limits::DEFAULT };
    let read = SignedData::from_reader(Cursor::new(message()), &limits).expect("CMS");
    assert_eq!(read.passed_content().expect("content").octets(), None);
}

#[test]
fn refuses_a_message_cut_anywhere() {
    for whole in [message(), streamed(&message())] {
        for cut in 0..whole.len() {
            let part = &whole[..cut];
            assert!(SignedData::from_bytes(part).is_err(), "cut at {cut}");
            assert!(SignedData::from_reader(part, &Limits::DEFAULT).is_err(), "cut at {cut}");
        }
    }
}

#[test]
fn refuses_bytes_left_over() {
    for mut whole in [message(), streamed(&message())] {
        whole.push(0);
        assert_eq!(clause(SignedData::from_bytes(&whole)), "X.690 §8.1.1.1: bytes left over");
    }
}

#[test]
fn refuses_another_content_type_of_cms() {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.oid(oid::ID_DATA).nested(Tag::context_constructed(0), |out| {
            out.octet_string(b"x");
        });
    });
    let data = out.finish();
    let unsupported = Some(Error::Unsupported(Unsupported::ContentType));
    assert_eq!(SignedData::from_bytes(&data).err(), unsupported);
    assert_eq!(SignedData::from_bytes(&streamed(&data)).err(), unsupported);
}

#[test]
fn refuses_a_version_of_the_future() {
    let party = Party::new(P256);
    let newer = |version| Message { version, ..Message::new(&party, CONTENT) }.build(&party);
    assert!(SignedData::from_bytes(&newer(5)).is_ok());
    let error = SignedData::from_bytes(&newer(6)).err();
    assert_eq!(error, Some(Error::Unsupported(Unsupported::Version)));
}

#[test]
fn counts_certificates_and_signers() {
    let party = Party::new(P256);
    let mut message = Message::new(&party, CONTENT);
    message.certificates = vec![party.certificate.as_der().to_vec(); 10_000];
    let error = SignedData::from_bytes(&message.build(&party)).err();
    assert_eq!(error, Some(Error::LimitExceeded(Limit::Certificates)));
    let limits = Limits { certificates: 2, signers: 2, ..Limits::DEFAULT };
    message.certificates.truncate(2);
    message.signers = vec![message.signers[0].clone(); 2];
    assert!(SignedData::from_bytes_with(&message.build(&party), &limits).is_ok());
    message.signers.push(message.signers[0].clone());
    let error = SignedData::from_bytes_with(&message.build(&party), &limits).err();
    assert_eq!(error, Some(Error::LimitExceeded(Limit::Signers)));
}

#[test]
fn bounds_what_is_held_apart_from_the_content() {
    let der = message();
    let beside = der.len() - CONTENT.len();
    let limits = |message| Limits { message, ..Limits::DEFAULT };
    assert!(SignedData::from_bytes_with(&der, &limits(beside)).is_ok());
    let error = Some(Error::LimitExceeded(Limit::Length));
    assert_eq!(SignedData::from_bytes_with(&der, &limits(beside - 1)).err(), error);
    let streamed = streamed(&der);
    assert!(SignedData::from_bytes_with(&streamed, &limits(beside)).is_ok());
    assert_eq!(SignedData::from_bytes_with(&streamed, &limits(beside / 2)).err(), error);
}

#[test]
fn a_length_of_a_gibibyte_is_refused_without_memory() {
    for tag in [0x30, 0xa0, 0x31, 0x04] {
        let bytes = [tag, 0x84, 0x40, 0, 0, 0, 2, 1, 1];
        assert!(SignedData::from_bytes(&bytes).is_err());
    }
    // In place of the content, and in place of the certificates.
    let mut message = streamed(&message());
    let at = message.windows(2).position(|two| two == [0x24, 0x80]).expect("content");
    message.splice(at + 2.., [4, 0x84, 0x40, 0, 0, 0]);
    assert_eq!(clause(SignedData::from_bytes(&message)), "X.690 §8.1.1: truncated");
}

#[test]
fn deep_nesting_is_refused_at_once() {
    let started = std::time::Instant::now();
    let nested = [0x30, 0x80].repeat(50 << 20);
    assert!(SignedData::from_bytes(&nested).is_err());
    let mut message = message();
    let certificates = message.windows(2).position(|two| two == [0xa0, 0x82]).expect("[0]");
    message.truncate(certificates);
    message.extend([0xa0, 0x80].repeat(50 << 20));
    assert!(SignedData::from_bytes(&message).is_err());
    assert!(started.elapsed() < std::time::Duration::from_secs(10));
}

#[test]
fn keeps_what_is_no_certificate_aside() {
    let party = Party::new(P256);
    let mut message = Message::new(&party, CONTENT);
    let unreadable = vec![0x30, 3, 2, 1, 5];
    let attribute = vec![0xa2, 3, 2, 1, 1];
    let other = vec![0xa3, 0];
    message.certificates.extend([unreadable.clone(), attribute.clone(), other.clone()]);
    let der = message.build(&party);
    let read = SignedData::from_bytes(&der).expect("SignedData");
    assert_eq!(read.certificates().len(), 1);
    assert!(
        matches!(&read.other_certificates()[0], OtherCertificate::Unreadable(raw, Error::Malformed(_)) if *raw == unreadable)
    );
    assert_eq!(read.other_certificates()[1], OtherCertificate::Attribute(attribute));
    assert_eq!(read.other_certificates()[2], OtherCertificate::Other(other));
}

#[test]
fn a_certificate_in_ber_stays_as_it_came_and_is_not_read() {
    let party = Party::new(P256);
    let mut message = Message::new(&party, CONTENT);
    let mut ber = party.certificate.as_der().to_vec();
    ber.splice(1..4, [0x80]);
    ber.extend([0, 0]);
    message.certificates = vec![ber.clone()];
    let der = message.build(&party);
    let read = SignedData::from_bytes(&der).expect("SignedData");
    assert!(
        matches!(&read.other_certificates()[0], OtherCertificate::Unreadable(raw, _) if *raw == ber)
    );
}

#[test]
fn a_signer_that_is_not_well_formed_does_not_hide_the_others() {
    let party = Party::new(P256);
    let mut message = Message::new(&party, CONTENT);
    message.signers.push(message.signers[0].clone());
    message.signers[1].identifier = vec![0x31, 0];
    let der = message.build(&party);
    let read = SignedData::from_bytes(&der).expect("SignedData");
    let (sound, broken): (Vec<_>, Vec<_>) = read.signers().iter().partition(|one| one.is_ok());
    assert_eq!((sound.len(), broken.len()), (1, 1));
}

#[test]
fn pkcs7_content_of_another_type_is_its_contents_octets() {
    // A SEQUENCE of one UTF8String, once its tag is put in.
    const CONTENT: &[u8] = b"\x0c\x09So 45/QD-";
    let party = Party::new(P256);
    let mut message = Message::new(&party, CONTENT);
    message.content_type = oid::ID_TST_INFO;
    let der = message.build(&party);
    let octets = fixture::octets(CONTENT);
    let at = der.windows(octets.len()).position(|window| window == octets).expect("content");
    let mut pkcs7 = der.clone();
    pkcs7[at] = 0x30;
    let read = SignedData::from_bytes(&pkcs7).expect("SignedData");
    assert_eq!(read.unverified_content(), Some(CONTENT));
    // RFC 2315 §8: with `data` it is an OCTET STRING.
    let mut data = Message::new(&party, CONTENT).build(&party);
    let at = data.windows(octets.len()).position(|window| window == octets).expect("content");
    data[at] = 0x30;
    assert!(SignedData::from_bytes(&data).is_err());
}

/// Found by fuzzing: from memory, what was inside of such content was not looked at.
#[test]
fn content_of_another_type_is_well_formed_inside_from_memory_and_from_a_stream() {
    let message = |inside: [u8; 4]| {
        let mut out = Writer::new();
        out.sequence(|out| {
            out.unsigned(1).value(Tag::SET, &[]);
            out.sequence(|out| {
                out.value(Tag::OID, &[0x2a, 0x03]).nested(Tag::context_constructed(0), |out| {
                    out.value(Tag::SEQUENCE, &inside);
                });
            });
            out.value(Tag::SET, &[]);
        });
        out.finish()
    };
    for (inside, is_read) in [([0x04, 2, 0, 0], true), ([0x04, 9, 0, 0], false)] {
        let message = message(inside);
        assert_eq!(SignedData::from_bytes(&message).is_ok(), is_read);
        assert_eq!(SignedData::from_reader(&message[..], &Limits::DEFAULT).is_ok(), is_read);
    }
}

#[test]
fn key_identifiers_name_certificates_by_their_own_extension() {
    let party = Party::new(P256);
    let identifier = fixture::key_identifier(&*party.key);
    assert!(SignerIdentifier::KeyIdentifier(identifier.clone()).names(&party.certificate));
    let other = Hasher::digest(DigestAlgorithm::Sha1, b"another").as_bytes().to_vec();
    assert!(!SignerIdentifier::KeyIdentifier(other).names(&party.certificate));
}

#[test]
fn attributes_are_put_in_order_for_the_digest() {
    let party = Party::new(P256);
    let unsorted = |sorted| {
        let message = Message::new(&party, CONTENT).signer(|signer| {
            signer.sorted = sorted;
            signer.attributes.as_mut().expect("attributes").reverse();
        });
        let der = message.build(&party);
        let read = SignedData::from_bytes(&der).expect("SignedData");
        let signer = read.signers()[0].as_ref().expect("signer").clone();
        (signer.signed_attributes_are_der(), signer.signed_attributes().expect("set").clone())
    };
    let (sorted, unsorted) = (unsorted(true), unsorted(false));
    assert!(sorted.0 && !unsorted.0);
    assert_eq!(sorted.1.sorted(), None);
    assert_eq!(unsorted.1.sorted().as_deref(), Some(sorted.1.as_received()));
}

#[test]
fn an_attribute_that_must_be_single_is() {
    let party = Party::new(P256);
    let digest = |message: &Message| {
        let der = message.build(&party);
        let read = SignedData::from_bytes(&der).expect("SignedData");
        let signer = read.signers()[0].as_ref().expect("signer");
        signer.signed_attributes().expect("set").message_digest()
    };
    let not_single = Err(AttributeFault::NotSingle(oid::MESSAGE_DIGEST));
    let message = Message::new(&party, CONTENT);
    let value = fixture::octets(Hasher::digest(DigestAlgorithm::Sha256, CONTENT).as_bytes());
    assert!(matches!(digest(&message), Ok(Some(_))));
    assert_eq!(digest(&message.clone().without(oid::MESSAGE_DIGEST)), Ok(None));
    let twice = message.clone().again(oid::MESSAGE_DIGEST, vec![value.clone()]);
    assert_eq!(digest(&twice), not_single);
    let two_values =
        message.clone().attribute(oid::MESSAGE_DIGEST, vec![value.clone(), vec![4, 0]]);
    assert_eq!(digest(&two_values), not_single);
    assert_eq!(digest(&message.clone().attribute(oid::MESSAGE_DIGEST, vec![])), not_single);
    let of_another_type = message.attribute(oid::MESSAGE_DIGEST, vec![vec![2, 1, 1]]);
    assert!(matches!(digest(&of_another_type), Err(AttributeFault::Malformed(_))));
}

proptest! {
    #[test]
    fn a_changed_message_is_read_or_refused_but_never_more(
        at in 0_usize..4096, value in any::<u8>(), in_ber in any::<bool>(),
    ) {
        let mut message = if in_ber { streamed(&message()) } else { message() };
        let at = at % message.len();
        message[at] = value;
        if let Ok(read) = SignedData::from_bytes(&message) {
            prop_assert!(read.certificates().len() + read.other_certificates().len() <= message.len());
        }
        let _ = SignedData::from_reader(&message[..], &Limits::DEFAULT).is_ok();
    }

    #[test]
    fn content_survives_any_segmentation(content in proptest::collection::vec(any::<u8>(), 0..300)) {
        let party = Party::new(P256);
        let ber = streamed(&Message::new(&party, &content).build(&party));
        let read = SignedData::from_bytes(&ber).expect("SignedData");
        prop_assert_eq!(read.unverified_content(), Some(&content[..]));
    }
}
