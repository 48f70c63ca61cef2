//! NSS's `tests/chains`.

use antin::policy::{PathInputs, Purpose};

use crate::suite::{Case, Expected, Suite, Tally, anchor, text, texts, time};

#[test]
fn nss() {
    let Some(suite) = Suite::open("nss") else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        let judged = Case {
            leaf: suite.read(text(&case, "path")),
            pool: texts(&case, "untrusted").iter().map(|file| suite.read(file)).collect(),
            anchors: texts(&case, "trust_anchor")
                .iter()
                .map(|file| anchor(&suite.read(file)))
                .collect(),
            crls: None,
            inputs: PathInputs::new(Purpose::Any),
            at: time(text(&case, "validation_time")),
            profile: "danger-any-algorithm",
        };
        tally.compare(text(&case, "id"), Expected::of(&case), judged.judge());
    }
    suite.report(tally);
}
