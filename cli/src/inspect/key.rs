//! Keys, of which only the kind and the public half are shown.

use antin::crypto::{DigestAlgorithm, Hasher, PublicKey, SignatureAlgorithm};
use antin::keys::Sign;

use super::entry::Entry;
use crate::lang::inspect as text;
use crate::print::hex;

/// Describes a private key by its public half.
pub(super) fn describe(key: &dyn Sign) -> Entry {
    let mut entry = Entry::new("private-key", &text::KEY);
    if let Ok(public) = PublicKey::from_spki(key.spki()) {
        entry.fact("key_type", &text::KEY_TYPE, kind(&public));
    }
    let fingerprint = Hasher::digest(DigestAlgorithm::Sha256, key.spki());
    entry.fact("public_key_sha256", &text::KEY_FINGERPRINT, hex(fingerprint.as_bytes()));
    entry
}

/// Returns the kind of a key: `RSA-2048`, `EC-P256`.
pub(crate) fn kind(key: &PublicKey<'_>) -> String {
    match key.kind() {
        antin::crypto::KeyKind::Rsa => format!("RSA-{}", key.bits()),
        other => other.name().to_owned(),
    }
}

/// Returns the name of an algorithm with its digest.
pub(super) fn algorithm(algorithm: SignatureAlgorithm) -> String {
    match algorithm {
        SignatureAlgorithm::Ed25519 => algorithm.name().to_owned(),
        _ => format!("{} {}", algorithm.name(), algorithm.digest().name()),
    }
}
