//! Making and judging: what is made passes, and each check has a twin in which one property is turned
//! around.

mod damage;
mod judging;
mod making;

use std::io::Cursor;

use super::*;
use crate::ades::{
    Coverage, Doubt, Evidence, Failure, FindingCode, Level, Report, SignatureReport, Verdict,
};
use crate::cades;
use crate::cms::tests::fixture::{self, P256, Party, noon};
use crate::error::Error;
use crate::keys::{Credential, PrivateKey};
use crate::limits::Limits;
use crate::policy::{Policy, Revocation, TrustAnchor, TrustStore};
use crate::zip::{Archive, Writer};

const LETTER: &[u8] = b"Kinh gui: Uy ban nhan dan tinh";
const ANNEX: &[u8] = b"Phu luc";

fn policy(party: &Party) -> Policy {
    let trust = TrustStore::new(vec![TrustAnchor::from_certificate(party.root.clone())]);
    Policy::new(trust.expect("an anchor")).with_revocation(Revocation::IfPresent)
}

fn credential(pem: &str, party: &Party) -> Credential {
    let key = PrivateKey::from_bytes(pem.as_bytes(), None).expect("key");
    Credential::new(vec![party.certificate.clone()], key).expect("credential")
}

fn signature_options() -> cades::Options {
    cades::Options::new(Level::B).signing_time(fixture::time("2026-11-20T08:00:00Z"))
}

fn files() -> Vec<File<'static>> {
    vec![
        File::from_bytes("Công văn.txt", LETTER).with_media_type("text/plain"),
        File::from_bytes("phụ lục/1.bin", ANNEX),
    ]
}

/// A container of two files, and who signed it.
fn extended() -> (Vec<u8>, Party) {
    let party = Party::new(P256);
    let options = Options::extended(signature_options());
    (sign(files(), &credential(P256, &party), &options).expect("a container"), party)
}

/// A container of one file, and who signed it.
fn simple() -> (Vec<u8>, Party) {
    let party = Party::new(P256);
    let options = Options::simple(signature_options());
    let file = vec![File::from_bytes("Công văn.txt", LETTER)];
    (sign(file, &credential(P256, &party), &options).expect("a container"), party)
}

fn judge_with(container: &[u8], reading: Reading, policy: &Policy) -> Result<Report, Error> {
    verify(Cursor::new(container), reading, policy, &Evidence::new(), noon())
}

fn judge(container: &[u8], party: &Party) -> Report {
    judge_with(container, Reading::Strict, &policy(party)).expect("a judgement")
}

/// The entries of a container, each with its content.
fn entries(container: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = Archive::open(Cursor::new(container), Reading::Strict, &Limits::DEFAULT)
        .expect("a container");
    let names: Vec<_> = archive.entries().iter().map(|one| one.name().to_owned()).collect();
    let read = |(place, name)| (name, archive.read(place, 1 << 20).expect("content"));
    names.into_iter().enumerate().map(read).collect()
}

/// Writes entries as a container.
fn pack(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    for (name, content) in entries {
        writer.store(name, content).expect("an entry");
    }
    writer.finish().expect("a container")
}

/// A container with its entries changed.
fn changed(container: &[u8], change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    let mut entries = entries(container);
    change(&mut entries);
    pack(&entries)
}

fn of<'e>(entries: &'e mut [(String, Vec<u8>)], name: &str) -> &'e mut Vec<u8> {
    &mut entries.iter_mut().find(|(own, _)| own == name).expect("an entry").1
}

fn codes(report: &SignatureReport) -> Vec<FindingCode> {
    report.findings().iter().map(|finding| finding.code()).collect()
}

fn container_codes(report: &Report) -> Vec<FindingCode> {
    let container = report.container().expect("a container");
    container.findings().iter().map(|finding| finding.code()).collect()
}
