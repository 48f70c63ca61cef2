//! The program, and the throwaway PKI of `tests/peers/pki.sh`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use antin::keys::{Credential, PrivateKey};
use antin::policy::{Policy, Revocation, TrustStore};
use antin::x509;

/// What is signed; it is not text, so that nobody changes its line ends.
pub(crate) const CONTENT: &[u8] = b"Quy\xe1\xba\xbft \xc4\x91\xe1\xbb\x8bnh\r\n\x00\xff\n";

/// The key types that OpenSSL signs CMS with.
pub(crate) const NAMES: [&str; 5] = ["rsa2048", "rsa3072", "rsa4096", "p256", "p384"];

/// The folder with the PKI and the content; `None` if OpenSSL is not here.
pub(crate) fn pki() -> Option<&'static Pki> {
    static PKI: OnceLock<Option<Pki>> = OnceLock::new();
    PKI.get_or_init(Pki::make).as_ref()
}

pub(crate) struct Pki(PathBuf);

impl Pki {
    fn make() -> Option<Self> {
        let mut version = Command::new("openssl");
        version.arg("version").stdout(Stdio::null()).stderr(Stdio::null());
        if !version.status().is_ok_and(|status| status.success()) {
            let required =
                std::env::var_os("ANTIN_REQUIRE_PEERS").is_some_and(|value| value == "1");
            assert!(!required, "openssl is required and not here");
            eprintln!("skipped: no openssl");
            return None;
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peer_openssl");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("folder");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/pki.sh");
        let made = Command::new("bash").arg(script).arg(&folder).output().expect("bash");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        std::fs::write(folder.join("content"), CONTENT).expect("content");
        Some(Self(folder))
    }

    pub(crate) fn read(&self, file: &str) -> Vec<u8> {
        std::fs::read(self.0.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub(crate) fn write(&self, file: &str, bytes: &[u8]) {
        std::fs::write(self.0.join(file), bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
    }

    /// Runs `openssl` with words that blanks separate; `Err` has what it said.
    pub(crate) fn run(&self, line: &str) -> Result<Vec<u8>, String> {
        let mut command = Command::new("openssl");
        let output = command.args(line.split_whitespace()).current_dir(&self.0).output();
        let output = output.map_err(|error| error.to_string())?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }

    pub(crate) fn policy(&self) -> Policy {
        let trust = TrustStore::from_pem(&self.read("root.pem")).expect("root");
        Policy::new(trust).with_revocation(Revocation::IfPresent)
    }

    pub(crate) fn chain(&self, name: &str) -> Vec<x509::Certificate> {
        x509::certificates(&self.read(&format!("{name}.chain.pem"))).expect("chain")
    }

    pub(crate) fn credential(&self, name: &str) -> Credential {
        let key = PrivateKey::from_bytes(&self.read(&format!("{name}.key")), None).expect("key");
        Credential::new(self.chain(name), key).expect("credential")
    }

    /// A time at which the certificates hold.
    pub(crate) fn now(&self) -> antin::Time {
        self.chain("p256")[0].not_before().plus_seconds(3600)
    }
}
