//! Receipts, judged against what was sent.

use antin::edxml::{Binding, Senders, Status};
use antin::receipt::{self, Judging, ReceiptReport};
use antin::{Language, Time};

use crate::exchange::{Receipt, Says, Sent, Taken};
use crate::setup::{self, from_hex, hex};
use crate::{package, registry, vector};

pub(crate) fn run(case: &Receipt) {
    let policy = setup::policy(&case.policy).expect("a policy");
    let evidence = setup::evidence(case.evidence.as_ref()).expect("evidence");
    let sent = sent(&case.sent);
    let registry =
        case.registry.as_ref().map(|one| registry::open(one).trusted().expect("trusted"));
    let known = package::senders(case.senders.as_ref()).expect("senders");
    let recipients: &dyn Senders = match &registry {
        Some(registry) => &**registry,
        None => &*known,
    };
    let judging = Judging::new(&sent, recipients);
    let judging = match &case.before {
        Some(before) => judging.after(Status::from_code(before).expect("a status")),
        None => judging,
    };
    let at = Time::from_unix(case.at);
    let report = judging.judge(&vector(&case.receipt), &policy, &evidence, at).expect("judged");
    for language in [Language::En, Language::Vi] {
        assert_eq!(report.to_json(language)["accepted"], case.expect.accepted);
        assert!(!report.to_text(language).is_empty());
    }
    assert_eq!(told(&report), case.expect);
}

pub(crate) fn sent(case: &Sent) -> receipt::Sent {
    let seal = case.seal.as_deref().map(from_hex);
    let recipients = case.recipients.iter().map(String::as_str);
    receipt::Sent::new(seal, &case.document, &case.sender, recipients)
}

fn told(report: &ReceiptReport) -> Taken {
    Taken {
        accepted: report.is_accepted(),
        verdict: report.verdict().etsi_name().to_owned(),
        sub_indication: report.verdict().sub_indication().map(str::to_owned),
        fault: report.fault().map(|fault| fault.code().to_owned()),
        mismatches: report.mismatches().iter().map(|one| one.code().to_owned()).collect(),
        binding: report.binding().as_str().to_owned(),
        other: match report.binding() {
            Binding::Other(code) => Some(code.clone()),
            _ => None,
        },
        says: report.receipt().map(says),
    }
}

fn says(receipt: &receipt::Receipt) -> Says {
    Says {
        status: receipt.status().code().to_owned(),
        recipient: receipt.recipient().to_owned(),
        document: receipt.document().to_owned(),
        sender: receipt.sender().to_owned(),
        seal: receipt.seal().map(|seal| hex(seal)),
        time: receipt.time().to_unix(),
        reasons: receipt.reasons().to_vec(),
    }
}
