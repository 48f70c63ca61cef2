//! `antin edxml`: samples shown, validated, and sent through a hub.

use crate::harness::{Desk, run};

pub(crate) fn sample(name: &str) -> String {
    format!("{}/../test-vectors/edxml/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_package_is_shown_with_its_files_and_their_digests() {
    let found = run(&["edxml", "inspect", &sample("new-two-pdfs.edxml"), "--output", "json"]);
    let found = found.expect_status(0).json();
    assert_eq!(found["dialect"], "current");
    assert_eq!(found["from"], "000.00.12.X40");
    assert_eq!(found["attachments"][0]["name"], "cong-van-123.pdf");
    assert_eq!(found["attachments"][0]["layers"][0]["kind"], "pdf");
    assert_eq!(found["liberties"].as_array().map(Vec::len), Some(0));
    let status = sample("status-13.edxml");
    run(&["--lang", "vi", "edxml", "inspect", &status]).expect_status(0);
}

#[test]
fn a_package_that_is_not_clean_is_told_from_a_clean_one() {
    run(&["edxml", "validate", &sample("revoke.edxml")]).expect_status(0);
    let hopped = sample("after-hop/new-two-pdfs.rezipped-reordered.edxml");
    let found = run(&["edxml", "validate", &hopped, "--output", "json"]).expect_status(1).json();
    assert_eq!(found["liberties"][0]["code"], "zip-under-other-type");
    run(&["edxml", "validate", &hopped, "--strict"]).expect_status(4);
    run(&["edxml", "inspect", &sample("README.md")]).expect_status(4);
}

#[test]
fn a_hub_rewrites_and_the_files_stay_the_same() {
    let desk = Desk::new();
    let out = desk.path("hopped.edxml");
    let sent = sample("new-pdf-csv-zip-sdk-signature.edxml");
    run(&["edxml", "hop", &sent, "--out", &out]).expect_status(0);
    run(&["edxml", "hop", &sent, "--out", &out]).expect_status(4);
    run(&["edxml", "hop", &sent, "--out", &out, "--only", "upside-down"]).expect_status(3);
    let shown =
        |path: &str| run(&["edxml", "inspect", path, "--output", "json"]).expect_status(0).json();
    let (before, after) = (shown(&sent), shown(&out));
    for at in 0..3 {
        let digest = |found: &serde_json::Value| {
            let attachment = &found["attachments"][at];
            let layer = attachment["content"].as_u64().and_then(|at| usize::try_from(at).ok());
            attachment["layers"][layer.expect("a layer")]["sha256"].clone()
        };
        assert_eq!(digest(&before), digest(&after));
    }
    let damaged = desk.path("damaged.edxml");
    let only = ["--only", "trace", "--also", "text-conversion", "--seed", "7"];
    run(&[&["edxml", "hop", &sent, "--out", &damaged][..], &only].concat()).expect_status(0);
    assert_eq!(shown(&damaged)["attachments"][0]["destroyed"], true);
}
