//! OpenSSL's `test/recipes/25-test_verify.t`.

use antin::policy::{PathInputs, Purpose};
use serde_json::Value;

use crate::suite::{Case, Expected, Suite, Tally, anchor, text, texts, time};

#[test]
fn openssl() {
    let Some(suite) = Suite::open("openssl") else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        let purpose = match case["key_purpose"].as_str() {
            None => Some(Purpose::Any),
            Some("sslserver") => Some(Purpose::TlsServer),
            Some("timestampsign") => Some(Purpose::TimeStamping),
            Some("ocsphelper") => Some(Purpose::OcspSigning),
            // Clients and code have no purpose here.
            Some(_) => None,
        };
        let is_path = text(&case, "format").starts_with("x509-path");
        match purpose.filter(|_| is_path) {
            Some(purpose) => {
                let verdict = read(&suite, &case, purpose).judge();
                tally.compare(text(&case, "id"), Expected::of(&case), verdict);
            }
            None if is_path => tally.not_applicable(),
            None => {}
        }
    }
    suite.report(tally);
}

fn read(suite: &Suite, case: &Value, purpose: Purpose) -> Case {
    let options = texts(case, "options");
    let mut inputs = PathInputs::new(purpose);
    let depth = options.iter().skip_while(|one| *one != "-verify_depth").nth(1);
    if let Some(depth) = depth {
        inputs = inputs.with_max_depth(depth.parse().expect("a number"));
    }
    Case {
        leaf: suite.read(text(case, "path")),
        pool: texts(case, "untrusted").iter().map(|file| suite.read(file)).collect(),
        anchors: texts(case, "trust_anchor").iter().map(|file| anchor(&suite.read(file))).collect(),
        crls: None,
        inputs,
        at: time(text(case, "validation_time")),
        profile: "default",
    }
}
