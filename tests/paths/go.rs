//! Go's `crypto/x509/verify_test.go`.

use antin::policy::{PathInputs, Purpose, ReferenceName};

use crate::suite::{Case, Expected, Suite, Tally, anchor, text, texts, time};

#[test]
fn go() {
    let Some(suite) = Suite::open("go-x509") else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        let inputs = match case["host_name"].as_str() {
            Some(name) => {
                PathInputs::new(Purpose::TlsServer).with_name(ReferenceName::from_text(name))
            }
            None => PathInputs::new(Purpose::Any),
        };
        let judged = Case {
            leaf: suite.read(text(&case, "path")),
            pool: texts(&case, "untrusted").iter().map(|file| suite.read(file)).collect(),
            anchors: texts(&case, "trust_anchor")
                .iter()
                .map(|file| anchor(&suite.read(file)))
                .collect(),
            crls: None,
            inputs,
            at: time(text(&case, "validation_time")),
            profile: "danger-any-algorithm",
        };
        tally.compare(text(&case, "id"), Expected::of(&case), judged.judge());
    }
    suite.report(tally);
}
