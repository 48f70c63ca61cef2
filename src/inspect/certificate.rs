//! What a certificate says (RFC 5280), without judging it.

use crate::inspect::entry::{Entry, hex};
use crate::inspect::{key, label};
use crate::oid::Oid;
use crate::x509::{Certificate, GeneralName};

/// Describes a certificate.
pub(super) fn describe(certificate: &Certificate) -> Entry {
    let mut entry = Entry::new("certificate", label::CERTIFICATE);
    entry
        .fact("subject", label::SUBJECT, certificate.subject().to_string())
        .fact("issuer", label::ISSUER, certificate.issuer().to_string())
        .fact("serial", label::SERIAL, hex(certificate.serial()))
        .fact("not_before", label::NOT_BEFORE, certificate.not_before().to_string())
        .fact("not_after", label::NOT_AFTER, certificate.not_after().to_string())
        .fact("public_key", label::PUBLIC_KEY, public_key(certificate))
        .fact("algorithm", label::ALGORITHM, algorithm(certificate))
        .fact("sha256", label::FINGERPRINT, hex(certificate.sha256().as_bytes()));
    uses(certificate, &mut entry);
    places(certificate, &mut entry);
    let critical = certificate.extensions().iter().filter(|extension| extension.critical);
    entry.list("critical", label::CRITICAL, critical.map(|extension| named(extension.id)));
    let irregularities = certificate.irregularities().map(|found| found.to_string());
    entry.list("irregularities", label::IRREGULARITIES, irregularities);
    entry
}

fn uses(certificate: &Certificate, entry: &mut Entry) {
    let extensions = certificate.extensions();
    if let Some(constraints) = extensions.basic_constraints() {
        entry.fact("ca", label::AUTHORITY, constraints.ca);
        if let Some(length) = constraints.path_len {
            entry.fact("path_length", label::PATH_LENGTH, length);
        }
    }
    if let Some(usage) = extensions.key_usage() {
        let bits = usage.bits().map(|bit| bit.name().to_owned());
        entry.list("key_usage", label::KEY_USAGE, bits);
    }
    if let Some(usage) = extensions.extended_key_usage() {
        entry.list("extended_key_usage", label::PURPOSES, usage.purposes().map(named));
    }
    if let Some(names) = extensions.subject_alt_name() {
        entry.list("alternative_names", label::NAMES, names.map(|name| general_name(&name)));
    }
    if let Some(policies) = extensions.certificate_policies() {
        let policies = policies.iter().map(|policy| named(policy.policy()));
        entry.list("policies", label::POLICIES, policies);
    }
}

fn places(certificate: &Certificate, entry: &mut Entry) {
    let extensions = certificate.extensions();
    if let Some(id) = extensions.subject_key_identifier() {
        entry.fact("key_identifier", label::KEY_ID, hex(id));
    }
    let issuer = extensions.authority_key_identifier();
    if let Some(id) = issuer.and_then(|id| id.key_identifier().map(hex)) {
        entry.fact("issuer_key_identifier", label::ISSUER_KEY_ID, id);
    }
    if let Some(points) = extensions.crl_distribution_points() {
        let places = points.filter_map(|point| point.full_name()).flatten();
        entry.list("crl_addresses", label::CRL_ADDRESSES, places.map(|name| general_name(&name)));
    }
    if let Some(access) = extensions.authority_info_access() {
        let places =
            access.map(|(method, name)| format!("{} {}", named(method), general_name(&name)));
        entry.list("authority_addresses", label::ADDRESSES, places);
    }
}

fn public_key(certificate: &Certificate) -> String {
    certificate.public_key().map_or_else(|_| "?".to_owned(), |key| key.name())
}

fn algorithm(certificate: &Certificate) -> String {
    match certificate.signature_algorithm() {
        Some(algorithm) => key::algorithm(algorithm),
        None => "?".to_owned(),
    }
}

fn general_name(name: &GeneralName<'_>) -> String {
    match name {
        GeneralName::Email(text) => format!("email:{text}"),
        GeneralName::Dns(text) => format!("dns:{text}"),
        GeneralName::Uri(text) => (*text).to_owned(),
        GeneralName::Ip(address) => format!("ip:{address}"),
        GeneralName::Directory(name) => name.to_string(),
        GeneralName::RegisteredId(oid) => named(*oid),
        GeneralName::OtherName(oid, value) => format!("{}={}", named(*oid), hex(value)),
        _ => "?".to_owned(),
    }
}

/// Returns the name of an identifier and its numbers, or its numbers alone.
pub(super) fn named(oid: Oid<'_>) -> String {
    oid.name().map_or_else(|| oid.to_string(), |name| format!("{name} ({oid})"))
}
