//! Keys of the development PKI, made by aws-lc, and their PKCS#8.

use rcgen::{KeyPair, RsaKeySize};

use crate::args::KeyType;

/// Makes a key.
pub(crate) fn generate(kind: KeyType) -> Result<KeyPair, rcgen::Error> {
    let rsa = |size| KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, size);
    match kind {
        KeyType::Rsa2048 => rsa(RsaKeySize::_2048),
        KeyType::Rsa3072 => rsa(RsaKeySize::_3072),
        KeyType::Rsa4096 => rsa(RsaKeySize::_4096),
        KeyType::P256 => KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256),
        KeyType::P384 => KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384),
        KeyType::Ed25519 => KeyPair::generate_for(&rcgen::PKCS_ED25519),
    }
}

/// Returns the key as PKCS#8 that every program reads.
///
/// Ed25519 keys come as version 2 of the structure with the public key inside (RFC 5958), which
/// OpenSSL 3.0 refuses; the seed is put into version 1 (RFC 8410 §7).
pub(crate) fn pkcs8(key: &KeyPair) -> Vec<u8> {
    const V2: &[u8] = &[0x30, 0x51, 2, 1, 1, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    const V1: &[u8] = &[0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    let der = key.serialized_der();
    match der.strip_prefix(V2).and_then(|rest| rest.get(..32)) {
        Some(seed) => [V1, seed].concat(),
        None => der.to_vec(),
    }
}
