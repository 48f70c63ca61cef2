//! The real certificates of the Vietnamese government and national authorities.

use antin::policy::{PathInputs, Purpose};

use crate::suite::{Case, Expected, Suite, Tally, anchor, text, texts, time};

#[test]
fn vietnam() {
    let Some(suite) = Suite::open("vn-pki") else { return };
    let mut tally = Tally::default();
    for case in suite.cases() {
        // The first government hierarchy is signed with SHA-1 and needs the policy that names it.
        let old = text(&case, "id").contains("g1") || text(&case, "reason").contains("co yeu");
        let chain = texts(&case, "chain");
        let judged = Case {
            leaf: suite.read(text(&case, "path")),
            pool: chain.iter().map(|file| suite.read(file)).collect(),
            anchors: vec![anchor(&suite.read(text(&case, "trust_anchor")))],
            crls: None,
            inputs: PathInputs::new(Purpose::Any),
            at: time(text(&case, "validation_time")),
            profile: if old { "vn-g1-legacy" } else { "default" },
        };
        tally.compare(text(&case, "id"), Expected::of(&case), judged.judge());
    }
    suite.report(tally);
}
