//! `antin verify`: every exit status with a real case, and every form of output.

use serde_json::Value;

use crate::harness::{AT, Desk, docs, pki, run};

fn only(report: &Value) -> &Value {
    let signatures = report["signatures"].as_array().expect("a list");
    assert_eq!(signatures.len(), 1);
    &signatures[0]
}

#[test]
fn an_untouched_document_passes() {
    let desk = Desk::signed();
    let judged = desk.verify("doc.txt", &[]).expect_status(0);
    assert!(judged.out.contains("TOTAL-PASSED") && judged.out.contains("CƠ QUAN MẪU A"));
}

#[test]
fn signature_and_document_are_named_in_any_way() {
    let desk = Desk::signed();
    desk.verify("doc.txt.p7s", &[]).expect_status(0);
    desk.verify("doc.txt.p7s", &["--content", &desk.path("doc.txt")]).expect_status(0);
    let (root, file) = (pki("root.pem"), desk.path("doc.txt.p7s"));
    run(&["verify", "--at", AT, "--revocation", "skip", "--trust", &root, &root, &file])
        .expect_status(0);
}

#[test]
fn a_changed_document_fails_with_1() {
    let desk = Desk::signed();
    desk.flip("doc.txt", 3);
    let judged = desk.verify("doc.txt", &["--output", "json"]).expect_status(1);
    let report = judged.json();
    assert_eq!(report["verdict"], "TOTAL-FAILED");
    assert_eq!(only(&report)["sub_indication"], "HASH_FAILURE");
}

#[test]
fn one_failure_among_passes_is_1() {
    let desk = Desk::signed();
    desk.put("other.txt", b"another document");
    desk.sign("other.txt", "person", &[]).expect_status(0);
    desk.verify("other.txt.p7s", &["--content", &desk.path("doc.txt")]).expect_status(1);
}

#[test]
fn a_foreign_root_leaves_it_indeterminate_with_2() {
    let desk = Desk::signed();
    let dir = desk.path("other");
    run(&["pki", "root", &dir, "--key-type", "p256", "--not-before", "2024-01-01"])
        .expect_status(0);
    let (file, root) = (desk.path("doc.txt"), desk.path("other/root.pem"));
    let judged = run(&[
        "verify",
        &file,
        "--trust",
        &root,
        "--at",
        AT,
        "--revocation",
        "skip",
        "--output",
        "json",
    ]);
    let report = judged.expect_status(2).json();
    assert_eq!(report["verdict"], "INDETERMINATE");
    assert_eq!(only(&report)["sub_indication"], "NO_CERTIFICATE_CHAIN_FOUND");
}

#[test]
fn revocation_is_demanded_unless_the_user_says_otherwise() {
    let desk = Desk::signed();
    let (file, root) = (desk.path("doc.txt"), pki("root.pem"));
    run(&["verify", &file, "--trust", &root, "--at", AT]).expect_status(2);
    run(&["verify", &file, "--trust", &root, "--at", AT, "--revocation", "require"])
        .expect_status(2);
    run(&["verify", &file, "--trust", &root, "--at", AT, "--revocation", "if-present"])
        .expect_status(0);
}

#[test]
fn the_time_of_judgement_decides_about_expiry() {
    let desk = Desk::signed();
    let (file, root) = (desk.path("doc.txt"), pki("root.pem"));
    for (at, status) in [("2028-12-01", 0), ("2030-01-01", 2)] {
        run(&["verify", &file, "--trust", &root, "--at", at, "--revocation", "skip"])
            .expect_status(status);
    }
}

#[test]
fn a_detached_signature_without_its_document_is_2() {
    let desk = Desk::signed();
    std::fs::rename(desk.path("doc.txt"), desk.path("elsewhere.txt")).expect("renamed");
    let judged = desk.verify("doc.txt.p7s", &["--output", "json"]).expect_status(2);
    assert_eq!(only(&judged.json())["sub_indication"], "SIGNED_DATA_NOT_FOUND");
}

#[test]
fn json_keeps_the_promised_shape() {
    let schema = std::fs::read_to_string(docs().join("report.schema.json")).expect("read");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let desk = Desk::signed();
    desk.sign("doc.txt", "person", &["--add-to", &desk.path("doc.txt.p7s"), "--force"])
        .expect_status(0);
    for (status, change) in [(0, false), (1, true)] {
        if change {
            desk.flip("doc.txt", 0);
        }
        for lang in ["en", "vi"] {
            let more = ["--output", "json", "--lang", lang];
            let report = desk.verify("doc.txt", &more).expect_status(status).json();
            let errors: Vec<_> = schema.iter_errors(&report).map(|e| e.to_string()).collect();
            assert!(errors.is_empty(), "{errors:?}\n{report:#}");
        }
    }
}

#[test]
fn reports_are_told_in_vietnamese() {
    let desk = Desk::signed();
    let judged = desk.verify("doc.txt", &["--lang", "vi"]).expect_status(0);
    assert!(judged.out.contains("TOTAL-PASSED") && judged.out.contains("Mọi chữ ký đều hợp lệ"));
}

#[test]
fn the_page_stands_by_itself() {
    let desk = Desk::signed();
    let judged = desk.verify("doc.txt", &["--output", "html", "--lang", "vi"]).expect_status(0);
    assert!(judged.out.starts_with("<!DOCTYPE html>") && judged.out.contains("lang=\"vi\""));
    assert!(judged.out.contains("TOTAL-PASSED") && judged.out.contains("CƠ QUAN MẪU A"));
    for reference in ["http://", "https://", "src=", "<script", "<link"] {
        assert!(!judged.out.contains(reference), "{reference}");
    }
}

#[test]
fn content_is_extracted_only_from_what_passed() {
    let desk = Desk::new();
    desk.sign("doc.txt", "agency", &["--attached"]).expect_status(0);
    let out = desk.path("out.txt");
    let (file, root) = (desk.path("doc.txt.p7m"), pki("root.pem"));
    run(&["verify", &file, "--trust", &root, "--at", AT, "--extract", &out]).expect_status(2);
    assert!(!desk.has("out.txt"));
    desk.verify("doc.txt.p7m", &["--extract", &out]).expect_status(0);
    assert_eq!(desk.read("out.txt"), desk.read("doc.txt"));
    desk.verify("doc.txt.p7m", &["--extract", &out]).expect_error(4, &["out.txt", "exists"]);
    desk.verify("doc.txt.p7m", &["--extract", &out, "--force"]).expect_status(0);
}

#[test]
fn evidence_may_complete_a_chain() {
    let desk = Desk::new();
    let (file, key, leaf) = (desk.path("doc.txt"), pki("agency.key"), pki("agency.pem"));
    run(&["sign", &file, "--key", &key, "--cert", &leaf]).expect_status(0);
    desk.verify("doc.txt", &[]).expect_status(2);
    let sub = pki("sub-ca.pem");
    desk.verify("doc.txt", &["--certs", &sub]).expect_status(0);
    desk.verify("doc.txt", &["--evidence", &sub]).expect_status(0);
}

#[test]
fn policies_are_named_or_read_from_a_file() {
    let desk = Desk::signed();
    desk.verify("doc.txt", &["--policy", "default"]).expect_status(0);
    desk.verify("doc.txt", &["--policy", "vn-2026"]).expect_status(0);
    desk.verify("doc.txt", &["--policy", "no-such"]).expect_error(4, &["no-such", "vn-2026"]);
    desk.put("bad.toml", b"nonsense = true\n");
    desk.verify("doc.txt", &["--policy", &desk.path("bad.toml")]).expect_error(4, &["bad.toml"]);
}
