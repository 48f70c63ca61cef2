//! Requests, answers and tokens: what is made is read, and each check has its twin.

use super::*;
use crate::cms::tests::fixture::{self, P256, Party, Shape};
use crate::crypto::{Digest, DigestAlgorithm, Hasher};
use crate::der::{Reader, Tag, Writer};
use crate::error::{Refusal, RefusalReason, TimestampError, Unsupported};
use crate::keys::{Credential, PrivateKey};
use crate::oid::{self, ObjectIdentifier};
use crate::time::Time;
use proptest::prelude::*;

const POLICY: &str = "2.16.704.1.1.9.1";

fn digest(octets: &[u8]) -> Digest {
    Hasher::digest(DigestAlgorithm::Sha256, octets)
}

fn policy(dotted: &str) -> ObjectIdentifier {
    ObjectIdentifier::from_dotted(dotted).expect("an identifier")
}

fn request() -> Request {
    Request::new(&digest(b"x")).expect("a request").with_nonce().expect("random numbers")
}

fn authority() -> Authority {
    let party = Party::with(P256, &Shape { subject: "TSA", ..fixture::SIGNER });
    let key = PrivateKey::from_bytes(P256.as_bytes(), None).expect("a key");
    let credential = Credential::new(vec![party.certificate], key).expect("a credential");
    Authority::new(credential, policy(POLICY), fixture::noon)
}

fn answer(authority: &Authority, request: &Request) -> Response {
    Response::from_der(&authority.respond(&request.to_der())).expect("an answer")
}

fn token(request: &Request) -> Token {
    authority().timestamp(request).expect("a token")
}

#[test]
fn what_is_asked_is_answered() {
    let request = request().with_policy(policy(POLICY));
    let token = token(&request);
    let info = token.info();
    assert!(info.imprint().is_of(&digest(b"x")));
    assert_eq!((info.time(), info.nonce()), (fixture::noon(), request.nonce()));
    assert_eq!(info.policy().to_string(), POLICY);
    assert_eq!(info.accuracy(), Some(Accuracy::from_seconds(1)));
    assert!(!info.is_ordered() && info.authority().is_none());
    assert!(info.serial().len() <= 20 && info.serial()[0] & 0x80 == 0);
    let provider = crate::crypto::default_provider();
    assert_eq!(token.verify(&[], provider), Ok(&token.certificates()[0]));
}

#[test]
fn serial_numbers_are_unique() {
    let authority = authority();
    let one = authority.timestamp(&request()).expect("a token");
    let other = authority.timestamp(&request()).expect("a token");
    assert_ne!(one.info().serial(), other.info().serial());
}

#[test]
fn an_authority_says_what_it_is_told_to_say() {
    let authority = authority().with_ordering().with_name().with_accuracy(None);
    let token = authority.timestamp(&request()).expect("a token");
    assert!(token.info().is_ordered());
    assert_eq!(token.info().accuracy(), None);
    let name = token.certificates()[0].subject().raw();
    assert!(token.info().authority().expect("named").ends_with(name));
}

#[test]
fn certificates_are_left_out_unless_they_are_asked_for() {
    let request = request().without_certificates();
    let token = token(&request);
    assert!(token.certificates().is_empty());
    let provider = crate::crypto::default_provider();
    assert_eq!(token.verify(&[], provider), Err(TokenFault::CertificateNotFound));
    let pool = [Party::with(P256, &Shape { subject: "TSA", ..fixture::SIGNER }).certificate];
    // Certificates that are made anew have another signature, so another digest.
    assert_eq!(token.verify(&pool, provider).is_ok(), pool[0].as_der() == authority_der());
}

fn authority_der() -> Vec<u8> {
    token(&request()).certificates()[0].as_der().to_vec()
}

#[test]
fn an_answer_to_another_request_is_refused() {
    let authority = authority();
    let mine = request();
    let other_nonce = answer(&authority, &request()).into_token(&mine);
    assert_eq!(other_nonce.err(), Some(Error::Timestamp(TimestampError::OtherNonce)));
    let no_nonce = Request::new(&digest(b"x")).expect("a request");
    let without = answer(&authority, &no_nonce).into_token(&mine);
    assert_eq!(without.err(), Some(Error::Timestamp(TimestampError::OtherNonce)));
    let other = Request::new(&digest(b"y")).expect("a request");
    let imprint = answer(&authority, &other).into_token(&no_nonce);
    assert_eq!(imprint.err(), Some(Error::Timestamp(TimestampError::OtherImprint)));
    let asked = no_nonce.clone().with_policy(policy("2.16.704.1.1.9.2"));
    let by_policy = answer(&authority, &no_nonce).into_token(&asked);
    assert_eq!(by_policy.err(), Some(Error::Timestamp(TimestampError::OtherPolicy)));
    assert!(answer(&authority, &mine).into_token(&mine).is_ok());
}

fn refusal(error: Option<Error>) -> Refusal {
    match error {
        Some(Error::Timestamp(TimestampError::Refused(refusal))) => refusal,
        other => panic!("no refusal: {other:?}"),
    }
}

#[test]
fn an_authority_refuses_in_words_and_bits() {
    let authority = authority();
    let asked = request().with_policy(policy("2.16.704.1.1.9.2"));
    let refused = refusal(answer(&authority, &asked).into_token(&asked).err());
    assert_eq!(refused.reasons, [RefusalReason::UnacceptedPolicy]);
    assert_eq!(
        (refused.status, refused.words),
        (2, vec!["the policy is not supported".to_owned()])
    );
    let sha1 = Hasher::digest(DigestAlgorithm::Sha1, b"x");
    let der = |out: &mut Writer| {
        out.sequence(|out| {
            out.unsigned(1);
            Imprint::new(&sha1).write(out);
        });
    };
    let mut old = Writer::new();
    der(&mut old);
    let refused = Response::from_der(&authority.respond(&old.finish())).expect("an answer");
    let refused = refusal(refused.into_token(&request()).err());
    assert_eq!(refused.reasons, [RefusalReason::BadAlgorithm]);
    assert!(Request::new(&sha1).is_err());
    let refused = Response::from_der(&authority.respond(b"")).expect("an answer");
    assert_eq!(
        refusal(refused.into_token(&request()).err()).reasons,
        [RefusalReason::BadDataFormat]
    );
}

#[test]
fn every_reason_is_read_from_its_bit() {
    for reason in RefusalReason::ALL.iter().copied().chain([RefusalReason::Other(9)]) {
        let answer = response::refused(reason, "\u{1b}[2J");
        let answer = Response::from_der(&answer).expect("an answer");
        let refused = refusal(answer.into_token(&request()).err());
        assert_eq!(refused.reasons, [reason]);
        assert!(!refused.to_string().contains('\u{1b}'));
    }
}

/// An answer with a status, and with a token or without.
fn with_status(status: u64, token: &[u8]) -> Vec<u8> {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.sequence(|out| {
            out.unsigned(status);
        });
        out.raw(token);
    });
    out.finish()
}

#[test]
fn grants_have_a_token_and_refusals_have_none() {
    let token = token(&request());
    assert!(Response::from_der(&with_status(0, token.as_bytes())).is_ok());
    let modified = Response::from_der(&with_status(1, token.as_bytes())).expect("an answer");
    assert_eq!(modified.status(), &Status::GrantedWithModifications);
    assert!(Response::from_der(&with_status(0, &[])).is_err());
    assert!(Response::from_der(&with_status(2, token.as_bytes())).is_err());
    let waiting = Response::from_der(&with_status(3, &[])).expect("an answer");
    let text = waiting.into_token(&request()).expect_err("no token").to_string();
    assert!(text.contains("answers later"), "{text}");
}

#[test]
fn requests_are_read_as_they_were_written() {
    let request = request().with_policy(policy(POLICY));
    for request in [request.clone(), request.without_certificates()] {
        assert_eq!(Request::from_der(&request.to_der()), Ok(request));
    }
    let mut version = Writer::new();
    version.sequence(|out| {
        out.unsigned(2);
        Imprint::new(&digest(b"x")).write(out);
    });
    let version = Request::from_der(&version.finish());
    assert_eq!(version, Err(Error::Unsupported(Unsupported::Version)));
    let mut extended = Writer::new();
    extended.sequence(|out| {
        out.unsigned(1);
        Imprint::new(&digest(b"x")).write(out);
        out.nested(Tag::context_constructed(0), |_| {});
    });
    let extended = Request::from_der(&extended.finish());
    assert_eq!(extended, Err(Error::Unsupported(Unsupported::Extension)));
}

/// A TSTInfo whose time, and what follows it, is as given.
fn info(time: &[u8], rest: impl FnOnce(&mut Writer)) -> Result<TstInfo, Error> {
    let mut out = Writer::new();
    out.sequence(|out| {
        out.unsigned(1).oid(policy(POLICY).as_oid());
        Imprint::new(&digest(b"x")).write(out);
        out.unsigned(7).value(Tag::GENERALIZED_TIME, time);
        rest(out);
    });
    TstInfo::read(&out.finish())
}

#[test]
fn times_may_have_fractions_and_are_in_utc() {
    let whole = info(b"20261121120000Z", |_| {}).expect("an info");
    let late = info(b"20261121120000.5Z", |_| {}).expect("an info");
    let later = info(b"20261121120000.500001Z", |_| {}).expect("an info");
    assert_eq!((whole.time(), late.time()), (fixture::noon(), fixture::noon()));
    assert!(whole.compare_times(&late).is_lt() && late.compare_times(&later).is_lt());
    let wrong: [&[u8]; 7] = [
        b"20261121120000",
        b"20261121120000.Z",
        b"20261121120000.5",
        b"20261121120000+0700",
        b"202611211200Z",
        b"20261121120000.5xZ",
        b"20261321120000Z",
    ];
    for time in wrong {
        assert!(info(time, |_| {}).is_err(), "{}", String::from_utf8_lossy(time));
    }
}

#[test]
fn accuracy_has_its_bounds() {
    let accuracy = |contents: &'static [u8]| {
        info(b"20261121120000Z", |out| {
            out.value(Tag::SEQUENCE, contents);
        })
        .map(|info| info.accuracy().map(Accuracy::as_micros))
    };
    assert_eq!(accuracy(&[2, 1, 1]), Ok(Some(1_000_000)));
    assert_eq!(accuracy(&[0x80, 1, 5, 0x81, 1, 7]), Ok(Some(5_007)));
    assert_eq!(accuracy(&[0x80, 2, 3, 0xe7]), Ok(Some(999_000)));
    assert!(accuracy(&[0x80, 2, 3, 0xe8]).is_err()); // 1000 milliseconds are a second
    assert!(accuracy(&[0x80, 1, 0]).is_err());
}

#[test]
fn extensions_that_are_critical_are_not_passed_over() {
    let extension = |critical: bool| {
        info(b"20261121120000Z", |out| {
            out.nested(Tag::context_constructed(1), |out| {
                out.sequence(|out| {
                    out.oid(oid::QC_STATEMENTS).boolean(critical).octet_string(&[5, 0]);
                });
            });
        })
    };
    assert!(extension(false).is_ok());
    assert_eq!(extension(true), Err(Error::Unsupported(Unsupported::Extension)));
}

#[test]
fn imprints_have_the_length_of_their_algorithm() {
    let mut out = Writer::new();
    out.sequence(|out| {
        DigestAlgorithm::Sha256.write(out);
        out.octet_string(&[0; 31]);
    });
    assert!(Imprint::read(&mut Reader::new(&out.finish())).is_err());
}

#[test]
fn a_token_refers_to_the_certificate_that_signed_it() {
    let mine = token(&request());
    // Another certificate for the same name, number and key.
    let shape = Shape { subject: "TSA", ..fixture::SIGNER };
    let valid = ("2026-01-01T00:00:00Z", "2027-06-01T00:00:00Z");
    let other = Party::with(P256, &Shape { validity: valid, ..shape }).certificate;
    let without = token(&request().without_certificates());
    let provider = crate::crypto::default_provider();
    assert_eq!(without.verify(&[other], provider), Err(TokenFault::CertificateMismatch));
    assert!(mine.verify(&[], provider).is_ok());
}

#[test]
fn what_is_no_token_is_refused() {
    let party = Party::new(P256);
    let message = fixture::Message::new(&party, b"content").build(&party);
    let result = Token::from_bytes(&message).err();
    assert_eq!(result, Some(Error::Unsupported(Unsupported::ContentType)));
}

proptest! {
    #[test]
    fn a_changed_token_never_verifies_with_another_meaning(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let good = token(&request());
        let mut changed = good.as_bytes().to_vec();
        let at = at.index(changed.len());
        changed[at] ^= 1 << bit;
        if let Ok(changed) = Token::from_bytes(&changed) {
            let provider = crate::crypto::default_provider();
            if changed.verify(good.certificates(), provider).is_ok() {
                prop_assert_eq!(changed.info(), good.info());
            }
        }
    }

    #[test]
    fn nonces_of_any_octets_are_read_back(octets in proptest::collection::vec(any::<u8>(), 1..40)) {
        let request = Request::new(&digest(b"x")).expect("a request").with_nonce_octets(&octets);
        prop_assert!(request.nonce().is_some());
        prop_assert_eq!(Request::from_der(&request.to_der()), Ok(request));
    }
}

#[test]
fn times_of_authorities_are_theirs_to_answer_for() {
    let early = Time::from_unix(0);
    let party = Party::with(P256, &Shape { subject: "TSA", ..fixture::SIGNER });
    let key = PrivateKey::from_bytes(P256.as_bytes(), None).expect("a key");
    let credential = Credential::new(vec![party.certificate], key).expect("a credential");
    let authority = Authority::new(credential, policy(POLICY), move || early);
    assert_eq!(authority.timestamp(&request()).expect("a token").info().time(), early);
}

#[test]
fn a_token_was_made_within_its_accuracy_rounded_outwards() {
    let within = |micros: u32, accuracy: Option<Accuracy>| {
        let digest = Hasher::digest(DigestAlgorithm::Sha256, b"x");
        let info = TstInfo {
            policy: policy("1.2.3"),
            imprint: Imprint::clone(Request::new(&digest).expect("a request").imprint()),
            serial: vec![1],
            time: Time::from_unix(1_000),
            micros,
            accuracy,
            ordering: false,
            nonce: None,
            authority: None,
        };
        (info.earliest().to_unix(), info.latest().to_unix())
    };
    let second = Some(Accuracy::from_seconds(1));
    assert_eq!(within(0, None), (1_000, 1_000));
    assert_eq!(within(1, None), (1_000, 1_001));
    assert_eq!(within(0, second), (999, 1_001));
    assert_eq!(within(1, second), (999, 1_002));
    let longest = Some(Accuracy::from_seconds(u32::MAX));
    let around = i64::from(u32::MAX);
    assert_eq!(within(0, longest), (1_000 - around, 1_000 + around));
}
