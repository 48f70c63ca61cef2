//! Certificate policies on whole paths. PKITS covers them far more widely, and the graph is tested
//! against a tree where it is.

use super::pki::{Authority, Draft, explicit_policy, key, policies, policy, policy_mappings};
use super::{judge, reason};
use crate::path::PathError;
use crate::policy::PathInputs;

const A: &str = "2.999.1";
const B: &str = "2.999.2";
const ANY: &str = "2.5.29.32.0";

fn under(list: &'static [&'static str]) -> impl Fn(&mut Draft) {
    move |draft| draft.set(policies(false, list, None))
}

#[test]
fn a_policy_is_required_when_caller_or_authority_says_so() {
    let root = Authority::root("Root");
    let explicit = PathInputs::default().require_explicit_policy();
    for (of_authority, of_leaf, holds) in [
        (&[A][..], &[A][..], true),
        (&[A], &[B], false),
        (&[ANY], &[B], true),
        (&[A], &[ANY], true),
        (&[], &[A], false),
    ] {
        let set = |list: &'static [&'static str]| {
            move |draft: &mut Draft| {
                if !list.is_empty() {
                    under(list)(draft);
                }
            }
        };
        let plain = root.authority_with("Authority", set(of_authority));
        let leaf = plain.leaf_with("Leaf", set(of_leaf));
        judge(&leaf, &[&plain], &[&root], &PathInputs::default()).expect("nothing is required");
        let result = judge(&leaf, &[&plain], &[&root], &explicit);
        assert_eq!(result.is_ok(), holds, "{of_authority:?} {of_leaf:?}");
        let demanding = root.authority_with("Authority", |draft| {
            set(of_authority)(draft);
            draft.set(explicit_policy(0));
        });
        let leaf = demanding.leaf_with("Leaf", set(of_leaf));
        match judge(&leaf, &[&demanding], &[&root], &PathInputs::default()) {
            Ok(path) => assert!(holds && path.policy_was_required()),
            result => assert!(!holds && reason(result).0 == PathError::Policy),
        }
    }
}

#[test]
fn only_policies_that_the_caller_accepts_count() {
    let root = Authority::root("Root");
    let leaf = root.leaf_with("Leaf", under(&[A]));
    let accepting = |dotted: &str| {
        PathInputs::default().with_policies([policy(dotted)]).require_explicit_policy()
    };
    let path = judge(&leaf, &[], &[&root], &accepting(A)).expect("a path");
    assert_eq!(path.policies(), [policy(A)]);
    assert_eq!(reason(judge(&leaf, &[], &[&root], &accepting(B))), (PathError::Policy, 0));
    judge(&leaf, &[], &[&root], &accepting(ANY)).expect("a path");
}

#[test]
fn mappings_count_unless_inhibited() {
    let root = Authority::root("Root");
    let authority = root.authority_with("Authority", |draft| {
        under(&[A])(draft);
        draft.set(policy_mappings(&[(A, B)]));
    });
    let leaf = authority.leaf_with("Leaf", under(&[B]));
    let explicit = PathInputs::default().require_explicit_policy();
    let path = judge(&leaf, &[&authority], &[&root], &explicit).expect("a path");
    assert_eq!(path.policies(), [policy(A)]);
    let result = judge(&leaf, &[&authority], &[&root], &explicit.inhibit_policy_mapping());
    assert_eq!(reason(result).0, PathError::Policy);
}

#[test]
fn any_policy_counts_unless_inhibited_and_always_in_a_renewal() {
    let root = Authority::root("Root");
    let authority = root.authority_with("Authority", under(&[ANY]));
    let leaf = authority.leaf_with("Leaf", under(&[A]));
    let explicit = PathInputs::default().require_explicit_policy();
    judge(&leaf, &[&authority], &[&root], &explicit).expect("a path");
    let strict = explicit.inhibit_any_policy();
    assert_eq!(reason(judge(&leaf, &[&authority], &[&root], &strict)).0, PathError::Policy);
    let authority = root.authority_with("Authority", under(&[A]));
    let renewed = authority.certify("Authority", key("new"), under(&[ANY]));
    let leaf = renewed.leaf_with("Leaf", under(&[A]));
    judge(&leaf, &[&authority, &renewed], &[&root], &strict).expect("a path");
}

#[test]
fn thousands_of_policies_and_mappings_are_given_up() {
    let dotted: Vec<_> = (0..5000).map(|number| format!("2.999.{number}")).collect();
    let list: Vec<&str> = dotted.iter().map(String::as_str).collect();
    let root = Authority::root("Root");
    let leaf = |count: usize| {
        root.leaf_with("Leaf", |draft| draft.set(policies(false, &list[..count], None)))
    };
    judge(&leaf(1000), &[], &[&root], &PathInputs::default()).expect("a path");
    let result = judge(&leaf(5000), &[], &[&root], &PathInputs::default());
    assert_eq!(reason(result), (PathError::PolicyGraphTooLarge, 0));
}
