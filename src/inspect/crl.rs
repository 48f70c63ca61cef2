//! The head of a CRL (RFC 5280 §5); its entries are not read in this version.

use crate::crypto::{DigestAlgorithm, Hasher};
use crate::inspect::entry::{Entry, hex};
use crate::inspect::{key, label};
use crate::x509::CrlHead;

/// Describes a CRL.
pub(super) fn describe(list: &CrlHead) -> Entry {
    let mut entry = Entry::new("crl", label::CRL);
    let fingerprint = Hasher::digest(DigestAlgorithm::Sha256, list.as_der());
    entry
        .fact("issuer", label::ISSUER, list.issuer().to_string())
        .fact("this_update", label::THIS_UPDATE, list.this_update().to_string())
        .fact("next_update", label::NEXT_UPDATE, list.next_update().map(|time| time.to_string()))
        .fact("number", label::NUMBER, list.number().map(hex))
        .fact(
            "algorithm",
            label::ALGORITHM,
            list.signature_algorithm().map_or_else(|| "?".to_owned(), key::algorithm),
        )
        .fact("sha256", label::FINGERPRINT, hex(fingerprint.as_bytes()));
    entry
}
