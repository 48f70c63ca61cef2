//! What a certificate says (RFC 5280), without judging it.

use antin::oid::Oid;
use antin::x509::{Certificate, GeneralName};

use super::entry::Entry;
use crate::lang::inspect as text;
use crate::print::hex;

/// Describes a certificate.
pub(super) fn describe(certificate: &Certificate) -> Entry {
    let mut entry = Entry::new("certificate", &text::CERTIFICATE);
    entry
        .fact("subject", &text::SUBJECT, certificate.subject().to_string())
        .fact("issuer", &text::ISSUER, certificate.issuer().to_string())
        .fact("serial", &text::SERIAL, hex(certificate.serial()))
        .fact("not_before", &text::NOT_BEFORE, certificate.not_before().to_string())
        .fact("not_after", &text::NOT_AFTER, certificate.not_after().to_string())
        .fact("public_key", &text::PUBLIC_KEY, public_key(certificate))
        .fact("algorithm", &text::ALGORITHM, algorithm(certificate))
        .fact("sha256", &text::FINGERPRINT, hex(certificate.sha256().as_bytes()));
    uses(certificate, &mut entry);
    places(certificate, &mut entry);
    let critical = certificate.extensions().iter().filter(|extension| extension.critical);
    entry.list("critical", &text::CRITICAL, critical.map(|extension| named(extension.id)));
    let irregularities = certificate.irregularities().map(|found| found.to_string());
    entry.list("irregularities", &text::IRREGULARITIES, irregularities);
    entry
}

fn uses(certificate: &Certificate, entry: &mut Entry) {
    let extensions = certificate.extensions();
    if let Some(constraints) = extensions.basic_constraints() {
        entry.fact("ca", &text::AUTHORITY, constraints.ca);
        if let Some(length) = constraints.path_len {
            entry.fact("path_length", &text::PATH_LENGTH, length);
        }
    }
    if let Some(usage) = extensions.key_usage() {
        let bits = usage.bits().map(|bit| bit.name().to_owned());
        entry.list("key_usage", &text::KEY_USAGE, bits);
    }
    if let Some(usage) = extensions.extended_key_usage() {
        entry.list("extended_key_usage", &text::PURPOSES, usage.purposes().map(named));
    }
    if let Some(names) = extensions.subject_alt_name() {
        entry.list("alternative_names", &text::NAMES, names.map(|name| general_name(&name)));
    }
    if let Some(policies) = extensions.certificate_policies() {
        let policies = policies.iter().map(|policy| named(policy.policy()));
        entry.list("policies", &text::POLICIES, policies);
    }
}

fn places(certificate: &Certificate, entry: &mut Entry) {
    let extensions = certificate.extensions();
    if let Some(id) = extensions.subject_key_identifier() {
        entry.fact("key_identifier", &text::KEY_ID, hex(id));
    }
    let issuer = extensions.authority_key_identifier();
    if let Some(id) = issuer.and_then(|id| id.key_identifier().map(hex)) {
        entry.fact("issuer_key_identifier", &text::ISSUER_KEY_ID, id);
    }
    if let Some(points) = extensions.crl_distribution_points() {
        let places = points.filter_map(|point| point.full_name()).flatten();
        entry.list("crl_addresses", &text::CRL_ADDRESSES, places.map(|name| general_name(&name)));
    }
    if let Some(access) = extensions.authority_info_access() {
        let places =
            access.map(|(method, name)| format!("{} {}", named(method), general_name(&name)));
        entry.list("authority_addresses", &text::ADDRESSES, places);
    }
}

fn public_key(certificate: &Certificate) -> String {
    certificate.public_key().map_or_else(|_| "?".to_owned(), |key| super::key::kind(&key))
}

fn algorithm(certificate: &Certificate) -> String {
    match certificate.signature_algorithm() {
        Some(algorithm) => super::key::algorithm(algorithm),
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
