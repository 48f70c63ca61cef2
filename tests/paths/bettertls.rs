//! Netflix's BetterTLS: name constraints, host names and path building.

use std::collections::HashMap;

use antin::policy::{PathInputs, Purpose, ReferenceName};
use serde_json::Value;

use crate::suite::{Case, Expected, Suite, Tally, anchor, text, texts, time};

#[test]
fn bettertls() {
    let Some(suite) = Suite::open("bettertls") else { return };
    let mut files = HashMap::new();
    let mut tally = Tally::default();
    for case in suite.cases() {
        let records = files.entry(text(&case, "path").to_owned()).or_insert_with_key(|file| {
            let all: Value = serde_json::from_slice(&suite.read(file)).expect("JSON");
            let mut records = all["testCases"].as_array().expect("testCases").clone();
            records.extend(all.get("sanityCheckTestCase").filter(|one| one.is_object()).cloned());
            records.into_iter().map(|one| (one["id"].to_string(), one)).collect::<HashMap<_, _>>()
        });
        let record = &records[&case["json_id"].to_string()];
        let mut chain = texts(record, "certificates").into_iter().map(|base64| {
            format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n")
                .into_bytes()
        });
        let name = ReferenceName::from_text(text(&case, "peer_name"));
        let judged = Case {
            leaf: chain.next().expect("a certificate"),
            pool: chain.collect(),
            anchors: vec![anchor(&suite.read(text(&case, "trust_anchor")))],
            crls: None,
            inputs: PathInputs::new(Purpose::TlsServer).with_name(name),
            at: time(text(&case, "validation_time")),
            profile: "default",
        };
        tally.compare(text(&case, "id"), Expected::of(&case), judged.judge());
    }
    suite.report(tally);
}
