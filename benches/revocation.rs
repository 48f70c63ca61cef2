//! `cargo bench --bench revocation`: loading a CRL of 100,000 entries, judging a path of three with and
//! without two of them.
//!
//! The two ways of judging are to be compared: revocation must not dominate.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run has failed")]

use std::time::Duration;

use antin::Time;
use antin::path::danger::WithoutRevocation;
use antin::path::{self, Context};
use antin::policy::{Policy, TrustAnchor, TrustStore};
use antin::revocation::{Checker, Material};
use antin::x509::{Certificate, Crl};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType,
    IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber, date_time_ymd,
};

const ENTRIES: u32 = 100_000;

type Authority = CertifiedIssuer<'static, KeyPair>;

struct Setup {
    policy: Policy,
    pool: Vec<Certificate>,
    leaf: Certificate,
    lists: Vec<Vec<u8>>,
    at: Time,
}

fn params(name: &str, usages: &[KeyUsagePurpose]) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2024, 1, 1);
    params.not_after = date_time_ymd(2034, 1, 1);
    params.key_usages = usages.to_vec();
    params
}

fn authority(name: &str) -> CertificateParams {
    let mut params = params(name, &[KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign]);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
}

/// A list of random-looking serial numbers of 16 octets, in no order.
fn list(by: &Authority) -> Vec<u8> {
    let entry = |n: u32| {
        let word = u64::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 1;
        let serial = [word.to_be_bytes(), word.rotate_left(29).to_be_bytes()].concat();
        RevokedCertParams {
            serial_number: SerialNumber::from_slice(&serial),
            revocation_time: date_time_ymd(2026, 1, 1),
            reason_code: None,
            invalidity_date: None,
        }
    };
    let params = CertificateRevocationListParams {
        this_update: date_time_ymd(2026, 11, 20),
        next_update: date_time_ymd(2026, 11, 27),
        crl_number: SerialNumber::from(1_u64),
        issuing_distribution_point: None,
        revoked_certs: (1..=ENTRIES).map(entry).collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    params.signed_by(by).unwrap().der().to_vec()
}

impl Setup {
    fn new() -> Self {
        let key = || KeyPair::generate().unwrap();
        let read = |der: &[u8]| Certificate::from_der(der).unwrap();
        let root = Authority::self_signed(authority("Root"), key()).unwrap();
        let ca = Authority::signed_by(authority("CA"), key(), &root).unwrap();
        let leaf = params("Leaf", &[KeyUsagePurpose::DigitalSignature]);
        let leaf = leaf.signed_by(&key(), &ca).unwrap();
        let anchor = TrustAnchor::from_certificate(read(root.der()));
        Self {
            policy: Policy::new(TrustStore::new(vec![anchor]).unwrap()),
            pool: vec![read(ca.der())],
            leaf: read(leaf.der()),
            lists: vec![list(&root), list(&ca)],
            at: Time::parse_rfc3339("2026-11-21").unwrap(),
        }
    }
}

fn revocation(criterion: &mut Criterion) {
    let setup = Setup::new();
    let octets = u64::try_from(setup.lists[0].len()).unwrap();
    let mut group = criterion.benchmark_group("crl");
    group.throughput(Throughput::Bytes(octets));
    group.bench_function("load", |bencher| {
        bencher.iter(|| Crl::from_der(&setup.lists[0]).unwrap());
    });
    group.finish();

    let crls: Vec<_> = setup.lists.iter().map(|list| Crl::from_der(list).unwrap()).collect();
    let mut group = criterion.benchmark_group("path");
    group.bench_function("without", |bencher| {
        let nobody = WithoutRevocation::new();
        let context = Context::of_policy(&setup.policy, &nobody, setup.at);
        bencher.iter(|| path::find(&setup.leaf, &setup.pool, &context).unwrap());
    });
    group.bench_function("with-two-lists", |bencher| {
        bencher.iter(|| {
            let material = Material::new(&setup.pool, &crls, &[]);
            let checker = Checker::new(&setup.policy, material, setup.at);
            let context = Context::of_policy(&setup.policy, &checker, setup.at);
            path::find(&setup.leaf, &setup.pool, &context).unwrap()
        });
    });
    group.finish();
}

criterion_group! {
    name = all;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = revocation
}
criterion_main!(all);
