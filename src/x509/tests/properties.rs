//! Properties: whatever the bytes are, reading ends in a certificate or an error, and a certificate
//! that was read can be asked everything.

use proptest::prelude::*;

use crate::x509::tests::template::{Template, full};
use crate::x509::{Certificate, Crl, Extensions, Name};

/// Asks a certificate everything.
fn ask(certificate: &Certificate) {
    assert_eq!(Certificate::from_der(certificate.as_der()).as_ref(), Ok(certificate));
    let names = [certificate.issuer(), certificate.subject()];
    for name in names {
        assert!(name.matches(name) && name.is_within_subtree(name));
        assert_eq!(Name::from_der(name.raw()).as_ref(), Ok(name));
        assert!(!name.to_string().chars().any(char::is_control));
        assert_eq!(name.is_empty(), name.attributes().next().is_none());
    }
    let _ = (certificate.is_self_issued(), certificate.public_key().is_ok(), certificate.sha256());
    assert!(certificate.irregularities().all(|one| certificate.is_irregular(one)));
    ask_extensions(certificate.extensions());
}

fn ask_extensions(extensions: &Extensions) {
    for extension in extensions.iter() {
        assert_eq!(extensions.get(extension.id), Some(extension));
        assert_eq!(extensions.is_critical(extension.id), extension.critical);
    }
    if let Some(constraints) = extensions.name_constraints() {
        assert!(constraints.permitted().chain(constraints.excluded()).count() > 0);
    }
    for names in [extensions.subject_alt_name(), extensions.issuer_alt_name()].into_iter().flatten()
    {
        assert!(names.count() > 0);
    }
    for points in
        [extensions.crl_distribution_points(), extensions.freshest_crl()].into_iter().flatten()
    {
        assert!(points.count() > 0);
    }
    for access in
        [extensions.authority_info_access(), extensions.subject_info_access()].into_iter().flatten()
    {
        assert!(access.count() > 0);
    }
    assert_ne!(extensions.certificate_policies().map(|all| all.iter().count()), Some(0));
    assert_ne!(extensions.policy_mappings().map(|all| all.iter().count()), Some(0));
    assert_ne!(extensions.extended_key_usage().map(|all| all.purposes().count()), Some(0));
    assert_ne!(extensions.key_usage().map(|usage| usage.bits().count()), Some(0));
    let _ = (extensions.basic_constraints(), extensions.policy_constraints());
    let _ = (extensions.authority_key_identifier(), extensions.inhibit_any_policy());
}

#[test]
fn the_template_with_everything_can_be_asked_everything() {
    let certificate = full().certificate();
    assert_eq!(certificate.irregularities().count(), 0);
    assert_eq!(certificate.extensions().unknown_critical().count(), 0);
    ask(&certificate);
}

#[test]
fn every_flipped_bit_is_read_or_refused() {
    let der = full().der();
    for bit in 0..der.len() * 8 {
        let mut flipped = der.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        if let Ok(certificate) = Certificate::from_der(&flipped) {
            assert_eq!(certificate.as_der(), flipped);
            ask(&certificate);
        }
    }
}

proptest! {
    #[test]
    fn changed_bytes_are_read_or_refused(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut der = full().der();
        for (index, octet) in changes {
            let index = index.index(der.len());
            der[index] = octet;
        }
        if let Ok(certificate) = Certificate::from_der(&der) {
            ask(&certificate);
        }
        prop_assert!(Crl::from_der(&der).is_err());
    }

    #[test]
    fn moved_extensions_are_read_or_refused(
        values in proptest::collection::vec((0_usize..18, 0_usize..18, any::<bool>()), 1..6),
    ) {
        // The value of one extension under the identifier of another.
        let source = full().certificate();
        let all: Vec<_> = source.extensions().iter().collect();
        let mut template = Template::default();
        for (id, value, critical) in values {
            let (id, value) = (all[id].id, all[value].value);
            template = if critical { template.with_critical(id, value) } else { template.with(id, value) };
        }
        if let Ok(certificate) = Certificate::from_der(&template.der()) {
            ask(&certificate);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(input in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = (Certificate::from_der(&input).is_ok(), Crl::from_der(&input).is_ok());
        let _ = (Name::from_der(&input).is_ok(), crate::x509::certificates(&input).is_ok());
    }
}
