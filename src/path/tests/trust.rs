//! Anchors: as certificates, whose own words count, and as names and keys.

use super::pki::{
    Authority, Draft, basic_constraints, common_name, key, key_usage, name_constraints, policies,
    policy, unheard_of,
};
use super::{judge, judge_under, reason};
use crate::oid;
use crate::path::{NameForm, PathError};
use crate::policy::{PathInputs, TrustAnchor};
use crate::x509::{KeyUsageBit, NameConstraints};

#[test]
fn what_an_anchor_says_about_itself_counts_unless_it_is_told_not_to() {
    type Change = fn(&mut Draft);
    let cases: [(Change, PathError); 6] = [
        (|draft| draft.not_after = "261120235959Z", PathError::AnchorExpired),
        (|draft| draft.not_before = "261121000001Z", PathError::AnchorNotYetValid),
        (|draft| draft.set(basic_constraints(false, None)), PathError::AnchorNotCa),
        (|draft| draft.set(key_usage(&[KeyUsageBit::CrlSign])), PathError::AnchorNotCa),
        (|draft| draft.set(unheard_of(true)), PathError::UnknownCriticalExtension),
        (
            |draft| draft.set(name_constraints(&[(4, &common_name("Nobody"))], &[])),
            PathError::NameNotPermitted(NameForm::Directory),
        ),
    ];
    for (change, error) in cases {
        let root = Authority::root_with("Root", change);
        let leaf = root.leaf("Leaf");
        let inputs = PathInputs::default();
        assert_eq!(reason(judge(&leaf, &[], &[&root], &inputs)).0, error);
        let lenient = TrustAnchor::from_certificate(root.certificate.clone())
            .allow_expired()
            .allow_any_extensions();
        judge_under(&leaf, &[], vec![lenient], &inputs).expect("a path");
    }
}

#[test]
fn a_root_of_version_1_is_an_authority_and_an_issued_certificate_without_constraints_is_not() {
    let inputs = PathInputs::default();
    let old = Authority::root_with("Old", |draft| {
        draft.version = 1;
        draft.extensions.clear();
    });
    judge(&old.leaf("Leaf"), &[], &[&old], &inputs).expect("a path");
    let issued = old.authority_with("Issued", |draft| {
        draft.remove(oid::BASIC_CONSTRAINTS);
    });
    let result = judge(&issued.leaf("Leaf"), &[], &[&issued], &inputs);
    assert_eq!(reason(result), (PathError::AnchorNotCa, 1));
}

#[test]
fn an_authority_can_be_an_anchor_without_its_root() {
    let root = Authority::root("Root");
    let authority = root.authority("Authority");
    let leaf = authority.leaf("Leaf");
    let path = judge(&leaf, &[&root], &[&authority], &PathInputs::default()).expect("a path");
    assert_eq!(path.certificates().len(), 1);
}

#[test]
fn an_anchor_can_be_a_name_and_a_key() {
    let root = Authority::root("Root");
    let authority = root.authority("Authority");
    let leaf = authority.leaf("Leaf");
    let inputs = PathInputs::default();
    let anchor = || TrustAnchor::new(root.subject(), &root.spki()).expect("a key");
    let judge = |anchor| judge_under(&leaf, &[&authority], vec![anchor], &inputs);
    judge(anchor()).expect("a path");
    let other_key = TrustAnchor::new(root.subject(), key("Other").spki()).expect("a key");
    assert_eq!(reason(judge(other_key)), (PathError::SignatureMismatch, 1));
    let other_name = TrustAnchor::new(authority.subject(), &root.spki()).expect("a key");
    assert_eq!(reason(judge(other_name)).0, PathError::SignatureMismatch);
    assert!(TrustAnchor::new(root.subject(), b"no key").is_err());
}

#[test]
fn constraints_given_with_an_anchor_count() {
    let root = Authority::root("Root");
    let authority = root.authority_with("Authority", |draft| {
        draft.set(policies(false, &["2.999.1"], None));
    });
    let leaf = authority.leaf_with("Leaf", |draft| {
        draft.set(policies(false, &["2.999.1"], None));
    });
    let explicit = PathInputs::default().require_explicit_policy();
    let anchor = || TrustAnchor::new(root.subject(), &root.spki()).expect("a key");
    let judge = |anchor| judge_under(&leaf, &[&authority], vec![anchor], &explicit);

    judge(anchor().with_path_len(1)).expect("a path");
    assert_eq!(reason(judge(anchor().with_path_len(0))), (PathError::PathLength, 1));

    judge(anchor().with_policies([policy("2.999.1")])).expect("a path");
    let result = judge(anchor().with_policies([policy("2.999.2")]));
    assert_eq!(reason(result).0, PathError::Policy);

    let constraints = |name: &str| {
        let (_, _, value) = name_constraints(&[(4, &common_name(name))], &[]);
        NameConstraints::from_der(&value).expect("constraints")
    };
    let result = judge(anchor().with_name_constraints(constraints("Authority")));
    assert_eq!(reason(result), (PathError::NameNotPermitted(NameForm::Directory), 0));
    let inputs = PathInputs::default().with_name_constraints(constraints("Nobody"));
    let result = judge_under(&leaf, &[&authority], vec![anchor()], &inputs);
    assert_eq!(reason(result), (PathError::NameNotPermitted(NameForm::Directory), 1));
}

#[test]
fn the_policies_of_an_anchors_certificate_bound_the_path() {
    for (of_root, holds) in [("2.999.1", true), ("2.999.2", false), ("2.5.29.32.0", true)] {
        let root = Authority::root_with("Root", |draft| {
            draft.set(policies(false, &[of_root], None));
        });
        let leaf = root.leaf_with("Leaf", |draft| {
            draft.set(policies(false, &["2.999.1"], None));
        });
        let inputs = PathInputs::default().require_explicit_policy();
        match judge(&leaf, &[], &[&root], &inputs) {
            Ok(path) => {
                assert!(holds, "{of_root}");
                assert_eq!(path.policies(), [policy("2.999.1")]);
            }
            result => {
                assert!(!holds, "{of_root}");
                assert_eq!(reason(result).0, PathError::Policy);
            }
        }
    }
}

#[test]
fn a_self_signed_anchor_is_believed_for_itself_and_another_only_on_request() {
    let root = Authority::root("Root");
    let inputs = PathInputs::default();
    let path = judge(&root.certificate, &[], &[&root], &inputs).expect("a path");
    assert_eq!(path.certificates().len(), 1);
    let authority = root.authority("Authority");
    let result = judge(&authority.certificate, &[], &[&authority], &inputs);
    assert_eq!(reason(result), (PathError::AnchorIsNotForItself, 0));
    let anchor = TrustAnchor::from_certificate(authority.certificate.clone()).allow_as_leaf();
    judge_under(&authority.certificate, &[], vec![anchor], &inputs).expect("a path");
}

#[test]
fn a_self_signed_certificate_that_is_no_anchor_is_not_believed() {
    let (root, stranger) = (Authority::root("Root"), Authority::root("Stranger"));
    let inputs = PathInputs::default();
    let result = judge(&stranger.certificate, &[&stranger], &[&root], &inputs);
    assert_eq!(reason(result), (PathError::NoIssuer, 0));
    let same_name = Authority::root("Root").certify("Root", key("Other"), |_| {});
    let imitation = same_name.certify("Root", key("Other"), |_| {});
    let result = judge(&imitation.certificate, &[&imitation], &[&root], &inputs);
    assert_eq!(reason(result).0, PathError::SignatureMismatch);
}
