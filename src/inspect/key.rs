//! Keys, of which only the kind and the public half are shown.

use crate::crypto::{DigestAlgorithm, Hasher, PublicKey, SignatureAlgorithm};
use crate::inspect::entry::{Entry, hex};
use crate::inspect::{certificate, label};
use crate::keys::{Credential, Sign};

/// Describes a private key by its public half.
pub(super) fn describe(key: &dyn Sign) -> Entry {
    let mut entry = Entry::new("private-key", label::KEY);
    if let Ok(public) = PublicKey::from_spki(key.spki()) {
        entry.fact("key_type", label::KEY_TYPE, public.name());
    }
    let fingerprint = Hasher::digest(DigestAlgorithm::Sha256, key.spki());
    entry.fact("public_key_sha256", label::KEY_FINGERPRINT, hex(fingerprint.as_bytes()));
    entry
}

/// Describes what a PKCS#12 file holds.
pub(super) fn describe_with_chain(credential: &Credential) -> Entry {
    let mut entry = Entry::new("pkcs12", label::PKCS12);
    entry.with("keys", vec![describe(credential.key())]);
    entry.with("certificates", credential.chain().iter().map(certificate::describe).collect());
    entry
}

/// Returns the name of an algorithm with its digest.
pub(super) fn algorithm(algorithm: SignatureAlgorithm) -> String {
    match algorithm {
        SignatureAlgorithm::Ed25519 => algorithm.name().to_owned(),
        _ => format!("{} {}", algorithm.name(), algorithm.digest().name()),
    }
}
