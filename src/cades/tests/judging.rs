//! Judging: each check of RFC 5652, RFC 5035, RFC 6211 and EN 319 102-1, with one property turned
//! around.

use super::*;
use crate::cms::tests::fixture::{
    ED25519, Message, P256, P384, RSA2048, SIGNER, Shape, digest_identifier, object_identifier,
    octets, reference, streamed, time,
};
use crate::crypto::{DigestAlgorithm, Hasher, PssParameters, SignatureAlgorithm};
use crate::error::{ApiMisuse, Error, Limit};
use crate::limits::Limits;
use crate::oid;

#[test]
fn a_good_message_passes_and_says_what_it_is() {
    let party = Party::new(P256);
    let message = Message::new(&party, CONTENT);
    for bytes in [message.build(&party), streamed(&message.build(&party))] {
        let report = judge(&bytes, None, &policy(&party));
        assert_eq!((report.verdict(), report.level()), (Verdict::Passed, Some(Level::B)));
        assert_eq!(report.claimed_time(), Some(time("2026-11-20T08:00:00Z")));
        assert_eq!(report.proven_time(), None);
        assert_eq!((report.digest(), report.algorithm()), (Some("SHA-256"), Some("ECDSA-P256")));
        assert_eq!(report.covers().name(), "whole-document");
        assert_eq!(report.signer().expect("signer").certificate(), &party.certificate);
    }
}

#[test]
fn a_stream_is_judged_as_memory_is() {
    let party = Party::new(P256);
    let message = Message::new(&party, CONTENT).build(&party);
    for bytes in [message.clone(), streamed(&message)] {
        let report = verify_reader(&bytes[..], &policy(&party), &Evidence::new(), noon());
        let verified = report.expect("judgement").into_verified().expect("passed");
        assert_eq!(verified.content(), None);
        let mut copy = Vec::new();
        verified.copy_content(CONTENT, &mut copy).expect("the same content");
        assert_eq!(copy, CONTENT);
    }
}

#[test]
fn content_types_must_be_there_and_agree() {
    let code = FindingCode::ContentTypeMissing;
    assert_fails(|m| m.without(oid::CONTENT_TYPE), Failure::FormatFailure, code);
    let other = || vec![object_identifier(oid::ID_TST_INFO)];
    let code = FindingCode::ContentTypeMismatch;
    assert_fails(|m| m.attribute(oid::CONTENT_TYPE, other()), Failure::FormatFailure, code);
    assert_fails(|m| Message { content_type: oid::ID_TST_INFO, ..m }, Failure::FormatFailure, code);
}

#[test]
fn the_digest_must_be_there_and_be_that_of_the_content() {
    let code = FindingCode::MessageDigestMissing;
    assert_fails(|m| m.without(oid::MESSAGE_DIGEST), Failure::FormatFailure, code);
    let other = || vec![octets(Hasher::digest(DigestAlgorithm::Sha256, b"another").as_bytes())];
    let code = FindingCode::MessageDigestMismatch;
    assert_fails(|m| m.attribute(oid::MESSAGE_DIGEST, other()), Failure::HashFailure, code);
    assert_fails(|m| Message { content: b"another".to_vec(), ..m }, Failure::HashFailure, code);
    let truncated = |digest: &[u8]| vec![octets(&digest[..31])];
    let digest = Hasher::digest(DigestAlgorithm::Sha256, CONTENT);
    assert_fails(
        |m| m.attribute(oid::MESSAGE_DIGEST, truncated(digest.as_bytes())),
        Failure::HashFailure,
        code,
    );
}

#[test]
fn attributes_occur_once_and_have_one_value() {
    let party = Party::new(P256);
    let values = [
        (oid::CONTENT_TYPE, object_identifier(oid::ID_DATA)),
        (oid::MESSAGE_DIGEST, octets(Hasher::digest(DigestAlgorithm::Sha256, CONTENT).as_bytes())),
        (
            oid::SIGNING_TIME,
            der(|out| {
                out.time(noon());
            }),
        ),
        (oid::SIGNING_CERTIFICATE_V2, reference(&party.certificate)),
    ];
    let code = FindingCode::AttributeDuplicated;
    for (oid, value) in values {
        let twice = |m: Message| m.again(oid, vec![value.clone()]);
        assert_fails(twice, Failure::FormatFailure, code);
        let two_values = |m: Message| m.attribute(oid, vec![value.clone(), value.clone()]);
        assert_fails(two_values, Failure::FormatFailure, code);
        assert_fails(|m| m.attribute(oid, vec![]), Failure::FormatFailure, code);
        let malformed = |m: Message| m.attribute(oid, vec![vec![5, 0]]);
        assert_fails(malformed, Failure::FormatFailure, FindingCode::MalformedSignature);
    }
}

#[test]
fn algorithms_are_those_that_the_signer_protects() {
    let protection = |digest: DigestAlgorithm, signature: SignatureAlgorithm| {
        let mut attributes = crate::cms::SignedAttributes::new();
        attributes.algorithm_protection(digest, signature);
        let set = crate::cms::Attributes::from_der(&attributes.finish()).expect("set");
        let value = set.single(oid::CMS_ALGORITHM_PROTECTION).expect("single");
        vec![value.expect("value").to_vec()]
    };
    let (sha256, sha384) = (DigestAlgorithm::Sha256, DigestAlgorithm::Sha384);
    let with = |digest, signature| {
        after(|m| m.attribute(oid::CMS_ALGORITHM_PROTECTION, protection(digest, signature)))
    };
    let ecdsa = SignatureAlgorithm::Ecdsa;
    assert_eq!(with(sha256, ecdsa(sha256)).0, Verdict::Passed);
    for (digest, signature) in [(sha384, ecdsa(sha256)), (sha256, ecdsa(sha384))] {
        let (verdict, codes) = with(digest, signature);
        assert_eq!(verdict, failed(Failure::FormatFailure));
        assert!(codes.contains(&FindingCode::AlgorithmProtectionMismatch));
    }
    // RFC 6211 §2: with a signature, the signature algorithm is there and a MAC algorithm is not.
    let digest_alone = der(|out| {
        out.sequence(|out| sha256.write(out));
    });
    let code = FindingCode::AlgorithmProtectionMismatch;
    assert_fails(
        |m| m.attribute(oid::CMS_ALGORITHM_PROTECTION, vec![digest_alone]),
        Failure::FormatFailure,
        code,
    );
}

#[test]
fn null_and_absent_parameters_are_the_same_algorithm() {
    let null = der(|out| {
        out.sequence(|out| {
            out.oid(oid::SHA256).null();
        });
    });
    let mut attributes = crate::cms::SignedAttributes::new();
    let sha256 = DigestAlgorithm::Sha256;
    attributes.algorithm_protection(sha256, SignatureAlgorithm::Ecdsa(sha256));
    let set = crate::cms::Attributes::from_der(&attributes.finish()).expect("set");
    let value = set.single(oid::CMS_ALGORITHM_PROTECTION).expect("single").expect("value").to_vec();
    let (verdict, _) = after(|m| {
        m.attribute(oid::CMS_ALGORITHM_PROTECTION, vec![value]).signer(|s| s.digest = null)
    });
    assert_eq!(verdict, Verdict::Passed);
}

#[test]
fn defaults_of_pss_parameters_may_be_written_out() {
    // DSS-0261: trailerField is in the SignerInfo and not in the attribute.
    let party = Party::new(RSA2048);
    let sha256 = DigestAlgorithm::Sha256;
    let pss = SignatureAlgorithm::RsaPss(PssParameters::new(sha256));
    let mut attributes = crate::cms::SignedAttributes::new();
    attributes.algorithm_protection(sha256, pss);
    let set = crate::cms::Attributes::from_der(&attributes.finish()).expect("set");
    let value = set.single(oid::CMS_ALGORITHM_PROTECTION).expect("single").expect("value").to_vec();
    let message = Message::new(&party, CONTENT)
        .attribute(oid::CMS_ALGORITHM_PROTECTION, vec![value])
        .signer(|s| s.algorithm = with_trailer_field(&fixture::algorithm_identifier(pss)));
    let report = judge(&message.build(&party), None, &policy(&party));
    assert_eq!(report.verdict(), Verdict::Passed);
}

/// Adds the default trailer field to the parameters of RSASSA-PSS.
fn with_trailer_field(identifier: &[u8]) -> Vec<u8> {
    let mut fields = crate::der::Reader::new(identifier).sequence("test").expect("identifier");
    let algorithm = fields.any("test").expect("algorithm").raw;
    let parameters = fields.any("test").expect("parameters").value;
    der(|out| {
        out.sequence(|out| {
            out.raw(algorithm).sequence(|out| {
                out.raw(parameters).raw(&[0xa3, 3, 2, 1, 1]);
            });
        });
    })
}

#[test]
fn the_value_must_be_over_the_attributes_and_by_the_key() {
    let code = FindingCode::SignatureMismatch;
    let by = |key: &str, message: &[u8]| {
        let key = fixture::key(key);
        key.sign(fixture::usual(&*key), message).expect("value")
    };
    let over_content = by(P256, CONTENT);
    let change = |m: Message| m.signer(|s| s.value = Some(over_content));
    assert_fails(change, Failure::SigCryptoFailure, code);
    assert_fails(|m| m.signer(|s| s.value = Some(vec![])), Failure::SigCryptoFailure, code);
    let by_other = by(P384, CONTENT);
    let change = |m: Message| m.signer(|s| s.value = Some(by_other));
    assert_fails(change, Failure::SigCryptoFailure, code);
}

#[test]
fn the_algorithm_must_fit_the_key() {
    let rsa = SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256);
    let change = |m: Message| m.signer(|s| s.algorithm = fixture::algorithm_identifier(rsa));
    assert_fails(change, Failure::SigCryptoFailure, FindingCode::SignatureKeyMismatch);
}

#[test]
fn unknown_algorithms_leave_the_signature_in_doubt() {
    let unknown = || {
        der(|out| {
            out.sequence(|out| {
                out.oid(oid::MGF1);
            });
        })
    };
    let (doubt, code) = (Doubt::CryptoConstraintsFailure, FindingCode::AlgorithmUnknown);
    assert_doubts(|m| m.signer(|s| s.algorithm = unknown()), doubt, code);
    assert_doubts(|m| m.signer(|s| s.digest = unknown()), doubt, code);
}

#[test]
fn signed_attributes_in_another_order_are_judged_and_marked() {
    let (verdict, codes) = after(|m| {
        m.signer(|s| {
            s.sorted = false;
            s.attributes.as_mut().expect("set").reverse();
        })
    });
    assert_eq!(verdict, Verdict::Passed);
    assert!(codes.contains(&FindingCode::SignedAttributesNotDer));
}

#[test]
fn a_value_over_the_sorted_attributes_counts_where_they_came_unsorted() {
    let party = Party::new(P256);
    let good = Message::new(&party, CONTENT);
    let sorted = good.build(&party);
    let read = crate::cms::SignedData::from_bytes(&sorted).expect("SignedData");
    let value = read.signers()[0].as_ref().expect("signer").value().to_vec();
    let unsorted = good.signer(|s| {
        s.sorted = false;
        s.attributes.as_mut().expect("set").reverse();
        s.value = Some(value);
    });
    let report = judge(&unsorted.build(&party), None, &policy(&party));
    assert_eq!(report.verdict(), Verdict::Passed, "{:?}", codes(&report));
}

#[test]
fn content_is_given_for_detached_signatures_and_only_for_them() {
    let party = Party::new(P256);
    let detached = Message::new(&party, CONTENT).detached().build(&party);
    let policy = policy(&party);
    assert_eq!(judge(&detached, Some(CONTENT), &policy).verdict(), Verdict::Passed);
    let other = judge(&detached, Some(b"another"), &policy);
    assert_eq!(other.verdict(), failed(Failure::HashFailure));
    assert_eq!(other.covers().name(), "unknown");
    let missing = judge(&detached, None, &policy);
    assert_eq!(missing.verdict(), doubtful(Doubt::SignedDataNotFound));
    let attached = Message::new(&party, CONTENT).build(&party);
    let given = Some(Content::Bytes(CONTENT));
    let error = verify(&attached, given, &policy, &Evidence::new(), noon()).err();
    assert_eq!(error, Some(Error::ApiMisuse(ApiMisuse::UnexpectedContent)));
}

#[test]
fn detached_content_may_come_from_a_reader() {
    let party = Party::new(P256);
    let detached = Message::new(&party, CONTENT).detached().build(&party);
    let mut reader = CONTENT;
    let content = Some(Content::Reader(&mut reader));
    let report = verify(&detached, content, &policy(&party), &Evidence::new(), noon());
    assert_eq!(report.expect("judgement").verdict(), Verdict::Passed);
}

#[test]
fn a_broken_value_outweighs_missing_content_and_a_stranger_s_root() {
    let (party, stranger) = (Party::new(P256), Party::new(ED25519));
    let broken = Message::new(&party, CONTENT).detached().signer(|s| s.value = Some(vec![1; 70]));
    let report = judge(&broken.build(&party), None, &policy(&party));
    assert_eq!(report.verdict(), failed(Failure::SigCryptoFailure));
    let foreign = Shape { subject: "Stranger", issuer: "Stranger", ..fixture::ROOT };
    let foreign = foreign.issue(&*stranger.key, &*stranger.key);
    let policy = policy(&Party { root: foreign, ..stranger });
    let report = judge(&broken.build(&party), Some(CONTENT), &policy);
    assert_eq!(report.verdict(), failed(Failure::SigCryptoFailure));
    // Without trust, what is intact is still told to be.
    let sound = Message::new(&party, CONTENT).build(&party);
    let report = judge(&sound, None, &policy);
    assert_eq!(report.verdict(), doubtful(Doubt::NoCertificateChainFound));
    assert_eq!(report.covers().name(), "whole-document");
}

#[test]
fn a_root_of_the_same_name_with_another_key_is_not_the_root() {
    let (party, stranger) = (Party::new(P256), Party::new(P384));
    let message = Message::new(&party, CONTENT).build(&party);
    let namesake = fixture::ROOT.issue(&*stranger.key, &*stranger.key);
    let report = judge(&message, None, &policy(&Party { root: namesake, ..stranger }));
    assert_eq!(report.verdict(), doubtful(Doubt::CertificateChainGeneralFailure));
}

#[test]
fn plain_cms_without_attributes_is_judged_and_has_no_level() {
    let party = Party::new(P256);
    let plain = Message::new(&party, CONTENT).signer(|s| s.attributes = None);
    for message in [plain.build(&party), streamed(&plain.build(&party))] {
        let report = judge(&message, None, &policy(&party));
        assert_eq!((report.verdict(), report.level()), (Verdict::Passed, None));
        assert!(codes(&report).contains(&FindingCode::SignedAttributesMissing));
    }
    let changed = plain.clone().signer(|s| {
        s.value = Some(party.key.sign(fixture::usual(&*party.key), b"another").expect("value"));
    });
    let report = judge(&changed.build(&party), None, &policy(&party));
    assert_eq!(report.verdict(), failed(Failure::SigCryptoFailure));
    // RFC 5652 §5.3: only with `data`.
    let other = Message { content_type: oid::ID_TST_INFO, ..plain };
    let report = judge(&other.build(&party), None, &policy(&party));
    assert_eq!(report.verdict(), failed(Failure::FormatFailure));
}

#[test]
fn content_that_is_over_the_limit_is_not_held_for_a_signature_without_attributes() {
    let party = Party::new(P256);
    let plain = Message::new(&party, CONTENT).signer(|s| s.attributes = None);
    let limits = Limits {
        unattributed_content: CONTENT.len() - 1,
        unattributed_stream: CONTENT.len() - 1,
        ..Limits::DEFAULT
    };
    let policy = policy(&party).with_limits(limits);
    let error = Some(Error::LimitExceeded(Limit::UnattributedContent));
    let detached = plain.clone().detached().build(&party);
    let mut reader = CONTENT;
    let content = Some(Content::Reader(&mut reader));
    assert_eq!(verify(&detached, content, &policy, &Evidence::new(), noon()).err(), error);
    let attached = plain.build(&party);
    assert_eq!(verify_reader(&attached[..], &policy, &Evidence::new(), noon()).err(), error);
}

#[test]
fn attributes_are_not_taken_for_content() {
    // Who can have attributes signed must not thereby have a document signed.
    let party = Party::new(P256);
    let good = Message::new(&party, CONTENT).build(&party);
    let read = crate::cms::SignedData::from_bytes(&good).expect("SignedData");
    let signer = read.signers()[0].as_ref().expect("signer");
    let attributes = signer.signed_attributes().expect("set").as_received().to_vec();
    let value = signer.value().to_vec();
    let stolen = Message::new(&party, &attributes).signer(|s| {
        (s.attributes, s.value) = (None, Some(value));
    });
    let report = judge(&stolen.build(&party), None, &policy(&party));
    assert_eq!(report.verdict(), doubtful(Doubt::SigConstraintsFailure));
    assert!(codes(&report).contains(&FindingCode::ContentIsAttributes));
}

#[test]
fn a_digest_that_is_not_announced_cannot_be_judged_from_a_stream() {
    let party = Party::new(P256);
    let message = Message {
        digests: vec![digest_identifier(DigestAlgorithm::Sha512)],
        ..Message::new(&party, CONTENT)
    };
    let message = message.build(&party);
    assert_eq!(judge(&message, None, &policy(&party)).verdict(), Verdict::Passed);
    let report = verify_reader(&message[..], &policy(&party), &Evidence::new(), noon());
    let report = report.expect("judgement");
    assert_eq!(report.verdict(), doubtful(Doubt::SignedDataNotFound));
    assert!(codes(&report.signatures()[0]).contains(&FindingCode::DigestNotAnnounced));
}

#[test]
fn certificates_hold_at_the_time_of_the_judgement() {
    let party = Party::new(P256);
    let message = Message::new(&party, CONTENT).build(&party);
    let at = |text| judge_at(&message, None, &policy(&party), time(text)).verdict();
    assert_eq!(at("2027-01-01T00:00:00Z"), Verdict::Passed);
    assert_eq!(at("2027-01-01T00:00:01Z"), doubtful(Doubt::OutOfBoundsNoPoe));
    assert_eq!(at("2025-12-31T23:59:59Z"), failed(Failure::NotYetValid));
}

#[test]
fn revocation_status_is_demanded_by_default() {
    let party = Party::new(P256);
    let message = Message::new(&party, CONTENT).build(&party);
    let demanding = policy(&party).with_revocation(Revocation::Require);
    let report = judge(&message, None, &demanding);
    assert_eq!(report.verdict(), doubtful(Doubt::TryLater));
    let skipping = crate::policy::danger::skip_revocation(policy(&party));
    let report = judge(&message, None, &skipping);
    assert_eq!(report.verdict(), Verdict::Passed);
    assert!(codes(&report).contains(&FindingCode::RevocationSkipped));
}

#[test]
fn revocation_data_in_a_signature_is_not_passed_over() {
    let (verdict, found) = after(|m| m);
    assert_eq!(verdict, Verdict::Passed);
    assert!(found.contains(&FindingCode::RevocationNotAvailable));
    // A revocation value of a kind that is not known: `[2]`.
    let values = || vec![vec![0x30, 2, 0xa2, 0]];
    let unsigned = |m: Message| m.signer(|s| s.unsigned = vec![(oid::REVOCATION_VALUES, values())]);
    let signed = |m: Message| m.again(oid::ADBE_REVOCATION, values());
    for (verdict, found) in [after(unsigned), after(signed)] {
        assert_eq!(verdict, Verdict::Passed);
        assert!(found.contains(&FindingCode::RevocationUnreadable));
    }
}

#[test]
fn keys_must_be_for_signing() {
    let party = Party::with(P256, &Shape { key_usage: 0x20, ..SIGNER });
    let message = Message::new(&party, CONTENT).build(&party);
    let report = judge(&message, None, &policy(&party));
    assert_eq!(report.verdict(), doubtful(Doubt::ChainConstraintsFailure));
}

#[test]
fn sha_1_is_refused_unless_the_policy_names_it() {
    let party = Party::new(P256);
    let digest = Hasher::digest(DigestAlgorithm::Sha1, CONTENT);
    let message = Message::new(&party, CONTENT)
        .signer(|s| s.digest = digest_identifier(DigestAlgorithm::Sha1))
        .attribute(oid::MESSAGE_DIGEST, vec![octets(digest.as_bytes())])
        .build(&party);
    let report = judge(&message, None, &policy(&party));
    assert_eq!(report.verdict(), doubtful(Doubt::CryptoConstraintsFailure));
    assert!(codes(&report).contains(&FindingCode::AlgorithmNotAllowed));
    assert_eq!(report.covers().name(), "whole-document");
}

#[test]
fn a_level_that_is_demanded_must_be_reached() {
    let party = Party::new(P256);
    let policy = policy(&party).require_level(Level::B);
    let verdict = |message: Message| judge(&message.build(&party), None, &policy).verdict();
    let good = || Message::new(&party, CONTENT);
    assert_eq!(verdict(good()), Verdict::Passed);
    let refused = doubtful(Doubt::SigConstraintsFailure);
    assert_eq!(verdict(good().without(oid::SIGNING_TIME)), refused);
    assert_eq!(verdict(good().without(oid::SIGNING_CERTIFICATE_V2)), refused);
    assert_eq!(verdict(good().signer(|s| s.attributes = None)), refused);
    let other_type = Message { content_type: oid::ID_TST_INFO, ..good() };
    let other_type =
        other_type.attribute(oid::CONTENT_TYPE, vec![object_identifier(oid::ID_TST_INFO)]);
    assert_eq!(verdict(other_type), refused);
}

#[test]
fn what_is_not_judged_is_told() {
    let found = |change: fn(Message) -> Message| after(change).1;
    let unsigned = |m: Message| {
        m.signer(|s| {
            s.unsigned = vec![
                (oid::COUNTERSIGNATURE, vec![vec![0x30, 0]]),
                (oid::SIGNATURE_TIME_STAMP, vec![vec![0x30, 0]]),
            ];
        })
    };
    let codes = found(unsigned);
    assert!(codes.contains(&FindingCode::CountersignatureNotJudged));
    assert!(codes.contains(&FindingCode::TimestampNotGood));
    let codes = found(|m| m.again(oid::SIG_POLICY_ID, vec![vec![0x30, 0]]));
    assert!(codes.contains(&FindingCode::SignaturePolicyNotEvaluated));
}

#[test]
fn attributes_in_the_wrong_place_are_not_used() {
    let (verdict, codes) = after(|m| {
        m.signer(|s| {
            s.unsigned = vec![(
                oid::SIGNING_TIME,
                vec![der(|out| {
                    out.time(noon());
                })],
            )];
        })
    });
    assert_eq!(verdict, Verdict::Passed);
    assert!(codes.contains(&FindingCode::AttributeMisplaced));
    let (_, codes) = after(|m| m.again(oid::COUNTERSIGNATURE, vec![vec![0x30, 0]]));
    assert!(codes.contains(&FindingCode::AttributeMisplaced));
}

#[test]
fn several_signers_are_judged_one_by_one() {
    let party = Party::new(P256);
    let mut message = Message::new(&party, CONTENT);
    message.signers.push(message.signers[0].clone());
    message.signers[1].value = Some(vec![7; 70]);
    let report = judge_at(&message.build(&party), None, &policy(&party), noon());
    let mut verdicts: Vec<_> =
        report.signatures().iter().map(|one| one.verdict().is_passed()).collect();
    verdicts.sort();
    assert_eq!(verdicts, [false, true]);
    assert_eq!(report.verdict(), failed(Failure::SigCryptoFailure));
}

#[test]
fn nothing_signed_is_nothing_passed() {
    let party = Party::new(P256);
    let message = Message { signers: vec![], ..Message::new(&party, CONTENT) };
    let report = judge_at(&message.build(&party), None, &policy(&party), noon());
    assert!(report.signatures().is_empty() && !report.verdict().is_passed());
    assert!(report.into_verified().is_err());
}

#[test]
fn a_signer_that_is_not_well_formed_fails() {
    let party = Party::new(P256);
    let message = Message::new(&party, CONTENT).signer(|s| s.identifier = vec![0x31, 0]);
    let report = judge(&message.build(&party), None, &policy(&party));
    assert_eq!(report.verdict(), failed(Failure::FormatFailure));
    assert_eq!(codes(&report), [FindingCode::MalformedSignature]);
}
