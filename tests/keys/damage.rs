//! Damaged files: cut off anywhere, changed anywhere, and those that ask for too much work.

use std::time::{Duration, Instant};

use antin::keys::{Credential, Options, PrivateKey, Sign};
use antin::limits::Limits;
use antin::{Error, Limit};

use crate::{key, kind, vector};

const PASSWORD: &str = "mat-khau-123";

/// DER and BER, every kind of MAC.
const FILES: &[&str] = &[
    "p12/openssl3-p256.p12",
    "p12/windows-style.p12",
    "p12/nss-3des.p12",
    "p12/openssl4-pbmac1-sha512.p12",
];

fn password(file: &str) -> &'static str {
    if file.contains("windows") { "Mật khẩu của tôi" } else { PASSWORD }
}

#[test]
fn a_pkcs12_file_that_is_cut_off_anywhere_is_malformed() {
    for file in FILES {
        let whole = vector(file);
        for end in 0..whole.len() {
            let error = Credential::from_pkcs12(&whole[..end], password(file)).expect_err(file);
            assert_eq!(kind(&error), "malformed", "{file} cut off at {end}");
        }
    }
}

#[test]
fn a_key_in_der_that_is_cut_off_anywhere_is_malformed() {
    for file in [
        "der/rsa2048-vietnamese.der",
        "der/p256-nopublic.der",
        "der/p384-sec1.der",
        "der/rsa2048-pkcs1.der",
        "der/ed25519-v2.der",
    ] {
        let whole = vector(file);
        for end in 0..whole.len() {
            let error = PrivateKey::from_bytes(&whole[..end], Some("x")).expect_err(file);
            assert_eq!(kind(&error), "malformed", "{file} cut off at {end}");
        }
    }
}

#[test]
fn a_key_in_pem_that_is_cut_off_anywhere_is_malformed_or_no_key() {
    let whole = vector("pem/p256.pem");
    for end in 0..whole.len() - 1 {
        let result = PrivateKey::from_bytes(&whole[..end], None);
        // Before its first line is whole it is no PEM, and its end needs no line end.
        match result {
            Ok(key) => assert!(whole[..end].ends_with(b"-----"), "{end} {key:?}"),
            Err(error) => assert_eq!(kind(&error), "malformed", "cut off at {end}"),
        }
    }
}

#[test]
fn a_pkcs12_file_with_any_octet_changed_never_opens() {
    // One iteration: several thousand variants would take minutes otherwise.
    let file = vector("p12/openssl3-one-iteration.p12");
    assert!(Credential::from_pkcs12(&file, PASSWORD).is_ok(), "unchanged");
    for at in 0..file.len() {
        for change in [0x01, 0x20, 0x80, 0xff] {
            let mut changed = file.clone();
            changed[at] ^= change;
            let error = Credential::from_pkcs12(&changed, PASSWORD).expect_err("changed");
            let expected = ["malformed", "wrong-password", "key-encryption", "limit"];
            assert!(expected.contains(&kind(&error)), "octet {at}: {error}");
        }
    }
}

#[test]
fn a_change_without_a_mac_never_gives_another_key() {
    // What is left is that keys fit themselves, and their certificates.
    let (encrypted, open) = ("pem/p256-pbkdf2-sha256-aes256.pem", "p12/openssl3-open.p12");
    let right = key(encrypted, Some(PASSWORD)).spki().to_vec();
    let block = antin::pem::blocks(&vector(encrypted)).next().expect("a block").expect("PEM");
    for at in 0..block.der().len() {
        let mut changed = block.der().to_vec();
        changed[at] ^= 0x01;
        if let Ok(key) = PrivateKey::from_bytes_with(&changed, Some(PASSWORD), &few_iterations()) {
            assert_eq!(key.spki(), right, "{encrypted}: octet {at}");
        }
    }
    let file = vector(open);
    for at in 0..file.len() {
        for change in [0x01, 0xff] {
            let mut changed = file.clone();
            changed[at] ^= change;
            if let Ok(credential) = Credential::from_pkcs12(&changed, "") {
                assert_eq!(credential.key().spki(), right, "{open}: octet {at}");
                assert_eq!(credential.certificate().spki(), right, "{open}: octet {at}");
            }
        }
    }
}

/// Limits under which a changed iteration count does not keep the tests busy.
fn few_iterations() -> Options {
    let mut limits = Limits::DEFAULT;
    limits.kdf_iterations = 50_000;
    Options::new().with_limits(limits)
}

#[test]
fn a_file_that_would_keep_a_processor_busy_is_refused_before_it_does() {
    for (file, limit) in [
        ("bomb-pbkdf2.der", Limit::KdfIterations),
        ("bomb-pbe.der", Limit::KdfIterations),
        ("bomb-scrypt-memory.der", Limit::KdfMemory),
        ("bomb-scrypt-overflow.der", Limit::KdfMemory),
        ("bomb-scrypt-lanes.der", Limit::KdfIterations),
    ] {
        let bytes = vector(&format!("der/{file}"));
        let since = Instant::now();
        let result = PrivateKey::from_bytes(&bytes, Some(PASSWORD));
        assert_eq!(result.err(), Some(Error::LimitExceeded(limit)), "{file}");
        assert!(since.elapsed() < AT_ONCE, "{file}: {:?}", since.elapsed());
    }
    for file in ["bomb-mac.p12", "bomb-pbmac1.p12", "bomb-bag.p12"] {
        let bytes = vector(&format!("p12/{file}"));
        let since = Instant::now();
        let error = Credential::from_pkcs12(&bytes, PASSWORD).expect_err(file);
        assert_eq!(error, Error::LimitExceeded(Limit::KdfIterations), "{file}");
        assert!(since.elapsed() < AT_ONCE, "{file}: {:?}", since.elapsed());
    }
}

const AT_ONCE: Duration = Duration::from_millis(500);

#[test]
fn the_limits_are_the_callers() {
    let options = |iterations, memory| {
        let mut limits = Limits::DEFAULT;
        (limits.kdf_iterations, limits.kdf_memory) = (iterations, memory);
        Options::new().with_limits(limits)
    };
    let open = |file: &str, options: &Options| {
        PrivateKey::from_bytes_with(&vector(file), Some(PASSWORD), options).map(|_| ())
    };
    let exceeded = |limit| Err(Error::LimitExceeded(limit));
    // OpenSSL's 2,048 iterations.
    let file = "pem/p256-pbkdf2-sha256-aes256.pem";
    assert_eq!(open(file, &options(2_048, 0)), Ok(()));
    assert_eq!(open(file, &options(2_047, 0)), exceeded(Limit::KdfIterations));
    // OpenSSL's N = 16,384, r = 8, p = 1: 16 MiB, and a KiB for the lane.
    let file = "pem/p256-scrypt-aes256.pem";
    let (work, memory) = (2 * 16_384 * 8, 128 * 8 * 16_385);
    assert_eq!(open(file, &options(work, memory)), Ok(()));
    assert_eq!(open(file, &options(work - 1, memory)), exceeded(Limit::KdfIterations));
    assert_eq!(open(file, &options(work, memory - 1)), exceeded(Limit::KdfMemory));
    // A PKCS#12 file draws on one budget: MAC, key and certificates take 2,048 each.
    let file = vector("p12/openssl3-p256.p12");
    let open =
        |limit| Credential::from_pkcs12_with(&file, PASSWORD, &options(limit, 0)).map(|_| ());
    assert_eq!(open(3 * 2_048), Ok(()));
    assert_eq!(open(3 * 2_048 - 1), exceeded(Limit::KdfIterations));
}

#[test]
fn a_pkcs12_file_with_too_many_certificates_is_refused() {
    let mut limits = Limits::DEFAULT;
    limits.certificates = 2;
    let options = Options::new().with_limits(limits);
    let file = vector("p12/openssl3-p256.p12");
    let error = Credential::from_pkcs12_with(&file, PASSWORD, &options).expect_err("three");
    assert_eq!(error, Error::LimitExceeded(Limit::Certificates));
    limits.certificates = 3;
    let options = Options::new().with_limits(limits);
    assert!(Credential::from_pkcs12_with(&file, PASSWORD, &options).is_ok());
}

#[test]
fn bad_input_is_an_error_and_no_panic() {
    for (bytes, expected) in [
        (&b""[..], "malformed"),
        (b"\x30", "malformed"),
        (b"\x30\x80\x00\x00", "malformed"),
        (b"-----BEGIN PRIVATE KEY-----", "malformed"),
        (b"a text without a key", "malformed"),
        (b"\x30\x84\x40\x00\x00\x00\x02\x01\x03", "malformed"),
    ] {
        let error = PrivateKey::from_bytes(bytes, None).expect_err("no key");
        assert_eq!(kind(&error), expected, "{bytes:02x?}");
        let error = Credential::from_pkcs12(bytes, "").expect_err("no file");
        assert_eq!(kind(&error), "malformed", "{bytes:02x?}");
    }
    let deep = [0x30, 0x80].repeat(50_000_000);
    let error = Credential::from_pkcs12(&deep, "").expect_err("100 MB of nesting");
    assert_eq!(error, Error::LimitExceeded(Limit::Nesting));
}
