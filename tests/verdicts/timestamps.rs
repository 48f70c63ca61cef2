//! Time-stamps on signatures: what they prove, and each way in which one proves nothing.

use antin::ades::{Doubt, Failure, SignatureReport, TimestampKind, Verdict};
use antin::cades::{self, Options};
use antin::tsp::{Request, Response, Timestamper, Token};
use antin::{Evidence, Level, Report, TimestampError};

use crate::pki::{
    CONTENT, Faults, NONE, Pki, assert_judged, codes, doubt, failure, judge, judge_at, now,
    purposes, time,
};

const STAMPED: &str = "2026-11-21T09:00:00Z";

/// Code signing, DER of the identifier.
const CODE_SIGNING: &[u8] = &[6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 3];

fn first(report: &Report) -> &SignatureReport {
    &report.signatures()[0]
}

/// The verdict on the only time-stamp.
fn stamp(report: &Report) -> Verdict {
    let stamps = first(report).timestamps();
    assert_eq!(stamps.len(), 1);
    stamps[0].verdict()
}

#[test]
fn a_good_time_stamp_gives_level_t_and_a_proven_time() {
    let pki = Pki::new();
    let report = judge(&pki.sign_at(STAMPED), &pki.policy().require_level(Level::T));
    assert_eq!(report.verdict(), Verdict::Passed, "{}", report.to_text(antin::Language::En));
    let signature = first(&report);
    assert_eq!(signature.level(), Some(Level::T));
    assert_eq!(signature.proven_time(), Some(time(STAMPED)));
    let stamp = &signature.timestamps()[0];
    assert_eq!(stamp.kind(), TimestampKind::Signature);
    assert_eq!(stamp.authority().expect("found").certificate(), &pki.tsa);
    assert_eq!(stamp.policy(), Some("2.16.704.1.1.9.1"));
    assert_eq!(stamp.accuracy_micros(), Some(1_000_000));
    let json = report.to_json(antin::Language::En);
    assert_eq!(json["signatures"][0]["timestamps"][0]["time"], STAMPED);
    assert_eq!(json["signatures"][0]["proven_time"], STAMPED);
}

#[test]
fn a_signature_outlives_its_certificate_with_a_time_stamp_and_not_without() {
    let pki = Pki::new();
    let later = time("2030-06-01T00:00:00Z");
    let with = judge_at(&pki.sign_at(STAMPED), &pki.policy(), &Evidence::new(), later);
    assert_eq!(with.verdict(), Verdict::Passed, "{}", with.to_text(antin::Language::En));
    assert!(codes(first(&with)).contains(&"judged-in-past"));
    let without = judge_at(&pki.sign(), &pki.policy(), &Evidence::new(), later);
    assert_judged(&without, doubt(Doubt::OutOfBoundsNoPoe), "certificate-expired");
}

#[test]
fn a_trusted_reception_time_proves_as_a_time_stamp_does() {
    let pki = Pki::new();
    let later = time("2030-06-01T00:00:00Z");
    let received = Evidence::new().received_at(now());
    let report = judge_at(&pki.sign(), &pki.policy(), &received, later);
    assert_eq!(report.verdict(), Verdict::Passed);
    assert_eq!(first(&report).proven_time(), Some(now()));
    let ahead = Evidence::new().received_at(later.plus_seconds(1));
    let report = judge_at(&pki.sign(), &pki.policy(), &ahead, later);
    assert_eq!(report.verdict(), doubt(Doubt::OutOfBoundsNoPoe));
    let too_late = Evidence::new().received_at(time("2029-06-01T00:00:00Z"));
    let report = judge_at(&pki.sign(), &pki.policy(), &too_late, later);
    assert_eq!(report.verdict(), doubt(Doubt::OutOfBoundsNoPoe));
}

#[test]
fn the_earlier_of_time_stamp_and_reception_is_proven() {
    let pki = Pki::new();
    let signature = pki.sign_at(STAMPED);
    for (received, proven) in
        [("2026-11-21T10:00:00Z", STAMPED), ("2026-11-21T08:59:00Z", "2026-11-21T08:59:00Z")]
    {
        let evidence = Evidence::new().received_at(time(received));
        let report = judge_at(&signature, &pki.policy(), &evidence, now());
        assert_eq!(first(&report).proven_time(), Some(time(proven)));
    }
}

#[test]
fn a_signature_before_its_certificate_began_has_failed() {
    let pki =
        Pki::with(Faults { tsa: |tsa| tsa.not_before = rcgen::date_time_ymd(2022, 1, 1), ..NONE });
    let report = judge(&pki.sign_at("2023-06-01T00:00:00Z"), &pki.policy());
    assert_judged(&report, failure(Failure::NotYetValid), "certificate-not-yet-valid");
}

#[test]
fn the_certificate_of_an_authority_is_for_time_stamps_alone_and_says_so_critically() {
    let faults: [fn(&mut rcgen::CertificateParams); 4] = [
        |tsa| tsa.custom_extensions = Vec::new(),
        |tsa| tsa.custom_extensions = vec![purposes(&[crate::pki::TIME_STAMPING], false)],
        |tsa| {
            let both = [crate::pki::TIME_STAMPING, CODE_SIGNING];
            tsa.custom_extensions = vec![purposes(&both, true)];
        },
        |tsa| tsa.key_usages.push(rcgen::KeyUsagePurpose::KeyEncipherment),
    ];
    for tsa in faults {
        let pki = Pki::with(Faults { tsa, ..NONE });
        let report = judge(&pki.sign_at(STAMPED), &pki.policy());
        assert_eq!(stamp(&report), doubt(Doubt::ChainConstraintsFailure));
        assert_eq!(first(&report).level(), Some(Level::B));
        assert_eq!(first(&report).proven_time(), None);
        assert!(codes(first(&report)).contains(&"timestamp-not-good"));
        let demanding = pki.policy().require_level(Level::T);
        let report = judge(&pki.sign_at(STAMPED), &demanding);
        assert_judged(&report, doubt(Doubt::SigConstraintsFailure), "level-not-reached");
    }
}

#[test]
fn an_authority_that_is_not_trusted_proves_nothing() {
    let (pki, other) = (Pki::new(), Pki::new());
    let options = Options::new(Level::T).signing_time(now()).timestamper(other.clock(STAMPED));
    let signature = cades::sign(CONTENT, &pki.credential(), &options).expect("a signature");
    let report = judge(&signature, &pki.policy());
    assert_eq!(stamp(&report), doubt(Doubt::NoCertificateChainFound));
    assert_eq!(first(&report).proven_time(), None);
}

#[test]
fn a_time_stamp_for_something_else_fails() {
    let pki = Pki::new();
    let one = pki.sign_at(STAMPED);
    let other = pki.sign_at(STAMPED);
    // The token of another signature in place of its own: same length, other imprint.
    let (token, foreign) = (token_of(&one), token_of(&other));
    let Some(at) = one.windows(token.len()).position(|window| window == token) else {
        panic!("a signature without its token");
    };
    if token.len() == foreign.len() {
        let mut swapped = one.clone();
        swapped[at..at + token.len()].copy_from_slice(&foreign);
        let report = judge(&swapped, &pki.policy());
        assert_eq!(stamp(&report), failure(Failure::HashFailure));
        assert_eq!(report.verdict(), Verdict::Passed);
        assert_eq!(first(&report).level(), Some(Level::B));
    }
}

/// The DER of the time-stamp token in a signature.
fn token_of(signature: &[u8]) -> Vec<u8> {
    let signed = antin::cms::SignedData::from_bytes(signature).expect("a SignedData");
    let signer = signed.signers()[0].as_ref().expect("a signer");
    let unsigned = signer.unsigned_attributes().expect("unsigned attributes");
    let stamps = unsigned.all(antin::oid::SIGNATURE_TIME_STAMP).next().expect("a time-stamp");
    stamps.values().next().expect("a value").to_vec()
}

#[test]
fn each_octet_of_a_time_stamp_that_is_changed_takes_the_proof_away() {
    let pki = Pki::new();
    let signature = pki.sign_at(STAMPED);
    let token = token_of(&signature);
    let start = signature.windows(token.len()).position(|window| window == token).expect("there");
    let policy = pki.policy();
    for at in (start..start + token.len()).step_by(7) {
        let mut changed = signature.clone();
        changed[at] ^= 0x04;
        let Ok(report) =
            antin::verify(&changed, Some(CONTENT.into()), &policy, &Evidence::new(), now())
        else {
            continue;
        };
        let proven = report.signatures().first().and_then(SignatureReport::proven_time);
        assert!(proven.is_none() || proven == Some(time(STAMPED)), "{at}");
        if proven.is_some() {
            // Only what no signature is over: certificates above the authority, which the caller has
            // in the signature too, and identifiers of algorithms that mean the same.
            let stamps = report.signatures()[0].timestamps();
            assert!(stamps[0].verdict().is_passed());
        }
    }
}

#[test]
fn local_time_written_as_utc_stands_out_beside_a_time_stamp() {
    let pki = Pki::new();
    let claim = |claimed: &str| {
        let options =
            Options::new(Level::T).signing_time(time(claimed)).timestamper(pki.clock(STAMPED));
        let signature = cades::sign(CONTENT, &pki.credential(), &options).expect("a signature");
        codes(first(&judge(&signature, &pki.policy())))
    };
    let local = "claimed-time-local-beside-timestamp";
    assert!(claim("2026-11-21T16:00:00Z").contains(&local));
    assert!(claim("2026-11-21T15:56:00Z").contains(&local));
    assert!(claim("2026-11-21T15:00:00Z").contains(&"claimed-time-after-timestamp"));
    for fine in ["2026-11-21T08:59:00Z", "2026-11-21T09:04:00Z"] {
        let codes = claim(fine);
        assert!(!codes.contains(&local) && !codes.contains(&"claimed-time-after-timestamp"));
    }
}

#[test]
fn a_time_stamp_from_the_future_proves_nothing() {
    let pki = Pki::new();
    let report = judge(&pki.sign_at("2026-11-22T09:00:00Z"), &pki.policy());
    assert_eq!(stamp(&report), doubt(Doubt::TimestampOrderFailure));
    assert_eq!(first(&report).proven_time(), None);
}

#[derive(Debug)]
struct Fixed(Token);

impl Timestamper for Fixed {
    fn timestamp(&self, _: &Request) -> Result<Token, antin::Error> {
        Ok(self.0.clone())
    }
}

#[test]
fn a_token_over_something_else_is_never_put_into_a_signature() {
    let pki = Pki::new();
    let digest = antin::crypto::Hasher::digest(antin::crypto::DigestAlgorithm::Sha256, b"x");
    let token = pki.clock(STAMPED).timestamp(&Request::new(&digest).expect("a request"));
    let fixed = std::sync::Arc::new(Fixed(token.expect("a token")));
    let options = Options::new(Level::T).signing_time(now()).timestamper(fixed);
    let result = cades::sign(CONTENT, &pki.credential(), &options);
    assert_eq!(result, Err(antin::Error::Timestamp(TimestampError::OtherImprint)));
}

#[test]
fn refusals_are_told_in_the_words_of_the_authority() {
    let pki = Pki::new();
    let answer = pki.clock(STAMPED).respond(b"garbage");
    let answer = Response::from_der(&answer).expect("an answer");
    let digest = antin::crypto::Hasher::digest(antin::crypto::DigestAlgorithm::Sha256, b"x");
    let error = answer.into_token(&Request::new(&digest).expect("a request")).expect_err("refused");
    let text = error.to_string();
    assert!(text.contains("badDataFormat") && text.contains("\"this is no request\""), "{text}");
}
