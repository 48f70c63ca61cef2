//! Paths over certificates whose signatures all hold, so that everything behind them is reached.

use std::sync::LazyLock;

use antin::crypto::{Provider, SignatureError, SigningKey, Verification};
use antin::limits::Limits;
use antin::path::{Context, danger::WithoutRevocation, find};
use antin::policy::{PathInputs, Profile, Purpose, ReferenceName, TrustAnchor, TrustStore};
use antin::x509::Certificate;
use antin::{Error, KeyError};

/// Rules that refuse no algorithm.
static PROFILE: LazyLock<Profile> =
    LazyLock::new(|| Profile::named("danger-any-algorithm").expect("a built-in profile"));

/// Builds a path from the first certificate of the input to the last, over all of them.
///
/// A path that is found leads from that certificate to that anchor, within the limits.
pub fn path(data: &[u8]) {
    let [mode, data @ ..] = data else { return };
    let all = split(data);
    let ([leaf, ..], Some(anchor)) = (&all[..], all.last()) else { return };
    let anchor = TrustAnchor::from_certificate(anchor.clone());
    let Ok(trust) = TrustStore::new(vec![anchor.clone()]) else { return };
    let inputs = inputs(*mode);
    let at = leaf.not_before();
    let revocation = WithoutRevocation::new();
    let context = Context::new(&trust, PROFILE.algorithms(), &inputs, &revocation, at)
        .with_provider(&Gullible);
    let Ok(found) = find(leaf, &all, &context) else { return };
    assert_eq!(found.certificates().first(), Some(leaf));
    assert!(found.certificates().len() <= Limits::DEFAULT.path_depth);
    assert!(found.certificates().iter().all(|one| at >= one.not_before() && at <= one.not_after()));
}

/// Inputs of RFC 5280 §6.1.1, chosen by the bits of an octet.
fn inputs(mode: u8) -> PathInputs {
    let purposes = [Purpose::Any, Purpose::Document, Purpose::TlsServer, Purpose::TimeStamping];
    let mut inputs = PathInputs::new(purposes[usize::from(mode & 3)]);
    if mode & 4 != 0 {
        inputs = inputs.require_explicit_policy();
    }
    if mode & 8 != 0 {
        inputs = inputs.inhibit_policy_mapping();
    }
    if mode & 16 != 0 {
        inputs = inputs.inhibit_any_policy();
    }
    if mode & 32 != 0 {
        inputs = inputs.with_name(ReferenceName::from_text("test.example.vn"));
    }
    inputs
}

/// The certificates that lie side by side in the input, up to the first that is none.
fn split(mut data: &[u8]) -> Vec<Certificate> {
    let mut all = Vec::new();
    while let [0x30, 0x82, high, low, ..] = data {
        let length = 4 + usize::from(u16::from_be_bytes([*high, *low]));
        let Some((der, rest)) = data.split_at_checked(length) else { break };
        let Ok(certificate) = Certificate::from_der(der) else { break };
        all.push(certificate);
        data = rest;
    }
    all
}

/// A provider to which every signature is right.
#[derive(Debug)]
struct Gullible;

impl Provider for Gullible {
    fn name(&self) -> &'static str {
        "gullible"
    }

    fn verify(&self, _: &Verification<'_>) -> Result<(), SignatureError> {
        Ok(())
    }

    fn signing_key(&self, _: &[u8]) -> Result<Box<dyn SigningKey>, Error> {
        Err(Error::Key(KeyError::UnsupportedType))
    }

    fn random(&self, _: &mut [u8]) -> Result<(), Error> {
        Err(Error::Key(KeyError::Refused))
    }
}
