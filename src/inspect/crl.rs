//! A CRL (RFC 5280 §5), with the number of its entries.

use crate::crypto::{DigestAlgorithm, Hasher};
use crate::inspect::entry::{Entry, hex};
use crate::inspect::{key, label};
use crate::x509::{Crl, GeneralName, IssuingDistributionPoint};

/// Describes a CRL.
pub(super) fn describe(list: &Crl) -> Entry {
    let mut entry = Entry::new("crl", label::CRL);
    let fingerprint = Hasher::digest(DigestAlgorithm::Sha256, list.as_der());
    entry
        .fact("issuer", label::ISSUER, list.issuer().to_string())
        .fact("this_update", label::THIS_UPDATE, list.this_update().to_string())
        .fact("next_update", label::NEXT_UPDATE, list.next_update().map(|time| time.to_string()))
        .fact("number", label::NUMBER, list.number().map(hex))
        .fact("delta_base", label::DELTA_BASE, list.delta_base().map(hex))
        .fact("scope", label::SCOPE, list.issuing_distribution_point().as_ref().map(scope))
        .fact("entries", label::ENTRIES, list.entry_count())
        .fact(
            "algorithm",
            label::ALGORITHM,
            list.signature_algorithm().map_or_else(|| "?".to_owned(), key::algorithm),
        )
        .fact("sha256", label::FINGERPRINT, hex(fingerprint.as_bytes()));
    entry
}

/// The words of the standard for what the list is about.
fn scope(point: &IssuingDistributionPoint<'_>) -> String {
    let words = [
        (point.is_for_users_only(), "onlyContainsUserCerts"),
        (point.is_for_authorities_only(), "onlyContainsCACerts"),
        (point.is_for_attributes_only(), "onlyContainsAttributeCerts"),
        (point.reasons().is_some(), "onlySomeReasons"),
        (point.is_indirect(), "indirectCRL"),
    ];
    let words = words.into_iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word.to_owned());
    let names = point.full_name().into_iter().flatten().filter_map(|name| match name {
        GeneralName::Uri(uri) => Some(uri.to_owned()),
        GeneralName::Directory(name) => Some(name.to_string()),
        _ => None,
    });
    words.chain(names).collect::<Vec<_>>().join(", ")
}
