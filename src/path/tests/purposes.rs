//! Purposes, reference names, and the profile of TLS servers.

use super::pki::{
    Authority, Draft, Extension, alternative_names, basic_constraints, extended_key_usage,
    issuer_key_identifier, key_identifier, key_usage, name_constraints,
};
use super::{judge, reason};
use crate::oid::{
    self, ANY_EXTENDED_KEY_USAGE, KP_CLIENT_AUTH, KP_CODE_SIGNING, KP_EMAIL_PROTECTION,
    KP_OCSP_SIGNING, KP_SERVER_AUTH, KP_TIME_STAMPING, Oid,
};
use crate::path::{PathError, Refusal, Rule, VerifiedPath};
use crate::policy::{PathInputs, Purpose, ReferenceName};
use crate::x509::KeyUsageBit;

fn chain(
    inputs: &PathInputs,
    of_authority: impl FnOnce(&mut Draft),
    of_leaf: impl FnOnce(&mut Draft),
) -> Result<VerifiedPath, Refusal> {
    let root = Authority::root_with("Root", |draft| draft.set(key_identifier(b"root")));
    let authority = root.authority_with("Authority", |draft| {
        draft.set(key_identifier(b"authority"));
        draft.set(issuer_key_identifier(b"root"));
        of_authority(draft);
    });
    let leaf = authority.leaf_with("Leaf", |draft| {
        draft.set(issuer_key_identifier(b"authority"));
        of_leaf(draft);
    });
    judge(&leaf, &[&authority], &[&root], inputs)
}

fn with(extension: Extension) -> impl FnOnce(&mut Draft) {
    move |draft| draft.set(extension)
}

fn refused(result: Result<VerifiedPath, Refusal>) -> Option<(PathError, usize)> {
    result.is_err().then(|| reason(result))
}

#[test]
fn documents_need_a_key_that_signs_and_no_extended_key_usage() {
    use KeyUsageBit::{DigitalSignature, KeyEncipherment, NonRepudiation};
    let inputs = PathInputs::new(Purpose::Document);
    for (bits, holds) in
        [(&[DigitalSignature][..], true), (&[NonRepudiation], true), (&[KeyEncipherment], false)]
    {
        let result = refused(chain(&inputs, |_| {}, with(key_usage(bits))));
        assert_eq!(result, (!holds).then_some((PathError::KeyUsage, 0)), "{bits:?}");
    }
    chain(&inputs, |_| {}, |draft| draft.remove(oid::KEY_USAGE)).expect("a path");
    // As the certificates of Vietnamese agencies have it.
    let usual = extended_key_usage(false, &[KP_CLIENT_AUTH, KP_EMAIL_PROTECTION]);
    chain(&inputs, |_| {}, with(usual)).expect("a path");
    let unrelated = extended_key_usage(false, &[KP_SERVER_AUTH]);
    chain(&inputs, with(unrelated), |_| {}).expect("a path");
}

#[test]
fn time_stamps_need_one_critical_purpose_and_a_key_that_only_signs() {
    let inputs = PathInputs::new(Purpose::TimeStamping);
    let good = || extended_key_usage(true, &[KP_TIME_STAMPING]);
    chain(&inputs, |_| {}, with(good())).expect("a path");
    for wrong in [
        extended_key_usage(false, &[KP_TIME_STAMPING]),
        extended_key_usage(true, &[KP_TIME_STAMPING, KP_SERVER_AUTH]),
        extended_key_usage(true, &[ANY_EXTENDED_KEY_USAGE]),
    ] {
        let result = refused(chain(&inputs, |_| {}, with(wrong)));
        assert_eq!(result, Some((PathError::ExtendedKeyUsage, 0)));
    }
    assert_eq!(refused(chain(&inputs, |_| {}, |_| {})), Some((PathError::ExtendedKeyUsage, 0)));
    let result = refused(chain(
        &inputs,
        |_| {},
        |draft| {
            draft.set(good());
            draft.set(key_usage(&[KeyUsageBit::DigitalSignature, KeyUsageBit::CrlSign]));
        },
    ));
    assert_eq!(result, Some((PathError::KeyUsage, 0)));
    let bounded = extended_key_usage(false, &[KP_SERVER_AUTH]);
    let result = refused(chain(&inputs, with(bounded), with(good())));
    assert_eq!(result, Some((PathError::ExtendedKeyUsage, 1)));
}

#[test]
fn ocsp_answers_need_the_purpose_by_name() {
    let inputs = PathInputs::new(Purpose::OcspSigning);
    let named = extended_key_usage(false, &[KP_OCSP_SIGNING]);
    let bounded = extended_key_usage(false, &[KP_SERVER_AUTH]);
    chain(&inputs, with(bounded), with(named)).expect("a path");
    let any = extended_key_usage(false, &[ANY_EXTENDED_KEY_USAGE]);
    let result = refused(chain(&inputs, |_| {}, with(any)));
    assert_eq!(result, Some((PathError::ExtendedKeyUsage, 0)));
}

#[test]
fn purposes_that_a_caller_demands_bound_authorities_too() {
    let demanded = oid::KP_DOCUMENT_SIGNING;
    let inputs = PathInputs::new(Purpose::Document).with_key_purposes([demanded.to_owned()]);
    let named = || extended_key_usage(false, &[demanded, KP_CLIENT_AUTH]);
    chain(&inputs, |_| {}, with(named())).expect("a path");
    assert_eq!(refused(chain(&inputs, |_| {}, |_| {})), Some((PathError::ExtendedKeyUsage, 0)));
    let other = extended_key_usage(false, &[KP_CLIENT_AUTH]);
    let result = refused(chain(&inputs, with(other), with(named())));
    assert_eq!(result, Some((PathError::ExtendedKeyUsage, 1)));
    let any = extended_key_usage(false, &[ANY_EXTENDED_KEY_USAGE]);
    chain(&inputs, with(any), with(named())).expect("a path");
}

#[test]
fn servers_need_server_auth_by_name_from_their_issuer_down() {
    let inputs = PathInputs::new(Purpose::TlsServer);
    let usage = |purposes: &[Oid<'_>]| extended_key_usage(false, purposes);
    for (of_authority, of_leaf, expected) in [
        (None, Some(usage(&[KP_SERVER_AUTH, KP_CLIENT_AUTH])), None),
        (Some(usage(&[KP_SERVER_AUTH])), Some(usage(&[KP_SERVER_AUTH])), None),
        (None, None, Some(0)),
        (None, Some(usage(&[ANY_EXTENDED_KEY_USAGE])), Some(0)),
        (None, Some(usage(&[KP_SERVER_AUTH, KP_CODE_SIGNING])), Some(0)),
        (Some(usage(&[KP_CLIENT_AUTH])), Some(usage(&[KP_SERVER_AUTH])), Some(1)),
        (Some(usage(&[ANY_EXTENDED_KEY_USAGE])), Some(usage(&[KP_SERVER_AUTH])), Some(1)),
    ] {
        let set = |extension: Option<Extension>| {
            move |draft: &mut Draft| extension.into_iter().for_each(|one| draft.set(one))
        };
        let result = refused(chain(&inputs, set(of_authority), set(of_leaf)));
        assert_eq!(result, expected.map(|at| (PathError::ExtendedKeyUsage, at)));
    }
    let result = refused(chain(
        &inputs,
        |_| {},
        |draft| {
            draft.set(usage(&[KP_SERVER_AUTH]));
            draft.set(key_usage(&[KeyUsageBit::CrlSign]));
        },
    ));
    assert_eq!(result, Some((PathError::KeyUsage, 0)));
    let authority = |draft: &mut Draft| {
        draft.set(usage(&[KP_SERVER_AUTH]));
        draft.set(basic_constraints(true, None));
    };
    let result = refused(chain(&inputs, |_| {}, authority));
    assert_eq!(result, Some((PathError::WebProfile(Rule::NotAnAuthority), 0)));
}

#[test]
fn the_name_asked_for_must_be_an_alternative_name() {
    let names = || alternative_names(&[(2, b"a.vn"), (1, b"user@a.vn"), (7, &[192, 0, 2, 1])]);
    for (name, holds) in [
        ("a.vn", true),
        ("A.VN.", true),
        ("b.a.vn", false),
        ("Leaf", false),
        ("192.0.2.1", true),
        ("192.0.2.2", false),
        ("::ffff:192.0.2.1", false),
        ("user@a.vn", true),
        ("other@a.vn", false),
    ] {
        let inputs = PathInputs::default().with_name(ReferenceName::from_text(name));
        let result = refused(chain(&inputs, |_| {}, with(names())));
        assert_eq!(result, (!holds).then_some((PathError::ReferenceName, 0)), "{name}");
    }
}

/// A server that keeps the web's profile.
fn server(draft: &mut Draft) {
    draft.set(extended_key_usage(false, &[KP_SERVER_AUTH]));
    draft.set(alternative_names(&[(2, b"a.vn"), (2, b"*.b.vn"), (7, &[192, 0, 2, 1])]));
}

/// What the profile says, with the keys of the tests (Ed25519, which it does not admit) let pass.
fn broken_rule(
    of_authority: impl FnOnce(&mut Draft),
    of_leaf: impl FnOnce(&mut Draft),
) -> Option<Rule> {
    use crate::path::web_profile::{Role, check_but_keys};
    let root = Authority::root_with("Root", |draft| draft.set(key_identifier(b"root")));
    let authority = root.authority_with("Authority", |draft| {
        draft.set(key_identifier(b"authority"));
        draft.set(issuer_key_identifier(b"root"));
        of_authority(draft);
    });
    let leaf = authority.leaf_with("Leaf", |draft| {
        draft.set(issuer_key_identifier(b"authority"));
        server(draft);
        of_leaf(draft);
    });
    let certificates = [
        (&root.certificate, Role::Root),
        (&authority.certificate, Role::Authority),
        (&leaf, Role::Server),
    ];
    certificates.into_iter().find_map(|(one, role)| check_but_keys(one, role).err())
}

fn critical(mut extension: Extension) -> Extension {
    extension.1 = true;
    extension
}

#[test]
fn the_profile_of_the_web_is_kept_or_named() {
    type Change = fn(&mut Draft);
    let nothing: Change = |_| {};
    let cases: [(Change, Change, Option<Rule>); 19] = [
        (nothing, nothing, None),
        (nothing, |draft| draft.serial = 0, Some(Rule::Encoding)),
        (
            nothing,
            |draft| draft.remove(oid::AUTHORITY_KEY_IDENTIFIER),
            Some(Rule::AuthorityKeyIdentifier),
        ),
        (
            nothing,
            |draft| draft.set(critical(issuer_key_identifier(b"authority"))),
            Some(Rule::AuthorityKeyIdentifier),
        ),
        (
            |draft| draft.remove(oid::AUTHORITY_KEY_IDENTIFIER),
            nothing,
            Some(Rule::AuthorityKeyIdentifier),
        ),
        (
            |draft| draft.remove(oid::SUBJECT_KEY_IDENTIFIER),
            nothing,
            Some(Rule::SubjectKeyIdentifier),
        ),
        (
            nothing,
            |draft| draft.set(critical(key_identifier(b"leaf"))),
            Some(Rule::SubjectKeyIdentifier),
        ),
        (
            |draft| draft.extensions.iter_mut().for_each(|one| one.1 = false),
            nothing,
            Some(Rule::BasicConstraints),
        ),
        (
            nothing,
            |draft| draft.set(name_constraints(&[(2, b"vn")], &[])),
            Some(Rule::NameConstraints),
        ),
        (nothing, |draft| draft.set(basic_constraints(true, None)), Some(Rule::NotAnAuthority)),
        (
            nothing,
            |draft| draft.set(key_usage(&[KeyUsageBit::KeyCertSign])),
            Some(Rule::NotAnAuthority),
        ),
        (
            nothing,
            |draft| draft.set(extended_key_usage(true, &[KP_SERVER_AUTH])),
            Some(Rule::ExtendedKeyUsage),
        ),
        (
            nothing,
            |draft| draft.set(extended_key_usage(false, &[KP_SERVER_AUTH, KP_EMAIL_PROTECTION])),
            Some(Rule::ExtendedKeyUsage),
        ),
        (
            nothing,
            |draft| draft.set(extended_key_usage(false, &[KP_SERVER_AUTH, ANY_EXTENDED_KEY_USAGE])),
            Some(Rule::ExtendedKeyUsage),
        ),
        (nothing, |draft| draft.remove(oid::SUBJECT_ALT_NAME), Some(Rule::AlternativeName)),
        (
            nothing,
            |draft| draft.set(critical(alternative_names(&[(2, b"a.vn")]))),
            Some(Rule::AlternativeName),
        ),
        (nothing, |draft| draft.set(alternative_names(&[(2, b"a_b.vn")])), Some(Rule::HostName)),
        (nothing, |draft| draft.set(alternative_names(&[(2, b"*.vn")])), Some(Rule::HostName)),
        (nothing, |draft| draft.set(alternative_names(&[(2, b"8.8.8.8")])), Some(Rule::HostName)),
    ];
    for (place, (of_authority, of_leaf, expected)) in cases.into_iter().enumerate() {
        assert_eq!(broken_rule(of_authority, of_leaf), expected, "case {place}");
    }
}

#[test]
fn roots_of_the_web_name_their_own_key_and_no_purpose() {
    use crate::path::web_profile::{Role, check_but_keys};
    type Change = fn(&mut Draft);
    let cases: [(Change, Option<Rule>); 7] = [
        (|_| {}, None),
        (|draft| draft.set(issuer_key_identifier(b"root")), None),
        (|draft| draft.set(issuer_key_identifier(b"other")), Some(Rule::RootKeyIdentifier)),
        (
            |draft| draft.set(extended_key_usage(false, &[KP_SERVER_AUTH])),
            Some(Rule::RootExtendedKeyUsage),
        ),
        (
            |draft| {
                let (id, _, value) = name_constraints(&[(2, b"vn")], &[]);
                draft.set((id, false, value));
            },
            Some(Rule::NameConstraints),
        ),
        (|draft| draft.set(name_constraints(&[(2, b".vn")], &[])), Some(Rule::NameConstraints)),
        (
            |draft| {
                draft.version = 1;
                draft.extensions.clear();
            },
            Some(Rule::Version),
        ),
    ];
    for (place, (change, expected)) in cases.into_iter().enumerate() {
        let root = Authority::root_with("Root", |draft| {
            draft.set(key_identifier(b"root"));
            change(draft);
        });
        assert_eq!(check_but_keys(&root.certificate, Role::Root).err(), expected, "case {place}");
    }
}

#[test]
fn a_common_name_beside_alternative_names_of_its_form_is_one_of_them() {
    use super::pki::common_name;
    for (text, holds) in [
        ("a.vn", true),
        ("*.b.vn", true),
        ("A.vn", false),
        ("c.vn", false),
        ("thử.vn", false),
        ("192.0.2.1", true),
        ("192.0.2.001", false),
        ("0xC0000201", false),
        ("2001:DB8::1", false),
        ("Cơ quan A", true),
    ] {
        let rule = broken_rule(|_| {}, |draft| draft.subject = common_name(text));
        assert_eq!(rule, (!holds).then_some(Rule::CommonName), "{text}");
    }
}

#[test]
fn the_profile_is_asked_of_servers_with_a_name_alone() {
    let named = ReferenceName::from_text("a.vn");
    let server_with_name = PathInputs::new(Purpose::TlsServer).with_name(named.clone());
    // The keys of the tests are Ed25519, which the web does not admit.
    let result = refused(chain(&server_with_name, |_| {}, server));
    assert!(matches!(result, Some((PathError::WebProfile(Rule::Key), _))), "{result:?}");
    chain(&PathInputs::new(Purpose::TlsServer), |_| {}, server).expect("a path");
    chain(&PathInputs::default().with_name(named), |_| {}, server).expect("a path");
}
