//! Registries and receipts: what is read of them, and what is believed.

use std::sync::OnceLock;

use antin::Evidence;
use antin::ades::Level;
use antin::asic::{self, File};
use antin::cades;
use antin::edxml::statement::Role;
use antin::edxml::{DangerouslyAnySender, Status};
use antin::keys::Credential;
use antin::limits::Limits;
use antin::policy::Policy;
use antin::receipt::{self, Judging, Receipt, Sent};
use antin::registry::{BindingEntry, Body, Check, Matcher, Registry, RegistrySigners};

use crate::packages::{CHAIN, KEY, ROOT, changed, policy, time};

/// A registry that is read is written again and is the same; a signed one that is changed as the input
/// says is believed only if it says what was signed.
///
/// The first octet tells which: with its highest bit set what follows is JSON, else it is changes.
pub fn registry(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    if kind & 0x80 != 0 {
        return read_registry(rest);
    }
    let signed = signed_registry();
    let check = Check::new(&signed.policy, &signed.signers);
    let opened = check.open(&changed(&signed.file, rest), &Evidence::new(), time());
    let Ok((trusted, seen)) = opened else { return };
    assert_eq!(trusted.registry().to_json(), signed.json);
    assert_eq!((seen.number, trusted.is_past(time())), (1, false));
}

fn read_registry(json: &[u8]) {
    let Ok(registry) = Registry::from_json(json) else { return };
    let written = registry.to_json();
    let again = Registry::from_json(&written).expect("what was written is read");
    assert_eq!(again.to_json(), written);
    assert_eq!(again.entries(), registry.entries());
    let credential = credential();
    for body in registry.bodies().take(16) {
        assert!(
            registry
                .heirs(body.code(), time())
                .iter()
                .all(|heir| heir.end() > Some(time()) || heir.end().is_none())
        );
        let decision =
            registry.decide(body.code(), Role::Agency, credential.certificate(), b"", time());
        let entry = decision.entry();
        assert!(entry.is_none_or(|entry| registry.entries().contains(entry)));
    }
}

/// A receipt that is read is written again and is the same; a signed one that is changed as the input
/// says is accepted only if it says what was signed.
///
/// The first octet tells which, as for [`registry`].
pub fn receipt(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    if kind & 0x80 != 0 {
        return read_receipt(rest);
    }
    let signed = signed_receipt();
    let judging = Judging::new(&signed.sent, &DangerouslyAnySender);
    let file = changed(&signed.file, rest);
    let report = judging.judge(&file, &signed.policy, &Evidence::new(), time());
    let report = report.expect("what is wrong is in the report");
    assert_eq!(report.fault().is_none(), report.receipt().is_some());
    assert!(!report.is_accepted() || report.receipt() == Some(&signed.receipt));
}

fn read_receipt(json: &[u8]) {
    let Ok(receipt) = Receipt::from_json(json, &Limits::DEFAULT) else { return };
    let written = receipt.to_json();
    let again = Receipt::from_json(&written, &Limits::DEFAULT).expect("what was written is read");
    assert_eq!(again, receipt);
    assert_eq!(again.to_json(), written);
}

struct SignedRegistry {
    policy: Policy,
    signers: RegistrySigners,
    json: Vec<u8>,
    file: Vec<u8>,
}

fn signed_registry() -> &'static SignedRegistry {
    static SIGNED: OnceLock<SignedRegistry> = OnceLock::new();
    SIGNED.get_or_init(|| {
        let (credential, at) = (credential(), time());
        let mut registry = Registry::new("Danh bạ").expect("a name");
        registry.add_body(Body::new("G14", "Bộ Y tế")).expect("a code");
        let by = Matcher::key(credential.certificate());
        registry.add(BindingEntry::new("y-te-1", "G14", by, at)).expect("a binding");
        registry.issue(at, at.plus_seconds(86_400)).expect("times");
        let json = registry.to_json();
        let entry = File::new("registry.json", std::io::Cursor::new(json.clone()));
        let options = asic::Options::extended(options());
        let file = asic::sign(vec![entry], &credential, &options).expect("a container");
        let signers = RegistrySigners::new().with(credential.certificate());
        SignedRegistry { policy: policy(ROOT), signers, json, file }
    })
}

struct SignedReceipt {
    policy: Policy,
    sent: Sent,
    receipt: Receipt,
    file: Vec<u8>,
}

fn signed_receipt() -> &'static SignedReceipt {
    static SIGNED: OnceLock<SignedReceipt> = OnceLock::new();
    SIGNED.get_or_init(|| {
        let sent = Sent::new(Some([7; 32]), "G22,2026/11/21,00001", "G22", ["G14", "H37"]);
        let receipt = Receipt::new(&sent, "G14", Status::Arrived, time());
        let file = receipt::make(&receipt, &credential(), &options()).expect("a receipt");
        SignedReceipt { policy: policy(ROOT), sent, receipt, file }
    })
}

fn credential() -> Credential {
    Credential::from_pem(CHAIN, KEY, None).expect("a credential")
}

fn options() -> cades::Options {
    cades::Options::new(Level::B).signing_time(time())
}
