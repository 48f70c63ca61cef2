//! Each extension that is read (RFC 5280 §4.2), with what is refused.

use crate::der::Tag;
use crate::oid::{self, Oid};
use crate::x509::tests::template::{
    Template, bit_string, boolean, dns, full, integer, ip, name, octet_string, oid_der, sequence,
    tagged, uri,
};
use crate::x509::{Irregularity, KeyUsageBit, Subtree};

fn with(id: Oid<'_>, value: &[u8]) -> Template {
    Template::default().with(id, value)
}

/// The clause for which a certificate with this extension is refused.
fn refusal(id: Oid<'_>, value: &[u8]) -> &'static str {
    with(id, value).refusal()
}

/// What is listed for a certificate with this extension.
fn irregularities(id: Oid<'_>, value: &[u8]) -> Vec<Irregularity> {
    with(id, value).certificate().irregularities().collect()
}

const LEFT_OVER: &str = "X.690 §8.1.1.1: bytes left over";
const MISSING: &str = "X.690 §8.1.1: missing";

#[test]
fn no_extension_may_have_bytes_behind_its_value() {
    let full = full();
    for (index, extension) in full.extensions.iter().enumerate() {
        let certificate = full.certificate();
        let one = certificate.extensions().iter().nth(index).unwrap();
        if [oid::OCSP_NOCHECK, oid::NETSCAPE_CERT_TYPE].contains(&one.id) {
            continue;
        }
        let mut longer = full.clone();
        let value = [one.value, &[0x05, 0x00]].concat();
        longer.extensions[index] =
            sequence(&[&oid_der(one.id), &boolean(0xff), &octet_string(&value)]);
        assert_eq!(longer.refusal(), LEFT_OVER, "{}", one.id);
        assert!(!extension.is_empty());
    }
}

#[test]
fn basic_constraints() {
    let read = |value: &[u8]| {
        with(oid::BASIC_CONSTRAINTS, value).certificate().extensions().basic_constraints().unwrap()
    };
    let ca = boolean(0xff);
    assert!(!read(&sequence(&[])).ca);
    let authority = read(&sequence(&[&ca]));
    assert_eq!((authority.ca, authority.path_len), (true, None));
    assert_eq!(read(&sequence(&[&ca, &integer(&[0])])).path_len, Some(0));
    assert_eq!(read(&sequence(&[&ca, &integer(&[1, 0, 0, 0, 0])])).path_len, Some(u32::MAX));

    let refusal = |value: &[u8]| refusal(oid::BASIC_CONSTRAINTS, value);
    assert_eq!(refusal(&sequence(&[&ca, &integer(&[0xff])])), "X.680 §51.4: negative INTEGER");
    assert_eq!(refusal(&sequence(&[&integer(&[0]), &ca])), LEFT_OVER);
    assert_eq!(refusal(&sequence(&[&boolean(1)])), "X.690 §11.1: BOOLEAN");
    assert_eq!(refusal(&boolean(0xff)), "X.690 §8.1.2: unexpected tag");

    let explicit = sequence(&[&boolean(0)]);
    assert_eq!(irregularities(oid::BASIC_CONSTRAINTS, &explicit), [Irregularity::ExplicitDefault]);
}

#[test]
fn a_path_length_means_nothing_for_what_is_not_an_authority() {
    let value = sequence(&[&integer(&[0])]);
    let certificate = with(oid::BASIC_CONSTRAINTS, &value).certificate();
    assert!(certificate.is_irregular(Irregularity::PathLengthWithoutCa));
    let constraints = certificate.extensions().basic_constraints().unwrap();
    assert_eq!((constraints.ca, constraints.path_len), (false, None));
}

#[test]
fn key_usage() {
    let read = |value: &[u8]| {
        let certificate = with(oid::KEY_USAGE, value).certificate();
        certificate.extensions().key_usage().unwrap().bits().collect::<Vec<_>>()
    };
    let sign = [KeyUsageBit::KeyCertSign, KeyUsageBit::CrlSign];
    assert_eq!(read(&bit_string(1, &[0b0000_0110])), sign);
    assert_eq!(read(&bit_string(7, &[0, 0x80])), [KeyUsageBit::DecipherOnly]);
    assert_eq!(read(&bit_string(7, &[0xff, 0x80])), KeyUsageBit::ALL);

    let refusal = |value: &[u8]| refusal(oid::KEY_USAGE, value);
    assert_eq!(refusal(&bit_string(0, &[])), "RFC 5280 §4.2.1.3: no bit is set");
    assert_eq!(refusal(&bit_string(0, &[0, 0])), "RFC 5280 §4.2.1.3: no bit is set");
    assert_eq!(refusal(&bit_string(1, &[0b0000_0111])), "X.690 §11.2.1: unused bits");
    assert_eq!(refusal(&tagged(Tag::BIT_STRING, &[])), "X.690 §8.6.2: empty BIT STRING");

    for trailing in [bit_string(0, &[0b0000_0110]), bit_string(1, &[6, 0])] {
        let found = irregularities(oid::KEY_USAGE, &trailing);
        assert_eq!(found, [Irregularity::KeyUsageTrailingZeros]);
    }
    assert_eq!(irregularities(oid::KEY_USAGE, &bit_string(1, &[0b0000_0110])), []);
}

#[test]
fn extended_key_usage() {
    let email = oid_der(oid::KP_EMAIL_PROTECTION);
    let certificate = with(oid::EXTENDED_KEY_USAGE, &sequence(&[&email])).certificate();
    let usage = certificate.extensions().extended_key_usage().unwrap();
    assert!(usage.has(oid::KP_EMAIL_PROTECTION) && usage.allows(oid::KP_EMAIL_PROTECTION));
    assert!(!usage.has(oid::KP_SERVER_AUTH) && !usage.allows(oid::KP_SERVER_AUTH));
    let any = sequence(&[&oid_der(oid::ANY_EXTENDED_KEY_USAGE)]);
    let certificate = with(oid::EXTENDED_KEY_USAGE, &any).certificate();
    let usage = certificate.extensions().extended_key_usage().unwrap();
    assert!(!usage.has(oid::KP_SERVER_AUTH) && usage.allows(oid::KP_SERVER_AUTH));

    let refusal = |value: &[u8]| refusal(oid::EXTENDED_KEY_USAGE, value);
    assert_eq!(refusal(&sequence(&[])), "RFC 5280 §4.2.1.12: empty");
    assert_eq!(refusal(&sequence(&[&integer(&[1])])), "X.690 §8.1.2: unexpected tag");
    assert_eq!(
        refusal(&sequence(&[&tagged(Tag::OID, &[&[0x2a, 0x80, 1]])])),
        "X.690 §8.19: OBJECT IDENTIFIER"
    );
}

#[test]
fn certificate_policies() {
    let policy = oid_der(oid::ID_DATA);
    let other = oid_der(oid::ID_SIGNED_DATA);
    let qualifier = sequence(&[&oid_der(oid::QT_CPS), &tagged(Tag::IA5_STRING, &[b"u"])]);
    let value = sequence(&[&sequence(&[&policy, &sequence(&[&qualifier])]), &sequence(&[&other])]);
    let certificate = with(oid::CERTIFICATE_POLICIES, &value).certificate();
    let policies = certificate.extensions().certificate_policies().unwrap();
    let ids: Vec<_> = policies.iter().map(|one| one.policy()).collect();
    assert_eq!(ids, [oid::ID_DATA, oid::ID_SIGNED_DATA]);
    let qualifiers: Vec<_> = policies.iter().flat_map(|one| one.qualifiers()).collect();
    assert_eq!(qualifiers, [(oid::QT_CPS, &[0x16, 1, b'u'][..])]);

    let refusal = |value: &[u8]| refusal(oid::CERTIFICATE_POLICIES, value);
    assert_eq!(refusal(&sequence(&[])), "RFC 5280 §4.2.1.4: empty");
    let one = sequence(&[&policy]);
    let two = sequence(&[&policy, &sequence(&[&qualifier])]);
    assert_eq!(refusal(&sequence(&[&one, &two])), "RFC 5280 §4.2.1.4: duplicate");
    let none = sequence(&[&policy, &sequence(&[])]);
    assert_eq!(refusal(&sequence(&[&none])), "RFC 5280 §4.2.1.4: empty");
    let bad = sequence(&[&oid_der(oid::QT_CPS), &boolean(2)]);
    let bad = sequence(&[&policy, &sequence(&[&bad])]);
    assert_eq!(refusal(&sequence(&[&bad])), "X.690 §11.1: BOOLEAN");
    let three = sequence(&[&policy, &sequence(&[&qualifier]), &boolean(0)]);
    assert_eq!(refusal(&sequence(&[&three])), LEFT_OVER);
}

#[test]
fn policy_mappings() {
    let (ours, theirs) = (oid_der(oid::ID_DATA), oid_der(oid::ID_SIGNED_DATA));
    let any = oid_der(oid::ANY_POLICY);
    let value = sequence(&[&sequence(&[&ours, &theirs])]);
    let certificate = with(oid::POLICY_MAPPINGS, &value).certificate();
    let mappings = certificate.extensions().policy_mappings().unwrap();
    assert_eq!(mappings.iter().collect::<Vec<_>>(), [(oid::ID_DATA, oid::ID_SIGNED_DATA)]);

    let refusal = |value: &[u8]| refusal(oid::POLICY_MAPPINGS, value);
    assert_eq!(refusal(&sequence(&[])), "RFC 5280 §4.2.1.5: empty");
    let from = sequence(&[&sequence(&[&any, &theirs])]);
    assert_eq!(refusal(&from), "RFC 5280 §4.2.1.5: anyPolicy");
    let to = sequence(&[&sequence(&[&ours, &any])]);
    assert_eq!(refusal(&to), "RFC 5280 §4.2.1.5: anyPolicy");
    assert_eq!(refusal(&sequence(&[&sequence(&[&ours])])), MISSING);
    assert_eq!(refusal(&sequence(&[&sequence(&[&ours, &ours, &ours])])), LEFT_OVER);
}

#[test]
fn policy_constraints_and_inhibit_any_policy() {
    let field = |number, octets: &[u8]| tagged(Tag::context(number), &[octets]);
    let value = sequence(&[&field(1, &[4])]);
    let certificate = with(oid::POLICY_CONSTRAINTS, &value).certificate();
    let constraints = certificate.extensions().policy_constraints().unwrap();
    assert_eq!(constraints.require_explicit_policy, None);
    assert_eq!(constraints.inhibit_policy_mapping, Some(4));

    let clause = |value: &[u8]| refusal(oid::POLICY_CONSTRAINTS, value);
    assert_eq!(clause(&sequence(&[])), "RFC 5280 §4.2.1.11: empty");
    assert_eq!(clause(&sequence(&[&field(0, &[0x80])])), "X.680 §51.4: negative INTEGER");
    assert_eq!(clause(&sequence(&[&field(0, &[])])), "X.690 §8.3.1: empty INTEGER");
    assert_eq!(clause(&sequence(&[&field(1, &[0]), &field(0, &[0])])), LEFT_OVER);
    assert_eq!(clause(&sequence(&[&field(2, &[0])])), LEFT_OVER);

    assert_eq!(full().certificate().extensions().inhibit_any_policy(), Some(1));
    assert_eq!(
        refusal(oid::INHIBIT_ANY_POLICY, &integer(&[0xff])),
        "X.680 §51.4: negative INTEGER"
    );
    assert_eq!(refusal(oid::INHIBIT_ANY_POLICY, &boolean(0)), "X.690 §8.1.2: unexpected tag");
}

#[test]
fn key_identifiers() {
    let certificate = full().certificate();
    let authority = certificate.extensions().authority_key_identifier().unwrap();
    assert_eq!(authority.key_identifier(), Some(&[5; 20][..]));
    assert_eq!(authority.serial(), Some(&[0x11][..]));
    assert_eq!(authority.issuer().unwrap().count(), 1);
    assert_eq!(certificate.extensions().subject_key_identifier(), Some(&[6; 20][..]));

    let issuer = tagged(Tag::context_constructed(1), &[&dns("ca.example.vn")]);
    let serial = tagged(Tag::context(2), &[&[1]]);
    for half in [&issuer, &serial] {
        let found = irregularities(oid::AUTHORITY_KEY_IDENTIFIER, &sequence(&[half]));
        assert_eq!(found, [Irregularity::AuthorityKeyIdentifierHalf]);
    }
    assert_eq!(irregularities(oid::AUTHORITY_KEY_IDENTIFIER, &sequence(&[])), []);

    let clause = |value: &[u8]| refusal(oid::AUTHORITY_KEY_IDENTIFIER, value);
    let empty = tagged(Tag::context_constructed(1), &[]);
    assert_eq!(
        clause(&sequence(&[&empty, &serial])),
        "RFC 5280 §4.2.1.1: authorityCertIssuer is empty"
    );
    let long = tagged(Tag::context(2), &[&[0, 1]]);
    assert_eq!(clause(&sequence(&[&issuer, &long])), "X.690 §8.3.2: INTEGER not minimal");
    assert_eq!(clause(&sequence(&[&serial, &issuer])), LEFT_OVER);
    assert_eq!(refusal(oid::SUBJECT_KEY_IDENTIFIER, &[6]), "X.690 §8.1.2: unexpected tag");
}

fn permitted(base: &[u8]) -> Vec<u8> {
    sequence(&[&tagged(Tag::context_constructed(0), &[&sequence(&[base])])])
}

#[test]
fn name_constraints() {
    let certificate = full().certificate();
    let constraints = certificate.extensions().name_constraints().unwrap();
    let permitted: Vec<_> = constraints.permitted().collect();
    assert_eq!(permitted.len(), 4);
    assert_eq!(permitted[0], Subtree::Dns("example.vn"));
    assert!(matches!(&permitted[1], Subtree::Directory(name) if name.to_string() == "CN=Leaf"));
    assert_eq!(permitted[3], Subtree::Email(".example.vn"));
    let excluded: Vec<_> = constraints.excluded().collect();
    assert_eq!(excluded[0], Subtree::Uri(".example.org"));
    assert!(
        matches!(excluded[1], Subtree::Ip(all) if all.prefix() == 0 && all.address().is_ipv6())
    );
}

#[test]
fn name_constraints_that_are_empty_or_bounded_are_refused() {
    let clause = |value: &[u8]| refusal(oid::NAME_CONSTRAINTS, value);
    assert_eq!(clause(&sequence(&[])), "RFC 5280 §4.2.1.10: empty");
    for number in [0, 1] {
        let list = tagged(Tag::context_constructed(number), &[]);
        assert_eq!(clause(&sequence(&[&list])), "RFC 5280 §4.2.1.10: empty");
    }
    let bound = |number| [dns("a"), tagged(Tag::context(number), &[&[0]])].concat();
    let bounded = "RFC 5280 §4.2.1.10: minimum or maximum";
    assert_eq!(clause(&permitted(&bound(0))), bounded);
    assert_eq!(clause(&permitted(&bound(1))), bounded);
    assert_eq!(clause(&permitted(&[])), "X.690 §8.1.1: truncated");
}

#[test]
fn address_constraints_are_an_address_and_a_mask_of_ones_then_zeros() {
    let clause = |octets: &[u8]| refusal(oid::NAME_CONSTRAINTS, &permitted(&ip(octets)));
    let mask = "RFC 5280 §4.2.1.10: address and mask";
    assert_eq!(clause(&[10, 0, 0, 0]), mask);
    assert_eq!(clause(&[10, 0, 0, 0, 255, 0, 255, 0]), mask);
    assert_eq!(clause(&[10, 0, 0, 0, 0, 0, 0, 1]), mask);
    assert_eq!(clause(&[0; 16]), mask);
    assert_eq!(clause(&[0; 20]), mask);
    assert_eq!(clause(&[]), mask);
    let value = permitted(&ip(&[192, 0, 2, 77, 255, 255, 255, 128]));
    let certificate = with(oid::NAME_CONSTRAINTS, &value).certificate();
    let constraints = certificate.extensions().name_constraints().unwrap();
    let Some(Subtree::Ip(block)) = constraints.permitted().next() else { panic!("no block") };
    assert!(block.contains("192.0.2.1".parse().unwrap()));
    assert!(!block.contains("192.0.2.128".parse().unwrap()));
    assert!(!block.contains("::ffff:192.0.2.1".parse().unwrap()));
}

#[test]
fn locations() {
    let certificate = full().certificate();
    let extensions = certificate.extensions();
    let points: Vec<_> = extensions.crl_distribution_points().unwrap().collect();
    assert_eq!(points.len(), 1);
    assert_eq!(points[0].full_name().unwrap().count(), 1);
    assert_eq!(points[0].reasons(), Some(&[0b0110_0000][..]));
    assert_eq!(points[0].crl_issuer().unwrap().count(), 1);
    assert_eq!(points[0].relative_name(), None);
    assert_eq!(extensions.freshest_crl().unwrap().count(), 1);
    let methods: Vec<_> = extensions.authority_info_access().unwrap().map(|one| one.0).collect();
    assert_eq!(methods, [oid::AD_OCSP, oid::AD_CA_ISSUERS]);
    assert_eq!(extensions.subject_info_access().unwrap().count(), 2);
    assert!(extensions.ocsp_no_check());
}

fn assert_tolerated_unless_critical(
    id: Oid<'_>,
    value: &[u8],
    irregularity: Irregularity,
    clause: &str,
) {
    let certificate = with(id, value).certificate();
    assert_eq!(certificate.irregularities().collect::<Vec<_>>(), [irregularity]);
    let extensions = certificate.extensions();
    assert!(extensions.crl_distribution_points().is_none());
    assert!(extensions.freshest_crl().is_none());
    assert!(extensions.authority_info_access().is_none());
    assert!(extensions.subject_info_access().is_none());
    assert!(extensions.issuer_alt_name().is_none());
    assert_eq!(Template::default().with_critical(id, value).refusal(), clause, "{id}");
}

#[test]
fn a_location_that_cannot_be_read_counts_as_absent_unless_it_is_critical() {
    use Irregularity::{AuthorityInfoAccess, CrlDistributionPoints, FreshestCrl};
    use Irregularity::{IssuerAltName, SubjectInfoAccess};
    let empty = sequence(&[]);
    let reasons = sequence(&[&sequence(&[&tagged(Tag::context(1), &[&[1, 2]])])]);
    let accent = sequence(&[&sequence(&[&oid_der(oid::AD_OCSP), &uri("http://\u{e9}")])]);
    let check = assert_tolerated_unless_critical;
    let (points, fresh) = (oid::CRL_DISTRIBUTION_POINTS, oid::FRESHEST_CRL);
    check(points, &reasons, CrlDistributionPoints, "RFC 5280 §4.2.1.13: no name");
    check(points, &empty, CrlDistributionPoints, "RFC 5280 §4.2.1.13: empty");
    check(fresh, &empty, FreshestCrl, "RFC 5280 §4.2.1.13: empty");
    let (authority, subject) = (oid::AUTHORITY_INFO_ACCESS, oid::SUBJECT_INFO_ACCESS);
    check(authority, &empty, AuthorityInfoAccess, "RFC 5280 §4.2.2.1: empty");
    check(authority, &accent, AuthorityInfoAccess, "RFC 5280 §4.2.1.6: IA5String");
    check(subject, &empty, SubjectInfoAccess, "RFC 5280 §4.2.2.1: empty");
    // As the real certificates of the first government hierarchy have it.
    check(oid::ISSUER_ALT_NAME, &empty, IssuerAltName, "RFC 5280 §4.2.1.6: empty");
}

#[test]
fn a_point_can_be_named_relative_to_the_issuer() {
    let names = name("x");
    // The contents of the SET in `CN=x`, under [1] and [0].
    let relative = tagged(Tag::context_constructed(1), &[&names[4..]]);
    let value = sequence(&[&sequence(&[&tagged(Tag::context_constructed(0), &[&relative])])]);
    let certificate = with(oid::CRL_DISTRIBUTION_POINTS, &value).certificate();
    let point = certificate.extensions().crl_distribution_points().unwrap().next().unwrap();
    assert_eq!(point.relative_name(), Some(&names[4..]));
    let unknown = tagged(Tag::context_constructed(2), &[&dns("a")]);
    let value = sequence(&[&sequence(&[&tagged(Tag::context_constructed(0), &[&unknown])])]);
    let refused = Template::default().with_critical(oid::CRL_DISTRIBUTION_POINTS, &value);
    assert_eq!(refused.refusal(), "RFC 5280 §4.2.1.13: choice");
}
