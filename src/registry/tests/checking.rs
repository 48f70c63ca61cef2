//! Which file may say whose certificate it is.

use super::{issued, registry, time};
use crate::ades::{Evidence, Level};
use crate::asic::{self, File};
use crate::cades;
use crate::cms::tests::fixture::{P256, P384, Party, noon};
use crate::edxml::{Binding, Opening, SealOptions, State, seal};
use crate::error::Error;
use crate::keys::{Credential, PrivateKey};
use crate::limits::Limits;
use crate::policy::{Policy, Revocation, TrustAnchor, TrustStore};
use crate::registry::{Check, Registry, RegistryFault, RegistrySigners, Seen, TrustedRegistry};

fn credential(party: &Party, pem: &str) -> Credential {
    let key = PrivateKey::from_bytes(pem.as_bytes(), None).expect("key");
    Credential::new(vec![party.certificate.clone()], key).expect("credential")
}

fn policy(party: &Party) -> Policy {
    let trust = TrustStore::new(vec![TrustAnchor::from_certificate(party.root.clone())]);
    Policy::new(trust.expect("an anchor")).with_revocation(Revocation::IfPresent)
}

fn options() -> cades::Options {
    cades::Options::new(Level::B).signing_time(time("2026-11-20T08:00:00Z"))
}

fn attached(json: &[u8], party: &Party) -> Vec<u8> {
    cades::sign(json, &credential(party, P256), &options().attached()).expect("signed")
}

fn container(files: Vec<File<'_>>, party: &Party) -> Vec<u8> {
    let options = asic::Options::extended(options());
    asic::sign(files, &credential(party, P256), &options).expect("signed")
}

fn open(file: &[u8], party: &Party, seen: Option<Seen>) -> Result<Seen, RegistryFault> {
    let (policy, signers) = (policy(party), RegistrySigners::new().with(&party.certificate));
    let check = Check::new(&policy, &signers);
    let check = seen.map_or(check, |seen| check.seen(seen));
    let opened = check.open(file, &Evidence::new(), noon());
    opened.map(|(_, seen)| seen).map_err(|refused| refused.fault().clone())
}

fn json(party: &Party) -> Vec<u8> {
    issued(registry(party)).to_json()
}

#[test]
fn a_signed_registry_is_believed_in_either_form() {
    let party = Party::new(P256);
    let json = json(&party);
    let file = || vec![File::new("registry.json", std::io::Cursor::new(json.clone()))];
    let simple = asic::Options::simple(options());
    let simple = asic::sign(file(), &credential(&party, P256), &simple).expect("signed");
    for signed in [attached(&json, &party), container(file(), &party), simple] {
        assert_eq!(open(&signed, &party, None).map(|seen| seen.number), Ok(1));
    }
}

#[test]
fn who_may_sign_is_asked_beside_the_path() {
    let (party, other) = (Party::new(P256), Party::new(P384));
    let signed = attached(&json(&party), &party);
    let policy = policy(&party);
    for signers in [RegistrySigners::new(), RegistrySigners::new().with(&other.certificate)] {
        let refused = Check::new(&policy, &signers).open(&signed, &Evidence::new(), noon());
        let refused = refused.expect_err("not by one of them");
        assert_eq!(refused.fault(), &RegistryFault::Signer);
        assert!(refused.report().is_some_and(|report| report.verdict().is_passed()));
    }
    let key = crate::crypto::Hasher::sha256(party.certificate.spki());
    let signers = RegistrySigners::new().with_key(key);
    Check::new(&policy, &signers).open(&signed, &Evidence::new(), noon()).expect("by its key");
}

#[test]
fn a_registry_that_is_believed_says_who_signed_it() {
    let party = Party::new(P256);
    let (policy, signers) = (policy(&party), RegistrySigners::new().with(&party.certificate));
    let signed = attached(&json(&party), &party);
    let opened = Check::new(&policy, &signers).open(&signed, &Evidence::new(), noon());
    let (trusted, _) = opened.expect("a registry");
    let report = trusted.report().expect("a judgement");
    assert!(report.verdict().is_passed());
    let signer = report.signatures().first().and_then(|one| one.signer()).expect("a signer");
    assert_eq!(signer.certificate().as_der(), party.certificate.as_der());
    let unsigned = TrustedRegistry::dangerously_unsigned(trusted.registry().clone());
    assert!(unsigned.report().is_none());
}

#[test]
fn a_signature_that_does_not_pass_makes_no_registry() {
    let party = Party::new(P256);
    let mut signed = attached(&json(&party), &party);
    let at = signed.windows(9).position(|part| part == b"seal-2026").expect("the binding");
    signed[at] = b'S';
    assert_eq!(open(&signed, &party, None), Err(RegistryFault::Signature));
    let bare = open(&json(&party), &party, None);
    assert!(matches!(bare, Err(RegistryFault::Unreadable(_))), "{bare:?}");
    let detached = cades::sign(&json(&party), &credential(&party, P256), &options());
    let detached = open(&detached.expect("signed"), &party, None);
    assert_eq!(detached, Err(RegistryFault::Signature));
}

#[test]
fn a_container_holds_one_registry_and_nothing_else() {
    let party = Party::new(P256);
    let json = json(&party);
    let file = |name: &str| File::new(name, std::io::Cursor::new(json.clone()));
    let two = container(vec![file("one.json"), file("two.json")], &party);
    assert_eq!(open(&two, &party, None), Err(RegistryFault::OtherContent));
    // A file that no signature covers.
    let one = container(vec![file("one.json")], &party);
    let mut writer = crate::zip::Writer::new(Vec::new());
    let mut archive = crate::zip::Archive::open(
        std::io::Cursor::new(&one),
        asic::Reading::Strict,
        &Limits::DEFAULT,
    )
    .expect("an archive");
    let names: Vec<String> =
        archive.entries().iter().map(|entry| entry.name().to_owned()).collect();
    for (place, name) in names.iter().enumerate() {
        writer.store(name, &archive.read(place, 1 << 20).expect("an entry")).expect("written");
    }
    assert_eq!(open(&one, &party, None).map(|seen| seen.number), Ok(1));
    writer.store("more.json", b"{}").expect("written");
    let more = writer.finish().expect("finished");
    assert_eq!(open(&more, &party, None), Err(RegistryFault::OtherContent));
    let other = attached(b"{}", &party);
    let other = open(&other, &party, None);
    assert!(matches!(other, Err(RegistryFault::Unreadable(Error::Malformed(_)))), "{other:?}");
}

#[test]
fn a_registry_counts_between_its_issue_and_the_next() {
    let party = Party::new(P256);
    let early = |at: &str| {
        let mut registry = registry(&party);
        registry.issue(time(at), time("2026-12-01T00:00:00Z")).expect("an issue");
        open(&attached(&registry.to_json(), &party), &party, None).map(|seen| seen.number)
    };
    // Clocks may differ by five minutes.
    assert_eq!(early("2026-11-21T12:05:00Z"), Ok(1));
    assert_eq!(early("2026-11-21T12:05:01Z"), Err(RegistryFault::FromTheFuture));
    let late = |next: &str| {
        let mut registry = registry(&party);
        registry.issue(time("2026-11-01T00:00:00Z"), time(next)).expect("an issue");
        open(&attached(&registry.to_json(), &party), &party, None).map(|seen| seen.number)
    };
    assert_eq!(late("2026-11-21T12:00:00Z"), Ok(1));
    assert_eq!(late("2026-11-21T11:59:59Z"), Err(RegistryFault::Past));
    let never = attached(&registry(&party).to_json(), &party);
    assert_eq!(open(&never, &party, None), Err(RegistryFault::NotIssued));
}

#[test]
fn a_registry_that_is_kept_becomes_past() {
    let party = Party::new(P256);
    let kept = TrustedRegistry::dangerously_unsigned(issued(registry(&party)));
    assert!(!kept.is_past(time("2026-12-01T00:00:00Z")));
    assert!(kept.is_past(time("2026-12-01T00:00:01Z")));
    assert!(TrustedRegistry::dangerously_unsigned(registry(&party)).is_past(noon()));
}

#[test]
fn an_older_registry_is_not_played_again() {
    let party = Party::new(P256);
    let old = issued(registry(&party));
    let new = issued(old.clone());
    let old = attached(&old.to_json(), &party);
    let seen = open(&attached(&new.to_json(), &party), &party, None).expect("believed");
    assert_eq!(seen.number, 2);
    assert_eq!(open(&old, &party, Some(seen)), Err(RegistryFault::Older));
    // The same one again is no older one, and another with its number is a second truth.
    let again = attached(&new.to_json(), &party);
    assert_eq!(open(&again, &party, Some(seen)), Ok(seen));
    let mut other = issued(registry(&party));
    other.revoke("seal-2026", time("2026-11-10T00:00:00Z"), "").expect("revoked");
    let other = attached(&issued(other).to_json(), &party);
    assert_eq!(open(&other, &party, Some(seen)), Err(RegistryFault::Forked));
}

#[test]
fn a_registry_binds_the_sender_of_a_package() {
    const PACKAGE: &[u8] = include_bytes!("../../../test-vectors/edxml/new-two-pdfs.edxml");
    let party = Party::new(P256);
    let options = SealOptions::new(options());
    let credential = credential(&party, P256);
    let sealed = seal(std::io::Cursor::new(PACKAGE), &credential, &options, Vec::new());
    let sealed = sealed.expect("a seal");
    let judge = |registry: Registry| {
        let senders = TrustedRegistry::dangerously_unsigned(registry);
        let opening = Opening::new().senders(&senders);
        let at = noon();
        opening.open(std::io::Cursor::new(&sealed), &policy(&party), &Evidence::new(), at)
    };
    let report = judge(registry(&party)).expect("a report");
    assert_eq!(report.state(), State::Intact);
    // The package is by another body than the one whose certificate it is.
    assert_eq!(report.sender().binding(), &Binding::Other(super::GOVERNMENT.into()));
    assert!(!report.is_accepted());
    let mut own = registry(&party);
    own.add_body(crate::registry::Body::new("000.00.12.X40", "Người gửi")).expect("a body");
    let by = crate::registry::Matcher::certificate(&party.certificate);
    let from = time("2026-01-01T00:00:00Z");
    let entry = crate::registry::BindingEntry::new("x40", "000.00.12.X40", by, from);
    own.add(entry).expect("a binding");
    assert!(judge(own).expect("a report").is_accepted());
}
