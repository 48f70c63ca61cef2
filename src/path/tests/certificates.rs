//! Checks of single certificates: signature, validity, authority, critical extensions, revocation.

use super::pki::{Authority, Draft, basic_constraints, key, key_usage, now, policies, unheard_of};
use super::{judge, reason};
use crate::oid::{self, OCSP_NOCHECK};
use crate::path::{Context, PathError, Question, RevocationChecker, Status, danger, find};
use crate::policy::{PathInputs, Profile, TrustAnchor, TrustStore};
use crate::x509::{Certificate, KeyUsageBit};

/// Root, authority, leaf, each changed by a test.
fn chain(
    of_authority: impl FnOnce(&mut Draft),
    of_leaf: impl FnOnce(&mut Draft),
) -> Result<crate::path::VerifiedPath, crate::path::Refusal> {
    let root = Authority::root("Root");
    let authority = root.authority_with("Authority", of_authority);
    let leaf = authority.leaf_with("Leaf", of_leaf);
    judge(&leaf, &[&authority], &[&root], &PathInputs::default())
}

#[test]
fn a_path_of_two_certificates_holds() {
    let path = chain(|_| {}, |_| {}).expect("a path");
    let names: Vec<_> = path.certificates().iter().map(|one| one.subject().common_name()).collect();
    assert_eq!(names, [Some("Leaf".into()), Some("Authority".into())]);
    assert_eq!(path.anchor().name().common_name(), Some("Root".into()));
    assert_eq!(path.revocation(), [Status::NotChecked, Status::NotChecked]);
    assert!(!path.uses_legacy_algorithms() && !path.policy_was_required());
}

#[test]
fn rejects_a_signature_by_another_key_of_the_same_name() {
    let root = Authority::root("Root");
    let authority = root.authority("Authority");
    let forger = root.certify("Authority", key("Forger"), |_| {});
    let forged = forger.leaf("Leaf");
    let result = judge(&forged, &[&authority], &[&root], &PathInputs::default());
    assert_eq!(reason(result), (PathError::SignatureMismatch, 0));
    // The same name and the right key.
    judge(&forged, &[&authority, &forger], &[&root], &PathInputs::default()).expect("a path");
}

#[test]
fn rejects_what_was_changed_after_signing() {
    let root = Authority::root("Root");
    let mut der = root.leaf("Leaf").as_der().to_vec();
    let place = der.windows(4).position(|part| part == b"Leaf").expect("the name");
    der[place] = b'D';
    let changed = Certificate::from_der(&der).expect("still a certificate");
    let result = judge(&changed, &[], &[&root], &PathInputs::default());
    assert_eq!(reason(result), (PathError::SignatureMismatch, 0));
}

#[test]
fn rejects_a_path_without_its_authority_or_its_anchor() {
    let root = Authority::root("Root");
    let authority = root.authority("Authority");
    let leaf = authority.leaf("Leaf");
    let inputs = PathInputs::default();
    assert_eq!(reason(judge(&leaf, &[], &[&root], &inputs)), (PathError::NoIssuer, 0));
    let other = Authority::root("Other");
    let result = judge(&leaf, &[&authority, &root], &[&other], &inputs);
    assert_eq!(reason(result).0, PathError::NoIssuer);
}

#[test]
fn both_ends_of_the_validity_period_count() {
    for (not_before, not_after, expected) in [
        ("261121000000Z", "261121000000Z", None),
        ("261121000001Z", "340101000000Z", Some(PathError::NotYetValid)),
        ("240101000000Z", "261120235959Z", Some(PathError::Expired)),
    ] {
        let change = |draft: &mut Draft| {
            draft.not_before = not_before;
            draft.not_after = not_after;
        };
        for (at, result) in [(0, chain(|_| {}, change)), (1, chain(change, |_| {}))] {
            match expected {
                None => drop(result.expect("a path")),
                Some(error) => assert_eq!(reason(result), (error, at)),
            }
        }
    }
}

#[test]
fn rejects_an_issuer_that_is_no_authority() {
    for change in [
        |draft: &mut Draft| draft.remove(oid::BASIC_CONSTRAINTS),
        |draft: &mut Draft| {
            draft.set(basic_constraints(false, None));
        },
        |draft: &mut Draft| {
            draft.version = 1;
            draft.extensions.clear();
        },
    ] {
        assert_eq!(reason(chain(change, |_| {})), (PathError::NotCa, 1));
    }
}

#[test]
fn rejects_an_issuer_whose_key_may_not_sign_certificates() {
    let wrong = |draft: &mut Draft| {
        draft.set(key_usage(&[KeyUsageBit::CrlSign]));
    };
    assert_eq!(reason(chain(wrong, |_| {})), (PathError::KeyCertSign, 1));
    let absent = |draft: &mut Draft| {
        draft.remove(oid::KEY_USAGE);
    };
    chain(absent, |_| {}).expect("a path");
}

#[test]
fn path_length_counts_authorities_below_that_are_not_self_issued() {
    let root = Authority::root("Root");
    let inputs = PathInputs::default();
    let upper = root.authority_with("Upper", |draft| {
        draft.set(basic_constraints(true, Some(0)));
    });
    judge(&upper.leaf("Leaf"), &[&upper], &[&root], &inputs).expect("a path");
    // Another authority below.
    let lower = upper.authority("Lower");
    let result = judge(&lower.leaf("Leaf"), &[&upper, &lower], &[&root], &inputs);
    assert_eq!(reason(result), (PathError::PathLength, 1));
    // The same authority with a new key.
    let renewed = upper.certify("Upper", key("new"), |_| {});
    judge(&renewed.leaf("Leaf"), &[&upper, &renewed], &[&root], &inputs).expect("a path");
    // An authority as the last certificate is not counted.
    judge(&lower.certificate, &[&upper], &[&root], &inputs).expect("a path");
    // A larger number further down does not widen it.
    let lower = upper.authority_with("Lower", |draft| {
        draft.set(basic_constraints(true, Some(9)));
    });
    let result = judge(&lower.leaf("Leaf"), &[&upper, &lower], &[&root], &inputs);
    assert_eq!(reason(result), (PathError::PathLength, 1));
}

#[test]
fn rejects_unknown_critical_extensions_anywhere() {
    let critical = |draft: &mut Draft| {
        draft.set(unheard_of(true));
    };
    let harmless = |draft: &mut Draft| {
        draft.set(unheard_of(false));
    };
    assert_eq!(reason(chain(critical, |_| {})), (PathError::UnknownCriticalExtension, 1));
    assert_eq!(reason(chain(|_| {}, critical)), (PathError::UnknownCriticalExtension, 0));
    chain(harmless, harmless).expect("a path");
}

#[test]
fn knows_the_critical_extension_of_ocsp_responders() {
    let nocheck = |draft: &mut Draft| {
        draft.set((OCSP_NOCHECK.to_owned(), true, vec![5, 0]));
    };
    chain(|_| {}, nocheck).expect("a path");
}

#[test]
fn rejects_unknown_qualifiers_of_critical_policies() {
    let with = |critical: bool, kind: &'static str| {
        move |draft: &mut Draft| {
            draft.set(policies(critical, &["2.999.1"], Some(kind)));
        }
    };
    const CPS: &str = "1.3.6.1.5.5.7.2.1";
    let unknown = chain(|_| {}, with(true, "2.999.9"));
    assert_eq!(reason(unknown), (PathError::UnknownCriticalExtension, 0));
    chain(|_| {}, with(false, "2.999.9")).expect("a path");
    chain(|_| {}, with(true, CPS)).expect("a path");
}

/// Says that one certificate was revoked, and that of another nothing is known.
#[derive(Debug, Default)]
struct Checker {
    revoked: Option<&'static str>,
    undetermined: Option<&'static str>,
    asked: std::sync::Mutex<Vec<(String, String)>>,
}

impl RevocationChecker for Checker {
    fn check(&self, question: Question<'_>) -> Status {
        assert_eq!(question.at, now());
        let issuer = question.issuer();
        let name = question.certificate.subject().common_name().expect("a name");
        let by = issuer.name().common_name().expect("a name");
        self.asked.lock().expect("a lock").push((name.clone(), by));
        match name.as_str() {
            name if self.revoked == Some(name) => Status::Revoked(now()),
            name if self.undetermined == Some(name) => Status::Undetermined,
            _ => Status::Good,
        }
    }
}

#[test]
fn revocation_is_asked_from_the_anchor_down_and_decides() {
    let root = Authority::root("Root");
    let authority = root.authority("Authority");
    let leaf = authority.leaf("Leaf");
    let trust = TrustStore::new(vec![TrustAnchor::from_certificate(root.certificate.clone())])
        .expect("an anchor");
    let (profile, inputs) = (Profile::default(), PathInputs::default());
    let pool = [authority.certificate.clone()];
    let judge = |checker: &Checker| {
        find(&leaf, &pool, &Context::new(&trust, profile.algorithms(), &inputs, checker, now()))
    };
    let good = Checker::default();
    assert_eq!(judge(&good).expect("a path").revocation(), [Status::Good, Status::Good]);
    let pair = |left: &str, right: &str| (left.to_owned(), right.to_owned());
    let asked = good.asked.into_inner().expect("a lock");
    assert_eq!(asked, [pair("Authority", "Root"), pair("Leaf", "Authority")]);
    for (name, at) in [("Authority", 1), ("Leaf", 0)] {
        let revoked = Checker { revoked: Some(name), ..Checker::default() };
        assert_eq!(reason(judge(&revoked)), (PathError::Revoked, at));
        let undetermined = Checker { undetermined: Some(name), ..Checker::default() };
        assert_eq!(reason(judge(&undetermined)), (PathError::RevocationUndetermined, at));
    }
}

#[test]
fn rejects_a_key_that_spells_out_its_curve() {
    use super::pki::spki;
    // ecPublicKey with the name of P-256, and with a SEQUENCE in its place; the point is not looked at.
    let named = spki(&[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07], &[4; 65]);
    let spelled_out = spki(&[0x30, 0x03, 0x02, 0x01, 0x01], &[4; 65]);
    chain(|_| {}, |draft| draft.key = Some(named)).expect("a path");
    let result = chain(|_| {}, |draft| draft.key = Some(spelled_out));
    assert_eq!(reason(result), (PathError::ExplicitCurve, 0));
}

#[test]
fn the_key_of_the_last_certificate_is_under_the_rules_of_the_policy() {
    let rsa = |bits: usize| super::pki::rsa_spki(bits);
    chain(|_| {}, |draft| draft.key = Some(rsa(2048))).expect("a path");
    let result = chain(|_| {}, |draft| draft.key = Some(rsa(1024)));
    assert!(matches!(reason(result), (PathError::Algorithm(_), 0)));
}

#[test]
fn rejects_algorithms_past_the_date_of_the_policy() {
    const RULES: &str = r#"
name = "test"
title.en = "Test"
title.vi = "Thử"
version = 2026-11-21
sources = []
[signature]
missing_signed_attributes = "allow"
missing_signing_certificate = "allow"
missing_signing_time = "allow"
[path]
purpose = "any"
[revocation]
status = "require"
[[algorithms.digest]]
name = "SHA-512"
[[algorithms.key]]
kind = "Ed25519"
until = UNTIL
[[algorithms.scheme]]
name = "Ed25519"
"#;
    let root = Authority::root("Root");
    let leaf = root.leaf("Leaf");
    let trust = TrustStore::new(vec![TrustAnchor::from_certificate(root.certificate.clone())])
        .expect("an anchor");
    let inputs = PathInputs::default();
    let revocation = danger::WithoutRevocation::new();
    for (until, holds) in [("2026-11-21", true), ("2026-11-20", false)] {
        let profile = Profile::from_toml(&RULES.replace("UNTIL", until)).expect("a profile");
        let context = Context::new(&trust, profile.algorithms(), &inputs, &revocation, now());
        match find(&leaf, &[], &context) {
            Ok(_) => assert!(holds, "{until}"),
            result => assert!(matches!(reason(result), (PathError::Algorithm(_), 0)), "{until}"),
        }
    }
}
