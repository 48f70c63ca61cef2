//! PKCS#12 files of the development PKI: PBES2 with AES-256 and PBKDF2, MAC with HMAC-SHA-256
//! (RFC 7292, RFC 8018), as OpenSSL 3 and current Java write them.

use p12_keystore::error::Error;
use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};

use super::Issued;

/// Writes a key and its chain.
pub(super) fn write(
    name: &str,
    made: &Issued,
    chain: &[Vec<u8>],
    password: &str,
) -> Result<Vec<u8>, Error> {
    let certificates = std::iter::once(&made.certificate)
        .chain(chain)
        .map(|der| Certificate::from_der(der))
        .collect::<Result<Vec<_>, _>>()?;
    let key = PrivateKey::from_der(&made.key)?;
    let chain = PrivateKeyChain::new(name.as_bytes().to_vec(), key, certificates);
    let mut store = KeyStore::new();
    store.add_entry(name, KeyStoreEntry::PrivateKeyChain(chain));
    store.writer(password).write()
}
