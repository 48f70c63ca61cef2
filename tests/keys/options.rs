//! Credentials put together by hand, options, and what is shown of secrets.

use antin::crypto::{KeyKind, SignatureAlgorithm, providers};
use antin::keys::{Credential, Options, PrivateKey, Sign};
use antin::{CredentialError, Error, KeyError};

use crate::{assert_signs, chain, key, vector};

const PASSWORD: &str = "mat-khau-123";

#[test]
fn the_chain_comes_out_leaf_first_from_any_order() {
    let sorted = chain("p256");
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let given = order.map(|at| sorted[at].clone()).to_vec();
        let credential = Credential::new(given, key("pem/p256.pem", None)).expect("match");
        assert_eq!(credential.chain(), sorted, "{order:?}");
        assert_eq!(credential.certificate(), &sorted[0], "{order:?}");
    }
}

#[test]
fn certificates_that_lead_nowhere_and_doubles_are_left_out() {
    let sorted = chain("p256");
    let mut given = chain("rsa2048");
    given.extend(sorted.iter().rev().cloned());
    given.extend(sorted.iter().cloned());
    let credential = Credential::new(given, key("pem/p256.pem", None)).expect("match");
    assert_eq!(credential.chain(), sorted);
    let without_issuer = vec![sorted[2].clone(), sorted[0].clone()];
    let credential = Credential::new(without_issuer, key("pem/p256.pem", None)).expect("match");
    assert_eq!(credential.chain(), &sorted[..1]);
}

#[test]
fn of_two_certificates_of_one_key_the_later_one_is_the_signers() {
    let (new, old) = (chain("p256"), chain("p256-old"));
    for given in [[&new[..], &old].concat(), [&old[..], &new].concat()] {
        let credential = Credential::new(given, key("pem/p256.pem", None)).expect("match");
        assert_eq!(credential.chain(), new);
    }
    assert!(new[0].spki() == old[0].spki() && new[0].not_before() > old[0].not_before());
}

#[test]
fn a_key_needs_its_own_certificate() {
    let refused = |chain, key| Credential::new(chain, key).expect_err("no match");
    let error = refused(chain("p384"), key("pem/p256.pem", None));
    assert_eq!(error, Error::Credential(CredentialError::KeyMismatch));
    // The same type of key is not the same key: here, the sub-CA's.
    let error = refused(chain("p256")[1..].to_vec(), key("pem/p256.pem", None));
    assert_eq!(error, Error::Credential(CredentialError::KeyMismatch));
    let error = refused(Vec::new(), key("pem/p256.pem", None));
    assert_eq!(error, Error::Credential(CredentialError::NoCertificate));
}

#[test]
fn a_chain_and_a_key_are_read_from_two_files_or_from_one() {
    let (certificates, key) = (vector("pem/rsa2048-chain.pem"), vector("pem/rsa2048.pem"));
    let two = Credential::from_pem(&certificates, &key, None).expect("two files");
    assert_eq!(two.chain(), chain("rsa2048"));
    let both = [&key[..], &certificates].concat();
    let one = Credential::from_pem(&both, &both, None).expect("one file");
    assert_eq!(one.chain(), two.chain());
    assert_signs(one.key(), "one file");
    let encrypted = vector("pem/p256-scrypt-aes256.pem");
    let open = |password| Credential::from_pem(&vector("pem/p256-chain.pem"), &encrypted, password);
    assert!(open(Some(PASSWORD)).is_ok());
    assert_eq!(open(None).err(), Some(Error::Key(KeyError::PasswordNeeded)));
    assert_eq!(open(Some("")).err(), Some(Error::Key(KeyError::PasswordNeeded)));
    assert_eq!(open(Some("x")).err(), Some(Error::Key(KeyError::WrongPassword)));
}

#[test]
fn two_keys_in_one_file_are_refused() {
    let both = [vector("pem/p256.pem"), vector("pem/p384.pem")].concat();
    let error = PrivateKey::from_bytes(&both, None).expect_err("two keys");
    assert_eq!(error, Error::Credential(CredentialError::SeveralKeys));
}

#[test]
fn every_provider_reads_and_signs_with_every_type() {
    for provider in providers() {
        let options = Options::new().with_provider(*provider);
        for (name, kind, bits) in [
            ("rsa2048", KeyKind::Rsa, 2048),
            ("rsa3072", KeyKind::Rsa, 3072),
            ("rsa4096", KeyKind::Rsa, 4096),
            ("p256", KeyKind::EcP256, 256),
            ("p384", KeyKind::EcP384, 384),
            ("ed25519", KeyKind::Ed25519, 256),
        ] {
            let file = vector(&format!("p12/openssl3-{name}.p12"));
            let credential = Credential::from_pkcs12_with(&file, PASSWORD, &options).expect(name);
            assert_signs(credential.key(), name);
            let file = vector(&format!("pem/{name}.pem"));
            let key = PrivateKey::from_bytes_with(&file, None, &options).expect(name);
            assert_eq!((key.kind(), key.bits()), (kind, bits), "{}", provider.name());
        }
    }
}

#[test]
fn an_algorithm_of_another_type_of_key_is_refused() {
    let key = key("pem/p256.pem", None);
    let error = key.sign(SignatureAlgorithm::Ed25519, b"message").expect_err("P-256");
    assert_eq!(error, Error::Key(KeyError::AlgorithmMismatch));
}

#[test]
fn no_secret_is_shown() {
    let private = key("pem/p256.pem", None);
    assert_eq!(format!("{private:?}"), "PrivateKey { kind: EcP256, bits: 256 }");
    let credential = Credential::new(chain("p256"), private).expect("match");
    assert_eq!(format!("{credential:?}"), "Credential { certificates: 3, .. }");
    // An error says neither the password, nor what stood in its place.
    let file = vector("p12/openssl3-p256.p12");
    let error = Credential::from_pkcs12(&file, "hunter2-secret").expect_err("wrong");
    let shown = format!("{error} {error:?}");
    assert_eq!(shown, "the key cannot be used: the password is wrong Key(WrongPassword)");
}

#[test]
fn a_credential_is_cloned_and_shared_between_threads() {
    let credential = Credential::from_pkcs12(&vector("p12/openssl3-p256.p12"), PASSWORD);
    let credential = credential.expect("opens");
    let clone = credential.clone();
    std::thread::scope(|scope| {
        scope.spawn(|| assert_signs(credential.key(), "thread"));
        scope.spawn(move || assert_signs(clone.key(), "clone"));
    });
}
