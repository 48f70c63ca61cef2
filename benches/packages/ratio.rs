//! How far sealing and opening are from the raw primitives.

use std::hint::black_box;

use antin::edxml::State;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{self, EcdsaKeyPair, KeyPair, RsaKeyPair};
use sha2::{Digest, Sha256};

use crate::chain::Chain;
use crate::clock;
use crate::message;
use crate::random::Random;

const ROUNDS: usize = 300;
/// What sealing and opening may cost, as a multiple of the primitives.
const BAR: f64 = 1.5;

/// Signatures by ring.
enum Key {
    Rsa(RsaKeyPair),
    Ecdsa(EcdsaKeyPair),
}

impl Key {
    fn of(chain: &Chain) -> Self {
        if chain.name == "p256" {
            let algorithm = &signature::ECDSA_P256_SHA256_ASN1_SIGNING;
            let random = SystemRandom::new();
            return Self::Ecdsa(
                EcdsaKeyPair::from_pkcs8(algorithm, &chain.pkcs8, &random).unwrap(),
            );
        }
        Self::Rsa(RsaKeyPair::from_pkcs8(&chain.pkcs8).unwrap())
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Rsa(key) => {
                let mut value = vec![0; key.public().modulus_len()];
                let padding = &signature::RSA_PKCS1_SHA256;
                key.sign(padding, &random, message, &mut value).unwrap();
                value
            }
            Self::Ecdsa(key) => key.sign(&random, message).unwrap().as_ref().to_vec(),
        }
    }

    fn verify(&self, message: &[u8], value: &[u8]) {
        let (algorithm, key): (&dyn signature::VerificationAlgorithm, &[u8]) = match self {
            Self::Rsa(key) => (&signature::RSA_PKCS1_2048_8192_SHA256, key.public_key().as_ref()),
            Self::Ecdsa(key) => (&signature::ECDSA_P256_SHA256_ASN1, key.public_key().as_ref()),
        };
        signature::UnparsedPublicKey::new(algorithm, key).verify(message, value).unwrap();
    }
}

/// Measures one kind of key.
pub(crate) fn print(chain: &Chain) {
    let message = message::package(&[1 << 20], &mut Random::new(1));
    let mut sealed = Vec::new();
    chain.seal(&message, &mut sealed);
    let start = message.windows(6).position(|six| six == b"JVBERi").unwrap();
    let text: Vec<u8> = message[start..].iter().copied().take_while(|c| *c != b'<').collect();
    let mut octets = vec![0; text.len()];
    let mut carried = || {
        let length = STANDARD.decode_slice(&text, &mut octets).unwrap();
        black_box(Sha256::digest(&octets[..length]));
    };
    let key = Key::of(chain);
    // As long as the attributes of a seal are.
    let signed = [0; 250];
    let value = key.sign(&signed);
    let mut out = Vec::new();
    let [carried, sign, verify, seal, open] = measure([
        &mut carried,
        &mut || drop(black_box(key.sign(&signed))),
        &mut || key.verify(&signed, &value),
        &mut || chain.seal(&message, &mut out),
        &mut || chain.accept(&sealed, State::Intact),
    ]);
    println!("{}, 1 MiB of attachments; medians of {ROUNDS} runs in turn", chain.name);
    println!("  base64 and SHA-256 {:>7.0} µs", median(carried.clone()) * 1e6);
    let with = |times: f64, one: &[f64]| -> Vec<f64> {
        carried.iter().zip(one).map(|(carried, one)| carried + times * one).collect()
    };
    let told = format!("one signature of {:.0} µs", median(sign.clone()) * 1e6);
    row("seal", &seal, &with(1.0, &sign), &told);
    // The seal's own, and two of the path: the root is the anchor.
    let told = format!("three verifications of {:.0} µs", median(verify.clone()) * 1e6);
    row("open", &open, &with(3.0, &verify), &told);
}

/// The ratio is the median of those within rounds, as a machine is slower in one round than in another.
fn row(what: &str, taken: &[f64], limits: &[f64], signatures: &str) {
    let ratio = median(taken.iter().zip(limits).map(|(taken, limit)| taken / limit).collect());
    let kept = if ratio <= BAR { "kept" } else { "NOT KEPT" };
    let (taken, limit) = (median(taken.to_vec()) * 1e6, median(limits.to_vec()) * 1e6);
    println!(
        "  {what} {taken:>19.0} µs  {ratio:.2} × {limit:.0} µs (with {signatures}); bar {BAR}: {kept}"
    );
}

/// The processor time of each of some operations, in seconds, a value for each round. They run in turn.
fn measure<const N: usize>(mut operations: [&mut dyn FnMut(); N]) -> [Vec<f64>; N] {
    let mut taken = [const { Vec::new() }; N];
    for _ in 0..ROUNDS {
        for (times, operation) in taken.iter_mut().zip(&mut operations) {
            let start = clock::now();
            operation();
            times.push(clock::now() - start);
        }
    }
    taken
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
