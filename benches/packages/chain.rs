//! The committed chains of `test-vectors/bench`, and what is measured with them.

use std::fs::{self, File};
use std::io::{Cursor, Read, Seek};
use std::path::Path;

use antin::ades::{Evidence, Level};
use antin::edxml::{DangerouslyAnySender, Opening, SealOptions, State, seal};
use antin::keys::Credential;
use antin::policy::{Policy, Revocation, TrustStore};
use antin::{Time, cades, pem};

/// A kind of key with its chain of three.
pub(crate) struct Chain {
    pub(crate) name: &'static str,
    /// The private key as PKCS#8 in DER.
    pub(crate) pkcs8: Vec<u8>,
    credential: Credential,
    options: SealOptions,
    policy: Policy,
    at: Time,
}

impl Chain {
    pub(crate) fn load(name: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test-vectors/bench");
        let read = |kind: &str| fs::read(folder.join(format!("{name}.{kind}.pem"))).unwrap();
        let key = read("key");
        let at = Time::parse_rfc3339("2027-01-01T00:00:00Z").unwrap();
        Self {
            name,
            pkcs8: pem::blocks(&key).next().unwrap().unwrap().der().to_vec(),
            credential: Credential::from_pem(&read("chain"), &key, None).unwrap(),
            options: SealOptions::new(cades::Options::new(Level::B).signing_time(at)),
            policy: Policy::new(TrustStore::from_pem(&read("root")).unwrap())
                .with_revocation(Revocation::IfPresent),
            at,
        }
    }

    /// Seals a package into memory that is there already.
    pub(crate) fn seal(&self, package: &[u8], out: &mut Vec<u8>) {
        out.clear();
        seal(Cursor::new(package), &self.credential, &self.options, out).unwrap();
    }

    /// Seals a package from file to file.
    pub(crate) fn seal_file(&self, package: &File, out: &File) {
        seal(package, &self.credential, &self.options, out).unwrap();
    }

    /// Judges a package, which has to be in this state, and accepted.
    pub(crate) fn accept(&self, package: &[u8], state: State) {
        self.judge(Cursor::new(package), state);
    }

    /// The same out of a file.
    pub(crate) fn accept_file(&self, package: &File, state: State) {
        self.judge(package, state);
    }

    fn judge(&self, package: impl Read + Seek, state: State) {
        let opening = Opening::new().senders(&DangerouslyAnySender);
        let report = opening.open(package, &self.policy, &Evidence::new(), self.at).unwrap();
        assert_eq!(report.state(), state);
        std::hint::black_box(report.into_verified().unwrap());
    }
}
