//! Encryption schemes: each check of their parameters, flipped by itself.

use super::*;
use crate::der::Writer;
use crate::limits::Limits;

/// PBES2 with one iteration, of which a part may be bent.
struct Pbes2 {
    cipher: Oid<'static>,
    iv: Vec<u8>,
    key_length: Option<u64>,
}

impl Default for Pbes2 {
    fn default() -> Self {
        Self { cipher: oid::AES256_CBC, iv: vec![0; 16], key_length: None }
    }
}

impl Pbes2 {
    fn encode(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.sequence(|out| {
            out.oid(oid::PBES2).sequence(|out| {
                out.sequence(|out| {
                    out.oid(oid::PBKDF2).sequence(|out| {
                        out.octet_string(b"salt").unsigned(1);
                        if let Some(length) = self.key_length {
                            out.unsigned(length);
                        }
                    });
                });
                out.sequence(|out| {
                    out.oid(self.cipher).octet_string(&self.iv);
                });
            });
        });
        out.finish()
    }

    fn open(&self, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        let der = self.encode();
        let scheme = Scheme::read(&mut Reader::new(&der))?;
        let password = Password::new("password");
        let mut budget = Budget::new(&Limits::DEFAULT);
        scheme.open(&password, password.forms(), ciphertext, &mut budget, |_| true)
    }
}

fn clause(result: Result<impl Sized, Error>) -> &'static str {
    match result.err() {
        Some(Error::Malformed(malformed)) => malformed.clause,
        Some(_) => "another error",
        None => "",
    }
}

#[test]
fn a_vector_of_another_length_than_a_block_is_refused() {
    for (cipher, length) in [(oid::AES256_CBC, 16), (oid::AES128_CBC, 16), (oid::DES_EDE3_CBC, 8)] {
        for (iv, expected) in [
            (length, "another error"), // zeros decrypt to no padding: a wrong password
            (length - 1, "RFC 8018 §B.2: initialization vector"),
            (length + 1, "RFC 8018 §B.2: initialization vector"),
        ] {
            let scheme = Pbes2 { cipher, iv: vec![0; iv], key_length: None };
            assert_eq!(clause(scheme.open(&[0; 16])), expected, "{cipher} {iv}");
        }
    }
}

#[test]
fn a_key_length_that_is_not_the_ciphers_is_refused() {
    let with = |key_length| Pbes2 { key_length, ..Pbes2::default() }.open(&[0; 16]);
    assert_eq!(with(None).err(), with(Some(32)).err());
    assert_eq!(clause(with(Some(16))), "RFC 8018 §A.2: keyLength");
    assert_eq!(clause(with(Some(1 << 40))), "RFC 8018 §A.2: keyLength");
}

#[test]
fn ciphertext_that_is_not_whole_blocks_is_malformed_and_no_wrong_password() {
    for length in [0, 1, 15, 17, 31] {
        let result = Pbes2::default().open(&vec![0; length]);
        assert_eq!(clause(result), "RFC 8018 §6.1.1: not whole blocks", "{length}");
    }
}

#[test]
fn an_unknown_cipher_or_scheme_is_unsupported() {
    let scheme = Pbes2 { cipher: oid::SHA1, ..Pbes2::default() };
    assert_eq!(scheme.open(&[0; 16]).err(), Some(UNSUPPORTED));
    let mut out = Writer::new();
    out.sequence(|out| {
        out.oid(oid::RSA_ENCRYPTION).null();
    });
    assert_eq!(Scheme::read(&mut Reader::new(&out.finish())).err(), Some(UNSUPPORTED));
}

#[test]
fn plaintext_that_does_not_look_right_is_a_wrong_password() {
    // Encrypted by OpenSSL: PBKDF2 with HMAC-SHA-1, "password", "salt", one iteration; AES-256-CBC.
    let scheme = Pbes2::default();
    let der = scheme.encode();
    let scheme = Scheme::read(&mut Reader::new(&der)).expect("scheme");
    let password = Password::new("password");
    let open = |looks_right: fn(&[u8]) -> bool| {
        let mut budget = Budget::new(&Limits::DEFAULT);
        scheme.open(&password, password.forms(), CIPHERTEXT, &mut budget, looks_right)
    };
    assert_eq!(open(|_| true).as_deref().map(Vec::as_slice), Ok(&b"plaintext"[..]));
    assert_eq!(open(|plaintext| plaintext.is_empty()).err(), Some(password.refused()));
}

const CIPHERTEXT: &[u8] = b"\x59\xe1\xcc\xac\xb6\x41\x82\xe3\x02\xb2\xb4\x6c\x13\x58\x77\xc7";
