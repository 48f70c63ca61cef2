//! x509-limbo: TLS servers by RFC 5280 and the CA/Browser Forum's profile.

use std::collections::HashMap;

use antin::policy::{PathInputs, Purpose, ReferenceName};
use serde_json::Value;

use crate::suite::{Case, Expected, NOW, Suite, Tally, anchor, text, texts, time};

#[test]
fn limbo() {
    let Some(suite) = Suite::open("x509-limbo") else { return };
    let mut files = HashMap::new();
    let (mut tally, mut of_crls) = (Tally::default(), Tally::default());
    for case in suite.cases() {
        let records = files.entry(text(&case, "path").to_owned()).or_insert_with_key(|file| {
            let all: Value = serde_json::from_slice(&suite.read(file)).expect("JSON");
            let records = all["testcases"].as_array().expect("testcases").clone();
            records
                .into_iter()
                .map(|one| (text(&one, "id").to_owned(), one))
                .collect::<HashMap<_, _>>()
        });
        let record = &records[text(&case, "json_id")];
        let expected = Expected::of(&case);
        if case["validation_kind"] != "SERVER" {
            tally.not_applicable();
            continue;
        }
        tally.compare(text(&case, "id"), expected, read(record).judge());
        if text(&case, "json_id").starts_with("crl::") {
            of_crls.compare(text(&case, "id"), expected, read(record).judge());
        }
    }
    suite.report(tally);
    suite.report_as("x509-limbo-crl", of_crls);
}

fn read(record: &Value) -> Case {
    let pem = |key: &str| texts(record, key).into_iter().map(String::into_bytes);
    let mut inputs = PathInputs::new(Purpose::TlsServer);
    if let Some(name) = record["expected_peer_name"]["value"].as_str() {
        inputs = inputs.with_name(ReferenceName::from_text(name));
    }
    if let Some(depth) = record["max_chain_depth"].as_u64() {
        inputs = inputs.with_max_depth(usize::try_from(depth).expect("small"));
    }
    Case {
        leaf: text(record, "peer_certificate").as_bytes().to_vec(),
        pool: pem("untrusted_intermediates").collect(),
        anchors: pem("trusted_certs").map(|pem| anchor(&pem)).collect(),
        crls: Some(pem("crls").collect::<Vec<_>>()).filter(|crls| !crls.is_empty()),
        inputs,
        at: time(record["validation_time"].as_str().unwrap_or(NOW)),
        profile: "default",
    }
}
