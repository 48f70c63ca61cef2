//! Name constraints on whole paths, form by form; the comparison of each form is tested where it is.

use super::pki::{
    Authority, Draft, General, alternative_names, common_name, key, name, name_constraints,
};
use super::{judge, reason};
use crate::der::Tag;
use crate::oid;
use crate::path::{NameForm, PathError};
use crate::policy::PathInputs;

/// A leaf with alternative names under an authority with constraints.
fn constrained(
    permitted: &[General<'_>],
    excluded: &[General<'_>],
    of_leaf: impl FnOnce(&mut Draft),
) -> Option<(PathError, usize)> {
    let root = Authority::root("Root");
    let authority = root.authority_with("Authority", |draft| {
        draft.set(name_constraints(permitted, excluded));
    });
    let leaf = authority.leaf_with("Leaf", of_leaf);
    let result = judge(&leaf, &[&authority], &[&root], &PathInputs::default());
    result.is_err().then(|| reason(result))
}

fn named<'a>(names: &'a [General<'a>]) -> impl FnOnce(&mut Draft) + 'a {
    move |draft| draft.set(alternative_names(names))
}

const NET: &[u8] = &[192, 0, 2, 0, 255, 255, 255, 0];

#[test]
fn every_form_is_permitted_inside_and_refused_outside() {
    let (inside, outside) = (common_name("Inside"), common_name("Outside"));
    // The content of a directoryName is the name itself.
    type Case<'a> = (u8, &'a [u8], &'a [u8], &'a [u8], NameForm);
    let cases: [Case<'_>; 5] = [
        (1, b"a.vn", b"user@a.vn", b"user@b.vn", NameForm::Email),
        (2, b"a.vn", b"x.a.vn", b"x.b.vn", NameForm::Dns),
        (4, &inside, &inside, &outside, NameForm::Directory),
        (6, b"a.vn", b"http://a.vn/", b"http://b.vn/", NameForm::Uri),
        (7, NET, &[192, 0, 2, 9], &[192, 0, 3, 9], NameForm::Ip),
    ];
    for (kind, base, within, without, form) in cases {
        // The subject of the leaf is a directoryName too.
        let subject = inside.clone();
        let leaf = |name: &[u8]| {
            let (names, subject) = (alternative_names(&[(kind, name)]), subject.clone());
            move |draft: &mut Draft| {
                draft.subject = subject;
                draft.set(names);
            }
        };
        assert_eq!(constrained(&[(kind, base)], &[], leaf(within)), None, "{form:?}");
        let refused = Some((PathError::NameNotPermitted(form), 0));
        assert_eq!(constrained(&[(kind, base)], &[], leaf(without)), refused);
        if form != NameForm::Directory {
            let refused = Some((PathError::NameExcluded(form), 0));
            assert_eq!(constrained(&[], &[(kind, base)], leaf(within)), refused);
            assert_eq!(constrained(&[], &[(kind, base)], leaf(without)), None, "{form:?}");
        }
    }
}

#[test]
fn a_constraint_says_nothing_of_other_forms() {
    assert_eq!(constrained(&[(7, NET)], &[(1, b"a.vn")], named(&[(2, b"b.vn")])), None);
    let refused = Some((PathError::NameNotPermitted(NameForm::Ip), 0));
    assert_eq!(constrained(&[(7, NET)], &[], named(&[(7, &[0; 16])])), refused);
}

#[test]
fn excluded_wins_over_permitted_and_every_name_counts() {
    let (a, b): (General<'_>, General<'_>) = ((2, b"a.vn"), (2, b"b.a.vn"));
    assert_eq!(constrained(&[a], &[b], named(&[(2, b"c.a.vn")])), None);
    let refused = Some((PathError::NameExcluded(NameForm::Dns), 0));
    assert_eq!(constrained(&[a], &[b], named(&[(2, b"c.a.vn"), (2, b"b.a.vn")])), refused);
    assert_eq!(constrained(&[a], &[b], named(&[(2, b"*.a.vn")])), refused);
}

#[test]
fn the_subject_is_under_constraints_on_directory_names() {
    let organisation = [(oid::ORGANIZATION, Tag::UTF8_STRING, "Ban Cơ yếu")];
    let base = name(&organisation);
    let subject = |text: &str| {
        let names = [organisation[0], (oid::COMMON_NAME, Tag::UTF8_STRING, text)];
        let subject = name(&names);
        move |draft: &mut Draft| draft.subject = subject
    };
    assert_eq!(constrained(&[(4, &base)], &[], subject("A")), None);
    let refused = Some((PathError::NameExcluded(NameForm::Directory), 0));
    assert_eq!(constrained(&[], &[(4, &base)], subject("A")), refused);
    let refused = Some((PathError::NameNotPermitted(NameForm::Directory), 0));
    assert_eq!(constrained(&[(4, &base)], &[], |_| {}), refused);
    // Case and spaces do not count (RFC 5280 §7.1).
    let other = name(&[(oid::ORGANIZATION, Tag::UTF8_STRING, " ban  CƠ YẾU ")]);
    assert_eq!(constrained(&[(4, &other)], &[], subject("A")), None);
}

#[test]
fn addresses_in_the_subject_are_under_constraints_on_addresses() {
    let subject = name(&[(oid::EMAIL_ADDRESS, Tag::IA5_STRING, "user@b.vn")]);
    let with = |names: &'static [General<'static>]| {
        let subject = subject.clone();
        move |draft: &mut Draft| {
            draft.subject = subject;
            if !names.is_empty() {
                draft.set(alternative_names(names));
            }
        }
    };
    let refused = Some((PathError::NameNotPermitted(NameForm::Email), 0));
    assert_eq!(constrained(&[(1, b"a.vn")], &[], with(&[])), refused);
    assert_eq!(constrained(&[(1, b"a.vn")], &[], with(&[(1, b"user@a.vn")])), refused);
    assert_eq!(constrained(&[(1, b"b.vn")], &[], with(&[])), None);
}

#[test]
fn a_common_name_that_is_a_host_counts_where_nothing_else_names_one() {
    let subject = |text: &str, names: &'static [General<'static>]| {
        let subject = common_name(text);
        move |draft: &mut Draft| {
            draft.subject = subject;
            if !names.is_empty() {
                draft.set(alternative_names(names));
            }
        }
    };
    let refused = Some((PathError::NameNotPermitted(NameForm::Dns), 0));
    assert_eq!(constrained(&[(2, b"a.vn")], &[], subject("b.vn", &[])), refused);
    assert_eq!(constrained(&[(2, b"a.vn")], &[], subject("under_score.b.vn", &[])), refused);
    assert_eq!(constrained(&[(2, b"a.vn")], &[], subject("b.vn", &[(2, b"a.vn")])), None);
    assert_eq!(constrained(&[(2, b"a.vn")], &[], subject("Cơ quan B", &[])), None);
}

#[test]
fn names_that_cannot_be_processed_are_refused_if_their_form_is_constrained() {
    let unprocessable = |form| Some((PathError::NameUnprocessable(form), 0));
    let other: General<'_> = (0, &[6, 3, 0x2a, 3, 4, 0xa0, 2, 5, 0]);
    assert_eq!(constrained(&[], &[other], named(&[other])), unprocessable(NameForm::Other));
    assert_eq!(constrained(&[], &[other], named(&[(2, b"a.vn")])), None);
    assert_eq!(constrained(&[(2, b"a.vn")], &[], named(&[other, (2, b"a.vn")])), None);
    let registered: General<'_> = (8, &[0x2a, 3, 4]);
    let result = constrained(&[registered], &[], named(&[registered]));
    assert_eq!(result, unprocessable(NameForm::Other));
    let result = constrained(&[(2, b"*.a.vn")], &[], named(&[(2, b"b.a.vn")]));
    assert_eq!(result, unprocessable(NameForm::Dns));
    let result = constrained(&[(1, b"a.vn")], &[], named(&[(1, b"a@b@a.vn")]));
    assert_eq!(result, unprocessable(NameForm::Email));
    // smtpUTF8Mailbox is an address that constraints on addresses are about.
    let mailbox: General<'_> =
        (0, &[6, 8, 0x2b, 6, 1, 5, 5, 7, 8, 9, 0xa0, 8, 12, 6, b'a', b'@', b'a', b'.', b'v', b'n']);
    let result = constrained(&[(1, b"a.vn")], &[], named(&[mailbox]));
    assert_eq!(result, unprocessable(NameForm::Email));
}

#[test]
fn constraints_of_several_authorities_all_count() {
    let root = Authority::root("Root");
    let upper = root.authority_with("Upper", |draft| {
        draft.set(name_constraints(&[(2, b"a.vn")], &[]));
    });
    let lower = upper.authority_with("Lower", |draft| {
        draft.set(name_constraints(&[(2, b"a.vn"), (2, b"b.vn")], &[]));
    });
    for (host, holds) in [(&b"x.a.vn"[..], true), (b"x.b.vn", false)] {
        let leaf = lower.leaf_with("Leaf", named(&[(2, host)]));
        let result = judge(&leaf, &[&upper, &lower], &[&root], &PathInputs::default());
        assert_eq!(result.is_ok(), holds);
    }
}

#[test]
fn an_authoritys_renewal_may_bear_any_name_and_a_renewal_at_the_end_may_not() {
    let root = Authority::root("Root");
    let upper = root.authority_with("Upper", |draft| {
        draft.set(name_constraints(&[(4, &common_name("Leaf"))], &[]));
    });
    let renewed = upper.certify("Upper", key("new"), |_| {});
    let leaf = renewed.leaf("Leaf");
    judge(&leaf, &[&upper, &renewed], &[&root], &PathInputs::default()).expect("a path");
    let result = judge(&renewed.certificate, &[&upper], &[&root], &PathInputs::default());
    let refused = PathError::NameNotPermitted(NameForm::Directory);
    assert_eq!(reason(result), (refused, 0));
}

#[test]
fn many_names_under_many_constraints_are_given_up() {
    let hosts: Vec<_> = (0..1100).map(|number| format!("h{number}.a.vn")).collect();
    let names: Vec<General<'_>> = hosts.iter().map(|host| (2, host.as_bytes())).collect();
    let root = Authority::root("Root");
    let judge = |count: usize| {
        let authority = root.authority_with("Authority", |draft| {
            draft.set(name_constraints(&names[..count], &[]));
        });
        let leaf = authority.leaf_with("Leaf", |draft| {
            draft.set(alternative_names(&names[..count]));
        });
        judge(&leaf, &[&authority], &[&root], &PathInputs::default())
    };
    judge(500).expect("a path");
    let refusal = judge(1100).expect_err("a refusal");
    assert_eq!(refusal.reason, PathError::BudgetSpent);
    assert!(refusal.budget_spent);
}
