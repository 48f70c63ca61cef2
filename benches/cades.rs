//! `cargo bench --bench cades`: signing, judging and path validation, for each kind of key.
//!
//! For watching one's own change over time. How far this is from the limit, and from OpenSSL, is
//! measured by `benches/peers`.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run has failed")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use antin::Time;
use antin::ades::{Evidence, Level};
use antin::cades::{self, Options};
use antin::crypto::{self, Provider};
use antin::keys::{self, Credential};
use antin::path::danger::WithoutRevocation;
use antin::path::{self, Context};
use antin::policy::{Policy, Revocation, TrustStore};
use antin::x509::{self, Certificate};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const KEYS: &[&str] = &["rsa2048", "rsa3072", "rsa4096", "p256", "p384", "ed25519"];
const SIZES: &[usize] = &[1 << 10, 10 << 10, 1 << 20];

struct Setup {
    credential: Credential,
    policy: Policy,
    options: Options,
    at: Time,
    leaf: Vec<u8>,
    sub: Vec<u8>,
}

impl Setup {
    fn new(key: &str, provider: &'static dyn Provider) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test-vectors/bench");
        let read = |kind: &str| fs::read(folder.join(format!("{key}.{kind}.pem"))).unwrap();
        let options = keys::Options::new().with_provider(provider);
        let chain = read("chain");
        let certificates = x509::certificates(&chain).unwrap();
        let at = Time::parse_rfc3339("2027-01-01T00:00:00Z").unwrap();
        Self {
            credential: Credential::from_pem_with(&chain, &read("key"), None, &options).unwrap(),
            policy: Policy::new(TrustStore::from_pem(&read("root")).unwrap())
                .with_revocation(Revocation::IfPresent)
                .with_provider(provider),
            options: Options::new(Level::B).detached().signing_time(at),
            at,
            leaf: certificates[0].as_der().to_vec(),
            sub: certificates[1].as_der().to_vec(),
        }
    }

    fn sign(&self, content: &[u8]) -> Vec<u8> {
        cades::sign(content, &self.credential, &self.options).unwrap()
    }

    fn verify(&self, signature: &[u8], content: &[u8]) {
        let evidence = Evidence::new();
        let report =
            cades::verify(signature, Some(content.into()), &self.policy, &evidence, self.at)
                .unwrap();
        report.into_verified().unwrap();
    }

    fn path(&self) {
        let leaf = Certificate::from_der(&self.leaf).unwrap();
        let pool = [Certificate::from_der(&self.sub).unwrap()];
        let revocation = WithoutRevocation::new();
        path::find(&leaf, &pool, &Context::of_policy(&self.policy, &revocation, self.at)).unwrap();
    }
}

fn signatures(criterion: &mut Criterion) {
    for provider in crypto::providers() {
        for key in KEYS {
            let setup = Setup::new(key, *provider);
            let mut group = criterion.benchmark_group(format!("{}/{key}", provider.name()));
            for size in SIZES {
                let content: Vec<u8> = (0..=250u8).cycle().take(*size).collect();
                let signature = setup.sign(&content);
                group.throughput(Throughput::Bytes(u64::try_from(*size).unwrap()));
                group.bench_function(BenchmarkId::new("sign", size), |b| {
                    b.iter(|| setup.sign(&content));
                });
                group.bench_function(BenchmarkId::new("verify", size), |b| {
                    b.iter(|| setup.verify(&signature, &content));
                });
            }
            group.finish();
        }
    }
}

fn paths(criterion: &mut Criterion) {
    for provider in crypto::providers() {
        let mut group = criterion.benchmark_group(format!("{}/path", provider.name()));
        for key in KEYS {
            let setup = Setup::new(key, *provider);
            group.bench_function(BenchmarkId::from_parameter(key), |b| b.iter(|| setup.path()));
        }
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = signatures, paths
}
criterion_main!(benches);
