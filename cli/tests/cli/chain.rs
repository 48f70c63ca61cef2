//! `antin chain`: paths found and refused, with every input as an option.

use serde_json::Value;

use crate::harness::{AT, Desk, Run, docs, pki, run};

fn chain(leaf: &str, more: &[&str]) -> Run {
    let (leaf, root, sub) = (pki(leaf), pki("root.pem"), pki("sub-ca.pem"));
    let mut arguments = vec!["chain", &leaf, "--trust", &root, "--certs", &sub];
    arguments.extend(["--revocation", "skip"]);
    if !more.contains(&"--at") {
        arguments.extend(["--at", AT]);
    }
    arguments.extend(more);
    run(&arguments)
}

#[test]
fn a_path_that_holds_is_shown() {
    let found = chain("agency.pem", &[]).expect_status(0);
    for name in ["CƠ QUAN MẪU A", "CA THỬ NGHIỆM phục vụ", "RootCA THỬ NGHIỆM G2"] {
        assert!(found.out.contains(name), "{name}: {}", found.out);
    }
}

#[test]
fn a_chain_in_the_leafs_own_file_is_used() {
    let (leaf, root) = (pki("agency-chain.pem"), pki("root.pem"));
    run(&["chain", &leaf, "--trust", &root, "--at", AT, "--revocation", "skip"]).expect_status(0);
}

#[test]
fn a_missing_issuer_is_undecided() {
    let (leaf, root) = (pki("agency.pem"), pki("root.pem"));
    let judged = run(&["chain", &leaf, "--trust", &root, "--at", AT, "--revocation", "skip"]);
    assert!(judged.expect_status(2).out.contains("RFC 5280"));
}

#[test]
fn revocation_is_demanded_by_default() {
    let (leaf, root, sub) = (pki("agency.pem"), pki("root.pem"), pki("sub-ca.pem"));
    let judged =
        run(&["chain", &leaf, "--trust", &root, "--certs", &sub, "--at", AT, "--output", "json"]);
    let json = judged.expect_status(2).json();
    assert_eq!(json["code"], "revocation-undetermined");
}

#[test]
fn refusals_name_the_reason_and_the_clause() {
    for (leaf, more, code) in [
        ("agency.pem", &["--at", "2030-01-01"][..], "certificate-expired"),
        ("agency.pem", &["--at", "2023-01-01"], "anchor-not-yet-valid"),
        ("agency.pem", &["--purpose", "timestamp"], "extended-key-usage-refused"),
        ("agency.pem", &["--max-depth", "0"], "path-too-long"),
        ("agency.pem", &["--name", "email:other@co-quan-a.test"], "name-mismatch"),
        (
            "agency.pem",
            &["--policy-oid", "2.999.1", "--require-explicit-policy"],
            "no-acceptable-policy",
        ),
    ] {
        let mut arguments = more.to_vec();
        arguments.extend(["--output", "json"]);
        let json = chain(leaf, &arguments).expect_status(1).json();
        assert_eq!(json["code"], code, "{more:?}\n{json:#}");
        assert!(!json["clause"].as_str().expect("text").is_empty());
        assert_eq!(json["candidates"][0]["code"], json["code"]);
    }
}

#[test]
fn inputs_that_fit_do_not_refuse() {
    for (leaf, more) in [
        ("tsa.pem", &["--purpose", "timestamp"][..]),
        ("ocsp.pem", &["--purpose", "ocsp"]),
        ("sub-ca.pem", &["--purpose", "any"]),
        ("agency.pem", &["--name", "vanthu@co-quan-a.test"]),
        ("agency.pem", &["--policy-oid", "2.999.704.1.1.1.1", "--require-explicit-policy"]),
        ("agency.pem", &["--inhibit-any-policy", "--inhibit-policy-mapping", "--max-depth", "1"]),
    ] {
        chain(leaf, more).expect_status(0);
    }
}

#[test]
fn json_keeps_the_promised_shape() {
    let schema = std::fs::read_to_string(docs().join("chain.schema.json")).expect("read");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    for (more, status) in [(&[][..], 0), (&["--at", "2030-01-01", "--all", "--lang", "vi"], 1)] {
        let mut arguments = more.to_vec();
        arguments.extend(["--output", "json"]);
        let json = chain("agency.pem", &arguments).expect_status(status).json();
        let errors: Vec<_> = schema.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{json:#}");
    }
}

#[test]
fn refusals_are_told_in_vietnamese() {
    let judged = chain("agency.pem", &["--at", "2030-01-01", "--lang", "vi"]).expect_status(1);
    assert!(judged.out.contains("đã hết hạn"), "{}", judged.out);
}

#[test]
fn an_unreadable_certificate_of_the_pool_is_skipped_with_a_note() {
    let desk = Desk::new();
    desk.put("bad.der", &[0x30, 0x03, 0x02, 0x01, 0x01]);
    let (leaf, root) = (pki("agency.pem"), pki("root.pem"));
    let (sub, bad) = (pki("sub-ca.pem"), desk.path("bad.der"));
    let pool = |certs: &[&str]| {
        let mut arguments = vec!["chain", &leaf, "--trust", &root, "--at", AT];
        arguments.extend(["--revocation", "skip", "--certs"]);
        arguments.extend(certs);
        run(&arguments)
    };
    let judged = pool(&[&bad, &sub]).expect_status(0);
    assert!(judged.err.contains("skipped") && judged.err.contains("bad.der"), "{}", judged.err);
    assert!(pool(&[&bad]).expect_status(4).err.contains("bad.der"));
}

#[test]
fn an_unreadable_leaf_is_4() {
    let desk = Desk::new();
    desk.put("bad.der", &[0x30, 0x03, 0x02, 0x01, 0x01]);
    let root = pki("root.pem");
    run(&["chain", &desk.path("bad.der"), "--trust", &root]).expect_error(4, &["bad.der"]);
    run(&["chain", &desk.path("doc.txt"), "--trust", &root]).expect_error(4, &["doc.txt"]);
    run(&["chain", &desk.path("none.pem"), "--trust", &root]).expect_error(4, &["none.pem"]);
}
