//! antin as its user calls it: a credential and a policy made once, then one call an operation.

use antin::Time;
use antin::ades::{Evidence, Level};
use antin::cades::{self, Options};
use antin::crypto::Provider;
use antin::keys::{self, Credential};
use antin::path::danger::WithoutRevocation;
use antin::path::{self, Context};
use antin::policy::{Policy, Revocation, TrustStore};
use antin::x509::Certificate;

use crate::chain::Chain;
use crate::primitives::Check;

/// A credential and a policy over one chain and one provider.
pub(crate) struct Subject {
    credential: Credential,
    policy: Policy,
    options: Options,
    at: Time,
    /// The private key as PKCS#8 in DER.
    pub(crate) pkcs8: Vec<u8>,
}

impl Subject {
    pub(crate) fn new(chain: &Chain, provider: &'static dyn Provider) -> Self {
        let options = keys::Options::new().with_provider(provider);
        let credential =
            Credential::from_pem_with(&chain.chain_pem, &chain.key_pem, None, &options).unwrap();
        let trust = TrustStore::from_pem(&chain.root_pem).unwrap();
        let policy =
            Policy::new(trust).with_revocation(Revocation::IfPresent).with_provider(provider);
        Self {
            credential,
            policy,
            options: Options::new(Level::B).detached().signing_time(chain.at),
            at: chain.at,
            pkcs8: chain.pkcs8(),
        }
    }

    pub(crate) fn sign(&self, content: &[u8]) -> Vec<u8> {
        cades::sign(content, &self.credential, &self.options).unwrap()
    }

    /// The signed attributes, as they are signed.
    pub(crate) fn to_be_signed(&self, content: &[u8]) -> Vec<u8> {
        let prepared = cades::prepare(content, self.credential.chain(), &self.options).unwrap();
        prepared.to_be_signed().to_vec()
    }

    /// The verification of the signature value alone.
    pub(crate) fn value_check(&self, content: &[u8]) -> Check {
        let message = self.to_be_signed(content);
        let key = self.credential.key();
        let value = key.sign(key.algorithms()[0], &message).unwrap();
        let certificate = self.credential.certificate();
        Check { key: certificate.public_key().unwrap().octets().to_vec(), message, value }
    }

    /// Judges, and insists on "passed".
    pub(crate) fn verify(&self, signature: &[u8], content: &[u8]) {
        let evidence = Evidence::new();
        let report =
            cades::verify(signature, Some(content.into()), &self.policy, &evidence, self.at)
                .unwrap();
        std::hint::black_box(report.into_verified().unwrap());
    }

    /// Reads two certificates and validates the path from the first to the root.
    pub(crate) fn path(&self, leaf: &[u8], sub: &[u8]) {
        let leaf = Certificate::from_der(leaf).unwrap();
        let pool = [Certificate::from_der(sub).unwrap()];
        let revocation = WithoutRevocation::new();
        let context = Context::of_policy(&self.policy, &revocation, self.at);
        std::hint::black_box(path::find(&leaf, &pool, &context).unwrap());
    }
}
