//! Which certificate a signature was made with: identifiers and signed references (RFC 5652 §5.3,
//! RFC 5035, EN 319 102-1 §5.2.3).

use super::*;
use crate::cades::material;
use crate::cms::SignedData;
use crate::cms::tests::fixture::{
    Message, P256, P384, SIGNER, Shape, digest_identifier, issuer_and_serial, key_identifier, name,
};
use crate::crypto::{DigestAlgorithm, Hasher};
use crate::der::Tag;
use crate::limits::Limits;
use crate::oid;

#[test]
fn the_certificate_must_be_found() {
    let (doubt, code) = (Doubt::NoSigningCertificateFound, FindingCode::SigningCertificateNotFound);
    assert_doubts(|m| Message { certificates: vec![], ..m }, doubt, code);
    let other_serial = |m: Message| {
        m.signer(|s| {
            s.identifier = der(|out| {
                out.sequence(|out| {
                    out.raw(&name("Root")).unsigned(77);
                });
            });
        })
    };
    assert_doubts(other_serial, doubt, code);
    let other_issuer = |m: Message| {
        m.signer(|s| {
            s.identifier = der(|out| {
                out.sequence(|out| {
                    out.raw(&name("Another")).unsigned(2);
                });
            });
        })
    };
    assert_doubts(other_issuer, doubt, code);
}

#[test]
fn the_caller_may_give_the_certificate() {
    let party = Party::new(P256);
    let message = Message { certificates: vec![], ..Message::new(&party, CONTENT) }.build(&party);
    let evidence = Evidence::new().with_certificates([party.certificate.clone()]);
    let report = verify(&message, None, &policy(&party), &evidence, noon()).expect("judgement");
    let signature = &report.signatures()[0];
    // EN 319 122-1 §6.3, requirement a: level B-B carries the signing certificate.
    assert_eq!((signature.verdict(), signature.level()), (Verdict::Passed, None));
}

#[test]
fn a_key_identifier_names_the_certificate() {
    let party = Party::new(P256);
    let by_key = |identifier: &[u8]| {
        let identifier = der(|out| {
            out.value(Tag::context(0), identifier);
        });
        after(|m| m.signer(|s| (s.version, s.identifier) = (3, identifier)))
    };
    assert_eq!(by_key(&key_identifier(&*party.key)).0, Verdict::Passed);
    assert_eq!(by_key(&[7; 20]).0, doubtful(Doubt::NoSigningCertificateFound));
}

#[test]
fn the_reference_decides_which_certificate_was_meant() {
    let party = Party::new(P256);
    // The same name, serial number and key in a certificate that says something else.
    let twin = Party::with(P256, &Shape { key_usage: 0x80, ..SIGNER });
    let both = |m: Message| Message {
        certificates: vec![twin.certificate.as_der().to_vec(), party.certificate.as_der().to_vec()],
        ..m
    };
    let message = both(Message::new(&party, CONTENT)).build(&party);
    let report = judge(&message, None, &policy(&party));
    assert_eq!(report.verdict(), Verdict::Passed);
    assert_eq!(report.signer().expect("signer").certificate(), &party.certificate);
    // The twin alone: a substitution (RFC 5035 §5), though the value verifies with its key.
    let substituted = Message {
        certificates: vec![twin.certificate.as_der().to_vec()],
        ..Message::new(&party, CONTENT)
    };
    let report = judge(&substituted.build(&party), None, &policy(&party));
    assert_eq!(report.verdict(), doubtful(Doubt::NoSigningCertificateFound));
    assert!(codes(&report).contains(&FindingCode::SigningCertificateDigestMismatch));
}

#[test]
fn without_a_reference_the_key_decides_between_certificates_of_one_name() {
    let party = Party::new(P256);
    let twin = Party::with(P384, &SIGNER);
    let message = Message {
        certificates: vec![twin.certificate.as_der().to_vec(), party.certificate.as_der().to_vec()],
        ..Message::new(&party, CONTENT).without(oid::SIGNING_CERTIFICATE_V2)
    };
    let report = judge(&message.build(&party), None, &policy(&party));
    assert_eq!((report.verdict(), report.level()), (Verdict::Passed, None));
    assert!(codes(&report).contains(&FindingCode::SigningCertificateReferenceMissing));
}

/// The value of signing-certificate(-v2) with a digest, its algorithm, and an issuer and serial.
fn ess(
    algorithm: Option<Vec<u8>>,
    hash: &[u8],
    issuer_serial: Option<(&'static str, u64)>,
) -> Vec<Vec<u8>> {
    vec![der(|out| {
        out.sequence(|out| {
            out.sequence(|out| {
                out.sequence(|out| {
                    if let Some(algorithm) = &algorithm {
                        out.raw(algorithm);
                    }
                    out.octet_string(hash);
                    if let Some((issuer, serial)) = issuer_serial {
                        out.sequence(|out| {
                            out.sequence(|out| {
                                out.nested(Tag::context_constructed(4), |out| {
                                    out.raw(&name(issuer));
                                });
                            });
                            out.unsigned(serial);
                        });
                    }
                });
            });
        });
    })]
}

#[test]
fn references_name_issuer_and_serial_number_or_do_not() {
    let party = Party::new(P256);
    let digest = Hasher::digest(DigestAlgorithm::Sha256, party.certificate.as_der());
    let with = |issuer_serial| {
        after(|m| {
            m.attribute(oid::SIGNING_CERTIFICATE_V2, ess(None, digest.as_bytes(), issuer_serial))
        })
    };
    assert_eq!(with(None).0, Verdict::Passed);
    assert_eq!(with(Some(("Root", 2))).0, Verdict::Passed);
    for wrong in [("Root", 3), ("Another", 2)] {
        let (verdict, codes) = with(Some(wrong));
        assert_eq!(verdict, doubtful(Doubt::NoSigningCertificateFound));
        assert!(codes.contains(&FindingCode::SigningCertificateIssuerMismatch));
    }
}

#[test]
fn references_use_any_known_digest() {
    let party = Party::new(P256);
    let with = |algorithm: DigestAlgorithm| {
        let hash = Hasher::digest(algorithm, party.certificate.as_der());
        let value = ess(Some(digest_identifier(algorithm)), hash.as_bytes(), None);
        after(|m| m.attribute(oid::SIGNING_CERTIFICATE_V2, value))
    };
    for algorithm in [DigestAlgorithm::Sha256, DigestAlgorithm::Sha384, DigestAlgorithm::Sha512] {
        assert_eq!(with(algorithm).0, Verdict::Passed);
    }
    let (verdict, codes) = with(DigestAlgorithm::Sha1);
    assert_eq!(verdict, Verdict::Passed);
    assert!(codes.contains(&FindingCode::SigningCertificateReferenceSha1));
    let unknown = der(|out| {
        out.sequence(|out| {
            out.oid(oid::MGF1);
        });
    });
    let value = ess(Some(unknown), &[7; 28], None);
    assert_doubts(
        |m| m.attribute(oid::SIGNING_CERTIFICATE_V2, value),
        Doubt::NoSigningCertificateFound,
        FindingCode::AlgorithmUnknown,
    );
}

#[test]
fn the_first_version_of_the_reference_is_judged_too() {
    let party = Party::new(P256);
    let hash = Hasher::digest(DigestAlgorithm::Sha1, party.certificate.as_der());
    let first = |hash: &[u8]| {
        let value = ess(None, hash, Some(("Root", 2)));
        after(|m| m.without(oid::SIGNING_CERTIFICATE_V2).again(oid::SIGNING_CERTIFICATE, value))
    };
    assert_eq!(first(hash.as_bytes()).0, Verdict::Passed);
    assert_eq!(first(&[7; 20]).0, doubtful(Doubt::NoSigningCertificateFound));
    // Both versions: both must be right (EN 319 122-1 §5.2.2.1).
    let value = ess(None, &[7; 20], None);
    assert_doubts(
        |m| m.again(oid::SIGNING_CERTIFICATE, value),
        Doubt::NoSigningCertificateFound,
        FindingCode::SigningCertificateDigestMismatch,
    );
}

#[test]
fn issuer_names_are_compared_by_rule() {
    // The identifier has the issuer's name in another string type (RFC 5280 §7.1).
    let party = Party::new(P256);
    let mut identifier = issuer_and_serial(&party.certificate);
    let at = identifier.windows(6).position(|six| six == b"\x0c\x04Root").expect("the name");
    identifier[at] = Tag::PRINTABLE_STRING.0;
    let message = Message::new(&party, CONTENT).signer(|s| s.identifier = identifier);
    let report = judge(&message.build(&party), None, &policy(&party));
    assert_eq!(report.verdict(), Verdict::Passed);
}

/// Certificates in a signature are not signed: anybody may put one of the same issuer and serial number
/// beside the signer's, to have it asked about in its place.
#[test]
fn only_the_certificate_that_was_meant_is_asked_about() {
    let (party, ghost) = (Party::new(P256), Party::new(P384).certificate);
    let wanted = |message: Message| {
        let signed = message.build(&party);
        let signed = SignedData::from_bytes(&signed).expect("a SignedData");
        let evidence = Evidence::new().with_certificates([ghost.clone()]);
        let (wanted, pool) = material::wanted(&signed, &evidence, &Limits::DEFAULT);
        assert!(pool.contains(&ghost));
        wanted
    };
    let referring = || Message::new(&party, CONTENT);
    assert_eq!(wanted(referring()), std::slice::from_ref(&party.certificate));
    // Without a reference the key tells, wherever the ghosts are.
    let without = || referring().without(oid::SIGNING_CERTIFICATE_V2);
    assert_eq!(wanted(without()), std::slice::from_ref(&party.certificate));
    let own = party.certificate.as_der().to_vec();
    let certificates = vec![ghost.as_der().to_vec(), own];
    let haunted = Message { certificates, ..without() };
    assert_eq!(wanted(haunted), std::slice::from_ref(&party.certificate));
}

/// A certificate with the signer's name, number and key can be made by anybody; each would cost fetches.
#[test]
fn of_many_certificates_with_the_signer_s_key_one_is_asked_about() {
    let party = Party::new(P256);
    let shape = |key_usage| Party::with(P256, &Shape { key_usage, ..SIGNER }).certificate;
    let ghosts: Vec<_> = (0..200).step_by(8).map(|usage| shape(usage | 0x80)).collect();
    let message = Message {
        certificates: ghosts.iter().map(|one| one.as_der().to_vec()).collect(),
        ..Message::new(&party, CONTENT)
    };
    let signed = message.without(oid::SIGNING_CERTIFICATE_V2).build(&party);
    let signed = SignedData::from_bytes(&signed).expect("a SignedData");
    let (wanted, pool) = material::wanted(&signed, &Evidence::new(), &Limits::DEFAULT);
    assert!(pool.len() > 10);
    assert_eq!(wanted.len(), 1);
}
