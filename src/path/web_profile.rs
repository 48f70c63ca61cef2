//! The profile that certificates of TLS servers on the web must keep, as a table.
//!
//! It is what RFC 5280 §4 asks of those who issue, and the CA/Browser Forum's Baseline Requirements
//! (BR) §7 on top. A validator of RFC 5280 need not check it, and none of it is asked of documents.
//! It applies where a path is for [`Purpose::TlsServer`](crate::policy::Purpose) and a reference name
//! is given, to the last certificate, to all authorities, and to the certificate of the anchor.
//!
//! Left out: what needs a list from outside (public suffixes, certificate transparency), lengths of
//! validity, and the contents of subject names.

use core::net::IpAddr;
use std::fmt;

use crate::crypto::KeyKind;
use crate::der::Reader;
use crate::error::Error;
use crate::oid::{self, Oid};
use crate::path::names::dns::{self, Syntax};
use crate::x509::{Certificate, GeneralName, KeyUsageBit, Subtree};

/// A rule of the profile.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// A certificate is of version 3.
    Version,
    /// Serial number, dates and defaults are encoded as they must be.
    Encoding,
    /// An authority has a name.
    AuthorityName,
    /// The key is RSA of at least 2048 bits in whole octets, or on P-256, P-384 or P-521.
    Key,
    /// The authority key identifier names the key, nothing else, and is not critical.
    AuthorityKeyIdentifier,
    /// An authority's certificate has a subject key identifier; none is critical.
    SubjectKeyIdentifier,
    /// A root's authority key identifier is its own.
    RootKeyIdentifier,
    /// An authority's basic constraints are there and critical.
    BasicConstraints,
    /// A root's name constraints are critical, only authorities have any, and none on hosts begins
    /// with a full stop.
    NameConstraints,
    /// What limits policies is critical.
    PolicyConstraints,
    /// The access extensions are not critical.
    Access,
    /// A root has no extended key usage.
    RootExtendedKeyUsage,
    /// A server's certificate is not an authority's, and does not say that it signs certificates.
    NotAnAuthority,
    /// A server's extended key usage is not critical and has nothing beside TLS.
    ExtendedKeyUsage,
    /// A server's names are in the alternative name, which is critical only without a subject.
    AlternativeName,
    /// A server's host names are well formed, and a wildcard is a whole label above two others.
    HostName,
    /// A server's common name is one of its alternative names, to the letter.
    CommonName,
}

/// What a certificate is in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Authority,
    Root,
    Server,
}

struct Row {
    rule: Rule,
    clause: &'static str,
    roles: &'static [Role],
    holds: fn(&Certificate) -> bool,
}

use Role::{Authority, Root, Server};

const ALL: &[Role] = &[Root, Authority, Server];

#[rustfmt::skip]
const TABLE: &[Row] = &[
    Row { rule: Rule::Version, clause: "BR §7.1.1", roles: ALL, holds: |one| one.version() == 3 },
    Row { rule: Rule::Encoding, clause: "RFC 5280 §4.1", roles: ALL, holds: |one| one.irregularities().next().is_none() },
    Row { rule: Rule::AuthorityName, clause: "RFC 5280 §4.1.2.6", roles: &[Root, Authority], holds: |one| !one.subject().is_empty() },
    Row { rule: Rule::Key, clause: "BR §6.1.5", roles: ALL, holds: has_admitted_key },
    Row { rule: Rule::AuthorityKeyIdentifier, clause: "RFC 5280 §4.2.1.1, BR §7.1.2.11.1", roles: ALL, holds: names_only_the_key },
    Row { rule: Rule::AuthorityKeyIdentifier, clause: "RFC 5280 §4.2.1.1, BR §7.1.2.11.1", roles: &[Authority, Server], holds: |one| one.extensions().authority_key_identifier().is_some() },
    Row { rule: Rule::SubjectKeyIdentifier, clause: "RFC 5280 §4.2.1.2", roles: ALL, holds: |one| !one.extensions().is_critical(oid::SUBJECT_KEY_IDENTIFIER) },
    Row { rule: Rule::SubjectKeyIdentifier, clause: "RFC 5280 §4.2.1.2", roles: &[Root, Authority], holds: |one| one.extensions().subject_key_identifier().is_some() },
    Row { rule: Rule::RootKeyIdentifier, clause: "BR §7.1.2.1.3", roles: &[Root], holds: names_own_key },
    Row { rule: Rule::BasicConstraints, clause: "RFC 5280 §4.2.1.9", roles: &[Root, Authority], holds: |one| one.extensions().is_critical(oid::BASIC_CONSTRAINTS) },
    Row { rule: Rule::PolicyConstraints, clause: "RFC 5280 §4.2.1.11, §4.2.1.14", roles: &[Root, Authority], holds: |one| is_critical_if_there(one, oid::POLICY_CONSTRAINTS) && is_critical_if_there(one, oid::INHIBIT_ANY_POLICY) },
    // BR §7.1.2.5.2 lets authorities below a root leave them non-critical.
    Row { rule: Rule::NameConstraints, clause: "RFC 5280 §4.2.1.10", roles: &[Root], holds: |one| is_critical_if_there(one, oid::NAME_CONSTRAINTS) },
    Row { rule: Rule::NameConstraints, clause: "RFC 5280 §4.2.1.10", roles: &[Root, Authority], holds: has_well_formed_constraints },
    Row { rule: Rule::NameConstraints, clause: "RFC 5280 §4.2.1.10", roles: &[Server], holds: |one| one.extensions().get(oid::NAME_CONSTRAINTS).is_none() },
    Row { rule: Rule::Access, clause: "RFC 5280 §4.2.2", roles: ALL, holds: |one| !one.extensions().is_critical(oid::AUTHORITY_INFO_ACCESS) && !one.extensions().is_critical(oid::SUBJECT_INFO_ACCESS) },
    Row { rule: Rule::RootExtendedKeyUsage, clause: "BR §7.1.2.1.2", roles: &[Root], holds: |one| one.extensions().extended_key_usage().is_none() },
    Row { rule: Rule::NotAnAuthority, clause: "BR §7.1.2.7.8, RFC 5280 §4.2.1.9", roles: &[Server], holds: is_no_authority },
    Row { rule: Rule::ExtendedKeyUsage, clause: "BR §7.1.2.7.10", roles: &[Server], holds: is_for_tls_alone },
    Row { rule: Rule::AlternativeName, clause: "RFC 5280 §4.2.1.6, BR §7.1.2.7.12", roles: &[Server], holds: has_alternative_name },
    Row { rule: Rule::HostName, clause: "RFC 5280 §4.2.1.6, BR §7.1.2.7.12", roles: &[Server], holds: has_well_formed_hosts },
    Row { rule: Rule::CommonName, clause: "BR §7.1.4.3", roles: &[Server], holds: has_listed_common_name },
];

impl Rule {
    /// Returns the clause of the rule.
    pub fn clause(self) -> &'static str {
        TABLE.iter().find(|row| row.rule == self).map_or("BR §7", |row| row.clause)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.clause())
    }
}

/// Checks a certificate against all rules for its role.
pub(super) fn check(certificate: &Certificate, role: Role) -> Result<(), Rule> {
    check_where(certificate, role, |_| true)
}

/// For tests, whose keys are Ed25519.
#[cfg(test)]
pub(super) fn check_but_keys(certificate: &Certificate, role: Role) -> Result<(), Rule> {
    check_where(certificate, role, |rule| rule != Rule::Key)
}

fn check_where(
    certificate: &Certificate,
    role: Role,
    wanted: impl Fn(Rule) -> bool,
) -> Result<(), Rule> {
    let mut rows = TABLE.iter().filter(|row| row.roles.contains(&role) && wanted(row.rule));
    match rows.find(|row| !(row.holds)(certificate)) {
        Some(row) => Err(row.rule),
        None => Ok(()),
    }
}

fn has_admitted_key(certificate: &Certificate) -> bool {
    let Ok(key) = certificate.public_key() else { return false };
    match key.kind() {
        KeyKind::EcP256 | KeyKind::EcP384 => true,
        KeyKind::Rsa => key.bits() >= 2048 && key.bits() % 8 == 0,
        KeyKind::Other => is_on_p521(certificate.spki()),
        _ => false,
    }
}

/// BR §6.1.5 admits P-521, with which nothing is verified here.
fn is_on_p521(spki: &[u8]) -> bool {
    let read = || -> Result<bool, Error> {
        let mut algorithm = Reader::new(spki).sequence("SubjectPublicKeyInfo")?;
        let mut algorithm = algorithm.sequence("AlgorithmIdentifier")?;
        let kind = algorithm.oid("algorithm")?;
        Ok(kind == oid::EC_PUBLIC_KEY && algorithm.oid("parameters")? == oid::SECP521R1)
    };
    read().unwrap_or(false)
}

/// If there is one at all.
fn names_only_the_key(certificate: &Certificate) -> bool {
    let extensions = certificate.extensions();
    !extensions.is_critical(oid::AUTHORITY_KEY_IDENTIFIER)
        && extensions.authority_key_identifier().is_none_or(|identifier| {
            identifier.key_identifier().is_some()
                && identifier.issuer().is_none()
                && identifier.serial().is_none()
        })
}

fn names_own_key(certificate: &Certificate) -> bool {
    let extensions = certificate.extensions();
    let own = extensions.subject_key_identifier();
    extensions.authority_key_identifier().is_none_or(|named| named.key_identifier() == own)
}

fn is_critical_if_there(certificate: &Certificate, id: Oid<'_>) -> bool {
    certificate.extensions().get(id).is_none_or(|one| one.critical)
}

fn has_well_formed_constraints(certificate: &Certificate) -> bool {
    let constraints = certificate.extensions().name_constraints();
    constraints.iter().flat_map(|one| one.permitted().chain(one.excluded())).all(|one| match one {
        Subtree::Dns(text) => !text.starts_with('.'),
        _ => true,
    })
}

fn is_no_authority(certificate: &Certificate) -> bool {
    let extensions = certificate.extensions();
    !extensions.basic_constraints().is_some_and(|one| one.ca)
        && !extensions.key_usage().is_some_and(|usage| usage.has(KeyUsageBit::KeyCertSign))
}

fn is_for_tls_alone(certificate: &Certificate) -> bool {
    const REFUSED: [Oid<'static>; 6] = [
        oid::ANY_EXTENDED_KEY_USAGE,
        oid::KP_CODE_SIGNING,
        oid::KP_EMAIL_PROTECTION,
        oid::KP_TIME_STAMPING,
        oid::KP_OCSP_SIGNING,
        oid::CT_PRECERTIFICATE_SIGNING,
    ];
    let extensions = certificate.extensions();
    !extensions.is_critical(oid::EXTENDED_KEY_USAGE)
        && extensions.extended_key_usage().is_some_and(|usage| {
            usage.has(oid::KP_SERVER_AUTH) && !REFUSED.iter().any(|purpose| usage.has(*purpose))
        })
}

fn has_alternative_name(certificate: &Certificate) -> bool {
    let extension = certificate.extensions().get(oid::SUBJECT_ALT_NAME);
    extension.is_some_and(|one| one.critical == certificate.subject().is_empty())
}

fn has_well_formed_hosts(certificate: &Certificate) -> bool {
    let alternative = certificate.extensions().subject_alt_name();
    alternative.into_iter().flatten().all(|name| match name {
        GeneralName::Dns(text) => match text.strip_prefix("*.") {
            Some(parent) => parent.contains('.') && dns::is_host(parent, Syntax::Preferred),
            None => dns::is_host(text, Syntax::Preferred),
        },
        _ => true,
    })
}

/// Only common names are asked about that someone could take for a host or an address, and only
/// beside alternative names of that form: without those, nothing else is looked up by a common name.
fn has_listed_common_name(certificate: &Certificate) -> bool {
    let attributes = certificate.subject().attributes();
    let mut names = attributes.filter(|one| one.kind() == oid::COMMON_NAME);
    names.all(|one| one.text().is_none_or(|text| is_listed(certificate, &text)))
}

/// BR §7.1.4.3: a host to the letter; an IPv4 address by RFC 3986 §3.2.2, an IPv6 address by RFC
/// 5952 §4, both of which is how the standard library writes them.
fn is_listed(certificate: &Certificate, text: &str) -> bool {
    let names = || certificate.extensions().subject_alt_name().into_iter().flatten();
    let (mut hosts, mut addresses) = (Vec::new(), Vec::new());
    for name in names() {
        match name {
            GeneralName::Dns(host) => hosts.push(host),
            GeneralName::Ip(address) => addresses.push(address.to_string()),
            _ => {}
        }
    }
    if is_address(text) {
        addresses.is_empty() || addresses.iter().any(|address| address == text)
    } else {
        // Hosts with other letters than ASCII's are hosts to whoever reads them.
        let is_host = text.contains('.') && !text.contains(char::is_whitespace);
        !is_host || hosts.is_empty() || hosts.contains(&text)
    }
}

fn is_address(text: &str) -> bool {
    let hexadecimal = text
        .strip_prefix("0x")
        .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let dotted =
        text.contains('.') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    hexadecimal || dotted || text.parse::<IpAddr>().is_ok()
}
