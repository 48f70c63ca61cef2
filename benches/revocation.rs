//! `cargo bench --bench revocation`: loading a CRL of 100,000 entries, judging a path of three with and
//! without two of them, and an OCSP answer against the verification of its signature.
//!
//! What is compared runs in turn within one run: revocation must not dominate.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run has failed")]

use std::hint::black_box;
use std::time::Instant;

use antin::Time;
use antin::crypto::{self, DigestAlgorithm, Hasher, PublicKey};
use antin::path::danger::WithoutRevocation;
use antin::path::{self, Context, Question, RevocationChecker};
use antin::policy::{Policy, TrustAnchor, TrustStore};
use antin::revocation::ocsp::{Request, Response};
use antin::revocation::{Checker, Material, Standing};
use antin::x509::{Certificate, Crl};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType,
    IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber, date_time_ymd,
};

#[path = "../tests/online/ocsp.rs"]
mod ocsp;

const ENTRIES: u32 = 100_000;

type Authority = CertifiedIssuer<'static, KeyPair>;

struct Setup {
    policy: Policy,
    pool: Vec<Certificate>,
    leaf: Certificate,
    lists: Vec<Vec<u8>>,
    /// The key of the authority.
    key: KeyPair,
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
        let own = key();
        let same = KeyPair::try_from(own.serialize_der()).unwrap();
        let ca = Authority::signed_by(authority("CA"), same, &root).unwrap();
        let leaf = params("Leaf", &[KeyUsagePurpose::DigitalSignature]);
        let leaf = leaf.signed_by(&key(), &ca).unwrap();
        let anchor = TrustAnchor::from_certificate(read(root.der()));
        Self {
            policy: Policy::new(TrustStore::new(vec![anchor]).unwrap()),
            pool: vec![read(ca.der())],
            leaf: read(leaf.der()),
            lists: vec![list(&root), list(&ca)],
            key: own,
            at: Time::parse_rfc3339("2026-11-21").unwrap(),
        }
    }
}

/// The least and the median time of each of some operations, in seconds. They run in turn, so that what else
/// the machine does hits all alike.
fn measure<const N: usize>(rounds: u32, mut operations: [&mut dyn FnMut(); N]) -> [Times; N] {
    let mut taken = [const { Vec::new() }; N];
    for _ in 0..rounds {
        for (times, operation) in taken.iter_mut().zip(&mut operations) {
            let start = Instant::now();
            operation();
            times.push(start.elapsed().as_secs_f64());
        }
    }
    taken.map(|mut times| {
        times.sort_by(f64::total_cmp);
        Times { least: times[0], median: times[times.len() / 2] }
    })
}

struct Times {
    least: f64,
    median: f64,
}

impl Times {
    fn print(&self, what: &str, told: &str) {
        let (least, median) = (self.least * 1e6, self.median * 1e6);
        println!("{what:<34} {least:>9.1} µs least {median:>9.1} µs median  {told}");
    }

    fn over(&self, other: &Self) -> String {
        let (least, median) = (self.least / other.least, self.median / other.median);
        format!("{least:.2} × least, {median:.2} × median")
    }
}

fn main() {
    let setup = Setup::new();
    lists(&setup);
    path_of_three(&setup);
    answer(&setup);
}

fn lists(setup: &Setup) {
    let der = &setup.lists[1];
    let [load, hash] = measure(
        200,
        [&mut || drop(black_box(Crl::from_der(der).unwrap())), &mut || {
            black_box(Hasher::digest(DigestAlgorithm::Sha256, der));
        }],
    );
    let megabytes = f64::from(u32::try_from(der.len()).unwrap()) / 1e6;
    println!("a CRL of {ENTRIES} entries, {megabytes:.1} MB");
    let rate = |times: &Times| {
        let (least, median) = (megabytes / times.least, megabytes / times.median);
        format!("{least:.0} MB/s least, {median:.0} MB/s median")
    };
    load.print("load", &format!("{} (bar: 300 MB/s)", rate(&load)));
    hash.print("its SHA-256, once for each key", &rate(&hash));
}

fn path_of_three(setup: &Setup) {
    let crls: Vec<_> = setup.lists.iter().map(|list| Crl::from_der(list).unwrap()).collect();
    let find = |checker: &dyn RevocationChecker| {
        let context = Context::of_policy(&setup.policy, checker, setup.at);
        black_box(path::find(&setup.leaf, &setup.pool, &context).unwrap());
    };
    let [without, with] = measure(
        2_000,
        [&mut || find(&WithoutRevocation::new()), &mut || {
            let material = Material::new(&setup.pool, &crls, &[]);
            find(&Checker::new(&setup.policy, material, setup.at));
        }],
    );
    without.print("a path of three alone", "");
    with.print("the same with two of these CRLs", &format!("{} (bar: 1.2)", with.over(&without)));
}

/// An answer of the authority itself, from its bytes to what it says of the certificate.
fn answer(setup: &Setup) {
    let authority = &setup.pool[0];
    let request = Request::new(&setup.leaf, authority.spki()).unwrap();
    let der = ocsp::good(&request.to_der(), &setup.key);
    let response = Response::from_der(&der).unwrap();
    let provider = crypto::default_provider();
    let anchor = setup.policy.trust().anchors().first().unwrap();
    let above = [authority];
    let [signature, answer] = measure(
        2_000,
        [
            &mut || {
                let key = PublicKey::from_spki(authority.spki()).unwrap();
                let algorithm = response.signature_algorithm().unwrap();
                let (message, value) = (response.tbs_der(), response.signature());
                crypto::verify(provider, algorithm, &key, message, value).unwrap();
            },
            &mut || {
                let responses = [Response::from_der(&der).unwrap()];
                let material = Material::new(&[], &[], &responses);
                let checker = Checker::new(&setup.policy, material, setup.at);
                let question = Question::new(&setup.leaf, &above, anchor, setup.at);
                assert_eq!(checker.answer(question).standing(), Standing::Good);
            },
        ],
    );
    signature.print("the signature of an OCSP answer", "");
    answer.print("the answer, read and judged", &format!("{} (bar: 1.1)", answer.over(&signature)));
}
