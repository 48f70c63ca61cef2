//! Memory does not grow with attachments: a message of 200 MiB is sealed, and opened, within 64 MiB.
//!
//! One test alone in its process, as what is measured is the most that the process ever held.
//! `cargo bench --bench packages -- memory` does the same with 1 GiB, and through the hub.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod generated;

use std::fs;
use std::path::Path;

use antin::edxml::{DangerouslyAnySender, Opening, SealOptions, State, seal};
use antin::keys::Credential;
use antin::policy::{Policy, Revocation, TrustStore};
use antin::{Evidence, Level, Time, cades};
use generated::{Temporary, peak_memory};

const LENGTH: u64 = 200 << 20;
/// KiB that sealing and opening may take.
const BOUND: u64 = 64 << 10;

#[test]
fn a_message_of_200_mib_is_sealed_and_opened_within_64_mib() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test-vectors/bench");
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let chain = read("p256.chain.pem");
    let credential = Credential::from_pem(&chain, &read("p256.key.pem"), None).unwrap();
    let trust = TrustStore::from_pem(&read("p256.root.pem")).unwrap();
    let policy = Policy::new(trust).with_revocation(Revocation::IfPresent);
    let at = Time::parse_rfc3339("2027-01-01T00:00:00Z").unwrap();

    let message = Temporary::message("memory", LENGTH);
    assert!(message.file.metadata().unwrap().len() > LENGTH);
    let sealed = Temporary::new("memory-sealed");
    let options = SealOptions::new(cades::Options::new(Level::B).signing_time(at));
    seal(message.read(), &credential, &options, &sealed.file).unwrap();
    held_within("sealing");

    let opening = Opening::new().senders(&DangerouslyAnySender);
    let report = opening.open(sealed.read(), &policy, &Evidence::new(), at).unwrap();
    assert_eq!(report.state(), State::Intact);
    let verified = report.into_verified().unwrap();
    verified.extract(sealed.read(), |_| Ok(Some(std::io::sink()))).unwrap();
    held_within("opening");
}

fn held_within(what: &str) {
    // Other systems do not say it in this way.
    let Some(peak) = peak_memory() else { return };
    assert!(peak <= BOUND, "{what} took {peak} KiB of memory");
}
