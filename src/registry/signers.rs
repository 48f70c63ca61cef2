//! Who may sign a registry.

use std::collections::BTreeSet;

use crate::crypto::Hasher;
use crate::edxml::statement::Sha256;
use crate::x509::Certificate;

/// The keys that may sign a registry.
///
/// A path to a trusted root is not enough: every agency has one. Keys are named, so that a certificate may
/// be renewed; a registry signed by the old key and the new one is accepted by both.
#[derive(Clone, Debug, Default)]
pub struct RegistrySigners {
    keys: BTreeSet<Sha256>,
}

impl RegistrySigners {
    /// Names nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Names the key of a certificate.
    #[must_use]
    pub fn with(mut self, certificate: &Certificate) -> Self {
        self.keys.insert(Hasher::sha256(certificate.spki()));
        self
    }

    /// Names a key by the SHA-256 of its SubjectPublicKeyInfo in DER.
    #[must_use]
    pub fn with_key(mut self, key: Sha256) -> Self {
        self.keys.insert(key);
        self
    }

    pub(super) fn has(&self, certificate: &Certificate) -> bool {
        self.keys.contains(&Hasher::sha256(certificate.spki()))
    }
}
