//! Building: candidates of the same name, cross-certificates, loops, reasons, and bounds on work.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::pki::{Authority, common_name, issuer_key_identifier, key, key_identifier, name, now};
use super::{judge, reason};
use crate::crypto::{Provider, SignatureError, SigningKey, Verification, default_provider};
use crate::der::Tag;
use crate::error::Error;
use crate::limits::Limits;
use crate::oid;
use crate::path::{Context, PathError, Refusal, VerifiedPath, danger, find};
use crate::policy::{PathInputs, Profile, TrustAnchor, TrustStore};
use crate::x509::Certificate;

/// Counts the verifications that it is asked for.
#[derive(Debug, Default)]
struct Counting(AtomicUsize);

impl Provider for Counting {
    fn name(&self) -> &'static str {
        "counting"
    }

    fn verify(&self, verification: &Verification<'_>) -> Result<(), SignatureError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        default_provider().verify(verification)
    }

    fn signing_key(&self, pkcs8: &[u8]) -> Result<Box<dyn SigningKey>, Error> {
        default_provider().signing_key(pkcs8)
    }

    fn random(&self, out: &mut [u8]) -> Result<(), Error> {
        default_provider().random(out)
    }
}

/// Judges, and says how many signatures were verified.
fn counted(
    leaf: &Certificate,
    pool: &[Certificate],
    root: &Authority,
    limits: Limits,
) -> (Result<VerifiedPath, Refusal>, usize) {
    let anchor = TrustAnchor::from_certificate(root.certificate.clone());
    let trust = TrustStore::new(vec![anchor]).expect("an anchor");
    let (profile, inputs) = (Profile::default(), PathInputs::default());
    let (revocation, provider) = (danger::WithoutRevocation::new(), Counting::default());
    let context = Context::new(&trust, profile.algorithms(), &inputs, &revocation, now())
        .with_provider(&provider)
        .with_limits(limits);
    let result = find(leaf, pool, &context);
    (result, provider.0.into_inner())
}

fn pool(authorities: &[&Authority]) -> Vec<Certificate> {
    authorities.iter().map(|one| one.certificate.clone()).collect()
}

#[test]
fn a_straight_path_costs_one_verification_a_certificate() {
    let root = Authority::root("Root");
    let upper = root.authority("Upper");
    let lower = upper.authority("Lower");
    let leaf = lower.leaf("Leaf");
    let mut given = pool(&[&root, &lower, &upper]);
    given.push(leaf.clone());
    let (result, verified) = counted(&leaf, &given, &root, Limits::DEFAULT);
    assert_eq!(result.expect("a path").certificates().len(), 3);
    assert_eq!(verified, 3);
}

#[test]
fn a_good_certificate_of_an_authority_is_found_beside_bad_ones() {
    let root = Authority::root("Root");
    let stranger = Authority::root("Stranger");
    let good = root.authority("Authority");
    let expired = root.authority_with("Authority", |draft| draft.not_after = "250101000000Z");
    let no_authority =
        root.authority_with("Authority", |draft| draft.remove(oid::BASIC_CONSTRAINTS));
    let untrusted = stranger.authority("Authority");
    let other_key = root.certify("Authority", key("Other"), |_| {});
    let leaf = good.leaf("Leaf");
    let bad = [&expired, &no_authority, &untrusted, &other_key, &stranger];
    for turn in 0..bad.len() {
        let mut all: Vec<&Authority> = bad.to_vec();
        all.rotate_left(turn);
        all.push(&good);
        let path = judge(&leaf, &all, &[&root], &PathInputs::default()).expect("a path");
        assert_eq!(path.certificates()[1], good.certificate);
        all.pop();
        assert!(judge(&leaf, &all, &[&root], &PathInputs::default()).is_err());
    }
}

#[test]
fn cross_certificates_lead_to_whichever_anchor_is_trusted() {
    let (old, new) = (Authority::root("Old"), Authority::root("New"));
    let new_by_old = old.certify("New", key("New"), |_| {});
    let old_by_new = new.certify("Old", key("Old"), |_| {});
    let authority = new.authority("Authority");
    let leaf = authority.leaf("Leaf");
    let all = [&new_by_old, &old_by_new, &authority, &new, &old];
    for (anchor, length) in [(&new, 2), (&old, 3)] {
        let path = judge(&leaf, &all, &[anchor], &PathInputs::default()).expect("a path");
        assert_eq!(path.anchor().name(), &anchor.subject());
        assert_eq!(path.certificates().len(), length);
    }
    let stranger = Authority::root("Stranger");
    let result = judge(&leaf, &all, &[&stranger], &PathInputs::default());
    assert_eq!(reason(result).0, PathError::NoIssuer);
}

#[test]
fn key_identifiers_steer_and_never_decide() {
    let root = Authority::root_with("Root", |draft| draft.set(key_identifier(b"root")));
    let authority = root.authority_with("Authority", |draft| {
        draft.set(key_identifier(b"right"));
        draft.set(issuer_key_identifier(b"not the root"));
    });
    let misled = authority.leaf_with("Leaf", |draft| {
        draft.set(issuer_key_identifier(b"wrong"));
    });
    judge(&misled, &[&authority], &[&root], &PathInputs::default()).expect("a path");

    // Forty keys of the same name: the right one is tried first.
    let mut given: Vec<_> = (0..40)
        .map(|number| {
            let other = root.certify("Authority", key(&format!("other {number}")), |draft| {
                draft.set(key_identifier(format!("{number}").as_bytes()));
            });
            other.certificate
        })
        .collect();
    given.push(authority.certificate.clone());
    let led = authority.leaf_with("Leaf", |draft| draft.set(issuer_key_identifier(b"right")));
    let (result, verified) = counted(&led, &given, &root, Limits::DEFAULT);
    result.expect("a path");
    assert_eq!(verified, 2);
}

#[test]
fn names_that_differ_in_bytes_alone_chain_in_small_and_large_pools() {
    let root = Authority::root("Root");
    let authority = root.authority("Cơ quan");
    let spelled = Authority {
        name: name(&[(oid::COMMON_NAME, Tag::UTF8_STRING, "  CƠ   QUAN ")]),
        key: key("Cơ quan"),
        certificate: authority.certificate.clone(),
    };
    let leaf = spelled.leaf("Leaf");
    assert_ne!(leaf.issuer(), authority.certificate.subject());
    let mut given = pool(&[&authority]);
    counted(&leaf, &given, &root, Limits::DEFAULT).0.expect("a path");
    given.extend((0..100).map(|number| root.authority(&format!("Other {number}")).certificate));
    counted(&leaf, &given, &root, Limits::DEFAULT).0.expect("a path");
    // An anchor is found so too.
    let shouting = Authority {
        name: common_name("ROOT"),
        key: key("Root"),
        certificate: root.certificate.clone(),
    };
    counted(&shouting.leaf("Leaf"), &[], &root, Limits::DEFAULT).0.expect("a path");
    let stranger = Authority {
        name: common_name("R00T"),
        key: key("Root"),
        certificate: root.certificate.clone(),
    };
    let result = counted(&stranger.leaf("Leaf"), &[], &root, Limits::DEFAULT).0;
    assert_eq!(reason(result), (PathError::NoIssuer, 0));
}

#[test]
fn the_most_telling_reason_of_all_candidates_is_reported() {
    let root = Authority::root("Root");
    let stranger = Authority::root("Stranger");
    let trusted = root.authority("Authority");
    let untrusted = stranger.authority("Authority");
    let expired = trusted.leaf_with("Leaf", |draft| draft.not_after = "250101000000Z");
    let refusal =
        judge(&expired, &[&untrusted, &trusted, &stranger], &[&root], &PathInputs::default())
            .expect_err("a refusal");
    assert_eq!(refusal.reason, PathError::Expired);
    assert!(!refusal.budget_spent);
    let told: Vec<_> = refusal.candidates.iter().map(|one| (one.error, one.at)).collect();
    assert_eq!(told, [(PathError::Expired, 0), (PathError::NoIssuer, 2)]);
    let best = &refusal.candidates[0];
    assert_eq!(best.certificates, [expired, trusted.certificate.clone()]);
    assert_eq!(best.anchor.as_ref().map(|one| one.name().clone()), Some(root.subject()));
}

#[test]
fn depth_is_bounded_by_the_caller_and_by_the_limits() {
    let root = Authority::root("Root");
    let mut authorities = vec![root.authority("Authority 0")];
    for number in 1..20 {
        let next = authorities[number - 1].authority(&format!("Authority {number}"));
        authorities.push(next);
    }
    let all: Vec<&Authority> = authorities.iter().collect();
    let leaf_below = |count: usize| authorities[count - 1].leaf("Leaf");
    let depth = |depth| PathInputs::default().with_max_depth(depth);
    judge(&leaf_below(2), &all, &[&root], &depth(2)).expect("a path");
    let result = judge(&leaf_below(2), &all, &[&root], &depth(1));
    assert_eq!(reason(result).0, PathError::TooDeep);
    judge(&root.leaf("Leaf"), &all, &[&root], &depth(0)).expect("a path");
    // An authority's own renewal is no further authority.
    let renewed = authorities[0].certify("Authority 0", key("new"), |_| {});
    let leaf = renewed.leaf("Leaf");
    judge(&leaf, &[&authorities[0], &renewed], &[&root], &depth(1)).expect("a path");
    judge(&leaf_below(15), &all, &[&root], &PathInputs::default()).expect("a path");
    let result = judge(&leaf_below(16), &all, &[&root], &PathInputs::default());
    assert_eq!(reason(result).0, PathError::TooDeep);
}

#[test]
fn a_chain_of_ten_thousand_is_given_up_at_once() {
    let root = Authority::root("Root");
    let mut top = root.authority("Authority 0");
    let mut given = vec![top.certificate.clone()];
    for number in 1..10_000 {
        // Two keys are enough: what makes them different is the name.
        top = top.certify(&format!("Authority {number}"), key(["even", "odd"][number % 2]), |_| {});
        given.push(top.certificate.clone());
    }
    let (result, verified) = counted(&top.leaf("Leaf"), &given, &root, Limits::DEFAULT);
    assert_eq!(reason(result).0, PathError::TooDeep);
    assert!(verified <= 16, "{verified}");
}

#[test]
fn a_mesh_of_cross_certificates_is_bounded() {
    let stranger = Authority::root("Stranger");
    let names: Vec<_> = (0..12).map(|number| format!("Authority {number}")).collect();
    let roots: Vec<_> = names.iter().map(|name| Authority::root(name)).collect();
    let mut given = Vec::new();
    for issuer in &roots {
        given.extend(names.iter().map(|name| issuer.certify(name, key(name), |_| {}).certificate));
    }
    let leaf = roots[0].leaf("Leaf");
    let (result, verified) = counted(&leaf, &given, &stranger, Limits::DEFAULT);
    let refusal = result.expect_err("a refusal");
    assert!(refusal.budget_spent);
    assert_eq!(refusal.reason, PathError::BudgetSpent);
    assert!(verified <= 110, "{verified}");
    // With an anchor among them the shortest way is taken.
    let (result, verified) = counted(&leaf, &given, &roots[0], Limits::DEFAULT);
    assert_eq!(result.expect("a path").certificates().len(), 1);
    assert_eq!(verified, 1);
}

#[test]
fn a_thousand_keys_of_one_name_cost_no_more_than_the_budget() {
    let root = Authority::root("Root");
    let authority = root.authority("Authority");
    let leaf = authority.leaf("Leaf");
    let mut given: Vec<_> = (0..1000)
        .map(|number| root.certify("Authority", key(&number.to_string()), |_| {}).certificate)
        .collect();
    given.push(authority.certificate.clone());
    let (result, verified) = counted(&leaf, &given, &root, Limits::DEFAULT);
    let limit = usize::try_from(Limits::DEFAULT.path_signatures).expect("small");
    assert!(verified <= limit + limit / 10, "{verified}");
    assert!(result.is_err_and(|refusal| refusal.budget_spent));
    // The same with a larger budget.
    let mut limits = Limits::DEFAULT;
    limits.path_signatures = 2000;
    counted(&leaf, &given, &root, limits).0.expect("a path");
}

#[test]
fn many_ways_that_all_fail_at_the_top_are_bounded() {
    // Each layer has four certificates for one key, so that there are 4^10 paths, and the anchor
    // permits none of the names.
    let root = Authority::root_with("Root", |draft| {
        draft.set(super::pki::name_constraints(&[(4, &common_name("Nobody"))], &[]));
    });
    let mut top = root.authority("Layer 0");
    let mut given = vec![top.certificate.clone()];
    for layer in 1..10 {
        let name = format!("Layer {layer}");
        for copy in 0..4 {
            let next = top.certify(&name, key(&name), |draft| draft.serial = 1000 + copy);
            given.push(next.certificate);
        }
        top = Authority {
            name: common_name(&name),
            key: key(&name),
            certificate: given[given.len() - 1].clone(),
        };
    }
    let (result, verified) = counted(&top.leaf("Leaf"), &given, &root, Limits::DEFAULT);
    let refusal = result.expect_err("a refusal");
    assert_eq!(refusal.reason, PathError::NameNotPermitted(crate::path::NameForm::Directory));
    assert!(verified <= 110, "{verified}");
}
