//! Files that peers write at test time, with fresh keys, salts and defaults of their own versions.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use antin::keys::{Credential, PrivateKey, Sign};
use antin::{Error, KeyError};

use crate::assert_signs;

/// Letters that OpenSSL takes and keytool does not: "Password is not ASCII".
const VIETNAMESE: &str = "Mật khẩu 1";
const ASCII: &str = "mat-khau-1";

/// Whether a program is here; says so if not, and fails where peers are required.
fn peer(program: &str, version: &str) -> bool {
    let mut command = Command::new(program);
    command.arg(version).stdout(Stdio::null()).stderr(Stdio::null());
    if command.status().is_ok_and(|status| status.success()) {
        return true;
    }
    let required = std::env::var_os("ANTIN_REQUIRE_PEERS").is_some_and(|value| value == "1");
    assert!(!required, "{program} is required and not here");
    eprintln!("skipped: no {program}");
    false
}

/// A folder of this test's own, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("folder");
        Self(path)
    }

    /// Runs a command line in the folder. Its words are separated by blanks; `VIETNAMESE` stands for
    /// the password of that name.
    fn run(&self, line: &str) {
        let words: Vec<String> =
            line.split_whitespace().map(|word| word.replace("VIETNAMESE", VIETNAMESE)).collect();
        let mut command = Command::new(&words[0]);
        let output =
            command.args(&words[1..]).current_dir(&self.0).env("LC_ALL", "C.UTF-8").output();
        let output = output.unwrap_or_else(|error| panic!("{line}: {error}"));
        let said = [output.stdout, output.stderr].concat();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&said));
    }

    fn read(&self, file: &str) -> Vec<u8> {
        std::fs::read(self.0.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const TYPES: &[(&str, &str)] = &[
    ("rsa", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048"),
    ("p256", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256"),
    ("p384", "-algorithm EC -pkeyopt ec_paramgen_curve:P-384"),
    ("ed25519", "-algorithm ED25519"),
];

fn assert_opens(folder: &Folder, file: &str, password: &str) -> Credential {
    let bytes = folder.read(file);
    let credential = Credential::from_pkcs12(&bytes, password);
    let credential = credential.unwrap_or_else(|error| panic!("{file}: {error}"));
    assert_signs(credential.key(), file);
    let error = Credential::from_pkcs12(&bytes, "another").expect_err(file);
    assert_eq!(error, Error::Key(KeyError::WrongPassword), "{file}");
    credential
}

#[test]
fn what_openssl_writes_is_read() {
    if !peer("openssl", "version") {
        return;
    }
    let folder = Folder::new("keys-openssl");
    for (name, generate) in TYPES {
        folder.run(&format!("openssl genpkey {generate} -out {name}.pem"));
        folder.run(&format!(
            "openssl req -new -x509 -key {name}.pem -subj /CN={name} -days 2 -out {name}.crt"
        ));
        let expected = PrivateKey::from_bytes(&folder.read(&format!("{name}.pem")), None);
        let expected = expected.expect("PKCS#8").spki().to_vec();
        for (file, options) in [
            ("default", ""),
            ("legacy", "-legacy"),
            ("3des", "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1"),
            ("aes128", "-keypbe AES-128-CBC -certpbe AES-128-CBC -macalg sha512"),
            ("nomac", "-nomac"),
        ] {
            let file = format!("{name}-{file}.p12");
            folder.run(&format!("openssl pkcs12 -export -inkey {name}.pem -in {name}.crt -passout pass:VIETNAMESE -out {file} {options}"));
            assert_eq!(assert_opens(&folder, &file, VIETNAMESE).key().spki(), expected, "{file}");
        }
        for options in [
            "-v2 aes-256-cbc",
            "-v2 aes-128-cbc -v2prf hmacWithSHA512",
            "-v2 des3 -v2prf hmacWithSHA1",
            "-scrypt",
            "-v1 PBE-SHA1-3DES",
        ] {
            folder.run(&format!(
                "openssl pkcs8 -topk8 -in {name}.pem -passout pass:VIETNAMESE -out e.pem {options}"
            ));
            let key = PrivateKey::from_bytes(&folder.read("e.pem"), Some(VIETNAMESE));
            let key = key.unwrap_or_else(|error| panic!("{name} {options}: {error}"));
            assert_eq!(key.spki(), expected, "{name} {options}");
        }
    }
}

#[test]
fn what_keytool_writes_is_read() {
    if !peer("keytool", "-help") {
        return;
    }
    let folder = Folder::new("keys-keytool");
    for (name, algorithm) in [
        ("rsa", "-keyalg RSA -keysize 2048"),
        ("p256", "-keyalg EC -groupname secp256r1"),
        ("p384", "-keyalg EC -groupname secp384r1"),
        ("ed25519", "-keyalg Ed25519"),
    ] {
        for (file, options) in [("default", ""), ("legacy", "-J-Dkeystore.pkcs12.legacy")] {
            let file = format!("{name}-{file}.p12");
            folder.run(&format!("keytool -genkeypair {algorithm} -alias a -dname CN={name} -validity 2 -storetype PKCS12 -storepass {ASCII} -keystore {file} {options}"));
            assert_eq!(assert_opens(&folder, &file, ASCII).chain().len(), 1);
        }
    }
}
