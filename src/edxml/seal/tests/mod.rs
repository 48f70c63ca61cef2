//! Seals: they survive what the axis does to messages, and nothing else.

mod forging;
mod making;
mod smuggling;
mod surviving;
mod telling;
mod timing;

use std::io::Cursor;

use crate::ades::{Evidence, Level};
use crate::cades;
use crate::cms::tests::fixture::{self, P256, Party, noon};
use crate::edxml::{
    DangerouslyAnySender, Opening, PackageReport, SealOptions, VerifiedPackage, seal,
};
use crate::keys::{Credential, PrivateKey};
use crate::policy::{Policy, Revocation, TrustAnchor, TrustStore};

/// The packages of the samples that have a document.
const SAMPLES: &[(&str, &[u8])] = &[
    ("new-two-pdfs", include_bytes!("../../../../test-vectors/edxml/new-two-pdfs.edxml")),
    (
        "new-pdf-csv-zip",
        include_bytes!("../../../../test-vectors/edxml/new-pdf-csv-zip-sdk-signature.edxml"),
    ),
    ("no-attachment", include_bytes!("../../../../test-vectors/edxml/no-attachment.edxml")),
    ("replace", include_bytes!("../../../../test-vectors/edxml/replace.edxml")),
    ("revoke", include_bytes!("../../../../test-vectors/edxml/revoke.edxml")),
    ("update", include_bytes!("../../../../test-vectors/edxml/update.edxml")),
];

fn sample(name: &str) -> &'static [u8] {
    SAMPLES.iter().find(|(other, _)| *other == name).expect("a sample").1
}

fn policy(party: &Party) -> Policy {
    let trust = TrustStore::new(vec![TrustAnchor::from_certificate(party.root.clone())]);
    Policy::new(trust.expect("an anchor")).with_revocation(Revocation::IfPresent)
}

fn credential(party: &Party) -> Credential {
    let key = PrivateKey::from_bytes(P256.as_bytes(), None).expect("key");
    Credential::new(vec![party.certificate.clone()], key).expect("credential")
}

fn options() -> SealOptions {
    let time = fixture::time("2026-11-20T08:00:00Z");
    SealOptions::new(cades::Options::new(Level::B).signing_time(time))
}

fn sealed_with(package: &[u8], party: &Party, options: &SealOptions) -> Vec<u8> {
    seal(Cursor::new(package), &credential(party), options, Vec::new()).expect("a seal")
}

fn sealed(package: &[u8], party: &Party) -> Vec<u8> {
    sealed_with(package, party, &options())
}

fn judge(package: &[u8], party: &Party) -> PackageReport {
    let opening = Opening::new().senders(&DangerouslyAnySender);
    let report = opening
        .open(Cursor::new(package), &policy(party), &Evidence::new(), noon())
        .expect("a judgement");
    telling::follows_the_schemas(&report);
    report
}

/// Returns the attachments that come out, by their names.
fn extracted(verified: &VerifiedPackage, package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for file in verified.files() {
        let mut octets = Vec::new();
        let place = file.place();
        let wanted = |one: &crate::edxml::VerifiedFile| one.place() == place;
        let sink = std::cell::RefCell::new(&mut octets);
        verified
            .extract(Cursor::new(package), |one| Ok(wanted(one).then_some(Shared(&sink))))
            .expect("what was judged");
        files.push((file.sealed().name().to_owned(), octets));
    }
    files
}

/// Memory that several may write to.
struct Shared<'a, 'b>(&'a std::cell::RefCell<&'b mut Vec<u8>>);

impl std::io::Write for Shared<'_, '_> {
    fn write(&mut self, octets: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
