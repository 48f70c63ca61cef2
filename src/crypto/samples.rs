//! Keys and signature values for tests, from `test-vectors/`.

/// Includes a key from `test-vectors/signatures`.
macro_rules! key {
    ($name:literal) => {{
        const OCTETS: &[u8] =
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/test-vectors/signatures/", $name));
        OCTETS
    }};
}

/// Includes a signature value over [`MESSAGE`] from `test-vectors/signatures`.
macro_rules! signature {
    ($name:literal) => {{
        const OCTETS: &[u8] = include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/test-vectors/signatures/",
            $name,
            ".sig"
        ));
        OCTETS
    }};
}

pub(crate) use {key, signature};

/// What the values in `test-vectors/signatures` are over.
pub(crate) const MESSAGE: &[u8] = include_bytes!("../../test-vectors/signatures/message.bin");

/// The private keys that sign, in PKCS#8.
pub(crate) const PRIVATE: &[&[u8]] = &[
    key!("rfc9500-rsa2048.p8"),
    key!("rfc9500-rsa4096.p8"),
    key!("rfc9500-p256.p8"),
    key!("rfc9500-p384.p8"),
    key!("rfc8032-ed25519.p8"),
];
