//! The head of a CRL (RFC 5280 §5); its entries are not read in this version.

use antin::crypto::{DigestAlgorithm, Hasher};
use antin::x509::CrlHead;

use super::entry::Entry;
use super::key;
use crate::lang::inspect as text;
use crate::print::hex;

/// Describes a CRL.
pub(super) fn describe(list: &CrlHead, der: &[u8]) -> Entry {
    let mut entry = Entry::new("crl", &text::CRL);
    let fingerprint = Hasher::digest(DigestAlgorithm::Sha256, der);
    entry
        .fact("issuer", &text::ISSUER, list.issuer().to_string())
        .fact("this_update", &text::THIS_UPDATE, list.this_update().to_string())
        .fact("next_update", &text::NEXT_UPDATE, list.next_update().map(|time| time.to_string()))
        .fact("number", &text::NUMBER, list.number().map(hex))
        .fact(
            "algorithm",
            &text::ALGORITHM,
            list.signature_algorithm().map_or_else(|| "?".to_owned(), key::algorithm),
        )
        .fact("sha256", &text::FINGERPRINT, hex(fingerprint.as_bytes()));
    entry
}
