//! The committed chains of `test-vectors/bench`.

use std::fs;
use std::path::Path;

use antin::Time;
use antin::pem;
use antin::x509::{self, Certificate};

/// A kind of key with its chain of three.
pub(crate) struct Chain {
    pub(crate) name: &'static str,
    pub(crate) key_pem: Vec<u8>,
    pub(crate) chain_pem: Vec<u8>,
    pub(crate) root_pem: Vec<u8>,
    /// The person, the issuing CA, the root.
    pub(crate) certificates: Vec<Certificate>,
    /// The time of judgement: within the validity of all.
    pub(crate) at: Time,
}

/// The kinds of key, in the order of the table.
pub(crate) const NAMES: &[&str] = &["rsa2048", "rsa3072", "rsa4096", "p256", "p384", "ed25519"];

impl Chain {
    pub(crate) fn load(name: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors/bench");
        let read = |kind: &str| fs::read(folder.join(format!("{name}.{kind}.pem"))).unwrap();
        let (chain_pem, root_pem) = (read("chain"), read("root"));
        let certificates = x509::certificates(&[&chain_pem[..], &root_pem].concat()).unwrap();
        let at = Time::parse_rfc3339("2027-01-01T00:00:00Z").unwrap();
        Self { name, key_pem: read("key"), chain_pem, root_pem, certificates, at }
    }
    /// The private key as PKCS#8 in DER.
    pub(crate) fn pkcs8(&self) -> Vec<u8> {
        pem::blocks(&self.key_pem).next().unwrap().unwrap().der().to_vec()
    }
}
